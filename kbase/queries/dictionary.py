"""What there is to ask: tables, views, their columns with meanings, and the named questions, as rows."""

from __future__ import annotations

from kbase.database import shape
from kbase.database.days import COLUMNS as DAYS
from kbase.database.days import MEANINGS
from kbase.database.schema_version import SCHEMA
from kbase.database.views import described_views, views
from kbase.problems import KbaseError
from kbase.queries.questions import QUESTIONS, usage
from kbase.queries.revision import Revision
from kbase.queries.selection import Selection
from kbase.text import nearest

_REVISION = Revision("", f"kbase, schema {SCHEMA}", "", None, "")


def relations() -> Selection:
    """Every table and view."""
    rows = [(t.name, "table", t.comment) for t in shape.tables().values()]
    rows += [(name, "view", comment) for name, (_, comment) in views("sqlite").items()]
    return Selection(("name", "is", "meaning"), tuple(rows), _REVISION)


def columns(name: str) -> Selection:
    """The columns of a table or view.

    :raises KbaseError: where there is none of that name.
    """
    table = shape.tables().get(name) or shape.tables().get(name.removeprefix("current_"))
    if table is None:
        view = described_views("sqlite").get(name)
        if view is None:
            raise unknown(name)
        return Selection(
            ("column", "type", "meaning"), tuple((c.name, c.type, c.comment) for c in view.columns), _REVISION
        )
    points = {
        column: f"{r.table}.{target}"
        for r in table.references
        for column, target in zip(r.columns, r.targets, strict=True)
    }
    rows = tuple(
        (c.name, c.type, "" if c.null else "required", points.get(c.name, ""), c.comment) for c in table.columns
    )
    if name != table.name:  # what the view current_… has besides
        rows += tuple((day, "date", "", "", MEANINGS[day]) for day in DAYS)
    return Selection(("column", "type", "required", "points_to", "meaning"), rows, _REVISION)


def meaning(name: str) -> str:
    """What one row of a table or view is."""
    table = shape.tables().get(name)
    return table.comment if table else views("sqlite")[name][1]


def unknown(name: str) -> KbaseError:
    """There is no such table, with the nearest that there is."""
    if name in views("sqlite"):
        return KbaseError(f"'{name}' is a view and has no keys", "name a table; 'kbase schema' lists them")
    near = nearest(name, [*shape.tables(), *views("sqlite")])
    return KbaseError(f"there is no table '{name}'", f"did you mean '{near}'?" if near else "see 'kbase schema'")


def questions() -> Selection:
    """The named questions: how each is asked, what it answers, what its parameters mean."""
    rows = tuple(
        (usage(q), q.answers, "; ".join(f"{p.name}: {p.meaning}" for p in q.parameters)) for q in QUESTIONS.values()
    )
    return Selection(("question", "answers", "parameters"), rows, _REVISION)
