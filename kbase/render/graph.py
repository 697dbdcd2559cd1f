"""Pages of paths and networks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kbase.fields import ACTS
from kbase.queries.bonds import PLEDGES
from kbase.queries.words import plain
from kbase.render.page import DOUBTS, Block, Line, Page, Part, Table, Words, footer, refs, sources
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.linked import Network, Path, Step

TOGETHER = {
    "never": "These links never all held at the same time.",
    "possibly": "Whether these links all held at the same time, their dates leave open.",
    "yes": "These links all held at the same time.",
}
# what that means of acts; the first word of such a step
_ACTS = {
    plain(act): "What came about at once (a split, a merger, a succession) counts from its day on." for act in ACTS
}
_ACTS |= {
    plain(
        act
    ): "A pledge, or its acceptance, is sure to have bound on its day alone; then possibly, and not beyond a recorded end."
    for act in PLEDGES
}

_ON = {
    "possibly": "Whether all of them held on that day, or had come about by then, their dates leave open.",
    "yes": "They all held on that day, or had come about by then.",
}


def told_together(path: Path) -> tuple[str, ...]:
    """A line on the time of the links: on the day asked for, else whether they met at any; none for a path of one step."""
    if not path.together:
        return ()
    if path.on and path.together != "never":
        return (_ON["yes" if all(step.on_day == "yes" for step in path.steps) else "possibly"],)
    acts = dict.fromkeys(_ACTS[s.word] for s in path.steps if s.word in _ACTS)
    return (" ".join((TOGETHER[path.together], *acts)),)


def in_dispute(path: Path) -> list[str]:
    """A line for each dispute on which several of the links rest."""
    return [
        f"Links of this path rest on one dispute, of which not all sides may be so: {id_}." for id_ in path.disputed
    ]


def path_page(path: Path, most: int) -> Page:
    """The page of `kbase path`: a line a step."""
    lead: list[Words] = [(Part(f"On {path.on}", "strong"),)] if path.on else []
    if not path.found:
        then = " that may all have held at the same time" if path.same_time else ""
        lead.append((Part(f"No path of at most {most} step{'s' * (most != 1)} by these kinds of link{then}.", "mark"),))
    elif not path.steps:
        lead.append((Part("They are one and the same.", "soft"),))
    lead += [(Part(text, "mark" if path.together == "never" else "soft"),) for text in told_together(path)]
    lead += [(Part(clean(text), "mark"),) for text in in_dispute(path)]
    lines = tuple(
        Line(str(n), (Part(clean(step.to_name), "strong"), Part(f" ({step.to_id}): ", "soft"), *_said(step)))
        for n, step in enumerate(path.steps, 1)
    )
    start = Line("", (Part(clean(path.start.name), "strong"), Part(f" ({path.start.id})", "soft")))
    blocks: list[Block | Table] = [Block("Path", (start, *lines))] if path.steps else []
    count = len(path.steps)
    return Page(
        clean(f"Path: {path.start.name} to {path.goal.name}"), f"{count} step{'s' * (count != 1)}" if path.found else "none",
        tuple(lead), (*blocks, *sources(path.cited)), footer(path.revision),
    )  # fmt: skip


def network_page(network: Network) -> Page:
    """The page of `kbase network`: a block a distance, the links of each entity under it."""
    lead: list[Words] = [(Part(f"On {network.on}", "strong"),)] if network.on else []
    if network.more:
        lead.append((Part(f"At least {network.left_out:,} more entities: raise --limit.", "mark"),))
    by_entity: dict[str, list[Step]] = {}
    away = {n[0]: n[3] for n in network.nodes}
    for step in network.links:
        # under the farther of the two
        farther = step.to_id if away[step.to_id] >= away[step.from_id] else step.from_id
        by_entity.setdefault(farther, []).append(step)
    blocks: list[Block | Table] = []
    for steps_away, nodes in groupby(network.nodes[1:], key=lambda n: n[3]):
        lines = []
        for id_, type_, name, _ in nodes:
            below = tuple(_said(step) for step in by_entity.get(id_, ()))
            lines.append(Line(type_, (Part(clean(name), "strong"), Part(f" ({id_})", "soft")), below))
        blocks.append(Block(f"{steps_away} step{'s' * (steps_away > 1)} away", tuple(lines)))
    count = len(network.nodes) - 1
    subtitle = f"{count} entit{'ies' if count != 1 else 'y'}, {len(network.links)} links"
    return Page(
        clean(f"Network: {network.entity.name}"), subtitle, tuple(lead), (*blocks, *sources(network.cited)),
        footer(network.revision),
    )  # fmt: skip


def _said(step: Step) -> Words:
    marks = [Part(f" ({mark})", "mark") for mark in (step.status, step.confidence) if mark in DOUBTS]
    if step.on_day == "possibly":
        marks.append(Part(" (possibly)", "mark"))
    return (Part(clean(step.text)), *marks, *refs(step.sources, step.against))
