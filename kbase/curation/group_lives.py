"""When groups were there: founded by what they did, dissolved after they were seen, over with a merger of the whole."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.curation.forms import NUMBERS
from kbase.curation.spans import contested, last_days
from kbase.dates import FIRST, LAST, Bounds, clamped, widest
from kbase.fields import ANSWERED_FOR, STOCKS

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def dissolved_after_seen(corpus: Corpus) -> None:
    """A group that dissolved in a year or a month did so no earlier than an accepted claim last surely shows it in that, and no later than the
    whole of it merged in that."""
    coarse = [c for c in corpus.by_property["dissolved"] if c.accepted and c.start.earliest < c.start.latest]
    if not coarse:
        return
    seen, merged = _seen(corpus, accepted=True), merged_whole(corpus)
    for claim in coarse:
        if not claim.start.flag and seen[claim.document.id] <= claim.start.latest:
            last = widest(merged.get(claim.document.id, Bounds())).latest
            last = last if seen[claim.document.id] <= last else LAST
            claim.start = claim.end = clamped(claim.start, seen[claim.document.id], last)


def founded_by_doing(corpus: Corpus) -> None:
    """A group founded in a year or a month was there by the first day in that on which it surely did something itself: an event, a tie."""
    coarse = [c for c in corpus.by_property["founded"] if c.accepted and c.start.earliest < c.start.latest]
    done: dict[str, str] = defaultdict(lambda: LAST)
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"] if coarse else ():
        values, date = claim.values, dates.get(claim.document.id)
        own = claim.accepted and values["attribution"] in ANSWERED_FOR and values["role"] == "perpetrator"
        if own and date is not None and not (date.start.flag or date.end.flag):
            done[values["participant"]] = min(done[values["participant"]], date.end.latest)
    for claim in corpus.by_kind["group_relation"] if coarse else ():
        if (
            claim.accepted
            and claim.values["relation"] in ("pledged_allegiance_to", "merged_into")
            and not claim.start.flag
        ):
            done[claim.document.id] = min(done[claim.document.id], claim.start.latest)
    for claim in coarse:
        if not claim.start.flag and claim.start.earliest <= done[claim.document.id]:
            claim.start = claim.end = clamped(claim.start, last=done[claim.document.id])


def groups_over(corpus: Corpus) -> dict[str, str]:
    """The last day on which each group, or organization, may have dissolved, else on which the whole of it may have merged, if no claim shows it later.

    The view group_profiles has the same as possibly_until; a test holds the two together.
    """
    dissolved = last_days(corpus, "dissolved")
    merged = {id_: widest(day).latest for id_, day in merged_whole(corpus).items() if id_ not in dissolved}
    seen = _seen(corpus) if merged else {}
    return dissolved | {id_: day for id_, day in merged.items() if seen.get(id_, FIRST) <= day}


def merged_whole(corpus: Corpus) -> dict[str, Bounds]:
    """When each group merged as a whole into another; of several times the last."""
    merged: dict[str, Bounds] = {}
    for claim in corpus.by_kind["group_relation"]:
        values, id_ = claim.values, claim.document.id
        whole = values["relation"] == "merged_into" and values.get("extent") == "whole" and not values.get("continues")
        if (
            whole
            and claim.accepted
            and widest(merged.get(id_, Bounds(FIRST, FIRST))).latest < widest(claim.start).latest
        ):
            merged[id_] = claim.start
    return merged


def _seen(corpus: Corpus, *, accepted: bool = False) -> dict[str, str]:
    """The last day on which a standing (or `accepted`) claim surely shows each group: where it was, who was in it, its ties, its strength and events."""
    found: dict[str, str] = defaultdict(lambda: FIRST)
    for claim in corpus.of_kinds("location", "membership", "group_relation", "figure"):
        values, kind = claim.values, claim.kind.kind
        counted = kind != "figure" or (values["metric"] in STOCKS and any(values.get(n) for n in NUMBERS))
        if not counted or not (claim.accepted if accepted else claim.standing):
            continue
        of = [values["group"] if kind == "membership" else claim.document.id]
        if kind == "group_relation" and values["relation"] != "succeeds":
            of.append(values["object"])
        for id_ in of:
            found[id_] = max(found[id_], (widest(claim.end) if accepted else claim.end).earliest)
    dates = {} if accepted else {id_: start for id_, (start, _) in contested(corpus, "date").items()}
    dates |= {id_: claim.start for id_, claim in corpus.accepted("date").items()}
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        of_sort = claim.accepted and values["attribution"] in ANSWERED_FOR if accepted else claim.standing
        there = values["attribution"] != "denied" and values["role"] != "subject"
        if date is not None and there and of_sort:
            day = (widest(date) if accepted else date).earliest
            found[values["participant"]] = max(found[values["participant"]], day)
    return found
