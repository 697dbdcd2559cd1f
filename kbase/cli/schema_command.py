"""What the tables and columns mean; JSON Schemas for editors.

Without a word, all tables and views; with the name of one, its columns. 'kbase schema yaml' writes the JSON Schema of
every kind of document, from which editors complete and check while you type.

JSON: {data: {columns, rows}, meta}.

Examples:
  kbase schema
  kbase schema memberships
  kbase schema yaml --output schemas
"""

from __future__ import annotations

import argparse
import sys

from kbase.database import shape
from kbase.database.schema_version import SCHEMA
from kbase.database.views import views
from kbase.problems import KbaseError, UsageError
from kbase.queries.revision import Revision
from kbase.queries.selection import Selection
from kbase.render.output import FORMATS, emit
from kbase.render.page import selection_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("table", nargs="?", help="a table or view, or 'yaml'")
    parser.add_argument("--output", metavar="FOLDER", help="yaml: where to write (default: schemas)")
    parser.add_argument("--format", choices=FORMATS, default="table", help=f"{', '.join(FORMATS)} (default: table)")


def run(arguments: argparse.Namespace) -> int:
    if arguments.table == "yaml":
        return _write_schemas(arguments.output or "schemas")
    if arguments.output:
        raise UsageError("--output goes with 'kbase schema yaml'")
    found = _columns(arguments.table) if arguments.table else _tables()
    emit(arguments.format, found, lambda: selection_page(found, f"{arguments.table or 'Tables and views'}"))
    return 0


_REVISION = Revision("", f"kbase, schema {SCHEMA}", "", None, "")


def _tables() -> Selection:
    rows = [(t.name, "table", t.comment) for t in shape.tables().values()]
    rows += [(name, "view", comment) for name, (_, comment) in views("sqlite").items()]
    return Selection(("name", "is", "meaning"), tuple(rows), _REVISION)


def _columns(name: str) -> Selection:
    table = shape.tables().get(name) or shape.tables().get(name.removeprefix("current_"))
    if table is None:
        if name in views("sqlite"):
            sql, comment = views("sqlite")[name]
            return Selection(("view", "meaning", "sql"), ((name, comment, sql),), _REVISION)
        from difflib import get_close_matches

        near = get_close_matches(name, [*shape.tables(), *views("sqlite")], n=1)
        raise KbaseError(f"there is no table '{name}'", f"did you mean '{near[0]}'?" if near else "see 'kbase schema'")
    points = {
        column: f"{r.table}.{target}"
        for r in table.references
        for column, target in zip(r.columns, r.targets, strict=True)
    }
    rows = tuple(
        (c.name, c.type, "" if c.null else "required", points.get(c.name, ""), c.comment) for c in table.columns
    )
    return Selection(("column", "type", "required", "points_to", "meaning"), rows, _REVISION)


def _write_schemas(folder: str) -> int:
    from pathlib import Path

    from kbase.curation.json_schema import write_schemas

    try:
        written = write_schemas(Path(folder))
    except OSError as error:
        raise KbaseError(f"'{folder}' cannot be written: {error.strerror}") from None
    for path in written:
        sys.stdout.write(f"{path}\n")
    return 0
