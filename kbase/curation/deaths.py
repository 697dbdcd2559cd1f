"""The rules on deaths: nobody takes part in what happened after their death, nobody is killed twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.problems import Problem

_NO_DEED = frozenset({"subject"})  # an event may be about the dead
_DENIED = "denied"


def nothing_after_death(corpus: Corpus) -> Iterator[Problem]:
    """A person takes part only in events that can have happened by the day of the person's accepted death; a contested one counts for nothing."""
    died, dates = corpus.accepted("died"), corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        death, date = died.get(claim.values["participant"]), dates.get(claim.document.id)
        if death is None or date is None or date.start.earliest <= death.end.latest or _said_not(claim):
            continue
        if claim.values["role"] in _NO_DEED or not claim.standing:
            continue
        yield _told(
            corpus, claim, "K416", _certain(claim) and not _flagged(death, date),
            f"'{claim.values['participant']}' died ({death.values['value']}) before the event ({date.values['value']})",
            "correct a date or the role, or mark a claim contested",
        )  # fmt: skip


def killed_once(corpus: Corpus) -> Iterator[Problem]:
    """A person is killed in one event, or in one and the larger event that it is a part of."""
    dates = corpus.accepted("date")
    whole = {c.document.id: c.values["value"] for c in corpus.by_property["part_of"] if c.accepted}
    killed: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.by_kind["participation"]:
        person = claim.values["participant"]
        if (
            claim.values["role"] != "killed"
            or corpus.type_of(person) != "person"
            or not claim.standing
            or _said_not(claim)
        ):
            continue
        others = [c for c in killed[person] if not _one_event(c, claim, whole) and not _in_dispute(c, claim)]
        killed[person].append(claim)
        if not others:
            continue
        sure = next((c for c in others if _certain(claim) and _certain(c) and _apart(c, claim, dates)), None)
        yield _told(
            corpus, claim, "K417", sure is not None,
            f"'{person}' is killed in '{(sure or others[0]).document.id}' too",
            "keep one, or mark both contested and name their dispute",
        )  # fmt: skip


def _apart(one: Claim, other: Claim, dates: dict[str, Claim]) -> bool:
    """Whether the events of two claims surely happened on different days."""
    first, second = dates.get(one.document.id), dates.get(other.document.id)
    return first is not None and second is not None and not _flagged(first, second) and (
        first.end.latest < second.start.earliest or second.end.latest < first.start.earliest
    )  # fmt: skip


def _told(corpus: Corpus, claim: Claim, code: str, certain: bool, message: str, help: str) -> Problem:
    problem = corpus.problem(code, message, help, claim, "participant")
    return problem if certain else problem._replace(severity="warning")


def _said_not(claim: Claim) -> bool:
    return bool(claim.values["attribution"] == _DENIED)


def _certain(claim: Claim) -> bool:
    return claim.accepted and bool(claim.values["attribution"] == "confirmed")


def _flagged(*claims: Claim) -> bool:
    return any(c.start.flag or c.end.flag for c in claims)


def _in_dispute(one: Claim, other: Claim) -> bool:
    """Whether a dispute says that only one of them can be true."""
    dispute = one.values.get("dispute")
    return dispute is not None and dispute == other.values.get("dispute")


def _one_event(one: Claim, other: Claim, whole: dict[str, str]) -> bool:
    """Whether both stand in one event, or one event is a part of the other."""
    events = []
    for claim in (one, other):
        at, above = claim.document.id, {claim.document.id}
        while at in whole and whole[at] not in above:
            at = whole[at]
            above.add(at)
        events.append(above)
    return one.document.id in events[1] or other.document.id in events[0]


RULES = (nothing_after_death, killed_once)
