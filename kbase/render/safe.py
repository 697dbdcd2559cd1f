"""Text from data made harmless: for terminals, spreadsheets, Markdown and JSON.

Control codes and direction overrides are shown, not obeyed: ESC as ␛, a right-to-left override as <U+202E>.
Right-to-left names themselves are left as they are.
"""

from __future__ import annotations

_JOINERS = "\u200c\u200d"  # belong to the spelling of Persian and Indic words
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """Text with every control and invisible format character made visible; line ends become spaces."""
    if text.isprintable():
        return text
    parts = []
    for at, char in enumerate(text):
        if char.isprintable():
            parts.append(char)
        elif char in "\n\r\t":
            parts.append(" ")
        elif char in _JOINERS and at and ord(text[at - 1]) >= 0x600:
            parts.append(char)
        elif char == "\x7f":
            parts.append("␡")
        elif char < " ":
            parts.append(chr(0x2400 + ord(char)))
        elif char == "\u00a0" or (char.isspace() and char < "\u2028"):
            parts.append(" ")
        else:
            parts.append(f"<U+{ord(char):04X}>")
    return "".join(parts)


def cell(value: object) -> object:
    """A value for CSV: text that a spreadsheet would run as a formula begins with an apostrophe."""
    if isinstance(value, str):
        formula = value.startswith(_FORMULA)
        text = clean(value)
        return f"'{text}" if formula or text.lstrip().startswith(_FORMULA) else text
    return value


_MARKDOWN = {ord(c): f"\\{c}" for c in "\\`*_[]|~#"} | {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}


def markdown(text: str) -> str:
    """Text in which Markdown and HTML see no markup; a right-to-left name is set apart from what stands beside it."""
    shown = clean(text).translate(_MARKDOWN)
    if not shown.isascii() and _right_to_left(shown):
        return f"\u2068{shown}\u2069"
    return shown


def _right_to_left(text: str) -> bool:
    from unicodedata import bidirectional

    return any(bidirectional(c) in ("R", "AL") for c in text)


def json_text(text: str) -> str:
    """JSON text with invisible characters escaped: the data stays exact, a terminal stays whole."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escaped(ord(c)) for c in text)


def _escaped(code: int) -> str:
    if code > 0xFFFF:
        code -= 0x10000
        return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
    return f"\\u{code:04x}"
