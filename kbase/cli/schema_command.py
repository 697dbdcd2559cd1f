"""What the tables and columns mean; a diagram of them; JSON Schemas for editors.

Without a word, all tables and views; with the name of one, its columns. --diagram prints the tables with their
foreign keys as text that Mermaid or Graphviz draws: all of them, or one with its neighbours. 'kbase schema yaml' writes
the JSON Schema of every kind of document, from which editors complete and check while you type.

JSON: {data: {columns, rows}, meta}.

Examples:
  kbase schema
  kbase schema memberships
  kbase schema event_list --sql
  kbase schema --diagram > tables.mmd
  kbase schema memberships --diagram dot | dot -Tsvg > memberships.svg
  kbase schema yaml --output schemas
"""

from __future__ import annotations

import argparse
import sys

from kbase.problems import KbaseError, UsageError
from kbase.queries.dictionary import columns, meaning, relations, unknown
from kbase.render.output import FORMATS, emit
from kbase.render.page import selection_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    from kbase.render.diagram import FORMATS as DIAGRAMS

    parser.add_argument("table", nargs="?", help="a table or view, or 'yaml'")
    parser.add_argument("--output", metavar="FOLDER", help="yaml: where to write (default: schemas)")
    parser.add_argument(
        "--diagram", nargs="?", const=DIAGRAMS[0], choices=DIAGRAMS,
        help=f"the foreign keys as a diagram: {', '.join(DIAGRAMS)} (default: {DIAGRAMS[0]})",
    )  # fmt: skip
    parser.add_argument("--sql", action="store_true", help="print the SELECT of a view")
    parser.add_argument("--format", choices=FORMATS, default="table", help=f"{', '.join(FORMATS)} (default: table)")


def run(arguments: argparse.Namespace) -> int:
    if arguments.diagram:
        if arguments.table == "yaml" or arguments.output or arguments.sql or arguments.format != "table":
            raise UsageError("--diagram goes with a table or none, and with no other option")
        return _diagram(arguments.diagram, arguments.table or "")
    if arguments.table == "yaml":
        return _write_schemas(arguments.output or "schemas")
    if arguments.output:
        raise UsageError("--output goes with 'kbase schema yaml'")
    if arguments.sql:
        return _print_select(arguments.table or "")
    found = columns(arguments.table) if arguments.table else relations()
    title = "Tables and views"
    if arguments.table:
        title = f"{arguments.table}: {meaning(arguments.table)}"
    emit(arguments.format, found, lambda: selection_page(found, title))
    return 0


def _diagram(format: str, name: str) -> int:
    from kbase.database.shape import tables
    from kbase.render.diagram import diagram, neighbourhood

    found = tables()
    if name and name not in found:
        raise unknown(name)
    sys.stdout.write(diagram(format, neighbourhood(found, name) if name else found, name))
    return 0


def _print_select(name: str) -> int:
    from kbase.database.views import views

    if name not in views("sqlite"):
        raise UsageError("--sql goes with the name of a view", "see 'kbase schema'")
    sys.stdout.write(f"{views('sqlite')[name][0]};\n")
    return 0


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
