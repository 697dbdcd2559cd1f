"""What a shell may offer for the word that is being typed: commands, options, choices, entities.

argcomplete finds out which argument the word belongs to, from the one command's own parser. Nothing here prints an error or
builds a database: whatever fails, there are no words.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

from argcomplete.completers import BaseCompleter, FilesCompleter
from argcomplete.finders import CompletionFinder

from kbase.cli.main import COMMANDS, Help, command_parser

# arguments by their names: which take an entity, and of which types; which take a file
_ENTITIES: dict[str, tuple[str, ...]] = {
    "entity": (), "entities": (), "start": (), "goal": (), "what": (), "group": ("group",), "person": ("person",),
    "authority": ("organization",), "country": ("place",), "write": ("group", "person", "organization"),
}  # fmt: skip
_FILES = frozenset({"database", "file", "output", "log", "folder", "sample"})
Words = dict[str, str]  # each with what it means


class _Finder(CompletionFinder):
    """argcomplete without its debug stream: descriptor 9 may be someone else's."""

    def _init_debug_stream(self) -> None:
        pass


class _Nothing(BaseCompleter):
    def __call__(self, **_: Any) -> list[str]:
        return []


def words(shell: str, line: str) -> str:
    """The words that fit at the end of a line, one a line; for zsh and fish each with a tab and its meaning."""
    typed = line.split()
    name = typed[1] if len(typed) > 1 and (len(typed) > 2 or line[-1:].isspace()) else ""
    if name in COMMANDS:
        parser: argparse.ArgumentParser = command_parser(name)
    elif name:
        return ""
    else:
        parser = argparse.ArgumentParser(prog="kbase", formatter_class=Help)
        _give(parser.add_argument("command"), lambda prefix, **_: {n: w for n, (_, w) in COMMANDS.items()})
    chosen: set[str] = set()  # words that fit by more than their beginning
    for action in parser._actions:
        if action.choices is None and not hasattr(action, "completer"):
            _give(action, _completer(action, shell, chosen))
    os.environ.update({
        "_ARGCOMPLETE": "2" if name else "1", "_ARGCOMPLETE_IFS": "\n", "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
        # to bash words go quoted, the others quote for themselves
        "_ARGCOMPLETE_SHELL": "bash" if shell == "bash" else "fish", "_ARGCOMPLETE_DFS": "" if shell == "bash" else "\t",
        "COMP_LINE": line, "COMP_POINT": str(len(line)),
    })  # fmt: skip
    found = StringIO()
    _Finder()(
        parser, always_complete_options=False, exit_method=_stay, output_stream=found,
        validator=lambda word, prefix: word in chosen or word.startswith(prefix),
        default_completer=_Nothing(),
    )  # fmt: skip
    return found.getvalue()


def _stay(code: int = 0) -> None:
    pass


def _give(action: argparse.Action, completer: Callable[..., Iterable[str]]) -> None:
    action.completer = completer  # type: ignore[attr-defined]


def _completer(action: argparse.Action, shell: str, chosen: set[str]) -> Callable[..., Iterable[str]]:
    if action.dest in _FILES:
        return FilesCompleter()
    types = _ENTITIES.get(action.dest)
    if types is None:
        return _Nothing()

    def entities(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
        found = _entities(prefix, types, shell, getattr(parsed_args, "database", None))
        chosen.update(found)
        return found

    return entities


def _entities(prefix: str, types: tuple[str, ...], shell: str, url: str | None) -> Words:
    from kbase.database.connection import VARIABLE, default_path, open_database
    from kbase.queries.completion import candidates
    from kbase.render.safe import clean

    os.environ.setdefault("PGCONNECT_TIMEOUT", "2")  # nobody waits longer for a tab
    try:
        # by its path, an absent default is not built
        with open_database(url or os.environ.get(VARIABLE) or default_path()) as database:
            found = candidates(database, prefix, types)
    except Exception:
        return {}
    given: Words = {}
    for item in found:
        # fish itself drops what holds no trace of the word: there the name is offered
        whole = shell != "fish" or item.by_id or prefix.lower() in item.id
        given[item.id if whole else clean(item.name)] = clean(item.name) if whole else item.id
    if shell == "bash":  # it puts what several words have in common in the place of what was typed
        plain = {word: name for word, name in given.items() if word.startswith(prefix)}
        if plain or len(given) < 2:
            return plain or given
        given["..."] = ""  # so they have nothing in common, and are only shown
    return given
