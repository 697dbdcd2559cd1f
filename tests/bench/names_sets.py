"""The sets that names are measured on: our own beside this file, and others in a folder that is given, used as they lie.

A folder may hold subfolders with `index.jsonl` (id, kind, names) and `queries*.tsv` (query, expected id or '-', kind,
variant), and labelled pairs as CSV: columns kind, name_a, name_b, same, or schema, name1, name2, is_match, or a query and
its match in lines beginning with '# Format: Query,Expected Match'.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from names_score import Labelled, Query
from names_world import Listed, world

OWN = Path(__file__).parent / "names"
DIFFERENT = "different"
WORLD = "invented world"


class Retrieval(NamedTuple):
    """A list and the spellings to be found in it."""

    name: str
    listed: Sequence[Listed]
    queries: Sequence[Query]

    def without_different(self) -> tuple[int, ...]:
        """The numbers of the queries that some comparison of strings could find, and the negatives."""
        return tuple(n for n, q in enumerate(self.queries) if q.variant != DIFFERENT)


class Pairs(NamedTuple):
    name: str
    pairs: Sequence[Labelled]


def own_retrieval(seed: int = 7, scale: float = 1.0) -> Retrieval:
    """The invented world."""
    made = world(seed, scale=scale)
    return Retrieval(WORLD, made.listed, made.queries)


def own_pairs() -> Pairs:
    """The pairs made by hand."""
    return Pairs("pairs by hand", read_pairs(OWN / "pairs.csv"))


def given(folder: Path) -> tuple[list[Retrieval], list[Pairs]]:
    """All sets of a folder, in the order of their names."""
    retrievals = [
        Retrieval(f"{index.parent.name}", read_index(index), read_queries(queries))
        for index in sorted(folder.glob("*/index.jsonl"))
        for queries in sorted(index.parent.glob("queries*.tsv"))
    ]
    return retrievals, [Pairs(path.stem, found) for path in sorted(folder.glob("*.csv")) if (found := read_pairs(path))]


def read_index(path: Path) -> list[Listed]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Listed(str(o["id"]), _kind(str(o["kind"])), tuple(o["names"])) for o in lines]


def read_queries(path: Path) -> list[Query]:
    """The queries; the same text twice is one query, as an answer has no other key."""
    found: dict[str, Query] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        text, expected, kind, variant = line.split("\t")[:4]
        source, _, how = variant.rpartition("/")
        if expected == "-":
            found.setdefault(text, Query(text, None, _kind(kind), f"negative: {how or source}"))
        else:
            found.setdefault(text, Query(text, expected, _kind(kind), how))
    return list(found.values())


def read_pairs(path: Path) -> list[Labelled]:
    """Labelled pairs of one of the three forms; none where the file has another."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if any(line.startswith("# Format: Query,Expected Match") for line in lines):
        rows = list(csv.reader(line for line in lines if line and not line.startswith("#")))
        matches = [r[1] for r in rows]
        # all of these are the same, so each is also set against the next one's match
        same = [Labelled(r[0], r[1], "person", True) for r in rows]
        return same + [
            Labelled(r[0], other, "person", False)
            for r, other in zip(rows, matches[1:] + matches[:1], strict=True)
            if other != r[1]
        ]
    dicts = list(csv.DictReader(lines))
    if dicts and {"name_a", "name_b", "same"} <= dicts[0].keys():
        return [Labelled(d["name_a"], d["name_b"], _kind(d["kind"]), d["same"] == "1") for d in dicts]
    if dicts and {"name1", "name2", "is_match"} <= dicts[0].keys():
        return [Labelled(d["name1"], d["name2"], _kind(d["schema"]), d["is_match"].lower() == "true") for d in dicts]
    return []


def _kind(word: str) -> str:
    return "person" if word.lower() == "person" else "group"
