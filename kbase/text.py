"""Text folded for comparison."""

from __future__ import annotations

from functools import lru_cache

_PLAIN = {c: " " for c in range(128) if not chr(c).isalnum()}


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Lower case without accents and punctuation, words one space apart; every script keeps its letters.

    >>> fold("Abou-Walid  al-Ṣaḥrāwī")
    'abou walid al sahrawi'
    """
    if text.isascii():
        return " ".join(text.lower().translate(_PLAIN).split())
    from unicodedata import combining, normalize

    plain = "".join([c for c in normalize("NFKD", text) if not combining(c)]).casefold()
    return " ".join("".join([c if c.isalnum() else " " for c in plain]).split())


def a(word: str) -> str:
    """A word of ours after its article.

    >>> a("organization"), a("group")
    ('an organization', 'a group')
    """
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"
