"""How much two names are one, from 0 to 1, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kbase.matching.parts import Part, parts

# Below this two names are not worth a look; see docs/names.md for what it costs.
THRESHOLD = 0.7


class Meeting(NamedTuple):
    """Two parts that meet; `how` in words."""

    mine: str
    theirs: str
    how: str
    likeness: float
    weight: float


class Comparison(NamedTuple):
    """Two names held against each other."""

    score: float
    met: tuple[Meeting, ...]
    mine_alone: tuple[Part, ...]
    theirs_alone: tuple[Part, ...]
    order: bool  # the parts stand in another order


class Costs(NamedTuple):
    """What the parts that do not meet cost, as shares of their weight."""

    conflict: float = 1.7  # on both sides: two different names
    missing: float = 0.28  # on one side only
    unlike: float = 1.0  # of what lacks to a full likeness
    order: float = 0.02
    least: float = 0.62  # a likeness below counts as none
    slip: float = 0.1  # what a slip of typing takes off a likeness
    vowel: float = 0.35  # what another vowel takes off, for each consonant
    mold: float = 0.8  # a name in a compound (Abd al-X) against the name alone
    kunya: float = 0.75  # Abu X against X
    scarce: float = 0.4  # more for what is missing, the less of the name has met


COSTS = Costs()


@lru_cache(maxsize=262144)
def likeness(a: Part, b: Part) -> tuple[float, str]:
    """How like two parts are, from 0 to 1, and the word for it."""
    value, how = _alike(a, b)
    if value < 0.93 and (a.other or b.other):
        for x, y in ((a.other, b.text), (a.text, b.other), (a.other, b.other)):
            if x and y:
                inner = _alike(_plain(x, a.bare), _plain(y, b.bare))
                if inner[0] * 0.96 > value:
                    value, how = inner[0] * 0.96, inner[1]
    if a.mold != b.mold:
        value *= COSTS.mold
    if (a.kind == "kunya") != (b.kind == "kunya"):
        value *= COSTS.kunya
    return (value, how) if value >= 0.4 else (0.0, "")


@lru_cache(maxsize=65536)
def _plain(text: str, bare: bool) -> Part:
    from kbase.matching.parts import part

    return part("name", text, bare)._replace(other="")


def _alike(a: Part, b: Part) -> tuple[float, str]:
    if a.text == b.text:
        return 1.0, "same spelling"
    if a.kind == "initial" or b.kind == "initial":
        return (0.6, "initial") if a.text[0] == b.text[0] and a.kind != b.kind else (0.0, "")
    if a.senses and b.senses:
        for sense in a.senses:
            if sense in b.senses:
                if sense.startswith("name:") or a.key == b.key:
                    return 0.97, "transliteration"
                return 0.94 if a.kind != "generic" else 0.9, "translation"
        if a.senses[0].startswith("name:") and b.senses[0].startswith("name:") and not (a.bare or b.bare):
            return 0.0, ""  # two given names that are told apart
        if a.kind == b.kind and a.kind in ("place", "number"):
            return 0.0, ""
    if a.kind == "number" or b.kind == "number":
        return 0.0, ""
    if a.sound == b.sound:
        return 0.98, "same sounds"
    if a.key == b.key and len(a.key) > 1:
        if a.bare or b.bare:
            return (0.95 if len(a.key) > 2 else 0.88), "transliteration"
        return _by_vowels(a, b), "transliteration"
    spelt: float = Levenshtein.normalized_similarity(a.sound, b.sound)
    keyed: float = Levenshtein.normalized_similarity(a.key, b.key)
    if a.bare or b.bare:
        near: float = 0.25 * spelt + 0.75 * keyed
    else:
        near = 0.5 * spelt + 0.2 * keyed + 0.3 * JaroWinkler.similarity(a.sound, b.sound)
    if min(len(a.sound), len(b.sound)) < 4:
        near *= 0.8
    if near < COSTS.least:
        return 0.0, ""
    return near - COSTS.slip, "slip of typing" if near > 0.8 else "alike"


_VOWEL = re.compile(r"[aeiuyw]+")
_NEAR = {("a", "e"): 0.3, ("e", "i"): 0.3, ("i", "y"): 0.0, ("e", "y"): 0.3, ("u", "w"): 0.1}


def _by_vowels(a: Part, b: Part) -> float:
    """The likeness of two words with the same consonants: a vowel that is left out costs less than another one."""
    left, right = _VOWEL.split(a.sound), _VOWEL.split(b.sound)
    between = zip(_VOWEL.findall(a.sound), _VOWEL.findall(b.sound), strict=False)
    if len(left) == len(right):
        cost = sum(_unlike(x, y) for x, y in between)
    else:
        cost = 0.6 * Levenshtein.distance(a.sound, b.sound)
    short = 0.08 if len(a.key) == 2 else 0.0
    return max(0.5, 0.97 - short - COSTS.vowel * cost / max(2, len(a.key)))


@lru_cache(maxsize=4096)
def _unlike(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if len(x) > 1 or len(y) > 1:
        return 0.15 if set(x) & set(y) else 0.6
    return _NEAR.get((min(x, y), max(x, y)), 1.0)


def compare(mine: tuple[Part, ...], theirs: tuple[Part, ...], costs: Costs = COSTS) -> Comparison:
    """Hold two names against each other, best parts first."""
    pairs = []
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            value, how = likeness(a, b)
            if value > 0:
                pairs.append((value * (a.weight + b.weight), -abs(i - j), i, j, value, how))
    pairs.sort(reverse=True)
    left, right = set(range(len(mine))), set(range(len(theirs)))
    met: list[tuple[int, int, float, str]] = []
    for _, _, i, j, value, how in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            met.append((i, j, value, how))
    joined = _joined(mine, theirs, left, right) if left and right else []
    meetings, gain, cost = [], 0.0, 0.0
    for i, j, value, how in met:
        weight = (mine[i].weight + theirs[j].weight) / 2
        gain += value * weight
        cost += (1 - value) * weight * costs.unlike
        meetings.append(Meeting(mine[i].shown, theirs[j].shown, how, value, weight))
    for one, several, value, swapped in joined:
        weight = one.weight
        gain += value * weight
        cost += (1 - value) * weight * costs.unlike
        text = " ".join(p.shown for p in several)
        meetings.append(
            Meeting(text if swapped else one.shown, one.shown if swapped else text, "written together", value, weight)
        )
    mine_alone, theirs_alone = tuple(mine[i] for i in sorted(left)), tuple(theirs[j] for j in sorted(right))
    a, b = sum(p.weight for p in mine_alone), sum(p.weight for p in theirs_alone)
    both, more = min(a, b), abs(a - b)
    order = [j for i, j, _, _ in sorted(met)]
    moved = order != sorted(order)
    scarce = costs.scarce * max(0.0, 2.0 - gain)
    total = gain + cost + costs.conflict * 2 * both + (costs.missing + scarce) * more
    score = gain / total if total else 0.0
    if moved:
        score -= costs.order
    return Comparison(max(0.0, score), tuple(meetings), mine_alone, theirs_alone, moved)


def _joined(
    mine: tuple[Part, ...], theirs: tuple[Part, ...], left: set[int], right: set[int]
) -> list[tuple[Part, tuple[Part, ...], float, bool]]:
    """Neighbours that are one word on the other side; takes them out of `left` and `right`."""
    found = []
    for ones, one_left, many, many_left, swapped in ((mine, left, theirs, right, False), (theirs, right, mine, left, True)):
        for i in sorted(one_left):
            if len(ones[i].text) < 5:
                continue
            for j in sorted(many_left):
                if j + 1 not in many_left and j + 1 >= len(many):
                    continue
                if j + 1 in many_left:
                    value, _ = likeness(ones[i], _plain(many[j].text + many[j + 1].text, many[j].bare))
                    if value >= 0.85:
                        found.append((ones[i], (many[j], many[j + 1]), value * 0.98, swapped))
                        one_left.discard(i)
                        many_left.discard(j)
                        many_left.discard(j + 1)
                        break
    return found


def score(mine: str, theirs: str) -> float:
    """How much two spellings are one name, from 0 to 1."""
    return compare(parts(mine), parts(theirs)).score
