"""An analyst's SQL can read and nothing else, and always ends."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from kbase.database.guard import run_guarded
from kbase.problems import KbaseError


def answer(url: str, sql: str, seconds: float = 10, **more: Any) -> list[tuple[object, ...]]:
    return list(run_guarded(url, sql, seconds=seconds, **more).rows)


# the ways in: as it is, with parameters that the driver binds, as a plan
WAYS: dict[str, dict[str, Any]] = {"plain": {}, "bound": {"params": {"x": "1"}}, "explained": {"explain": True}}
# what asks for nothing that is written: its plan may be shown, as it is not run
HARMLESS = (
    "VACUUM",
    "SELECT zeroblob",
    "SELECT hex",
    "SELECT pg_read_file",
    "SELECT lo_",
    "SELECT set_config",
    "SELECT * FROM groups FOR",
)


WRITES = [
    "DROP TABLE groups", "DELETE FROM groups", "DELETE FROM names RETURNING id", "UPDATE groups SET name = 'x'",
    "INSERT INTO kbase_meta VALUES ('a', 'b') RETURNING *", "CREATE TABLE t (a int)", "CREATE TEMP TABLE t (a int)",
    "CREATE VIEW v AS SELECT 1", "ALTER TABLE groups ADD COLUMN x text", "SELECT 1; SELECT 2", "SELECT 1; DROP TABLE groups",
    "BEGIN; DROP TABLE groups; COMMIT", "", "   ", "-- nothing", "SELEC 1",
]  # fmt: skip
SQLITE = [
    "ATTACH '{0}/new.db' AS x", "DETACH main", "VACUUM", "VACUUM INTO '{0}/new.db'", "PRAGMA writable_schema = 1",
    "PRAGMA journal_mode = wal", "PRAGMA query_only = 0", "PRAGMA user_version = 7", "SELECT load_extension('x')",
    "SELECT readfile('/etc/passwd')", "SELECT writefile('{0}/new.db', 'x')", "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple')", "SELECT fts3_tokenizer('simple', x'00')", "BEGIN IMMEDIATE", "SAVEPOINT s",
    "CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE TEMP VIEW v AS SELECT 1", "CREATE TEMP TRIGGER t AFTER INSERT ON groups BEGIN SELECT 1; END",
    "UPDATE sqlite_master SET sql = 'x'", "REINDEX", "ANALYZE", "SELECT zeroblob(1000000000)", "SELECT hex(randomblob(900000000))",
]  # fmt: skip
BOMBS = [
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    "SELECT printf('%.*c', 900000000, 'x')",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT group_concat(hex(randomblob(7000000))) FROM t",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT zeroblob(9000000) FROM t ORDER BY 1",
]
POSTGRES = [
    "COPY groups TO PROGRAM 'cat'", "COPY groups TO '/tmp/kbase-out'", "COPY groups FROM PROGRAM 'true'", "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres", "SET TRANSACTION READ WRITE", "COMMIT", "ROLLBACK", "SELECT lo_export(1, '/tmp/kbase-out')",
    "SELECT pg_read_file('/etc/passwd')", "SELECT set_config('transaction_read_only', 'off', false)", "VACUUM", "CALL x()",
    "DO $$ BEGIN DROP TABLE groups; END $$", "EXPLAIN ANALYZE DELETE FROM groups", "SELECT * FROM groups FOR UPDATE",
    "WITH gone AS (DELETE FROM groups RETURNING id) SELECT * FROM gone", "CREATE ROLE x", "LISTEN x; NOTIFY x",
    "SELECT lo_create(0)", "SELECT lo_from_bytea(0, 'x')", "EXPLAIN ANALYZE SELECT lo_create(0)",
]  # fmt: skip


@contextmanager
def refused(sql: str, way: str, *harmless: str) -> Iterator[None]:
    """It must be refused; the plan of what is harmless when it is not run may be shown."""
    try:
        yield
    except KbaseError:
        return
    assert way == "explained" and sql.startswith((*HARMLESS, *harmless)), "not refused"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sql", [*WRITES, *SQLITE])
def test_sqlite_refuses(world_sqlite: Path, tmp_path: Path, sql: str, way: str) -> None:
    before = hashlib.sha256(world_sqlite.read_bytes()).hexdigest()
    with refused(sql, way):
        answer(str(world_sqlite), sql.format(tmp_path), **WAYS[way])
    assert hashlib.sha256(world_sqlite.read_bytes()).hexdigest() == before
    assert list(tmp_path.iterdir()) == []
    assert not list(world_sqlite.parent.glob("*-journal")) + list(world_sqlite.parent.glob("*-wal"))


@pytest.mark.parametrize("sql", BOMBS)
def test_sqlite_ends_in_time(world_sqlite: Path, sql: str) -> None:
    start = time.monotonic()
    with pytest.raises(KbaseError):
        answer(str(world_sqlite), sql, 1)
    assert time.monotonic() - start < 5


def test_sqlite_reads(world_sqlite: Path) -> None:
    url = str(world_sqlite)
    assert answer(url, "SELECT id FROM groups WHERE id = 'red-lantern'") == [("red-lantern",)]
    assert answer(url, "SELECT x'00ff', 1.5, NULL, 'a' || char(10)") == [(b"\x00\xff", 1.5, None, "a\n")]
    assert ("name",) in answer(url, "SELECT name FROM pragma_table_info('groups')")
    assert answer(url, "PRAGMA table_list")
    assert run_guarded(url, "SELECT 1 AS a, 2 AS b WHERE 0", seconds=5).columns == ("a", "b")
    assert len(list(run_guarded(url, "SELECT id FROM claims", seconds=5, max_rows=3).rows)) == 3


def test_full_text_tables_can_be_searched(tmp_path: Path) -> None:
    path = tmp_path / "full.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5(a)")
        connection.execute("INSERT INTO f VALUES ('hello world')")
    connection.close()
    assert answer(str(path), "SELECT a FROM f WHERE f MATCH 'hello'") == [("hello world",)]
    with pytest.raises(KbaseError):
        answer(str(path), "INSERT INTO f(f) VALUES ('rebuild')")


@pytest.fixture(scope="module")
def analyst(world_postgres: str) -> str:
    """The world's URL for a role that can only read."""
    with psycopg.connect(world_postgres, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guarded_analyst")
        connection.execute("CREATE ROLE guarded_analyst LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA public TO guarded_analyst")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO guarded_analyst")
        info = psycopg.conninfo.conninfo_to_dict(world_postgres)
    host = str(info["host"]).replace("/", "%2F")
    return f"postgresql://guarded_analyst@{host}:{info.get('port', 5432)}/{info['dbname']}"


@pytest.mark.postgres
@pytest.mark.parametrize("sql", ["SELECT lo_create(0)", "SELECT lo_from_bytea(0, 'x') FROM groups"])
def test_what_a_read_only_transaction_lets_through_is_refused(world_postgres: str, sql: str) -> None:
    def stored() -> object:
        with psycopg.connect(world_postgres) as connection:
            return connection.execute("SELECT count(*) FROM pg_largeobject_metadata").fetchone()

    before = stored()
    with pytest.raises(
        KbaseError
    ):  # a superuser may, and a read-only transaction does not stop him before PostgreSQL 16
        answer(world_postgres, sql, trust_role=True)
    assert stored() == before


@pytest.mark.postgres
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sql", [*WRITES, *POSTGRES, "ANALYZE DELETE FROM groups", "(ANALYZE) DELETE FROM groups"])
def test_postgresql_refuses(analyst: str, sql: str, way: str) -> None:
    # the last statements of the list touch nothing, they only answer with no rows
    with refused(sql, way):
        answer(analyst, sql, **WAYS[way])
    assert answer(analyst, "SELECT count(*) > 0 FROM groups") == [(True,)]


@pytest.mark.postgres
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("sql", [*POSTGRES, "ANALYZE DELETE FROM groups"])
def test_postgresql_holds_for_a_trusted_role_too(world_postgres: str, sql: str, way: str) -> None:
    if any(word in sql for word in ("PROGRAM", "/tmp/", "pg_read_file", "FOR UPDATE", "LISTEN")):
        pytest.skip("a trusted superuser may do this by his rights")
    with refused(sql, way, "WITH gone"):  # a plan of it, by who may do it: nothing is deleted
        answer(world_postgres, sql, trust_role=True, **WAYS[way])
    assert answer(world_postgres, "SELECT count(*) > 0 FROM groups", trust_role=True) == [(True,)]


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("sql", "way"),
    [
        *(
            (s, "plain")
            for s in (
                "SELECT pg_sleep(100)",
                BOMBS[0],
                "SELECT set_config('statement_timeout', '0', false), pg_sleep(100)",
            )
        ),
        ("SELECT pg_sleep(100)", "bound"),
        ("ANALYZE SELECT pg_sleep(100)", "explained"),
    ],
)
def test_postgresql_ends_in_time(analyst: str, sql: str, way: str) -> None:
    start = time.monotonic()
    with pytest.raises(KbaseError, match="did not end"):
        answer(analyst, sql, 1, **WAYS[way])
    assert time.monotonic() - start < 6


