"""What is sure although sources dispute it: where the contested claims of an open dispute differ only in when.

Two sources have somebody lead from 2014 to 2018, or from 2015 to 2019; that he led in 2016 and 2017 both say. Of what is disputed otherwise (who
it was, whether it was) and of an act nothing is sure. Births, deaths and other dates of things are left alone: what all of their
claims allow fills the columns of the thing (`kbase.curation.spans.contested`).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kbase.curation.claims import Claim
from kbase.dates import widest
from kbase.fields import ACTS

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus

# what two claims of one thing may differ in: when, how it ended, on what it rests
_TOLD = frozenset({
    "start", "end", "date", "last_seen", "listed_on", "delisted_on", "how_ended", "reference",
    "note", "key", "status", "confidence", "dispute", "supersedes", "sources",
})  # fmt: skip


def agreed(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """The open disputes whose claims differ only in when: the first and the last day on which it surely was so by every one of them."""
    sides: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.qualified:
        if claim.status == "contested" and "dispute" in claim.values:
            sides[str(claim.values["dispute"])].append(claim)
    found = {}
    for dispute, claims in sides.items():
        document = corpus.documents.get(dispute)
        if document is None or document.values.get("resolution") != "open" or len(claims) < 2:
            continue
        if any(_said(c) != _said(claims[0]) or c.values.get("relation") in ACTS for c in claims):
            continue
        since, until = max(widest(c.start).latest for c in claims), min(widest(c.end).earliest for c in claims)
        if since <= until:
            found[dispute] = since, until
    return found


def _said(claim: Claim) -> tuple[Any, ...]:
    values = {name: str(value) for name, value in claim.values.items() if name not in _TOLD}
    return (claim.kind.kind, claim.document.id, sorted(values.items()))
