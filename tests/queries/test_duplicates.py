"""Likely duplicates in the data, on both engines: decisions and claims count, and a decision can be begun from one."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import seeded
from kbase.curation.documents import build
from kbase.curation.reader import read
from kbase.database.connection import open_database
from kbase.fields import THING
from kbase.queries.duplicates import Wanted, duplicates

DOUBLE = """\
id: thomas-vellorine
name: Thomas Vellorine
sources: coast-wire-2021#p9

attributes:
- born: 1979
  sources: coast-wire-2021#p9

memberships:
- group: red-lantern
  role: member
  sources: coast-wire-2021#p9
"""
FACTION = """\
id: red-lanterns
name: The Red Lanterns
kind: group
sources: coast-wire-2021#p9

relations:
- split_from: red-lantern
  date: 2020
  sources: coast-wire-2021#p9
"""
DECISION = """\
id: tomas-vell-thomas-vellorine
entity: thomas-vellorine
other: tomas-vell
verdict: {verdict}
reason: The wire names his birth name and his birth.
decided_on: 2024-02-01
decided_by: a curator
"""


@pytest.fixture
def doubled(world_copy: Path) -> Path:
    (world_copy / "people" / "thomas-vellorine.yaml").write_text(DOUBLE, encoding="utf-8")
    (world_copy / "groups" / "red-lanterns.yaml").write_text(FACTION, encoding="utf-8")
    return world_copy


def found(url: str, wanted: Wanted) -> list[tuple[str, str]]:
    with open_database(url) as database:
        return [(str(r[2]), str(r[4])) for r in duplicates(database, wanted).rows]


def test_found_with_reasons(doubled: Path, empty_url: str) -> None:
    url = seeded(doubled, empty_url)
    with open_database(url) as database:
        answer = duplicates(database, Wanted())
    assert answer.columns == ("score", "type", "id", "name", "other", "other_name", "why")
    (row,) = answer.rows
    assert row[1:6] == ("person", "thomas-vellorine", "Thomas Vellorine", "tomas-vell", "Tomas Vell")
    assert "'Tomás Vellorin'" in str(row[6])
    assert str(row[6]).endswith("births fit")
    assert answer.revision.dataset


def test_what_a_claim_ties_only_when_asked(doubled: Path, empty_url: str) -> None:
    url = seeded(doubled, empty_url)
    tied = ("red-lantern", "red-lanterns")
    assert tied not in found(url, Wanted())
    assert tied in found(url, Wanted(linked=True))
    assert found(url, Wanted(type="group", linked=True)) == [tied]
    assert len(found(url, Wanted(linked=True, limit=1))) == 1
    assert found(url, Wanted(threshold=1.0)) == []


@pytest.mark.parametrize("verdict", ["same", "not_same", "unsure"])
def test_a_decision_settles_it(doubled: Path, empty_url: str, verdict: str) -> None:
    path = doubled / "decisions" / "tomas-vell-thomas-vellorine.yaml"
    path.write_text(DECISION.format(verdict=verdict), encoding="utf-8")
    assert found(seeded(doubled, empty_url), Wanted()) == []


def asked(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kbase", "duplicates", *words], capture_output=True, text=True, check=False, cwd=cwd
    )


def test_as_command(doubled: Path, tmp_path: Path) -> None:
    url = seeded(doubled, str(tmp_path / "kbase.sqlite"))
    database = ("--database", url)
    (row,) = json.loads(asked("--format", "json", *database).stdout)["data"]["rows"]
    assert row[2] == "thomas-vellorine"
    assert json.loads(asked("--format", "jsonl", *database).stdout)["other"] == "tomas-vell"
    assert next(csv.DictReader(asked("--format", "csv", *database).stdout.splitlines()))["other"] == "tomas-vell"
    assert "Thomas Vellorine" in asked(*database).stdout
    assert "FROM decisions" in asked("--sql", *database).stdout
    assert asked("--threshold", "2", *database).returncode == 2
    assert asked("--threshold", "nan", *database).returncode == 2
    assert asked("--limit", "0", *database).returncode == 2
    assert asked("--type", "event", *database).returncode == 2
    assert asked("--write", "tomas-vell", *database).returncode == 2


def test_a_decision_is_begun_not_made(doubled: Path, tmp_path: Path) -> None:
    url = seeded(doubled, str(tmp_path / "kbase.sqlite"))
    more = ("--folder", str(doubled), "--database", url)
    shown = asked("--write", "thomas-vellorine", "Tomas Vell", "--stdout", *more).stdout
    path = doubled / "decisions" / "thomas-vellorine-tomas-vell.yaml"
    assert not path.exists()
    done = asked("--write", "thomas-vellorine", "Tomas Vell", *more)
    assert done.returncode == 0, done.stderr
    text = path.read_text(encoding="utf-8")
    assert text == shown
    assert "births fit" in text
    raw = read(path.name, text)
    assert (raw["entity"], raw["other"]) == ("thomas-vellorine", "tomas-vell")
    # what a person must add is missing, and nothing else is wrong
    _, problems = build(THING["decision"], f"decisions/{path.name}", text, raw)
    assert {p.source.partition(":")[0] for p in problems} == {"verdict", "reason", "decided_on", "decided_by"}
    again = asked("--write", "thomas-vellorine", "tomas-vell", *more)
    assert again.returncode == 1
    assert "already" in again.stderr
    for key, value in (
        ("verdict", "not_same"),
        ("reason", "Two births."),
        ("decided_on", "2024-02-01"),
        ("decided_by", "a curator"),
    ):
        text = text.replace(f"\n{key}:\n", f"\n{key}: {value}\n")
    path.write_text(text, encoding="utf-8")
    assert found(seeded(doubled, url), Wanted()) == []
    assert "in the data" in asked("--write", "tomas-vell", "thomas-vellorine", *more).stderr


def test_write_refuses_what_is_no_pair(doubled: Path, tmp_path: Path) -> None:
    url = seeded(doubled, str(tmp_path / "kbase.sqlite"))
    more = ("--database", url, "--folder", str(doubled))
    for pair, said in (
        (("tomas-vell", "tomas-vell"), "both are"),
        (("tomas-vell", "red-lantern"), "a group"),
        (("tomas-vell", "selm"), "wants a"),
        (("tomas-vell", "nobody-at-all"), "nothing here"),
    ):
        done = asked("--write", *pair, *more)
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr
    assert (
        asked("--write", "tomas-vell", "lev-anders", "--database", url, "--folder", str(tmp_path / "none")).returncode
        == 2
    )
    assert "nothing that the two share" in asked("--write", "orra-finch", "ilse-marr", "--stdout", *more).stdout
