"""Names that nobody bears: the engine bounds its work and its answers, and no text makes it fail.

No time is asserted. What is bounded are parts, keys, spellings and comparisons, for these are what time is spent on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kbase.matching import filing, forms, index, lines, parts
from kbase.matching.index import Index, Sought, file_of
from kbase.matching.score import THRESHOLD, compare

HOSTILE = {
    "empty": "",
    "spaces": " \t\n\u00a0\u3000",
    "100 kB of one letter": "a" * 100_000,
    "100 kB of letters": "".join(chr(97 + n * 7 % 26) for n in range(100_000)),
    "100 kB of words": "Ahmad bin " * 10_000,
    "10,000 parts": " ".join(f"Name{n}" for n in range(10_000)),
    "10,000 digits apart": " ".join(str(n) for n in range(10_000)),
    "endless combining marks": "A" + "\u0301" * 50_000 + "hmad",
    "only combining marks": "\u0301\u0323" * 5_000,
    "marks of many classes": "a" + "".join(chr(0x300 + n % 0x6F) for n in range(20_000)),
    "Arabic marks": "م" + "\u064b\u064c\u064d\u0651" * 5_000,
    "lone surrogates": "Ah\ud800mad\udfff \ud83d",
    "right-to-left overrides": "\u202eAhmad\u202c \u2066bin\u2069 \u200fSalih",
    "NULs": "Ah\x00mad\x00\x00 bin\x00",
    "control codes": "\x1b[31mAhmad\x1b[0m\x07\x7f\x9b",
    "only punctuation": "!?;:.,'\"()[]{}<>-–—/\\|@#$%^&*+=~`",
    "100 kB of punctuation": ".,-'" * 25_000,
    "only an article": "al-",
    "articles": "al- el ال the le la " * 2_000,
    "only a kunya's word": "Abu",
    "kunya's words": "Abu " * 20_000,
    "only a nasab's word": "bin",
    "only honorifics": "Sheikh Dr. Haji Mullah " * 3_000,
    "only legal forms": "Ltd GmbH SARL " * 3_000,
    "brackets": "(" * 20_000 + ")" * 20_000,
    "nested brackets": "a(b" * 10_000 + ")" * 10_000,
    "slashes": "a/b;" * 20_000,
    "aliases": "Ahmad aka " * 10_000,
    "commas": "Salih, Ahmad, " * 5_000,
    "hyphens": "-".join(["al"] * 20_000),
    "apostrophes": "'" * 50_000 + "Ali",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff" * 10_000,
    "zero width inside": "\u200b".join("Ahmad" * 5_000),
    "not characters": "\ufffe\uffff\U0010ffff",
    "private use": "\ue000\uf8ff",
    "emoji": "👨‍👩‍👧‍👦" * 5_000,
    "one letter": "a",
    "one Arabic letter": "ا",
    "100 kB of Chinese": "習近平" * 11_000,
    "Hangul jamo": "\u1100\u1161\u11a8" * 5_000,
    "ligature that grows": "\ufdfa" * 5_000,  # eighteen letters each when decomposed
    "dotted capital I": "İ" * 20_000,
    "sharp s": "ß" * 20_000,
    "SQL": "' OR 1=1 --\"; DROP TABLE name_forms; :key %s $1",
    "a pattern": "%_*?[a-z]+(a+)+$" * 500,
    "abd again and again": "abdel" * 20_000,
    "llah again and again": "abdul" + "llah" * 20_000,
    "din again and again": "din" * 20_000,
    "a digit that is none": "²³¹ ٣٤ Ⅷ ①",
}  # fmt: skip


def keys_of(text: str, kind: str) -> list[str]:
    """All keys under which a line is filed."""
    return [key for form in filing.filed(text, kind) for key in form.keys]


NAMED = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
ORDINARY = ("Ahmad bin Salih al-Tunisi", "أحمد بن صالح التونسي", "Front for Reform in Tunis (FRT)", "Jaysh al-Nasr")
KEYS = 2_000  # far above what sixteen parts of five spellings make
EVERYTHING = [
    (f"e{n}", "person" if n % 2 else "group", [text]) for n, text in enumerate((*ORDINARY, *HOSTILE.values()))
]


@pytest.fixture(scope="module")
def filed() -> Index:
    """The ordinary names among the hostile ones."""
    return file_of(EVERYTHING)


@NAMED
def test_parts_and_keys_are_few(text: str) -> None:
    found = parts.parts(text)
    assert len(found) <= parts.MOST_PARTS
    longest = max((len(p.text) + len(p.sound) + len(p.key) for p in found), default=0)
    assert longest <= 3_000, "a part is no longer than the text that is looked at"
    assert len(keys_of(text, "person")) <= KEYS
    assert len(keys_of(text, "group")) <= KEYS
    assert len(forms.spellings(text)) <= 8
    assert len(forms.acronyms(text)) <= 4


@NAMED
def test_what_is_filed_is_short_text(text: str) -> None:
    """Keys go into a database: they are text that both engines take."""
    for key in keys_of(text, "group"):
        assert len(key) <= 3_000
        assert "\x00" not in key
        key.encode("utf-8")


@NAMED
def test_a_score_is_a_score(text: str) -> None:
    for other in (*ORDINARY, text):
        for a, b in ((text, other), (other, text)):
            found, form = lines.compared(a, b)
            assert 0.0 <= found.score <= 1.0
            assert isinstance(form, str)
            assert len(found.met) <= parts.MOST_PARTS


@NAMED
def test_found_among_all(text: str, filed: Index) -> None:
    found = filed.find(Sought(text))
    assert len(found) <= 10
    assert all(0.0 < c.score <= 1.0 for c in found)
    assert len({c.id for c in found}) == len(found)


def test_ordinary_names_are_found_among_hostile_ones(filed: Index) -> None:
    for n, name in enumerate(ORDINARY):
        best = filed.find(Sought(name))[0]  # one of them stands there twice, in two scripts
        assert (best.id, best.score >= THRESHOLD) == (f"e{n}", True)


def test_no_more_names_are_compared_than_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand names that share every key: the work stays that of the names that are looked at."""
    filed = file_of([(f"e{n}", "person", [f"Ahmad bin Salih al-Tunisi {n}"]) for n in range(1_000)])
    compared, real = 0, lines.held_against

    def counted(*words: Any) -> Any:
        nonlocal compared
        compared += 1
        return real(*words)

    monkeypatch.setattr(lines, "held_against", counted)
    assert len(filed.find(Sought("Ahmad bin Salih al-Tunisi", limit=7))) == 7
    assert 0 < compared <= index.COMPARED


