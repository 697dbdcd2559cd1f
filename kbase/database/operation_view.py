"""The view of operations: from when to when, who led and who hosted them, how many events we know."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import columns, thing_days
from kbase.database.standing import STANDING
from kbase.database.view import View, listed, made, own


def _who(engine: str, role: str) -> str:
    return listed(
        engine,
        "SELECT DISTINCT who.name AS word FROM operation_participants p JOIN entities who ON who.id = p.participant_id\n"
        f"    WHERE p.operation_id = t.id AND p.role = '{role}' AND p.{STANDING}",
        "word",
    )


def operation_view(engine: str) -> View:
    """The view operation_list."""
    dates = [
        own("t", f"{name}{part}", "date" if part else "text", f"{meaning} {what}")
        for name, meaning in (("started", "When it began."), ("ended", "When it ended."))
        for part, what in (
            ("", "EDTF, as written; null where no claim of it is accepted."), ("_earliest", "Earliest day that the text allows."),
            ("_latest", "Latest day that the text allows."),
        )
    ]  # fmt: skip
    return made(
        "One row is one operation. Its strength on a day is the newest of its figures of troops or strength by then: see current_figures.",
        "FROM operations t\nLEFT JOIN operations before ON before.id = t.predecessor_id",
        own("t", "id", "text", "The operation."), own("t", "name", "text", "Its name."),
        own("t", "kind", "text", "What form of operation it is. Words: vocabulary list 'operation_kind'."),
        *dates,
        own("t", "predecessor_id", "text", "The operation that it took over from."), ("predecessor_name", "text", "before.name", "Its name."),
        ("leads", "text", _who(engine, "lead"), "Who led it, accepted and contested: names, sorted, '; ' between."),
        ("hosts", "text", _who(engine, "host"), "Whose country it was in: names, sorted, '; ' between."),
        ("event_count", "integer", "(SELECT COUNT(*) FROM events e WHERE e.operation_id = t.id)", "Events that were part of it."),
        *columns(thing_days(engine, "t.started", "t.ended")),
    )  # fmt: skip
