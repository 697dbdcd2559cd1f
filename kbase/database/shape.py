"""The tables as plain values, made from `kbase.fields`: columns, references, checks, comments.

SQLAlchemy's tables, the rows of a seed, the data dictionary and the analysts' views are all made from these.
Column types: text, integer, real, boolean, date.
"""

from __future__ import annotations

from functools import cache

from kbase.database.name_tables import NAME_INDEX
from kbase.database.table import Check as Check
from kbase.database.table import Column as Column
from kbase.database.table import Reference as Reference
from kbase.database.table import Table as Table
from kbase.fields import (
    CLAIM_FIELDS,
    CLAIMS,
    ENTITY_TYPES,
    MADE,
    PROPERTIES,
    PROTAGONISTS,
    THING,
    THINGS,
    ClaimKind,
    Field,
    ThingType,
    filled_columns,
)

_FIELD_TYPES = {"integer": "integer", "number": "real", "flag": "boolean"}
END_COLUMNS = (
    "start_date", "end_date", "last_seen", "start_earliest", "start_latest", "end_earliest", "end_latest",
    "start_flag", "end_flag", "end_state",
)  # fmt: skip


def table_of(type_: str) -> str:
    """The table of a type of thing."""
    return THING[type_].table


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{w}'" for w in words)


def _entity_columns(
    name: str, refs: tuple[str, ...], meaning: str, required: bool
) -> tuple[list[Column], Reference, list[Check]]:
    """Columns, foreign key and checks of a reference to one or several types of thing."""
    if len(refs) == 1:
        return (
            [Column(f"{name}_id", "text", not required, meaning)],
            Reference((f"{name}_id",), table_of(refs[0]), ("id",)),
            [],
        )
    columns = [
        Column(f"{name}_id", "text", not required, meaning),
        Column(f"{name}_type", "text", not required, f"Type of {name}_id: {', '.join(refs)}."),
    ]
    checks = [Check(f"{name}_type", f"{name}_type IN ({_quoted(refs)})")]
    if not required:
        checks.append(Check(f"{name}_whole", f"({name}_id IS NULL) = ({name}_type IS NULL)"))
    return columns, Reference((f"{name}_id", f"{name}_type"), "entities", ("id", "type")), checks


def _plain(field: Field) -> Column:
    meaning = field.meaning
    if field.vocabulary:
        meaning += f" Words: vocabulary list '{field.vocabulary}'."
    return Column(field.name, _FIELD_TYPES.get(field.type, "text"), not field.required, meaning)


def _dated(name: str, meaning: str) -> list[Column]:
    return [
        Column(name, "text", True, f"{meaning} EDTF, as written."),
        Column(f"{name}_earliest", "date", True, f"{meaning} {MADE.get(f'{name}_earliest', MADE['earliest'])}"),
        Column(f"{name}_latest", "date", True, f"{meaning} {MADE['latest']}"),
    ]


class _Builder:
    def __init__(self) -> None:
        self.columns: list[Column] = []
        self.references: list[Reference] = []
        self.checks: list[Check] = []

    def field(self, field: Field, *, dates_with_bounds: bool = False) -> None:
        if field.type == "entity":
            self.entity(field.name, field.refs, field.meaning, field.required)
        elif field.type == "date" and dates_with_bounds:
            self.columns += _dated(field.name, field.meaning)
        else:
            self.columns.append(_plain(field))

    def entity(self, name: str, refs: tuple[str, ...], meaning: str, required: bool) -> None:
        columns, reference, checks = _entity_columns(name, refs, meaning, required)
        self.columns += columns
        self.references.append(reference)
        self.checks += checks


