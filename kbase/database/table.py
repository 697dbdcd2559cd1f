"""What a table is: columns, references, checks, comments, as plain values."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    name: str
    type: str
    null: bool
    comment: str


class Reference(NamedTuple):
    """A foreign key. Every one is indexed unless its columns begin the primary key."""

    columns: tuple[str, ...]
    table: str
    targets: tuple[str, ...]


class Check(NamedTuple):
    name: str
    sql: str


class Table(NamedTuple):
    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    checks: tuple[Check, ...] = ()
    uniques: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    clustered: bool = False  # on SQLite the rows stand in the primary key's own tree

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)
