"""Text from data is harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kbase.render.safe import cell, clean, markdown

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
COMMANDS = [
    ("show", "hostile-group"), ("show", "hostile-source"), ("list", "groups"), ("list", "sources"), ("why", "hostile-group"),
    ("show", "red-lantern"), ("sql", "SELECT name, summary FROM groups UNION ALL SELECT title, publisher FROM sources"),
    ("sql", "SELECT char(27) || '[31m', '=1+1', '@x', char(8238)"),
]  # fmt: skip


def kbase(database: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kbase", *words, "--database", str(database)],
        capture_output=True, text=True, env={**os.environ, **environment}, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
def test_no_control_codes_in_any_format(world_sqlite: Path, words: tuple[str, ...], format: str) -> None:
    if format == "md" and words[0] not in ("show", "why"):
        pytest.skip("only show and why speak Markdown")
    done = kbase(world_sqlite, *words, "--format", format)
    assert done.returncode == 0, done.stderr
    text = done.stdout.replace("\u2068", "").replace("\u2069", "") if format == "md" else done.stdout
    assert not CONTROL.search(text), CONTROL.search(text)
    assert not CONTROL.search(done.stderr)
    if format == "csv":
        for row in csv.reader(io.StringIO(done.stdout)):
            assert not any(value.startswith(("=", "+", "-", "@")) for value in row)
    if format == "json":
        assert set(json.loads(done.stdout)) == {"data", "meta"}
    if format == "md":
        assert "<script" not in text and "[link](" not in text


def test_json_keeps_the_data_exact(world_sqlite: Path) -> None:
    done = kbase(world_sqlite, "show", "hostile-group", "--format", "json")
    assert json.loads(done.stdout)["data"]["name"] == "=1+2 \x1b]0;owned\x07[red]Loud[/red] \u202eevil"


def test_words() -> None:
    assert clean("a\x1b[31m\u202eb\nc\x9b\x7f") == "a␛[31m<U+202E>b c<U+009B>␡"
    assert clean("الفانوس الأحمر") == "الفانوس الأحمر"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("a\u200cb") == "a<U+200C>b"
    assert [cell(v) for v in ("=1", "+1", "-1", "@x", "\t=1", " =1", "a=1", -1, None)] == [
        "'=1", "'+1", "'-1", "'@x", "' =1", "' =1", "a=1", -1, None,
    ]  # fmt: skip
    assert markdown("<b>*x*</b> [a](b) | `c`") == "&lt;b&gt;\\*x\\*&lt;/b&gt; \\[a\\](b) \\| \\`c\\`"
    assert markdown("مرحبا") == "\u2068مرحبا\u2069"
