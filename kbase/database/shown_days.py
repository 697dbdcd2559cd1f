"""How long a thing was there of which nobody says it: as long as accepted claims show it, in SQL of either engine. The thing is `t`."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.days import MEANINGS, Days, begun, columns, day, flagged, over
from kbase.database.standing import ANSWERED_FOR, STOCK, THROUGHOUT
from kbase.dates import FIRST, LAST

SHOWN = (
    "Where that is earlier, the first day on which an accepted claim surely shows it.",
    "Where no end is known, the last day on which an accepted claim surely shows it, not before surely_from where its beginning is known: {}.",
)


class Sight(NamedTuple):
    """By when at the latest claims show the thing `t`, and since when at the earliest: two scalar SELECTs, null where none does."""

    first: str
    last: str


def claims(engine: str, table: str, column: str, also: str = "") -> Sight:
    """What lasts, or is counted at a time, and names the thing in a column; a flagged date shows it but one unit from there."""
    of = f"FROM {table} c WHERE c.{column} = t.id AND c.status = 'accepted'{also}"
    start = begun(engine, "c.start_earliest", "c.start_latest", "c.start_flag IS NOT NULL")[1]
    end = over(engine, "c.end_earliest", "c.end_latest", "c.end_flag IS NOT NULL")[0]
    return Sight(f"(SELECT MIN({start}) {of})", f"(SELECT MAX({end}) {of})")


def events(of: str, whole: str = "1 = 0") -> Sight:
    """The events `ev` of a FROM with its condition: on some day of each the thing was there; where `whole` is met, from its first day to its last."""
    of = f"{of} AND NOT {flagged('ev.date')}"
    first, last = (
        f"CASE WHEN {whole} THEN {through} ELSE {once} END" if whole != "1 = 0" else once
        for through, once in (("ev.start_latest", "ev.end_latest"), ("ev.end_earliest", "ev.start_earliest"))
    )
    return Sight(f"(SELECT MIN({first}) {of})", f"(SELECT MAX({last}) {of})")


# what it is merely the subject of, as a listing, does not show it, nor a part that is denied, suspected or alleged; who did it did
# all of it
TOOK_PART = events(
    "FROM participations c JOIN events ev ON ev.id = c.event_id WHERE c.participant_id = t.id\n"
    f"    AND {ANSWERED_FOR.format('c.')} AND c.role <> 'subject'",
    THROUGHOUT.format("c."),
)
# another group had to do with it (split from it, was part of it, fought it …), so it was there; who succeeds it may come long after
MEETS = " AND c.relation <> 'succeeds'"
# its strength at a time, as a source counts it; how many it killed, or lost, may be told of a force that is gone
COUNTS = f" AND c.{STOCK} AND COALESCE(c.high, c.best, c.low) > 0"


def joined(engine: str) -> Sight:
    """The ties that others have to it."""
    return claims(engine, "group_relations", "object_id", MEETS)


def counted(engine: str) -> Sight:
    """Its numbers."""
    return claims(engine, "figures", "subject_id", COUNTS)


def done(engine: str) -> Sight:
    """What an operation did, or lost, over a time, and so went on for all of it: from its first day, if it begins with a day, to the day on
    which its last unit begins."""
    of = (
        f"FROM figures c WHERE c.subject_id = t.id AND c.status = 'accepted' AND NOT c.{STOCK} AND COALESCE(c.high, c.best, c.low) > 0\n"
        "    AND c.start_date <> c.end_date AND LENGTH(c.{0}_date) IN ({1}) AND SUBSTR(CAST(c.{2} AS text), 1, LENGTH(c.{0}_date)) = c.{0}_date"
    )
    last = "CAST(c.end_date || SUBSTR('-01-01', LENGTH(c.end_date) - 3) AS {})".format(
        "date" if engine == "postgresql" else "text"
    )
    return Sight(
        f"(SELECT MIN(c.start_earliest) {of.format('start', '10', 'start_earliest')})",
        f"(SELECT MAX({last}) {of.format('end', '4, 7, 10', 'end_latest')})",
    )


def shown(engine: str, days: Days, began: str, ended: str, *sights: Sight) -> Days:
    """The days of a thing that began and ended with two of its own dates (columns), with what accepted claims show."""
    least, most = ("MIN", "MAX") if engine == "sqlite" else ("LEAST", "GREATEST")
    none = day(engine, FIRST)
    first = ", ".join(f"COALESCE({sight.first}, {day(engine, LAST)})" for sight in sights)
    last = ", ".join(f"COALESCE({sight.last}, {none})" for sight in sights)
    # of a founding in several years the group was there from where it is first seen, not until the last of them
    lasted = (
        f"{most}(CASE WHEN {began}_latest IS NULL THEN {none} ELSE {least}({days.surely_from}, {first}) END, {last})"
    )
    return days._replace(
        surely_from=f"{most}({days.possibly_from}, {least}({days.surely_from}, {first}))",
        surely_until=f"CASE WHEN {ended} IS NULL THEN {least}({lasted}, {days.possibly_until}) ELSE {days.surely_until} END",
    )


def shown_columns(days: Days, by: str) -> list[tuple[str, str, str, str]]:
    """The four days as columns of a view; `by` says which claims show the thing."""
    told = {"surely_from": SHOWN[0], "surely_until": SHOWN[1].format(by)}
    return [
        (name, type_, sql, f"{MEANINGS[name]} {told[name]}" if name in told else meaning)
        for name, type_, sql, meaning in columns(days)
    ]
