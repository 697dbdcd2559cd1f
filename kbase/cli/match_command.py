"""Screen a list of names: the entities that each may mean, with scores and reasons.

FILE is .csv or .tsv with a header (commas, semicolons, tabs and bars are recognized), .jsonl or .txt (one name a line), in UTF-8;
- is standard input, read as one of these. A list that cannot be read as a whole is refused before anything is screened.

The names are held against the people, groups and organizations of the knowledge base, or with --against against a list of your
own: JSON lines of {"id", "kind", "names"}, optionally "birth" and "country". An entry of it is found through the knowledge base
as well, where that knows the name sought and a name of the entry for one (GSPC and Salafist Group for Call and Combat); the reasons
say so, and --by-spelling leaves it out. A birth year tells people of one name apart, a kind
(person, group, organization …) narrows; a country is told, not counted.

A score says how likely it is, from 0 to 1, that the names are of one; from --threshold on (0.5: more likely than not) they are
told; docs/names.md says what that misses and what it takes wrongly. A name is not a person: a hit is a question, not an answer.

CSV has a row a candidate: `name` is its own, `matched` the spelling that matched; `listing` says whether any authority lists it
now (listed, delisted, or neither), `listed_by` which do. JSON lines have a line a query: {"query", "candidates": [{"id", "kind",
"name", "matched", "score", "reasons", "listing", "listed_by"}]}; with --against {"query", "candidates": [{"id", "name", "score",
"reasons"}]}, where `name` is the spelling that matched. With --output FILE a run that was stopped is taken up by --resume.

Examples:
  kbase match names.csv
  kbase match names.csv --column name --birth-column born --format jsonl --limit 1
  kbase match names.csv --kind person,event
  kbase match names.csv --against list.jsonl --format jsonl --threshold 0.7
  cut -d, -f1 names.csv | kbase match - --limit 1
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kbase.cli.common import check_limit, check_threshold, opened
from kbase.problems import KbaseError, UsageError

if TYPE_CHECKING:
    from kbase.queries.names_file import Columns, Contents, Names
    from kbase.queries.other_names import OtherNames
    from kbase.queries.screening import Listed

_FORMATS = ("csv", "jsonl")
_INPUTS = ("csv", "tsv", "jsonl", "txt")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the names: .csv, .tsv, .jsonl or .txt; - for standard input")
    parser.add_argument("--column", metavar="C", help="the column of the names (default: name, or the only one)")
    parser.add_argument("--birth-column", metavar="C", help="a column with years or days of birth")
    parser.add_argument("--country-column", metavar="C", help="a column with countries, as names or codes")
    parser.add_argument("--kind-column", metavar="C", help="a column with kinds: person, group, organization …")
    parser.add_argument(
        "--kind", metavar="K,…", help="only these kinds, where no column says it (default: person,group,organization)"
    )
    parser.add_argument("--input", choices=_INPUTS, help="how the names are read, where the ending does not tell")
    parser.add_argument(
        "--delimiter", metavar="D", help="what parts the fields: a sign, or 'tab' (default: recognized)"
    )
    parser.add_argument("--against", metavar="LIST", help="a .jsonl list instead of the knowledge base")
    parser.add_argument(
        "--by-spelling",
        action="store_true",
        help="with --against: not through other names that the knowledge base knows",
    )
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="at most so many candidates a name (default: 5)"
    )
    parser.add_argument(
        "--threshold", type=float, metavar="S", help="only candidates of at least this score, 0 to 1; 0 for all"
    )
    parser.add_argument("--output", metavar="FILE", help="write here instead of to standard output")
    parser.add_argument("--resume", action="store_true", help="go on where an earlier run with --output stopped")
    parser.add_argument("--format", choices=_FORMATS, default="csv", help=f"{', '.join(_FORMATS)} (default: csv)")
    parser.add_argument(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; else KBASE_DATABASE_URL, else your own"
    )


def run(arguments: argparse.Namespace) -> int:
    from kbase.queries.names_file import Columns, checked
    from kbase.render.output import lenient

    check_limit(arguments.limit)
    check_threshold(arguments.threshold)
    if arguments.by_spelling and not arguments.against:
        raise UsageError("--by-spelling goes with --against", "the knowledge base is asked for names itself")
    if arguments.resume and not arguments.output:
        raise UsageError("--resume goes on with the file of --output", "name it: --output FILE --resume")
    target = Path(arguments.output) if arguments.output is not None else None
    if target is not None and target.exists() and not arguments.resume:
        raise UsageError(f"'{target}' is there already", "go on with it by --resume, or name another file")
    for name in (arguments.file if arguments.file != "-" else None, arguments.against):
        if name and not Path(name).is_file():
            what = f"'{name}' is a folder" if Path(name).is_dir() else f"there is no file '{name}'"
            raise KbaseError(what, "name a file" if Path(name).is_dir() else "check the path")
    for option in ("column", "birth_column", "country_column", "kind_column"):
        if getattr(arguments, option) == "":
            raise UsageError(f"--{option.replace('_', '-')} names no column", "name one of the list's header")
    kinds = _kinds(arguments)
    columns = Columns(arguments.column, arguments.birth_column, arguments.country_column, arguments.kind_column)
    names = _names(arguments, columns)
    contents = checked(names, columns)
    against = _against(arguments, kinds)
    _warn(names, columns, contents, of_list=against.of_list)
    if target is None:
        _screen(arguments, names, columns, contents.rows, against, lenient(sys.stdout), 0, True)
        return 0
    from kbase.queries.names_file import queries
    from kbase.render.screening import taken_up

    done = taken_up(arguments.format, target, queries(names, columns)) if target.exists() else 0
    with target.open("a", encoding="utf-8", errors="backslashreplace", newline="") as out:
        try:
            _screen(arguments, names, columns, contents.rows, against, out, done, target.stat().st_size == 0)
        except KeyboardInterrupt:
            sys.stderr.write("kbase: the same command with --resume goes on from here\n")
            raise
    return 0


def _kinds(arguments: argparse.Namespace) -> tuple[str, ...] | None:
    """The kinds of --kind; those of a list are its own."""
    if arguments.kind is None:
        return None
    words = tuple(word.strip().lower() for word in arguments.kind.split(","))
    if not arguments.against:
        from kbase.cli.find_command import named_type

        for word in words:
            named_type(word)
    return words


def _against(arguments: argparse.Namespace, kinds: tuple[str, ...] | None) -> Listed:
    from kbase.queries import screening

    if arguments.against:
        return screening.listed(Path(arguments.against), kinds or (), _other_names(arguments))

    return screening.knowledge_base(opened(arguments), kinds or screening.KINDS)


def _other_names(arguments: argparse.Namespace) -> OtherNames | None:
    """Those of the knowledge base; a list can be screened against without it, which is told."""
    if arguments.by_spelling:
        return None
    from kbase.queries.other_names import OtherNames

    try:
        return OtherNames(opened(arguments))
    except KbaseError as error:
        if arguments.database is not None:
            raise
        from kbase.render.safe import clean

        sys.stderr.write(
            f"kbase: by spelling alone, since the knowledge base cannot be asked: {clean(error.message)}\n"
        )
        return None


def _names(arguments: argparse.Namespace, columns: Columns) -> Names:
    from kbase.queries.names_file import in_bytes, in_file

    delimiter = "\t" if arguments.delimiter in ("tab", "\\t") else arguments.delimiter
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise UsageError("--delimiter is one sign, or 'tab'", "quote it for the shell: --delimiter ';'")
    if arguments.file == "-":
        found = sys.stdin.buffer.read() if sys.stdin else b""
        return in_bytes(found, columns, arguments.input, delimiter)
    return in_file(Path(arguments.file), columns, arguments.input, delimiter)


def _warn(names: Names, columns: Columns, contents: Contents, *, of_list: bool) -> None:
    """Say what makes a list be screened otherwise than it is meant."""
    from kbase.fields import THING
    from kbase.render.safe import clean

    said = []
    if not contents.rows:
        said.append(f"'{names.called}' holds no names")
    elif columns.birth and (not contents.births or contents.births < contents.dated):
        several = (
            "no value" if not contents.births else f"{contents.dated - contents.births:,} of {contents.dated:,} values"
        )
        said.append(
            f"{several} of the column '{columns.birth}' hold{'s' * (not contents.births)} {'a' if not contents.births else 'no'} year of birth"
            " (1958, 1958-02-14): not used"
        )
    if contents.titled:
        said.append(
            f"the names are those under '{contents.titled}', the first line; a name a line without a heading is --input txt"
        )
    unknown = sorted(contents.kinds - set(THING)) if not of_list else []
    if unknown:
        said.append(f"nothing here is of the kind {', '.join(unknown[:8])}: such rows find nothing")
    sys.stderr.writelines(f"kbase: {clean(line)}\n" for line in said)


def _screen(
    arguments: argparse.Namespace, names: Names, columns: Columns, rows: int, against: Listed, out: TextIO, done: int,
    fresh: bool,
) -> None:  # fmt: skip
    from kbase.cli.progress import Progress
    from kbase.matching.score import THRESHOLD
    from kbase.queries.names_file import queries
    from kbase.queries.screening import screen
    from kbase.render.screening import header, write

    threshold = THRESHOLD if arguments.threshold is None else arguments.threshold
    if fresh:
        header(arguments.format, out)
    with Progress() as progress:
        for query in queries(names, columns):
            if query.row <= done:
                continue
            write(arguments.format, screen(query, against, arguments.limit, threshold), out)

            def line(row: int = query.row) -> str:
                out.flush()
                speed = (row - done) / progress.elapsed()
                return f"{row:,} of {rows:,} names, {speed * 60:,.0f} a minute"

            progress.tell(line)