@pytest.mark.postgres
def test_postgresql_refuses_a_role_that_may_write(world_postgres: str, analyst: str) -> None:
    with pytest.raises(KbaseError, match="superuser"):
        answer(world_postgres, "SELECT 1")
    assert answer(world_postgres, "SELECT 1", trust_role=True) == [(1,)]
    with psycopg.connect(world_postgres, autocommit=True) as connection:
        connection.execute("GRANT INSERT ON kbase_meta TO guarded_analyst")
        try:
            with pytest.raises(KbaseError, match="may write tables"):
                answer(analyst, "SELECT 1")
        finally:
            connection.execute("REVOKE INSERT ON kbase_meta FROM guarded_analyst")


@pytest.mark.postgres
def test_postgresql_reads(analyst: str) -> None:
    rows = answer(
        analyst, "SELECT date '2020-01-02', 1.5::numeric, 7::numeric, NULL, 'a%b' LIKE 'a%', '{\"a\": 1}'::jsonb"
    )
    assert rows == [("2020-01-02", 1.5, 7, None, True, '{"a": 1}')]
    assert run_guarded(analyst, "SELECT 1 AS a WHERE false", seconds=5).columns == ("a",)
    assert len(list(run_guarded(analyst, "SELECT generate_series(1, 1000000)", seconds=9, max_rows=3).rows)) == 3


