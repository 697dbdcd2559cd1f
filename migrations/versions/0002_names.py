"""Names filed by keys, so that one is found however it is spelt.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "name_forms",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=True),
        sa.Column("reading", TEXT, nullable=False),
        sa.CheckConstraint(
            "entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place')",
            name="ck_name_forms_entity_type",
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_name_forms_entity_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_name_forms"),
    )
    op.create_table(
        "name_keys",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["name_forms.id"], name="fk_name_keys_form_id", initially="IMMEDIATE", deferrable=True
        ),
        sa.PrimaryKeyConstraint("key", "form_id", name="pk_name_keys"),
        sqlite_with_rowid=False,
    )
    op.execute("CREATE INDEX ix_name_forms_entity_id_entity_type ON name_forms (entity_id, entity_type)")
    op.execute("CREATE INDEX ix_name_keys_form_id ON name_keys (form_id)")


def downgrade() -> None:
    op.drop_table("name_keys")
    op.drop_table("name_forms")
