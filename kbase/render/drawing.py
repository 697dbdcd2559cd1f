"""An answer as a drawing: what is to be seen, before anything has a place. Lineage, networks and paths become one form."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING, NamedTuple

from kbase.render.graph import in_dispute, told_together
from kbase.render.page import DOUBTS, no_line
from kbase.render.svg_text import numbers

if TYPE_CHECKING:
    from kbase.queries.facts import Cited, Fact
    from kbase.queries.lineage import Descent, Lineage
    from kbase.queries.linked import Network, Path, Step
    from kbase.queries.revision import Revision

# relations that read the same from both ends: no arrow
_MUTUAL = frozenset({"rival of", "allied with", "agreement with", "relative of", "associate of", "same as alleged"})
# claims of an event or operation about who took part: the arrow goes from who to what
_TAKEN_PART = frozenset({"participation", "operation_participant"})
_BECAME = {"split_from": "split off", "succeeds": "succeeded by", "merged_into": "merged into"}


class Node(NamedTuple):
    id: str
    name: str
    kind: str  # the type of the entity
    distance: int  # steps from the first node
    names: tuple[str, ...] = ()  # those it changed, each with its time


class Edge(NamedTuple):
    """A claim that ties two nodes; it reads 'from TEXT to'. `descent` marks how one group became another."""

    claim: str
    from_id: str
    to_id: str
    text: str
    when: str
    sentence: str
    status: str
    confidence: str
    on_day: str
    directed: bool
    descent: bool
    sources: tuple[int, ...]
    against: tuple[int, ...]


class Drawing(NamedTuple):
    """All text in it is as it stands in the data: not yet safe for any format."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    form: str  # 'layers' (older before younger), 'steps' (one after the other) or 'web'
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    cited: tuple[Cited, ...]
    revision: Revision


def lineage_drawing(lineage: Lineage) -> Drawing:
    """The groups of both trees and those that they are tied to by allegiance."""
    root = lineage.entity
    nodes = {root.id: Node(root.id, root.name, root.type, 0, tuple(map(_name, lineage.names)))}
    edges: dict[str, Edge] = {}
    for tree, older in ((lineage.ancestors, True), (lineage.offshoots, False)):
        above = [root.id]
        for item in tree:
            del above[item.depth :]
            nodes.setdefault(item.id, Node(item.id, item.name, "group", item.depth))
            edges.setdefault(item.claim, _descent(item, above[-1], older, nodes))
            above.append(item.id)
    for tie in lineage.ties:
        values = tie.values
        ends = ((values["group_id"], values["group_name"], "group"),
                (values["object_id"], values["object_name"], values["object_type"]))  # fmt: skip
        for id_, name, kind in ends:
            nodes.setdefault(id_, Node(id_, name or id_, kind, 1))
        edges[tie.claim] = _tie(tie)
    notes = [f"On {lineage.on}"] if lineage.on else []
    if not (lineage.ancestors or lineage.offshoots):
        notes.append(no_line(lineage))
    return Drawing(
        f"Lineage: {root.name}", _count(nodes, edges), tuple(notes), "layers", tuple(nodes.values()),
        tuple(edges.values()), lineage.cited, lineage.revision,
    )  # fmt: skip


def _name(fact: Fact) -> str:
    """A name with its time, as the group's own node has it."""
    kind = {"former": "formerly", "name": "named"}.get(fact.label, fact.label)
    possibly = ("possibly",) if fact.on_day == "possibly" else ()
    marks = "".join(f" ({word})" for word in (*(w for w in (fact.status, fact.confidence) if w in DOUBTS), *possibly))
    cites = numbers(fact.sources) + (f" against {numbers(fact.against)}" if fact.against else "")
    return f"{kind} {fact.text}{f', {fact.when}' if fact.when else ''}{marks} {cites}".strip()


def network_drawing(network: Network) -> Drawing:
    """Every entity of the network; what the limit left out is told in the notes."""
    nodes = tuple(Node(id_, name, kind, away) for id_, kind, name, away in network.nodes)
    edges = tuple(_link(step) for step in network.links)
    notes = [f"On {network.on}"] if network.on else []
    notes.append(f"Up to {network.depth} step{'s' * (network.depth > 1)} away.")
    if network.more:
        notes.append(f"Not drawn: at least {network.left_out:,} more entities, cut by --limit {len(nodes)}.")
    return Drawing(
        f"Network: {network.entity.name}", _count(nodes, edges), tuple(notes), "web", nodes, edges, network.cited,
        network.revision,
    )  # fmt: skip


def path_drawing(path: Path) -> Drawing:
    """The steps of a path that was found, one after the other."""
    notes = (
        *((f"On {path.on}",) if path.on else ()),
        *told_together(path),
        *in_dispute(path),
    )
    nodes = tuple(Node(id_, name, kind, away) for id_, kind, name, away in path.nodes)
    edges = tuple(_link(step) for step in path.steps)
    return Drawing(
        f"Path: {path.start.name} to {path.goal.name}", _count(nodes, edges), notes, "steps", nodes, edges, path.cited,
        path.revision,
    )  # fmt: skip


def _count(nodes: Sized, edges: Sized) -> str:
    entities, links = len(nodes), len(edges)
    return f"{entities} entit{'ies' if entities != 1 else 'y'}, {links} link{'s' * (links != 1)}"


def _descent(item: Descent, neighbour: str, older: bool, nodes: dict[str, Node]) -> Edge:
    first, second = (item.id, neighbour) if older else (neighbour, item.id)
    text = _BECAME[item.relation]
    part = " in part" * (item.extent == "part")
    text = f"merged{part} into" if item.relation == "merged_into" else text + part
    said = f"{nodes[second].name} split{part} from {nodes[first].name}" if item.relation == "split_from" else (
        f"{nodes[first].name} {'was ' * (item.relation == 'succeeds')}{text} {nodes[second].name}"
    )  # fmt: skip
    return Edge(
        item.claim, first, second, text, item.when, said + (f" ({item.when})" if item.when else ""), item.status,
        item.confidence, item.on_day, True, True, item.sources, item.against,
    )  # fmt: skip


def _tie(fact: Fact) -> Edge:
    from kbase.queries.link_words import link_words

    text, when = link_words(fact.kind, fact.values)
    return Edge(
        fact.claim, fact.values["group_id"], fact.values["object_id"], text, when, fact.text, fact.status,
        fact.confidence, fact.on_day, text not in _MUTUAL, False, fact.sources, fact.against,
    )  # fmt: skip


def _link(step: Step) -> Edge:
    first, second = (step.from_id, step.to_id) if step.forward else (step.to_id, step.from_id)
    if step.kind in _TAKEN_PART:
        first, second = second, first
    return Edge(
        step.claim, first, second, step.word, step.when, step.text, step.status, step.confidence, step.on_day,
        step.word not in _MUTUAL, False, step.sources, step.against,
    )  # fmt: skip
