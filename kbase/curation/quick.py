"""The values of a plain document, by a parser that does not look at everything that `kbase.curation.events` does.

ryaml (a port of libyaml to Rust) takes less than half the time of PyYAML's events. It says nothing of anchors
and tags, and reads as numbers what a curator wrote as text ('1.10', '0x1F', '+5'), so texts in which such a
thing may stand are left to the events, as is every text that it refuses and every document that turns out to
have a problem: what is accepted is the same with and without it, and what is told is always told by the events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

loads: Callable[[str], Any] | None
try:
    loads = import_module("ryaml").loads
except ImportError:  # an extra: not every platform has a wheel
    loads = None

# of a value: after a mark, also where a comment stands between; neither a line that merely goes on nor a comma
# between digits (4,500: a list may be meant, but no list in a document takes numbers)
_BEGIN = r"(?:[:\[{]|,(?!(?<=[0-9],)[0-9])|-(?=\s)|#[^\n\r\x85\u2028\u2029]*(?=\s))\s*"
_END = r"[^\S\n\r\x85\u2028\u2029]*(?:[\n\r\x85\u2028\u2029,\]}#:]|\Z)"
# anchors, aliases, tags, directives; escapes, which may write U+0000; null, true and false to ryaml, text to us:
# the cheap question first, whether such a thing can stand in the text at all
_SIGNS = ("\\", "&", "*", "!", "%", "True", "TRUE", "False", "FALSE", "Null", "NULL")
_SIGN = re.compile(
    rf"\\|[\s\[{{,:\"'-](?:[&*](?=\S)|!)|[\n\r\x85\u2028\u2029]%|{_BEGIN}(?:True|TRUE|False|FALSE|Null|NULL){_END}"
).search
# numbers that are not written plainly; where a field is a number a decimal fraction may stand
_ODD = rf"\+[0-9.]|-?[0-9]{{19}}|[-+]?(?:\.[0-9iInN]|0[xob]|[0-9]+[eE][-+]?[0-9]+{_END})"
_FRACTION = rf"[-+]?[0-9]+\.[0-9]*(?:[eE][-+]?[0-9]+)?{_END}"
# the cheap question: what looks so after a mark or white space, and not after a word in a line of text
_LOOSE_NUMBER = re.compile(
    r"[-+.0-9](?<![^\s:,\[{].)(?<![a-z] .)(?:(?<=[+.])|[0-9]*[.eExob]|[0-9]{18})", re.DOTALL
).search
_COORDINATES = "".join(rf"(?<!\n{n}: )(?<!\n{n}: -)" for n in ("lat", "lon"))
_NUMBER = re.compile(rf"{_BEGIN}(?=[-+.0-9])(?:{_ODD}|{_COORDINATES}{_FRACTION})").search


def values(text: str) -> dict[str, Any] | None:
    """The values of a document, or None where `kbase.curation.events` has to read it."""
    if loads is None or _is_odd(text):
        return None
    try:
        found = loads(text)
    except ValueError:  # InvalidYamlError, or a key that no dict takes
        return None
    return found if type(found) is dict else None


def _is_odd(text: str) -> bool:
    for sign in _SIGNS:
        if sign in text and _SIGN("\n" + text):
            return True
    return bool(_LOOSE_NUMBER(text) and _NUMBER(text))
