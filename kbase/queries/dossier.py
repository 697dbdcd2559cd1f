"""Everything about one entity, each fact with its sources: the answer of `kbase show`."""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.database.days import told_first
from kbase.dates import FIRST, Bounds, begins, told_by
from kbase.fields import CLAIMS, PROPERTY, PROTAGONISTS, THING
from kbase.queries.claims import WITHIN, Claim, about, citations, fetch, in_disputes
from kbase.queries.day_words import day
from kbase.queries.existence import Outside, outside
from kbase.queries.facts import Cited, Dispute, Fact, Numbering, Section, disputes_of
from kbase.queries.group_events import Happened, event_fact, happened
from kbase.queries.leaders import in_order
from kbase.queries.on_day import NO, YES, had_ended, made_by, on_day
from kbase.queries.resolve import Entity
from kbase.queries.revision import Revision, revision
from kbase.queries.sections import TITLES, section_of
from kbase.queries.words import UNDOING, list_named, plain, unended, when
from kbase.vocabulary import VOCABULARY


class Detail(NamedTuple):
    """A line of the head: what the entity's own row says."""

    label: str
    text: str
    id: str = ""  # of the entity named, if it names one


class Dossier(NamedTuple):
    id: str
    type: str
    kind: str
    name: str
    standing: tuple[str, ...]  # listings, removals and court stages in words: listed is not convicted
    summary: str
    reason: str
    details: tuple[Detail, ...]
    sources: tuple[int, ...]  # what the entry itself rests on
    sections: tuple[Section, ...]
    disputes: tuple[Dispute, ...]
    cited: tuple[Cited, ...]
    hidden: dict[str, int]  # claims that do not stand, by status
    revision: Revision
    on: str = ""  # the day asked for
    outside: tuple[Outside, ...] = ()  # where that day lies, or may lie, before its time or after it


_IN_ORDER = f"ORDER BY CASE WHEN s.made_on IS NULL THEN 1 ELSE 0 END, {told_first('s.made_on', 's.made_on_earliest', 's.made_on_latest')}, s.id"
_STATEMENTS = """\
SELECT s.*, speaker_entity.name AS speaker_name, behalf.name AS on_behalf_of_name, given.name AS given_at_name
FROM statements s
LEFT JOIN entities speaker_entity ON speaker_entity.id = s.speaker_id
LEFT JOIN entities behalf ON behalf.id = s.on_behalf_of_id
LEFT JOIN entities given ON given.id = s.given_at_id
"""
STATEMENTS = (
    _STATEMENTS
    + """\
WHERE s.speaker_id = :id OR s.on_behalf_of_id = :id OR s.given_at_id = :id OR s.id IN (
  SELECT a.statement_id FROM statement_subjects a WHERE a.about_id = :id AND a.status IN ('accepted', 'contested'))
"""
    + _IN_ORDER
)
PLACES_IN = "SELECT id, name, kind FROM places WHERE parent_id = :id ORDER BY name, id"
# the thing's own row, with the names of what it points to
OWN = {
    "statement": _STATEMENTS + "WHERE s.id = :id",
    "organization": "SELECT o.*, p.name AS country_name FROM organizations o LEFT JOIN places p ON p.id = o.country_id WHERE o.id = :id",
    "place": "SELECT o.*, p.name AS parent_name FROM places o LEFT JOIN places p ON p.id = o.parent_id WHERE o.id = :id",
    "source": "SELECT s.*, e.name AS published_by_name FROM sources s LEFT JOIN entities e ON e.id = s.published_by_id WHERE s.id = :id",
}
DISPUTES = "SELECT id, question, resolution, reason FROM disputes WHERE id IN ({}) ORDER BY id"
DECISIONS = """\
SELECT d.*, mine.name AS entity_name, theirs.name AS other_name FROM decisions d
JOIN entities mine ON mine.id = d.entity_id LEFT JOIN entities theirs ON theirs.id = d.other
WHERE d.entity_id = :id OR d.other = :id ORDER BY d.id"""
RESTING = """\
SELECT e.id, e.type, e.name FROM entities e
WHERE e.id IN (SELECT c.entity_id FROM citations c WHERE c.source_id = :id) ORDER BY e.type, e.name, e.id"""


