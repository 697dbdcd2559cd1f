"""YAML text to plain values by the events of a parser, and what is wrong where the text is refused.

Values are built from the events of PyYAML's C parser by a loop without recursion, which is twice as fast as
its loader and sees what a loader hides: repeated keys, anchors, aliases, tags. Dates stay text, and so do
`no` (Norway) and `12:30`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from kbase.curation.reader import BREAK, DEEPEST, Unreadable, refuse

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


@lru_cache(maxsize=1 << 17)  # keys, words and ids come again and again
def scalar(text: str) -> Any:
    """The value of a plain scalar: null, true, false, a whole number, else the text itself.

    Decimal fractions stay text, so that '1.10' is not shortened; the fields that are numbers convert them.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-0123456789" and _INTEGER.fullmatch(text):
        return int(text)
    return text


def values(file: str, text: str) -> Any:
    """The values of a text.

    :raises Unreadable: codes K101 to K110, with line and column.
    """
    try:
        return _build(file, text)
    except yaml.MarkedYAMLError as error:
        raise _syntax(file, text, error) from None
    except yaml.YAMLError as error:
        raise _unparsable(file, text, str(error)) from None


def _build(file: str, text: str) -> Any:
    next_event: Callable[[], Any] = Parser(text).get_event
    documents = 0
    root: Any = None
    stack: list[tuple[Any, Any]] = []  # (container, key waiting for its value)
    container: Any = None
    key: Any = None

    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                raise _anchor_or_tag(file, text, event)
            value = event.value
            if event.implicit[0]:
                value = scalar(value)
            elif "\0" in value:
                raise _nul(file, text, event)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise _anchor_or_tag(file, text, event)
            if len(stack) >= DEEPEST:
                mark = event.start_mark
                raise _too_deep(file, text, mark.line + 1, mark.column + 1)
            if type(container) is dict and key is None:
                raise _bad_key(file, text, event)
            stack.append((container, key))
            container, key = ({} if kind is MappingStartEvent else []), None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = container
            container, key = stack.pop()
        elif kind is AliasEvent:
            raise _anchor_or_tag(file, text, event)
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                mark = event.start_mark
                raise refuse(
                    file, text, "K110", "a second document begins here", "one thing, one file: remove the line '---'",
                    mark.line + 1, 1,
                )  # fmt: skip
            continue
        elif kind is StreamEndEvent:
            return root
        else:
            continue

        if container is None:
            root = value
        elif type(container) is list:
            container.append(value)
        elif key is None:
            if type(value) is not str:
                value = _key(file, text, event)
            if value in container:
                mark = event.start_mark
                raise refuse(
                    file, text, "K103", f"the key '{value}' stands twice", "keep one of the two",
                    mark.line + 1, mark.column + 1, len(value),
                )  # fmt: skip
            key = value
        else:
            container[key] = value
            key = None


def _too_deep(file: str, text: str, line: int, column: int) -> Unreadable:
    return refuse(
        file, text, "K108", f"nested deeper than {DEEPEST} levels", "no document needs this; check the indentation",
        line, column,
    )  # fmt: skip


