"""The generated pages are fresh, and what the README shows works."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from conftest import REPOSITORY
from kbase.cli.main import COMMANDS, command_parser

DOCS = REPOSITORY / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["commands.md", "data-dictionary.md", "problem-codes.md"])
def test_generated_pages_are_fresh(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    page = generator().PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == page, "run 'make docs'"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    help_ = command_parser(command).format_help()
    assert "Examples:" in help_
    assert f"kbase {command}" in help_.partition("Examples:")[2]
