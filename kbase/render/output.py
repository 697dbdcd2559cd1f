"""Where an answer goes: a terminal, painted and by a pager; a pipe, as plain text; or a format for programs."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from kbase.render.page import Page, Part
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.changes import Changes
    from kbase.queries.coverage import Coverage
    from kbase.queries.dossier import Dossier
    from kbase.queries.leaders import Leaders
    from kbase.queries.lineage import Lineage
    from kbase.queries.linked import Network, Path
    from kbase.queries.listing import Listing
    from kbase.queries.provenance import Why
    from kbase.queries.selection import Selection
    from kbase.queries.timeline import Timeline

    Answer = Changes | Coverage | Dossier | Leaders | Lineage | Listing | Network | Path | Why | Selection | Timeline

FORMATS = ("table", "json", "jsonl", "csv", "md")


def asked_columns() -> int | None:
    """The width that COLUMNS asks for."""
    text = os.environ.get("COLUMNS", "")
    return max(int(text), 30) if text.isdigit() and int(text) else None


def lenient(out: TextIO) -> TextIO:
    """A stream that escapes what its encoding has no sign for, instead of failing."""
    if isinstance(out, io.TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    return out


def emit(format: str, answer: Answer, page: Callable[[], Page]) -> None:
    """Write an answer in a format to standard output; `page` makes the form for people."""
    out = lenient(sys.stdout)
    if format == "table":
        if out.isatty():
            _terminal(_dated(page(), answer))
        else:
            from kbase.render.plain import plain

            out.write(plain(_dated(page(), answer), asked_columns()))
        return
    if format == "md":
        from kbase.render.markdown import markdown

        out.write(markdown(_dated(page(), answer)))
        return
    from kbase.render import data

    if format == "json":
        out.write(data.json_of(data.json_answer(answer)))
        return
    (data.write_jsonl if format == "jsonl" else data.write_csv)(data.rows_of(answer), out)
    out.flush()
    told = (answer.revision.known(), answer.revision.line())
    sys.stderr.write(clean("kbase: " + "; ".join(filter(None, told))) + "\n")


def _dated(page: Page, answer: Answer) -> Page:
    """The page with the word that it is of an earlier state, where it is."""
    known = answer.revision.known()
    return page._replace(lead=((Part(clean(known), "strong"),), *page.lead)) if known else page


def _terminal(page: Page) -> None:
    from kbase.render.terminal import terminal

    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except OSError:
        size = os.terminal_size((80, 24))
    text = terminal(page, asked_columns() or size.columns or 80)
    paged = hasattr(os, "posix_spawnp") and (os.environ.get("PAGER") or _has_less())
    if not paged or text.count("\n") < (size.lines or 24) or not _paged(text):
        sys.stdout.write(text)


def _has_less() -> bool:
    return any(
        os.access(os.path.join(folder, "less"), os.X_OK) for folder in os.environ.get("PATH", "").split(os.pathsep)
    )


def _paged(text: str) -> bool:
    """Show a text in the pager; False where that fails. The pager is the user's own command, never text from data."""
    environment = {"LESS": "-FRX", "LESSCHARSET": "utf-8", **os.environ}
    read, write = os.pipe()
    try:
        # $PAGER is a shell command by its definition; the subprocess module would cost more than the whole answer
        child = os.posix_spawnp(
            "sh", ["sh", "-c", os.environ.get("PAGER") or "less"], environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, read, 0), (os.POSIX_SPAWN_CLOSE, write)],
        )  # fmt: skip
    except OSError:
        os.close(write)
        return False
    finally:
        os.close(read)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt), open(write, "w", encoding="utf-8") as pipe:  # noqa: PTH123
        pipe.write(text)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 127
