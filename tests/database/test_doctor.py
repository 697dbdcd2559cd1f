"""The doctor finds what is wrong in a database that somebody else wrote to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from conftest import WORLD, seeded
from kbase.database.doctor import examine, well


@pytest.fixture
def database(tmp_path: Path) -> Path:
    seeded(WORLD, str(tmp_path / "kbase.sqlite"))
    return tmp_path / "kbase.sqlite"


def wrong(path: Path) -> list[str]:
    findings = examine(str(path))
    assert well(findings) == all(f.good for f in findings)
    return [f.what for f in findings if not f.good]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE memberships SET status = 'true'", ["integrity"]),  # a CHECK
        ("UPDATE memberships SET group_id = 'nobody'", ["foreign keys"]),
        ("DELETE FROM citations WHERE claim_id IS NOT NULL", ["citations"]),
        ("DELETE FROM memberships", ["registries"]),
        ("UPDATE kbase_meta SET value = 'old' WHERE key = 'names'", ["names"]),
        ("UPDATE alembic_version SET version_num = '0001'", ["migrations"]),
        ("UPDATE kbase_meta SET value = '' WHERE key = 'content_hash'", ["origin"]),
    ],
)
def test_each_kind_of_wrong_is_found(database: Path, statement: str, found: list[str]) -> None:
    assert wrong(database) == []
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)
        connection.commit()
    assert wrong(database) == found
    database.chmod(0o400)
    assert wrong(database) == found


def test_an_index_that_lacks_a_row_is_found(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(folded)', '(folded) WHERE 1 = 0') WHERE name = 'ix_entities_folded'"
        )
        connection.commit()
    assert wrong(database) == ["integrity"]
