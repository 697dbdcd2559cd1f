"""Seeding SQLite: a private copy, checked whole, put in the place of the published file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from kbase.curation.corpus import Corpus
from kbase.database import seed as seeding
from kbase.database import shape
from kbase.database.connection import sqlite_uri
from kbase.database.migrate import create_views, decoration_hash, drop_views, upgrade
from kbase.database.name_index import Names
from kbase.database.reconcile import (
    REGISTRIES,
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

_OF_NAMES = ("name_forms", "name_keys")
_LONG = ("citations", "claims", "changes", "attributes", "name_keys")  # tables with most rows
_PAGE = 8192  # bytes; rows and their indexes are written in fewer steps than with 4096
_BULK = 20_000  # rows; above this, secondary indexes are built after the rows


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """One seed at a time; the lock file names who holds it.

    :raises KbaseError: K602.
    """
    import fcntl

    path.parent.mkdir(parents=True, exist_ok=True)
    with Path(f"{path}.lock").open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise _busy(file) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} since {seeding.now()}")
        file.flush()
        yield


def _busy(file: IO[str]) -> KbaseError:
    file.seek(0)
    holder = file.read(100).strip() or "another process"
    return KbaseError(f"another seed is running: {holder}", "wait until it has ended", code="K602")


def _remove_strays(path: Path) -> None:
    for stray in path.parent.glob(f"{path.name}.seed-*"):
        stray.unlink(missing_ok=True)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(sqlite_uri(str(path)), uri=True)


def state(path: Path) -> dict[str, str]:
    """`kbase_meta`; empty where the file is absent or empty.

    :raises KbaseError: K605 where the file is something else.
    """
    if path.exists() and not path.is_file():
        raise seeding.not_ours(f"'{path}'")
    if not path.exists() or path.stat().st_size == 0:
        return {}
    try:
        with closing(_read_only(path)) as connection:
            found = connection.execute("SELECT key, value FROM kbase_meta").fetchall()
    except sqlite3.DatabaseError as error:
        if "no such table" in str(error) or "not a database" in str(error):
            raise seeding.not_ours(f"'{path}'") from None
        raise KbaseError(
            f"'{path}' cannot be read: {error}", "it may be damaged, or not yours to read", code="K604"
        ) from None
    return dict(found)


def existing_rows(path: Path, dataset: str) -> dict[str, list[Row]]:
    """The rows of a dataset by table; empty where the database is absent or of another schema."""
    before = state(path)
    seeding.refuse_newer(before)
    if before.get("schema") != SCHEMA:
        return {}
    with closing(_read_only(path)) as connection:
        return _existing(connection, dataset)


def _existing(connection: sqlite3.Connection, dataset: str) -> dict[str, list[Row]]:
    return {t: connection.execute(seeding.select_sql(t, "?"), (dataset,)).fetchall() for t in shape.seeded_tables()}


def seed(corpus: Corpus, path: Path, options: Options) -> Outcome:
    """See `kbase.database.seed.seed`."""
    try:
        return _seed(corpus, path.resolve(), options)
    except (sqlite3.DatabaseError, OSError) as error:
        raise seeding.refused_by_engine(error) from None


def _seed(corpus: Corpus, path: Path, options: Options) -> Outcome:
    state(path)  # what is no file of ours gets not even a lock beside it
    with lock(path):
        options.step("locked")
        _remove_strays(path)
        before = state(path)
        seeding.refuse_newer(before)
        if before:
            _settle(path)
        private = path.with_name(f"{path.name}.seed-{os.getpid()}")
        try:
            _copy(path if before else None, private)
            options.step("copied")
            with Names(corpus, before) as names:
                outcome, written = _seed_private(corpus, private, options, before, names)
            if written:
                _publish(private, path)
                options.step("published")
            return outcome
        finally:
            private.unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Bring the file out of WAL mode, should somebody have set it: a log left beside the new file would undo it.

    :raises KbaseError: K602 where another program has it open.
    """
    with path.open("rb") as file:
        write_version = file.read(20)[18:20]
    log = path.with_name(f"{path.name}-wal")
    if write_version != b"\x02\x02" and not log.exists():
        return
    with closing(sqlite3.connect(path, timeout=2)) as connection:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        try:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlite3.OperationalError:
            mode = "busy"
    if busy or mode != "delete" or log.exists():
        raise KbaseError(f"another program has '{path}' open for writing", "close it, then seed again", code="K602")


