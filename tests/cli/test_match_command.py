"""Screening lists: every form of input, both forms of output, taking up a stopped run, refusals."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.render.screening import COLUMNS

LIST = [
    {"id": "a1", "kind": "person", "names": ["Tomas Vell", "Abu Lantern"], "birth": "1970-05-01", "country": "EE"},
    {"id": "a2", "kind": "person", "names": ["Tomas Vell", "Duale Orra"], "birth": 1990, "country": "FR"},
    {"id": "g1", "kind": "group", "names": ["Front for the Liberation of Velmark"]},
]


@pytest.fixture(autouse=True)
def known(world_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The knowledge base whose other names a list is asked by."""
    monkeypatch.setenv("KBASE_DATABASE_URL", str(world_sqlite))


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
        ("n.csv", "name;born\nTomas Vell;1970\nFLV;\n", []),
        ("n.csv", "name;born, or year\nTomas Vell;1970\nFLV;\n", []),
        ("n.csv", "born, first;name\n1970;Tomas Vell\n;FLV\n", []),
        ("n.csv", "born\tname\n1970\tTomas Vell\n\tFLV\n", []),
        ("n.csv", "name | born\nTomas Vell | 1970\nFLV\n", []),
        ("n.csv", "name#born\nTomas Vell#1970\nFLV#\n", ["--delimiter", "#"]),
        ("n.tsv", "name,born\nTomas Vell,1970\nFLV\n", []),
        ("n.csv", "name,born\n\nTomas Vell,1970,,\nFLV\n", []),  # spreadsheets write empty fields at the end
        ("n.csv", "name\r\nTomas Vell\r\nFLV\r\n", []),
        ("n.txt", "name;born\nTomas Vell;1970\nFLV;\n", ["--input", "csv"]),
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


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("name\nTomas Vell\nFLV\n", []),
        ("name;born\nTomas Vell;1970\nFLV;\n", []),
        ("\ufeffwho\nTomas Vell\nFLV\n", ["--column", "who"]),
        ('{"name": "Tomas Vell"}\n{"name": "FLV"}\n', []),
        ("Tomas Vell\nFLV\n", []),
        ("Tomas Vell\nFLV\n", ["--input", "txt"]),
    ],
)
def test_standard_input(
    text: str, options: list[str], against: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert main(["match", "-", "--against", against, "--format", "jsonl", *options]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["query"], line["candidates"][0]["id"]) for line in lines] == [("Tomas Vell", "a1"), ("FLV", "g1")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \n", "is empty"),
        (b"name,born\nTomas Vell,1970\nVell, Tomas,1970\n", "line 3 has 3 fields, its header 2"),
        (b'name,born\n"Tomas\nVell",1970\nVell, Tomas,1970\n', "line 4 has 3 fields"),
        (b"name\nTomas Vell\nVell, Tomas\n", "line 3 has 2 fields, its header 1"),
        (
            b'name,born\nTomas Vell,1970\n"Vell,1970\nFLV,\n',
            "line 3 cannot be read as a table: a double quote that is not",
        ),
        ("name\nTomas Vell\nTomás\n".encode("latin-1"), "line 3 is not in UTF-8"),
        ("name\nTomas Vell\n".encode("utf-16"), "is UTF-16, not UTF-8"),
        ("name\nTomas Vell\n".encode("utf-16-le"), "is UTF-16, not UTF-8"),
        ("name\nTomas Vell\n".encode("utf-32"), "is UTF-32, not UTF-8"),
    ],
)
def test_what_cannot_be_read_whole_is_refused_before_anything_is_screened(
    content: bytes, said: str, against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "n.csv").write_bytes(content)
    target = tmp_path / "out.csv"
    for more in ([], ["--output", str(target)]):
        assert main(["match", str(tmp_path / "n.csv"), "--against", against, *more]) == 1
        shown = capsys.readouterr()
        assert shown.out == "" and said in shown.err and "help: " in shown.err
        assert not target.exists()


