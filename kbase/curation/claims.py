"""A claim of a document: its id, and the bounds of its dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kbase.curation import reader
from kbase.dates import LAST, UNKNOWN, Bounds, DateError, clamped, parse, parse_span, widest
from kbase.fields import ACTS, PROPERTY, ClaimKind

if TYPE_CHECKING:  # the build of a wheel asks for ids, and has no pydantic
    from kbase.curation.documents import Document

_NOT_SLUG = re.compile(r"[^\w]+|_")


class Claim:
    """One claim of a document: its id, the bounds of its dates, what it points to."""

    __slots__ = (
        "accepted",
        "document",
        "end",
        "end_state",
        "end_text",
        "id",
        "index",
        "kind",
        "start",
        "start_text",
        "values",
    )

    def __init__(self, kind: ClaimKind, document: Document, index: int, values: dict[str, Any], id_: str) -> None:
        self.kind = kind
        self.document = document
        self.index = index
        self.values = values
        self.id = id_
        self.accepted = values.get("status", "accepted") == "accepted"
        self.start: Bounds = UNKNOWN
        self.end: Bounds = UNKNOWN
        self.start_text: str | None = None
        self.end_text: str | None = None
        self.end_state = "unknown"

    @property
    def status(self) -> str:
        return str(self.values.get("status", "accepted"))

    @property
    def standing(self) -> bool:
        """Neither rejected nor retracted."""
        return self.status in ("accepted", "contested")

    @property
    def path(self) -> reader.Path:
        return (self.kind.section, self.index)

    def field_path(self, name: str) -> reader.Path:
        """Path of a field in the file; for the object of a verb, the verb's key."""
        if self.kind.verb and name in (self.kind.verb, self.kind.object, "low", "best", "high"):
            return (*self.path, str(self.values[self.kind.verb]))
        return (*self.path, name)


def slugify(text: str) -> str:
    """Text as a part of a claim's id: lower-case, letters of any script, single hyphens."""
    return _NOT_SLUG.sub("-", text.lower()).strip("-")[:60] or "x"


# what stands after the subject in a claim's id: a fixed part, the field that follows it, whether that is a text
_ID_PARTS = {
    "attribute": ("", "property", False),
    "figure": ("", "metric", False),
    "legal_case": ("", "stage", False),
    "name": ("name/", "text", True),
    "designation": ("designation/", "list", False),
    "membership": ("membership/", "group", False),
    "position": ("position/", "organization", False),
    "statement_subject": ("about/", "about", False),
}


def claim_id(kind: ClaimKind, subject: str, values: dict[str, Any]) -> str:
    """`subject/kind/object-or-property`, plus `/key` where the curator wrote one."""
    parts = _ID_PARTS.get(kind.kind)
    if parts is not None:
        fixed, field, text = parts
        id_ = f"{subject}/{fixed}{slugify(values[field]) if text else values[field]}"
    elif kind.kind == "identifier":
        id_ = f"{subject}/{values['scheme']}/{slugify(values['value'])}"
    else:
        id_ = f"{subject}/{values[kind.verb]}/{values[kind.object]}"
    return f"{id_}/{values['key']}" if values.get("key") else id_


def propose_key(claim: Claim) -> str:
    values = claim.values
    for name in ("role", "title", "period", "as_of", "start", "date", "listed_on", "value"):
        if values.get(name):
            return slugify(str(values[name]))[:30]
    return "2"


# --- dates ---------------------------------------------------------------------------------------------


