"""The several names that one line may hold: with and without what stands in brackets, both sides of a slash; acronyms."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from kbase.matching.parts import parts
from kbase.matching.script import MOST, words
from kbase.matching.sounds import skeleton, soft_skeleton
from kbase.matching.tables import lexicon

_BRACKETS = re.compile(r"[(\[«\"“]([^()\[\]«»\"“”]*)[)\]»\"”]")
_ALSO = re.compile(r"\s*(?:/|;|\ba\.?\s?k\.?\s?a\b\.?|\balias\b|\bf\.?k\.?a\b\.?)\s*", re.IGNORECASE)
_SEVERAL = 4
_LONGEST_ACRONYM = 8


@lru_cache(maxsize=2048)
def spellings(text: str) -> tuple[str, ...]:
    """The whole text first, then the names in it; a text without brackets and slashes is one.

    >>> spellings("Red Lantern (RL)")
    ('Red Lantern (RL)', 'Red Lantern', 'RL')
    """
    text = text[:MOST]
    found = [text]
    inner = [m.strip() for m in _BRACKETS.findall(text)]
    outer = " ".join(_BRACKETS.sub(" ", text).split()) if inner else text
    if inner and outer:
        found += [outer, *inner]
    if _ALSO.search(outer):
        found += [side for side in _ALSO.split(outer) if len(side) > 2]
    return tuple(dict.fromkeys(f for f in found if len(f) > 1 or f == text))[: _SEVERAL + 1]


@lru_cache(maxsize=2048)
def acronyms(text: str) -> tuple[str, ...]:
    """The acronyms that a name of three words or more may have: of all words, and without the small ones.

    >>> acronyms("Front for the Liberation of the Marsh")
    ('fftlotm', 'flm')
    """
    found = [w.text for w in words(text)]
    known = lexicon().particles
    large = [w for w in found if w not in known["link"] and w not in known["article"]]
    made = ["".join([w[0] for w in several]) for several in (found, large) if 3 <= len(several) <= _LONGEST_ACRONYM]
    return tuple(dict.fromkeys(made))


def acronym(text: str) -> str:
    """The text itself, if it may be an acronym: one word of two letters to eight."""
    if " " in text.strip() or len(text) > 4 * _LONGEST_ACRONYM:
        return ""
    found = words(text)
    if len(found) == 1 and 2 <= len(found[0].text) <= _LONGEST_ACRONYM and not found[0].bare:
        return found[0].text
    return ""


@lru_cache(maxsize=2048)
def keys(text: str, kind: str = "") -> tuple[str, ...]:
    """The keys under which a name is filed and sought.

    A skeleton or sense for every part that says something, one key for each two of them (so that a name of common parts is
    still found quickly), acronyms from the name and of it.
    """
    found: list[str] = []
    firsts: list[str] = []
    telling = [p for p in parts(text) if p.kind not in ("honorific", "legal", "initial")]
    few = len(telling) <= 2
    for p in telling:
        mark = "b:" if p.kind == "kunya" else f"{p.mold}:" if p.mold else ""
        own = list(p.senses) or [p.key]
        if own[0]:
            firsts.append(mark + own[0])
        softened = soft_skeleton(p.text)
        others = (skeleton(p.other) if p.other else "", f"s:{softened}" if len(softened) > 1 else "")
        for key in dict.fromkeys((*own, p.key, *others)):
            if key:
                found.append(mark + key)
        if few and 4 <= len(p.key) <= 10 and p.kind in ("name", "common", "kunya"):
            # a slip of typing: the skeleton without any one of its consonants
            found += [f"{mark}~{p.key[:i]}{p.key[i + 1 :]}" for i in range(len(p.key))]
    if 2 <= len(telling) <= 3:  # written together elsewhere
        found += [skeleton(a.text + b.text) for a, b in pairwise(telling) if not a.bare]
    some = sorted(dict.fromkeys(firsts))[:6]
    found += [f"{a}+{b}" for n, a in enumerate(some) for b in some[n + 1 :]]
    if kind != "person":
        found += [f"a:{a}" for a in acronyms(text)]
    short = acronym(text)
    if short:
        found.append(f"a:{short}")
    return tuple(dict.fromkeys(found))
