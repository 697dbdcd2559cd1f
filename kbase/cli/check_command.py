"""Check the documents and say everything that is wrong, with its place and what to do.

All documents are read, every reference is resolved and every rule applied; all problems are shown at once.
Nothing is written. 'kbase explain CODE' says what a rule asks and why.

Exit code: 0 if there are no errors (warnings may be), 1 if there are, 2 for wrong usage.

Examples:
  kbase check                            # ./data, or the packaged data
  kbase check data --strict              # warnings are errors
  kbase check data --format concise
  kbase check data --format github       # annotations in a GitHub workflow
  kbase check data --format json | jq '.[].code'
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from kbase.cli.folder_argument import folder_named, must_be_there
from kbase.cli.progress import Progress
from kbase.curation import checks
from kbase.curation.corpus import load
from kbase.curation.folder import default_folder
from kbase.problems import ERROR


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=folder_named,
        metavar="FOLDER",
        help="the data folder (default: ./data, else the packaged data)",
    )
    parser.add_argument(
        "--format",
        choices=("full", "concise", "json", "github"),
        default="full",
        help="how to show problems (default: full)",
    )
    parser.add_argument("--strict", action="store_true", help="make warnings errors")


def checking(progress: Progress) -> Callable[[int, int], object]:
    """Tells how many of the files are read."""
    return lambda done, total: progress.tell(lambda: f"checking {done:,} of {total:,} files")


_alive: list[object] = []  # to the end of the process: taking a corpus apart takes time


def run(arguments: argparse.Namespace) -> int:
    folder = arguments.folder or default_folder()
    must_be_there(folder)
    with Progress() as progress:
        corpus = load(folder, checking(progress))
        _alive[:] = [corpus]
        checks.run(corpus)
    problems = corpus.sorted_problems()
    if arguments.strict:
        problems = [p._replace(severity=ERROR) for p in problems]

    from kbase.render import problems as render

    out = sys.stdout
    match arguments.format:
        case "json":
            render.write(out, render.json(problems))
        case "github":
            render.write(out, render.github(problems))
        case "concise":
            render.write(out, render.concise(problems, colour=render.coloured(out)))
        case _:
            render.write(out, render.full(problems, colour=render.coloured(out)) + "\n" * bool(problems))
    machine = arguments.format in ("json", "github")
    render.write(sys.stderr if machine else out, render.summary(problems, corpus.files))
    return 1 if any(p.is_error for p in problems) else 0
