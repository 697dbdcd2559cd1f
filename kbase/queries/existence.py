"""Whether a day lies before an entity began or after it ended, as far as its dates say: the first line of `kbase show --on`.

The first and the last day count: on the day on which a group was founded, or dissolved, it existed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.dates import LAST
from kbase.queries.claims import Claim
from kbase.queries.on_day import NO, POSSIBLY, YES, by
from kbase.queries.words import day as written


class Outside(NamedTuple):
    """A day is, surely ('yes') or 'possibly', 'before' or 'after' an entity's time; `text` says so."""

    side: str
    answer: str
    text: str


_FIRST = {
    "group": ("founded", "it was founded"), "organization": ("founded", "it was founded"), "person": ("born", "birth"),
    "operation": ("started", "it began"), "event": ("date", "it began"),
}  # fmt: skip
_LAST = {
    "group": ("dissolved", "it was dissolved"), "organization": ("dissolved", "it was dissolved"), "person": ("died", "death"),
    "operation": ("ended", "it ended"),
}  # fmt: skip
MERGED = "SELECT possibly_until FROM group_profiles WHERE id = :id"


def outside(database: Database, id_: str, type_: str, standing: list[Claim], day: str) -> tuple[Outside, ...]:
    """What the claims on an entity that stand say of a day (ISO text); nothing where it was in the entity's time, or no date is known."""
    own = [c for c in standing if c.subject == id_]
    found = []
    property_, words = _FIRST.get(type_, ("", ""))
    dates = _of(own, property_)
    if dates:
        found += _said("before", _all(dates, lambda c: _NOT[by(day, *_start(c))]), words, dates)
    property_, words = _LAST.get(type_, ("", ""))
    dates = _of(own, property_)
    if type_ == "group" and not any(c.status == "accepted" for c in dates):
        merged = _merger(database, id_, own)
        if merged is not None:
            dates, words = [merged], f"it merged into {merged.row['object_name']}"
    if dates:
        answer = _all(dates, lambda c: by(day, *_start(c), inclusive=False))
        if answer == YES and dates[0].status == "contested" and not _surely_dead(standing, id_):
            answer = POSSIBLY  # it may not have come about
        found += _said("after", answer, words, dates)
    return tuple(found)


def _of(own: list[Claim], property_: str) -> list[Claim]:
    """The claims of a date: the accepted one, else those that are contested."""
    dates = [c for c in own if c.kind.kind == "attribute" and c.row["property"] == property_]
    return [c for c in dates if c.status == "accepted"] or dates


def _merger(database: Database, id_: str, own: list[Claim]) -> Claim | None:
    """The claim by which the whole group last merged into another, if that ended it."""
    merged = [
        c for c in own
        if c.kind.kind == "group_relation" and c.row["relation"] == "merged_into" and c.row["extent"] == "whole"
        and c.status == "accepted" and not c.row["continues"]
    ]  # fmt: skip
    if not merged or database.rows(MERGED, id=id_)[0]["possibly_until"] == LAST:
        return None
    return max(merged, key=lambda c: (c.row["start_latest"], c.id))


def _surely_dead(standing: list[Claim], person: str) -> bool:
    """Whether something else says that a person died, whose day of death alone is contested."""
    for claim in standing:
        row, kind = claim.row, claim.kind.kind
        if claim.status != "accepted":
            continue
        if kind == "membership" and claim.subject == person and row["how_ended"] in ("killed", "died"):
            return True
        killed = kind == "participation" and row["participant_id"] == person and row["role"] == "killed"
        if killed and row["attribution"] != "denied":
            return True
    return False


def _start(claim: Claim) -> tuple[str, str, str]:
    row = claim.row
    return row["start_earliest"], row["start_latest"], row["start_flag"] or ""


_NOT = {YES: NO, NO: YES, POSSIBLY: POSSIBLY}


def _all(dates: list[Claim], says: Callable[[Claim], str]) -> str:
    """What all of the dates say; possibly, where they differ."""
    answers = {says(claim) for claim in dates}
    return answers.pop() if len(answers) == 1 else POSSIBLY


def _said(side: str, answer: str, words: str, dates: list[Claim]) -> list[Outside]:
    if answer == NO:
        return []
    when = ", or ".join(dict.fromkeys(written(c.row["start_date"]) for c in dates))
    doubt = ", contested" if dates[0].status == "contested" else ""
    text = f"{side} {words} ({when}{doubt})"
    return [Outside(side, answer, f"{'possibly ' if answer == POSSIBLY else ''}{text}")]
