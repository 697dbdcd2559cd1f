"""Write a commented template for a new document; its name is its id.

Examples:
  kbase new group red-lantern
  kbase new person tomas-vell --folder data
  kbase new event market-attack --stdout
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from kbase.cli.folder_argument import folder_named, must_be_there
from kbase.fields import FOLDERS, SLUG, THING
from kbase.problems import KbaseError, UsageError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("type", choices=tuple(THING), metavar="TYPE", help=f"the kind of document: {', '.join(THING)}")
    parser.add_argument("id", metavar="ID", help="lower-case letters, digits and hyphens; never reused")
    parser.add_argument("--folder", type=folder_named, default=Path("data"), help="the data folder (default: ./data)")
    parser.add_argument("--stdout", action="store_true", help="print the template instead of writing it")


def run(arguments: argparse.Namespace) -> int:
    from kbase.curation.templates import template

    id_: str = arguments.id
    if not re.fullmatch(SLUG, id_):
        raise UsageError(
            f"'{id_}' is not an id", "ids are lower-case letters, digits and single hyphens: ould-albakaye"
        )
    if arguments.stdout:
        sys.stdout.write(template(arguments.type, id_))
        return 0
    folder: Path = arguments.folder
    must_be_there(folder)
    for other in FOLDERS:
        taken = folder / other / f"{id_}.yaml"
        if taken.exists():
            raise KbaseError(f"the id is taken: {taken}", "one id, one thing, in all kinds; choose another")
    path = folder / THING[arguments.type].folder / f"{id_}.yaml"
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(template(arguments.type, id_))
    sys.stdout.write(f"wrote {path}; fill it in, then run 'kbase check {folder}'\n")
    return 0
