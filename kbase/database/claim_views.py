"""Views of claims: each with its citations; the moments of every entity; what each revision changed."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from collections.abc import Iterator

from kbase.database.claim_words import BOUNDS, WORDS
from kbase.database.days import COLUMNS, MEANINGS, TIE, at_once, begun, day, flagged, told_later
from kbase.database.shape import tables
from kbase.database.standing import HELD, STANDING, UNDENIED
from kbase.database.view import View, bounds, made, own
from kbase.dates import LAST
from kbase.fields import CLAIMS, ENTITY_TYPES, ClaimKind

_WITHIN = (
    "WITH RECURSIVE within(place_id, within_id, steps) AS (\n  SELECT id, id, 0 FROM places\n  UNION ALL\n"
    "  SELECT w.place_id, p.parent_id, w.steps + 1 FROM within w JOIN places p ON p.id = w.within_id\n"
    "  WHERE p.parent_id IS NOT NULL AND w.steps < 12\n) SELECT place_id, within_id, steps FROM within"
)


def _beside(kind: ClaimKind) -> list[str]:
    """The stems of the columns of a claim that name an entity, but for its subject and its object."""
    return [f.name for f in kind.fields if f.type == "entity" and f.name not in (kind.subject, WORDS[kind.kind][1])]


# of a claim or statement under an entity, before it is known at which days it stands there
_NAMED = (
    "entity_id", "entity_type", "claim_id", "kind", "value", "other_id", "stands_as", "status", "event_id", "at_once", *BOUNDS[:6],
)  # fmt: skip
_OWN_DATES = ", ".join(f"c.{name}" for name in BOUNDS[:6])


def _named(kind: ClaimKind) -> Iterator[str]:
    """The claims of a kind under everyone that they name, under nobody twice: a SELECT for each way, so that an index serves it.
    A place is named together with all that it lies in."""
    words, object_ = WORDS[kind.kind]
    subject = f"c.{kind.subject}_id"
    stems = {"subject": kind.subject, "object": object_, **{stem: stem for stem in _beside(kind)}}
    moment = at_once(kind.kind, "c")
    once = {"1 = 1": "1", "1 = 0": "0"}.get(moment) or f"CASE WHEN {moment} THEN 1 ELSE 0 END"
    event = subject if "event" in kind.subjects else "NULL"
    if kind.kind == "attribute":
        event = f"CASE WHEN {told_later('c')} THEN NULL ELSE {event} END"
    dated = f"{event}, {once}, {_OWN_DATES}"
    before = ""  # the condition that it stands there no second time
    for role, stem in stems.items():
        if not stem:
            continue
        here, types = f"c.{stem}_id", _types(kind, stem)
        type_ = f"c.{stem}_type" if f"{stem}_type" in tables()[kind.table].names else f"'{types[0]}'"
        other = subject if role != "subject" else f"c.{object_}_id" if object_ else "NULL"
        says = f"c.id, c.kind, {words}, {other}, '{role}', c.status, {dated} FROM {kind.table} c"
        where = f"WHERE c.{STANDING} AND {here} IS NOT NULL{before.replace('{}', here)}"
        places = role != "subject" and "place" in types
        if places:
            yield (
                f"SELECT w.within_id, 'place', {says} JOIN place_within w ON w.place_id = {here}\n"
                f"{where} AND w.within_id <> {subject}"
            )
        if places and kind.kind == "attribute":  # its value may be something else too
            yield f"SELECT {here}, {type_}, {says} {where} AND {type_} <> 'place'"
        # who took part in an event is told of them, not of the event
        elif not places and (kind.kind, role) != ("participation", "subject"):
            yield f"SELECT {here}, {type_}, {says} {where}"
        before += f" AND ({here} IS NULL OR {here} <> {{}})"


def _types(kind: ClaimKind, stem: str) -> tuple[str, ...]:
    """The types of entity that may stand in a role; of the value of an attribute every one."""
    if stem == kind.subject:
        return kind.subjects
    return next((f.refs for f in kind.fields if f.name == stem and f.refs), ENTITY_TYPES)


def _through_members() -> str:
    """What a member of a group took part in while a member, once for each group."""
    same = "n.person_id = m.person_id AND n.group_id = m.group_id AND n.id < m.id"
    return (
        "SELECT m.group_id, 'group', c.id, c.kind, c.role || ' (' || c.attribution || ')', c.event_id, 'member', c.status,\n"
        f"    c.event_id, 0, {_OWN_DATES}\n"
        "FROM memberships m JOIN participations c ON c.participant_id = m.person_id JOIN events ev ON ev.id = c.event_id\n"
        f"WHERE m.{STANDING} AND c.{STANDING} AND {UNDENIED.format('c.')} AND {HELD}\n"
        f"    AND NOT EXISTS (SELECT 1 FROM memberships n WHERE {same} AND n.{STANDING} AND {HELD.replace('m.', 'n.')})"
    )


def _saying() -> list[str]:
    """A statement under its day: for whoever made it, for whom and where it was made, and for whom it is about, once for each."""
    when = "NULL, 1, s.made_on, NULL, s.made_on_earliest, s.made_on_latest, NULL, NULL"
    found, before = [], ""
    for stem, word in (("speaker", "made by"), ("on_behalf_of", "made on behalf of"), ("given_at", "given at")):
        type_ = "'event'" if stem == "given_at" else f"s.{stem}_type"
        found.append(
            f"SELECT s.{stem}_id, {type_}, s.id, 'statement', '{word}', s.id, 'object', 'accepted', {when}\n"
            f"FROM statements s WHERE s.{stem}_id IS NOT NULL{before.replace('{}', f's.{stem}_id')}"
        )
        before += f" AND (s.{stem}_id IS NULL OR s.{stem}_id <> {{}})"
    about = (
        f"{{}}, a.about_type, a.id, a.kind, 'about', s.id, 'object', a.status, {when}\n"
        "FROM statement_subjects a JOIN statements s ON s.id = a.statement_id"
    )
    where = f"WHERE a.{STANDING}{before.replace('{}', 'a.about_id')} AND a.about_type"
    found.append(f"SELECT {about.format('a.about_id')}\n{where} <> 'place'")
    found.append(
        f"SELECT {about.format('w.within_id')} JOIN place_within w ON w.place_id = a.about_id\n{where} = 'place'\n"
        "    AND NOT EXISTS (SELECT 1 FROM statement_subjects b JOIN place_within v ON v.place_id = b.about_id\n"
        f"      WHERE b.statement_id = a.statement_id AND b.id < a.id AND b.{STANDING} AND v.within_id = w.within_id)"
    )
    return found


def _moments() -> str:
    """The moments of what stands under an entity. What an event claims has those of the event's date, or, where none is accepted,
    of each that sources dispute; all else begins and ends with its own dates, or is at them."""
    named = [s for kind in CLAIMS if kind.dating != "none" or kind.kind == "participation" for s in _named(kind)]
    union = "\nUNION ALL\n".join([*named, _through_members(), *_saying()])
    kept = ", ".join(f"c.{name}" for name in _NAMED[:8])
    itself = "d.id = c.claim_id AND ev.date IS NOT NULL"
    return f"""WITH named({", ".join(_NAMED)}) AS (
{union}
)
SELECT {kept},
  CASE WHEN d.id IS NOT NULL THEN d.value WHEN n.ends = 1 THEN c.end_date
    WHEN c.at_once = 1 AND c.start_date <> c.end_date THEN c.start_date || '/' || c.end_date ELSE c.start_date END AS date,
  CASE WHEN d.id IS NOT NULL THEN d.start_earliest WHEN n.ends = 1 THEN c.end_earliest ELSE c.start_earliest END AS earliest,
  CASE WHEN d.id IS NOT NULL THEN d.end_latest
    WHEN n.ends = 1 OR c.at_once = 1 AND c.end_date IS NOT NULL THEN c.end_latest ELSE c.start_latest END AS latest,
  CASE WHEN d.id IS NOT NULL THEN 'at' WHEN n.ends = 1 THEN 'end'
    WHEN c.at_once = 1 OR c.start_date = c.end_date THEN 'at' ELSE 'begin' END AS what,
  CASE WHEN {itself} THEN d.start_date END AS first_date, CASE WHEN {itself} THEN d.start_latest END AS first_latest,
  CASE WHEN d.id IS NOT NULL AND ev.date IS NULL THEN ev.end_latest END AS disputed_until
