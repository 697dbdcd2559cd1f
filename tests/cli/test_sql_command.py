"""All ways into `kbase sql`, and that each of them stands behind the guard."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.cli.sql_command import question_in
from kbase.queries.questions import QUESTIONS

QUESTION = ["leaders-on", "group=red-lantern", "day=2020-01-01"]


def kbase(*words: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kbase", *words], input=given, stdin=None if given is not None else subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("way", ["argument", "file", "dash", "piped"])
def test_a_statement_comes_in_four_ways(way: str, world_sqlite: Path, tmp_path: Path) -> None:
    statement = "select id from groups where kind = 'umbrella'"
    (tmp_path / "q.sql").write_text(statement)
    words = {"argument": [statement], "file": ["--file", str(tmp_path / "q.sql")], "dash": ["-"], "piped": []}[way]
    done = kbase(
        "sql",
        *words,
        "--database",
        str(world_sqlite),
        "--format",
        "csv",
        given=None if way in ("argument", "file") else statement,
    )
    assert (done.returncode, done.stdout) == (0, "id\nnight-tide\n")


@pytest.mark.parametrize("way", ["argument", "file", "dash", "piped", "explain", "bound"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM groups", "ATTACH '{0}/new.db' AS x", "SELECT 1; DROP TABLE groups", "PRAGMA query_only = 0"],
)
def test_no_way_in_changes_anything(way: str, statement: str, world_sqlite: Path, tmp_path: Path) -> None:
    before = hashlib.sha256(world_sqlite.read_bytes()).hexdigest()
    statement = statement.format(tmp_path)
    file = tmp_path / "q.sql"
    file.write_text(statement)
    words = {
        "argument": [statement], "file": ["--file", str(file)], "dash": ["-"], "piped": [], "explain": ["--explain", statement],
        "bound": [f"WITH y AS (SELECT :x) {statement}", "x=1"],
    }[way]  # fmt: skip
    done = kbase("sql", *words, "--database", str(world_sqlite), given=statement if way in ("dash", "piped") else None)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert hashlib.sha256(world_sqlite.read_bytes()).hexdigest() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_question(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", *QUESTION, "--database", str(world_sqlite), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert data["columns"][:2] == ["person_name", "led"]
    assert [row[:2] for row in data["rows"]] == [["Tomas Vell", "yes"]]
    assert main(["sql", *QUESTION, "--database", str(world_sqlite), "--explain"]) == 0
    assert "\nplan\n" in capsys.readouterr().out


def test_the_sql_of_a_question_and_their_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sql", "leaders-on", "--sql"]) == 0
    assert capsys.readouterr().out == QUESTIONS["leaders-on"].sql + ";\n"
    assert main(["sql", "--questions", "--format", "csv"]) == 0
    shown = capsys.readouterr().out
    assert all(q.answers in shown for q in QUESTIONS.values())
    assert "leaders-on group=… day=…" in shown


def test_own_parameters(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "select id from groups where kind = :kind order by id"
    words = ["sql", sql, "kind=umbrella", "--database", database_url, "--format", "csv", "--trust-role"]
    assert main(words) == 0
    assert capsys.readouterr().out == "id\nnight-tide\n"


@pytest.mark.parametrize("format", ["csv", "table", "json", "jsonl"])
def test_headings_stand_also_without_rows(format: str, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "select id as the_id, name as the_name from groups where id = 'none'"
    assert main(["sql", sql, "--database", database_url, "--format", format, "--trust-role"]) == 0
    out, err = capsys.readouterr()
    shown = err if format == "jsonl" else out
    assert "the_id" in shown
    assert "the_name" in shown
    assert format != "jsonl" or out == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["leaders-no", "group=x"], 2, "did you mean 'leaders-on'?"),
        (["select ?"], 1, "write a name, as :day"),
        (["leaders-on", "red-lantern"], 2, "is not NAME=VALUE"),
        (["leaders-on", "group=a", "group=b"], 2, "given twice"),
        (["leaders-on"], 2, "ask leaders-on group=… day=…"),
        (["select", "name", "from", "groups"], 2, "in quotes"),
        (["--sql", "select 1"], 2, "--questions"),
        (["select 1", "a=1"], 2, "no parameter 'a'"),
        (["select :b", "a=1"], 2, "it has :b"),
        (["select ':a', 1 -- :a", "a=1"], 2, "no parameter 'a'"),
        (["group=x"], 2, "no statement before"),
        (["--file", "none.sql"], 1, "there is no file 'none.sql'"),
        (["--file", str(Path(__file__).parent)], 1, "is a folder"),
        (["--file", sys.executable], 1, "is not text in UTF-8: line 1"),
        (["select 1", "--time-limit", "abc"], 2, "'abc' is not a number"),
        ([""], 2, "there is no query"),
        (["select 1", "--time-limit", "0"], 2, "--time-limit"),
        (["selec 1"], 1, "refuses"),
        ([], 2, "there is no query"),
    ],
)
def test_wrong_words(words: list[str], code: int, told: str, world_sqlite: Path) -> None:
    done = kbase("sql", *words, "--database", str(world_sqlite))
    assert done.returncode == code
    assert told in done.stderr
    assert "\n  help: " in done.stderr
    assert "Traceback" not in done.stderr and "Errno" not in done.stderr


def test_a_file_that_may_not_be_read(
    world_sqlite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "q.sql"
    file.write_bytes(b"\xef\xbb\xbfselect 17")  # with the mark that editors on Windows set first
    assert main(["sql", "--file", str(file), "--database", str(world_sqlite), "--format", "csv"]) == 0
    assert capsys.readouterr().out == "17\n17\n"
    monkeypatch.setattr("builtins.open", refused)
    assert main(["sql", "--file", str(file), "--database", str(world_sqlite)]) == 1
    monkeypatch.undo()
    assert f"'{file}' may not be read by you" in capsys.readouterr().err


def test_a_statement_in_another_encoding(world_sqlite: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kbase", "sql", "--database", str(world_sqlite)], input="select 1 -- \n'é'".encode("latin-1"),
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, b"standard input is not text in UTF-8: line 2" in done.stderr) == (1, True)


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl"])
def test_columns_of_one_name_are_both_kept(format: str, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "select 1 as a, 2 as a, 3 as b"
    assert main(["sql", sql, "--database", database_url, "--format", format, "--trust-role"]) == 0
    out = capsys.readouterr().out
    if format == "jsonl":
        assert json.loads(out) == {"a": 1, "a_2": 2, "b": 3}
    elif format == "json":
        assert json.loads(out)["data"] == {"columns": ["a", "a_2", "b"], "rows": [[1, 2, 3]]}
    elif format == "csv":
        assert out == "a,a_2,b\n1,2,3\n"
    else:
        assert "a  a_2  b" in out


@pytest.mark.parametrize("way", ["file", "dash", "piped"])
@pytest.mark.parametrize(
    "text",
    ["leaders-on group=red-lantern day=2020-01-01;\n", "leaders-on  # a note\n group='Red Lantern' day=2020-01-01"],
)
def test_a_question_comes_in_every_way(way: str, text: str, world_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text(text)
    words = {"file": ["--file", str(tmp_path / "q.sql")], "dash": ["-"], "piped": []}[way]
    done = kbase(
        "sql", *words, "--database", str(world_sqlite), "--format", "csv", given=None if way == "file" else text
    )
    assert done.returncode == 0, done.stderr
    assert "Tomas Vell,yes" in done.stdout


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("leaders-on group=a#b # c", "a#b"), ("leaders-on group='a #b'#c # d 'e", "a #b#c"), ("leaders-on # it's\n group=x", "x"),
        ('leaders-on group="a \\" #b" #c', 'a " #b'), ("leaders-on group=a\\ #b", "a #b"), ("leaders-on\n#c\ngroup=a#", "a#"),
    ],
)  # fmt: skip
def test_a_comment_begins_at_the_start_of_a_word(text: str, group: str) -> None:
    assert question_in(text) == ("leaders-on", {"group": group})


def test_a_question_in_a_file_takes_values_from_the_command(world_sqlite: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("leaders-on group=red-lantern;")
    done = kbase("sql", "--file", str(file), "day=2020-01-01", "--database", str(world_sqlite), "--format", "csv")
    assert "Tomas Vell,yes" in done.stdout
    again = kbase("sql", "--file", str(file), "group=iron-dawn", "day=2020-01-01", "--database", str(world_sqlite))
    assert (again.returncode, "given twice" in again.stderr) == (2, True)
    file.write_text("leaders-no group=red-lantern")
    wrong = kbase("sql", "--file", str(file), "--database", str(world_sqlite))
    assert (wrong.returncode, "did you mean 'leaders-on'?" in wrong.stderr) == (2, True)


def test_a_value_that_is_not_given_is_asked_for(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    statement = "select name from groups where kind = :kind and id <> ':no'"
    assert main(["sql", statement, "--database", database_url, "--trust-role"]) == 2
    assert "a value of 'kind'" in (said := capsys.readouterr().err)
    assert "add kind=…" in said
    assert main(["sql", statement, "kind=group", "--database", database_url, "--trust-role"]) == 0
