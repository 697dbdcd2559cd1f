"""The rules: one function each, over the whole corpus; its docstring is what the rule asks.

A rule yields problems. What is wrong with an accepted claim is an error, with a contested or rejected one a
warning. What only a person can judge (a victim named in a text, private details) is not pretended here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

from kbase.curation import deaths, ethics, reader, statuses
from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.curation.resolve import days_told
from kbase.dates import Bounds, widest
from kbase.fields import CLAIMS, PROPERTIES, STOCKS
from kbase.problems import Problem

Rule = Callable[[Corpus], Iterator[Problem]]

_SYMMETRIC = frozenset({"rival_of", "allied_with", "relative_of", "agreement_with", "relations_deteriorated_with",
                        "relations_broken_with", "opposed_to", "associate_of"})  # fmt: skip
_RELATIONS = tuple(k.kind for k in CLAIMS if k.object == "object")
# control codes, zero-width characters and turns of direction; the joiners of Persian and Indic words are none of these
_INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
# no place in a source; 'p' and 'page' are those whose number was forgotten
_VAGUE = frozenset({"body", "text", "whole", "all", "article", "passim", "lead",
                    "p", "pp", "page", "pages", "par", "para", "paragraph"})  # fmt: skip


def run(corpus: Corpus) -> None:
    """Apply every rule and add what it finds to the corpus; then let `allow` silence what a curator answered for."""
    for rule in RULES:
        corpus.problems.extend(rule(corpus))
    _allow(corpus)


def _allow(corpus: Corpus) -> None:
    allowed = {d.file: d.values["allow"] for d in corpus.documents.values() if "allow" in d.values}
    if not allowed:
        return
    used: set[tuple[str, str]] = set()
    kept = []
    for problem in corpus.problems:
        if problem.code in allowed.get(problem.place.file, ()) and not problem.is_error:
            used.add((problem.place.file, problem.code))
        else:
            kept.append(problem)
    corpus.problems[:] = kept
    for document in corpus.documents.values():
        for code in document.values.get("allow", ()):
            if (document.file, code) not in used:
                corpus.problems.append(document.locator().problem(
                    "K409", f"nothing here needs 'allow: {code}'", "remove it; only warnings can be allowed",
                    ("allow", code), key=True, severity="warning",
                ))  # fmt: skip


def dates_in_order(corpus: Corpus) -> Iterator[Problem]:
    """A thing ends after it begins: dissolved after founded, died after born, ended after started."""
    for first, last in (("founded", "dissolved"), ("born", "died"), ("started", "ended")):
        for subject, begin, end in _pairs(corpus, first, last):
            if _before(end.end, begin.start):
                yield corpus.problem(
                    "K401", f"{subject} {last} ({end.values['value']}) before {first} ({begin.values['value']})",
                    "one of the two is wrong; see the sources", end, "value",
                )  # fmt: skip


def _before(one: Bounds, other: Bounds) -> bool:
    """Whether a date lies before another in every reading; a flagged one may mean one unit more on either side."""
    return widest(one).latest < widest(other).earliest


def _pairs(corpus: Corpus, first: str, last: str) -> Iterator[tuple[str, Claim, Claim]]:
    begins = corpus.accepted(first)
    for subject, end in corpus.accepted(last).items():
        if subject in begins:
            yield subject, begins[subject], end


def within_the_groups_life(corpus: Corpus) -> Iterator[Problem]:
    """A role in a group lies inside the group's life: it can have begun before the group's end and ended after its founding."""
    founded, dissolved = corpus.accepted("founded"), corpus.accepted("dissolved")
    for claim in corpus.by_kind["membership"]:
        group = claim.values["group"]
        yield from _outside(corpus, claim, group, founded.get(group), dissolved.get(group))


def within_the_persons_life(corpus: Corpus) -> Iterator[Problem]:
    """A role, and where somebody was, lies inside the person's life: not begun after death, not ended before birth."""
    born, died = corpus.accepted("born"), corpus.accepted("died")
    for claim in corpus.of_kinds("membership", "position", "location"):
        person = claim.document.id
        if corpus.type_of(person) == "person":
            yield from _outside(corpus, claim, person, born.get(person), died.get(person))


