"""A page in a terminal: the plain page, painted. Rich's console would take longer to load than all the rest."""

from __future__ import annotations

import os

from kbase.render.page import Page, Words, words_of
from kbase.render.plain import plain

_CODES = {"strong": "1", "mark": "33", "soft": "2", "ref": "36", "head": "1;34"}


def paint(words: Words) -> str:
    """Styled words with the terminal's codes; the words themselves hold none, they are safe already."""
    return "".join(
        f"\x1b[{_CODES[part.style]}m{part.text}\x1b[0m" if part.style and part.text.strip() else part.text
        for part in words
    )


def coloured() -> bool:
    """Whether the terminal is to be painted."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal(page: Page, columns: int) -> str:
    """A page for a terminal of that width."""
    return plain(page, columns, paint if coloured() else words_of)
