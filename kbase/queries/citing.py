"""What a reference needs: the places that a claim rests on, or a source, with all that is known of them."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.problems import KbaseError
from kbase.queries.claims import by_ids, citations
from kbase.queries.facts import locator_words
from kbase.queries.resolve import BY_ID, Entity, resolve
from kbase.queries.revision import Revision, revision
from kbase.queries.words import sentence
from kbase.text import a

SOURCE = """\
SELECT id, title, kind, publisher, author, url, archive_url, published, published_earliest, published_latest, accessed, lang
FROM sources WHERE id IN ({}) ORDER BY id"""


class Reference(NamedTuple):
    """A source, and the place in it; dates are EDTF, `issued` the parts of the publication date that are known."""

    source: str
    kind: str
    publisher: str
    author: str
    title: str
    published: str
    issued: tuple[int, ...]
    locator: str
    url: str
    archive_url: str
    accessed: str
    lang: str
    stance: str


class Reading(NamedTuple):
    """What is cited: a claim in words with its references, or one source."""

    id: str
    text: str  # the claim as a sentence; '' for a source
    status: str
    references: tuple[Reference, ...]
    revision: Revision


def cite(database: Database, what: str) -> Reading:
    """The references of a claim, or of a source by its id or title.

    :raises KbaseError: where there is no such claim or source.
    """
    if "/" not in what:
        source = _source(database, what)
        return Reading(source.id, "", "", _references(database, [(source.id, "", "supports")]), revision(database))
    found = by_ids(database, [what])
    if not found:
        raise KbaseError(f"there is no claim '{what}'", "a claim's id is subject/kind/object; see 'kbase why ENTITY'")
    claim = found[0]
    places = [(c.source_id, locator_words(c.locator), c.stance) for c in citations(database, [what]).get(what, [])]
    return Reading(claim.id, sentence(claim), claim.status, _references(database, places), revision(database))


def _source(database: Database, what: str) -> Entity:
    """The source of that id or title; of anything else it is said what can be cited."""
    for row in database.rows(BY_ID, id=what.strip()):
        if row["type"] != "source":
            told = "cite one of its claims" if row["type"] == "statement" else "cite a claim about it"
            raise KbaseError(
                f"'{row['id']}' is {a(row['type'])}; cite takes a claim or a source",
                f"{told}: 'kbase why {row['id']}' has their ids",
            )
    try:
        return resolve(database, what, ("source",), near=False)
    except KbaseError as error:
        raise KbaseError(f"{error}; cite takes the id of a claim, or the id or title of a source", error.help) from None


def _references(database: Database, places: list[tuple[str, str, str]]) -> tuple[Reference, ...]:
    marks = {f"s{n}": id_ for n, id_ in enumerate(dict.fromkeys(p[0] for p in places))}
    rows = {r["id"]: r for r in database.rows(SOURCE.format(", ".join(f":{m}" for m in marks)), **marks)}
    found = []
    for id_, locator, stance in places:
        row = {k: v or "" for k, v in rows[id_].items()}
        found.append(Reference(
            id_, row["kind"], row["publisher"], row["author"], row["title"], row["published"],
            _issued(row["published_earliest"], row["published_latest"]), locator, row["url"], row["archive_url"],
            row["accessed"], row["lang"], stance,
        ))  # fmt: skip
    return tuple(found)


def _issued(earliest: str, latest: str) -> tuple[int, ...]:
    """Year, month and day as far as both bounds agree."""
    parts = []
    for first, last in zip(earliest.split("-"), latest.split("-"), strict=False):
        if not first or first != last:
            break
        parts.append(int(first))
    return tuple(parts)
