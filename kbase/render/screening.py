"""Screened names as CSV or JSON lines, written row by row so that a run can be taken up where it stopped."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from kbase.matching.reasons import reasons
from kbase.problems import KbaseError
from kbase.queries.names_file import Query
from kbase.queries.screening import Hit, Screened
from kbase.render.safe import cell, json_text

_FIELD = 10_000_000  # characters of one cell
COLUMNS = ("row", "query", "id", "kind", "name", "matched", "score", "reasons", "listing", "listed_by")


def _reasons(hit: Hit) -> list[str]:
    return [*reasons(hit.candidate.comparison), *hit.also]


def header(format: str, out: TextIO) -> None:
    """The line above the rows, where the format has one."""
    if format == "csv":
        csv.writer(out, lineterminator="\n").writerow(COLUMNS)


def write(format: str, screened: Screened, out: TextIO) -> None:
    """One query: a line of JSON, or a CSV row a candidate; a query without candidates has one row with empty cells."""
    query, hits = screened.query, screened.hits
    if format == "jsonl":
        line = {"query": query.name, "candidates": [(_entry if screened.of_list else _entity)(h) for h in hits]}
        out.write(json_text(json.dumps(line, ensure_ascii=False)) + "\n")
        return
    writer = csv.writer(out, lineterminator="\n")
    for h in hits:
        c, known = h.candidate, h.known
        row = (
            query.row, query.name, c.id, c.kind, known.name, c.name, round(h.score, 4), "; ".join(_reasons(h)),
            known.listing, "; ".join(known.listed_by),
        )  # fmt: skip
        writer.writerow([cell(v) for v in row])
    if not hits:
        writer.writerow([query.row, cell(query.name), *[""] * (len(COLUMNS) - 2)])


def _entity(hit: Hit) -> dict[str, Any]:
    """A candidate of the knowledge base."""
    c, known = hit.candidate, hit.known
    return {
        "id": c.id, "kind": c.kind, "name": known.name, "matched": c.name, "score": round(hit.score, 4), "reasons": _reasons(hit),
        "listing": known.listing or None, "listed_by": known.listed_by,
    }  # fmt: skip


def _entry(hit: Hit) -> dict[str, Any]:
    """A candidate of a list of one's own; its name is the one that matched."""
    return {
        "id": hit.candidate.id, "name": hit.candidate.name, "score": round(hit.score, 4), "reasons": _reasons(hit),
    }  # fmt: skip


def taken_up(format: str, path: Path, asked: Iterable[Query]) -> int:
    """Cut what an interrupted run left half written; returns how many queries are done.

    :param asked: the rows of the list that is screened.
    :raises KbaseError: where the file is not the output of such a run, or of one of another list; it stays as it is then.
    """
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]  # the last is empty or half written
    if format == "jsonl":
        _same([(n, _queried(line, path)) for n, line in enumerate(lines, 1)], asked, path)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return len(lines)
    csv.field_size_limit(_FIELD)
    rows = list(csv.reader(lines))
    if not rows:
        path.write_text("", encoding="utf-8")
        return 0
    if tuple(rows[0]) != COLUMNS or not all(len(r) == len(COLUMNS) and r[0].isdigit() for r in rows[1:]):
        raise _no_output(path)
    _same([(int(r[0]), r[1]) for r in rows[1:]], asked, path)
    last = int(rows[-1][0]) if len(rows) > 1 else 1
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([rows[0], *(r for r in rows[1:] if int(r[0]) < last)])
    return last - 1


def _queried(line: str, path: Path) -> str:
    """The name that a line of JSON answers for."""
    try:
        found = json.loads(line)
        return str(found["query"] if isinstance(found["candidates"], list) else None)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _no_output(path) from None


def _same(written: list[tuple[int, str]], asked: Iterable[Query], path: Path) -> None:
    """Whether what is written answers the list row by row.

    :raises KbaseError: at the first row that does not.
    """
    answered = dict(written)
    for query in asked:
        text = answered.pop(query.row, None)
        if text is not None and text not in (query.name, cell(query.name)):
            raise KbaseError(
                f"'{path}' is the output for another list: its row {query.row} is '{text[:60]}', of this one '{query.name[:60]}'",
                "name the list that it was begun with, or another file after --output",
            )
        if not answered:
            return
    if answered:
        raise KbaseError(
            f"'{path}' is the output for a longer list",
            "name the list that it was begun with, or another file after --output",
        )


def _no_output(path: Path) -> KbaseError:
    return KbaseError(
        f"'{path}' is not the output of an earlier 'kbase match' of this format", "name another file after --output"
    )
