"""When things may have begun and ended, by their accepted or contested dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbase.dates import FIRST, LAST, Bounds, widest

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def first_days(corpus: Corpus, property_: str) -> dict[str, str]:
    """The first day on which each thing may have begun: by its accepted date, else by all contested ones."""
    accepted = {id_: widest(claim.start).earliest for id_, claim in corpus.accepted(property_).items()}
    return {id_: start.earliest for id_, (start, _) in contested(corpus, property_).items()} | accepted


def last_days(corpus: Corpus, property_: str) -> dict[str, str]:
    """The last day on which each thing may have ended, by its accepted date."""
    return {id_: widest(claim.end).latest for id_, claim in corpus.accepted(property_).items()}


def times(first: dict[str, str], last: dict[str, str]) -> dict[str, tuple[str, str]]:
    """The first and the last day on which each thing may have been there."""
    return {id_: (first.get(id_, FIRST), last.get(id_, LAST)) for id_ in first.keys() | last.keys()}


def contested(corpus: Corpus, property_: str) -> dict[str, tuple[Bounds, Bounds]]:
    """Start and end of what came about at a time that sources dispute: all that any of its contested claims allows, by thing."""
    found: dict[str, tuple[Bounds, Bounds]] = {}
    for claim in corpus.by_property[property_]:
        if claim.status == "contested":
            ends = [widest(date) for date in (claim.start, claim.end)]
            if claim.document.id in found:
                ends = [_outermost(*pair) for pair in zip(found[claim.document.id], ends, strict=True)]
            found[claim.document.id] = ends[0], ends[1]
    return found


def _outermost(one: Bounds, other: Bounds) -> Bounds:
    return Bounds(min(one.earliest, other.earliest), max(one.latest, other.latest))
