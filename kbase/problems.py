"""Problems as values: where, what, and what to do. Only the command line prints them or exits."""

from typing import NamedTuple

ERROR = "error"


class Place(NamedTuple):
    """A position in a file; line and column count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing that is wrong, said to a curator.

    `code` is a key of `kbase.codes.CODES`; `source` is the text of the line, for the caret.
    """

    code: str
    message: str
    place: Place
    help: str = ""
    severity: str = ERROR
    source: str = ""
    width: int = 1

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR


class KbaseError(Exception):
    """A refusal that ends a command: what is wrong and what to do. Exit code 1, or 2 for wrong usage."""

    def __init__(self, message: str, help: str = "", *, code: str = "", exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.code = code
        self.exit_code = exit_code


class UsageError(KbaseError):
    """The command's words are wrong."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help, exit_code=2)


class DocumentsRefusedError(KbaseError):
    """The documents have errors; nothing was done with them."""

    def __init__(self, problems: list[Problem]) -> None:
        errors = sum(1 for p in problems if p.is_error)
        super().__init__(
            f"{errors} error{'s' * (errors != 1)} in the documents; nothing was changed",
            "correct them and run 'kbase check' until it is clean",
        )
        self.problems = problems
