"""The events of a group beyond those in which it took part itself: its relations name them, or its members were there."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.days import told_first
from kbase.database.standing import HELD, UNDENIED
from kbase.queries.claims import Claim, contested_dates, fetch
from kbase.queries.facts import Fact, Numbering
from kbase.queries.ties import settled
from kbase.queries.words import event_day, named, related, say

# conditions on the event `t` of a list
RELATED = """EXISTS (SELECT 1 FROM current_group_relations r
    WHERE r.event_id = t.id AND (r.group_id IN (:group) OR r.object_id IN (:group)
      OR r.actor_id IN (:group) OR r.in_name_of_id IN (:group)))"""
_BY_MEMBERS = f"""FROM current_participations p JOIN current_memberships m ON m.person_id = p.participant_id
    JOIN people who ON who.id = m.person_id JOIN events ev ON ev.id = p.event_id
    WHERE p.event_id = t.id AND m.group_id IN (:group) AND {UNDENIED.format("p.")} AND {HELD}"""
THROUGH = f"EXISTS (SELECT 1 {_BY_MEMBERS})"
ONE_OF = "MIN({0}.name) || CASE WHEN COUNT(DISTINCT {0}.id) > 1 THEN ' and others' ELSE '' END"
THROUGH_WHOM = f"(SELECT {ONE_OF.format('who')} {_BY_MEMBERS})"
# every event with each group that it is of: what the three conditions say of one group, of all
GROUPS_OF = f"""SELECT p.event_id AS of_id, p.participant_id AS group_id FROM current_participations p WHERE p.participant_type = 'group' AND {UNDENIED.format("p.")}
    UNION SELECT r.event_id, CASE side.n WHEN 1 THEN r.group_id WHEN 2 THEN r.object_id WHEN 3 THEN r.actor_id ELSE r.in_name_of_id END
    FROM current_group_relations r CROSS JOIN (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4) side WHERE r.event_id IS NOT NULL
    UNION SELECT p.event_id, m.group_id FROM current_participations p JOIN current_memberships m ON m.person_id = p.participant_id
    JOIN events ev ON ev.id = p.event_id WHERE {UNDENIED.format("p.")} AND {HELD}"""  # noqa: S608
# the same of the groups whose own part is as asked
OWN_PARTS = "SELECT p.event_id AS of_id, p.participant_id AS group_id FROM current_participations p WHERE p.participant_type = 'group' AND {}"
# people with a role in the group, and events with a part of it, whenever that was
ITS_PEOPLE = (
    "SELECT m.person_id FROM memberships m WHERE m.group_id IN (:group) AND m.status IN ('accepted', 'contested')"
)
ITS_EVENTS = "SELECT p.event_id FROM participations p WHERE p.participant_id IN (:group) AND p.status IN ('accepted', 'contested')"


def _of_members(part: str) -> str:
    """The condition that a part in an event is that of a member; the first is for the index: few are members, many took part in something."""
    return f"""{part}.participant_id IN (SELECT person_id FROM memberships WHERE group_id = :id)
  AND {part}.status IN ('accepted', 'contested') AND {UNDENIED.format(f"{part}.")} AND EXISTS (SELECT 1
  FROM current_memberships m JOIN events ev ON ev.id = {part}.event_id
  WHERE m.person_id = {part}.participant_id AND m.group_id = :id AND {HELD})"""  # noqa: S608


_BY_SURE_MEMBERS = f"SELECT p.id FROM participations p WHERE {settled(_of_members('p'))}"  # noqa: S608
_BEGUN = told_first("e.date", "e.start_earliest", "e.start_latest")
EVENTS = (
    f"SELECT e.id, e.name, e.date, e.start_earliest, {_BEGUN} AS begun FROM events e WHERE e.id IN ({{}}) ORDER BY e.id"  # noqa: S608
)


class Happened(NamedTuple):
    """An event that is not the group's by its own participation, and the claim that ties it to the group."""

    claim: Claim
    name: str
    day: str
    first: str  # the earliest day, to sort by
    text: str


def happened(database: Database, group: str, standing: list[Claim]) -> list[Happened]:
    """What to add to the events of a group; `standing` are the claims that mention it."""
    own = {c.subject for c in standing if c.kind.kind == "participation"}
    relations = [
        c for c in standing if c.kind.kind == "group_relation" and c.row["event_id"] and c.row["event_id"] not in own
    ]
    relations.sort(key=lambda c: c.status)  # accepted before contested
    found: list[Happened] = []
    if relations:
        marks = {f"e{n}": id_ for n, id_ in enumerate(dict.fromkeys(c.row["event_id"] for c in relations))}
        events = {r["id"]: r for r in database.rows(EVENTS.format(", ".join(f":{m}" for m in marks)), **marks)}
        dates = contested_dates(database, (id_ for id_, r in events.items() if r["start_earliest"] and not r["date"]))
        said: set[tuple[str, str]] = set()
        for claim in relations:
            row = events[claim.row["event_id"]]
            words = related(claim, group)
            if (row["id"], words) not in said:
                said.add((row["id"], words))
                when = {"event_date": row["date"], "event_dates": dates.get(row["id"])}
                found.append(_happened(claim, row["name"], event_day(when), row["begun"], words))
    by_members = fetch(database, "participation", _of_members("c"), id=group)
    sure = {id_ for (id_,) in database.tuples(_BY_SURE_MEMBERS, id=group)} if by_members else set()
    for claim in by_members:
        name, who = named(claim, "event"), named(claim, "participant")
        words = say(claim, claim.row["participant_id"]).text.removeprefix(f"{name}: ")
        row, through = claim.row, "through" if claim.id in sure else "possibly through"
        found.append(_happened(claim, name, event_day(row), row["event_begun"], f"{through} {who}: {words}"))
    return found


def _happened(claim: Claim, name: str, day: str, first: str | None, words: str) -> Happened:
    return Happened(claim, name, day, first or "0001-01-01", f"{name}: {words}")


def event_fact(item: Happened, group: str, numbering: Numbering) -> Fact:
    """It as a fact of the group's page."""
    return numbering.fact(item.claim, group)._replace(label="", when=item.day, text=item.text)
