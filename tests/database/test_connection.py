"""One way to read either engine."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kbase import __version__
from kbase.database import carried
from kbase.database.connection import open_database, to_psycopg, without_password
from kbase.problems import KbaseError


def test_rows_dates_and_parameters(database_url: str) -> None:
    with open_database(database_url) as database:
        sql = "SELECT id, start_earliest, ':x' AS colon, '50%' AS part FROM events WHERE id = :id AND id LIKE '%raid' -- :no %\n"
        rows = database.rows(sql, id="selm-mill-raid")
        assert rows == [{"id": "selm-mill-raid", "start_earliest": "2021-08-27", "colon": ":x", "part": "50%"}]
        assert database.columns == ("id", "start_earliest", "colon", "part")
        assert database.asked[0].params == {"id": "selm-mill-raid"}


def test_nothing_can_be_written(database_url: str) -> None:
    with open_database(database_url) as database, pytest.raises(KbaseError):
        database.rows("DELETE FROM groups")


def test_parameters_are_translated() -> None:
    assert (
        to_psycopg("a::text = :a AND b = ':b' AND \":c\" % 2 /* :d */")
        == "a::text = %(a)s AND b = ':b' AND \":c\" %% 2 /* :d */"
    )


@pytest.mark.parametrize("name", ["none.sqlite", "sqlite:///none.sqlite"])
def test_a_named_database_that_is_missing_is_an_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KbaseError, match="there is no database"):
        open_database(name)
    assert list(tmp_path.iterdir()) == []


def test_other_files_and_schemas_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("hello " * 1000)
    with pytest.raises(KbaseError, match="cannot be read as"):
        open_database(str(text))
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE kbase_meta (key text, value text)")
    connection.close()
    with pytest.raises(KbaseError, match="not a kbase database"):
        open_database(str(other))
    with sqlite3.connect(other) as connection:
        connection.execute("INSERT INTO kbase_meta VALUES ('schema', '0000')")
    connection.close()
    with pytest.raises(KbaseError, match="schema 0000") as refusal:
        open_database(str(other))
    assert "kbase seed" in refusal.value.help


def test_other_urls_and_dead_servers() -> None:
    with pytest.raises(KbaseError, match="'mysql'"):
        open_database("mysql://x")
    with pytest.raises(KbaseError, match="no connection") as refusal:
        open_database("postgresql://u:secret@127.0.0.1:1/x")
    assert "secret" not in refusal.value.message
    assert without_password("postgresql://u:secret@h/x") == "postgresql://u:***@h/x"


def test_a_path_with_odd_characters(world_sqlite: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a?b#c%20d.sqlite"
    odd.write_bytes(world_sqlite.read_bytes())
    with open_database(str(odd)) as database:
        assert database.rows("SELECT count(*) AS n FROM groups")[0]["n"] > 0


def test_a_named_database_of_another_kbase_is_told(
    world_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(world_sqlite.read_bytes())

    def told(**meta: str) -> list[str]:
        with closing(sqlite3.connect(copy)) as file, file:
            file.executemany("UPDATE kbase_meta SET value = ? WHERE key = ?", [(v, k) for k, v in meta.items()])
        with open_database(str(copy)) as database:
            return database.taken

    assert told() == []
    assert told(kbase_version="0.0.1") == []  # seeded from a folder: the user's own
    (line,) = told(seeded_from="packaged")
    assert "made by kbase 0.0.1" in line and f"run 'kbase seed --database {copy}'" in line
    assert told(kbase_version=__version__) == []  # a checkout has no hash to compare
    (tmp_path / "hash").write_text("another")
    monkeypatch.setattr(carried, "_HASH", str(tmp_path / "hash"))
    (line,) = told()
    assert "holds other data" in line and "(another)" in line
    with closing(sqlite3.connect(copy)) as file:
        (known,) = file.execute("SELECT value FROM kbase_meta WHERE key = 'content_hash'").fetchone()
    (tmp_path / "hash").write_text(known)
    assert told() == []
