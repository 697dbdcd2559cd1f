"""Check the database: integrity, foreign keys, schema, registries, citations, and from which data it was seeded.

What the role may not look at is said. Exit code: 0 if all is well, else 1; that a role which only reads, as 'kbase analyst' makes
it, may not look at the migrations is no fault: the schema is compared all the same.

JSON: [{what, good, detail}]; good is null for what could not be looked at.

Examples:
  kbase doctor
  kbase doctor --database postgresql:///kbase --format json
"""

from __future__ import annotations

import argparse
import json
import sys

from kbase.database.doctor import examine, well

_MARKS = {True: "ok     ", False: "WRONG  ", None: "UNKNOWN"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", metavar="URL", help="SQLite file or postgresql:// URL")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to say it")


def run(arguments: argparse.Namespace) -> int:
    findings = examine(arguments.database)
    if arguments.format == "json":
        sys.stdout.write(json.dumps([f._asdict() for f in findings], ensure_ascii=False) + "\n")
    else:
        width = max(len(f.what) for f in findings)
        for finding in findings:
            sys.stdout.write(f"{_MARKS[finding.good]}  {finding.what.ljust(width)}  {finding.detail}\n")
    return 0 if well(findings) else 1
