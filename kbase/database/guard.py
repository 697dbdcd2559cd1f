"""An analyst's own SQL, run so that it can only read and always ends, by the engines' own means.

SQLite: a child process (`guard_child`) opens the file read-only behind an authorizer and limits; the parent kills it at
the time limit. PostgreSQL: a read-only transaction of a role without
rights to write, one statement by the extended protocol, ended by the server's and by the client's clock. Nothing
here reads the SQL text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from kbase.database.connection import POSTGRESQL, sqlite_path, sqlite_uri
from kbase.problems import KbaseError

# run by its path and without the site module: nothing but sqlite3 and json is loaded
CHILD = str(Path(__file__).resolve().with_name("guard_child.py"))


class Result(NamedTuple):
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def run_guarded(url: str, sql: str, *, seconds: float, max_rows: int | None = None, trust_role: bool = False) -> Result:
    """Run one statement; its rows come as they are read.

    :raises KbaseError: where it is refused, fails, or does not end in time; also while the rows are read.
    """
    if not sql.strip():
        raise KbaseError(
            "there is no query", "write it as an argument, with --file, or '-' to read it from standard input"
        )
    if url.startswith(POSTGRESQL):
        from kbase.database.guard_postgresql import run

        stream = run(url, sql, seconds, trust_role)
    else:
        stream = _run_sqlite(sqlite_path(url), sql, seconds)
    columns = tuple(next(stream))
    return Result(columns, _limited(stream, max_rows))


def _limited(stream: Iterator[Any], max_rows: int | None) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(stream):
        if max_rows is not None and number >= max_rows:
            stream.close()  # type: ignore[attr-defined]
            return
        yield tuple(row)


def too_slow(seconds: float) -> KbaseError:
    return KbaseError(
        f"the query did not end within {seconds:g} seconds and was stopped", "narrow it, or raise --time-limit"
    )


# --- SQLite: the parent -----------------------------------------------------------------------------------


def _run_sqlite(path: str, sql: str, seconds: float) -> Iterator[Any]:
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
            child.stdin.write(sql.encode("utf-8", "surrogatepass"))
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
