"""YAML text to plain values, and the place of each value when one is asked for.

Values are built from the events of PyYAML's C parser by a loop without recursion, which is twice as fast as
its loader and sees what a loader hides: repeated keys, anchors, aliases, tags. Dates stay text, and so do
`no` (Norway) and `12:30`. Places are not kept: a file with a problem is read once more to find them, so
that the thousands of files without one cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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

from kbase.problems import Place, Problem

try:
    from yaml.cyaml import CParser as Parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - a PyYAML built without libyaml
    from yaml import SafeLoader as Parser  # type: ignore[assignment]

LARGEST = 1_000_000  # bytes of one document
DEEPEST = 12

Path = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
# what ends a line for YAML
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


class Unreadable(Exception):  # noqa: N818 - said of a text, as are its readers
    """A text that cannot become values: carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


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


def _refuse(
    file: str, text: str, code: str, message: str, help: str, line: int, column: int, width: int = 1
) -> Unreadable:
    lines = _BREAK.split(text)
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Unreadable(Problem(code, message, Place(file, line, column), help, source=source, width=width))


def decode(file: str, content: bytes) -> str:
    """The text of a file.

    :raises Unreadable: K106 not UTF-8, K107 too large, K109 binary.
    """
    if len(content) > LARGEST:
        raise _refuse(
            file, "", "K107", f"the file has {len(content):,} bytes; at most {LARGEST:,} are read",
            "one thing, one file; split it, or move it out of the data folder", 1, 1,
        )  # fmt: skip
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        shown = content.decode("utf-8", "replace")
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:4] == b"\x00\x00\xfe\xff"
        looks = "UTF-16 or UTF-32" if wide else f"byte 0x{content[error.start]:02x}"
        if b"\x00" in content[:4096] and not wide:
            raise _refuse(file, "", "K109", "this is a binary file", "a document is UTF-8 text", line, 1) from None
        raise _refuse(
            file, shown, "K106", f"not UTF-8 text: {looks}",
            "save the file as UTF-8 (in most editors: Save with encoding)", line, column,
        ) from None  # fmt: skip
    return text.removeprefix("\ufeff")


def read(file: str, text: str) -> dict[str, Any]:
    """The values of one document.

    :param file: name for messages.
    :raises Unreadable: codes K101 to K110, with line and column.
    """
    try:
        root = _build(file, text)
    except yaml.MarkedYAMLError as error:
        raise _syntax(file, text, error) from None
    except yaml.YAMLError as error:
        raise _unparsable(file, text, str(error)) from None
    if not isinstance(root, dict):
        what = "empty" if root is None else "not a mapping of keys to values"
        raise _refuse(file, text, "K110", f"the document is {what}", "run 'kbase new' for a template", 1, 1)
    return root


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
                raise _refuse(
                    file, text, "K108", f"nested deeper than {DEEPEST} levels", "no document needs this; check the indentation",
                    mark.line + 1, mark.column + 1,
                )  # fmt: skip
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
                raise _refuse(
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
                raise _refuse(
                    file, text, "K103", f"the key '{value}' stands twice", "keep one of the two",
                    mark.line + 1, mark.column + 1, len(value),
                )  # fmt: skip
            key = value
        else:
            container[key] = value
            key = None


def _nul(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    return _refuse(
        file, text, "K109", "the character U+0000, written as an escape", "remove it: no database holds it in a text",
        mark.line + 1, mark.column + 1, max(1, event.end_mark.column - mark.column),
    )  # fmt: skip


def _key(file: str, text: str, event: Any) -> str:
    if type(event) is ScalarEvent and event.value:
        return str(event.value)
    raise _bad_key(file, text, event)


def _bad_key(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    return _refuse(
        file, text, "K101", "a key must be a word", "write 'key: value'; quote a value that begins with { or [",
        mark.line + 1, mark.column + 1,
    )  # fmt: skip


def _anchor_or_tag(file: str, text: str, event: Any) -> Unreadable:
    mark = event.start_mark
    line, column = mark.line + 1, mark.column + 1
    if type(event) is AliasEvent:
        return _refuse(
            file, text, "K104", f"an alias (*{event.anchor})", "write the value out; quote it if it is text",
            line, column, len(str(event.anchor)) + 1,
        )  # fmt: skip
    if event.anchor is not None:
        return _refuse(
            file, text, "K104", f"an anchor (&{event.anchor})", "write the value out; quote it if it is text",
            line, column, len(event.anchor) + 1,
        )  # fmt: skip
    return _refuse(
        file, text, "K105", f"a tag ({event.tag})", "remove it; quote a value that begins with '!'", line, column
    )


def _unparsable(file: str, text: str, message: str) -> Unreadable:
    control = _CONTROL.search(text)
    if control is None:
        return _refuse(file, text, "K101", message.split("\n")[0], "check the indentation and quotes", 1, 1)
    line = text.count("\n", 0, control.start()) + 1
    column = control.start() - text.rfind("\n", 0, control.start())
    return _refuse(
        file, "", "K109", f"a control character (U+{ord(control.group()):04X}): binary, or damaged text",
        "remove it; a document is UTF-8 text", line, column,
    )  # fmt: skip


def _syntax(file: str, text: str, error: yaml.MarkedYAMLError) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = _BREAK.split(text)
    conflict = next((n for n, found in enumerate(lines, 1) if found.startswith(("<<<<<<< ", ">>>>>>> "))), None)
    if conflict is not None:
        help = "keep one side and remove the lines <<<<<<<, ======= and >>>>>>>"
        return _refuse(file, text, "K101", "a conflict that git left here", help, conflict, 1, 7)
    for near in (line, line - 1):  # the parser may notice a tab only at the next token
        if 0 < near <= len(lines):
            indent = re.match(r" *\t[ \t]*", lines[near - 1])
            at = lines[near - 1].find("\t") + 1
            if indent or (near == line and at == column):
                return _refuse(
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
    return _refuse(file, text, "K101", message, help, line, column)


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


class Locator:
    """Finds the place of a value in a document's text; reads the text once, when first asked."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._lines: list[str] | None = None
        self._node: Any = None

    def _root(self) -> Any:
        if self._node is None:
            self._node = yaml.compose(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return self._node

    def line(self, number: int) -> str:
        if self._lines is None:
            self._lines = _BREAK.split(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def place(self, path: Path, *, key: bool = False) -> tuple[Place, int]:
        """Place and width of the value at `path`; of its key, if `key`. The nearest parent where it is absent."""
        node, mark_node = self._root(), self._root()
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                for name, value in node.value:
                    if name.value == str(step):
                        found = (name, value)
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = (node.value[step], node.value[step])
            if found is None:
                # the parent itself: for a mapping its first key
                break
            node = found[1]
            mark_node = found[0] if key else found[1]
        mark = mark_node.start_mark
        width = 1
        if isinstance(mark_node, yaml.ScalarNode) and mark_node.end_mark.line == mark.line:
            width = max(1, mark_node.end_mark.column - mark.column)
        return Place(self.file, mark.line + 1, mark.column + 1), width

    def problem(
        self, code: str, message: str, help: str = "", path: Path = (), *, key: bool = False, severity: str = "error"
    ) -> Problem:
        place, width = self.place(path, key=key)
        return Problem(code, message, place, help, severity, self.line(place.line), width)


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a document with its path, parents first."""
    yield path, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walk(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, (*path, index))
