"""The sources, and how much rests on each.

Without a word, every source of the data; with an entity, those of its entry and of the claims about it: all that 'kbase why ENTITY' lists, be
it their subject or named in them (of a place also whatever names a place in it: events there, births, nationalities). Of the claims that stand (accepted or
contested), `claims` counts those that a source supports, `alone` those of them that no other source supports, `against` those that it
contradicts and `mentions` those that it only mentions; neither rests on it. `entries` are the things whose identity it carries.
--by-kind counts by kind of source. Which claims rest on one source alone is a query of docs/sql.md (claims_cited).

JSON: {data: {columns, rows}, meta}.

Examples:
  kbase sources --limit 20
  kbase sources isgs
  kbase sources isis --kind wire --from 2019
  kbase sources --by-kind
  kbase sources --weak --format csv
"""

from __future__ import annotations

import argparse

from kbase.cli.common import add_known_option, add_reader_options, check_limit, day_bound, opened, printed_sql
from kbase.queries.list_filters import kind_word
from kbase.queries.resolve import resolve
from kbase.queries.sources import Wanted, by_kind, sources
from kbase.render.output import emit
from kbase.render.page import selection_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", nargs="?", metavar="ENTITY", help="an id or a name")
    parser.add_argument("--kind", metavar="K", help="of this kind of source")
    parser.add_argument("--weak", action="store_true", help="of the kinds that never stand alone under a crime")
    parser.add_argument("--from", dest="first", metavar="DATE", help="published not wholly before this date")
    parser.add_argument("--to", dest="last", metavar="DATE", help="published not wholly after this date")
    parser.add_argument("--by-kind", action="store_true", help="count by kind of source")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many, the most used")
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    check_limit(arguments.limit)
    with opened(arguments) as database:
        entity = resolve(database, arguments.entity) if arguments.entity is not None else None
        wanted = Wanted(
            entity, kind_word("sources", arguments.kind) if arguments.kind else None, day_bound(arguments.first, "--from", 0),
            day_bound(arguments.last, "--to", 1), arguments.weak, arguments.limit,
        )  # fmt: skip
        found = (by_kind if arguments.by_kind else sources)(database, wanted)
        if printed_sql(arguments, database):
            return 0
    title = f"Sources of {entity.name}" if entity else "Sources"
    emit(arguments.format, found, lambda: selection_page(found, title))
    return 0
