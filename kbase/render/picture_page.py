"""A drawing as one HTML page: the picture, its links as a table, its sources; opens offline and runs no script."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

from kbase.render.page import footer
from kbase.render.svg import svg
from kbase.render.svg_shapes import doubts
from kbase.render.svg_text import STYLE as PICTURE_STYLE
from kbase.render.svg_text import harmless, link

if TYPE_CHECKING:
    from kbase.queries.facts import Cited
    from kbase.render.drawing import Drawing, Edge

_STYLE = """\
:root{color-scheme:light dark}
body{font:15px/1.45 Arial,Helvetica,"Liberation Sans","Noto Sans",sans-serif;margin:1.5rem;max-width:110rem}
.picture{overflow:auto;border:1px solid #8c959f;margin:.5rem 0 1.5rem}
.picture svg{display:block}
#fit:checked~.picture svg{width:100%;height:auto}
table{border-collapse:collapse;margin-bottom:1.5rem}
th,td{text-align:start;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8c959f}
td:nth-child(4){min-width:6.5rem}
caption{text-align:start;font-weight:bold;font-size:1.15rem;margin-bottom:.4rem}
li{margin-bottom:.5rem}
"""


def picture_page(drawing: Drawing) -> str:
    """The page; nothing in it comes from elsewhere, and its policy lets nothing be fetched.

    :raises KbaseError: where the picture cannot be laid out.
    """
    styles = " ".join(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in (_STYLE, PICTURE_STYLE))
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'"
    names = {node.id: node.name for node in drawing.nodes}
    links = "\n".join(_link_row(edge, names) for edge in drawing.edges)
    entities = "\n".join(
        f"<tr><td>{'<br>'.join(map(harmless, (n.name, *n.names)))}</td><td>{harmless(n.id)}</td><td>{harmless(n.kind)}</td><td>{n.distance}</td></tr>"
        for n in drawing.nodes
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{harmless(drawing.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{harmless(drawing.title)}</h1>
<input type="checkbox" id="fit"> <label for="fit">fit the picture to the window</label>
<div class="picture" tabindex="0">
{svg(drawing, sources=False)}</div>
<table>
<caption>Links</caption>
<thead><tr><th scope="col">From</th><th scope="col">Link</th><th scope="col">To</th><th scope="col">When</th>\
<th scope="col">Status</th><th scope="col">In words</th><th scope="col">Sources</th></tr></thead>
<tbody>
{links}
</tbody>
</table>
<table>
<caption>Entities</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Id</th><th scope="col">Kind</th><th scope="col">Steps away</th></tr></thead>
<tbody>
{entities}
</tbody>
</table>
{_sources(drawing.cited)}</main>
<footer><p>{harmless(footer(drawing.revision))}</p></footer>
</body>
</html>
"""


def _link_row(edge: Edge, names: dict[str, str]) -> str:
    status = ", ".join((*doubts(edge), *(("accepted",) if edge.status == "accepted" else ())))
    cites = "".join(f'<a href="#c{n}">[{n}]</a>' for n in edge.sources)
    if edge.against:
        cites += " against " + "".join(f'<a href="#c{n}">[{n}]</a>' for n in edge.against)
    cells = (names[edge.from_id], edge.text, names[edge.to_id], edge.when, status, edge.sentence)
    return f"<tr>{''.join(f'<td>{harmless(c)}</td>' for c in cells)}<td>{cites}</td></tr>"


def _sources(cited: tuple[Cited, ...]) -> str:
    by_source: dict[str, list[Cited]] = {}
    for item in cited:
        by_source.setdefault(item.source, []).append(item)
    items = []
    for places in by_source.values():
        first = places[0]
        title = _linked(first.url, first.title)
        parts = [f"<strong>{harmless(first.publisher)}</strong>", title]
        if first.published:
            parts.append(harmless(first.published))
        where = " · ".join(f'<span id="c{p.number}">[{p.number}] {harmless(p.locator)}</span>' for p in places)
        archived = f" · {_linked(first.archive_url, 'archived')}" if first.archive_url else ""
        kind = harmless(first.kind.replace("_", " "))
        items.append(f"<li>{', '.join(parts)} ({kind})<br>{where}{archived}</li>")
    return f"<h2>Sources</h2>\n<ul>\n{chr(10).join(items)}\n</ul>\n" if items else ""


def _linked(url: str, text: str) -> str:
    address = link(url)
    return f'<a href="{address}" rel="noreferrer">{harmless(text)}</a>' if address else harmless(text)
