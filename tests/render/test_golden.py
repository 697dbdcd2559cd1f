"""Answers as they look, held fast. KBASE_UPDATE_GOLDEN=1 writes them anew; read the difference before you keep it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.queries.dossier import dossier
from kbase.queries.resolve import resolve
from kbase.render.page import dossier_page
from kbase.render.plain import width
from kbase.render.terminal import terminal

GOLDEN = Path(__file__).parent.parent / "golden"
ANSWERS = {
    "show-group": ("show", "red-lantern"),
    "show-person": ("show", "orra-finch"),
    "show-event": ("show", "selm-mill-raid"),
    "show-place": ("show", "estoria"),
    "show-source": ("show", "coast-wire-2021"),
    "show-hostile": ("show", "hostile-group"),
    "list-people": ("list", "people"),
    "list-groups": ("list", "groups"),
    "list-events": ("list", "events", "--country", "xe"),
    "why-founded": ("why", "red-lantern", "founded"),
    "why-claim": ("why", "orra-finch/membership/red-lantern"),
}
FORMS = {
    "80.txt": ("table", "80"),
    "160.txt": ("table", "160"),
    "pipe.txt": ("table", ""),
    "md": ("md", ""),
    "json": ("json", ""),
}


def held(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("KBASE_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "KBASE_UPDATE_GOLDEN=1 writes the golden outputs anew"


def timeless(text: str) -> str:
    """Without the day on which the test seeded, and the hash of the world as it is."""
    text = re.sub(r"(revision 1 (?:seeded |of this database \\?\())\d{4}-\d\d-\d\d", r"\g<1>DAY", text)
    text = re.sub(r'(content |"content_hash": ")[0-9a-f]{12,}', r"\g<1>HASH", text)
    text = re.sub(r'("at": ")\d{4}-\d\d-\d\d(",\s+"commit": "",\s+"revision": 1)', r"\g<1>DAY\g<2>", text)
    return re.sub(r'("revision": 1,\s+(?:"action": "\w+",\s+)?"date": ")\d{4}-\d\d-\d\d', r"\g<1>DAY", text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_look_as_they_did(
    world_sqlite: Path, answer: str, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    format, columns = FORMS[form]
    words = ANSWERS[answer]
    if format == "md" and words[0] == "list":
        pytest.skip("lists have no Markdown")
    monkeypatch.setenv("COLUMNS", columns)
    assert run([*words, "--format", format, "--database", str(world_sqlite)]) == 0
    text = timeless(capsys.readouterr().out)
    if columns:
        assert max(len(line) for line in text.splitlines()) <= int(columns)
    held(f"{answer}.{form}", text)


@pytest.mark.parametrize("columns", [80, 160])
def test_terminal(world_sqlite: Path, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_database(str(world_sqlite)) as database:
        page = dossier_page(dossier(database, resolve(database, "red-lantern")))
    monkeypatch.setenv("TERM", "xterm-256color")
    text = timeless(terminal(page, columns))
    assert "[bold]commander[/bold]" in text
    held(f"terminal-group.{columns}.txt", text)
    monkeypatch.setenv("NO_COLOR", "1")
    bare = terminal(page, columns)
    assert "\x1b" not in bare
    assert timeless(bare) == re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(width(line) for line in bare.splitlines()) <= columns


def test_sql_is_printed_and_runs(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    for words in (
        ("show", "red-lantern"),
        ("show", "estoria"),
        ("list", "events", "--country", "xe"),
        ("why", "red-lantern"),
    ):
        assert run([*words, "--sql", "--database", str(world_sqlite)]) == 0
        text = capsys.readouterr().out
        with sqlite3.connect(world_sqlite) as connection:
            for statement in text.split(";\n"):
                connection.execute(statement)
        connection.close()


def test_schema(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["schema"]) == 0
    assert "current_memberships" in capsys.readouterr().out
    assert run(["schema", "memberships", "--format", "csv"]) == 0
    assert "group_id,text,required,groups.id" in capsys.readouterr().out
    assert run(["schema", "yaml", "--output", str(tmp_path / "out")]) == 0
    assert list((tmp_path / "out").iterdir())
