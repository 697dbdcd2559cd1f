"""Options that all readers share, and how an answer leaves."""

from __future__ import annotations

import argparse
import sys

from kbase.database.connection import Database, open_database
from kbase.render.output import FORMATS


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
