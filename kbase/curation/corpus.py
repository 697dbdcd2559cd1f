"""The corpus: all documents of a folder, their claims with ids and date bounds, every reference resolved."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kbase.curation import reader
from kbase.curation.documents import Document, build, nearest
from kbase.dates import FIRST, LAST, UNKNOWN, Bounds, DateError, parse, parse_span
from kbase.fields import (
    ACTS,
    CITATION_FIELDS,
    CLAIMS,
    FOLDERS,
    PROPERTIES,
    PROPERTY,
    SLUG,
    THING,
    ClaimKind,
    Field,
    ThingType,
    claims_of,
)
from kbase.memory import no_collection
from kbase.problems import KbaseError, Place, Problem

DATASET_FILE = "dataset.yaml"
REMOVED_FILE = "removed.yaml"
DATASET_FIELDS = ("id", "title", "publisher", "licence", "summary")

_NOT_SLUG = re.compile(r"[^\w]+|_")


class Claim:
    """One claim of a document: its id, the bounds of its dates, what it points to."""

    __slots__ = ("accepted", "document", "end", "end_state", "end_text", "id", "index", "kind", "start", "start_text", "values")

    def __init__(self, kind: ClaimKind, document: Document, index: int, values: dict[str, Any], id_: str) -> None:
        self.kind = kind
        self.document = document
        self.index = index
        self.values = values
        self.id = id_
        self.accepted = values.get("status", "accepted") == "accepted"
        self.start: Bounds = UNKNOWN
        self.end: Bounds = UNKNOWN
        self.start_text: str | None = None
        self.end_text: str | None = None
        self.end_state = "unknown"

    @property
    def status(self) -> str:
        return str(self.values.get("status", "accepted"))

    @property
    def path(self) -> reader.Path:
        return (self.kind.section, self.index)

    def field_path(self, name: str) -> reader.Path:
        """Path of a field in the file; for the object of a verb, the verb's key."""
        if self.kind.verb and name in (self.kind.verb, self.kind.object, "low", "best", "high"):
            return (*self.path, str(self.values[self.kind.verb]))
        return (*self.path, name)


class Corpus:
    """All documents of a data folder. `problems` holds everything found; `documents` only the sound ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, Claim] = {}
        self.by_kind: dict[str, list[Claim]] = {k.kind: [] for k in CLAIMS}
        self.by_property: dict[str, list[Claim]] = {p.name: [] for p in PROPERTIES}
        self.problems: list[Problem] = []
        self.dataset: dict[str, Any] = {}
        self.removed: dict[str, dict[str, Any]] = {}
        self.broken: set[str] = set()  # ids of documents that could not be read
        self.nearest: dict[tuple[str, tuple[str, ...]], str] = {}  # the known id nearest to an unknown one
        self.content_hash = ""
        self.files = 0

    @property
    def refused(self) -> bool:
        return any(p.is_error for p in self.problems)

    def sorted_problems(self) -> list[Problem]:
        return sorted(self.problems, key=lambda p: (p.place, p.code, p.message))

    def of_type(self, type_: str) -> Iterator[Document]:
        return (d for d in self.documents.values() if d.thing.type == type_)

    def type_of(self, id_: str) -> str:
        document = self.documents.get(id_)
        return document.thing.type if document else ""

    def problem(self, code: str, message: str, help: str, claim: Claim, field: str = "", *, always: bool = False) -> Problem:
        """A problem of a claim: an error if the claim is accepted (or `always`), else a warning."""
        severity = "error" if always or claim.accepted else "warning"
        path = claim.field_path(field) if field else claim.path
        return claim.document.locator().problem(code, message, help, path, severity=severity)


def data_files(folder: Path) -> list[tuple[str, Path]]:
    """The files of a data folder, as (name relative to it, path), sorted.

    What is no file but stands where one should (a folder in a folder, a link to a folder, a folder that cannot be
    listed) is left in for `load` to refuse: passed over, it would look like a removal.
    """
    if not folder.is_dir():
        raise KbaseError(f"there is no folder '{folder}'", "name the folder that holds dataset.yaml, groups/, people/ …")
    found: list[tuple[str, Path]] = []
    base = str(folder)
    unlisted: list[str] = []
    for root, folders, names in os.walk(base, onerror=lambda error: unlisted.append(str(error.filename))):
        relative = os.path.relpath(root, base)
        top = relative == "."
        names += [f for f in folders if not top or Path(root, f).is_symlink()]
        folders[:] = [f for f in folders if top and not f.startswith(".")]
        for name in names:
            if not name.startswith("."):
                short = name if top else f"{relative}/{name}"
                found.append((short.replace(os.sep, "/"), Path(root, name)))
    found += [(os.path.relpath(name, base).replace(os.sep, "/"), Path(name)) for name in unlisted]
    found.sort()
    return found


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files of a data folder."""
    digest = hashlib.sha256()
    for name, path in data_files(folder):
        try:
            content = path.read_bytes() if path.is_file() else b""
        except OSError:
            content = b""
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()


