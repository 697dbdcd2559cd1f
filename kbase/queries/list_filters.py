"""What a list can be narrowed by: the filters, their options, and what is typed after these read as values of the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from kbase.database.connection import Database
from kbase.dates import DateError, parse
from kbase.fields import PROTAGONISTS
from kbase.problems import UsageError
from kbase.queries.meant import authority, court, doer, group, place, word_of
from kbase.queries.own_parts import PART
from kbase.queries.resolve import LONGEST, resolve
from kbase.queries.within import FILTERS
from kbase.text import fold

# one value, or several of which any will do
Values = str | tuple[str, ...]


class Filters(NamedTuple):
    """What to narrow a list by, and in which order and how far to tell it; None narrows nothing."""

    country: Values | None = None
    group: Values | None = None
    person: Values | None = None
    kind: Values | None = None
    name: str | None = None
    first: str | None = None
    last: str | None = None
    authority: Values | None = None
    status: str | None = None
    on: str | None = None
    speaker: Values | None = None
    about: Values | None = None
    attribution: Values | None = None
    role: Values | None = None
    nationality: Values | None = None
    born_first: str | None = None
    born_last: str | None = None
    died_first: str | None = None
    died_last: str | None = None
    killed_by: Values | None = None
    captured_by: Values | None = None
    court: str | None = None
    operation: Values | None = None
    listed_first: str | None = None
    listed_last: str | None = None
    delisted_first: str | None = None
    delisted_last: str | None = None
    killed_from: int | None = None
    sort: str | None = None
    limit: int | None = None

    def asked(self) -> Iterator[tuple[str, Values | int]]:
        """Each filter that narrows, with its value or values."""
        return ((n, v) for n, v in self._asdict().items() if v is not None and n not in ("sort", "limit"))


# the filters that may be given several times: whatever has any of the values passes
ANY_OF = (
    "country", "group", "person", "kind", "authority", "speaker", "about", "attribution", "role", "nationality", "killed_by",
    "captured_by", "operation",
)  # fmt: skip
# filters that what is listed may fit only possibly
_DOUBTFUL = ("on", "first", "last", "killed_by", "captured_by", *FILTERS)
_PARTLY = ("group", "person", "perpetrator", *PART)  # of events: by a part that somebody may have had in them


def doubtful_of(what: str) -> tuple[str, ...]:
    """The filters, and the things to count by, that what is listed may fit only possibly."""
    return (*_DOUBTFUL, *_PARTLY) if what == "events" else _DOUBTFUL


OPTIONS = {
    "first": "--from", "last": "--to", "born_first": "--born-from", "born_last": "--born-to", "died_first": "--died-from",
    "died_last": "--died-to", "killed_by": "--killed-by", "captured_by": "--captured-by", "listed_first": "--listed-from",
    "listed_last": "--listed-to", "delisted_first": "--delisted-from", "delisted_last": "--delisted-to", "killed_from": "--killed-from",
}  # fmt: skip
# the words of --kind in each list, and what they are there
KINDS = {
    "groups": ("group_kind", "a kind of group"), "people": ("membership_role", "a role of a person in a group"),
    "organizations": ("organization_kind", "a kind of organization"), "events": ("event_kind", "a kind of event"),
    "operations": ("operation_kind", "a kind of operation"), "statements": ("medium", "a medium of a statement"),
    "places": ("place_kind", "a kind of place"), "sources": ("source_kind", "a kind of source"),
    "designations": ("list", "a list of designations"), "memberships": ("membership_role", "a role of a person in a group"),
    "relations": ("group_relation", "a relation between groups"), "ties": ("person_relation", "a relation between people"), "disputes": ("resolution", "a resolution of a dispute"),
    "cases": ("legal_stage", "a stage of a case"),
}  # fmt: skip
# what is said of a filter that a list has not
LACKS = {
    ("statements", "on"): ": each was made on one day, which --from and --to ask for", ("places", "on"): ": they do not begin and end",
    ("sources", "on"): ": each was published on one day, which --from and --to ask for",
    ("disputes", "on"): ": what sources dispute has no day", ("people", "role"): ": --kind is the role",
}  # fmt: skip
_PARTS = {
    "attribution": ("attribution", "an attribution of a part in an event"),
    "role": ("participation_role", "a part in an event"),
}


def kind_word(what: str, value: str) -> str:
    """A word of the vocabulary that the list's --kind takes."""
    return word_of(value, *KINDS[what])


def value_of(database: Database, what: str, name: str, typed: Values | int) -> Any:
    """What the data has for that which was typed after a filter; a tuple where that was several.

    :raises UsageError: for a value that no row can have.
    """
    if isinstance(typed, tuple):
        return tuple(dict.fromkeys(_value(database, what, name, one) for one in typed))
    return _value(database, what, name, typed) if isinstance(typed, str) else typed


def _value(database: Database, what: str, name: str, value: str) -> Any:
    if name == "kind":
        return kind_word(what, value)
    if name in PART:
        return word_of(value, *_PARTS[name])
    if name in ("country", "nationality"):
        return place(database, value).id
    if name == "group":
        return group(database, value, what).id
    if name in ("person", "operation"):
        return resolve(database, value, (name,)).id
    if name == "about":
        return resolve(database, value).id
    if name in ("speaker", "killed_by", "captured_by"):
        return doer(database, value, PROTAGONISTS).id
    if name == "authority":
        return authority(database, value).id
    if name in OPTIONS:
        try:
            bounds = parse(value)
        except DateError as error:
            raise UsageError(f"{OPTIONS[name]}: {error}", error.hint) from None
        return bounds.earliest if name.endswith("first") else bounds.latest
    if name == "court" and fold(value):
        return f"%{court(database, value)[:LONGEST]}%"
    if name in ("name", "court"):
        folded = fold(value)
        if not folded:
            raise UsageError(
                f"--{name}: '{value}' has neither letters nor digits: there is nothing to look for",
                "type part of a name",
            )
        return f"% {folded[:LONGEST]}%"
    return value
