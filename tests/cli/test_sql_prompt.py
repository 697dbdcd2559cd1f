"""The prompt of `kbase sql`, through a real pseudo-terminal; and what it completes."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from kbase.cli.sql_prompt import Names, complete


class Terminal:
    """A program at the other end of a pseudo-terminal."""

    def __init__(self, words: list[str], environment: dict[str, str]) -> None:
        self.end, inner = pty.openpty()
        self.child = subprocess.Popen(
            words, stdin=inner, stdout=inner, stderr=inner, env={**os.environ, **environment}, start_new_session=True
        )
        os.close(inner)
        self.shown, self.behind = "", 0

    def until(self, wanted: str, seconds: float = 30) -> str:
        """What is shown up to a text, which is then behind us; without the terminal's codes."""
        last = time.monotonic() + seconds
        while wanted not in self.plain():
            assert time.monotonic() < last, f"no {wanted!r} in {self.plain()!r}"
            if select.select([self.end], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.end, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        found, mark, _ = self.plain().partition(wanted)
        self.behind += len(found + mark)
        return found + mark

    def plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.shown)[self.behind :]

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())


@pytest.mark.slow
def test_a_session(world_sqlite: Path, tmp_path: Path) -> None:
    environment = {
        "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": "200", "LINES": "60", "PAGER": "cat", "NO_COLOR": "1",
        "XDG_DATA_HOME": str(tmp_path),
    }  # fmt: skip
    before = world_sqlite.read_bytes()
    terminal = Terminal([sys.executable, "-m", "kbase", "sql", "--database", str(world_sqlite)], environment)
    try:
        terminal.until("kbase>")
        terminal.type("select id from groups\r")  # not ended yet
        terminal.until("...")
        terminal.type("where kind = 'umbrella';\r")
        terminal.until("1 row")
        assert "night-tide" in terminal.until("kbase>")
        terminal.type("delete from groups;\r")
        terminal.until("SQLite refuses it")
        terminal.until("kbase>")
        terminal.type("leaders-on group='Red Lantern' day=2020-01-01;\r")
        terminal.until("Tomas Vell")
        terminal.until("kbase>")
        terminal.type("leaders-on group=nobody-at-all day=2020-01-01;\r")
        terminal.until("error")
        terminal.until("kbase>")
        terminal.type("\\d leadership\r")
        terminal.until("Earliest day of the start")
        terminal.until("kbase>")
        terminal.type("\\questions\r")
        terminal.until("leaders-on group=")
        terminal.until("kbase>")
        terminal.type("select count(*) as n from group_pro\t")
        terminal.until("files")  # completed
        terminal.type(";\r")
        terminal.until("1 row")
        terminal.until("kbase>")
        terminal.type("help\r")
        terminal.until("questions")
        terminal.until("kbase>")
        terminal.type("exit\r")
        assert terminal.child.wait(timeout=20) == 0
    finally:
        terminal.child.kill()
        os.close(terminal.end)
    history = tmp_path / "kbase" / "sql_history"
    assert "umbrella" in history.read_text()
    assert history.stat().st_mode & 0o077 == 0
    assert world_sqlite.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("select * from event_l", ["event_list"]), ("leaders-o", ["leaders-on"]), ("leaders-on gr", ["group="]),
        ("select leadership.start_l", ["start_latest"]), ("\\d clai", ["claims", "claims_cited"]), ("\\q", ["\\q", "\\questions"]),
        ("SEL", ["select"]), ("select killed_", ["killed_high", "killed_low"]), ("", []),
    ],
)  # fmt: skip
def test_what_is_completed(typed: str, first: list[str]) -> None:
    found = [c.text for c in Names().get_completions(Document(typed), CompleteEvent())]
    assert found[: len(first)] == first
    assert bool(found) == bool(first)


@pytest.mark.parametrize(
    ("text", "ready"),
    [("select 1", False), ("select 1;", True), ("select ';", False), ("select ';';", True), ("select 1 -- ;", False),
     ("\\d", True), ("", True), ("quit", True), ("help", True), ("quit now", False), ("leaders-on group=x day=2020-01-01;", True)],
)  # fmt: skip
def test_enter_runs_what_is_ended(text: str, ready: bool) -> None:
    assert complete(text) == ready
