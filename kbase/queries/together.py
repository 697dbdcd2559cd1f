"""Whether links held at one time: surely, possibly or never, by the same bounds that tell what held on a day."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

from kbase.dates import FIRST, LAST
from kbase.fields import ACTS
from kbase.queries.bonds import PLEDGES
from kbase.queries.claims import Claim
from kbase.queries.on_day import POSSIBLY, YES, bounds, flag_of

NEVER = "never"


class Span(NamedTuple):
    """When a link held: it may have from `possibly_from` to `possibly_until`, it surely had begun by `surely_from` and had not
    ended before `surely_until`. Of a moment whose day is not known, `surely_from` lies after `surely_until`."""

    possibly_from: str
    surely_from: str
    surely_until: str
    possibly_until: str
    event: str = ""  # the event that it happened with


def span(claim: Claim, until: str = LAST) -> Span:
    """The time of a claim; what an act made lasts on, but a pledge surely bound on its day alone. What is contested surely meets
    others only on days on which all sides have it so.

    :param until: the last day on which a pledge, or its acceptance, may have bound.
    """
    time = _told(claim, until)
    if claim.status != "contested":
        return time
    since, until = claim.agreed or (LAST, FIRST)
    return time._replace(surely_from=since, surely_until=until, event="")


def _told(claim: Claim, until: str) -> Span:
    """The time of a claim, as if nobody disputed it."""
    row = claim.row
    if "made_on" in row:  # what a statement is about
        return made(row)
    if row.get("event_earliest"):
        first, last = bounds(row["event_earliest"], row["event_latest"], flag_of(str(row["event_date"])))
        return Span(first, last, first, last, claim.subject)
    first, last = bounds(row["start_earliest"], row["start_latest"], row["start_flag"])
    if row.get("relation") in PLEDGES:
        return Span(first, last, first, until)
    if row.get("relation") in ACTS:
        return Span(first, last, LAST, LAST)
    return Span(first, last, *bounds(row["end_earliest"], row["end_latest"], row["end_flag"]))


def made(statement: dict[str, Any]) -> Span:
    """From when on a statement had been made."""
    if not statement["made_on"]:
        return Span(str(statement["made_on_earliest"] or FIRST), LAST, LAST, LAST)
    first, last = bounds(statement["made_on_earliest"], statement["made_on_latest"], flag_of(str(statement["made_on"])))
    return Span(first, last, LAST, LAST)


def together(spans: Iterable[Span]) -> str:
    """yes, possibly or never. Links that surely meet two by two surely meet all at one time, being stretches of one line."""
    all_ = list(spans)
    if max(s.possibly_from for s in all_) > min(s.possibly_until for s in all_):
        return NEVER
    return YES if all(_surely(one, other) for one, other in combinations(all_, 2)) else POSSIBLY


def _surely(one: Span, other: Span) -> bool:
    if one.event and one.event == other.event:
        return True
    return one.surely_from <= other.surely_until and other.surely_from <= one.surely_until
