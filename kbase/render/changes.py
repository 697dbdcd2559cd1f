"""The page of `kbase changes`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kbase.render.page import Block, Line, Page, Part, Words, footer
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.changes import Change, Changes


def changes_page(found: Changes) -> Page:
    """A block an entity, a line a thing or claim; under a changed one what became of its fields."""
    blocks = []
    for (id_, name), rows in groupby(found.rows, key=lambda row: (row.entity_id, row.entity_name)):
        lines = [_line(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row.id)]
        blocks.append(Block(clean(f"{name} ({id_})" if name else id_), tuple(lines)))
    counts = f"{found.added:,} added, {found.changed:,} changed, {found.removed:,} removed"
    if found.more:
        counts += "; only the first are shown: raise --limit"
    days = (_state(found.before, found.before_commit), _state(found.after, found.after_commit))
    lead: tuple[Words, ...] = ((Part(clean("From {} to {}".format(*days)), "strong"),),)
    title = "Changes" + (f": {found.entity.name or found.entity.id}" if found.entity else "")
    return Page(clean(title), counts, lead, tuple(blocks), footer(found.revision))


def _state(day: str, commit: str) -> str:
    from kbase.queries.revision import short

    return f"{day} (revision {short(commit)})" if commit else day


def _line(rows: list[Change]) -> Line:
    first = rows[0]
    whole = first.kind if first.id == first.entity_id else first.id
    words = (Part(clean(first.text or first.id)), Part(clean(f" ({whole})"), "soft"))
    return Line(first.change, words, tuple(_became(row) for row in rows if row.field))


def _became(row: Change) -> Words:
    shown = (clean(value) or "nothing" for value in (row.was, row.became))
    return (Part(f"{row.field}: ", "soft"), Part(" → ".join(shown)))
