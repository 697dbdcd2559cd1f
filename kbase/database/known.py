"""What was known on a day: a database of its own, built from the data as it was committed by then.

It stands in the user's cache folder under the name of the commit and is built once; the readers ask it as they ask
any other.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kbase import __version__
from kbase.curation.history import History, State
from kbase.curation.learned import content_hash
from kbase.curation.older import as_written_now
from kbase.database.behind import history_behind
from kbase.database.carried import PACKAGED
from kbase.database.connection import Database, open_database
from kbase.database.first_use import must_be_writable
from kbase.database.migrate import decoration_hash
from kbase.database.name_index import stamp
from kbase.database.schema_version import SCHEMA
from kbase.problems import DocumentsRefusedError, KbaseError

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


class NothingKnownError(KbaseError):
    """The day lies before the first revision."""


def open_known(database: Database, day: str) -> Database:
    """The database as it was known at the end of a day (UTC), in place of the one that is open.

    :raises NothingKnownError: before the first revision.
    :raises KbaseError: where the history of the data is not at hand, or the old state cannot be read any more.
    """
    history = history_at_hand(database)
    database.close()
    state = history.on(day)
    if state is None:
        first = history.states[0]
        raise NothingKnownError(
            f"no data: on {day} nothing was known yet; the first revision is of {first.committed_at}"
        )
    path = _path(state)
    if not path.exists():
        _build(history, state, path)
    known = open_database(str(path))
    known.known_on, known.history = day, history
    known.taken.clear()  # that it holds other data than the program is what was asked for
    return known


def history_at_hand(database: Database) -> History:
    """The history behind a database.

    :raises KbaseError: where it is not at hand.
    """
    history = history_behind(database)
    if history is None:
        raise KbaseError(
            "the history of this data is not at hand",
            "it is with data that came with kbase, and with a data folder that git keeps on this machine, whole ('git fetch --unshallow')",
        )
    return history


def _path(state: State) -> Path:
    import platformdirs

    cache = Path(platformdirs.user_cache_dir("kbase", appauthor=False))
    made_by = "\n".join((SCHEMA, __version__, decoration_hash("sqlite"), stamp()))  # another kbase builds it anew
    return cache / f"known-{state.commit[:16]}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}.sqlite"


def write_state(history: History, state: State, folder: Path) -> dict[str, bytes]:
    """Write the documents of a state into a folder in the form that is written now; returns them as committed."""
    documents = history.documents(state)
    for document, content in documents.items():
        target = folder / document
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(as_written_now(content))
    return documents


_RULES = ("K4", "K5")  # kbase.codes.claims, kbase.codes.ethics


def load_state(history: History, state: State, folder: Path) -> Corpus:
    """A state written into a folder and read, held to the form of today; of the rules on claims and sources to those of its day, which it passed."""
    from kbase.curation import checks
    from kbase.curation.corpus import load

    documents = write_state(history, state, folder)
    corpus = load(folder)
    corpus.content_hash = content_hash(documents)  # not of what has been renamed since
    checks.run(corpus)
    corpus.problems = [p for p in corpus.problems if not p.code.startswith(_RULES)]
    return corpus


def _build(history: History, state: State, path: Path) -> None:
    from kbase.database.seed import Options, Origin, seed

    must_be_writable(
        path.parent,
        "the database of that day",
        "let the environment variable XDG_CACHE_HOME name a folder where you may write",
    )
    sys.stderr.write(f"kbase: building the data as of {state.committed_at} (once)\n")
    with tempfile.TemporaryDirectory() as name:
        corpus = load_state(history, state, Path(name) / "data")
        private = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            seed(corpus, str(private), Options(Origin(PACKAGED, *state)))
            private.replace(path)
        except DocumentsRefusedError as error:
            raise KbaseError(
                f"the data as committed on {state.committed_at} does not pass the checks of this kbase"
                f" ({error.problems[0].message})",
                "ask the version of kbase that came with it",
            ) from None
        finally:
            for stray in (private, Path(f"{private}.lock")):
                stray.unlink(missing_ok=True)
