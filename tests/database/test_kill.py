"""Seeds killed with SIGKILL at random moments leave the old state or the new, never between.

KBASE_KILLS sets how many (default 40 here; `make kill-test` runs 200). A log that the seeds write proves how
many were killed between their first write and publication.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from conftest import checked
from invent import invent
from kbase.curation.corpus import Corpus
from kbase.database import shape
from kbase.database.doctor import examine
from kbase.database.seed import Options, Origin, seed, steps_log

KILLS = int(os.environ.get("KBASE_KILLS", "40"))
START, END = "first write", "published"


def content(url: str) -> dict[str, list[str]]:
    """All rows of all seeded tables."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            return {
                t: sorted(map(repr, connection.execute(f"SELECT * FROM {t}".encode()).fetchall()))
                for t in shape.seeded_tables()
            }
    with closing(sqlite3.connect(f"file:{url}?mode=ro", uri=True)) as file:
        return {t: sorted(map(repr, file.execute(f"SELECT * FROM {t}").fetchall())) for t in shape.seeded_tables()}


def steps(log: Path, pid: int) -> list[str]:
    if not log.exists():
        return []
    whole = log.read_text(encoding="utf-8").rpartition("\n")[0]  # the last line may be half written
    return [e["step"] for e in map(json.loads, whole.splitlines()) if e["pid"] == pid]


def run_child(corpus: Corpus, url: str, log: Path) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            seed(corpus, url, Options(Origin("test"), step=steps_log(log, lambda _: None)))
            os._exit(0)
        except BaseException:
            os._exit(1)
    return pid


def kill_seeds(states: list[Corpus], url: str, log: Path, kills: int, last: str) -> tuple[int, int]:
    """Kill at least that many seeds, three quarters of them in their critical phase; returns both numbers.

    How many a loaded machine catches in that phase varies, so it goes on until enough were.
    """
    rng = random.Random(20220615)
    seed(states[0], url, Options(Origin("test")))
    known = [content(url)]
    begin = time.perf_counter()
    marks: dict[str, float] = {}

    def mark(name: str) -> None:
        marks[name] = time.perf_counter()

    seed(states[1], url, Options(Origin("test"), step=mark))
    known.append(content(url))
    assert known[0] != known[1]
    whole, critical = time.perf_counter() - begin, marks[last] - marks[START]
    current, inside, number = 1, 0, 0
    while number < kills or inside < 0.75 * kills:
        assert number < 4 * kills, f"of {number} seeds only {inside} were caught in the critical phase"
        wanted = 1 - current
        pid = run_child(states[wanted], url, log)
        if number % 8:  # most inside the critical phase, some anywhere
            while START not in steps(log, pid):
                time.sleep(0.0005)
            time.sleep(rng.uniform(0, critical * 0.9))
        else:
            time.sleep(rng.uniform(0, whole))
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        done = steps(log, pid)
        killed = os.WIFSIGNALED(status)
        if killed and START in done and last not in done:
            inside += 1
        if url.startswith("postgresql"):
            _wait_for_rollback(url)
        found = content(url)
        assert found in known, f"kill {number} after {done[-1:]} left a state between"
        current = known.index(found)
        findings = examine(url)
        assert all(f.good for f in findings), findings
        number += 1
    return number, inside


def _wait_for_rollback(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(2000):
            held = connection.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone()
            if held == (0,):
                return
            time.sleep(0.005)
    raise AssertionError("the killed seed's session did not end")


def two_states(tmp_path: Path) -> list[Corpus]:
    folder = tmp_path / "data"
    invent(folder, 400)
    one = checked(folder)
    for path in sorted((folder / "events").glob("*.yaml"))[::2]:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("name: Invented attack", "name: Changed attack"), encoding="utf-8")
    (folder / "groups" / "group-late.yaml").write_text(
        "id: group-late\nname: Late\nkind: group\nsources: source-1#p1\n", encoding="utf-8"
    )
    two = checked(folder)
    assert not one.refused and not two.refused
    return [one, two]


@pytest.mark.slow
def test_killed_seeds_sqlite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kbase.sqlite"
    log = tmp_path / "steps.jsonl"
    states = two_states(tmp_path)
    killed, inside = kill_seeds(states, str(path), log, KILLS, END)
    with capsys.disabled():
        print(f"\nSQLite: {killed} seeds killed, {inside} between first write and publication")
    assert seed(states[0], str(path), Options(Origin("test"))) is not None
    assert sorted(p.name for p in tmp_path.glob("kbase.sqlite*")) == ["kbase.sqlite", "kbase.sqlite.lock"]


@pytest.mark.slow
@pytest.mark.postgres
def test_killed_seeds_postgresql(
    tmp_path: Path, new_postgres: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "steps.jsonl"
    kills = max(10, KILLS // 4)
    killed, inside = kill_seeds(two_states(tmp_path), new_postgres(), log, kills, "written")
    with capsys.disabled():
        print(f"\nPostgreSQL: {killed} seeds killed, {inside} between first write and commit")
