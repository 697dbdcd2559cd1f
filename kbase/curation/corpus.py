"""The corpus: all documents of a folder, their claims with ids and date bounds, every reference resolved."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from kbase.curation import quick, reader
from kbase.curation.claims import Claim
from kbase.curation.contents import content_of, data_files, hash_of
from kbase.curation.documents import Document, build, sound
from kbase.curation.folder import DATASET_FILE
from kbase.curation.resolve import Blocked, resolve
from kbase.dates import Bounds, DateError, parse
from kbase.fields import CLAIMS, FOLDERS, PROPERTIES, SLUG
from kbase.memory import no_collection
from kbase.problems import Place, Problem
from kbase.text import nearest

REMOVED_FILE = "removed.yaml"
DATASET_FIELDS = ("id", "title", "publisher", "licence", "summary")


class Corpus:
    """All documents of a data folder. `problems` holds everything found; `documents` only the sound ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, Claim] = {}
        self.by_kind: dict[str, list[Claim]] = {k.kind: [] for k in CLAIMS}
        # with a status, a confidence, a dispute or a citation that says more than its place: what many rules ask about
        self.qualified: list[Claim] = []
        self.by_property: dict[str, list[Claim]] = {p.name: [] for p in PROPERTIES}
        self.problems: list[Problem] = []
        self.dataset: dict[str, Any] = {}
        self.removed: dict[str, dict[str, Any]] = {}
        self.broken: dict[str, str | None] = {}  # documents with errors by id: the text, None if it is not known
        self.blocked: dict[str, Blocked] = {}  # references to these
        self.nearest: dict[tuple[str, tuple[str, ...]], str] = {}  # the known id nearest to an unknown one
        self.contents: list[tuple[str, bytes]] = []  # the files as read, by name
        self.files = 0
        self.drawn_in = False  # whether bounds that no source gives are those of the lives (kbase.curation.lives)
        # when statements were made whose day is bounded by the life of the speaker, or by a group
        self.made: dict[str, Bounds] = {}

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 over the names and bytes of all files."""
        return hash_of(self.contents)

    @property
    def refused(self) -> bool:
        return any(p.is_error for p in self.problems)

    def sorted_problems(self) -> list[Problem]:
        return sorted(self.problems, key=lambda p: (p.place, p.code, p.message))

    def of_type(self, type_: str) -> Iterator[Document]:
        return (d for d in self.documents.values() if d.thing.type == type_)

    def of_kinds(self, *kinds: str) -> Iterator[Claim]:
        return (claim for kind in kinds for claim in self.by_kind[kind])

    def type_of(self, id_: str) -> str:
        document = self.documents.get(id_)
        return document.thing.type if document else ""

    def may_stand_in_broken(self, id_: str) -> bool:
        """Whether a document that could not be read may name this id."""
        return any(text is None or id_ in text for text in self.broken.values())

    def accepted(self, property_: str) -> dict[str, Claim]:
        """The accepted claim of a property, by subject."""
        return {c.document.id: c for c in self.by_property[property_] if c.accepted}

    def problem(
        self, code: str, message: str, help: str, claim: Claim, field: str = "", *, always: bool = False
    ) -> Problem:
        """A problem of a claim: an error if the claim is accepted (or `always`), else a warning."""
        severity = "error" if always or claim.accepted else "warning"
        path = claim.field_path(field) if field else claim.path
        return claim.document.locator().problem(code, message, help, path, severity=severity)


def load(folder: Path, progress: Callable[[int, int], object] | None = None) -> Corpus:
    """Read a data folder: every document, every reference; problems are collected, none raised.

    :param progress: called with (files read, files in all).
    """
    with no_collection():  # it would cost more than reading does
        return _load(folder, progress)


def _load(folder: Path, progress: Callable[[int, int], object] | None) -> Corpus:
    corpus = Corpus(folder)
    files = data_files(folder)
    corpus.files = len(files)
    for number, (name, path) in enumerate(files):
        if progress is not None and number % 200 == 0:
            progress(number, len(files))
        content = content_of(name, path)
        if isinstance(content, Problem):
            corpus.problems.append(content)
            corpus.broken[Path(name).stem] = None
            continue
        corpus.contents.append((name, content))
        _read_file(corpus, name, path, content)
    if not corpus.dataset and not any(p.place.file.endswith(DATASET_FILE) for p in corpus.problems):
        corpus.problems.append(Problem(
            "K202", f"the folder has no {DATASET_FILE}", Place(os.path.join(str(folder), DATASET_FILE)),
            f"write one with the keys {', '.join(DATASET_FIELDS)}",
        ))  # fmt: skip
    for document in corpus.documents.values():
        _check_removed(corpus, document)
    resolve(corpus)
    if progress is not None:
        progress(len(files), len(files))
    return corpus


def _read_file(corpus: Corpus, name: str, shown: str, content: bytes) -> None:
    parts = name.split("/")
    if name in (DATASET_FILE, REMOVED_FILE):
        _read_special(corpus, name, shown, content)
        return
    thing = FOLDERS.get(parts[0]) if len(parts) == 2 else None
    if thing is None or not name.endswith(".yaml"):
        near = nearest(parts[0], FOLDERS) if len(parts) == 2 and thing is None else ""
        if thing is not None:
            what, help = (
                "a document's name ends in .yaml",
                f"rename it to {parts[1].partition('.')[0]}.yaml, or move it away",
            )
        else:
            what = "not the place of a document"
            help = f"did you mean {near}/?" if near else f"documents stand in {', '.join(f'{f}/' for f in FOLDERS)}"
        corpus.problems.append(Problem("K111", what, Place(shown), help))
        return
    stem = parts[1][:-5]
    text = None
    try:
        text = reader.decode(shown, content)
        raw = quick.values(text)
        document = sound(thing, shown, text, raw) if raw is not None else None
        if document is None:
            raw = reader.read(shown, text)
            document, problems = build(thing, shown, text, raw)
            corpus.problems.extend(problems)
    except reader.Unreadable as error:
        corpus.problems.append(error.problem)
        corpus.broken[stem] = text
        return
    if document is None:
        corpus.broken[stem] = text
        declared = raw.get("id") if raw else None
        if isinstance(declared, str):
            corpus.broken[declared] = text
        return
    if document.id != stem:
        corpus.problems.append(document.locator().problem(
            "K209", f"the id '{document.id}' is not the file's name '{stem}'",
            f"rename the file to {document.id}.yaml" + (f", or write 'id: {stem}'" if re.fullmatch(SLUG, stem) else ""), ("id",),
        ))  # fmt: skip
    first = corpus.documents.setdefault(document.id, document)
    if first is not document:
        # the file that bears the id as its name is more likely meant: what refers to it is not wrong too
        if Path(first.file).stem != first.id and document.id == stem:
            corpus.documents[document.id] = document
            first, document = document, first
        corpus.problems.append(document.locator().problem(
            "K303", f"the id '{document.id}' stands also in {first.file}", "one id, one thing, in all kinds; choose another id", ("id",),
        ))  # fmt: skip


def _read_special(corpus: Corpus, name: str, shown: str, content: bytes) -> None:
    """dataset.yaml and removed.yaml: no form checks them, so the parser that looks at everything reads them."""
    try:
        text = reader.decode(shown, content)
        raw = reader.read(shown, text)
    except reader.Unreadable as error:
        corpus.problems.append(error.problem)
        return
    locator = reader.Locator(shown, text)
    if name == DATASET_FILE:
        _read_dataset(corpus, raw, locator)
    else:
        _read_removed(corpus, raw, locator)


def _unknown_keys(raw: dict[str, Any], known: tuple[str, ...], locator: reader.Locator) -> Iterator[Problem]:
    for key in raw:
        if key not in known:
            near = nearest(key, known)
            help = f"did you mean '{near}'?" if near else f"known keys: {', '.join(known)}"
            yield locator.problem("K201", f"unknown key '{key}'", help, (key,), key=True)


def _read_dataset(corpus: Corpus, raw: dict[str, Any], locator: reader.Locator) -> None:
    corpus.problems += _unknown_keys(raw, DATASET_FIELDS, locator)
    for key in DATASET_FIELDS:
        if key in raw and not isinstance(raw[key], str):
            corpus.problems.append(
                locator.problem("K203", f"'{key}' must be text", "write one text, in quotes if need be", (key,))
            )
        elif key not in raw and key != "summary":
            corpus.problems.append(locator.problem("K202", f"the dataset lacks '{key}'", f"add '{key}: …' as text"))
    corpus.dataset = {k: raw.get(k) for k in DATASET_FIELDS}


def _read_removed(corpus: Corpus, raw: dict[str, Any], locator: reader.Locator) -> None:
    corpus.problems += _unknown_keys(raw, ("removed",), locator)
    entries = raw.get("removed")
    if not isinstance(entries, list):
        corpus.problems.append(
            locator.problem(
                "K202", "the file lacks the list 'removed'", "write 'removed:' and items with id, day, ground"
            )
        )
        return
    from kbase.vocabulary import words

    grounds = words("removal_ground")
    for index, entry in enumerate(entries):
        at = ("removed", index)
        if not isinstance(entry, dict) or set(entry) != {"id", "day", "ground"}:
            message, help = "an entry has exactly id, day and ground", "no text: what was removed must not return here"
            corpus.problems.append(locator.problem("K203", message, help, at))
            continue
        if str(entry["ground"]) not in grounds:
            message, help = f"'{entry['ground']}' is not a removal ground", f"one of: {', '.join(grounds)}"
            corpus.problems.append(locator.problem("K204", message, help, (*at, "ground")))
            continue
        if not isinstance(entry["id"], str | int):
            message, help = "'id' must be text", "write the id that was removed"
            corpus.problems.append(locator.problem("K203", message, help, (*at, "id")))
            continue
        try:
            parse(str(entry["day"]))
        except DateError as error:
            corpus.problems.append(locator.problem("K205", str(error), error.hint, (*at, "day")))
        corpus.removed[str(entry["id"])] = entry


def _check_removed(corpus: Corpus, document: Document) -> None:
    if document.id in corpus.removed:
        entry = corpus.removed[document.id]
        corpus.problems.append(document.locator().problem(
            "K306", f"the id '{document.id}' was removed for ever on {entry['day']} ({entry['ground']})",
            "do not enter it again; see removed.yaml", ("id",),
        ))  # fmt: skip
