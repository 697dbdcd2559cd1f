"""The history of a data folder: its committed states, from git or from the archive that a wheel carries.

A state is what a commit on the main line left in the folder. The archive holds every version of every document
once and says which of them made up each state and what claims each brought, so that two machines with the same wheel
know the same; it is made from git alone (`write_archive`), byte for byte the same each time.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from collections.abc import Collection
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from kbase.curation.folder import DATASET_FILE
from kbase.curation.learned import Learned, Progress, Step, content_hashes, learned, named
from kbase.curation.reader import read
from kbase.packaged import data_folder, history_archive

_INDEX = "states.json"
_MAIN_LINE = ("log", "--first-parent", "--reverse")
_STATES = (*_MAIN_LINE, "--no-patch", "--format=%H %ct")
_STEPS = (*_MAIN_LINE, "-m", "--raw", "--root", "-z", "--no-abbrev", "--no-renames", "--relative", "--format=@%H")
_FILES = ("100644", "100755")  # modes


class State(NamedTuple):
    """A committed state of the data: the commit and its time (UTC, ISO 8601 to the second)."""

    commit: str
    committed_at: str


class Since(NamedTuple):
    """The first state that had a claim, and the first of those that have had it as it stands."""

    known: State
    unchanged: State


class History:
    """The states of one data folder, oldest first; `documents` gives those of a state by their path in the folder."""

    def __init__(self, states: list[State]) -> None:
        self.states = states

    def on(self, day: str) -> State | None:
        """The last state committed by the end of a day (UTC); None before the first."""
        known = [state for state in self.states if state.committed_at[:10] <= day]
        return known[-1] if known else None

    def since(self, ids: Collection[str], last: State) -> dict[str, Since]:
        """Since when claims have been known, by id, as the state `last` knew; what stood in none is left out."""
        wanted = set(ids)
        found: dict[str, Since] = {}
        for state, brought in zip(self.states, self.learned({id_.partition("/")[0] for id_ in wanted}), strict=True):
            for id_ in wanted.intersection((*brought.came, *brought.changed)):
                found[id_] = Since(found[id_].known if id_ in found else state, state)
            if state == last:
                break
        return found

    def documents(self, state: State) -> dict[str, bytes]:
        raise NotImplementedError

    def dataset(self) -> str:
        """The id of the dataset that the newest state is."""
        raise NotImplementedError

    def learned(self, subjects: Collection[str] = (), progress: Progress | None = None) -> list[Learned]:
        """What each state brought; with subjects, at least what it brought of them.

        :param progress: called with (states read, states in all).
        """
        raise NotImplementedError

    def content_hashes(self, first: int = 0, progress: Progress | None = None) -> list[str]:
        """Of each state from that number on the SHA-256 over the names and bytes of its files."""
        raise NotImplementedError


def history_of(folder: Path | None) -> History | None:
    """The history of a folder that git keeps; without a folder, that of the packaged data. None where there is none."""
    if folder is not None:
        return _Repository.of(folder)
    archive = history_archive()
    return _Archive(archive) if archive is not None else _Repository.of(data_folder())


class _Repository(History):
    def __init__(self, folder: Path, states: list[State]) -> None:
        super().__init__(states)
        self._folder = folder

    @classmethod
    def of(cls, folder: Path) -> _Repository | None:
        try:
            if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
                return None  # what was known before the cut would be taken for nothing
            lines = _git(folder, *_STATES, "--", ".").decode().split("\n")
        except (OSError, subprocess.CalledProcessError):
            return None
        states = []
        for line in filter(None, lines):
            commit, _, seconds = line.partition(" ")
            states.append(State(commit, datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
        return cls(folder, states) if states else None

    def steps(self, subjects: Collection[str] = ()) -> list[Step]:
        """What each state has otherwise than the one before, of all documents or of those of some things."""
        found = {state.commit: Step({}, []) for state in self.states}
        # git takes longer to tell apart many paths than to name all
        told = iter(_git(self._folder, *_STEPS, "--", ".").decode("utf-8", "surrogateescape").split("\0"))
        commit = ""
        for word in told:
            if word.startswith("@"):
                commit = word[1:]
            elif word:  # :MODE MODE BLOB BLOB LETTER, then the name: before and after
                _, mode, _, blob, _ = word.strip().split(" ")
                name = next(told)
                if subjects and name.rpartition("/")[2].removesuffix(".yaml") not in subjects:
                    continue
                if mode in _FILES:
                    found[commit].changed[name] = blob
                else:
                    found[commit].removed.append(name)
        return list(found.values())

    def contents(self, steps: list[Step]) -> dict[str, bytes]:
        """The contents of the blobs of steps, in the order of their coming, so that versions of one document stand near each other."""
        blobs = list(dict.fromkeys(blob for step in steps for _, blob in sorted(step.changed.items())))
        answer = io.BytesIO(_git(self._folder, "cat-file", "--batch", ask="".join(f"{b}\n" for b in blobs)))
        found = {}
        for blob in blobs:
            size = int(answer.readline().split()[2])
            found[blob] = answer.read(size)
            answer.read(1)
        return found

    @cached_property
    def whole(self) -> tuple[list[Step], dict[str, bytes]]:
        """All steps, and the contents of all their blobs."""
        steps = self.steps()
        return steps, self.contents(steps)

    def documents(self, state: State) -> dict[str, bytes]:
        # of the one state, as if it had been the first
        listed = _git(self._folder, "ls-tree", "-r", "-z", state.commit, ".").decode("utf-8", "surrogateescape")
        entries = [entry.partition("\t") for entry in filter(None, listed.split("\0"))]
        blobs = {name: about.split(" ")[2] for about, _, name in entries if about.startswith(_FILES)}
        contents = self.contents([Step(blobs, [])])
        return {name: contents[blob] for name, blob in blobs.items()}

    def dataset(self) -> str:
        newest = _git(self._folder, "show", f"{self.states[-1].commit}:./{DATASET_FILE}")
        return str(read(DATASET_FILE, newest.decode()).get("id"))

    def learned(self, subjects: Collection[str] = (), progress: Progress | None = None) -> list[Learned]:
        if not subjects:
            return list(learned(*self.whole, progress))
        steps = self.steps(subjects)
        return list(learned(steps, self.contents(steps), progress))

    def content_hashes(self, first: int = 0, progress: Progress | None = None) -> list[str]:
        return content_hashes(*self.whole, first, progress)


class _Archive(History):
    def __init__(self, path: Path) -> None:
        self._path = path
        with tarfile.open(path) as archive:
            index = archive.extractfile(archive.next() or _INDEX)
            found: dict[str, Any] = json.loads(index.read()) if index else {"dataset": "", "states": []}
        self._index: list[dict[str, Any]] = found["states"]
        self._dataset = str(found["dataset"])
        super().__init__([State(s["commit"], s["committed_at"]) for s in self._index])

    def dataset(self) -> str:
        return self._dataset

    def documents(self, state: State) -> dict[str, bytes]:
        steps = (Step(entry["changed"], entry["removed"]) for entry in self._index)
        blobs = next(held for held, of in zip(named(steps), self.states, strict=True) if of == state)
        wanted = set(blobs.values())
        contents = {}
        with tarfile.open(self._path) as archive:
            for member in archive:
                if member.name in wanted and (file := archive.extractfile(member)) is not None:
                    contents[member.name] = file.read()
        return {name: contents[blob] for name, blob in blobs.items()}

    def learned(self, subjects: Collection[str] = (), progress: Progress | None = None) -> list[Learned]:
        return [Learned(*entry["claims"]) for entry in self._index]

    def content_hashes(self, first: int = 0, progress: Progress | None = None) -> list[str]:
        return [entry["content_hash"] for entry in self._index[first:]]


def write_archive(folder: Path, target: Path) -> bool:
    """Write the history that git keeps of a folder; False, and nothing written, where git keeps none."""
    repository = _Repository.of(folder)
    if repository is None:
        return False
    steps, contents = repository.whole
    index = [
        {**state._asdict(), **step._asdict(), "content_hash": content_hash, "claims": brought}
        for state, step, content_hash, brought in zip(
            repository.states, steps, content_hashes(steps, contents), learned(steps, contents), strict=True
        )
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    first = json.dumps({"dataset": repository.dataset(), "states": index}, ensure_ascii=False).encode()
    with tarfile.open(target, "w:xz") as archive:
        for name, content in ((_INDEX, first), *contents.items()):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return True


def _git(folder: Path, *words: str, ask: str = "") -> bytes:
    done = subprocess.run(["git", "-C", str(folder), *words], input=ask.encode(), capture_output=True, check=True)
    return done.stdout
