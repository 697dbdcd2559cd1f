"""The page of `kbase timeline`."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kbase.queries.timeline import placed, shown
from kbase.render.page import DOUBTS, Beside, Block, Line, Page, Part, Words, footer, refs, sources
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.timeline import Moment, Timeline


def timeline_page(timeline: Timeline) -> Page:
    """A block a year; several entities stand side by side, what they share across."""
    names = {e.id: clean(e.name) for e in timeline.entities}
    blocks: list[Block | Beside] = []
    for year, some in groupby(timeline.moments, key=lambda m: placed(m)[:4]):
        moments = list(some)
        if len(names) == 1:
            blocks.append(Block(year, tuple(map(_line, moments))))
            continue
        alone = Block(year, tuple(_line(m, _whose(m, names)) for m in moments))
        ids = list(names)
        beside = []
        for moment in moments:
            under = tuple(n for n, id_ in enumerate(ids) if id_ in moment.entities)
            beside.append((_line(moment, _whose(moment, names) if len(under) > 1 else ""), under))
        blocks.append(Beside(alone, tuple(names.values()), tuple(beside)))
    count = len(timeline.moments)
    subtitle = f"{count} moment{'s' * (count != 1)}"
    if timeline.undated:
        subtitle += f"; {timeline.undated} fact{'s have' if timeline.undated > 1 else ' has'} no day"
    title = "Timeline: " + ", ".join(names.values())
    lead: tuple[Words, ...] = ((Part(f"By {timeline.on}", "strong"),),) if timeline.on else ()
    return Page(title, subtitle, lead, (*blocks, *sources(timeline.cited)), footer(timeline.revision))


def _whose(moment: Moment, names: dict[str, str]) -> str:
    return ", ".join(names[e] for e in moment.entities)


def _line(moment: Moment, of: str = "") -> Line:
    words = [Part(f"[{of}] ", "ref")] if of else []
    words.append(Part(clean(moment.text)))
    words += [Part(f" ({mark})", "mark") for mark in (moment.status, moment.confidence) if mark in DOUBTS]
    if moment.on_day == "possibly":
        words.append(Part(" (possibly)", "mark"))
    return Line(clean(shown(moment)), (*words, *refs(moment.sources, moment.against)))
