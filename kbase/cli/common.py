"""Options that all readers share, and how an answer leaves."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kbase.database.connection import Database, open_database
from kbase.render.output import FORMATS

if TYPE_CHECKING:
    from kbase.queries.graph import Reach


def add_reader_options(
    parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS, *, sql: bool = True
) -> None:
    """--database, --format and --sql."""
    parser.add_argument(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; else KBASE_DATABASE_URL, else your own"
    )
    parser.add_argument("--format", choices=formats, default="table", help=f"{', '.join(formats)} (default: table)")
    if sql:
        parser.add_argument("--sql", action="store_true", help="print the SQL behind the answer instead of the answer")


def add_link_options(parser: argparse.ArgumentParser) -> None:
    """--kinds and --on, for commands that follow links."""
    parser.add_argument(
        "--kinds", action="append", default=[], metavar="K,…", help="kinds of link that count; 'all' for every kind"
    )
    parser.add_argument("--on", metavar="DAY", help="links that held on this day, acts done by it (2015-05-14)")


def reach_of(arguments: argparse.Namespace) -> Reach:
    """The links that the options let count."""
    from kbase.queries.graph import Reach, kinds_of
    from kbase.queries.on_day import day_of

    return Reach(kinds_of(arguments.kinds), day_of(arguments.on) if arguments.on else "")


def opened(arguments: argparse.Namespace) -> Database:
    """The database that the command names."""
    return open_database(arguments.database)


def printed_sql(arguments: argparse.Namespace, database: Database) -> bool:
    """Print the SQL behind the answer, if that was asked for."""
    if not arguments.sql:
        return False
    from kbase.render.queries import sql_text

    sys.stdout.write(sql_text(database.asked))
    return True