def test_nothing_meets_what_says_nothing(filed: Index) -> None:
    for name in ("empty", "spaces", "only punctuation", "zero width", "only combining marks"):
        assert filed.find(Sought(HOSTILE[name])) == [], name


def test_hidden_signs_change_nothing() -> None:
    """Overrides, joiners and NULs hide no name and make no other one."""
    plain = parts.parts("Ahmad bin Salih")
    for hidden in (
        "\u202eAhmad\u202c bin \u2066Salih\u2069",
        "Ah\u200bmad b\u00adin Sa\u2060lih",
        "\ufeffAhmad bin Salih\u200f",
    ):
        assert compare(plain, parts.parts(hidden)).score == 1.0, ascii(hidden)


def test_screened_by_the_command(tmp_path: Path) -> None:
    """A list and queries of nothing but hostile names: a line for each, no control code, no traceback."""
    names = [text for text in HOSTILE.values() if text.strip()]
    queries, against = tmp_path / "queries.jsonl", tmp_path / "list.jsonl"
    queries.write_text("".join(json.dumps({"name": n}) + "\n" for n in names), encoding="utf-8")
    lines = [{"id": f"e{n}", "kind": "person", "names": [n_, ORDINARY[0]]} for n, n_ in enumerate(names)]
    against.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for format in ("jsonl", "csv"):
        words = [
            "match",
            str(queries),
            "--against",
            str(against),
            "--format",
            format,
            "--threshold",
            "0",
            "--limit",
            "2",
        ]
        done = subprocess.run([sys.executable, "-m", "kbase", *words], capture_output=True, check=False)
        said = done.stdout.decode("utf-8")
        assert done.returncode == 0, done.stderr[-2000:]
        assert b"Traceback" not in done.stderr
        assert not {"\x00", "\x1b", "\x07", "\u202e", "\u2066"} & set(said), format
        if format == "jsonl":
            answers = [json.loads(line) for line in said.splitlines()]
            assert len(answers) == len(names)
            assert all(len(a["candidates"]) <= 2 for a in answers)
