"""A folder as an argument of a curator's command: what is none is wrong usage, the same everywhere."""

from __future__ import annotations

import argparse
from pathlib import Path

from kbase.problems import UsageError


def folder_named(text: str) -> Path:
    """A folder as typed; nothing is not the current one."""
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name is no folder; '.' is the current one")
    return Path(text)


def must_be_there(folder: Path) -> None:
    """Refuse what is no folder, before anything is read.

    :raises UsageError: where it is a file or is not there.
    """
    if folder.is_file():
        raise UsageError(f"'{folder}' is a file", "name the data folder: references can only be checked in the whole")
    if not folder.is_dir():
        raise UsageError(
            f"there is no folder '{folder}'", "name the folder that holds dataset.yaml, groups/, people/ …"
        )
