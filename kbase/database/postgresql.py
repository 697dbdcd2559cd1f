"""Seeding PostgreSQL: one transaction under an advisory lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from psycopg.types.string import TextLoader

from kbase.curation.corpus import Corpus
from kbase.database import seed as seeding
from kbase.database import shape
from kbase.database.connection import unreachable
from kbase.database.migrate import create_views, decoration_hash, drop_views, upgrade
from kbase.database.name_index import Names
from kbase.database.reconcile import (
    Plan,
    change_row,
    changes,
    dataset_row,
    make_plan,
    refuse_large_removal,
    vocabulary_rows,
)
from kbase.database.rows import Row
from kbase.database.schema_version import SCHEMA
from kbase.database.seed import Options, Outcome
from kbase.problems import KbaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOCK = 0x6B62617365  # 'kbase'
_COPY = 500  # rows; above this COPY is used


@contextmanager
def _connect(url: str) -> Iterator[psycopg.Connection[Any]]:
    try:
        connection = psycopg.connect(url)
    except psycopg.Error as error:
        raise unreachable(url, error) from None
    connection.adapters.register_loader("date", TextLoader)  # days are ISO text on both engines
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise seeding.refused_by_engine(error) from None


def state(url: str) -> dict[str, str]:
    """`kbase_meta`; empty where the database holds none."""
    with _connect(url) as connection:
        return _state(connection)


def _state(connection: psycopg.Connection[Any]) -> dict[str, str]:
    there = connection.execute("SELECT to_regclass('kbase_meta')").fetchone()
    if there is None or there[0] is None:
        return {}
    return dict(connection.execute("SELECT key, value FROM kbase_meta").fetchall())


def existing_rows(url: str, dataset: str) -> dict[str, list[Row]]:
    """The rows of a dataset by table; empty where the schema is absent or another."""
    with _connect(url) as connection:
        before = _state(connection)
        seeding.refuse_newer(before)
        if before.get("schema") != SCHEMA:
            return {}
        return _existing(connection, dataset)


def _existing(connection: psycopg.Connection[Any], dataset: str) -> dict[str, list[Row]]:
    return {
        t: connection.execute(seeding.select_sql(t, "%s").encode(), (dataset,)).fetchall()
        for t in shape.seeded_tables()
    }


def seed(corpus: Corpus, url: str, options: Options) -> Outcome:
    """See `kbase.database.seed.seed`."""
    import sqlalchemy as sa

    with _connect(url):  # a URL that does not lead there is told in the driver's words
        pass
    engine = sa.create_engine("postgresql+psycopg://" + url.partition("://")[2], poolclass=sa.pool.NullPool)
    try:
        with engine.begin() as connection:
            outcome = _seed(connection, corpus, options)
        if not outcome.plan.empty:
            _tidy(url)
        return outcome
    except (psycopg.IntegrityError, sa.exc.IntegrityError) as error:
        raise seeding.failed(str(error).strip().splitlines()[0]) from None
    except psycopg.Error as error:
        raise seeding.refused_by_engine(error) from None
    except sa.exc.DBAPIError as error:
        raise seeding.refused_by_engine(error.orig or error) from None
    finally:
        engine.dispose()


def _tidy(url: str) -> None:
    """Statistics for the planner, and a visibility map, without which an index is not read alone; the data are published already."""
    # nothing is lost where it fails: the server does the same in its own time
    with suppress(psycopg.Error), psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"VACUUM (ANALYZE) {', '.join(shape.tables())}".encode())


def _seed(outer: Connection, corpus: Corpus, options: Options) -> Outcome:
    connection: psycopg.Connection[Any] = outer.connection.driver_connection  # type: ignore[assignment]
    connection.adapters.register_loader("date", TextLoader)
    held = connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (_LOCK,)).fetchone()
    if held is None or not held[0]:
        raise KbaseError("another seed of this database is running", "wait until it has ended", code="K602")
    options.step("locked")
    before = _state(connection)
    seeding.refuse_newer(before)
    with Names(corpus, before) as names:
        return _reconciled(outer, corpus, options, before, names)


def _reconciled(outer: Connection, corpus: Corpus, options: Options, before: dict[str, str], names: Names) -> Outcome:
    connection: psycopg.Connection[Any] = outer.connection.driver_connection  # type: ignore[assignment]
    options = seeding.noted(options, before, corpus.content_hash)
    decoration = decoration_hash("postgresql")
    decorate = before.get("schema") != SCHEMA or before.get("decoration") != decoration
    if decorate:
        views = connection.execute("SELECT viewname FROM pg_views WHERE schemaname = current_schema()").fetchall()
        from kbase.database.views import views as ours

        _run(connection, drop_views("postgresql", [n for (n,) in views if n in ours("postgresql")]))
    if before.get("schema") != SCHEMA:
        upgrade(outer)
        options.step("migrated")
    plan = make_plan(corpus, _existing(connection, str(corpus.dataset["id"])))
    options.step("compared")
    if not options.allow_removals:
        refuse_large_removal(plan)
    if plan.empty and not decorate and seeding.same(before, corpus.content_hash, options.origin.commit_id):
        return Outcome(plan, None)
    connection.execute("SET CONSTRAINTS ALL DEFERRED")
    options.step("first write")
    number = _write(connection, corpus, plan, options)
    _file_names(connection, plan, names)
    options.step("filed names")
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    options.step("verified")
    if decorate:
        _run(connection, create_views("postgresql"))
    values = seeding.meta(corpus, options, number, decoration)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO kbase_meta (key, value) VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            list(values.items()),
        )
    options.step("written")
    return Outcome(plan, None if plan.empty else number, seeding.refiled(before))


def _file_names(connection: psycopg.Connection[Any], plan: Plan, names: Names) -> None:
    with connection.cursor() as cursor:

        def execute(sql_text: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
            cursor.execute(sql_text.encode(), values)
            return cursor.fetchall() if cursor.description else []

        names.unfile(plan, execute, "%s")
        for table, rows in names.rows().items():
            _insert(cursor, table, rows)


def _run(connection: psycopg.Connection[Any], statements: list[str]) -> None:
    for statement in statements:
        connection.execute(statement.encode())


def _write(connection: psycopg.Connection[Any], corpus: Corpus, plan: Plan, options: Options) -> int:
    with connection.cursor() as cursor:
        if sorted(cursor.execute("SELECT list, word, meaning FROM vocabulary").fetchall()) != sorted(vocabulary_rows()):
            cursor.execute("DELETE FROM vocabulary")
            cursor.executemany(seeding.insert_sql("vocabulary", "%s").encode(), vocabulary_rows())
        cursor.execute(
            (
                seeding.insert_sql("datasets", "%s")
                + " ON CONFLICT (id) DO UPDATE SET title = excluded.title, publisher = excluded.publisher,"
                " licence = excluded.licence, summary = excluded.summary"
            ).encode(),
            dataset_row(corpus),
        )
        found = cursor.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()
        last = int(found[0]) if found else 0
        if plan.empty:
            cursor.execute(seeding.restate_sql("%s").encode(), seeding.restate_parameters(corpus, options))
            return last
        number = last + 1
        cursor.execute(
            seeding.insert_sql("revisions", "%s").encode(), seeding.revision_row(corpus, options, number, plan)
        )
        for name, table in plan.tables.items():
            _insert(cursor, name, table.inserts)
            cursor.executemany(
                seeding.update_sql(name, "%s").encode(), [(*new[1:], new[0]) for _, new in table.updates]
            )
            cursor.executemany(
                f"DELETE FROM {name} WHERE id = %s".encode(),  # noqa: S608
                [(row[0],) for row in table.removals],
            )
            options.step(f"wrote {name}")
        _insert(cursor, "changes", [change_row(number, c) for c in changes(plan)])
        for removed in corpus.removed:
            cursor.execute(seeding.purge_sql("%s").encode(), seeding.purge_parameters(removed))
    return number


def _insert(cursor: psycopg.Cursor[Any], table: str, rows: list[Row]) -> None:
    if len(rows) <= _COPY:
        cursor.executemany(seeding.insert_sql(table, "%s").encode(), rows)
        return
    columns = sql.SQL(", ").join(map(sql.Identifier, shape.tables()[table].names))
    with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)) as copy:
        for row in rows:
            copy.write_row(row)
