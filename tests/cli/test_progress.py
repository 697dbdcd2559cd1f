"""How far a long command is: told on a terminal alone, and gone at its end."""

from __future__ import annotations

import itertools
import sys
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
