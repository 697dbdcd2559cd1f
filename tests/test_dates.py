"""Dates: what a text says and on which days it may fall."""

from __future__ import annotations

import calendar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbase.dates import FIRST, LAST, Bounds, DateError, parse, parse_span


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "flag"),
    [
        ("2015", "2015-01-01", "2015-12-31", ""),
        ("2015-05", "2015-05-01", "2015-05-31", ""),
        ("2015-05-13", "2015-05-13", "2015-05-13", ""),
        ("2015~", "2015-01-01", "2015-12-31", "~"),
        ("2015-05?", "2015-05-01", "2015-05-31", "?"),
        ("2015-05-13%", "2015-05-13", "2015-05-13", "%"),
        ("2016-02", "2016-02-01", "2016-02-29", ""),
        ("2015-02", "2015-02-01", "2015-02-28", ""),
        ("2000-02-29", "2000-02-29", "2000-02-29", ""),
        ("0001", "0001-01-01", "0001-12-31", ""),
        ("9999", "9999-01-01", "9999-12-31", ""),
        ("[1977..1982]", "1977-01-01", "1982-12-31", ""),
        ("[2015-05-13,2015-05-15]", "2015-05-13", "2015-05-15", ""),
        ("197X", "1970-01-01", "1979-12-31", ""),
        ("2015-21", "2015-03-01", "2015-05-31", ""),
        ("2015-24", "2015-01-01", "2016-02-29", ""),  # of which of the two winters it is, nobody says
    ],
)
def test_a_date(text: str, earliest: str, latest: str, flag: str) -> None:
    assert parse(text) == Bounds(earliest, latest, flag)


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("~2015", "'~' before its end", "write '2015~'"),
        ("?2015-05", "'?' before its end", "write '2015-05?'"),
        ("%2015-05-13", "'%' before its end", "write '2015-05-13%'"),
        ("2015-~05", "'~' before its end", "write '2015~' or '2015?'"),
        ("2015?-05", "'?' before its end", "write '2015~' or '2015?'"),
        ("2015-05~-13", "'~' before its end", "after the whole date"),
        ("?2015-?05", "'?' before its end", "write '2015~' or '2015?'"),
        ("?2015~", "'?' before its end", "write '2015~' or '2015?'"),
        ("[1977,1979~]", "'~' before its end", "after the whole date"),
        ("{2015?,2016}", "'?' before its end", "after the whole date"),
        ("2015-13", "no month 13", "01 to 12"),
        ("2015-00", "no month 00", "01 to 12"),
        ("2015-02-30", "no day 30", "01 to 28"),
        ("2016-02-30", "no day 30", "01 to 29"),
        ("1900-02-29", "no day 29", "01 to 28"),
        ("2015-05-00", "no day 00", "01 to 31"),
        ("2015-21-01", "no month 21", "01 to 12"),
        ("0000", "no year 0", "2015"),
        ("2015-5", "not a date", "2015-05"),
        ("2015-5-13", "not a date", "2015-05"),
        ("15", "not a date", "2015-05"),
        ("13.05.2015", "not a date", "2015-05"),
        ("05/13/2015", "not one date", "2015-05"),
        ("May 2015", "not a date", "2015-05"),
        ("about 2015", "not a date", "'2015~'"),
        ("2015 - 2016", "not a date", "[1977..1982]"),
        ("٢٠١٥", "not a date", "2015"),
        ("2015-05-13T10:00:00Z", "time of day", "2015-05-13"),
        ("[1982..1977]", "", ""),
        ("..", "", ""),
        ("", "", ""),
        ("x" * 1000, "not one date", ""),
        ("Y-170000002", "", ""),
    ],
)
def test_no_date(text: str, says: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert says in str(caught.value) and hint in caught.value.hint
    assert len(str(caught.value)) < 120


def test_the_bounds_of_every_month() -> None:
    for year in (1900, 2000, 2015, 2016):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            assert parse(f"{year}-{month:02d}") == Bounds(f"{year}-{month:02d}-01", f"{year}-{month:02d}-{last:02d}")


def test_a_span() -> None:
    assert parse_span("2022-06-11/2022-06-12") == (parse("2022-06-11"), parse("2022-06-12"))
    assert parse_span("2022") == (parse("2022"), parse("2022"))
    assert parse_span("2022~/2023?").end.flag == "?"
    assert parse_span("2022-06/2022") == (parse("2022-06"), parse("2022")), "may overlap"


@pytest.mark.parametrize(
    "text", ["2022/2021", "2022-06-12/2022-06-11", "2022/", "/2022", "2022/2023/2024", "2022/..", "2022/x"]
)
def test_no_span(text: str) -> None:
    with pytest.raises(DateError):
        parse_span(text)


def test_the_year_of_bounds() -> None:
    assert parse("2015-05").year == 2015
    assert parse("[2015..2016]").year is None
    assert Bounds().year is None
    assert Bounds() == (FIRST, LAST, "")


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.text("0123456789-/.~?%[]{},XuYSE+:TZ ", max_size=20))
def test_any_text_is_a_date_or_not(text: str) -> None:
    try:
        bounds = parse(text)
    except DateError as error:
        assert error.hint
    else:
        assert FIRST <= bounds.earliest <= bounds.latest <= LAST
