"""What is wrong is told the same way by every command, with a hint that is then taken."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from conftest import seeded
from kbase.cli.main import main


@pytest.mark.parametrize("command", ["check", "seed", "diff", "format"])
@pytest.mark.parametrize("folder", ["", " ", "nowhere"])
def test_a_folder_that_is_none_is_wrong_usage(
    command: str, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    database = [] if command in ("check", "format") else ["--database", str(tmp_path / "x.sqlite")]
    assert main([command, folder, *database]) == 2
    err = capsys.readouterr().err
    assert "'.' is the current one" in err if not folder.strip() else "nowhere" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["show", "red-lantern", "--on"], ["list", "memberships", "--on"], ["timeline", "red-lantern", "--on"],
        ["leaders", "red-lantern", "--on"], ["lineage", "red-lantern", "--on"], ["network", "red-lantern", "--on"],
        ["path", "red-lantern", "iron-dawn", "--on"], ["why", "red-lantern", "--on"], ["show", "red-lantern", "--known-on"],
        ["sql", "leaders-on", "group=red-lantern", "day="],
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "typed", ["foo", "2015", "2015-05-14~", "2015-02-30", "[..2015]", "2015-13", "2015-05-14T10:00"]
)
def test_the_hint_of_a_day_is_taken(
    words: list[str], typed: str, world_sqlite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(day: str) -> list[str]:
        given = [*words[:-1], words[-1] + day] if words[-1].endswith("=") else [*words, day]
        return [*given, "--database", str(world_sqlite)]

    assert main(asked(typed)) == 2
    err = capsys.readouterr().err
    if "name a day" in err:
        found = re.search(r"name a day: (\S+)[ =](\S+)$", err.strip())
        assert found is not None, err
        assert found[1] == words[-1].rstrip("=")
        if "--known-on" not in words:
            assert main(asked(found[2])) == (1 if words[0] == "path" and typed == "2015" else 0)  # no path yet
    else:  # the one form that is named is a day
        assert re.search(r"days of \S+ go|months go|write the day alone: \d{4}-\d\d-\d\d$", err.strip()), err


@pytest.mark.parametrize("words", [["show", "red-lantern"], ["seed"]])
def test_a_home_that_cannot_be_written(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()  # a folder under a file cannot be made, not even by root
    environment = {k: v for k, v in os.environ.items() if k != "KBASE_DATABASE_URL"} | {
        "XDG_DATA_HOME": str(tmp_path / "file")
    }
    done = subprocess.run(
        [sys.executable, "-m", "kbase", *words],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert str(tmp_path / "file") in done.stderr
    assert "kbase seed --database FILE" in done.stderr
    assert "KBASE_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "shown"),
    [(["show", "XE"], "Estoria"), (["timeline", "xe"], "Timeline: Estoria"), (["network", "XE", "--kinds", "all"], "Estoria"),
     (["sql", "timeline-of", "entity=xe"], "red-lantern/killed/march-2022"), (["why", "XE"], "estoria"), (["show", "RL"], "Red Lantern")],
)  # fmt: skip
def test_the_code_of_a_country_is_the_country(
    words: list[str], shown: str, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--database", database_url, *(["--trust-role"] if words[0] == "sql" else [])]) == 0
    assert shown in capsys.readouterr().out


def test_what_a_code_was_taken_for_is_told_once(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "XE", "--database", str(world_sqlite)]) == 0
    assert capsys.readouterr().err == "kbase: 'XE' is taken for estoria (place, Estoria, by its ISO code)\n"
    assert main(["no-such-command"]) == 2
    assert "taken" not in capsys.readouterr().err


def test_no_country_where_none_is_meant(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["leaders", "XE", "--database", database_url]) == 1
    assert main(["leaders", "moot", "--database", database_url]) == 1
    assert "is an organization; this wants a group" in capsys.readouterr().err


def test_a_name_without_letters_is_wrong_usage(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "groups", "--name", "???", "--database", database_url]) == 2
    assert "nothing to look for" in capsys.readouterr().err


def test_a_picture_of_too_many_is_refused_at_once(
    world_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kbase.render import picture

    monkeypatch.setattr(picture, "MOST_NODES", 2)
    words = ["network", "red-lantern", "--output", str(tmp_path / "x.svg"), "--database", str(world_sqlite)]
    assert main(words) == 1
    err = capsys.readouterr().err
    assert "too many for one picture" in err
    assert all(option in err for option in ("--depth", "--kinds", "--on", "--limit"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_the_doctor_says_what_a_role_may_not_look_at(world_postgres: str, capsys: pytest.CaptureFixture[str]) -> None:
    from kbase.database.analyst import make_analyst

    role = "kbase_test_patient"
    make_analyst(world_postgres, role, "a secret")
    url = world_postgres.replace("//kbase@", f"//{role}@")
    assert main(["doctor", "--database", url, "--format", "json"]) == 0
    findings = {f["what"]: f for f in json.loads(capsys.readouterr().out)}
    assert {w for w, f in findings.items() if f["good"] is None} == {"migrations"}
    assert "not readable by this role" in findings["migrations"]["detail"]
    assert "alembic_version" in findings["migrations"]["detail"]
    assert all(f["good"] for w, f in findings.items() if w != "migrations")
    assert main(["doctor", "--database", url]) == 0
    assert "UNKNOWN" in capsys.readouterr().out
    assert main(["doctor", "--database", world_postgres]) == 0
    with psycopg.connect(world_postgres, autocommit=True) as connection:  # what a reader needs is another matter
        connection.execute(f"REVOKE SELECT ON citations FROM {role}".encode())
        try:
            assert main(["doctor", "--database", url]) == 1
        finally:
            connection.execute(f"GRANT SELECT ON citations TO {role}".encode())
    assert "citations" in capsys.readouterr().out


def test_the_doctor_sees_views_of_another_program(
    empty_url: str, world: object, capsys: pytest.CaptureFixture[str]
) -> None:
    import sqlite3
    from contextlib import closing

    from kbase.curation.corpus import Corpus
    from kbase.database.seed import Options, Origin, seed

    assert isinstance(world, Corpus)
    seed(world, empty_url, Options(Origin("world")))
    old = ("UPDATE kbase_meta SET value = 'old' WHERE key = 'decoration'", "DROP VIEW leadership")
    if empty_url.startswith("postgresql"):
        with psycopg.connect(empty_url) as connection:
            for sql in old:
                connection.execute(sql.encode())
    else:
        with closing(sqlite3.connect(empty_url)) as file, file:
            for sql in old:
                file.execute(sql)
    assert main(["doctor", "--database", empty_url]) == 1
    assert "WRONG    views" in capsys.readouterr().out


def test_that_what_is_only_possibly_listed_is_left_out_is_said(
    world_sqlite: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a day or a time is asked for; the list that is named has it."""

    def told(*words: str) -> str:
        assert main(["list", *words, "--database", str(world_sqlite)]) == 0
        return capsys.readouterr().err

    hint = "what only may have been listed then is left out; 'kbase list designations' of that time has it"
    times = (["--on", "2019-06-01"], ["--from", "2019"], ["--to", "2019", "--count"])
    for time in times:
        assert hint in told("groups", "--status", "listed", *time)
        for others in (["--status", "delisted", *time], time):
            assert hint not in told("groups", *others)
    assert hint not in told("groups", "--status", "listed")
    assert hint in told("people", "--status", "listed", "--on", "2019-06-01")


