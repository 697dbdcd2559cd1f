"""The tables: parity with the documents, migrations, references that the database itself refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from kbase.database import shape
from kbase.database.migrate import upgrade
from kbase.database.schema_version import SCHEMA
from kbase.database.tables import metadata
from kbase.fields import CLAIM_FIELDS, CLAIMS, DATING_FIELDS, MADE, PROPERTIES, THINGS, filled_columns
from kbase.packaged import migrations_folder


def alchemy(url: str) -> sa.Engine:
    if url.startswith("postgresql"):
        return sa.create_engine("postgresql+psycopg" + url.removeprefix("postgresql"), poolclass=sa.pool.NullPool)
    return sa.create_engine(f"sqlite:///{url}", poolclass=sa.pool.NullPool)


def config(connection: sa.Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(migrations_folder()))
    made.attributes |= {"connection": connection, "metadata": metadata()}
    return made


def test_head_is_the_schema_that_readers_want() -> None:
    made = Config()
    made.set_main_option("script_location", str(migrations_folder()))
    assert ScriptDirectory.from_config(made).get_current_head() == SCHEMA


def test_migrations_build_the_tables_of_the_model(empty_url: str) -> None:
    engine = alchemy(empty_url)
    with engine.begin() as connection:
        upgrade(connection)
        command.check(config(connection))  # raises where a table, column, key or index differs


def test_migrations_go_down_again(empty_url: str) -> None:
    engine = alchemy(empty_url)
    with engine.begin() as connection:
        upgrade(connection)
        command.downgrade(config(connection), "base")
        assert set(sa.inspect(connection).get_table_names()) == {"alembic_version"}


def test_the_names_analysts_were_promised() -> None:
    assert {"groups", "people", "events", "operations", "statements"} <= set(shape.tables())


def test_every_table_and_column_has_a_comment() -> None:
    for table in metadata().tables.values():
        assert table.comment, table.name
        for column in table.columns:
            assert column.comment, f"{table.name}.{column.name}"
            assert len(column.comment) > 3


def test_every_constraint_has_a_name_that_postgresql_keeps() -> None:
    names = [str(c.name) for t in metadata().tables.values() for c in t.constraints]
    names += [str(i.name) for t in metadata().tables.values() for i in t.indexes]
    assert len(set(names)) == len(names)
    assert all(n != "None" and len(n) <= 63 for n in names)


def test_no_column_needs_quoting() -> None:
    reserved = {"start", "end", "from", "to", "on", "order", "group", "select", "user", "table", "references", "check"}
    for table in shape.tables().values():
        assert not reserved & set(table.names), table.name


def test_every_reference_is_indexed() -> None:
    for table in shape.tables().values():
        keys = (table.primary_key, *table.uniques, *shape.indexes(table))
        for reference in table.references:
            if reference.table == "datasets":
                continue  # says the same in nearly every row
            good = any(
                k[: len(reference.columns)] == reference.columns or k[0] == reference.columns[0] == "id" for k in keys
            )
            assert good, (table.name, reference.columns)


# --- parity of documents and tables ----------------------------------------------------------------------


def columns_for(name: str, type_: str, refs: tuple[str, ...]) -> set[str]:
    if type_ == "entity":
        return {f"{name}_id"} if len(refs) == 1 else {f"{name}_id", f"{name}_type"}
    return {name}


@pytest.mark.parametrize("thing", THINGS, ids=lambda t: t.type)
def test_every_field_of_a_thing_is_a_column_and_no_column_is_more(thing: Any) -> None:
    said = {"dataset_id"} | ({"type"} if thing.registered else set())
    for field in thing.fields:
        said |= columns_for(field.name, field.type, field.refs)
        if field.type == "date":
            said |= {f"{field.name}_earliest", f"{field.name}_latest"}
    for property_ in PROPERTIES:
        if thing.type in property_.owners:
            said |= {name for name, _ in filled_columns(property_)}
    if thing.type == "dispute":
        said |= {"agreed_from", "agreed_until"}  # what its claims together say
    assert set(shape.tables()[thing.table].names) == said


@pytest.mark.parametrize("kind", CLAIMS, ids=lambda c: c.kind)
def test_every_field_of_a_claim_is_a_column_and_no_column_is_more(kind: Any) -> None:
    said = {"id", "kind", "dataset_id", *shape.END_COLUMNS} | columns_for(kind.subject, "entity", kind.subjects)
    for field in (*kind.fields, *CLAIM_FIELDS):
        if field.type == "claim" or field.name == "dispute":
            said.add(f"{field.name}_id")
        elif field.name != "key":  # a part of the id
            said |= columns_for(field.name, field.type, field.refs)
    if kind.kind == "attribute":
        said |= {"value_id", "value_type"}
    if kind.kind == "name":
        said.add("folded")
    assert set(shape.tables()[kind.table].names) == said
    dates = {f.name for f in DATING_FIELDS[kind.dating]}
    assert dates <= {"date", "start", "end", "last_seen"}  # all in the columns of start and end


@pytest.mark.parametrize("kind", CLAIMS, ids=lambda c: c.kind)
def test_column_comments_are_the_documents_meanings(kind: Any) -> None:
    table = shape.tables()[kind.table]
    comments = {c.name: c.comment for c in table.columns}
    for field in kind.fields:
        if (
            field.type in ("line", "text", "integer", "flag", "slug")
            and field.name in comments
            and kind.kind != "attribute"
        ):
            assert comments[field.name].startswith(field.meaning)
    for name in shape.END_COLUMNS:
        assert comments[name] == MADE[name]


# --- what the database itself refuses --------------------------------------------------------------------


class RefusedError(Exception):
    """The engine refused a statement."""


@contextmanager
def changeable(url: str) -> Iterator[Callable[[str], None]]:
    """Runs statements with foreign keys enforced, then takes all back."""
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:

            def run(sql: str) -> None:
                try:
                    with connection.transaction():
                        connection.execute(sql.encode())
                except psycopg.IntegrityError as error:
                    raise RefusedError(str(error)) from None

            yield run
            connection.rollback()
        return
    with closing(sqlite3.connect(url, isolation_level=None)) as file:
        file.execute("PRAGMA foreign_keys = ON")
        file.execute("BEGIN")

        def run_lite(sql: str) -> None:
            try:
                file.execute(sql)
            except sqlite3.IntegrityError as error:
                raise RefusedError(str(error)) from None

        yield run_lite
        file.execute("ROLLBACK")


def references() -> list[Any]:
    """Every reference that names the type of its target, with the types it must refuse."""
    found = []
    for table in shape.tables().values():
        for reference in table.references:
            if len(reference.columns) == 2 and reference.columns[0] != "id":
                found.append(pytest.param(table.name, reference.columns, id=f"{table.name}.{reference.columns[0]}"))
    return found


@pytest.mark.parametrize(("table", "columns"), references())
def test_a_reference_of_the_wrong_kind_is_refused(database_url: str, table: str, columns: tuple[str, str]) -> None:
    """An id with a type that is not its own, and a type that the column does not take, are refused on both engines."""
    id_column, type_column = columns
    with changeable(database_url) as run:
        found = _one(database_url, f"SELECT id FROM {table} WHERE {id_column} IS NOT NULL LIMIT 1")
        if found is None:
            found = _one(database_url, f"SELECT id FROM {table} LIMIT 1")
        assert found is not None, f"the invented world has no row in {table}"
        where = f"WHERE id = '{found}'"
        source = _one(database_url, "SELECT id FROM sources LIMIT 1")
        for wrong in (
            f"{id_column} = '{source}', {type_column} = 'source'",  # truly a source
            f"{id_column} = '{source}', {type_column} = 'person'",  # a source that says it is a person
            f"{id_column} = '{source}'",
            f"{id_column} = 'nobody-at-all'",
            f"{type_column} = NULL",
        ):
            # a name or identifier may be a source's: only a lie about the type is wrong there
            if table in ("names", "identifiers", "attributes") and wrong.endswith("= 'source'"):
                continue
            if (
                wrong == f"{type_column} = NULL"
                and _one(database_url, f"SELECT {id_column} FROM {table} {where}") is None
            ):
                continue
            with pytest.raises(RefusedError):
                run(f"UPDATE {table} SET {wrong} {where}")


def plain_references() -> list[Any]:
    return [
        pytest.param(t.name, r.columns[0], r.table, id=f"{t.name}.{r.columns[0]}")
        for t in shape.tables().values()
        for r in t.references
        if len(r.columns) == 1 and t.name not in ("changes", "revisions", "removed", "name_keys")
    ]


@pytest.mark.parametrize(("table", "column", "target"), plain_references())
def test_a_reference_to_one_kind_refuses_another(database_url: str, table: str, column: str, target: str) -> None:
    with changeable(database_url) as run:
        found = _one(database_url, f"SELECT id FROM {table} LIMIT 1")
        if found is None:
            assert table == "decisions"  # the invented world has none yet
            pytest.skip("no row")
        other = _one(database_url, f"SELECT id FROM {'groups' if target != 'groups' else 'people'} LIMIT 1")
        for wrong in ("nowhere", other) if target not in ("entities",) else ("nowhere",):
            with pytest.raises(RefusedError):
                run(f"UPDATE {table} SET {column} = '{wrong}' WHERE id = '{found}'")


def test_one_id_cannot_stand_in_two_tables(database_url: str) -> None:
    group = _one(database_url, "SELECT id FROM groups LIMIT 1")
    with changeable(database_url) as run, pytest.raises(RefusedError):
        run(
            f"INSERT INTO people (id, type, dataset_id, name) SELECT id, 'person', dataset_id, name FROM groups WHERE id = '{group}'"
        )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE figures SET low = 9, best = 8, high = 10",
        "UPDATE figures SET low = NULL, best = NULL, high = NULL",
        "UPDATE memberships SET status = 'true'",
        "UPDATE memberships SET confidence = 'sure'",
        "UPDATE memberships SET start_earliest = '2020-01-02', start_latest = '2020-01-01'",
        "UPDATE memberships SET end_state = 'over'",
        "UPDATE groups SET type = 'person'",
        "UPDATE claims SET kind = 'gossip'",
        "UPDATE entities SET type = 'thing'",
        "UPDATE places SET lat = 10, lon = NULL",
        "UPDATE places SET lat = 91, lon = 0",
        "UPDATE citations SET claim_id = NULL, entity_id = NULL",
        "UPDATE citations SET stance = 'doubts'",
        "DELETE FROM groups",
        "DELETE FROM sources",
    ],
)
def test_checks_hold(database_url: str, sql: str) -> None:
    with changeable(database_url) as run, pytest.raises(RefusedError):
        run(sql)


@pytest.mark.postgres
def test_comments_are_in_postgresql(world_postgres: str) -> None:
    with psycopg.connect(world_postgres) as connection:
        found = connection.execute(
            "SELECT c.relname, a.attname, col_description(c.oid, a.attnum) FROM pg_class c"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind = 'r'"
            " AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'alembic_version'"
        ).fetchall()
    assert len(found) > 400
    assert not [(t, c) for t, c, comment in found if not comment]


def _one(url: str, sql: str) -> Any:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            row = connection.execute(sql.encode()).fetchone()
    else:
        with closing(sqlite3.connect(f"file:{Path(url)}?mode=ro", uri=True)) as file:
            row = file.execute(sql).fetchone()
    return row[0] if row else None
