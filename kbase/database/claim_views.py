"""Views of claims: each with its citations; the moments of every entity; what each revision changed."""

from __future__ import annotations

from kbase.database.claim_words import claim_select
from kbase.database.standing import STANDING
from kbase.database.view import View, bounds, made, own
from kbase.fields import ACTS, CLAIMS, PROPERTIES, ClaimKind

_ACTS = ", ".join(f"'{a}'" for a in sorted(ACTS))
_DATES = ", ".join(f"'{p.name}'" for p in PROPERTIES if p.type in ("date", "interval"))
# a claim of these is one moment, not a state that begins and ends
_AT_ONCE = {
    "attribute": f"CASE WHEN property IN ({_DATES}) THEN 1 ELSE 0 END", "legal_case": "1", "figure": "1",
    **{f"{who}_relation": f"CASE WHEN relation IN ({_ACTS}) THEN 1 ELSE 0 END" for who in ("group", "organization", "person")},
}  # fmt: skip


def _moments(kind: ClaimKind) -> list[str]:
    """The SELECTs of the moments of a kind of claim, seen from its subject and from its object."""
    at_once = _AT_ONCE.get(kind.kind, "0")
    dated = f"FROM ({claim_select(kind, f'{at_once} AS at_once')}) c"
    once = "(c.at_once = 1 OR c.start_date = c.end_date)"
    found = []
    for here, there in (("subject", "object"), ("object", "subject")):
        who = f"c.{here}_id AS entity_id, c.{here}_type AS entity_type"
        what = f"c.id AS claim_id, c.kind, c.value, c.{there}_id AS other_id, '{here}' AS stands_as, c.status"
        where = f"c.{STANDING} AND c.{here}_id IS NOT NULL"
        found += [
            f"SELECT {who}, CASE WHEN c.end_date IS NOT NULL AND c.at_once = 1 AND c.start_date <> c.end_date\n"
            "    THEN c.start_date || '/' || c.end_date ELSE c.start_date END AS date, c.start_earliest AS earliest,\n"
            "    CASE WHEN c.end_date IS NOT NULL AND c.at_once = 1 THEN c.end_latest ELSE c.start_latest END AS latest,\n"
            f"    CASE WHEN {once} THEN 'at' ELSE 'begin' END AS what, {what}\n{dated} WHERE {where} AND c.start_date IS NOT NULL",
            f"SELECT {who}, c.end_date AS date, c.end_earliest AS earliest, c.end_latest AS latest, 'end' AS what, {what}\n"
            f"{dated} WHERE {where} AND c.end_date IS NOT NULL AND (c.start_date IS NULL OR NOT {once})",
        ]
    return found


def _taking_part() -> str:
    kind = next(c for c in CLAIMS if c.kind == "participation")
    return (
        "SELECT c.object_id AS entity_id, c.object_type AS entity_type, e.date, e.start_earliest AS earliest, e.end_latest AS latest,\n"
        "    'at' AS what, c.id AS claim_id, c.kind, c.value, c.subject_id AS other_id,\n    'object' AS stands_as, c.status\n"
        f"FROM ({claim_select(kind)}) c JOIN events e ON e.id = c.subject_id WHERE c.{STANDING} AND e.date IS NOT NULL"
    )


def _events_of() -> str:
    """An event under its day, for the operation or larger event that it was a part of."""
    return (
        "SELECT a.value_id AS entity_id, a.value_type AS entity_type, e.date, e.start_earliest AS earliest, e.end_latest AS latest,\n"
        "    'at' AS what, a.id AS claim_id, a.kind, a.property AS value, a.entity_id AS other_id,\n    'object' AS stands_as, a.status\n"
        "FROM attributes a JOIN events e ON e.id = a.entity_id WHERE a.property IN ('operation', 'part_of') AND a.value_id IS NOT NULL\n"
        f"    AND a.{STANDING} AND e.date IS NOT NULL"
    )


def _saying() -> list[str]:
    """A statement under its day, for whoever made it, for whom it was made, and whom it is about."""
    found = []
    for stem, word in (("speaker", "made by"), ("on_behalf_of", "made on behalf of")):
        found.append(
            f"SELECT s.{stem}_id AS entity_id, s.{stem}_type AS entity_type, s.made_on AS date, s.made_on_earliest AS earliest,\n"
            f"    s.made_on_latest AS latest, 'at' AS what, s.id AS claim_id, 'statement' AS kind, '{word}' AS value, s.id AS other_id,\n"
            f"    'object' AS stands_as, 'accepted' AS status\nFROM statements s WHERE s.made_on IS NOT NULL AND s.{stem}_id IS NOT NULL"
        )
    found.append(
        "SELECT a.about_id AS entity_id, a.about_type AS entity_type, s.made_on AS date, s.made_on_earliest AS earliest,\n"
        "    s.made_on_latest AS latest, 'at' AS what, a.id AS claim_id, a.kind, 'about' AS value, s.id AS other_id,\n    'object' AS stands_as, a.status\n"
        f"FROM statement_subjects a JOIN statements s ON s.id = a.statement_id WHERE s.made_on IS NOT NULL AND a.{STANDING}"
    )
    return found


def claim_views() -> dict[str, View]:
    """The views by name."""
    selects = [s for kind in CLAIMS if kind.dating != "none" or kind.kind == "attribute" for s in _moments(kind)]
    moments = "\nUNION ALL\n".join([*selects, _taking_part(), _events_of(), *_saying()])
    return {
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
            own("c", "end_state", "text", "ended, ongoing (as of the newest cited source) or unknown."),
            own("c", "note", "text", "Why it is inferred, rejected or retracted; what a reader must know."),
            own("ci", "source_id", "text", "The source."), own("s", "title", "text", "Its title."),
            own("s", "publisher", "text", "Who published it."),
            ("source_kind", "text", "s.kind", "What form of source it is. Words: vocabulary list 'source_kind'."),
            own("s", "url", "text", "Its address."), own("s", "published", "text", "When it was published, EDTF."),
            own("ci", "locator", "text", "Place in the source: pN paragraph, page N, or a record's reference."),
            own("ci", "stance", "text", "supports, contradicts or mentions."),
            own("ci", "quote", "text", "A short quoted fragment."),
            own("ci", "asserted_by_id", "text", "Who says it, where it is not the publisher."),
        ),
        "timeline": made(
            "One row is one dated moment of one entity, from accepted and contested claims: a state begins or ends, an act or event is at. "
            "A claim that names two entities stands under both; a participant's moment is dated by its event, a statement by the day it was made.",
            f"FROM (\n{moments}\n) m\nJOIN entities e ON e.id = m.entity_id\nLEFT JOIN entities o ON o.id = m.other_id",
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
            own("m", "stands_as", "text", "subject: it is said of this entity; object: the claim names it (the other split from it)."),
            own("m", "status", "text", "accepted or contested."),
        ),
        "what_changed": made(
            "One row is one row of a table that a revision (a seed that changed something) inserted, changed or removed.",
            "FROM changes c\nJOIN revisions r ON r.id = c.revision_id",
            ("revision", "integer", "r.id", "Number of the revision."),
            ("day", "text", "SUBSTR(r.seeded_at, 1, 10)", "Day of the seed, UTC."),
            own("r", "commit_id", "text", "Commit of the data, where known."),
            own("c", "table_name", "text", "The table of the row."), own("c", "row_id", "text", "The id of the row."),
            own("c", "action", "text", "inserted, changed or removed."),
            own("c", "was", "text", "The former values that changed or were removed, JSON."),
            own("c", "became", "text", "The new values that changed, JSON."),
        ),
    }  # fmt: skip
