"""Documents: from the values of a file to a validated document.

The shape of every document kind is made from `kbase.fields` and validated by pydantic's core. A claim's
verb (`split_from: al-mourabitoun`) becomes the two fields it stands for, a citation token its source and
locator. What is wrong comes back as problems with a path into the file.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from kbase.curation.reader import Locator, Path
from kbase.fields import (
    CITATION_FIELDS,
    CLAIM_FIELDS,
    DATING_FIELDS,
    PROPERTIES,
    THING,
    ClaimKind,
    Field,
    ThingType,
    claims_of,
)
from kbase.problems import Problem
from kbase.vocabulary import words

TOKEN = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(?:#(\S(?:.*\S)?))?")
NUMBERS = ("low", "best", "high")
MOST = 500  # problems of one file's form that are said one by one
LARGEST = 2**31 - 1  # what an INTEGER of PostgreSQL holds


class Document(NamedTuple):
    """A validated document: `values` has the thing's fields, its sections as lists, and `sources`."""

    thing: ThingType
    id: str
    file: str
    text: str
    values: dict[str, Any]
    raw: dict[str, Any]

    def locator(self) -> Locator:
        return _locator(self.file, self.text)


@lru_cache(maxsize=16)
def _locator(file: str, text: str) -> Locator:
    # kept, so that a file with a thousand problems is read for places once
    return Locator(file, text)


def nearest(word: object, known: Any) -> str:
    """The nearest of the known words, or ''."""
    found = get_close_matches(str(word), [str(k) for k in known], n=1, cutoff=0.6)
    return found[0] if found else ""


def vocabulary_of(field: Field) -> tuple[str, ...]:
    """The words a field may take, in the order of the vocabulary."""
    if field.vocabulary == "property":
        return tuple(p.name for p in PROPERTIES)
    return tuple(words(field.vocabulary))


def verbs_of(claim: ClaimKind, type_: str) -> tuple[str, ...]:
    """The verbs that a claim of this kind may have in a document of this type."""
    if not claim.verb:
        return ()
    if claim.verbs == "property":
        return tuple(p.name for p in PROPERTIES if type_ in p.owners)
    return tuple(words(claim.verbs))


def _no_flag(value: Any) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("float_type", "a flag is not a number")
    return value


def _value_schema(field: Field) -> core_schema.CoreSchema:
    if field.vocabulary:
        return core_schema.literal_schema(list(vocabulary_of(field)))
    match field.type:
        case "integer":
            return core_schema.int_schema(strict=True, ge=field.low, le=field.high or LARGEST)
        case "number":
            return core_schema.no_info_before_validator_function(
                _no_flag, core_schema.float_schema(ge=field.low, le=field.high, allow_inf_nan=False)
            )
        case "flag":
            return core_schema.bool_schema(strict=True)
        case "texts":
            return core_schema.list_schema(core_schema.str_schema(strip_whitespace=True, min_length=1))
        case "slug" | "entity":
            return core_schema.str_schema(
                pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", coerce_numbers_to_str=True, max_length=100
            )
        case _:
            return core_schema.str_schema(
                pattern=field.pattern or None, strip_whitespace=True, min_length=1,
                max_length=field.longest or 4000, coerce_numbers_to_str=True,
            )  # fmt: skip


def _shape(
    fields: tuple[Field, ...], more: dict[str, core_schema.TypedDictField] | None = None
) -> core_schema.CoreSchema:
    members = {f.name: core_schema.typed_dict_field(_value_schema(f), required=f.required) for f in fields}
    return core_schema.typed_dict_schema({**members, **(more or {})}, extra_behavior="forbid")


def claim_fields(claim: ClaimKind) -> tuple[Field, ...]:
    """All fields that a claim of this kind has in a document."""
    return claim.fields + DATING_FIELDS[claim.dating] + CLAIM_FIELDS


@cache
def _validator(type_: str) -> SchemaValidator:
    thing = THING[type_]
    citation = (*CITATION_FIELDS, Field("locator", "line", "", longest=200))
    sources = core_schema.typed_dict_field(core_schema.list_schema(_shape(citation), min_length=1), required=True)
    more: dict[str, core_schema.TypedDictField] = {"sources": sources} if thing.cited else {}
    for claim in claims_of(type_):
        shape = _shape(claim_fields(claim), {"sources": sources})
        more[claim.section] = core_schema.typed_dict_field(core_schema.list_schema(shape), required=False)
    allowed = core_schema.dict_schema(
        core_schema.str_schema(pattern="^K[0-9]{3}$"), core_schema.str_schema(min_length=1)
    )
    more["allow"] = core_schema.typed_dict_field(allowed, required=False)
    return SchemaValidator(_shape(thing.fields, more))


@cache
def document_keys(type_: str) -> tuple[str, ...]:
    """The keys of a document in canonical order."""
    thing = THING[type_]
    keys = [f.name for f in thing.fields] + (["sources"] if thing.cited else [])
    return (*keys, *(c.section for c in claims_of(type_)), "allow")


