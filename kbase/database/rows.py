"""From the corpus to rows: for each table the tuples of a seed, in the order of its columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.curation.disputed import agreed
from kbase.curation.documents import Document
from kbase.curation.lives import within_lives
from kbase.curation.spans import contested
from kbase.database import shape
from kbase.dates import Bounds, parse
from kbase.fields import CLAIM_FIELDS, CLAIMS, PROPERTIES, PROPERTY, THINGS, ClaimKind, ThingType, filled_columns
from kbase.text import fold

Row = tuple[Any, ...]
AGREED = ("agreed_from", "agreed_until")
_DEFAULTS = {"status": "accepted", "confidence": "stated"}


def rows(corpus: Corpus) -> dict[str, list[Row]]:
    """All rows of a checked corpus, by table; an id stands once in each table."""
    within_lives(corpus)
    dataset = str(corpus.dataset["id"])
    types = {d.id: d.thing.type for d in corpus.documents.values()}
    found: dict[str, list[Row]] = {name: [] for name in shape.seeded_tables()}
    filled = _filled(corpus)
    plans = {t.type: _thing_plan(t) for t in THINGS}
    entities, claims, citations = found["entities"], found["claims"], found["citations"]
    for document in corpus.documents.values():
        thing = document.thing
        if thing.registered:
            name = document.values["title" if thing.type == "source" else "name"]
            entities.append((document.id, thing.type, dataset, name, fold(name)))
        found[thing.table].append(_thing_row(plans[thing.type], document, dataset, types, filled.get(document.id, {})))
        if thing.cited:
            _cite(citations, document.values["sources"], None, document.id, dataset, types)
    plan = {k.kind: _claim_plan(k) for k in CLAIMS}
    tables = {k.kind: found[k.table] for k in CLAIMS}
    for claim in corpus.claims.values():
        kind = claim.kind.kind
        claims.append((claim.id, kind, dataset))
        values = claim.values
        row: list[Any] = [claim.id, kind, dataset, claim.document.id]
        for step in plan[kind]:
            step(row, values, claim, types)
        tables[kind].append(tuple(row))
        _cite(citations, values["sources"], claim.id, None, dataset, types)
    found["removed"] = [(id_, dataset, str(e["day"]), e["ground"]) for id_, e in sorted(corpus.removed.items())]
    return found


def _cite(
    citations: list[Row],
    sources: list[dict[str, Any]],
    claim: str | None,
    entity: str | None,
    dataset: str,
    types: dict[str, str],
) -> None:
    object_ = claim or entity
    for position, citation in enumerate(sources, 1):
        source, locator = citation["source"], citation.get("locator")
        id_ = f"{object_}@{source}#{locator}" if locator else f"{object_}@{source}"
        if len(citation) <= 2:
            citations.append(
                (id_, dataset, claim, entity, source, locator, position, None, "supports", None, None, None)
            )
            continue
        asserter = citation.get("asserted_by")
        citations.append(
            (
                id_,
                dataset,
                claim,
                entity,
                source,
                locator,
                position,
                citation.get("quote"),
                citation.get("stance", "supports"),
                asserter,
                types.get(asserter) if asserter else None,
                citation.get("statement"),
            )
        )


# --- things --------------------------------------------------------------------------------------------


# appends to a row; what it belongs to is a claim or, of a thing, what is not in its document
_Step = Callable[[list[Any], dict[str, Any], Any, dict[str, str]], None]


class _Steps:
    """The steps of a plan in their order; fields that are taken as they are share one."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._plain: list[tuple[str, str | None]] = []  # name and default of each field that waits

    def plain(self, name: str, default: str | None = None) -> None:
        self._plain.append((name, default))

    def then(self, step: _Step) -> None:
        self._share()
        self._steps.append(step)

    def all(self) -> tuple[_Step, ...]:
        self._share()
        return tuple(self._steps)

    def _share(self) -> None:
        if self._plain:
            self._steps.append(_as_they_are(*zip(*self._plain, strict=True)))
            self._plain.clear()


def _as_they_are(names: tuple[str, ...], defaults: tuple[str | None, ...]) -> _Step:
    def step(row: list[Any], values: dict[str, Any], of: Any, types: dict[str, str]) -> None:
        row += map(values.get, names, defaults)

    return step


def _typed_entity(name: str) -> _Step:
    def step(row: list[Any], values: dict[str, Any], of: Any, types: dict[str, str]) -> None:
        target = values.get(name)
        row += (target, types[target] if target else None)

    return step


