"""Let a shell complete commands, options and their words, entities, claims and the named questions.

Prints a script for the shell; one line installs it:
  bash   add to ~/.bashrc:  eval "$(kbase completion bash)"
  zsh    add to ~/.zshrc, after compinit:  eval "$(kbase completion zsh)"
  fish   kbase completion fish > ~/.config/fish/completions/kbase.fish

Entities come from the database that --database on the line, KBASE_DATABASE_URL or your own file gives; none is built for it.
Ids and names are found by any of their words, those that begin so first: 'kbase show mour', then the tab key, finds
al-mourabitoun too (fish itself leaves out what does not begin so while something else does). After 'why' and 'cite' the
claims of an entity follow its id and a '/', after 'sql' the named questions, their parameters and the entities that these
take, after 'schema' the tables and views, after 'explain' the codes.

Examples:
  kbase completion bash
  kbase completion zsh
  kbase completion fish
"""

from __future__ import annotations

import argparse
import sys
from importlib.resources import files

from kbase.problems import UsageError

_SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=_SHELLS, help="bash, zsh or fish")
    parser.add_argument("--words", metavar="LINE", help=argparse.SUPPRESS)  # what the scripts ask


def run(arguments: argparse.Namespace) -> int:
    if arguments.shell not in _SHELLS:
        raise UsageError("name a shell: bash, zsh or fish")
    if arguments.words is None:
        sys.stdout.write((files("kbase.cli") / "completion" / f"kbase.{arguments.shell}").read_text(encoding="utf-8"))
        return 0
    try:
        from kbase.cli.completing import words

        sys.stdout.write(words(arguments.shell, arguments.words))
    except Exception:
        return 1  # a shell that completes has nobody to tell
    return 0
