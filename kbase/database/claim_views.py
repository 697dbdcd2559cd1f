"""Views of claims: each with its citations; the moments of every entity; what each revision changed."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from collections.abc import Iterator

from kbase.database.claim_words import BOUNDS, WORDS, reference
from kbase.database.days import COLUMNS, MEANINGS, at_once, begun, flagged
from kbase.database.standing import HELD, STANDING
from kbase.database.view import View, bounds, made, own
from kbase.fields import CLAIMS, ENTITY_TYPES, ClaimKind

_ROLES = ("subject", "object")


_WITHIN = (
    "WITH RECURSIVE within(place_id, within_id, steps) AS (\n  SELECT id, id, 0 FROM places\n  UNION ALL\n"
    "  SELECT w.place_id, p.parent_id, w.steps + 1 FROM within w JOIN places p ON p.id = w.within_id\n"
    "  WHERE p.parent_id IS NOT NULL AND w.steps < 12\n) SELECT place_id, within_id, steps FROM within"
)


def _beside(kind: ClaimKind) -> list[str]:
    """The stems of the columns of a claim that name an entity, but for its subject and its object."""
    return [f.name for f in kind.fields if f.type == "entity" and f.name not in (kind.subject, WORDS[kind.kind][1])]


def _said(kind: ClaimKind) -> str:
    """The claims of a kind, with what the timeline needs of them: whom they name, what they say, whether it was one moment."""
    words, object_ = WORDS[kind.kind]
    columns = ["id", "kind", f"{words} AS value", "status", *BOUNDS[:6]]
    for role, stem in (("subject", kind.subject), ("object", object_), *((stem, stem) for stem in _beside(kind))):
        id_, type_ = reference(kind, stem)
        columns += [f"{id_} AS {role}_id", f"{type_} AS {role}_type"]
    moment = at_once(kind.kind, kind.table)
    if not _known(moment):
        columns.append(f"CASE WHEN {moment} THEN 1 ELSE 0 END AS at_once")
    return f"SELECT {', '.join(columns)} FROM {kind.table}"


def _known(condition: str) -> bool:
    """Whether a condition is the same for every row."""
    return condition in ("1 = 1", "1 = 0")


def _whom(kind: ClaimKind) -> Iterator[tuple[str, str, str, str]]:
    """Under whom a claim stands: the role, the columns of the entity, what follows FROM, the condition that it stands there no
    second time. A place is named together with all that it lies in; each way has its own SELECT, so that an index serves it."""
    roles = _ROLES if WORDS[kind.kind][1] else _ROLES[:1]
    named, claims = [*roles, *_beside(kind)], f"({_said(kind)}) c"
    for n, role in enumerate(named):
        here = f"c.{role}_id"
        tests = "".join(f" AND (c.{before}_id IS NULL OR c.{before}_id <> {here})" for before in named[:n])
        where = f"c.{STANDING} AND {here} IS NOT NULL{tests}"
        places = role != "subject" and "place" in _types(kind, role)
        if not places or kind.kind == "attribute":
            other = f" AND c.{role}_type <> 'place'" if places else ""
            yield role, f"{here} AS entity_id, c.{role}_type AS entity_type", claims, where + other
        if places:
            yield (
                role, "w.within_id AS entity_id, 'place' AS entity_type",
                f"{claims} JOIN place_within w ON w.place_id = {here}", f"{where} AND w.within_id <> c.subject_id",
            )  # fmt: skip


def _moments(kind: ClaimKind) -> list[str]:
    """The SELECTs of the moments of a kind of claim, seen from everyone it names."""
    moment = at_once(kind.kind, kind.table)
    moment = moment if _known(moment) else "c.at_once = 1"
    one_day = "c.start_date = c.end_date"
    found = []
    for role, who, from_, where in _whom(kind):
        other = "object" if role == "subject" else "subject"
        what = f"c.id AS claim_id, c.kind, c.value, c.{other}_id AS other_id, '{role}' AS stands_as, c.status"
        if "event" in kind.subjects:  # what an event claims happened with the event
            if not (kind.kind == "participation" and role == "subject"):
                own = " AND c.at_once = 0" if kind.kind == "attribute" else ""
                found.append(
                    f"SELECT {who}, ev.date, ev.start_earliest AS earliest, ev.end_latest AS latest, 'at' AS what, {what}\n"
                    f"FROM {from_} JOIN events ev ON ev.id = c.subject_id WHERE {where} AND ev.date IS NOT NULL{own}"
                )
            if kind.dating == "none":
                continue
            undated = "NOT EXISTS (SELECT 1 FROM events ev WHERE ev.id = c.subject_id AND ev.date IS NOT NULL)"
            where += f" AND (c.at_once = 1 OR {undated})" if kind.kind == "attribute" else f" AND {undated}"
        begins, latest, begin = "c.start_date", "c.start_latest", f"CASE WHEN {one_day} THEN 'at' ELSE 'begin' END"
        if moment != "1 = 0":
            whole = "c.end_date IS NOT NULL" if moment == "1 = 1" else f"{moment} AND c.end_date IS NOT NULL"
            begins = f"CASE WHEN {whole} AND c.start_date <> c.end_date THEN c.start_date || '/' || c.end_date ELSE c.start_date END"
            latest = f"CASE WHEN {whole} THEN c.end_latest ELSE c.start_latest END"
            begin = "'at'" if moment == "1 = 1" else f"CASE WHEN {moment} OR {one_day} THEN 'at' ELSE 'begin' END"
        found.append(
            f"SELECT {who}, {begins} AS date, c.start_earliest AS earliest, {latest} AS latest, {begin} AS what, {what}\n"
            f"FROM {from_} WHERE {where} AND c.start_date IS NOT NULL"
        )
        if kind.dating in ("state", "listing", "relation") and moment != "1 = 1":
            once = one_day if moment == "1 = 0" else f"({moment} OR {one_day})"
            found.append(
                f"SELECT {who}, c.end_date AS date, c.end_earliest AS earliest, c.end_latest AS latest, 'end' AS what, {what}\n"
                f"FROM {from_} WHERE {where} AND c.end_date IS NOT NULL AND (c.start_date IS NULL OR NOT {once})"
            )
    return found


def _types(kind: ClaimKind, role: str) -> tuple[str, ...]:
    """The types of entity that may stand in a role; of the value of an attribute every one."""
    stem = WORDS[kind.kind][1] if role == "object" else role
    if kind.kind == "attribute":
        return ENTITY_TYPES
    return next((f.refs for f in kind.fields if f.name == stem), ())


def _through_members() -> str:
    """What a member of a group took part in while a member, once for each group."""
    same = "n.person_id = m.person_id AND n.group_id = m.group_id AND n.id < m.id"
    return (
        "SELECT m.group_id AS entity_id, 'group' AS entity_type, ev.date, ev.start_earliest AS earliest, ev.end_latest AS latest,\n"
        "    'at' AS what, c.id AS claim_id, c.kind, c.role || ' (' || c.attribution || ')' AS value, c.event_id AS other_id,\n"
        "    'member' AS stands_as, c.status\n"
        "FROM memberships m JOIN participations c ON c.participant_id = m.person_id JOIN events ev ON ev.id = c.event_id\n"
        f"WHERE m.{STANDING} AND c.{STANDING} AND ev.date IS NOT NULL AND {HELD}\n"
        f"    AND NOT EXISTS (SELECT 1 FROM memberships n WHERE {same} AND n.{STANDING} AND {HELD.replace('m.', 'n.')})"
    )


def _saying() -> list[str]:
    """A statement under its day: for whoever made it, for whom and where it was made, and for whom it is about, once for each."""
    when = "s.made_on AS date, s.made_on_earliest AS earliest, s.made_on_latest AS latest, 'at' AS what"
    found, before = [], ""
    for stem, word in (("speaker", "made by"), ("on_behalf_of", "made on behalf of"), ("given_at", "given at")):
        type_ = "'event'" if stem == "given_at" else f"s.{stem}_type"
        found.append(
            f"SELECT s.{stem}_id AS entity_id, {type_} AS entity_type, {when}, s.id AS claim_id, 'statement' AS kind,\n"
            f"    '{word}' AS value, s.id AS other_id, 'object' AS stands_as, 'accepted' AS status\n"
            f"FROM statements s WHERE s.made_on IS NOT NULL AND s.{stem}_id IS NOT NULL{before.replace('{}', f's.{stem}_id')}"
        )
        before += f" AND (s.{stem}_id IS NULL OR s.{stem}_id <> {{}})"
    about = (
        f"{{}} AS entity_id, a.about_type AS entity_type, {when}, a.id AS claim_id, a.kind, 'about' AS value, s.id AS other_id,\n"
        "    'object' AS stands_as, a.status\nFROM statement_subjects a JOIN statements s ON s.id = a.statement_id"
    )
    where = f"WHERE s.made_on IS NOT NULL AND a.{STANDING}{before.replace('{}', 'a.about_id')} AND a.about_type"
    found.append(f"SELECT {about.format('a.about_id')}\n{where} <> 'place'")
    found.append(
        f"SELECT {about.format('w.within_id')} JOIN place_within w ON w.place_id = a.about_id\n{where} = 'place'\n"
        "    AND NOT EXISTS (SELECT 1 FROM statement_subjects b JOIN place_within v ON v.place_id = b.about_id\n"
        f"      WHERE b.statement_id = a.statement_id AND b.id < a.id AND b.{STANDING} AND v.within_id = w.within_id)"
    )
    return found


def claim_views(engine: str) -> dict[str, View]:
    """The views by name."""
    selects = [s for kind in CLAIMS if kind.dating != "none" or kind.kind == "participation" for s in _moments(kind)]
    days = begun(engine, "m.earliest", "m.latest", flagged("m.date"))
    moments = "\nUNION ALL\n".join([*selects, _through_members(), *_saying()])
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
            *(own("c", name, "date", MEANINGS[name]) for name in COLUMNS),
        ),
        "timeline": made(
            "One row is one dated moment of one entity, from accepted and contested claims: a state begins or ends, an act or event is at. "
            "A claim stands under every entity that it names, a group's members' part in an event under the group too, and what a place "
            "has under all that it lies in. What an event claims is dated by the event, a statement by the day it was made. "
            "Sources have no moments: see claims_cited.",
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
            own("m", "stands_as", "text",
                "subject: it is said of this entity; object: the claim names it (the other split from it); member: a member of this group "
                "took part; else the column that names it: actor, in_name_of, event, estimator."),
            own("m", "status", "text", "accepted or contested."),
            ("possibly_from", "date", days[0], "First day on which it may have come; widened by one unit where the date is flagged."),
            ("surely_from", "date", days[1], "First day on which it surely had come; widened likewise."),
        ),
        "what_changed": made(
            "One row is one row of a table that a revision (a seed that changed something) inserted, changed or removed; a new thing or "
            "claim has one, that of its own table, for its citations and its row in entities or claims too.",
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
