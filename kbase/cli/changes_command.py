"""What the data learned between two days: the things and claims that were added, changed and removed, of all or of one entity.

The days are days of knowledge, as with --known-on: the state of the data committed by the end of each (UTC), whatever it is
about. Without --to, the state that the database holds. An entity's changes are those of itself and of every claim that
mentions it, on whatever page it stands.

'changed' names the field, what it was and what it became; `sources` are the places in sources that it rests on. What follows
from other fields is not told: a claim's bounds, a founding that a thing has from its claim. What was withdrawn for ever is
named by its id alone. Where --from lies before the first revision there is no data to compare with: exit code 3.

JSON: {data: {entity, before, after, before_commit, after_commit, added, changed, removed, columns, rows: [{change, kind, id, entity_id, entity_name, text,
field, was, became}], more}, meta}; CSV and JSON lines have the rows: one for each added or removed, one for each changed field.

Examples:
  kbase changes --from 2026-11-22 --to 2026-11-28
  kbase changes isgs --from 2026-11-22
  kbase changes --from 2026-11-28 --limit 50 --format csv
"""

from __future__ import annotations

import argparse

from kbase.cli.common import add_reader_options, check_limit, known, opened
from kbase.problems import UsageError
from kbase.queries.changes import changes
from kbase.queries.on_day import day_of
from kbase.render.changes import changes_page
from kbase.render.output import emit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", nargs="?", help="an id or a name; without it, all of the data")
    parser.add_argument(
        "--from", dest="first", metavar="DAY", required=True, help="what the data knew at the end of this day"
    )
    parser.add_argument(
        "--to", dest="last", metavar="DAY", help="and at the end of this one (default: the database as it is)"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many rows")
    add_reader_options(parser, sql=False)


def run(arguments: argparse.Namespace) -> int:
    check_limit(arguments.limit)
    if arguments.last is not None and day_of(arguments.first, "--from") > day_of(arguments.last, "--to"):
        raise UsageError(
            f"--from {arguments.first} --to {arguments.last} ends before it begins", "the earlier day goes with --from"
        )
    with (
        known(arguments, arguments.first, "--from") as before,
        opened(arguments) if arguments.last is None else known(arguments, arguments.last, "--to") as after,
    ):
        found = changes(before, after, arguments.entity, arguments.limit)
    emit(arguments.format, found, lambda: changes_page(found))
    return 0
