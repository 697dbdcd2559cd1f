"""In which section of an entity's page a claim is read."""

from kbase.queries.claims import Claim
from kbase.queries.resolve import Entity

# the sections in the order in which they are read
TITLES: dict[str, str] = {
    "facts": "Facts",
    "names": "Names",
    "participants": "Participants",
    "designations": "Designations",
    "legal_cases": "Legal cases",
    "leaders": "Leaders",
    "members": "Members",
    "memberships": "Memberships",
    "positions": "Positions",
    "lineage": "Lineage and relations",
    "relations": "Relations",
    "operations": "Operations",
    "events": "Events",
    "locations": "Places",
    "present": "Who was there",
    "figures": "Figures",
    "estimates": "Estimates it made",
    "subjects": "About",
    "statements": "Statements",
    "listings": "Whom it listed",
    "mentioned": "Also named in",
    "identifiers": "Identifiers",
    "decisions": "The same as another entry?",
    "places": "Places in it",
    "entries": "Entries that rest on it",
}

_LEADING = ("founder", "leader", "deputy", "commander", "senior_leader", "spokesperson", "religious_leader")
_OWN = {
    "name": "names", "attribute": "facts", "membership": "memberships", "position": "positions",
    "group_relation": "lineage", "organization_relation": "relations", "person_relation": "relations",
    "participation": "participants", "operation_participant": "participants", "figure": "figures",
    "location": "locations", "designation": "designations", "legal_case": "legal_cases",
    "statement_subject": "subjects", "identifier": "identifiers",
}  # fmt: skip


def section_of(claim: Claim, entity: Entity) -> str:
    """The section of a claim on the page of an entity that it mentions."""
    kind, row = claim.kind.kind, claim.row
    if entity.type == "source" or claim.subject == entity.id:
        return _OWN[kind]
    return _of_another(kind, row, entity)


def _of_another(kind: str, row: dict[str, object], entity: Entity) -> str:
    if kind == "membership":
        return "leaders" if row["role"] in _LEADING else "members"
    if kind == "position":
        return "positions"
    if kind == "attribute":
        if row["entity_type"] == "event":
            return "events"
        return "lineage" if row["property"] == "predecessor" else "present"
    if kind == "group_relation":
        return "lineage" if entity.type == "group" else "relations"
    if kind in ("organization_relation", "person_relation"):
        return "relations"
    if kind == "participation":
        return "events"
    if kind == "operation_participant":
        return "operations"
    if kind == "figure":
        return "estimates" if row["estimator_id"] == entity.id else "figures"
    if kind == "location":
        return "events" if row["entity_type"] == "event" else "present"
    if kind == "designation":
        return "listings"
    return "mentioned"
