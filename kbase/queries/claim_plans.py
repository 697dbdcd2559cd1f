"""Which claims can be listed: the SQL of each list and of its filters. The claim is `t`, the entry of whom it is said `e`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import NamedTuple

from kbase.database.days import ACT, told_first
from kbase.database.standing import BY_RANK
from kbase.queries.claims import WITHIN
from kbase.queries.group_events import ITS_PEOPLE
from kbase.queries.ties import OVER


class Plan(NamedTuple):
    """The SQL of one list: the thing is `t`, its entry `e`."""

    select: str
    order: str
    conditions: dict[str, str]
    # for --on: where the six columns of the dates of a row stand; '' for a list that has none
    dates: str = ""
    # for --from and --to of what does not last: the column of its date
    made: str = ""


COUNTRY = WITHIN.replace(":id", ":country")
NAMED = "(' ' || e.folded LIKE :name OR EXISTS (SELECT 1 FROM current_names n WHERE n.entity_id = t.id AND ' ' || n.folded LIKE :name))"
# the one asked for, of a country all that are its, of an organization also its parts: the Security Council of the United Nations
AUTHORITY = (
    "{} IN (SELECT a.id FROM organizations a WHERE a.id IN (:authority) OR a.country_id IN (:authority)"
    " UNION SELECT r.organization_id FROM organization_relations r"
    " WHERE r.relation = 'part_of' AND r.status = 'accepted' AND r.object_id IN (:authority))"
)
_CLAIM_DATES = "t.start_earliest, t.start_latest, t.end_earliest, t.end_latest, t.start_flag, t.end_flag"
_CLAIM_PERIOD = {"first": "t.possibly_until >= :first", "last": "t.possibly_from <= :last"}
_ACT_PERIOD = {**_CLAIM_PERIOD, "first": f"{OVER.format('t.')} >= :first"}

_OF_STATE = f"CASE WHEN t.{ACT} THEN NULL ELSE {{}} END"  # an act has no end
_UNTIL = f"{_OF_STATE.format('t.end_date')} AS until, {_OF_STATE.format('t.end_state')} AS end_state"
_SINCE = f"COALESCE({{0}}.start_date, CASE WHEN {{0}}.{ACT} THEN {{1}}.date END)"  # of an act also the day of its event
_ACCEPTED = (
    f"(SELECT MIN(COALESCE({_SINCE.format('a', 'at')}, 'undated')) FROM current_group_relations a LEFT JOIN events at ON at.id = a.event_id\n"
    "    WHERE a.pledge_id = t.id AND a.relation = 'allegiance_accepted' AND a.status = 'accepted')"
)
STANDS = "CASE t.end_state WHEN 'ended' THEN 'delisted' ELSE 'listed' END"
STATUS = f"{STANDS} = :status"
STATUS_THEN = "CASE :status WHEN 'listed' THEN {listed} ELSE {delisted} END"


def stands(day: str) -> str:
    """How a listing `t` stands on a day (SQL)."""
    cases = stood("t", day, day)
    return (
        f"CASE WHEN {cases['delisted']} THEN 'delisted' WHEN {cases['listed']} THEN 'listed' ELSE 'possibly listed' END"
    )


def stood(of: str, first: str, last: str) -> dict[str, str]:
    """The conditions that a listing surely stood on some day from `first` to `last` (SQL), possibly did, or surely had ended before the last of them."""
    return {
        "listed": f"{of}.surely_from <= {last} AND {of}.surely_until >= {first}",
        "possibly listed": f"{of}.possibly_from <= {last} AND {of}.possibly_until >= {first}",
        "delisted": f"{of}.possibly_until < {last}",
    }


CLAIM_PLANS: dict[str, Plan] = {
    "designations": Plan(
        "SELECT t.id, e.name AS entity, t.entity_type AS type, a.name AS authority, t.list, t.reference, t.start_date AS listed_on,\n"
        f"  t.end_date AS delisted_on, {STANDS} AS listing, t.status, t.entity_id, t.authority_id\n"
        "FROM current_designations t JOIN entities e ON e.id = t.entity_id\nJOIN organizations a ON a.id = t.authority_id",
        "e.folded, t.start_earliest, t.id",
        {
            "country": f"a.country_id IN ({COUNTRY})", "group": "t.entity_id IN (:group)", "person": "t.entity_id IN (:person)",
            "kind": "t.list IN (:kind)", "name": NAMED.replace("t.id", "t.entity_id"), "authority": AUTHORITY.format("t.authority_id"),
            "status": STATUS, "listed_first": "", "listed_last": "", "delisted_first": "", "delisted_last": "",
            **_CLAIM_PERIOD,
        },
        _CLAIM_DATES,
    ),
    "memberships": Plan(
        "SELECT t.id, p.name AS person, g.name AS \"group\", t.role, t.title, t.start_date AS since, t.end_date AS until, t.end_state, t.how_ended, t.status, t.person_id, t.group_id\n"
        "FROM current_memberships t JOIN people p ON p.id = t.person_id\nJOIN groups g ON g.id = t.group_id\nJOIN entities e ON e.id = t.person_id",
        f"{BY_RANK.replace('m.role', 't.role')}, t.start_earliest, t.id",
        {
            "country": f"t.group_id IN (SELECT l.entity_id FROM current_locations l WHERE l.place_id IN ({COUNTRY}))",
            "group": "t.group_id IN (:group)", "person": "t.person_id IN (:person)", "kind": "t.role IN (:kind)",
            "name": NAMED.replace("t.id", "t.person_id"), **_CLAIM_PERIOD,
        },
        _CLAIM_DATES,
    ),
    "cases": Plan(
        "SELECT t.id, e.name AS entity, t.entity_type AS type, t.stage, t.matter, t.court, t.sentence, t.start_date AS date, t.status, t.undone_by_id AS undone_by, t.entity_id\n"
        "FROM current_legal_cases t JOIN entities e ON e.id = t.entity_id",
        f"CASE WHEN t.start_date IS NULL THEN 1 ELSE 0 END, {told_first('t.start_date', 't.start_earliest', 't.start_latest')}, e.folded, t.id",
        {
            "group": f"(t.entity_id IN (:group) OR t.entity_id IN ({ITS_PEOPLE}))", "person": "t.entity_id IN (:person)", "kind": "t.stage IN (:kind)",
            "court": "LOWER(t.court) LIKE :court",
            "name": NAMED.replace("t.id", "t.entity_id"),
            "first": "t.start_date IS NOT NULL AND t.surely_from >= :first", "last": "t.start_date IS NOT NULL AND t.possibly_from <= :last",
        },
        "t.start_earliest, t.start_latest, t.start_earliest AS end_earliest, t.start_latest AS end_latest, t.start_flag, t.start_flag AS end_flag",
    ),
    "relations": Plan(
        f"SELECT t.id, g.name AS \"group\", t.relation, o.name AS object, {_SINCE.format('t', 'ev')} AS since, {_UNTIL}, t.extent,\n"
        f"  w.name AS actor, f.name AS in_name_of, {_ACCEPTED} AS accepted, t.status, t.group_id, t.object_id, t.object_type, t.actor_id, t.in_name_of_id\n"
        "FROM current_group_relations t JOIN groups g ON g.id = t.group_id\nJOIN entities o ON o.id = t.object_id\nJOIN entities e ON e.id = t.group_id\n"
        "LEFT JOIN events ev ON ev.id = t.event_id\nLEFT JOIN entities w ON w.id = t.actor_id\nLEFT JOIN entities f ON f.id = t.in_name_of_id",
        "e.folded, t.start_earliest, t.id",
        {
            "group": "(t.group_id IN (:group) OR t.object_id IN (:group))", "person": "(t.actor_id IN (:person) OR t.in_name_of_id IN (:person) OR t.object_id IN (:person))",
            "kind": "t.relation IN (:kind)", "name": NAMED.replace("t.id", "t.group_id"), **_ACT_PERIOD,
        },
        _CLAIM_DATES,
    ),
    "ties": Plan(
        f"SELECT t.id, p.name AS person, t.relation, o.name AS object, t.detail, t.start_date AS since, {_UNTIL}, t.status, t.person_id, t.object_id\n"
        "FROM current_person_relations t JOIN people p ON p.id = t.person_id\nJOIN people o ON o.id = t.object_id\nJOIN entities e ON e.id = t.person_id",
        "e.folded, t.start_earliest, t.id",
        {
            "group": f"(t.person_id IN ({ITS_PEOPLE}) OR t.object_id IN ({ITS_PEOPLE}))",
            "person": "(t.person_id IN (:person) OR t.object_id IN (:person))", "kind": "t.relation IN (:kind)",
            "name": NAMED.replace("t.id", "t.person_id"), **_ACT_PERIOD,
        },
        _CLAIM_DATES,
    ),
}  # fmt: skip
