"""How entities are linked: the shortest path between two, and the network around one.

Neighbours are asked of the indexed tables, level by level, and a path is searched from both ends, so that memory
does not grow with the graph.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice, product
from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.database.links import LINK_KINDS, link_select
from kbase.dates import FIRST, LAST
from kbase.fields import ACTS
from kbase.problems import KbaseError, UsageError
from kbase.queries.bonds import PLEDGES, RENOUNCED, Until, bound_until
from kbase.queries.claims import Claim, citations, of_kinds
from kbase.queries.day_words import day
from kbase.queries.facts import Cited, Numbering
from kbase.queries.link_words import link_words
from kbase.queries.linked import DEFAULT_KINDS, Network, Path, Reach, Step
from kbase.queries.on_day import NO, POSSIBLY, YES, made_by, on_day
from kbase.queries.resolve import Entity
from kbase.queries.revision import revision
from kbase.queries.together import Span, made, span, together
from kbase.queries.words import sentence

_RELATION = "group_relation"
_MANY = 300  # ids in one query
_FULL = 200_000  # entities that a search may reach before it gives up
_WAYS = 1_000  # ways by links beside each other that are tried


Edge = tuple[str, str, str, str]  # here, there, id of the claim (or statement), kind


def kinds_of(words: list[str]) -> tuple[str, ...]:
    """The kinds of link that are named.

    :raises UsageError: for a word that is none.
    """
    found: list[str] = []
    for word in (part.strip() for text in words for part in text.split(",")):
        kind = word.lower().replace(" ", "_").replace("-", "_")
        if kind == "all":
            found += LINK_KINDS
        elif kind in LINK_KINDS:
            found.append(kind)
        else:
            raise UsageError(f"'{word}' is not a kind of link", f"one of: all, {', '.join(LINK_KINDS)}")
    return tuple(dict.fromkeys(found)) or DEFAULT_KINDS


def path(database: Database, start: Entity, goal: Entity, reach: Reach, most: int = 6) -> Path:
    """The shortest path between two entities, of at most `most` steps; of several the first by their claims' ids."""
    search = _search_same_time if reach.same_time else _search
    edges = [] if start.id == goal.id else search(database, start.id, goal.id, reach, most)
    claims = _claims(database, edges or [])
    contested = any(c.status == "contested" for c in claims.values())
    if edges and (reach.on or (contested and not reach.same_time)):
        edges = _surest(database, edges, reach)
        claims = _claims(database, edges)
    known = _entities(database, {start.id, *(e[1] for e in edges or [])})
    steps, cited = _steps(database, edges or [], claims, known, reach)
    walked = dict.fromkeys([start.id, *(s.to_id for s in steps)]) if edges is not None else {}
    nodes = tuple((id_, *known[id_], n) for n, id_ in enumerate(walked))
    return Path(
        start, goal, steps, edges is not None, _together(database, steps, claims), nodes, cited, revision(database), reach.on, reach.same_time, _disputed(claims.values())
    )  # fmt: skip


def _search(database: Database, start: str, goal: str, reach: Reach, most: int) -> list[Edge] | None:
    """From both ends, the smaller side first."""
    sides: list[dict[str, Edge | None]] = [{start: None}, {goal: None}]
    frontiers = [[start], [goal]]
    for _ in range(most):
        side = 0 if len(frontiers[0]) <= len(frontiers[1]) else 1
        known, other = sides[side], sides[1 - side]
        following: dict[str, Edge] = {}
        for edge in _edges(database, frontiers[side], reach):
            there = edge[1]
            if there in known:
                continue
            best = following.get(there)
            if best is None or (edge[2], edge[0]) < (best[2], best[0]):
                following[there] = edge
        known.update(following)
        met = following.keys() & other.keys()
        if met:
            walks = [_walk(sides, middle) for middle in met]
            return min(walks, key=lambda walk: (len(walk), [e[2] for e in walk]))
        frontiers[side] = list(following)
        if not following:
            return None
        if len(sides[0]) + len(sides[1]) > _FULL:
            raise KbaseError("the search reached too many entities", "lower --max-steps, or name fewer --kinds")
    return None


def _walk(sides: list[dict[str, Edge | None]], middle: str) -> list[Edge]:
    before: list[Edge] = []
    at = middle
    while (edge := sides[0][at]) is not None:
        before.append(edge)
        at = edge[0]
    after: list[Edge] = []
    at = middle
    while (edge := sides[1][at]) is not None:
        after.append((edge[1], edge[0], edge[2], edge[3]))
        at = edge[0]
    return [*reversed(before), *after]


class _Label(NamedTuple):
    """A way to an entity, and the time in which all its links may have held."""

    at: str
    first: str
    last: str
    way: tuple[Edge, ...]


