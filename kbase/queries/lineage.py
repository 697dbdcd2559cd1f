"""Where a group came from and what came out of it: the answer of `kbase lineage`."""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.queries.claims import Claim, citations, fetch
from kbase.queries.facts import Cited, Fact, Numbering
from kbase.queries.on_day import NO, bounds, on_day
from kbase.queries.resolve import Entity
from kbase.queries.revision import Revision, revision
from kbase.queries.words import when

# how one group becomes another: relation, and whether the object is the older one
ORIGINS = {"split_from": True, "succeeds": True, "merged_into": False}
TIES = ("pledged_allegiance_to", "allegiance_accepted", "allegiance_renounced", "part_of", "affiliated_with")
IN_LINE = ("group", "organization")  # a group may have come out of an organization
_MANY = 400
# the claims that hold such relations, and whose they are
_HELD_IN = {"group_relation": "group", "organization_relation": "organization"}


class Descent(NamedTuple):
    """One group and how it hangs on the one above it in the tree; `again` where its own branch stands elsewhere."""

    id: str
    name: str
    depth: int
    relation: str
    when: str
    status: str
    confidence: str
    claim: str
    sources: tuple[int, ...]
    again: bool
    last: tuple[bool, ...]  # of each level above and its own: whether it is the last of its siblings
    on_day: str
    parent_id: str  # the group above it in the tree; that of depth 1 is the one asked for
    parent_name: str
    extent: str  # whole or part, where a source says it
    against: tuple[int, ...]  # numbers of the sources that say otherwise
    order: str  # 'open' where it may have come about on the wrong side of the link above it, which then is no line


class Lineage(NamedTuple):
    entity: Entity
    ancestors: tuple[Descent, ...]
    offshoots: tuple[Descent, ...]
    ties: tuple[Fact, ...]  # allegiance and belonging of all groups in the trees
    names: tuple[Fact, ...]  # its own names that changed
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""
    recorded: int = 0  # where none of its own had come about by the day: how many did later


def lineage(database: Database, entity: Entity, *, depth: int = 20, on: str = "") -> Lineage:
    """Ancestors and offshoots of a group, each with its claim.

    :param depth: steps away from the group.
    :param on: a day as ISO text: only what had happened by it.
    """
    origins: dict[str, Claim] = {}
    reached = {entity.id}
    for older in (True, False):
        _climb(database, entity.id, older, depth, origins, reached)
    ties = [c for c in _touching(database, sorted(reached), TIES) if {c.subject, c.row["object_id"]} <= reached
            or entity.id in (c.subject, c.row["object_id"])]  # fmt: skip
    names = fetch(
        database, "name", "c.entity_id = :id AND c.status IN ('accepted', 'contested') "
        "AND (c.name_kind = 'former' OR c.start_date IS NOT NULL OR c.end_date IS NOT NULL)", id=entity.id,
    )  # fmt: skip
    held = {c.id: on_day(c, on) for c in (*origins.values(), *ties, *names)} if on else {}
    kept = [c for c in origins.values() if held.get(c.id) != NO]
    numbering = Numbering(
        citations(database, [*(c.id for c in kept), *(c.id for c in ties), *(c.id for c in names)]), held
    )
    trees = [tuple(_tree(entity.id, kept, older, depth, numbering)) for older in (True, False)]
    recorded = (
        0 if not on or any(trees) else sum(entity.id in (c.subject, c.row["object_id"]) for c in origins.values())
    )
    return Lineage(
        entity, trees[0], trees[1], tuple(numbering.fact(c, whole=True) for c in ties if held.get(c.id) != NO),
        tuple(numbering.fact(c, entity.id) for c in names if held.get(c.id) != NO), numbering.listed(),
        revision(database), on, recorded,
    )  # fmt: skip


