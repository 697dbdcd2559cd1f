"""What can be listed: the SQL of each list and of its filters. The thing is `t`, its entry `e`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from kbase.database.days import flagged, starts_flagged, told_first
from kbase.database.event_view import KILLED_LOW
from kbase.database.standing import LAST_FIRST, LISTED_BY, LISTING, UNDENIED, role_order, surely_then
from kbase.dates import FIRST, LAST
from kbase.queries.claim_plans import (
    AUTHORITY,
    CLAIM_PLANS,
    COUNTRY,
    NAMED,
    STANDS,
    STATUS,
    STATUS_THEN,
    Plan,
    stands,
    stood,
)
from kbase.queries.claims import WITHIN
from kbase.queries.court import COURT, COURT_THEN
from kbase.queries.group_events import ITS_EVENTS, ITS_PEOPLE, ONE_OF, RELATED, THROUGH
from kbase.queries.own_parts import TAKES_PART
from kbase.queries.sources import sources_of
from kbase.queries.within import CAPTURED_BY, DONE_BY, KILLED_BY

_IN_DISPUTE = "FROM all_claims c JOIN entities e ON e.id = c.subject_id WHERE c.dispute_id IS NOT NULL"
LISTED = f"{LISTING} AS listing"
_LISTED_THEN = "EXISTS (SELECT 1 FROM current_designations d WHERE d.entity_id = t.id AND {})"


def filled(sql: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The SQL, with a parameter for each of several values (`IN (:kind)`), and those that it has; a driver refuses others."""
    found: dict[str, Any] = {}
    for name, value in params.items():
        several = {f"{name}_{n}": one for n, one in enumerate(value)} if isinstance(value, tuple) else {name: value}
        if re.search(rf":{name}\b", sql):
            sql = sql.replace(f"(:{name})", f"({', '.join(f':{one}' for one in several)})")
            found |= several
    return sql, found


def as_listed(sql: str, conditions: list[str], first: str, last: str) -> str:
    """The SELECT, and its conditions, of the time from `first` to `last` (SQL), not of now: a status that is asked for is had on some
    day of it, the one told is that on its last day, if it has one."""
    asked, told = stood("d", first, last), stood("d", last, last)
    for status, condition in LISTED_BY.items():
        then = _LISTED_THEN.format(asked[status])
        conditions[:] = [c.replace(condition[:-1], then[:-1]) for c in conditions]
    conditions[:] = [STATUS_THEN.format(**stood("t", first, last)) if c == STATUS else c for c in conditions]
    if not last.startswith(":"):
        return sql
    cases = "\n    ".join(
        f"WHEN {_LISTED_THEN.format(condition)} THEN '{status}'" for status, condition in told.items()
    )
    return sql.replace(LISTED, f"CASE {cases} END AS listing").replace(STANDS, stands(last))


def _role(day: str = "", *, of_group: bool = False) -> str:
    """The role that is told of a person: the last one, or on a day (SQL) of those that it may have been the one that it surely was; first one in the
    group `:group`, if one is asked for."""

    def held(of: str) -> str:
        return f" AND {of}.possibly_from <= {day} AND {of}.possibly_until >= {day}" if day else ""

    def marks(of: str) -> str:
        contested = f"CASE {of}.status WHEN 'contested' THEN ' (contested)' ELSE '' END"
        return f"{contested} || CASE {surely_then(of, day)} WHEN 1 THEN ' (possibly)' ELSE '' END" if day else contested

    order = role_order(day)
    if of_group:
        order = order.replace("ORDER BY", "ORDER BY CASE WHEN m.group_id IN (:group) THEN 0 ELSE 1 END,", 1)
    return f"""COALESCE(
    (SELECT REPLACE(m.role, '_', ' ') || ' of ' || g.name || {marks("m")}
     FROM current_memberships m JOIN groups g ON g.id = m.group_id WHERE m.person_id = t.id{held("m")}
     {order} LIMIT 1),
    (SELECT p.title || ', ' || o.name || {marks("p")}
     FROM current_positions p JOIN organizations o ON o.id = p.organization_id WHERE p.person_id = t.id{held("p")}
     ORDER BY {f"{surely_then('p', day)}, " if day else ""}{LAST_FIRST.format("p")}, p.start_earliest DESC, p.id LIMIT 1)) AS role"""


