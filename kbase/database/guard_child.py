"""The process that runs an analyst's statement on SQLite: read-only, bounded, to be killed at any moment.

Started by `guard` with the file's URI; reads the statement and its parameters as JSON from standard input and writes
JSON lines: the columns, each row, the end, or an error. It imports only the standard library.
"""

from __future__ import annotations

import contextlib
import json
import math
import sqlite3
import sys
from typing import Any

MEMORY = 1 << 30  # bytes of address space
LONGEST_VALUE = 16 << 20  # bytes of one value

_HARMLESS_PRAGMAS = frozenset({
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "collation_list", "function_list", "compile_options", "data_version",
})  # fmt: skip
_FORBIDDEN_FUNCTIONS = frozenset({
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "fsdir", "lsmode", "sqlite_dbpage",
})  # fmt: skip
# every action but reading: a list of what is allowed would break the inner queries of full-text tables
_FORBIDDEN = frozenset({
    sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH, sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE,
    sqlite3.SQLITE_ALTER_TABLE, sqlite3.SQLITE_REINDEX, sqlite3.SQLITE_ANALYZE, sqlite3.SQLITE_TRANSACTION,
    sqlite3.SQLITE_SAVEPOINT, sqlite3.SQLITE_CREATE_VTABLE, sqlite3.SQLITE_DROP_VTABLE,
    sqlite3.SQLITE_CREATE_TABLE, sqlite3.SQLITE_CREATE_INDEX, sqlite3.SQLITE_CREATE_VIEW, sqlite3.SQLITE_CREATE_TRIGGER,
    sqlite3.SQLITE_CREATE_TEMP_TABLE, sqlite3.SQLITE_CREATE_TEMP_INDEX, sqlite3.SQLITE_CREATE_TEMP_VIEW,
    sqlite3.SQLITE_CREATE_TEMP_TRIGGER, sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_INDEX, sqlite3.SQLITE_DROP_VIEW,
    sqlite3.SQLITE_DROP_TRIGGER, sqlite3.SQLITE_DROP_TEMP_TABLE, sqlite3.SQLITE_DROP_TEMP_INDEX,
    sqlite3.SQLITE_DROP_TEMP_VIEW, sqlite3.SQLITE_DROP_TEMP_TRIGGER,
})  # fmt: skip
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE, sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 500, sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 200,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100, sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1000, sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}  # fmt: skip


def _authorize(action: int, first: str | None, second: str | None, *_: str | None) -> int:
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        # asked when a virtual table is opened; a real update of it is refused as the schema is not writable
        return sqlite3.SQLITE_OK
    forbidden = (
        action in _FORBIDDEN
        or (action == sqlite3.SQLITE_PRAGMA and str(first).lower() not in _HARMLESS_PRAGMAS)
        or (action == sqlite3.SQLITE_FUNCTION and str(second).lower() in _FORBIDDEN_FUNCTIONS)
    )
    return sqlite3.SQLITE_DENY if forbidden else sqlite3.SQLITE_OK


def connect(uri: str) -> sqlite3.Connection:
    """The file, readable and nothing else."""
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    # sorting stays in memory: this process may not write a file, not even a temporary one
    for pragma in ("query_only = 1", "trusted_schema = 0", "temp_store = 2", "mmap_size = 0", "cell_size_check = 1"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.set_authorizer(_authorize)
    return connection


def _confine() -> None:
    """No memory without bound, no file longer than nothing, no core dump; where the system knows such limits."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (most, most))


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"$bytes": value.hex()}
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def run(uri: str, sql: str, params: dict[str, Any], out: Any) -> None:
    """Run one statement and write what it answers."""
    encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode

    def say(kind: str, value: object) -> None:
        out.write(encode([kind, value]) + "\n")

    try:
        cursor = connect(uri).execute(sql, params)
        if cursor.description is None:
            say("error", "the statement returns no rows")
            return
        say("row", [c[0] for c in cursor.description])
        for row in cursor:
            say("row", [_value(v) for v in row])
        say("end", None)
    except (sqlite3.Error, sqlite3.Warning, UnicodeError) as error:
        nameless = isinstance(error, sqlite3.ProgrammingError) and "has no name" in str(error)
        why = "a '?' gets no value here: write a name, as :day" if nameless else f"SQLite refuses it: {error}"
        say("error", why)
    except MemoryError:
        say("error", "the query was stopped: it needs more memory than it may have")


if __name__ == "__main__":
    _confine()
    statement, values = json.load(sys.stdin.buffer)
    with contextlib.suppress(BrokenPipeError):
        run(sys.argv[1], statement, values, sys.stdout)
        sys.stdout.flush()
