"""What was meant by a table or column that is not there, for the error of an analyst's statement."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kbase.problems import KbaseError
from kbase.text import nearest

if TYPE_CHECKING:
    from kbase.database.shape import Column

# as the engines say it; a column may stand behind the name or alias of its table
_TABLE = re.compile(r'no such table: (?:\w+\.)?(\w+)|relation "(?:\w+\.)?(\w+)" does not exist')
_COLUMN = re.compile(r'no such column: (?:\w+\.)?(\w+)|column "?(?:\w+\.)?(\w+)"? does not exist')
_WORD = re.compile(r"\w+")


def explained(error: KbaseError, sql: str) -> KbaseError:
    """The error of a statement, which says what may have been meant where it names what is not there."""
    table, column = _TABLE.search(error.message), _COLUMN.search(error.message)
    if table:
        return KbaseError(
            error.message, _near(_name(table), list(_relations())) + "'kbase schema' lists all tables and views"
        )
    if not column:
        return error
    words = {word.lower() for word in _WORD.findall(sql)}
    asked = {name: columns for name, columns in _relations().items() if name in words}
    known = dict.fromkeys(c.name for columns in asked.values() for c in columns)
    shown = (
        f"'kbase schema {next(iter(asked))}' lists the columns"
        if len(asked) == 1
        else "'kbase schema NAME' lists the columns of one"
    )
    wanted = _name(column)
    having = [name for name, columns in asked.items() if wanted in [c.name for c in columns]]
    near = f"of these it is in {', '.join(having)}; " if having else _near(wanted, list(known))
    return KbaseError(error.message, near + shown)


def _relations() -> dict[str, tuple[Column, ...]]:
    """Every table and view, with its columns."""
    from kbase.database.shape import tables
    from kbase.database.views import described_views

    return {name: t.columns for name, t in tables().items()} | {
        n: v.columns for n, v in described_views("sqlite").items()
    }


def _name(found: re.Match[str]) -> str:
    return (found[1] or found[2]).lower()


def _near(name: str, known: list[str]) -> str:
    near = nearest(name, sorted(known))
    return f"did you mean '{near}'? " if near else ""
