"""What curators' commands share: which folder, which database."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import NamedTuple

from kbase.cli.folder_argument import folder_named, must_be_there
from kbase.curation.folder import default_folder
from kbase.curation.origin import state_of
from kbase.database.connection import VARIABLE, default_path
from kbase.database.first_use import packaged_origin
from kbase.database.seed import Origin
from kbase.packaged import data_folder


class Documents(NamedTuple):
    """A data folder and how the database names it."""

    folder: Path
    origin: Origin


def add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        nargs="?",
        type=folder_named,
        metavar="FOLDER",
        help="the data folder (default: ./data, else the packaged data)",
    )


def origin(folder: Path | None) -> Documents:
    """The folder meant, and where its documents come from."""
    chosen = folder or default_folder()
    if folder is None and chosen == data_folder():
        return Documents(chosen, packaged_origin())
    must_be_there(chosen)
    return Documents(chosen, Origin(str(chosen.resolve()), *(state_of(chosen) or ())))


def target(database: str | None) -> str:
    """The database to seed: named, from the environment, or the default file."""
    return database or os.environ.get(VARIABLE) or default_path()
