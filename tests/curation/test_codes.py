"""Every problem code has an example that gives it, and every code in the source is in the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kbase.codes import BASE, CHAPTERS, CODES, Content, Link
from kbase.curation import checks, corpus
from kbase.curation.corpus import Corpus

SOURCE = Path(corpus.__file__).parents[1]
EXAMPLES = [code for code, entry in CODES.items() if entry.example is not None]


def lay(folder: Path, files: dict[str, Content]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Link):
            path.symlink_to(content.target)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def checked(folder: Path, files: dict[str, Content]) -> Corpus:
    lay(folder, {**BASE, **files})
    found = corpus.load(folder)
    checks.run(found)
    return found


def test_the_base_folder_is_sound(tmp_path: Path) -> None:
    assert checked(tmp_path, {}).problems == []


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_gives_its_code_at_its_place(code: str, tmp_path: Path) -> None:
    entry = CODES[code]
    assert entry.example is not None
    found = checked(tmp_path, entry.example.files)
    expected = (code, str(tmp_path / entry.example.file), *entry.example.at, entry.severity)
    told = [(p.code, *p.place, p.severity) for p in found.problems]
    assert told == [expected]
    assert all(p.help for p in found.problems)


@pytest.mark.parametrize("code", [c for c in EXAMPLES if CODES[c].example.fix])  # type: ignore[union-attr]
def test_the_corrected_example_is_sound(code: str, tmp_path: Path) -> None:
    example = CODES[code].example
    assert example is not None and example.fix is not None
    first = example.files[example.first]
    assert isinstance(first, str) and first.count(example.fix[0]) == 1, "the text to replace stands once"
    assert checked(tmp_path, example.corrected()).problems == []


def test_every_code_of_the_source_is_in_the_catalogue() -> None:
    used: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        if path.parent.name != "codes":
            for code in re.findall(r"\bK[0-9]{3}\b", path.read_text(encoding="utf-8")):
                used.setdefault(code, set()).add(path.name)
    unknown = {code: files for code, files in used.items() if code not in CODES}
    assert unknown == {}
    documents = {code for code in CODES if not code.startswith("K6")}
    assert documents - set(used) == set()


def test_the_catalogue_is_whole() -> None:
    assert list(CODES) == sorted(CODES)
    for code, entry in CODES.items():
        assert code[:2] in CHAPTERS
        assert (entry.example is None) == code.startswith("K6")
        assert not entry.title.endswith(".") and entry.explanation.endswith(".")
        assert entry.severity in ("error", "warning")


def test_the_catalogue_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    program = "import sys, kbase.codes; print([m for m in ('pydantic_core', 'yaml', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
