"""A readable document as a tree of its values, each comment at the key or list item it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from kbase.curation import events

MODELINE = "# yaml-language-server:"
BREAK = re.compile(r"[\n\x85\u2028\u2029]")
_COMMENT = re.compile(r"#[^\n\x85\u2028\u2029]*")


class Item:
    """A key and its value, or one item of a list; the comments above it and beside it."""

    __slots__ = ("above", "column", "key", "parent", "side", "start", "value")

    def __init__(self, parent: Value, key: str | None, start: int, column: int) -> None:
        self.parent, self.key, self.start, self.column = parent, key, start, column
        self.above: list[str] = []
        self.side: list[str] = []
        self.value: Value


class Value:
    """A text, mapping or list; `after` has the comments behind the last item, `compact` asks for flow form."""

    __slots__ = ("after", "compact", "end", "flow", "items", "kind", "owner", "special", "start", "text")

    def __init__(self, node: Any, owner: Item | None) -> None:
        self.owner = owner
        self.kind = node.id  # scalar, mapping or sequence
        self.start, self.end = node.start_mark.index, node.end_mark.index
        self.flow = bool(getattr(node, "flow_style", False))
        self.compact = False
        self.text = node.value if isinstance(node, yaml.ScalarNode) else ""
        self.special = self.kind == "scalar" and not node.style and not isinstance(events.scalar(self.text), str)
        self.items: list[Item] = []
        self.after: list[str] = []

    @property
    def full_mapping(self) -> bool:
        return self.kind == "mapping" and bool(self.items)

    @property
    def bare(self) -> bool:
        """Whether no comment stands inside."""
        return not self.after and all(not i.above and not i.side and i.value.bare for i in self.items)


class Comment(NamedTuple):
    text: str
    start: int
    column: int
    beside: bool
    blank_before: bool
    blank_after: bool


class Source:
    """A readable text: its tree, with each comment at the key or item it belongs to."""

    def __init__(self, text: str) -> None:
        node: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.text = text
        self.lines = BREAK.split(text)
        self.line_starts = [0, *(m.end() for m in BREAK.finditer(text))]
        self.scalars: list[tuple[int, int]] = []
        self._find_scalars(node)
        self.comments = list(self._find_comments())
        self.blanked = self._without_comments()  # in which the dashes of items can be looked for
        self.entries: list[Item] = []
        self.root = self._tree(node, None)
        self.head: list[str] = []
        self._attach()

    def _find_scalars(self, node: Any) -> None:
        if isinstance(node, yaml.ScalarNode):
            start = node.start_mark.index
            if node.style in ("|", ">"):  # a comment may follow the indicator
                start = self.line_starts[bisect_right(self.line_starts, start)]
            self.scalars.append((start, max(start, node.end_mark.index)))
        for part in node.value if not isinstance(node, yaml.ScalarNode) else ():
            for inner in part if isinstance(part, tuple) else (part,):
                self._find_scalars(inner)

    def _find_comments(self) -> Iterator[Comment]:
        position = 0
        for start, end in [*self.scalars, (len(self.text), 0)]:
            for match in _COMMENT.finditer(self.text, position, start):
                at = match.start()
                line = bisect_right(self.line_starts, at) - 1
                prefix = self.text[self.line_starts[line] : at].strip()
                yield Comment(
                    match.group().rstrip(), at, self._column(at), prefix not in ("", "---", "..."),
                    line > 0 and not self.lines[line - 1].strip(),
                    line + 1 < len(self.lines) and not self.lines[line + 1].strip(),
                )  # fmt: skip
            position = end

    def _without_comments(self) -> str:
        parts, position = [], 0
        for comment in self.comments:
            end = comment.start + len(comment.text)
            parts += [self.text[position : comment.start], " " * len(comment.text)]
            position = end
        return "".join([*parts, self.text[position:]])

    def _column(self, index: int) -> int:
        return index - self.line_starts[bisect_right(self.line_starts, index) - 1]

    def _tree(self, node: Any, owner: Item | None) -> Value:
        value = Value(node, owner)
        for part in node.value if value.kind != "scalar" else ():
            key, inner = part if isinstance(part, tuple) else (None, part)
            start = (key or inner).start_mark.index
            if key is None and not value.flow:
                start = self.blanked.rfind("-", 0, start)
            item = Item(value, None if key is None else key.value, start, self._column(start))
            value.items.append(item)
            self.entries.append(item)
            item.value = self._tree(inner, item)
        return value

    def _attach(self) -> None:
        starts = [e.start for e in self.entries]
        for comment in self.comments:
            number = bisect_left(starts, comment.start)
            last = self.entries[number - 1] if number else None
            following = self.entries[number] if number < len(starts) else None
            if comment.beside and last is not None:
                owner = _beside(last, comment.start)
                if owner is not None:
                    owner.side.append(comment.text)
                    continue
                following = None
            self._place(comment, last, following)
        first = self.root.items[0].above if self.root.items else []
        if "" in first:
            at = len(first) - first[::-1].index("")
            self.head, first[:] = first[:at], first[at:]
        modelines = [n for n, line in enumerate(first) if line.startswith(MODELINE)]
        if modelines:
            self.head, first[:] = [*self.head, *first[: modelines[-1] + 1]], first[modelines[-1] + 1 :]

    def _place(self, comment: Comment, last: Item | None, following: Item | None) -> None:
        """Put a comment that has its own line above what follows, or behind the collection it is indented into."""
        inside = last.value if last else None
        while inside is not None and not (inside.flow and inside.start < comment.start < inside.end):
            inside = inside.owner.parent if inside.owner else None
        if inside is not None and inside.owner is not None and (following is None or following.start >= inside.end):
            inside.after.append(comment.text)
            return
        siblings = following.parent.items if following else self.root.items
        at = siblings.index(following) if following else len(siblings)
        if at and comment.column > (following.column if following else 0):
            tail = _tail(siblings[at - 1], comment.column)
            if tail is not None:
                tail.after.append(comment.text)
                return
        target = following.above if following else self.root.after
        if following is None or following.parent is self.root:
            if comment.blank_before:
                blank(target)
            target.append(comment.text)
            if comment.blank_after:
                blank(target)
        else:
            target.append(comment.text)


def _beside(item: Item, index: int) -> Item | None:
    """The item on whose line a comment stands; None behind the whole document."""
    while item.parent.flow and item.parent.end <= index:
        if item.parent.owner is None:
            return None
        item = item.parent.owner
    return item


def _tail(item: Item, column: int) -> Value | None:
    """The innermost collection at the end of an item into which a comment at this column is indented."""
    found: Value | None = None
    while (value := item.value).items and not value.flow:
        if column < value.items[0].column if value.kind == "mapping" else column <= item.column:
            break
        found, item = value, value.items[-1]
    while found is not None and found.kind == "sequence" and found.items[-1].value.full_mapping:
        found = found.items[-1].value
    return found


def blank(lines: list[str]) -> None:
    """Add a blank line unless the last one is blank."""
    if not lines or lines[-1]:
        lines.append("")
