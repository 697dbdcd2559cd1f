"""The prompt of `kbase sql`: history, completion, one guarded statement after the other."""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.lexers import PygmentsLexer

from kbase.cli.common import opened
from kbase.cli.sql_command import answer, asking_of
from kbase.database import shape
from kbase.database.connection import default_path, without_password
from kbase.database.views import described_views
from kbase.problems import KbaseError, UsageError
from kbase.queries.dictionary import columns, meaning, questions, relations
from kbase.queries.questions import QUESTIONS
from kbase.queries.revision import revision
from kbase.render.safe import clean

if TYPE_CHECKING:
    from kbase.queries.selection import Selection

_HELP = """\
A statement or a question ends with ';' (leaders-on group=isis day=2015-05-14;). Tab completes.
  \\d [TABLE]   tables and views, or the columns of one, with meanings
  \\questions   the named questions and their parameters
  \\q           leave (Ctrl-D too)
"""
_KEYWORDS = (
    "select distinct from join left inner cross on where and or not in is null exists between like escape case when then else "
    "end as group by having order asc desc nulls first last limit offset union all except intersect with recursive values count "
    "sum min max avg coalesce cast lower upper substr replace length row_number over partition filter date text integer explain"
)
_WORD = re.compile(r"[\w-]+$")
_TABLE = re.compile(r"(\w+)\.(\w*)$")


class Names(Completer):
    """Tables, views, columns, SQL's words and questions, by how they begin."""

    def __init__(self) -> None:
        self.columns = {t.name: t.names for t in shape.tables().values()}
        self.columns |= {name: tuple(c.name for c in v.columns) for name, v in described_views("sqlite").items()}
        names = {c for found in self.columns.values() for c in found}
        kinds = ((sorted(self.columns), "table"), (sorted(names), "column"), (_KEYWORDS.split(), "SQL"))
        self.words = [(word, kind) for words, kind in kinds for word in words]

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What may stand at the cursor."""
        before = document.text_before_cursor.lstrip()
        if before.startswith("\\"):
            yield from self._command(before)
            return
        qualified = _TABLE.search(before)
        if qualified:
            words = self.columns.get(qualified[1]) or sorted({c for found in self.columns.values() for c in found})
            yield from self._fitting([(w, "column") for w in words], qualified[2])
            return
        found = _WORD.search(before)
        typed = found[0] if found else ""
        first = before.split(None, 1)[0] if before else ""
        if first in QUESTIONS and before != first:
            yield from self._fitting([(f"{p.name}=", p.meaning) for p in QUESTIONS[first].parameters], typed)
            return
        if typed:
            asked = [(q.name, q.answers) for q in QUESTIONS.values()] if typed == before else []
            yield from self._fitting([*asked, *self.words], typed)

    def _command(self, before: str) -> Iterable[Completion]:
        if before.startswith("\\d "):
            yield from self._fitting([(t, "") for t in sorted(self.columns)], before[3:].lstrip())
            return
        yield from self._fitting([("\\d", "columns"), ("\\q", "leave"), ("\\questions", "questions")], before)

    def _fitting(self, words: list[tuple[str, str]], typed: str) -> Iterable[Completion]:
        seen = set()
        for word, what in words:
            if word.startswith(typed.lower()) and word not in seen:
                seen.add(word)
                yield Completion(word, -len(typed), display_meta=what)


_LEAVE = ("quit", "exit")


def complete(text: str) -> bool:
    """Whether Enter is to run what was typed: a command, nothing, or text that ends with ';' outside quotes and comments."""
    return (
        not text.strip()
        or text.lstrip().startswith("\\")
        or text.strip() in (*_LEAVE, "help")
        or sqlite3.complete_statement(text)
    )


def prompt(arguments: argparse.Namespace) -> int:
    """Read and run until the analyst leaves. Errors are told and do not end it."""
    from pygments.lexers.sql import SqlLexer

    with opened(arguments) as database:
        url, known = database.url, revision(database)
    session: PromptSession[str] = PromptSession(
        history=_history(), completer=Names(), lexer=None if os.environ.get("NO_COLOR") else PygmentsLexer(SqlLexer),
        multiline=Condition(lambda: not complete(session.default_buffer.text)), prompt_continuation="  ... ",
        complete_while_typing=False, enable_history_search=True,
    )  # fmt: skip
    sys.stdout.write(f"{clean(f'{without_password(url)}: {known.line()}')}\n\\? shows help\n")
    while True:
        try:
            text = session.prompt("kbase> ").strip()
        except KeyboardInterrupt:
            continue  # Ctrl-C clears the line
        except EOFError:
            return 0
        if text.rstrip(";") in ("\\q", *_LEAVE):
            return 0
        try:
            if text.rstrip(";") == "help":
                _command("\\?")
            elif text.startswith("\\"):
                _command(text)
            elif text:
                with opened(arguments) as database:
                    known, asking = revision(database), asking_of(text, {}, database)
                answer(arguments, url, known, asking)
        except KbaseError as error:
            from kbase.render.problems import told, write

            sys.stdout.flush()
            write(sys.stderr, told(error))
        except KeyboardInterrupt:
            sys.stderr.write("stopped\n")


def _command(text: str) -> None:
    word, _, rest = text.partition(" ")
    name = rest.strip().rstrip(";")
    if word == "\\d" and name:
        _show(columns(name), f"{name}: {meaning(name)}")
    elif word == "\\d":
        _show(relations(), "Tables and views")
    elif word == "\\questions":
        _show(questions(), "Questions")
    elif word in ("\\?", "\\h", "\\help"):
        sys.stdout.write(_HELP)
    else:
        raise UsageError(f"'{word}' is no command of this prompt", "there are \\d, \\questions and \\q")


def _show(found: Selection, title: str) -> None:
    from kbase.render.output import emit
    from kbase.render.page import selection_page

    emit("table", found, lambda: selection_page(found, title))


def _history() -> History:
    """Kept beside the user's own database, for nobody else to read; in memory where that cannot be."""
    path = os.path.join(os.path.dirname(default_path()), "sql_history")  # noqa: PTH120
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH120
        os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)
