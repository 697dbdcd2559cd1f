"""Columns of a list after those of its plan: what an engine words in its own way, or a filter asks for. The thing is `t`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from collections.abc import Collection

from kbase.database.claim_words import COUNTED
from kbase.database.event_view import ATTRIBUTED, KILLED_HIGH, KILLED_LOW, doers
from kbase.database.operation_view import strongest_known
from kbase.database.view import listed
from kbase.queries.ties import then
from kbase.queries.within import CAPTURED, KILLED

# the deadliest first: by low, then by high, an open one before all; last what is not known
BY_KILLED = (
    f"CASE WHEN {KILLED_LOW} IS NULL AND {KILLED_HIGH} IS NULL THEN 1 ELSE 0 END,\n"
    "  killed_low DESC NULLS LAST, killed_high DESC NULLS FIRST"
)


def more_columns(engine: str, what: str, asked: Collection[str]) -> list[str]:
    """What an engine words in its own way: columns of a list after those of its plan."""
    if what == "events":
        return [
            f"{KILLED_LOW} AS killed_low",
            f"{KILLED_HIGH} AS killed_high",
            f"{doers(engine)} AS done_by",
        ]
    if what == "operations":
        by = next((f":{name}" for name in ("on", "last") if name in asked), "")
        told = (
            f"SELECT {COUNTED} || COALESCE(' in ' || f_in.name, '') || COALESCE(' (' || f.end_date || ')', ' (undated)')"
            " || CASE f.status WHEN 'contested' THEN ', contested' ELSE '' END AS word\n"
            "    FROM current_figures f LEFT JOIN places f_in ON f_in.id = f.place_id WHERE f.subject_id = t.id AND "
        )
        return [f"{listed(engine, told + strongest_known(by), 'word')} AS strength"]
    if what == "people":
        lost = (
            ("killed_by", KILLED, {"died_first", "died_last", "killed_by"}),
            ("captured_by", CAPTURED, {"captured_by"}),
        )
        columns = [f"{listed(engine, _by_whom(how), 'word')} AS {name}" for name, how, by in lost if by & set(asked)]
        return [then(column) if "on" in asked else column for column in columns]
    return []


def _by_whom(done: str) -> str:
    """Who did it, and in brackets how sure that is."""
    return done.replace("SELECT 1", f"SELECT DISTINCT {ATTRIBUTED.replace('p.', 'k.')} AS word").replace(
        "\n    WHERE", "\n    JOIN entities who ON who.id = k.participant_id\n    WHERE"
    )
