"""Names filed by keys in two tables, and the candidates that share the rarest keys with a name that is sought.

The tables stand in the knowledge base (`name_forms`, `name_keys`) or, for a list of one's own, in SQLite's memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import Any, NamedTuple

from kbase.matching.forms import acronym, acronyms, keys, spellings
from kbase.matching.parts import parts
from kbase.matching.score import Comparison, Rarity, compare

Ask = Callable[[str, dict[str, Any]], Sequence[Sequence[Any]]]

RULES = 1  # number of the rules by which names are filed: raise it when keys are made in another way
CAP = 1500  # postings of one key that are looked at
RESCORED = 100  # names that are compared in full
SECOND = 0.03  # what a second name that fits adds to the rank
MOST_KEYS = 128
TELLING, RARE, COMMON = 0.05, 0.15, 0.3
FEW = 300  # enough names from the rarer keys; the commoner ones are left out then

SIZE = "SELECT count(*) FROM name_forms"
POSTINGS = "SELECT form_id FROM name_keys WHERE key = :key ORDER BY form_id LIMIT :cap"


class Candidate(NamedTuple):
    """An entity that may be meant: the best of its names and how it meets."""

    id: str
    kind: str
    name: str  # the name that matched
    score: float
    form: str  # the spelling of the query that matched
    comparison: Comparison


class Sought(NamedTuple):
    """What is sought, and what is known of it besides the name."""

    name: str
    kinds: tuple[str, ...] = ()
    limit: int = 10
    threshold: float = 0.0


def held_against(mine: str, theirs: str, rarity: Rarity | None = None) -> Comparison:
    """Two spellings compared, their acronyms too."""
    a, b = parts(mine), parts(theirs)
    found = compare(a, b, rarity)
    for short, long in ((mine, theirs), (theirs, mine)):
        word = acronym(short)
        if word and word in acronyms(long):
            value = {2: 0.6, 3: 0.8}.get(len(word), 0.9)
            if value > found.score:
                from kbase.matching.score import Meeting

                meeting = Meeting(mine, theirs, "acronym", value, 1.0)
                return Comparison(value, (meeting,), (), (), False)
    return found


def best(mine: str, theirs: str, rarity: Rarity | None = None) -> tuple[Comparison, str]:
    """The best comparison of the names that two lines hold, and which of the first it was."""
    found: tuple[Comparison, str] | None = None
    whole_mine, whole_theirs = spellings(mine), spellings(theirs)
    for i, a in enumerate(whole_mine):
        for j, b in enumerate(whole_theirs):
            made = held_against(a, b, rarity)
            if i or j:  # a part of the line only
                made = made._replace(score=made.score * 0.98)
            if found is None or made.score > found[0].score:
                found = (made, a)
    assert found is not None
    return found


class Index:
    """Candidates for names, from the two tables wherever they stand."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._size = max(1, int(ask(SIZE, {})[0][0]))

    def find(self, sought: Sought) -> list[Candidate]:
        """The best candidates, best first; at most `sought.limit`, none below `sought.threshold`."""
        ids, rarity = self._promising(sought.name)
        if not ids:
            return []
        found: dict[str, Candidate] = {}
        second: dict[str, float] = {}
        for entity, kind, name in self._names(ids, sought.kinds):
            comparison, form = best(sought.name, name, rarity)
            if comparison.score <= 0 or comparison.score < sought.threshold:
                continue
            before = found.get(entity)
            if before is not None:  # two names that fit tell more than one
                second[entity] = max(second.get(entity, 0.0), min(comparison.score, before.score))
            if before is None or comparison.score > before.score:
                found[entity] = Candidate(entity, kind, name, comparison.score, form, comparison)
        ranked = sorted(found.values(), key=lambda c: (-c.score - SECOND * second.get(c.id, 0.0), c.id))
        return ranked[: sought.limit]

    def _promising(self, name: str) -> tuple[list[int], Rarity]:
        wanted = list(dict.fromkeys(k for form in spellings(name) for k in keys(form)))[:MOST_KEYS]
        postings = []
        for key in wanted:
            found = self._ask(POSTINGS, {"key": key, "cap": CAP})
            if found:
                postings.append((len(found), key, found))
        postings.sort(key=lambda p: (p[0], p[1]))
        weights: dict[int, float] = {}
        for count, key, found in postings:
            if count >= CAP and len(weights) >= FEW:
                break
            weight = log(1 + self._size / count) * (0.5 if "~" in key else 1.0)
            for (form,) in found:
                weights[form] = weights.get(form, 0.0) + weight
        chosen = sorted(weights, key=lambda f: (-weights[f], f))[:RESCORED]
        return chosen, self._rarity(name, {key: count for count, key, _ in postings})

    def _rarity(self, name: str, counts: dict[str, int]) -> Rarity:
        """How much each part of the name tells: a tenth of a name in every thousand is neither rare nor common."""
        found: Rarity = {}
        for p in parts(name):
            share = max((counts.get(mark, 0) for mark in (p.key, *p.senses)), default=0) / self._size
            found[p.key] = min(1.0 + RARE, max(1.0 - COMMON, 1.0 + TELLING * -log((share + 1e-6) / 1e-3)))
        return found

    def _names(self, ids: list[int], kinds: tuple[str, ...]) -> Iterable[tuple[str, str, str]]:
        marks = ", ".join(f":i{n}" for n in range(len(ids)))
        params: dict[str, Any] = {f"i{n}": id_ for n, id_ in enumerate(ids)}
        sql = f"SELECT entity_id, entity_type, text FROM name_forms WHERE id IN ({marks}) ORDER BY id"  # noqa: S608
        for entity, kind, text in self._ask(sql, params):
            if not kinds or kind in kinds:
                yield entity, kind, text


def file_of(entries: Iterable[tuple[str, str, Sequence[str]]]) -> Index:
    """An index in memory of (id, kind, names)."""
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE name_forms (id INTEGER PRIMARY KEY, entity_id TEXT, entity_type TEXT, text TEXT)")
    connection.execute("CREATE TABLE name_keys (key TEXT, form_id INTEGER, PRIMARY KEY (key, form_id)) WITHOUT ROWID")
    forms, postings, number = [], [], 0
    for entity, kind, names in entries:
        for name in dict.fromkeys(names):
            number += 1
            forms.append((number, entity, kind, name.encode("utf-8", "replace").decode()))
            postings += [(key, number) for key in filed_under(name, kind)]
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO name_forms VALUES (?, ?, ?, ?)", forms)
    postings.sort()
    connection.executemany("INSERT OR IGNORE INTO name_keys VALUES (?, ?)", postings)
    connection.execute("COMMIT")
    return Index(lambda sql, params: connection.execute(sql, params).fetchall())


def filed_under(name: str, kind: str) -> list[str]:
    """All keys of a line: of the whole and of every name in it."""
    return list(dict.fromkeys(k for form in spellings(name) for k in keys(form, kind)))


def read_list(lines: Iterable[str]) -> list[tuple[str, str, list[str]]]:
    """Entries of a JSON lines list: {"id", "kind", "names"} a line."""
    found = []
    for line in lines:
        if line.strip():
            entry = json.loads(line)
            found.append((str(entry["id"]), str(entry.get("kind") or ""), [str(n) for n in entry["names"]]))
    return found
