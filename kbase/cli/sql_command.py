"""Run one read-only SQL statement, ask a named question, or open a prompt.

A statement is run so that it can change nothing and always ends: on SQLite in a process of its own that may only read
and is killed at the time limit; on PostgreSQL in a read-only transaction, by a role without rights to write ('kbase
analyst' makes one; --trust-role accepts one that has more). 'kbase schema' says what tables, views and columns mean.

Instead of a statement, the name of a question with its parameters; --questions lists them. Groups, people and the like
may be typed by id, acronym or name. A file or standard input may hold a question too, as it is typed. A statement may hold
:name parameters; each value given must have one. Without a statement, on a terminal, a prompt opens.

JSON: {data: {columns, rows: [[…]]}, meta}. Of two columns of one name the second is called name_2. csv and jsonl are written while the query runs; where there are no rows,
csv has the headings alone, and for jsonl they are named on standard error.

Examples:
  kbase sql "select name, founded from groups order by name"
  kbase sql leaders-on group=isis day=2015-05-14
  kbase sql --questions
  kbase sql --file question.sql --format csv > answer.csv
  echo "select count(*) from all_claims" | kbase sql
  kbase sql "select name from groups where kind = :kind order by name" kind=province
  kbase sql --explain "select * from event_list where year = 2020"
"""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from kbase.cli.common import add_reader_options, opened
from kbase.database.guard import Params, Result, run_guarded
from kbase.problems import KbaseError, UsageError
from kbase.text import nearest

if TYPE_CHECKING:
    from kbase.database.connection import Database
    from kbase.queries.revision import Revision

MOST_KEPT = 64 << 20  # characters of an answer that is set as a whole
_GIVEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*=")
_NAME = re.compile(r"[a-z]+(-[a-z]+)+")
_COMMENT = re.compile(r"""#[^\n]*|(?P<word>(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s'"\\])+)""", re.DOTALL)


class Asking(NamedTuple):
    """What is asked: a statement and the values of its parameters."""

    sql: str
    params: Params | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="*", metavar="STATEMENT",
        help="the statement, - to read it from standard input, or a question; then NAME=VALUE for each parameter",
    )  # fmt: skip
    parser.add_argument("--file", metavar="F", help="read the statement from a file")
    parser.add_argument("--questions", action="store_true", help="list the named questions and their parameters")
    parser.add_argument("--explain", action="store_true", help="print the engine's plan instead of the answer")
    parser.add_argument(
        "--time-limit", type=float, default=30.0, metavar="S", help="seconds after which it is stopped (default: 30)"
    )
    parser.add_argument("--trust-role", action="store_true", help="PostgreSQL: accept a role that may write")
    add_reader_options(parser, sql=False)
    parser.add_argument("--sql", action="store_true", help="print the SQL of a question instead of asking it")


def run(arguments: argparse.Namespace) -> int:
    if not 0 < arguments.time_limit <= 86400:
        raise UsageError("--time-limit is a number of seconds, at most a day")
    if arguments.questions:
        return _list_questions(arguments.format)
    statement, given = _asked(arguments)
    if statement is None:
        return _prompt(arguments)
    if arguments.sql:
        return _print_sql(statement)
    from kbase.queries.revision import revision

    with opened(arguments) as database:
        known = revision(database)
        asking = asking_of(statement, given, database)
        url = database.url
    answer(arguments, url, known, asking)
    return 0


def asking_of(statement: str, given: dict[str, str], database: Database) -> Asking:
    """A statement with its values as typed, or a question with its values as meant."""
    from kbase.queries.questions import QUESTIONS, parameters_of

    name, more = question_in(statement)
    if not name:
        _all_used(statement, given)
        return Asking(statement, dict(given) or None)
    if name not in QUESTIONS:
        raise UsageError(f"there is no question '{name}'", _nearest(name))
    twice = next((n for n in more if n in given), None)
    if twice:
        raise UsageError(f"'{twice}' is given twice")
    return Asking(QUESTIONS[name].sql, parameters_of(QUESTIONS[name], more | given, database))


def question_in(text: str) -> tuple[str, dict[str, str]]:
    """The question that a text names, with the values that it gives; '' where it is a statement.

    :raises UsageError: where what follows the name is not NAME=VALUE.
    """
    text = text.strip().removesuffix(";")
    first = text.split(None, 1)[0] if text.split() else ""
    if not _NAME.fullmatch(first):  # a word with a hyphen begins no statement
        return "", {}
    import shlex

    try:
        # a comment begins with a word, not within one
        name, *words = shlex.split(_COMMENT.sub(lambda found: found["word"] or "", text))
    except ValueError:
        raise UsageError("a quote is not closed") from None
    return name, given_of(words)