def load(folder: Path, progress: Callable[[int, int], None] | None = None) -> Corpus:
    """Read a data folder: every document, every reference; problems are collected, none raised.

    :param progress: called with (files read, files in all).
    """
    with no_collection():  # it would cost more than reading does
        return _load(folder, progress)


def _load(folder: Path, progress: Callable[[int, int], None] | None) -> Corpus:
    corpus = Corpus(folder)
    files = data_files(folder)
    corpus.files = len(files)
    digest = hashlib.sha256()
    for number, (name, path) in enumerate(files):
        if progress is not None and number % 200 == 0:
            progress(number, len(files))
        shown = os.path.join(str(folder), name)
        content = _content(name, shown, path)
        if isinstance(content, Problem):
            corpus.problems.append(content)
            corpus.broken.add(path.stem)
            continue
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
        _read_file(corpus, name, shown, content)
    corpus.content_hash = digest.hexdigest()
    if not corpus.dataset and not any(p.place.file.endswith(DATASET_FILE) for p in corpus.problems):
        corpus.problems.append(Problem(
            "K202", f"the folder has no {DATASET_FILE}", Place(os.path.join(str(folder), DATASET_FILE)),
            f"write one with the keys {', '.join(DATASET_FIELDS)}",
        ))  # fmt: skip
    for document in corpus.documents.values():
        _check_removed(corpus, document)
    _resolve(corpus)
    if progress is not None:
        progress(len(files), len(files))
    return corpus


