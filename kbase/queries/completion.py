"""What an entity's name may become while it is typed: ids that begin so, then ids and names of which another word does."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.text import fold

MOST = 50

# what is cited most is typed least: sources come last, and by their ids alone
BY_ID = """\
SELECT id, type, name FROM entities WHERE id >= :typed AND id < :beyond {types}
ORDER BY CASE type WHEN 'source' THEN 1 ELSE 0 END, id
LIMIT :most"""
BY_WORD = """\
SELECT id, type, MIN(name) AS name
FROM (
  SELECT e.id, e.type, n.text AS name
  FROM names n JOIN entities e ON e.id = n.entity_id
  WHERE ' ' || n.folded LIKE :in_name AND n.status IN ('accepted', 'contested')
  UNION ALL
  SELECT id, type, name FROM entities WHERE ' ' || folded LIKE :in_name AND type <> 'source' OR id LIKE :in_id
) found
WHERE NOT (id >= :typed AND id < :beyond) {types}
GROUP BY id, type
ORDER BY CASE type WHEN 'source' THEN 1 ELSE 0 END, id
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
    marks: dict[str, str] = {f"t{i}": type_ for i, type_ in enumerate(types)}
    condition = f"AND type IN ({', '.join(f':{m}' for m in marks)})" if marks else ""
    if countries:
        condition = "AND id IN (SELECT c.id FROM places c WHERE c.kind = 'country')"
    typed_id = typed.strip().lower()
    marks |= {"typed": typed_id, "beyond": f"{typed_id}\U0010ffff"}
    rows = database.rows(BY_ID.format(types=condition), most=MOST, **marks)
    found = [Candidate(row["id"], row["name"], True) for row in rows]
    folded = fold(typed)
    if folded and len(found) < MOST:
        words = {"in_name": f"% {folded}%", "in_id": f"%-{folded.replace(' ', '-')}%"}
        rows = database.rows(BY_WORD.format(types=condition), most=MOST - len(found), **words, **marks)
        found += [Candidate(row["id"], row["name"], False) for row in rows]
    return found


def claims(database: Database, typed: str) -> list[tuple[str, str]]:
    """Id and kind of at most some fifty claims whose ids begin so."""
    rows = database.rows(CLAIMS, typed=typed, beyond=f"{typed}\U0010ffff", most=MOST)
    return [(row["id"], row["kind"]) for row in rows]
