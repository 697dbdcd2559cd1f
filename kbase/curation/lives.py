"""Bounds that no source gives, drawn in to the lives of those whom a role or a tie names.

Nobody holds a role before birth or after death, and nothing holds in a group before the group was founded or after it ended. This
is done once, before the rows are made, so that views, lists, paths and pages all say the same. What a source dates before or
after that stays as the source says, and an unknown or rejected founding bounds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.curation.claims import Claim
from kbase.dates import FIRST, LAST, Bounds, widened
from kbase.fields import ACTS

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def within_lives(corpus: Corpus) -> None:
    """Draw in the open bounds of roles, posts and ties of groups."""
    _of_people(corpus)
    founded, over = _founded(corpus), _over(corpus)
    for claim in corpus.of_kinds("membership", "group_relation"):
        values = claim.values
        groups = (values["group"],) if claim.kind.kind == "membership" else (claim.document.id, values["object"])
        first = max((founded[g] for g in groups if g in founded), default=FIRST)
        last = min((over[g] for g in groups if g in over), default=LAST)
        if first <= last:  # else one had ended before the other began, which its source does not know
            _begin(claim, first)
            _end(claim, last)


def _of_people(corpus: Corpus) -> None:
    born = {id_: start for id_, (start, _) in contested(corpus, "born").items()}
    born |= {id_: claim.start for id_, claim in corpus.accepted("born").items()}
    died = corpus.accepted("died")
    for claim in corpus.of_kinds("membership", "position"):
        begin, end = born.get(claim.document.id), died.get(claim.document.id)
        if end is not None and claim.end_text is None and end.end.latest >= claim.start.earliest:
            latest = min(claim.end.latest, end.end.latest)
            claim.end = Bounds(min(claim.end.earliest, latest), latest)
            claim.start = Bounds(claim.start.earliest, min(claim.start.latest, latest), claim.start.flag)
        if begin is not None and claim.start_text is None and begin.earliest <= claim.end.latest:
            earliest = max(claim.start.earliest, begin.earliest)
            claim.start = Bounds(earliest, max(claim.start.latest, earliest), claim.start.flag)
            claim.end = Bounds(max(claim.end.earliest, earliest), claim.end.latest, claim.end.flag)


def _begin(claim: Claim, first: str) -> None:
    """What gives no start begins with its groups, unless it is seen, or ends, before that."""
    start, end = claim.start, claim.end
    if (claim.start_text is not None and start.earliest != FIRST) or start.flag or first > start.latest:
        return
    if (
        claim.end_text is None
        and ("last_seen" in claim.values or claim.end_state == "ongoing")
        and first > end.earliest
    ):
        return
    claim.start = Bounds(max(start.earliest, first), start.latest)
    claim.end = Bounds(max(end.earliest, first), end.latest, end.flag)


def _end(claim: Claim, last: str) -> None:
    """What gives no end ends with its groups, unless it is seen, or begins, after that; what an act made has no end."""
    start, end = claim.start, claim.end
    if claim.end_text is not None or claim.values.get("relation") in ACTS or last < end.earliest:
        return
    latest = min(end.latest, last)
    claim.end = Bounds(min(end.earliest, latest), latest)
    claim.start = Bounds(start.earliest, min(start.latest, latest), start.flag)


def contested(corpus: Corpus, property_: str) -> dict[str, tuple[Bounds, Bounds]]:
    """Start and end of what came about at a time that sources dispute: all that any of its contested claims allows, by thing."""
    found: dict[str, tuple[Bounds, Bounds]] = {}
    for claim in corpus.by_property[property_]:
        if claim.status == "contested":
            ends = [Bounds(_earliest(date), _latest(date)) for date in (claim.start, claim.end)]
            if claim.document.id in found:
                ends = [_outermost(*pair) for pair in zip(found[claim.document.id], ends, strict=True)]
            found[claim.document.id] = ends[0], ends[1]
    return found


def _outermost(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(min(one.earliest, other.earliest), max(one.latest, other.latest))


def _founded(corpus: Corpus) -> dict[str, str]:
    """The first day on which each group may have been founded: of its accepted founding, else of all contested ones."""
    accepted = {id_: _earliest(claim.start) for id_, claim in corpus.accepted("founded").items()}
    return {id_: start.earliest for id_, (start, _) in contested(corpus, "founded").items()} | accepted


def _over(corpus: Corpus) -> dict[str, str]:
    """The last day on which each group may have dissolved, else on which the whole of it may have merged, if no claim shows it later.

    The view group_profiles has the same as possibly_until; a test holds the two together.
    """
    dissolved = {id_: _latest(claim.end) for id_, claim in corpus.accepted("dissolved").items()}
    merged: dict[str, str] = {}
    for claim in corpus.by_kind["group_relation"]:
        values = claim.values
        if values["relation"] == "merged_into" and values.get("extent") == "whole" and claim.accepted:
            id_ = claim.document.id
            if not values.get("continues") and id_ not in dissolved:
                merged[id_] = max(merged.get(id_, FIRST), _latest(claim.start))
    seen = _seen(corpus) if merged else {}
    return dissolved | {id_: day for id_, day in merged.items() if seen.get(id_, FIRST) <= day}


def _seen(corpus: Corpus) -> dict[str, str]:
    """The last day on which a standing claim surely shows each group: where it was, who was in it, its ties and events."""
    found: dict[str, str] = defaultdict(lambda: FIRST)
    for claim in corpus.of_kinds("location", "membership", "group_relation"):
        if claim.status in ("accepted", "contested"):
            id_ = claim.values["group"] if claim.kind.kind == "membership" else claim.document.id
            found[id_] = max(found[id_], claim.end.earliest)
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        there = values["attribution"] != "denied" and values["role"] != "subject"
        if date is not None and there and claim.status in ("accepted", "contested"):
            found[values["participant"]] = max(found[values["participant"]], date.start.earliest)
    return found


def _earliest(date: Bounds) -> str:
    return widened(date.earliest, date.latest)[0] if date.flag else date.earliest


def _latest(date: Bounds) -> str:
    return widened(date.earliest, date.latest)[1] if date.flag else date.latest
