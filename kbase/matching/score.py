"""How much two names are one, from 0 to 1, and why."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler, Levenshtein

from kbase.matching.parts import WEIGHTS, Part, parts
from kbase.matching.sounds import soft, soft_skeleton

# More likely one thing than not (kbase.matching.likelihood); see docs/names.md for what it costs.
THRESHOLD = 0.5


SAME = "same spelling"
KUNYA = "kunya"  # Abu X against X
LETTERS = "same letters"  # of a script without short vowels


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

    @property
    def spelt(self) -> float:
        """Which share of what is sought meets in the same spelling, or in the same letters of another script, by weight."""
        weight = sum([m.weight for m in self.met]) + sum([p.weight for p in self.mine_alone])
        return sum([m.weight for m in self.met if m.how in (SAME, LETTERS)]) / weight if weight else 0.0


class Costs(NamedTuple):
    """What the parts that do not meet cost, as shares of their weight."""

    conflict: float = 0.9  # on both sides: two different names
    lacking: float = 0.33  # sought but not in the listed name
    missing: float = 0.18  # in the listed name but not sought
    unlike: float = 1.0  # of what lacks to a full likeness
    order: float = 0.04
    least: float = 0.65  # a likeness below counts as none
    short: float = 0.08  # what two words of two consonants lose that differ in vowels
    slip: float = 0.06  # what a slip of typing takes off a likeness
    vowel: float = 0.63  # what another vowel takes off, for each consonant
    mold: float = 0.75  # a name in a compound (Abd al-X) against the name alone
    kunya: float = 0.6  # Abu X against X
    unwritten: float = 0.03  # where the letters of a script without short vowels are not all there
    scarce: float = 0.8  # more for what is missing, the less of the name has met


COSTS = Costs()
_WRITTEN_TOGETHER = 0.9
_LETTERS_APART = 4  # between two words and the one that they are together, at most
Rarity = dict[str, float]  # by key: below 1 where many names have it, above where few


@lru_cache(maxsize=16384)
def likeness(a: Part, b: Part) -> tuple[float, str]:
    """How like two parts are, from 0 to 1, and the word for it."""
    value, how = _alike(a, b)
    if a.mold != b.mold:
        value *= COSTS.mold
    if value < 0.93 and (a.other or b.other):
        for x, y, molds in (
            (a.other, b.text, (_whole(a), b.mold)), (a.text, b.other, (a.mold, _whole(b))), (a.other, b.other, (_whole(a), _whole(b))),
        ):  # fmt: skip
            if x and y:
                inner, word = _alike(_plain(x, a.bare), _plain(y, b.bare))
                inner *= 0.96 if molds[0] == molds[1] else 0.96 * COSTS.mold
                if inner > value:
                    value, how = inner, "transliteration" if word == SAME else word
    if value < 0.93 and a.mold != b.mold and "abd" in (a.mold, b.mold) and not (a.bare or b.bare):
        # written as one word with a slip in it, the compound is not seen
        whole, word = _alike(*(_plain(f"abdel{p.text}" if p.mold == "abd" else p.text, False) for p in (a, b)))
        if whole > value:
            value, how = whole, word
    if (a.kind == "kunya") != (b.kind == "kunya"):
        value, how = value * COSTS.kunya, KUNYA
    return (value, how) if value >= 0.4 else (0.0, "")


def _whole(p: Part) -> str:
    """The mold that is left beside the other way to read a part: that of din is one word with it."""
    return "" if p.mold == "din" else p.mold


@lru_cache(maxsize=4096)
def _plain(text: str, bare: bool) -> Part:
    from kbase.matching.parts import part

    return part("name", text, bare)._replace(other="")


def _alike(a: Part, b: Part) -> tuple[float, str]:
    if a.text == b.text:
        return 1.0, SAME
    if a.kind == "initial" or b.kind == "initial":
        return (0.6, "initial") if a.text[0] == b.text[0] and a.kind != b.kind else (0.0, "")
    if a.senses and b.senses:
        for sense in a.senses:
            if sense in b.senses:
                if sense.startswith("name:") or a.key == b.key:
                    return 0.97, "transliteration"
                return 0.94 if a.kind != "generic" else 0.9, "translation"
        if a.senses[0].startswith("name:") and b.senses[0].startswith("name:"):
            return 0.0, ""  # two given names that are told apart
        if a.kind == b.kind and a.kind in ("place", "number"):
            return 0.0, ""
    if a.kind == "number" or b.kind == "number":
        return 0.0, ""
    if a.sound == b.sound:
        return 0.98, "same sounds"
    if a.key == b.key and len(a.key) > 1:
        if a.bare or b.bare:
            out = a.bare != b.bare and _written_out(*((a.sound, b.sound) if a.bare else (b.sound, a.sound)))
            if out:
                return 0.97, LETTERS
            return (0.95 if len(a.key) > 2 else 0.88) - COSTS.unwritten, "transliteration"
        return _by_vowels(a.sound, b.sound, len(a.key)), "transliteration"
    first, other = a.key[:1], b.key[:1]
    if _SOFTLY.get(first, first) == _SOFTLY.get(other, other):  # else they are not alike when softened either
        softened = soft_skeleton(a.text)
        if len(softened) > 1 and softened == soft_skeleton(b.text):
            if a.bare or b.bare:
                return 0.9 if len(softened) > 2 else 0.8, "transliteration"
            return _by_vowels(soft(a.sound), soft(b.sound), len(softened)) - 0.03, "transliteration"
    spelt: float = Levenshtein.normalized_similarity(a.sound, b.sound)
    if a.bare or b.bare:
        near: float = 0.25 * spelt + 0.75 * Levenshtein.normalized_similarity(a.key, b.key)
    elif 0.5 * spelt + 0.5 < COSTS.least:  # whatever the others say
        return 0.0, ""
    else:
        near = 0.5 * spelt + 0.2 * Levenshtein.normalized_similarity(a.key, b.key)
        near += 0.3 * JaroWinkler.similarity(a.sound, b.sound)
    if min(len(a.sound), len(b.sound)) < 4:
        near *= 0.8
    if near < COSTS.least:
        return 0.0, ""
    return near - COSTS.slip, "slip of typing" if near > 0.8 else "alike"


_MANY = 5  # letters of a word without short vowels that tell: Sayf is written syf, as Sayyaf might be
_LONG = str.maketrans({"w": "u", "y": "i", "e": "i"})


@lru_cache(maxsize=8192)
def _written_out(bare: str, full: str) -> bool:
    """Whether a word has the letters of one without short vowels in their order: those of Zarqawi stand in zrqawy, of Zarqa not."""
    letters = iter("a" + full[1:].translate(_LONG) if full[:1] in "aeiuwy" else full.translate(_LONG))
    text = "a" + bare[1:].translate(_LONG) if bare[:1] in "aeiuwy" else bare.translate(_LONG)
    return len(bare) >= _MANY and all(letter in letters for letter in text.removesuffix("h"))


# the first consonant of a key by what `soft` makes of the sounds that it stands for
_SOFTLY = {"J": "k", "d": "s", "t": "s", "z": "s", "v": "w"}
_VOWEL = re.compile(r"[aeiuyw]+")
_NEAR = {("a", "e"): 0.3, ("e", "i"): 0.3, ("i", "y"): 0.0, ("e", "y"): 0.3, ("u", "w"): 0.1}


def _by_vowels(a: str, b: str, consonants: int) -> float:
    """The likeness of two words with the same consonants: a vowel that is left out costs less than another one."""
    left, right = _VOWEL.split(a), _VOWEL.split(b)
    between = zip(_VOWEL.findall(a), _VOWEL.findall(b), strict=False)
    if len(left) == len(right):
        cost = sum(_unlike(x, y) for x, y in between)
    else:
        cost = 0.6 * Levenshtein.distance(a, b)
    short = COSTS.short if consonants == 2 else 0.0
    return max(0.5, 0.97 - short - COSTS.vowel * cost / max(2, consonants))


@lru_cache(maxsize=4096)
def _unlike(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if len(x) > 1 or len(y) > 1:
        one, other = set(x.translate(_LONG)), set(y.translate(_LONG))
        return 0.15 if one <= other or other <= one else 0.35 if one & other else 0.6
    return _NEAR.get((min(x, y), max(x, y)), 1.0)


def compare(mine: tuple[Part, ...], theirs: tuple[Part, ...], rarity: Rarity | None = None) -> Comparison:
    """Hold two names against each other, best parts first; `rarity` weighs the parts by how few bear them."""
    costs = COSTS
    telling = (rarity or {}).get
    mine_weigh = [WEIGHTS[p.kind] * telling(p.key, 1.0) for p in mine]
    their_weigh = [WEIGHTS[p.kind] * telling(p.key, 1.0) for p in theirs]
    left, right = set(range(len(mine))), set(range(len(theirs)))
    joined = _joined(mine, theirs, left, right) if len(mine) != len(theirs) else []
    pairs = []
    for i in left:
        one = mine[i]
        for j in right:
            value, how = likeness(one, theirs[j])
            if value:
                pairs.append((value * (mine_weigh[i] + their_weigh[j]), -abs(i - j), i, j, value, how))
    pairs.sort(reverse=True)
    met: list[tuple[int, int, float, str]] = []
    for _, _, i, j, value, how in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            met.append((i, j, value, how))
    met += _cut_short(mine, theirs, left, right)
    meetings, gain, cost = [], 0.0, 0.0
    for i, j, value, how in met:
        weight = (mine_weigh[i] + their_weigh[j]) / 2
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
    a, b = sum(mine_weigh[i] for i in left), sum(their_weigh[j] for j in right)
    both = min(a, b)
    alone = (a - both) * costs.lacking + (b - both) * costs.missing
    order = [j for i, j, _, _ in sorted(met)]
    moved = order != sorted(order)
    scarce = costs.scarce * max(0.0, 2.0 - gain) * abs(a - b)
    total = gain + cost + costs.conflict * 2 * both + alone + scarce
    score = gain / total if total else 0.0
    if moved:
        score -= costs.order
    return Comparison(max(0.0, score), tuple(meetings), mine_alone, theirs_alone, moved)


def turned(made: Comparison) -> Comparison:
    """A comparison told from the other side."""
    met = tuple(m._replace(mine=m.theirs, theirs=m.mine) for m in made.met)
    return Comparison(made.score, met, made.theirs_alone, made.mine_alone, made.order)


def _cut_short(
    mine: tuple[Part, ...], theirs: tuple[Part, ...], left: set[int], right: set[int]
) -> list[tuple[int, int, float, str]]:
    """The last part sought, where all others meet and a listed one begins like it: a field that ended too early."""
    last = len(mine) - 1
    if last < 1 or left != {last} or len(mine[last].text) < 3 or mine[last].bare or mine[last].senses:
        return []
    begun = mine[last].text
    for j in sorted(right):
        if theirs[j].text.startswith(begun) and len(theirs[j].text) > len(begun) + 1:
            left.clear()
            right.discard(j)
            return [(last, j, 0.8, "cut short")]
    return []


def _joined(
    mine: tuple[Part, ...], theirs: tuple[Part, ...], left: set[int], right: set[int]
) -> list[tuple[Part, tuple[Part, ...], float, bool]]:
    """Parts of the shorter name that are neighbours of the longer one, written as one word; takes them out of `left` and `right`."""
    found: list[tuple[Part, tuple[Part, ...], float, bool]] = []
    swapped = len(mine) > len(theirs)
    ones, one_left, many, many_left = (theirs, right, mine, left) if swapped else (mine, left, theirs, right)
    heads = [_head(p) for p in many[:-1]]
    for i in sorted(one_left):
        one = ones[i]
        if len(one.text) < 5 or not one.text.startswith(tuple(heads)):
            continue
        for j, head in enumerate(heads):
            if not one.text.startswith(head) or one.text == many[j].text:
                continue
            fitting = (n for n in (2, 3) if set(range(j, j + n)) <= many_left)
            value, number = max(((_as_one(one, many[j : j + n]), n) for n in fitting), default=(0.0, 0))
            if value:
                found.append((one, many[j : j + number], value * 0.98, swapped))
                one_left.discard(i)
                many_left -= set(range(j, j + number))
                break
    return found


def _head(p: Part) -> str:
    """How a word begins in any script: one without short vowels has its first letter in common with others."""
    return p.text[:1] if p.bare else p.text[:2]


def _as_one(one: Part, several: tuple[Part, ...]) -> float:
    """The likeness of a word and several that may be it, written apart; 0 where they are not."""
    text = "".join([p.text for p in several])
    if abs(len(one.text) - len(text)) > _LETTERS_APART:
        return 0.0
    # what it means as one word is chance: islam… begins with what is Islamic
    value, _ = likeness(one._replace(senses=()), _plain(text, several[0].bare)._replace(senses=()))
    return value if value >= _WRITTEN_TOGETHER else 0.0


def score(mine: str, theirs: str) -> float:
    """How much two spellings are one name, from 0 to 1."""
    return compare(parts(mine), parts(theirs)).score
