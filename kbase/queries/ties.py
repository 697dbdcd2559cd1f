"""What ties a thing to others (roles, listings, places, events), as of a day or a time: SQL of lists and counts, narrowed so.

A state ties where some day of it is asked for. What an act made lasts ever since on a day, but the act falls into a time by its own
days alone, as an event does, and with an event whoever took part in it.
"""

# ruff: noqa: S608 - SQL is put together from constants of this package; what a user types goes in as parameters

from __future__ import annotations

import re
from collections.abc import Callable

from kbase.dates import FIRST, LAST

_TIES = re.compile(r"\b(FROM|JOIN) (current_(?!attributes)\w+) (?=\w+\b)")
# what happened at once surely lasts for ever, as no state does
_OVER = f"CASE WHEN {{0}}surely_until = '{LAST}' THEN {{0}}{{1}}_from ELSE {{0}}{{2}}_until END"
OVER = _OVER.format(
    "t.", "surely", "possibly"
)  # the last day on which a relation `t`, an act or a state, may have been


def then(sql: str, *, surely: bool = False) -> str:
    """The SQL with ties as they may have been on the day `:on` or, `surely`, were: who took part in an event of several days did so on one of them."""
    word = "surely" if surely else "possibly"

    def of_day(view: str) -> str:
        one_day = "surely_from = surely_until AND " if surely and view == "event_list" else ""
        return f"(SELECT * FROM {view} WHERE {one_day}{word}_from <= :on AND {word}_until >= :on)"

    return _narrowed(sql, of_day)


def during(sql: str, first: object, last: object, *, surely: bool = False) -> str:
    """The same of the time from `:first` to `:last`, each of which may be open (None): as they may have been, or surely were, on some day of it."""
    word, other = ("surely", "possibly") if surely else ("possibly", "surely")
    begin, end = (":first" if first else f"'{FIRST}'"), (":last" if last else f"'{LAST}'")

    def of_time(view: str) -> str:
        over = _OVER.format("", other, word) if view.endswith("_relations") else f"{word}_until"
        return f"(SELECT * FROM {view} WHERE {word}_from <= {end} AND {over} >= {begin})"

    return _narrowed(sql, of_time)


def _narrowed(sql: str, of: Callable[[str], str]) -> str:
    tied = _TIES.sub(lambda m: f"{m[1]} {of(m[2])} ", sql)
    return tied.replace("JOIN events ev ", f"JOIN {of('event_list')} ev ")
