"""What an entity's name may become while it is typed: ids that begin so, then names with a word that begins so."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.text import fold

MOST = 50

# what is cited most is typed least: sources come last
BY_ID = """\
SELECT id, type, name FROM entities WHERE id >= :typed AND id < :beyond {types}
ORDER BY CASE type WHEN 'source' THEN 1 ELSE 0 END, id
LIMIT :most"""
BY_NAME = """\
SELECT e.id, e.type, MIN(n.text) AS name
FROM names n JOIN entities e ON e.id = n.entity_id
WHERE ' ' || n.folded LIKE :pattern AND n.status IN ('accepted', 'contested') {types}
GROUP BY e.id, e.type
UNION
SELECT e.id, e.type, e.name FROM entities e
WHERE ' ' || e.folded LIKE :pattern AND e.type <> 'source' {types}
ORDER BY 1, 3
LIMIT :most"""


CLAIMS = "SELECT id, kind FROM claims WHERE id >= :typed AND id < :beyond ORDER BY id LIMIT :most"


class Candidate(NamedTuple):
    """An entity that may be meant; `name` is the one that fits what was typed."""

    id: str
    name: str
    by_id: bool


def candidates(database: Database, typed: str, types: tuple[str, ...] = ()) -> list[Candidate]:
    """At most some fifty, the best first, each entity once.

    :param types: of which types; empty for all; 'country' for the places that are one.
    """
    countries = types == ("country",)
    types = () if countries else types
    marks = {f"t{i}": type_ for i, type_ in enumerate(types)}
    condition = f"AND {{}}type IN ({', '.join(f':{m}' for m in marks)})" if marks else ""
    if countries:
        condition = "AND {}id IN (SELECT c.id FROM places c WHERE c.kind = 'country')"
    typed_id = typed.strip().lower()
    rows = database.rows(
        BY_ID.format(types=condition.format("")), typed=typed_id, beyond=f"{typed_id}\U0010ffff", most=MOST, **marks
    )
    found = {row["id"]: Candidate(row["id"], row["name"], True) for row in rows}
    folded = fold(typed)
    if folded and len(found) < MOST:
        named = BY_NAME.format(types=condition.format("e."))
        for row in database.rows(named, pattern=f"% {folded}%", most=MOST, **marks):
            found.setdefault(row["id"], Candidate(row["id"], row["name"], False))
    return list(found.values())[:MOST]


def claims(database: Database, typed: str) -> list[tuple[str, str]]:
    """Id and kind of at most some fifty claims whose ids begin so."""
    rows = database.rows(CLAIMS, typed=typed, beyond=f"{typed}\U0010ffff", most=MOST)
    return [(row["id"], row["kind"]) for row in rows]
