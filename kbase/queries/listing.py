"""Lists of things, narrowed by filters that combine: the answer of `kbase list`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.connection import Database, Row
from kbase.dates import DateError, parse
from kbase.problems import KbaseError, UsageError
from kbase.queries.claims import WITHIN
from kbase.queries.resolve import resolve
from kbase.queries.revision import Revision, revision
from kbase.text import fold


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


_COUNTRY = WITHIN.replace(":id", ":country")
_STATUS = {
    "listed": "EXISTS (SELECT 1 FROM designations d WHERE d.entity_id = t.id AND d.status = 'accepted' AND d.end_state <> 'ended')",
    "delisted": "EXISTS (SELECT 1 FROM designations d WHERE d.entity_id = t.id AND d.status = 'accepted' AND d.end_state = 'ended')",
}
LISTED = f"CASE WHEN {_STATUS['listed']} THEN 'listed'\n    WHEN {_STATUS['delisted']} THEN 'delisted' END AS listing"
_COURT = """(SELECT l.stage FROM legal_cases l WHERE l.entity_id = t.id AND l.status = 'accepted'
    ORDER BY l.start_latest DESC, l.id LIMIT 1) AS court"""
_ROLE = """COALESCE(
    (SELECT REPLACE(m.role, '_', ' ') || ' of ' || g.name || CASE m.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_memberships m JOIN groups g ON g.id = m.group_id WHERE m.person_id = t.id
     ORDER BY m.start_earliest DESC, m.id LIMIT 1),
    (SELECT p.title || ', ' || o.name || CASE p.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_positions p JOIN organizations o ON o.id = p.organization_id WHERE p.person_id = t.id
     ORDER BY p.start_earliest DESC, p.id LIMIT 1)) AS role"""
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
            "group": _TAKES_PART.format("group"), "person": _TAKES_PART.format("person"),
            "kind": "t.kind = :kind", "name": _NAMED, "first": "t.end_latest >= :first", "last": "t.start_earliest <= :last",
        },
    ),
    "operations": Plan(
        f"SELECT t.id, t.name, t.kind, {_own('started')},\n  {_own('ended')},\n  {_own('predecessor', 'o.name')}\nFROM operations t {_ENTRY}\nLEFT JOIN operations o ON o.id = t.predecessor_id",
        "CASE WHEN t.started_earliest IS NULL THEN 1 ELSE 0 END, t.started_earliest, t.id",
        {
            "country": f"({_LOCATED} OR t.id IN (SELECT p.operation_id FROM current_operation_participants p JOIN organizations g ON g.id = p.participant_id WHERE p.role = 'host' AND g.country_id IN ({_COUNTRY})))",
            "group": _IN_OPERATION.format("group"), "person": _IN_OPERATION.format("person"),
            "kind": "t.kind = :kind", "name": _NAMED,
            "first": "(t.ended_latest IS NULL OR t.ended_latest >= :first)",
            "last": "(t.started_earliest IS NULL OR t.started_earliest <= :last)",
        },
    ),
    "statements": Plan(
        f"SELECT t.id, t.made_on, s.name AS speaker, b.name AS on_behalf_of, t.medium, t.authenticity, t.summary\nFROM statements t {_ENTRY}\n"
        "JOIN entities s ON s.id = t.speaker_id LEFT JOIN entities b ON b.id = t.on_behalf_of_id",
        "CASE WHEN t.made_on_earliest IS NULL THEN 1 ELSE 0 END, t.made_on_earliest, t.id",
        {
            "country": f"t.id IN (SELECT a.statement_id FROM current_statement_subjects a WHERE a.about_id IN ({_COUNTRY}))",
            "group": _SAYS.format("group"), "person": _SAYS.format("person"), "kind": "t.medium = :kind", "name": _NAMED,
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
    ),
}  # fmt: skip

OPTIONS = {"first": "--from", "last": "--to"}


def listing(database: Database, what: str, filters: Filters) -> Listing:
    """The things of a list that pass all filters.

    :raises UsageError: for a filter that this list does not have.
    """
    plan = PLANS[what]
    conditions, params = [], {}
    for name, value in filters._asdict().items():
        if value is None or name == "limit":
            continue
        if name not in plan.conditions:
            known = ", ".join(OPTIONS.get(n, f"--{n}") for n in plan.conditions)
            raise UsageError(f"a list of {what} has no {OPTIONS.get(name, f'--{name}')}", f"it has {known}")
        condition = plan.conditions[name]
        if name == "status":
            if value not in _STATUS:
                raise UsageError(f"'{value}' is not a status of a listing", "one of: listed, delisted")
            condition = condition or _STATUS[value]
        conditions.append(condition)
        if f":{name}" in condition:
            params[name] = _value(database, name, str(value))
    sql = plan.select
    if conditions:
        sql += "\nWHERE " + "\n  AND ".join(conditions)
    sql += f"\nORDER BY {plan.order}"
    if filters.limit is not None:
        sql += f"\nLIMIT {filters.limit + 1}"  # one more tells whether there are more
    rows = database.rows(sql, **params)
    more = filters.limit is not None and len(rows) > filters.limit
    return Listing(what, database.columns, tuple(rows[: filters.limit]), more, revision(database))


COUNTRY = "SELECT id FROM places WHERE iso3166_1 = :code ORDER BY id"


def _value(database: Database, name: str, value: str) -> Any:
    if name == "country":
        if len(value) == 2:
            for row in database.rows(COUNTRY, code=value.upper()):
                return row["id"]
        return resolve(database, value, ("place",)).id
    if name in ("group", "person"):
        return resolve(database, value, (name,)).id
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
