"""Text folded for comparison, and the word that may have been meant."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


class _Folding(dict[int, str]):
    """What stands for a character of decomposed text: nothing for an accent, a space for what is no letter or digit."""

    def __missing__(self, code: int) -> str:
        from unicodedata import combining

        char = chr(code)
        folded = "" if combining(char) else "".join([c if c.isalnum() else " " for c in char.casefold()])
        if len(self) < _KEPT:  # so that hostile text fills no memory
            self[code] = folded
        return folded


_KEPT = 4096  # characters
_FOLDING = _Folding()
_PLAIN = {c: " " for c in range(128) if not chr(c).isalnum()}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents and punctuation, words one space apart; every script keeps its letters.

    >>> fold("Abou-Walid  al-Ṣaḥrāwī")
    'abou walid al sahrawi'
    """
    if text.isascii():
        return " ".join(text.lower().translate(_PLAIN).split())
    from unicodedata import normalize

    return " ".join(normalize("NFKD", text).translate(_FOLDING).split())


def unbracketed(name: str) -> str:
    """A name without what stands in brackets at its end, to tell it from others.

    >>> unbracketed("Ansar Allah (Houthis)"), unbracketed("Hizballah")
    ('Ansar Allah', 'Hizballah')
    """
    return name.rpartition(" (")[0] or name if name.endswith(")") else name


def nearest(word: object, known: Iterable[object], least: float = 0.6) -> str:
    """The known word most like one that is not known, or '' where none is as like as `least`, from 0 to 1."""
    from difflib import get_close_matches

    found = get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=least)
    return found[0] if found else ""


def a(word: str) -> str:
    """A word of ours after its article.

    >>> a("organization"), a("group")
    ('an organization', 'a group')
    """
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
