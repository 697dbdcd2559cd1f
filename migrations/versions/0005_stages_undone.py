"""Of a stage of a legal case, the later one that undid it; the next seed fills them.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = "CONSTRAINT fk_legal_cases_undone_by_id {} REFERENCES legal_cases (id) DEFERRABLE INITIALLY IMMEDIATE"
# SQLite's text of the table, of which the column and its key come first and last
WITHOUT = ("    sentence TEXT,\n", "\n)")
WITH = ("    sentence TEXT,\n    undone_by_id TEXT,\n", f",\n    {KEY.format('FOREIGN KEY(undone_by_id)')}\n)")


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _build_again(WITHOUT, WITH)
    else:
        _execute(f'ALTER TABLE legal_cases ADD COLUMN undone_by_id TEXT COLLATE "C" {KEY.format("")}')
    _execute("CREATE INDEX ix_legal_cases_undone_by_id ON legal_cases (undone_by_id)")


def downgrade() -> None:
    _execute("DROP INDEX ix_legal_cases_undone_by_id")
    if op.get_context().dialect.name == "sqlite":
        _build_again(WITH, WITHOUT)
    else:
        _execute("ALTER TABLE legal_cases DROP COLUMN undone_by_id")


def _execute(sql: str) -> None:
    op.get_bind().exec_driver_sql(sql)


def _build_again(was: tuple[str, str], becomes: tuple[str, str]) -> None:
    """SQLite alters no key of a table that is there, and its checks are lost where Alembic reads them back."""
    ask = op.get_bind().exec_driver_sql
    found = "SELECT sql FROM sqlite_master WHERE type = '{}' AND tbl_name = 'legal_cases' AND sql IS NOT NULL"
    table, indexes = ask(found.format("table")).scalar_one(), ask(found.format("index")).scalars().all()
    columns = [row[1] for row in ask("PRAGMA table_info(legal_cases)") if row[1] != "undone_by_id"]
    text = "CREATE TABLE legal_cases_anew (" + table.partition("(")[2]
    for old, new in zip(was, becomes, strict=True):
        text = new.join(text.rsplit(old, 1))
    names = ", ".join(columns)
    for statement in (
        text, f"INSERT INTO legal_cases_anew ({names}) SELECT {names} FROM legal_cases",  # noqa: S608 - of the table itself
        "DROP TABLE legal_cases", "ALTER TABLE legal_cases_anew RENAME TO legal_cases", *indexes,
    ):  # fmt: skip
        _execute(statement)
