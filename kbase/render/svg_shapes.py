"""Boxes and lines of a picture: how a node, a link and its label look."""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from kbase.render.layout import Box, Point, Route, Wire
from kbase.render.page import DOUBTS
from kbase.render.safe import clean
from kbase.render.svg_text import harmless, measured, numbers, row

if TYPE_CHECKING:
    from kbase.render.drawing import Edge, Node

_KINDS = ("group", "person", "organization", "event", "operation", "statement", "place", "source")
_LABEL = 34  # characters in a row of a label
_SMALL = 9.5  # size of the names that a group changed, under its own


class Bundle(NamedTuple):
    """The claims between the same two nodes that are drawn alike: one line with a label of several rows."""

    edges: tuple[Edge, ...]
    rows: tuple[tuple[str, ...], ...]  # the rows of each claim
    size: float
    swapped: bool  # laid out from its end to its start


class Name(NamedTuple):
    """A node's name as it is set."""

    rows: tuple[str, ...]
    size: float
    below: tuple[str, ...]  # the names that it changed, set small


# --- nodes ---------------------------------------------------------------------------------------------


def name_of(node: Node, *, many: bool) -> Name:
    """Where there are many, what stands far away is set small and short; its title has the whole name."""
    far = many and node.distance > 1
    size = 15.0 if node.distance == 0 else 9.5 if far else 12.0
    rows = wrap(clean(node.name), 24, max_lines=2 if far else 3, placeholder=" …", break_on_hyphens=False) or [node.id]
    below = [text for said in node.names for text in wrap(clean(said), 2 * _LABEL, break_on_hyphens=False)]
    return Name(tuple(rows), size, tuple(below))


def box_of(name: Name) -> Box:
    """Its box, with room on all sides."""
    widest = max([measured(text, name.size) for text in name.rows] + [measured(text, _SMALL) for text in name.below])
    return Box(round(widest + 1.7 * name.size, 1), round(_high(name) + name.size * 0.9, 1))


def _high(name: Name) -> float:
    """How high its rows are."""
    return (len(name.rows) * name.size + len(name.below) * _SMALL) * 1.25


def outline(kind: str, box: Box) -> str:
    """The outline of a kind around (0, 0): kinds differ in form, not in colour alone."""
    x, y = box.width / 2, box.height / 2
    cut = min(8.0, y)
    match kind:
        case "person":
            return _rectangle(x, y, min(y, 16.0))
        case "event":
            return _polygon((-x, 0), (cut - x, -y), (x - cut, -y), (x, 0), (x - cut, y), (cut - x, y))
        case "operation":
            return _polygon((cut - x, -y), (x, -y), (x - cut, y), (-x, y))
        case "statement":
            return _polygon((-x, -y), (x - cut, -y), (x, cut - y), (x, y), (-x, y))
        case "organization":
            return _rectangle(x, y, 0)
        case _:
            return _rectangle(x, y, 5)


def _rectangle(x: float, y: float, radius: float) -> str:
    return f'<rect class="box" x="{-x:.1f}" y="{-y:.1f}" width="{2 * x:.1f}" height="{2 * y:.1f}" rx="{radius:.1f}"/>'


def _polygon(*points: Point) -> str:
    return f'<polygon class="box" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def style_of(kind: str) -> str:
    """The class of a kind of entity."""
    return kind if kind in _KINDS else "other"


def node_svg(node: Node, name: Name, middle: Point) -> str:
    first = -_high(name) / 2 + name.size * 0.985  # the base line of the first row
    second = first + (len(name.rows) - 1) * name.size * 1.25 + _SMALL * 1.35
    weight = "strong" if node.distance == 0 else ""
    rows = "".join(
        row(0, first + i * name.size * 1.25, name.size, text, weight, middle=True) for i, text in enumerate(name.rows)
    ) + "".join(
        row(0, second + i * _SMALL * 1.25, _SMALL, text, "soft", middle=True) for i, text in enumerate(name.below)
    )
    return (
        f'<g class="node {style_of(node.kind)}{" start" * (node.distance == 0)}" data-id="{escape(node.id)}" '
        f'transform="translate({middle[0]} {middle[1]})"><title>{harmless(f"{node.name} ({node.id}), {node.kind}")}</title>'
        f"{outline(node.kind, box_of(name))}{rows}</g>"
    )


# --- links ---------------------------------------------------------------------------------------------


def bundles(edges: tuple[Edge, ...], *, many: bool, form: str, number: dict[str, int]) -> list[Bundle]:
    """The lines to draw, each with the end that is to stand first where there are layers."""
    alike: dict[tuple[object, ...], list[Edge]] = {}
    for edge in edges:
        ends = (edge.from_id, edge.to_id) if edge.directed else tuple(sorted((edge.from_id, edge.to_id)))
        alike.setdefault((ends, edge.status, edge.confidence, edge.directed, edge.descent), []).append(edge)
    younger = _younger(edges)
    found = []
    for some in alike.values():
        rows = tuple(tuple(_label(edge, many=many)) for edge in some)
        found.append(Bundle(tuple(some), rows, 7.5 if many else 9.5, _swapped(some[0], form, number, younger)))
    return found