def _outside(corpus: Corpus, claim: Claim, whose: str, begin: Claim | None, end: Claim | None) -> Iterator[Problem]:
    help = "correct a date" + ", or mark the claim contested" * (claim.status != "contested")
    if begin is not None and claim.start_text and _before(claim.start, begin.start):
        yield corpus.problem(
            "K402", f"begins ({claim.start_text}) before {whose} did ({begin.values['value']})", help, claim, "start"
        )
    elif begin is not None and claim.end_text and _before(claim.end, begin.start):
        yield corpus.problem(
            "K402", f"ends ({claim.end_text}) before {whose} began ({begin.values['value']})", help, claim, "end"
        )
    if end is not None and claim.start_text and _before(end.end, claim.start):
        yield corpus.problem(
            "K402", f"begins ({claim.start_text}) after {whose} ended ({end.values['value']})", help, claim, "start"
        )
    elif end is not None and claim.end_text and _before(end.end, claim.end):
        yield corpus.problem(
            "K402", f"ends ({claim.end_text}) after {whose} did ({end.values['value']})", help, claim, "end"
        )
    elif end is not None and claim.values.get("end") == "ongoing":
        newest = max(days_told(corpus, claim), key=lambda day: day.earliest, default=None)  # ongoing as of that source
        if newest is not None and _before(end.end, newest):
            said = f"is ongoing, by a source of {newest.earliest}, though {whose} ended ({end.values['value']})"
            yield corpus.problem("K402", said, help, claim, "end")


def numbers_in_order(corpus: Corpus) -> Iterator[Problem]:
    """Of a figure low ≤ best ≤ high."""
    for claim in corpus.by_kind["figure"]:
        numbers = [claim.values[n] for n in ("low", "best", "high") if n in claim.values]
        if numbers != sorted(numbers):
            shown = ", ".join(f"{n} {claim.values[n]}" for n in ("low", "best", "high") if n in claim.values)
            yield corpus.problem(
                "K403", f"the numbers are out of order: {shown}", "low ≤ best ≤ high", claim, "low", always=True
            )


def precise_locators(corpus: Corpus) -> Iterator[Problem]:
    """Every citation says where in its source: a paragraph (p2), a page (page 12) or a record's reference (QDe.163)."""
    for document in corpus.documents.values():
        for index, citation in enumerate(document.values.get("sources", ())):
            if _vague(citation.get("locator", "")):
                yield document.locator().problem(
                    "K408", f"the citation of '{citation['source']}' does not say where in it",
                    f"write {citation['source']}#p2, #page 12, or the reference of a record", _source_step(document.raw["sources"], ("sources",), index),
                )  # fmt: skip
    fine: set[str] = set()  # few places are cited by only one claim: each is looked at once
    for claim in corpus.claims.values():
        for index, citation in enumerate(claim.values["sources"]):
            locator = citation.get("locator", "")
            if locator in fine:
                continue
            if not _vague(locator):
                fine.add(locator)
            else:
                raw = claim.document.raw[claim.kind.section][claim.index]["sources"]
                yield claim.document.locator().problem(
                    "K408", f"the citation of '{citation['source']}' does not say where in it",
                    f"write {citation['source']}#p2, #page 12, or the reference of a record", _source_step(raw, (*claim.path, "sources"), index),
                )  # fmt: skip


def _vague(locator: str) -> bool:
    return not locator or locator.lower().rstrip(".,:; ") in _VAGUE


def _source_step(raw: object, path: tuple[str | int, ...], index: int) -> tuple[str | int, ...]:
    return (*path, index) if isinstance(raw, list) else path


def one_citation_once(corpus: Corpus) -> Iterator[Problem]:
    """A claim cites one place in one source once."""
    for claim in corpus.claims.values():
        sources = claim.values["sources"]
        if len(sources) > 1:
            if len({(c["source"], c.get("locator")) for c in sources}) == len(sources):
                continue
            seen = set()
            for citation in sources:
                place = (citation["source"], citation.get("locator"))
                if place in seen:
                    yield corpus.problem(
                        "K410", f"'{'#'.join(filter(None, place))}' is cited twice", "remove one", claim, always=True
                    )
                seen.add(place)
    for document in corpus.documents.values():
        sources = document.values.get("sources", ())
        if len(sources) > 1 and len({(c["source"], c.get("locator")) for c in sources}) < len(sources):
            yield document.locator().problem("K410", "one place in a source is cited twice", "remove one", ("sources",))


