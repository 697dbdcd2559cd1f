"""The page of `kbase leaders`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbase.render.page import DOUBTS, Block, Line, Page, Part, Words, footer, refs, sources
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.leaders import Between, Leaders, Tenure


def leaders_page(found: Leaders) -> Page:
    """A line a leader; what lies between two stands between them."""
    lead: tuple[Words, ...] = ((Part(f"On {found.on}", "strong"),),) if found.on else ()
    if not found.tenures:
        none = "No such role is recorded."
        if found.recorded:
            none = f"No such role is recorded of that day; of other days: {found.recorded} (ask without --on)."
        lead += ((Part(none, "soft"),),)
    lines = []
    above = ""
    for tenure in found.tenures:
        if tenure.since is not None:
            style = "mark" if tenure.since.kind in ("gap", "overlap") else "soft"
            one = "; a source alleges that the two are one person" if tenure.one else ""
            lines.append(Line("", (Part(clean(_between(tenure, tenure.since, above) + one), style),)))
        above = tenure.person
        fact = tenure.fact
        marks = [Part(f" ({mark})", "mark") for mark in (fact.status, fact.confidence) if mark in DOUBTS]
        if fact.on_day == "possibly":
            marks.append(Part(" (possibly)", "mark"))
        words = (Part(clean(fact.text)), Part(f" ({tenure.person})", "soft"), *marks, *refs(fact.sources, fact.against))
        if (told := _led(tenure)) and not found.on:  # how long says nothing of that day
            words += (Part(f" · {told}", "soft"),)
        lines.append(Line(clean(fact.when) or "no day known", words))
    roles = ", ".join(role.replace("_", " ") for role in found.roles)
    return Page(
        clean(f"Leaders: {found.entity.name}"), roles, lead, (*([Block("In order", tuple(lines))] if lines else []), *sources(found.cited)),
        footer(found.revision),
    )  # fmt: skip


def _between(tenure: Tenure, since: Between, above: str) -> str:
    """What lies between the two; `above`: the person of the line before, who need not be the one that led before."""
    if since.kind == "open":
        if tenure.after == tenure.person:
            return f"whether {tenure.name} led on without a break, the dates leave open"
        return f"whether {tenure.name} followed {tenure.after_name} at once, the dates leave open"
    if since.kind == "adjoining":
        return "then" if tenure.after == above else f"right after {tenure.after_name}"
    least, most = since.least or 0, since.most
    if least == most:
        length = _days(least)
    else:
        length = f"at least {_days(least)}" + (f", at most {most:,}" if most is not None else "")
    whom = f" {tenure.after_name}" if tenure.after != above else ""
    if since.kind == "overlap":
        return f"overlap of {length}" + (f" with{whom}" if whom else "")
    # somebody of whom nothing is recorded may have led meanwhile
    return f"gap in what is recorded{' after' + whom if whom else ''}: {length}"


def _days(number: int) -> str:
    return f"{number:,} day{'s' * (number != 1)}"


def _led(tenure: Tenure) -> str:
    """How long, by the bounds of the dates; '' where these say nothing."""
    least, most = tenure.least_days, tenure.most_days
    if most is None:
        return f"{_days(least)} or more" if least > 1 else ""
    return _days(most) if least == most else f"{least:,} to {_days(most)}"
