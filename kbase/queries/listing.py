"""Lists of things, narrowed by filters that combine: the answer of `kbase list`."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from kbase.database.connection import Database, Row
from kbase.database.standing import LISTED_BY
from kbase.fields import ACTS
from kbase.problems import UsageError
from kbase.queries.claim_plans import Plan
from kbase.queries.group_events import RELATED, THROUGH_WHOM
from kbase.queries.list_columns import BY_KILLED, more_columns
from kbase.queries.list_filters import LACKS, OPTIONS, Filters, value_of
from kbase.queries.list_plans import (
    PLANS,
    ROLE,
    ROLE_IN_GROUP,
    as_listed,
    dates,
    filled,
    one_claim,
    people_then,
)  # fmt: skip
from kbase.queries.on_day import NO, POSSIBLY, YES, by, day_of, held, overlaps
from kbase.queries.own_parts import PART, TAKES_PART, own_part
from kbase.queries.revision import Revision, revision
from kbase.queries.ties import SIDES_ON, during, settled, sides, span, then
from kbase.queries.within import FILTERS, made_within, passing

_HOW_SURELY = ("fits", "on_day")


class Listing(NamedTuple):
    what: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: bool  # whether the limit cut it
    revision: Revision


# where a filter by group asks for more: who stands for the group in an event; the role in this group
_IN_GROUP = {
    "events": ("\nFROM events t", f",\n  CASE WHEN {TAKES_PART.format('group')}\n    OR {RELATED} THEN NULL ELSE {THROUGH_WHOM} END AS through\nFROM events t"),
    "people": (ROLE, ROLE_IN_GROUP),
}  # fmt: skip


class MayFit(NamedTuple):
    """The rows that may fit, before it is said how surely each does."""

    rows: list[Row]
    columns: tuple[str, ...]
    ends: tuple[str | None, str | None] | None  # of the time asked for
    fits: bool  # whether the rows have a column `fits`


def listing(database: Database, what: str, filters: Filters) -> Listing:
    """The things of a list that pass all filters.

    :raises UsageError: for a filter that this list does not have, or a value that no row can have.
    """
    columns, rows = answered(may_fit(database, what, filters), what, filters)
    more = filters.limit is not None and len(rows) > filters.limit
    return Listing(what, columns, tuple(rows[: filters.limit]), more, revision(database))


def may_fit(database: Database, what: str, filters: Filters, keyed: Collection[str] = ()) -> MayFit:
    """What the database has for a list.

    :param keyed: as of `answered`.
    :raises UsageError: as `listing`.
    """
    plan = PLANS[what]
    conditions, params = narrowed(database, what, filters, keyed)
    sql = plan.select
    if filters.group is not None and what in _IN_GROUP:
        sql = sql.replace(*_IN_GROUP[what])
        if PART.keys() & params:  # asked of its own part
            sql = sql.replace(THROUGH_WHOM, "NULL")
    for column in more_columns(database.engine, what, params):
        sql = _with(sql, what, column)
    if "on" in params:
        sql = _on(what, plan, sql, conditions, filters)
    surely = passing(params, surely=True, on="on" in params)
    if surely:
        sql = _with(sql, what, f"CASE WHEN {' AND '.join(surely)} THEN 'yes' ELSE 'possibly' END AS fits")
    period = "first" in params or "last" in params
    if period and "on" not in params:
        sql = _during(what, plan, sql, conditions, filters)
    if period and not ("on" in params and plan.dates):
        sql = _with(sql, what, plan.dates or dates(plan.made, plan.made))
    if what in _CLAIMS and period and "on" not in params:
        sql = _with(sql, what, sides(params.get("first"), params.get("last")))
    parts = [c for c in conditions if "current_participations p" in c] if what == "events" else []
    if parts:
        tests = [settled(c, attributed=filters.attribution) for c in parts]
        sql = _with(sql, what, f"CASE WHEN {' AND '.join(tests)} THEN 'yes' ELSE 'possibly' END AS sides")
    if conditions:
        sql += "\nWHERE " + "\n  AND ".join(conditions)
    sql += f"\nORDER BY {_order(what, filters.sort)}"
    sifted = filters.on is not None and bool(plan.dates)  # some rows are left out when the flags are seen
    if filters.limit is not None and not sifted:
        sql += f"\nLIMIT {filters.limit + 1}"  # one more tells whether there are more
    asked, values = filled(sql, params)
    rows = database.rows(asked, **values)
    ends = (params.get("first"), params.get("last")) if period else None
    return MayFit(rows, database.columns, ends, bool(surely))


def _order(what: str, sort: str | None) -> str:
    """The order of a list, equals in its own.

    :raises UsageError: for one that this list does not have.
    """
    if sort is None:
        return PLANS[what].order
    if (what, sort) != ("events", "killed"):
        raise UsageError(f"a list of {what} has no --sort {sort}", "kbase list events --sort killed")
    return f"{BY_KILLED}, {PLANS[what].order}"


def answered(
    found: MayFit, what: str, filters: Filters, keyed: Collection[str] = ()
) -> tuple[tuple[str, ...], list[Row]]:
    """The columns and rows of a list, with how surely each row fits.

    :param keyed: filters that the caller asks besides, of each thing with another value: how surely it was tied so is left to it.
    """
    rows, columns = found.rows, found.columns
    if found.ends or ("sides" in columns and filters.on is None):
        own = bool(found.ends) and not of_listing(what, filters, keyed)
        rows = [{**r, "fits": _fits(r, *(found.ends or (None, None)), keyed, own=own)} for r in rows]
        columns = columns if found.fits else (*columns, "fits")
    if filters.on is not None and PLANS[what].dates:
        day = day_of(filters.on)
        rows = [{**row, "on_day": _held(what, row, day, filters, keyed)} for row in rows]
        rows = [row for row in rows if row["on_day"] != NO]
        columns = (*columns, "on_day")
    told = [c for c in columns if c not in (*_TIED, *_HOW_SURELY)]
    columns = (*told, *(c for c in _HOW_SURELY if c in columns))
    return columns, [{c: row[c] for c in columns} for row in rows]


def surely(columns: Collection[str], rows: Iterable[Row]) -> set[str] | None:
    """The ids of what surely fits; None where the list does not tell this from what possibly does."""
    told = [column for column in _HOW_SURELY if column in columns]
    return {row["id"] for row in rows if all(row[c] == YES for c in told)} if told else None


def narrowed(
    database: Database, what: str, filters: Filters, keyed: Collection[str] = ()
) -> tuple[list[str], dict[str, Any]]:
    """The conditions that the filters make, and their parameters.

    :raises UsageError: for a filter that this list does not have, or a value that no row can have.
    """
    plan = PLANS[what]
    conditions: list[str] = []
    params: dict[str, Any] = {}
    parts = [name for name in PART if getattr(filters, name) is not None]
    joint = _joint(what, filters)
    for name, value in filters.asked():
        has_day = bool(plan.dates)
        if name == "on" and has_day:
            params["on"] = day_of(str(value))
            continue
        if name not in plan.conditions:
            known = ", ".join([OPTIONS.get(n, f"--{n}") for n in plan.conditions] + ["--on"] * has_day)
            why = LACKS.get((what, name), "")
            raise UsageError(f"a list of {what} has no {OPTIONS.get(name, f'--{name}')}{why}", f"it has {known}")
        condition = plan.conditions[name]
        if name in (*FILTERS, *PART):
            params[name] = value_of(database, what, name, value)
            continue
        if name == "status":
            if value not in LISTED_BY:
                raise UsageError(f"'{value}' is not a status of a listing", "one of: listed, delisted")
            condition = condition or LISTED_BY[value]
        of_time = name in ("first", "last")
        condition = "" if of_time and of_listing(what, filters, keyed) else joint.get(name, condition)
        if plan.made and of_time:
            condition = made_within(database.engine, plan.made)[name]
        if what == "events" and name in ("group", "person") and parts:
            condition = own_part(name, parts)
        if condition:
            conditions.append(condition)
        if f":{name}" in (plan.conditions[name] or condition):
            params[name] = value_of(database, what, name, value)
    if parts and not (filters.group or filters.person):
        conditions.append(own_part("", parts))
    conditions += passing(params, surely=False, on="on" in params)
    for name in ("first", "born_first", "died_first", "listed_first", "delisted_first"):
        after = name.replace("first", "last")
        if name in params and after in params and params[name] > params[after]:
            typed = " ".join(f"{OPTIONS[n]} {getattr(filters, n)}" for n in (name, after))
            raise UsageError(f"{typed} ends before it begins", f"the earlier date goes with {OPTIONS[name]}")
    return conditions, params


def of_listing(what: str, filters: Filters, keyed: Collection[str] = ()) -> bool:
    """Whether a time is asked of a thing's listings alone, which may outlast it."""
    listed_ = bool(filters.status or filters.authority) or "authority" in keyed
    return (listed_ and what in LASTING) or (what, filters.status) == ("designations", "delisted")


