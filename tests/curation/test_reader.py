"""The reader: plain values from YAML, and the place of each."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kbase.curation.events import scalar
from kbase.curation.reader import DEEPEST, LARGEST, Locator, Unreadable, decode, read, walk


def refused(text: str) -> tuple[str, int, int]:
    with pytest.raises(Unreadable) as caught:
        read("x.yaml", text)
    problem = caught.value.problem
    return problem.code, problem.place.line, problem.place.column


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("false", False),
        ("no", "no"), ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("Null", "Null"), ("True", "True"),
        ("0", 0), ("-1", -1), ("2015", 2015), ("999999999999999999", 999999999999999999),
        ("1000000000000000000", "1000000000000000000"), ("007", "007"), ("0x1F", "0x1F"), ("0o17", "0o17"), ("1_000", "1_000"),
        ("+1", "+1"), ("1.10", "1.10"), ("1e3", "1e3"), (".inf", ".inf"), (".nan", ".nan"), ("-", "-"), ("--1", "--1"),
        ("2015-05-13", "2015-05-13"), ("12:30", "12:30"), ("٣", "٣"), ("=", "="),
    ],
)  # fmt: skip
def test_a_plain_scalar(text: str, value: object) -> None:
    assert scalar(text) == value and type(scalar(text)) is type(value)


def test_quoted_scalars_are_text() -> None:
    text = "a: '1'\nb: \"true\"\nc: |\n  2\nd: ''\n"
    assert read("x.yaml", text) == {"a": "1", "b": "true", "c": "2\n", "d": ""}


def test_nested_values() -> None:
    assert read("x.yaml", "a:\n- b: {c: [1, two]}\n-\n- []\n") == {"a": [{"b": {"c": [1, "two"]}}, None, []]}


def test_keys_are_text() -> None:
    assert read("x.yaml", "1: a\ntrue: b\n~: c\n2015-05: d\n") == {"1": "a", "true": "b", "~": "c", "2015-05": "d"}


def test_depth() -> None:
    good = "a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    assert read("x.yaml", good)
    assert refused("a: " + "[" * DEEPEST + "]" * DEEPEST) == ("K108", 1, 3 + DEEPEST)


def test_size() -> None:
    assert decode("x.yaml", b"x" * LARGEST)
    with pytest.raises(Unreadable) as caught:
        decode("x.yaml", b"x" * (LARGEST + 1))
    assert caught.value.problem.code == "K107"


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode("x.yaml", b"\xef\xbb\xbfa: 1") == "a: 1"


def test_the_source_line_goes_with_the_problem() -> None:
    with pytest.raises(Unreadable) as caught:
        read("x.yaml", "a: 1\r\nb: *c\r\n")
    assert caught.value.problem.source == "b: *c" and caught.value.problem.width == 2


@pytest.mark.parametrize(
    ("path", "key", "place", "width"),
    [
        (("name",), False, (1, 7), 4),
        (("name",), True, (1, 1), 4),
        (("names", 0), False, (3, 3), 1),
        (("names", 0, "alias"), False, (3, 10), 3),
        (("names", 0, "alias"), True, (3, 3), 5),
        (("names", 1, "sources", 1), False, (4, 24), 3),
        (("names", 1, "sources", 7), False, (4, 19), 1),  # absent: its parent
        (("names", 9), False, (3, 1), 1),
        (("absent",), False, (1, 1), 1),
        (("text",), False, (5, 7), 1),
        ((), False, (1, 1), 1),
    ],
)
def test_places(path: tuple[str | int, ...], key: bool, place: tuple[int, int], width: int) -> None:
    text = "name: Sail\nnames:\n- alias: 'x'\n- {a: b, sources: [ab, cde]}\ntext: |\n  more\n"
    found, wide = Locator("x.yaml", text).place(path, key=key)
    assert (found.line, found.column, wide) == (*place, width)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_lines_are_those_of_yaml(end: str) -> None:
    text = f"a: 1{end}b: 2{end}"
    locator = Locator("x.yaml", text)
    assert locator.place(("b",))[0].line == 2 and locator.line(2) == "b: 2"


def test_walk() -> None:
    value = {"a": [1, {"b": 2}]}
    assert [path for path, _ in walk(value)] == [(), ("a",), ("a", 0), ("a", 1), ("a", 1, "b")]


_PLAIN = st.recursive(
    st.one_of(st.integers(-(10**17), 10**17), st.booleans(), st.none(), st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("abcdefg", min_size=1, max_size=4), inner, max_size=3)),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.text("abcdefg", min_size=1, max_size=4), _PLAIN, min_size=1, max_size=3))
def test_what_yaml_writes_is_read(value: dict[str, Any]) -> None:
    assert read("x.yaml", yaml.safe_dump(value, allow_unicode=True)) == value