ROLE, ROLE_IN_GROUP = _role(), _role(of_group=True)
_ROLE_THEN, _ROLE_IN_GROUP_THEN = _role(":on"), _role(":on", of_group=True)


def people_then(sql: str) -> str:
    """The SELECT of people with the role that each had on the day `:on`, and the stage before a court that had come by it."""
    return sql.replace(ROLE_IN_GROUP, _ROLE_IN_GROUP_THEN).replace(ROLE, _ROLE_THEN).replace(COURT, COURT_THEN)


_ENTRY = "JOIN entities e ON e.id = t.id"
_LISTED_BY = (
    f"EXISTS (SELECT 1 FROM current_designations d WHERE d.entity_id = t.id AND {AUTHORITY.format('d.authority_id')})"
)
_LOCATED = f"t.id IN (SELECT l.entity_id FROM current_locations l WHERE l.place_id IN ({COUNTRY}))"
# what an event is merely about, as a listing, need not have been there; nor who is said not to have taken part
TOOK_PART = f"p.role <> 'subject' AND {UNDENIED.format('p.')}"
_FOUGHT = (
    f"t.id IN (SELECT p.participant_id FROM current_participations p JOIN events ev ON ev.id = p.event_id WHERE {TOOK_PART}\n"
    f"    AND (ev.place_id IN ({COUNTRY}) OR {_LOCATED.replace('t.id', 'ev.id')}))"
)
_CITIZEN = f"t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property IN ('nationality', 'birth_place') AND a.value_id IN ({COUNTRY}))"
_TOOK_PLACE = (
    f"t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property = 'place' AND a.value_id IN ({COUNTRY}))"
)
_HOSTED = f"t.id IN (SELECT p.operation_id FROM current_operation_participants p JOIN organizations g ON g.id = p.participant_id WHERE p.role = 'host' AND g.country_id IN ({COUNTRY}))"
# what a claim is about or names is in the country as its own list has it
_CLAIMED_IN = " OR ".join((
    f"c.object_id IN ({COUNTRY})",
    *(tie.replace("t.id", "c.subject_id") for tie in (_LOCATED, _CITIZEN, _TOOK_PLACE, _HOSTED)),
    f"c.subject_type = 'group' AND {_FOUGHT.replace('t.id', 'c.subject_id')}",
    f"c.subject_id IN (SELECT g.id FROM organizations g WHERE g.country_id IN ({COUNTRY}))",
))  # fmt: skip
# what a statement is about is in the country: the place itself, an event, a group, an organization
_ABOUT_IN = " OR ".join((
    f"a.about_id IN ({COUNTRY})",
    *(tie.replace("t.id", "a.about_id") for tie in (_LOCATED, _TOOK_PLACE)),
    f"a.about_id IN (SELECT g.id FROM organizations g WHERE g.country_id IN ({COUNTRY}))",
))  # fmt: skip
_IN_OPERATION = (
    "EXISTS (SELECT 1 FROM current_operation_participants p WHERE p.operation_id = t.id AND p.participant_id IN (:{}))"
)
_SAYS = "(t.speaker_id IN (:{0}) OR t.on_behalf_of_id IN (:{0}) OR EXISTS (SELECT 1 FROM current_statement_subjects s WHERE s.statement_id = t.id AND s.about_id IN (:{0})))"


def _own(name: str, column: str = "") -> str:
    """A property of the thing; where the sources do not decide it, the word 'contested'."""
    return (
        f"COALESCE({column or f't.{name}'}, (SELECT a.status FROM attributes a WHERE a.entity_id = t.id "
        f"AND a.property = '{name}' AND a.status = 'contested' ORDER BY a.id LIMIT 1)) AS {name}"
    )


