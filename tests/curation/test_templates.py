"""What `kbase new` writes can be read, filled in and uncommented."""

from __future__ import annotations

import re

import pytest

from kbase.curation import reader
from kbase.curation.documents import build
from kbase.curation.forms import document_keys
from kbase.curation.templates import WIDTH, template
from kbase.curation.writer import format_text
from kbase.fields import THING, claims_of
from kbase.problems import Problem

TYPES = pytest.mark.parametrize("type_", list(THING))
_FURTHER = re.compile(r"##( {3}[a-z_]+:)")


def problems_of(type_: str, text: str) -> list[Problem]:
    _, problems = build(THING[type_], f"{type_}.yaml", text, reader.read(f"{type_}.yaml", text))
    return problems


def uncommented(text: str, *, further: bool = False) -> str:
    """The template with its optional part uncommented, as an editor's command does it."""
    must, marker, optional = text.partition("# Optional from here")
    optional = optional.partition("## Every claim may also have:")[0]
    if further:
        optional = _FURTHER.sub(r"#\1", optional)
    lines = [
        re.sub(r"^# ", "", line) if line.startswith("# ") else line.removeprefix("#") for line in optional.split("\n")
    ]
    return must + marker + "\n".join(lines)


def only_unfilled(problems: list[Problem]) -> bool:
    return all(re.fullmatch(r"[ -]*\w+:( #.*)?", p.source) for p in problems)


@TYPES
def test_a_template_lacks_only_values(type_: str) -> None:
    text = template(type_, "red-lantern")
    raw = reader.read("x.yaml", text)
    assert raw["id"] == "red-lantern"
    problems = problems_of(type_, text)
    assert {p.code for p in problems} <= {"K203", "K404"}
    assert {p.source.partition(":")[0] for p in problems} == set(raw) - {"id"}
    assert only_unfilled(problems)


@TYPES
def test_a_template_is_canonical_and_fits(type_: str) -> None:
    text = template(type_, "red-lantern")
    assert format_text(f"{THING[type_].folder}/red-lantern.yaml", text) == text
    assert max(map(len, text.splitlines())) <= WIDTH + 5


@TYPES
@pytest.mark.parametrize("further", [False, True])
def test_the_examples_are_sound(type_: str, further: bool) -> None:
    text = uncommented(template(type_, "red-lantern"), further=further)
    problems = problems_of(type_, text)
    assert {p.code for p in problems} <= {"K203", "K404"}, problems
    assert only_unfilled(problems)


@TYPES
def test_every_key_is_shown(type_: str) -> None:
    text = template(type_, "red-lantern")
    shown = reader.read("x.yaml", uncommented(text))
    impossible = {"attributes"} if type_ in ("source", "statement") else set()
    assert set(shown) == set(document_keys(type_)) - {"allow"} - impossible
    for claim in claims_of(type_):
        for field in claim.fields:
            if field.name not in (claim.verb, claim.object, "low", "best", "high") and claim.section in shown:
                assert re.search(rf"^#[#-]? .*\b{field.name}: ", text, re.MULTILINE), field.name
