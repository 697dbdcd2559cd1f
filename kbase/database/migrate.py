"""Alembic, run on a connection that the caller owns; then views and comments, which are not migrations."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from kbase.database import shape
from kbase.database.views import described_views, views
from kbase.packaged import migrations_folder

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Bring the schema to head inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def decoration_hash(engine: str) -> str:
    """Changes when a view or a comment changes; kept in `kbase_meta` so that a seed leaves them alone otherwise."""
    return hashlib.sha256("\n".join(create_views(engine)).encode()).hexdigest()


def drop_views(engine: str, existing: list[str]) -> list[str]:
    """Statements that drop the views that are there; a view over others goes before them."""
    ours = list(views(engine))
    order = sorted(existing, key=lambda v: -ours.index(v) if v in ours else 1)
    cascade = " CASCADE" if engine == "postgresql" else ""
    return [f'DROP VIEW IF EXISTS "{name}"{cascade}' for name in order]


def create_views(engine: str) -> list[str]:
    """Statements that create all views and, on PostgreSQL, write every comment."""
    statements = [f"CREATE VIEW {name} AS\n{sql}" for name, (sql, _) in views(engine).items()]
    if engine == "postgresql":
        for name, view in described_views(engine).items():
            statements.append(f"COMMENT ON VIEW {name} IS {_literal(view.comment)}")
            statements += [f"COMMENT ON COLUMN {name}.{c.name} IS {_literal(c.comment)}" for c in view.columns]
        for table in shape.tables().values():
            statements.append(f"COMMENT ON TABLE {table.name} IS {_literal(table.comment)}")
            statements += [f"COMMENT ON COLUMN {table.name}.{c.name} IS {_literal(c.comment)}" for c in table.columns]
    return statements


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
