"""`kbase`: finds the command, loads only its module, prints errors without a traceback."""

from __future__ import annotations

import argparse
import gc
import os
import re
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, NoReturn

from kbase import __version__
from kbase.cli.answered import NO_DATA, Answered
from kbase.problems import DocumentsRefusedError, KbaseError, UsageError
from kbase.text import nearest

# Each command is the module kbase.cli.NAME_command with `add_arguments(parser)` and `run(arguments) -> int`;
# its docstring is the command's help, from the first line to the examples.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("curate", "write a commented template for a new document"),
    "check": ("curate", "check the documents and say everything that is wrong"),
    "format": ("curate", "rewrite documents in the canonical form"),
    "explain": ("curate", "say what a problem code means, with an example"),
    "seed": ("curate", "build or update the database from the documents"),
    "diff": ("curate", "say what a seed would change, without doing it"),
    "duplicates": ("curate", "entries that may be one thing entered twice; --write begins a decision"),
    "show": ("read", "all about one entity, each fact with its sources"),
    "find": ("read", "who a name may mean, however it is spelt"),
    "list": ("read", "list groups, people, events, operations, statements, sources, designations …"),
    "why": ("read", "the claims behind a fact, with their sources"),
    "leaders": ("read", "who led a group, in order, with gaps and overlaps"),
    "lineage": ("read", "where a group came from and what came out of it"),
    "timeline": ("read", "what happened, in the order of the days"),
    "path": ("read", "how two entities are linked, step by step"),
    "network": ("read", "what an entity is linked to"),
    "changes": ("read", "what the data learned between two days: added, changed, removed"),
    "revisions": ("read", "the committed states of the data, by which an answer can be cited"),
    "sources": ("read", "the sources, and how much rests on each"),
    "cite": ("read", "a reference to paste, of a claim or a source"),
    "match": ("analyse", "screen a list of names against the knowledge base or another list"),
    "sql": ("analyse", "run a read-only SQL query"),
    "schema": ("analyse", "what tables and columns mean; JSON Schema for editors"),
    "coverage": ("keep", "report on the data: how much, how well founded, where it is thin"),
    "analyst": ("keep", "PostgreSQL: make a role that can read everything and change nothing"),
    "completion": ("keep", "let bash, zsh or fish complete commands, options and entities"),
    "doctor": ("keep", "check the database: integrity, keys, schema, origin"),
}


def _width() -> int:
    """The terminal's, less a margin; argparse would import shutil for that at every start."""
    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns.isdigit() else os.get_terminal_size().columns
    except OSError:
        width = 80
    return max(38, width - 2)


# our help is English: to look for a translation at every start takes longer than to find an entity
argparse._ = str  # type: ignore[attr-defined]


