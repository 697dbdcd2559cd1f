"""What stands over a table says how much is in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.database.connection import open_database


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("places", "places  ({all})"),
        ("places --count", "places  ({all})"),
        ("places --count --by kind", "places  ({all}, counted in {kinds} rows)"),
        ("places --count --by kind --kind town", "places  ({towns}, counted in 1 row)"),
        ("places --count --by kind --limit 1", "places  (counted in 1 row, and more: raise --limit)"),
        ("events --count --by group", "events  (counted in {rows} rows)"),  # an event stands under each of its groups
    ],
)
def test_the_heading_of_a_count_does_not_tell_its_rows_as_things(
    words: str, heading: str, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_database(database_url) as database:
        kinds = [row["kind"] for row in database.rows("SELECT kind FROM places")]
    assert len(kinds) > len(set(kinds)) > 1
    assert main(["list", *words.split(), "--database", database_url]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = len(lines) - 6  # the heading, the names of the columns, the line under them, the footer, two blank lines
    numbers = {"all": len(kinds), "kinds": len(set(kinds)), "towns": kinds.count("town"), "rows": rows}
    assert lines[0] == heading.format(**numbers)


@pytest.mark.parametrize(
    "words",
    [
        "list groups", "list events --count --by kind", "sources red-lantern", "find vell", "leaders red-lantern", "duplicates --threshold 0",
        "network red-lantern", "sql leaders-on group=red-lantern day=2020-01-01",
    ],
)  # fmt: skip
def test_every_reader_answers_in_markdown(words: str, world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words.split(), "--format", "md", "--database", str(world_sqlite)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# ") and ("\n| " in out or "\n- " in out)
    assert err == ""
