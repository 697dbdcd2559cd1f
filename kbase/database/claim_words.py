"""A claim in words, in SQL that both engines read: subject, object and what it says, the same for every kind."""

from __future__ import annotations

from kbase.database.shape import tables
from kbase.fields import CLAIM, ClaimKind

NONE = "CAST(NULL AS text)"
BOUNDS = ("start_date", "end_date", "start_earliest", "start_latest", "end_earliest", "end_latest", "end_state")
COUNTED = (
    "CASE WHEN best IS NOT NULL AND (low IS NOT NULL OR high IS NOT NULL) THEN CAST(best AS text) || "
    "' (' || COALESCE(CAST(low AS text), '?') || ' to ' || COALESCE(CAST(high AS text), '?') || ')' "
    "WHEN best IS NOT NULL THEN CASE bound WHEN 'about' THEN 'about ' ELSE '' END || CAST(best AS text) "
    "WHEN low IS NULL THEN 'at most ' || CAST(high AS text) WHEN high IS NULL THEN 'at least ' || CAST(low AS text) "
    "ELSE CAST(low AS text) || ' to ' || CAST(high AS text) END"
)

# What a claim says besides its subject and object, and the column stem of its object.
WORDS: dict[str, tuple[str, str]] = {
    "name": ("REPLACE(name_kind, '_', ' ') || ': ' || text", ""),
    "attribute": ("REPLACE(property, '_', ' ') || COALESCE(': ' || value, '')", "value"),
    "membership": ("REPLACE(role, '_', ' ') || COALESCE(', ' || title, '')", "group"),
    "position": ("title", "organization"),
    "group_relation": ("REPLACE(relation, '_', ' ')", "object"),
    "organization_relation": ("REPLACE(relation, '_', ' ')", "object"),
    "person_relation": ("REPLACE(relation, '_', ' ') || COALESCE(', ' || detail, '')", "object"),
    "participation": ("role || ' (' || attribution || ')'", "participant"),
    "operation_participant": ("role", "participant"),
    "figure": (f"{COUNTED} || ' ' || category || ' ' || metric || ', ' || REPLACE(side, '_', ' ')", "place"),
    "location": ("REPLACE(relation, '_', ' ') || COALESCE(', ' || detail, '')", "place"),
    "designation": ("list || COALESCE(', ' || reference, '')", "authority"),
    "legal_case": ("REPLACE(stage, '_', ' ') || ': ' || matter", ""),
    "statement_subject": ("'about'", "about"),
    "identifier": ("scheme || ': ' || value", ""),
}


def reference(kind: ClaimKind, stem: str) -> tuple[str, str]:
    """The columns of an entity reference: id and type."""
    if not stem:
        return NONE, NONE
    if f"{stem}_type" in tables()[kind.table].names:
        return f"{stem}_id", f"{stem}_type"
    if stem == kind.subject:
        return f"{stem}_id", f"'{kind.subjects[0]}'"
    field = next(f for f in kind.fields if f.name == stem)
    refs = field.refs
    if field.required:
        return f"{stem}_id", f"'{refs[0]}'"
    return f"{stem}_id", f"CASE WHEN {stem}_id IS NULL THEN {NONE} ELSE '{refs[0]}' END"


def claim_select(kind: ClaimKind, *more: str) -> str:
    """The SELECT of all claims of a kind; `more` are further columns."""
    words, stem = WORDS[kind.kind]
    subject, subject_type = reference(kind, kind.subject)
    object_, object_type = reference(kind, stem)
    columns = [
        "id", "kind", f"{subject} AS subject_id", f"{subject_type} AS subject_type", f"{object_} AS object_id",
        f"{object_type} AS object_type", f"{words} AS value", "status", "confidence", "dispute_id", "note",
        *BOUNDS, "dataset_id", *more,
    ]  # fmt: skip
    return f"SELECT {', '.join(columns)} FROM {kind.table}"  # noqa: S608


assert set(WORDS) == set(CLAIM)  # a new kind of claim must be said in words
