"""Claims as they stand in the tables, with the names of whatever they mention, and their citations.

The SQL of each kind of claim is made from `kbase.fields`, so a new kind or reference is read without a change here.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from kbase.database.connection import Database, Row
from kbase.database.days import told_first
from kbase.dates import FIRST
from kbase.fields import CLAIM, CLAIMS, ENTITY_TYPES, ClaimKind

STANDING = ("accepted", "contested")
_MANY = 500  # ids in one query
# the day by which an event stands in an order
_EVENT_BEGUN = told_first("happened.date", "happened.start_earliest", "happened.start_latest")


class Mention(NamedTuple):
    """A column of a claim table that points to an entity: `<stem>_id`."""

    stem: str
    types: tuple[str, ...]


class Claim:
    """One row of a claim table. `row` has its columns, and `<stem>_name` for every entity it mentions; of what an event claims
    also its date, or in `event_dates` those that sources dispute."""

    __slots__ = ("agreed", "confidence", "dispute_id", "id", "kind", "note", "row", "status")

    def __init__(self, kind: ClaimKind, row: Row) -> None:
        for name in _flags(kind.kind):
            if row[name] is not None:
                row[name] = bool(row[name])  # SQLite has no booleans
        self.kind = kind
        days = row.pop("agreed_from", None), row.pop("agreed_until", None)
        # contested, of a dispute only about when: the first and last day on which all sides have it so
        self.agreed = (str(days[0]), str(days[1])) if row["status"] == "contested" and days[0] else None
        self.row = row
        self.id: str = row["id"]
        self.status: str = row["status"]
        self.confidence: str = row["confidence"]
        self.dispute_id: str | None = row["dispute_id"]
        self.note: str | None = row["note"]

    @property
    def subject(self) -> str:
        return str(self.row[f"{self.kind.subject}_id"])

    @property
    def stands(self) -> bool:
        return self.status in STANDING

    def type_of(self, stem: str) -> str:
        """The type of the entity that a column points to."""
        typed = self.row.get(f"{stem}_type")
        return str(typed) if typed else next(m.types[0] for m in mentions(self.kind.kind) if m.stem == stem)

    def mentioned(self) -> list[tuple[str, str]]:
        """(stem, id) of every entity it mentions, the subject first."""
        return [(m.stem, self.row[f"{m.stem}_id"]) for m in mentions(self.kind.kind) if self.row[f"{m.stem}_id"]]


class Citation(NamedTuple):
    """One place in one source that a claim or an entity rests on."""

    claim_id: str | None
    entity_id: str | None
    source_id: str
    locator: str | None
    quote: str | None
    stance: str
    asserted_by_id: str | None
    asserted_by_name: str | None
    statement_id: str | None
    statement_name: str | None
    title: str
    publisher: str
    source_kind: str
    published: str | None
    url: str | None
    archive_url: str | None


@cache
def _flags(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in CLAIM[kind].fields if field.type == "flag")


@cache
def mentions(kind: str) -> tuple[Mention, ...]:
    """The entity columns of a kind of claim, the subject first."""
    claim = CLAIM[kind]
    found = [Mention(claim.subject, claim.subjects)]
    found += [Mention(f.name, f.refs) for f in claim.fields if f.type == "entity"]
    if kind == "attribute":
        found.append(Mention("value", ENTITY_TYPES))
    return tuple(found)


@cache
def select(kind: str) -> str:
    """The SELECT of a kind of claim, without its condition; the claim is `c`."""
    claim = CLAIM[kind]
    columns, joins = (
        ["c.*", "sides.agreed_from", "sides.agreed_until"],
        ["LEFT JOIN disputes sides ON sides.id = c.dispute_id"],
    )
    for mention in mentions(kind):
        stem = mention.stem
        columns.append(f"{stem}_entity.name AS {stem}_name")
        joins.append(f"LEFT JOIN entities {stem}_entity ON {stem}_entity.id = c.{stem}_id")
    if "event" in claim.subjects:
        columns += [
            "happened.date AS event_date",
            "happened.start_earliest AS event_earliest",
            f"{_EVENT_BEGUN} AS event_begun",
            "happened.end_latest AS event_latest",
        ]
        joins.append(f"LEFT JOIN events happened ON happened.id = c.{claim.subject}_id")
    if kind == "statement_subject":
        columns += [f"said.{name}" for name in ("made_on", "made_on_earliest", "made_on_latest")]
        joins.append("LEFT JOIN statements said ON said.id = c.statement_id")
    lines = ["SELECT " + ", ".join(columns), f"FROM {claim.table} c", *joins]
    return "\n".join(lines)


def _order(kind: str) -> str:
    # the life of a person or a group bounds a start that no source gives, but does not give it
    given = told_first("c.start_date", "c.start_earliest", "c.start_latest")
    own = f"CASE WHEN c.start_date IS NULL OR SUBSTR(c.start_date, 1, 3) = '[..' THEN '{FIRST}' ELSE {given} END"
    first = f"COALESCE({_EVENT_BEGUN}, {own})" if "event" in CLAIM[kind].subjects else own
    # what has no date comes last
    return f"ORDER BY CASE WHEN {first} = '{FIRST}' THEN 1 ELSE 0 END, {first}, {own}, c.id"


def fetch(database: Database, kind: str, where: str, /, order: str | None = None, **params: Any) -> list[Claim]:
    """The claims of a kind that meet a condition, in the order of their dates; `order` says another."""
    claim = CLAIM[kind]
    rows = database.rows(f"{select(kind)}\nWHERE {where}\n{_order(kind) if order is None else order}", **params)
    # an event whose date sources dispute has bounds and no date
    disputed = [row for row in rows if row.get("event_earliest") and not row["event_date"]]
    dates = contested_dates(database, (row[f"{claim.subject}_id"] for row in disputed))
    for row in disputed:
        row["event_dates"] = dates.get(row[f"{claim.subject}_id"], [])
    return [Claim(claim, row) for row in rows]


def contested_dates(database: Database, events: Iterable[str]) -> dict[str, list[str]]:
    """The dates, as written, that sources dispute of events, by event, the earliest first."""
    found: dict[str, list[str]] = {}
    for sql, params in _listed(CONTESTED_DATES, list(dict.fromkeys(events))):
        for row in database.rows(sql, **params):
            found.setdefault(row["entity_id"], []).append(row["value"])
    return {event: list(dict.fromkeys(dates)) for event, dates in found.items()}


CONTESTED_DATES = """\
SELECT a.entity_id, a.value FROM attributes a
WHERE a.property = 'date' AND a.status = 'contested' AND a.entity_id IN ({})
ORDER BY a.entity_id, a.start_earliest, a.id"""


WITHIN = (
    "WITH RECURSIVE within(id, depth) AS (SELECT id, 0 FROM places WHERE id IN (:id) UNION ALL "
    "SELECT p.id, w.depth + 1 FROM places p JOIN within w ON p.parent_id = w.id WHERE w.depth < 12) "
    "SELECT id FROM within"
)


def about(database: Database, id_: str, type_: str) -> list[Claim]:
    """Every claim that mentions an entity; for a place also those that mention a place within it."""
    found: list[Claim] = []
    for kind in CLAIMS:
        conditions = []
        for number, mention in enumerate(mentions(kind.kind)):
            if type_ in mention.types:
                inside = type_ == "place" and number > 0
                conditions.append(f"c.{mention.stem}_id IN ({WITHIN})" if inside else f"c.{mention.stem}_id = :id")
        if conditions:
            found += fetch(database, kind.kind, " OR ".join(conditions), id=id_)
    return found


def by_ids(database: Database, ids: Iterable[str]) -> list[Claim]:
    """The claims of these ids, in their order."""
    wanted = list(dict.fromkeys(ids))
    kinds: dict[str, list[str]] = {}
    for sql, params in _listed("SELECT id, kind FROM claims WHERE id IN ({}) ORDER BY id", wanted):
        for row in database.rows(sql, **params):
            kinds.setdefault(row["kind"], []).append(row["id"])
    found = of_kinds(database, kinds)
    return [found[i] for i in wanted if i in found]


def of_kinds(database: Database, kinds: dict[str, list[str]]) -> dict[str, Claim]:
    """The claims whose ids are given by their kinds, by id."""
    found: dict[str, Claim] = {}
    for kind, ids in kinds.items():
        for where, params in _listed("c.id IN ({})", ids):
            found.update((c.id, c) for c in fetch(database, kind, where, "ORDER BY c.id", **params))
    return found


def in_disputes(database: Database, disputes: Iterable[str]) -> list[Claim]:
    """All sides of these disputes, rejected ones too."""
    wanted = list(dict.fromkeys(disputes))
    if not wanted:
        return []
    return [
        claim
        for where, params in _listed("c.dispute_id IN ({})", wanted)
        for kind in CLAIMS
        for claim in fetch(database, kind.kind, where, **params)
    ]


def citations(database: Database, claims: Iterable[str], entities: Iterable[str] = ()) -> dict[str, list[Citation]]:
    """Citations by the id of the claim or entity they stand for, in the curator's order."""
    found: dict[str, list[Citation]] = {}
    for column, ids in (("claim_id", claims), ("entity_id", entities)):
        for sql, params in _listed(
            CITATIONS + f"WHERE c.{column} IN ({{}})\nORDER BY c.{column}, c.position, c.id", list(ids)
        ):
            for row in database.tuples(sql, **params):
                citation = Citation(*row)
                found.setdefault(getattr(citation, column), []).append(citation)
    return found


# the columns of a Citation, in their order
CITATIONS = """\
SELECT c.claim_id, c.entity_id, c.source_id, c.locator, c.quote, c.stance, c.asserted_by_id,
  a.name AS asserted_by_name, c.statement_id, st.name AS statement_name, s.title, s.publisher,
  s.kind AS source_kind, s.published, s.url, s.archive_url
FROM citations c
JOIN sources s ON s.id = c.source_id
LEFT JOIN entities a ON a.id = c.asserted_by_id
LEFT JOIN statements st ON st.id = c.statement_id
"""


def _listed(sql: str, values: list[str]) -> Iterable[tuple[str, dict[str, str]]]:
    """The query with the values in the place of `{}`, as often as their number needs."""
    for start in range(0, len(values), _MANY):
        some = values[start : start + _MANY]
        params = {f"i{n}": value for n, value in enumerate(some)}
        yield sql.format(", ".join(f":{name}" for name in params)), params
