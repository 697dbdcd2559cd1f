"""References to paste: text, Markdown, CSL-JSON (Zotero, pandoc) and BibTeX."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kbase.queries.day_words import day
from kbase.queries.words import unended
from kbase.render.safe import clean, json_text, markdown

if TYPE_CHECKING:
    from kbase.queries.citing import Reading, Reference

STYLES = ("text", "md", "csl", "bibtex")

# the item types of the Citation Style Language and of BibTeX that come nearest
_CSL = {
    "official_list": "document", "court": "legal_case", "primary_document": "document", "wire": "article-newspaper",
    "newspaper": "article-newspaper", "academic": "article-journal", "think_tank": "report", "ngo": "report",
    "encyclopedia": "entry-encyclopedia", "blog": "post-weblog", "group_media": "webpage",
}  # fmt: skip
_BIBTEX = {"academic": "article", "think_tank": "techreport", "ngo": "techreport"}


def citing(reading: Reading, style: str) -> str:
    """A reading in one of the styles."""
    if style == "csl":
        return json_text(json.dumps([_csl(r) for r in _once(reading.references)], ensure_ascii=False, indent=2)) + "\n"
    if style == "bibtex":
        return "\n".join(_bibtex(r) for r in _once(reading.references))
    lines = []
    if reading.text:
        status = "" if reading.status == "accepted" else f" ({reading.status})"
        lines += [f"{unended(clean(reading.text))}{status}.", ""]
    lines += [_line(r) for r in reading.references]
    known = clean(reading.revision.line())
    lines += [
        "",
        f"As recorded in: {known}"
        + (f", claim {clean(reading.id)}" if reading.text else f", source {clean(reading.id)}"),
    ]
    if style == "md":
        lines = [
            ("- " if i and line and not line.startswith("As recorded") else "") + markdown(line)
            for i, line in enumerate(lines)
        ]
    return "\n".join(lines) + "\n"


def _line(reference: Reference) -> str:
    who = f"{reference.author}, {reference.publisher}" if reference.author else reference.publisher
    parts = [
        who,
        f"“{unended(reference.title)}”",
        day(reference.published) or "undated",
        reference.locator,
        reference.url,
    ]
    text = ", ".join(clean(p) for p in parts if p)
    if reference.archive_url:
        text += f", archived at {clean(reference.archive_url)}"
    if reference.accessed:
        text += f" (accessed {clean(day(reference.accessed))})"
    against = {"contradicts": "To the contrary: ", "mentions": "See also: "}.get(reference.stance, "")
    return f"{against}{text}."


def _once(references: tuple[Reference, ...]) -> list[Reference]:
    return list({r.source: r for r in reversed(references)}.values())[::-1]


def _csl(reference: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": reference.source,
        "type": _CSL[reference.kind],
        "title": reference.title,
        "publisher": reference.publisher,
    }
    if reference.kind in ("newspaper", "wire", "blog", "academic"):
        item["container-title"] = reference.publisher
    if reference.author:
        item["author"] = [{"literal": reference.author}]
    if reference.issued:
        item["issued"] = {"date-parts": [list(reference.issued)]}
        if reference.published[-1:] in "~?%":
            item["issued"]["circa"] = True
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", reference.accessed):
        item["accessed"] = {"date-parts": [[int(p) for p in reference.accessed.split("-")]]}
    for key, value in (
        ("URL", reference.url),
        ("archive_location", reference.archive_url),
        ("language", reference.lang),
    ):
        if value:
            item[key] = value
    return item


# what TeX would take for a command
_TEX = {ord(c): f"\\{c}" for c in "&%$#_{}"} | {
    ord("\\"): r"\textbackslash{}", ord("~"): r"\textasciitilde{}", ord("^"): r"\textasciicircum{}",
}  # fmt: skip


def _bibtex(reference: Reference) -> str:
    author = reference.author or reference.publisher
    fields = [
        ("author", "{" + clean(author).translate(_TEX) + "}"), ("title", "{" + clean(reference.title).translate(_TEX) + "}"),
        ("publisher", clean(reference.publisher).translate(_TEX)), ("date", clean(reference.published)),
        ("year", str(reference.issued[0]) if reference.issued else ""), ("url", clean(reference.url).translate({ord("{"): "%7B", ord("}"): "%7D"})),
        ("urldate", clean(reference.accessed)), ("langid", clean(reference.lang)),
    ]  # fmt: skip
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@{_BIBTEX.get(reference.kind, 'misc')}{{{reference.source},\n{inside}\n}}\n"