class Help(argparse.RawDescriptionHelpFormatter):
    """Help in the terminal's width, examples as they are written."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_width())

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return _wrapped(text, width)


# of a list: a bullet, or options with what they do
_ITEM = re.compile(r"  (?:- |--.*?  +)")


def _wrapped(text: str, width: int) -> str:
    """Prose and lists in so many columns; whatever else is indented stands as it is written."""
    from textwrap import fill

    out: list[str] = []
    some: list[str] = []
    hang = 0

    def ended() -> None:
        if some:
            under = " " * (hang if hang <= width // 3 else 4)
            out.append(fill(" ".join(some), width, subsequent_indent=under, break_on_hyphens=False))
            some.clear()

    for line in text.splitlines():
        item = _ITEM.match(line)
        if item:
            ended()
            hang = item.end()
            some.append(line)
        elif some and hang and line.startswith(" " * hang):
            some.append(line.strip())
        elif line[:1].strip():
            if hang:
                ended()
            hang = 0
            some.append(line)
        else:
            ended()
            out.append(line)
    ended()
    return "\n".join(out)


class Parser(argparse.ArgumentParser):
    """argparse, with errors in our form; `meant`: options of another name than one may type, by what one may type."""

    meant: Mapping[str, str] = {}

    def error(self, message: str) -> NoReturn:
        word = message.removeprefix("unrecognized arguments: ").removeprefix("ambiguous option: ")
        word = word.partition(" ")[0].partition("=")[0]
        if word in self.meant:
            raise UsageError(f"there is no option {word}", f"did you mean '{self.meant[word]}'?")
        known = self._option_string_actions if word.startswith("--") else ()
        raise UsageError(message, _nearest(word, known, self.prog))

    def print_help(self, file: Any = None) -> None:
        (file or sys.stdout).write(self.format_help())  # argparse would not say that it cannot

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            known = [str(c) for c in action.choices]
            name = "/".join(action.option_strings) or action.metavar or action.dest
            raise UsageError(f"{name}: '{value}' is none of {', '.join(known)}", _nearest(str(value), known, self.prog))

    def _get_value(self, action: argparse.Action, arg_string: str) -> object:
        try:
            return super()._get_value(action, arg_string)
        except argparse.ArgumentError:
            wanted = {int: "a whole number", float: "a number"}.get(action.type)  # type: ignore[call-overload]
            if wanted is None:
                raise
            option = "/".join(action.option_strings)
            raise UsageError(
                f"{option}: '{arg_string}' is not {wanted}",
                f"for example {option} {action.default or {int: 20, float: 0.5}[action.type]:g}",  # type: ignore[index]
            ) from None


def _nearest(word: str, known: Iterable[str], prog: str) -> str:
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else f"see '{prog} --help'"


def command_parser(name: str) -> Parser:
    """The parser of one command, with its options and examples."""
    module = import_module(f"kbase.cli.{name}_command")
    text = (module.__doc__ or "").strip()
    parser = Parser(prog=f"kbase {name}", description=text, formatter_class=Help)
    parser.meant = getattr(module, "MEANT", {})
    module.add_arguments(parser)
    return parser


def overview() -> str:
    """The help of `kbase` itself."""
    titles = {
        "curate": "For curators", "read": "For readers", "analyse": "For analysts", "keep": "For keepers",
    }  # fmt: skip
    from textwrap import wrap

    width = _width()
    first = "Extremist groups and their leaders as one relational database, every fact sourced."
    lines = ["usage: kbase COMMAND …", "", _wrapped(first, width), ""]
    for section, title in titles.items():
        lines.append(f"{title}:")
        for name, (group, what) in COMMANDS.items():
            if group == section:
                lines += wrap(f"  {name:<10} {what}", width, subsequent_indent=" " * 13, break_on_hyphens=False)
        lines.append("")
    lines += [
        "Examples:", "  kbase show isgs", "  kbase list events --country ml --from 2022",
        '  kbase sql "select name from groups"', "",
        _wrapped(
            "Exit codes: 0 answered or done, 1 refused or not found, 2 wrong usage, 3 no data (--known-on before the first revision).",
            width,
        ),
        "", "'kbase COMMAND --help' says more.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def run(words: list[str]) -> int:
    """Run one command; problems are raised."""
    if not words or words[0] in ("-h", "--help", "help"):
        if len(words) > 1 and words[1] in COMMANDS:
            words = [words[1], "--help"]
        else:
            sys.stdout.write(overview())
            return 0 if words else 2
    if words[0] in ("-V", "--version"):
        sys.stdout.write(f"kbase {__version__}\n")
        return 0
    name = words[0]
    if name.startswith("-"):
        raise UsageError(
            f"an option stands before the command: {name}", "write the command first: kbase show isgs --database FILE"
        )
    if name not in COMMANDS:
        raise UsageError(f"there is no command '{name}'", _nearest(name, COMMANDS, "kbase"))
    arguments = command_parser(name).parse_args(words[1:])
    try:
        return int(import_module(f"kbase.cli.{name}_command").run(arguments))
    except UsageError as error:
        error.help = error.help or f"see 'kbase {name} --help'"
        raise


def main(words: list[str] | None = None) -> int:
    """Entry point; returns the exit code: 0 done, 1 refused, 2 wrong usage, 3 no data on the day asked for."""
    # closed by whoever started us; what is written to the one must not be lost in silence, to the other it may
    if sys.stdout is None:
        sys.stdout = open(os.devnull)  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    _taken()  # what a caller of `run` left untold is no part of this answer
    try:
        code = run(sys.argv[1:] if words is None else words)
        sys.stdout.flush()
        _say_taken()
        return code
    except Answered as answer:
        sys.stdout.write(str(answer))
        sys.stdout.flush()
        return NO_DATA
    except KbaseError as error:
        sys.stdout.flush()
        _say_taken()
        from kbase.render.problems import full, told, write

        if isinstance(error, DocumentsRefusedError):
            write(sys.stderr, full(error.problems))
        write(sys.stderr, told(error))
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("kbase: stopped\n")
        return 130
    except BrokenPipeError:
        # the reader of our pipe left; leave quietly, also at interpreter exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        if not sys.stdout.writable():
            sys.stderr.write("kbase: error: the answer cannot be written: standard output is closed\n")
            sys.stderr.write("  help: leave it open, or send it to a file or to /dev/null\n")
            return 1
        where = f" '{error.filename}'" if error.filename else ""
        sys.stderr.write(f"kbase: error: cannot read or write{where}: {error.strerror or error}\n")
        sys.stderr.write("  help: check the path, its rights and the free space\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _taken() -> list[str]:
    common = sys.modules.get("kbase.cli.common")
    return list(dict.fromkeys(common.taken())) if common is not None else []


def _say_taken() -> None:
    """Who was meant by a name typed nearly: never taken in silence."""
    if lines := _taken():
        from kbase.render.safe import clean

        sys.stderr.writelines(f"kbase: {clean(line)}\n" for line in lines)


def entry() -> NoReturn:
    """The program: `main`, then the end of the process at once; taking a corpus apart would take a tenth of a check."""
    gc.set_threshold(100_000)  # an answer makes many small values and throws few of them away
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or 141
    os._exit(code)
