"""The commented template of a new document: what must be filled in, and an example of all that may be.

`# ` stands before a line to be used by taking it away, `## ` before an explanation or a further key of an
example: an editor that uncomments a block turns the latter into comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap

from kbase.curation.forms import NUMBERS, verbs_of, vocabulary_of
from kbase.fields import (
    CITATION_FIELDS,
    CLAIM_FIELDS,
    DATING_FIELDS,
    PROPERTY,
    SLUG,
    THING,
    ClaimKind,
    Field,
    claims_of,
)

WIDTH = 100
TEXT = "…"
DATE = "2015-05-13"
FIGURE = "{low: 2000, high: 3000}"

_SOURCE = CITATION_FIELDS[0]


def template(
    type_: str, id_: str, filled: Mapping[str, str] | None = None, remarks: Mapping[str, str] | None = None
) -> str:
    """The text that `kbase new TYPE ID` writes; `filled` gives values of required keys, `remarks` comments above them."""
    values = {"id": id_, **(filled or {})}
    thing = THING[type_]
    kinds = [c for c in claims_of(type_) if not c.verb or verbs_of(c, type_)]
    required = [f for f in thing.fields if f.required]
    optional = [f for f in thing.fields if not f.required]
    lines = [*_prose("# ", f"{type_.capitalize()}: {_lower(thing.meaning)}"), ""]
    for field in required:
        lines += _prose("# ", _meaning(field))
        if remarks and field.name in remarks:
            lines += _prose("# ", remarks[field.name])
        lines.append(f"{field.name}: {values.get(field.name, '')}".rstrip())
    if thing.cited:
        lines += _prose("# ", f"{_SOURCE.meaning[:-1]}, for example {_SOURCE.example}; or a list of them.")
        lines.append("sources:")
    if optional or kinds:
        lines += [
            "",
            "# Optional from here: take '# ' away from the lines you want. '##' explains, or holds a further key.",
        ]
    if optional:
        lines.append("")
    for field in optional:
        lines += _prose("## ", _meaning(field))
        lines.append(f"# {field.name}: {field.example}".rstrip())
    for kind in kinds:
        lines += ["", *_section(kind, type_)]
    if kinds:
        lines += ["", "## Every claim may also have:", *_further(CLAIM_FIELDS)]
        lines += ["", "## A source with more than its token is a mapping:", *_further(CITATION_FIELDS)]
    return "\n".join(lines) + "\n"


def _section(kind: ClaimKind, type_: str) -> list[str]:
    """The explanation of a section and one claim in it."""
    text = kind.meaning
    verbs = verbs_of(kind, type_)
    if kind.verbs == "property":
        told = "; ".join(f"{v} ({_lower(PROPERTY[v].meaning)[:-1]})" for v in verbs)
        text += f" Begin with one of: {told}."
    elif verbs:
        text += f" Begin with one of: {', '.join(verbs)}."
    if kind.kind == "figure":
        text += f" Its value is a whole number, or some of {', '.join(NUMBERS)}."
    explained = _prose("## ", text)
    lines = []
    hidden = {kind.verb, kind.object, *NUMBERS} if kind.verb else set()
    if verbs:
        told_object = next((f.meaning for f in kind.fields if f.name == kind.object), "")
        lines.append(
            _line("", verbs[0], _value_of_verb(kind, verbs[0]), "" if kind.verbs == "property" else told_object)
        )
    fields = [f for f in (*kind.fields, *DATING_FIELDS[kind.dating]) if f.name not in hidden]
    for field in sorted(fields, key=lambda f: not f.required):
        line = _line("", field.name, _example(field), _meaning(field))
        if len(line) + len("##   ") > WIDTH and field.vocabulary:
            line = _line("", field.name, _example(field), field.meaning)
            explained += _prose("## ", f"{field.meaning[:-1]} ({field.name}): {', '.join(vocabulary_of(field))}.")
        lines.append(line if field.required else f"##   {line}")
    lines.append(f"sources: {_SOURCE.example}")
    first, *rest = lines
    return [
        *explained,
        f"# {kind.section}:",
        f"# - {first}",
        *(line if line.startswith("##") else f"#   {line}" for line in rest),
    ]


def _further(fields: Iterable[Field]) -> list[str]:
    lines = []
    for field in fields:
        line = _line("##   ", field.name, _example(field), _meaning(field))
        lines.append(line if len(line) <= WIDTH else _line("##   ", field.name, _example(field), field.meaning))
    return lines


def _line(lead: str, key: str, value: str, meaning: str) -> str:
    return f"{lead}{key}: {value}".rstrip() + (f" # {meaning}" if meaning else "")


def _meaning(field: Field) -> str:
    """What a field means, and the words it may take."""
    if not field.vocabulary:
        return field.meaning
    return f"{field.meaning[:-1]}: {', '.join(vocabulary_of(field))}."


def _example(field: Field) -> str:
    if field.example or field.vocabulary:
        return field.example or vocabulary_of(field)[0]
    if field.pattern and field.pattern != SLUG:
        return ""
    match field.type:
        case "entity":
            return _id_of(field.refs)
        case "date":
            return DATE
        case "flag":
            return "true"
        case "integer" | "number":
            return str(field.low or 0)
        case "claim":
            return "id-of-a-claim"
        case _:
            return f"{field.name}-id" if field.pattern else TEXT


def _id_of(types: tuple[str, ...]) -> str:
    return f"{'-or-'.join(types[:3])}-id"


def _value_of_verb(kind: ClaimKind, verb: str) -> str:
    if kind.kind == "figure":
        return FIGURE
    if kind.verbs == "property":
        property_ = PROPERTY[verb]
        if property_.example:
            return property_.example
        return _id_of(property_.refs) if property_.refs else DATE if property_.type in ("date", "interval") else TEXT
    return _example(next(f for f in kind.fields if f.name == kind.object))


def _prose(lead: str, text: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=lead, subsequent_indent=lead, break_long_words=False, break_on_hyphens=False
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
