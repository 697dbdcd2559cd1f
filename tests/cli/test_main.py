"""Wrong words on the command line: exit code 2, what is wrong, and the nearest right word."""

from __future__ import annotations

from importlib import import_module

import pytest

from kbase.cli.main import COMMANDS, command_parser, main, overview


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["shwo", "isgs"], "did you mean 'show'?"),
        (["list", "peple"], "did you mean 'people'?"),
        (["list", "groups", "--format", "jsn"], "did you mean 'json'?"),
        (["new", "grup", "x"], "did you mean 'group'?"),
        (["sql", "SELECT 1", "--timeout", "3"], "did you mean '--time-limit'?"),
        (["list", "groups", "--formatt=json"], "did you mean '--format'?"),
        (["list", "groups", "--zzz"], "see 'kbase list --help'"),
        (["--database", "x", "show", "isgs"], "write the command first"),
        (["show"], "see 'kbase show --help'"),
        (["explain", "K40"], "K40"),
        (["network", "isgs", "--limit", "0"], "see 'kbase network --help'"),
        (["network", "isgs", "--depth", "9"], "see 'kbase network --help'"),
        (["path", "isgs", "jnim", "--max-steps", "0"], "see 'kbase path --help'"),
        (["sql", "select 1", "--time-limit", "0"], "see 'kbase sql --help'"),
        (["timeline", "isgs", "--limit", "x"], "--limit: 'x' is not a whole number\n  help: for example --limit 20"),
        (["duplicates", "--threshold", "x"], "--threshold: 'x' is not a number\n  help: for example --threshold 0.75"),
        (["find", ""], "nothing to look for"),
        (["find", " ???\u200f"], "nothing to look for"),
        (["find", "--why", "Vell", "…"], "nothing to look for"),
    ],
)
def test_wrong_words(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out = capsys.readouterr()
    assert told in out.err
    assert "Traceback" not in out.err


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in COMMANDS)
    assert main(["--version"]) == 0
    assert main([]) == 2


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_wrapped_but_for_its_examples(name: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = command_parser(name).format_help() if name else overview()
    written = import_module(f"kbase.cli.{name}_command").__doc__ or "" if name else text
    examples = written.partition("Examples:\n")[2].partition("\n\n")[0]
    assert examples.strip() and examples in text
    options = text.find("positional arguments:") if "positional arguments:" in text else text.find("options:")
    prose = text[text.find("\n\n") : options if name else None].replace(examples, "")
    kept = [line for line in written.splitlines() if line.startswith("  ") and not line.startswith(("  -", "   "))]
    assert [line for line in prose.splitlines() if len(line) > columns and line not in kept] == []
    if name:
        assert prose.split() == written.replace(examples, "").split()


def test_lists_in_a_help_keep_their_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = command_parser("list").format_help().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  --country    an ISO code"))
    assert lines[at + 1].startswith(" " * 15) and lines[at + 1][15] != " "
    at = next(n for n, line in enumerate(lines) if line.startswith("  - Whatever has several values"))
    assert lines[at + 1].startswith("    not known")