def _content(name: str, shown: str, path: Path) -> bytes | Problem:
    """The bytes of a file, or why it is not read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) and ("/" in name or path.is_symlink()):
            help = "documents stand directly in their folder: move them up" if "/" in name else "a link to a folder is not followed"
            return Problem("K111", "a folder where a document should stand", Place(shown), help)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise OSError(0, "not a file")  # reading a pipe would wait for ever
        if status.st_size > reader.LARGEST:
            return Problem(
                "K107", f"the file has {status.st_size:,} bytes; at most {reader.LARGEST:,} are read", Place(shown),
                "one thing, one file; split it, or move it out of the data folder",
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        return Problem("K112", f"cannot be read: {error.strerror}", Place(shown), "check the file and its rights")


def _read_file(corpus: Corpus, name: str, shown: str, content: bytes) -> None:
    parts = name.split("/")
    if name in (DATASET_FILE, REMOVED_FILE):
        _read_special(corpus, name, shown, content)
        return
    thing = FOLDERS.get(parts[0]) if len(parts) == 2 else None
    if thing is None or not name.endswith(".yaml"):
        near = nearest(parts[0], FOLDERS) if len(parts) == 2 and thing is None else ""
        if thing is not None:
            what, help = "a document's name ends in .yaml", f"rename it to {parts[1].partition('.')[0]}.yaml, or move it away"
        else:
            what = "not the place of a document"
            help = f"did you mean {near}/?" if near else f"documents stand in {', '.join(f'{f}/' for f in FOLDERS)}"
        corpus.problems.append(Problem("K111", what, Place(shown), help))
        return
    stem = parts[1][:-5]
    try:
        text = reader.decode(shown, content)
        raw = reader.read(shown, text)
    except reader.Unreadable as error:
        corpus.problems.append(error.problem)
        corpus.broken.add(stem)
        return
    document, problems = build(thing, shown, text, raw)
    corpus.problems.extend(problems)
    if document is None:
        corpus.broken.add(stem)
        declared = raw.get("id")
        if isinstance(declared, str):
            corpus.broken.add(declared)
        return
    if document.id != stem:
        corpus.problems.append(document.locator().problem(
            "K209", f"the id '{document.id}' is not the file's name '{stem}'",
            f"rename the file to {document.id}.yaml" + (f", or write 'id: {stem}'" if re.fullmatch(SLUG, stem) else ""), ("id",),
        ))  # fmt: skip
    first = corpus.documents.get(document.id)
    if first is not None:
        corpus.problems.append(document.locator().problem(
            "K303", f"the id '{document.id}' stands also in {first.file}", "one id, one thing, in all kinds; choose another id", ("id",),
        ))  # fmt: skip
        return
    corpus.documents[document.id] = document


def _read_special(corpus: Corpus, name: str, shown: str, content: bytes) -> None:
    try:
        text = reader.decode(shown, content)
        raw = reader.read(shown, text)
    except reader.Unreadable as error:
        corpus.problems.append(error.problem)
        return
    locator = reader.Locator(shown, text)
    if name == DATASET_FILE:
        for key in raw:
            if key not in DATASET_FIELDS:
                near = nearest(key, DATASET_FIELDS)
                corpus.problems.append(locator.problem("K201", f"unknown key '{key}'", f"did you mean '{near}'?" if near else f"known keys: {', '.join(DATASET_FIELDS)}", (key,), key=True))
        for key in DATASET_FIELDS[:4]:
            if key in raw and not isinstance(raw[key], str):
                corpus.problems.append(locator.problem("K203", f"'{key}' must be text", "write one text, in quotes if need be", (key,)))
            elif key not in raw:
                corpus.problems.append(locator.problem("K202", f"the dataset lacks '{key}'", f"add '{key}: …' as text"))
        corpus.dataset = {k: raw.get(k) for k in DATASET_FIELDS}
        return
    entries = raw.get("removed")
    if not isinstance(entries, list):
        corpus.problems.append(locator.problem("K202", "the file lacks the list 'removed'", "write 'removed:' and items with id, day, ground"))
        return
    from kbase.vocabulary import words

    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or set(entry) != {"id", "day", "ground"}:
            corpus.problems.append(locator.problem("K203", "an entry has exactly id, day and ground", "no text: what was removed must not return here", ("removed", index)))
        elif str(entry["ground"]) not in words("removal_ground"):
            corpus.problems.append(locator.problem("K204", f"'{entry['ground']}' is not a removal ground", f"one of: {', '.join(words('removal_ground'))}", ("removed", index, "ground")))
        else:
            try:
                parse(str(entry["day"]))
            except DateError as error:
                corpus.problems.append(locator.problem("K205", str(error), error.hint, ("removed", index, "day")))
            corpus.removed[str(entry["id"])] = entry


def _check_removed(corpus: Corpus, document: Document) -> None:
    if document.id in corpus.removed:
        entry = corpus.removed[document.id]
        corpus.problems.append(document.locator().problem(
            "K306", f"the id '{document.id}' was removed for ever on {entry['day']} ({entry['ground']})",
            "do not enter it again; see removed.yaml", ("id",),
        ))  # fmt: skip


# --- ids -----------------------------------------------------------------------------------------------


def slugify(text: str) -> str:
    """Text as a part of a claim's id: lower-case, letters of any script, single hyphens."""
    return _NOT_SLUG.sub("-", text.lower()).strip("-")[:60] or "x"


