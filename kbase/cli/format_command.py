"""Rewrite documents in the canonical form: comments kept, nothing else changed.

Keys stand in the order of the handbook, texts are wrapped, quotes stand only where YAML needs them. Twice is
the same as once. A file that cannot be read is left as it is.

Examples:
  kbase format                    # all of ./data
  kbase format data --check       # change nothing; exit code 1 if a file would change
  kbase format data/groups/isgs.yaml
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kbase.cli.folder_argument import folder_named
from kbase.cli.progress import Progress
from kbase.curation.folder import DATASET_FILE
from kbase.curation.reader import Unreadable
from kbase.curation.writer import Formatted, format_file, format_folder
from kbase.fields import FOLDERS
from kbase.problems import KbaseError, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        type=folder_named,
        metavar="PATH",
        default=Path("data"),
        help="a data folder or one document (default: ./data)",
    )
    parser.add_argument("--check", action="store_true", help="only say which files would change")


def run(arguments: argparse.Namespace) -> int:
    path: Path = arguments.path
    if not path.exists():
        raise UsageError(f"there is no '{path}'", "name a data folder or a document")
    if path.is_dir() and not any((path / name).exists() for name in (DATASET_FILE, *FOLDERS)):
        raise UsageError(f"'{path}' holds no documents", "name a data folder: it has dataset.yaml, groups/, people/ …")
    changed, problems = _one(path, arguments.check) if path.is_file() else _all(path, arguments.check)
    for name in changed:
        sys.stdout.write(f"{'would change' if arguments.check else 'changed'} {name}\n")
    if problems:
        from kbase.render.problems import full

        sys.stderr.write(full(problems))
        raise KbaseError(
            f"{len(problems)} of the files cannot be read and were left as they are", "correct them; see 'kbase check'"
        )
    if not changed:
        sys.stdout.write("all in canonical form\n")
    return 1 if changed and arguments.check else 0


def _all(path: Path, check: bool) -> Formatted:
    with Progress() as progress:
        return format_folder(
            path, lambda done, total: progress.tell(lambda: f"{done:,} of {total:,} files"), check=check
        )


def _one(path: Path, check: bool) -> Formatted:
    try:
        return Formatted([str(path)] if format_file(str(path), path, check=check) else [], [])
    except Unreadable as error:
        return Formatted([], [error.problem])
