"""The history of a data folder: its committed states, from git or from the archive that a wheel carries.

A state is what a commit on the main line left in the folder. The archive holds every version of every document
once and says which of them made up each state, so that two machines with the same wheel know the same; it is made
from git alone (`write_archive`), byte for byte the same each time.
"""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kbase.curation.folder import DATASET_FILE
from kbase.curation.reader import read
from kbase.packaged import data_folder, history_archive

_INDEX = "states.json"
_BRANCH = ("log", "--first-parent", "--no-patch", "--reverse", "--format=%H %ct")


class State(NamedTuple):
    """A committed state of the data: the commit and its time (UTC, ISO 8601 to the second)."""

    commit: str
    committed_at: str


class History:
    """The states of one data folder, oldest first; `documents` gives those of a state by their path in the folder."""

    def __init__(self, states: list[State]) -> None:
        self.states = states

    def on(self, day: str) -> State | None:
        """The last state committed by the end of a day (UTC); None before the first."""
        known = [state for state in self.states if state.committed_at[:10] <= day]
        return known[-1] if known else None

    def documents(self, state: State) -> dict[str, bytes]:
        raise NotImplementedError

    def dataset(self) -> str:
        """The id of the dataset that the newest state is."""
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
            lines = _git(folder, *_BRANCH, "--", ".").decode().split("\n")
        except (OSError, subprocess.CalledProcessError):
            return None
        states = []
        for line in filter(None, lines):
            commit, _, seconds = line.partition(" ")
            states.append(State(commit, datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
        return cls(folder, states) if states else None

    def blobs(self, state: State) -> dict[str, str]:
        """The id of each document's content, by its path in the folder."""
        listed = _git(self._folder, "ls-tree", "-r", "-z", state.commit, ".").decode("utf-8", "surrogateescape")
        found = {}
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            mode, kind, blob = about.split(" ")
            if kind == "blob" and mode != "120000":
                found[name] = blob
        return found

    def contents(self, blobs: list[str]) -> dict[str, bytes]:
        """The contents of blobs, by id."""
        answer = io.BytesIO(_git(self._folder, "cat-file", "--batch", ask="".join(f"{b}\n" for b in blobs)))
        found = {}
        for blob in blobs:
            size = int(answer.readline().split()[2])
            found[blob] = answer.read(size)
            answer.read(1)
        return found

    def documents(self, state: State) -> dict[str, bytes]:
        named = self.blobs(state)
        contents = self.contents(sorted(set(named.values())))
        return {name: contents[blob] for name, blob in named.items()}

    def dataset(self) -> str:
        newest = _git(self._folder, "show", f"{self.states[-1].commit}:./{DATASET_FILE}")
        return str(read(DATASET_FILE, newest.decode()).get("id"))


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
        named: dict[str, str] = {}
        for entry in self._index:
            named.update(entry["changed"])
            for name in entry["removed"]:
                del named[name]
            if entry["commit"] == state.commit:
                break
        wanted = set(named.values())
        contents = {}
        with tarfile.open(self._path) as archive:
            for member in archive:
                if member.name in wanted and (file := archive.extractfile(member)) is not None:
                    contents[member.name] = file.read()
        return {name: contents[blob] for name, blob in named.items()}


def write_archive(folder: Path, target: Path) -> bool:
    """Write the history that git keeps of a folder; False, and nothing written, where git keeps none."""
    repository = _Repository.of(folder)
    if repository is None:
        return False
    index = []
    before: dict[str, str] = {}
    for state in repository.states:
        now = repository.blobs(state)
        index.append({
            "commit": state.commit, "committed_at": state.committed_at,
            "changed": {name: blob for name, blob in sorted(now.items()) if before.get(name) != blob},
            "removed": sorted(before.keys() - now.keys()),
        })  # fmt: skip
        before = now
    # in the order of their coming, so that versions of one document stand near each other
    order: dict[str, None] = {blob: None for entry in index for blob in entry["changed"].values()}  # type: ignore[attr-defined]
    contents = repository.contents(list(order))
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
