"""Where a group came from and what came out of it, as trees: splits, mergers and successions, dated and sourced.

'Came from' climbs to the groups it split from, succeeded or was merged from; 'Gave rise to' descends to its offshoots.
Under the trees stand the pledges, acceptances and belongings among these groups, and the names it has changed.
Disputed links are marked '(contested)', of what only a part went 'in part', and '(perhaps later)' or '(perhaps earlier)' what may have come about on the
wrong side of the link above it, so that it is no ancestor or offshoot. With --on, only what had happened by that day.

--output draws it into an SVG picture or an HTML page, older groups before younger ones, the names that the group has changed
under its own; disputed links are dashed. That takes a layout program: pip install 'kbase[pictures]', or Graphviz.

JSON: {data: {entity, ancestors: [{id, name, depth, relation, when, status, confidence, claim, sources, again, last,
on_day, parent_id, parent_name, extent, against, order}], offshoots, ties, names, cited, on, recorded}, meta}; recorded: with --on, where none had come about yet, how many links of its own later days have.
CSV and JSON lines: one row a link of the trees. parent_id is the group above it in its tree, at depth 1 the one asked for: of an ancestor the younger group, of an
offshoot the older one. depth is that in the tree, where a branch is drawn out once, where it stands first; the shortest way is told by
'kbase sql came-from' and 'came-out-of'.

Examples:
  kbase lineage isgs
  kbase lineage jnim --on 2018-01-01
  kbase lineage gspc --format csv
  kbase lineage isgs --output lineage.svg
"""

from __future__ import annotations

import argparse

from kbase.cli.common import (
    HAPPENED,
    add_picture_option,
    add_reader_options,
    check_picture,
    drawn,
    opened,
    printed_sql,
    tell_outside,
)
from kbase.problems import UsageError
from kbase.queries.lineage import IN_LINE, lineage
from kbase.queries.on_day import day_of
from kbase.queries.resolve import resolve
from kbase.render.output import emit
from kbase.render.page import lineage_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("group", help="a group, or an organization that groups came out of: id or name")
    parser.add_argument("--on", metavar="DAY", help=f"what had happened by this day (2015-05-14), {HAPPENED}")
    parser.add_argument("--depth", type=int, default=20, metavar="N", help="at most so many steps away (default: 20)")
    add_picture_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    if arguments.depth < 1:
        raise UsageError("--depth is a number from 1")
    check_picture(arguments)
    with opened(arguments) as database:
        entity = resolve(database, arguments.group, IN_LINE)
        found = lineage(
            database, entity, depth=arguments.depth, on=day_of(arguments.on) if arguments.on is not None else ""
        )
        if printed_sql(arguments, database):
            return 0
        tell_outside(database, found.on, entity)
    if arguments.output:
        from kbase.render.drawing import lineage_drawing

        drawn(arguments.output, lineage_drawing(found))
        return 0
    emit(arguments.format, found, lambda: lineage_page(found))
    return 0
