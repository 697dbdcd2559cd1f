"""The catalogue of problem codes as text, JSON and Markdown."""

from __future__ import annotations

from textwrap import fill, indent

from kbase.codes import CHAPTERS, CODES, Code, Content, Example, Link

_WIDTH = 80
_CLIP = 76  # of a line of an example


def severity(entry: Code) -> str:
    """`error`, `warning`, or both where it depends on the claim's status."""
    if entry.softens:
        return "error; a warning where the claim is not accepted"
    return entry.severity


def _listed(content: Content, mark: int = 0) -> str:
    """The lines of an example, numbered; the marked one with '>'."""
    if isinstance(content, Link):
        return f"    (a symbolic link to {content.target})\n"
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        shown = "".join("→   " if c == "\t" else c if c.isprintable() else chr(0x2400 + ord(c)) for c in line)
        if len(shown) > _CLIP * 2:
            shown = shown[:_CLIP] + "…"
        lines.append(f"  {'>' if number == mark else ' '} {number:2} | {shown}\n")
    return "".join(lines)


def text(code: str) -> str:
    """All about one code."""
    entry = CODES[code]
    parts = [f"{code}: {entry.title} ({severity(entry)})\n\n{fill(entry.explanation, _WIDTH)}\n"]
    example = entry.example
    if example is not None:
        for name, content in example.files.items():
            mark = example.at[0] if name == example.file else 0
            parts.append(f"\n{'Wrong' if mark else 'With'}, {name}:\n{_listed(content, mark)}")
        corrected = example.corrected()
        if corrected:
            parts.append(f"\nRight, {example.first}:\n{_listed(corrected[example.first])}")
    return "".join(parts)


def listing() -> str:
    """All codes with their titles, by chapter."""
    parts = []
    for chapter, title in CHAPTERS.items():
        parts.append(f"{title}\n")
        parts += [f"  {code}  {entry.title}\n" for code, entry in CODES.items() if code.startswith(chapter)]
        parts.append("\n")
    return "".join(parts) + "'kbase explain CODE' says more.\n"


def _plain(content: Content) -> str:
    if isinstance(content, Link):
        return f"-> {content.target}"
    whole = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    return whole if len(whole) <= 4000 else whole[:_CLIP] + "…"


def _example(example: Example) -> dict[str, object]:
    return {
        "file": example.file, "line": example.at[0], "column": example.at[1],
        "wrong": {name: _plain(content) for name, content in example.files.items()},
        "right": {name: _plain(content) for name, content in example.corrected().items()},
    }  # fmt: skip


def json(codes: list[str]) -> str:
    """The codes as a list of objects."""
    from json import dumps

    objects = [
        {
            "code": code, "title": CODES[code].title, "severity": CODES[code].severity, "softens": CODES[code].softens,
            "explanation": CODES[code].explanation,
            "example": _example(example) if (example := CODES[code].example) is not None else None,
        }
        for code in codes
    ]  # fmt: skip
    return dumps(objects, indent=1) + "\n"


def markdown() -> str:
    """The page of the documentation that lists all codes."""
    parts = ["# Problem codes\n\n`kbase explain CODE` prints these in the terminal.\n"]
    for chapter, title in CHAPTERS.items():
        parts.append(f"\n## {title}\n")
        for code, entry in CODES.items():
            if not code.startswith(chapter):
                continue
            parts.append(f"\n### {code}: {entry.title}\n\n*{severity(entry)}*\n\n{fill(entry.explanation, 110)}\n")
            example = entry.example
            if example is not None:
                for name, content in example.files.items():
                    mark = example.at[0] if name == example.file else 0
                    parts.append(
                        f"\n{'Wrong' if mark else 'With'}, `{name}`:\n\n{indent(_listed(content, mark), '  ')}"
                    )
                corrected = example.corrected()
                if corrected:
                    parts.append(f"\nRight, `{example.first}`:\n\n{indent(_listed(corrected[example.first]), '  ')}")
    return "".join(parts)