@cache
def _thing_plan(thing: ThingType) -> tuple[tuple[_Step, ...], tuple[str, ...]]:
    """What to append to a thing's row after its id, type and dataset, and the columns that accepted properties fill."""
    steps = _Steps()
    for field in thing.fields[1:]:
        if field.type == "entity" and len(field.refs) > 1:
            steps.then(_typed_entity(field.name))
        elif field.type == "date":
            steps.then(_dated(field.name))
        elif field.type == "texts":
            steps.then(_joined(field.name))
        else:
            steps.plain(field.name)
    filled = [name for p in PROPERTIES if thing.type in p.owners for name, _ in filled_columns(p)]
    return steps.all(), (*filled, *(AGREED if thing.type == "dispute" else ()))


def _dated(name: str) -> _Step:
    def step(row: list[Any], values: dict[str, Any], of: Any, types: dict[str, str]) -> None:
        value = values.get(name)
        bounds = of.get(name) or (parse(value) if value else None)
        # of what has no date only the first day may be known
        row += (value, bounds.earliest, bounds.latest if value else None) if bounds else (None, None, None)

    return step


def _joined(name: str) -> _Step:
    def step(row: list[Any], values: dict[str, Any], of: Any, types: dict[str, str]) -> None:
        value = values.get(name)
        row.append("\n".join(value) if value else None)

    return step


def _thing_row(
    plan: tuple[tuple[_Step, ...], tuple[str, ...]],
    document: Document,
    dataset: str,
    types: dict[str, str],
    filled: dict[str, Any],
) -> Row:
    thing, values = document.thing, document.values
    row: list[Any] = [document.id, thing.type, dataset] if thing.registered else [document.id, dataset]
    for step in plan[0]:
        step(row, values, filled, types)
    row += map(filled.get, plan[1])
    return tuple(row)


def _filled(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """By thing, the columns that its accepted properties fill (of a contested one that surely came about, its bounds), when statements
    were made, and what the claims of a dispute say together."""
    found: dict[str, dict[str, Any]] = {id_: {"made_on": made} for id_, made in corpus.made.items()}
    for property_ in PROPERTIES:
        if not property_.single:
            continue
        columns = filled_columns(property_)
        accepted = corpus.accepted(property_.name)
        for id_, claim in accepted.items():
            parts = _parts(claim)
            found.setdefault(id_, {}).update((name, parts[part]) for name, part in columns)
        if property_.sure:
            for id_, (start, end) in contested(corpus, property_.name).items():
                if id_ not in accepted:
                    parts = _bounded(start, end)
                    found.setdefault(id_, {}).update((name, parts.get(part)) for name, part in columns)
    sure = agreed(corpus)
    for dispute in corpus.of_type("dispute"):
        found[dispute.id] = dict(zip(AGREED, sure.get(dispute.id, (None, None)), strict=True))
    return found


def _parts(claim: Claim) -> dict[str, Any]:
    value = claim.values["value"]
    return {"text": value, "entity": value} | _bounded(claim.start, claim.end)


def _bounded(start: Bounds, end: Bounds) -> dict[str, Any]:
    return {
        "year": Bounds(start.earliest, end.latest).year,
        "start_earliest": start.earliest, "start_latest": start.latest,
        "end_earliest": end.earliest, "end_latest": end.latest,
    }  # fmt: skip


# --- claims --------------------------------------------------------------------------------------------


@cache
def _claim_plan(kind: ClaimKind) -> tuple[_Step, ...]:
    """What to append to a claim's row after its id, kind, dataset and subject, in few steps."""
    steps = _Steps()
    if len(kind.subjects) > 1:
        steps.then(lambda row, values, claim, types: row.append(claim.document.thing.type))
    for field in kind.fields:
        if kind.kind == "attribute" and field.name == "value":
            steps.then(_attribute_value)
        elif field.type == "entity" and len(field.refs) > 1:
            steps.then(_typed_entity(field.name))
        else:
            steps.plain(field.name)
    if kind.kind == "name":
        steps.then(lambda row, values, claim, types: row.append(fold(values["text"])))
    for field in CLAIM_FIELDS:
        if field.name != "key":
            steps.plain(field.name, _DEFAULTS.get(field.name))
    steps.then(_dates)
    return steps.all()


def _dates(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
    start, end = claim.start, claim.end
    row += (
        claim.start_text, claim.end_text, values.get("last_seen"), start.earliest, start.latest, end.earliest, end.latest,
        start.flag or None, end.flag or None, claim.end_state,
    )  # fmt: skip


def _attribute_value(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
    value = values["value"]
    if PROPERTY[values["property"]].type == "entity":
        row += (None, value, types[value])
    else:
        row += (value, None, None)