def _copy(path: Path | None, private: Path) -> None:
    with closing(sqlite3.connect(private)) as target:
        if path is None:
            target.execute(f"PRAGMA page_size = {_PAGE}")
            target.execute("VACUUM")  # writes it down
        else:
            with closing(_read_only(path)) as source:
                source.backup(target)


def _seed_private(
    corpus: Corpus, private: Path, options: Options, before: dict[str, str], names: Names
) -> tuple[Outcome, bool]:
    """Reconcile the copy; says also whether anything was written."""
    options = seeding.noted(options, before, corpus.content_hash)
    decoration = decoration_hash("sqlite")
    decorate = before.get("schema") != SCHEMA or before.get("decoration") != decoration
    if decorate:
        with closing(sqlite3.connect(private, isolation_level=None)) as connection:
            views = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
            for statement in drop_views("sqlite", views):
                connection.execute(statement)
    if before.get("schema") != SCHEMA:
        _migrate(private)
        options.step("migrated")
    with closing(sqlite3.connect(private, isolation_level=None)) as connection:
        # the copy is private: a crash costs the copy, so no journal and no waiting for the disk
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA ignore_check_constraints = ON")  # `_verify` asks for them all at the end
        connection.execute("PRAGMA cache_size = -200000")
        plan = make_plan(corpus, _existing(connection, str(corpus.dataset["id"])))
        options.step("compared")
        if not options.allow_removals:
            refuse_large_removal(plan)
        if plan.empty and not decorate and seeding.same(before, corpus.content_hash, options.origin.commit_id):
            return Outcome(plan, None), False
        connection.execute("BEGIN")
        options.step("first write")
        try:
            number, indexes = _write(connection, corpus, plan, options)
            values = seeding.meta(corpus, options, number, decoration)
            connection.executemany("INSERT OR REPLACE INTO kbase_meta (key, value) VALUES (?, ?)", values.items())
            names.unfile(plan, lambda sql, values: connection.execute(sql, values).fetchall(), "?")
            _index(connection, [i for i in indexes if i[0] not in _OF_NAMES])
            for name, rows in names.rows().items():
                connection.executemany(seeding.insert_sql(name, "?"), rows)
            _index(connection, [i for i in indexes if i[0] in _OF_NAMES])
        except sqlite3.IntegrityError as error:
            raise seeding.failed(str(error)) from None
        if decorate:
            for statement in create_views("sqlite"):
                connection.execute(statement)
        connection.execute("COMMIT")
        options.step("written")
        if corpus.removed:
            connection.execute("VACUUM")  # so that removed texts do not linger in free pages
    _verify(private)
    options.step("verified")
    return Outcome(plan, None if plan.empty else number, seeding.refiled(before)), True