def claim_id(kind: ClaimKind, subject: str, values: dict[str, Any]) -> str:
    """`subject/kind/object-or-property`, plus `/key` where the curator wrote one."""
    if kind.kind == "attribute":
        id_ = f"{subject}/{values['property']}"
    elif kind.kind == "figure":
        id_ = f"{subject}/{values['metric']}"
    elif kind.kind == "name":
        id_ = f"{subject}/name/{slugify(values['text'])}"
    elif kind.kind == "identifier":
        id_ = f"{subject}/{values['scheme']}/{slugify(values['value'])}"
    elif kind.kind == "legal_case":
        id_ = f"{subject}/{values['stage']}"
    elif kind.kind == "designation":
        id_ = f"{subject}/designation/{values['list']}"
    elif kind.kind == "membership":
        id_ = f"{subject}/membership/{values['group']}"
    elif kind.kind == "position":
        id_ = f"{subject}/position/{values['organization']}"
    elif kind.kind == "statement_subject":
        id_ = f"{subject}/about/{values['about']}"
    else:
        id_ = f"{subject}/{values[kind.verb]}/{values[kind.object]}"
    key = values.get("key")
    return f"{id_}/{key}" if key else id_


def _propose_key(claim: Claim) -> str:
    values = claim.values
    for name in ("role", "title", "period", "as_of", "start", "date", "listed_on", "value"):
        if values.get(name):
            return slugify(str(values[name]))[:30]
    return "2"


# --- references ----------------------------------------------------------------------------------------


@cache
def _references(kind: ClaimKind) -> tuple[Field, ...]:
    return tuple(f for f in kind.fields if f.type == "entity")


@cache
def _thing_references(thing: ThingType) -> tuple[Field, ...]:
    return tuple(f for f in thing.fields if f.type == "entity")


def _resolve(corpus: Corpus) -> None:
    documents, claims, problems = corpus.documents, corpus.claims, corpus.problems
    types = {id_: d.thing.type for id_, d in documents.items()}
    cited: list[tuple[Claim, dict[str, Any]]] = []
    for document in documents.values():
        values = document.values
        for field in _thing_references(document.thing):
            target = values.get(field.name)
            if target is not None and types.get(target) not in field.refs:
                problems.append(_bad_reference(corpus, document, field.refs, target, (field.name,)))
        for field in document.thing.fields:
            if field.type == "date" and field.name in values:
                _date_of_thing(corpus, document, field.name)
        for index, citation in enumerate(values.get("sources", ())):
            if types.get(citation["source"]) != "source":
                problems.append(_bad_reference(corpus, document, ("source",), citation["source"], _source_path(document.raw["sources"], ("sources",), index)))
            if len(citation) > 2 or "locator" not in citation:
                _resolve_citation(corpus, document, types, citation, ("sources",), index)
        for kind in claims_of(document.thing.type):
            for index, entry in enumerate(values.get(kind.section, ())):
                claim = Claim(kind, document, index, entry, claim_id(kind, document.id, entry))
                first = claims.get(claim.id)
                if first is not None:
                    problems.append(corpus.problem(
                        "K304", f"a second claim with the id '{claim.id}'",
                        f"merge the two, or tell them apart: add 'key: {_propose_key(claim)}' to this one", claim, always=True,
                    ))  # fmt: skip
                    continue
                claims[claim.id] = claim
                corpus.by_kind[kind.kind].append(claim)
                for field in _references(kind):
                    target = entry.get(field.name)
                    if target is not None and types.get(target) not in field.refs:
                        problems.append(_bad_reference(corpus, document, field.refs, target, claim.field_path(field.name)))
                if kind.kind == "attribute":
                    _resolve_attribute(corpus, claim, types)
                for at, citation in enumerate(entry["sources"]):
                    if types.get(citation["source"]) != "source":
                        problems.append(_bad_reference(
                            corpus, document, ("source",), citation["source"],
                            _source_path(document.raw[kind.section][index]["sources"], (*claim.path, "sources"), at),
                        ))  # fmt: skip
                    if len(citation) > 2 or "locator" not in citation:
                        _resolve_citation(corpus, document, types, citation, (*claim.path, "sources"), at)
                try:
                    _date(claim)
                except _BadDate as bad:
                    problems.append(corpus.problem(bad.code, bad.message, bad.hint, claim, bad.field, always=True))
                cited.append((claim, entry))
    newest = {d.id: _newest(d) for d in documents.values() if d.thing.type == "source"}
    for claim, entry in cited:
        if claim.end_state == "ongoing":
            seen = max((newest.get(c["source"], FIRST) for c in entry["sources"]), default=FIRST)
            claim.end = Bounds(max(seen, claim.start.earliest, claim.end.earliest), LAST)
        for name in ("dispute", "supersedes", "pledge"):
            if name in entry:
                _resolve_other(corpus, claim, name, str(entry[name]))


