"""Say what a problem code means, why the rule is there and what to do, with an example.

Without a code: the list of all codes.

Examples:
  kbase explain K402
  kbase explain k402 k504
  kbase explain
  kbase explain K402 --format json
"""

from __future__ import annotations

import argparse
import sys

from kbase.codes import CODES
from kbase.problems import UsageError
from kbase.render import codes as render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a code as 'kbase check' prints it, such as K402")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to show it (default: text)")


def run(arguments: argparse.Namespace) -> int:
    wanted = list(dict.fromkeys(c.upper() for c in arguments.codes))
    for code in wanted:
        if code not in CODES:
            raise UsageError(f"there is no code '{code}'", _nearest(code))
    if arguments.format == "json":
        sys.stdout.write(render.json(wanted or list(CODES)))
    elif wanted:
        sys.stdout.write("\n".join(map(render.text, wanted)))
    else:
        sys.stdout.write(render.listing())
    return 0


def _nearest(code: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(code, CODES, n=3, cutoff=0.7)
    return f"did you mean {' or '.join(near)}?" if near else "'kbase explain' lists all codes"
