"""How far a long command is: told on a terminal alone, and gone at its end."""

from __future__ import annotations

import itertools
import re
import sys
import time
from pathlib import Path

import pytest

from kbase.cli.main import main


@pytest.mark.parametrize("terminal", [True, False])
def test_duplicates_tells_how_far_it_is(
    terminal: bool, world_sqlite: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(0.0, 2.0)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert main(["duplicates", "--threshold", "0", "--database", str(world_sqlite)]) == 0
    said = capsys.readouterr().err
    if terminal:
        assert "pairs compared" in said and said.endswith("\r\x1b[K")
    else:
        assert said == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_a_picture_tells_for_how_long_it_is_drawn(
    terminal: bool, world_sqlite: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kbase.render.picture.draw", lambda drawing, name: time.sleep(1.5))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    for words in (["network", "red-lantern"], ["lineage", "red-lantern"], ["path", "red-lantern", "tomas-vell"]):
        assert main([*words, "--output", "x.svg", "--database", str(world_sqlite)]) == 0
        said = capsys.readouterr().err
        if terminal:
            assert re.fullmatch(r"\r\x1b\[Kdrawing \d+ entities, \d+ links?: \d s\r\x1b\[K", said)
        else:
            assert said == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_format_tells_how_far_it_is(
    terminal: bool, world_copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = itertools.count(0.0, 2.0)
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    assert main(["format", str(world_copy), "--check"]) == 0
    said = capsys.readouterr().err
    if terminal:
        assert re.search(r"\r\x1b\[K3 of \d+ files\r", said) and said.endswith("\r\x1b[K")
    else:
        assert said == ""
