"""What is wrong with a document's form, said to a curator: pydantic's errors and our own."""

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.curation.forms import (
    NUMBERS,
    claim_fields,
    claim_keys,
    document_keys,
    verb_set,
    verbs_of,
    vocabulary_of,
)
from kbase.curation.reader import Path
from kbase.fields import CITATION_FIELDS, ClaimKind, Field, ThingType, claims_of
from kbase.text import a, nearest


class Found(NamedTuple):
    code: str
    message: str
    help: str
    path: Path
    key: bool = False


def display(value: Any) -> str:
    """A value as a curator wrote it, cut if it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def no_verb(claim: ClaimKind, type_: str, item: dict[str, Any], index: int) -> Found:
    verbs = verbs_of(claim, type_)
    for key in item:
        near = nearest(key, verbs)
        if near and key not in claim_keys(claim):
            return Found(
                "K204", f"'{key}' is not {a(claim.verb.replace('_', ' '))}", f"did you mean '{near}'?",
                (claim.section, index, key), True,
            )  # fmt: skip
    return Found(
        "K210", f"this {claim.kind.replace('_', ' ')} does not say which {claim.verb.replace('_', ' ')}",
        f"begin with one of: {', '.join(verbs)}", (claim.section, index),
    )  # fmt: skip


def told(thing: ThingType, raw: dict[str, Any], item: Any) -> Found | None:
    """A pydantic error as a problem for a curator."""
    loc: Path = tuple(step for step in item["loc"] if step != "[key]")
    kind: str = item["type"]
    value = item["input"]
    claim = next((c for c in claims_of(thing.type) if loc and c.section == loc[0]), None) if len(loc) >= 1 else None
    last = loc[-1] if loc else ""
    path = loc
    owner = "document"
    fields: tuple[Field, ...] = thing.fields
    if claim is not None and (loc[2:] == ("sources",) or (len(loc) >= 3 and loc[2] != "sources")):
        owner = claim.kind.replace("_", " ")
        fields = claim_fields(claim)
        if claim.verb and last in (claim.verb, claim.object, *NUMBERS):
            entry: Any = raw[claim.section][loc[1]]
            verb = next((k for k in entry if k in verb_set(claim, thing.type)), None)
            if verb is not None:
                number = last in NUMBERS and isinstance(entry[verb], dict)
                path = (loc[0], loc[1], verb, *((last,) if number else ()))
    elif "sources" in loc[:3] and loc[-1] != "sources":
        owner, fields = "citation", CITATION_FIELDS
        at = loc.index("sources")
        if len(loc) > at + 1:
            raw_sources: Any = raw
            for step in loc[: at + 1]:
                raw_sources = raw_sources[step]
            if not isinstance(raw_sources, list):
                path = (*loc[: at + 1], *loc[at + 2 :])
    field = next((f for f in fields if f.name == last), None)
    name = str(path[-1]) if path else ""
    if kind == "missing":
        meaning = field.meaning if field else ""
        code = "K404" if last == "sources" else "K202"
        if last == "sources":
            return Found(code, f"the {owner} has no source", "add 'sources: source-id#place'", path[:-1])
        return Found(
            code, f"the {owner} lacks '{last}'", f"add '{last}': {meaning[:1].lower()}{meaning[1:]}", path[:-1]
        )
    if kind == "extra_forbidden":
        if owner == "document":
            known: tuple[str, ...] = document_keys(thing.type)
        elif claim is not None and owner != "citation":
            known = (*claim_keys(claim), *verbs_of(claim, thing.type))
        else:
            known = tuple(f.name for f in CITATION_FIELDS)
        near = nearest(last, known)
        return Found(
            "K201",
            f"unknown key '{last}' in {a(owner)}",
            f"did you mean '{near}'?" if near else f"known keys: {', '.join(known)}",
            path,
            True,
        )
    if kind == "literal_error" and field is not None and value is not None:
        known = vocabulary_of(field)
        if claim is not None and field.name == claim.verb:
            known = verbs_of(claim, thing.type)
        near = nearest(value, known)
        return Found(
            "K204",
            f"'{display(value)}' is not {a(field.vocabulary.replace('_', ' '))}",
            f"did you mean '{near}'?" if near else f"one of: {', '.join(known)}",
            path,
        )
    if kind == "string_pattern_mismatch":
        if field is not None and field.type in ("slug", "entity"):
            return Found(
                "K206",
                f"'{display(value)}' is not an id",
                "ids are lower-case letters, digits and single hyphens: ould-albakaye",
                path,
            )
        if loc and loc[0] == "allow":
            return Found("K208", f"'{last}' is not a problem code", "write the code as printed: K402", path, True)
        example = f", for example {field.example}" if field and field.example else ""
        return Found(
            "K208",
            f"'{display(value)}' is not a valid {name}",
            f"{field.meaning if field else ''}{example}".strip(),
            path,
        )
    if kind in ("string_too_long", "string_too_short", "too_short", "greater_than_equal", "less_than_equal"):
        if kind == "too_short" and last == "sources":
            return Found("K404", "no source is given", "cite at least one: source-id#place", path)
        return Found(
            "K211", f"'{name}': {item['msg'][:1].lower()}{item['msg'][1:]}", field.meaning if field else "", path
        )
    wanted = {
        "list_type": "a list", "dict_type": "a mapping of keys to values", "literal_error": "a word of its list",
        "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number", "float_parsing": "a number",
        "bool_type": "true or false", "finite_number": "a number",
    }.get(kind, "a valid value")  # fmt: skip
    shown = "nothing" if value is None else display(value) if isinstance(value, (dict, list)) else f"'{display(value)}'"
    what = f"item {last + 1} of '{loc[-2]}'" if type(last) is int else f"'{name}'"
    if kind == "bool_type" and str(value).lower() in ("no", "yes", "on", "off"):
        help = f"write {'true' if str(value).lower() in ('yes', 'on') else 'false'}"
    elif isinstance(value, bool) and wanted == "text":
        help = "quote it if it is text"
    elif value is None:
        help = "give a value (in quotes if it begins with #), or remove the key"
    else:
        help = _TO_WRITE.get(wanted, "see 'kbase explain K203'")
    return Found("K203", f"{what} must be {wanted}, not {shown}", help, path)


_TO_WRITE = {
    "a list": "begin each item with '- '",
    "a mapping of keys to values": "write 'key: value'",
    "text": "write one text, in quotes if it begins with [ or {",
    "a whole number": "write digits only: 2000",
    "a number": "write digits and a point: 12.5",
}