def test_a_list_of_ones_own_is_in_utf_8(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.jsonl").write_bytes('{"id": "a", "kind": "person", "names": ["Tomás"]}\n'.encode("latin-1"))
    file = wrote(tmp_path / "n.txt", "Tomás\n")
    assert main(["match", file, "--against", str(tmp_path / "list.jsonl")]) == 1
    assert "'list.jsonl' line 1 is not in UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("name,born\nTomas Vell,of old\nFLV,58\n", ["--birth-column", "born"], "no value of the column 'born'"),
        ("name,born\nTomas Vell,\nFLV,\n", ["--birth-column", "born"], "no value of the column 'born'"),
        ("name,born\nTomas Vell,\nFLV,c. 1958\n", ["--birth-column", "born"], ""),
        ("name,born\n", [], "holds no names"),
        ("name,kind\nTomas Vell,individual\n", ["--kind-column", "kind"], "nothing here is of the kind individual"),
    ],
)
def test_what_is_said_besides(
    text: str, options: list[str], said: str, world_sqlite: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = wrote(tmp_path / "n.csv", text)
    assert main(["match", file, "--database", str(world_sqlite), *options]) == 0
    error = capsys.readouterr().err
    assert said in error if said else error == ""


def test_own_name_spelling_and_listing(
    database_url: str, against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = wrote(tmp_path / "n.csv", "name\nTomás Vellorin\nOrra Finch\nIlse Marr\n")
    assert main(["match", file, "--database", database_url, "--limit", "1"]) == 0
    found = [(r["id"], r["name"], r["matched"], r["listing"], r["listed_by"]) for r in rows(capsys.readouterr().out)]
    assert found == [
        ("tomas-vell", "Tomas Vell", "Tomás Vellorin", "listed", "Moot of the Coast"),
        ("orra-finch", "Orra Finch", "Orra Finch", "delisted", ""),
        ("ilse-marr", "Ilse Marr", "Ilse Marr", "", ""),
    ]
    assert main(["match", file, "--database", database_url, "--limit", "1", "--format", "jsonl"]) == 0
    answers = [json.loads(line)["candidates"][0] for line in capsys.readouterr().out.splitlines()]
    assert [(c["id"], c["name"], c["matched"], c["listing"], "; ".join(c["listed_by"])) for c in answers] == [
        (id_, name, matched, listing or None, by) for id_, name, matched, listing, by in found
    ]
    assert list(answers[0]) == ["id", "kind", "name", "matched", "score", "reasons", "listing", "listed_by"]
    file = wrote(tmp_path / "n.txt", "Abu Lantern\n")
    assert main(["match", file, "--against", against]) == 0
    (row,) = rows(capsys.readouterr().out)
    assert (row["name"], row["matched"], row["listing"]) == ("Tomas Vell", "Abu Lantern", "")


def test_kinds(database_url: str, against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = wrote(
        tmp_path / "n.csv", "name,kind\nSpring campaign of 2022,\nTomas Vell,\nSpring campaign of 2022,event\n"
    )

    def found(*options: str) -> list[tuple[str, str]]:
        assert main(["match", file, "--database", database_url, "--limit", "1", *options]) == 0
        return [(r["row"], r["kind"]) for r in rows(capsys.readouterr().out)]

    assert found() == [("1", ""), ("2", "person"), ("3", "")]
    assert found("--kind", "event") == [("1", "event"), ("2", ""), ("3", "event")]
    assert found("--kind", "person,event") == [("1", "event"), ("2", "person"), ("3", "event")]
    assert found("--kind-column", "kind") == [("1", ""), ("2", "person"), ("3", "event")]
    assert main(["match", file, "--against", against, "--kind", "group"]) == 0
    assert {r["id"] for r in rows(capsys.readouterr().out)} == {""}


def test_other_columns(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = wrote(tmp_path / "n.csv", "name,born,where,what\nTomas Vell,12 May 1991,fr,person\nTomas Vell,,,group\n")
    options = ["--birth-column", "born", "--country-column", "where", "--kind-column", "what"]
    assert main(["match", file, "--against", against, *options]) == 0
    found = rows(capsys.readouterr().out)
    assert [(r["row"], r["id"]) for r in found] == [("1", "a2"), ("1", "a1"), ("2", "")]
    assert float(found[1]["score"]) < 0.85 * float(found[0]["score"])  # born in another year
    assert "born then" in found[0]["reasons"] and "same country" in found[0]["reasons"]
    assert "born 1970, not 1991" in found[1]["reasons"] and "another country" in found[1]["reasons"]


def test_uk_is_gb(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    list_ = wrote(tmp_path / "l.jsonl", '{"id": "a", "kind": "person", "names": ["Tomas Vell"], "country": "gb"}\n')
    file = wrote(tmp_path / "n.csv", "name,where\nTomas Vell,UK\n")
    assert main(["match", file, "--against", list_, "--country-column", "where"]) == 0
    assert "same country" in rows(capsys.readouterr().out)[0]["reasons"]


def test_threshold_zero_gives_all(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = wrote(tmp_path / "n.txt", "Tomas Marr\n")
    assert main(["match", file, "--against", against, "--threshold", "0.9"]) == 0
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


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_run_of_an_empty_list_is_taken_up(format: str, against: str, tmp_path: Path) -> None:
    file, target = wrote(tmp_path / "n.csv", "name\n"), tmp_path / "out"
    command = ["match", file, "--against", against, "--format", format, "--output", str(target)]
    assert main(command) == 0
    before = target.read_bytes()
    assert main([*command, "--resume"]) == 0
    assert target.read_bytes() == before


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_run_is_not_taken_up_for_another_list(
    format: str, against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = wrote(tmp_path / "n.txt", "Tomas Vell\nFLV\nZzyx\n")
    part = tmp_path / "part"
    command = ["--against", against, "--format", format, "--output", str(part)]
    assert main(["match", file, *command]) == 0
    before = part.read_bytes()
    for other, said in (
        ("Tomas Vell\nRLF\nZzyx\n", "its row 2 is 'FLV', of this one 'RLF'"),
        ("Tomas Vell\n", "is the output for a longer list"),
    ):
        assert main(["match", wrote(tmp_path / "o.txt", other), *command, "--resume"]) == 1
        assert said in capsys.readouterr().err
        assert part.read_bytes() == before
    other_format = {"csv": "jsonl", "jsonl": "csv"}[format]
    assert main(["match", file, "--against", against, "--format", other_format, "--output", str(part), "--resume"]) == 1
    assert "is not the output of an earlier 'kbase match' of this format" in capsys.readouterr().err
    assert part.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no names"), ('{"id": "a", "names": []}\n', "holds no names"), ('{"id": "a", "names": [null]}\n', "holds no names"),
        ('{"id": "a", "names": "Tomas Vell"}\n', "line 1 is no entry"), ('{"id": "a", "names": [7]}\n', "line 1 is no entry"),
    ],
)  # fmt: skip
def test_a_list_without_names_is_refused(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Screening against nothing would clear everybody."""
    file = wrote(tmp_path / "n.txt", "Tomas Vell\n")
    assert main(["match", file, "--by-spelling", "--against", wrote(tmp_path / "list.jsonl", text)]) == 1
    assert said in capsys.readouterr().err


def test_what_a_list_is_taken_for_is_said(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--against", against, "--by-spelling", "--format", "jsonl"]
    assert main(["match", wrote(tmp_path / "n.csv", "Tomas Vell\nLev Anders\n"), *command]) == 0
    out, err = capsys.readouterr()
    assert "the names are those under 'Tomas Vell', the first line" in err
    assert [json.loads(line)["query"] for line in out.splitlines()] == ["Lev Anders"]
    table = wrote(tmp_path / "b.csv", "name,born\nTomas Vell,1958\nLev Anders,10/03/57\nOrra,\n")
    assert main(["match", table, *command, "--birth-column", "born"]) == 0
    assert "1 of 2 values of the column 'born' hold no year of birth" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["."], 1, "is a folder"), (["n.csv", "--column", ""], 2, "--column names no column"), (["twice.csv"], 2, "has 2 columns 'name'"),
        (["several.jsonl"], 1, "line 1: 'name' is no text"), (["n.csv", "--threshold", "abc"], 2, "for example --threshold 0.5"),
        (["absent.csv"], 1, "there is no file"),
        (["n.xlsx"], 2, "ends in none of"),
        (["n.csv", "--column", "who"], 2, "has no column 'who'"),
        (["n.csv", "--limit", "0"], 2, "--limit is a number from 1"),
        (["n.csv", "--threshold", "1.5"], 2, "--threshold is a number from 0 to 1"),
        (["n.csv", "--threshold", "-1"], 2, "--threshold is a number from 0 to 1"),
        (["n.csv", "--threshold", "nan"], 2, "--threshold is a number from 0 to 1"),
        (["n.csv", "--delimiter", ";;"], 2, "--delimiter is one sign"),
        (["bad.jsonl", "--delimiter", ";"], 2, "--delimiter is for a table"),
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
    wrote(tmp_path / "twice.csv", "name,name\nTomas Vell,Lev Anders\n")
    wrote(tmp_path / "several.jsonl", '{"name": ["Tomas Vell"]}\n')
    if "--against" not in words:
        words = [*words, "--against", against]
    assert main(["match", *words]) == code
    assert said in capsys.readouterr().err


def test_hostile_rows(against: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "n.csv"
    file.write_bytes(
        b'name\n"' + b"Tomas Vell " * 20_000 + b'"\n=cmd()\n\xc3\xbf\x00\x1b[31m\n"' + b"\xcc\x81" * 50_000 + b'"\n,\n'
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
    for beyond in ("2", "-0.1", "nan"):
        assert main(["find", "x", f"--threshold={beyond}", "--database", database_url]) == 2
    assert main(["find", "\ud800\u202e", "--database", database_url]) == 2  # neither a letter nor a digit
    assert main(["find", "x" * 100_000, "--database", database_url]) == 0


def test_kinds_of_the_knowledge_base_are_its_own(world_sqlite: Path, tmp_path: Path) -> None:
    file = wrote(tmp_path / "n.txt", "Tomas Vell\n")
    assert main(["match", file, "--kind", "ship", "--database", str(world_sqlite)]) == 2


def test_through_another_name(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has Red Lantern, once Friends of the Marsh, under its present name; The Glow is a weak name of it."""
    path = tmp_path / "list.jsonl"
    entries = [
        ("r", "group", ["RED-LANTERN"]),
        ("v", "person", ["T. Vell"]),
        ("m", "group", ["Marsh Guard of Northern Estoria"]),
    ]
    path.write_text(
        "".join(json.dumps({"id": i, "kind": k, "names": n}) + "\n" for i, k, n in entries), encoding="utf-8"
    )
    file = wrote(tmp_path / "n.txt", "FRIENDS of the marsh\nThe Glow\nNobody at all\n")
    words = ["match", file, "--against", str(path), "--format", "jsonl"]

    def asked(*more: str) -> list[list[tuple[str, float, str]]]:
        assert main([*words, *more]) == 0
        lines = [json.loads(line)["candidates"] for line in capsys.readouterr().out.splitlines()]
        return [[(c["id"], c["score"], c["reasons"][-1]) for c in line] for line in lines]

    marsh, weak, nobody = asked("--database", database_url)
    assert marsh[0][0] == "r"
    assert 0.7 < marsh[0][1] <= 0.9
    assert marsh[0][2] == "'Red Lantern' is another name of it in the knowledge base (red-lantern)"
    assert weak == nobody == []
    plain = asked("--by-spelling", "--threshold", "0")
    assert all("another name" not in reason for line in plain for *_, reason in line)
    assert "r" not in [c[0] for c in plain[0] if c[1] > 0.5]


def test_a_list_without_the_knowledge_base(
    against: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = wrote(tmp_path / "n.csv", "name\nTomas Vell\n")
    monkeypatch.setenv("KBASE_DATABASE_URL", str(tmp_path / "absent.sqlite"))
    assert main(["match", file, "--against", against]) == 0
    said = capsys.readouterr()
    assert "by spelling alone" in said.err
    assert rows(said.out)[0]["id"] == "a1"
    assert main(["match", file, "--against", against, "--database", str(tmp_path / "absent.sqlite")]) == 1
    assert main(["match", file, "--against", against, "--by-spelling"]) == 0
    assert "alone" not in capsys.readouterr().err
    assert main(["match", file, "--by-spelling"]) == 2


def test_of_two_of_one_name_the_one_that_goes_by_it_comes_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = [
        {"id": "a", "kind": "group", "names": ["Lantern Front", "Marsh Union"]},
        {"id": "z", "kind": "group", "names": ["Marsh Union", "Union of the Marsh", "UM"]},
    ]
    (tmp_path / "list.jsonl").write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    file = wrote(tmp_path / "n.txt", "Marsh Union\n")
    for limit in ("1", "2"):
        options = ["--against", str(tmp_path / "list.jsonl"), "--format", "jsonl", "--limit", limit, "--by-spelling"]
        assert main(["match", file, *options]) == 0
        found = json.loads(capsys.readouterr().out)["candidates"]
        assert [c["id"] for c in found] == ["z", "a"][: int(limit)]
