"""A claim said in words: whole, or as seen from one of the entities it mentions."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from kbase.fields import ACTS, PROPERTY, ClaimKind
from kbase.queries.claims import Claim
from kbase.queries.day_words import day
from kbase.text import a
from kbase.vocabulary import VOCABULARY


class Said(NamedTuple):
    """`label` names the thing said (a property, a kind of name), `when` its date; either may be empty."""

    label: str
    when: str
    text: str


# relation: the sentence, and how the object says it of the subject
_RELATIONS: dict[str, tuple[str, str]] = {
    "split_from": ("split from {o}", "{s} split from it"),
    "merged_into": ("merged into {o}", "{s} merged into it"),
    "succeeds": ("is the successor of {o}", "succeeded by {s}"),
    "part_of": ("is part of {o}", "{s} is part of it"),
    "pledged_allegiance_to": ("pledged allegiance to {o}", "{s} pledged allegiance to it"),
    "allegiance_accepted": ("accepted the allegiance of {o}", "its allegiance was accepted by {s}"),
    "allegiance_renounced": ("renounced its allegiance to {o}", "{s} renounced its allegiance to it"),
    "affiliated_with": ("is affiliated with {o}", "affiliated with {s}"),
    "allied_with": ("is allied with {o}", "allied with {s}"),
    "rival_of": ("is a rival of {o}", "rival of {s}"),
    "supported_by": ("is supported by {o}", "supports {s}"),
    "relations_deteriorated_with": ("has worse relations with {o}", "relations with {s} deteriorated"),
    "relations_broken_with": ("broke off relations with {o}", "{s} broke off relations with it"),
    "agreement_with": ("has an agreement with {o}", "has an agreement with {s}"),
    "supports": ("supports {o}", "supported by {s}"),
    "opposed_to": ("is opposed to {o}", "opposed by {s}"),
    "relative_of": ("is a relative of {o}", ""),  # seen from either by _IS
    "deputy_of": ("is deputy of {o}", "{s} is the deputy"),
    "successor_of": ("is the successor of {o}", "succeeded by {s}"),
    "associate_of": ("is an associate of {o}", ""),
    "same_as_alleged": ("is alleged to be the same person as {o}", "alleged to be the same person as {s}"),
}
_ENDED = {
    "killed": "was killed", "died": "died", "captured": "was captured", "left": "left", "removed": "was dismissed",
    "defected": "defected", "surrendered": "surrendered", "promoted": "was promoted", "group_ended": "the body ended",
    "term_ended": "the term ended",
}  # fmt: skip
_COUNTED = {"all": "people", "mixed": "people, civilians and others", "attackers": "attackers"}


# stages that say little without what they undid: a plea overturned is no conviction overturned
UNDOING = ("overturned", "pardoned", "dismissed")


def plain(word: object) -> str:
    """A word of a vocabulary as it is read."""
    return str(word).replace("_", " ")


_LISTS = {"un_other": "another list", "us_other": "another list", "national": "national list"}


def list_name(code: str) -> str:
    """A sanctions list by its name, without the one whose list it is: 'Foreign Terrorist Organizations'."""
    name = _LISTS.get(code) or VOCABULARY["list"].get(code) or plain(code)
    return name.partition(", ")[2].partition(" (resolution")[0] or name


def list_named(code: str) -> str:
    """The name of a list, '' for one that has none of its own."""
    return "" if code in _LISTS else list_name(code)


def unended(text: str) -> str:
    """Text without its full stop, to go on after it; the point of an abbreviation or an ellipsis stays."""
    if not text.endswith(".") or text == ".":
        return text
    last = text[:-1].rpartition(" ")[2]
    return text if "." in last or len(last) == 1 else text[:-1]


def number(value: int) -> str:
    return f"{value:,}"


def when(claim: Claim) -> str:
    """The dates of a claim."""
    return when_of(claim.kind, claim.row)


def when_of(kind: ClaimKind, row: Mapping[str, Any]) -> str:
    """The dates of a claim by its columns; those that are empty may be missing."""
    dating = kind.dating
    start, end = day(row.get("start_date")), day(row.get("end_date"))
    if dating == "relation":
        dating = "act" if row["relation"] in ACTS else "state"
    if dating == "act":
        return start
    if dating == "figure":
        return start if start == end else f"{start} to {end}"
    if dating == "listing":
        return f"{start} to {end}" if start and end else f"until {end}" if end else f"since {start}" if start else ""
    if dating == "none" or (kind.kind == "attribute" and PROPERTY[row["property"]].type in ("date", "interval")):
        return ""  # a date that is itself the value stands in the text
    if end:
        if not start and end.startswith("between"):
            return f"ended {end}"
        if start == end and start.startswith("between"):
            return f"some time {start}"
        return f"until {end}" if not start else start if start == end else f"{start} to {end}"
    state = row.get("end_state")
    if state == "ongoing":
        return f"since {start}" if start else "ongoing"
    if state == "ended":
        return f"{start}, ended" if start else "ended"
    seen = f"last seen {day(row['last_seen'])}" if row.get("last_seen") else ""
    return ", ".join(p for p in (f"from {start}" if start else "", seen) if p)


def say(claim: Claim, viewpoint: str = "", *, then: bool = False) -> Said:
    """A claim in words. Seen from an entity that it mentions, that entity is left out of the words.

    :param then: told of a day on which it held, whatever came of it later.
    """
    label, text = _SAYERS[claim.kind.kind](claim, viewpoint)
    if then and claim.kind.kind == "designation":
        text = listed(claim.row, viewpoint, "listed")
    return Said(label, _event_day(claim, viewpoint) or when(claim), text)


def sentence(claim: Claim, *, then: bool = False) -> str:
    """A claim as one sentence with its date."""
    said = say(claim, then=then)
    return f"{unended(said.text)} ({said.when})" if said.when else said.text


def _event_day(claim: Claim, viewpoint: str) -> str:
    """Seen from anything but the event itself, what an event claims happened on the day of the event."""
    subject = claim.subject
    return event_day(claim.row) if viewpoint and viewpoint != subject else ""


def event_day(row: Mapping[str, Any]) -> str:
    """The date of the event of a claim, by its columns."""
    return day(row.get("event_date")) or disputed(row.get("event_dates") or ())


def disputed(dates: Iterable[str]) -> str:
    """Dates of which sources dispute which is right: '2015-05, or about 2014, contested'."""
    words = ", or ".join(dict.fromkeys(map(day, dates)))
    return f"{words}, contested" if words else ""


def named(claim: Claim, stem: str) -> str:
    return str(claim.row[f"{stem}_name"] or claim.row[f"{stem}_id"])


def _seen(claim: Claim, viewpoint: str) -> str:
    """The subject with a colon, left out where the subject is the viewpoint."""
    return "" if viewpoint == claim.subject else f"{named(claim, claim.kind.subject)}: "


def _bracketed(*parts: object) -> str:
    found = ", ".join(unended(str(p)) for p in parts if p)
    return f" ({found})" if found else ""


_Words = tuple[str, str]


def _name(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    text = row["text"] + _bracketed(row["lang"], row["script"], "weak" if row["quality"] == "weak" else "")
    kind = plain(row["name_kind"])
    return kind, text if viewpoint == claim.subject else f"{named(claim, 'entity')}: {kind} {text}"


def _attribute(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    name = row["property"]
    if viewpoint and viewpoint != claim.subject:
        own = viewpoint == row["value_id"]
        subject, value = named(claim, "entity"), "" if own else named(claim, "value")
        if name == "predecessor":
            return "", f"followed by {subject}"
        if name in ("birth_place", "nationality"):
            return "", subject + _bracketed(f"{plain(name)} {value}".strip())
        return "", subject + (f", {value}" if value else "")
    value = row["value"] if row["value_id"] is None else named(claim, "value")
    if PROPERTY[name].type in ("date", "interval"):
        value = day(value)
    return plain(name), value if viewpoint else f"{named(claim, 'entity')}: {plain(name)} {value}"


def ending(row: dict[str, Any]) -> str:
    """How a role ended, to be put behind it."""
    return f"; {_ENDED[row['how_ended']]}" if row.get("how_ended") else ""


def _membership(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    role = plain(row["role"])
    title = f", {row['title']}" if row["title"] else ""
    title = unended(title) if row["how_ended"] else title
    if viewpoint == row["group_id"]:
        return "", f"{named(claim, 'person')}, {role}{title}{ending(row)}"
    return "", f"{_seen(claim, viewpoint)}{role} of {named(claim, 'group')}{title}{ending(row)}"


def _position(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    if viewpoint == row["organization_id"]:
        return "", f"{named(claim, 'person')}, {row['title']}{ending(row)}"
    return "", f"{_seen(claim, viewpoint)}{unended(row['title'])}, {named(claim, 'organization')}{ending(row)}"


def related(claim: Claim, viewpoint: str) -> str:
    """A relation in bare words."""
    forward, inverse = _RELATIONS[claim.row["relation"]]
    subject, object_ = named(claim, claim.kind.subject), named(claim, "object")
    if viewpoint == claim.subject:
        return forward.format(o=object_).removeprefix("is ")
    if viewpoint and viewpoint == claim.row["object_id"]:
        return inverse.format(s=subject)
    return f"{subject} {forward.format(o=object_)}"


# what one person is to another; its bracket says it of the subject, so it stands behind that word and not behind the other's name
_IS = {"relative_of": "relative", "associate_of": "associate"}


def _relation(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    subject = named(claim, claim.kind.subject)
    if viewpoint and row["relation"] in _IS:
        word = _IS[row["relation"]] + _bracketed(row["detail"])
        return "", f"{word} of {named(claim, 'object')}" if viewpoint == claim.subject else f"{subject}, {a(word)}"
    more = []
    if row.get("actor_id") and row["actor_id"] != viewpoint:
        more.append(f"by {named(claim, 'actor')}")
    if row.get("in_name_of_id"):
        more.append(f"in the name of {named(claim, 'in_name_of')}")
    if row.get("extent"):
        more.append({"whole": "the whole of it", "part": "a part of it"}[row["extent"]])
    if row.get("continues") is not None:
        whom = "it" if viewpoint == claim.subject else subject
        more.append(f"{whom} went on to exist" if row["continues"] else f"{whom} ceased to exist")
    if row.get("event_id"):
        more.append(f"at {named(claim, 'event')}")
    more += [row[name] for name in ("reason", "detail") if row.get(name)]
    return "", related(claim, viewpoint) + _bracketed(*more)


def _participation(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    role = plain(row["role"])
    sure = "" if row["attribution"] == "confirmed" else row["attribution"]
    more = f"{_bracketed(sure)}" + (f"; {row['detail']}" if row["detail"] else "")
    if viewpoint == claim.subject:
        return role, named(claim, "participant") + more
    if viewpoint == row["participant_id"]:
        return "", f"{named(claim, 'event')}: {role}{more}"
    return "", f"{named(claim, 'event')}: {role} {named(claim, 'participant')}{more}"


def _operation_participant(claim: Claim, viewpoint: str) -> _Words:
    role = plain(claim.row["role"])
    if viewpoint == claim.subject:
        return role, named(claim, "participant")
    if viewpoint == claim.row["participant_id"]:
        return "", f"{named(claim, 'operation')}: {role}"
    return "", f"{named(claim, 'operation')}: {role} {named(claim, 'participant')}"


def amount(row: dict[str, Any]) -> str:
    """The number of a figure: '2,000 to 3,000', 'at least 400', 'about 5,100', '9 (7 to 12)'."""
    low, best, high = row["low"], row["best"], row["high"]
    bound = row["bound"]
    if best is not None:
        text = ("about " if bound == "about" else "") + number(best)
        if low is None and high is None:
            return text
        span = f"{number(low)} to {number(high)}" if low is not None and high is not None else ""
        return f"{text} ({span or (f'at least {number(low)}' if high is None else f'at most {number(high)}')})"
    if low is not None and high is not None:
        span = number(low) if low == high else f"{number(low)} to {number(high)}"
        return f"about {span}" if bound == "about" else span
    return f"at least {number(low)}" if low is not None else f"at most {number(high)}"


def _figure(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    metric, category = row["metric"], row["category"]
    counted = _COUNTED.get(category, category)
    if metric == "attacks":
        text = f"{amount(row)} attacks"
    elif metric == "strength":
        text = f"{amount(row)} {counted}, strength"
    elif metric == "troops":
        text = f"{amount(row)} troops" + (f", {counted}" if category not in ("all", "soldiers") else "")
    else:
        text = f"{amount(row)} {counted} {metric}"
    own = viewpoint == claim.subject
    whom = "it" if own else named(claim, "subject")
    if row["side"] == "inflicted_by_subject":
        text += f" by {whom}"
    elif row["side"] == "suffered_by_subject":
        text += ", its own" if own else f", of {whom}"
    elif not own:
        text = f"{whom}: {text}"
    if row["place_id"] and row["place_id"] != viewpoint:
        text += f", in {named(claim, 'place')}"
    if row["estimator_id"] and row["estimator_id"] != viewpoint:
        text += _bracketed(f"estimate of {named(claim, 'estimator')}")
    return "", text


def _location(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    relation = plain(row["relation"])
    detail = f", {row['detail']}" if row["detail"] else ""
    if viewpoint == claim.subject:
        return relation, named(claim, "place") + detail
    where = "" if viewpoint == row["place_id"] else f" {named(claim, 'place')}"
    return "", f"{named(claim, 'entity')}: {relation}{where}{detail}"


def _designation(claim: Claim, viewpoint: str) -> _Words:
    return "", listed(claim.row, viewpoint, "delisted" if claim.row["end_state"] == "ended" else "listed")


def listed(row: Mapping[str, Any], viewpoint: str, word: str) -> str:
    """A designation by its columns, with the word for what it was then: 'listed' or 'delisted'."""
    which = _bracketed(list_named(row["list"]), row.get("reference"))
    entity = "" if viewpoint == row["entity_id"] else f"{row.get('entity_name') or row['entity_id']}: "
    if viewpoint == row["authority_id"]:
        return f"{entity}{word}{which}"
    return f"{entity}{word} by {row.get('authority_name') or row['authority_id']}{which}"


def _legal_case(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    matter = "; ".join(
        [*(unended(row[n]) for n in ("matter", "sentence") if row[n]), *([row["court"]] if row["court"] else [])]
    )
    stage = plain(row["stage"])
    if viewpoint == claim.subject:
        return stage, matter
    return stage, f"{named(claim, 'entity')}: {stage}: {matter}"


def _statement_subject(claim: Claim, viewpoint: str) -> _Words:
    if viewpoint == claim.subject:
        return claim.type_of("about"), named(claim, "about")
    if viewpoint:
        return "", named(claim, "statement")
    return "", f"{named(claim, 'statement')} is about {named(claim, 'about')}"


def _identifier(claim: Claim, viewpoint: str) -> _Words:
    row = claim.row
    return row["scheme"], row["value"] if viewpoint else f"{named(claim, 'entity')}: {row['scheme']} {row['value']}"


_SAYERS: dict[str, Callable[[Claim, str], _Words]] = {
    "name": _name, "attribute": _attribute, "membership": _membership, "position": _position,
    "group_relation": _relation, "organization_relation": _relation, "person_relation": _relation,
    "participation": _participation, "operation_participant": _operation_participant, "figure": _figure,
    "location": _location, "designation": _designation, "legal_case": _legal_case,
    "statement_subject": _statement_subject, "identifier": _identifier,
}  # fmt: skip
