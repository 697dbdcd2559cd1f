"""A database to read: SQLite or PostgreSQL through its driver alone, one way to ask either.

SQL is written once, with `:name` parameters; dates come back as ISO text from both engines. Nothing here can
write: SQLite is opened read-only, a PostgreSQL session is read-only from its start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from kbase.database.carried import outdated, stale
from kbase.database.schema_version import SCHEMA
from kbase.problems import KbaseError

if TYPE_CHECKING:
    from kbase.curation.history import History

VARIABLE = "KBASE_DATABASE_URL"
POSTGRESQL = ("postgresql://", "postgres://")
Row = dict[str, Any]


class Asked(NamedTuple):
    """A query as it was sent."""

    sql: str
    params: dict[str, Any]


class Database:
    """An open database. `asked` keeps every query, so that an analyst can be shown them."""

    def __init__(self, engine: str, url: str, connection: Any) -> None:
        self.engine = engine
        self.url = url
        self.columns: tuple[str, ...] = ()
        self.asked: list[Asked] = []
        # told beside the answer: whom a name typed nearly was taken for, data of another kbase
        self.taken: list[str] = []
        self.known_on = ""  # the day as of which it was known, where it is an earlier state
        self.history: History | None = None  # of which it is a state, where that is known already
        self.log = True
        self._connection = connection

    def rows(self, sql: str, **params: Any) -> list[Row]:
        """All rows of a query, each by column name."""
        found = self.tuples(sql, **params)
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in found]

    def tuples(self, sql: str, **params: Any) -> list[tuple[Any, ...]]:
        """All rows of a query as they come, for where there are very many."""
        if self.log:
            self.asked.append(Asked(sql, params))
        try:
            if self.engine == "sqlite":
                cursor = self._connection.execute(sql, params)
            else:
                cursor = self._connection.execute(to_psycopg(sql), params)
            self.columns = tuple(c[0] for c in cursor.description)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found
        except UnicodeEncodeError:
            raise KbaseError("what was typed is no text: it is not in the terminal's encoding") from None
        except Exception as error:
            if isinstance(error, _errors(self.engine)):
                raise _no_answer(error) from None
            raise

    def unlogged(self, sql: str, **params: Any) -> list[Row]:
        """Rows of a query that is no part of the answer."""
        self.log = False
        try:
            return self.rows(sql, **params)
        finally:
            self.log = True

    def go_on(self) -> None:
        """Ask again after a query that failed: PostgreSQL wants a new transaction."""
        if self.engine == "postgresql":
            self._connection.rollback()

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_database(url: str | None = None) -> Database:
    """Open the database of that URL or path; by default KBASE_DATABASE_URL, else the user's own file.

    :raises KbaseError: where it is missing, is no database of kbase, or has another schema.
    """
    named = url or os.environ.get(VARIABLE)
    if named and named.startswith(POSTGRESQL):
        database = _open_postgresql(named)
    elif named:
        path = sqlite_path(named)
        if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
            raise KbaseError(f"'{path}' is not a file", "name the file of a kbase database")
        if not os.path.isfile(path):  # noqa: PTH113
            raise KbaseError(f"there is no database '{path}'", f"build it with 'kbase seed --database {named}'")
        database = _open_sqlite(path)
    else:
        return _open_default()
    check_schema(database, f"kbase seed --database {without_password(named)}")
    return database


def sqlite_path(named: str) -> str:
    """The file of a path or an sqlite:/// URL."""
    if named.startswith("sqlite:///"):
        named = named[10:]
    if named in ("", ":memory:") or named.startswith("file:"):
        raise KbaseError(
            f"'{named}' is not the path of a file", "write a file's path, sqlite:///PATH or postgresql://…"
        )
    if "://" in named:
        scheme = named.partition("://")[0]
        raise KbaseError(
            f"'{scheme}' is not a kind of database that kbase reads",
            "write a file's path, sqlite:///PATH or postgresql://…",
        )
    return named


def default_path() -> str:
    """The user's own database file."""
    if sys.platform == "linux":
        # what platformdirs says there, without the cost of its import
        base = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")  # noqa: PTH111
        folder = os.path.join(base, "kbase")
    else:
        import platformdirs

        folder = platformdirs.user_data_dir("kbase", appauthor=False)
    return os.path.join(folder, "kbase.sqlite")


def _open_default() -> Database:
    path = default_path()
    if not os.path.isfile(path):  # noqa: PTH113
        _build(path)
    database = _open_sqlite(path)
    if stale(_meta(database)):
        database.close()
        _build(path)
        database = _open_sqlite(path)
    check_schema(database)
    return database


def _build(path: str) -> None:
    from pathlib import Path

    from kbase.database.first_use import ensure

    ensure(Path(path))


def _meta(database: Database) -> dict[str, str]:
    try:
        return {r["key"]: r["value"] for r in database.unlogged("SELECT key, value FROM kbase_meta")}
    except KbaseError as error:
        if "no such table" in error.message or "does not exist" in error.message:
            return {}
        raise


def check_schema(database: Database, seed: str = "kbase seed") -> None:
    """Refuse a database that this program's queries do not fit; `taken` says where its packaged data is another kbase's."""
    meta = _meta(database)
    found = meta.get("schema")
    if found == SCHEMA:
        told = outdated(meta, seed)
        if told:
            database.taken.append(told)
        return
    where = without_password(database.url)
    empty = found is None and _empty(database)
    database.close()
    if empty:
        raise KbaseError(f"the database '{where}' is empty", f"fill it with '{seed}'")
    if found is None:
        raise KbaseError(f"'{where}' is not a kbase database", "name another; 'kbase seed --database NEW' builds one")
    newer = found > SCHEMA
    raise KbaseError(
        f"the database '{where}' has schema {found}; this kbase reads schema {SCHEMA}",
        "install the newer kbase" if newer else "bring it up to date: run 'kbase seed'",
    )


