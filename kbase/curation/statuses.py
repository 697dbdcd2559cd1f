"""What a status asks of a claim: one accepted side of a dispute that is decided, a rival of what is contested, a reason, a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kbase.curation.claims import Claim
from kbase.fields import PROPERTIES
from kbase.problems import Problem

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def disputes_decided(corpus: Corpus) -> Iterator[Problem]:
    """A dispute joins at least two claims; if it is decided exactly one is accepted and none contested, if it is open none is accepted."""
    sides: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.qualified:
        if "dispute" in claim.values:
            sides[claim.values["dispute"]].append(claim)
    for document in corpus.of_type("dispute"):
        claims = [c for c in sides[document.id] if c.status != "retracted"]
        accepted = [c for c in claims if c.accepted]
        locator = document.locator()
        # claims that a document with errors holds are not seen here; that document is told by itself
        unseen = corpus.may_stand_in_broken(document.id)
        if len(claims) < 2:
            if unseen:
                continue
            yield locator.problem(
                "K405",
                f"the dispute has {len(claims)} claim{'s' * (len(claims) != 1)}",
                f"give at least two claims 'dispute: {document.id}'",
                ("id",),
            )
        elif document.values["resolution"] == "decided" and len(accepted) != 1:
            yield from (
                corpus.problem(
                    "K405",
                    f"the dispute '{document.id}' has {len(accepted)} accepted claims",
                    "at most one can be true; set the status of the others",
                    c,
                    "dispute",
                )
                for c in accepted[1:]
            )
            if not accepted and not unseen:
                yield locator.problem(
                    "K405",
                    "the dispute is decided but no claim is accepted",
                    "accept one, or write 'resolution: open'",
                    ("resolution",),
                )
        elif document.values["resolution"] == "decided":
            for claim in claims:
                if claim.status == "contested":
                    yield corpus.problem(
                        "K418",
                        f"contested, but the dispute '{document.id}' is decided",
                        "write 'status: rejected', or 'resolution: open' in the dispute",
                        claim,
                        "status",
                        always=True,
                    )
        elif accepted:
            for claim in accepted:
                yield corpus.problem(
                    "K405",
                    f"accepted, but the dispute '{document.id}' is open",
                    "write 'status: contested', or decide the dispute",
                    claim,
                    "dispute",
                )


def contested_in_a_dispute(corpus: Corpus) -> Iterator[Problem]:
    """A contested claim names its dispute, or cites what contradicts it."""
    for claim in corpus.qualified:
        if claim.values.get("status") == "contested" and "dispute" not in claim.values and not any(
            c.get("stance") == "contradicts" for c in claim.values["sources"]
        ):  # fmt: skip
            yield corpus.problem(
                "K411",
                "contested, but nothing contradicts it here",
                "add 'dispute: …', or a source with 'stance: contradicts'",
                claim,
                "status",
            )


def one_accepted_value(corpus: Corpus) -> Iterator[Problem]:
    """A property that has one value at a time (born, died, date, place …) has one accepted claim."""
    for property_ in PROPERTIES:
        if not property_.single:
            continue
        first: dict[str, Claim] = {}
        for claim in corpus.by_property[property_.name]:
            if claim.accepted and first.setdefault(claim.document.id, claim) is not claim:
                yield corpus.problem(
                    "K406", f"a second accepted '{property_.name}'; the first is '{first[claim.document.id].values['value']}'",
                    "keep one accepted; put the others in a dispute, contested or rejected", claim, "property",
                )  # fmt: skip


def reasons_given(corpus: Corpus) -> Iterator[Problem]:
    """An inferred, rejected or retracted claim says why in its note; a rejected one may say it in its dispute."""
    for claim in corpus.qualified:
        values = claim.values
        if "note" in values:
            continue
        if values.get("confidence") == "inferred":
            yield corpus.problem(
                "K407",
                "inferred without a note",
                "add 'note:' with how it follows from the sources",
                claim,
                "confidence",
            )
        if values.get("status") == "retracted" or (values.get("status") == "rejected" and "dispute" not in values):
            yield corpus.problem(
                "K407",
                f"{values['status']} without a note",
                "add 'note:' with the reason",
                claim,
                "status",
                always=True,
            )


def supported(corpus: Corpus) -> Iterator[Problem]:
    """A claim has a source that supports it, not only such as contradict or mention it; a rejected one too: somebody says it."""
    for claim in corpus.qualified:
        if claim.status != "retracted" and all(
            c.get("stance", "supports") != "supports" for c in claim.values["sources"]
        ):
            yield corpus.problem(
                "K404", "no source supports this claim", "cite one that does, or change its status", claim
            )


RULES = (disputes_decided, contested_in_a_dispute, one_accepted_value, reasons_given, supported)