def _thing_table(thing: ThingType) -> Table:
    b = _Builder()
    b.columns.append(Column("id", "text", False, thing.fields[0].meaning))
    if thing.registered:
        b.columns.append(Column("type", "text", False, MADE["type"]))
        b.references.append(Reference(("id", "type"), "entities", ("id", "type")))
        b.checks.append(Check("type", f"type = '{thing.type}'"))
    b.columns.append(Column("dataset_id", "text", False, MADE["dataset_id"]))
    b.references.append(Reference(("dataset_id",), "datasets", ("id",)))
    for field in thing.fields[1:]:
        b.field(field, dates_with_bounds=True)
    for property_ in PROPERTIES:
        if thing.type not in property_.owners:
            continue
        for name, part in filled_columns(property_):
            if part == "entity":
                b.entity(property_.name, property_.refs, f"{property_.meaning} From its accepted claim.", False)
            else:
                type_ = "text" if part == "text" else "integer" if part == "year" else "date"
                meaning = (
                    MADE.get(part, "") if part != "text" else "EDTF, as written." if property_.type != "text" else ""
                )
                of = "its accepted claim"
                if property_.sure and part != "text":
                    of += ", else from all contested ones together, a flagged one reaching one unit further"
                b.columns.append(
                    Column(name, type_, True, f"{property_.meaning} {meaning} From {of}.".replace("  ", " "))
                )
    if thing.type == "dispute":
        of = "of an open dispute whose claims differ only in when; null of every other"
        b.columns += [
            Column(
                "agreed_from", "date", True, f"First day on which it surely was so by every one of its claims, {of}."
            ),
            Column(
                "agreed_until", "date", True, f"Last day on which it surely was so by every one of its claims, {of}."
            ),
        ]
    if thing.type == "place":
        b.checks.append(Check("point", "(lat IS NULL) = (lon IS NULL)"))
        b.checks.append(Check("lat_range", "lat BETWEEN -90 AND 90"))
        b.checks.append(Check("lon_range", "lon BETWEEN -180 AND 180"))
    indexes = (("start_earliest", "id"),) if thing.type == "event" else ()
    return Table(
        thing.table, thing.meaning, tuple(b.columns), ("id",), tuple(b.references), tuple(b.checks), (), indexes
    )


def _claim_table(kind: ClaimKind) -> Table:
    b = _Builder()
    b.columns += [
        Column("id", "text", False, "Claim id: subject/kind/object-or-property, plus /key where two would collide."),
        Column("kind", "text", False, MADE["kind"]),
        Column("dataset_id", "text", False, MADE["dataset_id"]),
    ]
    b.references += [
        Reference(("id", "kind"), "claims", ("id", "kind")),
        Reference(("dataset_id",), "datasets", ("id",)),
    ]
    b.checks.append(Check("kind", f"kind = '{kind.kind}'"))
    b.entity(kind.subject, kind.subjects, "Whom or what it is said of.", True)
    for field in kind.fields:
        if field.type == "claim":  # another of its kind: the pledge that was accepted, the stage that undid one
            b.columns.append(Column(f"{field.name}_id", "text", True, field.meaning))
            b.references.append(Reference((f"{field.name}_id",), kind.table, ("id",)))
        elif kind.kind == "attribute" and field.name == "value":
            b.columns.append(
                Column(
                    "value", "text", True, "The value as text; for a date its EDTF, whose bounds are in start and end."
                )
            )
            b.entity("value", ENTITY_TYPES, "The value, where it is an entity.", False)
        elif field.type == "texts":
            b.columns.append(_plain(field))
        else:
            b.field(field)
    if kind.kind == "name":
        b.columns.append(
            Column("folded", "text", False, "The name in lower case without accents and punctuation, for look-ups.")
        )
    if kind.kind == "figure":
        b.checks.append(
            Check(
                "order",
                "(low IS NULL OR best IS NULL OR low <= best) AND (best IS NULL OR high IS NULL OR best <= high) AND (low IS NULL OR high IS NULL OR low <= high)",
            )
        )
        b.checks.append(Check("number", "low IS NOT NULL OR best IS NOT NULL OR high IS NOT NULL"))
    for field in CLAIM_FIELDS:
        if field.name == "key":
            continue
        if field.name == "dispute":
            b.columns.append(Column("dispute_id", "text", True, field.meaning))
            b.references.append(Reference(("dispute_id",), "disputes", ("id",)))
        elif field.name == "supersedes":
            b.columns.append(Column("supersedes_id", "text", True, field.meaning))
            b.references.append(Reference(("supersedes_id",), "claims", ("id",)))
        else:
            b.columns.append(_plain(field)._replace(null=field.name == "note"))
    b.checks.append(Check("status", "status IN ('accepted', 'contested', 'rejected', 'retracted')"))
    b.checks.append(Check("confidence", "confidence IN ('stated', 'inferred')"))
    for name in END_COLUMNS:
        null = name in ("start_date", "end_date", "last_seen", "start_flag", "end_flag")
        b.columns.append(Column(name, "date" if name.endswith(("earliest", "latest")) else "text", null, MADE[name]))
    b.checks.append(Check("end_state", "end_state IN ('ended', 'ongoing', 'unknown')"))
    b.checks.append(
        Check(
            "bounds", "start_earliest <= start_latest AND end_earliest <= end_latest AND start_earliest <= end_latest"
        )
    )
    indexes = (("folded",),) if kind.kind == "name" else ()
    return Table(kind.table, kind.meaning, tuple(b.columns), ("id",), tuple(b.references), tuple(b.checks), (), indexes)


