"""A drawing as SVG: one picture that explains itself, without scripts, readable by day and night."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from kbase.render.layout import Box, laid_out
from kbase.render.page import footer
from kbase.render.safe import clean
from kbase.render.svg_shapes import (
    box_of,
    bundles,
    doubts,
    label_svg,
    line_svg,
    name_of,
    node_svg,
    outline,
    style_of,
    wire_of,
)
from kbase.render.svg_text import STYLE, harmless, link, measured, row

if TYPE_CHECKING:
    from kbase.queries.facts import Cited
    from kbase.render.drawing import Drawing

_MARGIN = 24.0
_NARROWEST = 760.0
_COLUMN = 410.0  # width of a column of sources
_MANY = 70  # links beyond which labels, and what stands far away, are set small


def svg(drawing: Drawing, *, sources: bool = True) -> str:
    """The picture as a document of its own; `sources` lists what the numbers on its lines mean.

    :raises KbaseError: where it cannot be laid out.
    """
    many = len(drawing.edges) > _MANY
    names = [name_of(node, many=many) for node in drawing.nodes]
    number = {node.id: i for i, node in enumerate(drawing.nodes)}
    lines = bundles(drawing.edges, many=many, form=drawing.form, number=number)
    placed = laid_out(drawing.form, [box_of(name) for name in names], [wire_of(b, number) for b in lines])
    width = max(placed.width + 2 * _MARGIN, _NARROWEST)
    head, top = _head(drawing, width)
    routed = list(zip(lines, placed.routes, strict=True))
    body = [line_svg(b, r) for b, r in routed] + [label_svg(b, r) for b, r in routed]
    body += [node_svg(n, s, p) for n, s, p in zip(drawing.nodes, names, placed.middles, strict=True)]
    at = top + placed.height + _MARGIN
    tail, at = _sources(drawing.cited, at, width) if sources and drawing.cited else ([], at)
    tail.append(row(_MARGIN, at + 14, 10, footer(drawing.revision), "soft"))
    height = at + 14 + _MARGIN
    said = " ".join([f"{drawing.subtitle}.", *drawing.notes])
    return "\n".join([
        '<svg xmlns="http://www.w3.org/2000/svg" class="kb" role="img" aria-labelledby="kb-title kb-desc" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
        f'<title id="kb-title">{harmless(drawing.title)}</title>', f'<desc id="kb-desc">{harmless(said)}</desc>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="kb-tip" viewBox="0 0 10 8" refX="9" refY="4" markerWidth="9" markerHeight="7.2" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0 10 4 0 8Z"/></marker></defs>',
        f'<rect class="bg" width="{width:.0f}" height="{height:.0f}"/>', *head,
        f'<g class="drawing" transform="translate({(width - placed.width) / 2:.1f} {top:.1f})">', *body, "</g>", *tail, "</svg>", "",
    ])  # fmt: skip


def _head(drawing: Drawing, width: float) -> tuple[list[str], float]:
    """Title, notes and legend; and where they end."""
    parts, at = [], _MARGIN
    fitting = int((width - 2 * _MARGIN) / 11)
    for text in wrap(clean(drawing.title), fitting):
        at += 20
        parts.append(row(_MARGIN, at, 20, text, "strong"))
    for note in (drawing.subtitle, *drawing.notes):
        for text in wrap(clean(note), int(fitting * 1.6)):
            at += 17
            parts.append(row(_MARGIN, at, 12, text, "soft"))
    x, at = _MARGIN, at + 26
    for mark, words in _legend(drawing):
        wide = 34 + measured(words, 11) + 16
        if x + wide > width - _MARGIN:
            x, at = _MARGIN, at + 20
        parts.append(f'<g transform="translate({x + 13:.1f} {at - 4:.1f})">{mark}</g>{row(x + 32, at, 11, words)}')
        x += wide
    return parts, at + _MARGIN


def _legend(drawing: Drawing) -> list[tuple[str, str]]:
    kinds = dict.fromkeys(node.kind for node in drawing.nodes)
    found = [(f'<g class="{style_of(kind)}">{outline(kind, Box(24, 13))}</g>', kind) for kind in kinds]
    styles = {
        "": ("link" if any(not e.directed for e in drawing.edges) else "", ""),
        "arrow": ("link, read along the arrow" if any(e.directed for e in drawing.edges) else "", ""),
        "descent": ("one group became the other" if any(e.descent for e in drawing.edges) else "", "descent"),
    }  # fmt: skip
    words = {word for edge in drawing.edges for word in doubts(edge)}
    if "contested" in words:
        styles["contested"] = ("contested: sources disagree", "contested")
    if "inferred" in words:
        styles["inferred"] = ("inferred: concluded, not said by a source", "inferred")
    for key, (text, style) in styles.items():
        if text:
            tip = ' marker-end="url(#kb-tip)"' if key in ("arrow", "descent") else ""
            found.append((f'<g class="{style or "link"}"><path class="line" d="M-13 0H13"{tip}/></g>', text))
    return found


def _sources(cited: tuple[Cited, ...], top: float, width: float) -> tuple[list[str], float]:
    """Sources in columns, each with the numbers of the places in it; and where they end."""
    by_source: dict[str, list[Cited]] = {}
    for item in cited:
        by_source.setdefault(item.source, []).append(item)
    entries = [_source(places) for places in by_source.values()]
    count = max(1, int((width - 2 * _MARGIN) // _COLUMN))
    rows = sum(map(len, entries)) + len(entries)
    parts = [
        f'<line class="rule" x1="{_MARGIN}" x2="{width - _MARGIN:.0f}" y1="{top:.1f}" y2="{top:.1f}"/>',
        row(_MARGIN, top + 22, 13, "Sources", "strong"),
    ]
    column, used, lowest = 0, 0, 0
    for entry in entries:
        if used >= rows / count and column < count - 1:
            column, used = column + 1, 0
        for text, style, url in entry:
            used += 1
            line = row(_MARGIN + column * _COLUMN, top + 28 + used * 13, 10, text, style)
            parts.append(f'<a href="{url}">{line}</a>' if url else line)
        lowest, used = max(lowest, used), used + 1
    return parts, top + 28 + lowest * 13 + 14


def _source(places: list[Cited]) -> list[tuple[str, str, str]]:
    """The rows of a source: text, style, address."""
    from kbase.queries.words import unended

    first = places[0]
    title = unended(first.title) if first.published else first.title
    head = ", ".join(part for part in (first.publisher, title, first.published) if part)
    where = " · ".join(f"[{p.number}] {p.locator}".strip() for p in places)
    rows = [(text, "", "") for text in wrap(clean(f"{head} ({first.kind.replace('_', ' ')})"), 68)]
    rows += [(text, "soft", "") for text in wrap(clean(where), 68)]
    for url in (first.url, first.archive_url):
        if url:
            address = link(url)
            rows.append((clean(url) if len(url) < 70 else f"{clean(url)[:66]} …", "" if address else "soft", address))
    return rows
