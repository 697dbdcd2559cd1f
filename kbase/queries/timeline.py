"""What happened, in the order of the days: the answer of `kbase timeline`.

A timeline is made from the facts of a page, so that it says what `kbase show` says; a state that began and ended
stands twice, under its first day and under its last.
"""

from __future__ import annotations

from typing import NamedTuple

from kbase.database.connection import Database
from kbase.database.days import TIES
from kbase.dates import FIRST, LAST, Bounds, parse, parse_span, told_by, widest
from kbase.fields import PROPERTY
from kbase.queries.day_words import day
from kbase.queries.dossier import dossier
from kbase.queries.facts import Cited, Fact
from kbase.queries.on_day import NO, by, event_itself, told_later
from kbase.queries.resolve import Entity
from kbase.queries.revision import Revision
from kbase.queries.words import ending, listed


class Moment(NamedTuple):
    """Something under the day it is dated to; `earliest` and `latest` are the bounds of that day."""

    date: str  # EDTF, as the curator wrote it
    earliest: str
    latest: str
    precision: str  # day, month, year, or range
    approximate: bool
    entities: tuple[str, ...]  # of those asked for
    section: str
    kind: str
    text: str
    claim: str  # of a statement its own id
    status: str
    confidence: str
    sources: tuple[int, ...]
    against: tuple[int, ...]
    on_day: str = ""  # where a day was asked for: whether it had come by then, yes or possibly


class Timeline(NamedTuple):
    entities: tuple[Entity, ...]
    moments: tuple[Moment, ...]
    undated: int  # facts without a day, which have no place here
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""


class Period(NamedTuple):
    """What to keep: days that may fall between the two, kinds of claim (all if none is named)."""

    first: str = FIRST
    last: str = LAST
    kinds: tuple[str, ...] = ()
    on: str = ""  # only what had come by this day
    limit: int | None = None


def timeline(database: Database, entities: list[Entity], period: Period) -> Timeline:
    """The dated facts of one entity or several, in order; the same fact of two of them stands once."""
    found: dict[tuple[str, str], Moment] = {}
    places: dict[tuple[str, str], Cited] = {}
    undated: set[str] = set()
    footer = None
    for entity in entities:
        page = dossier(database, entity)
        footer = page.revision
        renumbered = {}
        for place in page.cited:
            known = places.setdefault((place.source, place.locator), place._replace(number=len(places) + 1))
            renumbered[place.number] = known.number
        for section in page.sections:
            for fact in map(_known, section.facts):
                moments = _moments(fact, section.key, entity.id)
                if not moments and fact.kind not in ("name", "identifier", "decision"):
                    undated.add(fact.claim or fact.text)
                for moment in moments:
                    _keep(found, moment._replace(
                        sources=tuple(renumbered[n] for n in moment.sources), against=tuple(renumbered[n] for n in moment.against),
                        on_day=by(period.on, *_come(fact, moment)) if period.on else "",
                    ))  # fmt: skip
    kept = [m for m in found.values() if _within(m, period)]
    # the vague after the exact of the same day, so that a year does not stand before its own January
    kept.sort(key=lambda m: (placed(m), m.latest, m.section, m.claim, m.text))
    kept = kept[: period.limit]
    numbers = {n for m in kept for n in (*m.sources, *m.against)}
    assert footer is not None
    return Timeline(
        tuple(entities),
        tuple(kept),
        len(undated),
        tuple(c for c in places.values() if c.number in numbers),
        footer,
        period.on,
    )


def _known(fact: Fact) -> Fact:
    """The fact with an id: that of a statement is no claim's."""
    return fact._replace(claim=fact.values["id"]) if fact.kind == "statement" else fact


def _keep(found: dict[tuple[str, str], Moment], moment: Moment) -> None:
    key = (moment.claim or moment.text, moment.date + moment.text[:6] * moment.text.startswith("ended:"))
    other = found.get(key)
    if other is not None:
        moment = other._replace(entities=tuple(dict.fromkeys((*other.entities, *moment.entities))))
    found[key] = moment


def _within(moment: Moment, period: Period) -> bool:
    earliest, latest = _reach(moment)
    if latest < period.first or earliest > period.last:
        return False
    if period.kinds and not {moment.kind, moment.section}.intersection(period.kinds):
        return False
    return moment.on_day != NO


