"""The view of events: when and where, by whom against whom, and the casualties as ranges."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from kbase.database.days import columns, event_days
from kbase.database.standing import STANDING, UNDENIED
from kbase.database.view import View, bounds, listed, made, own
from kbase.vocabulary import WITHOUT_TOLL

_DEPTH = 6  # places above an event's place, itself counted
_WHOLE = (  # figures of the event as a whole: not of what somebody did elsewhere, not of one place among several
    f"FROM figures f WHERE f.subject_id = t.id AND f.subject_type = 'event' AND f.metric = '{{}}' AND f.{STANDING}\n"
    "    AND f.side <> 'inflicted_by_subject' AND (f.place_id IS NULL OR f.place_id = t.place_id)"
)
CASUALTIES = (
    "Ranges are made from the accepted and contested figures of the event, of any estimator and day; not from those of the attackers' own "
    "dead ('attackers'), which stand in figures. Of each category the least low (or best number) counts. Low is that of 'all'; where there is "
    "none, that of 'mixed', which has civilians and others in it; where there is none either, the greatest of the single categories, since these may "
    "count the same people. A category of which all figures are contested, or the own count of whoever did it or was a side, gives way to "
    "any other. Whoever is confirmed as killed by name is counted: low is no less than so many. High is the greatest high (or best "
    "number) of 'all'. A figure that says only 'at least' leaves high open (null), unless another figure gives one at least as great; so does a "
    "category of which more may be counted, since a part is not more than the whole. Where there is no figure of 'all', high is open. Both null: no "
    "figure, which is unknown and never zero, but for kinds of event in which nobody is killed ('announcement', 'pledge' …): see killed_unknown."
)
# who did it, or was a side of it, however sure that is: its own count of the others' dead is a claim
_INTERESTED = (
    "EXISTS (SELECT 1 FROM participations i WHERE i.event_id = t.id AND i.participant_id = f.estimator_id\n"
    f"      AND i.role IN ('perpetrator', 'killer', 'captor', 'party') AND i.{STANDING})"
)


def _named(metric: str) -> str:
    """How many people are confirmed as killed (or injured) by name; who did it is none of them, as in figures."""
    return (
        "(SELECT COUNT(DISTINCT p.participant_id) FROM participations p WHERE p.event_id = t.id\n"
        f"    AND p.role = '{metric}' AND p.participant_type = 'person' AND p.attribution = 'confirmed' AND p.status = 'accepted'\n"
        "    AND NOT EXISTS (SELECT 1 FROM participations own WHERE own.event_id = t.id AND own.participant_id = p.participant_id\n"
        f"      AND own.role = 'perpetrator' AND own.{STANDING}))"
    )


def _low(metric: str) -> str:
    borne_out = f"CASE WHEN f.status = 'accepted' AND NOT {_INTERESTED} THEN 1 ELSE 0 END"
    by_category = (
        f"SELECT f.category, MIN(COALESCE(f.low, f.best)) AS least, MAX({borne_out}) AS borne_out\n    {_WHOLE.format(metric)}\n"
        "    AND f.category <> 'attackers' AND COALESCE(f.low, f.best) IS NOT NULL GROUP BY f.category"
    )
    counted = (
        f"(SELECT c.least FROM ({by_category}) c ORDER BY c.borne_out DESC,\n"
        "    CASE c.category WHEN 'all' THEN 0 WHEN 'mixed' THEN 1 ELSE 2 END, c.least DESC LIMIT 1)"
    )
    return f"(SELECT MAX(n.low) FROM (SELECT {counted} AS low UNION ALL SELECT NULLIF({_named(metric)}, 0)) n)"


def _high(metric: str) -> str:
    of_all = "MAX(CASE f.category WHEN 'all' THEN COALESCE(f.high, f.best) END)"
    beyond = "MAX(CASE WHEN f.category <> 'all' THEN COALESCE(f.high, f.best, f.low) WHEN COALESCE(f.high, f.best) IS NULL THEN f.low END)"
    return (
        f"(SELECT CASE WHEN {beyond} > {of_all} OR {_named(metric)} > {of_all} THEN NULL ELSE {of_all} END\n"
        f"    {_WHOLE.format(metric)} AND f.category <> 'attackers')"
    )


def _unknown(metric: str) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in WITHOUT_TOLL)
    return f"CASE WHEN t.kind NOT IN ({kinds})\n    AND {_low(metric)} IS NULL AND {_high(metric)} IS NULL THEN 1 ELSE 0 END"


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
# a captor did not kill: who is no perpetrator stands with the part played
_DID = ATTRIBUTED.replace("' ('", "' (' || CASE p.role WHEN 'perpetrator' THEN '' ELSE p.role || ', ' END")


def participants(engine: str, roles: str, word: str = ATTRIBUTED, also: str = "1 = 1") -> str:
    """The names of those who had one of the roles in the event `t`, sorted, each with its attribution; `also`: a condition on the part `p`."""
    return listed(
        engine,
        f"SELECT DISTINCT {word} AS word FROM participations p JOIN entities who ON who.id = p.participant_id\n"
        f"    WHERE p.event_id = t.id AND p.role IN ({roles}) AND p.{STANDING} AND {also}",
        "word",
    )


def doers(engine: str) -> str:
    """Who did it: perpetrators, killers and captors."""
    return participants(engine, "'perpetrator', 'killer', 'captor'", _DID)


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
        ("killed_unknown", "integer", _unknown("killed"), f"1 where nothing says how many were killed, else 0; 0 also for kinds in which nobody is killed: {', '.join(WITHOUT_TOLL)}."),
        ("injured_low", "integer", _low("injured"), "People injured, at least; null where unknown."),
        ("injured_high", "integer", _high("injured"), "People injured, at most; null where unknown or open."),
        ("injured_unknown", "integer", _unknown("injured"), "As killed_unknown, of the injured."),
        ("done_by", "text", doers(engine),
         "Who did it, be it an attack, a killing or a capture: perpetrators as in perpetrators_attribution, killers and captors with that word before it: 'Name (captor, confirmed)'."),
        ("part_of_id", "text", "(SELECT MIN(a.value_id) FROM attributes a WHERE a.entity_id = t.id AND a.property = 'part_of' AND a.status = 'accepted')",
         "The larger event that it was part of, whose figures may count its dead too: do not add up both."),
        *columns(event_days(engine, "t")),
    )  # fmt: skip
