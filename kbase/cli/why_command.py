"""The claims behind a fact, rejected and retracted ones too, each with what it rests on.

WHAT is the id of a claim or of a dispute, or an entity. A second word narrows an entity's claims: a property (founded), a kind of
claim (figures), a verb (split_from), or another entity that they name.

Of each it says since when the data have it, and since when it stands as it does: by the first committed state ('kbase revisions') that
has it, or has it so, up to the one asked. Without a history of the data (a folder that git does not keep) it says since which seed of this
database; of data that were not committed as they are, only since when they have the claim.

JSON: {data: {question, claims: [{fact, evidence, supersedes, superseded_by, history, known_since: {at, commit, revision},
unchanged_since}], disputes, cited, on}, meta}; of a committed state revision is null, of a seed it is its number here and commit is empty;
history is what the seeds of this database did.

Examples:
  kbase why isgs founded
  kbase why isgs al-mourabitoun
  kbase why ould-albakaye
  kbase why isgs/split_from/al-mourabitoun
  kbase why al-sahrawi-death-day
  kbase why isgs memberships --on 2019-11-01
"""

from __future__ import annotations

import argparse

from kbase.cli.common import LASTS, add_known_option, add_reader_options, opened, printed_sql, tell_outside
from kbase.queries.on_day import day_of
from kbase.queries.provenance import why
from kbase.queries.resolve import dispute_called, resolve
from kbase.render.output import emit
from kbase.render.page import why_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", help="the id of a claim or dispute, or an entity's id or name")
    parser.add_argument("other", nargs="?", help="a property, a kind of claim, a verb or another entity")
    parser.add_argument(
        "--on", metavar="DAY", help=f"only what lasted on this day, or had happened by it (2015-05-14); {LASTS}"
    )
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as database:
        found = why(database, arguments.what, arguments.other, day_of(arguments.on) if arguments.on is not None else "")
        if printed_sql(arguments, database):
            return 0
        if "/" not in arguments.what and dispute_called(database, arguments.what) is None:
            tell_outside(database, found.on, resolve(database, arguments.what))
    emit(arguments.format, found, lambda: why_page(found))
    return 0
