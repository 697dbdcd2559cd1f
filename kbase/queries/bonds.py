"""How long a pledge, or the acceptance of one, may have bound: never beyond what is recorded of its end.

That is a renunciation of it (one that names it, or of the one of the two by the other), the end of the tie between the same two, or of
either group.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; ids go in as parameters

from collections.abc import Iterable
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.standing import STANDING
from kbase.dates import LAST
from kbase.queries.on_day import bounds, flag_of

PLEDGES = ("pledged_allegiance_to", "allegiance_accepted")
RENOUNCED = "allegiance_renounced"
_TIES = ("affiliated_with", "part_of", "allied_with")  # relations that a pledge makes or keeps
_SAME_TWO = "o.group_id IN (p.group_id, p.object_id) AND o.object_id IN (p.group_id, p.object_id)"
_MANY = 300  # ids in one query

# what may have ended some pledges: of each the pledge's start, how it ended, of what (several of one are counted to the last), and when
_ENDINGS = f"""\
SELECT p.id, p.start_earliest, p.start_latest, p.start_flag, 'renounced' AS how, o.id AS whose, o.status,
  o.start_earliest AS earliest, o.start_latest AS latest, o.start_flag AS flag
FROM group_relations p
JOIN group_relations o ON o.relation = '{RENOUNCED}' AND o.status = 'accepted' AND o.pledge_id IN (p.id, p.pledge_id)
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
UNION ALL
SELECT p.id, p.start_earliest, p.start_latest, p.start_flag, 'renounced', o.id, o.status, o.start_earliest, o.start_latest, o.start_flag
FROM group_relations p JOIN group_relations o ON o.relation = '{RENOUNCED}' AND o.status = 'accepted'
  AND COALESCE(o.pledge_id, '') = '' AND {_SAME_TWO}  -- most have none: no index on it is of use
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
UNION ALL
SELECT p.id, p.start_earliest, p.start_latest, p.start_flag, 'untied', '', o.status, o.end_earliest, o.end_latest, o.end_flag
FROM group_relations p JOIN group_relations o ON o.relation IN {_TIES} AND o.{STANDING} AND {_SAME_TWO}
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
UNION ALL
SELECT p.id, p.start_earliest, p.start_latest, p.start_flag, 'dissolved', g.id, 'accepted', g.dissolved_earliest, g.dissolved_latest, g.dissolved
FROM group_relations p JOIN groups g ON g.id IN (p.group_id, p.object_id) AND g.dissolved IS NOT NULL
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
UNION ALL
SELECT p.id, p.start_earliest, p.start_latest, p.start_flag, 'merged', o.group_id, o.status, o.start_earliest, o.start_latest, o.start_flag
FROM group_relations p
JOIN group_relations o ON o.group_id IN (p.group_id, p.object_id) AND o.relation = 'merged_into'
  AND o.extent = 'whole' AND o.status = 'accepted' AND COALESCE(CAST(o.continues AS integer), 0) = 0
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
ORDER BY 1, 5, 6"""


class Until(NamedTuple):
    """The last day before which a pledge, or its acceptance, surely had not ended, if it is known to have ended, and the last on which it may have bound."""

    surely: str = LAST
    possibly: str = LAST


def bound_until(database: Database, claims: Iterable[str]) -> dict[str, Until]:
    """How long the pledges and acceptances among these claims bound, by claim; those whose end is recorded."""
    ids = sorted(claims)
    ends: dict[tuple[str, str, str], Until] = {}
    for start in range(0, len(ids), _MANY):
        marks = {f"i{n}": id_ for n, id_ in enumerate(ids[start : start + _MANY])}
        for row in database.rows(_ENDINGS.format(", ".join(f":{mark}" for mark in marks)), **marks):
            begun, _ = bounds(row["start_earliest"], row["start_latest"], row["start_flag"])
            end = Until(*bounds(row["earliest"], row["latest"], flag_of(row["flag"] or "")))
            if row["how"] in ("renounced", "untied") and end.possibly < begun:
                continue  # of an earlier bond
            if row["status"] != "accepted" or (row["how"] == "untied" and end.possibly == LAST):
                end = Until()  # a tie of which no end is accepted keeps the others from ending anything
            key = (row["id"], row["how"], row["whose"])
            known = ends.get(key, end)
            ends[key] = Until(max(end.surely, known.surely), max(end.possibly, known.possibly))
    found: dict[str, Until] = {}
    for (id_, _, _), end in ends.items():
        known = found.get(id_, end)
        found[id_] = Until(min(end.surely, known.surely), min(end.possibly, known.possibly))
    return found