def dossier(database: Database, entity: Entity, on: str = "") -> Dossier:
    """All about an entity; claims that do not stand are counted, not shown.

    :param on: a day as ISO text: only what lasted on it, or had happened by it.
    """
    type_, id_ = entity.type, entity.id
    # asked in so many words per type, so that an analyst can run it
    own = database.rows(OWN.get(type_) or f"SELECT t.* FROM {THING[type_].table} t WHERE t.id = :id", id=id_)[0]
    claims = _resting_on(database, id_) if type_ == "source" else about(database, id_, type_)
    standing = [c for c in claims if c.stands]
    if type_ != "source":
        standing = [c for c in standing if c.kind.kind != "statement_subject" or c.subject == id_]
    statements = [] if type_ in ("source", "place", "operation") else database.rows(STATEMENTS, id=id_)
    if type_ in ("place", "operation"):
        statements = _statements_about(database, id_, type_)
    statements = [s for s in statements if s["id"] != id_]
    held_then: dict[str, str] = {}
    told = len(standing)
    not_then: tuple[Outside, ...] = ()
    delisted: list[Claim] = []  # by the day asked for
    if on:
        not_then = outside(database, id_, type_, standing, on)
        held_then = {c.id: on_day(c, on) for c in standing}
        delisted = [c for c in standing if c.kind.kind == "designation" and had_ended(c, on)]
        standing = [c for c in standing if held_then[c.id] != NO]
        said_then = {s["id"]: made_by(s, on) for s in statements}
        statements = [s for s in statements if said_then[s["id"]] != NO]
        held_then |= said_then
    hidden: dict[str, int] = {"not of that day": told - len(standing)} if told > len(standing) else {}
    disputed = list(dict.fromkeys(c.dispute_id for c in standing if c.dispute_id and c.subject == id_))
    sides = in_disputes(database, disputed) if type_ != "source" else []
    resting = database.rows(RESTING, id=id_) if type_ == "source" else []
    more_events = happened(database, id_, standing) if type_ == "group" else []
    if on:
        held_then |= {e.claim.id: on_day(e.claim, on) for e in more_events}
        more_events = [e for e in more_events if held_then[e.claim.id] != NO]
        held_then |= {c.id: on_day(c, on) for c in sides if c.stands}
    numbering = Numbering(
        citations(
            database,
            dict.fromkeys(c.id for c in [*standing, *(e.claim for e in more_events), *sides]),
            [id_, *(s["id"] for s in statements)],
        ),
        held_then,
    )
    head = numbering.numbers(id_)
    sections = _sections(entity, standing, statements, more_events, numbering)
    if type_ in PROTAGONISTS:
        decisions = database.rows(DECISIONS, id=id_)
        sections += _section("decisions", tuple(_decision_fact(row, id_) for row in decisions))
    if type_ == "place":
        places = tuple(
            _row_fact("place", row["name"], plain(row["kind"]), row) for row in database.rows(PLACES_IN, id=id_)
        )
        sections += _section("places", places)
    if type_ == "source":
        sections += _section("entries", tuple(_row_fact(r["type"], r["name"], r["type"], r) for r in resting))
    disputes: tuple[Dispute, ...] = ()
    if sides:
        marks = {f"d{n}": d for n, d in enumerate(disputed)}
        rows = database.rows(DISPUTES.format(", ".join(f":{m}" for m in marks)), **marks)
        disputes = disputes_of(rows, sides, numbering)
    for claim in claims:
        if not claim.stands:
            hidden[claim.status] = hidden.get(claim.status, 0) + 1
    return Dossier(
        id_, type_, str(own.get("kind") or ""), entity.name, _standing(standing, id_, on, delisted), str(own.get("summary") or ""),
        str(own.get("reason") or ""), _details(type_, own), head, sections, disputes, numbering.listed(), hidden,
        revision(database), on, not_then,
    )  # fmt: skip