def _migrate(private: Path) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(sa.URL.create("sqlite", database=str(private)), poolclass=sa.pool.NullPool)
    try:
        with engine.begin() as connection:
            # private: no journal, no waiting; and one transaction, which the driver does not begin for DDL
            connection.exec_driver_sql("PRAGMA journal_mode = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.exec_driver_sql("BEGIN")
            upgrade(connection)
    except sa.exc.DBAPIError as error:
        raise seeding.refused_by_engine(error.orig or error) from None
    finally:
        engine.dispose()


def _write(
    connection: sqlite3.Connection, corpus: Corpus, plan: Plan, options: Options
) -> tuple[int, list[tuple[str, str]]]:
    """Number of the revision, and the indexes that are still to be built: table, statement."""
    connection.execute("DELETE FROM vocabulary")
    connection.executemany(seeding.insert_sql("vocabulary", "?"), vocabulary_rows())
    connection.execute(
        seeding.insert_sql("datasets", "?")
        + " ON CONFLICT (id) DO UPDATE SET title = excluded.title, publisher = excluded.publisher,"
        " licence = excluded.licence, summary = excluded.summary",
        dataset_row(corpus),
    )
    last = connection.execute("SELECT coalesce(max(id), 0) FROM revisions").fetchone()[0]
    if plan.empty:
        connection.execute(seeding.restate_sql("?"), seeding.restate_parameters(corpus, options))
        return int(last), []
    number = int(last) + 1
    connection.execute(seeding.insert_sql("revisions", "?"), seeding.revision_row(corpus, options, number, plan))
    dropped = _drop_indexes(connection) if plan.inserted > _BULK else []
    for name, table in plan.tables.items():
        # sorted by id, a b-tree grows at its end
        connection.executemany(seeding.insert_sql(name, "?"), sorted(table.inserts))
        connection.executemany(seeding.update_sql(name, "?"), [(*new[1:], new[0]) for _, new in table.updates])
        connection.executemany(f"DELETE FROM {name} WHERE id = ?", [(row[0],) for row in table.removals])  # noqa: S608
        options.step(f"wrote {name}")
    _write_changes(connection, number, plan, str(corpus.dataset["id"]))
    for removed in corpus.removed:
        connection.execute(seeding.purge_sql("?"), seeding.purge_parameters(removed))
    return number, dropped


def _index(connection: sqlite3.Connection, indexes: list[tuple[str, str]]) -> None:
    for _, statement in indexes:
        connection.execute(statement)


def _write_changes(connection: sqlite3.Connection, number: int, plan: Plan, dataset: str) -> None:
    insert = seeding.insert_sql("changes", "?")
    if not plan.first:
        connection.executemany(insert, (change_row(number, c) for c in changes(plan)))
        return
    for name in sorted(plan.tables.keys() - {*REGISTRIES, "citations"}):  # the same rows, made inside the engine
        connection.execute(
            f"INSERT INTO changes SELECT ?, '{name}', id, 'inserted', NULL, NULL FROM {name} WHERE dataset_id = ? ORDER BY id",  # noqa: S608
            (number, dataset),
        )


def _drop_indexes(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Drop the secondary indexes; returns table and statement of each, since to build them later is cheaper for many rows."""
    found = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [(table, sql) for _, table, sql in found]


def _verify(private: Path) -> None:
    """The copy is whole, every CHECK holds and every reference is met: none of it was enforced row by row.

    Two threads look at it, table by table, the long ones first; 'kbase doctor' looks longer, and at pages that belong to no
    table too. CHECKs are asked for as queries: within `quick_check` they take six times as long, since it makes the list of
    an IN anew for every row.
    """
    looks = Queue[str]()
    looks.put("PRAGMA foreign_key_check")
    for name, table in sorted(shape.tables().items(), key=lambda t: t[0] not in _LONG):
        looks.put(f"PRAGMA quick_check({name})")
        if checks := " AND ".join(f"({c.sql})" for c in table.checks):
            looks.put(f"SELECT 'a CHECK of {name} does not hold' FROM {name} WHERE NOT ({checks})")  # noqa: S608
    looks.put("PRAGMA quick_check(alembic_version)")
    with (
        closing(sqlite3.connect(private)) as connection,
        closing(sqlite3.connect(private, check_same_thread=False)) as other,
        ThreadPoolExecutor(1) as thread,
    ):
        beside = thread.submit(_looked, other, looks)
        try:
            told = _looked(connection, looks)
        except BaseException:
            with looks.mutex:
                looks.queue.clear()
            other.interrupt()
            raise
        told += beside.result()
    if told:
        raise seeding.failed("; ".join(str(r) for r in told[:5]))


def _looked(connection: sqlite3.Connection, looks: Queue[str]) -> list[Row]:
    """What is wrong, by the looks that are still to be taken."""
    told: list[Row] = []
    connection.execute("PRAGMA ignore_check_constraints = ON")
    while True:
        try:
            look = looks.get_nowait()
        except Empty:
            return told
        told += [row for row in connection.execute(look).fetchmany(5) if row != ("ok",)]


def _publish(private: Path, path: Path) -> None:
    descriptor = os.open(private, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if path.exists():
        private.chmod(path.stat().st_mode & 0o777)
    private.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
