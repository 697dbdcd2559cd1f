"""Dates as they are read."""

from functools import cache

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


@cache  # the same days are told again and again
def day(text: str | None) -> str:
    """An EDTF date as it is read: 'about 2015', 'between 1977 and 1982'."""
    if not text:
        return ""
    first, slash, last = text.partition("/")
    if slash:
        return f"{day(first)} to {day(last)}" if first != last else day(first)
    if text[0] in "[{":
        return _of_several(text)
    if text[-1] in "~?%":
        flag, text = text[-1], day(text[:-1])
        return {"~": f"about {text}", "?": f"{text}, uncertain", "%": f"about {text}, uncertain"}[flag]
    year, *within = text.split("-")
    if within and within[-1] == "XX":  # some day of a month, some month of a year
        return f"some time in {day('-'.join(part for part in (year, *within) if part != 'XX'))}"
    if year.endswith("XX"):
        return f"between {year.replace('X', '0')} and {year.replace('X', '9')}"
    if year.endswith("X"):
        return f"{year[:3]}0s"
    return f"{SEASONS[within[0]]} {year}" if len(within) == 1 and within[0] in SEASONS else text


def _of_several(text: str) -> str:
    """One of some dates, or all of them: 'between 1977 and 1982', '2014-05-03 or 2014-05-05'."""
    one_of = text[0] == "["
    written = text.strip("[]{}").split(",")
    if one_of and len(written) == 1:
        return _stretch(written[0], "between {} and {}")
    parts = [_stretch(part, "{} to {}") for part in written]
    return ", ".join(parts[:-1]) + (" or " if one_of else " and ") * (len(parts) > 1) + parts[-1]


def _stretch(part: str, both: str) -> str:
    """A date of several, or a stretch of time; `both` words one with two ends."""
    first, dots, last = part.partition("..")
    low, high = day(first.strip()), day(last.strip())
    if not dots:
        return low
    if low and high:
        return both.format(low, high)
    return f"{low} or later" if low else f"{high} or earlier"
