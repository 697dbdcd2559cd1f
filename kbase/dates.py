"""EDTF text to bounds: what a date says, and on which days it may fall.

Plain dates (`2015`, `2015-05`, `2015-05-13`, each with `~`, `?` or `%`) are read here because a corpus has
tens of thousands of them, and so is 'some time between' (`[1977..1982]`, `[..1982]`), common in this field;
every other EDTF form (`197X`, `[1977,1979]`, seasons) goes to the `edtf` library, which costs milliseconds a date. Qualifiers are
flags, stand at the end alone, and do not widen the bounds.
Source of the format: Library of Congress, Extended Date/Time Format specification (ISO 8601-2).
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

FIRST = "0001-01-01"
LAST = "9999-12-31"

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_BETWEEN = re.compile(r"\[([0-9-]{4,10})?\.\.([0-9-]{4,10})?\]")
_EARLY = re.compile(r"[~?%](?=.)", re.DOTALL)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Bounds(NamedTuple):
    """Days as ISO text: the date falls on `earliest`, `latest` or between; `flag` is '', '~', '?' or '%'."""

    earliest: str = FIRST
    latest: str = LAST
    flag: str = ""

    @property
    def year(self) -> int | None:
        """The year, where all of the date lies within one."""
        return int(self.earliest[:4]) if self.earliest[:4] == self.latest[:4] else None


class Span(NamedTuple):
    """Two ends, each with its bounds."""

    start: Bounds
    end: Bounds


FORMS = "write 2015, 2015-05, 2015-05-13, '2015~' or '[1977..1982]'"


class DateError(ValueError):
    """The text is not a date; `hint` says what to write."""

    def __init__(self, message: str, hint: str = FORMS) -> None:
        super().__init__(message)
        self.hint = hint


UNKNOWN = Bounds()


def _days_in(year: int, month: int) -> int:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month - 1] + leap


@lru_cache(maxsize=65536)
def parse(text: str) -> Bounds:
    """Bounds of one EDTF date.

    >>> parse("2015-05")
    Bounds(earliest='2015-05-01', latest='2015-05-31', flag='')

    :raises DateError: where the text is no date.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        between = _BETWEEN.fullmatch(text)
        return _between(text, *between.groups()) if between else _parse_other(text)
    year, month, day, flag = plain.groups()
    if year == "0000":
        raise DateError(f"'{text}' has no year 0")
    if month is None:
        return Bounds(f"{year}-01-01", f"{year}-12-31", flag)
    if not 1 <= int(month) <= 12:
        if day is None and int(month) == 24:  # a winter: that which began the year or that which ended it
            spring = f"{int(year) + 1:04d}" if year != "9999" else year
            return Bounds(f"{year}-01-01", f"{spring}-02-{_days_in(int(spring), 2)}", flag)
        if day is None and 21 <= int(month) <= 23:  # another season, as the library that reads the rest has it
            first = 3 * (int(month) - 20)
            return Bounds(
                f"{year}-{first:02d}-01", f"{year}-{first + 2:02d}-{_days_in(int(year), first + 2):02d}", flag
            )
        raise DateError(f"'{text}' has no month {month}", "months go from 01 to 12")
    last = _days_in(int(year), int(month))
    if day is None:
        return Bounds(f"{year}-{month}-01", f"{year}-{month}-{last:02d}", flag)
    if not 1 <= int(day) <= last:
        raise DateError(f"'{text}' has no day {day}", f"days of {year}-{month} go from 01 to {last}")
    return Bounds(f"{year}-{month}-{day}", f"{year}-{month}-{day}", flag)


def _between(text: str, first: str | None, last: str | None) -> Bounds:
    bounds = Bounds(parse(first).earliest if first else FIRST, parse(last).latest if last else LAST)
    if bounds.earliest > bounds.latest or not (first or last):
        raise DateError(f"'{text}' ends before it begins" if first else f"'{text}' says nothing")
    return bounds


