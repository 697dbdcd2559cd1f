"""Entries that may be one thing entered twice, the likeliest first, with the reasons.

People, groups and organizations are compared with their own kind: names that meet in some spelling or script, identifiers that are
shared, births that fit. Pairs that a document under data/decisions/ settles as same, not_same or unsure are left out, and pairs that a
claim ties (a deputy, a faction) unless --linked is given. Nothing is merged: --write puts a template of the decision into the data folder, and
a person decides.

JSON: {data: {columns, rows}, meta}.

Examples:
  kbase duplicates
  kbase duplicates --type group --threshold 0.6 --limit 20
  kbase duplicates --linked --format csv
  kbase duplicates --write al-qaida the-base
  kbase duplicates --write al-qaida the-base --stdout
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kbase.cli.common import add_reader_options, check_limit, check_threshold, opened, printed_sql
from kbase.cli.folder_argument import folder_named, must_be_there
from kbase.problems import KbaseError
from kbase.render.output import emit
from kbase.render.page import selection_page
from kbase.render.safe import clean
from kbase.text import a


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--type", choices=("person", "group", "organization"), help="only of this type")
    parser.add_argument(
        "--threshold", type=float, default=0.75, metavar="N", help="from this score on, 0 to 1 (default: 0.75)"
    )
    parser.add_argument(
        "--linked", action="store_true", help="also pairs that a claim ties, such as a group and its faction"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    parser.add_argument(
        "--write", nargs=2, metavar=("ENTITY", "OTHER"), help="write a template of the decision on these two instead"
    )
    parser.add_argument(
        "--folder", type=folder_named, default=Path("data"), help="the data folder for --write (default: ./data)"
    )
    parser.add_argument("--stdout", action="store_true", help="print the template of --write instead of writing it")
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    check_threshold(arguments.threshold)
    check_limit(arguments.limit)
    if arguments.write:
        return _write(arguments)
    from kbase.cli.progress import Progress
    from kbase.queries.duplicates import Wanted, duplicates

    wanted = Wanted(arguments.type, arguments.threshold, arguments.limit, arguments.linked)
    with opened(arguments) as database, Progress() as progress:
        found = duplicates(
            database, wanted, lambda done, of: progress.tell(lambda: f"{done:,} of {of:,} pairs compared")
        )
        if printed_sql(arguments, database):
            return 0
    emit(arguments.format, found, lambda: selection_page(found, "Likely duplicates"))
    return 0


def _write(arguments: argparse.Namespace) -> int:
    from kbase.curation.templates import template
    from kbase.queries.duplicates import DECIDED, TYPES, why
    from kbase.queries.resolve import resolve

    with opened(arguments) as database:
        one, other = (resolve(database, typed, TYPES) for typed in arguments.write)
        if one.id == other.id:
            raise KbaseError(f"both are '{one.id}'", "name two entries")
        if one.type != other.type:
            raise KbaseError(
                f"'{one.id}' is {a(one.type)}, '{other.id}' {a(other.type)}", "only things of one type can be one"
            )
        if frozenset((one.id, other.id)) in {frozenset(row) for row in database.tuples(DECIDED)}:
            raise KbaseError(f"a decision on '{one.id}' and '{other.id}' is in the data", "change that document")
        remark = clean(f"kbase saw: {'; '.join(why(database, one, other)) or 'nothing that the two share'}.")
    text = template("decision", f"{one.id}-{other.id}", {"entity": one.id, "other": other.id}, {"reason": remark})
    if arguments.stdout:
        sys.stdout.write(text)
        return 0
    folder: Path = arguments.folder
    must_be_there(folder)
    path = folder / "decisions" / f"{one.id}-{other.id}.yaml"
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise KbaseError(f"there is a '{path}' already", "fill that one in") from None
    sys.stdout.write(f"wrote {path}; decide, say why, then run 'kbase check {folder}'\n")
    return 0
