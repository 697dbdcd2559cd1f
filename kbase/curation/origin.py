"""Which committed state the documents at hand are: one rule for what a seed notes and for `--known-on`."""

from __future__ import annotations

import subprocess
from pathlib import Path

from kbase.curation.history import State, history_of


def state_of(folder: Path) -> State | None:
    """The newest committed state of a folder; None where its files differ from it, or git does not keep it."""
    if _told(folder, "status", "--porcelain", "--", ".") != "":
        return None
    history = history_of(folder)
    return history.states[-1] if history is not None else None


def packaged_state(folder: Path, content_hash: str) -> State | None:
    """The newest committed state that has the data which came with the program; None where they were never committed.

    :param folder: where they stand.
    :param content_hash: theirs, as a wheel has it; '' in a checkout.
    """
    if not content_hash:
        return state_of(folder)
    history = history_of(None)
    if history is None:
        return None
    same = [s for s, hash in zip(history.states, history.content_hashes(), strict=True) if hash == content_hash]
    return same[-1] if same else None


def _told(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