def _search_same_time(database: Database, start: str, goal: str, reach: Reach, most: int) -> list[Edge] | None:
    """From the start alone, since the time that is left decides which way leads on; the first by its claims' ids, with those of the links
    beside each other that surely held at one time, where there are such."""
    reached: dict[str, list[tuple[str, str]]] = {start: [(FIRST, LAST)]}
    frontier = [_Label(start, FIRST, LAST, ())]
    neighbours: dict[str, list[Edge]] = {}
    spans: dict[str, Span] = {}
    labels = 0
    for _ in range(most):
        new = list(dict.fromkeys(label.at for label in frontier if label.at not in neighbours))
        neighbours.update((id_, []) for id_ in new)
        for edge in sorted(_edges(database, new, reach), key=lambda e: (e[2], e[1])):
            neighbours[edge[0]].append(edge)
        more = [e for id_ in new for e in neighbours[id_] if e[2] not in spans]
        spans.update(_spans(database, {e[2] for e in more}, _claims(database, more).values()))
        following: list[_Label] = []
        for label in frontier:
            for edge in neighbours[label.at]:
                held = spans[edge[2]]
                first, last = max(label.first, held.possibly_from), min(label.last, held.possibly_until)
                known = reached.setdefault(edge[1], [])
                if first > last or any(a <= first and last <= b for a, b in known):  # nothing new can come of it
                    continue
                way = (*label.way, edge)
                if edge[1] == goal:
                    beside = [[e for e in neighbours[here] if e[1] == there] for here, there, *_ in way]
                    sure = (w for w in islice(product(*beside), _WAYS) if together(spans[e[2]] for e in w) == YES)
                    return list(next(sure, way))
                known.append((first, last))
                following.append(_Label(edge[1], first, last, way))
        labels += len(following)
        if labels > _FULL:
            raise KbaseError("the search reached too many entities", "lower --max-steps, or name fewer --kinds")
        frontier = following
    return None


def _surest(database: Database, edges: list[Edge], reach: Reach) -> list[Edge]:
    """The links, each that is contested, or only may have held on the day, replaced by a surer one beside it, where there is one."""
    pairs = {edge[:2] for edge in edges}
    found = sorted(_edges(database, list(dict.fromkeys(e[0] for e in edges)), reach), key=lambda e: (e[2], e[1]))
    beside = [e for e in found if e[:2] in pairs]
    claims = _claims(database, (*edges, *beside))
    until = _until(database, claims.values())
    doubts = {
        id_: (bool(reach.on) and _bound_on(c, reach.on, until.get(id_, Until())) != YES, c.status != "accepted")
        for id_, c in claims.items()
    }
    least = (False, False)  # of a statement, which is no claim
    return [
        min((edge, *(e for e in beside if e[:2] == edge[:2])), key=lambda e: doubts.get(e[2], least)) for edge in edges
    ]


def _bound_on(claim: Claim, on: str, until: Until) -> str:
    """Whether a claim held on a day; of a pledge that may have ended by then, possibly."""
    found = on_day(claim, on)
    return POSSIBLY if found == YES and on > until.surely else found


def _spans(database: Database, ids: set[str], claims: Collection[Claim]) -> dict[str, Span]:
    """The time of each link, by its claim or statement; `claims` are those among the ids."""
    until = _until(database, claims)
    found = {claim.id: span(claim, until.get(claim.id, Until()).possibly) for claim in claims}
    return {**found, **{id_: made(row) for id_, row in _days(database, sorted(ids - found.keys())).items()}}


def _until(database: Database, claims: Iterable[Claim]) -> dict[str, Until]:
    """How long the pledges among them bound."""
    return bound_until(database, [claim.id for claim in claims if claim.row.get("relation") in PLEDGES])


def _edges(database: Database, ids: list[str], reach: Reach) -> list[Edge]:
    """The links of entities; a server gets their ids as one parameter, so that it plans the same SQL but once."""
    found: list[Edge] = []
    params: dict[str, Any] = {"on": reach.on} if reach.on else {}
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        marks: dict[str, Any] = {f"i{n}": id_ for n, id_ in enumerate(some)}
        condition = f"IN ({', '.join(f':{m}' for m in marks)})"
        if database.engine == "postgresql":
            marks, condition = {"ids": some}, "= ANY(:ids)"
        selects = (
            link_select(
                database.engine,
                kind,
                here,
                there,
                condition,
                dated=bool(reach.on),
                but="" if reach.renounced or kind != _RELATION else RENOUNCED,
            )
            for kind in reach.kinds
            for here, there in (("from_id", "to_id"), ("to_id", "from_id"))
        )
        found += database.tuples("\nUNION ALL\n".join(selects), **marks, **params)
    if not reach.on:
        return found
    until = bound_until(database, {edge[2] for edge in found if edge[3] == _RELATION})
    return [edge for edge in found if until.get(edge[2], Until()).possibly >= reach.on]