def _joint(what: str, filters: Filters) -> dict[str, str]:
    """The conditions of filters of this list that ask of one and the same claim."""
    return one_claim(what, [name for name, _ in filters.asked()], LISTED_BY.get(filters.status or "", ""))


# the dates of a row, which programs get where a day or a time is asked for
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "start_flag", "end_flag")


def _on(what: str, plan: Plan, sql: str, conditions: list[str], filters: Filters) -> str:
    """The SELECT as of a day, with the dates of each row and whether what is asked of its ties was surely so."""
    sure: dict[str, list[str]] = {}
    joint = {**plan.conditions, **_joint(what, filters)}
    ties = {joint.get(name): tied for tied, names in _TIED.items() for name in names if getattr(filters, name)}
    for n, condition in enumerate(conditions):
        if what != "events":  # events are of the day themselves
            conditions[n] = then(condition)
        if what == "events" and condition == plan.conditions.get("country"):
            conditions[n] = then(condition)
        elif condition in ties and conditions[n] != condition:
            sure.setdefault(ties[condition], []).append(then(condition, surely=True))
    for tied, tests in sure.items():
        sql = _with(sql, what, f"CASE WHEN {' AND '.join(tests)} THEN 'yes' ELSE 'possibly' END AS {tied}")
    if what == "people":
        sql = people_then(sql)
    if plan.dates:
        sql = _with(sql, what, plan.dates)
    if what in _CLAIMS:
        sql = _with(sql, what, SIDES_ON)
    return as_listed(sql, conditions, ":on", ":on")


