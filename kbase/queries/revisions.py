"""The committed states of the data that are known, the newest first: the answer of `kbase revisions`."""

from __future__ import annotations

from itertools import accumulate

from kbase.curation.history import History
from kbase.curation.learned import Progress
from kbase.queries.revision import Revision
from kbase.queries.selection import Selection

COLUMNS = ("commit", "committed_at", "content_hash", "claims")


def revisions(
    history: History, told: Revision, limit: int | None = None, progress: Progress | None = None
) -> Selection:
    """A row a state: its commit, when that was (UTC), the hash of its files, and how many claims it has, whatever their status.

    :param told: what the database holds.
    :param progress: called with (states read, states in all).
    """
    first = max(0, len(history.states) - (limit or len(history.states)))
    claims = list(accumulate(len(brought.came) - len(brought.went) for brought in history.learned(progress=progress)))
    rows = zip(history.states[first:], history.content_hashes(first, progress), claims[first:], strict=True)
    return Selection(COLUMNS, tuple((*state, hash, count) for state, hash, count in rows)[::-1], told)