def _steps(
    database: Database, edges: list[Edge], claims: dict[str, Claim], known: dict[str, tuple[str, str]], reach: Reach
) -> tuple[tuple[Step, ...], tuple[Cited, ...]]:
    """The links as steps; `claims` are those of the links, by id, `known` the type and name of each end."""
    on, spoken = reach.on, {e[2] for e in edges if e[2] not in claims}
    until = _until(database, claims.values())
    numbering = Numbering(citations(database, list(claims), sorted(spoken)))
    names = {id_: name for id_, (_, name) in known.items()}
    days = _days(database, sorted(spoken))
    found = []
    for here, there, id_, kind in edges:
        claim = claims.get(id_)
        shared = (numbering.numbers(id_), numbering.numbers(id_, against=True))
        if claim is None:  # who made a statement is no claim of its own
            statement = here if here == id_ else there
            said = days[id_]
            found.append(Step(
                here, names[here], there, names[there], kind, f"{names[there if statement == here else here]} made the statement",
                "made", day(said["made_on"]), id_, statement == there, "accepted", "stated", *shared,
                made_by(said, on) if on else "", said["made_on_earliest"] or FIRST, LAST,
            ))  # fmt: skip
            continue
        bound = until.get(claim.id, Until())
        first, last = _held(claim, bound.possibly)
        found.append(Step(
            here, names[here], there, names[there], claim.kind.kind, sentence(claim, then=bool(on)),
            *link_words(claim.kind.kind, claim.row, then=bool(on)), id_, claim.subject == here, claim.status,
            claim.confidence, *shared, _bound_on(claim, on, bound) if on else "", first, last,
        ))  # fmt: skip
    return tuple(s for s in found if s.on_day != NO), numbering.listed()


def _claims(database: Database, edges: Iterable[Edge]) -> dict[str, Claim]:
    """The claims of links, by id; who made a statement is none."""
    kinds: dict[str, list[str]] = {}
    for id_, kind in sorted({(e[2], e[3]) for e in edges}):
        if kind != "speaker":
            kinds.setdefault(kind, []).append(id_)
    return of_kinds(database, kinds)


def _entities(database: Database, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The type and name of each."""
    wanted, found = sorted(ids), dict[str, tuple[str, str]]()
    for start in range(0, len(wanted), _MANY):
        marks = {f"i{n}": id_ for n, id_ in enumerate(wanted[start : start + _MANY])}
        rows = database.rows(
            f"SELECT id, type, name FROM entities WHERE id IN ({', '.join(f':{m}' for m in marks)}) ORDER BY id",
            **marks,
        )
        found.update((r["id"], (r["type"], r["name"])) for r in rows)
    return found


def _days(database: Database, ids: list[str]) -> dict[str, dict[str, Any]]:
    """When statements were made."""
    if not ids:
        return {}
    marks = {f"i{n}": id_ for n, id_ in enumerate(ids)}
    rows = database.rows(
        f"SELECT id, made_on, made_on_earliest, made_on_latest FROM statements WHERE id IN ({', '.join(f':{m}' for m in marks)}) ORDER BY id",
        **marks,
    )
    return {r["id"]: r for r in rows}


def _held(claim: Claim, until: str) -> tuple[str, str]:
    """The longest time that a link may have held, as its dates are written; what an act made lasts on, a pledge `until` its end."""
    row = claim.row
    if row.get("event_earliest"):
        return str(row["event_earliest"]), str(row["event_latest"])
    if row.get("relation") in ACTS:
        return str(row["start_earliest"]), until
    return str(row["start_earliest"]), str(row["end_latest"])


def _together(database: Database, steps: tuple[Step, ...], claims: dict[str, Claim]) -> str:
    if len(steps) < 2:
        return ""
    ids = {s.claim for s in steps}
    return together(_spans(database, ids, [claims[id_] for id_ in ids & claims.keys()]).values())


def _disputed(claims: Collection[Claim]) -> tuple[str, ...]:
    """The disputes of which two or more of the claims are contested sides."""
    of = [c.dispute_id for c in claims if c.status == "contested" and c.dispute_id]
    return tuple(sorted(id_ for id_ in set(of) if of.count(id_) > 1))


def network(database: Database, entity: Entity, depth: int, reach: Reach, limit: int = 200) -> Network:
    """The entities within some steps of one, and all the links among them, nearest first."""
    distance = {entity.id: 0}
    frontier = [entity.id]
    links: dict[tuple[str, str, str], Edge] = {}
    cut: set[str] = set()
    for level in range(1, depth + 1):
        following: list[str] = []
        for edge in sorted(_edges(database, frontier, reach), key=lambda e: (e[1], e[2])):
            here, there, id_, _ = edge
            if there not in distance:
                if len(distance) >= limit:
                    cut.add(there)
                    continue
                distance[there] = level
                following.append(there)
            links.setdefault((min(here, there), max(here, there), id_), edge)
        frontier = following
    claims = _claims(database, links.values())
    known = _entities(database, distance)
    steps, cited = _steps(database, list(links.values()), claims, known, reach)
    nodes = tuple(
        (id_, *known[id_], steps_away) for id_, steps_away in sorted(distance.items(), key=lambda d: (d[1], d[0]))
    )
    return Network(entity, depth, nodes, steps, bool(cut), len(cut), cited, revision(database), reach.on)
