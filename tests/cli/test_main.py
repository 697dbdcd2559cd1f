"""Wrong words on the command line: exit code 2, what is wrong, and the nearest right word."""

from __future__ import annotations

import pytest

from kbase.cli.main import COMMANDS, main


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
