"""Names filed by keys in two tables, and the candidates that share the rarest keys with a name that is sought.

The tables stand in the knowledge base (`name_forms`, `name_keys`) or, for a list of one's own, in SQLite's memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from math import log
from operator import itemgetter
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from kbase.matching.filing import filings
from kbase.matching.forms import Key, as_kunya, by_ends, spellings
from kbase.matching.forms import sought as looked_for
from kbase.matching.likelihood import Listed, likelihood, measures, near
from kbase.matching.lines import Form, as_a_whole, best_of, forms, is_acronym_of, spells_out
from kbase.matching.parts import parts, read_again, reading
from kbase.matching.score import SAME, Comparison, Rarity
from kbase.matching.tables import lexicon
from kbase.text import fold, unbracketed

Ask = Callable[[str, dict[str, Any]], Sequence[Sequence[Any]]]

CAP, CAP_OF_FEW = 300, 2_000  # postings of one key that are looked at, among many names and among few
SMALL = 20_000  # names; among so few keys are less rare and tell less, and a query costs little
# names that share the rarest keys: among many and among few; where others than the wanted kinds are among them
LOOKED_AT, OF_FEW, OF_KIND = 160, 400, 640
# names that are compared in full: among few and among many, and of the most promising; the others look most alike
COMPARED, OF_MANY, SURE = 32, 11, 6
AT_LEAST, WORTH = 14, 0.4  # of many at least so many; more only of those with keys worth this share of the best
LIKELY, LIKELY_OF_MANY = 12, 10  # things of which it is asked how likely they are, among few and among many
CROWD = 12  # the best, of which it is asked how many meet as well
BEARS, BEFORE = 0.93, 1e-4  # likeness from which on a single name is that of its bearer; what puts him before others
JUST_SO = 0.7  # the least score of a listed name that is sought just so: an acronym, a nom de guerre
FIRST_LETTERS = 0.45  # the most that an acronym tells of a name that is sought in full
AHEAD = 0.1  # beyond that a score is no more ahead of the others: a short list has none that come near
# where no score reaches this, those are added that are alike as a whole: at most so many, at least so much
UNSURE, UNSURE_OF_MANY, MORE, ALIKE = 0.6, 0.4, 5, 0.5
SECOND = 0.03  # what a second name that fits adds to the rank
MOST_KEYS = 256
# what a key that a slip of typing makes is worth, and postings beyond which it tells too little
SLIP, OF_SLIP = 0.5, 60
AGAIN = 0.5  # what a further key of a part is worth that a rarer one has brought
RAREST = 6  # names of so few with one key are always compared: those of the rarest
TELLING, RARE, COMMON, OFTEN = 0.05, 0.15, 0.3, 500  # a part of more names than that is no more common
LARGE = 1000  # names; fewer do not tell what is common
FEW = 120  # enough names from the rarer keys; the commoner ones are left out then

SIZE = "SELECT coalesce(max(id), 0) FROM name_forms"
_KEYS = "WITH k (key) AS (VALUES {values}) SELECT k.key, "
_FILED = "FROM (SELECT form_id FROM name_keys n WHERE n.key = k.key ORDER BY form_id LIMIT :cap) AS few) FROM k"
COUNTS = f"{_KEYS}(SELECT count(*) {_FILED}"
POSTINGS = {  # in one text: a row for each takes three times as long
    "sqlite": f"{_KEYS}(SELECT group_concat(form_id) {_FILED}",
    "postgresql": f"{_KEYS}(SELECT string_agg(form_id::text, ',') {_FILED}",
}
NAMES_OF = "SELECT entity_id, count(DISTINCT text) FROM name_forms WHERE entity_id IN ({marks}) GROUP BY entity_id"


class Candidate(NamedTuple):
    """An entity that may be meant: the best of its names and how it meets."""

    id: str
    kind: str
    name: str  # the name that matched
    score: float
    form: str  # the spelling of the query that matched
    comparison: Comparison
    second: float = 0.0  # score of the comparison with another of its names, of the best one
    of: Listed = Listed()  # what is known of it besides


class Sought(NamedTuple):
    """What is sought, and what is known of it besides the name."""

    name: str
    kinds: tuple[str, ...] = ()
    limit: int = 10
    threshold: float = 0.0


def rank(candidate: Candidate, sought: str, preferred: str) -> tuple[Any, ...]:
    """Where a candidate stands: the likeliest first; of equal ones first whose own name it is, whatever that has in brackets behind
    it, then what is spelt just so."""
    text = fold(sought)
    own = text in (fold(preferred), fold(unbracketed(preferred)))
    alike = -candidate.comparison.spelt, -candidate.comparison.score
    return -candidate.score, not own, fold(candidate.name) != text, *alike, candidate.id


class Index:
    """Candidates for names, from the two tables wherever they stand."""

    def __init__(self, ask: Ask, engine: str = "sqlite") -> None:
        self._ask = ask
        self._postings = POSTINGS[engine]
        self._size = max(1, int(ask(SIZE, {})[0][0]))
        self._small = self._size <= SMALL
        self._cap = CAP_OF_FEW if self._small else CAP

    def find(self, sought: Sought, preferred: Callable[[Candidate], str] | None = None) -> list[Candidate]:
        """The best candidates in the order of `rank`, at most `sought.limit`, none below `sought.threshold`.

        :param preferred: the name that a candidate itself goes by, where that is known.
        """
        found = [
            c._replace(score=likelihood(measures(c.form, c.name, c.comparison, c.of), c.second))
            for c in self.ranked(sought, max(LIKELY if self._small else LIKELY_OF_MANY, sought.limit))
        ]
        alone = parts(sought.name)
        # a surname means its bearers before a whole name that is only like it
        if len(alone) == 1 and not alone[0].mold:
            alike = {c.id: max((m.likeness for m in c.comparison.met), default=0.0) for c in found}
            nearest = max(alike.values(), default=0.0)
            bearers = [c for c in found if c.kind == "person" and alike[c.id] == nearest >= BEARS]
            most = max((c.score for c in bearers), default=0.0)
            like = max((c.score for c in found if alike[c.id] < nearest or c.kind == "place"), default=0.0)
            found = [
                c._replace(score=max(most, min(1.0, like + BEFORE))) if c in bearers and c.score == most else c
                for c in found
            ]
        # spelt just so it is no less likely than another, and not unlikely; what stands before a bracket, if it is likely of itself
        # the first letters of three words are those of many
        found = [c._replace(score=min(c.score, FIRST_LETTERS)) if _short(c) else c for c in found]
        just_so, best = fold(sought.name), max((c.score for c in found), default=0.0)
        if _says_whom(sought.name):
            best = max(JUST_SO, best)
        found = [
            c._replace(score=best)
            if just_so == fold(c.name) or (c.score >= JUST_SO and just_so == fold(unbracketed(c.name)))
            else c
            for c in found
        ]
        likely = [c for c in found if c.score >= sought.threshold]
        likely.sort(key=lambda c: rank(c, sought.name, preferred(c) if preferred else ""))
        return likely[: sought.limit]

    def ranked(self, sought: Sought, limit: int) -> list[Candidate]:
        """Those whose parts meet best; their score is that of the comparison."""
        most = OF_KIND if sought.kinds else OF_FEW if self._small else LOOKED_AT
        ids, counts = self._promising(sought.name, most, looked_for)
        rarity = self._rarity(sought.name, counts)
        found, second = self._compared(sought, ids, rarity)
        spelt_so = any(m.how == SAME for c in found.values() for m in c.comparison.met)
        if not spelt_so:  # it may be cut from a kunya, or be one
            ids, _ = self._promising(sought.name, most, as_kunya)
            cut, _ = self._compared(sought, ids, rarity)
            found |= {id_: c for id_, c in cut.items() if id_ not in found or c.score > found[id_].score}
        both = [c._replace(second=second[c.id]) if c.id in second else c for c in found.values()]
        best = sorted(both, key=lambda c: (-c.score - SECOND * c.second, c.id))[: max(limit, CROWD)]
        if not best or best[0].score < (UNSURE if self._small else UNSURE_OF_MANY):
            known = {c.id for c in best[:limit]}
            more = self._alike(sought, most, rarity, known)
            best = [*best[:limit], *more, *best[limit:]]
            limit += len(more)
        # an entry that is spelt the same is no other name that would do as well: a list may hold somebody twice
        texts = [fold(c.name) for c in best]
        crowd: dict[str, float] = {}
        for text, c in zip(texts[:CROWD], best, strict=False):
            crowd[text] = max(crowd.get(text, 0.0), near(c.score))
        total = sum(crowd.values())
        names = self._names_of([c.id for c in best[:limit]])
        better, spelt = _ahead(texts, [c.score for c in best]), _ahead(texts, [c.comparison.spelt for c in best])
        whole = _ahead(texts, [_whole(c) for c in best])
        return [
            c._replace(
                of=Listed(
                    c.kind,
                    names.get(c.id, 1),
                    total - crowd.get(texts[n], 0.0),
                    min(better[n], AHEAD),
                    spelt[n],
                    whole[n],
                )
            )
            for n, c in enumerate(best[:limit])
        ]

    def _compared(
        self, sought: Sought, ids: list[int], rarity: Rarity
    ) -> tuple[dict[str, Candidate], dict[str, float]]:
        """Of everything that these names are of: the best comparison, and the score of a second name that fits."""
        mine = forms(sought.name)
        several: dict[str, list[Candidate]] = {}
        for entity, kind, theirs in self._names(ids, sought.kinds, sought.name) if ids else ():
            several.setdefault(entity, []).append(_held(mine, entity, kind, theirs, rarity))
        chance = self._spelt_out([c for names in several.values() for c in names if _short(c)])
        found: dict[str, Candidate] = {}
        second: dict[str, float] = {}
        for entity, names in several.items():
            fitting = [c for c in names if c.score > 0 and _short(c) not in chance]
            if fitting:
                best = found[entity] = max(fitting, key=lambda c: c.score)
                more = max((c.score for c in fitting if c.name != best.name), default=0.0)
                if more:  # two names that fit tell more than one
                    second[entity] = more
        return found, second

    def _spelt_out(self, by_letters: list[Candidate]) -> set[str]:
        """The acronyms of these that a name of one of the things spells out: since that name fits less, the first letters meet by chance."""
        shorts = {_short(c) for c in by_letters}
        marks = ", ".join(f":e{n}" for n in range(len(by_letters)))
        sql = f"SELECT coalesce(name, text) FROM name_forms WHERE entity_id IN ({marks})"  # noqa: S608
        names = self._ask(sql, {f"e{n}": c.id for n, c in enumerate(by_letters)}) if by_letters else ()
        return {short for short in shorts if any(spells_out(str(name), short) for (name,) in names)}

    def _alike(self, sought: Sought, most: int, rarity: Rarity, known: set[str]) -> list[Candidate]:
        """At most `MORE` others whose letters are most alike as a whole, whether a part meets or not."""
        best: dict[str, tuple[float, str, Form]] = {}
        ids, _ = self._promising(sought.name, most, by_ends)
        for entity, kind, theirs in self._names(ids, sought.kinds, sought.name) if ids else ():
            alike = as_a_whole(sought.name, theirs.name)
            if entity not in known and alike >= ALIKE and (entity not in best or alike > best[entity][0]):
                best[entity] = alike, kind, theirs
        nearest = sorted(best.items(), key=lambda b: (-b[1][0], b[0]))[:MORE]
        mine = forms(sought.name)
        return [_held(mine, entity, kind, theirs, rarity) for entity, (_, kind, theirs) in nearest]

    def _names_of(self, ids: list[str]) -> dict[str, int]:
        """How many names each of these has."""
        marks = ", ".join(f":e{n}" for n in range(len(ids)))
        found = self._ask(NAMES_OF.format(marks=marks), {f"e{n}": id_ for n, id_ in enumerate(ids)}) if ids else ()
        return {str(id_): int(count) for id_, count in found}

    def _promising(
        self, name: str, most: int, keys_of: Callable[[str], dict[str, Key]]
    ) -> tuple[list[int], dict[str, int]]:
        """The numbers of at most so many names under these keys, most promising first, and how many each key has."""
        wanted: dict[str, Key] = {}
        for form in spellings(name):
            for key, what in keys_of(form).items():
                if key not in wanted or not what.slip:
                    wanted[key] = what
        wanted = dict(islice(wanted.items(), MOST_KEYS))
        counts = self._counts(list(wanted))
        worth_asking = self._worth_asking(wanted, counts)
        filed = self._filed_under(worth_asking)
        weights: dict[str, float] = {}
        slips: dict[str, float] = {}  # of a name only its best one counts
        told: dict[str, set[str]] = {}  # names that a part has brought already, by a rarer key
        rarest: list[str] = []
        for key in worth_asking:
            slip, part = wanted[key]
            weight = log(1 + self._size / counts[key])
            found = filed.get(key, [])
            if slip:  # the rarest come first
                for number in found:
                    slips.setdefault(number, weight * SLIP)
                continue
            brought = told.setdefault(part, set())
            if brought:  # the other two are the same of nothing brought, only quicker
                for number in found:
                    weights[number] = weights.get(number, 0.0) + (weight * AGAIN if number in brought else weight)
            elif weights:
                for number in found:
                    weights[number] = weights.get(number, 0.0) + weight
            else:
                weights = dict.fromkeys(found, weight)
            brought.update(found)
            if not rarest and counts[key] <= RAREST:
                rarest = found
        for number, weight in slips.items():
            weights[number] = weights.get(number, 0.0) + weight
        at_least = COMPARED if self._small else AT_LEAST
        least = max(weights.values(), default=0.0) * WORTH
        worth = [pair for pair in weights.items() if pair[1] >= least]
        if len(worth) < at_least:
            worth = list(weights.items())
        worth.sort(key=itemgetter(1), reverse=True)  # equal ones as they came: by key and number
        chosen = [form for form, _ in worth[:most]]
        chosen = list(dict.fromkeys([*chosen[:1], *rarest, *chosen]))[:most]  # a word that many bear counts by two keys
        numbers = [int(f) for n, f in enumerate(chosen) if n < at_least or weights[f] >= least]
        return numbers, counts

    def _worth_asking(self, wanted: dict[str, Key], counts: dict[str, int]) -> list[str]:
        """The keys that tell something, the rarest first: a common one only where the others bring few names."""
        found, brought = [], 0
        for count, key in sorted((count, key) for key, count in counts.items()):
            slip = wanted[key].slip
            if brought >= FEW if count >= self._cap else slip and count > OF_SLIP and brought:
                continue
            found.append(key)
            brought += 0 if slip else count
        return found

    def _filed_under(self, wanted: list[str]) -> dict[str, list[str]]:
        """The numbers of the names under each key, the first of them."""
        return {str(key): numbers.split(",") for key, numbers in self._of_keys(self._postings, wanted) if numbers}

    def _counts(self, wanted: list[str]) -> dict[str, int]:
        """How many names are filed under each key, counted to the cap; of those under which some are."""
        return {str(key): int(count) for key, count in self._of_keys(COUNTS, wanted) if count}

    def _of_keys(self, sql: str, wanted: list[str]) -> Sequence[Sequence[Any]]:
        """What a query answers for each of these keys."""
        if not wanted:
            return ()
        values = ", ".join(f"(:k{n})" for n in range(len(wanted)))
        return self._ask(sql.format(values=values), {f"k{n}": k for n, k in enumerate(wanted)} | {"cap": self._cap})

    def _rarity(self, name: str, counts: dict[str, int]) -> Rarity:
        """How much each part of the name tells: a tenth of a name in every thousand is neither rare nor common."""
        found: Rarity = {}
        for p in parts(name):
            share = min(OFTEN, max((counts.get(mark, 0) for mark in (p.key, *p.senses)), default=0)) / max(
                self._size, LARGE
            )
            found[p.key] = min(1.0 + RARE, max(1.0 - COMMON, 1.0 + TELLING * -log((share + 1e-6) / 1e-3)))
        return found

    def _names(self, ids: list[int], kinds: tuple[str, ...], name: str) -> Iterable[tuple[str, str, Form]]:
        """The names of these numbers, which come most promising first, as far as they are worth a full comparison."""
        marks = ", ".join(f":i{n}" for n in range(len(ids)))
        params: dict[str, Any] = {f"i{n}": id_ for n, id_ in enumerate(ids)}
        sql = (
            f"SELECT id, entity_id, entity_type, text, name, reading FROM name_forms WHERE id IN ({marks}) ORDER BY id"  # noqa: S608
        )
        found = [row for row in self._ask(sql, params) if not kinds or row[2] in kinds]
        most = COMPARED if self._small else OF_MANY
        if len(found) > most:
            kept = {row[0] for row in found}
            sure, mine = set([i for i in ids if i in kept][:SURE]), reading(name)
            found.sort(key=lambda row: (row[0] not in sure, -fuzz.token_sort_ratio(mine, row[5])))
            found = sorted(found[:most], key=itemgetter(0))
        for _, entity, kind, text, form, line in found:
            yield entity, kind, Form(text, form if form is not None else text, read_again(line))


def _held(mine: list[Form], entity: str, kind: str, theirs: Form, rarity: Rarity) -> Candidate:
    """An entity by one of its names, held against what is sought."""
    comparison, form = best_of(mine, theirs, rarity)
    return Candidate(entity, kind, theirs.text, comparison.score, form, comparison)


def _whole(candidate: Candidate) -> float:
    return as_a_whole(candidate.form, candidate.name)


def _short(candidate: Candidate) -> str:
    """The listed acronym that the first letters of what is sought meet; '' where it is found by more."""
    return candidate.comparison.met[0].theirs if is_acronym_of(candidate.comparison, candidate.form) else ""


def _ahead(texts: list[str], values: list[float]) -> list[float]:
    """How far each value is ahead of the best of another text, below 0 where it is behind."""
    most = sorted(zip(values[:CROWD], texts, strict=False), reverse=True)
    first = most[0][1] if most else ""
    best, rival = (most[0][0] if most else 0.0), next((v for v, text in most if text != first), 0.0)
    return [v - (rival if text == first else best) for v, text in zip(values, texts, strict=True)]


def _says_whom(name: str) -> bool:
    """Whether it is more than a given name, which many bear, or a kind of thing: a name of war, a word that is a name (Daesh), a kunya."""
    known = parts(name)
    if len(known) != 1:
        return bool(known)
    alone = known[0]
    if alone.senses and alone.senses[0].startswith("name:"):
        return alone.kind == "kunya" and alone.senses[0].removeprefix("name:") not in lexicon().common
    return alone.kind in ("name", "kunya", "word")


def file_of(entries: Iterable[tuple[str, str, Sequence[str]]]) -> Index:
    """An index in memory of (id, kind, names)."""
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute(
        "CREATE TABLE name_forms (id INTEGER PRIMARY KEY, entity_id TEXT, entity_type TEXT, text TEXT, name TEXT, reading TEXT)"
    )
    connection.execute("CREATE TABLE name_keys (key TEXT, form_id INTEGER, PRIMARY KEY (key, form_id)) WITHOUT ROWID")
    connection.execute("CREATE INDEX of_entity ON name_forms (entity_id)")
    rows, postings = filings((entity, kind, text) for entity, kind, names in entries for text in dict.fromkeys(names))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO name_forms VALUES (?, ?, ?, ?, ?, ?)", rows)
    connection.executemany("INSERT INTO name_keys VALUES (?, ?)", postings)
    connection.execute("COMMIT")
    return Index(lambda sql, params: connection.execute(sql, params).fetchall())
