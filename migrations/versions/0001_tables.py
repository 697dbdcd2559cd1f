"""All tables of the model.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def create_index(name: str, table: str, columns: list[str]) -> None:
    # as text: of a hundred of them op.create_index would make half the time of a small first seed
    op.execute(f"CREATE INDEX {name} ON {table} ({', '.join(columns)})")


def upgrade() -> None:
    op.create_table(
        "datasets",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("licence", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("retrieved", sa.Date(), nullable=True),
        sa.CheckConstraint("origin IN ('curated', 'feed')", name="ck_datasets_origin"),
        sa.PrimaryKeyConstraint("id", name="pk_datasets"),
    )
    op.create_table(
        "kbase_meta",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_kbase_meta"),
    )
    op.create_table(
        "vocabulary",
        sa.Column("list", TEXT, nullable=False),
        sa.Column("word", TEXT, nullable=False),
        sa.Column("meaning", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("list", "word", name="pk_vocabulary"),
    )
    op.create_table(
        "claims",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('name', 'attribute', 'membership', 'position', 'group_relation', 'organization_relation', 'person_relation', 'participation', 'operation_participant', 'figure', 'location', 'designation', 'legal_case', 'statement_subject', 'identifier')",
            name="ck_claims_kind",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_claims_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("id", "kind", name="uq_claims_id_kind"),
    )
    op.create_table(
        "disputes",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("question", TEXT, nullable=False),
        sa.Column("resolution", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_disputes_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
    )
    op.create_table(
        "entities",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("folded", TEXT, nullable=False),
        sa.CheckConstraint(
            "type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')",
            name="ck_entities_type",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_entities_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_entities"),
        sa.UniqueConstraint("id", "type", name="uq_entities_id_type"),
    )
    create_index("ix_entities_folded", "entities", ["folded"])
    create_index("ix_entities_type_id", "entities", ["type", "id"])
    op.create_table(
        "removed",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("ground", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_removed_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_removed"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("seeded_at", TEXT, nullable=False),
        sa.Column("content_hash", TEXT, nullable=False),
        sa.Column("kbase_version", TEXT, nullable=False),
        sa.Column("commit_id", TEXT, nullable=True),
        sa.Column("committed_at", TEXT, nullable=True),
        sa.Column("inserted", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_revisions_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_table(
        "attributes",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("property", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=True),
        sa.Column("value_id", TEXT, nullable=True),
        sa.Column("value_type", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'attribute'", name="ck_attributes_kind"),
        sa.CheckConstraint(
            "entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'place')",
            name="ck_attributes_entity_type",
        ),
        sa.CheckConstraint(
            "value_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')",
            name="ck_attributes_value_type",
        ),
        sa.CheckConstraint("(value_id IS NULL) = (value_type IS NULL)", name="ck_attributes_value_whole"),
        sa.CheckConstraint("status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_attributes_status"),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_attributes_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_attributes_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_attributes_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_attributes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_attributes_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_attributes_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["value_id", "value_type"],
            ["entities.id", "entities.type"],
            name="fk_attributes_value_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_attributes_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["claims.id"], name="fk_attributes_supersedes_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attributes"),
    )
    create_index("ix_attributes_id_kind", "attributes", ["id", "kind"])
    create_index("ix_attributes_entity_id_entity_type", "attributes", ["entity_id", "entity_type"])
    create_index("ix_attributes_value_id_value_type", "attributes", ["value_id", "value_type"])
    create_index("ix_attributes_dispute_id", "attributes", ["dispute_id"])
    create_index("ix_attributes_supersedes_id", "attributes", ["supersedes_id"])
    op.create_table(
        "changes",
        sa.Column("revision_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("table_name", TEXT, nullable=False),
        sa.Column("row_id", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("was", TEXT, nullable=True),
        sa.Column("became", TEXT, nullable=True),
        sa.CheckConstraint("action IN ('inserted', 'changed', 'removed')", name="ck_changes_action"),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name="fk_changes_revision_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "table_name", "row_id", name="pk_changes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decisions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("other", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("decided_on", TEXT, nullable=True),
        sa.Column("decided_on_earliest", sa.Date(), nullable=True),
        sa.Column("decided_on_latest", sa.Date(), nullable=True),
        sa.Column("decided_by", TEXT, nullable=False),
        sa.CheckConstraint("entity_type IN ('person', 'group', 'organization')", name="ck_decisions_entity_type"),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_decisions_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_decisions_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    create_index("ix_decisions_entity_id_entity_type", "decisions", ["entity_id", "entity_type"])
    op.create_table(
        "groups",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("founded", TEXT, nullable=True),
        sa.Column("founded_earliest", sa.Date(), nullable=True),
        sa.Column("founded_latest", sa.Date(), nullable=True),
        sa.Column("dissolved", TEXT, nullable=True),
        sa.Column("dissolved_earliest", sa.Date(), nullable=True),
        sa.Column("dissolved_latest", sa.Date(), nullable=True),
        sa.CheckConstraint("type = 'group'", name="ck_groups_type"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_groups_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_groups_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
    )
    create_index("ix_groups_id_type", "groups", ["id", "type"])
    op.create_table(
        "identifiers",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("scheme", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'identifier'", name="ck_identifiers_kind"),
        sa.CheckConstraint(
            "entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')",
            name="ck_identifiers_entity_type",
        ),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_identifiers_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_identifiers_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_identifiers_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_identifiers_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_identifiers_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_identifiers_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_identifiers_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_identifiers_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_identifiers_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identifiers"),
    )
    create_index("ix_identifiers_id_kind", "identifiers", ["id", "kind"])
    create_index("ix_identifiers_entity_id_entity_type", "identifiers", ["entity_id", "entity_type"])
    create_index("ix_identifiers_dispute_id", "identifiers", ["dispute_id"])
    create_index("ix_identifiers_supersedes_id", "identifiers", ["supersedes_id"])
    op.create_table(
        "legal_cases",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("matter", TEXT, nullable=False),
        sa.Column("court", TEXT, nullable=True),
        sa.Column("sentence", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'legal_case'", name="ck_legal_cases_kind"),
        sa.CheckConstraint("entity_type IN ('person', 'group')", name="ck_legal_cases_entity_type"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_legal_cases_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_legal_cases_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_legal_cases_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_legal_cases_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_legal_cases_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_legal_cases_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_legal_cases_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_legal_cases_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_legal_cases_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_legal_cases"),
    )
    create_index("ix_legal_cases_id_kind", "legal_cases", ["id", "kind"])
    create_index("ix_legal_cases_entity_id_entity_type", "legal_cases", ["entity_id", "entity_type"])
    create_index("ix_legal_cases_dispute_id", "legal_cases", ["dispute_id"])
    create_index("ix_legal_cases_supersedes_id", "legal_cases", ["supersedes_id"])
    op.create_table(
        "names",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("name_kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("lang", TEXT, nullable=True),
        sa.Column("script", TEXT, nullable=True),
        sa.Column("quality", TEXT, nullable=True),
        sa.Column("folded", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'name'", name="ck_names_kind"),
        sa.CheckConstraint(
            "entity_type IN ('group', 'person', 'organization', 'event', 'operation', 'statement', 'place', 'source')",
            name="ck_names_entity_type",
        ),
        sa.CheckConstraint("status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_names_status"),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_names_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_names_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_names_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["claims.id", "claims.kind"], name="fk_names_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_names_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_names_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_names_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["claims.id"], name="fk_names_supersedes_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_names"),
    )
    create_index("ix_names_folded", "names", ["folded"])
    create_index("ix_names_id_kind", "names", ["id", "kind"])
    create_index("ix_names_entity_id_entity_type", "names", ["entity_id", "entity_type"])
    create_index("ix_names_dispute_id", "names", ["dispute_id"])
    create_index("ix_names_supersedes_id", "names", ["supersedes_id"])
    op.create_table(
        "operations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("started", TEXT, nullable=True),
        sa.Column("started_earliest", sa.Date(), nullable=True),
        sa.Column("started_latest", sa.Date(), nullable=True),
        sa.Column("ended", TEXT, nullable=True),
        sa.Column("ended_earliest", sa.Date(), nullable=True),
        sa.Column("ended_latest", sa.Date(), nullable=True),
        sa.Column("predecessor_id", TEXT, nullable=True),
        sa.CheckConstraint("type = 'operation'", name="ck_operations_type"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_operations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_operations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["operations.id"],
            name="fk_operations_predecessor_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_operations"),
    )
    create_index("ix_operations_id_type", "operations", ["id", "type"])
    create_index("ix_operations_predecessor_id", "operations", ["predecessor_id"])
    op.create_table(
        "places",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("iso3166_1", TEXT, nullable=True),
        sa.Column("parent_id", TEXT, nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("precision", TEXT, nullable=True),
        sa.CheckConstraint("type = 'place'", name="ck_places_type"),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name="ck_places_point"),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name="ck_places_lat_range"),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name="ck_places_lon_range"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_places_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_places_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["places.id"], name="fk_places_parent_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_places"),
    )
    create_index("ix_places_id_type", "places", ["id", "type"])
    create_index("ix_places_parent_id", "places", ["parent_id"])
    op.create_table(
        "sources",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("published_by_id", TEXT, nullable=True),
        sa.Column("published_by_type", TEXT, nullable=True),
        sa.Column("author", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("archive_url", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("published_earliest", sa.Date(), nullable=True),
        sa.Column("published_latest", sa.Date(), nullable=True),
        sa.Column("accessed", TEXT, nullable=True),
        sa.Column("accessed_earliest", sa.Date(), nullable=True),
        sa.Column("accessed_latest", sa.Date(), nullable=True),
        sa.Column("lang", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("not_modelled", TEXT, nullable=True),
        sa.CheckConstraint("type = 'source'", name="ck_sources_type"),
        sa.CheckConstraint(
            "published_by_type IN ('person', 'group', 'organization')", name="ck_sources_published_by_type"
        ),
        sa.CheckConstraint(
            "(published_by_id IS NULL) = (published_by_type IS NULL)", name="ck_sources_published_by_whole"
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_sources_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_sources_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id", "published_by_type"],
            ["entities.id", "entities.type"],
            name="fk_sources_published_by_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )
    create_index("ix_sources_id_type", "sources", ["id", "type"])
    create_index("ix_sources_published_by_id_published_by_type", "sources", ["published_by_id", "published_by_type"])
    op.create_table(
        "events",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=True),
        sa.Column("start_latest", sa.Date(), nullable=True),
        sa.Column("end_earliest", sa.Date(), nullable=True),
        sa.Column("end_latest", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("place_id", TEXT, nullable=True),
        sa.Column("operation_id", TEXT, nullable=True),
        sa.Column("part_of_id", TEXT, nullable=True),
        sa.CheckConstraint("type = 'event'", name="ck_events_type"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_events_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_events_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name="fk_events_place_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operations.id"], name="fk_events_operation_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["part_of_id"], ["events.id"], name="fk_events_part_of_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    create_index("ix_events_start_earliest_id", "events", ["start_earliest", "id"])
    create_index("ix_events_id_type", "events", ["id", "type"])
    create_index("ix_events_place_id", "events", ["place_id"])
    create_index("ix_events_operation_id", "events", ["operation_id"])
    create_index("ix_events_part_of_id", "events", ["part_of_id"])
    op.create_table(
        "figures",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("subject_id", TEXT, nullable=False),
        sa.Column("subject_type", TEXT, nullable=False),
        sa.Column("metric", TEXT, nullable=False),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("bound", TEXT, nullable=True),
        sa.Column("category", TEXT, nullable=False),
        sa.Column("side", TEXT, nullable=False),
        sa.Column("place_id", TEXT, nullable=True),
        sa.Column("estimator_id", TEXT, nullable=True),
        sa.Column("estimator_type", TEXT, nullable=True),
        sa.Column("period", TEXT, nullable=True),
        sa.Column("as_of", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'figure'", name="ck_figures_kind"),
        sa.CheckConstraint(
            "subject_type IN ('group', 'person', 'organization', 'event', 'operation')", name="ck_figures_subject_type"
        ),
        sa.CheckConstraint("estimator_type IN ('person', 'group', 'organization')", name="ck_figures_estimator_type"),
        sa.CheckConstraint("(estimator_id IS NULL) = (estimator_type IS NULL)", name="ck_figures_estimator_whole"),
        sa.CheckConstraint(
            "(low IS NULL OR best IS NULL OR low <= best) AND (best IS NULL OR high IS NULL OR best <= high) AND (low IS NULL OR high IS NULL OR low <= high)",
            name="ck_figures_order",
        ),
        sa.CheckConstraint("low IS NOT NULL OR best IS NOT NULL OR high IS NOT NULL", name="ck_figures_number"),
        sa.CheckConstraint("status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_figures_status"),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_figures_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_figures_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_figures_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["claims.id", "claims.kind"], name="fk_figures_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_figures_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id", "subject_type"],
            ["entities.id", "entities.type"],
            name="fk_figures_subject_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name="fk_figures_place_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["estimator_id", "estimator_type"],
            ["entities.id", "entities.type"],
            name="fk_figures_estimator_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_figures_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["claims.id"], name="fk_figures_supersedes_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figures"),
    )
    create_index("ix_figures_id_kind", "figures", ["id", "kind"])
    create_index("ix_figures_subject_id_subject_type", "figures", ["subject_id", "subject_type"])
    create_index("ix_figures_place_id", "figures", ["place_id"])
    create_index("ix_figures_estimator_id_estimator_type", "figures", ["estimator_id", "estimator_type"])
    create_index("ix_figures_dispute_id", "figures", ["dispute_id"])
    create_index("ix_figures_supersedes_id", "figures", ["supersedes_id"])
    op.create_table(
        "locations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("place_id", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'location'", name="ck_locations_kind"),
        sa.CheckConstraint(
            "entity_type IN ('group', 'person', 'organization', 'event', 'operation')", name="ck_locations_entity_type"
        ),
        sa.CheckConstraint("status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_locations_status"),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_locations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_locations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_locations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["claims.id", "claims.kind"], name="fk_locations_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_locations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_locations_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["places.id"], name="fk_locations_place_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_locations_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["claims.id"], name="fk_locations_supersedes_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_locations"),
    )
    create_index("ix_locations_id_kind", "locations", ["id", "kind"])
    create_index("ix_locations_entity_id_entity_type", "locations", ["entity_id", "entity_type"])
    create_index("ix_locations_place_id", "locations", ["place_id"])
    create_index("ix_locations_dispute_id", "locations", ["dispute_id"])
    create_index("ix_locations_supersedes_id", "locations", ["supersedes_id"])
    op.create_table(
        "operation_participants",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("operation_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("participant_id", TEXT, nullable=False),
        sa.Column("participant_type", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'operation_participant'", name="ck_operation_participants_kind"),
        sa.CheckConstraint(
            "participant_type IN ('person', 'group', 'organization')", name="ck_operation_participants_participant_type"
        ),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_operation_participants_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_operation_participants_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_operation_participants_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_operation_participants_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_operation_participants_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name="fk_operation_participants_dataset_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operations.id"],
            name="fk_operation_participants_operation_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "participant_type"],
            ["entities.id", "entities.type"],
            name="fk_operation_participants_participant_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
            name="fk_operation_participants_dispute_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_operation_participants_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_operation_participants"),
    )
    create_index("ix_operation_participants_id_kind", "operation_participants", ["id", "kind"])
    create_index("ix_operation_participants_operation_id", "operation_participants", ["operation_id"])
    create_index(
        "ix_operation_participants_participant_id_participant_type",
        "operation_participants",
        ["participant_id", "participant_type"],
    )
    create_index("ix_operation_participants_dispute_id", "operation_participants", ["dispute_id"])
    create_index("ix_operation_participants_supersedes_id", "operation_participants", ["supersedes_id"])
    op.create_table(
        "organizations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("country_id", TEXT, nullable=True),
        sa.Column("founded", TEXT, nullable=True),
        sa.Column("founded_earliest", sa.Date(), nullable=True),
        sa.Column("founded_latest", sa.Date(), nullable=True),
        sa.Column("dissolved", TEXT, nullable=True),
        sa.Column("dissolved_earliest", sa.Date(), nullable=True),
        sa.Column("dissolved_latest", sa.Date(), nullable=True),
        sa.CheckConstraint("type = 'organization'", name="ck_organizations_type"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_organizations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_organizations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["country_id"], ["places.id"], name="fk_organizations_country_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organizations"),
    )
    create_index("ix_organizations_id_type", "organizations", ["id", "type"])
    create_index("ix_organizations_country_id", "organizations", ["country_id"])
    op.create_table(
        "people",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("gender", TEXT, nullable=True),
        sa.Column("born", TEXT, nullable=True),
        sa.Column("born_earliest", sa.Date(), nullable=True),
        sa.Column("born_latest", sa.Date(), nullable=True),
        sa.Column("died", TEXT, nullable=True),
        sa.Column("died_earliest", sa.Date(), nullable=True),
        sa.Column("died_latest", sa.Date(), nullable=True),
        sa.Column("birth_place_id", TEXT, nullable=True),
        sa.CheckConstraint("type = 'person'", name="ck_people_type"),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_people_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_people_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["birth_place_id"], ["places.id"], name="fk_people_birth_place_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    create_index("ix_people_id_type", "people", ["id", "type"])
    create_index("ix_people_birth_place_id", "people", ["birth_place_id"])
    op.create_table(
        "designations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("entity_id", TEXT, nullable=False),
        sa.Column("entity_type", TEXT, nullable=False),
        sa.Column("authority_id", TEXT, nullable=False),
        sa.Column("list", TEXT, nullable=False),
        sa.Column("reference", TEXT, nullable=True),
        sa.Column("listed_on", TEXT, nullable=True),
        sa.Column("delisted_on", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'designation'", name="ck_designations_kind"),
        sa.CheckConstraint("entity_type IN ('person', 'group', 'organization')", name="ck_designations_entity_type"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_designations_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_designations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_designations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_designations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_designations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_designations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id", "entity_type"],
            ["entities.id", "entities.type"],
            name="fk_designations_entity_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["organizations.id"],
            name="fk_designations_authority_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_designations_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_designations_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_designations"),
    )
    create_index("ix_designations_id_kind", "designations", ["id", "kind"])
    create_index("ix_designations_entity_id_entity_type", "designations", ["entity_id", "entity_type"])
    create_index("ix_designations_authority_id", "designations", ["authority_id"])
    create_index("ix_designations_dispute_id", "designations", ["dispute_id"])
    create_index("ix_designations_supersedes_id", "designations", ["supersedes_id"])
    op.create_table(
        "group_relations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("group_id", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("object_id", TEXT, nullable=False),
        sa.Column("object_type", TEXT, nullable=False),
        sa.Column("actor_id", TEXT, nullable=True),
        sa.Column("actor_type", TEXT, nullable=True),
        sa.Column("in_name_of_id", TEXT, nullable=True),
        sa.Column("extent", TEXT, nullable=True),
        sa.Column("continues", sa.Boolean(), nullable=True),
        sa.Column("pledge_id", TEXT, nullable=True),
        sa.Column("event_id", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'group_relation'", name="ck_group_relations_kind"),
        sa.CheckConstraint("object_type IN ('person', 'group', 'organization')", name="ck_group_relations_object_type"),
        sa.CheckConstraint("actor_type IN ('person', 'group')", name="ck_group_relations_actor_type"),
        sa.CheckConstraint("(actor_id IS NULL) = (actor_type IS NULL)", name="ck_group_relations_actor_whole"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_group_relations_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_group_relations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_group_relations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_group_relations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_group_relations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name="fk_group_relations_dataset_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_group_relations_group_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["object_id", "object_type"],
            ["entities.id", "entities.type"],
            name="fk_group_relations_object_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["actor_id", "actor_type"],
            ["entities.id", "entities.type"],
            name="fk_group_relations_actor_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["in_name_of_id"],
            ["groups.id"],
            name="fk_group_relations_in_name_of_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["pledge_id"],
            ["group_relations.id"],
            name="fk_group_relations_pledge_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_group_relations_event_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
            name="fk_group_relations_dispute_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_group_relations_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_relations"),
    )
    create_index("ix_group_relations_id_kind", "group_relations", ["id", "kind"])
    create_index("ix_group_relations_group_id", "group_relations", ["group_id"])
    create_index("ix_group_relations_object_id_object_type", "group_relations", ["object_id", "object_type"])
    create_index("ix_group_relations_actor_id_actor_type", "group_relations", ["actor_id", "actor_type"])
    create_index("ix_group_relations_in_name_of_id", "group_relations", ["in_name_of_id"])
    create_index("ix_group_relations_pledge_id", "group_relations", ["pledge_id"])
    create_index("ix_group_relations_event_id", "group_relations", ["event_id"])
    create_index("ix_group_relations_dispute_id", "group_relations", ["dispute_id"])
    create_index("ix_group_relations_supersedes_id", "group_relations", ["supersedes_id"])
    op.create_table(
        "memberships",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("group_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("how_ended", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'membership'", name="ck_memberships_kind"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_memberships_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_memberships_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_memberships_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_memberships_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_memberships_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_memberships_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_memberships_person_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_memberships_group_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_memberships_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_memberships_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_memberships"),
    )
    create_index("ix_memberships_id_kind", "memberships", ["id", "kind"])
    create_index("ix_memberships_person_id", "memberships", ["person_id"])
    create_index("ix_memberships_group_id", "memberships", ["group_id"])
    create_index("ix_memberships_dispute_id", "memberships", ["dispute_id"])
    create_index("ix_memberships_supersedes_id", "memberships", ["supersedes_id"])
    op.create_table(
        "organization_relations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("organization_id", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("object_id", TEXT, nullable=False),
        sa.Column("object_type", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'organization_relation'", name="ck_organization_relations_kind"),
        sa.CheckConstraint("object_type IN ('organization', 'group')", name="ck_organization_relations_object_type"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_organization_relations_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_organization_relations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_organization_relations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_organization_relations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_organization_relations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name="fk_organization_relations_dataset_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_organization_relations_organization_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["object_id", "object_type"],
            ["entities.id", "entities.type"],
            name="fk_organization_relations_object_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
            name="fk_organization_relations_dispute_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_organization_relations_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organization_relations"),
    )
    create_index("ix_organization_relations_id_kind", "organization_relations", ["id", "kind"])
    create_index("ix_organization_relations_organization_id", "organization_relations", ["organization_id"])
    create_index(
        "ix_organization_relations_object_id_object_type", "organization_relations", ["object_id", "object_type"]
    )
    create_index("ix_organization_relations_dispute_id", "organization_relations", ["dispute_id"])
    create_index("ix_organization_relations_supersedes_id", "organization_relations", ["supersedes_id"])
    op.create_table(
        "participations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("event_id", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("participant_id", TEXT, nullable=False),
        sa.Column("participant_type", TEXT, nullable=False),
        sa.Column("attribution", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'participation'", name="ck_participations_kind"),
        sa.CheckConstraint(
            "participant_type IN ('person', 'group', 'organization')", name="ck_participations_participant_type"
        ),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_participations_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_participations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_participations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_participations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_participations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_participations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_participations_event_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id", "participant_type"],
            ["entities.id", "entities.type"],
            name="fk_participations_participant_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_participations_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_participations_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_participations"),
    )
    create_index("ix_participations_id_kind", "participations", ["id", "kind"])
    create_index("ix_participations_event_id", "participations", ["event_id"])
    create_index(
        "ix_participations_participant_id_participant_type", "participations", ["participant_id", "participant_type"]
    )
    create_index("ix_participations_dispute_id", "participations", ["dispute_id"])
    create_index("ix_participations_supersedes_id", "participations", ["supersedes_id"])
    op.create_table(
        "person_relations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("relation", TEXT, nullable=False),
        sa.Column("object_id", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'person_relation'", name="ck_person_relations_kind"),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_person_relations_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_person_relations_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_person_relations_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_person_relations_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_person_relations_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name="fk_person_relations_dataset_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_person_relations_person_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["object_id"], ["people.id"], name="fk_person_relations_object_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
            name="fk_person_relations_dispute_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_person_relations_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_relations"),
    )
    create_index("ix_person_relations_id_kind", "person_relations", ["id", "kind"])
    create_index("ix_person_relations_person_id", "person_relations", ["person_id"])
    create_index("ix_person_relations_object_id", "person_relations", ["object_id"])
    create_index("ix_person_relations_dispute_id", "person_relations", ["dispute_id"])
    create_index("ix_person_relations_supersedes_id", "person_relations", ["supersedes_id"])
    op.create_table(
        "positions",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("person_id", TEXT, nullable=False),
        sa.Column("organization_id", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("how_ended", TEXT, nullable=True),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'position'", name="ck_positions_kind"),
        sa.CheckConstraint("status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_positions_status"),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_positions_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_positions_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_positions_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"], ["claims.id", "claims.kind"], name="fk_positions_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_positions_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name="fk_positions_person_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name="fk_positions_organization_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_positions_dispute_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["claims.id"], name="fk_positions_supersedes_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_positions"),
    )
    create_index("ix_positions_id_kind", "positions", ["id", "kind"])
    create_index("ix_positions_person_id", "positions", ["person_id"])
    create_index("ix_positions_organization_id", "positions", ["organization_id"])
    create_index("ix_positions_dispute_id", "positions", ["dispute_id"])
    create_index("ix_positions_supersedes_id", "positions", ["supersedes_id"])
    op.create_table(
        "statements",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("summary", TEXT, nullable=False),
        sa.Column("speaker_id", TEXT, nullable=False),
        sa.Column("speaker_type", TEXT, nullable=False),
        sa.Column("on_behalf_of_id", TEXT, nullable=True),
        sa.Column("on_behalf_of_type", TEXT, nullable=True),
        sa.Column("made_on", TEXT, nullable=True),
        sa.Column("made_on_earliest", sa.Date(), nullable=True),
        sa.Column("made_on_latest", sa.Date(), nullable=True),
        sa.Column("medium", TEXT, nullable=False),
        sa.Column("given_at_id", TEXT, nullable=True),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("lang", TEXT, nullable=True),
        sa.Column("authenticity", TEXT, nullable=False),
        sa.CheckConstraint("type = 'statement'", name="ck_statements_type"),
        sa.CheckConstraint("speaker_type IN ('person', 'group', 'organization')", name="ck_statements_speaker_type"),
        sa.CheckConstraint("on_behalf_of_type IN ('group', 'organization')", name="ck_statements_on_behalf_of_type"),
        sa.CheckConstraint(
            "(on_behalf_of_id IS NULL) = (on_behalf_of_type IS NULL)", name="ck_statements_on_behalf_of_whole"
        ),
        sa.ForeignKeyConstraint(
            ["id", "type"],
            ["entities.id", "entities.type"],
            name="fk_statements_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_statements_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["speaker_id", "speaker_type"],
            ["entities.id", "entities.type"],
            name="fk_statements_speaker_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["on_behalf_of_id", "on_behalf_of_type"],
            ["entities.id", "entities.type"],
            name="fk_statements_on_behalf_of_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["given_at_id"], ["events.id"], name="fk_statements_given_at_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
    )
    create_index("ix_statements_id_type", "statements", ["id", "type"])
    create_index("ix_statements_speaker_id_speaker_type", "statements", ["speaker_id", "speaker_type"])
    create_index(
        "ix_statements_on_behalf_of_id_on_behalf_of_type", "statements", ["on_behalf_of_id", "on_behalf_of_type"]
    )
    create_index("ix_statements_given_at_id", "statements", ["given_at_id"])
    op.create_table(
        "citations",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("claim_id", TEXT, nullable=True),
        sa.Column("entity_id", TEXT, nullable=True),
        sa.Column("source_id", TEXT, nullable=False),
        sa.Column("locator", TEXT, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("quote", TEXT, nullable=True),
        sa.Column("stance", TEXT, nullable=False),
        sa.Column("asserted_by_id", TEXT, nullable=True),
        sa.Column("asserted_by_type", TEXT, nullable=True),
        sa.Column("statement_id", TEXT, nullable=True),
        sa.CheckConstraint(
            "asserted_by_type IN ('person', 'group', 'organization')", name="ck_citations_asserted_by_type"
        ),
        sa.CheckConstraint(
            "(asserted_by_id IS NULL) = (asserted_by_type IS NULL)", name="ck_citations_asserted_by_whole"
        ),
        sa.CheckConstraint("(claim_id IS NULL) <> (entity_id IS NULL)", name="ck_citations_one_object"),
        sa.CheckConstraint("stance IN ('supports', 'contradicts', 'mentions')", name="ck_citations_stance"),
        sa.ForeignKeyConstraint(
            ["dataset_id"], ["datasets.id"], name="fk_citations_dataset_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claims.id"], name="fk_citations_claim_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.id"], name="fk_citations_entity_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name="fk_citations_source_id", deferrable=True, initially="IMMEDIATE"
        ),
        sa.ForeignKeyConstraint(
            ["asserted_by_id", "asserted_by_type"],
            ["entities.id", "entities.type"],
            name="fk_citations_asserted_by_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name="fk_citations_statement_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_citations"),
    )
    create_index("ix_citations_claim_id", "citations", ["claim_id"])
    create_index("ix_citations_entity_id", "citations", ["entity_id"])
    create_index("ix_citations_source_id", "citations", ["source_id"])
    create_index("ix_citations_asserted_by_id_asserted_by_type", "citations", ["asserted_by_id", "asserted_by_type"])
    create_index("ix_citations_statement_id", "citations", ["statement_id"])
    op.create_table(
        "statement_subjects",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("dataset_id", TEXT, nullable=False),
        sa.Column("statement_id", TEXT, nullable=False),
        sa.Column("about_id", TEXT, nullable=False),
        sa.Column("about_type", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("confidence", TEXT, nullable=False),
        sa.Column("dispute_id", TEXT, nullable=True),
        sa.Column("supersedes_id", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("start_date", TEXT, nullable=True),
        sa.Column("end_date", TEXT, nullable=True),
        sa.Column("last_seen", TEXT, nullable=True),
        sa.Column("start_earliest", sa.Date(), nullable=False),
        sa.Column("start_latest", sa.Date(), nullable=False),
        sa.Column("end_earliest", sa.Date(), nullable=False),
        sa.Column("end_latest", sa.Date(), nullable=False),
        sa.Column("start_flag", TEXT, nullable=True),
        sa.Column("end_flag", TEXT, nullable=True),
        sa.Column("end_state", TEXT, nullable=False),
        sa.CheckConstraint("kind = 'statement_subject'", name="ck_statement_subjects_kind"),
        sa.CheckConstraint(
            "about_type IN ('group', 'person', 'organization', 'event', 'operation', 'place')",
            name="ck_statement_subjects_about_type",
        ),
        sa.CheckConstraint(
            "status IN ('accepted', 'contested', 'rejected', 'retracted')", name="ck_statement_subjects_status"
        ),
        sa.CheckConstraint("confidence IN ('stated', 'inferred')", name="ck_statement_subjects_confidence"),
        sa.CheckConstraint("end_state IN ('ended', 'ongoing', 'unknown')", name="ck_statement_subjects_end_state"),
        sa.CheckConstraint(
            "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest",
            name="ck_statement_subjects_bounds",
        ),
        sa.ForeignKeyConstraint(
            ["id", "kind"],
            ["claims.id", "claims.kind"],
            name="fk_statement_subjects_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dataset_id"],
            ["datasets.id"],
            name="fk_statement_subjects_dataset_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statements.id"],
            name="fk_statement_subjects_statement_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["about_id", "about_type"],
            ["entities.id", "entities.type"],
            name="fk_statement_subjects_about_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["dispute_id"],
            ["disputes.id"],
            name="fk_statement_subjects_dispute_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["claims.id"],
            name="fk_statement_subjects_supersedes_id",
            deferrable=True,
            initially="IMMEDIATE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_statement_subjects"),
    )
    create_index("ix_statement_subjects_id_kind", "statement_subjects", ["id", "kind"])
    create_index("ix_statement_subjects_statement_id", "statement_subjects", ["statement_id"])
    create_index("ix_statement_subjects_about_id_about_type", "statement_subjects", ["about_id", "about_type"])
    create_index("ix_statement_subjects_dispute_id", "statement_subjects", ["dispute_id"])
    create_index("ix_statement_subjects_supersedes_id", "statement_subjects", ["supersedes_id"])


def downgrade() -> None:
    op.drop_table("statement_subjects")
    op.drop_table("citations")
    op.drop_table("statements")
    op.drop_table("positions")
    op.drop_table("person_relations")
    op.drop_table("participations")
    op.drop_table("organization_relations")
    op.drop_table("memberships")
    op.drop_table("group_relations")
    op.drop_table("designations")
    op.drop_table("people")
    op.drop_table("organizations")
    op.drop_table("operation_participants")
    op.drop_table("locations")
    op.drop_table("figures")
    op.drop_table("events")
    op.drop_table("sources")
    op.drop_table("places")
    op.drop_table("operations")
    op.drop_table("names")
    op.drop_table("legal_cases")
    op.drop_table("identifiers")
    op.drop_table("groups")
    op.drop_table("decisions")
    op.drop_table("changes")
    op.drop_table("attributes")
    op.drop_table("revisions")
    op.drop_table("removed")
    op.drop_table("entities")
    op.drop_table("disputes")
    op.drop_table("claims")
    op.drop_table("vocabulary")
    op.drop_table("kbase_meta")
    op.drop_table("datasets")