FROM named c
LEFT JOIN events ev ON ev.id = c.event_id
LEFT JOIN attributes d ON d.entity_id = ev.id AND d.property = 'date'
  AND (d.status = 'accepted' AND d.value = ev.date OR d.status = 'contested' AND ev.date IS NULL)
  AND (d.id = c.claim_id OR (c.kind <> 'attribute' OR c.at_once = 0) AND NOT EXISTS (SELECT 1 FROM attributes a
    WHERE a.entity_id = ev.id AND a.property = 'date' AND a.status = d.status AND a.value = d.value AND a.id < d.id))
JOIN (SELECT 0 AS ends UNION ALL SELECT 1) n ON CASE WHEN d.id IS NOT NULL THEN n.ends = 0 WHEN n.ends = 0 THEN c.start_date IS NOT NULL
  ELSE c.end_date IS NOT NULL AND (c.start_date IS NULL OR c.at_once = 0 AND c.start_date <> c.end_date) END"""


def claim_views(engine: str) -> dict[str, View]:
    """The views by name."""
    first = begun(engine, "m.earliest", "COALESCE(m.first_latest, m.latest)", flagged("COALESCE(m.first_date, m.date)"))
    return {
        "place_within": made(
            "One row is one place with one place that it is or lies in, the country and the region of the world too.",
            f"FROM ({_WITHIN}) w",
            ("place_id", "text", "w.place_id", "The place."),
            ("within_id", "text", "w.within_id", "The place itself, or one that it lies in."),
            ("steps", "integer", "w.steps", "How many steps above it; 0 is the place itself."),
        ),
        "claims_cited": made(
            "One row is one citation of a claim: the claim in words, of every status, and the place in the source that it rests on "
            "(stance supports) or that speaks against it (contradicts).",
            "FROM citations ci\nJOIN all_claims c ON c.id = ci.claim_id\nJOIN entities subject ON subject.id = c.subject_id\n"
            "LEFT JOIN entities object ON object.id = c.object_id\nJOIN sources s ON s.id = ci.source_id",
            ("citation_id", "text", "ci.id", "The citation."),
            ("claim_id", "text", "c.id", "The claim."), own("c", "kind", "text", "Its kind; names its table."),
            own("c", "subject_id", "text", "Whom or what it is said of."), own("c", "subject_type", "text", "Type of the subject."),
            ("subject_name", "text", "subject.name", "Name of the subject."),
            own("c", "object_id", "text", "The other entity that it names; null where it names none."),
            own("c", "object_type", "text", "Type of the object."), ("object_name", "text", "object.name", "Name of the object."),
            own("c", "value", "text", "What is said, in words."),
            own("c", "status", "text", "accepted, contested, rejected or retracted."),
            own("c", "confidence", "text", "stated by a source or inferred by us."),
            own("c", "dispute_id", "text", "The dispute it belongs to."),
            own("c", "start_date", "text", "Start or day as written, EDTF."), own("c", "end_date", "text", "End as written, EDTF."),
            *bounds("c"),
            own("c", "end_state", "text", "ended, ongoing (as of the newest dated source cited) or unknown."),
            own("c", "note", "text", "Why it is inferred, rejected or retracted; what a reader must know."),
            own("ci", "source_id", "text", "The source."), own("s", "title", "text", "Its title."),
            own("s", "publisher", "text", "Who published it."),
            ("source_kind", "text", "s.kind", "What form of source it is. Words: vocabulary list 'source_kind'."),
            own("s", "url", "text", "Its address."), own("s", "published", "text", "When it was published, EDTF."),
            own("ci", "locator", "text", "Place in the source: pN paragraph, page N, or a record's reference."),
            own("ci", "stance", "text", "supports, contradicts or mentions."),
            own("ci", "quote", "text", "A short quoted fragment."),
            own("ci", "asserted_by_id", "text", "Who says it, where it is not the publisher."),
            *(own("c", name, "date", MEANINGS[name]) for name in COLUMNS),
        ),
        "timeline": made(
            "One row is one dated moment of one entity, from accepted and contested claims: a state begins or ends, an act or event is at. "
            "A claim stands under every entity that it names, a group's members' part in an event under the group too, and what a place "
            "has under all that it lies in. What an event claims is dated by the event, once by each date where all are contested, a statement "
            "by the day it was made. Sources have no moments: see claims_cited.",
            f"FROM (\n{_moments()}\n) m\nJOIN entities e ON e.id = m.entity_id\nLEFT JOIN entities o ON o.id = m.other_id",
            own("m", "entity_id", "text", "Whose moment it is."), own("m", "entity_type", "text", "Type of the entity."),
            ("entity_name", "text", "e.name", "Name of the entity."),
            own("m", "date", "text", "The date as written, EDTF."),
            own("m", "earliest", "date", "Earliest day that the date allows."), own("m", "latest", "date", "Latest day that the date allows."),
            own("m", "what", "text", "begin or end of a state; at for an act, an event, a number or a statement."),
            own("m", "claim_id", "text", "The claim; for the maker of a statement the id of the statement."),
            own("m", "kind", "text", "Kind of claim; statement for the maker of one."),
            own("m", "value", "text", "What is said, in words."),
            own("m", "other_id", "text", "The other entity of the claim: the group of a member, the event of a participant …"),
            ("other_name", "text", "o.name", "Name of the other entity."),
            own("m", "stands_as", "text",
                "subject: it is said of this entity; object: the claim names it (the other split from it); member: a member of this group "
                "took part; else the column that names it: actor, in_name_of, event, estimator."),
            own("m", "status", "text", "accepted or contested."),
            ("possibly_from", "date", first[0], "First day on which it may have come; widened by one unit where the date is flagged."),
            ("surely_from", "date", f"CASE WHEN m.status = 'contested' AND m.{TIE} THEN {day(engine, LAST)} ELSE COALESCE(m.disputed_until, {first[1]}) END",
                "First day on which it surely had come; widened likewise. An event itself (its accepted date) has come with its first day, "
                "what it claims with its last; where all its dates are contested, with the last day that any of them allows; 9999-12-31 of a contested tie."),
        ),
        "what_changed": made(
            "One row is one row of a table that a revision (a seed that changed something) inserted, changed or removed; a new thing or "
            "claim has one, that of its own table, for its citations and its row in entities or claims too.",
            "FROM changes c\nJOIN revisions r ON r.id = c.revision_id",
            ("revision", "integer", "r.id", "Number of the revision."),
            ("day", "text", "SUBSTR(r.seeded_at, 1, 10)", "Day of the seed, UTC."),
            own("r", "commit_id", "text", "The committed state that the data are, where they are one."),
            own("c", "table_name", "text", "The table of the row."), own("c", "row_id", "text", "The id of the row."),
            own("c", "action", "text", "inserted, changed or removed."),
            own("c", "was", "text", "The former values that changed or were removed, JSON."),
            own("c", "became", "text", "The new values that changed, JSON."),
        ),
    }  # fmt: skip
