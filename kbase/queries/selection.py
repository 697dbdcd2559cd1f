"""The answer of an analyst's own query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from kbase.queries.revision import Revision


class Selection(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    revision: Revision


def distinct(columns: Iterable[str]) -> tuple[str, ...]:
    """Each column under a name of its own: of several called `a` the second is `a_2`, so that no format loses one.

    >>> distinct(("a", "a", "b", "a", "a_2"))
    ('a', 'a_3', 'b', 'a_4', 'a_2')
    """
    names = list(columns)
    taken, found, times = set(names), [], dict.fromkeys(names, 0)
    for name in names:
        times[name] += 1
        new = name
        if times[name] > 1:
            while (new := f"{name}_{times[name]}") in taken:
                times[name] += 1
            taken.add(new)
        found.append(new)
    return tuple(found)
