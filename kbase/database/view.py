"""What a view is made of: its columns, each with its expression and meaning, and where they come from."""

# ruff: noqa: S608 - SQL is put together from constants of this package

from __future__ import annotations

from typing import NamedTuple

from kbase.database.shape import Column


class View(NamedTuple):
    """A view for analysts. `comment` says what one row is."""

    comment: str
    select: str
    columns: tuple[Column, ...]


def made(comment: str, tail: str, *columns: tuple[str, str, str, str]) -> View:
    """A view from its columns (name, type, expression, meaning) and what follows them, from FROM on."""
    shown = ",\n  ".join(
        expression if _is(expression, name) else f"{expression} AS {name}" for name, _, expression, _ in columns
    )
    return View(
        comment, f"SELECT {shown}\n{tail}", tuple(Column(name, type_, True, meaning) for name, type_, _, meaning in columns)
    )  # fmt: skip


def _is(expression: str, name: str) -> bool:
    return expression == name or (expression.endswith(f".{name}") and expression.count(".") == 1)


def own(alias: str, name: str, type_: str, meaning: str) -> tuple[str, str, str, str]:
    """A column that keeps the name that it has in its table."""
    return name, type_, f"{alias}.{name}", meaning


def bounds(alias: str, first: str = "start", last: str = "end") -> list[tuple[str, str, str, str]]:
    """The four bounds of a claim or event."""
    return [
        own(alias, f"{first}_earliest", "date", f"Earliest day of the {first}; 0001-01-01 where it is open."),
        own(alias, f"{first}_latest", "date", f"Latest day of the {first}; 9999-12-31 where it is open."),
        own(alias, f"{last}_earliest", "date", f"Earliest day of the {last}; 0001-01-01 where it is open."),
        own(alias, f"{last}_latest", "date", f"Latest day of the {last}; 9999-12-31 where it is open."),
    ]  # fmt: skip


def listed(engine: str, select: str, word: str) -> str:
    """The words of a SELECT DISTINCT of one column, sorted, as one text; null where there are none."""
    if engine == "sqlite":
        return f"(SELECT group_concat({word}, '; ') FROM ({select} ORDER BY {word}))"
    return f"(SELECT string_agg({word}, '; ' ORDER BY {word}) FROM ({select}) AS words)"
