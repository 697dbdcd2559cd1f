"""Problems as text: in full with the line and a caret, concise, as JSON, as GitHub annotations.

Lines and messages hold what curators and strangers wrote: no control code of theirs reaches a terminal, and
the caret stands right also after tabs and characters of double or no width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TextIO

from kbase.problems import KbaseError, Problem
from kbase.render.safe import clean

FORMATS = ("full", "concise", "json", "github")

_TAB = 4
_WIDEST = 100  # cells of a source line that are shown
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "gutter": "\x1b[34m", "help": "\x1b[36m", "bold": "\x1b[1m"}
_PLAIN = "\x1b[0m"


_shown = lru_cache(maxsize=4096)(clean)


@lru_cache(maxsize=4096)
def _cells(character: str) -> int:
    """How many cells a terminal gives to a character."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _drawn(line: str, column: int, width: int) -> tuple[str, str]:
    """A line clipped around the column, and the carets under it."""
    at = min(max(column - 1, 0), len(line))
    width = max(1, min(width, _WIDEST, max(1, len(line) - at)))
    first = max(0, at - _WIDEST // 2) if len(line) > _WIDEST else 0
    last = min(len(line), max(first + _WIDEST, at + width))
    cells = 0
    pieces: list[str] = []
    before = marked = 0
    if first:
        pieces.append("…")
        cells = before = 1
    for index in range(first, last):
        character = line[index]
        shown = " " * (_TAB - cells % _TAB) if character == "\t" else _shown(character)
        pieces.append(shown)
        size = sum(map(_cells, shown))
        cells += size
        if index < at:
            before += size
        elif index < at + width:
            marked += size
    if last < len(line):
        pieces.append("…")
    # a terminal draws right-to-left letters from the right, and no caret can follow it there
    turned = any(unicodedata.bidirectional(c) in ("R", "AL") for c in line[first : at + width])
    carets = " " * before + "^" * max(1, marked) + (f" (column {column})" if turned else "")
    return "".join(pieces).rstrip(), carets


class _Paint:
    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, name: str, text: str) -> str:
        return f"{_COLOURS[name]}{text}{_PLAIN}" if self.colour else text


def full(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """Each problem with its line, a caret under the place, and what to do."""
    paint = _Paint(colour)
    blocks = []
    for p in problems:
        head = paint("bold", clean(str(p.place)) + ":") + " " + paint(p.severity, f"{p.severity} {p.code}")
        lines = [f"{head} {clean(p.message)}"]
        number = str(p.place.line)
        gutter = " " * len(number)
        if p.source.strip():
            text, carets = _drawn(p.source, p.place.column, p.width)
            lines += [
                f" {paint('gutter', f'{number} |')} {text}",
                f" {paint('gutter', f'{gutter} |')} {paint(p.severity, carets)}",
            ]
        if p.help:
            lines.append(f" {gutter} {paint('help', 'help:')} {clean(p.help)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def concise(problems: Iterable[Problem], *, colour: bool = False) -> str:
    """One line each."""
    paint = _Paint(colour)
    return "".join(
        f"{clean(str(p.place))}: {paint(p.severity, f'{p.severity} {p.code}')} {clean(p.message)}"
        f"{f' ({clean(p.help)})' if p.help else ''}\n"
        for p in problems
    )


def json(problems: Iterable[Problem]) -> str:
    """A list of objects; ASCII only, so that no reader's encoding or terminal is troubled."""
    from json import dumps

    objects = [
        {
            "file": p.place.file, "line": p.place.line, "column": p.place.column,
            "code": p.code, "severity": p.severity, "message": p.message, "help": p.help,
        }
        for p in problems
    ]  # fmt: skip
    return dumps(objects, indent=1) + "\n"


def github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    lines = []
    for p in problems:
        help = f"\nhelp: {p.help}" if p.help else ""
        lines.append(
            f"::{p.severity} file={_property(p.place.file)},line={p.place.line},col={p.place.column},"
            f"title={p.code}::{_data(p.message + help)}\n"
        )
    return "".join(lines)


def _data(text: str) -> str:
    safe = "".join(c if c in "\r\n" else _shown(c) for c in text)
    return safe.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(problems: Iterable[Problem], files: int) -> str:
    """`2 errors, 1 warning in 41 files`."""
    errors = warnings = 0
    for p in problems:
        errors += p.is_error
        warnings += not p.is_error
    parts = [f"{n:,} {word}{'s' * (n != 1)}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return f"{', '.join(parts) or 'no problems'} in {files:,} file{'s' * (files != 1)}\n"


def coloured(stream: TextIO) -> bool:
    """Whether colours may go there: a terminal that can, and nobody said NO_COLOR."""
    import os

    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def told(error: KbaseError) -> str:
    """A refusal in full: what is wrong, and what to do."""
    text = f"kbase: error{f' {error.code}' if error.code else ''}: {clean(error.message)}\n"
    if error.help:
        text += "  help: " + "\n".join(map(clean, error.help.split("\n"))) + "\n"
    return text


def write(stream: TextIO, text: str) -> None:
    """Write to a stream whatever its encoding; what it lacks is written as an escape."""
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