def _citations() -> Table:
    b = _Builder()
    b.columns += [
        Column("id", "text", False, "What is cited for, '@', source, '#', locator."),
        Column("dataset_id", "text", False, MADE["dataset_id"]),
        Column("claim_id", "text", True, "The claim it stands for; null if it stands for an entity."),
        Column("entity_id", "text", True, "The entity it stands for; null if it stands for a claim."),
        Column("source_id", "text", False, "The source."),
        Column("locator", "text", True, MADE["locator"]),
        Column("position", "integer", False, "Order among the citations of one claim or entity, from 1."),
        Column("quote", "text", True, "A short quoted fragment."),
        Column("stance", "text", False, "What the source does for the claim. Words: vocabulary list 'stance'."),
    ]
    b.references += [
        Reference(("dataset_id",), "datasets", ("id",)), Reference(("claim_id",), "claims", ("id",)),
        Reference(("entity_id",), "entities", ("id",)), Reference(("source_id",), "sources", ("id",)),
    ]  # fmt: skip
    b.entity("asserted_by", PROTAGONISTS, "Who says it, when it is not the publisher.", False)
    b.entity("statement", ("statement",), "The statement meant.", False)
    b.checks += [
        Check("one_object", "(claim_id IS NULL) <> (entity_id IS NULL)"),
        Check("stance", "stance IN ('supports', 'contradicts', 'mentions')"),
    ]
    return Table(
        "citations",
        "Exactly one claim or entity rests on one place in one source.",
        tuple(b.columns),
        ("id",),
        tuple(b.references),
        tuple(b.checks),
    )


_DATASET = Reference(("dataset_id",), "datasets", ("id",))

