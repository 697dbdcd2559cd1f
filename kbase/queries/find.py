"""The entities that a name may mean, however it is spelt."""

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.matching.index import Candidate, Index, Sought
from kbase.matching.lines import likely_one
from kbase.matching.reasons import reasons
from kbase.matching.score import THRESHOLD
from kbase.queries.revision import Revision, revision
from kbase.queries.selection import Selection

PREFERRED = "SELECT name FROM entities WHERE id = :id"
COLUMNS = ("id", "type", "name", "matched", "score", "reasons")
WHY_COLUMNS = ("first", "second", "how", "likeness", "weight")


class Wanted(NamedTuple):
    """What `kbase find` is asked."""

    text: str
    types: tuple[str, ...] = ()
    limit: int = 10
    threshold: float = 0.0


def index_of(database: Database) -> Index:
    """The names of the knowledge base."""
    return Index(lambda sql, params: database.tuples(sql, **params), database.engine)


def find(database: Database, wanted: Wanted) -> Selection:
    """The best candidates, best first, with the name that matched and the reasons."""
    found = candidates(database, wanted)
    rows = [
        (c.id, c.kind, _preferred(database, c), c.name, round(c.score, 3), "; ".join(reasons(c.comparison)))
        for c in found
    ]
    return Selection(COLUMNS, tuple(rows), revision(database))


def candidates(database: Database, wanted: Wanted) -> list[Candidate]:
    """The best candidates as the matching gives them; of equal ones first the one that goes by that very name."""
    sought = Sought(wanted.text, wanted.types, wanted.limit, wanted.threshold)
    return index_of(database).find(sought, lambda candidate: _preferred(database, candidate))


def _preferred(database: Database, candidate: Candidate) -> str:
    rows = database.rows(PREFERRED, id=candidate.id)
    return str(rows[0]["name"]) if rows else candidate.name


def why(first: str, second: str) -> Selection:
    """Two names part by part; the last row is the score."""
    score, comparison = likely_one(first, second)
    rows: list[tuple[Any, ...]] = [
        (m.mine, m.theirs, m.how, round(m.likeness, 2), round(m.weight, 2)) for m in comparison.met
    ]
    rows += [(p.shown, None, f"only in the first ({p.kind})", 0, round(p.weight, 2)) for p in comparison.mine_alone]
    rows += [(None, p.shown, f"only in the second ({p.kind})", 0, round(p.weight, 2)) for p in comparison.theirs_alone]
    if comparison.order:
        rows.append((None, None, "another order", None, None))
    verdict = "may be one" if score >= THRESHOLD else "not taken for one"
    rows.append((None, None, f"score: {verdict} (threshold {THRESHOLD})", round(score, 3), None))
    return Selection(WHY_COLUMNS, tuple(rows), Revision("", "kbase's rules for names", "", None, ""))
