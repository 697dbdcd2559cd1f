"""Who led a group, in order, with the gaps and overlaps between one leader and the next.

By the bounds of their dates: behind each how many days he led (least_days to most_days, the first and the last counted; none for what the
dates do not bound), and between two a gap in what is recorded, or an overlap, where the dates show it, with its least and greatest length in
days; somebody of whom nothing is recorded may have led in a gap. Both led on the days of an overlap. Where they leave it open, that is said, with the names
of the two whom it is about: the one before is whoever led longest so far, not always the line above. A contested claim stands in its place and is no link of the chain. --role
asks for other roles, of which each is a chain of its own, --on for who led on one day (yes, or possibly).

JSON: {data: {entity, roles, tenures: [{fact, person, name, since: {kind, least, most}, after, after_name, one, least_days, most_days}], cited, on, recorded}, meta}; `after` is the
person whose tenure `since` is about, `one` whether a source alleges that the two are one person; `recorded` counts the roles whatever the day. In CSV least_days and most_days
are of the tenure too, between_least and between_most of what lies before it.

Examples:
  kbase leaders isis
  kbase leaders al-shabaab --on 2014-09-03
  kbase leaders isgs --role leader,deputy,commander
  kbase leaders taliban --format csv
"""

from __future__ import annotations

import argparse

from kbase.cli.common import LASTS, add_known_option, add_reader_options, opened, printed_sql
from kbase.queries.leaders import leaders
from kbase.queries.list_filters import kind_word
from kbase.queries.on_day import day_of
from kbase.queries.resolve import resolve
from kbase.render.leaders import leaders_page
from kbase.render.output import emit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("group", metavar="GROUP", help="an id or a name")
    parser.add_argument("--role", default="leader", metavar="R,…", help="the roles that count (default: leader)")
    parser.add_argument("--on", metavar="DAY", help=f"who held the role on this day (2015-05-14); {LASTS}")
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    roles = tuple(dict.fromkeys(kind_word("memberships", word) for word in arguments.role.split(",")))
    with opened(arguments) as database:
        group = resolve(database, arguments.group, ("group",))
        found = leaders(database, group, roles, day_of(arguments.on) if arguments.on is not None else "")
        if printed_sql(arguments, database):
            return 0
    emit(arguments.format, found, lambda: leaders_page(found))
    return 0
