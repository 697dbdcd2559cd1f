"""JSON Schema of the documents, from which editors complete and check while a curator types.

A document is valid where `documents.build` finds no problem; only the values of properties that name a thing
are held to the form of an id already here. What needs more (whether an id exists, whether a date is one) is
left to `check`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kbase.curation.corpus import DATASET_FIELDS
from kbase.curation.forms import (
    LARGEST,
    NUMBERS,
    TOKEN,
    claim_fields,
    claim_keys,
    document_keys,
    verbs_of,
    vocabulary_of,
)
from kbase.fields import CITATION_FIELDS, PROPERTIES, PROPERTY, SLUG, THING, ClaimKind, Field, claims_of
from kbase.text import a
from kbase.vocabulary import words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DATASET = "dataset"
TYPES = (*THING, DATASET)

Schema = dict[str, Any]

# Longest text of a field that does not say, longest id, longest place in a source: as in documents.
_LONGEST = 4000
_LONGEST_PLACE = 200
_LONGEST_ID = 100
_FILLED = r"\S"
_NUMBER = r"^\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*$"
_DATASET_MEANINGS = {
    "id": "Stable id of the dataset.",
    "title": "Title of the dataset.",
    "publisher": "Who publishes it.",
    "licence": "The licence under which it may be used, by its SPDX id where it has one.",
    "summary": "What it holds, in our own words.",
}


def json_schema(type_: str) -> Schema:
    """The schema of one type of document (a key of `fields.THING`), or of `dataset`."""
    if type_ == DATASET:
        return _dataset()
    thing = THING[type_]
    fields = {f.name: f for f in thing.fields}
    kinds = {c.section: c for c in claims_of(type_)}
    properties: Schema = {}
    for key in document_keys(type_):
        if key in fields:
            properties[key] = _value(fields[key])
        elif key in kinds:
            claim = kinds[key]
            # an empty section is no error, as when its last claim was taken out
            properties[key] = {
                "description": claim.meaning,
                "type": ["array", "null"],
                "items": {"$ref": f"#/$defs/{claim.kind}"},
            }
        elif key == "allow":
            properties[key] = {
                "description": "Problem codes that are no problem here, each with the reason.",
                "type": "object",
                "propertyNames": {"pattern": "^K[0-9]{3}$"},
                "additionalProperties": {"type": "string", "minLength": 1},
            }
        else:
            properties[key] = {"$ref": "#/$defs/sources"}
    defs = {claim.kind: _claim(claim, type_) for claim in kinds.values()}
    if thing.cited or kinds:
        defs |= _citation()
    return {
        "$schema": DIALECT,
        "$id": f"urn:kbase:{type_}",
        "title": type_.capitalize(),
        "description": thing.meaning,
        "type": "object",
        "properties": properties,
        "required": [f.name for f in thing.fields if f.required] + (["sources"] if thing.cited else []),
        "additionalProperties": False,
        **({"$defs": defs} if defs else {}),
    }


def modeline(type_: str, folder: str = "../../schemas") -> str:
    """The comment atop a document that tells an editor its schema.

    :param folder: where the schemas lie, seen from the document.
    """
    return f"# yaml-language-server: $schema={folder}/{_name(type_)}"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder, made if it is absent; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for type_ in TYPES:
        path = folder / _name(type_)
        path.write_text(json.dumps(json_schema(type_), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _name(type_: str) -> str:
    return f"{type_}.schema.json"


def _dataset() -> Schema:
    texts: Schema = {k: {"description": _DATASET_MEANINGS[k], "type": "string"} for k in DATASET_FIELDS[:4]}
    others: Schema = {k: {"description": _DATASET_MEANINGS[k]} for k in DATASET_FIELDS[4:]}
    return {
        "$schema": DIALECT,
        "$id": f"urn:kbase:{DATASET}",
        "title": "Dataset",
        "description": "What a data folder is, who publishes it and under which licence.",
        "type": "object",
        "properties": {**texts, **others},
        "required": list(DATASET_FIELDS[:4]),
        "additionalProperties": False,
    }


# --- values --------------------------------------------------------------------------------------------


def _value(field: Field) -> Schema:
    """The schema of a field's value, with what an editor shows of it."""
    about: Schema = {"description": field.meaning}
    if field.example:
        about["examples"] = [field.example.strip("'")]
    if field.vocabulary:
        return about | _words(field)
    match field.type:
        case "integer":
            high = LARGEST if field.high is None else field.high
            return about | {"type": "integer", "minimum": field.low, "maximum": high}
        case "number":
            # our reader keeps decimal fractions as text
            return about | {
                "type": ["number", "string"],
                "minimum": field.low,
                "maximum": field.high,
                "pattern": _NUMBER,
            }
        case "flag":
            return about | {"type": "boolean"}
        case "texts":
            return about | {"type": "array", "items": {"type": "string", "pattern": _FILLED}}
        case "slug" | "entity":
            if field.refs:
                about["description"] += f" The id of {a(' or '.join(field.refs))}."
            return about | _id()
        case _:
            return about | _text(field.pattern, field.longest)


