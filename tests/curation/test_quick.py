"""The quick reader: what it answers is what the events answer; the rest it leaves to them."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from kbase.curation import quick
from kbase.curation.corpus import load
from kbase.curation.documents import sound
from kbase.curation.reader import Unreadable, read
from kbase.fields import FOLDERS

WORLD = Path(__file__).parents[1] / "world" / "data"

pytestmark = pytest.mark.skipif(quick.loads is None, reason="yaml-rs is not installed")

TOKENS = [
    "a", "b: ", "c: ", "- ", "\n", "  ", "\n  ", "1", "0", ".", "e", "E", "+", "-", "5", "x", "o", '"', "'", "[", "]", "{", "}",
    ", ", ": ", " #", "#", "null", "~", "true", "True", "NULL", "inf", "nan", "?", "|", ">", "0x", "\t", "2015-05", "%", "@", "`", "=", "<<: ",
    "&", "*", "!", "\\", "\u0663", "\u00e9", "\u200f", "\x7f", "\x85", "\u2028", "\r", "...", "---", "|\n", ">-\n", "0o7", "_", "123456789012345678",
    "|+", "\n\n", "\n    ", "# c", "\n- ", "\n\n  ", " >-\n", "{a: ", "[a", "}\n", "---\n", "''", "\n  - ", "010", "1_000", "5.", "_1",
]  # fmt: skip
DOCUMENTS = [(FOLDERS[path.parent.name], path.read_text(encoding="utf-8")) for path in sorted(WORLD.glob("*/*.yaml"))]


def number(value: Any) -> Any:
    """As a field that is a number takes it."""
    return value if isinstance(value, str) else repr(value)


def changed(rng: random.Random, text: str) -> str:
    """A document with a slip or two: tokens put in or over others, or another value."""
    for _ in range(rng.randint(1, 2)):
        if rng.random() < 0.5:
            at, over = rng.randrange(len(text)), rng.choice((0, 0, 0, 1, 2, 5))
            text = text[:at] + rng.choice(TOKENS) + text[at + over :]
        else:
            lines = text.split("\n")
            at = rng.randrange(len(lines))
            key, colon, _ = lines[at].partition(": ")
            lines[at] = key + colon + "".join(rng.choice(TOKENS) for _ in range(rng.randint(1, 4)))
            text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(4))
def test_any_document(seed: int) -> None:
    """What is found sound after the quick reader is what is found so after the events."""
    rng = random.Random(seed)
    both = 0
    for _ in range(8_000):
        thing, text = rng.choice(DOCUMENTS)
        text = changed(rng, text)
        raw = quick.values(text)
        found = sound(thing, "x.yaml", text, raw) if raw is not None else None
        if found is None:
            continue  # read again
        both += 1
        try:
            expected = sound(thing, "x.yaml", text, read("x.yaml", text))
        except Unreadable as error:
            pytest.fail(f"{text!r}: {found.values!r}, but {error.problem.message}")
        assert expected is not None, text
        assert repr(found.values) == repr(expected.values), text
    assert both > 600


@pytest.mark.parametrize(
    "text", ["- " * 20_000, "a: " + "- " * 20_000, "-   " * 20_000, "? " * 20_000, "- ? " * 20_000, "[" * 20_000]
)
def test_depth_does_not_kill(text: str) -> None:
    assert quick.values(text) is None


@pytest.mark.parametrize("text", [
    "a: 1.10", "a: 0x1F", "a: 0o7", "a: 0b11", "a: 1e3", "a: .5", "a: 1.", "a: .inf", "a: -.NaN", "a: True", "a: NULL", "a: +5", "a:\n  True", "a: # c\n  True", "a: |\n  b\n",
    "a: 12345678901234567890", "a: &x 1", "a: *x", "a: !!str 1", '{"a":!x 1}', "%TAG ! x", 'a: "\\0"', "a:\n  1.5\n",
    "&x a: b", "!!map {a: b}", "a: {b: 0x1}", "lat: 0x1F", "lat: +1.5", "name: 1.5", "a: 010", "a: -01", "a: 1_000", "a: 5._1", "a: ._5", "[a, {b: >-\n}]", "a: [b,\n c]", "{a:, b: c}", "...\na: b", "# c\n...\na: b", "\n...\na: b", "... # c\na: b",
    "a:\tb", "a: b\x07", "\ufeffa: b", "a: b\u2028c", "a: b\x85c", "- - - - a", "a:\n  ? ? ? ? b", "- ? - ? a",
])  # fmt: skip
def test_left_to_the_events(text: str) -> None:
    assert quick.values(text) is None


@pytest.mark.parametrize("text", [
    "a: b", "id: x\nlat: 16.27\nlon: -0.04\n", "a: Attack & more, 12 % of 1.5 million, in 2015.",
    "a: >-\n  In May 2015\n  it split.\n", "a: 0\nb: no\nc: 2015-05-13\nd: 12:30\ne: '1.10'\n",
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
