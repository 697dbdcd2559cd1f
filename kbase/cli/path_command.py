"""How two entities are linked: the shortest way from one to the other, each step with its claim and sources.

Links are roles, relations between groups, bodies and persons, parts taken in events and operations, and what an event
was part of. --kinds names others or fewer (location, designation and what statements are about stand in nearly
every way between two, so they are not counted unless named; 'all' counts everything). A path whose links never held at
the same time says so, and so does one of which links rest on one dispute; --same-time looks for the shortest whose links may all have held at one time, by the longest time
that the dates allow: a part in an event holds while that lasted, an act (a split, a merger, a succession) from its day on, a pledge or its acceptance
surely on its day and possibly from then on, but never beyond a renunciation, the recorded end of the tie between the same two, or the end of either. With --on, only
links that may have held on that day, or acts done by it, count; of pledges those that had not ended before, possibly where they may have. A renunciation links
nobody, unless --kinds names relations of groups.

Exit code 1 where there is no path of so many steps. --output draws it, as in 'kbase network'. JSON: {data: {start, goal,
steps: [{from_id, from_name, to_id, to_name, kind, text, word, when, claim, forward, status, confidence, sources, against,
on_day, start_earliest, end_latest}], found, together (yes, possibly or never), nodes: [[id, type, name, steps]], cited, on,
same_time, disputed: [dispute]}, meta}.

Examples:
  kbase path oumeya-ould-albakaye al-qaida
  kbase path isgs al-shabaab --max-steps 4 --kinds group_relation,membership
  kbase path mokhtar-belmokhtar isis --on 2014-01-01
  kbase path mokhtar-belmokhtar isis --same-time
"""

from __future__ import annotations

import argparse

from kbase.cli.common import (
    add_link_options,
    add_picture_option,
    add_reader_options,
    check_picture,
    drawn,
    opened,
    printed_sql,
    reach_of,
    tell_outside,
)
from kbase.problems import KbaseError, UsageError
from kbase.queries.graph import path
from kbase.queries.resolve import LINKED, resolve
from kbase.render.graph import path_page
from kbase.render.output import emit


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("start", metavar="FROM", help="an id or a name")
    parser.add_argument("goal", metavar="TO", help="an id or a name")
    parser.add_argument("--max-steps", type=int, default=6, metavar="N", help="at most so many steps (default: 6)")
    parser.add_argument(
        "--same-time", action="store_true", help="the shortest whose links may all have held at the same time"
    )
    add_link_options(parser)
    add_picture_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    if not 1 <= arguments.max_steps <= 20:
        raise UsageError("--max-steps is a number from 1 to 20")
    check_picture(arguments)
    reach = reach_of(arguments)._replace(same_time=arguments.same_time)
    with opened(arguments) as database:
        start, goal = (resolve(database, typed, LINKED) for typed in (arguments.start, arguments.goal))
        found = path(database, start, goal, reach, arguments.max_steps)
        if printed_sql(arguments, database):
            return 0
        tell_outside(database, found.on, start, goal)
    if arguments.output and not found.found:
        then = " whose links may all have held at the same time" if arguments.same_time else ""
        raise KbaseError(
            f"no path of at most {arguments.max_steps} step{'s' * (arguments.max_steps != 1)}{then}",
            "raise --max-steps, or name --kinds all",
        )
    if arguments.output:
        from kbase.render.drawing import path_drawing

        drawn(arguments.output, path_drawing(found))
        return 0
    emit(arguments.format, found, lambda: path_page(found, arguments.max_steps))
    return 0 if found.found else 1
