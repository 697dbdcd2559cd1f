"""The several names that one line may hold: with and without what stands in brackets, both sides of a slash; acronyms."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kbase.matching.parts import Part, parts
from kbase.matching.script import MOST, words
from kbase.matching.sounds import joined, skeleton, soft_skeleton
from kbase.matching.tables import lexicon

_BRACKETS = re.compile(r"[(\[«\"“]([^()\[\]«»\"“”]*)[)\]»\"”]")
_LETTER = re.compile(r"\w")
_ALSO = re.compile(r"[/;]|\b(?:a\.?\s?k\.?\s?a|alias|f\.?k\.?a)\b\.?", re.IGNORECASE)
_JOINED_BY = re.compile(r"(?<=\w)[-\s](?:[ei]|[uo][ldnrstz])(?=[-\s]\w)", re.IGNORECASE)
_HYPHENED = re.compile(r"[A-Z]{2,6}-[A-Z]{1,3}")  # DHKP-C
_SPLIT = re.compile(r"[^A-Za-z'’]+")
_SEVERAL = 4
_LONGEST_ACRONYM = 8
_SHUFFLED = 6  # letters of an acronym whose order may be another, at most
FEW = 2  # parts; only names of so few are also filed under what slips of typing make of them
_IZAFA = {"e": "i", "i": "e"}
_SILENT = ("honorific", "legal", "initial")
_SYLLABLE, _MOST_SYLLABLES = 5, 6  # letters of one, words of a name
_END = 3  # letters of a part's beginning and of its end
SLIPPING = frozenset({"name", "common", "kunya"})


@lru_cache(maxsize=2048)
def spellings(text: str) -> tuple[str, ...]:
    """The whole text first, then the names in it; a text without brackets and slashes is one.

    >>> spellings("Red Lantern (RL)")
    ('Red Lantern (RL)', 'Red Lantern', 'RL')
    >>> spellings("Lantern (RL) of the Marsh")
    ('Lantern (RL) of the Marsh', 'Lantern of the Marsh')
    >>> spellings("Red Lantern (RL) / Lanterne rouge (LR)")[2:4]
    ('RL', 'LR')
    """
    text = text[:MOST]
    found = [text]
    brackets = list(_BRACKETS.finditer(text))
    inner = [m[1].strip() for m in brackets if m[0][0] not in "([" or not _glosses(text, m)]
    outer = " ".join(_BRACKETS.sub(" ", text).split()) if brackets else text
    if brackets and outer:
        found += [outer, *inner]
    if _ALSO.search(outer):
        found += [side.strip() for side in _ALSO.split(outer) if len(side.strip()) > 2]
    return tuple(dict.fromkeys(f for f in found if len(f) > 1 or f == text))[: _SEVERAL + 1]


def _glosses(text: str, bracket: re.Match[str]) -> bool:
    """Whether a bracket stands in the midst of one name, of which it glosses a word; a name in quotes is one wherever it stands."""
    before, after = _BRACKETS.sub("", text[: bracket.start()]), _BRACKETS.sub("", text[bracket.end() :])
    return bool(_LETTER.search(_ALSO.split(before)[-1]) and _LETTER.search(_ALSO.split(after)[0]))


@lru_cache(maxsize=2048)
def acronyms(text: str) -> tuple[str, ...]:
    """The acronyms that a name of three words or more may have: of all words, and without the small ones.

    >>> acronyms("Front for the Liberation of the Marsh")
    ('fftlotm', 'flm')
    """
    found, large = initialled(text)
    several = [found, large]
    if found and found[0] in lexicon().particles["article"]:  # the A of AQAP is that of al-Qaida
        several.append([found[0], *large])
    if len(found) > 1 and (joined_by := _JOINED_BY.findall(text)):  # the e of Lashkar-e-X is a letter of its acronym
        whole = [w.lower() for w in _SPLIT.split(text) if w]
        if len(joined_by) == 1:  # and some write it with the one letter, some with the other
            several += [whole, [_IZAFA.get(w, w) for w in whole]]
    made = ["".join([w[0] for w in words_of]) for words_of in several if 3 <= len(words_of) <= _LONGEST_ACRONYM]
    return tuple(dict.fromkeys(made))


def initialled(text: str) -> tuple[list[str], list[str]]:
    """The words of a name whose first letters may be an acronym: all, and without the small ones."""
    found, known = [w.text for w in words(text)], lexicon().particles
    return found, [w for w in found if w not in known["link"] and w not in known["article"]]


def shuffled(short: str) -> str:
    """The letters of an acronym in order of the alphabet: other languages have the same words in another order. '' where it is
    so short or so long that its order counts.

    >>> shuffled("fplp") == shuffled("pflp")
    True
    """
    return "".join(sorted(short)) if 3 <= len(short) <= _SHUFFLED else ""


def acronym(text: str) -> str:
    """The text itself, if it may be an acronym: one word of two letters to eight, perhaps with a hyphen.

    >>> acronym("FLM"), acronym("FLM-C"), acronym("Al-Marsh")
    ('flm', 'flmc', '')
    """
    if " " in text.strip() or len(text) > 4 * _LONGEST_ACRONYM:
        return ""
    if _HYPHENED.fullmatch(text.strip()):
        text = text.replace("-", "")
    found = words(text)
    if 2 <= len(found) <= _LONGEST_ACRONYM and all(len(w.text) == 1 for w in found):  # B&H
        return "".join(w.text for w in found)
    if len(found) == 1 and 2 <= len(found[0].text) <= _LONGEST_ACRONYM and not found[0].bare:
        return found[0].text
    return ""


@lru_cache(maxsize=16384)
def _of_part(p: Part, few: bool) -> tuple[str, list[str]]:
    """What a part is known by first, and all its keys; in a name of few parts also those that a slip of typing would make."""
    mark = _mark(p)
    several = [*p.senses, p.key, "" if p.mold == "din" or not p.other else skeleton(p.other)]
    softened = soft_skeleton(p.text)
    if len(softened) > 1 and softened != p.key:  # else the key serves for both
        several.append(f"s:{softened}")
    found = [mark + key for key in several if key]
    if p.mold == "din" and p.other:
        found.append(skeleton(p.other))
    if few and 4 <= len(p.key) <= 10 and p.kind in SLIPPING:
        found += [f"{mark}~{shorter}" for shorter in _shorter(p.key)]
    if p.mold == "abd" and not p.bare:  # a slip of typing in the compound hides it
        whole = skeleton(f"abdel{p.text}")
        found += [whole, *(f"~{shorter}" for shorter in _shorter(whole) if few and len(whole) <= 10)]
    first = p.senses[0] if p.senses else p.key
    return mark + first if first else "", found


@lru_cache(maxsize=2048)
def keys(text: str, kind: str = "") -> tuple[str, ...]:
    """The keys under which a name is filed.

    A skeleton or sense for every part that says something, one key for each two of them (so that a name of common parts is
    still found quickly), acronyms from the name and of it.
    """
    found: list[str] = []
    firsts: list[str] = []
    telling = _telling(text)
    few = len(telling) <= FEW
    for p in telling:
        first, several = _of_part(p, few)
        if first:
            firsts.append(first)
        found += several
    if 2 <= len(telling) <= 3:  # written together elsewhere
        found += [joined(a.text, b.text) for a, b in pairwise(telling) if not a.bare]
    some = sorted(dict.fromkeys(firsts))[:6]
    found += [f"{a}+{b}" for n, a in enumerate(some) for b in some[n + 1 :]]
    if len(telling) == FEW:  # one as it is, the other with a slip of typing
        found += [f"{first}+~{shorter}" for first, p in _beside(telling) for shorter in _shorter(p.key)]
    if kind != "person":
        of_it = acronyms(text)
        found += [f"a:{a}" for a in of_it]
        found += [f"p:{letters}" for a in of_it if (letters := shuffled(a))]
    short = acronym(text)
    if short:
        found.append(f"a:{short}")
        if kind != "person" and (letters := shuffled(short)):
            found.append(f"p:{letters}")
    return tuple(dict.fromkeys(found))


class Key(NamedTuple):
    """Under what a name is looked for. Of several keys of one part (its sense, its skeleton) the rarest counts in full."""

    slip: bool  # whether it is that of a slip of typing
    part: str  # the part that it is of; of a key of two parts, or of an acronym, itself; of one with a slip in the other, the one and +


def sought(text: str) -> dict[str, Key]:
    """The keys under which a name is looked for.

    Its own, those of names that sound like it when softened, and those of names with one consonant more or less.
    """
    found: dict[str, Key] = {}
    telling = _telling(text)
    few = len(telling) <= FEW
    for first, p in _beside(telling) if len(telling) == FEW else ():
        found.setdefault(f"{first}+~{p.key}", Key(slip=False, part=f"{first}+"))
        for shorter in _shorter(p.key):
            found.setdefault(f"{first}+~{shorter}", Key(slip=False, part=f"{first}+"))
            found.setdefault("+".join(sorted((first, _mark(p) + shorter))), Key(slip=False, part=f"{first}+"))
    for several in _syllables(telling):
        together = "".join([p.text for p in several])
        found.setdefault(skeleton(together), Key(slip=False, part=together))
    for p in parts(text):
        mark, softened = _mark(p), soft_skeleton(p.text)
        for key in _of_part(p, few)[1] if p.kind not in _SILENT else ():
            found.setdefault(key, Key("~" in key, p.text))
        if len(softened) > 1:
            found.setdefault(f"{mark}s:{softened}", Key(slip=False, part=p.text))
            found.setdefault(mark + softened, Key(slip=False, part=p.text))
        if few and 3 <= len(p.key) <= 10 and p.kind in SLIPPING:
            found.setdefault(f"{mark}~{p.key}", Key(slip=True, part=p.text))
            for shorter in _shorter(p.key) if len(p.key) > 3 else ():
                found.setdefault(mark + shorter, Key(slip=True, part=p.text))
    return {key: found.get(key) or Key("~" in key, key) for key in (*keys(text), *found)}


def _syllables(telling: list[Part]) -> list[list[Part]]:
    """Three short words in a row that others may write as one: Nam Chon Gang."""
    several = [telling[n : n + 3] for n in range(len(telling) - 2)] if len(telling) <= _MOST_SYLLABLES else []
    return [
        ones for ones in several if all(len(p.text) <= _SYLLABLE and p.kind in SLIPPING and not p.bare for p in ones)
    ]


def as_kunya(text: str) -> dict[str, Key]:
    """The keys of the kunya that a single name may be cut from, and of the name that a kunya alone may be made of.

    Zubaydah of Abu Zubaydah; Abu Diriye of Ahmed Diriye.
    """
    telling = _telling(text)
    if len(telling) != 1 or telling[0].mold:
        return {}
    made = telling[0]._replace(kind="name" if telling[0].kind == "kunya" else "kunya")
    return {key: Key(slip=False, part=made.text) for key in _of_part(made, False)[1]}


def ends(text: str) -> tuple[str, ...]:
    """How the parts of a name begin and end, by three letters: names that are alike where no part is the same.

    >>> ends("Red Lantern")
    ('<red', 'red>', '<lan', 'ern>')
    """
    found = [key for p in _telling(text) for key in (f"<{p.sound[:_END]}", f"{p.sound[-_END:]}>")]
    return tuple(dict.fromkeys(found))


def by_ends(text: str) -> dict[str, Key]:
    """The keys of names that begin or end as the parts of a name do."""
    return {key: Key(slip=False, part=key) for key in ends(text)}


def _telling(text: str) -> list[Part]:
    """The parts of a name that keys are made of."""
    return [p for p in parts(text) if p.kind not in _SILENT]


def _beside(telling: list[Part]) -> list[tuple[str, Part]]:
    """What each of two parts is known by first, with the other, where that may have a slip of typing."""
    one, other = telling
    return [
        (first, p)
        for q, p in ((one, other), (other, one))
        if (first := _of_part(q, False)[0]) and 3 <= len(p.key) <= 10 and p.kind in SLIPPING
    ]


def _shorter(key: str) -> list[str]:
    """A skeleton without any one of its consonants."""
    return [key[:i] + key[i + 1 :] for i in range(len(key))]


def _mark(p: Part) -> str:
    return "b:" if p.kind == "kunya" else f"{p.mold}:" if p.mold else ""
