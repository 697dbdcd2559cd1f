"""An analyst's statement on PostgreSQL: one, read-only, by a role that cannot write, ended by two clocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from threading import Timer
from typing import Any

import psycopg
from psycopg.types.string import TextLoader

from kbase.database.connection import numbered, unreachable
from kbase.problems import KbaseError

RIGHTS = """\
SELECT
  EXISTS (SELECT 1 FROM pg_roles r WHERE (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)
    AND pg_has_role(session_user, r.oid, 'MEMBER')) AS "is a superuser or may make roles or databases",
  EXISTS (SELECT 1 FROM pg_roles r WHERE r.rolname IN ('pg_read_server_files', 'pg_write_server_files',
    'pg_execute_server_program', 'pg_write_all_data', 'pg_signal_backend', 'pg_database_owner', 'pg_maintain')
    AND pg_has_role(session_user, r.oid, 'MEMBER')) AS "may use the server's files, programs or sessions",
  EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND has_table_privilege(session_user, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')) AS "may write tables",
  EXISTS (SELECT 1 FROM pg_namespace n WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND has_schema_privilege(session_user, n.oid, 'CREATE'))
    OR has_database_privilege(session_user, current_database(), 'CREATE') AS "may make tables or schemas"
"""
# dates and times as ISO text, as SQLite has them
_AS_TEXT = ("date", "time", "timetz", "timestamp", "timestamptz", "interval", "json", "jsonb", "uuid")
_GRACE = 2.0  # seconds between the server's clock and the end of the connection


def run(
    url: str, sql: str, seconds: float, trust_role: bool, params: dict[str, str | int] | None = None
) -> Iterator[Any]:
    """The columns, then the rows."""
    values: list[str | int] = []
    if params is not None:
        sql, names = numbered(sql)
        missing = sorted({n for n in names if n not in params})
        if missing:
            raise KbaseError(f"the statement asks for a value of '{missing[0]}'", f"add {missing[0]}=…")
        values = [params[n] for n in names]
    try:
        connection = psycopg.connect(url, application_name="kbase sql", connect_timeout=10)
    except psycopg.Error as error:
        raise unreachable(url, error) from None
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        with suppress(psycopg.Error):
            connection.cancel_safe(timeout=_GRACE)

    def cut() -> None:
        late.append(True)
        with suppress(OSError):
            import socket

            # the statement will not be cancelled: leave it to the server, and go
            socket.socket(fileno=connection.pgconn.socket).shutdown(socket.SHUT_RDWR)

    clocks = [Timer(seconds, stop), Timer(seconds + 2 * _GRACE, cut)]
    try:
        for name in _AS_TEXT:
            connection.adapters.register_loader(name, TextLoader)
        connection.read_only = True
        _refuse_rights(connection, trust_role)
        connection.execute(
            "SELECT set_config('datestyle', 'ISO', true), set_config('statement_timeout', %s, true)",
            [f"{max(1, int(seconds * 1000))}ms"],  # 0 would mean none
        )
        for clock in clocks:
            clock.daemon = True
            clock.start()
        yield _columns(connection, sql)
        # stream() sends by the extended protocol, in which the server takes one statement only
        for row in psycopg.RawCursor(connection).stream(sql, values):
            yield [_value(v) for v in row]
        _refuse_written(connection)
    except psycopg.Error as error:
        from kbase.database.guard import too_slow

        if late or isinstance(error, psycopg.errors.QueryCanceled):
            raise too_slow(seconds) from None
        raise KbaseError(
            f"PostgreSQL refuses it: {_first_line(error)}",
            "kbase sql runs one statement that reads; see 'kbase sql --help'",
        ) from None
    finally:
        for clock in clocks:
            clock.cancel()
        with suppress(psycopg.Error):
            connection.rollback()
        connection.close()


def _columns(connection: psycopg.Connection[Any], sql: str) -> list[str]:
    """The columns of a statement, which is parsed but not run; one that answers with no rows is refused here."""
    pgconn, encoding = connection.pgconn, connection.info.encoding
    parsed = pgconn.prepare(b"", sql.encode(encoding))
    if parsed.status == psycopg.pq.ExecStatus.COMMAND_OK:
        parsed = pgconn.describe_prepared(b"")
    if parsed.status != psycopg.pq.ExecStatus.COMMAND_OK:
        raise psycopg.errors.error_from_result(parsed, encoding)
    if parsed.nfields == 0:
        raise KbaseError("the statement returns no rows", "kbase sql runs one statement that reads")
    return [(parsed.fname(i) or b"").decode(encoding, "replace") for i in range(parsed.nfields)]


def _refuse_written(connection: psycopg.Connection[Any]) -> None:
    """Up to PostgreSQL 15 a read-only transaction lets large objects be stored; whatever writes has taken a number."""
    number = connection.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL").fetchone()
    if number and number[0]:
        raise KbaseError("the statement writes, and was taken back", "kbase sql runs one statement that reads")


def _refuse_rights(connection: psycopg.Connection[Any], trust_role: bool) -> None:
    if trust_role:
        return
    cursor = connection.execute(RIGHTS)
    row = cursor.fetchone() or ()
    found = [c.name for c, has in zip(cursor.description or (), row, strict=True) if has]
    if found:
        user = connection.info.user
        raise KbaseError(
            f"the role '{user}' {'; '.join(found)}: kbase sql wants one that can only read",
            "its owner makes one with 'kbase analyst NAME'; or add --trust-role",
        )


def _value(value: Any) -> Any:
    if isinstance(value, bool):  # SQLite has 1 and 0
        return int(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            return str(value)
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and value - value != 0:  # infinite or no number
        return str(value)
    return value


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
