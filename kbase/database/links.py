"""Links between entities: every claim that ties two of them, as an edge. Told to the view and to the search alike."""

from typing import NamedTuple

from kbase.database.days import COLUMNS, Days, claim_days, named, statement_days
from kbase.database.standing import STANDING
from kbase.fields import CLAIM


class Link(NamedTuple):
    """Where the two ends of a kind of link stand."""

    table: str
    word: str  # the column that says which link it is, or a constant in quotes
    from_id: str
    from_type: str
    to_id: str
    to_type: str
    dates: str  # 'own' columns, the 'event' it belongs to, or 'made' (of a statement)
    also: str = ""  # a condition


_LINKS: dict[str, Link] = {
    "membership": Link("memberships", "role", "person_id", "'person'", "group_id", "'group'", "own"),
    "position": Link("positions", "title", "person_id", "'person'", "organization_id", "'organization'", "own"),
    "group_relation": Link("group_relations", "relation", "group_id", "'group'", "object_id", "object_type", "own"),
    "organization_relation": Link(
        "organization_relations", "relation", "organization_id", "'organization'", "object_id", "object_type", "own"
    ),
    "person_relation": Link("person_relations", "relation", "person_id", "'person'", "object_id", "'person'", "own"),
    "participation": Link("participations", "role", "event_id", "'event'", "participant_id", "participant_type", "event"),
    "operation_participant": Link(
        "operation_participants", "role", "operation_id", "'operation'", "participant_id", "participant_type", "own"
    ),
    "attribute": Link(
        "attributes", "property", "entity_id", "entity_type", "value_id", "value_type", "own",
        "property IN ('operation', 'predecessor', 'part_of')",
    ),
    "location": Link("locations", "relation", "entity_id", "entity_type", "place_id", "'place'", "own"),
    "designation": Link("designations", "list", "entity_id", "entity_type", "authority_id", "'organization'", "own"),
    "statement_subject": Link("statement_subjects", "'about'", "statement_id", "'statement'", "about_id", "about_type", "own"),
    "speaker": Link("statements", "'made by'", "id", "'statement'", "speaker_id", "speaker_type", "made"),
}  # fmt: skip
LINK_KINDS = tuple(_LINKS)


def link_columns(table: str, index: tuple[str, ...]) -> tuple[str, ...]:
    """What an index on one end of a link carries besides on PostgreSQL, so that neighbours are read from it alone."""
    for link in _LINKS.values():
        ends = {link.from_id: link.to_id, link.to_id: link.from_id}
        if link.table == table and link.dates != "made" and index[0] in ends:
            wanted = (ends[index[0]], "id", "status", *(("property",) if link.also else ()))
            return tuple(c for c in wanted if c not in index)
    return ()


def link_select(engine: str, kind: str, here: str, there: str, condition: str, *, dated: bool, but: str = "") -> str:
    """The SELECT of one kind of link from one of its ends: here, there, claim_id, kind.

    :param here: from_id or to_id; `condition` is put behind its column.
    :param dated: only such as may have held on the day `:on` (an act: had happened by it).
    :param but: a word for a link that is left out.
    """
    link = _LINKS[kind]
    columns = {"from_id": f"l.{link.from_id}", "to_id": f"l.{link.to_id}"}
    tests = [f"{columns[here]} {condition}"]
    if link.dates != "made":
        tests.append(f"l.{STANDING}")
    if link.also:
        tests.append(f"l.{link.also}")
    if but:
        tests.append(f"l.{link.word} <> '{but}'")
    if dated:
        days = _days(engine, kind)
        tests.append(f"{days.possibly_from} <= :on AND {days.possibly_until} >= :on")
    return (
        f"SELECT {columns[here]} AS here, {columns[there]} AS there, l.id AS claim_id, '{kind}' AS kind "  # noqa: S608
        f"FROM {link.table} l WHERE {' AND '.join(tests)}"
    )


def _days(engine: str, kind: str) -> Days:
    """When a link held."""
    return statement_days(engine, "l") if kind == "speaker" else claim_days(engine, CLAIM[kind], "l")


def links_view(engine: str) -> str:
    """The SELECT of all links, one row each; rests on the views of the claims that stand."""
    selects = []
    for kind, link in _LINKS.items():
        if link.dates == "made":
            dates = (
                "l.made_on AS start_date, l.made_on AS end_date, l.made_on_earliest AS start_earliest, l.made_on_latest AS start_latest, "
                "l.made_on_earliest AS end_earliest, l.made_on_latest AS end_latest"
            )
            status, join = "'accepted'", ""
        elif link.dates == "event":
            dates = "e.date AS start_date, e.date AS end_date, e.start_earliest, e.start_latest, e.end_earliest, e.end_latest"
            status, join = "l.status", " JOIN events e ON e.id = l.event_id"
        else:
            dates = "l.start_date, l.end_date, l.start_earliest, l.start_latest, l.end_earliest, l.end_latest"
            status, join = "l.status", ""
        word, from_type, to_type = (
            c if c.startswith("'") else f"l.{c}" for c in (link.word, link.from_type, link.to_type)
        )
        where = f" WHERE l.{link.also}" if link.also else ""
        table, days = f"current_{link.table}", ", ".join(f"l.{c}" for c in COLUMNS)
        if link.dates == "made":
            table, days = link.table, named(_days(engine, kind))
        selects.append(
            f"SELECT l.id AS claim_id, '{kind}' AS kind, {word} AS link, l.{link.from_id} AS from_id, {from_type} AS from_type, "  # noqa: S608
            f"l.{link.to_id} AS to_id, {to_type} AS to_type, {status} AS status, {dates}, {days} FROM {table} l{join}{where}"
        )
    return "\nUNION ALL\n".join(selects)