def _nul(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    return refuse(
        file, text, "K109", "the character U+0000, written as an escape", "remove it: no database holds it in a text",
        mark.line + 1, mark.column + 1, max(1, event.end_mark.column - mark.column),
    )  # fmt: skip


def _key(file: str, text: str, event: Any) -> str:
    if type(event) is ScalarEvent and event.value:
        return str(event.value)
    raise _bad_key(file, text, event)


def _bad_key(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    return refuse(
        file, text, "K101", "a key must be a word", "write 'key: value'; quote a value that begins with { or [",
        mark.line + 1, mark.column + 1,
    )  # fmt: skip


def _anchor_or_tag(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if type(event) is AliasEvent:
        return refuse(
            file, text, "K104", f"an alias (*{event.anchor})", "write the value out; quote it if it is text",
            line, column, len(str(event.anchor)) + 1,
        )  # fmt: skip
    if event.anchor is not None:
        return refuse(
            file, text, "K104", f"an anchor (&{event.anchor})", "write the value out; quote it if it is text",
            line, column, len(event.anchor) + 1,
        )  # fmt: skip
    return refuse(
        file, text, "K105", f"a tag ({event.tag})", "remove it; quote a value that begins with '!'", line, column
    )


def _unparsable(file: str, text: str, message: str) -> Unreadable:
    control = _CONTROL.search(text)
    if control is None:
        return refuse(file, text, "K101", message.split("\n")[0], "check the indentation and quotes", 1, 1)
    line = text.count("\n", 0, control.start()) + 1
    column = control.start() - text.rfind("\n", 0, control.start())
    return refuse(
        file, "", "K109", f"a control character (U+{ord(control.group()):04X}): binary, or damaged text",
        "remove it; a document is UTF-8 text", line, column,
    )  # fmt: skip


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = BREAK.split(text)
    conflict = next((n for n, found in enumerate(lines, 1) if found.startswith(("<<<<<<< ", ">>>>>>> "))), None)
    if conflict is not None:
        help = "keep one side and remove the lines <<<<<<<, ======= and >>>>>>>"
        return refuse(file, text, "K101", "a conflict that git left here", help, conflict, 1, 7)
    for near in (line, line - 1):  # the parser may notice a tab only at the next token
        if 0 < near <= len(lines):
            indent = re.match(r" *\t[ \t]*", lines[near - 1])
            at = lines[near - 1].find("\t") + 1
            if indent or (near == line and at == column):
                return refuse(
                    file, text, "K102", "a tab in the indentation", "indent with spaces, two a level", near, at
                )
    message = (error.problem or "not YAML").replace("\n", " ")
    help = "check the indentation and quotes"
    if "mapping values are not allowed" in message:
        message, help = (
            "a ':' where none can stand",
            "indent keys alike, two spaces a level; quote a text that contains ': '",
        )
    elif "could not find expected ':'" in message:
        if error.context_mark is not None:  # where the line began; the parser noticed at the next
            line, column = error.context_mark.line + 1, error.context_mark.column + 1
        message, help = "a line without 'key:'", _colonless(lines[line - 1])
    elif "did not find expected key" in message or "expected <block end>" in message or "block collection" in message:
        message, help = (
            "a line that does not fit its indentation",
            "align it with its neighbours; two spaces a level, '- ' before a list item",
        )
        before = lines[line - 1][: column - 1].rstrip()
        if before.endswith(("'", '"')):
            message, help = (
                "text after a closing quote",
                "quote the whole text, in the other kind of quotes if it contains one",
            )
    elif "maximum nesting depth" in message:  # libyaml's own bound, met while it looks ahead for a ':'
        opened = [match.end() for match in re.finditer(r"[\[{]", lines[line - 1])]
        return _too_deep(file, text, line, opened[DEEPEST - 1] if len(opened) >= DEEPEST else column)
    elif error.context and "flow" in error.context and error.context_mark is not None:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
        message, help = (
            "a bracket that is opened here is not closed, or a comma is missing",
            "close it, or quote the text if none was meant",
        )
    elif "unexpected end" in message or "end of stream" in message:
        message, help = f"the text ends too early ({message})", "close the quote or bracket"
    elif "cannot start any token" in message:
        message, help = f"a text cannot begin with '{lines[line - 1][column - 1 : column]}'", "quote the text"
    context = error.context_mark
    if re.search("escape|hexa?decimal", message) and 0 < line <= len(lines):
        message, help, column = _escape(lines[line - 1], column if "unknown" in message else column - 1)
    elif context is not None and error.context and "quoted scalar" in error.context:
        line, column = context.line + 1, context.column + 1
        message, help = "a quote that is opened here is never closed", "close it, or double the quote inside the text"
    return refuse(file, text, "K101", message, help, line, column)


def _escape(text: str, end: int) -> tuple[str, str, int]:
    """What is wrong with the last escape of a line before `end`: message, help, column."""
    start = max(0, text.rfind("\\", 0, end))
    surrogate = re.match(r"\\(?:u|U0000)([dD][89a-fA-F][0-9a-fA-F]{2})", text[start:])
    if surrogate:
        what = f"'{surrogate.group()}' is a lone surrogate (U+{surrogate[1].upper()}): half a character, which no text holds"
        return what, "write the character itself, or remove the escape", start + 1
    shown = re.match(r"\\(?:x\w{0,2}|u\w{0,4}|U\w{0,8}|.?)", text[start:])
    what = f"'{shown.group() if shown else text[start : start + 2]}' is no escape"
    return what, "in double quotes write \\\\ for a backslash, or use single quotes", start + 1


def _colonless(line: str) -> str:
    """What to do about a line in which YAML sees no 'key:'."""
    if "\uff1a" in line:
        return "the colon here is '：' (U+FF1A): write ':'"
    if re.search(r":[^\s\x21-\x7e]|:[\xa0\u2000-\u200b\u202f\u3000]", line):
        return "a space of another kind follows ':'; write a plain one"
    if re.match(r" *(- )?\w+:\S", line):
        return "write a space after ':'"
    return "write 'key: value'; indent a text that goes on"
