"""The quick reader: what it answers is what the events answer; the rest it leaves to them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kbase.curation import quick
from kbase.curation.corpus import load
from kbase.curation.reader import Unreadable, read

WORLD = Path(__file__).parents[1] / "world" / "data"

pytestmark = pytest.mark.skipif(quick.loads is None, reason="ryaml is not installed")

TOKENS = [
    "a", "b: ", "c: ", "- ", "\n", "  ", "\n  ", "1", "0", ".", "e", "E", "+", "-", "5", "x", "o", '"', "'", "[", "]", "{", "}",
    ", ", ": ", " #", "#", "null", "~", "true", "True", "NULL", "inf", "nan", "?", "|", ">", "0x", "\t", "2015-05", "%", "@", "`", "=", "<<: ",
    "&", "*", "!", "\\", "\u0663", "\u00e9", "\u200f", "\x7f", "\x85", "\u2028", "\r", "...", "---", "|\n", ">-\n", "0o7", "_", "123456789012345678",
]  # fmt: skip


def keys(value: Any) -> list[Any]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    own = list(value) if isinstance(value, dict) else []
    return own + [key for part in inner for key in keys(part)]


def number(value: Any) -> Any:
    """As a field that is a number takes it."""
    return value if isinstance(value, str) else repr(value)


@pytest.mark.parametrize("seed", range(4))
def test_any_text(seed: int) -> None:
    rng = random.Random(seed)
    both = 0
    for _ in range(15_000):
        text = "k: " + "".join(rng.choice(TOKENS) for _ in range(rng.randint(1, 9)))
        found = quick.values(text)
        if found is None or not all(isinstance(key, str) and key for key in keys(found)):
            continue  # a key that is no word is refused by every form, and so read again
        both += 1
        try:
            expected = read("x.yaml", text)
        except Unreadable as error:
            pytest.fail(f"{text!r}: {found!r}, but {error.problem.message}")
        assert repr(found) == repr(expected), text
    assert both > 2_000


@pytest.mark.parametrize("text", [
    "a: 1.10", "a: 0x1F", "a: 0o7", "a: 0b11", "a: 1e3", "a: .5", "a: 1.", "a: .inf", "a: -.NaN", "a: True", "a: NULL", "a: +5",
    "a: 12345678901234567890", "a: &x 1", "a: *x", "a: !!str 1", '{"a":!x 1}', "%TAG ! x", 'a: "\\0"', "- 1.5\n", "[1, 2.5]", "a:\n  1.5\n",
    "&x a: b", "!!map {a: b}", "a: {b: 0x1}", "a: [+1]", "lat: 0x1F", "lat: +1.5", "name: 1.5",
])  # fmt: skip
def test_left_to_the_events(text: str) -> None:
    assert quick.values(text) is None


@pytest.mark.parametrize("text", [
    "a: b", "id: x\nlat: 16.27\nlon: -0.04\n", "a: Attack & more, 12 % of 1.5 million, in 2015.",
    "a: >-\n  In May 2015\n  it split.\n", "a: 010\nb: no\nc: 2015-05-13\nd: 12:30\ne: '1.10'\n",
])  # fmt: skip
def test_read_quickly(text: str) -> None:
    found = quick.values(text)
    assert found is not None
    assert {k: number(v) for k, v in found.items()} == {k: number(v) for k, v in read("x.yaml", text).items()}


def test_a_folder_is_the_same_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = load(WORLD)
    monkeypatch.setattr(quick, "loads", None)
    plain = load(WORLD)
    assert {i: d.values for i, d in corpus.documents.items()} == {i: d.values for i, d in plain.documents.items()}
    assert corpus.content_hash == plain.content_hash
    assert corpus.problems == plain.problems