def _reach(moment: Moment) -> tuple[str, str]:
    """The first and the last day that a moment may be of: a flagged date reaches one unit further, but where a life has cut it."""
    start, end = parse_span(moment.date)
    if (moment.earliest, moment.latest) != (start.earliest, end.latest):
        return moment.earliest, moment.latest
    return widest(start).earliest, widest(end).latest


def _come(fact: Fact, moment: Moment) -> Bounds:
    """The days on which a moment came, or began: an event itself with its first day, what happened at a disputed time surely when
    the last of its dates was over, and a contested tie never surely."""
    if event_itself(fact.values, fact.status):
        return parse_span(moment.date).start
    came = Bounds(moment.earliest, moment.latest, "~" if moment.approximate else "")
    if fact.kind in TIES and fact.status == "contested":
        return Bounds(widest(came).earliest, LAST)
    if "event_dates" not in fact.values or (fact.kind == "attribute" and told_later(fact.values)):
        return came
    last = max(widest(parse_span(date).end).latest for date in fact.values["event_dates"])
    return Bounds(widest(came).earliest, last)


def _moments(fact: Fact, section: str, entity: str) -> list[Moment]:
    values = fact.values
    if fact.kind == "statement":
        return [_moment(fact, section, entity, values["made_on"], of="made_on")] if values.get("made_on") else []
    if fact.kind == "attribute" and PROPERTY[values["property"]].type in ("date", "interval"):
        text = f"{fact.label}: {fact.text}" if fact.label else fact.text
        return [_moment(fact, section, entity, str(values["value"]), text, "whole")]
    later = fact.kind == "attribute" and told_later(values)
    happened = section != "participants" and not later
    if happened and values.get("event_date"):
        return [_moment(fact, section, entity, values["event_date"], of="event")]
    if happened and values.get("event_dates"):  # once under each of them
        said = f"{fact.label}: {fact.text}" if fact.label else fact.text
        return [_moment(fact, section, entity, date, f"{said} (date contested)") for date in values["event_dates"]]
    start, end = values.get("start_date"), values.get("end_date")
    label = f"{fact.label}: " if fact.label else ""
    if fact.kind == "designation":
        words = [(start, "listed", "start"), (end, "delisted", "end")]
        if start == end:
            words = [(start, "listed and delisted", "start")]
        return [_moment(fact, section, entity, d, listed(values, entity, word), own) for d, word, own in words if d]
    if start and (not end or start == end):
        # of a number the whole period counts, though it was written as one date
        return [_moment(fact, section, entity, start, label + fact.text, "" if fact.kind == "figure" else "start")]
    if start and (fact.kind == "figure" or later):
        return [_moment(fact, section, entity, f"{start}/{end}", label + fact.text)]
    found = []
    if start:
        found.append(_moment(fact, section, entity, start, label + fact.text.removesuffix(ending(values)), "start"))
    if end:
        found.append(_moment(fact, section, entity, end, f"ended: {label}{fact.text}", "end"))
    return found


def _moment(fact: Fact, section: str, entity: str, date: str, text: str = "", own: str = "", of: str = "") -> Moment:
    """A moment; `own`: the start or end of the claim, or the whole of it, whose bounds the other of the two, or a life, may have narrowed;
    `of`: the stem of the column that has its first day, so narrowed."""
    first, slash, last = date.partition("/")
    start, end = parse(first), parse(last) if slash else parse(first)
    from_, until = ("start", "end") if own == "whole" else (own, own)
    earliest = fact.values[f"{from_ or of}_earliest"] if own or of else start.earliest
    latest = fact.values[f"{until}_latest"] if own else end.latest
    return Moment(
        date, earliest, latest, _precision(date, start.earliest, end.latest), bool(start.flag or end.flag),
        (entity,), section, fact.kind, text or (f"{fact.label}: {fact.text}" if fact.label else fact.text), fact.claim,
        fact.status, fact.confidence, fact.sources, fact.against,
    )  # fmt: skip


def _precision(date: str, earliest: str, latest: str) -> str:
    if earliest == latest:
        return "day"
    plain = date.rstrip("~?%")
    return {4: "year", 7: "month"}.get(len(plain), "range") if plain.replace("-", "").isdigit() else "range"


def placed(moment: Moment) -> str:
    """The day under which it stands: of what is only known to have come by a day that day, whatever bounds its first."""
    first = Bounds(moment.earliest, min(parse_span(moment.date).start.latest, moment.latest))
    return first.latest if told_by(moment.date, first) else first.earliest


def shown(moment: Moment) -> str:
    """Its date in words."""
    return day(moment.date)
