"""The history behind a database: the committed states of which it holds one, and since when they have had a claim."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from kbase.database.carried import PACKAGED
from kbase.database.connection import Database

if TYPE_CHECKING:
    from kbase.curation.history import History, Since, State

SEEDED = "SELECT key, value FROM kbase_meta WHERE key IN ('dataset', 'seeded_from', 'seeded_at') ORDER BY key"


def history_behind(database: Database) -> History | None:
    """The history of the data that a database holds; None where it is not at hand."""
    return database.history or _found(_seeded(database))


def since(database: Database, ids: Collection[str], commit: str) -> dict[str, tuple[State, State | None]]:
    """Since when claims are known and since when they stand as they do, by id, as far as the history is at hand.

    Of data that were not committed as they are, the states before they were seeded are told, and not since when a claim stands
    as it does.

    :param commit: of the state that the database holds; '' where it holds none.
    """
    meta = _seeded(database)
    folder = meta.get("seeded_from", "")
    if database.history is None and not commit and folder != PACKAGED and not os.path.isdir(folder):  # noqa: PTH112
        return {}
    history = database.history or _found(meta)
    last = _state_of(history, commit, meta["seeded_at"]) if history is not None else None
    if history is None or last is None:
        return {}
    found: dict[str, Since] = history.since(ids, last)
    return {id_: (known, unchanged if commit else None) for id_, (known, unchanged) in found.items()}


def _seeded(database: Database) -> dict[str, str]:
    return {row["key"]: row["value"] for row in database.unlogged(SEEDED)}


def _found(meta: dict[str, str]) -> History | None:
    from pathlib import Path

    from kbase.curation.history import history_of

    folder = Path(meta.get("seeded_from", ""))
    # a database that others seeded may hold the packaged data all the same: the dataset tells
    history = history_of(folder if folder.is_dir() else None)
    return history if history is not None and history.dataset() == meta.get("dataset") else None


def _state_of(history: History, commit: str, seeded_at: str) -> State | None:
    """The state that is held, else the last one before the seed."""
    if commit:
        return next((state for state in history.states if state.commit == commit), None)
    before = [state for state in history.states if state.committed_at <= seeded_at]
    return before[-1] if before else None
