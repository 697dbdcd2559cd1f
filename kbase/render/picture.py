"""A drawing as a file: SVG or HTML by the ending of its name, in its place only when it is whole."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from kbase.problems import KbaseError, UsageError

if TYPE_CHECKING:
    from kbase.render.drawing import Drawing

ENDINGS = (".svg", ".html")
# time grows with the square: so many take half a minute, and nobody reads a picture of more
MOST_NODES, MOST_EDGES = 400, 1000


def check_ending(name: str) -> None:
    """:raises UsageError: for a file that is no picture by its name."""
    if not name.lower().endswith(ENDINGS):
        raise UsageError(f"--output: '{name}' is not the name of a picture", "end it in .svg or .html")


def draw(drawing: Drawing, name: str) -> None:
    """Write the picture, in the form that the name's ending asks for.

    :raises KbaseError: where it cannot be laid out or the file cannot be written; a former file then stays as it was.
    """
    if len(drawing.nodes) > MOST_NODES or len(drawing.edges) > MOST_EDGES:
        raise KbaseError(
            f"{len(drawing.nodes):,} entities with {len(drawing.edges):,} links are too many for one picture "
            f"(at most {MOST_NODES:,} and {MOST_EDGES:,})",
            "draw less: a smaller --depth or --limit, fewer --kinds, one day by --on; --format gives all of it as data",
        )
    if name.lower().endswith(".svg"):
        from kbase.render.svg import svg

        text = svg(drawing)
    else:
        from kbase.render.picture_page import picture_page

        text = picture_page(drawing)
    try:
        _replace(Path(name), text)
    except OSError as error:
        raise KbaseError(
            f"'{name}' cannot be written: {error.strerror or error}", "name a file in a folder that you may write to"
        ) from None


def _replace(path: Path, text: str) -> None:
    target = path.resolve()  # through a link, as editors write
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        with beside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
