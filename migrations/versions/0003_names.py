"""Names filed by keys, so that one is found however it is spelt.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# {text} is TEXT, on PostgreSQL in the order of bytes; {clustered} is WITHOUT ROWID on SQLite
TABLES = """\
CREATE TABLE name_forms (
    id INTEGER NOT NULL,
    entity_id {text} NOT NULL,
    entity_type {text} NOT NULL,
    text {text} NOT NULL,
    name {text},
    reading {text} NOT NULL,
    CONSTRAINT pk_name_forms PRIMARY KEY (id),
    CONSTRAINT ck_name_forms_entity_type CHECK (entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place')),
    CONSTRAINT fk_name_forms_entity_id FOREIGN KEY(entity_id, entity_type) REFERENCES entities (id, type) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE TABLE name_keys (
    key {text} NOT NULL,
    form_id INTEGER NOT NULL,
    CONSTRAINT pk_name_keys PRIMARY KEY (key, form_id),
    CONSTRAINT fk_name_keys_form_id FOREIGN KEY(form_id) REFERENCES name_forms (id) DEFERRABLE INITIALLY IMMEDIATE
){clustered};

CREATE INDEX ix_name_forms_entity_id_entity_type ON name_forms (entity_id, entity_type);
CREATE INDEX ix_name_keys_form_id ON name_keys (form_id)
"""


def upgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    words = {"text": "TEXT" if sqlite else 'TEXT COLLATE "C"', "clustered": " WITHOUT ROWID" if sqlite else ""}
    execute = op.get_bind().exec_driver_sql  # text as it stands: SQLAlchemy would compile each statement
    for statement in TABLES.format(**words).split(";"):
        execute(statement)


def downgrade() -> None:
    op.drop_table("name_keys")
    op.drop_table("name_forms")
