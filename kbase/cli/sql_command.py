"""Run one read-only SQL statement.

It is run so that it can change nothing and always ends: on SQLite in a process of its own that may only read and is
killed at the time limit; on PostgreSQL in a read-only transaction, by a role without rights to write (--trust-role
accepts one that has more). 'kbase schema' says what the tables mean; the views current_… hold what stands.

JSON: {data: {columns, rows: [[…]]}, meta}. csv and jsonl are written while the query runs.

Examples:
  kbase sql "select name, founded from groups order by name"
  kbase sql --file question.sql --format csv > answer.csv
  kbase sql - < question.sql
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from kbase.cli.common import add_reader_options, opened
from kbase.database.guard import Result, run_guarded
from kbase.problems import KbaseError, UsageError

MOST_KEPT = 64 << 20  # characters of an answer that is set as a whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", help="the statement, or - to read it from standard input")
    parser.add_argument("--file", metavar="F", help="read the statement from a file")
    parser.add_argument(
        "--time-limit", type=float, default=30.0, metavar="S", help="seconds after which it is stopped (default: 30)"
    )
    parser.add_argument("--trust-role", action="store_true", help="PostgreSQL: accept a role that may write")
    add_reader_options(parser, sql=False)


def run(arguments: argparse.Namespace) -> int:
    if not 0 < arguments.time_limit <= 86400:
        raise UsageError("--time-limit is a number of seconds, at most a day")
    from kbase.queries.revision import revision

    statement = _statement(arguments)
    with opened(arguments) as database:
        known = revision(database)
        url = database.url
    result = run_guarded(url, statement, seconds=arguments.time_limit, trust_role=arguments.trust_role)
    if arguments.format in ("csv", "jsonl"):
        from kbase.render.data import Rows, write_csv, write_jsonl
        from kbase.render.output import lenient
        from kbase.render.safe import clean

        (write_csv if arguments.format == "csv" else write_jsonl)(
            Rows(result.columns, result.rows), lenient(sys.stdout)
        )
        sys.stdout.flush()
        sys.stderr.write(clean(f"kbase: {known.line()}") + "\n")
        return 0
    from kbase.queries.selection import Selection
    from kbase.render.output import emit
    from kbase.render.page import selection_page

    found = Selection(result.columns, _kept(result), known)
    emit(arguments.format, found, lambda: selection_page(found))
    return 0


def _kept(result: Result) -> tuple[tuple[Any, ...], ...]:
    rows, size = [], 0
    for row in result.rows:
        rows.append(row)
        size += sum(len(v) if isinstance(v, str | bytes) else 8 for v in row)
        if size > MOST_KEPT:
            raise KbaseError(
                "the answer is too large for this format", "narrow it, or use --format csv or jsonl, which keep nothing"
            )
    return tuple(rows)


def _statement(arguments: argparse.Namespace) -> str:
    if (arguments.query is None) == (arguments.file is None):
        raise UsageError("give the statement as an argument, with --file, or '-' for standard input")
    if arguments.query == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    if arguments.query is not None:
        return str(arguments.query)
    try:
        with open(arguments.file, encoding="utf-8") as file:  # noqa: PTH123
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise KbaseError(f"'{arguments.file}' cannot be read: {error}") from None
