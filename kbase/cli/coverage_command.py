"""Report on the data itself: how much there is, how well it is founded, and where it is thin.

Counts by type, kind, status, country and decade; claims that stand by number of sources that support them and of independent asserters; groups
without leaders, events or lineage; leaders whose end is not known; people last spoken of long ago; what stands alone.

JSON: {data: {sections: [{title, columns, rows}]}, meta}.

Examples:
  kbase coverage
  kbase coverage --format md > coverage.md
  kbase coverage --format json | jq '.data.sections[].title'
"""

from __future__ import annotations

import argparse

from kbase.cli.common import add_reader_options, opened, printed_sql
from kbase.queries.coverage import coverage
from kbase.render.output import emit
from kbase.render.page import coverage_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as database:
        found = coverage(database)
        if printed_sql(arguments, database):
            return 0
    emit(arguments.format, found, lambda: coverage_page(found))
    return 0
