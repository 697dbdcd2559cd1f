"""Every query of docs/sql.md, unchanged, in the engines' own shells, on the real data: rows, and the same on both."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable

import pytest

from conftest import REPOSITORY, checked
from kbase.cli.main import COMMANDS, command_parser
from kbase.database.seed import Options, Origin, seed
from kbase.database.views import described_views

PAGE = (REPOSITORY / "docs" / "sql.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
TITLES = [q.strip().splitlines()[0][:60] for q in QUERIES]


@pytest.fixture(scope="module")
def shells(tmp_path_factory: pytest.TempPathFactory, new_postgres: Callable[[], str]) -> list[list[str]]:
    """The two shells, each with the real data, to be given a file of SQL on standard input."""
    lite, psql = shutil.which("sqlite3"), shutil.which("psql")
    if lite is None or psql is None:
        pytest.skip("no sqlite3 shell or no psql on this machine")
    corpus, path, url = checked(REPOSITORY / "data"), tmp_path_factory.mktemp("page") / "kbase.sqlite", new_postgres()
    for target in (str(path), url):
        seed(corpus, target, Options(Origin("data")))
    return [
        [lite, "-readonly", "-bail", "-csv", "-header", str(path)],
        [psql, url, "--csv", "-q", "-v", "ON_ERROR_STOP=1"],
    ]


def ask(shell: list[str], sql: str) -> list[list[str]]:
    done = subprocess.run(shell, input=sql, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


@pytest.mark.postgres
@pytest.mark.parametrize("sql", QUERIES, ids=TITLES)
def test_a_query_runs_unchanged_in_both_shells(sql: str, shells: list[list[str]]) -> None:
    lite, psql = (ask(shell, sql) for shell in shells)
    assert lite == psql
    assert len(lite) > 1, "no rows"


def test_every_view_has_a_query() -> None:
    for name in described_views("sqlite"):
        if not name.startswith("current_"):
            assert any(re.search(rf"\b(from|join) {name}\b", q) for q in QUERIES), name


def test_every_query_is_ordered_by_a_key() -> None:
    for query in QUERIES:
        assert "order by" in query


@pytest.mark.parametrize(
    "line",
    [x for b in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for x in b.splitlines() if x.startswith("kbase")],
)
def test_commands_are_as_shown(line: str) -> None:
    words = shlex.split(line, comments=True)[1:]
    assert words[0] in COMMANDS
    command_parser(words[0]).parse_args(words[1:])


def test_the_five_questions_have_the_answers_of_the_data(shells: list[list[str]]) -> None:
    part = PAGE.partition("## Five questions")[2]
    answers = [ask(shells[0], q) for q in re.findall(r"```sql\n(.*?)```", part, re.DOTALL)]
    assert len(answers) == 5
    leaders, offshoots, killed, listed, claimed = answers
    assert [row[0] for row in leaders[1:]] == ["Abu Bakr al-Baghdadi"]
    assert {"Al-Qaida in the Islamic Maghreb", "Al-Mourabitoun"} <= {row[3] for row in offshoots}
    assert ["Abdelmalek Droukdel", "French Armed Forces"] in [[row[0], row[5]] for row in killed]
    assert {"United Nations Security Council"} <= {row[0] for row in listed}
    assert all(int(row[2]) >= 2 for row in claimed[1:])


def test_connecting_by_pandas_is_two_lines() -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    compile(lines, "docs/sql.md", "exec")
