"""How long a pledge, or the acceptance of one, may have bound: never beyond what is recorded of its end.

That is a renunciation of it (one that names it, or of the one of the two by the other), the end of the tie between the same two, or of
either group.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.dates import LAST

PLEDGES = ("pledged_allegiance_to", "allegiance_accepted")
RENOUNCED = "allegiance_renounced"
_TIES = ("affiliated_with", "part_of", "allied_with")  # relations that a pledge makes or keeps
_SAME_TWO = (
    "(o.group_id = p.group_id AND o.object_id = p.object_id OR o.group_id = p.object_id AND o.object_id = p.group_id)"
)
_MANY = 300  # ids in one query
# a tie of which no end is accepted keeps the others from ending anything
OVER = f"""\
SELECT p.id, CAST(o.possibly_from AS text) AS surely, CAST(o.surely_from AS text) AS possibly
FROM current_group_relations p JOIN current_group_relations o
  ON o.relation = '{RENOUNCED}' AND o.status = 'accepted' AND o.surely_from >= p.possibly_from
  AND (o.pledge_id IN (p.id, p.pledge_id) OR o.pledge_id IS NULL AND {_SAME_TWO})
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES}
UNION ALL
SELECT p.id, MAX(CASE WHEN o.status = 'accepted' AND o.possibly_until < '{LAST}' THEN CAST(o.surely_until AS text) ELSE '{LAST}' END),
  MAX(CASE o.status WHEN 'accepted' THEN CAST(o.possibly_until AS text) ELSE '{LAST}' END)
FROM current_group_relations p JOIN current_group_relations o
  ON o.relation IN {_TIES} AND o.possibly_until >= p.possibly_from AND {_SAME_TWO}
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES} GROUP BY p.id
UNION ALL
SELECT p.id, CAST(g.surely_until AS text), CAST(g.possibly_until AS text)
FROM current_group_relations p JOIN group_profiles g ON g.id IN (p.group_id, p.object_id)
WHERE p.id IN ({{0}}) AND p.relation IN {PLEDGES} AND g.possibly_until < '{LAST}'
ORDER BY 1, 2"""  # noqa: S608 - constants


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
        for row in database.rows(OVER.format(", ".join(f":{mark}" for mark in marks)), **marks):
            known = found.get(row["id"], Until())
            found[row["id"]] = Until(min(row["surely"], known.surely), min(row["possibly"], known.possibly))
    return found
