"""The values of a plain document, by a parser that does not look at everything that `kbase.curation.events` does.

yaml-rs (in Rust) takes a quarter of the time of PyYAML's events. It says nothing of anchors and tags, takes tabs,
controls and signs that no document may hold, and reads as numbers what a curator wrote as text ('1.10', '0x1F', '010'), so
texts in which such a thing may stand are left to the events, as is every text that it refuses and every document
that turns out to have a problem: what is accepted is the same with and without it, and what is told is always told by
the events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

loads: Callable[[str], Any] | None
try:
    loads = partial(import_module("yaml_rs").loads, parse_datetime=False)
except ImportError:  # an extra: not every platform has a wheel
    loads = None

# the cheap questions first: most texts hold nothing but these bytes, and none of the rest
_PLAIN = bytes(b for b in range(256) if b >= 0x80 or chr(b).isalnum() or chr(b) in " \n:-#,.[](){}/'\";=~^$@`_<")
_TOLD_APART = b"\\&*!%>|?+"
# a value of a key that may be a number or a word for one; or that may, after a comment
_LIKE = r"[-+]?(?:[._+]|0[xob0-9_]|[0-9]+[._eE]|[0-9]{19})|True|TRUE|False|FALSE|Null|NULL|#"
_LOOSE = re.compile(rf": +(?:{_LIKE})").search
_BELOW = re.compile(rf":\n\s*(?:{_LIKE})").search
# brackets over several lines, in which it takes what ends a document or begins a text in lines for words; keys as in JSON;
# keys without a value
_LIST_BUT_TEXT = re.compile(
    r"(?<!>-\n  )(?<!>-\n    )\[[^\]\n]*(?:\n|[\"']:|:[,\]}])"
).search  # but where a text begins with it
_LIST = re.compile(r"\[[^\]\n]*(?:\n|[\"']:|:[,\]}])").search
_KEYS = re.compile(r"\{[^}\n]*(?:\n|[\"']:|:[,\]}])").search
_DEEP = re.compile(r"- (?:- | )").search  # block within block on one line, which it follows to the end of its stack
_MANY, _LONG = 200, 600
_BEFORE_A_KEY = frozenset("\n[{,-")  # where a question mark after it may mark a key, as one before a dash may
_BEFORE_A_DASH = re.compile(r"\? +-").search
# of a value: after a mark, also where a comment stands between; neither a line that merely goes on nor a comma
# between digits (4,500: a list may be meant, but no list in a document takes numbers)
_BEGIN = r"(?:[:\[{]|,(?!(?<=[0-9],)[0-9])|-(?=\s)|#[^\n]*(?=\s))\s*"
_END = r" *(?:[\n,\]}#:]|\Z)"
# anchors, aliases, tags, directives; escapes, which may write U+0000
_SIGN = re.compile(r"\\|[\s\[{,:\"'-](?:[&*](?=\S)|!)|\n%").search
# numbers that are not written plainly; where a field is a number a decimal fraction may stand; null, true and false
# to yaml-rs, text to us
_ODD = rf"\+[0-9.]|[-+]?_|-?[0-9]{{19}}|[-+]?(?:\.[0-9iInN_]|0[xob0-9_]|[0-9]+_|[0-9]+(?:\.[0-9_]*)?[eE][-+]?[0-9_]+{_END})"
_FRACTION = rf"[-+]?[0-9]+\.[0-9_]*{_END}"
_COORDINATES = "".join(rf"(?<!\n{n}: )(?<!\n{n}: -)" for n in ("lat", "lon"))
_NUMBER = re.compile(
    rf"{_BEGIN}(?:(?:True|TRUE|False|FALSE|Null|NULL){_END}|(?=[-+.0-9_])(?:{_ODD}|{_COORDINATES}{_FRACTION}))"
).search


def values(text: str) -> dict[str, Any] | None:
    """The values of a document, or None where `kbase.curation.events` has to read it."""
    if loads is None or _is_odd(text):
        return None
    try:
        found = loads(text)
    except (ValueError, TypeError):  # YAMLDecodeError, or a key that no dict takes
        return None
    return found if type(found) is dict else None


def _is_odd(text: str) -> bool:
    rest = text.encode().translate(None, _PLAIN)
    if rest and (rest.translate(None, _TOLD_APART) or _holds_signs(text, rest)):
        return True
    if not text.isascii() and not text.replace("\n", "").isprintable():
        return True
    if "\n..." in text or text.startswith("...") or _has_a_long_line(text):
        return True
    if " \n" in text or _DEEP(text) or (_LIST(text) and _LIST_BUT_TEXT(text)) or _KEYS(text):
        return True
    return bool((_LOOSE(text) or _BELOW(text)) and _NUMBER(text))


def _holds_signs(text: str, rest: bytes) -> bool:
    if (b">" in rest or b"|" in rest) and (
        # a text in lines whose last line break counts: it adds one that is not there
        b"|" in rest or rest.count(b">") != text.count(": >-\n") + text.count("- >-\n")
    ):
        return True
    if b"?" in rest and _marks_a_key(text):
        return True
    return bool(_SIGN("\n" + text)) if rest.translate(None, b">?+") else False


def _marks_a_key(text: str) -> bool:
    before = (part.rstrip(" ") for part in text.split("?")[:-1])
    return any(not part or part[-1] in _BEFORE_A_KEY for part in before) or _BEFORE_A_DASH(text) is not None


def _has_a_long_line(text: str) -> bool:
    """Among many brackets: what is asked of them costs the square of a line's length."""
    return text.count("[") + text.count("{") > _MANY and max(map(len, text.split("\n"))) > _LONG
