"""All about one entity, each fact with its sources.

A group, person, organization, event, operation, statement, place or source, by its id or any of its names, also
nearly spelt. Facts on which sources disagree are marked '(contested)', what we conclude ourselves '(inferred)';
rejected claims are counted, and 'kbase why' prints them.

With --on, what lasted on that day and what had happened by it; '(possibly)' where the dates known leave it open.
An end that no source gives is open, so nobody is surely in office merely because nothing was written. Where the day lies before the entity
was founded, born or begun, or after it ended, merged or died, the first line says so, or that it possibly does.

JSON: {data: {id, type, kind, name, standing, summary, reason, details, sources, sections: [{key, title, facts:
[{claim, kind, label, when, text, status, confidence, dispute, note, according_to, sources, against, values, on_day}]}],
disputes, cited, hidden, on, outside: [{side, answer, text}]}, meta: {dataset, title, licence, revision, date, commit, committed_at, content_hash,
known_on}}. Numbers in sources name entries of cited; commit is the committed state of the data, by which the answer can be cited ('kbase revisions').

Examples:
  kbase show isgs
  kbase show "Islamic State in the Greater Sahara" --format json
  kbase show isgs --on 2019-11-01
  kbase show operation-barkhane --format md > barkhane.md
  kbase show isgs --sql
"""

from __future__ import annotations

import argparse

from kbase.cli.common import LASTS, add_known_option, add_reader_options, opened, printed_sql
from kbase.queries.dossier import dossier
from kbase.queries.on_day import day_of
from kbase.queries.resolve import resolve
from kbase.render.output import emit
from kbase.render.page import dossier_page


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entity", help="an id or a name")
    parser.add_argument(
        "--on", metavar="DAY", help=f"as it was on this day (2015-05-14): what lasted, what had happened; {LASTS}"
    )
    add_known_option(parser)
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as database:
        found = dossier(
            database, resolve(database, arguments.entity), day_of(arguments.on) if arguments.on is not None else ""
        )
        if printed_sql(arguments, database):
            return 0
    emit(arguments.format, found, lambda: dossier_page(found))
    return 0
