"""From when to when a person lived, as far as dates and sightings say, in SQL of either engine. The person is `t`."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import Days, begun, day, event_days, over, thing_days
from kbase.database.shown_days import TOOK_PART
from kbase.database.standing import DEAD
from kbase.dates import FIRST, LAST
from kbase.fields import CHILD

MEANINGS = {
    "possibly_from": "First day on which the person may have lived: the birth, widened by one unit where it is flagged; 0001-01-01 where no birth is known.",
    "surely_from": "First day on which the person surely lived, if not yet dead: the birth widened likewise, or twelve years before the first day on which an accepted claim shows the person (a role, a post, a place, a part in an event, a listing, a legal case), at the latest that of the death.",
    "surely_until": "Last day, itself included, on which the person surely lived, if born: the death, widened likewise; where none is accepted, the last day on which such a claim shows the person, or the first on which contested ones have the death; a listing or a legal case does not, which may outlast a life.",
    "possibly_until": "Last day, itself included, on which the person may have lived: the death, of a sure death the last of all contested days, else of the killing or the role that ended with it; 9999-12-31 where none is known.",
}


def person_days(engine: str) -> Days:
    """When a person lived."""
    first, last = day(engine, FIRST), day(engine, LAST)
    days = thing_days(engine, "t.born", "t.died")
    least, most = ("MIN", "MAX") if engine == "sqlite" else ("LEAST", "GREATEST")
    shown = (*_of_claims("MIN", "surely_from", *_BORN_BY), TOOK_PART.first)
    first_seen = [f"COALESCE({_as_child(engine, sql)}, {last})" for sql in shown]
    contested = "FROM attributes a WHERE a.entity_id = t.id AND a.property = 'died' AND a.status = 'contested')"
    alive = (
        f"(SELECT MIN({begun(engine, 'a.start_earliest', 'a.start_latest', 'a.start_flag IS NOT NULL')[0]}) {contested}"
    )
    seen = [f"COALESCE({sql}, {first})" for sql in (*_of_claims("MAX", "surely_until"), TOOK_PART.last, alive)]
    gone = over(engine, "a.start_earliest", "a.start_latest", "a.start_flag IS NOT NULL")[1]
    of_contested = f"(SELECT MAX({gone}) {contested}"
    killed = (
        f"(SELECT MIN({event_days(engine, 'ev').possibly_until}) FROM participations p JOIN events ev ON ev.id = p.event_id\n"
        "    WHERE p.participant_id = t.id AND p.role = 'killed' AND p.attribution = 'confirmed' AND p.status = 'accepted')"
    )
    ended = over(engine, "m.end_earliest", "m.end_latest", "m.end_flag IS NOT NULL")[1]
    of_role = f"(SELECT MIN({ended}) FROM memberships m WHERE m.person_id = t.id AND m.how_ended IN ('killed', 'died') AND m.status = 'accepted')"
    otherwise = f"{least}(COALESCE({killed}, {last}), COALESCE({of_role}, {last}))"
    until = f"CASE WHEN {DEAD} THEN COALESCE({of_contested}, {otherwise}) ELSE {last} END"
    return Days(
        days.possibly_from,
        f"{most}({days.possibly_from}, {least}({', '.join([days.surely_from, days.possibly_until, *first_seen])}))",
        f"CASE WHEN t.died_latest IS NULL THEN {least}({most}({', '.join(seen)}), {until}) ELSE {days.surely_until} END",
        f"CASE WHEN t.died_latest IS NULL THEN {until} ELSE {days.possibly_until} END",
    )


def _as_child(engine: str, sql: str) -> str:
    """A day CHILD years earlier, null for an open one: whoever does anything that is recorded is no child."""
    known = f"NULLIF({sql}, {day(engine, LAST)})"
    if engine == "sqlite":
        return f"DATE({known}, '-{CHILD} years')"
    return f"CAST({known} - INTERVAL '{CHILD} years' AS date)"


# whoever is listed, or before a court, has been born, though he may be dead
_BORN_BY = (("current_designations", "entity_id"), ("current_legal_cases", "entity_id"))


def _of_claims(aggregate: str, end: str, *also: tuple[str, str]) -> list[str]:
    """The first or last days on which accepted roles, posts and places surely show a person, and those on which all sides agree."""
    lasting = (
        ("current_memberships", "person_id"),
        ("current_positions", "person_id"),
        ("current_locations", "entity_id"),
    )
    agreed = " OR c.status = 'contested' AND c.surely_from <= c.surely_until"
    return [
        f"(SELECT {aggregate}(c.{end}) FROM {view} c WHERE c.{column} = t.id AND (c.status = 'accepted'{more}))"
        for more, views in ((agreed, lasting), ("", also))
        for view, column in views
    ]
