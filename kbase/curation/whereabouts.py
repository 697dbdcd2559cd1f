"""Where groups were, drawn from what they did there.

A source that says a group is active in a country, or based there, seldom says since when. Its own accepted events there do, and
those there in which its people were: from the first of them to the last it surely was. An end that the source gives itself, or says that there is, stays as it says.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.dates import FIRST, LAST, clamped, widest
from kbase.fields import ANSWERED_FOR

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus

_THERE = ("perpetrator", "party")
_IN_PERSON = ("perpetrator", "party", "killer", "captor", "killed", "captured")


def seen_there(corpus: Corpus, over: dict[str, str]) -> None:
    """Undated places of groups surely were so from the first to the last event of the group there.

    :param over: the last day on which each group may have been; what is laid to it later shows it nowhere.
    """
    first: dict[tuple[str, str], str] = defaultdict(lambda: LAST)
    last: dict[tuple[str, str], str] = defaultdict(lambda: FIRST)
    dates = corpus.accepted("date")
    places = _places(corpus)
    roles = _roles(corpus)
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        who, role = values["participant"], values["role"]
        if date is None or not claim.accepted or values["attribution"] not in ANSWERED_FOR:
            continue
        begun, done = widest(date.start).latest, widest(date.end).earliest
        if values["attribution"] != "confirmed" or who in roles:  # on some day of it, who knows which
            begun, done = widest(date.end).latest, widest(date.start).earliest
        groups = [who] if role in _THERE and corpus.type_of(who) == "group" else []
        if role in _IN_PERSON:
            groups += [
                group
                for group, since, until, fell in roles.get(who, ())
                if since <= done and begun <= (fell if role == "killed" else until)
            ]
        for group in groups:
            if widest(date.end).earliest > over.get(group, LAST):
                continue
            for place in places.get(claim.document.id, ()):
                first[group, place] = min(first[group, place], begun)
                last[group, place] = max(last[group, place], done)
    for claim in corpus.by_kind["location"]:
        values, key = claim.values, (claim.document.id, str(claim.values["place"]))
        if not claim.accepted or values["relation"] not in ("active_in", "based_in") or key not in first:
            continue
        if claim.start_text is None and first[key] <= widest(claim.end).latest:
            claim.start = clamped(claim.start, last=first[key])
            if claim.end_text is None and claim.end_state == "unknown":
                claim.end = clamped(claim.end, first=max(last[key], claim.end.earliest))


def _roles(corpus: Corpus) -> dict[str, list[tuple[str, str, str, str]]]:
    """The accepted roles of each person in groups: the first and the last day on which they surely had them, and the last on which they may have
    fallen in them: who was killed had the role until then, though the day is not known."""
    found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for claim in corpus.by_kind["membership"]:
        if claim.accepted:
            end = widest(claim.end)
            fell = end.latest if claim.values.get("how_ended") == "killed" else end.earliest
            found[claim.document.id].append(
                (str(claim.values["group"]), widest(claim.start).latest, end.earliest, fell)
            )
    return found


def _places(corpus: Corpus) -> dict[str, set[str]]:
    """Where each event was, by accepted claims: those places and all that they lie in."""
    parents = {d.id: str(d.values["parent"]) for d in corpus.of_type("place") if "parent" in d.values}
    found: dict[str, set[str]] = defaultdict(set)
    at = [(c.document.id, str(c.values["value"])) for c in corpus.accepted("place").values()]
    at += [
        (c.document.id, str(c.values["place"]))
        for c in corpus.by_kind["location"]
        if c.accepted and corpus.type_of(c.document.id) == "event"
    ]
    for event, place in at:
        while place and place not in found[event]:
            found[event].add(place)
            place = parents.get(place, "")
    return found
