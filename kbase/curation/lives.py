"""Bounds that no source gives, drawn in to the lives of those whom a role or a tie names.

Nobody holds a role before birth (where no source says when it began, before the age of twelve) or after death, and nothing holds in a group
before the group was founded or after it ended; no organization has officers, and no operation parties, outside its time; nobody is listed, and nobody speaks, before birth or founding, nor is
a group spoken for; nothing is done before those were there who did it, and an operation keeps an area to its end. This is done once,
before the rows are made, so that views, lists, paths and pages all say the same. Of a coarse date (2014) what lies outside goes too;
a date that lies outside as a whole stays as the source says, and an unknown or rejected founding bounds nothing. Of whom a source knows
only that death had come by a day, or in a year, death came no earlier than the last day on which an accepted claim surely shows the person; a role
that death ended lasted until it, and of who surely is dead, whatever the day, nothing lasts beyond the last day that may be. Whom some
sources have dead and others alive surely held nothing beyond the first day on which that person may have died.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kbase.curation.claims import Claim
from kbase.curation.group_lives import dissolved_after_seen, founded_by_doing, groups_over, merged_whole
from kbase.curation.spans import contested, first_days, last_days, times
from kbase.curation.successions import in_succession
from kbase.curation.whereabouts import seen_there
from kbase.dates import FIRST, LAST, UNKNOWN, Bounds, DateError, begins, clamped, parse, ranged, widest
from kbase.fields import ACTS, CHILD, LISTS_SINCE

if TYPE_CHECKING:
    from kbase.curation.corpus import Corpus


def within_lives(corpus: Corpus) -> None:
    """Draw in the open bounds of events, statements, roles, posts, ties of groups, places, parties and listings, once; rules look at what is written."""
    if corpus.drawn_in:
        return
    corpus.drawn_in = True
    born = first_days(corpus, "born")
    begun = born | first_days(corpus, "started") | first_days(corpus, "founded")
    _events(corpus, begun)
    shown = _shown(corpus)
    sides = [c.document.id for c in corpus.by_property["died"] if c.status == "contested"]
    disputed = {id_: days for id_, (days, _) in contested(corpus, "died").items() if sides.count(id_) > 1}
    for claim in corpus.by_property["died"]:  # had died by a day, or in a year: after birth, and not before being seen
        first, last = born.get(claim.document.id, FIRST), widest(claim.start).latest
        if widest(claim.start).earliest == FIRST or (claim.accepted and not claim.start.flag):
            first = max([first, *(day for day in shown[claim.document.id] if day <= last)])
        claim.start = claim.end = clamped(claim.start, first=first)
        days = disputed.get(claim.document.id)
        month = claim.accepted and claim.start_text is not None and not claim.start_text.startswith("[")
        if month and days and claim.start.earliest <= days.earliest and days.latest <= claim.start.latest:
            # that it was in May is agreed, and which of its days is disputed
            claim.start = claim.end = clamped(claim.start, days.earliest, days.latest)
    deaths = corpus.accepted("died")
    _killings(corpus, deaths)
    _at_events(corpus)
    lives = times(born, _dead_by(corpus))
    for claim in corpus.of_kinds("membership", "position"):
        born_, died = lives.get(claim.document.id, _ALWAYS)
        doubted = claim.document.id in deaths and deaths[claim.document.id].start.flag
        _within(claim, (_grown(claim, born_), LAST if doubted and ranged(claim.end_text) else died))
    dissolved_after_seen(corpus)
    _ended_by(corpus, deaths)
    _while_alive(corpus)
    dissolved_after_seen(corpus)  # and by the roles that are bounded now
    founded_by_doing(corpus)
    lasting = (
        lives
        | times(first_days(corpus, "started"), last_days(corpus, "ended"))
        | times(first_days(corpus, "founded"), groups_over(corpus))
    )
    ended = {id_: claim for id_, claim in corpus.accepted("ended").items() if corpus.type_of(id_) == "operation"}
    seen_there(corpus, {id_: last for id_, (_, last) in lasting.items()})
    for claim in corpus.of_kinds(
        "membership", "position", "group_relation", "person_relation", "location", "operation_participant"
    ):
        values, kind = claim.values, claim.kind.kind
        if (
            kind == "person_relation" and values["relation"] not in _BETWEEN_LIVES
        ):  # kin stay kin, one man one man, but not before birth
            _begin(claim, max(born.get(id_, FIRST) for id_ in (claim.document.id, str(values["object"]))))
            continue
        whose = {
            "membership": ("group",), "position": ("organization",), "group_relation": ("object",), "person_relation": ("object",),
            "operation_participant": ("participant",),
        }.get(kind, ())  # fmt: skip
        of = [lasting.get(str(values[name]), _ALWAYS) for name in whose]
        if kind not in ("membership", "position"):
            of.append(lasting.get(claim.document.id, _ALWAYS))
        if kind != "operation_participant":  # that of the operation bounds a party also where its own never met it
            of = [(max(o[0] for o in of), min(o[1] for o in of))]
        if (
            ranged(claim.start_text) and values.get("relation") in ACTS
        ):  # by a split or a pledge a group may have come about
            of = [(begun.get(str(values["object"]), FIRST), LAST)]
        for first, last in reversed(of):
            if first <= last:  # else one had ended before the other began, which its source does not know
                _begin(claim, first)
                _end(claim, last)
        if kind == "location" and claim.document.id in ended and claim.end_text is None and claim.end_state != "ended":
            over = ended[claim.document.id]  # an area that nobody gives up is the operation's to its end
            claim.end = clamped(over.end, first=widest(claim.start).earliest)
        if values.get("relation") in ACTS:  # who is gone does nothing any more
            claim.start = claim.end = clamped(claim.start, last=lasting.get(claim.document.id, _ALWAYS)[1])
    for claim in corpus.of_kinds("designation", "legal_case"):  # one lasts, or goes on, beyond a death
        first = lasting.get(claim.document.id, _ALWAYS)[0]
        _begin(claim, max(first, LISTS_SINCE.get(str(claim.values.get("list")), FIRST)))
    in_succession(corpus)
    _statements(corpus, begun)


_ALWAYS = (FIRST, LAST)
# of persons: not who is kin; to follow somebody is an act, which has no end
_BETWEEN_LIVES = ("deputy_of", "associate_of", "successor_of")


def _events(corpus: Corpus, begun: dict[str, str]) -> None:
    """An event with an accepted date came when all were there who surely took part, and one at least of those who are said to have done it."""
    surely: dict[str, str] = {}
    done_by: dict[str, list[str]] = defaultdict(list)
    for claim in corpus.by_kind["participation"]:
        values, event = claim.values, claim.document.id
        first = begun.get(values["participant"], FIRST)
        if claim.accepted and values["attribution"] == "confirmed" and values["role"] != "subject":
            surely[event] = max(surely.get(event, FIRST), first)
        if claim.standing and values["attribution"] != "denied" and values["role"] == "perpetrator":
            done_by[event].append(first)
    for event, date in corpus.accepted("date").items():
        first = max(surely.get(event, FIRST), min(done_by.get(event, [FIRST])))
        if not date.start.flag and not date.end.flag:
            date.start, date.end = (clamped(end, first=first) for end in (date.start, date.end))


def _killings(corpus: Corpus, deaths: dict[str, Claim]) -> None:
    """An event without a first day, in which somebody is confirmed as killed, came no earlier than that death may have; days of dying of wounds are not allowed for."""
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        values, date, died = claim.values, dates.get(claim.document.id), deaths.get(claim.values["participant"])
        if (values["role"], values["attribution"]) != ("killed", "confirmed") or not claim.accepted:
            continue
        if date is not None and died is not None and not begins(date.start_text):
            date.start, date.end = (clamped(end, first=widest(died.start).earliest) for end in (date.start, date.end))


def _at_events(corpus: Corpus) -> None:
    """An act was done with the event at which it was done, where it is not dated, or more coarsely."""
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["group_relation"]:
        date = dates.get(str(claim.values.get("event")))
        coarse = claim.start.earliest < claim.start.latest and not claim.start.flag and not ranged(claim.start_text)
        if claim.values["relation"] in ACTS and coarse and date is not None:
            claim.start = claim.end = clamped(claim.start, widest(date.start).earliest, widest(date.end).latest)


def _dead_by(corpus: Corpus) -> dict[str, str]:
    """The last day on which each person may have lived: by the accepted death; of who surely is dead, by the last of those that sources
    contest, else by the killing or the end of a role that says so."""
    dates = {id_: end.latest for id_, (_, end) in contested(corpus, "date").items()} | last_days(corpus, "date")
    over = last_days(corpus, "dissolved")
    ends: dict[str, list[str]] = defaultdict(list)
    for claim in corpus.by_kind["membership"]:
        if claim.accepted and claim.values.get("how_ended") in ("killed", "died"):
            ends[claim.document.id].append(min(widest(claim.end).latest, over.get(claim.values["group"], LAST)))
    for claim in corpus.by_kind["participation"]:
        values = claim.values
        person = corpus.type_of(values["participant"]) == "person"
        if claim.accepted and person and (values["role"], values["attribution"]) == ("killed", "confirmed"):
            ends[values["participant"]].append(dates.get(claim.document.id, LAST))
    sure = {id_: min(days) for id_, days in ends.items()}
    disputed = {id_: end.latest for id_, (_, end) in contested(corpus, "died").items() if id_ in sure}
    return sure | disputed | last_days(corpus, "died")


def _statements(corpus: Corpus, begun: dict[str, str]) -> None:
    """A statement was made when its speaker was there, and the group or body for which it was made; one that only had been made by a day,
    not before what it is about was there, nor before the speaker may have had a role in the group spoken for."""
    dates = begun | {id_: widest(claim.start).earliest for id_, claim in corpus.accepted("date").items()}
    about: dict[str, str] = defaultdict(lambda: FIRST)
    for claim in corpus.by_kind["statement_subject"]:
        if claim.accepted:
            day = dates.get(str(claim.values["about"]), FIRST)
            about[claim.document.id] = max(about[claim.document.id], day)
    joined: dict[tuple[str, str], str] = {}
    for claim in corpus.by_kind["membership"]:
        if claim.standing:
            key = claim.document.id, str(claim.values["group"])
            joined[key] = min(joined.get(key, LAST), widest(claim.start).earliest)
    for document in corpus.of_type("statement"):
        values = document.values
        first = max(begun.get(str(values.get(name)), FIRST) for name in ("speaker", "on_behalf_of"))
        try:
            made = parse(values["made_on"]) if "made_on" in values else UNKNOWN
        except DateError:  # told by the rule that reads it
            continue
        if made.earliest == FIRST and made.latest < LAST:
            role = joined.get((str(values.get("speaker")), str(values.get("on_behalf_of"))), FIRST)
            first = max([first, *(day for day in (about[document.id], role) if day <= made.latest)])
        if not made.flag and first > made.earliest:
            corpus.made[document.id] = clamped(made, first=first)


def _shown(corpus: Corpus) -> dict[str, list[str]]:
    """The days on which accepted claims surely show each person: a role (of no day: the founding), a post, or a confirmed part in an event."""
    found: dict[str, list[str]] = defaultdict(list)
    founded = first_days(corpus, "founded")
    for claim in corpus.of_kinds("membership", "position"):
        if claim.accepted:
            known = founded.get(str(claim.values.get("group")), FIRST)
            found[claim.document.id] += [known, *(end.earliest for end in (claim.start, claim.end) if not end.flag)]
    dates = corpus.accepted("date")
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        there = values["attribution"] == "confirmed" and values["role"] != "subject"
        if date is not None and not date.start.flag and there and claim.accepted:
            found[values["participant"]].append(date.start.earliest)
    return found


def _grown(claim: Claim, born: str) -> str:
    """From when on somebody may have had a role: from birth where a source gives a start, else from the first age at which that is heard of."""
    start, end = widest(claim.start), widest(claim.end)
    if born == FIRST or start.earliest > FIRST:
        return born
    grown = f"{int(born[:4]) + CHILD:04d}{born[4:].replace('-02-29', '-03-01')}"
    return grown if grown <= min(start.latest, end.earliest if end.earliest > FIRST else LAST) else born


def _within(claim: Claim, life: tuple[str, str]) -> None:
    """Draw a role in to a life."""
    born, died = life
    start, end = widest(claim.start), widest(claim.end)
    if start.earliest <= died and (claim.end_text is None or end.earliest <= died):
        claim.end = (
            Bounds(min(end.earliest, died), died)
            if end.latest == LAST and died < LAST
            else clamped(claim.end, last=died)
        )
        claim.start = clamped(claim.start, last=widest(claim.end).latest)
    if born <= end.latest and (claim.start_text is None or born <= start.latest):
        begin = widest(claim.start)
        claim.start = (
            Bounds(born, max(begin.latest, born))
            if begin.earliest == FIRST and born > FIRST
            else clamped(claim.start, first=born)
        )
        claim.end = clamped(claim.end, first=widest(claim.start).earliest)


_TAKEN = ("captured", "surrendered")


def _ended_by(corpus: Corpus, deaths: dict[str, Claim]) -> None:
    """A role that a death or the end of its group ended lasted until that, and was over by the only capture, if one ended it; where its end is
    dated, as far as that leaves open. Of contested deaths all are allowed."""
    dates = corpus.accepted("date")
    lost: dict[str, dict[str, list[Bounds]]] = {"captured": defaultdict(list), "killed": defaultdict(list)}
    for claim in corpus.by_kind["participation"]:
        values, date = claim.values, dates.get(claim.document.id)
        if claim.accepted and date is not None and values["attribution"] == "confirmed" and values["role"] in lost:
            lost[values["role"]][values["participant"]].append(
                Bounds(date.start.earliest, date.end.latest, date.start.flag)
            )
    died = {id_: days[0] for id_, days in lost["killed"].items() if len(days) == 1}
    died |= {id_: end for id_, (end, _) in contested(corpus, "died").items()}
    died |= {id_: claim.start for id_, claim in deaths.items()}
    dissolved = merged_whole(corpus) | {id_: claim.start for id_, claim in corpus.accepted("dissolved").items()}
    for claim in corpus.of_kinds("membership", "position"):
        id_, how = claim.document.id, claim.values.get("how_ended")
        by = died.get(id_) if how in ("killed", "died") else None
        if how in _TAKEN and len(lost["captured"][id_]) == 1:
            by = lost["captured"][id_][0]
        if how == "group_ended":
            by = dissolved.get(str(claim.values.get("group")))
        if by is None or not claim.accepted or claim.end.flag:
            continue
        by = widest(by)
        if (
            claim.end.earliest <= by.latest
            and by.earliest <= claim.end.latest
            and widest(claim.start).earliest <= by.latest
        ):
            # whether this capture is the one that is meant nobody says: the role was over by then
            since = claim.end.earliest if how in _TAKEN else max(claim.end.earliest, by.earliest)
            claim.end = Bounds(since, min(claim.end.latest, by.latest))
            claim.start = clamped(claim.start, last=claim.end.latest)


def _while_alive(corpus: Corpus) -> None:
    """What a person was, and where, surely lasted only until the first day of a death that sources dispute."""
    accepted = corpus.accepted("died")
    gone = {id_: end.earliest for id_, (end, _) in contested(corpus, "died").items() if id_ not in accepted}
    for claim in corpus.of_kinds("membership", "position", "location"):
        died = gone.get(claim.document.id, LAST)
        if claim.accepted and died < widest(claim.end).earliest:
            claim.end = Bounds(died, widest(claim.end).latest)


def _begin(claim: Claim, first: str) -> None:
    """What gives no start begins with its groups, unless it is seen, or ends, before that; a coarse one begins no earlier."""
    start, end = widest(claim.start), widest(claim.end)
    if first > start.latest:
        return
    if claim.start_text is None and claim.end_state == "ongoing" and start.earliest < end.earliest < first:
        return  # a dated source saw it before
    claim.start = clamped(claim.start, first=first)
    claim.end = clamped(claim.end, first=first)


def _end(claim: Claim, last: str) -> None:
    """What gives no end ends with its groups, unless it is seen, or begins, after that; what an act made has no end."""
    if claim.values.get("relation") in ACTS or last < widest(claim.end).earliest or last < widest(claim.start).earliest:
        return
    claim.end = clamped(claim.end, last=last)
    claim.start = clamped(claim.start, last=widest(claim.end).latest)
