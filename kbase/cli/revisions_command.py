"""The revisions of the data, the newest first: every committed state, by which an answer can be cited.

A revision is what a commit on the main line left in the data: its commit, its time (UTC), the SHA-256 over the names and bytes of its
files, and how many claims it has, whatever their status. They come from git: in a wheel from the history that it carries, so that
all who have it see the same, in a checkout from git itself. The last line, as in every answer, and `meta` say which of them the database
holds; 'kbase changes' tells what lies between two days, --known-on of other commands asks the state of one.

What was seeded into this database, and when, is another question: kbase sql "select * from revisions".

JSON: {data: {columns, rows}, meta: {dataset, title, licence, revision, date, commit, committed_at, content_hash, known_on}}, as every
answer; `revision` is the number of the seed in this database, commit is empty where the data were not committed as they are.

Examples:
  kbase revisions --limit 10
  kbase revisions --format csv
"""

from __future__ import annotations

import argparse

from kbase.cli.common import add_reader_options, check_limit, opened
from kbase.cli.progress import Progress
from kbase.queries.revision import revision
from kbase.render.output import emit
from kbase.render.page import revisions_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many, the newest")
    add_reader_options(parser, sql=False)


def run(arguments: argparse.Namespace) -> int:
    check_limit(arguments.limit)
    from kbase.database.known import history_at_hand
    from kbase.queries.revisions import revisions

    with opened(arguments) as database, Progress() as progress:
        found = revisions(
            history_at_hand(database), revision(database), arguments.limit,
            lambda done, total: progress.tell(lambda: f"reading {done:,} of {total:,} states"),
        )  # fmt: skip
    emit(arguments.format, found, lambda: revisions_page(found))
    return 0
