"""Options that all readers share, and how an answer leaves."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kbase.cli.answered import Answered
from kbase.database.connection import Database, open_database
from kbase.problems import UsageError
from kbase.render.output import FORMATS

if TYPE_CHECKING:
    from kbase.queries.linked import Reach
    from kbase.queries.resolve import Entity
    from kbase.render.drawing import Drawing


# one rule of a day, for the help of every --on
LASTS = "the first and the last day count, so whoever was delisted that day was still listed"
HAPPENED = "that day included"


def add_reader_options(parser: argparse.ArgumentParser, *, sql: bool = True) -> None:
    """--database, --format and --sql."""
    parser.add_argument(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; else KBASE_DATABASE_URL, else your own"
    )
    parser.add_argument("--format", choices=FORMATS, default="table", help=f"{', '.join(FORMATS)} (default: table)")
    if sql:
        parser.add_argument("--sql", action="store_true", help="print the SQL behind the answer instead of the answer")


def check_limit(limit: int | None) -> None:
    """:raises UsageError: for a --limit below 1."""
    if limit is not None and limit < 1:
        raise UsageError("--limit is a number from 1")


def check_threshold(threshold: float | None) -> None:
    """:raises UsageError: for a --threshold that is no share."""
    if threshold is not None and not 0 <= threshold <= 1:
        raise UsageError("--threshold is a number from 0 to 1")


def day_bound(text: str | None, option: str, end: int) -> str | None:
    """The first (`end` 0) or last (1) day of the date of an option, as ISO text.

    :raises UsageError: where it is no date.
    """
    if text is None:
        return None
    from kbase.dates import DateError, parse

    try:
        return parse(text)[end]
    except DateError as error:
        raise UsageError(f"{option}: {error}", error.hint) from None


def add_link_options(parser: argparse.ArgumentParser) -> None:
    """--kinds and --on, for commands that follow links."""
    parser.add_argument(
        "--kinds", action="append", default=[], metavar="K,…", help="kinds of link that count; 'all' for every kind"
    )
    parser.add_argument(
        "--on", metavar="DAY", help=f"links that held on this day, acts done by it (2015-05-14); {LASTS}"
    )


def reach_of(arguments: argparse.Namespace) -> Reach:
    """The links that the options let count."""
    from kbase.queries.graph import kinds_of
    from kbase.queries.linked import Reach
    from kbase.queries.on_day import day_of

    on = day_of(arguments.on) if arguments.on is not None else ""
    return Reach(kinds_of(arguments.kinds), on, renounced=bool(arguments.kinds))


def add_known_option(parser: argparse.ArgumentParser) -> None:
    """--known-on, for readers that answer from an earlier state of the data as well."""
    parser.add_argument(
        "--known-on",
        metavar="DAY",
        help="what the data knew at the end of this day (UTC), by its committed revisions ('kbase revisions'); before the first the answer is 'no data', exit code 3",
    )


_asked: list[Database] = []


def taken() -> list[str]:
    """What the databases asked have to tell beside their answers, such as whom a name typed nearly was taken for.

    A line each, told once, at the command's end.
    """
    lines = [line for database in _asked for line in database.taken]
    for database in _asked:
        database.taken.clear()
    return lines


def opened(arguments: argparse.Namespace) -> Database:
    """The database that the command names, or the one that was known on the day it names.

    :raises Answered: where nothing was known yet.
    """
    known_on = getattr(arguments, "known_on", None)
    if known_on is not None:
        return known(arguments, known_on, "--known-on")
    _asked.append(open_database(arguments.database))
    return _asked[-1]


def known(arguments: argparse.Namespace, day: str, option: str) -> Database:
    """The database that the command names as it was known on a day, which an option gives.

    :raises Answered: where nothing was known yet.
    """
    database = open_database(arguments.database)
    from kbase.database.known import NothingKnownError, open_known
    from kbase.queries.on_day import day_of

    try:
        _asked.append(open_known(database, day_of(day, option)))
        return _asked[-1]
    except NothingKnownError as nothing:
        from kbase.render.data import no_data

        raise Answered(no_data(arguments.format, day, nothing.message)) from None


def tell_outside(database: Database, day: str, *entities: Entity) -> None:
    """Say beside the answer of a day ('' for none) that it lies, or may lie, before or after the time of those asked for."""
    if day:
        from kbase.queries.existence import told_outside

        database.taken += told_outside(database, entities, day)


def printed_sql(arguments: argparse.Namespace, database: Database) -> bool:
    """Print the SQL behind the answer, if that was asked for."""
    if not arguments.sql:
        return False
    from kbase.render.queries import sql_text

    sys.stdout.write(sql_text(database.asked))
    return True


def add_picture_option(parser: argparse.ArgumentParser) -> None:
    """--output, for answers that can be drawn."""
    parser.add_argument(
        "--output", metavar="FILE", help="draw the answer into FILE.svg or FILE.html instead of printing it"
    )


def check_picture(arguments: argparse.Namespace) -> None:
    """Refuse a picture that cannot be before anything is asked.

    :raises UsageError: for another ending, or a format beside it.
    """
    if arguments.output is None:
        return
    from kbase.render.picture import check_ending

    check_ending(arguments.output)
    if arguments.format != "table":
        raise UsageError("--output writes a picture, --format prints data", "leave one of them out")


def drawn(name: str, drawing: Drawing) -> None:
    """Write the picture and say so."""
    from kbase.cli.progress import Progress
    from kbase.render.picture import draw
    from kbase.render.safe import clean

    with Progress() as progress, progress.waiting(f"drawing {drawing.subtitle}"):
        draw(drawing, name)
    sys.stdout.write(clean(f"wrote {name}: {drawing.title}, {drawing.subtitle}") + "\n")
