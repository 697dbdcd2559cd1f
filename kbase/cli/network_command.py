"""What an entity is linked to, and what that is linked to: its network up to some steps away.

Links are those of 'kbase path'; --kinds and --on narrow them alike (a renunciation is one only with --kinds group_relation).
The nearest entities come first; --limit says how
many at most.

--output draws it into an SVG picture or an HTML page with a table of its links; disputed links are dashed. That takes a
layout program: pip install 'kbase[pictures]', or Graphviz. A picture has at most 400 entities and 1,000 links.

JSON: {data: {entity, depth, nodes: [[id, type, name, steps away]], links: [as the steps of 'kbase path'], more, left_out,
cited, on}, meta}. CSV and JSON lines: one row a link, its sources in words.

Examples:
  kbase network isgs
  kbase network jnim --depth 2 --kinds group_relation,membership
  kbase network isgs --on 2019-01-01 --format csv
  kbase network isgs --depth 2 --output isgs.html
"""

from __future__ import annotations

import argparse

from kbase.cli.common import (
    add_link_options,
    add_picture_option,
    add_reader_options,
    check_limit,
    check_picture,
    drawn,
    opened,
    printed_sql,
    reach_of,
    tell_outside,
)
from kbase.problems import UsageError
from kbase.queries.graph import network
from kbase.queries.resolve import LINKED, resolve
from kbase.render.graph import network_page
from kbase.render.output import emit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", help="an id or a name")
    parser.add_argument("--depth", type=int, default=1, metavar="N", help="so many steps away (default: 1, at most 5)")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="at most so many entities (default: 200)")
    add_link_options(parser)
    add_picture_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    if not 1 <= arguments.depth <= 5:
        raise UsageError("--depth is a number from 1 to 5")
    check_limit(arguments.limit)
    check_picture(arguments)
    reach = reach_of(arguments)
    with opened(arguments) as database:
        found = network(database, resolve(database, arguments.entity, LINKED), arguments.depth, reach, arguments.limit)
        if printed_sql(arguments, database):
            return 0
        tell_outside(database, found.on, found.entity)
    if arguments.output:
        from kbase.render.drawing import network_drawing

        drawn(arguments.output, network_drawing(found))
        return 0
    emit(arguments.format, found, lambda: network_page(found))
    return 0
