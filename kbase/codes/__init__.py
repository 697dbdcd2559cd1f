"""The catalogue of problem codes: what each rule asks and why, and a tested example.

K1 reading a file, K2 the form of a document, K3 references, K4 claims, K5 what ethics asks, K6 refusals of
commands. The examples are files of an invented world laid over a small sound folder (`BASE`).
"""

from __future__ import annotations

from kbase.codes import claims, ethics, operation, reading, references, shape
from kbase.codes.base import BASE
from kbase.codes.model import Code, Content, Example, Link

__all__ = ["BASE", "CHAPTERS", "CODES", "Code", "Content", "Example", "Link"]

CHAPTERS: dict[str, str] = {
    "K1": "Reading a file",
    "K2": "The form of a document",
    "K3": "References",
    "K4": "Claims",
    "K5": "What ethics asks",
    "K6": "Refusals of commands",
}

CODES: dict[str, Code] = {
    **reading.CODES,
    **shape.CODES,
    **references.CODES,
    **claims.CODES,
    **ethics.CODES,
    **operation.CODES,
}
