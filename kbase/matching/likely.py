"""Likely duplicates among entries: names that meet, identifiers that are shared, births that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from kbase.matching.forms import keys
from kbase.matching.parts import Part, parts
from kbase.matching.score import SAME, Comparison, compare
from kbase.text import fold

# A key that more entries hold says too little to bring two of them together; a whole name or an identifier says more.
RARE, COMMON = 100, 400
MOST_NAMES = 24
# What a meeting of a name counts that says little: one that a source calls weak, a single name, a person's kunya alone
WEAK, SINGLE = 0.9, 0.85
BORN_ALIKE = 0.03
SLACK = 366  # days between the bounds of two births that may still be one: lists round, and calendars differ


class Spelling(NamedTuple):
    """A name of an entry: `strong` unless a source calls it weak. An acronym is met by the same letters only."""

    text: str
    strong: bool = True
    acronym: bool = False


class Entry(NamedTuple):
    """An entry with all its names; `born` are the bounds of the birth as ISO days."""

    id: str
    type: str
    name: str
    names: tuple[Spelling, ...]
    identifiers: frozenset[tuple[str, str]] = frozenset()
    born: tuple[str, str] | None = None


class Likely(NamedTuple):
    """Two entries that may be one, with a score from 0 to 1 and the reasons in words."""

    score: float
    one: Entry
    other: Entry
    why: tuple[str, ...]


def likely(
    entries: Sequence[Entry],
    settled: Collection[frozenset[str]] = (),
    threshold: float = 0.75,
    step: Callable[[int, int], object] = lambda done, of: None,
) -> list[Likely]:
    """The pairs of one type at or over the threshold that are not settled, the likeliest first.

    Two that share an identifier are always among them; two whose births lie apart only if they share one.
    `step` is told how many of how many pairs are compared.
    """
    by_id = {e.id: e for e in entries}
    read = {e.id: [_read(s) for s in e.names[:MOST_NAMES]] for e in entries}
    found = []
    pairs = _candidates(entries, read)
    for done, (one, other) in enumerate(pairs):
        step(done, len(pairs))
        if frozenset((one, other)) in settled:
            continue
        pair = _held(by_id[one], by_id[other], read)
        if pair is not None and pair.score >= threshold:
            found.append(pair)
    return sorted(found, key=lambda p: (-round(p.score, 3), p.one.id, p.other.id))


class _Name(NamedTuple):
    """A spelling as it is compared."""

    spelling: Spelling
    folded: str
    parts: tuple[Part, ...]


_Read = dict[str, list[_Name]]
_LETTERS = re.compile(r"[A-Z][A-Z0-9]{1,9}(-[A-Z]{1,4})?")


def _read(spelling: Spelling) -> _Name:
    # sources call many an acronym an alias
    if not spelling.acronym and _LETTERS.fullmatch(spelling.text):
        spelling = spelling._replace(acronym=True)
    return _Name(spelling, fold(spelling.text), () if spelling.acronym else parts(spelling.text))


def _candidates(entries: Sequence[Entry], read: _Read) -> Sequence[tuple[str, str]]:
    """Pairs of ids, each once and in order, that share an identifier, a whole name, or a key that few hold.

    Common parts make rare keys together: `keys` has one for each two of them.
    """
    holders: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        for name in read[entry.id]:
            found = keys(name.spelling.text, entry.type) if name.parts else ()
            for key in (*found, f"={name.folded}", f"=={'+'.join(sorted(p.key for p in name.parts))}"):
                if key.strip("="):
                    holders.setdefault((entry.type, key), set()).add(entry.id)
        for scheme, value in entry.identifiers:
            holders.setdefault((entry.type, f"= {scheme} {value}"), set()).add(entry.id)
    pairs: set[tuple[str, str]] = set()
    for (_, key), ids in holders.items():
        if len(ids) <= (COMMON if key.startswith("=") else RARE):
            pairs.update(combinations(sorted(ids), 2))
    return sorted(pairs)


def _held(one: Entry, other: Entry, read: _Read) -> Likely | None:
    """Two entries against each other; None where their births lie apart and nothing else joins them."""
    same = sorted(one.identifiers & other.identifiers)
    fit = _births(one, other)
    if fit is False and not same:
        return None
    score, why = _names(one, other, read)
    if same:
        score = 1.0
    elif fit:
        score = min(1.0, score + BORN_ALIKE)
    reasons = [*(f"both are {scheme} {value}" for scheme, value in same), why]
    if fit is not None:
        reasons.append("births fit" if fit else "births lie apart")
    return Likely(score, one, other, tuple(r for r in reasons if r))


def _names(one: Entry, other: Entry, read: _Read) -> tuple[float, str]:
    """The best meeting of their names, and it in words."""
    best = 0.0
    words: Callable[[], str] = str
    for mine in read[one.id]:
        for theirs in read[other.id]:
            score, told = _meeting(one.type, mine, theirs)
            if score > best:
                best, words = score, told
    return best, words()


def _meeting(type_: str, mine: _Name, theirs: _Name) -> tuple[float, Callable[[], str]]:
    """What a meeting of two spellings counts, and what tells it: words are made of the best alone."""
    worth = 1.0 if mine.spelling.strong and theirs.spelling.strong else WEAK
    a, b = mine.spelling.text, theirs.spelling.text
    if mine.spelling.acronym or theirs.spelling.acronym:
        return (SINGLE * worth if mine.folded == theirs.folded and mine.folded else 0.0), lambda: f"both '{a}'"
    held = compare(mine.parts, theirs.parts)
    # one given name, one kunya, 'Jihad Group': many are called so
    if sum([m.weight for m in held.met]) < (1.5 if type_ == "person" else 1.0):
        worth *= SINGLE
    return held.score * worth, lambda: _told(a, b, held)


def _told(mine: str, theirs: str, held: Comparison) -> str:
    """'Abu Walid al-Sahrawi' and 'Abou Walid Sahraoui': transliteration, without 'walid'."""
    how = dict.fromkeys(m.how for m in held.met if m.how != SAME) if mine != theirs else {}
    text = f"'{mine}' and '{theirs}': {', '.join(how) or SAME}" if mine != theirs else f"both '{mine}'"
    alone = [p.text for p in (*held.mine_alone, *held.theirs_alone)]
    return f"{text}, without {', '.join(repr(a) for a in alone)}" if alone else text


def _births(one: Entry, other: Entry) -> bool | None:
    """Whether two births can be one day, None where one of them is not known."""
    if one.born is None or other.born is None:
        return None
    (a, b), (c, d) = one.born, other.born
    if a <= d and c <= b:
        return True
    later, earlier = (c, b) if c > b else (a, d)
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days <= SLACK
