"""Lists of things, narrowed by filters that combine: the answer of `kbase list`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.claim_words import COUNTED
from kbase.database.connection import Database, Row
from kbase.database.standing import BY_RANK, LAST_FIRST, LISTED_BY, LISTING, ROLE_ORDER
from kbase.dates import FIRST, LAST, DateError, parse
from kbase.fields import ACTS, PROTAGONISTS
from kbase.problems import KbaseError, UsageError
from kbase.queries.claims import WITHIN
from kbase.queries.group_events import RELATED, THROUGH, THROUGH_WHOM
from kbase.queries.on_day import NO, by, day_of, held
from kbase.queries.resolve import Entity, resolve
from kbase.queries.revision import Revision, revision
from kbase.queries.words import UNDOING
from kbase.text import fold
from kbase.vocabulary import VOCABULARY


class Filters(NamedTuple):
    """What to narrow a list by; None narrows nothing."""

    country: str | None = None
    group: str | None = None
    person: str | None = None
    kind: str | None = None
    name: str | None = None
    first: str | None = None
    last: str | None = None
    authority: str | None = None
    status: str | None = None
    on: str | None = None
    speaker: str | None = None
    about: str | None = None
    limit: int | None = None


class Listing(NamedTuple):
    what: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool  # whether the limit cut it
    revision: Revision


class Plan(NamedTuple):
    """The SQL of one list: the thing is `t`, its entry `e`."""

    select: str
    order: str
    conditions: dict[str, str]
    # for --on: where the six columns of the dates of a row stand; '' for a list that has none
    dates: str = ""


_COUNTRY = WITHIN.replace(":id", ":country")
LISTED = f"{LISTING} AS listing"
# the last stage; one without a day comes after those with one
_COURT = f"""(SELECT l.stage || CASE WHEN l.stage IN {UNDOING} THEN ': ' || l.matter ELSE '' END
    FROM legal_cases l WHERE l.entity_id = t.id AND l.status = 'accepted'
    ORDER BY CASE WHEN l.start_date IS NULL THEN 1 ELSE 0 END, l.start_latest DESC, l.id LIMIT 1) AS court"""
_THEN = "d.start_earliest <= :on AND d.end_latest >= :on"
_LISTED_THEN = "EXISTS (SELECT 1 FROM designations d WHERE d.entity_id = t.id AND d.status = 'accepted' AND {})"
LISTED_THEN = (
    f"CASE WHEN {_LISTED_THEN.format(_THEN)} THEN 'listed'\n"
    f"    WHEN {_LISTED_THEN.format('d.end_latest < :on')} THEN 'delisted' END AS listing"
)
_ROLE_ORDER_IN_GROUP = ROLE_ORDER.replace("ORDER BY", "ORDER BY CASE m.group_id WHEN :group THEN 0 ELSE 1 END,", 1)
_ROLE = f"""COALESCE(
    (SELECT REPLACE(m.role, '_', ' ') || ' of ' || g.name || CASE m.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_memberships m JOIN groups g ON g.id = m.group_id WHERE m.person_id = t.id
     {ROLE_ORDER} LIMIT 1),
    (SELECT p.title || ', ' || o.name || CASE p.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_positions p JOIN organizations o ON o.id = p.organization_id WHERE p.person_id = t.id
     ORDER BY {LAST_FIRST.format("p")}, p.start_earliest DESC, p.id LIMIT 1)) AS role"""
_ROLE_THEN = _ROLE.replace(
    "WHERE m.person_id = t.id", "WHERE m.person_id = t.id AND m.start_earliest <= :on AND m.end_latest >= :on"
).replace("WHERE p.person_id = t.id", "WHERE p.person_id = t.id AND p.start_earliest <= :on AND p.end_latest >= :on")
_ENTRY = "JOIN entities e ON e.id = t.id"
_NAMED = "(' ' || e.folded LIKE :name OR EXISTS (SELECT 1 FROM current_names n WHERE n.entity_id = t.id AND ' ' || n.folded LIKE :name))"
_LISTED_BY = "EXISTS (SELECT 1 FROM current_designations d WHERE d.entity_id = t.id AND d.authority_id = :authority)"
_LOCATED = f"t.id IN (SELECT l.entity_id FROM current_locations l WHERE l.place_id IN ({_COUNTRY}))"
_TAKES_PART = "EXISTS (SELECT 1 FROM current_participations p WHERE p.event_id = t.id AND p.participant_id = :{})"
_IN_OPERATION = (
    "EXISTS (SELECT 1 FROM current_operation_participants p WHERE p.operation_id = t.id AND p.participant_id = :{})"
)
_SAYS = "(t.speaker_id = :{0} OR t.on_behalf_of_id = :{0} OR EXISTS (SELECT 1 FROM current_statement_subjects s WHERE s.statement_id = t.id AND s.about_id = :{0}))"


def _own(name: str, column: str = "") -> str:
    """A property of the thing; where the sources do not decide it, the word 'contested'."""
    return (
        f"COALESCE({column or f't.{name}'}, (SELECT a.status FROM attributes a WHERE a.entity_id = t.id "
        f"AND a.property = '{name}' AND a.status = 'contested' ORDER BY a.id LIMIT 1)) AS {name}"
    )


def _dates(first: str, last: str) -> str:
    """The dates of a row, from two columns with bounds; a missing one leaves the end open."""
    return ", ".join(
        f"COALESCE({first if end == 'start' else last}_{bound}, '{open_}') AS {end}_{bound}"
        for end, bound, open_ in (
            ("start", "earliest", FIRST), ("start", "latest", LAST), ("end", "earliest", FIRST), ("end", "latest", LAST),
        )
    ) + f", {_flag(first)} AS start_flag, {_flag(last)} AS end_flag"  # fmt: skip


def _flag(column: str) -> str:
    return f"CASE WHEN SUBSTR({column}, LENGTH({column}), 1) IN ('~', '?', '%') THEN '~' END"


_CLAIM_DATES = "t.start_earliest, t.start_latest, t.end_earliest, t.end_latest, t.start_flag, t.end_flag"
_CLAIM_PERIOD = {"first": "t.end_latest >= :first", "last": "t.start_earliest <= :last"}

# the newest number of troops, with the day it is of
_STRENGTH = (
    f"(SELECT {COUNTED} || COALESCE(' (' || f.end_date || ')', '') FROM current_figures f WHERE f.subject_id = t.id "
    "AND f.metric IN ('troops', 'strength') ORDER BY CASE WHEN f.end_date IS NULL THEN 1 ELSE 0 END, f.end_latest DESC, "
    "CASE WHEN f.place_id IS NULL THEN 0 ELSE 1 END, f.id LIMIT 1)"
)

PLANS: dict[str, Plan] = {
    "groups": Plan(
        f"SELECT t.id, t.name, t.kind, {_own('founded')},\n  {_own('dissolved')},\n  {LISTED}\nFROM groups t {_ENTRY}",
        "e.folded, t.id",
        {
            "country": f"({_LOCATED} OR t.id IN (SELECT p.participant_id FROM current_participations p JOIN events ev ON ev.id = p.event_id WHERE ev.place_id IN ({_COUNTRY})))",
            "group": "t.id IN (SELECT r.group_id FROM current_group_relations r WHERE r.object_id = :group UNION SELECT r.object_id FROM current_group_relations r WHERE r.group_id = :group)",
            "person": "t.id IN (SELECT m.group_id FROM current_memberships m WHERE m.person_id = :person)",
            "kind": "t.kind = :kind", "name": _NAMED, "authority": _LISTED_BY, "status": "",
            "first": "(t.dissolved_latest IS NULL OR t.dissolved_latest >= :first)",
            "last": "(t.founded_earliest IS NULL OR t.founded_earliest <= :last)",
        },
        _dates("t.founded", "t.dissolved"),
    ),
    "people": Plan(
        f"SELECT t.id, t.name, {_ROLE},\n  {_own('born')},\n  {_own('died')},\n  {LISTED},\n  {_COURT}\nFROM people t {_ENTRY}",
        "e.folded, t.id",
        {
            "country": f"({_LOCATED} OR t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property IN ('nationality', 'birth_place') AND a.value_id IN ({_COUNTRY})))",
            "group": "t.id IN (SELECT m.person_id FROM current_memberships m WHERE m.group_id = :group)",
            "person": "t.id IN (SELECT r.person_id FROM current_person_relations r WHERE r.object_id = :person UNION SELECT r.object_id FROM current_person_relations r WHERE r.person_id = :person)",
            "kind": "t.id IN (SELECT m.person_id FROM current_memberships m WHERE m.role = :kind)",
            "name": _NAMED, "authority": _LISTED_BY, "status": "",
        },
    ),
    "organizations": Plan(
        f"SELECT t.id, t.name, t.kind, c.name AS country, {_own('founded')},\n  {LISTED}\nFROM organizations t {_ENTRY}\nLEFT JOIN places c ON c.id = t.country_id",
        "e.folded, t.id",
        {
            "country": f"(t.country_id IN ({_COUNTRY}) OR {_LOCATED})",
            "group": "t.id IN (SELECT r.organization_id FROM current_organization_relations r WHERE r.object_id = :group)",
            "person": "t.id IN (SELECT p.organization_id FROM current_positions p WHERE p.person_id = :person)",
            "kind": "t.kind = :kind", "name": _NAMED, "authority": _LISTED_BY, "status": "",
        },
    ),
    "events": Plan(
        f"SELECT t.id, {_own('date')},\n  t.name, t.kind, {_own('place', 'p.name')},\n  {_own('operation', 'o.name')}\nFROM events t {_ENTRY}\n"
        "LEFT JOIN places p ON p.id = t.place_id LEFT JOIN operations o ON o.id = t.operation_id",
        "CASE WHEN t.start_earliest IS NULL THEN 1 ELSE 0 END, t.start_earliest, t.id",
        {
            "country": f"(t.place_id IN ({_COUNTRY}) OR {_LOCATED} OR t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property = 'place' AND a.value_id IN ({_COUNTRY})))",
            "group": f"({_TAKES_PART.format('group')}\n    OR {RELATED}\n    OR {THROUGH})", "person": _TAKES_PART.format("person"),
            "kind": "t.kind = :kind", "name": _NAMED, "first": "t.end_latest >= :first", "last": "t.start_earliest <= :last",
        },
        f"t.start_earliest, t.start_latest, t.end_earliest, t.end_latest, {_flag('t.date')} AS start_flag, {_flag('t.date')} AS end_flag",
    ),
    "operations": Plan(
        f"SELECT t.id, t.name, t.kind, {_own('started')},\n  {_own('ended')},\n  {_own('predecessor', 'o.name')},\n  (SELECT COUNT(*) FROM events ev WHERE ev.operation_id = t.id) AS events,\n  {_STRENGTH} AS strength\nFROM operations t {_ENTRY}\nLEFT JOIN operations o ON o.id = t.predecessor_id",
        "CASE WHEN t.started_earliest IS NULL THEN 1 ELSE 0 END, t.started_earliest, t.id",
        {
            "country": f"({_LOCATED} OR t.id IN (SELECT p.operation_id FROM current_operation_participants p JOIN organizations g ON g.id = p.participant_id WHERE p.role = 'host' AND g.country_id IN ({_COUNTRY})))",
            "group": _IN_OPERATION.format("group"), "person": _IN_OPERATION.format("person"),
            "kind": "t.kind = :kind", "name": _NAMED,
            "first": "(t.ended_latest IS NULL OR t.ended_latest >= :first)",
            "last": "(t.started_earliest IS NULL OR t.started_earliest <= :last)",
        },
        _dates("t.started", "t.ended"),
    ),
    "statements": Plan(
        f"SELECT t.id, t.made_on, s.name AS speaker, b.name AS on_behalf_of, t.medium, t.authenticity, t.summary\nFROM statements t {_ENTRY}\n"
        "JOIN entities s ON s.id = t.speaker_id LEFT JOIN entities b ON b.id = t.on_behalf_of_id",
        "CASE WHEN t.made_on_earliest IS NULL THEN 1 ELSE 0 END, t.made_on_earliest, t.id",
        {
            "country": f"t.id IN (SELECT a.statement_id FROM current_statement_subjects a WHERE a.about_id IN ({_COUNTRY}))",
            "group": _SAYS.format("group"), "person": _SAYS.format("person"), "kind": "t.medium = :kind", "name": _NAMED,
            "speaker": "(t.speaker_id = :speaker OR t.on_behalf_of_id = :speaker)",
            "about": f"t.id IN (SELECT a.statement_id FROM current_statement_subjects a WHERE a.about_id IN ({WITHIN.replace(':id', ':about')} UNION SELECT :about))",
            "first": "t.made_on_latest >= :first", "last": "t.made_on_earliest <= :last",
        },
    ),
    "places": Plan(
        f"SELECT t.id, t.name, t.kind, t.iso3166_1, p.name AS lies_in, t.lat, t.lon, t.precision\nFROM places t {_ENTRY}\nLEFT JOIN places p ON p.id = t.parent_id",
        "e.folded, t.id",
        {"country": f"t.id IN ({_COUNTRY})", "kind": "t.kind = :kind", "name": _NAMED},
    ),
    "sources": Plan(
        f"SELECT t.id, t.published, t.publisher, t.title, t.kind, t.url\nFROM sources t {_ENTRY}",
        "CASE WHEN t.published_earliest IS NULL THEN 1 ELSE 0 END, t.published_earliest, t.id",
        {
            "group": "t.id IN (SELECT c.source_id FROM citations c WHERE c.entity_id = :group OR c.claim_id LIKE :group || '/%')",
            "person": "t.id IN (SELECT c.source_id FROM citations c WHERE c.entity_id = :person OR c.claim_id LIKE :person || '/%')",
            "kind": "t.kind = :kind", "name": _NAMED,
            "first": "t.published_latest >= :first", "last": "t.published_earliest <= :last",
        },
    ),
    "designations": Plan(
        "SELECT t.id, e.name AS entity, t.entity_type AS type, a.name AS authority, t.list, t.reference, t.start_date AS listed_on,\n"
        "  t.end_date AS delisted_on, CASE t.end_state WHEN 'ended' THEN 'delisted' ELSE 'listed' END AS listing, t.status\n"
        "FROM current_designations t JOIN entities e ON e.id = t.entity_id\nJOIN organizations a ON a.id = t.authority_id",
        "e.folded, t.start_earliest, t.id",
        {
            "country": f"a.country_id IN ({_COUNTRY})", "group": "t.entity_id = :group", "person": "t.entity_id = :person",
            "kind": "t.list = :kind", "name": _NAMED.replace("t.id", "t.entity_id"), "authority": "t.authority_id = :authority",
            "status": "CASE t.end_state WHEN 'ended' THEN 'delisted' ELSE 'listed' END = :status",
            "first": "t.end_latest >= :first", "last": "t.start_earliest <= :last",
        },
        _CLAIM_DATES,
    ),
    "memberships": Plan(
        "SELECT t.id, p.name AS person, g.name AS \"group\", t.role, t.title, t.start_date AS since, t.end_date AS until, t.end_state, t.how_ended, t.status\n"
        "FROM current_memberships t JOIN people p ON p.id = t.person_id\nJOIN groups g ON g.id = t.group_id\nJOIN entities e ON e.id = t.person_id",
        f"{BY_RANK.replace('m.role', 't.role')}, t.start_earliest, t.id",
        {
            "country": f"t.group_id IN (SELECT l.entity_id FROM current_locations l WHERE l.place_id IN ({_COUNTRY}))",
            "group": "t.group_id = :group", "person": "t.person_id = :person", "kind": "t.role = :kind",
            "name": _NAMED.replace("t.id", "t.person_id"), **_CLAIM_PERIOD,
        },
        _CLAIM_DATES,
    ),
    "relations": Plan(
        "SELECT t.id, g.name AS \"group\", t.relation, o.name AS object, t.start_date AS since, t.end_date AS until, t.end_state, t.extent, t.status\n"
        "FROM current_group_relations t JOIN groups g ON g.id = t.group_id\nJOIN entities o ON o.id = t.object_id\nJOIN entities e ON e.id = t.group_id",
        "e.folded, t.start_earliest, t.id",
        {
            "group": "(t.group_id = :group OR t.object_id = :group)", "person": "t.actor_id = :person", "kind": "t.relation = :kind",
            "name": _NAMED.replace("t.id", "t.group_id"), **_CLAIM_PERIOD,
        },
        _CLAIM_DATES,
    ),
}  # fmt: skip

OPTIONS = {"first": "--from", "last": "--to"}
# the words of --kind in each list, and what they are there
KINDS = {
    "groups": ("group_kind", "a kind of group"), "people": ("membership_role", "a role of a person in a group"),
    "organizations": ("organization_kind", "a kind of organization"), "events": ("event_kind", "a kind of event"),
    "operations": ("operation_kind", "a kind of operation"), "statements": ("medium", "a medium of a statement"),
    "places": ("place_kind", "a kind of place"), "sources": ("source_kind", "a kind of source"),
    "designations": ("list", "a list of designations"), "memberships": ("membership_role", "a role of a person in a group"),
    "relations": ("group_relation", "a relation between groups"),
}  # fmt: skip
# where a filter by group asks for more: who stands for the group in an event; the role in this group
_IN_GROUP = {
    "events": ("\nFROM events t", f",\n  CASE WHEN {_TAKES_PART.format('group')}\n    OR {RELATED} THEN NULL ELSE {THROUGH_WHOM} END AS through\nFROM events t"),
    "people": (ROLE_ORDER, _ROLE_ORDER_IN_GROUP),
}  # fmt: skip


def listing(database: Database, what: str, filters: Filters) -> Listing:
    """The things of a list that pass all filters.

    :raises UsageError: for a filter that this list does not have, or a value that no row can have.
    """
    plan = PLANS[what]
    conditions, params = narrowed(database, what, filters)
    sql = plan.select
    if filters.group is not None and what in _IN_GROUP:
        sql = sql.replace(*_IN_GROUP[what])
    if "on" in params:
        sql = _on(what, plan, sql, conditions)
        if ":on" not in sql + " ".join(conditions):
            del params["on"]
    if conditions:
        sql += "\nWHERE " + "\n  AND ".join(conditions)
    sql += f"\nORDER BY {plan.order}"
    sifted = filters.on is not None and bool(plan.dates)  # some rows are left out when the flags are seen
    if filters.limit is not None and not sifted:
        sql += f"\nLIMIT {filters.limit + 1}"  # one more tells whether there are more
    rows = database.rows(sql, **params)
    columns = database.columns
    if sifted:
        day = day_of(str(filters.on))
        rows = [r for r in ({**row, "on_day": _held(what, row, day)} for row in rows) if r["on_day"] != NO]
        columns = (*(c for c in columns if c not in _BOUNDS), "on_day")
    more = filters.limit is not None and len(rows) > filters.limit
    return Listing(what, columns, tuple(rows[: filters.limit]), more, revision(database))


def narrowed(database: Database, what: str, filters: Filters) -> tuple[list[str], dict[str, Any]]:
    """The conditions that the filters make, and their parameters.

    :raises UsageError: for a filter that this list does not have, or a value that no row can have.
    """
    plan = PLANS[what]
    conditions, params = [], {}
    for name, value in filters._asdict().items():
        if value is None or name == "limit":
            continue
        if name == "on" and (plan.dates or what == "people"):
            params["on"] = day_of(str(value))
            continue
        if name not in plan.conditions:
            known = ", ".join([OPTIONS.get(n, f"--{n}") for n in plan.conditions] + ["--on"] * bool(plan.dates))
            raise UsageError(f"a list of {what} has no {OPTIONS.get(name, f'--{name}')}", f"it has {known}")
        condition = plan.conditions[name]
        if name == "status":
            if value not in LISTED_BY:
                raise UsageError(f"'{value}' is not a status of a listing", "one of: listed, delisted")
            condition = condition or LISTED_BY[value]
        conditions.append(condition)
        if f":{name}" in condition:
            params[name] = kind_word(what, str(value)) if name == "kind" else _value(database, name, str(value))
    if "first" in params and "last" in params and params["first"] > params["last"]:
        raise UsageError(
            f"--from {filters.first} --to {filters.last} ends before it begins", "the earlier date goes with --from"
        )
    return conditions, params


_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "start_flag", "end_flag")


def _on(what: str, plan: Plan, sql: str, conditions: list[str]) -> str:
    """The SELECT as of a day, with the dates of each row."""
    if what == "people":
        conditions[:] = [
            c.replace("m.group_id = :group", "m.group_id = :group AND m.start_earliest <= :on AND m.end_latest >= :on")
            for c in conditions
        ]
        sql = sql.replace(_ROLE, _ROLE_THEN).replace(
            _ROLE.replace(*_IN_GROUP["people"]), _ROLE_THEN.replace(*_IN_GROUP["people"])
        )
    elif plan.dates:
        head, mark, tail = sql.rpartition(f"\nFROM {_FROM[what]} t")
        sql = f"{head},\n  {plan.dates}{mark}{tail}"
    then = LISTED_THEN.replace("t.id", "t.entity_id") if what == "designations" else LISTED_THEN
    return sql.replace(LISTED, then)


_FROM = {what: f"current_{table}" if (table := {"relations": "group_relations"}.get(what, what)) in
         ("designations", "memberships", "group_relations") else what for what in PLANS}  # fmt: skip


def _held(what: str, row: Row, day: str) -> str:
    if what == "relations" and row["relation"] in ACTS:
        return by(day, row["start_earliest"], row["start_latest"], row["start_flag"] or "")
    return held(row, day)


COUNTRY = "SELECT id, name FROM places WHERE iso3166_1 = :code ORDER BY id"


def country_or(database: Database, value: str, types: tuple[str, ...] = ()) -> Entity:
    """The country of an ISO code, else the entity that is meant."""
    if len(value) == 2:
        for row in database.rows(COUNTRY, code=value.upper()):
            return Entity(row["id"], "place", row["name"])
    return resolve(database, value, types)


def kind_word(what: str, value: str) -> str:
    """A word of the vocabulary that the list's --kind takes."""
    name, meaning = KINDS[what]
    words = VOCABULARY[name]
    word = value.strip().lower().replace(" ", "_").replace("-", "_")
    if word in words:
        return word
    from difflib import get_close_matches

    near = get_close_matches(word, words, n=1, cutoff=0.5)
    nearest = f"did you mean '{near[0]}'? " if near else ""
    raise UsageError(f"'{value}' is not {meaning}", f"{nearest}one of: {', '.join(words)}")


def _value(database: Database, name: str, value: str) -> Any:
    if name == "country":
        return country_or(database, value, ("place",)).id
    if name in ("group", "person"):
        return resolve(database, value, (name,)).id
    if name == "speaker":
        return resolve(database, value, PROTAGONISTS).id
    if name == "about":
        return country_or(database, value).id
    if name == "authority":
        return resolve(database, value, ("organization",)).id
    if name in OPTIONS:
        try:
            bounds = parse(value)
        except DateError as error:
            raise UsageError(f"{OPTIONS[name]}: {error}", error.hint) from None
        return bounds.earliest if name == "first" else bounds.latest
    if name == "name":
        folded = fold(value)
        if not folded:
            raise KbaseError(f"'{value}' has no letters to look for")
        return f"% {folded}%"
    return value
