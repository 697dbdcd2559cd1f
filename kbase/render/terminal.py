"""A page in a terminal, by Rich. Words are never read as Rich markup. Import it only where a terminal looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from kbase.render.page import Block, Page, Part, Table, Words
from kbase.render.plain import column_widths, left_width, pad, width, wrap

if TYPE_CHECKING:
    from rich.table import Table as Grid

_STYLES = {"": "", "strong": "bold", "mark": "yellow", "soft": "dim", "ref": "cyan"}


def console(stream: TextIO, columns: int | None = None) -> Console:
    """A console that reads no markup, no emoji names, and highlights nothing by itself."""
    return Console(
        file=stream,
        force_terminal=True,
        width=columns,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def show(page: Page, to: Console) -> None:
    """Print a page."""
    lines = _wrapped((Part(page.title, "strong"), Part(f"  {page.subtitle}", "soft")), to, to.width)
    for words in page.lead:
        lines += _wrapped(words, to, to.width)
    left = left_width(page)
    for block in page.blocks:
        lines.append(Text())
        if isinstance(block, Table):
            _flush(lines, to)
            to.print(_table(block, to.width))
        else:
            lines.append(Text(block.title, "bold blue"))
            lines += _block(block, left, to)
    lines += [Text(), *_wrapped((Part(page.footer, "soft"),), to, to.width)]
    _flush(lines, to)


def _flush(lines: list[Text], to: Console) -> None:
    """Print lines that are already wrapped: a table of Rich would set every cell three times over."""
    to.print(Text("\n").join(lines), soft_wrap=True)
    lines.clear()


def _wrapped(words: Words, to: Console, columns: int) -> list[Text]:
    text = Text.assemble(*((part.text, _STYLES[part.style]) for part in words))
    if width(text.plain) <= columns:
        return [text]
    return list(text.wrap(to, max(columns, 8), overflow="fold"))


def _block(block: Block, left: int, to: Console) -> list[Text]:
    indent = left + 4 if any(line.left for line in block.lines) else 2
    out = []
    for line in block.lines:
        words = _wrapped(line.words, to, to.width - indent)
        labels = wrap(line.left, left) if line.left else []
        for number in range(max(len(words), len(labels))):
            label = labels[number] if number < len(labels) else ""
            whole = Text("  ").append(pad(label, indent - 2), "dim")
            out.append(whole.append_text(words[number]) if number < len(words) else whole)
        for below in line.below:
            out += [Text(" " * (indent + 2)).append_text(text) for text in _wrapped(below, to, to.width - indent - 2)]
    return out


def _table(block: Table, columns: int) -> Grid | Text:
    from rich.table import Table as Grid

    if not block.rows:
        return Text("nothing found", "dim")
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, right, cells in zip(block.columns, block.numeric, column_widths(block, columns), strict=True):
        grid.add_column(Text(name), justify="right" if right else "left", overflow="fold", width=cells)
    for row in block.rows:
        grid.add_row(*(Text(text) for text in row))
    return grid
