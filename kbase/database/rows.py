"""From the corpus to rows: for each table the tuples of a seed, in the order of its columns."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.curation.documents import Document
from kbase.curation.lives import contested
from kbase.database import shape
from kbase.dates import Bounds, parse
from kbase.fields import CLAIM_FIELDS, CLAIMS, PROPERTIES, PROPERTY, THINGS, ClaimKind, Field, ThingType, filled_columns
from kbase.text import fold

Row = tuple[Any, ...]
_DEFAULTS = {"status": "accepted", "confidence": "stated"}


def rows(corpus: Corpus) -> dict[str, list[Row]]:
    """All rows of a checked corpus, by table; an id stands once in each table."""
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


@cache
def _thing_plan(thing: ThingType) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """The fields after the id, and the names of the columns that accepted properties fill."""
    names = []
    for property_ in PROPERTIES:
        if thing.type in property_.owners:
            names += [name for name, _ in filled_columns(property_)]
    return thing.fields[1:], tuple(names)


def _thing_row(
    plan: tuple[tuple[Field, ...], tuple[str, ...]],
    document: Document,
    dataset: str,
    types: dict[str, str],
    filled: dict[str, Any],
) -> Row:
    values = document.values
    row: list[Any] = (
        [document.id, document.thing.type, dataset] if document.thing.registered else [document.id, dataset]
    )
    for field in plan[0]:
        value = values.get(field.name)
        if field.type == "entity":
            row.append(value)
            if len(field.refs) > 1:
                row.append(types[value] if value else None)
        elif field.type == "date":
            bounds = parse(value) if value else None
            row += (value, bounds.earliest, bounds.latest) if bounds else (None, None, None)
        elif field.type == "texts":
            row.append("\n".join(value) if value else None)
        else:
            row.append(value)
    row += [filled.get(name) for name in plan[1]]
    return tuple(row)


def _filled(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """By thing, the columns that its accepted properties fill; of a contested one that surely came about, its bounds."""
    found: dict[str, dict[str, Any]] = {}
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

_Step = Callable[[list[Any], dict[str, Any], Claim, dict[str, str]], None]


@cache
def _claim_plan(kind: ClaimKind) -> tuple[_Step, ...]:
    """What to append to a claim's row after its id, kind, dataset and subject, in few steps."""
    steps: list[_Step] = []
    plain: list[tuple[str, str | None]] = []  # the fields that wait for a common step: name and default

    def then(step: _Step) -> None:
        if plain:
            steps.append(_plain(tuple(plain)))
            plain.clear()
        steps.append(step)

    if len(kind.subjects) > 1:
        then(lambda row, values, claim, types: row.append(claim.document.thing.type))
    for field in kind.fields:
        if kind.kind == "attribute" and field.name == "value":
            then(_attribute_value)
        elif field.type == "entity" and len(field.refs) > 1:
            then(_typed(field.name))
        else:
            plain.append((field.name, None))
    if kind.kind == "name":
        then(lambda row, values, claim, types: row.append(fold(values["text"])))
    plain += [(f.name, _DEFAULTS.get(f.name)) for f in CLAIM_FIELDS if f.name != "key"]
    then(_dates)
    return tuple(steps)


def _plain(fields: tuple[tuple[str, str | None], ...]) -> _Step:
    def step(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
        get = values.get
        row += [get(name, default) for name, default in fields]

    return step


def _dates(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
    start, end = claim.start, claim.end
    row += (
        claim.start_text, claim.end_text, values.get("last_seen"), start.earliest, start.latest, end.earliest, end.latest,
        start.flag or None, end.flag or None, claim.end_state,
    )  # fmt: skip


def _typed(name: str) -> _Step:
    def step(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
        target = values.get(name)
        row += (target, types[target] if target else None)

    return step


def _attribute_value(row: list[Any], values: dict[str, Any], claim: Claim, types: dict[str, str]) -> None:
    value = values["value"]
    if PROPERTY[values["property"]].type == "entity":
        row += (None, value, types[value])
    else:
        row += (value, None, None)
