"""A default database is built from the packaged data when a reader first needs it."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from kbase.database.carried import PACKAGED, carried_hash, stale
from kbase.problems import KbaseError

if TYPE_CHECKING:
    from kbase.database.seed import Origin


def fresh(path: Path) -> bool:
    """Whether the default file needs no building: it is there, and current or the user's own."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = dict(connection.execute("SELECT key, value FROM kbase_meta").fetchall())
    except sqlite3.DatabaseError:
        return True  # not ours to replace; the reader will refuse it
    return not stale(found)


def must_be_writable(folder: Path, what: str, instead: str) -> None:
    """Refuse to begin where nothing can be written, and say where else; makes the folder.

    :raises KbaseError: naming the folder and what hinders.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refused = "" if os.access(folder, os.W_OK | os.X_OK) else "no right to write there"
    except OSError as error:
        refused = error.strerror or str(error)
    if refused:
        raise KbaseError(f"{what} cannot be made in '{folder}': {refused}", instead)


ELSEWHERE = (
    "make it elsewhere with 'kbase seed --database FILE'; then name it by --database FILE, or once for all by the "
    "environment variable KBASE_DATABASE_URL"
)


def ensure(path: Path) -> None:
    """Build the default database, or build it again from newer packaged data; says so in one line on stderr.

    :raises KbaseError: K602 another process is building it; DocumentsRefusedError: the packaged data has errors.
    """
    if fresh(path):
        return
    try:
        _build(path)
    except KbaseError as error:
        if error.code != "K602":
            raise
        for _ in range(600):  # another reader is building it
            time.sleep(0.2)
            if fresh(path):
                return
        raise


def packaged_origin() -> Origin:
    """What a database notes of the packaged data: the committed state that they are, so that all who have them cite the same."""
    from kbase.curation.origin import packaged_state
    from kbase.database.seed import Origin
    from kbase.packaged import data_folder

    return Origin(PACKAGED, *(packaged_state(data_folder(), carried_hash()) or ()))


def _build(path: Path) -> None:
    from kbase.curation import checks
    from kbase.curation.corpus import load
    from kbase.database.seed import Options, seed
    from kbase.packaged import data_folder

    must_be_writable(path.parent, "the database", ELSEWHERE)
    sys.stderr.write(f"kbase: building the database {path} from the packaged data (once)\n")
    corpus = load(data_folder())
    checks.run(corpus)
    seed(corpus, str(path), Options(packaged_origin(), allow_removals=True))
