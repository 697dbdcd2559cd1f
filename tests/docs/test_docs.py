"""The generated pages are fresh, and what the README shows works."""

from __future__ import annotations

import importlib.util
import os
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from conftest import REPOSITORY, checked
from kbase.cli.main import COMMANDS, command_parser
from kbase.curation.documents import build
from kbase.curation.reader import read
from kbase.database.seed import Options, Origin, seed
from kbase.fields import CITATION_FIELDS, CLAIM_FIELDS, CLAIMS, PROPERTIES, THING, THINGS
from kbase.render import layout

DOCS = REPOSITORY / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "coverage.md", "data-dictionary.md", "problem-codes.md"])
def test_generated_pages_are_fresh(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = generator().PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == page, "run 'make docs'"


def examples(command: str) -> list[str]:
    """The lines under 'Examples:' in a command's help."""
    text = import_module(f"kbase.cli.{command}_command").__doc__ or ""
    return [line.strip() for line in text.partition("Examples:\n")[2].splitlines() if line.strip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    assert examples(command)
    assert any(line.startswith(f"kbase {command}") for line in examples(command)), examples(command)
    assert all("kbase " in line for line in examples(command)), examples(command)
    assert "Examples:" in command_parser(command).format_help()


def blocks(language: str, heading: str) -> list[str]:
    """The code blocks of a language under a heading of the README."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [part.partition("```")[0] for part in text.split(f"```{language}\n")[1:]]


@pytest.fixture(scope="module")
def real_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tour") / "kbase.sqlite"
    seed(checked(REPOSITORY / "data"), str(path), Options(Origin("data")))
    return path


TOUR = [
    line.partition(" #")[0].strip() for block in blocks("sh", "A tour") for line in block.splitlines() if line.strip()
]


@pytest.mark.parametrize("line", TOUR)
def test_the_tour_works(line: str, real_database: Path) -> None:
    words = shlex.split(line)
    assert words[0] == "kbase"
    environment = {**os.environ, "KBASE_DATABASE_URL": str(real_database)}
    done = subprocess.run(
        [sys.executable, "-m", "kbase", *words[1:]], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


EXAMPLES = [
    line
    for name, (group, _) in COMMANDS.items()
    for line in examples(name)
    # no server of that name; states of the data that this clone of it may not have (tests/database/test_known.py asks for some)
    if group != "curate" and "postgresql://" not in line and not line.startswith(("kbase changes", "kbase revisions"))
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_help_work(line: str, real_database: Path, tmp_path: Path) -> None:
    graphviz = layout.program()
    if line.endswith((".svg", ".html")) and graphviz is None:
        pytest.skip("no layout program")
    program = tmp_path / "bin" / "kbase"
    program.parent.mkdir()
    if graphviz:  # its port does for 'dot', which not every machine has
        (program.parent / "dot").symlink_to(graphviz)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kbase "$@"\n')
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    (work / "question.sql").write_text("SELECT name FROM groups ORDER BY name")
    (work / "names.csv").write_text("name,born\nDjamel Okacha,1978\n", encoding="utf-8")
    (work / "list.jsonl").write_text(
        '{"id": "1", "kind": "person", "names": ["Yahya Abu al-Hammam"]}\n', encoding="utf-8"
    )
    (work / "data").symlink_to(REPOSITORY / "data")
    environment = {
        **os.environ, "KBASE_DATABASE_URL": str(real_database), "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(["sh", "-c", line], cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {p.name for p in work.iterdir()} - {"question.sql", "names.csv", "list.jsonl", "data"}
    assert done.stdout.strip() or any((work / name).is_dir() or (work / name).read_text().strip() for name in made)


def test_the_readme_query_answers(real_database: Path) -> None:
    (sql,) = blocks("sql", "A tour")
    with closing(sqlite3.connect(real_database)) as connection:
        found = connection.execute(sql).fetchall()
    assert found
    assert {(row[0], row[2]) for row in found} == {("Capture of Oumeya Ould Albakaye", "Operation Barkhane")}


def test_the_readme_document_is_a_sound_one() -> None:
    (example, *_) = blocks("yaml", "Curating")
    text = "id: isgs\nname: X\nkind: group\nsources: a#p1\n" + example
    document, problems = build(THING["group"], "groups/isgs.yaml", text, read("groups/isgs.yaml", text))
    assert problems == []
    assert document is not None


def test_the_handbook_has_every_field() -> None:
    text = (DOCS / "curating.md").read_text(encoding="utf-8")
    fields = {f.name for t in THINGS for f in t.fields} | {f.name for k in CLAIMS for f in k.fields}
    fields |= {f.name for f in (*CLAIM_FIELDS, *CITATION_FIELDS)}
    missing = {name for name in fields | {p.name for p in PROPERTIES} if f"`{name}`" not in text}
    assert not missing - {"locator"}
