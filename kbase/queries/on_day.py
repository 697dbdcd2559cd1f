"""What held on a day: yes, no or possibly, as the bounds of the dates allow.

A date that is flagged as approximate or uncertain (`~`, `?`, `%`) never gives better than 'possibly' within one
unit of it: a year for a year, a month for a month, a day for a day.
"""

from __future__ import annotations

from typing import Any

from kbase.database.days import TIES
from kbase.dates import FIRST, FORMS, LAST, Bounds, DateError, parse, widened, widest
from kbase.fields import ACTS, PASSING, PROPERTY
from kbase.problems import UsageError
from kbase.queries.claims import Claim

YES, POSSIBLY, NO = "yes", "possibly", "no"


def day_of(text: str, option: str = "--on") -> str:
    """One day, as ISO text.

    :raises UsageError: where the text is no date, or names more than a day.
    """
    asked = option + (" " if option.startswith("-") else "=")
    try:
        bounds = parse(text)
    except DateError as error:
        hint = f"name a day: {asked}2015-05-14" if error.hint == FORMS else error.hint
        raise UsageError(f"{option}: {error}", hint) from None
    if bounds.earliest != bounds.latest or bounds.flag:
        first = bounds.latest if bounds.earliest == FIRST else bounds.earliest
        raise UsageError(f"{option}: '{text}' is not one day", f"name a day: {asked}{first}")
    return bounds.earliest


def between(day: str, start: tuple[str, str, str], end: tuple[str, str, str]) -> str:
    """Whether something lasted on a day; each end is (earliest, latest, flag)."""
    begun, over = by(day, *start), by(day, *end, inclusive=False)
    if begun == NO or over == YES:
        return NO
    return YES if begun == YES and over == NO else POSSIBLY


def by(day: str, earliest: str, latest: str, flag: str = "", *, inclusive: bool = True) -> str:
    """Whether a date has come by a day; not `inclusive`: whether it has gone by before that day."""
    # by the last day there is all has come, before the first nothing has gone
    if day == (LAST if inclusive else FIRST):
        return YES if inclusive else NO
    if flag:
        earliest, latest = widened(earliest, latest)
    if latest < day or (inclusive and latest == day):
        return YES
    if earliest > day or (not inclusive and earliest == day):
        return NO
    return POSSIBLY


def held(row: dict[str, Any], day: str) -> str:
    """Whether what a row with four bounds and two flags says lasted on a day."""
    return between(day, _end(row, "start"), _end(row, "end"))


def _end(row: dict[str, Any], end: str) -> tuple[str, str, str]:
    return row[f"{end}_earliest"], row[f"{end}_latest"], row[f"{end}_flag"] or ""


def had_ended(claim: Claim, day: str) -> bool:
    """Whether what an accepted claim says had surely ended before a day."""
    row = claim.row
    return bool(
        claim.status == "accepted"
        and row["end_state"] == "ended"
        and by(day, *_end(row, "end"), inclusive=False) == YES
    )


def overlaps(row: dict[str, Any], first: str | None, last: str | None) -> str:
    """Whether what a row with four bounds and two flags says falls, if only in part, between two days; None leaves one open."""
    start, end = _end(row, "start"), _end(row, "end")
    not_before, not_after = _not_before(first, end), _not_after(last, start)
    if NO in (not_before, not_after):
        return NO
    if not_before == not_after == YES:
        return YES
    # what began in that time, or ended in it, falls into it, whatever is known of its other end
    begun = not_after == _not_before(first, start) == YES
    ended = not_before == _not_after(last, end) == YES
    return YES if begun or ended else POSSIBLY


def _not_before(first: str | None, date_: tuple[str, str, str]) -> str:
    return YES if first is None else _NOT[by(first, *date_, inclusive=False)]


def _not_after(last: str | None, date_: tuple[str, str, str]) -> str:
    return YES if last is None else by(last, *date_)


_NOT = {YES: NO, NO: YES, POSSIBLY: POSSIBLY}


def made_by(statement: dict[str, Any], day: str) -> str:
    """Whether a statement had been made by a day; possibly, where it has no date."""
    if not statement["made_on"]:
        return by(day, str(statement["made_on_earliest"] or FIRST), LAST)
    return by(day, statement["made_on_earliest"], statement["made_on_latest"], flag_of(statement["made_on"]))


def flag_of(date: str) -> str:
    """`~` where a date, or either end of an interval, is flagged."""
    return "~" if any(part[-1:] in ("~", "?", "%") for part in date.split("/")) else ""


def bounds(earliest: object, latest: object, flag: object) -> tuple[str, str]:
    """The first and the last day that a date may be; one unit more on either side where it is flagged."""
    return widest(Bounds(str(earliest), str(latest), str(flag or "")))[:2]


def event_itself(row: dict[str, Any], status: str) -> bool:
    """Whether a claim with these columns is the date of an event that sources do not dispute."""
    return row.get("property") == "date" and status == "accepted"


def told_later(row: dict[str, Any]) -> bool:
    """Whether an attribute is of an event and has a date of its own: what came of it, as the ruling on an attack."""
    moment = PROPERTY[row["property"]].type in ("date", "interval")
    return row["entity_type"] == "event" and bool(row.get("start_date")) and not moment


def on_day(claim: Claim, day: str) -> str:
    """Whether a claim is to be told of a day: a state that lasted on it, an act or event that had happened by it.

    What has no date of its own (a name, an identifier, a nationality) is told of every day, and what has a start alone of every day from it on,
    but for what may pass (an activity), which is possible on each. What a statement is about is told from when it was made. What an event claims had happened by its last day; its accepted date is the event itself, which has begun with its first. A contested tie is
    possible at most, but where its dispute is only about when on the days on which all sides have it so.
    """
    found = _on_day(claim, day)
    if found != YES or claim.status != "contested" or claim.kind.kind not in TIES:
        return found
    return YES if claim.agreed and claim.agreed[0] <= day <= claim.agreed[1] else POSSIBLY


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    """A name, or an attribute that lasts: since ever where no start is given, ever after where no end is."""
    if row["last_seen"]:
        return row
    sides: dict[str, Any] = {}
    if not row["start_date"]:
        sides |= {"start_earliest": FIRST, "start_latest": FIRST, "start_flag": ""}
    if not row["end_date"] and (row["end_state"] != "ended" or not row["start_date"]):
        sides |= {"end_earliest": LAST, "end_latest": LAST, "end_flag": ""}
    return {**row, **sides}


def _on_day(claim: Claim, day: str) -> str:
    kind, row = claim.kind.kind, claim.row
    if kind == "attribute" and told_later(row):
        return by(day, row["start_earliest"], row["start_latest"], row["start_flag"] or "")
    if row.get("event_earliest") and not event_itself(row, claim.status):
        return by(day, row["event_earliest"], row["event_latest"], flag_of(str(row["event_date"])))
    if not row.get("event_earliest") and claim.type_of(claim.kind.subject) == "event":
        return by(day, FIRST, LAST)  # nobody says when it was
    if kind == "statement_subject":
        return made_by(row, day)
    if claim.kind.dating == "none":
        return YES
    if kind == "attribute":
        if PROPERTY[row["property"]].type in ("date", "interval"):
            return by(day, row["start_earliest"], row["start_latest"], row["start_flag"] or "")
        return held(row, day) if row["property"] in PASSING else held(_opened(row), day)
    if kind == "name":
        return held(_opened(row), day)
    if kind in ("figure", "legal_case") or row.get("relation") in ACTS:
        return by(day, row["start_earliest"], row["start_latest"], row["start_flag"] or "")
    return held(row, day)
