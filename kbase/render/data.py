"""Answers for programs: JSON, JSON lines, CSV. Keys and columns are those of the typed answers and do not change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any, NamedTuple, TextIO

from kbase.queries.changes import Changes
from kbase.queries.coverage import Coverage
from kbase.queries.dossier import Dossier
from kbase.queries.facts import Cited, Fact
from kbase.queries.leaders import Leaders
from kbase.queries.lineage import Descent, Lineage
from kbase.queries.linked import Network, Path, Step
from kbase.queries.listing import Listing
from kbase.queries.provenance import Known, Why
from kbase.queries.selection import Selection
from kbase.queries.timeline import Moment, Timeline
from kbase.render.safe import cell, json_text


def no_data(format: str, known_on: str, why: str) -> str:
    """The answer where nothing was known yet: to people a sentence, to programs null or a row that says so, never a 'no'."""
    if format == "json":
        return json_of({"data": None, "meta": {"known_on": known_on, "no_data": why}})
    if format in ("jsonl", "csv"):  # no row at all would read as an answer: there was none
        out = StringIO()
        (write_jsonl if format == "jsonl" else write_csv)(Rows(("no_data",), [(why,)]), out)
        return out.getvalue()
    return why[0].upper() + why[1:] + "\n"


class Rows:
    """Rows for CSV and JSON lines."""

    def __init__(self, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        self.columns = columns
        self.rows = rows


def plain_values(value: Any) -> Any:
    """Typed answers as dictionaries and lists."""
    if hasattr(value, "_asdict"):
        return {k: plain_values(v) for k, v in value._asdict().items()}
    if isinstance(value, dict):
        return {k: plain_values(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain_values(v) for v in value]
    return value


def json_answer(answer: NamedTuple) -> dict[str, Any]:
    """`data`, the answer by its fields, and `meta`, the revision of the data behind it."""
    data = plain_values(answer)
    return {"data": data, "meta": data.pop("revision")}


def rows_of(
    answer: Changes | Coverage | Dossier | Leaders | Lineage | Listing | Network | Path | Why | Selection | Timeline,
) -> Rows:
    """An answer as rows."""
    if isinstance(answer, Coverage):
        return Rows(
            ("section", "row"), [(s.title, "; ".join(map(str, row))) for s in answer.sections for row in s.rows]
        )
    if isinstance(answer, Dossier):
        return dossier_rows(answer)
    if isinstance(answer, Why):
        return why_rows(answer)
    if isinstance(answer, Leaders):
        return leaders_rows(answer)
    if isinstance(answer, Lineage):
        return lineage_rows(answer)
    if isinstance(answer, Path | Network):
        return link_rows(answer.steps if isinstance(answer, Path) else answer.links, answer.cited)
    if isinstance(answer, Timeline):
        return timeline_rows(answer)
    if isinstance(answer, Changes):
        return Rows(answer.columns, answer.rows)
    if isinstance(answer, Listing):
        return Rows(answer.columns, [tuple(row[c] for c in answer.columns) for row in answer.rows])
    return Rows(answer.columns, answer.rows)


_FACT = (
    "claim",
    "kind",
    "label",
    "when",
    "text",
    "status",
    "confidence",
    "dispute",
    "note",
    "according_to",
    "sources",
    "against",
)


def _fact(fact: Fact, cited: dict[int, Cited]) -> tuple[Any, ...]:
    return (*fact[:9], "; ".join(fact.according_to), _tokens(fact.sources, cited), _tokens(fact.against, cited))


def _tokens(numbers: tuple[int, ...], cited: dict[int, Cited]) -> str:
    return "; ".join(f"{cited[n].source}, {cited[n].locator}" if cited[n].locator else cited[n].source for n in numbers)


def lineage_rows(lineage: Lineage) -> Rows:
    """One row a link of the trees, its sources in words."""
    cited = {c.number: c for c in lineage.cited}
    names = [n for n in Descent._fields if n not in ("again", "last")]
    rows = [
        (tree, *(_tokens(getattr(d, n), cited) if n in ("sources", "against") else getattr(d, n) for n in names))
        for tree, found in (("ancestor", lineage.ancestors), ("offshoot", lineage.offshoots))
        for d in found
    ]
    return Rows(("tree", *names), rows)


def link_rows(steps: tuple[Step, ...], places: tuple[Cited, ...]) -> Rows:
    """One row a link, its sources in words."""
    cited = {c.number: c for c in places}
    names = Step._fields
    rows = [
        tuple(_tokens(getattr(s, n), cited) if n in ("sources", "against") else getattr(s, n) for n in names)
        for s in steps
    ]
    return Rows(names, rows)


def timeline_rows(timeline: Timeline) -> Rows:
    """One row a moment, its sources in words."""
    cited = {c.number: c for c in timeline.cited}
    shown: dict[str, Callable[[Any], str]] = {
        "entities": "; ".join,
        "sources": lambda numbers: _tokens(numbers, cited),
        "against": lambda numbers: _tokens(numbers, cited),
    }
    rows = [
        tuple(shown[n](v) if n in shown else v for n, v in zip(m._fields, m, strict=True)) for m in timeline.moments
    ]
    return Rows(Moment._fields, rows)


def dossier_rows(dossier: Dossier) -> Rows:
    """One row a fact, each with its section and its sources in words."""
    cited = {c.number: c for c in dossier.cited}
    rows = [(dossier.id, s.key, *_fact(f, cited)) for s in dossier.sections for f in s.facts]
    return Rows(("entity", "section", *_FACT), rows)


def why_rows(why: Why) -> Rows:
    """One row a citation of a claim."""
    cited = {c.number: c for c in why.cited}
    rows = []
    for item in why.claims:
        fact = item.fact
        for e in item.evidence:
            place = cited[e.number]
            rows.append((
                fact.claim, fact.kind, fact.text, fact.status, fact.confidence, fact.dispute, fact.note, item.supersedes,
                e.stance, place.source, place.locator, place.publisher, place.title, place.published, place.url,
                e.quote, e.asserted_by, e.statement, *_known(item.known_since), *_known(item.unchanged_since),
            ))  # fmt: skip
    return Rows(
        ("claim", "kind", "text", "status", "confidence", "dispute", "note", "supersedes", "stance", "source", "locator",
         "publisher", "title", "published", "url", "quote", "asserted_by", "statement",
         "known_since", "known_since_commit", "known_since_revision", "unchanged_since", "unchanged_since_commit", "unchanged_since_revision"), rows,
    )  # fmt: skip


def _known(since: Known | None) -> tuple[Any, ...]:
    return tuple(since) if since else (None, None, None)


def _plain_json(value: object) -> Any:
    """What JSON has no word for: bytes in hexadecimal, other types of PostgreSQL as text."""
    return value.hex() if isinstance(value, bytes | bytearray | memoryview) else str(value)


def leaders_rows(found: Leaders) -> Rows:
    """A row a leading role; `between` says what lies before it."""
    places = {c.number: c for c in found.cited}
    rows = []
    for tenure in found.tenures:
        fact, since = tenure.fact, tenure.since
        values = fact.values
        rows.append((
            tenure.person, tenure.name, values["role"], values.get("title"), values.get("start_date"), values.get("end_date"),
            values["start_earliest"], values["start_latest"], values["end_earliest"], values["end_latest"], values["end_state"],
            values.get("how_ended"), fact.status, fact.confidence, fact.on_day or None, since.kind if since else None,
            since.least if since else None, since.most if since else None, fact.claim, _tokens(fact.sources, places),
            tenure.after or None, tenure.least_days, tenure.most_days,
        ))  # fmt: skip
    return Rows(
        ("person", "name", "role", "title", "since", "until", "start_earliest", "start_latest", "end_earliest", "end_latest",
         "end_state", "how_ended", "status", "confidence", "on_day", "between", "between_least", "between_most", "claim", "sources", "after",
         "least_days", "most_days"),
        rows,
    )  # fmt: skip


def json_of(answer: object) -> str:
    """An answer as one JSON object."""
    import json

    return json_text(json.dumps(answer, ensure_ascii=False, indent=2, default=_plain_json)) + "\n"


def write_jsonl(rows: Rows, out: TextIO) -> None:
    """One JSON object a line."""
    import json

    encode = json.JSONEncoder(ensure_ascii=False, default=_plain_json).encode
    for row in rows.rows:
        out.write(json_text(encode(dict(zip(rows.columns, row, strict=True)))) + "\n")


def write_csv(rows: Rows, out: TextIO) -> None:
    """CSV with a header; no cell is a formula."""
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([cell(c) for c in rows.columns])
    for row in rows.rows:
        writer.writerow([cell(v.hex() if isinstance(v, bytes) else int(v) if isinstance(v, bool) else v) for v in row])
