"""Ours: kbase.matching, its index in memory as `kbase match` makes it. It is not told what kind of thing a name is of."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from names_peers import LIMIT, NotHereError
from names_score import Answer, Labelled, Query
from names_world import Listed


class Ours:
    name = "kbase"

    def __init__(self) -> None:
        try:
            self._index: Any = importlib.import_module("kbase.matching.index")
            self._lines: Any = importlib.import_module("kbase.matching.lines")
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
        return [self._lines.likely_one(p.left, p.right)[0] for p in pairs]


class OursKnowing(Ours):
    """As `kbase match --against` does it: through other names that the knowledge base knows as well. Pairs are by spelling alone.

    Its data was curated from official lists too, among other sources: where a set was made of one, held-out names of whoever is in
    the data are known. So it tells what a user gets, not how well names are compared.
    """

    name = "kbase, by other names too"

    def __init__(self) -> None:
        super().__init__()
        from conftest import REPOSITORY, checked
        from kbase.database.connection import open_database
        from kbase.database.seed import Options, Origin, seed
        from kbase.queries.other_names import OtherNames

        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "known.sqlite")
            seed(checked(REPOSITORY / "data"), path, Options(Origin("bench")))
            with open_database(path) as database:
                self._others = OtherNames(database)

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        from kbase.queries import names_file, screening
        from kbase.queries.other_names import through

        index = self.made(listed)
        against = screening.Listed(index, lambda c: screening.Known(c.name), (), True, through(self._others, index))
        found = [screening.screen(names_file.Query(n, q.text), against, LIMIT, 0.0) for n, q in enumerate(queries)]
        return [[(h.candidate.id, h.score) for h in screened.hits] for screened in found]
