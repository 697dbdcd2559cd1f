"""What was known on a day: committed states, from git and from the archive of a wheel, asked by the readers."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import WORLD
from kbase.curation.history import History, _Archive, history_of, write_archive
from kbase.curation.older import as_written_now

FIRST, SECOND = "2024-03-01T23:30:00Z", "2024-06-10T08:00:00Z"


def git(folder: Path, *words: str, at: str = FIRST) -> None:
    identity = {
        f"GIT_{who}_{what}": "curator@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {
        **os.environ,
        **identity,
        "GIT_COMMITTER_DATE": at,
        "GIT_AUTHOR_DATE": at,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose data were committed twice, and changed since."""
    root = tmp_path_factory.mktemp("repository")
    data = root / "data"
    shutil.copytree(WORLD, data)
    vell = data / "people" / "tomas-vell.yaml"
    dispute = data / "disputes" / "red-lantern-founding.yaml"
    later = vell.read_text(encoding="utf-8")
    vell.write_text(later.replace("name: Tomas Vell", "name: Thomas Vell", 1), encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    vell.write_text(later, encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "second", at=SECOND)
    dispute.write_text(dispute.read_text(encoding="utf-8") + "# not committed\n", encoding="utf-8")
    return data


def states(found: History) -> list[str]:
    return [state.committed_at for state in found.states]


def test_the_states_of_a_repository(folder: Path) -> None:
    found = history_of(folder)
    assert found is not None
    assert states(found) == [FIRST, SECOND]
    first, second = (found.documents(state) for state in found.states)
    assert b"name: Thomas Vell" in first["people/tomas-vell.yaml"]
    assert b"name: Tomas Vell" in second["people/tomas-vell.yaml"]
    assert {name for name in first if first[name] != second[name]} == {"people/tomas-vell.yaml"}
    assert b"not committed" not in second["disputes/red-lantern-founding.yaml"]


def test_a_document_is_read_in_the_form_of_today() -> None:
    """Only the item of that verb is changed, wherever the key stands in it."""
    then = "relations:\n- successor_of: a\n  note: >-\n    Until then\n\n    start: 1999 he led.\n  start: 2004~\n  sources: s#p1\n- associate_of: b\n  start: 2001\n"
    assert as_written_now(then.encode()).decode() == then.replace("  start: 2004~", "  date: 2004~")


def test_an_archive_knows_the_same(folder: Path, tmp_path: Path) -> None:
    repository = history_of(folder)
    assert repository is not None
    target, again = tmp_path / "history.tar.xz", tmp_path / "again.tar.xz"
    assert write_archive(folder, target)
    assert write_archive(folder, again)
    assert target.read_bytes() == again.read_bytes()
    archive = _Archive(target)
    assert archive.states == repository.states
    for state in repository.states:
        assert archive.documents(state) == repository.documents(state)


def test_a_document_that_went_is_not_in_later_states(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    (data / "people" / "orra-finch.yaml").unlink()
    git(tmp_path, "commit", "--quiet", "-am", "second", at=SECOND)
    assert write_archive(data, tmp_path / "history.tar.xz")
    archive = _Archive(tmp_path / "history.tar.xz")
    first, second = (archive.documents(state) for state in archive.states)
    assert first.keys() - second.keys() == {"people/orra-finch.yaml"}


def test_no_history_without_git(tmp_path: Path) -> None:
    shutil.copytree(WORLD, tmp_path / "data")
    assert history_of(tmp_path / "data") is None
    assert not write_archive(tmp_path / "data", tmp_path / "history.tar.xz")
    assert not (tmp_path / "history.tar.xz").exists()


@pytest.mark.parametrize(
    ("day", "commit"),
    [("2024-02-29", None), ("2024-03-01", 0), ("2024-06-09", 0), ("2024-06-10", 1), ("2030-01-01", 1)],
)
def test_the_state_on_a_day(folder: Path, day: str, commit: int | None) -> None:
    found = history_of(folder)
    assert found is not None
    assert found.on(day) == (None if commit is None else found.states[commit])


# --- as its user ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    done = asked(home, "seed", str(folder), "--database", "k.sqlite")
    assert done.returncode == 0, done.stderr
    return home


def asked(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    command = [sys.executable, "-m", "kbase", *words]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


def test_readers_answer_from_what_was_known(home: Path) -> None:
    words = ("show", "tomas-vell", "--database", "k.sqlite", "--format", "json")
    now = asked(home, *words)
    then = asked(home, *words, "--known-on", "2024-05-01")
    later = asked(home, *words, "--known-on", "2024-12-31")
    assert json.loads(now.stdout)["data"]["name"] == json.loads(later.stdout)["data"]["name"] == "Tomas Vell"
    assert json.loads(then.stdout)["data"]["name"] == "Thomas Vell"
    assert json.loads(then.stdout)["meta"]["date"] == "2024-03-01"
    assert "building" in then.stderr
    assert asked(home, *words, "--known-on", "2024-05-01").stderr == ""  # built once
    assert not list((home / "cache").rglob("*.lock"))
    for command in (("list", "people"), ("why", "tomas-vell"), ("timeline", "tomas-vell")):
        done = asked(home, *command, "--database", "k.sqlite", "--known-on", "2024-05-01")
        assert "Thomas Vell" in done.stdout, (command, done.stderr)


@pytest.mark.parametrize(
    "command", [("show", "tomas-vell"), ("list", "people"), ("why", "tomas-vell"), ("timeline", "nobody")]
)
def test_before_the_first_revision_there_is_no_data(home: Path, command: tuple[str, ...]) -> None:
    words = (*command, "--database", "k.sqlite", "--known-on", "2024-02-29")
    done = asked(home, *words)
    assert done.returncode == 3  # to a script 0 with no row would be a no, and 1 a refusal
    assert done.stdout == f"No data: on 2024-02-29 nothing was known yet; the first revision is of {FIRST}\n"
    told = json.loads(asked(home, *words, "--format", "json").stdout)
    assert told["data"] is None
    assert "no data" in told["meta"]["no_data"]
    (row,) = map(json.loads, asked(home, *words, "--format", "jsonl").stdout.splitlines())
    assert row.keys() == {"no_data"} and FIRST in row["no_data"]
    rows = asked(home, *words, "--format", "csv")
    assert rows.returncode == 3
    assert [list(r) for r in csv.reader(rows.stdout.splitlines())] == [["no_data"], [row["no_data"]]]


def test_what_was_learned_between_two_days(home: Path) -> None:
    words = ("changes", "--database", "k.sqlite", "--from", "2024-05-01")
    for last in ((), ("--to", "2024-12-31")):
        told = json.loads(asked(home, *words, *last, "--format", "json").stdout)
        assert (told["data"]["before"], told["meta"]["date"][:4]) == ("2024-03-01", told["data"]["after"][:4])
        (row,) = told["data"]["rows"]
        assert (row["change"], row["id"], row["field"]) == ("changed", "tomas-vell", "name")
        assert (row["was"], row["became"]) == ("Thomas Vell", "Tomas Vell")
    page = asked(home, *words)
    assert "Changes  (0 added, 1 changed, 0 removed)" in page.stdout
    assert "name: Thomas Vell → Tomas Vell" in page.stdout
    rows = asked(home, *words, "tomas-vell", "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("change,kind,id,entity_id") and len(rows) == 2
    same = asked(home, *words, "--to", "2024-05-02")
    assert same.returncode == 0 and "(0 added, 0 changed, 0 removed)" in same.stdout
    before = asked(home, "changes", "--database", "k.sqlite", "--from", "2024-02-29", "--to", "2024-05-01")
    assert before.returncode == 3 and before.stdout.startswith("No data: on 2024-02-29")
    for wrong in (("--to", "2024-04-30"), ("--to", "2024"), ("--limit", "0"), ("--known-on", "2024-05-01")):
        assert asked(home, *words, *wrong).returncode == 2, wrong


def test_without_a_history_it_is_refused(world_sqlite: Path, tmp_path: Path) -> None:
    done = asked(tmp_path, "show", "tomas-vell", "--database", str(world_sqlite), "--known-on", "2024-05-01")
    assert done.returncode == 1
    assert "history of this data is not at hand" in done.stderr


def test_wrong_days_are_refused(home: Path) -> None:
    for day in ("2024", "yesterday", "2024-13-01"):
        done = asked(home, "show", "tomas-vell", "--database", "k.sqlite", "--known-on", day)
        assert done.returncode == 2, day
        assert "--known-on" in done.stderr


def test_a_merge_is_a_state_and_what_it_brought_is_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "switch", "--quiet", "-c", "batch")
    for number in (1, 2):
        path = data / "groups" / "iron-dawn.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        git(tmp_path, "commit", "--quiet", "-am", f"batch {number}", at=f"2024-04-0{number}T00:00:00Z")
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "-m", "merge", "batch", at=SECOND)
    found = history_of(data)
    assert found is not None
    assert states(found) == [FIRST, SECOND]
    assert found.documents(found.states[1])["groups/iron-dawn.yaml"].endswith(b"# 1\n# 2\n")


def test_a_wheel_is_built_with_what_its_build_requires(folder: Path, tmp_path: Path) -> None:
    """pip builds in an environment of its own, which holds hatchling and PyYAML alone."""
    absent = (
        "pydantic_core",
        "pydantic",
        "sqlalchemy",
        "alembic",
        "rapidfuzz",
        "psycopg",
        "rich",
        "edtf",
        "platformdirs",
        "yaml_rs",
    )
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent}));"
        "from pathlib import Path; from kbase.curation.history import write_archive;"
        "sys.exit(not write_archive(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    target = tmp_path / "history.tar.xz"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 0
