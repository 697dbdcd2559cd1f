"""What a seed did, in words; its progress, where a person looks on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kbase.database.connection import without_password
from kbase.database.reconcile import Plan
from kbase.database.seed import Outcome

_SHOWN_IDS = 10


def describe(outcome: Outcome | None, url: str, format_: str) -> str:
    """The result of a seed; None where the documents were unchanged."""
    refiled = outcome is not None and outcome.refiled
    if outcome is None or (outcome.plan.empty and outcome.revision is None):
        if format_ == "json":
            nothing = {"database": without_password(url), "changed": False, "revision": None, "tables": {}}
            return json.dumps(nothing | {"names_filed_anew": refiled}) + "\n"
        did = "names filed anew, by the rules of this version" if refiled else "nothing to do"
        return f"{did}: {without_password(url)} is what the documents say\n"
    if format_ == "json":
        return (
            json.dumps(
                {
                    "database": without_password(url),
                    "changed": True,
                    "revision": outcome.revision,
                    "tables": _counts(outcome.plan),
                    "names_filed_anew": refiled,
                }
            )
            + "\n"
        )
    return (
        _table(outcome.plan, ("inserted", "changed", "removed"))
        + f"revision {outcome.revision} of {without_password(url)}\n"
        + ("names filed anew, by the rules of this version\n" if refiled else "")
    )


def describe_plan(plan: Plan, url: str, format_: str) -> str:
    """What a seed would do, with the ids of things and claims."""
    if format_ == "json":
        ids = {
            name: {"insert": [r[0] for r in t.inserts], "change": [new[0] for _, new in t.updates], "remove": [r[0] for r in t.removals]}
            for name, t in plan.tables.items()
            if name not in ("entities", "claims")
        }  # fmt: skip
        return (
            json.dumps(
                {"database": without_password(url), "changed": not plan.empty, "tables": _counts(plan), "rows": ids},
                ensure_ascii=False,
            )
            + "\n"
        )
    if plan.empty:
        return f"nothing would change: {without_password(url)} is what the documents say\n"
    lines = [_table(plan, ("to insert", "to change", "to remove"))]
    for name, table in plan.tables.items():
        if name in ("entities", "claims", "citations"):
            continue
        for sign, named in (
            ("+", [r[0] for r in table.inserts]), ("~", [new[0] for _, new in table.updates]), ("-", [r[0] for r in table.removals]),
        ):  # fmt: skip
            lines += [f"{sign} {name} {id_}\n" for id_ in sorted(named)[:_SHOWN_IDS]]
            if len(named) > _SHOWN_IDS:
                lines.append(f"{sign} {name} … and {len(named) - _SHOWN_IDS:,} more (--format json has all)\n")
    return "".join(lines)


def _counts(plan: Plan) -> dict[str, dict[str, int]]:
    return {
        name: {"inserted": len(t.inserts), "changed": len(t.updates), "removed": len(t.removals)}
        for name, t in plan.tables.items()
    }


def _table(plan: Plan, heads: tuple[str, str, str]) -> str:
    rows: list[tuple[str, ...]] = [("table", *heads)]
    rows += [(name, *(f"{len(part):,}" for part in table)) for name, table in plan.tables.items()]
    rows.append(("all", f"{plan.inserted:,}", f"{plan.changed:,}", f"{plan.removed:,}"))
    widths = [max(len(r[i]) for r in rows) for i in range(4)]
    lines = [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        + "\n"
        for row in rows
    ]
    return "".join(lines)


class Progress:
    """Progress that is not shown."""

    def files(self, done: int, total: int) -> None:
        """Called while documents are read."""

    def step(self, name: str) -> None:
        """Called when a step of the seed is done."""


class _Bar(Progress):
    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._reading = bar.add_task("reading documents", total=None)
        self._writing: Any = None

    def files(self, done: int, total: int) -> None:
        self._bar.update(self._reading, completed=done, total=total)

    def step(self, name: str) -> None:
        if self._writing is None:
            self._writing = self._bar.add_task("seeding", total=None)
        self._bar.update(self._writing, description=f"seeding: {name}")


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar on a terminal's stderr, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar)
