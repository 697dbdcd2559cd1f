"""When a claim held, as `kbase.database.days` has it; of the date of an event: from when on the event had begun.

What an event claims (who took part, how many fell) had happened by its last day, so that within several days it is told as possible.
The accepted date is the event itself, which surely goes on on each day between its first and its last.
"""

from __future__ import annotations

from kbase.database import days
from kbase.database.days import Days, begun
from kbase.fields import ClaimKind


def claim_days(engine: str, kind: ClaimKind, alias: str) -> Days:
    """When a claim held; `alias` is its table."""
    held = days.claim_days(engine, kind, alias)
    if kind.kind != "attribute":
        return held
    own = begun(engine, f"{alias}.start_earliest", f"{alias}.start_latest", f"{alias}.start_flag IS NOT NULL")
    itself = f"{alias}.property = 'date' AND {alias}.status = 'accepted'"
    first, surely = (
        f"CASE WHEN {itself} THEN {date} ELSE {then} END" for date, then in zip(own, held[:2], strict=True)
    )
    return held._replace(possibly_from=first, surely_from=surely)
