"""How many there are, by year, country, kind …: the answer of `kbase list WHAT --count --by …`.

Casualties of events are summed as ranges: low with low, high with high. An event whose high is open makes the sum's
high open; an event without any figure is counted apart, never as zero. What only possibly fits a filter is counted, apart
from what surely does, and adds to the high of a sum alone.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from kbase.database.connection import Database, Row
from kbase.dates import FIRST, LAST
from kbase.problems import UsageError
from kbase.queries.claim_plans import AUTHORITY, STANDS, stands, stood
from kbase.queries.group_events import GROUPS_OF, OWN_PARTS
from kbase.queries.list_filters import Filters, doubtful_of
from kbase.queries.list_plans import PLANS, TOOK_PART, filled
from kbase.queries.listing import LASTING, Listing, MayFit, answered, may_fit, narrowed, of_listing, surely
from kbase.queries.own_parts import PART, part_as
from kbase.queries.revision import revision
from kbase.queries.ties import during, settled, span, then
from kbase.queries.within import citizen
from kbase.text import nearest


class By(NamedTuple):
    """One thing to count by: its SQL on `t` or on a join that gives it at most one row a value.

    `tie`: the filter of the list that asks for one of the values; what surely fits is what the list so filtered says.
    """

    sql: str
    join: str = ""
    tie: str = ""


def _year(first: str, last: str = "") -> By:
    """The year in which both bounds lie; null where they lie in several."""
    begin, end = _digits(4, first), _digits(4, last or first)
    return By(f"CASE WHEN {begin} = {end} THEN CAST({begin} AS integer) END")


def _decade(first: str, last: str) -> By:
    """The decade, '2010s', in which both bounds lie."""
    begin, end = _digits(3, first), _digits(3, last)
    return By(f"CASE WHEN {begin} = {end} THEN {begin} || '0s' END")


def _digits(number: int, column: str) -> str:
    """The first digits of a day; null for an open bound."""
    return f"SUBSTR(CAST(NULLIF(NULLIF({column}, '{FIRST}'), '{LAST}') AS text), 1, {number})"


def _through(name: str, table: str, here: str, there: str, named: str, also: str = "", tie: str = "") -> By:
    """The names of what a table ties to the thing."""
    return By(
        f"{name}.name",
        f"LEFT JOIN (SELECT DISTINCT x.{here} AS of_id, n.name FROM {table} x JOIN {named} n ON n.id = x.{there}{also}) {name} ON {name}.of_id = t.id",
        tie,
    )


def _countries(*more: str) -> By:
    """The countries in which a thing is located, or to which `more` ties it (SELECTs of of_id and place_id): as --country has it."""
    ties = "\n    UNION ".join(("SELECT l.entity_id AS of_id, l.place_id FROM current_locations l", *more))
    return By(
        "land.name",
        "LEFT JOIN (SELECT DISTINCT x.of_id, n.name FROM (\n    "
        f"{ties}\n  ) x JOIN place_within w ON w.place_id = x.place_id JOIN places n ON n.id = w.within_id WHERE n.kind = 'country'\n"
        ") land ON land.of_id = t.id",
        "country",
    )


_PARTS_IN = "FROM current_participations p JOIN events ev ON ev.id = p.event_id"
_FOUGHT_IN = (
    f"SELECT p.participant_id, ev.place_id {_PARTS_IN} WHERE {TOOK_PART}",
    f"SELECT p.participant_id, l.place_id {_PARTS_IN} JOIN current_locations l ON l.entity_id = ev.id WHERE {TOOK_PART}",
)
_CITIZENS = (
    "SELECT a.entity_id, a.value_id FROM current_attributes a WHERE a.property IN ('nationality', 'birth_place')"
)
_HOSTED = (
    "SELECT p.operation_id, g.country_id FROM current_operation_participants p JOIN organizations g ON g.id = p.participant_id "
    "WHERE p.role = 'host'"
)
# a group counts the events that --group lists for it, the perpetrator those that are laid at its door; a person beside a
# group or an organization acted for it
_SAID_TO_BE = "{0}.role = 'perpetrator' AND {0}.attribution <> 'denied'"
_PERPETRATOR = (
    f" WHERE {_SAID_TO_BE.format('x')} AND (x.participant_type <> 'person' OR NOT EXISTS (SELECT 1 FROM current_participations other "
    f"WHERE other.event_id = x.event_id AND {_SAID_TO_BE.format('other')} AND other.participant_type <> 'person'))"
)

BY: dict[str, dict[str, By]] = {
    "groups": {
        "kind": By("t.kind"), "country": _countries(*_FOUGHT_IN), "decade": _decade("t.founded_earliest", "t.founded_latest"),
        "authority": _through("authority", "current_designations", "entity_id", "authority_id", "organizations", tie="authority"),
    },
    "people": {
        "group": _through("in_group", "current_memberships", "person_id", "group_id", "groups", tie="group"),
        "role": By("had.role", "LEFT JOIN (SELECT DISTINCT x.person_id AS of_id, x.role FROM current_memberships x) had ON had.of_id = t.id", "kind"),
        "country": _countries(_CITIZENS),
        "authority": _through("authority", "current_designations", "entity_id", "authority_id", "organizations", tie="authority"),
        "nationality": _through("citizenship", "current_attributes", "entity_id", "value_id", "places", " WHERE x.property = 'nationality'", "nationality"),
        "year-of-death": _year("t.died_earliest", "t.died_latest"),
    },
    "organizations": {"kind": By("t.kind"), "country": _countries("SELECT o.id, o.country_id FROM organizations o")},
    "events": {
        "year": By("v.year"), "decade": _decade("t.start_earliest", "t.end_latest"), "kind": By("t.kind"),
        "country": By("v.country_name"), "place": By("p.name"), "operation": By("o.name"),
        "group": _through("tied", f"({GROUPS_OF})", "of_id", "group_id", "groups"),
        "perpetrator": _through("perpetrator", "current_participations", "event_id", "participant_id", "entities", _PERPETRATOR),
    },
    "operations": {
        "kind": By("t.kind"), "country": _countries(_HOSTED), "year": _year("t.started_earliest", "t.started_latest"),
        "lead": _through("lead", "current_operation_participants", "operation_id", "participant_id", "entities", " WHERE x.role = 'lead'", "group"),
    },
    "statements": {
        "speaker": By("s.name"), "on-behalf-of": By("b.name"), "medium": By("t.medium"), "authenticity": By("t.authenticity"),
        "year": _year("t.made_on_earliest", "t.made_on_latest"),
        "subject": _through("subject", "current_statement_subjects", "statement_id", "about_id", "entities"),
    },
    "disputes": {"kind": By("t.resolution")},
    "places": {"kind": By("t.kind"), "lies-in": By("p.name")},
    "sources": {"kind": By("t.kind"), "publisher": By("t.publisher"), "year": _year("t.published_earliest", "t.published_latest")},
    "designations": {
        "authority": By("a.name"), "list": By("t.list"), "type": By("t.entity_type"), "listing": By(STANDS),
        "year": _year("t.start_earliest", "t.start_latest"), "year-of-delisting": _year("t.end_earliest", "t.end_latest"),
    },
    "memberships": {
        "group": By("g.name"), "person": By("p.name"), "role": By("t.role"), "how-ended": By("t.how_ended"), "end": By("t.end_state"),
        "year": _year("t.start_earliest", "t.start_latest"), "year-of-end": _year("t.end_earliest", "t.end_latest"),
    },
    "cases": {
        "stage": By("t.stage"), "court": By("t.court"), "type": By("t.entity_type"), "year": _year("t.start_earliest", "t.start_latest"),
    },
    "relations": {
        "relation": By("t.relation"), "group": By("g.name"), "object": By("o.name"), "actor": By("w.name"), "year": _year("t.start_earliest", "t.start_latest"),
    },
    "ties": {"relation": By("t.relation"), "person": By("p.name"), "object": By("o.name"), "year": _year("t.start_earliest", "t.start_latest")},
}  # fmt: skip
_KIND = {
    "people": "role", "memberships": "role", "statements": "medium", "designations": "list", "cases": "stage",
    "relations": "relation", "ties": "relation",
}  # fmt: skip
_CASUALTIES = ("killed", "injured")
_EVENTS = "LEFT JOIN event_list v ON v.id = t.id"


def count(database: Database, what: str, filters: Filters, by: Iterable[str]) -> Listing:
    """A row for every combination of values, with how many there are; null stands for what is not known, or not one year.

    What has several values (the groups of a person) is counted under each. Where the list would say `fits` or `on_day`,
    `surely` is how many of `count` fit surely. Events have killed_low (of what fits surely; null: unknown), killed_high (null:
    open), killed_unknown (events without a figure), and the same of the injured.

    :raises UsageError: for a word that this list cannot be counted by.
    """
    # by the kind that --kind asks for, whatever the list calls it
    by = [_KIND.get(what, word) if word.strip().lower() == "kind" else word for word in by]
    dimensions = {word: _by(what, word) for word in by}
    names = [word.replace("-", "_") for word in dimensions]
    conditions, params = narrowed(database, what, filters)
    # on a day the list itself says who is in it: what it asks of that day, the filters without the day do not; so with the status of a time
    if filters.on is not None:
        conditions = []
    elif (filters.first or filters.last) and (filters.status or of_listing(what, filters, dimensions)):
        conditions = narrowed(database, what, filters._replace(status=None, first=None, last=None))[0]
    rest = PLANS[what].select.rpartition(_FROM)[2]
    columns = [f"{dimension.sql} AS by_{n}" for n, dimension in enumerate(dimensions.values())]
    if day := ":on" if filters.on is not None else ":last" if filters.last is not None else "":
        columns = [c.replace(STANDS, stands(day)) for c in columns]
    joins = [_asked(what, word, dimension.join, filters) for word, dimension in dimensions.items()]
    timed = [_timed(what, word, join, filters) for word, join in zip(dimensions, joins, strict=True)]
    more_columns, more_joins = [], []
    if what == "events":
        more_columns = [
            "v.part_of_id",
            *(f"v.{metric}_{end}" for metric in _CASUALTIES for end in ("low", "high", "unknown")),
        ]
        more_joins = [_EVENTS]

    def asked(columns: Iterable[str], joins: Iterable[str], tail: str) -> list[Row]:
        parts = [f"SELECT DISTINCT {', '.join(['t.id', *columns])}{_FROM}{rest}", *dict.fromkeys(j for j in joins if j)]
        sql = "\n".join(parts) + tail
        sql, values = filled(sql, params)
        return database.rows(sql, **values)

    where = "\nWHERE " + "\n  AND ".join(conditions) if conditions else ""
    rows = asked([*columns, *more_columns], [*timed, *more_joins], f"{where}\nORDER BY t.id")
    doubtful = not {*dict(filters.asked()), *dimensions}.isdisjoint(doubtful_of(what))
    if doubtful:
        sure: list[set[tuple[str, str]] | None] = []
        for n, (word, join) in enumerate(zip(dimensions, joins, strict=True)):
            surely_ = _timed(what, word, join, filters, surely=True)
            if surely_ == timed[n]:  # the time leaves it as it is
                sure.append(None)
                continue
            found_ = asked([columns[n]], [surely_], f"{where}\nORDER BY t.id, by_{n}") if rows else []
            sure.append({(row["id"], row[f"by_{n}"]) for row in found_})
        rows = _fitting(database, what, filters, [d.tie for d in dimensions.values()], sure, rows)
    found = _grouped(rows, len(names), surely=doubtful, casualties=what == "events")
    shown = (
        *names,
        "count",
        *(["surely"] if doubtful else []),
        *(f"{m}_{end}" for m in _CASUALTIES for end in ("low", "high", "unknown") if what == "events"),
    )
    more = filters.limit is not None and len(found) > filters.limit
    return Listing(
        what,
        shown,
        tuple(dict(zip(shown, row, strict=True)) for row in found[: filters.limit]),
        more,
        revision(database),
    )


_FROM = "\nFROM "


def _stood(what: str, filters: Filters) -> str:
    """The condition that the listing `x` has the status asked for: at the time asked for, else now."""
    status = str(filters.status)
    if filters.on is not None:
        return stood("x", ":on", ":on")[status]
    if what in LASTING and (filters.first or filters.last):
        return stood("x", *span(filters.first, filters.last))[status]
    return f"x.end_state {'=' if status == 'delisted' else '<>'} 'ended'"


def _asked(what: str, word: str, join: str, filters: Filters) -> str:
    """The join of a dimension ('' for none), narrowed to the claims that the filters ask for: the roles in that group, who of those asked
    listed it."""
    tests: list[str] = []
    if (what, word) == ("people", "role") and filters.group is not None:
        tests.append("x.group_id IN (:group)")
    if (what, word) == ("people", "group") and filters.kind is not None:
        tests.append("x.role IN (:kind)")
    if word == "authority" and "current_designations" in join:
        if filters.authority is not None:
            tests.append(AUTHORITY.format("x.authority_id"))
        if filters.status is not None:
            tests += ["x.status = 'accepted'", _stood(what, filters)]
    parts = [name for name in PART if getattr(filters, name) is not None]
    if what == "events" and word == "group" and parts:  # of its own part, as --group has it
        return join.replace(GROUPS_OF, OWN_PARTS.format(" AND ".join(part_as(parts))))
    if what == "events" and word == "perpetrator" and filters.attribution is not None:
        return join.replace("x.attribution <> 'denied'", "x.attribution IN (:attribution)")
    head, mark, tail = join.rpartition(") ")
    return f"{head} WHERE {' AND '.join(tests)}{mark}{tail}" if tests else join


def _timed(what: str, word: str, join: str, filters: Filters, *, surely: bool = False) -> str:
    """The join of a dimension as of the day or time asked for, where the list asks its filter of it too."""
    if word == "nationality":
        head, mark, tail = join.rpartition(") ")
        return head + citizen("x", surely=surely, on=filters.on is not None) + mark + tail
    if what == "events":
        return settled(join, attributed=filters.attribution) if surely else join
    if word == "authority" and filters.status:
        return join
    if filters.on is not None:
        return then(join, surely=surely)
    if what in LASTING and (filters.first or filters.last):
        return during(join, filters.first, filters.last, surely=surely)
    return join


def _fitting(
    database: Database,
    what: str,
    filters: Filters,
    ties: list[str],
    sure: list[set[tuple[str, str]] | None],
    rows: list[Row],
) -> list[Row]:
    """The rows that the list has, if it were filtered by their values too, each with whether it then `surely` fits.

    :param ties: the filter of each dimension, or ''.
    :param sure: the id of a thing with each value that it surely had; None where all of them are sure.
    """

    filters = filters._replace(limit=None)

    @cache
    def fitting(keyed: tuple[str, ...]) -> MayFit:
        return may_fit(database, what, filters, keyed)

    @cache
    def listed(keyed: frozenset[str]) -> dict[str, bool]:
        by_listing = of_listing(what, filters, keyed) and not of_listing(what, filters)
        columns, found = answered(fitting(("authority",) * by_listing), what, filters, keyed)
        fits = surely(columns, found)
        return {row["id"]: fits is None or row["id"] in fits for row in found}

    kept = []
    for row in rows:
        values = [row[f"by_{n}"] for n in range(len(ties))]
        held = listed(frozenset(tie for tie, value in zip(ties, values, strict=True) if tie and value is not None))
        if row["id"] in held:
            tied = [
                value is None or pairs is None or (row["id"], value) in pairs
                for value, pairs in zip(values, sure, strict=True)
            ]
            kept.append({**row, "surely": held[row["id"]] and all(tied)})
    return kept


def _by(what: str, word: str) -> By:
    known = BY[what]
    wanted = word.strip().lower().replace("_", "-")
    if wanted in known:
        return known[wanted]
    near = nearest(wanted, known, 0.5)
    help = f"did you mean '{near}'? " if near else ""
    raise UsageError(f"a list of {what} is not counted by '{word}'", f"{help}one of: {', '.join(known)}")


def _grouped(rows: list[Row], dimensions: int, *, surely: bool, casualties: bool) -> list[tuple[Any, ...]]:
    """The rows by their values, in the order of these, what is not known last; `surely`: whether the rows tell which of them surely fit."""
    groups: dict[tuple[Any, ...], list[Row]] = {} if dimensions else {(): []}
    for row in rows:
        groups.setdefault(tuple(row[f"by_{n}"] for n in range(dimensions)), []).append(row)
    found = []
    for values in sorted(groups, key=lambda v: [(x is None, x or "") for x in v]):
        members = groups[values]
        sums: list[Any] = []
        fits = [not surely or row["surely"] for row in members]
        for metric in _CASUALTIES if casualties else ():
            sums += _sum(metric, members, fits)
            sums.append(sum(row[f"{metric}_unknown"] for row in members))
        found.append((*values, len(members), *([sum(fits)] if surely else []), *sums))
    return found


def _sum(metric: str, events: list[Row], fits: list[bool]) -> list[int | None]:
    """The sum of ranges: low, and high (None where one of them is open).

    The low is that of those which surely fit, None where of none of these a low is known. Who fell in a part of a larger event is
    counted with that, where it is among them and has a toll.
    """
    known = [
        (e, sure)
        for e, sure in zip(events, fits, strict=True)
        if (e[f"{metric}_low"], e[f"{metric}_high"]) != (None, None)
    ]
    wholes = {e["id"]: sure for e, sure in known}
    lows = [e[f"{metric}_low"] for e, sure in known if sure and not wholes.get(e["part_of_id"])]
    highs = [e[f"{metric}_high"] for e, _ in known if e["part_of_id"] not in wholes]
    lows = [low for low in lows if low is not None]
    return [sum(lows) if lows else None, None if not highs or None in highs else sum(highs)]
