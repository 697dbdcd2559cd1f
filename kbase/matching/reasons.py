"""Why two names got their score, in words."""

from __future__ import annotations

from kbase.matching.parts import Part
from kbase.matching.score import Comparison

_KIND = {
    "kunya": "kunya", "common": "common name", "word": "word", "place": "place", "generic": "kind of group", "number": "number",
    "honorific": "honorific", "legal": "legal form", "initial": "initial", "name": "name",
}  # fmt: skip


def reasons(comparison: Comparison) -> list[str]:
    """Which parts met and how, which did not."""
    told = []
    for meeting in comparison.met:
        text = meeting.mine if meeting.mine == meeting.theirs else f"{meeting.mine} = {meeting.theirs}"
        told.append(f"{text}: {meeting.how}")
    if not comparison.met:  # nothing else brings such a name
        told.append("alike as a whole")
    if comparison.order:
        told.append("another order")
    mine, theirs = comparison.mine_alone, comparison.theirs_alone
    if mine and theirs:
        told.append(f"differ: {_listed(mine)} / {_listed(theirs)}")
    elif mine or theirs:
        side = "only sought" if mine else "only listed"
        told.append(f"{side}: {_listed(mine or theirs)}")
    return told


def _listed(parts: tuple[Part, ...]) -> str:
    return " ".join(f"{p.shown} ({_KIND[p.kind]})" for p in parts)
