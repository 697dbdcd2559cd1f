"""What is sure although sources dispute it: where the contested claims of an open dispute differ only in when.

Two sources have somebody lead from 2014 or from 2015; that he led in 2016 both say. So each of such claims surely began by the
last day that any of them allows, and surely lasted until the first on which any lets it end; from when and until when it may
have held stays its own. Of what is disputed otherwise (who it was, whether it was) nothing is sure. Births, deaths and other dates
of things are left alone: what all of their claims allow fills the columns of the thing (`kbase.curation.lives.contested`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kbase.curation.claims import Claim
from kbase.dates import Bounds, widest
from kbase.fields import ACTS

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus

# what two claims of one thing may differ in: when, how it is told, on what it rests
_TOLD = frozenset({
    "start", "end", "date", "last_seen", "listed_on", "delisted_on", "title", "how_ended", "reference",
    "note", "key", "status", "confidence", "dispute", "supersedes", "sources",
})  # fmt: skip


def agree_but_when(corpus: Corpus) -> set[str]:
    """The open disputes whose claims differ only in when; these claims' bounds are drawn to what all of them say."""
    sides: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.qualified:
        if claim.status == "contested" and "dispute" in claim.values:
            sides[str(claim.values["dispute"])].append(claim)
    found = set()
    for dispute, claims in sides.items():
        document = corpus.documents.get(dispute)
        if document is None or document.values.get("resolution") != "open" or len(claims) < 2:
            continue
        if all(_said(claim) == _said(claims[0]) for claim in claims):
            found.add(dispute)
            _agree(claims)
    return found


def _said(claim: Claim) -> tuple[Any, ...]:
    values = {name: str(value) for name, value in claim.values.items() if name not in _TOLD}
    return (claim.kind.kind, claim.document.id, sorted(values.items()))


def _agree(claims: list[Claim]) -> None:
    """Draw the bounds together; a day beyond a claim's own end, or before its own start, is left to it."""
    starts, ends = [widest(c.start) for c in claims], [widest(c.end) for c in claims]
    begun, over = max(s.latest for s in starts), min(e.earliest for e in ends)
    for claim in claims:
        start, end = claim.start, claim.end
        claim.start = Bounds(start.earliest, max(start.latest, begun), start.flag)
        if claim.values.get("relation") not in ACTS:
            claim.end = Bounds(max(start.earliest, min(end.earliest, over)), end.latest, end.flag)