def _newest(source: Document) -> str:
    """The last day that a source can speak for: its date, else the day it was read."""
    for name in ("published", "accessed"):
        try:
            if source.values.get(name):
                return parse(source.values[name]).earliest
        except DateError:
            continue
    return FIRST


def _source_path(raw: Any, path: reader.Path, index: int) -> reader.Path:
    if not isinstance(raw, list):
        return (*path, "source") if isinstance(raw, dict) else path
    return (*path, index, "source") if isinstance(raw[index], dict) else (*path, index)


def _resolve_citation(corpus: Corpus, document: Document, types: dict[str, str], citation: dict[str, Any], path: reader.Path, index: int) -> None:
    for field in CITATION_FIELDS:
        target = citation.get(field.name)
        if field.type == "entity" and target is not None and types.get(target) not in field.refs:
            raw: Any = document.raw
            for step in path:
                raw = raw[step]
            at = (*path, index) if isinstance(raw, list) else path
            corpus.problems.append(_bad_reference(corpus, document, field.refs, target, (*at, field.name)))


def _bad_reference(corpus: Corpus, document: Document, refs: tuple[str, ...], target: str, path: reader.Path) -> Problem:
    locator = document.locator()
    wanted = " or ".join(r.replace("_", " ") for r in refs)
    actual = corpus.type_of(target)
    if actual:
        return locator.problem("K302", f"'{target}' is a {actual}; this wants a {wanted}", "name a thing of that kind", path)
    if target in corpus.broken:
        return locator.problem("K301", f"'{target}' has a document with errors", "correct that document first", path)
    near = corpus.nearest.get((target, refs))
    if near is None:  # asked once: a missing source may be cited by thousands of claims
        near = nearest(target, [d.id for d in corpus.documents.values() if d.thing.type in refs])
        corpus.nearest[target, refs] = near
    folder = THING[refs[0]].folder
    return locator.problem("K301", f"there is no {wanted} '{target}'", f"did you mean '{near}'?" if near else f"write {folder}/{target}.yaml first", path)


def _resolve_other(corpus: Corpus, claim: Claim, name: str, target: str) -> None:
    if name == "dispute":
        known = [d.id for d in corpus.of_type("dispute")] if corpus.type_of(target) != "dispute" else None
    elif name == "pledge":
        other = corpus.claims.get(target)
        good = other is not None and other.values.get("relation") == "pledged_allegiance_to"
        known = None if good else [c.id for c in corpus.claims.values() if c.values.get("relation") == "pledged_allegiance_to"]
    else:
        known = list(corpus.claims) if target not in corpus.claims else None
    if known is not None:
        near = nearest(target, known)
        what = {"dispute": "dispute", "pledge": "pledge", "supersedes": "claim"}[name]
        help = f"did you mean '{near}'?" if near else f"write disputes/{target}.yaml first" if name == "dispute" else "a claim's id is subject/kind/object; see 'kbase why'"
        corpus.problems.append(corpus.problem("K307", f"there is no {what} '{target}'", help, claim, name, always=True))


def _resolve_attribute(corpus: Corpus, claim: Claim, types: dict[str, str]) -> None:
    property_ = PROPERTY[claim.values["property"]]
    corpus.by_property[property_.name].append(claim)
    if property_.type == "entity":
        target = claim.values["value"]
        if types.get(target) not in property_.refs:
            corpus.problems.append(_bad_reference(corpus, claim.document, property_.refs, target, claim.field_path("value")))
    if claim.document.thing.type not in property_.owners:
        corpus.problems.append(corpus.problem("K204", f"'{property_.name}' is not a property of a {claim.document.thing.type}", "see 'kbase schema'", claim, always=True))


# --- dates ---------------------------------------------------------------------------------------------


