"""Filters of a list by one date of its things (birth, death, listing, delisting), by nationality and by who killed or captured them: what may pass,
what surely does.

A flagged date reaches one unit further, as in `kbase.queries.on_day`: what it may mean decides what may pass, all that it may mean
what surely does. What no source dates does not pass.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

from collections.abc import Collection

from kbase.database.days import begun, flagged
from kbase.database.standing import ANSWERED_FOR, DEAD, KILLER, UNDENIED
from kbase.queries.claims import WITHIN
from kbase.queries.ties import then

_CITIZENS = (
    "t.id IN (SELECT a.entity_id FROM current_attributes a WHERE a.property = 'nationality'{} AND a.value_id IN ("
    + WITHIN.replace(":id", ":nationality")
    + "))"
)
# on a day, as `kbase.queries.on_day` says it: a nationality that nobody dates is told of every day
_MAY_THEN = " AND {0}.possibly_from <= :on AND {0}.possibly_until >= :on"
_THEN = (
    " AND ({0}.surely_from <= :on AND {0}.surely_until >= :on"
    " OR {0}.start_date IS NULL AND {0}.end_date IS NULL AND {0}.last_seen IS NULL)"
)
_PROPERTY = "SELECT 1 FROM current_attributes a WHERE a.entity_id = t.id AND a.property = '{}'"
# where the date stands: alias and end
_DATES = {"born": ("a", "start"), "died": ("a", "start"), "listed": ("t", "start"), "delisted": ("t", "end")}
FILTERS = ("nationality", *(f"{date}_{bound}" for date in _DATES for bound in ("first", "last")))

# it was this one or, by a country, its government, forces and institutions
OF_STATE = "kind IN ('state', 'force', 'institution')"
DONE_BY = f"({{0}} IN (:{{1}}) OR {{0}} IN (SELECT b.id FROM organizations b WHERE b.country_id IN (:{{1}}) AND b.{OF_STATE}))"
# who killed the person `t`, by an event in which both stand; how sure that is says the column killed_by
KILLED = f"""SELECT 1 FROM current_participations d JOIN current_participations k ON k.event_id = d.event_id
    WHERE d.participant_id = t.id AND d.role = 'killed' AND {UNDENIED.format("d.")}
    AND {KILLER} AND {UNDENIED.format("k.")}"""
KILLED_BY = f"EXISTS ({KILLED} AND {DONE_BY.format('k.participant_id', 'killed_by')})"
# another is the confirmed killer, the part `k` is not confirmed: not both, for all that is known
_ANOTHER = (
    "k.attribution <> 'confirmed' AND EXISTS (SELECT 1 FROM current_participations o WHERE o.event_id = k.event_id "
    "AND o.role = 'killer' AND o.attribution = 'confirmed' AND o.status = 'accepted')"
)
# who captured the person `t`: the captors of that event
CAPTURED = f"""SELECT 1 FROM current_participations d JOIN current_participations k ON k.event_id = d.event_id
    WHERE d.participant_id = t.id AND d.role = 'captured' AND {UNDENIED.format("d.")}
    AND k.role = 'captor' AND {UNDENIED.format("k.")}"""
CAPTURED_BY = f"EXISTS ({CAPTURED} AND {DONE_BY.format('k.participant_id', 'captured_by')})"
SURELY_CAPTURED_BY = f"{CAPTURED_BY[:-1]} AND {ANSWERED_FOR.format('d.')} AND {ANSWERED_FOR.format('k.')})"
# a death that may have come of the event: not before it, nor, of wounds, after its year
DIED_THERE = (
    "(d.attribution = 'confirmed' OR NOT EXISTS (SELECT 1 FROM current_attributes y JOIN event_list ev ON ev.id = d.event_id "
    "WHERE y.entity_id = d.participant_id AND y.property = 'died' AND y.status = 'accepted' AND (y.surely_from < ev.possibly_from "
    "OR SUBSTR(CAST(y.possibly_from AS text), 1, 4) > SUBSTR(CAST(ev.possibly_until AS text), 1, 4))))"
)
# the death is sure, may have come of this event, and somebody answers for who killed
SURELY_KILLED_BY = f"{KILLED_BY[:-1]} AND d.status = 'accepted' AND {ANSWERED_FOR.format('k.')} AND NOT ({_ANOTHER}) AND {DIED_THERE}) AND {DEAD}"


def passing(asked: Collection[str], *, surely: bool, on: bool = False) -> list[str]:
    """The conditions of the filters that are asked for: of what may pass or, of such, what surely does."""
    by = {"killed_by": SURELY_KILLED_BY, "captured_by": SURELY_CAPTURED_BY}
    found = [test for name, test in by.items() if surely and name in asked]  # who may pass says the list's plan
    found = [then(test, surely=True) if on else test for test in found]
    if "nationality" in asked:
        found.append(_CITIZENS.format(citizen("a", surely=surely, on=on)))
    for date, (alias, end) in _DATES.items():
        bounds = [name for name in ("first", "last") if f"{date}_{name}" in asked]
        tests = [_test(f"{alias}.", end, n, surely=surely).replace(":day", f":{date}_{n}") for n in bounds]
        if tests and alias == "a":  # of contested births, or deaths, one may be so, or all of them are
            within, property_ = " AND ".join(tests), _PROPERTY.format(date)
            told = f"NOT EXISTS ({property_} AND NOT ({within}))" if surely else f"EXISTS ({property_} AND {within})"
            found.append(_or_fell(told, property_, bounds, surely=surely) if date == "died" else told)
            found += [DEAD] * (surely and date == "died")
        elif tests:
            found += [f"{alias}.{end}_date IS NOT NULL", *tests, *["t.status = 'accepted'"] * surely]
    return found


def _or_fell(told: str, died: str, bounds: Collection[str], *, surely: bool) -> str:
    """What is told of deaths or, of whom none is, an event within the bounds in which the person was killed."""
    first, last = ("possibly_from", "possibly_until") if surely else ("possibly_until", "possibly_from")
    days = {"first": f"ev.{first} >= :died_first", "last": f"ev.{last} <= :died_last"}
    borne_out = (
        " AND d.status = 'accepted' AND d.attribution = 'confirmed'" if surely else f" AND {UNDENIED.format('d.')}"
    )
    fell = (
        "SELECT 1 FROM current_participations d JOIN event_list ev ON ev.id = d.event_id "
        f"WHERE d.participant_id = t.id AND d.role = 'killed'{borne_out} AND {' AND '.join(days[b] for b in bounds)}"
    )
    told = told if not surely else f"EXISTS ({died}) AND {told}"  # else nothing stands against it
    return f"({told} OR NOT EXISTS ({died}) AND EXISTS ({fell}))"


def citizen(alias: str, *, surely: bool, on: bool) -> str:
    """The further conditions of a nationality, ' AND …' or '': it may be so, or surely is, on the day `:on` if one is asked for."""
    then = f" AND {alias}.status = 'accepted'" * surely
    return then + ((_THEN if surely else _MAY_THEN) * on).format(alias)


def made_within(engine: str, column: str) -> dict[str, str]:
    """The conditions that what was made on the date of a column, of one thing, may have been made from `:first` on, and by `:last`."""
    early, late = begun(engine, f"{column}_earliest", f"{column}_latest", flagged(column))
    return {
        name: f"{column} IS NOT NULL AND {test}"
        for name, test in (("first", f"{late} >= :first"), ("last", f"{early} <= :last"))
    }


def _test(of: str, end: str, bound: str, *, surely: bool) -> str:
    """Whether a date lies on the right side of a bound: some day of those that it may be, or (`surely`) every one of them."""
    if end == "start":
        early, late = f"{of}possibly_from", f"{of}surely_from"
    else:  # of a contested claim surely_until is no day of its end
        early = f"CASE {of}status WHEN 'contested' THEN {of}end_earliest ELSE {of}surely_until END"
        late = f"{of}possibly_until"
    return f"{early if (bound == 'first') is surely else late} {'>' if bound == 'first' else '<'}= :day"
