"""How long a pledge, or the acceptance of one, may have bound: never beyond what is recorded of its end.

That is a renunciation of it (one that names it, or of the one of the two by the other), the end of the tie between the same two, or of
either group.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.days import begun, day, flagged, over
from kbase.database.standing import STANDING
from kbase.dates import LAST

PLEDGES = ("pledged_allegiance_to", "allegiance_accepted")
RENOUNCED = "allegiance_renounced"
_TIES = ("affiliated_with", "part_of", "allied_with")  # relations that a pledge makes or keeps
_SAME_TWO = (
    "(o.group_id = p.group_id AND o.object_id = p.object_id OR o.group_id = p.object_id AND o.object_id = p.group_id)"
)
_MANY = 300  # ids in one query


@cache
def over_sql(engine: str) -> str:
    """How long each of some pledges bound, by what ends it: claim, the last sure day, the last possible one; of a tie that lasts, no end.

    On the tables themselves: to expand the views that say the same would take longer than the answer.
    """
    bound_from, _ = begun(engine, "p.start_earliest", "p.start_latest", "p.start_flag IS NOT NULL")
    from_, by = begun(engine, "o.start_earliest", "o.start_latest", "o.start_flag IS NOT NULL")
    tied, untied = over(engine, "o.end_earliest", "o.end_latest", "o.end_flag IS NOT NULL")
    there, gone = over(engine, "g.dissolved_earliest", "g.dissolved_latest", flagged("g.dissolved"))
    last = day(engine, LAST)
    selected = (
        "SELECT p.id, CAST({} AS text) AS surely, CAST({} AS text) AS possibly FROM group_relations p\n  JOIN ".format
    )
    where = f"WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}"
    selects = (
        f"{selected(from_, by)}group_relations o ON o.relation = '{RENOUNCED}' AND o.status = 'accepted' AND {by} >= {bound_from}\n"
        f"  AND (o.pledge_id IN (p.id, p.pledge_id) OR o.pledge_id IS NULL AND {_SAME_TWO})\n{where}",
        # a tie of which no end is accepted keeps the others from ending anything
        selected(
            f"MAX(CASE WHEN o.status = 'accepted' AND {untied} < {last} THEN {tied} ELSE {last} END)",
            f"MAX(CASE o.status WHEN 'accepted' THEN {untied} ELSE {last} END)",
        )
        + f"group_relations o ON o.relation IN {_TIES} AND o.{STANDING} AND {untied} >= {bound_from} AND {_SAME_TWO}\n{where} GROUP BY p.id",
        f"{selected(there, gone)}groups g ON g.id IN (p.group_id, p.object_id) AND g.dissolved IS NOT NULL\n{where}",
        f"{selected(f'MAX({from_})', f'MAX({by})')}group_relations o ON o.group_id IN (p.group_id, p.object_id) AND o.relation = 'merged_into'\n"
        f"  AND o.extent = 'whole' AND o.status = 'accepted' AND COALESCE(CAST(o.continues AS integer), 0) = 0\n{where} GROUP BY p.id, o.group_id",
    )
    return "\nUNION ALL\n".join(selects) + "\nORDER BY 1, 2"


class Until(NamedTuple):
    """The last day before which a pledge, or its acceptance, surely had not ended, if it is known to have ended, and the last on which it may have bound."""

    surely: str = LAST
    possibly: str = LAST


def bound_until(database: Database, claims: Iterable[str]) -> dict[str, Until]:
    """How long the pledges and acceptances among these claims bound, by claim; those whose end is recorded."""
    ids = sorted(claims)
    found: dict[str, Until] = {}
    for start in range(0, len(ids), _MANY):
        marks = {f"i{n}": id_ for n, id_ in enumerate(ids[start : start + _MANY])}
        for row in database.rows(over_sql(database.engine).format(", ".join(f":{mark}" for mark in marks)), **marks):
            known = found.get(row["id"], Until())
            found[row["id"]] = Until(min(row["surely"], known.surely), min(row["possibly"], known.possibly))
    return found
