"""SQLAlchemy's tables, made from `kbase.database.shape`: named constraints, comments, deferrable keys."""

from __future__ import annotations

from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from kbase.database import shape
from kbase.database.links import link_columns

# "C" collation makes PostgreSQL sort as SQLite does: by bytes
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_TYPES: dict[str, TypeEngine[Any]] = {
    "text": _TEXT,
    "integer": sa.Integer(),
    "real": sa.Double(),
    "boolean": sa.Boolean(create_constraint=False),
    "date": sa.Date(),
}


@cache
def metadata() -> sa.MetaData:
    """All tables."""
    meta = sa.MetaData()
    for table in shape.tables().values():
        _table(meta, table)
    return meta


def _table(meta: sa.MetaData, table: shape.Table) -> None:
    name = table.name
    items: list[SchemaItem] = [
        sa.Column(c.name, _TYPES[c.type], nullable=c.null, comment=c.comment, autoincrement=False)
        for c in table.columns
    ]
    items.append(sa.PrimaryKeyConstraint(*table.primary_key, name=f"pk_{name}"))
    items += [sa.UniqueConstraint(*columns, name=f"uq_{name}_{'_'.join(columns)}") for columns in table.uniques]
    items += [sa.CheckConstraint(sa.text(c.sql), name=f"ck_{name}_{c.name}") for c in table.checks]
    for reference in table.references:
        items.append(
            sa.ForeignKeyConstraint(
                reference.columns,
                [f"{reference.table}.{t}" for t in reference.targets],
                name=f"fk_{name}_{reference.columns[0]}",
                deferrable=True,
                initially="IMMEDIATE",
            )
        )
    built = sa.Table(name, meta, *items, comment=table.comment, sqlite_with_rowid=not table.clustered)
    for columns in shape.indexes(table):
        sa.Index(
            f"ix_{name}_{'_'.join(columns)}", *(built.c[c] for c in columns),
            postgresql_include=list(link_columns(name, columns)) or None,
        )  # fmt: skip
