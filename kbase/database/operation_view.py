"""The view of operations: from when to when, who led and who hosted them, how many events we know."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import thing_days
from kbase.database.shown_days import claims, counted, done, events, shown, shown_columns
from kbase.database.standing import STANDING, STOCK
from kbase.database.view import View, listed, made, own


def _who(engine: str, role: str) -> str:
    return listed(
        engine,
        "SELECT DISTINCT who.name AS word FROM operation_participants p JOIN entities who ON who.id = p.participant_id\n"
        f"    WHERE p.operation_id = t.id AND p.role = '{role}' AND p.{STANDING}",
        "word",
    )


def strongest_known(by: str = "") -> str:
    """The condition that a figure `f` tells how strong its operation was: of each place, and of the whole, the newest (of December before
    one of the year), an accepted one before a contested, a stated before an inferred; one that nobody dates only where no other is dated. `by`: a day by which it may have held,
    of which one that nobody dates (at its peak …) says nothing."""
    then = f" AND {{0}}.end_date IS NOT NULL AND {{0}}.possibly_from <= {by}" if by else ""
    return (
        f"f.{STOCK}{then.format('f')} AND NOT EXISTS (SELECT 1 FROM current_figures n\n"
        f"    WHERE n.subject_id = f.subject_id AND n.{STOCK} AND (n.end_date IS NOT NULL AND f.end_date IS NULL\n"
        f"    OR 1 = 1{then.format('n')} AND (n.end_date IS NULL) = (f.end_date IS NULL) AND COALESCE(n.place_id, '') = COALESCE(f.place_id, '')\n"
        "    AND (n.end_latest > f.end_latest OR n.end_latest = f.end_latest\n"
        "      AND (n.start_earliest > f.start_earliest OR n.start_earliest = f.start_earliest AND (n.status < f.status OR n.status = f.status AND (n.confidence > f.confidence OR n.confidence = f.confidence AND n.id < f.id))))))"
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
        "One row is one operation. Its strength on a day is told by the newest of its figures of troops or strength by then, of each place: see current_figures.",
        "FROM operations t\nLEFT JOIN operations before ON before.id = t.predecessor_id",
        own("t", "id", "text", "The operation."), own("t", "name", "text", "Its name."),
        own("t", "kind", "text", "What form of operation it is. Words: vocabulary list 'operation_kind'."),
        *dates,
        own("t", "predecessor_id", "text", "The operation that it took over from."), ("predecessor_name", "text", "before.name", "Its name."),
        ("leads", "text", _who(engine, "lead"), "Who led it, accepted and contested: names, sorted, '; ' between."),
        ("hosts", "text", _who(engine, "host"), "Whose country it was in: names, sorted, '; ' between."),
        ("event_count", "integer", "(SELECT COUNT(*) FROM events e WHERE e.operation_id = t.id)", "Events that were part of it."),
        *shown_columns(
            shown(
                engine, thing_days(engine, "t.started", "t.ended"), "t.started", "t.ended",
                claims(engine, "operation_participants", "operation_id"), claims(engine, "locations", "entity_id"),
                events("FROM events ev WHERE ev.operation_id = t.id"), counted(engine), done(engine),
            ),
            "a party, a place, a number of its troops, one of what it did or lost over a time, or an event of it",
        ),
    )  # fmt: skip
