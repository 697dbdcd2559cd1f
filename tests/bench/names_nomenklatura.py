"""nomenklatura's `logic-v2`: candidates from its own index, at most thirty a query, and the best ten of every peer asked before it.

It is told whether a name is a person's or a group's; the string measures are not. It caches by entity id, so every query
and both sides of every pair get an id of their own.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from names_peers import NotHereError, best_of, module
from names_score import Answer, Labelled, Query
from names_world import Listed

CANDIDATES = 30
_fresh = count(1)


class LogicV2:
    name = "nomenklatura logic-v2"
    threshold = 0.7

    def __init__(self) -> None:
        self.others: Sequence[Sequence[Answer]] = ()  # what other peers answered to the same queries
        self._algorithm = module("nomenklatura.matching").get_algorithm("logic-v2")
        if self._algorithm is None:
            raise NotHereError("this nomenklatura has no logic-v2")
        self._config = self._algorithm.default_config()
        self._ftm = module("followthemoney")
        self._dataset = self._ftm.Dataset.make({"name": "bench", "title": "bench"})
        logging.getLogger("nomenklatura").setLevel(logging.WARNING)

    def entity(self, kind: str, names: Sequence[str], id_: str = "") -> Any:
        """An entity with these names, by default with an id that was never used."""
        data = {
            "id": id_ or f"fresh-{next(_fresh)}", "schema": "Person" if kind == "person" else "Organization",
            "properties": {"name": [n for n in names if n]}, "datasets": ["bench"],
        }  # fmt: skip
        return self._ftm.StatementEntity.from_data(self._dataset, data)

    def score(self, left: Any, right: Any) -> float:
        return float(self._algorithm.compare(left, right, self._config).score)

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        prefix = f"list-{next(_fresh)}-"
        known = {prefix + e.id: self.entity(e.kind, e.names, prefix + e.id) for e in listed}
        asked = [self.entity(q.kind, [q.text]) for q in queries]
        found = dict(self._blocked(known, asked))
        size = len(prefix)
        answers = []
        for n, entity in enumerate(asked):
            candidates = dict.fromkeys(found.get(str(entity.id), ()))
            candidates.update(dict.fromkeys(prefix + id_ for other in self.others for id_, _ in other[n]))
            answers.append(best_of((id_[size:], self.score(entity, known[id_])) for id_ in candidates))
        return answers

    def _blocked(self, known: dict[str, Any], asked: list[Any]) -> Iterator[tuple[str, list[str]]]:
        """The candidates of each query by nomenklatura's own index."""
        store = module("nomenklatura.store").MemoryStore(self._dataset, module("nomenklatura.resolver").Linker({}))
        with store.writer() as writer:
            for entity in known.values():
                writer.add_entity(entity)
        with tempfile.TemporaryDirectory() as folder:
            index = module("nomenklatura.blocker.index").Index(
                store.default_view(), Path(folder), {"max_candidates": CANDIDATES}
            )
            index.build()
            for id_, candidates in index.match_entities(asked):
                yield str(id_), [str(candidate) for candidate, _ in candidates]
            index.close()

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]:
        return [self.score(self.entity(p.kind, [p.left]), self.entity(p.kind, [p.right])) for p in pairs]
