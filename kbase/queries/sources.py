"""Which sources the data rests on, and how much rests on each: the answer of `kbase sources`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.fields import CLAIMS
from kbase.queries.claims import WITHIN, mentions
from kbase.queries.resolve import Entity
from kbase.queries.revision import revision
from kbase.queries.selection import Selection
from kbase.queries.within import made_within
from kbase.vocabulary import WEAK_SOURCE_KINDS

_WEAK = ", ".join(f"'{kind}'" for kind in sorted(WEAK_SOURCE_KINDS))
# claims by what a citation does to them; `entries` are things whose identity rests on the source
COUNTED = """\
SELECT s.id, s.kind, s.publisher, s.title, s.published, COUNT(DISTINCT c.claim_id) AS claims,
  COUNT(DISTINCT CASE WHEN c.stance = 'contradicts' THEN c.claim_id END) AS against,
  COUNT(DISTINCT CASE WHEN alone.claim_id IS NOT NULL THEN c.claim_id END) AS alone,
  COUNT(DISTINCT c.entity_id) AS entries, s.url
FROM sources s
LEFT JOIN citations c ON c.source_id = s.id{of}
LEFT JOIN (SELECT a.claim_id FROM citations a WHERE a.claim_id IS NOT NULL{of_alone}
  GROUP BY a.claim_id HAVING COUNT(DISTINCT a.source_id) = 1) alone ON alone.claim_id = c.claim_id
{where}GROUP BY s.id, s.kind, s.publisher, s.title, s.published, s.published_earliest, s.url
{having}ORDER BY claims DESC, entries DESC, s.id"""


def claims_of(type_: str, entity: str) -> str:
    """The SQL of the ids of all claims on an entity of a type, or that name it or a place within it: those of `claims.about`.

    :param entity: the parameter that has the id, with its colon.
    """
    within = WITHIN.replace(":id", entity)
    selects = [
        f"SELECT id FROM {kind.table} WHERE {mention.stem}_id " + (f"IN ({within})" if inside else f"IN ({entity})")
        for kind in CLAIMS
        for number, mention in enumerate(mentions(kind.kind))
        if type_ in mention.types
        for inside in (type_ == "place" and number > 0,)
    ]
    return "(" + "\n    UNION ".join(selects) + ")"


def sources_of(type_: str, entity: str) -> str:
    """The SQL of the ids of the sources of an entity and of all claims on it."""
    return (
        f"SELECT c.source_id FROM citations c WHERE c.entity_id IN ({entity})\n"
        f"    UNION SELECT c.source_id FROM citations c WHERE c.claim_id IN {claims_of(type_, entity)}"
    )


BY_KIND = """\
SELECT s.kind, COUNT(DISTINCT s.id) AS sources, COUNT(DISTINCT c.claim_id) AS claims,
  MIN(s.published) AS earliest, MAX(s.published) AS latest
FROM sources s
{join} JOIN citations c ON c.source_id = s.id{of}
{where}GROUP BY s.kind ORDER BY claims DESC, s.kind"""


class Wanted(NamedTuple):
    """What to narrow by: an entity, a kind of source, days of publication (bounds as ISO text)."""

    entity: Entity | None = None
    kind: str | None = None
    first: str | None = None
    last: str | None = None
    weak: bool = False
    limit: int | None = None


def sources(database: Database, wanted: Wanted) -> Selection:
    """A row a source, those first on which most claims rest.

    Columns: id, kind, publisher, title, published, claims (claims that cite it), against (of these, that it contradicts),
    alone (claims that cite no other), entries (things whose identity it carries), url.
    """
    params, where, of = _narrowed(database.engine, wanted)
    sql = COUNTED.format(
        of=of,
        of_alone=f" AND a.claim_id IN {claims_of(wanted.entity.type, ':entity')}" if wanted.entity else "",
        where=where,
        having="HAVING COUNT(c.source_id) > 0\n" if wanted.entity else "",
    )
    if wanted.limit is not None:
        sql += f"\nLIMIT {wanted.limit}"
    return _selected(database, sql, params)


def by_kind(database: Database, wanted: Wanted) -> Selection:
    """A row a kind of source: kind, sources, claims that rest on them, earliest and latest publication."""
    params, where, of = _narrowed(database.engine, wanted)
    return _selected(database, BY_KIND.format(join="" if wanted.entity else "LEFT", of=of, where=where), params)


def _narrowed(engine: str, wanted: Wanted) -> tuple[dict[str, Any], str, str]:
    params: dict[str, Any] = {}
    tests = []
    if wanted.kind:
        tests.append("s.kind = :kind")
        params["kind"] = wanted.kind
    if wanted.weak:
        tests.append(f"s.kind IN ({_WEAK})")
    for name, condition in made_within(engine, "s.published").items():
        if day := getattr(wanted, name):
            tests.append(condition)
            params[name] = day
    of = ""
    if wanted.entity:
        of = f"\n  AND (c.entity_id = :entity OR c.claim_id IN {claims_of(wanted.entity.type, ':entity')})"
        params["entity"] = wanted.entity.id
    return params, f"WHERE {' AND '.join(tests)}\n" if tests else "", of


def _selected(database: Database, sql: str, params: dict[str, Any]) -> Selection:
    rows = database.rows(sql, **params)
    return Selection(database.columns, tuple(tuple(r.values()) for r in rows), revision(database))
