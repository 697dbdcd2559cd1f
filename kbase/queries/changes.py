"""What two states of the data differ in: what was added, changed and removed, of all or of one entity.

Things and claims are compared by their ids and by what curators write of them, the places in sources that they rest on
included; what follows from that (bounds, columns filled from claims) is not told once more.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.database.shape import tables
from kbase.fields import ACTS, CLAIM_FIELDS, CLAIMS, PROPERTY, THINGS, ClaimKind, ThingType
from kbase.problems import KbaseError
from kbase.queries.claims import by_ids, mentions
from kbase.queries.resolve import Entity, resolve
from kbase.queries.revision import Revision, revision
from kbase.queries.words import sentence

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_KINDS: tuple[ThingType | ClaimKind, ...] = (*THINGS, *CLAIMS)
_RANK = {thing.type: n for n, thing in enumerate(THINGS)}  # groups and people first, sources after what rests on them
_DATED = {
    "act": ("start_date",), "state": ("start_date", "end_date", "last_seen", "end_state"),
    "relation": ("start_date", "end_date", "last_seen", "end_state"),
}  # fmt: skip
_CITED = """\
SELECT COALESCE(claim_id, entity_id) AS id, source_id, locator, stance FROM citations
ORDER BY 1, source_id, locator, stance"""


class Change(NamedTuple):
    """A thing or claim that was added or removed, or one field of it that changed."""

    change: str
    kind: str  # of the claim; of a thing its type
    id: str
    entity_id: str  # whose page it stands on
    entity_name: str
    text: str  # the claim in words, the name of the thing; '' where the id was withdrawn for ever
    field: str  # of a change
    was: str
    became: str


class Changes(NamedTuple):
    entity: Entity | None
    before: str  # the day of either state
    after: str
    before_commit: str  # '' where it is no committed one
    after_commit: str
    added: int
    changed: int
    removed: int
    columns: tuple[str, ...]
    rows: tuple[Change, ...]
    more: bool  # whether the limit cut it
    revision: Revision


class _Written(NamedTuple):
    """What stands written of a thing or claim."""

    kind: str
    entity: str
    fields: dict[str, str]


def changes(before: Database, after: Database, typed: str | None = None, limit: int | None = None) -> Changes:
    """What the later state has, has otherwise or has no more.

    :param typed: an entity; only itself and the claims that mention it.
    :raises KbaseError: where neither state knows one entity called so.
    """
    entity = None if typed is None else _meant(before, after, typed)
    old, new = (_state(database, entity) for database in (before, after))
    different = {id_ for id_ in old.keys() | new.keys() if old.get(id_) != new.get(id_)}
    words = {**_words(before, different - new.keys()), **_words(after, different & new.keys())}
    names = {**_names(before), **_names(after)}
    withdrawn = {row["id"] for row in after.unlogged("SELECT id FROM removed ORDER BY id")}
    if entity is not None and entity.id in withdrawn:
        entity = Entity(entity.id, entity.type, "")
    found: list[Change] = []
    ranks: dict[str, int] = {}
    for id_ in different:
        was, became = old.get(id_), new.get(id_)
        now = became or was
        assert now is not None
        gone = not withdrawn.isdisjoint((id_, now.entity, *now.fields.values()))
        of = names.get(now.entity, _NAMELESS)
        ranks[now.entity] = _RANK.get(of.type, len(_RANK))
        text = "" if gone else words.get(id_) or names.get(id_, _NAMELESS).name
        about = (now.kind, id_, now.entity, "" if gone else of.name, text)
        if was is None or became is None:
            found.append(Change(ADDED if was is None else REMOVED, *about, "", "", ""))
            continue
        found += [Change(CHANGED, *about, *pair) for pair in _pairs(was, became) if pair[1] != pair[2]]
    found.sort(
        key=lambda c: (
            ranks[c.entity_id],
            c.entity_name or c.entity_id,
            c.entity_id,
            c.id != c.entity_id,
            c.id,
            c.field,
        )
    )
    counts = [len({c.id for c in found if c.change == word}) for word in (ADDED, CHANGED, REMOVED)]
    then, told = revision(before), revision(after)._replace(known_on="")  # that was no day of this answer as a whole
    return Changes(
        entity, then.date, told.date, then.commit, told.commit, counts[0], counts[1], counts[2], Change._fields, tuple(found[:limit]),
        limit is not None and len(found) > limit, told,
    )  # fmt: skip


def _pairs(was: _Written, became: _Written) -> list[tuple[str, str, str]]:
    """Each field, what it was and what it became; what is of another type or property now has others."""
    fields = dict.fromkeys((*was.fields, *became.fields))
    pairs = [(field, was.fields.get(field, ""), became.fields.get(field, "")) for field in fields]
    return [("type", was.kind, became.kind), *pairs]


def _meant(before: Database, after: Database, typed: str) -> Entity:
    """The entity as it is called now; one that is no more as it was called then."""
    try:
        return resolve(after, typed, near=False)
    except KbaseError as unknown:
        try:
            found = resolve(before, typed, near=False)
        except KbaseError:
            try:
                return resolve(after, typed)
            except KbaseError:
                raise unknown from None
        if after.rows("SELECT id FROM entities WHERE id = :id", id=found.id):  # by this name it is no longer called
            raise
        return found


@cache
def _columns(kind: ThingType | ClaimKind) -> tuple[str, ...]:
    """What a document says of it, as the columns of its table."""
    names = tables()[kind.table].names
    fields = kind.fields if isinstance(kind, ThingType) else (*kind.fields, *CLAIM_FIELDS)
    found = [name for f in fields for name in (f.name, f"{f.name}_id") if name in names and name != "id"]
    return (*found, *(_DATED.get(kind.dating, ()) if isinstance(kind, ClaimKind) else ()))


def _state(database: Database, entity: Entity | None) -> dict[str, _Written]:
    params = {} if entity is None else {"id": entity.id}
    cited: dict[str, list[str]] = {}
    for row in database.rows(_CITED):
        stance = "" if row["stance"] == "supports" else f" ({row['stance']})"
        cited.setdefault(row["id"], []).append("#".join(filter(None, (row["source_id"], row["locator"]))) + stance)
    found: dict[str, _Written] = {}
    for kind in _KINDS:
        columns = _columns(kind)
        if isinstance(kind, ThingType):
            whose, subject = ["id", *(c for c in columns if c.endswith("_id"))], "id"
        else:
            whose, subject = [f"{m.stem}_id" for m in mentions(kind.kind)], f"{kind.subject}_id"
        where = f"\nWHERE {' OR '.join(f'{c} = :id' for c in dict.fromkeys(whose))}" if entity else ""
        sql = f"SELECT {', '.join(dict.fromkeys(('id', subject, *columns)))}\nFROM {kind.table}{where}\nORDER BY id"
        for row in database.rows(sql, **params):
            fields = {column: _text(row[column]) for column in columns}
            if PROPERTY.get(fields.get("property", "")) and PROPERTY[fields["property"]].type in ("date", "interval"):
                fields = {c: v for c, v in fields.items() if c not in _DATED["state"]}  # the value says it
            elif fields.get("relation") in ACTS:  # one date is written; its end follows from that
                fields = {c: v for c, v in fields.items() if c == "start_date" or c not in _DATED["state"]}
            fields["sources"] = "; ".join(cited.get(row["id"], ()))
            name = kind.type if isinstance(kind, ThingType) else kind.kind
            found[row["id"]] = _Written(name, row[subject], fields)
    return found


def _text(value: Any) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _words(database: Database, ids: set[str]) -> dict[str, str]:
    return {claim.id: sentence(claim) for claim in by_ids(database, sorted(ids))}


_NAMELESS = Entity("", "", "")


def _names(database: Database) -> dict[str, Entity]:
    """Of whatever has a page, and of disputes their questions."""
    sql = "SELECT id, type, name FROM entities UNION ALL SELECT id, 'dispute', question FROM disputes ORDER BY 1"
    return {row["id"]: Entity(row["id"], row["type"], row["name"]) for row in database.unlogged(sql)}
