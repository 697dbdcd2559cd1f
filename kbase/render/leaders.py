"""The page of `kbase leaders`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbase.render.page import DOUBTS, Block, Line, Page, Part, Words, footer, refs, sources
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.leaders import Between, Leaders


def leaders_page(found: Leaders) -> Page:
    """A line a leader; what lies between two stands between them."""
    lead: tuple[Words, ...] = ((Part(f"On {found.on}", "strong"),),) if found.on else ()
    if not found.tenures:
        none = "No such role is recorded."
        if found.recorded:
            none = f"Nobody held such a role on that day; on other days: {found.recorded} (ask without --on)."
        lead += ((Part(none, "soft"),),)
    lines = []
    for tenure in found.tenures:
        if tenure.since is not None:
            lines.append(
                Line("", (Part(_between(tenure.since), "mark" if tenure.since.kind in ("gap", "overlap") else "soft"),))
            )
        fact = tenure.fact
        marks = [Part(f" ({mark})", "mark") for mark in (fact.status, fact.confidence) if mark in DOUBTS]
        if fact.on_day == "possibly":
            marks.append(Part(" (possibly)", "mark"))
        words = (Part(clean(fact.text)), Part(f" ({tenure.person})", "soft"), *marks, *refs(fact.sources, fact.against))
        lines.append(Line(clean(fact.when) or "no day known", words))
    roles = ", ".join(role.replace("_", " ") for role in found.roles)
    return Page(
        clean(f"Leaders: {found.entity.name}"), roles, lead, (*([Block("In order", tuple(lines))] if lines else []), *sources(found.cited)),
        footer(found.revision),
    )  # fmt: skip


def _between(between: Between) -> str:
    if between.kind == "adjoining":
        return "then"
    if between.kind == "open":
        return "whether one followed the other at once, the dates leave open"
    least, most = between.least, between.most
    if least == most:
        length = f"{least} day{'s' * (least != 1)}"
    else:
        length = f"at least {least} day{'s' * (least != 1)}" + (f", at most {most:,}" if most is not None else "")
    return f"{between.kind} of {length}"
