"""Facts with numbered sources: what every answer about claims is made of."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from kbase.queries.claims import Citation, Claim
from kbase.queries.day_words import day
from kbase.queries.on_day import NO
from kbase.queries.words import Said, say, sentence


class Cited(NamedTuple):
    """A place in a source, under the number by which facts name it."""

    number: int
    source: str
    locator: str  # 'para. 2', 'page 3', 'QDe.163' or ''
    title: str
    publisher: str
    kind: str
    published: str
    url: str
    archive_url: str


class Fact(NamedTuple):
    """Something said, with the numbers of the sources that say so and of those that say otherwise."""

    claim: str  # its id; '' for what is no claim, such as a statement
    kind: str
    label: str
    when: str
    text: str
    status: str
    confidence: str
    dispute: str
    note: str
    according_to: tuple[str, ...]
    sources: tuple[int, ...]
    against: tuple[int, ...]
    values: dict[str, Any]
    on_day: str = ""  # where a day was asked for: yes, possibly or, of another side of a dispute, no


class Section(NamedTuple):
    key: str
    title: str
    facts: tuple[Fact, ...]


class Dispute(NamedTuple):
    id: str
    question: str
    resolution: str
    reason: str
    sides: tuple[Fact, ...]


def locator_words(locator: str | None) -> str:
    """A locator as it is read: 'p2' is a paragraph."""
    if locator and locator[0] == "p" and locator[1:].isdigit():
        return f"para. {locator[1:]}"
    return locator or ""


class Numbering:
    """Numbers places in sources in the order in which facts name them."""

    def __init__(self, citations: dict[str, list[Citation]], held: dict[str, str] | None = None) -> None:
        self.citations = citations
        self.held = held or {}  # what held on the day asked for, by claim
        self.cited: dict[tuple[str, str | None], Cited] = {}

    def numbers(self, id_: str, *, against: bool = False) -> tuple[int, ...]:
        """The numbers of what a claim or entity rests on, or of what speaks against it."""
        cited = self.citations.get(id_, ())
        found = [self.number(c) for c in cited if (c.stance == "contradicts") == against]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def according_to(self, id_: str) -> tuple[str, ...]:
        """Who says it, where none of the publishers says it in its own name."""
        names = [c.asserted_by_name for c in self.citations.get(id_, ()) if c.stance == "supports"]
        return tuple(dict.fromkeys(n for n in names if n)) if all(names) else ()

    def number(self, citation: Citation) -> int:
        place = (citation.source_id, citation.locator)
        cited = self.cited.get(place)
        if cited is None:
            cited = self.cited[place] = Cited(
                len(self.cited) + 1, citation.source_id, locator_words(citation.locator), citation.title,
                citation.publisher, citation.source_kind, day(citation.published), citation.url or "",
                citation.archive_url or "",
            )  # fmt: skip
        return cited.number

    def fact(self, claim: Claim, viewpoint: str = "", *, whole: bool = False) -> Fact:
        """A claim as a fact, seen from an entity or as a whole sentence."""
        then = self.held.get(claim.id, NO) != NO
        said = Said("", "", sentence(claim, then=then)) if whole else say(claim, viewpoint, then=then)
        return Fact(
            claim.id, claim.kind.kind, said.label, said.when, said.text, claim.status, claim.confidence,
            claim.dispute_id or "", claim.note or "", self.according_to(claim.id), self.numbers(claim.id),
            self.numbers(claim.id, against=True), values(claim), self.held.get(claim.id, ""),
        )  # fmt: skip

    def listed(self) -> tuple[Cited, ...]:
        return tuple(self.cited.values())


_HIDDEN = ("id", "kind", "dataset_id", "folded", "status", "confidence", "dispute_id", "note", "event_latest")


def values(claim: Claim) -> dict[str, Any]:
    """The columns of a claim, without those that a fact says itself and those that are empty."""
    return {k: v for k, v in claim.row.items() if v is not None and k not in _HIDDEN}


def disputes_of(rows: Iterable[dict[str, Any]], sides: list[Claim], numbering: Numbering) -> tuple[Dispute, ...]:
    """Disputes with all their sides but the retracted."""
    return tuple(
        Dispute(
            row["id"],
            row["question"],
            row["resolution"],
            row["reason"],
            tuple(
                numbering.fact(c, whole=True) for c in sides if c.dispute_id == row["id"] and c.status != "retracted"
            ),
        )
        for row in rows
    )
