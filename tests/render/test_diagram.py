"""Diagrams of the tables: every foreign key, in text that the drawing programs read."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from kbase.cli.main import main
from kbase.database.shape import tables
from kbase.render.diagram import FORMATS, diagram, neighbourhood

KEYS = [(t.name, r) for t in tables().values() for r in t.references]
_ENTITY = re.compile(r"  \w+ \{")
_COLUMN = re.compile(r"    (text|integer|real|boolean|date) \w+( (PK|FK|PK, FK))?")
_KEY = re.compile(r'  (\w+) (\|\||\|o)--(o\{|o\|) (\w+) : "([\w, ]+)"')


def test_mermaid_has_every_foreign_key() -> None:
    lines = diagram("mermaid", tables()).splitlines()
    assert lines[0] == "erDiagram"
    for line in lines[1:]:
        assert _ENTITY.fullmatch(line) or _COLUMN.fullmatch(line) or _KEY.fullmatch(line) or line == "  }", line
    found = {(m[4], m[1], m[5]) for m in map(_KEY.fullmatch, lines) if m}
    assert found == {(name, r.table, ", ".join(r.columns)) for name, r in KEYS}
    assert '  groups ||--o{ memberships : "group_id"' in lines
    assert '  places |o--o{ figures : "place_id"' in lines
    assert '  entities ||--o| groups : "id, type"' in lines


def test_dot_has_every_foreign_key() -> None:
    text = diagram("dot", tables())
    assert all(f"  {n}:{r.columns[0]} -> {r.table}:{r.targets[0]}" in text for n, r in KEYS)
    assert text.count(" -> ") == len(KEYS)
    program = shutil.which("dot")
    if program:
        subprocess.run([program, "-Tplain"], input=text, text=True, check=True, capture_output=True)


def test_one_table_with_its_neighbours() -> None:
    near = neighbourhood(tables(), "memberships")
    assert set(near) == {"claims", "datasets", "people", "groups", "disputes", "memberships"}
    text = diagram("mermaid", near, "memberships")
    assert all(f" {c} " in text or f" {c}\n" in text for c in tables()["memberships"].names)
    assert "summary" not in text  # of the neighbours the keys only
    assert {m[4] for m in _KEY.finditer(text)} == {"memberships"}


@pytest.mark.parametrize("format", FORMATS)
def test_the_command(format: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "citations", "--diagram", format]) == 0
    assert capsys.readouterr().out == diagram(format, neighbourhood(tables(), "citations"), "citations")
    assert main(["schema", "--diagram"]) == 0
    assert capsys.readouterr().out == diagram("mermaid", tables())
    assert main(["schema", "citation", "--diagram"]) == 1
    assert "citations" in capsys.readouterr().err
    assert main(["schema", "yaml", "--diagram"]) == 2


def test_the_columns_of_a_view(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "event_list", "--format", "csv"]) == 0
    assert "\nkilled_low,integer," in capsys.readouterr().out
    assert main(["schema", "event_list", "--sql"]) == 0
    assert capsys.readouterr().out.startswith("SELECT t.id")
    assert main(["schema", "groups", "--sql"]) == 2
