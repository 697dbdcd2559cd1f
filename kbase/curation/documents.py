"""Documents: from the values of a file to a validated document.

The shape of every document kind is made from `kbase.fields` and validated by pydantic's core. A claim's
verb (`split_from: al-mourabitoun`) becomes the two fields it stands for, a citation token its source and
locator. What is wrong comes back as problems with a path into the file.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from kbase.curation.complaints import Found, display, no_verb, told
from kbase.curation.forms import LARGEST, NUMBERS, SEVERAL, TOKEN, claim_fields, verb_set, verbs_of, vocabulary_of
from kbase.curation.reader import Locator, Path
from kbase.fields import CITATION_FIELDS, THING, ClaimKind, Field, ThingType, claims_of
from kbase.problems import Problem

MOST = 500  # problems of one file's form that are said one by one


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


def sound(thing: ThingType, file: str, text: str, raw: dict[str, Any]) -> Document | None:
    """A document from the values of a file; None where a problem forbids it, for `build` to tell."""
    found: list[Found] = []
    try:
        values = _validated(thing, raw, found)
    except ValidationError:
        return None
    return None if found else Document(thing, values["id"], file, text, values, raw)


def build(thing: ThingType, file: str, text: str, raw: dict[str, Any]) -> tuple[Document | None, list[Problem]]:
    """A document from the values of a file, or the problems that forbid it."""
    found: list[Found] = []
    try:
        values = _validated(thing, raw, found)
    except ValidationError as error:
        known = {f.path for f in found}
        items = error.errors(include_url=False, include_context=True)
        for item in items[:MOST]:
            complaint = told(thing, raw, item)
            if complaint is not None and complaint.path not in known:
                found.append(complaint)
        if len(items) > MOST:  # a file of another sort; each problem costs a search for its place
            found[-1] = found[-1]._replace(
                help=f"{found[-1].help} (and {len(items) - MOST:,} more of its kind in this file)"
            )
    if found:
        locator = _locator(file, text)
        problems = [locator.problem(f.code, f.message, f.help, f.path, key=f.key) for f in found]
        return None, problems
    return Document(thing, values["id"], file, text, values, raw), []


def _validated(thing: ThingType, raw: dict[str, Any], found: list[Found]) -> dict[str, Any]:
    values = dict(raw)
    if "sources" in values:
        values["sources"] = _citations(values["sources"], ("sources",), found)
    for claim in claims_of(thing.type):
        if claim.section in values:
            section = values[claim.section]
            if section is None:
                del values[claim.section]
            elif type(section) is list:
                values[claim.section] = _claims(claim, thing.type, section, found)
    validated: dict[str, Any] = _validator(thing.type).validate_python(values)
    return validated


def _claims(claim: ClaimKind, type_: str, items: list[Any], found: list[Found]) -> list[Any]:
    section = claim.section
    verbs = verb_set(claim, type_) if claim.verb else frozenset()
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
                        found.append(Found(
                            "K210", f"one claim has two verbs: '{verb}' and '{key}'", "write two list items",
                            (section, index, key), True,
                        ))  # fmt: skip
                    verb = key
                    flat[claim.verb] = key
                    flat[claim.object] = value
                elif key == claim.verb or key == claim.object or (claim.kind == "figure" and key in NUMBERS):
                    found.append(Found(
                        "K210", f"'{key}' is not written out here", f"write '- {verbs_of(claim, type_)[0]}: …', the verb as the key",
                        (section, index, key), True,
                    ))  # fmt: skip
                else:
                    flat[key] = value
            if verb is None:
                found.append(no_verb(claim, type_, item, index))
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


def _dummy(claim: ClaimKind) -> dict[str, Any]:
    # stands in for a claim already reported, so that the rest of the document is still validated
    values = {f.name: (vocabulary_of(f)[0] if f.vocabulary else "x") for f in claim.fields if f.required}
    return {**values, "sources": [{"source": "x"}]}


def _numbers(flat: dict[str, Any], item: dict[str, Any], verb: str, path: Path, found: list[Found]) -> None:
    value = flat.pop("number", None)
    if type(value) is int:
        bound = item.get("bound")
        flat["low" if bound == "at_least" else "high" if bound == "at_most" else "best"] = value
    elif type(value) is dict and value:
        for key, number in value.items():
            if key not in NUMBERS:
                found.append(
                    Found("K201", f"unknown key '{key}'", f"a figure has {', '.join(NUMBERS)}", (*path, key), True)
                )
            elif type(number) is not int:
                found.append(
                    Found("K203", f"'{key}' must be a whole number", "write it without separators: 2000", (*path, key))
                )
            else:
                flat[key] = number
    else:
        found.append(Found(
            "K203", f"'{verb}' must be a whole number or low, best, high",
            "write 400, or {low: 2000, high: 3000}, without separators", path,
        ))  # fmt: skip


@lru_cache(maxsize=1 << 16)
def _token(token: str) -> tuple[str, str | None] | None:
    match = TOKEN.fullmatch(token)
    return (match[1], match[2]) if match else None


def _at(path: Path, index: int, single: bool) -> Path:
    return path if single else (*path, index)


def _citations(value: Any, path: Path, found: list[Found]) -> Any:
    if type(value) is str:  # what most are
        parts = _token(value)
        if parts is not None:
            source, locator = parts
            return [{"source": source} if locator is None else {"source": source, "locator": locator}]
    if value is None:
        return []
    single = type(value) is not list
    items = [value] if single else value
    result = []
    for index, item in enumerate(items):
        if type(item) is dict:
            citation = dict(item)
            token = citation.get("source")
            if "locator" in citation:
                del citation["locator"]
                found.append(
                    Found(
                        "K201",
                        "unknown key 'locator' in a citation",
                        "write it after a # in 'source': un-list#QDe.163",
                        (*_at(path, index, single), "locator"),
                        True,
                    )
                )
        else:
            citation, token = {}, item
        parts = _token(token) if type(token) is str else None
        if parts is None:
            message = "the citation lacks 'source'" if token is None else f"'{display(token)}' is not a citation"
            help = "write source-id#place, for example un-list#QDe.163 or cep-2022#p2"
            if type(token) is str and SEVERAL.match(token):
                message, help = f"'{display(token)}' is more than one citation", "write a list: [a#p1, b#p2]"
            here = _at(path, index, single)
            at = (*here, "source") if type(item) is dict and "source" in item else here
            found.append(Found("K207", message, help, at))
            token = "x"
        else:
            token, locator = parts
            if locator is not None:
                citation["locator"] = locator
        citation["source"] = token
        result.append(citation)
    return result
