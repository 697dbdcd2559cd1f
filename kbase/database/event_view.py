"""The view of events: when and where, by whom against whom, and the casualties as ranges."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import columns, event_days
from kbase.database.standing import STANDING, UNDENIED
from kbase.database.view import View, bounds, listed, made, own

_DEPTH = 6  # places above an event's place, itself counted
_WHOLE = (  # figures of the event as a whole: not of what somebody did elsewhere, not of one place among several
    f"FROM figures f WHERE f.subject_id = t.id AND f.subject_type = 'event' AND f.metric = '{{}}' AND f.{STANDING}\n"
    "    AND f.side <> 'inflicted_by_subject' AND (f.place_id IS NULL OR f.place_id = t.place_id)"
)
CASUALTIES = (
    "Ranges are made from the accepted and contested figures of the event, of any estimator and day. Low is the least low (or best "
    "number) of the figures of category 'all'; high is the greatest high (or best number). A figure that says only 'at least' leaves "
    "high open (null), unless another figure gives one at least as great; so does a category of which more may be counted, since a part is not "
    "more than the whole. Where no figure of 'all' gives a low, low is the least of a "
    "category (low or best number), of that category in which it is greatest; where there is no figure of 'all', high is open (null). "
    "The attackers' own dead ('attackers') never make a range: they stand in figures. Both null: no figure, which is unknown and "
    "never zero."
)


def _low(metric: str) -> str:
    of_all = f"SELECT MIN(COALESCE(f.low, f.best)) {_WHOLE.format(metric)} AND f.category = 'all'"
    by_category = f"SELECT MIN(COALESCE(f.low, f.best)) AS least {_WHOLE.format(metric)} AND f.category <> 'attackers' GROUP BY f.category"
    return f"COALESCE(({of_all}),\n    (SELECT MAX(c.least) FROM ({by_category}) c))"


def _high(metric: str) -> str:
    of_all = "MAX(CASE f.category WHEN 'all' THEN COALESCE(f.high, f.best) END)"
    beyond = "MAX(CASE WHEN f.category <> 'all' THEN COALESCE(f.high, f.best, f.low) WHEN COALESCE(f.high, f.best) IS NULL THEN f.low END)"
    return (
        f"(SELECT CASE WHEN {beyond} > {of_all} THEN NULL ELSE {of_all} END\n"
        f"    {_WHOLE.format(metric)} AND f.category <> 'attackers')"
    )


def _country() -> str:
    """Each place with the country that it is or lies in."""
    nearest = " ".join(f"WHEN p{n}.kind = 'country' THEN p{n}.id" for n in range(_DEPTH))
    joins = "".join(f"\n  LEFT JOIN places p{n} ON p{n}.id = p{n - 1}.parent_id" for n in range(1, _DEPTH))
    return f"(SELECT p0.id AS place_id, CASE {nearest} END AS country_id FROM places p0{joins})"


def _located() -> str:
    """Each event with the one country in which all its locations lie."""
    return (
        "(SELECT l.entity_id AS event_id, MIN(inside.country_id) AS country_id FROM locations l\n"
        f"  JOIN {_country()} inside ON inside.place_id = l.place_id WHERE l.entity_type = 'event' AND l.{STANDING}\n"
        "  GROUP BY l.entity_id HAVING COUNT(DISTINCT inside.country_id) = 1)"
    )


ATTRIBUTED = "who.name || ' (' || p.attribution || CASE p.status WHEN 'contested' THEN ', contested' ELSE '' END || ')'"


def participants(engine: str, roles: str, word: str = ATTRIBUTED, also: str = "1 = 1") -> str:
    """The names of those who had one of the roles in the event `t`, sorted, each with its attribution; `also`: a condition on the part `p`."""
    return listed(
        engine,
        f"SELECT DISTINCT {word} AS word FROM participations p JOIN entities who ON who.id = p.participant_id\n"
        f"    WHERE p.event_id = t.id AND p.role IN ({roles}) AND p.{STANDING} AND {also}",
        "word",
    )


DOERS = "'perpetrator', 'killer', 'captor'"
KILLED_LOW, KILLED_HIGH = _low("killed"), _high("killed")


def event_view(engine: str) -> View:
    """The view event_list."""
    return made(
        f"One row is one event. {CASUALTIES}",
        "FROM events t\nLEFT JOIN places place ON place.id = t.place_id\n"
        f"LEFT JOIN {_country()} lies ON lies.place_id = t.place_id\n"
        f"LEFT JOIN {_located()} located ON located.event_id = t.id\n"
        "LEFT JOIN places country ON country.id = COALESCE(lies.country_id, located.country_id)\n"
        "LEFT JOIN operations o ON o.id = t.operation_id",
        own("t", "id", "text", "The event."), own("t", "name", "text", "Its name."),
        own("t", "kind", "text", "What happened. Words: vocabulary list 'event_kind'."),
        own("t", "date", "text", "When: EDTF as written, a day or first/last day; null where no date is accepted."),
        *bounds("t"),
        own("t", "year", "integer", "Its year; null where the bounds lie in several years or there is no date."),
        own("t", "place_id", "text", "Where it happened; null where no place is accepted."),
        ("place_name", "text", "place.name", "Name of the place."),
        ("country_id", "text", "country.id", f"The country of the place, at most {_DEPTH - 1} steps above it, else the one in which all locations lie; null for a border area."),
        ("country_name", "text", "country.name", "Name of the country."),
        ("country_code", "text", "country.iso3166_1", "ISO 3166-1 alpha-2 code of the country."),
        own("t", "operation_id", "text", "The operation it was part of."), ("operation_name", "text", "o.name", "Its name."),
        ("perpetrators", "text", participants(engine, "'perpetrator'", "who.name", also=UNDENIED.format("p.")),
         "Who did it, accepted and contested, not denied: names, sorted, '; ' between. How sure that is stands in perpetrators_attribution."),
        ("perpetrators_attribution", "text", participants(engine, "'perpetrator'"),
         "The same, each with how sure the sources are: 'Name (claimed)'. Words: vocabulary list 'attribution'; a denial stands here too."),
        ("targets", "text", participants(engine, "'target'", "who.name"), "At whom it was aimed: names, sorted, '; ' between."),
        ("killed_low", "integer", KILLED_LOW, "People killed, at least; null where unknown."),
        ("killed_high", "integer", KILLED_HIGH, "People killed, at most; null where unknown or open."),
        ("injured_low", "integer", _low("injured"), "People injured, at least; null where unknown."),
        ("injured_high", "integer", _high("injured"), "People injured, at most; null where unknown or open."),
        ("done_by", "text", participants(engine, DOERS),
         "Who did it, be it an attack, a killing or a capture: those who stand as perpetrator, killer or captor, as in perpetrators_attribution."),
        *columns(event_days(engine, "t")),
    )  # fmt: skip