TYPED = [
    "red-lantern",
    "x' OR '1' = '1",
    "'; DROP TABLE groups; --",
    ":kind",
    "$1",
    "%(kind)s",
    "a%b",
    "\U0001f3ee",
    "",
]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def readable(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("world_sqlite" if request.param == "sqlite" else "analyst"))


@pytest.mark.parametrize("typed", TYPED)
def test_values_are_bound_and_never_pasted(readable: str, typed: str) -> None:
    sql = "SELECT id, ':id %s', kind FROM groups WHERE id = :id OR id = :id -- :id"
    found = answer(readable, sql, params={"id": typed})
    assert found == ([("red-lantern", ":id %s", "group")] if typed == "red-lantern" else [])


def test_days_and_numbers_are_bound(readable: str) -> None:
    sql = "SELECT count(*) AS n FROM leadership WHERE start_latest <= :day AND :day <= end_earliest"
    assert answer(readable, sql, params={"day": "2020-01-01"}) == [(2,)]
    assert answer(readable, "SELECT id FROM event_list WHERE year = :year", params={"year": 2017}) == [
        ("ferry-attack",)
    ]
    assert run_guarded(readable, "SELECT id AS a FROM groups WHERE id = :b", seconds=5, params={"b": ""}).columns == (
        "a",
    )


def test_a_missing_value_is_told(readable: str) -> None:
    with pytest.raises(KbaseError):
        answer(readable, "SELECT :day || ''")
    with pytest.raises(KbaseError, match="other"):
        answer(readable, "SELECT id FROM groups WHERE name = :other", params={"day": "2020-01-01"})


def test_what_is_no_text_is_refused(readable: str) -> None:
    with pytest.raises(KbaseError, match="no text"):
        answer(readable, "SELECT '\udcff'")
    with pytest.raises(KbaseError, match="no text"):
        answer(readable, "SELECT id FROM groups WHERE id = :x", params={"x": "\udcff"})


def test_a_plan_is_lines(readable: str) -> None:
    found = run_guarded(
        readable, "SELECT * FROM event_list WHERE id = :id", seconds=5, params={"id": "x"}, explain=True
    )
    lines = [str(r[0]) for r in found.rows]
    assert found.columns == ("plan",)
    assert len(lines) > 3
    assert any(line.startswith("  ") for line in lines)
    assert len(list(run_guarded(readable, "SELECT * FROM event_list", seconds=5, explain=True, max_rows=2).rows)) == 2


def test_errors_name_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _: Callable[..., object] = answer
    with pytest.raises(KbaseError, match="no database"):
        answer(str(tmp_path / "none.sqlite"), "SELECT 1")
    with pytest.raises(KbaseError, match="no connection"):
        answer("postgresql://u@127.0.0.1:1/x", "SELECT 1")


@pytest.mark.parametrize(
    ("sql", "help"),
    [
        ("SELECT nme FROM groups", "did you mean 'name'? 'kbase schema groups' lists the columns"),
        ("SELECT g.nam FROM groups g JOIN entities e ON e.id = g.id", "did you mean 'name'? 'kbase schema NAME' lists the columns of one"),
        ("SELECT possibly_form FROM event_list", "did you mean 'possibly_from'? 'kbase schema event_list' lists the columns"),
        ("SELECT id FROM grups", "did you mean 'groups'? 'kbase schema' lists all tables and views"),
        ("SELECT id FROM Event_Lists", "did you mean 'event_list'? 'kbase schema' lists all tables and views"),
        ("SELECT id FROM qqzz", "'kbase schema' lists all tables and views"),
        ("SELECT qqzz FROM groups", "'kbase schema groups' lists the columns"),
        ("SELECT id FROM groups WHERE", "kbase sql runs one statement that reads; see 'kbase sql --help'"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_told_with_the_nearest(readable: str, sql: str, help: str) -> None:
    with pytest.raises(KbaseError) as refused_:
        answer(readable, sql)
    assert refused_.value.help == help
