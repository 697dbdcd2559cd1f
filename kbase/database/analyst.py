"""The analyst's role on PostgreSQL: reads every table and view, those of later seeds too, and changes nothing."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import psycopg
from psycopg import sql

from kbase.database import shape
from kbase.database.connection import POSTGRESQL, unreachable, without_password
from kbase.database.guard_postgresql import RIGHTS
from kbase.database.views import views
from kbase.problems import KbaseError, UsageError

_PLAIN = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# what stores or changes large objects; up to PostgreSQL 15 not even a read-only transaction stops them
LARGE_OBJECTS = """\
SELECT p.oid::regprocedure::text, pg_has_role(current_user, p.proowner, 'USAGE')
FROM pg_proc p
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND has_function_privilege(%(role)s, p.oid, 'EXECUTE')
  AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lo_unlink', 'lowrite', 'lo_truncate',
    'lo_truncate64', 'lo_import', 'lo_export')
ORDER BY 1"""
_RESERVED = ("public", "none", "current_user", "session_user", "current_role", "user")


class Made(NamedTuple):
    """What was done: whether the role is new, what was taken from everybody (PUBLIC) in this database, and which functions
    that store large objects could not be taken."""

    role: str
    new: bool
    password: bool
    taken: tuple[str, ...]
    left: tuple[str, ...]


def refuse_name(role: str) -> None:
    """Only a plain identifier can name the role.

    :raises UsageError: for anything else.
    """
    if not _PLAIN.fullmatch(role) or role in _RESERVED or role.startswith("pg_"):
        raise UsageError(
            f"'{role}' is no name for the role", "use small letters, digits and _, at most 63, not beginning with a digit or pg_"
        )  # fmt: skip


def exists(url: str, role: str) -> bool:
    """Whether the server has a role of that name."""
    with _connect(url) as connection:
        return _exists(connection, role)


def make_analyst(url: str, role: str, password: str | None, *, seconds: int = 60) -> Made:
    """Create or update the role, in one transaction.

    :param url: of the owner of the tables, or of a superuser.
    :param password: None leaves it as it is.
    :param seconds: `statement_timeout` as the role's default.
    :raises KbaseError: where there is no database of ours, the connected role may not do it, or the role may do more.
    """
    refuse_name(role)
    with _connect(url) as connection:
        try:
            with connection.transaction():
                return _make(connection, role, password, seconds)
        except psycopg.Error as error:
            said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
            raise KbaseError(
                f"PostgreSQL refuses it: {said}", "connect as the owner of the database and its tables, with the right CREATEROLE, or as a superuser"
            ) from None  # fmt: skip


def _connect(url: str) -> psycopg.Connection[Any]:
    if not url.startswith(POSTGRESQL):
        raise UsageError(
            "SQLite has no roles: whoever may read the file reads everything", "name a postgresql:// URL with --database"
        )  # fmt: skip
    try:
        return psycopg.connect(url, application_name="kbase analyst", autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        raise unreachable(url, error) from None


def _exists(connection: psycopg.Connection[Any], role: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def _make(connection: psycopg.Connection[Any], role: str, password: str | None, seconds: int) -> Made:
    home = connection.execute(
        "SELECT n.nspname, pg_get_userbyid(c.relowner), current_database(), current_user FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass('kbase_meta')"
    ).fetchone()
    if home is None:
        where = without_password(f"postgresql:///{connection.info.dbname}")
        raise KbaseError(f"'{where}' is not a kbase database", "seed it first, then make the role")
    schema, owner, database, me = home
    if role in (owner, me):
        raise UsageError(f"'{role}' owns the data or is you; an analyst is somebody else", "choose another name")
    who, place, base = sql.Identifier(role), sql.Identifier(schema), sql.Identifier(database)

    def run(text: str, **more: sql.Composable) -> None:
        connection.execute(sql.SQL(text).format(who=who, schema=place, database=base, **more))

    new = not _exists(connection, role)
    run("CREATE ROLE {who} LOGIN NOINHERIT" if new else "ALTER ROLE {who} LOGIN")
    if password is not None:
        # what is sent, and what a server may log, is only its SCRAM verifier
        verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
        run("ALTER ROLE {who} PASSWORD {verifier}", verifier=sql.Literal(verifier))
    # defaults, which the role may reset; what stops it are the grants it lacks
    run("ALTER ROLE {who} SET default_transaction_read_only = on")
    run("ALTER ROLE {who} SET statement_timeout = {limit}", limit=sql.Literal(f"{seconds}s"))
    taken = _take_from_all(connection, role, schema, run)
    functions, left = _take_large_objects(connection, role, run)
    run("GRANT CONNECT ON DATABASE {database} TO {who}")
    run("GRANT USAGE ON SCHEMA {schema} TO {who}")
    ours = sql.SQL(", ").join(sql.Identifier(schema, name) for name in (*shape.tables(), *_present(connection)))
    run("GRANT SELECT ON {tables} TO {who}", tables=ours)
    run(
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {schema} GRANT SELECT ON TABLES TO {who}",
        owner=sql.Identifier(owner),
    )
    _refuse_more(connection, role)
    return Made(role, new, password is not None, (*taken, *functions), left)


def _present(connection: psycopg.Connection[Any]) -> list[str]:
    """Our views that are there: an older seed made fewer."""
    rows = connection.execute("SELECT viewname FROM pg_views WHERE schemaname = current_schema()").fetchall()
    return [name for (name,) in rows if name in views("postgresql")]


def _take_from_all(connection: psycopg.Connection[Any], role: str, schema: str, run: Any) -> tuple[str, ...]:
    """What everybody may do by PostgreSQL's own defaults, and the role would with them."""
    row = connection.execute(
        "SELECT has_database_privilege(%(role)s, current_database(), 'TEMPORARY'),"
        " has_schema_privilege(%(role)s, %(schema)s, 'CREATE')",
        {"role": role, "schema": schema},
    ).fetchone()
    temporary, create = row or (False, False)
    if temporary:
        run("REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {who}")
    if create:
        run("REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {who}")
    return ("TEMPORARY on the database",) * temporary + (f"CREATE on schema {schema}",) * create


