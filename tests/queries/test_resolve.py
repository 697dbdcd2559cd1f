"""From what is typed to the entity that is meant."""

from __future__ import annotations

import pytest

from kbase.database.connection import open_database
from kbase.problems import KbaseError
from kbase.queries.resolve import resolve


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("red-lantern", "red-lantern"), ("RED lantern", "red-lantern"), ("RL", "red-lantern"),
        ("الفانوس الأحمر", "red-lantern"), ("Tomas Vellorin", "tomas-vell"), ("Tomás Véll", "tomas-vell"),
        ("Abu Lantern", "tomas-vell"), ("Tomas", "tomas-vell"), ("Tomaz Vell", "tomas-vell"), ("Lanterne rouge", "red-lantern"),
        ("operation heron", "operation-heron"), ("estoria", "estoria"),
    ],
)  # fmt: skip
def test_one_clear_hit_is_taken(database_url: str, typed: str, id_: str) -> None:
    with open_database(database_url) as database:
        assert resolve(database, typed).id == id_


def test_several_are_listed_and_none_is_said(database_url: str) -> None:
    with open_database(database_url) as database:
        with pytest.raises(KbaseError) as several:
            resolve(database, "vel")
        assert "tomas-vell" in several.value.help and "velmark" in several.value.help
        with pytest.raises(KbaseError, match="nothing here is called 'zzzz'"):
            resolve(database, "zzzz")
        with pytest.raises(KbaseError, match="neither an id nor a name"):
            resolve(database, "%_'")
        with pytest.raises(KbaseError, match="is a person"):
            resolve(database, "tomas-vell", ("group",))


def test_a_rejected_name_finds_nothing(database_url: str) -> None:
    with open_database(database_url) as database, pytest.raises(KbaseError):
        resolve(database, "The Glow")
