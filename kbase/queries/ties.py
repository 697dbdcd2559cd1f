"""What ties a thing to others (roles, listings, places, events), as of a day or a time: SQL of lists and counts, narrowed so.

A state ties where some day of it is asked for. What an act made lasts ever since on a day, but the act falls into a time by its own
days alone, as an event does, and with an event whoever took part in it.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

import re
from collections.abc import Callable

from kbase.database.days import ACT
from kbase.database.standing import ANSWERED_FOR, HELD, THROUGHOUT
from kbase.dates import FIRST, LAST

_FROM_THERE = "a.property IN ('nationality', 'birth_place')"  # as the lists' filter by country has it
# of the membership of HELD: on some day of what surely was the time of its event, or until this event ended it: a capture on its
# days, a killing by the end of its year, since some die of wounds
_SURELY_HELD = (
    "(m.surely_from <= ev.end_earliest AND m.surely_until >= ev.start_latest OR m.end_latest >= ev.start_earliest AND ("
    "p.role = 'killed' AND m.how_ended IN ('killed', 'died') AND SUBSTR(CAST(m.end_earliest AS text), 1, 4) <= SUBSTR(CAST(ev.end_latest AS text), 1, 4) "
    "OR p.role = 'captured' AND m.how_ended = 'captured' AND m.end_earliest <= ev.end_latest))"
)
ACCEPTED = "status = 'accepted'"
_PART = f"{ANSWERED_FOR.format('')} AND "
_AT_EVENT = "ON ev.id = p.event_id"
_TIES = re.compile(r"\b(FROM|JOIN) (current_(?!attributes)\w+) (?=\w+\b)")
OVER = f"CASE WHEN {{0}}{ACT} THEN {{0}}surely_from ELSE {{0}}possibly_until END"  # last day on which a relation may have been
# the same of what surely was; of a contested act surely_until is the first day there is
_SURELY_OVER = (
    f"CASE WHEN {{0}}{ACT} AND {{0}}surely_until > '{FIRST}' THEN {{0}}possibly_from ELSE {{0}}surely_until END"
)


# whether a claim `t`, as far as it is contested, is so by all sides on some day from one to the other
_SIDES = (
    "CASE WHEN t.status = 'contested' AND NOT EXISTS (SELECT 1 FROM disputes di WHERE di.id = t.dispute_id "
    "AND di.agreed_from <= {1} AND di.agreed_until >= {0}) THEN 'possibly' ELSE 'yes' END AS sides"
)
SIDES_ON = _SIDES.format(":on", ":on")


def sides(first: object, last: object) -> str:
    """The column `sides` of a list of claims: yes, or possibly where not all sides have it so from `:first` to `:last` (None: open)."""
    return _SIDES.format(*span(first, last))


def span(first: object, last: object) -> tuple[str, str]:
    """The SQL of the first and the last day of the time from `:first` to `:last`, each of which may be open (None)."""
    return ":first" if first else f"'{FIRST}'", ":last" if last else f"'{LAST}'"


def then(sql: str, *, surely: bool = False) -> str:
    """The SQL with ties as they may have been on the day `:on` or, `surely`, were: who took part in an event of several days did so
    on one of them, its sides on all."""
    word = "surely" if surely else "possibly"

    def of_day(view: str) -> str:
        came = f"{word}_from <= :on"
        if surely and view == "current_participations":
            came = f"{_PART}({came} OR {THROUGHOUT.format('')})" if _AT_EVENT in sql else _PART + came
        return f"(SELECT * FROM {view} WHERE {came} AND {word}_until >= :on)"

    if not surely:
        return _narrowed(sql, of_day)
    whole = f"{_AT_EVENT} AND (ev.surely_from = ev.surely_until OR {THROUGHOUT.format('p.')})"
    return _narrowed(_undisputed(sql), of_day).replace(_AT_EVENT, whole)


def during(sql: str, first: object, last: object, *, surely: bool = False) -> str:
    """The same of the time from `:first` to `:last`, each of which may be open (None): as they may have been, or surely were, on some day of it."""
    word, over_ = ("surely", _SURELY_OVER) if surely else ("possibly", OVER)
    begin, end = span(first, last)
    if surely and not first:
        begin = "'0001-01-02'"  # what surely was on no day has the first day there is for its last

    def of_time(view: str) -> str:
        over = over_.format("") if view.endswith("_relations") else f"{word}_until"
        came = f"{word}_from <= {end}"
        if surely and view == "current_participations":
            came = _PART + (f"({came} OR {THROUGHOUT.format('')})" if _AT_EVENT in sql else came)
        return f"(SELECT * FROM {view} WHERE {came} AND {over} >= {begin})"

    return _narrowed(_undisputed(sql) if surely else sql, of_time)


def settled(sql: str, *, attributed: object = None) -> str:
    """The SQL of who took part in events with accepted claims alone and, unless an attribution is asked for (`attributed`), parts that somebody answers for."""

    def of_status(view: str) -> str:
        part = view == "current_participations" and not attributed
        return f"(SELECT * FROM {view} WHERE {ANSWERED_FOR.format('') if part else ACCEPTED})"

    return _TIES.sub(lambda m: f"{m[1]} {of_status(m[2])} ", sql.replace(HELD, f"{HELD} AND {_SURELY_HELD}"))


def _undisputed(sql: str) -> str:
    """The SQL with nationalities and birth places that are accepted."""
    return sql.replace(_FROM_THERE, f"a.status = 'accepted' AND {_FROM_THERE}")


def _narrowed(sql: str, of: Callable[[str], str]) -> str:
    tied = _TIES.sub(lambda m: f"{m[1]} {of(m[2])} ", sql)
    return tied.replace("JOIN events ev ", f"JOIN {of('event_list')} ev ")
