"""A reference that an author can paste: of a claim, with every place it rests on, or of a source.

Styles: text, md (Markdown), csl (CSL-JSON, which Zotero and pandoc read) and bibtex. Sources that contradict the claim are given too, and say so
in text; CSL-JSON and BibTeX have one item a source.

Examples:
  kbase cite isgs/split_from/al-mourabitoun
  kbase cite cep-2022-06-albakaye-capture
  kbase cite isgs/split_from/al-mourabitoun --style csl > isgs.json
"""

from __future__ import annotations

import argparse
import sys

from kbase.cli.common import opened
from kbase.queries.citing import cite
from kbase.render.citing import STYLES, citing
from kbase.render.output import lenient


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="CLAIM", help="the id of a claim or of a source")
    parser.add_argument("--style", choices=STYLES, default="text", help=f"{', '.join(STYLES)} (default: text)")
    parser.add_argument(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; else KBASE_DATABASE_URL, else your own"
    )


def run(arguments: argparse.Namespace) -> int:
    with opened(arguments) as database:
        found = cite(database, arguments.what)
    lenient(sys.stdout).write(citing(found, arguments.style))
    return 0