def _all_used(statement: str, given: dict[str, str]) -> None:
    from kbase.database.connection import numbered

    known = list(dict.fromkeys(numbered(statement)[1]))
    for name in given:
        if name not in known:
            has = (
                f"it has {', '.join(f':{n}' for n in known)}" if known else f"write :{name} where its value is to stand"
            )
            raise UsageError(f"the statement has no parameter '{name}'", has)
    for name in known:
        if name not in given:
            raise UsageError(f"the statement asks for a value of '{name}'", f"add {name}=…")


def answer(arguments: argparse.Namespace, url: str, known: Revision, asking: Asking) -> None:
    """Ask under the guard and write the answer to standard output."""
    from kbase.queries.selection import Selection, distinct

    result = run_guarded(
        url, asking.sql, seconds=arguments.time_limit, trust_role=arguments.trust_role, params=asking.params,
        explain=arguments.explain,
    )  # fmt: skip
    result = result._replace(columns=distinct(result.columns))
    if arguments.format in ("csv", "jsonl"):
        _write_rows(arguments.format, result, known)
        return
    from kbase.render.output import emit
    from kbase.render.page import selection_page

    found = Selection(result.columns, _kept(result), known)
    emit(arguments.format, found, lambda: selection_page(found))


def _write_rows(format: str, result: Result, known: Revision) -> None:
    from kbase.render.data import Rows, write_csv, write_jsonl
    from kbase.render.output import lenient
    from kbase.render.safe import clean

    written = 0

    def counted() -> Any:
        nonlocal written
        for row in result.rows:
            written += 1
            yield row

    (write_csv if format == "csv" else write_jsonl)(Rows(result.columns, counted()), lenient(sys.stdout))
    sys.stdout.flush()
    if format == "jsonl" and not written:
        sys.stderr.write(clean(f"kbase: no rows; columns: {', '.join(result.columns)}") + "\n")
    sys.stderr.write(clean(f"kbase: {known.line()}") + "\n")


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


def _asked(arguments: argparse.Namespace) -> tuple[str | None, dict[str, str]]:
    """The statement or the name of a question, and the values given; no statement where a prompt is to be opened."""
    words = list(arguments.words)
    if arguments.file is not None:
        return _read(arguments.file), given_of(words)
    if not words:
        if sys.stdin is None or not sys.stdin.isatty():
            return _standard_input(), {}
        if sys.stdout.isatty():
            return None, {}
        raise UsageError("give the statement as an argument, with --file, or on standard input")
    first = words.pop(0)
    if _GIVEN.match(first):
        raise UsageError(
            f"there is no statement before {first}", "write it, a question's name, or - for standard input"
        )
    return _standard_input() if first == "-" else first, given_of(words)


def given_of(words: list[str]) -> dict[str, str]:
    """The values of `name=value` words."""
    found: dict[str, str] = {}
    for word in words:
        if not _GIVEN.match(word):
            raise UsageError(
                f"'{word}' is not NAME=VALUE", "write the whole statement in quotes; with --file write no other"
            )
        name, _, value = word.partition("=")
        if name in found:
            raise UsageError(f"'{name}' is given twice")
        found[name] = value
    return found


def _standard_input() -> str:
    return _decoded(sys.stdin.buffer.read(), "standard input") if sys.stdin else ""


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return _decoded(file.read(), f"'{path}'")
    except FileNotFoundError:
        raise KbaseError(f"there is no file '{path}'", "check its path") from None
    except IsADirectoryError:
        raise KbaseError(f"'{path}' is a folder", "name the file that holds the statement") from None
    except PermissionError:
        raise KbaseError(f"'{path}' may not be read by you", "ask for the right to read it, or name another") from None
    except OSError as error:
        raise KbaseError(f"'{path}' cannot be read: {error.strerror}", "name another") from None


def _decoded(text: bytes, where: str) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise KbaseError(f"{where} is not text in UTF-8: line {line}", "save it as UTF-8") from None


def _nearest(name: str) -> str:
    from kbase.queries.questions import QUESTIONS

    near = nearest(name, QUESTIONS)
    return f"did you mean '{near}'?" if near else "see 'kbase sql --questions'"


def _print_sql(statement: str) -> int:
    from kbase.queries.questions import QUESTIONS

    question = QUESTIONS.get(question_in(statement)[0])
    if question is None:
        raise UsageError("--sql prints the SQL of a question", "see 'kbase sql --questions'")
    sys.stdout.write(f"{question.sql};\n")
    return 0


def _list_questions(format: str) -> int:
    from kbase.queries.dictionary import questions
    from kbase.render.output import emit
    from kbase.render.page import selection_page

    found = questions()
    emit(format, found, lambda: selection_page(found, "Questions"))
    return 0


def _prompt(arguments: argparse.Namespace) -> int:
    from kbase.cli.sql_prompt import prompt

    return prompt(arguments)
