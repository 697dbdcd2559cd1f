"""The rules that ethics asks for and a program can hold: public roles, no victims, no minors, no addresses.

What only a person can judge (a victim named in a text, private details) is the curator's; nothing here pretends
to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.dates import FIRST, LAST, Bounds, DateError, parse
from kbase.problems import Problem
from kbase.vocabulary import WEAK_SOURCE_KINDS

_LONGEST_QUOTE = 25  # words
_HARMED = frozenset({"killed", "injured", "abducted", "victim"})
_HEAVY_ROLES = frozenset({"perpetrator", "killer", "captor"})
_PUBLIC = ("membership", "position", "designation", "legal_case")
_OLD_ENOUGH = 18


def public_role(corpus: Corpus) -> Iterator[Problem]:
    """A person stands here for a membership, position, designation, legal case or public statement that is accepted."""
    known = _known_persons(corpus)
    for document in corpus.of_type("person"):
        if document.id not in known:
            yield document.locator().problem(
                "K501", f"'{document.id}' has no accepted membership, position, designation, legal case or statement",
                "add the claim for which the person stands here, or remove the document", ("id",),
            )  # fmt: skip


def _known_persons(corpus: Corpus) -> dict[str, str]:
    """Persons with a public role, each with the first day of the earliest one (FIRST where undated)."""
    known: dict[str, str] = {}
    disputed: dict[tuple[str, ...], list[str]] = defaultdict(
        list
    )  # a role of which only the dates are in dispute, told twice
    for claim in corpus.of_kinds(*_PUBLIC):
        person, values = claim.document.id, claim.values
        if claim.accepted:
            known[person] = min(known.get(person, LAST), claim.start.earliest)
        elif claim.status == "contested" and "dispute" in values:
            role = [str(values.get(name)) for name in ("dispute", "group", "role", "organization", "title")]
            disputed[(person, *role)].append(claim.start.earliest)
    for (person, *_), starts in disputed.items():
        if len(starts) > 1:
            known[person] = min(known.get(person, LAST), *starts)
    for document in corpus.of_type("statement"):
        speaker = document.values["speaker"]
        day = _bounds(document.values.get("made_on")).earliest
        known[speaker] = min(known.get(speaker, LAST), day)
    return known


def _bounds(text: str | None) -> Bounds:
    try:
        return parse(text) if text else Bounds()
    except DateError:
        return Bounds()


def no_victims(corpus: Corpus) -> Iterator[Problem]:
    """A person stands as killed, injured or abducted in an event only with a public role dated before it; other victims are figures."""
    known = _known_persons(corpus)
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        person = claim.values["participant"]
        if claim.values["role"] not in _HARMED or corpus.type_of(person) != "person":
            continue
        date = dates.get(claim.document.id)
        since = known.get(person)
        if since is None or (date is not None and since != FIRST and since > date.end.latest):
            yield corpus.problem(
                "K502", f"'{person}' stands as {claim.values['role']} without a public role before the event",
                "name no victims: write a figure; or add the role with its date", claim, "participant", always=True,
            )  # fmt: skip


def no_minors(corpus: Corpus) -> Iterator[Problem]:
    """A person is not shown in a role that lies wholly before the age of 18."""
    born = corpus.accepted("born")
    roles: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.of_kinds(*_PUBLIC):
        if claim.document.id in born:
            roles[claim.document.id].append(claim)
    for person, claims in roles.items():
        grown = _years_later(born[person].start.earliest, _OLD_ENOUGH)
        if all(c.end.latest < grown for c in claims):
            yield corpus.problem(
                "K503",
                f"'{person}' was at most 17 in every role cited",
                "minors do not stand here; remove the document",
                born[person],
                always=True,
            )


def _years_later(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04d}{day[4:]}"


def strong_sources(corpus: Corpus) -> Iterator[Problem]:
    """A crime, a legal case or anything said of a living person does not rest on weak kinds of source alone (encyclopedia, blog, group's own media)."""
    weak = {d.id for d in corpus.of_type("source") if d.values["kind"] in WEAK_SOURCE_KINDS}
    if not weak:
        return
    died = corpus.accepted("died")
    for claim in corpus.claims.values():
        sources = claim.values["sources"]
        if any(c["source"] not in weak for c in sources if c.get("stance", "supports") == "supports"):
            continue
        if not any(c["source"] in weak for c in sources):
            continue
        kind = claim.kind.kind
        if kind == "legal_case" or (kind == "participation" and claim.values["role"] in _HEAVY_ROLES):
            what = "a crime"
        elif (
            claim.document.thing.type == "person"
            and claim.document.id not in died
            and kind not in ("name", "identifier")
        ):
            what = "a living person"
        else:
            continue
        yield corpus.problem(
            "K504",
            f"weak sources alone, for a claim about {what}",
            "cite a court, list, wire, newspaper or study",
            claim,
        )


def no_addresses(corpus: Corpus) -> Iterator[Problem]:
    """A person's location is no finer than a town."""
    for claim in corpus.by_kind["location"]:
        if claim.document.thing.type == "person":
            place = corpus.documents.get(claim.values["place"])
            if place is not None and place.values.get("kind") == "site":
                yield corpus.problem(
                    "K505", f"'{place.id}' is finer than a town", "name the town", claim, "place", always=True
                )


def relatives_sourced(corpus: Corpus) -> Iterator[Problem]:
    """A relative is named only with a public source that is not weak."""
    weak = {d.id for d in corpus.of_type("source") if d.values["kind"] in WEAK_SOURCE_KINDS}
    for claim in corpus.by_kind["person_relation"]:
        if claim.values["relation"] == "relative_of" and all(c["source"] in weak for c in claim.values["sources"]):
            yield corpus.problem(
                "K504", "weak sources alone, for a relative", "cite an official list, court, wire or newspaper", claim
            )


def short_quotes(corpus: Corpus) -> Iterator[Problem]:
    """A quotation is a fragment: at most 25 words."""
    for document in corpus.documents.values():
        quote = document.values.get("quote")
        if quote and len(quote.split()) > _LONGEST_QUOTE:
            yield document.locator().problem(
                "K506",
                f"a quotation of {len(quote.split())} words",
                f"at most {_LONGEST_QUOTE}; say the rest in our own words",
                ("quote",),
            )
    for claim in corpus.qualified:
        for citation in claim.values["sources"]:
            if len(citation.get("quote", "").split()) > _LONGEST_QUOTE:
                yield corpus.problem(
                    "K506",
                    f"a quotation of {len(citation['quote'].split())} words",
                    f"at most {_LONGEST_QUOTE}; say the rest in our own words",
                    claim,
                    always=True,
                )


RULES = (public_role, no_victims, no_minors, strong_sources, no_addresses, relatives_sourced, short_quotes)