def figures_dated(corpus: Corpus) -> Iterator[Problem]:
    """A stock (strength, troops) has an as_of and no period; the figure of a group's deeds has a period where the source gives one."""
    for claim in corpus.by_kind["figure"]:
        stock = claim.values["metric"] in STOCKS
        if stock and "period" in claim.values:
            yield corpus.problem(
                "K412", f"'{claim.values['metric']}' is a stock and has no period", "write 'as_of'", claim, "period"
            )
        elif (
            not stock and claim.document.thing.type == "event" and ("period" in claim.values or "place" in claim.values)
        ):
            name = "period" if "period" in claim.values else "place"
            yield corpus.problem(
                "K412", f"an event's figure takes its {name} from the event", f"remove '{name}'", claim, name
            )


def not_in_the_future(corpus: Corpus) -> Iterator[Problem]:
    """Nothing began after today."""
    today = time.strftime("%Y-%m-%d", time.gmtime())
    for claim in corpus.claims.values():
        if claim.start_text and claim.start.earliest > today:
            yield corpus.problem("K413", f"{claim.start_text} lies in the future", "correct the date", claim)


def symmetric_once(corpus: Corpus) -> Iterator[Problem]:
    """A relation that reads the same from both sides (rivals, allies, relatives) stands in one file."""
    for claim in corpus.of_kinds(*_RELATIONS):
        relation = claim.values["relation"]
        if relation in _SYMMETRIC:
            twin = corpus.claims.get(f"{claim.values['object']}/{relation}/{claim.document.id}")
            if twin is not None and claim.id > twin.id:
                yield corpus.problem(
                    "K305",
                    f"the same claim stands in {twin.document.file}",
                    "keep it there, with all sources",
                    claim,
                    "relation",
                    always=True,
                )


def self_reference(corpus: Corpus) -> Iterator[Problem]:
    """Nothing is related to itself, or a part of itself through others."""
    objects = [(c, c.values["object"]) for c in corpus.of_kinds(*_RELATIONS)]
    entities = (p.name for p in PROPERTIES if p.type == "entity")
    objects += [(c, c.values["value"]) for name in entities for c in corpus.by_property[name]]
    for claim, target in objects:
        if target == claim.document.id:
            yield corpus.problem("K414", f"'{target}' is related to itself", "name the other party", claim, always=True)
    parents = {d.id: d.values["parent"] for d in corpus.of_type("place") if "parent" in d.values}
    yield from _cycles(corpus, parents, ("parent",))
    parts = {c.document.id: c.values["value"] for c in corpus.by_property["part_of"] if c.accepted}
    yield from _cycles(corpus, parts, ("attributes",))


def _cycles(corpus: Corpus, parents: dict[str, str], path: tuple[str, ...]) -> Iterator[Problem]:
    for start in parents:
        at, steps = start, 0
        while at in parents and steps <= len(parents):
            at = parents[at]
            steps += 1
            if at == start:
                yield (
                    corpus.documents[start]
                    .locator()
                    .problem("K414", f"'{start}' is a part of itself", "break the circle", path)
                )
                break


def visible_text(corpus: Corpus) -> Iterator[Problem]:
    """A text holds no control codes and no invisible characters that turn its direction or hide in it."""
    for document in corpus.documents.values():
        text = document.text
        if "\\" not in text and (text.isascii() or not _INVISIBLE.search(text)):
            continue  # only an escape or the character itself can bring one in
        for path, value in reader.walk(document.raw):
            found = _INVISIBLE.search(value) if isinstance(value, str) else None
            if found:
                yield document.locator().problem(
                    "K415", f"the invisible character U+{ord(found.group()):04X} in a text",
                    "remove it; output shows it in a harmless form", path, severity="warning",
                )  # fmt: skip


RULES: tuple[Rule, ...] = (
    dates_in_order, within_the_groups_life, within_the_persons_life, numbers_in_order, precise_locators, one_citation_once,
    figures_dated, not_in_the_future, symmetric_once, self_reference, visible_text, *statuses.RULES, *deaths.RULES, *ethics.RULES,
)  # fmt: skip
