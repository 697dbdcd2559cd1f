"""Lists of things, narrowed by filters that combine: the answer of `kbase list`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.connection import Database, Row
from kbase.dates import DateError, parse
from kbase.problems import KbaseError, UsageError
from kbase.queries.claims import WITHIN
from kbase.queries.group_events import RELATED, THROUGH, THROUGH_WHOM
from kbase.queries.resolve import resolve
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
# the last stage; one without a day comes after those with one
_COURT = f"""(SELECT l.stage || CASE WHEN l.stage IN {UNDOING} THEN ': ' || l.matter ELSE '' END
    FROM legal_cases l WHERE l.entity_id = t.id AND l.status = 'accepted'
    ORDER BY CASE WHEN l.start_date IS NULL THEN 1 ELSE 0 END, l.start_latest DESC, l.id LIMIT 1) AS court"""
_RANK = (
    "leader", "founder", "deputy", "commander", "senior_leader", "religious_leader", "spokesperson", "financier",
    "recruiter", "propagandist", "member",
)  # fmt: skip
# the last role held comes first; one that ended on an unknown day last
_LAST = "CASE WHEN {0}.end_state = 'ended' AND {0}.end_date IS NULL THEN 1 ELSE 0 END, {0}.end_latest DESC"
_BY_RANK = "CASE m.role " + " ".join(f"WHEN '{role}' THEN {n}" for n, role in enumerate(_RANK)) + " END"
_ROLE_ORDER = f"ORDER BY {_LAST.format('m')},\n       {_BY_RANK}, m.start_earliest DESC, m.id"
_ROLE_ORDER_IN_GROUP = _ROLE_ORDER.replace("ORDER BY", "ORDER BY CASE m.group_id WHEN :group THEN 0 ELSE 1 END,", 1)
_ROLE = f"""COALESCE(
    (SELECT REPLACE(m.role, '_', ' ') || ' of ' || g.name || CASE m.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_memberships m JOIN groups g ON g.id = m.group_id WHERE m.person_id = t.id
     {_ROLE_ORDER} LIMIT 1),
    (SELECT p.title || ', ' || o.name || CASE p.status WHEN 'contested' THEN ' (contested)' ELSE '' END
     FROM current_positions p JOIN organizations o ON o.id = p.organization_id WHERE p.person_id = t.id
     ORDER BY {_LAST.format("p")}, p.start_earliest DESC, p.id LIMIT 1)) AS role"""
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
            "group": f"({_TAKES_PART.format('group')}\n    OR {RELATED}\n    OR {THROUGH})", "person": _TAKES_PART.format("person"),
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
# the words of --kind in each list, and what they are there
KINDS = {
    "groups": ("group_kind", "a kind of group"), "people": ("membership_role", "a role of a person in a group"),
    "organizations": ("organization_kind", "a kind of organization"), "events": ("event_kind", "a kind of event"),
    "operations": ("operation_kind", "a kind of operation"), "statements": ("medium", "a medium of a statement"),
    "places": ("place_kind", "a kind of place"), "sources": ("source_kind", "a kind of source"),
    "designations": ("list", "a list of designations"),
}  # fmt: skip
# where a filter by group asks for more: who stands for the group in an event; the role in this group
_IN_GROUP = {
    "events": ("\nFROM events t", f",\n  CASE WHEN {_TAKES_PART.format('group')}\n    OR {RELATED} THEN NULL ELSE {THROUGH_WHOM} END AS through\nFROM events t"),
    "people": (_ROLE_ORDER, _ROLE_ORDER_IN_GROUP),
}  # fmt: skip


def listing(database: Database, what: str, filters: Filters) -> Listing:
    """The things of a list that pass all filters.

    :raises UsageError: for a filter that this list does not have, or a value that no row can have.
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
            params[name] = _kind(what, str(value)) if name == "kind" else _value(database, name, str(value))
    if "first" in params and "last" in params and params["first"] > params["last"]:
        raise UsageError(
            f"--from {filters.first} --to {filters.last} ends before it begins", "the earlier date goes with --from"
        )
    sql = plan.select
    if filters.group is not None and what in _IN_GROUP:
        sql = sql.replace(*_IN_GROUP[what])
    if conditions:
        sql += "\nWHERE " + "\n  AND ".join(conditions)
    sql += f"\nORDER BY {plan.order}"
    if filters.limit is not None:
        sql += f"\nLIMIT {filters.limit + 1}"  # one more tells whether there are more
    rows = database.rows(sql, **params)
    more = filters.limit is not None and len(rows) > filters.limit
    return Listing(what, database.columns, tuple(rows[: filters.limit]), more, revision(database))


COUNTRY = "SELECT id FROM places WHERE iso3166_1 = :code ORDER BY id"


def _kind(what: str, value: str) -> str:
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