def _section(key: str, facts: tuple[Fact, ...]) -> tuple[Section, ...]:
    return (Section(key, TITLES[key], facts),) if facts else ()


def _sections(
    entity: Entity,
    claims: list[Claim],
    statements: list[dict[str, Any]],
    more_events: list[Happened],
    numbering: Numbering,
) -> tuple[Section, ...]:
    by_section: dict[str, list[Claim]] = {}
    for claim in claims:
        by_section.setdefault(section_of(claim, entity), []).append(claim)
    found: tuple[Section, ...] = ()
    for key in TITLES:
        if key == "statements":
            found += _section(key, tuple(_statement_fact(s, entity.id, numbering) for s in statements))
        elif key == "events" and more_events:
            dated = [(_date_key(c, entity.id)[1], c, None) for c in by_section.get(key, [])]
            both = sorted([*dated, *((e.first, e.claim, e) for e in more_events)], key=lambda d: d[0])
            found += _section(
                key,
                tuple(event_fact(e, entity.id, numbering) if e else numbering.fact(c, entity.id) for _, c, e in both),
            )
        elif key in by_section:
            several = by_section[key]
            of_kinds = in_order(several) if key == "leaders" else sorted(several, key=lambda c: _date_key(c, entity.id))
            whole = entity.type == "source"
            found += _section(key, tuple(numbering.fact(c, entity.id, whole=whole) for c in of_kinds))
    return found


def _date_key(claim: Claim, viewpoint: str) -> tuple[int, str]:
    """Kinds that share a section are read in the order of their days; properties, names and parts in their own."""
    kind, row = claim.kind.kind, claim.row
    if claim.subject == viewpoint:
        if kind == "attribute":
            return (list(PROPERTY).index(row["property"]), "")
        if kind in ("name", "participation", "operation_participant"):
            return (list(VOCABULARY[str(claim.kind.verbs)]).index(row[claim.kind.verb]), "")
        if kind == "identifier":
            return (0, "")
    # a life bounds a start, but does not give it
    date, start = row["start_date"], Bounds(row["start_earliest"], row["start_latest"])
    own = FIRST if not begins(date) else start.latest if told_by(date, start) else start.earliest
    first = str((row.get("event_begun") if claim.subject != viewpoint else None) or own)
    return (int(first == FIRST), first)


def _standing(claims: list[Claim], id_: str, on: str, delisted: list[Claim]) -> tuple[str, ...]:
    """How a thing stands with those who list it and with courts; `delisted`: listings that surely had ended by the day asked for."""
    found = [_listed(claim, "") for claim in delisted if claim.subject == id_]
    for claim in claims:
        if claim.subject != id_:
            continue
        doubt = " (contested)" if claim.status == "contested" else ""
        if claim.kind.kind == "designation":
            found.append(_listed(claim, on) + doubt)
        elif claim.kind.kind == "legal_case":
            of = f" ({claim.row['matter']})" if claim.row["stage"] in UNDOING else ""
            maybe = "possibly " * (bool(on) and on_day(claim, on) != YES)
            found.append(f"{maybe}{plain(claim.row['stage'])} {when(claim)}".strip() + of + doubt)
    return tuple(dict.fromkeys(found))


def _listed(claim: Claim, on: str) -> str:
    """A listing or its removal, the present state first; on a day, that it was listed then."""
    row = claim.row
    start, end, authority = day(row["start_date"]), day(row["end_date"]), row["authority_name"]
    name = list_named(row["list"])
    authority += f" ({name})" if name else ""
    if on:
        doubt = "" if on_day(claim, on) == YES else "possibly "
        return f"{doubt}listed by {authority}" + (f" since {start}" if start else "")
    if row["end_state"] == "ended":
        return f"delisted {end} by {authority}" + (f" (listed {start})" if start else "")
    return f"listed by {authority}" + (f" since {start}" if start else "")


def _row_fact(kind: str, text: str, label: str, row: dict[str, Any]) -> Fact:
    return Fact("", kind, label, "", text, "accepted", "stated", "", "", (), (), (), dict(row))


