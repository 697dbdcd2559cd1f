"""Screen a list of names: the entities that each may mean, with scores and reasons.

FILE is .csv or .tsv with a header, .jsonl or .txt (one name a line). The names are held against the knowledge base, or with
--against against a list of your own: JSON lines of {"id", "kind", "names"}, optionally "birth" and "country". A birth year
tells people of one name apart, a kind (person, group, organization …) narrows; a country is told, not counted.

A score says how likely it is, from 0 to 1, that the names are of one; from --threshold on (0.5: more likely than not) they are
told; docs/names.md says what that misses and what it takes wrongly. A name is not a person: a hit is a question, not an answer.

With --output FILE a run that was stopped is taken up by --resume. CSV has a row a candidate; JSON lines have a line a query:
{"query", "candidates": [{"id", "name", "score", "reasons"}]}.

Examples:
  kbase match names.csv
  kbase match names.csv --column name --birth-column born --format jsonl --limit 1
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kbase.problems import KbaseError, UsageError

if TYPE_CHECKING:
    from kbase.queries.screening import Listed

_FORMATS = ("csv", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the names: .csv, .tsv, .jsonl or .txt")
    parser.add_argument("--column", metavar="C", help="the column of the names (default: name, or the only one)")
    parser.add_argument("--birth-column", metavar="C", help="a column with years or days of birth")
    parser.add_argument("--country-column", metavar="C", help="a column with countries, as names or codes")
    parser.add_argument("--kind-column", metavar="C", help="a column with kinds: person, group, organization …")
    parser.add_argument("--against", metavar="LIST", help="a .jsonl list instead of the knowledge base")
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="at most so many candidates a name (default: 5)"
    )
    parser.add_argument(
        "--threshold", type=float, metavar="S", help="only candidates of at least this score; 0 for all"
    )
    parser.add_argument("--output", metavar="FILE", help="write here instead of to standard output")
    parser.add_argument("--resume", action="store_true", help="go on where an earlier run with --output stopped")
    parser.add_argument("--format", choices=_FORMATS, default="csv", help=f"{', '.join(_FORMATS)} (default: csv)")
    parser.add_argument(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; else KBASE_DATABASE_URL, else your own"
    )


def run(arguments: argparse.Namespace) -> int:
    from kbase.matching.score import THRESHOLD
    from kbase.queries import screening
    from kbase.render.output import lenient

    if arguments.limit < 1:
        raise UsageError("--limit is a number from 1")
    if arguments.resume and not arguments.output:
        raise UsageError("--resume goes on with the file of --output", "name it: --output FILE --resume")
    threshold = THRESHOLD if arguments.threshold is None else arguments.threshold
    path = Path(arguments.file)
    for name in (arguments.file, arguments.against):
        if name and not Path(name).is_file():
            raise KbaseError(f"there is no file '{name}'", "check the path")
    if arguments.against:
        against = screening.listed(Path(arguments.against))
    else:
        from kbase.database.connection import open_database

        against = screening.knowledge_base(open_database(arguments.database))
    if arguments.output is None:
        _screen(arguments, path, against, threshold, lenient(sys.stdout), 0, True)
        return 0
    from kbase.render.screening import taken_up

    target = Path(arguments.output)
    there = target.exists()
    done = taken_up(arguments.format, target) if arguments.resume and there else 0
    if there and not arguments.resume:
        raise UsageError(f"'{target}' is there already", "go on with it by --resume, or name another file")
    with target.open("a", encoding="utf-8", errors="backslashreplace", newline="") as out:
        _screen(arguments, path, against, threshold, out, done, target.stat().st_size == 0)
    return 0


def _screen(
    arguments: argparse.Namespace, path: Path, against: Listed, threshold: float, out: TextIO, done: int, fresh: bool
) -> None:
    from kbase.queries.screening import Columns, count, queries, screen
    from kbase.render.screening import header, write

    columns = Columns(arguments.column, arguments.birth_column, arguments.country_column, arguments.kind_column)
    if fresh:
        header(arguments.format, out)
    looked_on = sys.stderr.isatty()
    rows = count(path) if looked_on else 0
    begun = said = time.monotonic()
    for query in queries(path, columns):
        if query.row <= done:
            continue
        write(arguments.format, screen(query, against, arguments.limit, threshold), out)
        if looked_on and time.monotonic() - said > 1:
            said = time.monotonic()
            speed = (query.row - done) / (said - begun)
            sys.stderr.write(f"\r{query.row:,} of about {rows:,} names, {speed * 60:,.0f} a minute")
            sys.stderr.flush()
            out.flush()
    if looked_on:
        sys.stderr.write("\r\033[K")