def _take_large_objects(
    connection: psycopg.Connection[Any], role: str, run: Any
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The functions that were taken from everybody, and those that the role keeps: they are the superuser's to take."""
    before = connection.execute(LARGE_OBJECTS.encode(), {"role": role}).fetchall()
    own = [name for name, may in before if may]
    if own:
        run(
            "REVOKE EXECUTE ON FUNCTION {functions} FROM PUBLIC, {who}",
            functions=sql.SQL(", ").join(map(_function, own)),
        )
    left = tuple(name for name, _ in connection.execute(LARGE_OBJECTS.encode(), {"role": role}).fetchall())
    taken = [name for name in own if name not in left]
    return (f"EXECUTE on what stores large objects: {', '.join(taken)}",) * bool(taken), left


def _function(signature: str) -> sql.Composable:
    return sql.SQL(signature)  # the server's own words, of a function of pg_catalog


def _refuse_more(connection: psycopg.Connection[Any], role: str) -> None:
    """A role that was there before, or rights given to everybody, may go further than reading.

    :raises KbaseError: naming what it may; the transaction is taken back.
    """
    cursor = connection.execute(RIGHTS.replace("session_user", "%(role)s").encode(), {"role": role})
    row = cursor.fetchone() or ()
    found = [c.name for c, has in zip(cursor.description or (), row, strict=True) if has]
    temporary = connection.execute(
        "SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')", [role]
    ).fetchone()
    if temporary and temporary[0]:
        found.append("may make temporary tables")
    if found:
        raise KbaseError(
            f"the role '{role}' {'; '.join(found)}; nothing was changed",
            "choose another name, or take those rights away first",
        )
