"""Of a dispute only about when, the days on which all sides have it so; the next seed fills them.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("agreed_from", "agreed_until"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE disputes ADD COLUMN {column} DATE")


def downgrade() -> None:
    for column in ("agreed_until", "agreed_from"):
        op.get_bind().exec_driver_sql(f"ALTER TABLE disputes DROP COLUMN {column}")