def _text(pattern: str = "", longest: int = 0) -> Schema:
    if pattern == SLUG:
        return _id(_LONGEST)
    # a number is taken as its text, which no other pattern allows
    return {
        "type": "string" if pattern else ["string", "number"],
        "pattern": _stripped(pattern) if pattern else _FILLED,
        "maxLength": longest or _LONGEST,
    }


def _stripped(pattern: str) -> str:
    """A pattern of a text around which blanks are passed over."""
    return rf"^\s*({pattern.removeprefix('^').removesuffix('$')})\s*$"


def _id(longest: int = _LONGEST_ID) -> Schema:
    return {"type": ["string", "integer"], "pattern": SLUG, "maxLength": longest, "minimum": 0}


def _words(field: Field) -> Schema:
    known = vocabulary_of(field)
    if field.vocabulary == "property":
        meanings = {p.name: p.meaning for p in PROPERTIES}
    else:
        meanings = words(field.vocabulary)
    listed = "\n".join(f"- `{word}`: {meanings[word]}" for word in known)
    return {
        "enum": list(known),
        "description": "\n".join([field.meaning, *(f"{word}: {meanings[word]}" for word in known)]),
        "markdownDescription": f"{field.meaning}\n\n{listed}",
        "enumDescriptions": [meanings[word] for word in known],
    }


# --- claims --------------------------------------------------------------------------------------------


def _claim(claim: ClaimKind, type_: str) -> Schema:
    fields = {f.name: f for f in claim_fields(claim)}
    verbs = verbs_of(claim, type_)
    properties: Schema = {verb: _verb(claim, verb) for verb in verbs}
    for key in claim_keys(claim):
        properties[key] = {"$ref": "#/$defs/sources"} if key == "sources" else _value(fields[key])
    required = [k for k in claim_keys(claim) if k == "sources" or fields[k].required]
    schema: Schema = {
        "description": claim.meaning,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if claim.verb:
        # without any verb, as for the properties of a source, no claim can stand here
        schema["oneOf"] = [{"required": [verb]} for verb in verbs] or [False]
    return schema


def _verb(claim: ClaimKind, verb: str) -> Schema:
    if claim.kind == "figure":
        return {"description": f"{_sentence(words(claim.verbs)[verb])}", **_figure(claim)}
    if claim.verbs == "property":
        property_ = PROPERTY[verb]
        about: Schema = {"description": property_.meaning}
        if property_.example:
            about["examples"] = [property_.example.strip("'")]
        if property_.refs:
            about["description"] += f" The id of {a(' or '.join(property_.refs))}."
        return about | (_id() if property_.type == "entity" else _text())
    value = _value(next(f for f in claim.fields if f.name == claim.object))
    value["description"] = f"{_sentence(words(claim.verbs)[verb])} {value['description']}"
    return value


def _sentence(meaning: str) -> str:
    return f"{meaning[:1].upper()}{meaning[1:]}."


def _figure(claim: ClaimKind) -> Schema:
    number: Schema = {"type": "integer", "minimum": 0, "maximum": LARGEST}
    meanings = {f.name: f.meaning for f in claim.fields}
    ends: Schema = {name: {"description": meanings[name], **number} for name in NUMBERS}
    whole = {"type": "object", "properties": ends, "minProperties": 1, "additionalProperties": False}
    return {"anyOf": [number, whole], "examples": [400, {"low": 2000, "high": 3000}]}


def _citation() -> Schema:
    source, *others = CITATION_FIELDS
    token = {
        "description": source.meaning,
        "type": "string",
        "pattern": f"^(?:{_bounded(TOKEN)})$",
        "maxLength": _LONGEST + 1 + _LONGEST_PLACE,
        "examples": [source.example],
    }
    mapping = {
        "description": "A source with a quote, what it does for the claim, or who says it.",
        "type": "object",
        "properties": {source.name: {"$ref": "#/$defs/token"}, **{f.name: _value(f) for f in others}},
        "required": [f.name for f in CITATION_FIELDS if f.required],
        "additionalProperties": False,
    }
    one = [{"$ref": "#/$defs/token"}, {"$ref": "#/$defs/citation"}]
    sources = {
        "description": "The sources relied on: one, or a list of them.",
        "anyOf": [*one, {"type": "array", "items": {"anyOf": one}, "minItems": 1}],
    }
    return {"token": token, "citation": mapping, "sources": sources}


def _bounded(token: re.Pattern[str]) -> str:
    return token.pattern.replace(r"\S(?:.*\S)?", rf"\S(?:.{{0,{_LONGEST_PLACE - 2}}}\S)?")
