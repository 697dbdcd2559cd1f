"""The layout: imports go only leftwards, modules stay small, reading stays light, words stay ours."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY, WORLD

PACKAGE = REPOSITORY / "kbase"
# A datum moves through these from left to right; a module imports only from its own layer or from the left.
# `matching` knows names, not the database: a seed files names by its keys
LAYERS = ("core", "matching", "curation", "database", "queries", "render", "cli")
CORE = {"__init__", "problems", "dates", "vocabulary", "fields", "text", "packaged", "memory"}
# `codes` explains problems and shows broken documents: it is text, used by render, cli and docs
BESIDE = {"codes": "render"}
LONGEST = 400
FORBIDDEN_NAMES = {"utils", "helpers", "manager", "misc", "common_utils"}


def modules() -> list[Path]:
    return [p for p in sorted(PACKAGE.rglob("*.py")) if "_packaged" not in p.parts]


def layer(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    if len(parts) == 1:
        assert parts[0] in CORE | {"__main__"}, f"{path} has no layer"
        return "cli" if parts[0] == "__main__" else "core"
    return BESIDE.get(parts[0], parts[0])


def imported(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kbase"):
            inner = node.module.split(".")[1:]
            found += [
                ".".join([*inner, a.name]) if not inner or (PACKAGE / inner[0]).is_dir() else inner[0]
                for a in node.names
            ]
        elif isinstance(node, ast.Import):
            found += [a.name.partition(".")[2] for a in node.names if a.name.startswith("kbase.")]
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_only_leftwards(path: Path) -> None:
    own = LAYERS.index(layer(path))
    for name in imported(path):
        first = name.split(".")[0]
        target = BESIDE.get(first, first) if (PACKAGE / first).is_dir() else "core"
        assert LAYERS.index(target) <= own, f"{path.name} imports {name}, which lies to its right"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_stay_small_and_named(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    data = path.name in ("vocabulary.py", "fields.py")
    assert lines <= (700 if data else LONGEST), f"{lines} lines"
    assert path.stem not in FORBIDDEN_NAMES


def test_only_the_command_line_prints_or_exits() -> None:
    for path in modules():
        if layer(path) == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                assert name not in ("print", "sys.exit", "exit", "quit"), f"{path}:{node.lineno}"


def test_reading_is_light(world_sqlite: Path) -> None:
    """A reader's command loads neither SQLAlchemy, Alembic, pydantic nor, into a pipe, Rich; nothing that draws or completes."""
    code = (
        "import sys; from kbase.cli.main import main; code = main(sys.argv[1:]);"
        "heavy = {'sqlalchemy', 'alembic', 'pydantic', 'pydantic_core', 'yaml', 'rich', 'psycopg', 'prompt_toolkit', 'pygments',"
        " 'argcomplete', 'kbase.render.drawing'} & set(sys.modules);"
        "heavy |= {'subprocess'} & set(sys.modules) if sys.argv[1] != 'sql' else set();"
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    for words in (
        ["show", "red-lantern"], ["list", "groups"], ["why", "red-lantern"], ["lineage", "red-lantern"],
        ["network", "red-lantern"], ["timeline", "red-lantern"], ["leaders", "red-lantern"], ["sources"], ["duplicates"], ["list", "events", "--count"],
        ["sql", "select 1"], ["find", "Tomaz Vell"], ["find", "--why", "a", "b"], ["show", "Tomaz Vell"], ["sql", "leaders-on", "group=red-lantern", "day=2020-01-01"],
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", code, *words, "--database", str(world_sqlite)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr.strip().endswith("[]"), (words, done.stderr)


def test_the_top_level_is_what_the_readme_says() -> None:
    tracked = subprocess.run(
        ["git", "-C", str(REPOSITORY), "ls-files"], capture_output=True, text=True, check=True
    ).stdout
    top = {line.split("/")[0] for line in tracked.splitlines()}
    allowed = {
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "Makefile",
        "README.md",
        "data",
        "docs",
        "hatch_build.py",
        "kbase",
        "migrations",
        "pyproject.toml",
        "tests",
    }
    assert top <= allowed, top - allowed
    assert WORLD.is_dir()
