"""The views that analysts are shown first, in SQL that both engines read; a seed drops and makes them anew.

`current_…` are the claims of a kind that stand, `links` and `all_claims` put every kind side by side, and the named
views answer what is asked most.
"""

from __future__ import annotations

from functools import cache

from kbase.database.claim_views import claim_views
from kbase.database.claim_words import BOUNDS, claim_select
from kbase.database.days import COLUMNS as DAYS
from kbase.database.days import MEANINGS as DAY_MEANINGS
from kbase.database.days import any_claim_days, claim_days, marks
from kbase.database.days import named as named_days
from kbase.database.event_view import event_view
from kbase.database.links import links_view
from kbase.database.operation_view import operation_view
from kbase.database.profile_views import profile_views
from kbase.database.shape import Column, tables
from kbase.database.standing import STANDING
from kbase.database.view import View
from kbase.fields import CLAIMS, MADE

ALL_CLAIMS = "all_claims"

_MEANINGS = {
    **{name: MADE[name] for name in BOUNDS}, **DAY_MEANINGS,
    "id": "Claim id.", "claim_id": "The claim; for who made a statement the id of the statement.",
    "kind": "Kind of claim; names its table.", "link": "Which link it is: the role, relation, post or list.",
    "subject_id": "Whom or what it is said of.", "subject_type": "Type of the subject.",
    "object_id": "The other entity that it names; null where it names none.", "object_type": "Type of the object.",
    "value": "What is said, in words.", "status": "Our decision on it.", "confidence": "Stated by a source or inferred by us.",
    "dispute_id": "The dispute it belongs to.", "note": "Why it is inferred, rejected or retracted; what a reader must know.",
    "dataset_id": MADE["dataset_id"],
    "from_id": "The entity from which the link goes.", "from_type": "Type of from_id.",
    "to_id": "The entity to which it goes.", "to_type": "Type of to_id.",
}  # fmt: skip
_LINKS = ("claim_id", "kind", "link", "from_id", "from_type", "to_id", "to_type", "status", *BOUNDS[:6], *DAYS)
_CLAIMS = (
    "id", "kind", "subject_id", "subject_type", "object_id", "object_type", "value", "status", "confidence", "dispute_id",
    "note", *BOUNDS, "dataset_id", *DAYS,
)  # fmt: skip


def _columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(
        Column(n, "date" if n in DAYS or n.endswith(("earliest", "latest")) else "text", True, _MEANINGS[n])
        for n in names
    )


@cache
def described_views(engine: str) -> dict[str, View]:
    """Every view by name, one that rests on others after them. `engine` is sqlite or postgresql."""
    found: dict[str, View] = {}
    for kind in CLAIMS:
        table = tables()[kind.table]
        found[f"current_{kind.table}"] = View(
            f"{kind.meaning} Accepted and contested claims only.",
            f"SELECT {', '.join(table.names)},\n  {named_days(claim_days(engine, kind, kind.table))}\nFROM {kind.table}\nWHERE {STANDING}",
            (*table.columns, *_columns(DAYS)),
        )
    found["links"] = View(
        "Every claim that ties two entities, and who made each statement, as an edge from_id → to_id; accepted and contested.",
        links_view(engine),
        _columns(_LINKS),
    )
    union = "\nUNION ALL\n".join(claim_select(kind, *marks(kind, kind.table)) for kind in CLAIMS)
    own = ", ".join(n for n in _CLAIMS if n not in DAYS)
    union = f"SELECT {own},\n  {named_days(any_claim_days(engine, 'c'))}\nFROM (\n{union}\n) c"
    found[ALL_CLAIMS] = View("Every claim of every kind and status, in words.", union, _columns(_CLAIMS))
    return {
        **found,
        **profile_views(engine),
        "event_list": event_view(engine),
        "operation_list": operation_view(engine),
        **claim_views(engine),
    }


def views(engine: str) -> dict[str, tuple[str, str]]:
    """Every view by name: its SELECT and what it is for."""
    return {name: (view.select, view.comment) for name, view in described_views(engine).items()}
