"""Which sources the data rests on, and how much rests on each: the answer of `kbase sources`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.database.standing import STANDING
from kbase.fields import CLAIMS
from kbase.queries.claims import WITHIN, mentions
from kbase.queries.resolve import Entity
from kbase.queries.revision import revision
from kbase.queries.selection import Selection
from kbase.queries.within import made_within
from kbase.vocabulary import WEAK_SOURCE_KINDS

_WEAK = ", ".join(f"'{kind}'" for kind in sorted(WEAK_SOURCE_KINDS))
# the claims that stand; a union of the tables, since the view of all claims puts each in words
_STANDS = "(" + " UNION ALL ".join(f"SELECT id FROM {kind.table} WHERE {STANDING}" for kind in CLAIMS) + ")"
# what each source does to each claim that stands (0 supports it, 1 contradicts it, 2 only mentions it), and to things; one place of it
# may deny what another says
_DOES = f"""\
SELECT c.source_id, k.id AS claim_id, c.entity_id, MIN(CASE c.stance WHEN 'supports' THEN 0 WHEN 'contradicts' THEN 1 ELSE 2 END) AS does,
    MAX(CASE c.stance WHEN 'contradicts' THEN 1 ELSE 0 END) AS denies
  FROM citations c LEFT JOIN {_STANDS} k ON k.id = c.claim_id{{of}}
  GROUP BY c.source_id, k.id, c.entity_id"""
_CLAIMS = """\
  COUNT(DISTINCT CASE c.does WHEN 0 THEN c.claim_id END) AS claims,
  COUNT(DISTINCT CASE WHEN c.does = 0 AND alone.claim_id IS NOT NULL THEN c.claim_id END) AS alone,
  COUNT(DISTINCT CASE c.denies WHEN 1 THEN c.claim_id END) AS against,
  COUNT(DISTINCT CASE c.does WHEN 2 THEN c.claim_id END) AS mentions"""
_FROM = f"""\
FROM sources s
{{join}}JOIN ({_DOES}) c ON c.source_id = s.id
LEFT JOIN (SELECT a.claim_id FROM citations a WHERE a.claim_id IS NOT NULL AND a.stance = 'supports'
  GROUP BY a.claim_id HAVING COUNT(DISTINCT a.source_id) = 1) alone ON alone.claim_id = c.claim_id
{{where}}"""
# `entries` are things whose identity rests on the source
COUNTED = f"""\
SELECT s.id, s.kind, s.publisher, s.title, s.published,
{_CLAIMS},
  COUNT(DISTINCT CASE c.does WHEN 0 THEN c.entity_id END) AS entries, s.url
{_FROM}GROUP BY s.id, s.kind, s.publisher, s.title, s.published, s.published_earliest, s.url
ORDER BY claims DESC, entries DESC, s.id"""
BY_KIND = f"""\
SELECT s.kind, COUNT(DISTINCT s.id) AS sources,
{_CLAIMS},
  MIN(s.published) AS earliest, MAX(s.published) AS latest
{_FROM}GROUP BY s.kind ORDER BY claims DESC, s.kind"""


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

    Columns: id, kind, publisher, title, published, claims (claims that stand and that it supports), alone (of these, that no
    other source supports), against (claims that stand and that it contradicts), mentions (that it only mentions), entries
    (things whose identity it carries), url.
    """
    return _counted(database, COUNTED, wanted)


def by_kind(database: Database, wanted: Wanted) -> Selection:
    """A row a kind of source: kind, sources, then the claims as of each source, earliest and latest publication."""
    return _counted(database, BY_KIND, wanted._replace(limit=None))


def _counted(database: Database, sql: str, wanted: Wanted) -> Selection:
    params, where, of = _narrowed(database.engine, wanted)
    sql = sql.format(join="" if wanted.entity else "LEFT ", of=of, where=where)
    if wanted.limit is not None:
        sql += f"\nLIMIT {wanted.limit}"
    rows = database.rows(sql, **params)
    return Selection(database.columns, tuple(tuple(r.values()) for r in rows), revision(database))


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
        of = f"\n  WHERE c.entity_id = :entity OR c.claim_id IN {claims_of(wanted.entity.type, ':entity')}"
        params["entity"] = wanted.entity.id
    return params, f"WHERE {' AND '.join(tests)}\n" if tests else "", of
