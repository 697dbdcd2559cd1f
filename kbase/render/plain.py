"""A page as plain text: aligned, complete, without colour; lines are wrapped only to a width that was asked for."""

from __future__ import annotations

from kbase.render.page import Block, Page, Table, Words, words_of

WIDEST_LEFT = 24
_GAP = "  "
_SPACE = len(_GAP)


def width(text: str) -> int:
    """Cells that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def wrap(text: str, cells: int | None) -> list[str]:
    """Text in lines of at most so many cells; a longer word is cut into pieces, nothing is lost."""
    if cells is None or width(text) <= cells:
        return [text]
    cells = max(cells, 8)
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line)
        while width(word) > cells:
            size = len(word) if word.isascii() else cells // 2
            size = min(size, cells)
            lines.append(word[:size])
            word = word[size:]
        line = word
    if line:
        lines.append(line)
    return lines


def left_width(page: Page) -> int:
    """The width of the left column: the same for a whole page."""
    widths = [width(line.left) for block in page.blocks if isinstance(block, Block) for line in block.lines]
    return min(max(widths, default=0), WIDEST_LEFT)


def plain(page: Page, columns: int | None = None) -> str:
    """A page as text; `columns` wraps it."""
    out = wrap(f"{page.title}  ({page.subtitle})" if page.subtitle else page.title, columns)
    for words in page.lead:
        out += wrap(words_of(words), columns)
    left = left_width(page)
    for block in page.blocks:
        out.append("")
        out += table(block, columns) if isinstance(block, Table) else _block(block, left, columns)
    out += ["", *wrap(page.footer, columns)]
    return "\n".join(line.rstrip() for line in out) + "\n"


def _block(block: Block, left: int, columns: int | None) -> list[str]:
    out = [block.title.upper()]
    for line in block.lines:
        # a block without labels, such as the sources, starts at the margin
        indent = left + 4 if line.left or any(other.left for other in block.lines) else 2
        room = None if columns is None else columns - indent
        first = wrap(words_of(line.words), room)
        labels = wrap(line.left, left) if line.left else []
        for number in range(max(len(first), len(labels))):
            label = labels[number] if number < len(labels) else ""
            text = first[number] if number < len(first) else ""
            out.append(f"{_GAP}{pad(label, indent - 2)}{text}")
        for words in line.below:
            out += _below(words, indent, room)
    return out


def _below(words: Words, indent: int, room: int | None) -> list[str]:
    lines = wrap(words_of(words), None if room is None else room - 2)
    return [" " * (indent + 2) + text for text in lines]


def table(block: Table, columns: int | None) -> list[str]:
    """A table with its columns aligned; too wide for the width asked for, its cells are wrapped."""
    if not block.rows:
        return ["nothing found"]
    widths = column_widths(block, columns)
    out = _row(block.columns, widths, (False,) * len(widths))
    out.append(_GAP.join("-" * w for w in widths))
    for row in block.rows:
        out += _row(row, widths, block.numeric)
    return out


def column_widths(block: Table, columns: int | None) -> list[int]:
    """The widths of a table's columns, within the width asked for."""
    numbers = range(len(block.columns))
    cells = (block.columns, *block.rows)
    widths = [max(width(row[i]) for row in cells) for i in numbers]
    if columns is None:
        return widths
    words = [max(width(word) for row in cells for word in row[i].split(" ")) for i in numbers]
    return fitted(widths, words, columns - _SPACE * (len(widths) - 1))


def fitted(widths: list[int], least: list[int], room: int) -> list[int]:
    """Column widths that fit into the room: the widest give way first, and words are cut only if they must be."""
    found = list(widths)
    for floor in (least, [6] * len(widths)):
        while sum(found) > room:
            can = [i for i, w in enumerate(found) if w > floor[i]]
            if not can:
                break
            found[max(can, key=lambda i: found[i])] -= 1
    return found


def _row(cells: tuple[str, ...], widths: list[int], numeric: tuple[bool, ...]) -> list[str]:
    wrapped = [wrap(text, w) for text, w in zip(cells, widths, strict=True)]
    out = []
    for number in range(max(len(w) for w in wrapped)):
        line = []
        for lines, cells_wide, right in zip(wrapped, widths, numeric, strict=True):
            text = lines[number] if number < len(lines) else ""
            line.append(" " * (cells_wide - width(text)) + text if right else pad(text, cells_wide))
        out.append(_GAP.join(line))
    return out
