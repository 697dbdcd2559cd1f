"""A page in a terminal, by Rich. Words are never read as Rich markup. Import it only where a terminal looks on."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from kbase.render.page import Block, Page, Table, Words
from kbase.render.plain import column_widths, left_width

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
    title = Text(page.title, "bold")
    title.append(f"  {page.subtitle}", "dim")
    to.print(title)
    for words in page.lead:
        to.print(_text(words))
    left = left_width(page)
    for block in page.blocks:
        to.print()
        if isinstance(block, Table):
            to.print(_table(block, to.width))
        else:
            to.print(Text(block.title, "bold blue"))
            to.print(_block(block, left))
    to.print()
    to.print(Text(page.footer, "dim"))


def _text(words: Words) -> Text:
    return Text.assemble(*((part.text, _STYLES[part.style]) for part in words), overflow="fold")


def _block(block: Block, left: int) -> Padding:
    grid = Grid.grid(padding=(0, 2, 0, 0), pad_edge=False)
    labelled = any(line.left for line in block.lines)
    if labelled:
        grid.add_column(width=left, style="dim", overflow="fold")
    grid.add_column(overflow="fold")
    for line in block.lines:
        cells = ([Text(line.left)] if labelled else []) + [_text(line.words)]
        grid.add_row(*cells)
        for words in line.below:
            grid.add_row(*([""] if labelled else []), Padding(_text(words), (0, 0, 0, 2)))
    return Padding(grid, (0, 0, 0, 2))


def _table(block: Table, columns: int) -> Grid | Text:
    if not block.rows:
        return Text("nothing found", "dim")
    grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, right, cells in zip(block.columns, block.numeric, column_widths(block, columns), strict=True):
        grid.add_column(Text(name), justify="right" if right else "left", overflow="fold", width=cells)
    for row in block.rows:
        grid.add_row(*(Text(text) for text in row))
    return grid
