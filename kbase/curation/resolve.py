"""Every reference of the documents, looked up; what does not resolve is told with the nearest id."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kbase.curation import reader
from kbase.curation.claims import BadDateError, Claim, claim_id, propose_key, set_dates
from kbase.curation.documents import Document
from kbase.dates import FIRST, LAST, Bounds, DateError, clamped, parse, widest
from kbase.fields import ACTS, CITATION_FIELDS, PROPERTY, THING, ClaimKind, Field, ThingType, claims_of
from kbase.text import a, nearest

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


_QUALIFIES = frozenset({"status", "confidence", "dispute", "supersedes", "pledge", "undone_by"})
_UNDOING = ("overturned", "pardoned", "acquitted", "dismissed")


class Blocked(NamedTuple):
    """The first reference to a document with errors, and how many more there are."""

    document: Document
    path: reader.Path
    more: int


@cache
def _references(kind: ClaimKind) -> tuple[tuple[str, frozenset[str], Field], ...]:
    return tuple((f.name, frozenset(f.refs), f) for f in kind.fields if f.type == "entity")


@cache
def _thing_references(thing: ThingType) -> tuple[Field, ...]:
    return tuple(f for f in thing.fields if f.type == "entity")


@cache
def _thing_dates(thing: ThingType) -> tuple[str, ...]:
    return tuple(f.name for f in thing.fields if f.type == "date")


def resolve(corpus: Corpus) -> None:
    documents, claims, problems = corpus.documents, corpus.claims, corpus.problems
    types = {id_: d.thing.type for id_, d in documents.items()}
    type_of, sources = types.get, {id_ for id_, type_ in types.items() if type_ == "source"}
    ongoing: list[Claim] = []
    undated: list[Claim] = []  # told as past, without a day or of one 'or later'
    delisted: list[Claim] = []  # listings that ended, of which nobody says when they began
    for document in documents.values():
        values = document.values
        for field in _thing_references(document.thing):
            target = values.get(field.name)
            if target is not None and types.get(target) not in field.refs:
                _bad_reference(corpus, document, field.refs, target, (field.name,))
        for name in _thing_dates(document.thing):
            if name in values:
                _date_of_thing(corpus, document, name)
        for index, citation in enumerate(values.get("sources", ())):
            if citation["source"] not in sources:
                _bad_reference(
                    corpus, document, ("source",), citation["source"],
                    _source_path(document.raw["sources"], ("sources",), index),
                )  # fmt: skip
            if len(citation) > 2 or "locator" not in citation:
                _resolve_citation(corpus, document, types, citation, ("sources",), index)
        for kind in claims_of(document.thing.type):
            if kind.section not in values:
                continue
            references, of_kind = _references(kind), corpus.by_kind[kind.kind]
            for index, entry in enumerate(values[kind.section]):
                claim = Claim(kind, document, index, entry, claim_id(kind, document.id, entry))
                first = claims.get(claim.id)
                if first is not None:
                    problems.append(corpus.problem(
                        "K304", f"a second claim with the id '{claim.id}'",
                        f"merge the two, or tell them apart: add 'key: {propose_key(claim)}' to this one", claim, always=True,
                    ))  # fmt: skip
                    continue
                claims[claim.id] = claim
                of_kind.append(claim)
                for name, allowed, field in references:
                    if name in entry and type_of(entry[name]) not in allowed:
                        _bad_reference(corpus, document, field.refs, entry[name], claim.field_path(name))
                if kind.kind == "attribute":
                    _resolve_attribute(corpus, claim, types)
                qualified = not _QUALIFIES.isdisjoint(entry)
                for at, citation in enumerate(entry["sources"]):
                    if citation["source"] not in sources:
                        _bad_reference(
                            corpus, document, ("source",), citation["source"],
                            _source_path(document.raw[kind.section][index]["sources"], (*claim.path, "sources"), at),
                        )  # fmt: skip
                    if len(citation) > 2 or "locator" not in citation:
                        qualified = True
                        _resolve_citation(corpus, document, types, citation, (*claim.path, "sources"), at)
                if qualified:
                    corpus.qualified.append(claim)
                try:
                    set_dates(claim)
                except BadDateError as bad:
                    problems.append(corpus.problem(bad.code, bad.message, bad.hint, claim, bad.field, always=True))
                if kind.kind == "designation" and claim.end_text is not None and claim.start_text is None:
                    delisted.append(claim)
                if claim.end_state == "ongoing":
                    ongoing.append(claim)
                elif (claim.end_state == "ended" and claim.end.latest == LAST) or (
                    claim.start.latest == LAST and _act(claim)
                ):
                    undated.append(claim)
    telling = {source for claim in (*ongoing, *undated, *delisted) for source in _told_by(claim)} & sources
    days = {id_: day for id_ in telling if (day := _source_day(documents[id_]))}
    for claim in undated:
        _by_then(claim, [days[source].latest for source in _told_by(claim) if source in days])
    for claim in delisted:  # which sources of before have
        told_before = [days[source].latest for source in _told_by(claim) if source in days]
        told_before = [day for day in told_before if day <= claim.end.earliest]
        claim.start = clamped(claim.start, last=min(told_before, default=LAST))
    for claim in ongoing:
        told = [days[source] for source in _told_by(claim) if source in days]
        seen = max((day.earliest for day in told), default=FIRST)  # of an undated source the first day there is
        claim.end = Bounds(max(seen, claim.start.earliest, claim.end.earliest), LAST)
        if (claim.start_text is None or claim.start.latest == LAST) and told:
            # every source that it rests on saw it begun, the oldest too
            claim.start = clamped(claim.start, last=min(day.latest for day in told))
    for claim in corpus.qualified:
        for name in ("dispute", "supersedes", "pledge", "undone_by"):
            if name in claim.values:
                _resolve_other(corpus, claim, name, str(claim.values[name]))
    _tell_blocked(corpus)


def _act(claim: Claim) -> bool:
    """Whether a claim is of what was done, or came about, at once."""
    values = claim.values
    came = claim.kind.kind == "attribute" and PROPERTY[values["property"]].type in ("date", "interval")
    return came or claim.kind.dating == "act" or values.get("relation") in ACTS


def _by_then(claim: Claim, told: list[str]) -> None:
    """What a source tells as done was done by its day; as over, by the day of the newest, since an older one may tell of it as it was."""
    if not told:
        return
    if _act(claim):
        claim.start, claim.end = (clamped(end, last=min(told)) for end in (claim.start, claim.end))
    elif claim.start.earliest <= max(told):
        claim.end = clamped(claim.end, last=max(told))
        claim.start = clamped(claim.start, last=max(told))


def _told_by(claim: Claim) -> list[str]:
    """The sources that a claim rests on; one that only mentions it does not carry it."""
    return [c["source"] for c in claim.values["sources"] if c.get("stance", "supports") == "supports"]


def days_told(corpus: Corpus, claim: Claim) -> list[Bounds]:
    """The days of the sources that a claim rests on, as far as they are known."""
    sources = [corpus.documents[source] for source in _told_by(claim) if source in corpus.documents]
    return [day for source in sources if (day := _source_day(source))]


def _source_day(source: Document) -> Bounds | None:
    """The day that a source speaks of as now, whatever it may mean: its date; of an undated one some day by that on which it was read.

    What was read on a day may have been written years before, a copy of a list too: so it shows that something had begun by then,
    never that it still was so.
    """
    for name in ("published", "accessed"):
        try:
            if source.values.get(name):
                day = widest(parse(source.values[name]))
                return day if name == "published" else Bounds(FIRST, day.latest)
        except DateError:
            continue
    return None


def _source_path(raw: Any, path: reader.Path, index: int) -> reader.Path:
    if not isinstance(raw, list):
        return (*path, "source") if isinstance(raw, dict) else path
    return (*path, index, "source") if isinstance(raw[index], dict) else (*path, index)


def _resolve_citation(
    corpus: Corpus, document: Document, types: dict[str, str], citation: dict[str, Any], path: reader.Path, index: int
) -> None:
    for field in CITATION_FIELDS:
        target = citation.get(field.name)
        if field.type == "entity" and target is not None and types.get(target) not in field.refs:
            raw: Any = document.raw
            for step in path:
                raw = raw[step]
            at = (*path, index) if isinstance(raw, list) else path
            _bad_reference(corpus, document, field.refs, target, (*at, field.name))


def _bad_reference(corpus: Corpus, document: Document, refs: tuple[str, ...], target: str, path: reader.Path) -> None:
    actual = corpus.type_of(target)
    if not actual and target in corpus.broken:
        if target in corpus.blocked:  # its own errors are what to correct: said once
            corpus.blocked[target] = corpus.blocked[target]._replace(more=corpus.blocked[target].more + 1)
        else:
            corpus.blocked[target] = Blocked(document, path, 0)
        return
    wanted = " or ".join(r.replace("_", " ") for r in refs)
    if actual:
        code, message, help = "K302", f"'{target}' is {a(actual)}; this wants {a(wanted)}", "name a thing of that kind"
    else:
        near = corpus.nearest.get((target, refs))
        if near is None:  # asked once: a missing source may be cited by thousands of claims
            near = nearest(target, [d.id for d in corpus.documents.values() if d.thing.type in refs])
            corpus.nearest[target, refs] = near
        code, message = "K301", f"there is no {wanted} '{target}'"
        help = f"did you mean '{near}'?" if near else f"write {THING[refs[0]].folder}/{target}.yaml first"
    corpus.problems.append(document.locator().problem(code, message, help, path))


def _tell_blocked(corpus: Corpus) -> None:
    for target, (document, path, more) in corpus.blocked.items():
        others = f" (and {more} more reference{'s' * (more != 1)})" if more else ""
        corpus.problems.append(document.locator().problem(
            "K301", f"'{target}' has a document with errors{others}", "correct that document first", path
        ))  # fmt: skip


def _resolve_other(corpus: Corpus, claim: Claim, name: str, target: str) -> None:
    if target.partition("/")[0] in corpus.broken:
        return  # the dispute, or the subject of the claim, has a document with errors, which are told
    if name == "dispute":
        known = [d.id for d in corpus.of_type("dispute")] if corpus.type_of(target) != "dispute" else None
    elif name in ("pledge", "undone_by"):
        fitting = _pledges(corpus) if name == "pledge" else _undoing(corpus, claim)
        known = fitting if target not in fitting else None
    else:
        known = list(corpus.claims) if target not in corpus.claims else None
    if known is not None:
        near = nearest(target, known)
        what = _CALLED.get(name, name)
        help = (
            f"did you mean '{near}'?"
            if near
            else f"write disputes/{target}.yaml first"
            if name == "dispute"
            else "a claim's id is subject/kind/object; see 'kbase why'"
        )
        corpus.problems.append(corpus.problem("K307", f"there is no {what} '{target}'", help, claim, name, always=True))


_CALLED = {"supersedes": "claim", "undone_by": "later stage of a case against the same one that undoes another"}


def _pledges(corpus: Corpus) -> list[str]:
    return [c.id for c in corpus.by_kind["group_relation"] if c.values["relation"] == "pledged_allegiance_to"]


def _undoing(corpus: Corpus, stage: Claim) -> list[str]:
    """The stages that may have undone one: of the same person or group, and not surely earlier."""
    return [
        c.id for c in corpus.by_kind["legal_case"]
        if c.document is stage.document and c.values["stage"] in _UNDOING and c.start.latest >= stage.start.earliest and c is not stage
    ]  # fmt: skip


def _resolve_attribute(corpus: Corpus, claim: Claim, types: dict[str, str]) -> None:
    property_ = PROPERTY[claim.values["property"]]
    corpus.by_property[property_.name].append(claim)
    if property_.type == "entity":
        target = claim.values["value"]
        if types.get(target) not in property_.refs:
            _bad_reference(corpus, claim.document, property_.refs, target, claim.field_path("value"))
    if claim.document.thing.type not in property_.owners:
        corpus.problems.append(
            corpus.problem(
                "K204",
                f"'{property_.name}' is not a property of {a(claim.document.thing.type)}",
                "see 'kbase schema'",
                claim,
                always=True,
            )
        )


def _date_of_thing(corpus: Corpus, document: Document, name: str) -> None:
    try:
        parse(document.values[name])
    except DateError as error:
        corpus.problems.append(document.locator().problem("K205", str(error), error.hint, (name,)))
