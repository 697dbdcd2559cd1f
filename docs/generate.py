"""Writes the generated pages of docs/: command reference, data dictionary, problem codes.

Run `make docs`; a test holds the committed pages to what this writes.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from kbase.cli.main import COMMANDS, command_parser, overview
from kbase.curation import checks
from kbase.curation.corpus import load
from kbase.curation.forms import claim_keys, document_keys, verbs_of
from kbase.database import shape
from kbase.database.connection import open_database
from kbase.database.days import COLUMNS as DAYS
from kbase.database.seed import Options, Origin, seed
from kbase.database.views import described_views, views
from kbase.fields import THINGS, claims_of
from kbase.queries.coverage import coverage
from kbase.render.codes import markdown
from kbase.render.markdown import markdown as markdown_page
from kbase.render.page import coverage_page
from kbase.vocabulary import VOCABULARY

HERE = Path(__file__).parent
NOTE = "<!-- made by docs/generate.py: edit the code, then run 'make docs' -->\n\n"


def cell(text: str) -> str:
    """Text as a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def commands() -> str:
    """The command reference: every command's own help."""
    os.environ["COLUMNS"] = "100"
    parts = ["# Commands\n\n", NOTE, f"```text\n{overview()}```\n"]
    for name in COMMANDS:
        parts.append(f"\n## kbase {name}\n\n```text\n{command_parser(name).format_help().rstrip()}\n```\n")
    return "".join(parts)


def dictionary() -> str:
    """The data dictionary: tables, columns, keys, views, vocabularies, and the documents they come from."""
    parts = ["# Data dictionary\n\n", NOTE, "## Tables\n"]
    for table in shape.tables().values():
        parts.append(
            f"\n### {table.name}\n\n{table.comment}\n\n| column | type | null | meaning |\n|---|---|---|---|\n"
        )
        for column in table.columns:
            key = " (key)" if column.name in table.primary_key else ""
            parts.append(
                f"| `{column.name}`{key} | {column.type} | {'yes' if column.null else 'no'} | {cell(column.comment)} |\n"
            )
        if table.references:
            parts.append("\nReferences: " + "; ".join(
                f"({', '.join(r.columns)}) → {r.table} ({', '.join(r.targets)})" for r in table.references
            ) + ".\n")  # fmt: skip
    parts.append("\n## Views\n\nEach view `current_…` has the columns of its table, and those of the days: ")
    parts.append(", ".join(f"`{n}`" for n in DAYS) + ", as in `all_claims`.\n\n| view | rows |\n|---|---|\n")
    parts += [f"| `{name}` | {cell(comment)} |\n" for name, (_, comment) in views("sqlite").items()]
    for name, view in described_views("sqlite").items():
        if not name.startswith("current_"):  # those have the columns of their tables, and those of the days
            parts.append(f"\n### {name}\n\n| column | type | meaning |\n|---|---|---|\n")
            parts += [f"| `{c.name}` | {c.type} | {cell(c.comment)} |\n" for c in view.columns]
    parts.append("\n## Documents\n")
    for thing in THINGS:
        keys = ", ".join(f"`{k}`" for k in document_keys(thing.type))
        parts.append(f"\n### {thing.folder}/*.yaml\n\n{thing.meaning} Keys: {keys}.\n")
        for claim in claims_of(thing.type):
            verbs = verbs_of(claim, thing.type)
            begin = f" Begins with one of: {', '.join(f'`{v}`' for v in verbs)}." if verbs else ""
            parts.append(
                f"\n- `{claim.section}`: {claim.meaning}{begin} Keys: {', '.join(f'`{k}`' for k in claim_keys(claim))}."
            )
        parts.append("\n" if claims_of(thing.type) else "")
    parts.append("\n## Vocabularies\n")
    for name, words in VOCABULARY.items():
        parts.append(f"\n### {name}\n\n| word | meaning |\n|---|---|\n")
        parts += [f"| `{word}` | {cell(meaning)} |\n" for word, meaning in words.items()]
    return "".join(parts)


def codes() -> str:
    """Every problem code with its explanation and example."""
    return NOTE + markdown()


def data_coverage() -> str:
    """What the data covers: `kbase coverage` on the committed data, without the day of the seed."""
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "kbase.sqlite")
        corpus = load(HERE.parent / "data")
        checks.run(corpus)
        seed(corpus, path, Options(Origin("data")))
        with open_database(path) as database:
            page = coverage_page(coverage(database))
    return NOTE + markdown_page(page._replace(footer=page.footer.split(",")[0]))


PAGES = {
    "commands.md": commands,
    "coverage.md": data_coverage,
    "data-dictionary.md": dictionary,
    "problem-codes.md": codes,
}


def main() -> None:
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
