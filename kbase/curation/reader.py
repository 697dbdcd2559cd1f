"""A document's text to plain values, and the place of each value when one is asked for.

Places are not kept: a file with a problem is read once more to find them, so that the thousands of files
without one cost nothing. The parser is loaded when it is needed: most texts need only `kbase.curation.quick`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kbase.problems import Place, Problem

LARGEST = 1_000_000  # bytes of one document
DEEPEST = 12

Path = tuple[str | int, ...]

# what ends a line for YAML
BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")


class Unreadable(Exception):  # noqa: N818 - said of a text, as are its readers
    """A text that cannot become values: carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def refuse(
    file: str, text: str, code: str, message: str, help: str, line: int, column: int, width: int = 1
) -> Unreadable:
    lines = BREAK.split(text)
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Unreadable(Problem(code, message, Place(file, line, column), help, source=source, width=width))


def decode(file: str, content: bytes) -> str:
    """The text of a file.

    :raises Unreadable: K106 not UTF-8, K107 too large, K109 binary.
    """
    if len(content) > LARGEST:
        raise refuse(
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
            raise refuse(file, "", "K109", "this is a binary file", "a document is UTF-8 text", line, 1) from None
        raise refuse(
            file, shown, "K106", f"not UTF-8 text: {looks}",
            "save the file as UTF-8 (in most editors: Save with encoding)", line, column,
        ) from None  # fmt: skip
    return text.removeprefix("\ufeff")


def read(file: str, text: str) -> dict[str, Any]:
    """The values of one document.

    :param file: name for messages.
    :raises Unreadable: codes K101 to K110, with line and column.
    """
    from kbase.curation import events

    root = events.values(file, text)
    if not isinstance(root, dict):
        what = "empty" if root is None else "not a mapping of keys to values"
        raise refuse(file, text, "K110", f"the document is {what}", "run 'kbase new' for a template", 1, 1)
    return root


class Locator:
    """Finds the place of a value in a document's text; reads the text once, when first asked."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._lines: list[str] | None = None
        self._node: Any = None

    def _root(self) -> Any:
        if self._node is None:
            import yaml

            self._node = yaml.compose(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return self._node

    def line(self, number: int) -> str:
        if self._lines is None:
            self._lines = BREAK.split(self.text)
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def place(self, path: Path, *, key: bool = False) -> tuple[Place, int]:
        """Place and width of the value at `path`; of its key, if `key`. The nearest parent where it is absent."""
        import yaml

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
