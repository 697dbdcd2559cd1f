"""What a shell may offer for the word that is being typed: commands, options, choices, entities.

argcomplete finds out which argument the word belongs to, from the one command's own parser. Nothing here prints an error or
builds a database: whatever fails, there are no words.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable
from io import StringIO
from typing import TYPE_CHECKING, Any

from argcomplete.completers import BaseCompleter, FilesCompleter
from argcomplete.finders import CompletionFinder

from kbase.cli.main import COMMANDS, Help, command_parser
from kbase.fields import PROTAGONISTS, THING
from kbase.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from kbase.database.connection import Database

# arguments by their names: which take an entity, and of which types; which take a file
_ENTITIES: dict[str, tuple[str, ...]] = {
    "entity": (), "entities": (), "start": (), "goal": (), "what": (), "group": ("group",), "person": ("person",),
    "authority": ("organization",), "country": ("place",), "nationality": ("place",), "operation": ("operation",), "killed_by": PROTAGONISTS,
    "captured_by": PROTAGONISTS, "speaker": PROTAGONISTS, "about": (), "write": ("group", "person", "organization"),
}  # fmt: skip
_FILES = frozenset({"database", "file", "output", "log", "folder", "sample"})
Words = dict[str, str]  # each with what it means
_CLAIMS = frozenset({("why", "what"), ("cite", "what")})  # these take the id of a claim too


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
        if not hasattr(action, "completer"):
            _give(action, _completer(name, action, shell, chosen))
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


def _completer(command: str, action: argparse.Action, shell: str, chosen: set[str]) -> Callable[..., Iterable[str]]:
    if action.choices is not None:  # argcomplete would say of each what the option is for
        choices = dict.fromkeys(map(str, action.choices), "")
        return lambda **_: choices
    if action.dest in _FILES:
        return FilesCompleter()
    if command == "sql" and action.dest == "words":
        return lambda prefix, parsed_args, **_: _questions(prefix, parsed_args, chosen)
    if (command, action.dest) == ("why", "other"):
        return lambda prefix, parsed_args, **_: _narrowing(prefix, parsed_args)
    if (command, action.dest) == ("explain", "codes"):
        return lambda prefix, **_: _codes(prefix, chosen)
    if (command, action.dest) == ("schema", "table"):
        return lambda **_: _relations()
    types = _ENTITIES.get(action.dest)
    if types is None:
        return lambda prefix, parsed_args, **_: _closed(command, action.dest, prefix, parsed_args)

    def entities(prefix: str, parsed_args: argparse.Namespace, **_: Any) -> Words:
        url = getattr(parsed_args, "database", None)
        if (command, action.dest) in _CLAIMS and "/" in prefix:
            found = _claims(prefix, url)
        else:
            found = _entities(prefix, _wanted(command, action.dest, types, parsed_args), url, as_name=shell == "fish")
        chosen.update(found)
        return found

    return entities


def _wanted(command: str, option: str, types: tuple[str, ...], parsed_args: argparse.Namespace) -> tuple[str, ...]:
    """The types of entity that an option takes, beside what was typed before it."""
    if (command, option) == ("list", "group"):
        from kbase.queries.meant import OF_ORGANIZATIONS

        return (*types, "organization") if parsed_args.what in OF_ORGANIZATIONS else types
    return types


def _closed(command: str, option: str, prefix: str, parsed_args: argparse.Namespace) -> Words:
    """The words of an option that takes one of a closed list, or several with commas between."""
    found: Words = {}
    if command == "list":
        from kbase.queries.counting import BY
        from kbase.queries.list_filters import KINDS

        what = str(parsed_args.what)
        if option == "kind" and what in KINDS:
            found = VOCABULARY[KINDS[what][0]]
        elif option == "by" and what in BY:
            found = dict.fromkeys(BY[what], "")
        elif option in ("status", "attribution"):
            found = {"listed": "", "delisted": ""} if option == "status" else VOCABULARY["attribution"]
        elif option == "role":
            found = VOCABULARY["participation_role"]
    elif option == "kind" and command == "timeline":
        from kbase.fields import CLAIM
        from kbase.queries.sections import TITLES

        found = {**{c: k.meaning for c, k in CLAIM.items()}, **TITLES, "statement": ""}
    elif option == "role":
        found = VOCABULARY["membership_role"]
    elif option == "kinds":
        from kbase.database.links import LINK_KINDS

        found = dict.fromkeys(("all", *LINK_KINDS), "")
    before, comma, _ = prefix.rpartition(",")
    several = comma and option in ("by", "role", "kinds")
    return (
        {f"{before},{word}": what for word, what in found.items() if word not in before.split(",")}
        if several
        else found
    )


def _codes(prefix: str, chosen: set[str]) -> Words:
    """The problem codes, typed small too."""
    from kbase.codes import CODES

    found = {code: what.title for code, what in CODES.items() if code.startswith(prefix.upper())}
    chosen.update(found)
    return found


def _relations() -> Words:
    """The tables and views, each with what a row of it is."""
    from kbase.queries.dictionary import relations

    return {name: meaning for name, _, meaning in relations().rows} | {"yaml": "JSON Schemas for editors"}


def _questions(prefix: str, parsed_args: argparse.Namespace, chosen: set[str]) -> Words:
    """The named questions, then the parameters of the one that was typed, then their values where those are entities."""
    from kbase.queries.questions import QUESTIONS

    words = parsed_args.words or []
    question = QUESTIONS.get(words[0]) if words else None
    if question is None:
        return {} if words else {q.name: q.answers for q in QUESTIONS.values()}
    name, mark, typed = prefix.partition("=")
    if not mark:
        given = {word.partition("=")[0] for word in words[1:]}
        return {f"{p.name}=": p.meaning for p in question.parameters if p.name not in given}
    kind = next((p.kind for p in question.parameters if p.name == name), "")
    if kind not in ("entity", "country", *THING):
        return {}
    types = () if kind == "entity" else (kind,)
    found = {f"{name}={word}": what for word, what in _entities(typed, types, parsed_args.database).items()}
    chosen.update(found)
    return found


def _narrowing(prefix: str, parsed_args: argparse.Namespace) -> Words:
    """What narrows the claims of the entity that was typed: properties, verbs and kinds, then what they name."""
    from kbase.queries.provenance import narrowing
    from kbase.render.safe import clean

    words, others = _asked(parsed_args.database, lambda database: narrowing(database, parsed_args.what)) or ({}, {})
    return words | {id_: clean(name) for id_, name in others.items()} if prefix else words


def _claims(prefix: str, url: str | None) -> Words:
    from kbase.queries.completion import claims

    return _asked(url, lambda database: {id_: kind.replace("_", " ") for id_, kind in claims(database, prefix)}) or {}


def _asked(url: str | None, ask: Callable[[Database], Any]) -> Any:
    """What a database answers; None where there is none, or whatever else fails."""
    from kbase.database.connection import VARIABLE, default_path, open_database

    os.environ.setdefault("PGCONNECT_TIMEOUT", "2")  # nobody waits longer for a tab
    try:
        # by its path, an absent default is not built
        with open_database(url or os.environ.get(VARIABLE) or default_path()) as database:
            return ask(database)
    except Exception:
        return None


def _entities(prefix: str, types: tuple[str, ...], url: str | None, *, as_name: bool = False) -> Words:
    """The entities that may be meant, by their ids; `as_name` by a name where the id holds no trace of what was typed."""
    from kbase.queries.completion import candidates
    from kbase.render.safe import clean

    found = _asked(url, lambda database: candidates(database, prefix, types)) or []
    given: Words = {}
    for item in found:
        # fish itself drops what holds no trace of the word
        by_id = not as_name or item.by_id or prefix.lower() in item.id
        given[item.id if by_id else clean(item.name)] = clean(item.name) if by_id else item.id
    return given
