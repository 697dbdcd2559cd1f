"""Texts in SVG: made harmless, measured and set in rows."""

from __future__ import annotations

import unicodedata
from html import escape
from itertools import groupby

from kbase.render.safe import clean

STYLE = """\
.kb text{font-family:Arial,Helvetica,"Liberation Sans","Noto Sans","DejaVu Sans",sans-serif;fill:#1b1f24}
.kb .bg{fill:#fff}
.kb .box{fill:#fff;stroke:#57606a;stroke-width:1.2}
.kb .group .box{fill:#fbe9e7;stroke:#b3261e}
.kb .person .box{fill:#e8f0fe;stroke:#1a56b0}
.kb .organization .box{fill:#e6f4ea;stroke:#1e6b34}
.kb .event .box{fill:#fff4d6;stroke:#8a6100}
.kb .operation .box{fill:#f1e8fd;stroke:#6b3fa0}
.kb .statement .box{fill:#e4f5f7;stroke:#0b6470}
.kb .start .box{stroke-width:3}
.kb .line{fill:none;stroke:#6e7781;stroke-width:1}
.kb .descent .line{stroke:#1b1f24;stroke-width:2}
.kb .contested .line{stroke-dasharray:6 4}
.kb .inferred .line{stroke-dasharray:1.5 3}
.kb .tip{fill:#424a53}
.kb .under{fill:#fff;fill-opacity:.85}
.kb .soft{fill:#57606a}
.kb .strong{font-weight:bold}
.kb .rule{stroke:#d0d7de}
.kb a text{fill:#0550ae;text-decoration:underline}
@media (prefers-color-scheme:dark){
.kb text{fill:#e6edf3}
.kb .bg{fill:#0d1117}
.kb .box{fill:#161b22;stroke:#9198a1}
.kb .group .box{fill:#3d1512;stroke:#ff8a80}
.kb .person .box{fill:#10243f;stroke:#82b1ff}
.kb .organization .box{fill:#0f2a18;stroke:#7bd88f}
.kb .event .box{fill:#332500;stroke:#f0c24b}
.kb .operation .box{fill:#281a3d;stroke:#c9a4ff}
.kb .statement .box{fill:#06282d;stroke:#6fd3e0}
.kb .line{stroke:#9198a1}
.kb .descent .line{stroke:#e6edf3}
.kb .tip{fill:#c9d1d9}
.kb .under{fill:#0d1117}
.kb .soft{fill:#9198a1}
.kb .rule{stroke:#30363d}
.kb a text{fill:#79c0ff}
}
"""


def harmless(text: str) -> str:
    """Text as content of an element or an attribute; a text with right-to-left letters keeps its order to itself."""
    shown = clean(text)
    if not shown.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in shown):
        shown = f"\u2068{shown}\u2069"
    return escape(shown)


def link(url: str) -> str:
    """The address as an attribute, or '' where it is none of the web."""
    address = clean(url)
    return escape(address) if address.startswith(("https://", "http://")) and " " not in address else ""


def measured(text: str, size: float) -> float:
    """How wide a text may become, in pixels, by the widest of the common faces."""
    ems = 0.0
    for char in text:
        if char in "iljtfrI.,:;'|!()[] ":
            ems += 0.39
        elif char in "mwMW%@—":
            ems += 0.98
        elif unicodedata.combining(char):
            continue
        elif unicodedata.east_asian_width(char) in "WF":
            ems += 1.0
        else:
            ems += 0.72 if char.isupper() else 0.62
    return ems * size


def row(x: float, y: float, size: float, text: str, style: str = "", *, middle: bool = False) -> str:
    """One row of text at its base line."""
    kind = f' class="{style}"' if style else ""
    anchor = ' text-anchor="middle"' if middle else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}"{kind}{anchor}>{harmless(text)}</text>'


def numbers(found: tuple[int, ...]) -> str:
    """(1, 2, 3, 7) as '[1–3, 7]'."""
    parts = []
    for _, some in groupby(enumerate(sorted(found)), key=lambda pair: pair[1] - pair[0]):
        run = [n for _, n in some]
        parts.append(str(run[0]) if len(run) == 1 else f"{run[0]}{', ' if len(run) == 2 else '–'}{run[-1]}")
    return f"[{', '.join(parts)}]" if parts else ""
