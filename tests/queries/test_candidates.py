"""What a half typed name may become, the same on both engines."""

from __future__ import annotations

import pytest

from kbase.database.connection import open_database
from kbase.queries.completion import MOST, Candidate, candidates


def found(url: str, typed: str, types: tuple[str, ...] = ()) -> list[Candidate]:
    with open_database(url) as database:
        return candidates(database, typed, types)


def test_ids_come_first_and_sources_last(database_url: str) -> None:
    marsh = found(database_url, "Marsh")
    assert [(c.id, c.by_id) for c in marsh] == [
        ("marsh-killings", True),
        ("marsh-report", True),
        ("red-lantern", False),
    ]
    assert marsh[2].name == "Friends of the Marsh"


def test_types(database_url: str) -> None:
    assert {c.id for c in found(database_url, "", ("group",))} == {
        "hostile-group",
        "iron-dawn",
        "night-tide",
        "red-lantern",
    }
    assert found(database_url, "tomas", ("group",)) == []


def test_each_entity_once(database_url: str) -> None:
    ids = [c.id for c in found(database_url, "l")]
    assert len(ids) == len(set(ids))
    assert "red-lantern" in ids


@pytest.mark.parametrize("typed", ["%", "_", "'", '"; drop', "\\", "☃"])
def test_odd_words(database_url: str, typed: str) -> None:
    assert found(database_url, typed) == [] or typed in ('"; drop',)


def test_never_too_many(database_url: str) -> None:
    assert len(found(database_url, "")) <= MOST
