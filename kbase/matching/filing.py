"""How names are filed: the rows of the two tables in which they are looked up by their keys (kbase.matching.index)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kbase.matching.forms import ends, keys, spellings
from kbase.matching.parts import parts, reading

RULES = 20  # number of the rules by which names are filed: raise it when keys are made in another way
_NO_PERSON = {"place", "word", "generic", "legal"}


class Filed(NamedTuple):
    """A row of `name_forms`, without its number and entity, and its keys."""

    text: str
    name: str | None  # one of several names in the text; null where it is the text
    reading: str
    keys: tuple[str, ...]


def filed(text: str, kind: str) -> list[Filed]:
    """How a line is filed: as a whole, and every name in it.

    >>> [f.name for f in filed("Gathering of the Marsh (GM)", "group")], [f.name for f in filed("Gathering (Egypt)", "group")]
    ([None, 'Gathering of the Marsh', 'GM'], [None, 'Gathering'])
    """
    text = text.encode("utf-8", "replace").decode().replace("\0", " ")
    named = [name for name in spellings(text) if not (f"({name})" in text or f"[{name}]" in text) or _names(name, kind)]
    return [Filed(text, None if name == text else name, reading(name), keys(name, kind) + ends(name)) for name in named]


def _names(inner: str, kind: str) -> bool:
    """Whether one of the texts in a line is a name of such a thing, not what tells it from another: (Egypt); of a person (Islamic State)."""
    kinds = {p.kind for p in parts(inner)}
    if kind == "person":  # a nisba is read as a place
        return not kinds <= _NO_PERSON or kinds == {"place"}
    return kind == "place" or kinds != {"place"}


def filings(
    named: Iterable[tuple[str, str, str]], first: int = 1
) -> tuple[list[tuple[Any, ...]], list[tuple[str, int]]]:
    """The rows of `name_forms` and `name_keys` for names (entity, its type, text), numbered from `first`; keys sorted."""
    forms: list[tuple[Any, ...]] = []
    postings: list[tuple[str, int]] = []
    number = first
    for entity, kind, text in named:
        for form in filed(text, kind):
            forms.append((number, entity, kind, form.text, form.name, form.reading))
            postings += [(key, number) for key in form.keys]
            number += 1
    postings.sort()
    return forms, postings