def _climb(database: Database, start: str, older: bool, depth: int, found: dict[str, Claim], reached: set[str]) -> None:
    seen, frontier = {start}, [start]
    for _ in range(depth):
        following: list[str] = []
        for claim in _touching(database, frontier, tuple(ORIGINS)):
            here, there = _ends(claim, older)
            if here in frontier:
                found[claim.id] = claim
                if there not in seen:
                    seen.add(there)
                    following.append(there)
        if not following:
            break
        frontier = following
    reached |= seen


def _ends(claim: Claim, older: bool) -> tuple[str, str]:
    """The group from which one looks, and the one it came from (older) or that came out of it."""
    subject, object_ = claim.subject, str(claim.row["object_id"])
    return (subject, object_) if ORIGINS[claim.row["relation"]] == older else (object_, subject)


def _touching(database: Database, groups: list[str], relations: tuple[str, ...]) -> list[Claim]:
    found: dict[str, Claim] = {}
    words = ", ".join(f"'{r}'" for r in relations)
    for start in range(0, len(groups), _MANY):
        marks = {f"g{n}": g for n, g in enumerate(groups[start : start + _MANY])}
        some = ", ".join(f":{m}" for m in marks)
        for kind, of in _HELD_IN.items():
            for column in (f"{of}_id", "object_id"):
                where = f"c.{column} IN ({some}) AND c.relation IN ({words}) AND c.status IN ('accepted', 'contested')"
                found.update((c.id, c) for c in fetch(database, kind, where, **marks))
    return sorted(found.values(), key=lambda c: (c.row["start_earliest"], c.id))


def _tree(root: str, claims: list[Claim], older: bool, depth: int, numbering: Numbering) -> list[Descent]:
    """Depth first; a group that was met before is named again, with those links of its branch alone that stand nowhere yet.

    What joined a parent only after the child had left it is no ancestor of the child, and likewise downwards.
    """
    branches: dict[str, list[tuple[str, str, Claim]]] = {}
    names: dict[str, str] = {}
    for claim in claims:
        here, there = _ends(claim, older)
        names |= {
            claim.subject: str(claim.row[f"{_HELD_IN[claim.kind.kind]}_name"]),
            str(claim.row["object_id"]): str(claim.row["object_name"]),
        }
        name = names[there]
        branches.setdefault(here, []).append((there, name, claim))
    found: list[Descent] = []
    shown: set[str] = set()
    todo: list[tuple[str, str, Claim, tuple[bool, ...], str]] = []

    def following(group: str, by: Claim | None) -> list[tuple[str, str, Claim]]:
        return [tie for tie in branches.get(group, []) if by is None or _fits(tie[2], by, older)]

    def push(group: str, by: Claim | None, last: tuple[bool, ...]) -> None:
        ties = [tie for tie in following(group, by) if tie[2].id not in shown]
        shown.update(tie[2].id for tie in ties)
        for n, (there, name, claim) in reversed(list(enumerate(ties))):
            order = "" if by is None or _surely_fits(claim, by, older) else "open"
            todo.append((there, name, claim, (*last, n == len(ties) - 1), order))

    push(root, None, ())
    while todo:
        there, name, claim, last, order = todo.pop()
        above = _ends(claim, older)[0]
        again = any(tie[2].id in shown for tie in following(there, claim))
        found.append(Descent(
            there, name, len(last), claim.row["relation"], when(claim), claim.status, claim.confidence, claim.id,
            numbering.numbers(claim.id), again, last, numbering.held.get(claim.id, ""), above, names[above], str(claim.row.get("extent") or ""),
            numbering.numbers(claim.id, against=True), order,
        ))  # fmt: skip
        if len(last) < depth:
            push(there, claim, last)
    return found


def _surely_fits(claim: Claim, by: Claim, older: bool) -> bool:
    before, after = (
        (c.row["start_earliest"], c.row["start_latest"], c.row["start_flag"])
        for c in ((claim, by) if older else (by, claim))
    )
    return bounds(*before)[1] <= bounds(*after)[0]


def _fits(claim: Claim, by: Claim, older: bool) -> bool:
    if older:
        return bool(claim.row["start_earliest"] <= by.row["start_latest"])
    return bool(claim.row["start_latest"] >= by.row["start_earliest"])