FIXED: tuple[Table, ...] = (
    Table(
        "kbase_meta", "What this database is: schema, data, when and from what it was seeded.",
        (Column("key", "text", False, "Name of the value."), Column("value", "text", False, "The value.")), ("key",),
    ),
    Table(
        "vocabulary", "Every word of every closed list, with its meaning.",
        (
            Column("list", "text", False, "The list, by the column or field that uses it."),
            Column("word", "text", False, "The word as it stands in the tables."),
            Column("meaning", "text", False, "What it means."),
        ),
        ("list", "word"),
    ),
    Table(
        "datasets", "Where rows come from: our curated data, or a feed.",
        (
            Column("id", "text", False, "Stable id."),
            Column("title", "text", False, "Its title."),
            Column("publisher", "text", False, "Who publishes it."),
            Column("licence", "text", False, "Its licence."),
            Column("summary", "text", True, "What it is."),
            Column("origin", "text", False, "curated or feed."),
            Column("retrieved", "date", True, "Day on which a feed was retrieved."),
        ),
        ("id",), (), (Check("origin", "origin IN ('curated', 'feed')"),),
    ),
    Table(
        "entities", "The registry of all things: one id, one thing.",
        (
            Column("id", "text", False, MADE["id"]), Column("type", "text", False, "Its type; names its table."),
            Column("dataset_id", "text", False, MADE["dataset_id"]), Column("name", "text", False, "Preferred name, or title of a source."),
            Column("folded", "text", False, "The name in lower case without accents and punctuation, for look-ups."),
        ),
        ("id",), (_DATASET,), (Check("type", f"type IN ({_quoted(ENTITY_TYPES)})"),), (("id", "type"),), (("folded",), ("type", "id")),
    ),
    Table(
        "claims", "The registry of all claims: one id, one claim.",
        (
            Column("id", "text", False, "Claim id: subject/kind/object-or-property, plus /key where two would collide."),
            Column("kind", "text", False, "Its kind; names its table."), Column("dataset_id", "text", False, MADE["dataset_id"]),
        ),
        ("id",), (_DATASET,), (Check("kind", f"kind IN ({_quoted(tuple(c.kind for c in CLAIMS))})"),), (("id", "kind"),),
    ),
    Table(
        "removed", "Ids removed for ever: no text is kept.",
        (
            Column("id", "text", False, "The removed id."), Column("dataset_id", "text", False, MADE["dataset_id"]),
            Column("day", "text", False, "Day of removal."), Column("ground", "text", False, "Ground. Words: vocabulary list 'removal_ground'."),
        ),
        ("id",), (_DATASET,),
    ),
    Table(
        "revisions", "One seed that changed something.",
        (
            Column("id", "integer", False, "Number of the revision, from 1."),
            Column("dataset_id", "text", False, MADE["dataset_id"]),
            Column("seeded_at", "text", False, "When it was seeded, UTC, ISO 8601."),
            Column("content_hash", "text", False, "SHA-256 over names and bytes of the data files, the newest that gave these rows."),
            Column("kbase_version", "text", False, "The version of the program."),
            Column("commit_id", "text", True, "The committed state that the data are: the last commit on the main line that touched them; null where they differ from it."),
            Column("committed_at", "text", True, "Time of that commit, UTC, ISO 8601."),
            Column("inserted", "integer", False, "Rows inserted."),
            Column("changed", "integer", False, "Rows changed."),
            Column("removed", "integer", False, "Rows removed."),
        ),
        ("id",), (_DATASET,),
    ),
    Table(
        "changes", "What a revision did to one row; a new thing or claim has one line, that of its own table, for its citations too.",
        (
            Column("revision_id", "integer", False, "The revision."),
            Column("table_name", "text", False, "The table of the row."),
            Column("row_id", "text", False, "The id of the row."),
            Column("action", "text", False, "inserted, changed or removed."),
            Column("was", "text", True, "The former values that changed or were removed, JSON; null for an inserted row."),
            Column("became", "text", True, "The new values that changed, JSON; null for an inserted or removed row."),
        ),
        ("revision_id", "table_name", "row_id"), (Reference(("revision_id",), "revisions", ("id",)),),
        (Check("action", "action IN ('inserted', 'changed', 'removed')"),), clustered=True,
    ),
)  # fmt: skip


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in an order in which references mostly point backwards."""
    found = {t.name: t for t in FIXED}
    for thing in THINGS:
        found[thing.table] = _thing_table(thing)
    for kind in CLAIMS:
        found[kind.table] = _claim_table(kind)
    citations = _citations()
    found[citations.name] = citations
    found |= {t.name: t for t in NAME_INDEX}
    return found


@cache
def seeded_tables() -> tuple[str, ...]:
    """The tables that a seed reconciles, each with a text `id` and a `dataset_id`."""
    left_out = {"kbase_meta", "vocabulary", "datasets", "revisions", "changes", "name_forms", "name_keys"}
    return tuple(name for name in tables() if name not in left_out)


@cache
def indexes(table: Table) -> tuple[tuple[str, ...], ...]:
    """The secondary indexes of a table: its own, and one for every reference that no key serves.

    None for `dataset_id`: it says the same in nearly every row, and a dataset is read and removed as a whole.
    """
    keys = (table.primary_key, *table.uniques, *table.indexes)
    wanted = list(table.indexes)
    for reference in table.references:
        served = any(k[: len(reference.columns)] == reference.columns for k in (*keys, *wanted))
        if not served and reference.table != "datasets":
            wanted.append(reference.columns)
    return tuple(wanted)
