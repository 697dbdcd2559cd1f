"""Whether a day lies before an entity began or after it ended, as far as its dates say: the first line of `kbase show --on`,
and told beside the answers of others.

The first and the last day count: on the day on which a group was founded, or dissolved, it existed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.standing import DEAD
from kbase.dates import LAST
from kbase.fields import PROPERTY
from kbase.queries.claims import Claim, fetch
from kbase.queries.day_words import day as written
from kbase.queries.on_day import NO, POSSIBLY, YES, by
from kbase.queries.resolve import Entity
from kbase.queries.words import disputed


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
    "operation": ("ended", "it ended"), "event": ("date", "it ended"),
}  # fmt: skip
SURELY_DEAD = f"SELECT t.id FROM people t WHERE t.id = :id AND {DEAD}"  # noqa: S608 - constants
# whether the thing surely was there, by all that the views count
SURELY_THERE = {
    type_: f"SELECT id FROM {view} WHERE id = :id AND surely_from <= :on AND surely_until >= :on"  # noqa: S608 - constants
    for type_, view in (
        ("group", "group_profiles"), ("person", "person_profiles"), ("organization", "organization_profiles"), ("operation", "operation_list"),
    )
}  # fmt: skip
MERGED = "SELECT possibly_until FROM group_profiles WHERE id = :id"


def outside(database: Database, id_: str, type_: str, standing: list[Claim], day: str) -> tuple[Outside, ...]:
    """What the claims on an entity that stand say of a day (ISO text); nothing where it was in the entity's time, or no date is known."""
    if type_ in SURELY_THERE and database.rows(SURELY_THERE[type_], id=id_, on=day):
        return ()  # a claim shows it
    own = [c for c in standing if c.subject == id_]
    found = []
    property_, words = _FIRST.get(type_, ("", ""))
    dates = _of(own, property_)
    if dates:
        found += _said("before", _all(dates, lambda c: _NOT[by(day, *_start(c))]), words, dates)
    property_, words = _LAST.get(type_, ("", ""))
    dates = _of(own, property_)
    seen_later = False
    if type_ == "group" and not any(c.status == "accepted" for c in dates):
        merged = _merger(own)
        if merged is not None:
            dates, words = [merged], f"it merged into {merged.row['object_name']}"
            seen_later = database.rows(MERGED, id=id_)[0]["possibly_until"] == LAST
    if dates:
        answer = _all(dates, lambda c: by(day, *_end(c), inclusive=False))
        if seen_later and answer == YES:
            answer = POSSIBLY  # or its name lived on
        if (
            answer == YES
            and dates[0].status == "contested"
            and not PROPERTY[property_].sure
            and not _surely_dead(database, id_)
        ):
            answer = POSSIBLY  # it may not have come about
        found += _said("after", answer, words, dates)
    return tuple(found)


def told_outside(database: Database, entities: Iterable[Entity], day: str) -> list[str]:
    """A line for each of some entities in whose time a day (ISO text) surely or possibly does not lie."""
    kept, lines = len(database.asked), []
    for entity in entities:
        own = fetch(database, "attribute", f"c.entity_id = :id AND {_STANDS}", id=entity.id)
        if entity.type == "group":
            own += fetch(database, "group_relation", f"c.group_id = :id AND {_STANDS}", id=entity.id)
        found = outside(database, entity.id, entity.type, own, day)
        lines += [f"{entity.name}: {day} is {said.text}" for said in found]
    del database.asked[kept:]  # no part of the answer
    return lines


_STANDS = "c.status IN ('accepted', 'contested')"


def _of(own: list[Claim], property_: str) -> list[Claim]:
    """The claims of a date: the accepted one, else those that are contested."""
    dates = [c for c in own if c.kind.kind == "attribute" and c.row["property"] == property_]
    return [c for c in dates if c.status == "accepted"] or dates


def _merger(own: list[Claim]) -> Claim | None:
    """The claim by which the whole group last merged into another."""
    merged = [
        c for c in own
        if c.kind.kind == "group_relation" and c.row["relation"] == "merged_into" and c.row["extent"] == "whole"
        and c.status == "accepted" and not c.row["continues"]
    ]  # fmt: skip
    return max(merged, key=lambda c: (c.row["start_latest"], c.id), default=None)


def _surely_dead(database: Database, person: str) -> bool:
    """Whether something else says that a person died, whose day of death alone is contested."""
    return bool(database.rows(SURELY_DEAD, id=person))


def _start(claim: Claim) -> tuple[str, str, str]:
    row = claim.row
    return row["start_earliest"], row["start_latest"], row["start_flag"] or ""


def _end(claim: Claim) -> tuple[str, str, str]:
    """The last day of what its date says; of one date, and of a merger, its only one."""
    row = claim.row
    end = "end" if row.get("property") == "date" else "start"
    return row[f"{end}_earliest"], row[f"{end}_latest"], row[f"{end}_flag"] or ""


_NOT = {YES: NO, NO: YES, POSSIBLY: POSSIBLY}


def _all(dates: list[Claim], says: Callable[[Claim], str]) -> str:
    """What all of the dates say; possibly, where they differ."""
    answers = {says(claim) for claim in dates}
    return answers.pop() if len(answers) == 1 else POSSIBLY


def _written(claim: Claim) -> str:
    row = claim.row
    return str(row["value"] if claim.kind.kind == "attribute" else row["start_date"] or "")


def _said(side: str, answer: str, words: str, dates: list[Claim]) -> list[Outside]:
    if answer == NO:
        return []
    contested = dates[0].status == "contested"
    when = disputed(map(_written, dates)) if contested else written(_written(dates[0]))
    text = f"{side} {words}" + f" ({when})" * bool(when)
    return [Outside(side, answer, f"{'possibly ' if answer == POSSIBLY else ''}{text}")]