@cache
def claim_keys(claim: ClaimKind) -> tuple[str, ...]:
    """The keys of a claim in canonical order; the verb stands first."""
    hidden = {claim.verb, claim.object, *NUMBERS} if claim.verb else set()
    return (*(f.name for f in claim_fields(claim) if f.name not in hidden), "sources")


class _Found(NamedTuple):
    code: str
    message: str
    help: str
    path: Path
    key: bool = False


def build(thing: ThingType, file: str, text: str, raw: dict[str, Any]) -> tuple[Document | None, list[Problem]]:
    """A document from the values of a file, or the problems that forbid it."""
    found: list[_Found] = []
    values = dict(raw)
    if "sources" in values:
        values["sources"] = _citations(values["sources"], ("sources",), found)
    for claim in claims_of(thing.type):
        section = values.get(claim.section)
        if section is None:
            values.pop(claim.section, None)
        elif type(section) is list:
            values[claim.section] = _claims(claim, thing.type, section, found)
    try:
        values = _validator(thing.type).validate_python(values)
    except ValidationError as error:
        known = {f.path for f in found}
        items = error.errors(include_url=False, include_context=True)
        for item in items[:MOST]:
            told = _told(thing, raw, item)
            if told is not None and told.path not in known:
                found.append(told)
        if len(items) > MOST:  # a file of another sort; each problem costs a search for its place
            found[-1] = found[-1]._replace(
                help=f"{found[-1].help} (and {len(items) - MOST:,} more of its kind in this file)"
            )
    if found:
        locator = _locator(file, text)
        problems = [locator.problem(f.code, f.message, f.help, f.path, key=f.key) for f in found]
        return None, problems
    return Document(thing, values["id"], file, text, values, raw), []


def _claims(claim: ClaimKind, type_: str, items: list[Any], found: list[_Found]) -> list[Any]:
    section = claim.section
    verbs = _verb_set(claim, type_) if claim.verb else frozenset()
    result = []
    for index, item in enumerate(items):
        if type(item) is not dict:
            result.append(item)
            continue
        if claim.verb:
            flat: dict[str, Any] = {}
            verb = None
            for key, value in item.items():
                if key in verbs:
                    if verb is not None:
                        found.append(_Found(
                            "K210", f"one claim has two verbs: '{verb}' and '{key}'", "write two list items",
                            (section, index, key), True,
                        ))  # fmt: skip
                    verb = key
                    flat[claim.verb] = key
                    flat[claim.object] = value
                elif key == claim.verb or key == claim.object or (claim.kind == "figure" and key in NUMBERS):
                    found.append(_Found(
                        "K210", f"'{key}' is not written out here", f"write '- {verbs_of(claim, type_)[0]}: …', the verb as the key",
                        (section, index, key), True,
                    ))  # fmt: skip
                else:
                    flat[key] = value
            if verb is None:
                found.append(_no_verb(claim, type_, item, index))
                result.append(_dummy(claim))
                continue
            if claim.kind == "figure":
                _numbers(flat, item, verb, (section, index, verb), found)
        else:
            flat = item.copy()
        if "sources" in flat:
            flat["sources"] = _citations(flat["sources"], (section, index, "sources"), found)
        result.append(flat)
    return result


@cache
def _verb_set(claim: ClaimKind, type_: str) -> frozenset[str]:
    return frozenset(verbs_of(claim, type_))


def _dummy(claim: ClaimKind) -> dict[str, Any]:
    # stands in for a claim already reported, so that the rest of the document is still validated
    values = {f.name: (vocabulary_of(f)[0] if f.vocabulary else "x") for f in claim.fields if f.required}
    return {**values, "sources": [{"source": "x"}]}


