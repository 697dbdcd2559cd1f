"""Say what a seed would insert, change and remove, without doing it.

Examples:
  kbase diff
  kbase diff data --database kbase.sqlite
  kbase diff --format json | jq .tables
"""

from __future__ import annotations

import argparse
import sys

from kbase.cli.curation_options import add_folder, origin, target
from kbase.curation import checks
from kbase.curation.corpus import load
from kbase.database.seed import compare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_folder(parser)
    parser.add_argument(
        "--database",
        metavar="URL",
        help="SQLite file or postgresql:// URL (default: KBASE_DATABASE_URL, else your data folder)",
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to say it")


def run(arguments: argparse.Namespace) -> int:
    from kbase.render.seed import describe_plan, progress

    url = target(arguments.database)
    with progress() as show:
        corpus = load(origin(arguments.folder).folder, show.files)
        checks.run(corpus)
        plan = compare(corpus, url)
    sys.stdout.write(describe_plan(plan, url, arguments.format))
    return 0
