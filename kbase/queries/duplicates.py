"""Which entries may be one thing entered twice: the answer of `kbase duplicates`. It proposes; a person decides."""

from collections.abc import Callable
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.matching.likely import Entry, Likely, Spelling, likely
from kbase.queries.resolve import Entity
from kbase.queries.revision import revision
from kbase.queries.selection import Selection

TYPES = ("person", "group", "organization")
# the preferred name counts as strong; a rejected or retracted one does not count
NAMED = """\
SELECT e.id, e.type, e.name, e.name AS text, 'strong' AS quality, 'name' AS kind FROM entities e WHERE e.type IN {types}
UNION
SELECT e.id, e.type, e.name, n.text, n.quality, n.kind
FROM entities e JOIN names n ON n.entity_id = e.id
WHERE e.type IN {types} AND n.status IN ('accepted', 'contested')
ORDER BY 1, 4, 5, 6"""
IDENTIFIED = """\
SELECT i.entity_id, i.scheme, i.value FROM identifiers i
WHERE i.entity_type IN {types} AND i.status IN ('accepted', 'contested') ORDER BY i.entity_id, i.scheme, i.value"""
BORN = "SELECT id, born_earliest, born_latest FROM people WHERE born IS NOT NULL ORDER BY id"
DECIDED = "SELECT entity_id, other FROM decisions ORDER BY id"
# a claim that ties two of one kind tells them apart: who deputizes for another is another
TOLD_APART = """\
SELECT r.person_id AS one, r.object_id AS other FROM person_relations r WHERE r.status IN ('accepted', 'contested')
UNION SELECT r.group_id, r.object_id FROM group_relations r WHERE r.status IN ('accepted', 'contested')
UNION SELECT r.organization_id, r.object_id FROM organization_relations r WHERE r.status IN ('accepted', 'contested')
ORDER BY 1, 2"""
COLUMNS = ("score", "type", "id", "name", "other", "other_name", "why")


class Wanted(NamedTuple):
    """What to narrow by. `linked`: also those that a claim ties, such as a group and the one it split from."""

    type: str | None = None
    threshold: float = 0.75
    limit: int | None = None
    linked: bool = False


def duplicates(
    database: Database, wanted: Wanted, step: Callable[[int, int], object] = lambda done, of: None
) -> Selection:
    """A row a pair that no decision settles, the likeliest first.

    Columns: score (0 to 1), type, id, name, other, other_name, why (which names meet and how, identifiers, births).
    `step` is told how many of how many pairs are compared.
    """
    found = likely(entries(database, wanted.type), _apart(database, linked=wanted.linked), wanted.threshold, step)
    if wanted.limit is not None:
        found = found[: wanted.limit]
    return Selection(COLUMNS, tuple(map(_row, found)), revision(database))


def why(database: Database, one: Entity, other: Entity) -> tuple[str, ...]:
    """What speaks for two entries being one, in words; empty where nothing does."""
    both = [e for e in entries(database, one.type) if e.id in (one.id, other.id)]
    return next((pair.why for pair in likely(both, threshold=0.0)), ())


def _row(pair: Likely) -> tuple[object, ...]:
    one, other = pair.one, pair.other
    return round(pair.score, 3), one.type, one.id, one.name, other.id, other.name, "; ".join(pair.why)


def entries(database: Database, wanted: str | None = None) -> list[Entry]:
    """The entries that a decision may be about, with what tells them apart, in the order of their ids."""
    types = f"({', '.join(repr(t) for t in TYPES if wanted in (None, t))})"
    born = {r[0]: (str(r[1]), str(r[2])) for r in database.tuples(BORN)} if wanted in (None, "person") else {}
    identifiers: dict[str, set[tuple[str, str]]] = {}
    for id_, scheme, value in database.tuples(IDENTIFIED.format(types=types)):
        identifiers.setdefault(id_, set()).add((scheme, value))
    made: dict[str, tuple[str, str, dict[str, Spelling]]] = {}
    for id_, type_, name, text, quality, kind in database.tuples(NAMED.format(types=types)):
        names = made.setdefault(id_, (type_, name, {}))[2]
        known = names.get(text, Spelling(text, False, True))
        names[text] = Spelling(text, known.strong or quality != "weak", known.acronym and kind == "acronym")
    return [
        Entry(id_, type_, name, tuple(names.values()), frozenset(identifiers.get(id_, ())), born.get(id_))
        for id_, (type_, name, names) in made.items()
    ]


def _apart(database: Database, *, linked: bool) -> set[frozenset[str]]:
    """The pairs that are settled: by a decision, whatever it says, or because a claim ties the two."""
    settled = {frozenset(row) for row in database.tuples(DECIDED)}
    if not linked:
        settled |= {frozenset(row) for row in database.tuples(TOLD_APART)}
    return settled
