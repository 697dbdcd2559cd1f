"""What follows from the fact that one followed another: a person in a role, a group the group that it came out of.

Each bound is drawn in only where the dates that sources give leave room for it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.curation.claims import Claim
from kbase.dates import LAST, clamped, widest
from kbase.fields import ANSWERED_FOR

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def in_succession(corpus: Corpus) -> None:
    """Draw in who had a role before and after whom, and by when a group had split off from, or followed, another."""
    _roles(corpus)
    _groups(corpus)


# the roles that one person has after another, the highest first
_IN_TURN = ("leader", "spokesperson", "commander", "deputy", "religious_leader")


def _roles(corpus: Corpus) -> None:
    """Of two whose highest role in one group is the same, each once, the one who followed began no earlier than the other surely still had it,
    who had it no longer than until then; the succession came between."""
    had: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in corpus.by_kind["membership"]:
        if claim.accepted and claim.values["role"] in _IN_TURN:
            had[claim.document.id][str(claim.values["group"])].append(claim)
    for claim in corpus.by_kind["person_relation"]:
        if claim.values["relation"] != "successor_of" or not claim.accepted:
            continue
        after, before = had[claim.document.id], had[str(claim.values["object"])]
        both = [(_highest(after[g]), _highest(before[g])) for g in after if g in before]
        alike = [(new[0], old[0]) for new, old in both if len(new) == len(old) == 1 and _rank(new[0]) == _rank(old[0])]
        if len(alike) != 1:  # in which group, or which role, is not told
            continue
        new, old = alike[0]
        first, last = widest(old.end).earliest, widest(new.start).latest
        dated = widest(claim.start)
        if first > last or dated.latest < first or last < dated.earliest:  # an overlap, by what their sources say
            continue
        new.start = clamped(new.start, first=first)
        new.end = clamped(new.end, first=widest(new.start).earliest)
        old.end = clamped(old.end, last=last)
        old.start = clamped(old.start, last=widest(old.end).latest)
        claim.start = claim.end = clamped(claim.start, first=first, last=last)


def _rank(role: Claim) -> int:
    return _IN_TURN.index(role.values["role"])


def _highest(roles: list[Claim]) -> list[Claim]:
    """Those of the roles that are the highest."""
    return [role for role in roles if _rank(role) == min(map(_rank, roles))]


def _groups(corpus: Corpus) -> None:
    """A group that came out of another had done so by the first day on which it surely was there, where nobody says when."""
    there = _there(corpus)
    for claim in corpus.by_kind["group_relation"]:
        if claim.values["relation"] in ("split_from", "succeeds") and claim.accepted and claim.start_text is None:
            claim.start = claim.end = clamped(claim.start, last=there.get(claim.document.id, LAST))


def _there(corpus: Corpus) -> dict[str, str]:
    """The first day by which each group surely was there: its founding, else the first accepted role in it or event of it."""
    found: dict[str, str] = defaultdict(lambda: LAST)
    for claim in corpus.by_kind["membership"]:
        if claim.accepted:
            group = str(claim.values["group"])
            found[group] = min(found[group], widest(claim.start).latest)
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        own = claim.accepted and values["attribution"] in ANSWERED_FOR and values["role"] != "subject"
        if own and date is not None:
            found[values["participant"]] = min(found[values["participant"]], widest(date.end).latest)
    return found | {id_: widest(c.start).latest for id_, c in corpus.accepted("founded").items() if not c.start.flag}
