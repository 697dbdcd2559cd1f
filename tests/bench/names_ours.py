"""Ours: kbase.matching, its index in memory as `kbase match` makes it. It is not told what kind of thing a name is of."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Any

from names_peers import LIMIT, NotHereError
from names_score import Answer, Labelled, Query
from names_world import Listed


class Ours:
    name = "kbase"

    def __init__(self) -> None:
        try:
            self._index: Any = importlib.import_module("kbase.matching.index")
        except ImportError as error:
            raise NotHereError(str(error)) from None
        self.threshold = float(importlib.import_module("kbase.matching.score").THRESHOLD)

    def made(self, listed: Sequence[Listed]) -> Any:
        """The index of a list."""
        return self._index.file_of([(e.id, e.kind, e.names) for e in listed])

    def found(self, index: Any, text: str) -> Answer:
        return [(c.id, c.score) for c in index.find(self._index.Sought(text, limit=LIMIT))]

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        index = self.made(listed)
        return [self.found(index, q.text) for q in queries]

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]:
        return [self._index.likely_one(p.left, p.right)[0] for p in pairs]
