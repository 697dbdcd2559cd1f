"""A page as text: aligned and complete; lines are wrapped only to a width that was asked for.

The same lines serve a pipe, as they are, and a terminal, painted.
"""

from __future__ import annotations

from collections.abc import Callable

from kbase.render.page import Beside, Block, Page, Part, Table, Words, words_of

WIDEST_LEFT = 24
NARROWEST = 6  # of a column of a table, and of any wrapped text
_READABLE = 24  # a column of sentences narrower than this is not
_CRAMPED = 10  # a column that cuts words narrower than this is not readable
_GAP = "  "
_SPACE = len(_GAP)

Paint = Callable[[Words], str]


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
    cells = max(cells, NARROWEST)
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


def left_width(page: Page, columns: int | None = None) -> int:
    """The width of the left column: the same for a whole page."""
    blocks = [block.alone if isinstance(block, Beside) else block for block in page.blocks]
    widths = [width(line.left) for block in blocks if isinstance(block, Block) for line in block.lines]
    widest = WIDEST_LEFT if columns is None else min(WIDEST_LEFT, columns // 3)
    return min(max(widths, default=0), widest)


def wrap_words(words: Words, cells: int | None) -> list[Words]:
    """Styled words in lines of at most so many cells."""
    if cells is None:
        return [words]
    text = words_of(words)
    if width(text) <= cells:
        return [words]
    lines: list[Words] = []
    at = 0
    for line in wrap(text, cells):
        at = text.index(line, at)
        lines.append(_between(words, at, at + len(line)))
        at += len(line)
    return lines


def _between(words: Words, first: int, last: int) -> Words:
    found = []
    at = 0
    for part in words:
        text = part.text[max(0, first - at) : max(0, last - at)]
        at += len(part.text)
        if text:
            found.append(Part(text, part.style))
    return tuple(found)


def plain(page: Page, columns: int | None = None, paint: Paint = words_of) -> str:
    """A page as text; `columns` wraps it, `paint` turns styled words into text."""
    title: Words = (Part(page.title, "strong"), *((Part(f"  ({page.subtitle})", "soft"),) if page.subtitle else ()))
    out = [paint(line) for line in wrap_words(title, columns)]
    for words in page.lead:
        out += [paint(line) for line in wrap_words(words, columns)]
    left = left_width(page, columns)
    for block in page.blocks:
        out.append("")
        if isinstance(block, Table):
            out += table(block, columns, paint)
        elif isinstance(block, Beside):
            out += _beside(block, left, columns, paint)
        else:
            out += _block(block, left, columns, paint)
    out += ["", *(paint(line) for line in wrap_words((Part(page.footer, "soft"),), columns))]
    return "\n".join(line.rstrip() for line in out) + "\n"


def _block(block: Block, left: int, columns: int | None, paint: Paint) -> list[str]:
    out = [paint((Part(block.title.upper(), "head"),))]
    # a block without labels, such as the sources, starts at the margin
    indent = left + 4 if any(line.left for line in block.lines) else 2
    room = None if columns is None else columns - indent
    for line in block.lines:
        if room is None and width(line.left) <= left:  # as most lines of a pipe: nothing to wrap
            lead = pad(line.left, indent - 2) if line.words else line.left
            out.append(f"{_GAP}{paint((Part(lead, 'soft'),))}{paint(line.words)}")
            out += [" " * (indent + 2) + paint(words) for words in line.below]
            continue
        first = wrap_words(line.words, room)
        labels = wrap(line.left, left) if line.left else []
        for number in range(max(len(first), len(labels))):
            label = labels[number] if number < len(labels) else ""
            text = paint(first[number]) if number < len(first) else ""
            lead = pad(label, indent - 2) if text else label
            out.append(f"{_GAP}{paint((Part(lead, 'soft'),))}{text}")
        for words in line.below:
            below = wrap_words(words, None if room is None else room - 2)
            out += [" " * (indent + 2) + paint(text) for text in below]
    return out


def _beside(block: Beside, left: int, columns: int | None, paint: Paint) -> list[str]:
    """Under each head what is its own, lines of one date in one row; what stands under several goes across."""
    indent, count = left + 4, len(block.heads)
    cells = 0 if columns is None else (columns - indent - _SPACE * (count - 1)) // count
    if columns is None or cells < _READABLE:
        return _block(block.alone, left, columns, paint)

    def row(label: Words, found: list[list[Words]]) -> list[str]:
        lines = [[line for words in some for line in _hanging(words, cells)] for some in found]
        labels = wrap_words(label, left)
        out = []
        for n in range(max(len(labels), *map(len, lines))):
            head = labels[n] if n < len(labels) else ()
            texts = [some[n] if n < len(some) else () for some in lines]
            shown = [paint(words) + " " * (cells - width(words_of(words))) for words in texts]
            out.append(_GAP + paint(head) + " " * (indent - 2 - width(words_of(head))) + _GAP.join(shown))
        return out

    out = row((Part(block.alone.title, "head"),), [[(Part(head, "head"),)] for head in block.heads])
    date = ""
    waiting: list[list[Words]] = [[] for _ in block.heads]

    def ended() -> None:
        if any(waiting):
            out.extend(row((Part(date, "soft"),), waiting))
            for some in waiting:
                some.clear()

    for line, under in block.lines:
        if line.left != date or len(under) > 1:
            ended()
        date = line.left
        if len(under) > 1:
            out += _block(Block("", (line,)), left, columns, paint)[1:]
        else:
            waiting[under[0]].append(line.words)
    ended()
    return out


def _hanging(words: Words, cells: int) -> list[Words]:
    """Styled words in lines, all but the first set in, so that one ends where the next begins."""
    first, *others = wrap_words(words, cells - _SPACE)
    return [first, *((Part(_GAP), *line) for line in others)]


def table(block: Table, columns: int | None, paint: Paint = words_of) -> list[str]:
    """A table with its columns aligned; too wide for the width asked for, its cells are wrapped, or each row set apart."""
    widths = column_widths(block, columns)
    if columns is not None and _is_cramped(block, widths, columns):
        narrower = _narrower(block)
        if narrower is not None and not _is_cramped(narrower, column_widths(narrower, columns), columns):
            return table(narrower, columns, paint)
        if not block.rows:
            return [*wrap(", ".join(block.columns), columns), "nothing found"]
        return _rows_apart(block, columns, paint)
    out = [paint((Part(line, "strong"),)) for line in _row(block.columns, widths, (False,) * len(widths))]
    out.append(paint((Part(_GAP.join("-" * w for w in widths), "soft"),)))
    for row in block.rows:
        out += _row(row, widths, block.numeric)
    if not block.rows:
        out.append("nothing found")
    return out


def _narrower(block: Table) -> Table | None:
    """The table with headings that are wider than all their cells in several words: 'killed unknown'; None where it has no such."""
    if not block.rows:
        return None
    heads = tuple(
        head.replace("_", " ") if width(head) > max(width(row[i]) for row in block.rows) else head
        for i, head in enumerate(block.columns)
    )
    return block._replace(columns=heads) if heads != block.columns else None


def column_widths(block: Table, columns: int | None) -> list[int]:
    """The widths of a table's columns, within the width asked for."""
    numbers = range(len(block.columns))
    cells = (block.columns, *block.rows)
    widths = [max(width(row[i]) for row in cells) for i in numbers]
    if columns is None:
        return widths
    return fitted(widths, _longest_words(block), columns - _SPACE * (len(widths) - 1))


def _longest_words(block: Table) -> list[int]:
    cells = (block.columns, *block.rows)
    return [max(width(word) for row in cells for word in row[i].split(" ")) for i in range(len(block.columns))]


def _is_cramped(block: Table, widths: list[int], columns: int) -> bool:
    """Whether the columns do not fit, or only with words cut into crumbs."""
    if sum(widths) + _SPACE * (len(widths) - 1) > columns:
        return True
    return any(w < min(longest, _CRAMPED) for w, longest in zip(widths, _longest_words(block), strict=True))


def _rows_apart(block: Table, columns: int, paint: Paint) -> list[str]:
    """Each row by itself: its first cell, and under it a line for every other cell that is not empty."""
    left = min(max(width(c) for c in block.columns), columns // 3)
    indent = left + 2 * _SPACE
    out: list[str] = []
    for row in block.rows:
        if out:
            out.append("")
        out += [paint((Part(line, "strong"),)) for line in wrap(row[0], columns)]
        for name, text in zip(block.columns[1:], row[1:], strict=True):
            if not text:
                continue
            labels, lines = wrap(name, left), wrap(text, columns - indent)
            for number in range(max(len(labels), len(lines))):
                label = labels[number] if number < len(labels) else ""
                words = lines[number] if number < len(lines) else ""
                out.append(f"{_GAP}{paint((Part(pad(label, left + _SPACE), 'soft'),))}{words}")
    return out


def fitted(widths: list[int], least: list[int], room: int) -> list[int]:
    """Column widths that fit into the room: the widest give way first, and words are cut only if they must be."""
    found = list(widths)
    for floor in (least, [NARROWEST] * len(widths)):
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
