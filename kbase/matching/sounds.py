"""How a word sounds, whichever habit spelt it, and its skeleton of consonants."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kbase.matching.tables import rows


def _single(text: str) -> str:
    """Doubled letters single."""
    last = ""
    for letter in text:  # most words have none
        if letter == last:
            return "".join([here for here, before in zip(text, f" {text}", strict=False) if here != before])
        last = letter
    return text


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    said = {row["written"]: row["sound"] for row in rows("sounds")}
    return re.compile("|".join(sorted(map(re.escape, said), key=lambda w: -len(w)))), said


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The word in one spelling: sounds of two letters are one capital, doubled letters single.

    >>> sound("djamel"), sound("abdeslam"), sound("okacha")
    ('Jamel', 'abdeslam', 'ukaCa')
    """
    pattern, said = _rules()
    text = pattern.sub(lambda m: said[m.group()], _single(word.replace("oo", "ou").replace("ee", "i")))
    return _single(text.replace("o", "u"))


@lru_cache(maxsize=8192)
def joined(first: str, second: str) -> str:
    """The skeleton of two words written together.

    >>> joined("abu", "bakr") == skeleton("abubakr")
    True
    """
    return _bones((sound(first) + sound(second)).translate(_MERGED))


_MERGED = str.maketrans({"K": "k", "G": "J", "D": "d", "T": "t", "p": "b"})
_VOWELS = frozenset("aeiuy")


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonants by classes; a first vowel is 'a', semivowels count at the beginning only.

    >>> skeleton("sahraoui"), skeleton("sahrawi"), skeleton("osama"), skeleton("qaddafi"), skeleton("gaddafi")
    ('shr', 'shr', 'asm', 'kdf', 'Jdf')
    """
    return _bones(sound(word).translate(_MERGED))


def _bones(text: str) -> str:
    if not text:
        return ""
    first = text[0]
    head = "a" if first in "aeiu" else first
    rest = "".join([c for c in text[1:] if c not in _VOWELS and c != "w"])
    if rest.endswith("h"):
        rest = rest[:-1]
    return _single(head + rest)


_SOFT = str.maketrans({"K": "k", "G": "k", "D": "s", "T": "s", "z": "s", "p": "b", "v": "w"})


@lru_cache(maxsize=8192)
def soft(text: str) -> str:
    """A sound with what the habits write for one another made alike: g and q, dh and z, th and s, kh and k.

    >>> soft(sound("lugman")) == soft(sound("luqman")), soft(sound("hafidh")) == soft(sound("hafiz"))
    (True, True)
    """
    return _single(text.translate(_SOFT))


@lru_cache(maxsize=8192)
def soft_skeleton(word: str) -> str:
    """The skeleton of the softened sound."""
    return _bones(soft(sound(word)))
