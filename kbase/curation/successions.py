"""What follows from the fact that one followed another: a person in a role, a group the group whose place it took.

Each bound is drawn in only where the dates that sources give leave room for it; what a source gives as a range stays one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.curation.claims import Claim
from kbase.dates import LAST, Bounds, clamped, ranged, widest
from kbase.fields import ANSWERED_FOR

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def in_succession(corpus: Corpus) -> None:
    """Draw in who had a role before and after whom, what role somebody was promoted from, and by when a group had followed another."""
    had: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in corpus.by_kind["membership"]:
        if claim.accepted:
            had[claim.document.id][str(claim.values["group"])].append(claim)
    _promotions(had)
    _roles(corpus, had)
    _promotions(had)  # by what the successions tell
    _groups(corpus)


# the roles that one person has after another, the highest first
_IN_TURN = ("leader", "deputy", "commander", "religious_leader", "spokesperson")


def _promotions(had: dict[str, dict[str, list[Claim]]]) -> None:
    """Who was promoted from one role to a higher one in the same group had the first until the other began; so did a deputy who came to lead."""
    several = [roles for groups in had.values() for roles in groups.values() if len(roles) > 1]
    for role, others in ((role, roles) for roles in several for role in roles):
        promoted = role.values.get("how_ended") == "promoted"
        if not promoted and not _undated_deputy(role):
            continue
        left = widest(role.end)
        higher = [o for o in others if _rank(o) < _rank(role)]
        new = [o for o in higher if widest(o.start).earliest <= left.latest and left.earliest <= widest(o.start).latest]
        if len(new) != 1:
            continue
        began = widest(new[0].start)
        if promoted:
            if not ranged(role.end_text):
                role.end = clamped(role.end, first=began.earliest, last=began.latest)
                role.start = clamped(role.start, last=widest(role.end).latest)
            if not ranged(new[0].start_text):
                new[0].start = clamped(new[0].start, first=left.earliest, last=left.latest)
                new[0].end = clamped(new[0].end, first=widest(new[0].start).earliest)
        elif new[0].values["role"] == "leader" and widest(role.start).latest <= began.latest:
            role.end = clamped(role.end, last=began.latest)


def _undated_deputy(role: Claim) -> bool:
    """A deputy's role whose end nobody tells: who leads is no deputy any more."""
    return role.values["role"] == "deputy" and role.end_text is None and role.end_state == "unknown"


def _roles(corpus: Corpus, had: dict[str, dict[str, list[Claim]]]) -> None:
    """Of two whose highest role in one group is the same, the one who followed began no earlier than the other surely still had it, who had it
    no longer than until then; the succession came between, and where it is dated both roles were as it has them. Of somebody who had the
    role twice, a dated succession tells which time is meant."""
    for claim in corpus.by_kind["person_relation"]:
        if claim.values["relation"] != "successor_of" or not claim.accepted:
            continue
        dated = widest(claim.start)
        after, before = had[claim.document.id], had[str(claim.values["object"])]
        both = [(_highest(after[g]), _highest(before[g])) for g in after if g in before]
        alike = [(new, old) for new, old in both if new and old and _rank(new[0]) == _rank(old[0])]
        highest = min((_rank(new[0]) for new, _ in alike), default=0)
        alike = [(new, old) for new, old in alike if _rank(new[0]) == highest]
        if len(alike) != 1:  # in which group is not told
            continue
        new_ones = [r for r in alike[0][0] if len(alike[0][0]) == 1 or _meets(r.start, dated)]
        old_ones = [r for r in alike[0][1] if len(alike[0][1]) == 1 or _meets(r.end, dated)]
        if len(new_ones) != 1 or len(old_ones) != 1:
            continue
        new, old = new_ones[0], old_ones[0]
        first, last = widest(old.end).earliest, widest(new.start).latest
        if first > last or dated.latest < first or last < dated.earliest:  # an overlap, by what their sources say
            continue
        last = min(last, dated.latest)
        if not ranged(new.start_text):
            new.start = clamped(new.start, first=first, last=last)
            new.end = clamped(new.end, first=widest(new.start).earliest)
        if not ranged(old.end_text):
            old.end = clamped(old.end, last=last)
            old.start = clamped(old.start, last=widest(old.end).latest)
        claim.start = claim.end = clamped(claim.start, first=first, last=last)


def _meets(end: Bounds, dated: Bounds) -> bool:
    """Whether a dated succession may have been at that end of a role."""
    whole = widest(end)
    return dated != Bounds() and whole.earliest <= dated.latest and dated.earliest <= whole.latest


def _rank(role: Claim) -> int:
    role_ = role.values["role"]
    return _IN_TURN.index(role_) if role_ in _IN_TURN else len(_IN_TURN)


def _highest(roles: list[Claim]) -> list[Claim]:
    """Those of the roles that are the highest of those that people have in turn; none, where nobody had such a one."""
    best = min(map(_rank, roles))
    return [role for role in roles if _rank(role) == best < len(_IN_TURN)]


def _groups(corpus: Corpus) -> None:
    """A group that succeeds another did so by the first day on which it surely was there, where nobody says when; a splinter may have been
    there before it split off."""
    there = _there(corpus)
    for claim in corpus.by_kind["group_relation"]:
        if claim.values["relation"] == "succeeds" and claim.accepted and claim.start_text is None:
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
