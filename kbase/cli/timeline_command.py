"""What happened, in the order of the days: of an entity, a country, an operation, or several.

Several stand side by side where the terminal is wide enough, each in a column of its own, what they share across; else one under the
other, with whose it is in brackets.

Every dated fact of the entity's page stands under its day with its sources; a state (a role, a listing) stands under
the day it began and again, 'ended:', under the day it ended. How exact a day is, its form says: 2015-05-14, 2015-05,
2015, 'about 2015', 'between 1977 and 1982'; in JSON and CSV also as precision and bounds. --from and --to keep what may be of that time: an
approximate or uncertain date reaches one unit further (2013 to 2014). --kind takes kinds of
claim (membership, participation, designation …) or sections of the page (leaders, events, lineage …), several times.
--on keeps what had happened by that day; where the dates leave that open it says possibly (on_day in JSON and CSV).

JSON: {data: {entities, moments: [{date, earliest, latest, precision, approximate, entities, section, kind, text, claim,
status, confidence, sources, against, on_day}], undated, cited, on}, meta}. Numbers in sources name entries of cited; claim is of a statement its own id.

Examples:
  kbase timeline isgs
  kbase timeline isgs jnim --from 2020 --kind events
  kbase timeline mali --from 2012 --to 2013
  kbase timeline operation-barkhane --format csv
"""

from __future__ import annotations

import argparse

from kbase.cli.common import (
    HAPPENED,
    add_known_option,
    add_reader_options,
    check_limit,
    day_bound,
    opened,
    printed_sql,
    tell_outside,
)
from kbase.dates import FIRST, LAST
from kbase.fields import CLAIM
from kbase.problems import UsageError
from kbase.queries.meant import one_of
from kbase.queries.on_day import day_of
from kbase.queries.resolve import resolve
from kbase.queries.sections import TITLES
from kbase.queries.timeline import Period, timeline
from kbase.render.output import emit
from kbase.render.timeline import timeline_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entities", nargs="+", metavar="ENTITY", help="an id, a name, or the ISO code of a country")
    parser.add_argument("--from", dest="first", metavar="DATE", help="not wholly before this date")
    parser.add_argument("--to", dest="last", metavar="DATE", help="not wholly after this date")
    parser.add_argument(
        "--kind", action="append", default=[], metavar="K", help="a kind of claim or a section; repeatable"
    )
    parser.add_argument("--on", metavar="DAY", help=f"only what had happened by this day, {HAPPENED}")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many, the earliest")
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    check_limit(arguments.limit)
    period = Period(
        day_bound(arguments.first, "--from", 0) or FIRST, day_bound(arguments.last, "--to", 1) or LAST,
        tuple(_kind(k) for k in arguments.kind), day_of(arguments.on) if arguments.on is not None else "", arguments.limit,
    )  # fmt: skip
    if period.first > period.last:
        raise UsageError(
            f"--from {arguments.first} --to {arguments.last} ends before it begins", "the earlier date goes with --from"
        )
    with opened(arguments) as database:
        entities = list(dict.fromkeys(resolve(database, text) for text in arguments.entities))
        found = timeline(database, entities, period)
        if printed_sql(arguments, database):
            return 0
        tell_outside(database, found.on, *entities)
    emit(arguments.format, found, lambda: timeline_page(found))
    return 0


def _kind(text: str) -> str:
    return one_of(text, [*TITLES, *CLAIM, "statement"], f"--kind: '{text}' is neither a kind of claim nor a section")
