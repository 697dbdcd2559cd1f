"""Build or update the database from the documents: all or nothing, one seed at a time.

The documents are checked first; if one has an error, nothing is changed. What a seed inserts, changes and
removes is said and kept in the tables `revisions` and `changes`. Only the documents' own dataset is touched.

Examples:
  kbase seed                                     # ./data, or the packaged data, into the default database
  kbase seed data --database kbase.sqlite
  kbase seed data --database postgresql:///kbase
  kbase seed data --allow-removals               # after 'kbase diff' showed that they are meant
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kbase.cli.curation_options import add_folder, origin, target
from kbase.curation.contents import content_hash
from kbase.curation.corpus import load
from kbase.database.connection import default_path
from kbase.database.first_use import ELSEWHERE, must_be_writable
from kbase.database.seed import Options, Outcome, seed, steps_log, up_to_date


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--database",
        metavar="URL",
        help="SQLite file or postgresql:// URL (default: KBASE_DATABASE_URL, else your data folder)",
    )
    parser.add_argument(
        "--allow-removals", action="store_true", help="go on where more than a tenth of the dataset would be removed"
    )
    parser.add_argument("--recheck", action="store_true", help="compare every row even if the documents are unchanged")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to say what was done")
    parser.add_argument(
        "--log", type=Path, metavar="FILE", help="append each step with its time to FILE, as JSON lines"
    )


def run(arguments: argparse.Namespace) -> int:
    from kbase.render.seed import describe, progress

    url = target(arguments.database)
    source = origin(arguments.folder)
    if url == default_path():
        must_be_writable(Path(url).parent, "the database", ELSEWHERE)
    if not arguments.recheck and up_to_date(url, content_hash(source.folder), source.origin.commit_id):
        sys.stdout.write(describe(None, url, arguments.format))
        return 0
    from kbase.curation import checks

    with progress() as show:
        corpus = load(source.folder, show.files)
        checks.run(corpus)
        options = Options(source.origin, arguments.allow_removals, steps_log(arguments.log, show.step))
        outcome: Outcome = seed(corpus, url, options)
    sys.stdout.write(describe(outcome, url, arguments.format))
    return 0
