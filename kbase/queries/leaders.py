"""Who led a group, in order, and what lies between one and the next: the answer of `kbase leaders`."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.database.standing import STANDING
from kbase.dates import FIRST, LAST, Bounds, begins, widest
from kbase.queries.claims import Claim, citations, fetch
from kbase.queries.facts import Cited, Fact, Numbering
from kbase.queries.on_day import NO, on_day
from kbase.queries.resolve import Entity
from kbase.queries.revision import Revision, revision
from kbase.queries.together import span

# how the time between two leaders looks by the bounds of their dates
GAP, OVERLAP, ADJOINING, OPEN = "gap", "overlap", "adjoining", "open"


class Between(NamedTuple):
    """What lies between one leader's end and the next one's start.

    `gap` or `overlap`: surely so, and for at least `least` and at most `most` days (None: not bounded); of a gap the days on
    which neither led, of an overlap those on which both did, the first and the last day of each being days on which they led.
    `adjoining`: the one ended on the day the other began or the day before. `open`: the dates leave it open.
    """

    kind: str
    least: int | None
    most: int | None


class Tenure(NamedTuple):
    """One leading role, and what lies between an earlier one and it (None for the first); whose that was: id and name.

    `least_days` and `most_days`: on how many days it surely was held, and on how many it may have been (None: not bounded).
    """

    fact: Fact
    person: str
    name: str
    since: Between | None
    after: str = ""
    after_name: str = ""
    one: bool = False  # whether a source alleges that the two are one person
    least_days: int = 0
    most_days: int | None = None


class Leaders(NamedTuple):
    entity: Entity
    roles: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""
    recorded: int = 0  # roles on record, whatever the day


_ALLEGED = f"""\
SELECT person_id, object_id FROM person_relations WHERE relation = 'same_as_alleged' AND {STANDING}
  AND person_id IN (SELECT person_id FROM memberships WHERE group_id = :group)"""  # noqa: S608


def leaders(database: Database, group: Entity, roles: tuple[str, ...] = ("leader",), on: str = "") -> Leaders:
    """The standing claims that somebody held one of the roles in the group, in the order in which they led.

    :param on: only such as may have held on this day (ISO text).
    """
    marks = {f"r{n}": role for n, role in enumerate(roles)}
    found = fetch(
        database, "membership",
        f"c.group_id = :group AND c.{STANDING} AND c.role IN ({', '.join(f':{m}' for m in marks)})",
        group=group.id, **marks,
    )  # fmt: skip
    held = {c.id: on_day(c, on) for c in found} if on else {}
    kept = [c for c in found if held.get(c.id) != NO]
    kept = in_order(kept)
    numbering = Numbering(citations(database, [c.id for c in kept]), held)
    pairs = [] if on else database.tuples(_ALLEGED, group=group.id)
    alleged = {frozenset((str(one), str(other))) for one, other in pairs}
    tenures = []
    last: dict[str, Claim] = {}  # a spokesperson follows a spokesperson, no deputy
    led: dict[str, str] = {}  # a day before which the role surely was not over for all
    for claim in kept:
        before = last.get(claim.row["role"])
        least, most = length(claim)
        name = str(claim.row["person_name"])
        tenure = Tenure(numbering.fact(claim, group.id), claim.subject, name, None, least_days=least, most_days=most)
        if before is not None and not on:
            tenure = tenure._replace(
                since=between(before, claim, led.get(claim.row["role"], FIRST)),
                after=before.subject,
                after_name=str(before.row["person_name"]),
                one=frozenset((before.subject, claim.subject)) in alleged,
            )
        tenures.append(tenure)
        # the one whose end comes last is whom the next follows; a contested claim is no link of the chain
        if claim.status == "accepted":  # whoever led did so to the end, which is no earlier
            led[claim.row["role"]] = max(led.get(claim.row["role"], FIRST), _reaching(claim.row)[1][0])
        if claim.status == "accepted" and (before is None or claim.row["end_latest"] >= before.row["end_latest"]):
            last[claim.row["role"]] = claim
    return Leaders(group, roles, tuple(tenures), numbering.listed(), revision(database), on, len(found))


def in_order(roles: list[Claim]) -> list[Claim]:
    """Who began first stands first, by the latest day on which it may have been, of a start that no source gives that is the end; of
    those of whom none is said to have begun at some time, who ended first."""
    ordered = sorted(roles, key=lambda c: (c.row["start_latest"], c.row["start_earliest"], c.row["end_latest"], c.id))
    found: list[Claim] = []
    for begun, run in groupby(ordered, key=lambda c: begins(c.row["start_date"])):
        several = list(run)
        if not begun:
            several.sort(key=lambda c: (c.row["end_latest"], c.row["end_earliest"]))
        found += several
    return found


def between(before: Claim, after: Claim, led: str = FIRST) -> Between:
    """What lies between the end of one role and the start of another.

    :param led: a day before which somebody surely had not ceased to lead: no gap reaches further back.
    """
    exact = not (before.row["end_flag"] or after.row["start_flag"])
    (ends_first, ends_last), (starts_first, starts_last) = _reaching(before.row)[1], _reaching(after.row)[0]
    shortest, longest = _days(ends_last, starts_first), _days(min(max(ends_first, led), ends_last), starts_last)
    if exact and shortest is not None and longest is not None and 0 <= shortest <= longest <= 1:
        return Between(ADJOINING, 0, 0)
    if shortest is not None and shortest > 1:
        return Between(GAP, shortest - 1, None if longest is None else longest - 1)
    return _overlap(before, after)


def _overlap(before: Claim, after: Claim) -> Between:
    """The days from the later of two starts to the earlier of two ends, where each surely led on more than the other's last day, or
    both were seen to lead on that."""
    roles = before, after
    starts, ends = zip(*(_reaching(role.row) for role in roles), strict=True)
    fewest: list[int] = []
    most: list[int] = []
    for n, (starts_first, starts_last) in enumerate(starts):
        for m, (ends_first, ends_last) in enumerate(ends):
            at_least, at_most = _days(starts_last, ends_first), _days(starts_first, ends_last)
            if n == m:  # whoever led did so on one day at least
                at_least = max(at_least or 0, 0)
            elif at_least is None or at_least < (0 if _seen(roles[n], roles[m]) else 1):
                return Between(OPEN, None, None)
            fewest.append(at_least + 1)
            most += [] if at_most is None else [at_most + 1]
    return Between(OVERLAP, min(fewest), min(most, default=None))


def _seen(one: Claim, other: Claim) -> bool:
    """Whether the latest start of the one, and the earliest end of the other, are days on which a source sees them lead: on the day of
    which a source says that the one began, or the other ended, they may have handed over."""
    return one.row["start_date"] is None and other.row["end_date"] is None


def length(role: Claim) -> tuple[int, int | None]:
    """On how many days a role surely was held, the first and the last counted, and on how many it may have been (None: not bounded), as
    the view `leadership` has it: who held one did so on a day at least, unless that is contested."""
    held = span(role)
    surely = _days(held.surely_from, held.surely_until)
    possibly = _days(held.possibly_from, held.possibly_until)
    least = -1 if surely is None else surely
    return max(least + 1, int(role.status == "accepted")), None if possibly is None else possibly + 1


def _reaching(row: dict[str, Any]) -> tuple[tuple[str, str], tuple[str, str]]:
    """The first and last day of the start and of the end; one unit more on either side where a date is flagged, but none ends before it begins."""
    start, end = (
        widest(Bounds(row[f"{e}_earliest"], row[f"{e}_latest"], row[f"{e}_flag"] or "")) for e in ("start", "end")
    )
    return (start[0], min(start[1], end[1])), (max(end[0], start[0]), end[1])


def _days(first: str, last: str) -> int | None:
    """Days from one to the other; None where one of them is unbounded."""
    if {first, last} & {FIRST, LAST}:
        return None
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
