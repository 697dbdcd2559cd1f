"""Tables in narrow terminals."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbase.cli.main import run
from kbase.queries.list_plans import PLANS
from kbase.render.page import table_of
from kbase.render.plain import table, width


@pytest.mark.parametrize("columns", [30, 40, 60, 80])
@pytest.mark.parametrize("what", PLANS)
def test_lists_fit(
    world_sqlite: Path, what: str, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(["list", what, "--database", str(world_sqlite)]) == 0
    assert max(width(line) for line in capsys.readouterr().out.splitlines()) <= columns


@pytest.mark.parametrize("columns", [30, 40])
@pytest.mark.parametrize(
    "words", [["show", "red-lantern"], ["show", "hostile-group"], ["why", "red-lantern"], ["schema"]]
)
def test_pages_fit(
    world_sqlite: Path,
    words: list[str],
    columns: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("KBASE_DATABASE_URL", str(world_sqlite))
    assert run(words) == 0
    assert max(width(line) for line in capsys.readouterr().out.splitlines()) <= columns


def test_a_row_apart() -> None:
    block = table_of(
        ("id", "name", "born", "died", "listing"), (("tomas-vell-of-selm", "Tomas Vell", "1977", None, "listed"),)
    )
    assert table(block, 30) == ["tomas-vell-of-selm", "  name     Tomas Vell", "  born     1977", "  listing  listed"]
    assert table(block, None)[0].startswith("id  ")


def test_narrow_columns_of_numbers_break_their_headings() -> None:
    """A count by two things stands as one table at 80 columns, not each row apart."""
    columns = (
        "country",
        "year",
        "count",
        "surely",
        *(f"{m}_{e}" for m in ("killed", "injured") for e in ("low", "high", "unknown")),
    )
    block = table_of(
        columns, (("Estoria", "2020", 4, 4, None, 12, 3, 1, 2, 4), ("Velmark", "2021", 5, 5, 9, None, 3, 16, None, 4))
    )
    assert table(block, 120)[0].split() == list(columns)
    lines = table(block, 80)
    assert all(len(line) <= 80 for line in lines)
    assert [line.split()[0] for line in lines] == ["country", "low", "-------", "Estoria", "Velmark"]
    assert "killed_low" in " ".join(table(block, 50))  # too narrow for that too: each row by itself