def dates(first: str, last: str) -> str:
    """The dates of a row, from two columns with bounds; a missing one leaves the end open."""
    return ", ".join(
        f"COALESCE({first if end == 'start' else last}_{bound}, '{open_}') AS {end}_{bound}"
        for end, bound, open_ in (
            ("start", "earliest", FIRST), ("start", "latest", LAST), ("end", "earliest", FIRST), ("end", "latest", LAST),
        )
    ) + f", {_flag(first)} AS start_flag, {_flag(last)} AS end_flag"  # fmt: skip


def _of_profile(view: str) -> str:
    """The dates of a row as a view has them, flags counted in."""
    return ", ".join(
        f"(SELECT g.{bound} FROM {view} g WHERE g.id = t.id) AS {name}"
        for bound, name in (
            ("possibly_from", "start_earliest"), ("surely_from", "start_latest"), ("surely_until", "end_earliest"), ("possibly_until", "end_latest"),
        )
    ) + ", NULL AS start_flag, NULL AS end_flag"  # fmt: skip


def _flag(column: str) -> str:
    return f"CASE WHEN SUBSTR({column}, LENGTH({column}), 1) IN ('~', '?', '%') THEN '~' END"


_OF_VIEW = {
    "first": "t.id IN (SELECT v.id FROM {} v WHERE v.possibly_until >= :first)",
    "last": "t.id IN (SELECT v.id FROM {} v WHERE v.possibly_from <= :last)",
}
PLANS: dict[str, Plan] = {
    "groups": Plan(
        f"SELECT t.id, t.name, t.kind, {_own('founded')},\n  {_own('dissolved')},\n  {LISTED}\nFROM groups t {_ENTRY}",
        "e.folded, t.id",
        {
            "country": f"({_LOCATED} OR {_FOUGHT})",
            "group": "t.id IN (SELECT r.group_id FROM current_group_relations r WHERE r.object_id IN (:group) UNION SELECT r.object_id FROM current_group_relations r WHERE r.group_id IN (:group))",
            "person": "t.id IN (SELECT m.group_id FROM current_memberships m WHERE m.person_id IN (:person))",
            "kind": "t.kind IN (:kind)", "name": NAMED, "authority": _LISTED_BY, "status": "",
            **{bound: _OF_VIEW[bound].format("group_profiles") for bound in ("first", "last")},
        },
        _of_profile("group_profiles"),  # also by what shows the group and whole mergers
    ),
    "people": Plan(
        f"SELECT t.id, t.name, {ROLE},\n  {_own('born')},\n  {_own('died')},\n  {LISTED},\n  {COURT}\nFROM people t {_ENTRY}",
        "e.folded, t.id",
        {
            "country": f"({_LOCATED} OR {_CITIZEN})",
            "group": "t.id IN (SELECT m.person_id FROM current_memberships m WHERE m.group_id IN (:group))",
            "person": "t.id IN (SELECT r.person_id FROM current_person_relations r WHERE r.object_id IN (:person) UNION SELECT r.object_id FROM current_person_relations r WHERE r.person_id IN (:person))",
            "kind": "t.id IN (SELECT m.person_id FROM current_memberships m WHERE m.role IN (:kind))",
            "name": NAMED, "authority": _LISTED_BY, "status": "", "nationality": "", "born_first": "", "born_last": "",
            "died_first": "", "died_last": "", "killed_by": KILLED_BY, "captured_by": CAPTURED_BY,
        },
        _of_profile("person_profiles"),  # also by what shows the person
    ),
    "organizations": Plan(
        f"SELECT t.id, t.name, t.kind, c.name AS country, {_own('founded')},\n  {_own('dissolved')},\n  {LISTED},\n  t.country_id\nFROM organizations t {_ENTRY}\nLEFT JOIN places c ON c.id = t.country_id",
        "e.folded, t.id",
        {
            "country": f"(t.country_id IN ({COUNTRY}) OR {_LOCATED})",
            "group": "t.id IN (SELECT r.organization_id FROM current_organization_relations r WHERE r.object_id IN (:group))",
            "person": "t.id IN (SELECT p.organization_id FROM current_positions p WHERE p.person_id IN (:person))",
            "kind": "t.kind IN (:kind)", "name": NAMED, "authority": _LISTED_BY, "status": "",
            **{bound: _OF_VIEW[bound].format("organization_profiles") for bound in ("first", "last")},
        },
        _of_profile("organization_profiles"),  # also by what shows the organization
    ),
    "events": Plan(
        f"SELECT t.id, {_own('date')},\n  t.name, t.kind, {_own('place', 'p.name')},\n  {_own('operation', 'o.name')},\n  t.place_id, t.operation_id\nFROM events t {_ENTRY}\n"
        "LEFT JOIN places p ON p.id = t.place_id LEFT JOIN operations o ON o.id = t.operation_id",
        f"CASE WHEN t.start_earliest IS NULL THEN 1 ELSE 0 END, {told_first('t.date', 't.start_earliest', 't.start_latest')}, t.id",
        {
            "country": f"(t.place_id IN ({COUNTRY}) OR {_LOCATED} OR {_TOOK_PLACE})",
            "group": f"({TAKES_PART.format('group')}\n    OR {RELATED}\n    OR {THROUGH})", "person": TAKES_PART.format("person"),
            "operation": "t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property = 'operation' AND a.value_id IN (:operation))",
            "kind": "t.kind IN (:kind)", "name": NAMED,
            # the view is asked only for a flagged date, which reaches further
            "first": f"(t.end_latest >= :first OR {flagged('t.date')} AND {_OF_VIEW['first'].format('event_list')})",
            "last": f"(t.start_earliest <= :last OR {flagged('t.date')} AND {_OF_VIEW['last'].format('event_list')})",
            "attribution": "", "role": "",  # of one and the same part
            "killed_from": f"{KILLED_LOW} >= :killed_from",
        },
        dates("t.start", "t.end").partition(", CASE")[0]
        + f", CASE WHEN {starts_flagged('t.date')} THEN '~' END AS start_flag, {_flag('t.date')} AS end_flag",
    ),
    "operations": Plan(
        f"SELECT t.id, t.name, t.kind, {_own('started')},\n  {_own('ended')},\n  {_own('predecessor', 'o.name')},\n  (SELECT COUNT(*) FROM events ev WHERE ev.operation_id = t.id) AS events,\n  t.predecessor_id\nFROM operations t {_ENTRY}\nLEFT JOIN operations o ON o.id = t.predecessor_id",
        "CASE WHEN t.started_earliest IS NULL THEN 1 ELSE 0 END, t.started_earliest, t.id",
        {
            "country": f"({_LOCATED} OR {_HOSTED})",
            "group": _IN_OPERATION.format("group"), "person": _IN_OPERATION.format("person"),
            "kind": "t.kind IN (:kind)", "name": NAMED,
            **{bound: _OF_VIEW[bound].format("operation_list") for bound in ("first", "last")},
        },
        _of_profile("operation_list"),  # also by what shows the operation
    ),
    "statements": Plan(
        f"SELECT t.id, t.made_on, s.name AS speaker, b.name AS on_behalf_of, t.medium, t.authenticity, t.summary, t.speaker_id, t.on_behalf_of_id\nFROM statements t {_ENTRY}\n"
        "JOIN entities s ON s.id = t.speaker_id LEFT JOIN entities b ON b.id = t.on_behalf_of_id",
        f"CASE WHEN t.made_on IS NULL THEN 1 ELSE 0 END, {told_first('t.made_on', 't.made_on_earliest', 't.made_on_latest')}, t.id",
        {
            "country": f"t.id IN (SELECT a.statement_id FROM current_statement_subjects a WHERE {_ABOUT_IN})",
            "group": _SAYS.format("group"), "person": _SAYS.format("person"), "kind": "t.medium IN (:kind)", "name": NAMED,
            "speaker": f"({DONE_BY.format('t.speaker_id', 'speaker')} OR {DONE_BY.format('t.on_behalf_of_id', 'speaker')})",
            "about": f"t.id IN (SELECT a.statement_id FROM current_statement_subjects a WHERE ({DONE_BY.format('a.about_id', 'about')} OR a.about_id IN ({WITHIN.replace(':id', ':about')})))",
            "first": "", "last": "",  # of the column `made`
        },
        made="t.made_on",
    ),
    "places": Plan(
        f"SELECT t.id, t.name, t.kind, t.iso3166_1, p.name AS lies_in, t.lat, t.lon, t.precision, t.parent_id AS lies_in_id\nFROM places t {_ENTRY}\nLEFT JOIN places p ON p.id = t.parent_id",
        "e.folded, t.id",
        {"country": f"t.id IN ({COUNTRY})", "kind": "t.kind IN (:kind)", "name": NAMED},
    ),
    "disputes": Plan(
        "SELECT t.id, t.question, t.resolution,\n"
        f"  (SELECT {ONE_OF.format('e')} {_IN_DISPUTE} AND c.dispute_id = t.id) AS about,\n"
        f"  (SELECT COUNT(*) {_IN_DISPUTE} AND c.dispute_id = t.id) AS claims\nFROM disputes t",
        "t.id",
        {
            "country": f"t.id IN (SELECT c.dispute_id {_IN_DISPUTE} AND ({_CLAIMED_IN}))",
            "group": f"t.id IN (SELECT c.dispute_id {_IN_DISPUTE} AND (c.subject_id IN (:group) OR c.object_id IN (:group) OR c.subject_id IN ({ITS_PEOPLE}) OR c.object_id IN ({ITS_PEOPLE}) OR c.subject_id IN ({ITS_EVENTS})))",
            "person": f"t.id IN (SELECT c.dispute_id {_IN_DISPUTE} AND (c.subject_id IN (:person) OR c.object_id IN (:person)))",
            "kind": "t.resolution IN (:kind)", "name": f"(' ' || LOWER(t.question) LIKE :name OR ' ' || REPLACE(t.id, '-', ' ') LIKE :name OR t.id IN (SELECT c.dispute_id {_IN_DISPUTE} AND ' ' || e.folded LIKE :name))",
        },
    ),
    "sources": Plan(
        f"SELECT t.id, t.published, t.publisher, t.title, t.kind, t.url\nFROM sources t {_ENTRY}",
        "CASE WHEN t.published_earliest IS NULL THEN 1 ELSE 0 END, t.published_earliest, t.id",
        {
            "group": f"t.id IN ({sources_of('group', ':group')})", "person": f"t.id IN ({sources_of('person', ':person')})",
            "kind": "t.kind IN (:kind)", "name": NAMED,
            "first": "", "last": "",  # of the column `made`
        },
        made="t.published",
    ),
    **CLAIM_PLANS,
}  # fmt: skip


def one_claim(what: str, asked: Collection[str], status: str) -> dict[str, str]:
    """The conditions of filters that ask of one and the same claim, '' where another of them says it: a role in that group, a
    listing by that authority. `status` is the condition of --status."""
    plan = PLANS[what].conditions
    if what == "people" and {"group", "kind"} <= set(asked):
        return {"group": f"{plan['group'][:-1]} AND m.role IN (:kind))", "kind": ""}
    if plan.get("status") == "" and {"authority", "status"} <= set(asked):
        return {"authority": "", "status": f"{status[:-1]} AND {AUTHORITY.format('d.authority_id')})"}
    return {}
