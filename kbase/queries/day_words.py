"""Dates as they are read."""

from __future__ import annotations

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


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
        return f"between {year[:2]}00 and {year[:2]}99"
    if year.endswith("X"):
        return f"{year[:3]}0s"
    return f"{SEASONS[within[0]]} {year}" if len(within) == 1 and within[0] in SEASONS else text


def _of_several(text: str) -> str:
    """One of some dates, or all of them: 'between 1977 and 1982', '2014-05-03 or 2014-05-05'."""
    parts = []
    for part in text.strip("[]{}").split(","):
        first, dots, last = part.partition("..")
        low, high = day(first.strip()), day(last.strip())
        parts.append(
            low
            if not dots
            else f"{low} to {high}"
            if low and high
            else f"{low} or later"
            if low
            else f"{high} or earlier"
        )
    if len(parts) == 1 and text[0] == "[" and " to " in parts[0]:
        return "between " + parts[0].replace(" to ", " and ")
    return ", ".join(parts[:-1]) + (" or " if text[0] == "[" else " and ") * (len(parts) > 1) + parts[-1]