def _decision_fact(row: dict[str, Any], viewpoint: str) -> Fact:
    """Whether another entry, of ours or of another dataset, is the same."""
    end = "other" if row["entity_id"] == viewpoint else "entity"
    other = row["other"] if end == "other" else row["entity_id"]
    name = f"{row[f'{end}_name']} ({other})" if row[f"{end}_name"] else other
    fact = _row_fact("decision", f"{name}: {row['reason']}", plain(row["verdict"]), row)
    return fact._replace(when=day(row["decided_on"]))


def _statement_fact(row: dict[str, Any], viewpoint: str, numbering: Numbering) -> Fact:
    who = "" if viewpoint == row["speaker_id"] else row["speaker_name"]
    behalf = (
        ""
        if not row["on_behalf_of_id"] or viewpoint == row["on_behalf_of_id"]
        else f"on behalf of {row['on_behalf_of_name']}"
    )
    said_by = ", ".join(p for p in (who, behalf) if p)
    quote = f" “{row['quote']}”" if row["quote"] else ""
    medium = "" if row["medium"] == "unknown" else plain(row["medium"])
    kind = ", ".join(p for p in (medium, row["authenticity"]) if p)
    summary = row["summary"] if quote else unended(row["summary"])
    text = f"{said_by}: {summary}{quote} ({kind})" if said_by else f"{summary}{quote} ({kind})"
    shown = {k: v for k, v in row.items() if v is not None and k not in ("dataset_id", "type")}
    return Fact(
        "", "statement", "", day(row["made_on"]), text, "accepted", "stated", "", "", numbering.according_to(row["id"]),
        numbering.numbers(row["id"]), numbering.numbers(row["id"], against=True), shown, numbering.held.get(row["id"], ""),
    )  # fmt: skip


def _statements_about(database: Database, id_: str, type_: str) -> list[dict[str, Any]]:
    condition = f"a.about_id IN ({WITHIN})" if type_ == "place" else "a.about_id = :id"
    sql = _STATEMENTS + (
        f"WHERE s.id IN (\n  SELECT a.statement_id FROM statement_subjects a WHERE {condition} "
        f"AND a.status IN ('accepted', 'contested'))\n{_IN_ORDER}"
    )
    return database.rows(sql, id=id_)


def _resting_on(database: Database, source: str) -> list[Claim]:
    """The claims that cite a source."""
    condition = "c.id IN (SELECT cited.claim_id FROM citations cited WHERE cited.source_id = :id)"
    return [claim for kind in CLAIMS for claim in fetch(database, kind.kind, condition, id=source)]


_DATES = ("made_on", "published", "accessed")
_OWN_DETAILS = {
    "person": ("gender",),
    "organization": ("country",),
    "statement": ("speaker", "on_behalf_of", "made_on", "medium", "given_at", "quote", "lang", "authenticity"),
    "place": ("iso3166_1", "parent", "lat", "lon", "precision"),
    "source": (
        "publisher", "published_by", "author", "published", "url", "archive_url", "accessed", "lang", "note", "not_modelled",
    ),
}  # fmt: skip
_LABELS = {
    "iso3166_1": "ISO 3166-1", "lat": "latitude", "lon": "longitude", "url": "URL", "archive_url": "archived at",
    "lang": "language", "published_by": "entry of the publisher", "accessed": "read on", "parent": "lies in",
    "given_at": "given at", "not_modelled": "not modelled",
}  # fmt: skip


def _details(type_: str, own: dict[str, Any]) -> tuple[Detail, ...]:
    found = []
    for name in _OWN_DETAILS.get(type_, ()):
        label = _LABELS.get(name, plain(name))
        if own.get(f"{name}_id"):
            found.append(Detail(label, str(own[f"{name}_name"] or own[f"{name}_id"]), str(own[f"{name}_id"])))
        elif own.get(name) is not None:
            value = own[name]
            if name == "not_modelled":
                found += [Detail(label, line) for line in str(value).splitlines()]
            else:
                text = day(value) if name in _DATES else plain(value) if name in ("medium", "precision") else str(value)
                found.append(Detail(label, text))
    return tuple(found)
