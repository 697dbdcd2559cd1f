"""A list of names screened against the knowledge base, or against another list: the candidates of each row."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.standing import LISTING
from kbase.matching.index import LIKELY, Candidate, Index, Sought, file_of, rank
from kbase.problems import KbaseError
from kbase.queries.find import index_of
from kbase.queries.names_file import Query, lines, year
from kbase.queries.other_names import Asked, OtherNames, through
from kbase.queries.resolve import country_code

KINDS = ("person", "group", "organization")  # whom a list is screened for, unless another kind is asked for
KNOWN = f"""\
SELECT t.name, p.born_earliest, p.born_latest, {LISTING} AS listing
FROM entities t LEFT JOIN people p ON p.id = t.id WHERE t.id = :id"""  # noqa: S608
LISTED_BY = """\
SELECT o.id, o.name FROM designations d JOIN organizations o ON o.id = d.authority_id
WHERE d.entity_id = :id AND d.status = 'accepted' AND d.end_state <> 'ended' GROUP BY o.id, o.name ORDER BY o.name, o.id"""
COUNTRY = """\
SELECT p.id, p.name, p.iso3166_1 FROM organizations o JOIN places p ON p.id = o.country_id WHERE o.id = :id ORDER BY p.id"""
_BIRTH_SLACK = 2  # years by which sources differ on a birth
_BIRTH_COST = 0.8  # the score of one who was born in another year is multiplied by this


class Known(NamedTuple):
    """What is known of an entity besides the spelling that matched."""

    name: str
    born: tuple[int, int] | None = None
    countries: frozenset[str] = frozenset()
    listing: str = ""  # 'listed', 'delisted' or neither
    listed_by: tuple[str, ...] = ()  # the authorities that list it now


class Hit(NamedTuple):
    """A candidate, its score with what is known besides the name, and what that said."""

    candidate: Candidate
    score: float
    known: Known
    also: tuple[str, ...] = ()


class Screened(NamedTuple):
    """A query and its candidates, best first."""

    query: Query
    hits: tuple[Hit, ...]
    of_list: bool = False  # candidates are entries of a list, not of the knowledge base


# --- what they are held against -------------------------------------------------------------------------


class Listed(NamedTuple):
    """What a list is screened against: candidates by name, and what is known of each."""

    names: Index
    known: Callable[[Candidate], Known]
    kinds: tuple[str, ...] = ()  # of which candidates are, where the row does not say; empty for all
    of_list: bool = False
    through: Asked | None = None  # finds entries of a list by other names that the knowledge base knows


def knowledge_base(database: Database, kinds: tuple[str, ...] = KINDS) -> Listed:
    """The entities of the knowledge base of some kinds."""
    database.log = False  # thousands of queries are no answer to be shown

    @cache
    def of(id_: str, kind: str) -> Known:
        row = database.rows(KNOWN, id=id_)[0]
        born, countries = None, []
        if row["born_earliest"] is not None:
            born = int(row["born_earliest"][:4]), int(row["born_latest"][:4])
        if kind == "organization":
            countries = [str(v).lower() for r in database.rows(COUNTRY, id=id_) for v in r.values() if v]
        by = database.rows(LISTED_BY, id=id_) if row["listing"] == "listed" else []
        return Known(row["name"], born, frozenset(countries), row["listing"] or "", tuple(r["name"] for r in by))

    return Listed(index_of(database), lambda candidate: of(candidate.id, candidate.kind), kinds)


def listed(path: Path, kinds: tuple[str, ...] = (), others: OtherNames | None = None) -> Listed:
    """A list of one's own: JSON lines of {"id", "kind", "names"}, optionally "birth" and "country".

    :param others: names of the knowledge base through which entries are found as well.

    :raises KbaseError: where a line is not such an entry, or not in UTF-8.
    """
    entries: list[tuple[str, str, list[str]]] = []
    facts: dict[str, Known] = {}
    with path.open("rb") as file:
        for at, line in enumerate(lines(file, path.name), 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                id_, names = str(entry["id"]), [n for n in entry["names"] if n is not None]
                if not isinstance(entry["names"], list) or not all(isinstance(n, str) for n in names):
                    raise TypeError
                kind = str(entry.get("kind") or "")
                born = str(entry.get("birth") or "")[:4]
                country = str(entry.get("country") or "").lower()
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise KbaseError(
                    f"'{path.name}' line {at} is no entry of a list",
                    'such as {"id": "…", "kind": "person", "names": ["…"]}',
                ) from None
            entries.append((id_, kind, names))
            facts[id_] = Known(
                names[0] if names else id_, (int(born), int(born)) if len(born) == 4 and year(born) else None,
                frozenset({country} - {""}),
            )  # fmt: skip
    if not any(name.strip() for _, _, names in entries for name in names):
        raise KbaseError(f"'{path.name}' holds no names", "nothing would be found; check where the list was written")
    names_ = file_of(entries)
    return Listed(
        names_,
        lambda candidate: facts[candidate.id],
        kinds,
        True,
        through(others, names_) if others is not None else None,
    )


# --- screening ------------------------------------------------------------------------------------------


def screen(query: Query, against: Listed, limit: int, threshold: float) -> Screened:
    """The candidates for one row."""
    kinds = (query.kind,) if query.kind else against.kinds
    more = limit if query.birth is None else max(2 * limit, LIKELY)  # a birth may put one before another
    sought = Sought(query.name, kinds, more, threshold)
    found = {
        c.id: _hit(query, c, c.score, against.known(c), ())
        for c in against.names.find(sought, lambda candidate: against.known(candidate).name)
    }
    for other in against.through(query.name, kinds) if against.through is not None else ():
        candidate = other.candidate
        said = f"'{other.name}' is another name of it in the knowledge base ({other.entity})"
        hit = _hit(query, candidate, other.score, against.known(candidate), (said,))
        if candidate.id not in found or hit.score > found[candidate.id].score:
            found[candidate.id] = hit
    hits = sorted(
        (h for h in found.values() if h.score >= threshold),
        key=lambda h: rank(h.candidate._replace(score=h.score), query.name, h.known.name),
    )
    return Screened(query, tuple(hits[:limit]), against.of_list)


def _hit(query: Query, candidate: Candidate, score: float, known: Known, also: tuple[str, ...]) -> Hit:
    """A candidate, its score weighed with what is known besides the name."""
    if query.birth is not None and known.born:
        near = known.born[0] - _BIRTH_SLACK <= query.birth <= known.born[1] + _BIRTH_SLACK
        also += ("born then" if near else f"born {known.born[0]}, not {query.birth}",)
        score *= 1 if near else _BIRTH_COST
    if query.country and known.countries:
        also += ("same country" if country_code(query.country).lower() in known.countries else "another country",)
    return Hit(candidate, score, known, also)