def _swapped(edge: Edge, form: str, number: dict[str, int], younger: dict[str, set[str]]) -> bool:
    if form == "steps":
        return number[edge.from_id] > number[edge.to_id]
    if form != "layers" or edge.descent or edge.to_id in younger.get(edge.from_id, ()):
        return False
    # whoever is pledged to, or is joined, stands before who pledges, unless it is the younger
    return edge.from_id in younger.get(edge.to_id, ()) or edge.text != "allegiance accepted"


def _younger(edges: tuple[Edge, ...]) -> dict[str, set[str]]:
    """Of each group all that came out of it."""
    following: dict[str, list[str]] = {}
    for edge in edges:
        if edge.descent:
            following.setdefault(edge.from_id, []).append(edge.to_id)
    found: dict[str, set[str]] = {}
    for start in following:
        reached: set[str] = set()
        todo = [start]
        while todo:
            for child in following.get(todo.pop(), ()):
                if child not in reached:
                    reached.add(child)
                    todo.append(child)
        found[start] = reached
    return found


def doubts(edge: Edge) -> tuple[str, ...]:
    """The words of caution that stand at a link."""
    possibly = ("possibly",) if edge.on_day == "possibly" else ()
    return (*(word for word in (edge.status, edge.confidence) if word in DOUBTS), *possibly)


def _label(edge: Edge, *, many: bool) -> list[str]:
    said = ", ".join(part for part in (clean(edge.text), clean(edge.when)) if part)
    said = " ".join(wrap(said, _LABEL, max_lines=2 if many else 3, placeholder=" …"))  # its title has all of it
    marks = "".join(f" ({word})" for word in doubts(edge))
    rows = wrap(f"{said}{marks}".strip(), _LABEL)
    cites = numbers(edge.sources) + (f" against {numbers(edge.against)}" if edge.against else "")
    if rows and len(rows[-1]) + len(cites) < _LABEL:
        return [*rows[:-1], f"{rows[-1]} {cites}".strip()]
    return [*rows, *wrap(cites, _LABEL)]


def wire_of(bundle: Bundle, number: dict[str, int]) -> Wire:
    """What the layout is told of it."""
    widest = max(measured(text, bundle.size) for rows in bundle.rows for text in rows)
    count = sum(map(len, bundle.rows))
    edge = bundle.edges[0]
    ends = (number[edge.to_id], number[edge.from_id]) if bundle.swapped else (number[edge.from_id], number[edge.to_id])
    return Wire(*ends, Box(round(widest + 4, 1), round(count * bundle.size * 1.2 + 3, 1)), 4 if edge.descent else 1)


def line_svg(bundle: Bundle, route: Route) -> str:
    """The line, from its start past the label to its end."""
    first, second = route.before, route.after
    if bundle.swapped:
        first, second = tuple(reversed(second)), tuple(reversed(first))
    edge = bundle.edges[0]
    style = " ".join(("edge", *(("descent",) if edge.descent else ()), *_doubt_styles(edge)))
    tip = ' marker-end="url(#kb-tip)"' if edge.directed else ""
    said = "; ".join(e.sentence for e in bundle.edges)
    return (
        f'<g class="{style}" data-from="{escape(edge.from_id)}" data-to="{escape(edge.to_id)}"><title>{harmless(said)}</title>'
        f'<path class="line" d="{_curve(first)}"/><path class="line" d="{_curve(second)}"{tip}/></g>'
    )


def _doubt_styles(edge: Edge) -> tuple[str, ...]:
    return tuple(word for word in (edge.status, edge.confidence) if word in DOUBTS)


def _curve(points: tuple[Point, ...]) -> str:
    return f"M{points[0][0]} {points[0][1]}C" + " ".join(f"{x} {y}" for x, y in points[1:])


def label_svg(bundle: Bundle, route: Route) -> str:
    """The label of a line, a group of rows a claim, on a ground of its own."""
    x, y = route.label
    wire = wire_of(bundle, {e: 0 for edge in bundle.edges for e in (edge.from_id, edge.to_id)})
    width, height = wire.label
    at = y - height / 2 + 1.5 + bundle.size * 0.95
    parts = []
    for edge, rows in zip(bundle.edges, bundle.rows, strict=True):
        texts = []
        for text in rows:
            texts.append(row(x, at, bundle.size, text, middle=True))
            at += bundle.size * 1.2
        style = " ".join(("claim", *_doubt_styles(edge)))
        parts.append(
            f'<g class="{style}" data-claim="{escape(edge.claim)}"><title>{harmless(edge.sentence)}</title>{"".join(texts)}</g>'
        )
    ground = f'<rect class="under" x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width}" height="{height}"/>'
    return f'<g class="label">{ground}{"".join(parts)}</g>'
