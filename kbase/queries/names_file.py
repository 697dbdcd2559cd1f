"""A list of names to be screened, from a file or from standard input: a table, JSON lines, or a name a line.

A list is read whole and checked before anything is screened, so that no row is lost or misread in silence.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kbase.problems import KbaseError, UsageError

FORMS = ("csv", "tsv", "jsonl", "txt")
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_FIELD = 10_000_000  # characters of one cell
_AS_UTF_8 = "save it as UTF-8 (spreadsheets call it 'CSV UTF-8')"
_OTHER_CODES = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


class Columns(NamedTuple):
    """The columns of the list that are used; all but the name are optional."""

    name: str | None = None
    birth: str | None = None
    country: str | None = None
    kind: str | None = None


class Query(NamedTuple):
    """A row of the list."""

    row: int  # from 1
    name: str
    birth: int | None = None
    country: str = ""
    kind: str = ""
    dated: bool = False  # whether the column of births holds anything


class Names(NamedTuple):
    """A list that can be read more than once."""

    called: str
    open: Callable[[], BinaryIO]
    form: str  # one of FORMS
    delimiter: str = ""  # of a table


class Contents(NamedTuple):
    """What a list was found to hold."""

    rows: int
    births: int  # rows with a year of birth
    kinds: frozenset[str]
    dated: int = 0  # rows that hold anything in that column
    titled: str = ""  # of a table with one column that nobody named: what its first line calls it


# --- which list ---------------------------------------------------------------------------------------


def in_file(path: Path, columns: Columns, form: str | None = None, delimiter: str | None = None) -> Names:
    """The list of a file; its ending tells how it is read, unless `form` does.

    :raises KbaseError: where it is empty or not in UTF-8.
    :raises UsageError: where its ending tells nothing.
    """
    form = form or path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError(
            f"'{path.name}' ends in none of {', '.join(f'.{f}' for f in FORMS)}",
            "the ending tells how it is read; or say it by --input",
        )
    return _known(Names(path.name, lambda: path.open("rb"), form), columns, delimiter)


def in_bytes(found: bytes, columns: Columns, form: str | None = None, delimiter: str | None = None) -> Names:
    """The list that came on standard input: JSON lines where it begins with a brace, a table where its first line has several
    fields or is the name of the column, else a name a line; unless `form` tells.

    :raises KbaseError: where it is empty or not in UTF-8.
    """
    names = Names("standard input", lambda: io.BytesIO(found), form or "txt")
    if form is None:
        first = _first(names)
        several = len(_fields(first, delimiter or _delimiter(first, "csv", columns))) > 1
        titled = first.strip().strip('"') == (columns.name or "name")
        names = names._replace(form="jsonl" if first.startswith("{") else "csv" if several or titled else "txt")
    return _known(names, columns, delimiter)


def _known(names: Names, columns: Columns, delimiter: str | None) -> Names:
    first = _first(names)
    if names.form not in ("csv", "tsv"):
        if delimiter is not None:
            raise UsageError(
                f"--delimiter is for a table; '{names.called}' is read as {names.form}", "or say --input csv"
            )
        return names
    return names._replace(delimiter=delimiter or _delimiter(first, names.form, columns))


def _delimiter(header: str, form: str, columns: Columns) -> str:
    """The mark that parts the fields of a header: the one that makes the columns that are named, else most columns.

    csv.Sniffer, of one line, takes the comma in 'name;born, or year'.
    """
    wanted = {c for c in (columns.name or "name", columns.birth, columns.country, columns.kind) if c}
    likely = "\t" if form == "tsv" else ","

    def worth(mark: str) -> tuple[int, int, bool]:
        fields = _fields(header, mark)
        return len(wanted.intersection(fields)) if len(fields) > 1 else 0, len(fields), mark == likely

    return max(DELIMITERS, key=worth)


def _fields(line: str, delimiter: str) -> list[str]:
    csv.field_size_limit(_FIELD)
    try:
        return _header(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return []


def _header(fields: list[str]) -> list[str]:
    return [field.strip() for field in fields]


# --- its text -----------------------------------------------------------------------------------------


def _first(names: Names) -> str:
    """The first line that is not blank.

    :raises KbaseError: where there is none.
    """
    with names.open() as file:
        first = next((line for line in lines(file, names.called) if line.strip()), "")
    if not first:
        raise KbaseError(f"'{names.called}' is empty", "nothing was screened; check where the list was written")
    return first


def lines(file: BinaryIO, called: str) -> Iterator[str]:
    """The lines of a file in UTF-8, with their ends.

    :raises KbaseError: with the line whose bytes are no UTF-8.
    """
    begins = file.read(4)
    file.seek(0)
    code = next((code for mark, code in _OTHER_CODES.items() if begins.startswith(mark)), "")
    if not code and b"\0" in begins:
        code = "UTF-16"  # without its mark
    if code:
        raise KbaseError(f"'{called}' is {code}, not UTF-8", _AS_UTF_8)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    for at, line in enumerate(text, 1):
        if not line.isascii():
            try:
                line.encode()
            except UnicodeEncodeError:
                raise KbaseError(f"'{called}' line {at} is not in UTF-8", _AS_UTF_8) from None
        yield line


# --- its rows -----------------------------------------------------------------------------------------


def checked(names: Names, columns: Columns) -> Contents:
    """Read the whole list and say what it holds.

    :raises KbaseError: see `queries`.
    """
    rows = births = dated = 0
    kinds = set()
    for query in queries(names, columns):
        rows += 1
        births += query.birth is not None
        dated += query.dated
        kinds.add(query.kind)
    titled = ""
    if names.form in ("csv", "tsv") and columns.name is None:
        header = _fields(_first(names), names.delimiter)
        titled = header[0] if len(header) == 1 and header[0] != "name" else ""
    return Contents(rows, births, frozenset(kinds - {""}), dated, titled)


def queries(names: Names, columns: Columns) -> Iterator[Query]:
    """The rows of a list, numbered from 1.

    :raises KbaseError: where a row cannot be read as such, with its line.
    :raises UsageError: where there is no such column.
    """
    with names.open() as file:
        text = lines(file, names.called)
        if names.form == "txt":
            stripped = (line.strip() for line in text)
            yield from (Query(n, name) for n, name in enumerate((name for name in stripped if name), 1))
        else:
            yield from (_from_json if names.form == "jsonl" else _from_table)(text, names, columns)


def _from_json(text: Iterator[str], names: Names, columns: Columns) -> Iterator[Query]:
    number = 0
    for at, line in enumerate(text, 1):
        if not line.strip():
            continue
        number += 1
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise KbaseError(f"'{names.called}' line {at} is not JSON", "one JSON object a line") from None
        if not isinstance(row, dict):
            raise KbaseError(f"'{names.called}' line {at} is not a JSON object", 'such as {"name": "…"}')
        found = {str(k): v for k, v in row.items()}
        if wrong := next(
            (k for k, v in found.items() if k in {columns.name or "name", *columns[1:]} and isinstance(v, list | dict)),
            None,
        ):
            raise KbaseError(
                f"'{names.called}' line {at}: '{wrong}' is no text", 'such as {"name": "…"}; a line for each name'
            )
        yield _query(number, found, _chosen(columns, tuple(found), names.called, f" in line {at}"), columns)


def _from_table(text: Iterator[str], names: Names, columns: Columns) -> Iterator[Query]:
    csv.field_size_limit(_FIELD)
    reader = csv.reader(text, delimiter=names.delimiter, strict=True)
    number = begins = 0
    header: list[str] = []
    chosen = ""
    try:
        for row in reader:
            at, begins = begins + 1, reader.line_num
            if not row or (not header and not any(row)):
                continue
            if not header:
                header = _header(row)
                chosen = _chosen(columns, tuple(header), names.called)
                continue
            number += 1
            if any(row[len(header) :]):
                raise KbaseError(
                    f"'{names.called}' line {at} has {len(row)} fields, its header {len(header)}: {' | '.join(row)[:120]}",
                    f"put a value that holds a {DELIMITERS.get(names.delimiter, names.delimiter)} in double quotes",
                )
            yield _query(number, dict(zip(header, row, strict=False)), chosen, columns)
    except csv.Error as error:
        what = "a double quote that is not closed" if "unexpected end" in str(error) else str(error)
        raise KbaseError(
            f"'{names.called}' line {begins + 1} cannot be read as a table: {what}",
            "a value with double quotes in it is quoted whole, and they are doubled; lines end in line feeds",
        ) from None


def _chosen(columns: Columns, there: tuple[str, ...], called: str, where: str = "") -> str:
    """The column of the names.

    :raises UsageError: where it, or another that is named, is not there.
    """
    chosen = columns.name or (there[0] if len(there) == 1 and "name" not in there else "name")
    for column in (chosen, columns.birth, columns.country, columns.kind):
        if column and column not in there:
            raise UsageError(
                f"'{called}' has no column '{column}'{where}",
                f"it has {', '.join(there[:12]) or 'none'}; name one by an option, or say --input txt if it is a name a line",
            )
        if column and there.count(column) > 1:
            raise UsageError(
                f"'{called}' has {there.count(column)} columns '{column}'{where}", "give each a name of its own"
            )
    return chosen


def _query(number: int, row: dict[str, Any], chosen: str, columns: Columns) -> Query:
    birth = str(row.get(columns.birth) or "") if columns.birth else ""
    found = next((int(birth[i : i + 4]) for i in range(len(birth) - 3) if year(birth[i : i + 4])), None)
    return Query(
        number, str(row.get(chosen) or "").strip(), found,
        str(row.get(columns.country) or "").strip() if columns.country else "",
        str(row.get(columns.kind) or "").strip().lower() if columns.kind else "", bool(birth.strip()),
    )  # fmt: skip


def year(text: str) -> bool:
    """Whether four characters are a year of our era."""
    return text.isascii() and text.isdigit() and text[0] in "12"
