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


def test_another_word_of_an_id_or_name_finds_too(database_url: str) -> None:
    assert [c.id for c in found(database_url, "pledge")] == ["vell-pledge"]
    assert [c.id for c in found(database_url, "Ídes pledge")] == []
    with open_database(database_url) as database:
        rows = database.rows("SELECT id, type, folded FROM entities ORDER BY id")
        names = database.rows("SELECT entity_id, folded FROM names WHERE status IN ('accepted', 'contested')")
    for typed in ("vell", "m", "dawn", "t"):
        whole = {r["id"] for r in rows if f"-{r['id']}".find(f"-{typed}") >= 0}
        whole |= {r["id"] for r in rows if f" {typed}" in f" {r['folded']}" and r["type"] != "source"}
        whole |= {n["entity_id"] for n in names if f" {typed}" in f" {n['folded']}"}
        offered = [c.id for c in found(database_url, typed)]
        assert len(offered) == min(len(whole), MOST) and set(offered) <= whole
        begin = [id_.startswith(typed) for id_ in offered]
        assert begin == sorted(begin, reverse=True)


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
