"""The schemas of editors agree with what `kbase check` says of one document."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kbase.curation import reader
from kbase.curation.documents import build
from kbase.curation.json_schema import TYPES, json_schema, modeline, write_schemas
from kbase.fields import FOLDERS, PROPERTY, SLUG, THING

WORLD = Path(__file__).parents[1] / "world" / "data"

SAMPLES: dict[str, dict[str, Any]] = {
    "group": {
        "id": "red-lantern",
        "name": "Red Lantern",
        "kind": "group",
        "sources": ["moot-list#RL.07", {"source": "estoria-review#p1", "quote": "the lantern", "stance": "supports"}],
        "names": [{"acronym": "RL", "lang": "en", "quality": "weak", "sources": "moot-list#RL.07"}],
        "attributes": [{"founded": 2015, "sources": "moot-list"}],
        "relations": [{"split_from": "iron-dawn", "date": "2015-05", "continues": True, "sources": {"source": "a#p 2"}}],
        "figures": [
            {"killed": {"low": 2, "high": 3}, "category": "all", "side": "of_subject", "sources": "a"},
            {"strength": 400, "bound": "about", "category": "fighters", "side": "of_subject", "sources": "a"},
        ],
        "designations": [{"authority": "moot", "list": "national", "sources": "moot-list"}],
        "locations": None,
        "allow": {"K402": "the court's own words"},
    },
    "person": {
        "id": "tomas-vell",
        "name": "Tomas Vell",
        "gender": "male",
        "sources": "a#p1",
        "attributes": [{"born": "[1977..1982]", "sources": "a"}, {"nationality": "estoria", "sources": "a"}],
        "memberships": [{"group": "red-lantern", "role": "leader", "start": 2015, "sources": "a"}],
        "positions": [{"organization": "ridge-guard", "title": "captain", "how_ended": "left", "sources": "a"}],
        "legal_cases": [{"wanted": "raids", "sources": "a"}],
    },
    "place": {
        "id": "estoria", "name": "Estoria", "kind": "country", "iso3166_1": "ZZ", "lat": 12, "lon": "-3.25",
        "precision": "country", "sources": "a",
    },
    "source": {
        "id": "a", "title": "A report", "kind": "newspaper", "publisher": "Estoria Daily", "url": "https://example.org/a",
        "published": "2021-09-02", "lang": "fr", "not_modelled": ["a line"],
    },
    "dispute": {"id": "d", "question": "When?", "resolution": "open", "reason": "The sources do not decide."},
}  # fmt: skip


def valid(type_: str, document: Any) -> bool:
    return bool(jsonschema.Draft202012Validator(json_schema(type_)).is_valid(document))


def sound(type_: str, document: dict[str, Any]) -> bool:
    """Whether `build` finds no problem, and properties that name a thing have the form of an id."""
    _, problems = build(THING[type_], "x.yaml", json.dumps(document), document)
    return not problems and _ids(document.get("attributes") or [])


def _ids(attributes: Any) -> bool:
    for claim in attributes:
        for key, value in claim.items():
            if (
                key in PROPERTY
                and PROPERTY[key].type == "entity"
                and not (re.fullmatch(SLUG, str(value)) and len(str(value)) <= 100)
            ):
                return False
    return True


def changed(type_: str, path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """A sample with another value at a path; without it, where the value is `...`."""
    document = copy.deepcopy(SAMPLES[type_])
    target: Any = document
    for step in path[:-1]:
        target = target[step]
    if value is ...:
        del target[path[-1]]
    else:
        target[path[-1]] = value
    return document


@pytest.mark.parametrize("type_", TYPES)
def test_schemas_are_schemas(type_: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(type_))


@pytest.mark.parametrize("type_", list(SAMPLES))
def test_good_documents_pass(type_: str) -> None:
    jsonschema.validate(SAMPLES[type_], json_schema(type_))
    assert sound(type_, SAMPLES[type_])


BROKEN: list[tuple[str, tuple[Any, ...], Any]] = [
    ("group", ("nmae",), "X"),
    ("group", ("name",), ...),
    ("group", ("name",), ["Red Lantern"]),
    ("group", ("name",), "  "),
    ("group", ("name",), True),
    ("group", ("id",), "Red Lantern"),
    ("group", ("id",), -7),
    ("group", ("kind",), "gang"),
    ("group", ("kind",), None),
    ("group", ("sources",), ...),
    ("group", ("sources",), []),
    ("group", ("sources",), "Moot List"),
    ("group", ("sources",), [["a"]]),
    ("group", ("sources", 1, "stance"), "agrees"),
    ("group", ("sources", 1, "page"), 3),
    ("group", ("sources", 1, "source"), ...),
    ("group", ("sources",), f"a#{'x' * 201}"),
    ("group", ("sources",), "a#QDe.163, b-c#p1"),
    ("group", ("sources",), ["a#p1,b#p1"]),
    ("group", ("sources", 1, "source"), "a#p1 b#p1"),
    ("group", ("names",), {"acronym": "RL"}),
    ("group", ("names", 0, "alias"), "The Glow"),
    ("group", ("names", 0, "acronym"), ...),
    ("group", ("names", 0, "acronim"), "RL"),
    ("group", ("names", 0, "name_kind"), "alias"),
    ("group", ("names", 0, "lang"), "French"),
    ("group", ("names", 0, "lang"), 7),
    ("group", ("names", 0, "sources"), ...),
    ("group", ("names", 0), "RL"),
    ("group", ("attributes", 0), {"founded": 2015, "status": "contested", "dispute": " a", "sources": "a"}),
    ("group", ("attributes", 0), {"born": 1977, "sources": "a"}),
    ("group", ("relations", 0, "continues"), "yes"),
    ("group", ("relations", 0, "object"), "iron-dawn"),
    ("group", ("figures", 0, "killed"), {}),
    ("group", ("figures", 0, "killed"), {"low": 1, "most": 2}),
    ("group", ("figures", 0, "killed"), {"low": -1}),
    ("group", ("figures", 0, "killed"), "many"),
    ("group", ("figures", 1, "strength"), 2**31),
    ("group", ("figures", 1, "category"), ...),
    ("group", ("figures", 1, "low"), 2),
    ("group", ("designations", 0, "list"), "un_9999"),
    ("group", ("allow",), {"402": "why"}),
    ("group", ("allow",), {"K402": ""}),
    ("person", ("gender",), "none"),
    ("person", ("memberships", 0, "role"), "boss"),
    ("person", ("memberships", 0, "key"), "A B"),
    ("person", ("attributes", 0, "died"), 2021),
    ("place", ("lat",), 95),
    ("place", ("lon",), "east"),
    ("place", ("lat",), True),
    ("source", ("url",), "example.org"),
    ("source", ("not_modelled",), "a line"),
    ("source", ("sources",), "a"),
    ("source", ("attributes",), [{"founded": 2015, "sources": "a"}]),
    ("dispute", ("names",), []),
]


@pytest.mark.parametrize(("type_", "path", "value"), BROKEN)
def test_broken_documents_fail(type_: str, path: tuple[Any, ...], value: Any) -> None:
    document = changed(type_, path, value)
    assert not valid(type_, document)
    assert not sound(type_, document)


def _world() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(WORLD.glob("*/*.yaml")):
        try:
            found.append((FOLDERS[path.parent.name].type, reader.read(path.name, path.read_text(encoding="utf-8"))))
        except reader.Unreadable:
            continue
    return found


DOCUMENTS = [*SAMPLES.items(), *_world()]


@pytest.mark.parametrize(("type_", "document"), DOCUMENTS)
def test_the_world_is_judged_alike(type_: str, document: dict[str, Any]) -> None:
    assert valid(type_, document) == sound(type_, document)


ODD: list[Any] = [
    None, "", " ", "x", "X Y", "a#p1", "a#p1, b#p2", "a#p1, p2 #3", " a", "2015-05", 7, -7, 2**31, True, False, [], {}, ["a"], [None], [[]], {"source": "a"},
    {"low": 1}, [{}], [{"sources": "a"}], "x" * 101, "x" * 301, "x" * 5000, "fr", "1.5", "https://example.org/",
]  # fmt: skip
KEYS = [
    "name",
    "namee",
    "sources",
    "status",
    "acronym",
    "alias",
    "killed",
    "low",
    "place",
    "object",
    "verb",
    "key",
    "lang",
    "start",
]


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_changed_documents_are_judged_alike(data: st.DataObject) -> None:
    type_, original = data.draw(st.sampled_from(DOCUMENTS))
    document = copy.deepcopy(original)
    for _ in range(data.draw(st.integers(1, 3))):
        parents = [v for _, v in reader.walk(document) if isinstance(v, (dict, list))]
        parent = data.draw(st.sampled_from(parents))
        keys: list[Any] = list(parent) if isinstance(parent, dict) else list(range(len(parent)))
        action = data.draw(st.sampled_from(["replace", "remove", "add"]))
        if action == "add" and isinstance(parent, dict):
            parent[data.draw(st.sampled_from(KEYS))] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
        elif keys and action == "replace":
            parent[data.draw(st.sampled_from(keys))] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
        elif keys and action == "remove":
            del parent[data.draw(st.sampled_from(keys))]
    _, problems = build(THING[type_], "x.yaml", json.dumps(document), document)
    if valid(type_, document):
        assert not problems
    else:
        assert problems or not _ids(document["attributes"])


def test_what_editors_show() -> None:
    schema = json_schema("group")
    kind = schema["properties"]["kind"]
    assert "an armed or extremist group" in kind["description"]
    assert len(kind["enumDescriptions"]) == len(kind["enum"])
    assert schema["properties"]["names"]["description"] == "An entity is called so."
    assert "merged_into" in schema["$defs"]["group_relation"]["properties"]
    born = json_schema("person")["$defs"]["attribute"]["properties"]["born"]
    assert born["examples"] == ["[1977..1982]"]


def test_the_dataset() -> None:
    document = reader.read("dataset.yaml", (WORLD / "dataset.yaml").read_text(encoding="utf-8"))
    assert valid("dataset", document)
    assert not valid("dataset", {**document, "titel": "x"})
    assert not valid("dataset", {k: v for k, v in document.items() if k != "licence"})
    assert not valid("dataset", {**document, "title": 7})


def test_schemas_are_written(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    assert [p.name for p in written] == [f"{t}.schema.json" for t in TYPES]
    for type_, path in zip(TYPES, written, strict=True):
        assert json.loads(path.read_text(encoding="utf-8")) == json_schema(type_)
        assert modeline(type_, "../schemas") == f"# yaml-language-server: $schema=../schemas/{path.name}"
