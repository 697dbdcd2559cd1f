"""Other names of one thing, as the knowledge base has them: through them a list is asked for who stands on it under another name.

No comparison of spellings finds `Salafist Group for Call and Combat` by `GSPC`; that both are one group is knowledge, and cited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.matching.forms import spellings
from kbase.matching.index import LIKELY, Candidate, Index, Sought
from kbase.matching.parts import parts, reading

NAMES = """\
SELECT f.entity_id, f.entity_type, f.text, f.reading FROM name_forms f
WHERE f.entity_type IN ('person', 'group', 'organization') AND NOT EXISTS (
  SELECT 1 FROM names n WHERE n.entity_id = f.entity_id AND n.text = f.text AND n.quality = 'weak')
ORDER BY f.id"""
SURE = 0.8  # the score from which an entry is taken for one that bears the other name
THROUGH = 0.9  # the score of what is found through another name is multiplied by this
_MOST = 3  # entries looked at for each other name, and all that fit as well as the best
_TELLING = frozenset({"name", "kunya", "place", "word"})
_SHORTEST = 4  # letters of a group's name that may lead on: a shorter acronym is many groups'


class Through(NamedTuple):
    """An entry that bears another name of what was sought."""

    candidate: Candidate
    score: float
    entity: str  # whom the knowledge base knows by both names
    name: str  # the other name


Asked = Callable[[str, tuple[str, ...]], tuple[Through, ...]]  # a name and the kinds that are wanted


class OtherNames:
    """What a knowledge base knows by several names; those that it grades as weak lead nowhere."""

    def __init__(self, database: Database) -> None:
        database.log = False
        self._names: dict[str, list[str]] = defaultdict(list)
        self._known: dict[str, set[tuple[str, str]]] = defaultdict(set)  # id and type
        for entity, type_, text, line in database.tuples(NAMES):
            self._known[line].add((entity, type_))
            if text not in self._names[entity] and _leads_on(text, type_):
                self._names[entity].append(text)

    def meant(self, text: str) -> tuple[str, ...]:
        """The one entity that bears this very name, in whatever script and spelling of Arabic, or both where two groups do: one that became the other
        (GSPC and AQIM). Nobody where more do, or two of whom one is a person."""
        found = self._known.get(reading(spellings(text)[0]), set()) if text.strip() else set()
        most = 1 if any(type_ == "person" for _, type_ in found) else 2
        return tuple(sorted(id_ for id_, _ in found)) if len(found) <= most else ()

    def of(self, entity: str) -> tuple[str, ...]:
        """Its names by which a list may be asked."""
        return tuple(self._names.get(entity, ()))


def _leads_on(text: str, type_: str) -> bool:
    """Whether a name tells enough to be sought: of a person two parts that few bear."""
    if type_ == "person":
        return sum(p.kind in _TELLING for p in parts(text)) > 1
    return sum(len(p.text) for p in parts(text)) >= _SHORTEST


def through(others: OtherNames, index: Index) -> Asked:
    """The entries of an index that bear another name of what is asked for, best first; each entity is looked for once."""

    @cache
    def bearing(entities: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[Through, ...]:
        best: dict[str, Through] = {}
        for entity, name in ((e, n) for e in entities for n in others.of(e)):
            entries = index.find(Sought(name, kinds, LIKELY, SURE))
            for candidate in (c for n, c in enumerate(entries) if n < _MOST or c.score == entries[0].score):
                found = Through(candidate, candidate.score * THROUGH, entity, name)
                if candidate.id not in best or found.score > best[candidate.id].score:
                    best[candidate.id] = found
        return tuple(sorted(best.values(), key=lambda t: (-t.score, t.candidate.id)))

    def asked(text: str, kinds: tuple[str, ...]) -> tuple[Through, ...]:
        return bearing(others.meant(text), kinds)

    return asked
