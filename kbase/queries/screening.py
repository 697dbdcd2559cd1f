"""A list of names screened against the knowledge base, or against another list: the rows of the file, the candidates of each."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.matching.index import Candidate, Index, Sought, file_of
from kbase.problems import KbaseError, UsageError

BORN = "SELECT born_earliest, born_latest FROM people WHERE id = :id AND born_earliest IS NOT NULL"
COUNTRY = """\
SELECT p.id, p.name, p.iso3166_1 FROM organizations o JOIN places p ON p.id = o.country_id WHERE o.id = :id ORDER BY p.id"""
_FIELD = 10_000_000  # characters of one cell
_BIRTH_SLACK = 2  # years by which sources differ on a birth
_BIRTH_COST = 0.8  # the score of one who was born in another year is multiplied by this


class Columns(NamedTuple):
    """The columns of the file that are used; all but the name are optional."""

    name: str | None = None
    birth: str | None = None
    country: str | None = None
    kind: str | None = None


class Query(NamedTuple):
    """A row of the file."""

    row: int  # from 1
    name: str
    birth: int | None = None
    country: str = ""
    kind: str = ""


class Known(NamedTuple):
    """What is known of an entity besides its names."""

    born: tuple[int, int] | None = None
    countries: frozenset[str] = frozenset()


class Hit(NamedTuple):
    """A candidate, its score with what is known besides the name, and what that said."""

    candidate: Candidate
    score: float
    also: tuple[str, ...] = ()


class Screened(NamedTuple):
    """A query and its candidates, best first."""

    query: Query
    hits: tuple[Hit, ...]


# --- the names sought -----------------------------------------------------------------------------------


def queries(path: Path, columns: Columns) -> Iterator[Query]:
    """The rows of a .csv, .tsv, .jsonl or .txt file (one name a line).

    :raises KbaseError: where the file cannot be read as such.
    :raises UsageError: where it has no such column.
    """
    ending = path.suffix.lower()
    if ending not in (".csv", ".tsv", ".jsonl", ".txt"):
        raise UsageError(f"'{path.name}' ends in none of .csv, .tsv, .jsonl, .txt", "the ending tells how it is read")
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            if ending == ".txt":
                names = (line.strip() for line in file)
                yield from (Query(n, name) for n, name in enumerate((name for name in names if name), 1))
            elif ending == ".jsonl":
                yield from _from_json(file, path, columns)
            else:
                yield from _from_table(file, path, columns, "\t" if ending == ".tsv" else ",")
    except csv.Error as error:
        raise KbaseError(f"'{path.name}' cannot be read as a table: {error}", "save it again as CSV in UTF-8") from None


def _from_json(file: Iterator[str], path: Path, columns: Columns) -> Iterator[Query]:
    number = 0
    for at, line in enumerate(file, 1):
        if not line.strip():
            continue
        number += 1
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise KbaseError(f"'{path.name}' line {at} is not JSON", "one JSON object a line") from None
        if not isinstance(row, dict):
            raise KbaseError(f"'{path.name}' line {at} is not a JSON object", 'such as {"name": "…"}')
        yield _query(number, {str(k): v for k, v in row.items()}, columns, path, tuple(map(str, row)))


def _from_table(file: Iterator[str], path: Path, columns: Columns, delimiter: str) -> Iterator[Query]:
    csv.field_size_limit(_FIELD)
    reader = csv.DictReader(file, delimiter=delimiter)
    names = tuple(reader.fieldnames or ())
    for number, row in enumerate(reader, 1):
        yield _query(number, row, columns, path, names)


def _query(number: int, row: dict[str, Any], columns: Columns, path: Path, names: tuple[str, ...]) -> Query:
    chosen = columns.name or ("name" if "name" in names else names[0] if len(names) == 1 else "name")
    for column in (chosen, columns.birth, columns.country, columns.kind):
        if column and column not in names:
            raise UsageError(f"'{path.name}' has no column '{column}'", f"it has {', '.join(names[:12]) or 'none'}")
    birth = str(row.get(columns.birth) or "") if columns.birth else ""
    year = next((int(birth[i : i + 4]) for i in range(len(birth) - 3) if _year(birth[i : i + 4])), None)
    return Query(
        number, str(row.get(chosen) or "").strip(), year,
        str(row.get(columns.country) or "").strip() if columns.country else "",
        str(row.get(columns.kind) or "").strip().lower() if columns.kind else "",
    )  # fmt: skip


def _year(text: str) -> bool:
    return text.isascii() and text.isdigit() and text[0] in "12"


# --- what they are held against -------------------------------------------------------------------------


class Listed(NamedTuple):
    """What a list is screened against: candidates by name, and what is known of each."""

    names: Index
    known: Callable[[Candidate], Known]


def knowledge_base(database: Database) -> Listed:
    """The entities of the knowledge base."""
    from kbase.queries.find import index_of

    database.log = False  # thousands of queries are no answer to be shown

    def known(candidate: Candidate) -> Known:
        if candidate.kind == "person":
            rows = database.rows(BORN, id=candidate.id)
            return Known((int(rows[0]["born_earliest"][:4]), int(rows[0]["born_latest"][:4]))) if rows else Known()
        if candidate.kind == "organization":
            found = database.rows(COUNTRY, id=candidate.id)
            return Known(None, frozenset(str(v).lower() for row in found for v in row.values() if v))
        return Known()

    return Listed(index_of(database), known)


def listed(path: Path) -> Listed:
    """A list of one's own: JSON lines of {"id", "kind", "names"}, optionally "birth" and "country".

    :raises KbaseError: where a line is not such an entry.
    """
    entries: list[tuple[str, str, list[str]]] = []
    facts: dict[str, Known] = {}
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for at, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                id_, names = str(entry["id"]), [str(n) for n in entry["names"]]
                kind = str(entry.get("kind") or "")
                born = str(entry.get("birth") or "")[:4]
                country = str(entry.get("country") or "").lower()
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                raise KbaseError(
                    f"'{path.name}' line {at} is no entry of a list",
                    'such as {"id": "…", "kind": "person", "names": ["…"]}',
                ) from None
            entries.append((id_, kind, names))
            if _year(born) or country:
                facts[id_] = Known(
                    (int(born), int(born)) if len(born) == 4 and _year(born) else None, frozenset({country} - {""})
                )
    nothing = Known()
    return Listed(file_of(entries), lambda candidate: facts.get(candidate.id, nothing))


# --- screening ------------------------------------------------------------------------------------------


def screen(query: Query, against: Listed, limit: int, threshold: float) -> Screened:
    """The candidates for one row."""
    kinds = (query.kind,) if query.kind else ()
    hits = []
    more = limit if query.birth is None and not query.country else 2 * limit
    for candidate in against.names.find(Sought(query.name, kinds, more, threshold)):
        score, also = candidate.score, []
        if query.birth is not None or query.country:
            known = against.known(candidate)
            if query.birth is not None and known.born:
                near = known.born[0] - _BIRTH_SLACK <= query.birth <= known.born[1] + _BIRTH_SLACK
                also.append("born then" if near else f"born {known.born[0]}, not {query.birth}")
                score *= 1 if near else _BIRTH_COST
            if query.country and known.countries:
                also.append("same country" if query.country.lower() in known.countries else "another country")
        if score >= threshold:
            hits.append(Hit(candidate, score, tuple(also)))
    hits.sort(key=lambda h: (-h.score, h.candidate.id))
    return Screened(query, tuple(hits[:limit]))


def count(path: Path) -> int:
    """About how many rows a file has, for the progress."""
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))