class BadDateError(Exception):
    def __init__(self, code: str, message: str, hint: str, field: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.field = code, message, hint, field


def _parse(claim: Claim, field: str) -> Bounds:
    try:
        return parse(claim.values[field])
    except DateError as error:
        raise BadDateError("K205", str(error), error.hint, field) from None


def set_dates(claim: Claim) -> None:
    """Set the bounds of a claim's start and end.

    An absent start or end is unbounded; each is then clamped by the other, since nothing ends before it
    begins.
    """
    values, dating = claim.values, claim.kind.dating
    if dating == "relation":
        act = values["relation"] in ACTS
        wrong = next((n for n in (("start", "end", "last_seen") if act else ("date",)) if n in values), None)
        if wrong is not None:
            raise BadDateError(
                "K201", f"'{values['relation']}' has no '{wrong}'",
                "it is an act: write 'date'" if act else "it lasts: write 'start' and 'end'", wrong,
            )  # fmt: skip
        dating = "act" if act else "state"
    if dating == "state" and claim.kind.kind == "attribute":
        type_ = PROPERTY[values["property"]].type
        if type_ in ("date", "interval"):
            extra = next((n for n in ("start", "end", "last_seen") if n in values), None)
            if extra:
                raise BadDateError(
                    "K201", f"'{values['property']}' is itself a date and has no '{extra}'", "remove it", extra
                )
            _span(claim, "value", interval=type_ == "interval")
            return
    if dating == "act":
        if "date" in values:
            _span(claim, "date", interval=False)
    elif dating == "state":
        _state(claim, "start", "end")
    elif dating == "listing":
        _state(claim, "listed_on", "delisted_on")
        if "delisted_on" not in values:
            claim.end_state = "ongoing"
    elif dating == "figure":
        if "period" in values and "as_of" in values:
            raise BadDateError(
                "K201",
                "a figure has a period or an as_of, not both",
                "flows (killed) take 'period', stocks (strength) 'as_of'",
                "as_of",
            )
        if "period" in values:
            _span(claim, "period", interval=True)
            # a period is meant whole: from its first day to its last, and not before that has all of it happened
            claim.start = Bounds(claim.start.earliest, claim.end.latest, claim.start.flag)
            claim.end = Bounds(claim.end.latest, claim.end.latest, claim.end.flag)
        elif "as_of" in values:
            _span(claim, "as_of", interval=False)


def _span(claim: Claim, field: str, *, interval: bool) -> None:
    text = claim.values[field]
    try:
        if interval:
            claim.start, claim.end = parse_span(text)
        else:
            claim.start = claim.end = parse(text)
    except DateError as error:
        raise BadDateError("K205", str(error), error.hint, field) from None
    first, _, last = text.partition("/")
    claim.start_text, claim.end_text = first, last or first
    claim.end_state = "ended"


def _state(claim: Claim, start: str, end: str) -> None:
    values = claim.values
    if start in values:
        claim.start = _parse(claim, start)
        claim.start_text = values[start]
    seen = widest(claim.start).earliest
    if "last_seen" in values:  # on some day of it: it had begun by its last one, and did not end before its first
        sighting = widest(_parse(claim, "last_seen"))
        _in_order(claim, sighting, start, end)
        claim.start, seen = clamped(claim.start, last=sighting.latest), max(sighting.earliest, seen)
    until = values.get(end)
    if until is None:
        claim.end = Bounds(seen, LAST)
    elif until == "ongoing" and end == "end":
        claim.end = Bounds(seen, LAST)
        claim.end_state = "ongoing"
    elif until == "ended" and end == "end":
        claim.end = Bounds(seen, LAST)
        claim.end_state = "ended"
    else:
        claim.end = _parse(claim, end)
        claim.end_text = until
        claim.end_state = "ended"
        if widest(claim.end).latest < widest(claim.start).earliest and start in values:
            raise BadDateError(
                "K401",
                f"ends ({until}) before it starts ({values[start]})",
                "one of the two is wrong; see the source",
                end,
            )
        claim.start = clamped(claim.start, last=widest(claim.end).latest)
        claim.end = clamped(claim.end, first=widest(claim.start).earliest)


def _in_order(claim: Claim, sighting: Bounds, start: str, end: str) -> None:
    """What was seen had begun, and had not ended."""
    values = claim.values
    began = widest(claim.start).earliest
    over = values.get(end)
    ended = LAST if over in (None, "ended", "ongoing") else widest(_parse(claim, end)).latest
    if sighting.latest < began:
        said = f"was last seen ({values['last_seen']}) before it starts ({values[start]})"
    elif ended < sighting.earliest:
        said = f"was last seen ({values['last_seen']}) after it ends ({over})"
    else:
        return
    raise BadDateError("K401", said, "one of the two is wrong; see the source", "last_seen")
