"""What each state of a history brought: the claims that came, changed and went, and the hash of all that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from kbase.curation.contents import hash_of

Progress = Callable[[int, int], object]


class Step(NamedTuple):
    """The documents that a state has otherwise than the one before: the blobs of those it has, the names of those that went."""

    changed: dict[str, str]
    removed: list[str]


class Learned(NamedTuple):
    """The ids of the claims that a state brought, has otherwise and has no more."""

    came: list[str]
    changed: list[str]
    went: list[str]


def learned(steps: list[Step], contents: dict[str, bytes], progress: Progress | None = None) -> Iterator[Learned]:
    """What each state brought, by the documents of its step alone.

    :param progress: called with (states read, states in all).
    """
    from kbase.curation.written import written  # a wheel has asked already: nothing is read there

    held: dict[str, dict[str, Any]] = {}  # by document
    for number, step in enumerate(steps):
        if progress is not None:
            progress(number, len(steps))
        was: dict[str, Any] = {}
        for name in (*step.changed, *step.removed):
            was |= held.pop(name, {})
        now: dict[str, Any] = {}
        for name, blob in step.changed.items():
            held[name] = written(name, contents[blob])
            now |= held[name]
        yield Learned(
            sorted(now.keys() - was.keys()),
            sorted(id_ for id_ in now.keys() & was.keys() if now[id_] != was[id_]),
            sorted(was.keys() - now.keys()),
        )


def named(steps: Iterable[Step]) -> Iterator[dict[str, str]]:
    """The blobs of all documents of each state, by name; one dictionary, which is carried on."""
    held: dict[str, str] = {}
    for step in steps:
        for name in step.removed:
            held.pop(name, None)
        held |= step.changed
        yield held


def content_hashes(
    steps: list[Step], contents: dict[str, bytes], first: int = 0, progress: Progress | None = None
) -> list[str]:
    """The content hash of each state from that number on."""
    found = []
    for number, held in enumerate(named(steps)):
        if progress is not None:
            progress(number, len(steps))
        if number >= first:
            found.append(content_hash({name: contents[blob] for name, blob in held.items()}))
    return found


def content_hash(documents: dict[str, bytes]) -> str:
    """What `contents.content_hash` says of a folder that holds these documents."""
    return hash_of((name, documents[name]) for name in sorted(documents) if not f"/{name}".count("/."))