class _BadDate(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, code: str, message: str, hint: str, field: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.field = code, message, hint, field


def _parse(claim: Claim, field: str) -> Bounds:
    try:
        return parse(claim.values[field])
    except DateError as error:
        raise _BadDate("K205", str(error), error.hint, field) from None


def _date_of_thing(corpus: Corpus, document: Document, name: str) -> None:
    try:
        parse(document.values[name])
    except DateError as error:
        corpus.problems.append(document.locator().problem("K205", str(error), error.hint, (name,)))


def _date(claim: Claim) -> None:
    """Set the bounds of a claim's start and end.

    An absent start or end is unbounded; each is then clamped by the other, since nothing ends before it
    begins.
    """
    values, dating = claim.values, claim.kind.dating
    if dating == "relation":
        act = values["relation"] in ACTS
        wrong = next((n for n in (("start", "end", "last_seen") if act else ("date",)) if n in values), None)
        if wrong is not None:
            raise _BadDate(
                "K201", f"'{values['relation']}' has no '{wrong}'",
                "it is an act: write 'date'" if act else "it lasts: write 'start' and 'end'", wrong,
            )  # fmt: skip
        dating = "act" if act else "state"
    if dating == "state" and claim.kind.kind == "attribute":
        type_ = PROPERTY[values["property"]].type
        if type_ in ("date", "interval"):
            extra = next((n for n in ("start", "end", "last_seen") if n in values), None)
            if extra:
                raise _BadDate("K201", f"'{values['property']}' is itself a date and has no '{extra}'", "remove it", extra)
            _span(claim, "value", interval=type_ == "interval")
            return
    if dating == "act":
        if "date" in values:
            _span(claim, "date", interval=False)
    elif dating == "state":
        _state(claim, "start", "end")
    elif dating == "listing":
        _state(claim, "listed_on", "delisted_on")
        if "delisted_on" not in values:
            claim.end_state = "ongoing"
    elif dating == "figure":
        if "period" in values and "as_of" in values:
            raise _BadDate("K201", "a figure has a period or an as_of, not both", "flows (killed) take 'period', stocks (strength) 'as_of'", "as_of")
        if "period" in values:
            _span(claim, "period", interval=True)
            # a period is meant whole: from its first day to its last
            claim.start = Bounds(claim.start.earliest, claim.start.earliest, claim.start.flag)
            claim.end = Bounds(claim.end.latest, claim.end.latest, claim.end.flag)
        elif "as_of" in values:
            _span(claim, "as_of", interval=False)


def _span(claim: Claim, field: str, *, interval: bool) -> None:
    text = claim.values[field]
    try:
        if interval:
            claim.start, claim.end = parse_span(text)
        else:
            claim.start = claim.end = parse(text)
    except DateError as error:
        raise _BadDate("K205", str(error), error.hint, field) from None
    first, _, last = text.partition("/")
    claim.start_text, claim.end_text = first, last or first
    claim.end_state = "ended"


def _state(claim: Claim, start: str, end: str) -> None:
    values = claim.values
    if start in values:
        claim.start = _parse(claim, start)
        claim.start_text = values[start]
    seen = _parse(claim, "last_seen").latest if "last_seen" in values else claim.start.earliest
    until = values.get(end)
    if until is None:
        claim.end = Bounds(seen, LAST)
    elif until == "ongoing" and end == "end":
        claim.end = Bounds(seen, LAST)
        claim.end_state = "ongoing"
    elif until == "ended" and end == "end":
        claim.end = Bounds(seen, LAST)
        claim.end_state = "ended"
    else:
        claim.end = _parse(claim, end)
        claim.end_text = until
        claim.end_state = "ended"
        if claim.end.latest < claim.start.earliest and start in values:
            raise _BadDate("K401", f"ends ({until}) before it starts ({values[start]})", "one of the two is wrong; see the source", end)
        if claim.start.latest > claim.end.latest:
            claim.start = Bounds(claim.start.earliest, claim.end.latest, claim.start.flag)
        if claim.end.earliest < claim.start.earliest:
            claim.end = Bounds(claim.start.earliest, claim.end.latest, claim.end.flag)