def _shown(value: Any) -> str:
    """A value as a curator wrote it, cut if it is long."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _no_verb(claim: ClaimKind, type_: str, item: dict[str, Any], index: int) -> _Found:
    verbs = verbs_of(claim, type_)
    for key in item:
        near = nearest(key, verbs)
        if near and key not in claim_keys(claim):
            return _Found(
                "K204", f"'{key}' is not a {claim.verb.replace('_', ' ')}", f"did you mean '{near}'?",
                (claim.section, index, key), True,
            )  # fmt: skip
    return _Found(
        "K210", f"this {claim.kind.replace('_', ' ')} does not say which {claim.verb.replace('_', ' ')}",
        f"begin with one of: {', '.join(verbs)}", (claim.section, index),
    )  # fmt: skip


def _numbers(flat: dict[str, Any], item: dict[str, Any], verb: str, path: Path, found: list[_Found]) -> None:
    value = flat.pop("number", None)
    if type(value) is int:
        bound = item.get("bound")
        flat["low" if bound == "at_least" else "high" if bound == "at_most" else "best"] = value
    elif type(value) is dict and value:
        for key, number in value.items():
            if key not in NUMBERS:
                found.append(
                    _Found("K201", f"unknown key '{key}'", f"a figure has {', '.join(NUMBERS)}", (*path, key), True)
                )
            elif type(number) is not int:
                found.append(
                    _Found("K203", f"'{key}' must be a whole number", "write it without separators: 2000", (*path, key))
                )
            else:
                flat[key] = number
    else:
        found.append(_Found(
            "K203", f"'{verb}' must be a whole number or low, best, high",
            "write 400, or {low: 2000, high: 3000}, without separators", path,
        ))  # fmt: skip


def _citations(value: Any, path: Path, found: list[_Found]) -> Any:
    if value is None:
        return []
    single = type(value) is not list
    items = [value] if single else value
    result = []
    for index, item in enumerate(items):
        here = path if single else (*path, index)
        if type(item) is dict:
            citation = dict(item)
            token = citation.get("source")
            if "locator" in citation:
                del citation["locator"]
                found.append(
                    _Found(
                        "K201",
                        "unknown key 'locator' in a citation",
                        "write it after a # in 'source': un-list#QDe.163",
                        (*here, "locator"),
                        True,
                    )
                )
        else:
            citation, token = {}, item
        match = TOKEN.fullmatch(token) if type(token) is str else None
        if match is None:
            found.append(_Found(
                "K207", "the citation lacks 'source'" if token is None else f"'{_shown(token)}' is not a citation", "write source-id#place, for example un-list#QDe.163 or cep-2022#p2",
                (*here, "source") if type(item) is dict and "source" in item else here,
            ))  # fmt: skip
            token = "x"
        else:
            token, locator = match.groups()
            if locator is not None:
                citation["locator"] = locator
        citation["source"] = token
        result.append(citation)
    return result


def _told(thing: ThingType, raw: dict[str, Any], item: Any) -> _Found | None:
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
            verb = next((k for k in entry if k in _verb_set(claim, thing.type)), None)
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
            return _Found(code, f"the {owner} has no source", "add 'sources: source-id#place'", path[:-1])
        return _Found(
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
        return _Found(
            "K201",
            f"unknown key '{last}' in a {owner}",
            f"did you mean '{near}'?" if near else f"known keys: {', '.join(known)}",
            path,
            True,
        )
    if kind == "literal_error" and field is not None and value is not None:
        known = vocabulary_of(field)
        if claim is not None and field.name == claim.verb:
            known = verbs_of(claim, thing.type)
        near = nearest(value, known)
        return _Found(
            "K204",
            f"'{_shown(value)}' is not a {field.vocabulary.replace('_', ' ')}",
            f"did you mean '{near}'?" if near else f"one of: {', '.join(known)}",
            path,
        )
    if kind == "string_pattern_mismatch":
        if field is not None and field.type in ("slug", "entity"):
            return _Found(
                "K206",
                f"'{_shown(value)}' is not an id",
                "ids are lower-case letters, digits and single hyphens: ould-albakaye",
                path,
            )
        if loc and loc[0] == "allow":
            return _Found("K208", f"'{last}' is not a problem code", "write the code as printed: K402", path, True)
        example = f", for example {field.example}" if field and field.example else ""
        return _Found(
            "K208",
            f"'{_shown(value)}' is not a valid {name}",
            f"{field.meaning if field else ''}{example}".strip(),
            path,
        )
    if kind in ("string_too_long", "string_too_short", "too_short", "greater_than_equal", "less_than_equal"):
        if kind == "too_short" and last == "sources":
            return _Found("K404", "no source is given", "cite at least one: source-id#place", path)
        return _Found(
            "K211", f"'{name}': {item['msg'][:1].lower()}{item['msg'][1:]}", field.meaning if field else "", path
        )
    wanted = {
        "list_type": "a list", "dict_type": "a mapping of keys to values", "literal_error": "a word of its list",
        "string_type": "text", "int_type": "a whole number", "int_from_float": "a whole number", "float_type": "a number", "float_parsing": "a number",
        "bool_type": "true or false", "finite_number": "a number",
    }.get(kind, "a valid value")  # fmt: skip
    shown = "nothing" if value is None else _shown(value) if isinstance(value, (dict, list)) else f"'{_shown(value)}'"
    what = f"item {last + 1} of '{loc[-2]}'" if type(last) is int else f"'{name}'"
    if kind == "bool_type" and str(value).lower() in ("no", "yes", "on", "off"):
        help = f"write {'true' if str(value).lower() in ('yes', 'on') else 'false'}"
    elif isinstance(value, bool) and wanted == "text":
        help = "quote it if it is text"
    elif value is None:
        help = "give a value (in quotes if it begins with #), or remove the key"
    else:
        help = _TO_WRITE.get(wanted, "see 'kbase explain K203'")
    return _Found("K203", f"{what} must be {wanted}, not {shown}", help, path)


_TO_WRITE = {
    "a list": "begin each item with '- '",
    "a mapping of keys to values": "write 'key: value'",
    "text": "write one text, in quotes if it begins with [ or {",
    "a whole number": "write digits only: 2000",
    "a number": "write digits and a point: 12.5",
}
