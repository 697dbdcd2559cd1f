"""Screening lists: every form of input, both forms of output, taking up a stopped run, refusals."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.render.screening import COLUMNS

LIST = [
    {"id": "a1", "kind": "person", "names": ["Tomas Vell", "Abu Lantern"], "birth": "1970-05-01", "country": "EE"},
    {"id": "a2", "kind": "person", "names": ["Tomas Vell"], "birth": 1990, "country": "FR"},
    {"id": "g1", "kind": "group", "names": ["Front for the Liberation of Velmark"]},
]


@pytest.fixture
def against(tmp_path: Path) -> str:
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps(e) + "\n" for e in LIST), encoding="utf-8")
    return str(path)


def wrote(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def rows(text: str) -> list[dict[str, str]]:
    found = list(csv.DictReader(text.splitlines()))
    assert not found or tuple(found[0]) == COLUMNS
    return found


def test_the_knowledge_base(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = wrote(tmp_path / "n.csv", "id,name\n1,Vell Tomás\n2,Zzyx Qwrt\n3,Ilse Mar\n")
    assert main(["match", names, "--database", database_url, "--limit", "1"]) == 0
    found = rows(capsys.readouterr().out)
    assert [(r["row"], r["id"]) for r in found] == [("1", "tomas-vell"), ("2", ""), ("3", "ilse-marr")]
    assert float(found[0]["score"]) >= 0.7 and "vell: same spelling" in found[0]["reasons"]


@pytest.mark.parametrize(
    ("name", "text", "options"),
    [
        ("n.csv", "name\nTomas Vell\nFLV\n", []),
        ("n.csv", "\ufeffwho,x\nTomas Vell,1\nFLV,2\n", ["--column", "who"]),
        ("n.tsv", "who\tx\nTomas Vell\t1\nFLV\t2\n", ["--column", "who"]),
        ("n.jsonl", '{"name": "Tomas Vell"}\n\n{"name": "FLV"}\n', []),
        ("n.txt", "Tomas Vell\n\n  FLV  \n", []),
    ],
)
def test_inputs(
    name: str, text: str, options: list[str], against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = wrote(tmp_path / name, text)
    assert main(["match", file, "--against", against, "--format", "jsonl", *options]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["query"] for line in lines] == ["Tomas Vell", "FLV"]
    assert [c["id"] for c in lines[0]["candidates"]] == ["a1", "a2"]
    assert set(lines[0]["candidates"][0]) == {"id", "name", "score", "reasons"}
    assert [c["id"] for c in lines[1]["candidates"]] == ["g1"]


def test_other_columns(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = wrote(tmp_path / "n.csv", "name,born,where,what\nTomas Vell,12 May 1991,fr,person\nTomas Vell,,,group\n")
    options = ["--birth-column", "born", "--country-column", "where", "--kind-column", "what"]
    assert main(["match", file, "--against", against, *options]) == 0
    found = rows(capsys.readouterr().out)
    assert [(r["row"], r["id"]) for r in found] == [("1", "a2"), ("1", "a1"), ("2", "")]
    assert float(found[1]["score"]) < 0.85 * float(found[0]["score"])  # born in another year
    assert "born then" in found[0]["reasons"] and "same country" in found[0]["reasons"]
    assert "born 1970, not 1991" in found[1]["reasons"] and "another country" in found[1]["reasons"]


def test_threshold_zero_gives_all(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = wrote(tmp_path / "n.txt", "Tomas Marr\n")
    assert main(["match", file, "--against", against]) == 0
    assert rows(capsys.readouterr().out)[0]["id"] == ""
    assert main(["match", file, "--against", against, "--threshold", "0"]) == 0
    assert {r["id"] for r in rows(capsys.readouterr().out)} == {"a1", "a2"}


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_stopped_run_is_taken_up(format: str, against: str, tmp_path: Path) -> None:
    file = wrote(
        tmp_path / "n.txt", "".join(f"{n}\n" for n in ("Tomas Vell", "FLV", "Abou Lantern", "Zzyx", "Tomas Vel"))
    )
    whole = tmp_path / "whole"
    command = ["match", file, "--against", against, "--format", format, "--output"]
    assert main([*command, str(whole)]) == 0
    expected = whole.read_text(encoding="utf-8")
    for cut in range(0, len(expected), 7):
        part = tmp_path / "part"
        part.write_text(expected[:cut], encoding="utf-8")
        assert main([*command, str(part), "--resume"]) == 0
        assert part.read_text(encoding="utf-8") == expected, cut


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["absent.csv"], 1, "there is no file"),
        (["n.xlsx"], 2, "ends in none of"),
        (["n.csv", "--column", "who"], 2, "has no column 'who'"),
        (["n.csv", "--limit", "0"], 2, "--limit is a number from 1"),
        (["n.csv", "--resume"], 2, "--resume goes on"),
        (["n.csv", "--output", "n.csv"], 2, "is there already"),
        (["n.csv", "--output", "n.csv", "--resume"], 1, "is not the output of an earlier"),
        (["n.csv", "--against", "n.csv"], 1, "is no entry of a list"),
        (["bad.jsonl"], 1, "line 1 is not JSON"),
        (["list.jsonl.jsonl"], 1, "line 1 is not a JSON object"),
    ],
)  # fmt: skip
def test_refusals(
    words: list[str], code: int, said: str, against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    wrote(tmp_path / "n.csv", "name\nTomas Vell\n")
    wrote(tmp_path / "n.xlsx", "name\n")
    wrote(tmp_path / "bad.jsonl", "{\n")
    wrote(tmp_path / "list.jsonl.jsonl", "[1]\n")
    if "--against" not in words:
        words = [*words, "--against", against]
    assert main(["match", *words]) == code
    assert said in capsys.readouterr().err


def test_hostile_rows(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "n.csv"
    file.write_bytes(
        b'name\n"' + b"Tomas Vell " * 20_000 + b'"\n=cmd()\n\xff\xfe\x00\x1b[31m\n"' + b"\xcc\x81" * 50_000 + b'"\n,\n'
    )
    assert main(["match", str(file), "--against", against, "--threshold", "0"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "'=cmd()" in out
    assert {r["row"] for r in rows(out)} == {"1", "2", "3", "4", "5"}


def test_find_in_the_shell(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "Tomaz Vel", "--database", database_url, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["data"]["rows"][0][0] == "tomas-vell" and answer["meta"]
    assert main(["find", "--why", "Tomas Vell", "Vell Tomaz", "--format", "csv"]) == 0
    assert "score: may be one" in capsys.readouterr().out
    assert main(["find"]) == 2
    assert main(["find", "x", "--why", "a", "b"]) == 2
    assert main(["find", "x", "--kind", "ship", "--database", database_url]) == 2
    assert main(["find", "\ud800\u202e", "--database", database_url]) == 0
    assert main(["find", "x" * 100_000, "--database", database_url]) == 0
