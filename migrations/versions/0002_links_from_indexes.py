"""On PostgreSQL the indexes of links carry the other end, so that a search for neighbours does not visit the tables.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table, columns of the index, what it carries besides
LINKS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("attributes", ("entity_id", "entity_type"), ("value_id", "id", "status", "property")),
    ("attributes", ("value_id", "value_type"), ("entity_id", "id", "status", "property")),
    ("memberships", ("person_id",), ("group_id", "id", "status")),
    ("memberships", ("group_id",), ("person_id", "id", "status")),
    ("positions", ("person_id",), ("organization_id", "id", "status")),
    ("positions", ("organization_id",), ("person_id", "id", "status")),
    ("group_relations", ("group_id",), ("object_id", "id", "status")),
    ("group_relations", ("object_id", "object_type"), ("group_id", "id", "status")),
    ("organization_relations", ("organization_id",), ("object_id", "id", "status")),
    ("organization_relations", ("object_id", "object_type"), ("organization_id", "id", "status")),
    ("person_relations", ("person_id",), ("object_id", "id", "status")),
    ("person_relations", ("object_id",), ("person_id", "id", "status")),
    ("participations", ("event_id",), ("participant_id", "id", "status")),
    ("participations", ("participant_id", "participant_type"), ("event_id", "id", "status")),
    ("operation_participants", ("operation_id",), ("participant_id", "id", "status")),
    ("operation_participants", ("participant_id", "participant_type"), ("operation_id", "id", "status")),
    ("locations", ("entity_id", "entity_type"), ("place_id", "id", "status")),
    ("locations", ("place_id",), ("entity_id", "id", "status")),
    ("designations", ("entity_id", "entity_type"), ("authority_id", "id", "status")),
    ("designations", ("authority_id",), ("entity_id", "id", "status")),
    ("statement_subjects", ("statement_id",), ("about_id", "id", "status")),
    ("statement_subjects", ("about_id", "about_type"), ("statement_id", "id", "status")),
)


def upgrade() -> None:
    _build_again(carry=True)


def downgrade() -> None:
    _build_again(carry=False)


def _build_again(*, carry: bool) -> None:
    if op.get_context().dialect.name != "postgresql":
        return
    for table, columns, carried in LINKS:
        name = f"ix_{table}_{'_'.join(columns)}"
        include = f" INCLUDE ({', '.join(carried)})" if carry else ""
        op.execute(f"DROP INDEX {name}")
        op.execute(f"CREATE INDEX {name} ON {table} ({', '.join(columns)}){include}")