def _empty(database: Database) -> bool:
    database.go_on()
    relations = (
        "sqlite_master"
        if database.engine == "sqlite"
        else "pg_class WHERE relnamespace = current_schema()::regnamespace"
    )
    return not database.unlogged(f"SELECT 1 FROM {relations} LIMIT 1")  # noqa: S608 - constants


def without_password(url: str) -> str:
    """The URL as it may be shown: no password before the host, none among the parameters."""
    scheme, mark, rest = url.partition("://")
    if not mark:
        return url
    head, question, query = rest.partition("?")
    user, at, host = head.rpartition("@")
    if at and ":" in user:
        head = f"{user.partition(':')[0]}:***@{host}"
    shown = [f"{p.partition('=')[0]}=***" if "password" in p.partition("=")[0].lower() else p for p in query.split("&")]
    return f"{scheme}://{head}{question}{'&'.join(shown)}"


def unreachable(url: str, error: Exception) -> KbaseError:
    """No connection to PostgreSQL; what the driver says of a URL that it cannot read would show its parts."""
    import psycopg

    said = "the URL cannot be read" if type(error) is psycopg.ProgrammingError else _first_line(error)
    return KbaseError(
        f"no connection to '{without_password(url)}': {said}",
        "check host, port, name, user and password of the URL, and that the server runs",
        code="K604",
    )


# --- SQLite --------------------------------------------------------------------------------------------


def sqlite_uri(path: str) -> str:
    """A file URI that opens the file read-only."""
    # pathlib costs what a whole query costs
    quoted = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100
    return f"file:{quoted}?mode=ro"


def _open_sqlite(path: str) -> Database:
    import sqlite3

    try:
        connection = sqlite3.connect(sqlite_uri(path), uri=True, isolation_level=None)
        connection.execute("PRAGMA query_only = 1")
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
        # one answer, one state of the data, whatever is seeded meanwhile
        connection.execute("BEGIN")
    except sqlite3.Error as error:
        raise KbaseError(
            f"'{path}' cannot be read as an SQLite database: {error}", "check it with 'kbase doctor'"
        ) from None
    return Database("sqlite", path, connection)


# --- PostgreSQL ----------------------------------------------------------------------------------------


def _open_postgresql(url: str) -> Database:
    import psycopg
    from psycopg.types.string import TextLoader

    try:
        connection = psycopg.connect(
            url,
            cursor_factory=psycopg.ClientCursor,  # parameters need no type, as in SQLite
            application_name="kbase",
        )
        connection.adapters.register_loader("date", TextLoader)
        connection.execute("SET datestyle TO 'ISO'")
        # answers are small: starting workers and compiling would cost more than the query
        connection.execute("SET max_parallel_workers_per_gather TO 0; SET jit TO off")
        connection.commit()
        connection.read_only = True
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    except psycopg.Error as error:
        raise unreachable(url, error) from None
    return Database("postgresql", url, connection)


@lru_cache(maxsize=64)  # a search asks the same again and again
def to_psycopg(sql: str) -> str:
    """`:name` as `%(name)s` and `%` doubled; strings, quoted names, comments and `::` are left alone."""
    return "".join(f"%({text})s" if name else text.replace("%", "%%") for text, name in _parts(sql))


def numbered(sql: str) -> tuple[str, list[str]]:
    """`:name` as `$1`, `$2` …, as the server itself counts them, and the names in that order."""
    names: list[str] = []
    parts = []
    for text, name in _parts(sql):
        if name:
            names.append(text)
            text = f"${len(names)}"
        parts.append(text)
    return "".join(parts), names


def _parts(sql: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is the name of a parameter."""
    at, size = 0, len(sql)
    while at < size:
        char = sql[at]
        name = ""
        if char in "'\"":
            end = sql.find(char, at + 1)
            end = size if end < 0 else end + 1
        elif char == "-" and sql.startswith("--", at):
            end = sql.find("\n", at)
            end = size if end < 0 else end
        elif char == "/" and sql.startswith("/*", at):
            end = sql.find("*/", at)
            end = size if end < 0 else end + 2
        elif char == ":":
            end = at + 1
            if sql.startswith("::", at):
                end += 1
            else:
                while end < size and (sql[end].isalnum() or sql[end] == "_"):
                    end += 1
                name = sql[at + 1 : end]
                name = "" if name[:1].isdigit() else name
        else:
            end = at + 1
            while end < size and sql[end] not in "'\"-/:":
                end += 1
        yield (name, True) if name else (sql[at:end], False)
        at = end


def _errors(engine: str) -> tuple[type[Exception], ...]:
    if engine == "sqlite":
        import sqlite3

        return (sqlite3.Error,)
    import psycopg

    return (psycopg.Error,)


class NotAllowedError(KbaseError):
    """The role may not read what was asked."""


def _no_answer(error: Exception) -> KbaseError:
    if getattr(error, "sqlstate", None) == "42501":
        return NotAllowedError(_first_line(error), "ask as the owner of the data, or let 'kbase analyst' make the role")
    said = _first_line(error)
    if said.startswith("no such ") or getattr(error, "sqlstate", None) in ("42703", "42P01"):
        return KbaseError(
            f"the database lacks what this kbase asks for: {said}", "bring it up to date: run 'kbase seed'"
        )
    return KbaseError(f"the database does not answer: {said}", "check it with 'kbase doctor'")


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
