"""A page as Markdown: nothing in it is read as markup but what stands here."""

from __future__ import annotations

from kbase.render.page import Beside, Block, Page, Table, Words
from kbase.render.safe import markdown as escaped


def markdown(page: Page) -> str:
    """A page as Markdown text."""
    out = [f"# {escaped(page.title)}", ""]
    if page.subtitle:
        out += [f"*{escaped(page.subtitle)}*", ""]
    for words in page.lead:
        out += [_words(words), ""]
    for block in page.blocks:
        out += (
            _table(block) if isinstance(block, Table) else _block(block.alone if isinstance(block, Beside) else block)
        )
        out.append("")
    out += ["---", "", f"*{escaped(page.footer)}*", ""]
    return "\n".join(out)


def _words(words: Words) -> str:
    parts = []
    for part in words:
        text = part.text
        if part.style in ("strong", "mark"):
            body = text.strip()
            mark = "**" if part.style == "strong" else "*"
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            parts.append(f"{before}{mark}{escaped(body)}{mark}{after}" if body else text)
        elif text.startswith(("https://", "http://")):
            parts.append(_link(text))
        else:
            parts.append(escaped(text))
    return "".join(parts)


def _link(url: str) -> str:
    return f"<{url.replace('<', '%3C').replace('>', '%3E').replace(' ', '%20')}>"


def _block(block: Block) -> list[str]:
    out = [f"## {escaped(block.title)}", ""]
    for line in block.lines:
        left = f"{escaped(line.left)}: " if line.left else ""
        out.append(f"- {left}{_words(line.words)}")
        out += [f"  - {_words(words)}" for words in line.below]
    return out


def _table(block: Table) -> list[str]:
    if not block.rows:
        return ["nothing found"]
    out = ["| " + " | ".join(escaped(c) for c in block.columns) + " |"]
    out.append("|" + "|".join(" ---: " if right else " --- " for right in block.numeric) + "|")
    out += ["| " + " | ".join(escaped(text) for text in row) + " |" for row in block.rows]
    return out
