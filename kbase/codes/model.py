"""What the catalogue says of a code."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """A file that is a symbolic link."""

    target: str


Content = str | bytes | Link


class Example(NamedTuple):
    """Files that give the code when laid over the base folder, and what mends the first of them.

    `at` is the place of the problem: line and column in the first file, or in `where`. `fix` replaces a text,
    which stands once in the first file, by another.
    """

    files: dict[str, Content]
    at: tuple[int, int]
    fix: tuple[str, str] | None = None
    where: str = ""

    @property
    def first(self) -> str:
        return next(iter(self.files))

    @property
    def file(self) -> str:
        """The file in which the problem is found."""
        return self.where or self.first

    def corrected(self) -> dict[str, Content]:
        """The files with the fix applied; empty where there is none."""
        content = self.files[self.first]
        if self.fix is None or not isinstance(content, str):
            return {}
        return {**self.files, self.first: content.replace(*self.fix)}


class Code(NamedTuple):
    """A problem code: what the rule asks, why, and what to do.

    `softens`: an error where the claim is accepted, a warning where it is contested, rejected or retracted.
    A code without an example is operational: a command refuses for a reason outside the documents.
    """

    title: str
    explanation: str
    example: Example | None = None
    severity: str = "error"
    softens: bool = False