def _parse_other(text: str) -> Bounds:
    if len(text) > 60 or "/" in text:
        raise DateError(f"'{text[:60]}' is not one date")
    if "T" in text:
        raise DateError(f"'{text}' has a time of day", "write the day alone: 2015-05-13")
    early = _EARLY.search(text)
    if early:  # for EDTF it qualifies a part; all who ask for a flag look at the end
        rest = re.sub("[~?%]", "", text)
        whole = early.start() == 0 and text[1:] == rest and _PLAIN.fullmatch(rest)
        written = f"'{rest}{early[0]}'" if whole else "'2015~' or '2015?'"
        raise DateError(
            f"'{text}' has a '{early[0]}' before its end", f"write {written}: ~, ? and % stand after the whole date"
        )
    from contextlib import redirect_stdout
    from io import StringIO

    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    flag = text[-1] if text and text[-1] in "~?%" else ""
    try:
        with redirect_stdout(StringIO()):  # the library prints what puzzles it
            value = parse_edtf(text)
        lower, upper = value.lower_strict(), value.upper_strict()
        bounds = Bounds(_iso(lower), _iso(upper), flag)
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError):
        # TypeError: the library answers an open end with a float
        raise DateError(f"'{text}' is not a date") from None
    if bounds.earliest > bounds.latest:
        raise DateError(f"'{text}' ends before it begins")
    return bounds


def _iso(day: object) -> str:
    year, month, date = int(day[0]), int(day[1]), int(day[2])  # type: ignore[index]
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}-{month:02d}-{date:02d}"


@lru_cache(maxsize=65536)
def parse_span(text: str) -> Span:
    """Bounds of a date or of an interval `first/last`.

    :raises DateError: where an end is no date, or the last day lies before the first.
    """
    first, slash, last = text.partition("/")
    start = parse(first)
    if not slash:
        return Span(start, start)
    end = parse(last)
    if end.latest < start.earliest:
        raise DateError(f"'{text}' ends before it begins", "write the earlier date first")
    return Span(start, end)


def begins(text: str | None) -> bool:
    """Whether a date as written says from when on at the earliest: no date does not, nor does `[..2014]`."""
    return text is not None and not text.startswith("[..")


def told_by(text: str, bounds: Bounds) -> bool:
    """Whether a date as written says only by when something had come: `[..2014]`, and one of several years, `[1998..2020]`."""
    one_of = text.startswith("[") and "/" not in text and not text.endswith("..]")
    years = one_of and bounds.earliest[:4] != bounds.latest[:4]
    return not begins(text) or years


def ranged(text: str | None) -> bool:
    """Whether a date was written as a range with both ends, `[2014-10..2015-01-10]`: its bounds are meant, and no inference cuts them."""
    return text is not None and text.startswith("[") and ".." in text and text[1:3] != ".." and text[-3:] != "..]"


def widened(earliest: str, latest: str) -> tuple[str, str]:
    """One unit more on either side: a day, the month before and after, or a year; as `kbase.database.days` has it in SQL."""
    if earliest == latest:
        return _shifted(earliest, -1), _shifted(latest, 1)
    if earliest[:7] == latest[:7]:
        before = _shifted(f"{earliest[:7]}-01", -1)
        after = _shifted(f"{latest[:7]}-28", 4)  # a day of the next month
        return f"{before[:7]}-01", f"{after[:7]}-{_days_in(int(after[:4]), int(after[5:7])):02d}"
    return _year(earliest, -1), _year(latest, 1)


def widest(date: Bounds) -> Bounds:
    """All that a date may mean, without its flag: a flagged one reaches one unit further."""
    return Bounds(*widened(date.earliest, date.latest)) if date.flag else date


def clamped(date: Bounds, first: str = FIRST, last: str = LAST) -> Bounds:
    """The part of a date that lies between two days, where any does; a flagged one that they cut goes without its flag."""
    whole = widest(date)
    if first <= whole.earliest and whole.latest <= last:
        return date
    if whole.latest < first or last < whole.earliest:
        return date
    return Bounds(max(whole.earliest, first), min(whole.latest, last))


def _year(day: str, years: int) -> str:
    year = int(day[:4]) + years
    if not 1 <= year <= 9999:
        return FIRST if years < 0 else LAST
    return f"{year:04d}-02-28" if day[4:] == "-02-29" else f"{year:04d}{day[4:]}"


def _shifted(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return FIRST if days < 0 else LAST
