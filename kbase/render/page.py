"""An answer as a page for people: blocks of styled words, which each format then sets in its own way.

All text in a page is already safe for a terminal.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from kbase.render.safe import clean

if TYPE_CHECKING:  # a page needs the answers' types only, not the queries that made them
    from kbase.queries.coverage import Coverage
    from kbase.queries.dossier import Dossier
    from kbase.queries.facts import Cited, Dispute, Fact
    from kbase.queries.lineage import Descent, Lineage
    from kbase.queries.listing import Listing
    from kbase.queries.provenance import Explained, Why
    from kbase.queries.revision import Revision
    from kbase.queries.selection import Selection

# styles: '' plain, 'strong', 'mark' a warning word, 'soft' less important, 'ref' source numbers


class Part(NamedTuple):
    text: str
    style: str = ""


Words = tuple[Part, ...]


class Line(NamedTuple):
    """A label or date on the left, words on the right, and lines below the words."""

    left: str
    words: Words
    below: tuple[Words, ...] = ()


class Block(NamedTuple):
    title: str
    lines: tuple[Line, ...]


class Table(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


class Beside(NamedTuple):
    """Lines side by side, each under some of the heads, where there is room; else `alone`, one under the other."""

    alone: Block
    heads: tuple[str, ...]
    lines: tuple[tuple[Line, tuple[int, ...]], ...]


class Page(NamedTuple):
    title: str
    subtitle: str
    lead: tuple[Words, ...]  # paragraphs under the title
    blocks: tuple[Block | Table | Beside, ...]
    footer: str


def words_of(part: Words) -> str:
    """The words without styles."""
    return part[0].text if len(part) == 1 else "".join([p.text for p in part])


def footer(revision: "Revision") -> str:
    return clean(revision.line())


def refs(sources: tuple[int, ...], against: tuple[int, ...] = ()) -> Words:
    found = []
    if sources:
        found.append(Part(" " + "".join(f"[{n}]" for n in sources), "ref"))
    if against:
        found.append(Part(" against: " + "".join(f"[{n}]" for n in against), "mark"))
    return tuple(found)


_THEN = {"possibly": "possibly", "no": "not then"}  # the other sides of a dispute are told too


def _fact_words(fact: "Fact") -> Words:
    from kbase.queries.words import unended

    goes_on = fact.status != "accepted" or fact.confidence == "inferred" or fact.according_to
    text = clean(unended(fact.text) if goes_on or (fact.label and fact.when) else fact.text)
    parts = [Part(text, "" if fact.status in ("accepted", "contested") else "soft")]
    if fact.status != "accepted":
        parts.append(Part(f" ({fact.status})", "mark"))
    if fact.confidence == "inferred":
        parts.append(Part(" (inferred)", "mark"))
    if fact.on_day in _THEN:
        parts.append(Part(f" ({_THEN[fact.on_day]})", "mark"))
    if fact.according_to:
        parts.append(Part(f" according to {clean(', '.join(fact.according_to))}", "soft"))
    return (*parts, *refs(fact.sources, fact.against))


def _fact_line(fact: "Fact") -> Line:
    left = fact.label or fact.when
    words = _fact_words(fact)
    if fact.label and fact.when:
        words = (words[0], Part(f" ({clean(fact.when)})", "soft"), *words[1:])
    # a fact that is not plainly so says why, and a listing whom of it it names: a wing, a branch
    note = (
        ((Part(clean(fact.note), "soft"),),)
        if fact.note and ((fact.status, fact.confidence) != ("accepted", "stated") or fact.kind == "designation")
        else ()
    )
    return Line(clean(left), words, note)


def _disputes(disputes: "tuple[Dispute, ...]") -> tuple[Block, ...]:
    lines = []
    for dispute in disputes:
        sides = [(Part("· ", "soft"), *_fact_words(side)) for side in dispute.sides]
        reason = (Part(clean(dispute.reason), "soft"),)
        lines.append(Line(clean(dispute.resolution), (Part(clean(dispute.question), "strong"),), (*sides, reason)))
    return (Block("Disputes", tuple(lines)),) if lines else ()


def sources(cited: "tuple[Cited, ...]") -> tuple[Block, ...]:
    """Sources in the order of their first number, each with the numbers of the places in it."""
    from kbase.queries.words import unended

    by_source: dict[str, list[Cited]] = {}
    for item in cited:
        by_source.setdefault(item.source, []).append(item)
    lines = []
    for places in by_source.values():
        first = places[0]
        title = unended(first.title) if first.published else first.title
        head = [Part(clean(first.publisher), "strong"), Part(f", {clean(title)}")]
        if first.published:
            head.append(Part(f", {clean(first.published)}"))
        head.append(Part(f" ({first.kind.replace('_', ' ')})", "soft"))
        places_in = " · ".join(f"[{p.number}] {clean(p.locator)}".strip() for p in places)
        below: list[Words] = [(Part(clean(first.url), "soft"),)] if first.url else []
        if first.archive_url:
            below.append((Part(f"archived: {clean(first.archive_url)}", "soft"),))
        lines.append(Line("", tuple(head), ((Part(places_in, "ref"),), *below)))
    return (Block("Sources", tuple(lines)),) if lines else ()


def dossier_page(dossier: "Dossier") -> Page:
    """The page of `kbase show`."""
    subtitle = (
        f"{dossier.type}, {dossier.kind.replace('_', ' ')}" if dossier.kind not in ("", dossier.type) else dossier.type
    )
    lead: list[Words] = []
    if dossier.on:
        not_then = "; ".join(clean(o.text) for o in dossier.outside)
        lead = [(Part(f"On {dossier.on}", "strong"), *((Part(": "), Part(not_then, "mark")) if not_then else ()))]
    if dossier.standing:
        lead.append((Part("; ".join(clean(s) for s in dossier.standing), "mark"),))
    if dossier.summary:
        later = (Part("Whatever the day: ", "soft"),) if dossier.on else ()  # it may tell what came after
        lead.append((*later, Part(clean(dossier.summary)), *refs(dossier.sources)))
    elif dossier.sources:
        lead.append((Part("Entry rests on", "soft"), *refs(dossier.sources)))
    if dossier.reason:
        lead.append((Part(f"Why it is here: {clean(dossier.reason)}", "soft"),))
    details = tuple(
        Line(clean(d.label), (Part(clean(d.text)), *((Part(f"  {d.id}", "soft"),) if d.id else ())))
        for d in dossier.details
    )
    blocks: list[Block | Table] = [Block("Entry", details)] if details else []
    blocks += [Block(s.title, tuple(_fact_line(f) for f in s.facts)) for s in dossier.sections]
    blocks += _disputes(dossier.disputes)
    blocks += sources(dossier.cited)
    if dossier.hidden:
        counts = ", ".join(
            f"{n} claim{'s' * (n != 1)} {s}" if " " in s else f"{n} {s} claim{'s' * (n != 1)}"
            for s, n in sorted(dossier.hidden.items())
        )
        blocks.append(Block("Not shown", (Line("", (Part(f"{counts}: kbase why {dossier.id}", "soft"),)),)))
    return Page(clean(dossier.name), f"{subtitle}  {dossier.id}", tuple(lead), tuple(blocks), footer(dossier.revision))


def _explained_line(item: "Explained", places: "dict[int, Cited]") -> Line:
    from kbase.queries.words import unended

    fact = item.fact
    confidence = fact.confidence
    below: list[Words] = [(Part(f"{clean(fact.claim)}  {confidence}", "soft"),)]
    if fact.note:
        below.append((Part("note: ", "soft"), Part(clean(fact.note))))
    if fact.dispute:
        below.append((Part(f"dispute: {clean(fact.dispute)}", "soft"),))
    if item.supersedes:
        below.append((Part(f"replaces {clean(item.supersedes)}", "soft"),))
    if item.superseded_by:
        below.append((Part(f"replaced by {clean(item.superseded_by)}", "soft"),))
    for evidence in item.evidence:
        place = places[evidence.number]
        where = ", ".join(p for p in (place.publisher, unended(place.title), place.published, place.locator) if p)
        words = [
            Part(f"[{evidence.number}] ", "ref"),
            Part(f"{evidence.stance}: ", "mark" if evidence.stance == "contradicts" else "soft"),
        ]
        words.append(Part(clean(where)))
        if evidence.quote:
            words.append(Part(f" “{clean(evidence.quote)}”"))
        if evidence.asserted_by:
            words.append(Part(f", as {clean(evidence.asserted_by)} says", "soft"))
        if evidence.statement:
            words.append(Part(f", in “{clean(evidence.statement)}”", "soft"))
        below.append(tuple(words))
    if item.known_since:
        below.append((Part(_known_since(item), "soft"),))
    marks = (Part(" (possibly)", "mark"),) if fact.on_day == "possibly" else ()
    return Line(fact.status, (Part(clean(fact.text), "strong"), *marks), tuple(below))


def _known_since(item: "Explained") -> str:
    from kbase.queries.revision import short

    known, unchanged = (
        (
            f"{s.at[:10]} (revision {short(s.commit)})"
            if s.commit
            else f"revision {s.revision} of this database ({s.at})"
        )
        if s is not None
        else ""
        for s in (item.known_since, item.unchanged_since)
    )
    form = "" if not unchanged else ", unchanged" if unchanged == known else f", as it stands since {unchanged}"
    return f"known since {known}{form}"


def why_page(why: "Why") -> Page:
    """The page of `kbase why`."""
    places = {c.number: c for c in why.cited}
    lines = tuple(_explained_line(item, places) for item in why.claims)
    count = len(lines)
    blocks: list[Block | Table] = [Block("Claims", lines)]
    blocks += _disputes(why.disputes)
    blocks += sources(why.cited)
    lead: tuple[Words, ...] = ((Part(f"On {why.on}", "strong"),),) if why.on else ()
    return Page(
        clean(f"Why: {why.question}"), f"{count} claim{'s' * (count != 1)}", lead, tuple(blocks), footer(why.revision)
    )


_OLDER = {"split_from": "split from", "succeeds": "successor of", "merged_into": "merged from"}
_YOUNGER = {"split_from": "split off", "succeeds": "succeeded by", "merged_into": "merged into"}


def lineage_page(lineage: "Lineage") -> Page:
    """The page of `kbase lineage`: two trees, and what ties the groups in them."""
    blocks: list[Block | Table] = [
        Block(title, tuple(_descent_line(d, words, perhaps) for d in tree))
        for title, tree, words, perhaps in (
            ("Came from", lineage.ancestors, _OLDER, "later"), ("Gave rise to", lineage.offshoots, _YOUNGER, "earlier"),
        )
        if tree
    ]  # fmt: skip
    if lineage.ties:
        blocks.append(Block("Allegiance and belonging", tuple(_fact_line(f) for f in lineage.ties)))
    if lineage.names:
        blocks.append(Block("Names it changed", tuple(_fact_line(f) for f in lineage.names)))
    blocks += sources(lineage.cited)
    lead: tuple[Words, ...] = ((Part(f"On {lineage.on}", "strong"),),) if lineage.on else ()
    if not (lineage.ancestors or lineage.offshoots):
        lead += ((Part(no_line(lineage), "soft"),),)
    return Page(
        clean(f"Lineage: {lineage.entity.name}"), lineage.entity.id, lead, tuple(blocks), footer(lineage.revision)
    )


def no_line(lineage: "Lineage") -> str:
    """That a group came out of none and none out of it, as far as is recorded."""
    if lineage.recorded:
        return f"No split, merger or succession is recorded by that day; of later days: {lineage.recorded} (ask without --on)."
    return "No split, merger or succession is recorded."


def _descent_line(item: "Descent", words: dict[str, str], perhaps: str) -> Line:
    rails = "".join("    " if last else "│   " for last in item.last[:-1]) + ("└── " if item.last[-1] else "├── ")
    day = f", {clean(item.when)}" if item.when else ""
    parts = [
        Part(rails, "soft"), Part(f"{words[item.relation]} ", "soft"), Part(clean(item.name), "strong"),
        Part(f" ({item.id}{day})", "soft"),
    ]  # fmt: skip
    if item.extent == "part":
        parts.append(Part(" in part", "soft"))
    if item.order == "open":
        parts.append(Part(f" (perhaps {perhaps})", "mark"))
    parts += [Part(f" ({mark})", "mark") for mark in (item.status, item.confidence) if mark in DOUBTS]
    if item.on_day == "possibly":
        parts.append(Part(" (possibly)", "mark"))
    if item.again:
        parts.append(Part(" …see above", "soft"))
    return Line("", (*parts, *refs(item.sources, item.against)))


DOUBTS = ("contested", "inferred")


def table_of(columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]) -> Table:
    """Values as a table of safe text; a column of numbers is set to the right."""
    numeric = tuple(
        bool(rows)
        and all(isinstance(r[i], int | float) or r[i] is None for r in rows)
        and any(r[i] is not None for r in rows)
        for i in range(len(columns))
    )
    shown = tuple(tuple("" if v is None else clean(str(v)) for v in row) for row in rows)
    return Table(tuple(clean(c) for c in columns), shown, numeric)


_DATES = (
    "founded",
    "dissolved",
    "born",
    "died",
    "date",
    "started",
    "ended",
    "made_on",
    "published",
    "listed_on",
    "delisted_on",
    "since",
    "until",
)


def listing_page(listing: "Listing") -> Page:
    """The page of `kbase list`."""
    from kbase.queries.day_words import day
    from kbase.queries.listing import BOUNDS
    from kbase.queries.words import list_name

    def shown(column: str, value: Any) -> Any:
        return day(value) if column in _DATES else list_name(value) if column == "list" else value

    # a name stands for its id, a date for its bounds; programs get both beside them
    columns = tuple(c for c in listing.columns if not c.endswith(("_id", "_type")) and c not in BOUNDS)
    rows = tuple(tuple(shown(c, row[c]) for c in columns) for row in listing.rows)
    many = _counted(listing) if "count" in columns else f"{len(rows):,}"
    subtitle = f"{many}, and more: raise --limit" if listing.more else many
    return Page(listing.what, subtitle, (), (table_of(columns, rows),), footer(listing.revision))


def _counted(listing: "Listing") -> str:
    """What the rows of a count add up to, where nothing is counted in two of them, and how many rows they are."""
    from kbase.queries.counting import BY

    by = [BY[listing.what][column.replace("_", "-")] for column in listing.columns[: listing.columns.index("count")]]
    total = [] if listing.more or any(way.join for way in by) else [f"{sum(row['count'] for row in listing.rows):,}"]
    rows = [f"counted in {len(listing.rows):,} row{'s' * (len(listing.rows) != 1)}"] if by else []
    return ", ".join(total + rows)


def selection_page(selection: "Selection", title: str = "") -> Page:
    """The page of `kbase sql`, and of whatever else is a table."""
    count = len(selection.rows)
    title = clean(title) or f"{count} row{'s' * (count != 1)}"
    return Page(title, "", (), (table_of(selection.columns, selection.rows),), footer(selection.revision))


def revisions_page(found: "Selection") -> Page:
    """The page of `kbase revisions`: commits and hashes as people write them."""
    from kbase.queries.revision import short, short_hash

    rows = tuple((short(commit), at, short_hash(content), claims) for commit, at, content, claims in found.rows)
    return selection_page(found._replace(rows=rows), f"Revisions ({len(rows):,})")


def coverage_page(report: "Coverage") -> Page:
    """The page of `kbase coverage`: a heading and a table each."""
    blocks: list[Block | Table] = []
    for section in report.sections:
        count = (
            f" ({len(section.rows)})"
            if section.columns[0] in ("id", "type") and section.columns[-1] != "grounded"
            else ""
        )
        blocks.append(Block(section.title + count, ()))
        blocks.append(table_of(section.columns, section.rows))
    return Page("What the data covers", "", (), tuple(blocks), footer(report.revision))