def test_the_wrong_kind_of_thing_is_shown_the_way(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words, way in ((["leaders", "moot"], "kbase show moot"), (["lineage", "tomas-vell"], "kbase show tomas-vell")):
        assert main([*words, "--database", database_url]) == 1
        assert f"help: see '{way}'" in capsys.readouterr().err


def test_two_without_a_claim_may_have_a_path(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "night-tide", "ilse-marr", "--database", database_url]) == 1
    assert "kbase path night-tide ilse-marr" in capsys.readouterr().err


def test_one_step_and_one_second_are_one(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["path", "night-tide", "ilse-marr", "--max-steps", "1", "--database", str(world_sqlite)]) == 1
    assert "at most 1 step by" in capsys.readouterr().out
    endless = "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t"
    assert main(["sql", endless, "--time-limit", "1", "--database", str(world_sqlite)]) == 1
    assert "within 1 second and" in capsys.readouterr().err


@pytest.mark.parametrize("court", ["%", "_", "% _"])
def test_a_court_of_wildcards_is_wrong_usage(court: str, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "cases", "--court", court, "--database", database_url]) == 2
    assert "nothing to look for" in capsys.readouterr().err


def test_an_empty_database_can_be_seeded(empty_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not empty_url.startswith("postgresql"):
        Path(empty_url).touch()
    for words in (["show", "red-lantern"], ["sql", "select 1"]):
        assert main([*words, "--database", empty_url]) == 1
        err = capsys.readouterr().err
        assert "is empty" in err and f"kbase seed --database {empty_url}'" in err


@pytest.mark.parametrize(
    "words", ["show red-lantern", "list groups --format csv", "show --help", "--version", "sql 'select 1'"]
)
def test_an_answer_that_cannot_be_written_is_an_error(words: str, world_sqlite: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "{sys.executable}" -m kbase {words} >&-'], capture_output=True, text=True, check=False,
        env={**os.environ, "KBASE_DATABASE_URL": str(world_sqlite)},
    )  # fmt: skip
    assert done.returncode == 1
    assert "standard output is closed" in done.stderr and "  help: " in done.stderr


@pytest.mark.parametrize("typed", ["--list", "--stage", "--relation=split_from"])
def test_an_option_of_another_name_is_told(typed: str, world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "designations", typed, "us_fto", "--database", str(world_sqlite)]) == 2
    assert "did you mean '--kind'?" in capsys.readouterr().err


def test_a_listing_says_whom_of_a_group_it_names(
    world_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    group = world_copy / "groups" / "night-tide.yaml"
    group.write_text(
        f"{group.read_text()}\ndesignations:\n- authority: moot\n  list: national\n  listed_on: 2015-03-01\n"
        "  note: Its harbour wing only.\n  sources: marsh-report#p2\n"
    )
    url = seeded(world_copy, str(tmp_path / "kbase.sqlite"))
    for words in (["show", "night-tide"], ["sql", "listed-on", "entity=night-tide", "day=2015-06-01"]):
        assert main([*words, "--database", url]) == 0
        assert "Its harbour wing only." in capsys.readouterr().out
