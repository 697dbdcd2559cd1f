"""The analyst's role: reads everything, later seeds too, and changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import checked
from kbase.database import shape
from kbase.database.analyst import make_analyst
from kbase.database.guard import run_guarded
from kbase.database.seed import Options, Origin, seed
from kbase.database.views import views
from kbase.problems import KbaseError, UsageError

pytestmark = pytest.mark.postgres
ROLE = "kbase_test_reader"


def as_role(url: str, role: str = ROLE) -> str:
    return url.replace("//kbase@", f"//{role}@")


@pytest.fixture(scope="module")
def owned(world: Any, new_postgres: Callable[[], str]) -> Iterator[str]:
    """A database with the role made."""
    url = new_postgres()
    seed(world, url, Options(Origin("world")))
    made = make_analyst(url, ROLE, "first secret")
    assert (made.new, made.password) == (True, True)
    yield url


def test_it_reads_every_table_and_view(owned: str) -> None:
    with psycopg.connect(as_role(owned)) as connection:
        for name in (*shape.tables(), *views("postgresql")):
            connection.execute(f"SELECT * FROM {name} LIMIT 1".encode())


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO kbase_meta VALUES ('a', 'b')", "UPDATE groups SET name = 'x'", "DELETE FROM citations", "TRUNCATE changes",
        "CREATE TABLE t (a int)", "CREATE TEMP TABLE t (a int)", "CREATE VIEW v AS SELECT 1", "CREATE SCHEMA s", "DROP VIEW links",
        "ALTER TABLE groups ADD COLUMN x text", "COPY groups TO PROGRAM 'cat'", "COPY groups TO '/tmp/kbase-out'",
        "COPY groups FROM PROGRAM 'true'", "CREATE ROLE other", "SELECT pg_read_file('/etc/passwd')", "SET ROLE kbase",
        "SELECT lo_create(0)", "SELECT lo_creat(-1)", "SELECT lo_from_bytea(0, 'x')", "SELECT lo_put(1, 0, 'x')", "SELECT lo_unlink(1)",
        "SELECT lowrite(0, 'x')", "SELECT lo_truncate(0, 1)", "SELECT lo_truncate64(0, 1)", "SELECT lo_import('/etc/passwd')",
    ],
)  # fmt: skip
def test_it_changes_nothing_even_without_its_defaults(owned: str, sql: str) -> None:
    with psycopg.connect(as_role(owned), autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(sql.encode())


def test_its_sessions_begin_read_only_and_limited(owned: str) -> None:
    with psycopg.connect(as_role(owned)) as connection:
        for name, value in (("default_transaction_read_only", "on"), ("statement_timeout", "1min")):
            assert connection.execute(f"SHOW {name}".encode()).fetchone() == (value,)


def test_kbase_sql_accepts_it(owned: str) -> None:
    assert list(run_guarded(as_role(owned), "SELECT count(*) > 0 FROM timeline", seconds=5).rows) == [(1,)]


def test_asked_again_it_is_the_same_and_keeps_its_password(owned: str) -> None:
    sql = b"SELECT rolpassword FROM pg_authid WHERE rolname = 'kbase_test_reader'"
    with psycopg.connect(owned) as connection:
        before = connection.execute(sql).fetchone()
    made = make_analyst(owned, ROLE, None, seconds=30)
    assert (made.new, made.password, made.taken, made.left) == (False, False, (), ())
    with psycopg.connect(owned) as connection:
        kept = connection.execute(sql).fetchone()
    assert kept == before
    assert kept is not None and kept[0].startswith("SCRAM-SHA-256$")
    assert "first secret" not in kept[0]
    make_analyst(owned, ROLE, "second secret")
    with psycopg.connect(owned) as connection:
        assert connection.execute(sql).fetchone() != before


def test_it_reads_what_later_seeds_make(owned: str, world_copy: Path) -> None:
    path = world_copy / "groups" / "iron-dawn.yaml"
    path.write_text(path.read_text().replace("name: Iron Dawn", "name: Iron Dawn Front"))
    with psycopg.connect(owned, autocommit=True) as connection:
        connection.execute("DROP VIEW group_profiles")  # a view made anew, as by a seed of a newer kbase
        connection.execute("UPDATE kbase_meta SET value = 'old' WHERE key = 'decoration'")
    seed(checked(world_copy), owned, Options(Origin("world")))
    with psycopg.connect(as_role(owned)) as connection:
        for name in views("postgresql"):
            connection.execute(f"SELECT * FROM {name} LIMIT 1".encode())
        found = connection.execute("SELECT name FROM group_profiles WHERE id = 'iron-dawn'").fetchone()
    assert found == ("Iron Dawn Front",)


@pytest.mark.parametrize(
    "name", ['x"; DROP TABLE groups; --', "Reader", "pg_reader", "public", "1x", "", "a b", "é", "x" * 64]
)
def test_only_plain_names(owned: str, name: str) -> None:
    with pytest.raises(UsageError):
        make_analyst(owned, name, None)


def test_the_owner_is_no_analyst(owned: str) -> None:
    with pytest.raises(UsageError, match="owns"):
        make_analyst(owned, "kbase", None)


def test_a_role_that_may_do_more_is_refused_and_left_alone(owned: str) -> None:
    with psycopg.connect(owned, autocommit=True) as connection:
        connection.execute("CREATE ROLE kbase_test_writer")
        connection.execute("GRANT INSERT ON groups TO kbase_test_writer")
    with pytest.raises(KbaseError, match="may write tables"):
        make_analyst(owned, "kbase_test_writer", "secret")
    with psycopg.connect(owned) as connection:
        found = connection.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'kbase_test_writer'").fetchone()
    assert found == (False,)


def test_an_analyst_makes_no_analyst(owned: str) -> None:
    with pytest.raises(KbaseError, match="PostgreSQL refuses"):
        make_analyst(as_role(owned), "kbase_test_other", None)


def test_what_is_no_database_of_ours(new_postgres: Callable[[], str], tmp_path: Path) -> None:
    with pytest.raises(KbaseError, match="not a kbase database"):
        make_analyst(new_postgres(), "kbase_test_other", None)
    with pytest.raises(UsageError, match="SQLite has no roles"):
        make_analyst(str(tmp_path / "x.sqlite"), "kbase_test_other", None)


def test_a_maker_who_is_no_superuser_says_what_it_could_not_take(
    world: Any, new_postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kbase.cli.main import main

    url = new_postgres()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE ROLE kbase_test_maker LOGIN CREATEROLE")
        connection.execute(f'ALTER DATABASE "{connection.info.dbname}" OWNER TO kbase_test_maker'.encode())
    maker = as_role(url, "kbase_test_maker")
    seed(world, maker, Options(Origin("world")))
    monkeypatch.setenv("KBASE_ANALYST_PASSWORD", "secret")
    assert main(["analyst", "kbase_test_fourth", "--database", maker]) == 0
    out = capsys.readouterr().out
    assert "taken from everybody here, as the role would have it too: TEMPORARY" in out
    assert (
        "left, as only a superuser may take it: EXECUTE on lo_creat(integer), lo_create(oid), lo_from_bytea(oid,bytea)"
        in out
    )
    assert main(["analyst", "kbase_test_fourth", "--database", url]) == 0
    out = capsys.readouterr().out
    assert (
        "taken from everybody here, as the role would have it too: EXECUTE on what stores large objects: lo_creat(integer)"
        in out
    )
    assert "left" not in out


def test_the_command(owned: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from kbase.cli.main import main

    monkeypatch.setattr("sys.stdin", None)
    assert main(["analyst", "kbase_test_third", "--database", owned]) == 2  # a new role, and no password
    monkeypatch.setenv("KBASE_ANALYST_PASSWORD", "very secret")
    assert main(["analyst", "kbase_test_third", "--database", owned]) == 0
    monkeypatch.delenv("KBASE_ANALYST_PASSWORD")
    assert main(["analyst", "kbase_test_third", "--database", owned]) == 0
    assert main(["sql", "select count(*) from links", "--database", as_role(owned, "kbase_test_third")]) == 0
    shown = "".join(capsys.readouterr())
    assert "made the role" in shown
    assert "updated the role" in shown
    assert "secret" not in shown
