"""The entities that a name may mean, however it is spelt, with a score from 0 to 1 and the reasons.

Arabic, Cyrillic and other scripts, French and English habits of writing Arabic names, titles, order, acronyms and translated
names of groups are understood. A name is not a person: who is meant, you decide. --why holds two names against each
other, part by part, without a database.

JSON: {data: {columns, rows}, meta}.

Examples:
  kbase find "Abou Walid al-Sahraoui"
  kbase find "أبو وليد الصحراوي" --limit 3
  kbase find "Etat islamique dans le Grand Sahara" --kind group
  kbase find --why "Djamel Okacha" "Jamal Okasha"
  kbase find "Mokhtar Ben Mokhtar" --format json
"""

from __future__ import annotations

import argparse

from kbase.cli.common import add_reader_options, check_limit, check_threshold, opened, printed_sql
from kbase.problems import UsageError
from kbase.render.output import emit
from kbase.render.page import selection_page

_SHOWN = 120  # letters of what was typed that the page repeats


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="TEXT", help="a name, in any spelling and script")
    parser.add_argument("--why", nargs=2, metavar=("A", "B"), help="hold two names against each other instead")
    parser.add_argument(
        "--kind", metavar="K", help="only group, person, organization, event, operation, statement or place"
    )
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most so many (default: 10)")
    parser.add_argument(
        "--threshold", type=float, metavar="S", help="only candidates of at least this score, 0 to 1 (default: 0.02)"
    )
    add_reader_options(parser)


def run(arguments: argparse.Namespace) -> int:
    from kbase.queries.find import Wanted, find, why

    if (arguments.text is None) == (arguments.why is None):
        raise UsageError("give a name, or two names after --why", 'kbase find "a name"')
    for text in arguments.why or [arguments.text]:
        if not any(sign.isalnum() for sign in text):
            raise UsageError(
                f"'{text}' has neither letters nor digits: there is nothing to look for", 'kbase find "a name"'
            )
    if arguments.why:
        first, second = arguments.why
        held = why(first, second)
        emit(arguments.format, held, lambda: selection_page(held, f"{first} / {second}"))
        return 0
    check_limit(arguments.limit)
    check_threshold(arguments.threshold)
    types = named_type(arguments.kind)
    threshold = 0.02 if arguments.threshold is None else arguments.threshold
    with opened(arguments) as database:
        found = find(database, Wanted(arguments.text, types, arguments.limit, threshold))
        if printed_sql(arguments, database):
            return 0
    typed = arguments.text if len(arguments.text) <= _SHOWN else f"{arguments.text[:_SHOWN]}…"
    title = f"'{typed}' may be" if found.rows else f"nothing here is called '{typed}'"
    emit(arguments.format, found, lambda: selection_page(found, title))
    return 0


def named_type(word: str | None) -> tuple[str, ...]:
    """The type of entity that --kind names.

    :raises UsageError: where it is none.
    """
    types = ("group", "person", "organization", "event", "operation", "statement", "place")
    if word is None:
        return ()
    if word not in types:
        raise UsageError(f"--kind: '{word}' is none of {', '.join(types)}")
    return (word,)
