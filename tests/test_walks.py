"""With the engines' own shells: one query each walks from thing to thing, through foreign keys, to the source."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import REPOSITORY, checked
from kbase.database.seed import Options, Origin, seed

RELEASE = "cep-2022-06-albakaye-capture"

WALKS: dict[str, tuple[str, list[str]]] = {
    "isgs to al-mourabitoun": (
        "select a.name, r.relation, b.name, r.start_date from groups a join group_relations r on r.group_id = a.id"
        " join groups b on b.id = r.object_id where a.id = 'isgs' and r.relation = 'split_from' and r.status = 'accepted'",
        ["Islamic State in the Greater Sahara", "split_from", "Al-Mourabitoun", "2015-05"],
    ),
    "albakaye to isgs": (
        "select p.name, m.role, g.name from people p join memberships m on m.person_id = p.id join groups g on g.id = m.group_id"
        " where p.id = 'oumeya-ould-albakaye' and m.role = 'senior_leader'",
        ["Oumeya Ould Albakaye", "senior_leader", "Islamic State in the Greater Sahara"],
    ),
    "capture to barkhane": (
        "select e.kind, o.name from events e join operations o on o.id = e.operation_id"
        " join participations p on p.event_id = e.id and p.role = 'captured'"
        " where p.participant_id = 'oumeya-ould-albakaye'",
        ["capture", "Operation Barkhane"],
    ),
    "statement to speaker to positions": (
        "select count(distinct p.organization_id) as organizations, min(s.speaker_id) as speaker from statements s"
        " join people w on w.id = s.speaker_id and s.speaker_type = 'person' join positions p on p.person_id = w.id"
        " where s.on_behalf_of_id = 'counter-extremism-project'",
        ["2", "hans-jakob-schindler"],
    ),
    "split to its source": (
        "select s.id, c.locator from group_relations r join citations c on c.claim_id = r.id join sources s on s.id = c.source_id"
        f" where r.id = 'isgs/split_from/al-mourabitoun' and s.id = '{RELEASE}'",
        [RELEASE, "p2"],
    ),
}  # fmt: skip

Shell = Callable[[str], list[list[str]]]


@pytest.fixture(scope="module")
def sqlite_shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("no sqlite3 shell on this machine")
    path: Path = tmp_path_factory.mktemp("walks") / "kbase.sqlite"
    seed(checked(REPOSITORY / "data"), str(path), Options(Origin("data")))

    def ask(sql: str) -> list[list[str]]:
        done = subprocess.run([program, "-csv", str(path), sql], capture_output=True, text=True, check=True)
        return list(csv.reader(io.StringIO(done.stdout)))

    return ask


@pytest.fixture(scope="module")
def psql_shell(new_postgres: Callable[[], str]) -> Shell:
    program = shutil.which("psql")
    if program is None:
        pytest.skip("no psql on this machine")
    url = new_postgres()
    seed(checked(REPOSITORY / "data"), url, Options(Origin("data")))

    def ask(sql: str) -> list[list[str]]:
        done = subprocess.run([program, url, "--csv", "-t", "-c", sql], capture_output=True, text=True, check=True)
        return list(csv.reader(io.StringIO(done.stdout)))

    return ask


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_in_the_sqlite_shell(name: str, sqlite_shell: Shell) -> None:
    sql, wanted = WALKS[name]
    assert sqlite_shell(sql) == [wanted]


@pytest.mark.postgres
@pytest.mark.parametrize("name", WALKS)
def test_a_walk_in_psql(name: str, psql_shell: Shell) -> None:
    sql, wanted = WALKS[name]
    assert psql_shell(sql) == [wanted]
