"""Of a dispute, whether its claims differ only in when; the next seed fills it.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE disputes ADD COLUMN only_when INTEGER")


def downgrade() -> None:
    op.get_bind().exec_driver_sql("ALTER TABLE disputes DROP COLUMN only_when")