# what a row is tied to by the filters; whoever surely had a role, or was somewhere, was there that day, but a listing outlasts a life
_TIED = {"tied": ("country", "group", "person", "kind"), "listed": ("authority",), "sides": ()}
_CLAIMS = ("designations", "memberships", "relations", "ties")
LASTING = ("groups", "organizations", "operations")  # things that a filter may tie to others for part of their time


def _during(what: str, plan: Plan, sql: str, conditions: list[str], filters: Filters) -> str:
    """The SELECT with whether what is asked of a thing's ties (where it was, who listed it) was surely so within the time asked for."""
    for tied, names in _TIED.items() if what in LASTING else ():
        tests = []
        for name in names:
            if getattr(filters, name) is None or (name == "authority" and filters.status):
                continue
            condition = plan.conditions[name]
            then_ = during(condition, filters.first, filters.last)
            if then_ != condition:
                conditions[conditions.index(condition)] = then_
                tests.append(during(condition, filters.first, filters.last, surely=True))
        if tests:
            sql = _with(sql, what, f"CASE WHEN {' AND '.join(tests)} THEN 'yes' ELSE 'possibly' END AS {tied}")
    return as_listed(sql, conditions, *span(filters.first, filters.last))


def _with(sql: str, what: str, columns: str) -> str:
    """The SELECT with more columns."""
    head, mark, tail = sql.rpartition(f"\nFROM {_FROM[what]} t")
    return f"{head},\n  {columns}{mark}{tail}"


_FROM = {what: what for what in PLANS} | {
    "designations": "current_designations", "memberships": "current_memberships", "cases": "current_legal_cases",
    "relations": "current_group_relations", "ties": "current_person_relations",
}  # fmt: skip


def _tied(row: Row, keyed: Collection[str]) -> bool:
    return "tied" in row or not set(_TIED["tied"]).isdisjoint(keyed)


def _fits(row: Row, first: str | None, last: str | None, keyed: Collection[str], *, own: bool) -> str:
    """Whether a row is of a time, with what ties it to what is asked for: what surely was somewhere then was there. `own`: by its own dates too."""
    ties = [str(row[tied]) for tied in _TIED if tied in row]
    dated = [overlaps(row, first, last)] if own and not _tied(row, keyed) else []
    return _least([*dated, *ties, str(row.get("fits", YES))])


def _held(what: str, row: Row, day: str, filters: Filters, keyed: Collection[str]) -> str:
    """Whether a row is of a day, with what ties it to what is asked for."""
    ties = [str(row[tied]) for tied in _TIED if tied in row]
    # whether it was listed its own dates do not say: it may have ended before, and a listing outlasts a life
    if of_listing("groups" if what == "people" else what, filters, keyed):
        return _least(ties)
    if what == "cases" or (what in ("relations", "ties") and row["relation"] in ACTS):
        found = by(day, row["start_earliest"], row["start_latest"], row["start_flag"] or "")
    else:
        found = held(row, day)
    if found == NO:
        return NO
    # what surely had a role, or was somewhere, was there then; a claim is not surely so because of what else is
    return _least(ties if _tied(row, keyed) and what not in _CLAIMS else [found, *ties])


def _least(answers: list[str]) -> str:
    return YES if all(answer == YES for answer in answers) else POSSIBLY
