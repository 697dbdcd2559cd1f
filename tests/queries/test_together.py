"""Whether links held at one time, against every way in which their days may have been."""

from __future__ import annotations

import random
from itertools import product
from types import SimpleNamespace

from kbase.curation.claims import Claim, set_dates
from kbase.fields import CLAIM
from kbase.queries.together import Span, span, together


def day(n: int) -> str:
    return f"2020-01-{n:02d}"


def moment(first: int, last: int, event: str = "") -> Span:
    return Span(day(first), day(last), day(first), day(last), event)


def ways(one: Span) -> list[set[int]]:
    """The days on which a link may have held, in every way that its bounds allow."""
    begun, begun_by, kept, over = (int(d[-2:]) for d in one[:4])
    if one.event:
        return [{d} for d in range(begun, over + 1)]
    starts, ends = range(begun, begun_by + 1), range(kept, over + 1)
    return [set(range(s, e + 1)) for s in starts for e in ends if s <= e]


def test_the_answer_is_that_of_every_way_in_which_it_may_have_been() -> None:
    rng, seen = random.Random(7), set()
    for _ in range(4000):
        spans = []
        for n in range(rng.randint(2, 4)):
            days = [rng.randint(1, 6) for _ in range(4)]
            if rng.random() < 0.3:
                first, last = sorted(days[:2])
                spans.append(moment(first, last, f"e{n}"))
            else:
                (begun, begun_by), (kept, over) = sorted(days[:2]), sorted(days[2:])
                if begun <= kept and begun_by <= over:
                    spans.append(Span(day(begun), day(begun_by), day(kept), day(over)))
        if len(spans) < 2:
            continue
        meet = [bool(set.intersection(*way)) for way in product(*map(ways, spans))]
        wanted = "yes" if all(meet) else "possibly" if any(meet) else "never"
        assert together(spans) == wanted, spans
        seen.add(wanted)
    assert seen == {"yes", "possibly", "never"}


def test_two_parts_in_one_event_meet_whenever_it_was() -> None:
    month = moment(1, 30, "raid")
    assert together([month, month]) == "yes"
    assert together([month, moment(1, 30, "other")]) == "possibly"


def role(**dates: str) -> Span:
    claim = Claim(CLAIM["membership"], None, 0, {"group": "g", "role": "leader", **dates}, "x")  # type: ignore[arg-type]
    set_dates(claim)
    names = ("start_earliest", "start_latest", "end_earliest", "end_latest", "start_flag", "end_flag")
    row = dict(zip(names, (*claim.start[:2], *claim.end[:2], claim.start.flag, claim.end.flag), strict=True))
    return span(SimpleNamespace(row=row, status="accepted"))  # type: ignore[arg-type]


def test_years_that_touch_meet_possibly_and_flags_reach_further() -> None:
    assert together([role(start="2005", end="2006"), role(start="2006", end="2007")]) == "possibly"
    assert together([role(start="2005", end="2007"), role(start="2006", end="2008")]) == "yes"
    assert together([role(start="2005", end="2006"), role(start="2007", end="2008")]) == "never"
    assert together([role(start="2005", end="2006~"), role(start="2007", end="2008")]) == "possibly"
    assert together([role(start="2005", end="2007~"), role(start="2006", end="2008")]) == "possibly"
    assert together([role(start="2005"), role(start="2004", end="2006")]) == "yes"  # on its first day at least
    assert together([role(start="2005"), role(start="2007", end="2009")]) == "possibly"  # nobody knows how long
    assert together([role(start="2005"), role(start="2003", end="2004")]) == "never"
