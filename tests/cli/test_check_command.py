"""`kbase check` and `kbase explain`: formats, exit codes, colours, folders."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.codes import BASE, CODES
from kbase.problems import Place, Problem
from kbase.render.problems import coloured, concise, full, github, summary, write
from kbase.render.problems import json as as_json

ERROR = "groups/pale-sail.yaml"
HEAD = "id: pale-sail\nname: Pale Sail\nkind: group\nsources: harbour-post-2015#p7\n"
WARNING = HEAD + "allow: {K402: no need}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    lay(data, BASE)
    return data


def lay(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr() == (f"no problems in {len(BASE)} files\n", "")


def test_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(folder, {ERROR: HEAD.replace("kind: group", "kind: brigad") + "knid: x\n"})
    assert main(["check", str(folder)]) == 1
    file = folder / ERROR
    assert (
        capsys.readouterr().out
        == f"""\
{file}:3:7: error K204 'brigad' is not a group kind
 3 | kind: brigad
   |       ^^^^^^
   help: did you mean 'brigade'?

{file}:5:1: error K201 unknown key 'knid' in a document
 5 | knid: x
   | ^^^^
   help: did you mean 'kind'?

2 errors in {len(BASE) + 1} files
"""
    )


def test_warnings_pass_unless_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(folder, {ERROR: WARNING})
    assert main(["check", str(folder)]) == 0
    assert f": warning K409 nothing here needs 'allow: K402'\n" in (out := capsys.readouterr().out)  # noqa: F541
    assert out.endswith(f"1 warning in {len(BASE) + 1} files\n")
    assert main(["check", str(folder), "--strict"]) == 1
    assert ": error K409 " in (out := capsys.readouterr().out)
    assert out.endswith(f"1 error in {len(BASE) + 1} files\n")


def test_concise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(folder, {ERROR: HEAD + "knid: x\n"})
    assert main(["check", str(folder), "--format", "concise"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{folder / ERROR}:5:1: error K201 unknown key 'knid' in a document (did you mean 'kind'?)"
    assert len(out) == 2


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    lay(folder, {ERROR: HEAD + "knid: x\n"})
    assert main(["check", str(folder), "--format", "json"]) == 1
    done = capsys.readouterr()
    assert json.loads(done.out) == [{
        "file": str(folder / ERROR), "line": 5, "column": 1, "code": "K201", "severity": "error",
        "message": "unknown key 'knid' in a document", "help": "did you mean 'kind'?",
    }]  # fmt: skip
    assert done.err == f"1 error in {len(BASE) + 1} files\n"


def test_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(folder, {ERROR: HEAD + "knid: x\n"})
    assert main(["check", str(folder), "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        f"::error file={folder / ERROR},line=5,col=1,title=K201::unknown key 'knid' in a document%0Ahelp: did you mean 'kind'?\n"
    )


def test_the_documents_are_not_touched(folder: Path) -> None:
    lay(folder, {ERROR: HEAD + "knid: x\n"})
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    main(["check", str(folder)])
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    "words", [["no-such-folder"], ["data/groups/red-lantern.yaml"], ["data", "--format", "xml"], ["data", "more"]]
)
def test_wrong_usage(
    words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    assert main(["check", *words]) == 2
    done = capsys.readouterr()
    assert done.out == "" and done.err.startswith("kbase: error: ") and "  help: " in done.err


def test_the_folder_data_is_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(folder, {ERROR: HEAD + "knid: x\n"})
    monkeypatch.chdir(folder.parent)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith(f"data/{ERROR}:5:1: error K201 ")


def test_a_folder_data_of_somebody_else_is_not_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kbase.curation.folder import default_folder
    from kbase.packaged import data_folder

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "table.csv").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert default_folder() == data_folder()
    (tmp_path / "data" / "groups").mkdir()
    assert default_folder() == Path("data")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kbase", *words],
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_stream_without_unicode(folder: Path) -> None:
    lay(folder, {ERROR: HEAD + "الشراع: \x80\n"})
    done = run("check", str(folder), PYTHONIOENCODING="ascii")
    assert done.returncode == 1 and b"Traceback" not in done.stderr
    assert done.stdout.isascii()


def test_a_closed_pipe(folder: Path) -> None:
    lay(folder, {ERROR: HEAD + "".join(f"key{n}: x\n" for n in range(5000))})
    command = f"{sys.executable} -m kbase check {folder} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.stdout.count(b"\n") == 1 and done.stderr == b""


# --- rendering -----------------------------------------------------------------------------------------


def problem(source: str, column: int, width: int = 1, message: str = "m") -> Problem:
    return Problem("K999", message, Place("x.yaml", 12, column), "h", source=source, width=width)


def lines(source: str, column: int, width: int = 1) -> tuple[str, str]:
    shown = full([problem(source, column, width)]).splitlines()
    assert shown[1].startswith(" 12 | ") and shown[2].startswith("    | ") and shown[3] == "    help: h"
    return shown[1][6:], shown[2][6:]


@pytest.mark.parametrize(
    ("source", "column", "width", "line", "carets"),
    [
        ("kind: gruop", 7, 5, "kind: gruop", "      ^^^^^"),
        ("kind: gruop", 12, 1, "kind: gruop", "           ^"),  # behind the end
        ("kind: gruop", 99, 9, "kind: gruop", "           ^"),
        ("\tkind: x", 2, 4, "    kind: x", "    ^^^^"),
        ("\tkind: x", 1, 1, "    kind: x", "^^^^"),
        ("a\tb: x", 3, 1, "a   b: x", "    ^"),
        ("日本: x", 5, 1, "日本: x", "      ^"),
        ("x: 日本", 4, 2, "x: 日本", "   ^^^^"),
        ("e\u0301e\u0301: x", 7, 1, "e\u0301e\u0301: x", "    ^"),
        ("\x1b[31m: x", 8, 1, "␛[31m: x", "       ^"),
        ("a\u202eb: x", 4, 1, "a<U+202E>b: x", "          ^"),
        ("a\x9bb", 3, 1, "a<U+009B>b", "         ^"),
        ("a\udce9b", 3, 1, "a<U+DCE9>b", "         ^"),
        ("الشراع: x", 9, 1, "الشراع: x", "        ^ (column 9)"),
    ],
)
def test_the_caret_stands_under_the_place(source: str, column: int, width: int, line: str, carets: str) -> None:
    assert lines(source, column, width) == (line, carets)


@pytest.mark.parametrize("column", [1, 50, 99, 100, 101, 500, 50_000, 99_999, 100_000])
def test_a_long_line_is_clipped_around_the_caret(column: int) -> None:
    source = "x" * (column - 1) + "!" + "y" * (100_000 - column)
    line, carets = lines(source, column)
    assert len(line) <= 102 and line[carets.index("^")] == "!"
    assert line.startswith("…") == (column > 51) and line.endswith("…") == (column < 99_950)


def test_a_wide_mark_in_a_long_line_is_clipped_too() -> None:
    line, carets = lines("x" * 100_000, 10, 90_000)
    assert len(line) <= 120 and len(carets) <= 120


def test_a_problem_without_a_line() -> None:
    assert full([Problem("K112", "m", Place("x.yaml"), "h")]) == "x.yaml:1:1: error K112 m\n   help: h\n"
    assert full([]) == concise([]) == github([]) == ""


def test_messages_are_harmless() -> None:
    nasty = [problem("a", 1, message="\x1b]0;title\x07 a\nb\r \u202e %0A ::error::")]
    assert full(nasty).splitlines()[0] == "x.yaml:12:1: error K999 ␛]0;title␇ a b  <U+202E> %0A ::error::"
    assert concise(nasty).count("\n") == 1
    assert (
        github(nasty)
        == "::error file=x.yaml,line=12,col=1,title=K999::␛]0;title␇ a%0Ab%0D <U+202E> %250A ::error::%0Ahelp: h\n"
    )
    assert json.loads(as_json(nasty))[0]["message"] == nasty[0].message
    assert as_json(nasty).isascii() and "\x1b" not in as_json(nasty)


def test_file_names_in_workflow_commands() -> None:
    strange = Problem("K111", "m", Place("a,b:c%\n.yaml", 1, 1))
    assert github([strange]) == "::error file=a%2Cb%3Ac%25%0A.yaml,line=1,col=1,title=K111::m\n"


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "said"),
    [
        (0, 0, 0, "no problems in 0 files"),
        (1, 0, 1, "1 error in 1 file"),
        (2, 1, 41, "2 errors, 1 warning in 41 files"),
        (0, 2, 10_000, "2 warnings in 10,000 files"),
    ],
)
def test_the_summary(errors: int, warnings: int, files: int, said: str) -> None:
    one = problem("", 1)
    found = [one] * errors + [one._replace(severity="warning")] * warnings
    assert summary(found, files) == said + "\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert coloured(Terminal()) and not coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not coloured(Terminal())
    assert "\x1b[" in full([problem("a", 1)], colour=True) and "\x1b[" in concise([problem("a", 1)], colour=True)
    assert "\x1b" not in full([problem("a", 1)])


def test_writing_to_a_poor_stream() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    write(stream, "é ␛ \udce9")
    stream.flush()
    assert raw.getvalue() == b"\xe9 \\u241b \\udce9"


def test_progress_is_shown_late_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from kbase.cli.check_command import checking
    from kbase.cli.progress import Progress

    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    with Progress() as progress:
        tell = checking(progress)
        tell(200, 10_000)
        assert screen.getvalue() == ""
        now[0] = 1.5
        tell(400, 10_000)
    assert screen.getvalue() == "\r\x1b[Kchecking 400 of 10,000 files\r\x1b[K"


# --- explain -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{code}: {CODES[code].title} (")
    assert all(len(line) < 170 for line in out.splitlines())
    assert out.replace("\n", "").isprintable()


def test_several_codes_and_small_letters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "k402", "K504", "K402"]) == 0
    out = capsys.readouterr().out
    assert out.count("K402: ") == 1 and out.count("K504: ") == 1


def test_the_list_of_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {code}  {entry.title}\n" in out for code, entry in CODES.items())


def test_explain_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "K204", "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert entry["code"] == "K204" and "brigad\n" in entry["example"]["wrong"]["groups/pale-sail.yaml"]
    assert "brigade\n" in entry["example"]["right"]["groups/pale-sail.yaml"]
    assert main(["explain", "--format", "json"]) == 0
    assert [e["code"] for e in json.loads(capsys.readouterr().out)] == list(CODES)


@pytest.mark.parametrize(
    ("code", "help"),
    [
        ("K299", "did you mean"),
        ("402", "did you mean K402"),
        ("E501", "did you mean K501"),
        ("frog", "lists all"),
        ("\x1b[2J", "lists"),
    ],
)
def test_an_unknown_code(code: str, help: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", code]) == 2
    assert help in capsys.readouterr().err


def test_the_page_of_codes() -> None:
    from kbase.render.codes import markdown

    page = markdown()
    assert all(f"### {code}: " in page for code in CODES)
    assert page == markdown()
