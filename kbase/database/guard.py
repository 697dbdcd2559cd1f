"""An analyst's own SQL, run so that it can only read and always ends, by the engines' own means.

SQLite: a child process (`guard_child`) opens the file read-only behind an authorizer and limits; the parent kills it at
the time limit. PostgreSQL: a read-only transaction of a role without
rights to write, one statement by the extended protocol, ended by the server's and by the client's clock. Nothing
here judges the SQL text; parameters are bound by the driver.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kbase.database.connection import POSTGRESQL, sqlite_path, sqlite_uri
from kbase.problems import KbaseError, UsageError

# run by its path and without the site module: nothing but sqlite3 and json is loaded
CHILD = str(Path(__file__).resolve().with_name("guard_child.py"))


Params = dict[str, str | int]


class Result(NamedTuple):
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def run_guarded(
    url: str, sql: str, *, seconds: float, max_rows: int | None = None, trust_role: bool = False,
    params: Params | None = None, explain: bool = False,
) -> Result:  # fmt: skip
    """Run one statement; its rows come as they are read.

    :param params: values of `:name` in the statement.
    :param explain: answer with the engine's plan for the statement, as lines in a column `plan`.
    :raises KbaseError: where it is refused, fails, or does not end in time; also while the rows are read.
    """
    if not sql.strip():
        raise UsageError(
            "there is no query", "write it as an argument, with --file, or '-' to read it from standard input"
        )
    try:
        "".join([sql, *map(str, (params or {}).values())]).encode()
    except UnicodeEncodeError:
        raise KbaseError("what was typed is no text: it is not in the terminal's encoding") from None
    if url.startswith(POSTGRESQL):
        from kbase.database.guard_postgresql import run

        stream = run(url, f"EXPLAIN {sql}" if explain else sql, seconds, trust_role, params)
    else:
        stream = _run_sqlite(sqlite_path(url), f"EXPLAIN QUERY PLAN {sql}" if explain else sql, seconds, params or {})
    try:
        columns = tuple(next(stream))
    except KbaseError as error:
        from kbase.database.near_names import explained

        raise explained(error, sql) from None
    if explain:
        return Result(("plan",), _limited(_plan(columns, stream), max_rows))
    return Result(columns, _limited(stream, max_rows))


def _plan(columns: tuple[str, ...], stream: Iterator[Any]) -> Iterator[tuple[str]]:
    """A plan's lines, each indented as deep as it stands in the plan; PostgreSQL's are so already."""
    depths: dict[int, int] = {0: -1}
    try:
        for row in stream:
            if len(columns) == 1:
                yield (str(row[0]),)
            else:
                depths[row[0]] = depths.get(row[1], -1) + 1
                yield ("  " * depths[row[0]] + str(row[3]),)
    finally:
        stream.close()  # type: ignore[attr-defined]


def _limited(stream: Iterator[Any], max_rows: int | None) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(stream):
        if max_rows is not None and number >= max_rows:
            stream.close()  # type: ignore[attr-defined]
            return
        yield tuple(row)


def too_slow(seconds: float) -> KbaseError:
    return KbaseError(
        f"the query did not end within {seconds:g} second{'s' * (seconds != 1)} and was stopped",
        "narrow it, or raise --time-limit",
    )


# --- SQLite: the parent -----------------------------------------------------------------------------------


def _run_sqlite(path: str, sql: str, seconds: float, params: Params) -> Iterator[Any]:
    import json
    import subprocess
    from threading import Timer

    if not Path(path).is_file():
        raise KbaseError(f"there is no database '{path}'", "see 'kbase seed --help'")
    child = subprocess.Popen(
        [sys.executable, "-I", "-S", CHILD, sqlite_uri(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={k: v for k, v in os.environ.items() if k in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")}, close_fds=True,
    )  # fmt: skip
    assert child.stdin and child.stdout and child.stderr
    late = []

    def stop() -> None:
        late.append(True)
        child.kill()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        try:
            child.stdin.write(json.dumps([sql, params]).encode())
            child.stdin.close()
        except BrokenPipeError:
            pass
        done = False
        for line in child.stdout:
            if not line.endswith(b"\n"):
                break  # cut off when it was stopped
            kind, value = json.loads(line)
            if kind == "error":
                raise KbaseError(value, "kbase sql runs one statement that reads; see 'kbase sql --help'")
            if kind == "end":
                done = True
                break
            yield [bytes.fromhex(v["$bytes"]) if isinstance(v, dict) else v for v in value]
        if not done:
            child.wait()
            if late:
                raise too_slow(seconds)
            raise KbaseError("the query was stopped: it needs more memory than it may have", "narrow it")
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout, child.stderr):
            with suppress(OSError):
                pipe.close()
