"""Names found in the knowledge base, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.queries.find import COLUMNS, Wanted, candidates, find, why
from kbase.queries.names_file import Query
from kbase.queries.screening import knowledge_base, screen


@pytest.mark.parametrize(
    ("typed", "id_", "matched"),
    [
        ("Tomas Vell", "tomas-vell", "Tomas Vell"), ("VELL, Tomás", "tomas-vell", "Tomas Vell"), ("Томас Велл", "tomas-vell", "Tomas Vell"),
        ("Abou Lantern", "tomas-vell", "Abu Lantern"), ("Tomaz Velloryn", "tomas-vell", "Tomás Vellorin"),
        ("Red Lantern Group", "red-lantern", "Red Lantern"), ("الفانوس الاحمر", "red-lantern", "الفانوس الأحمر"),
        ("Ilse Mar", "ilse-marr", "Ilse Marr"),
    ],
)  # fmt: skip
def test_found_however_spelt(database_url: str, typed: str, id_: str, matched: str) -> None:
    with open_database(database_url) as database:
        found = find(database, Wanted(typed, limit=3, threshold=0.5))
    assert found.columns == COLUMNS
    first = dict(zip(found.columns, found.rows[0], strict=True))
    assert (first["id"], first["matched"]) == (id_, matched)
    assert 0.5 <= first["score"] <= 1
    assert first["reasons"]
    scores = [row[4] for row in found.rows]
    assert scores == sorted(scores, reverse=True)


def test_kinds_limit_and_threshold(database_url: str) -> None:
    with open_database(database_url) as database:
        assert {c.kind for c in candidates(database, Wanted("Tomas Vell", ("person",)))} == {"person"}
        assert candidates(database, Wanted("Tomas Vell", ("group",), threshold=0.7)) == []
        assert len(candidates(database, Wanted("Vell", limit=1))) == 1
        assert all(c.score >= 0.9 for c in candidates(database, Wanted("Tomas Vell", threshold=0.9)))
        assert find(database, Wanted("Zzyx Qwrt", threshold=0.5)).rows == ()


def test_a_rejected_name_is_not_filed(database_url: str) -> None:
    with open_database(database_url) as database:
        assert not [c for c in candidates(database, Wanted("The Glow")) if c.id == "red-lantern" and c.score > 0.5]
        filed = {row["text"] for row in database.rows("SELECT text FROM name_forms ORDER BY id")}
    assert "The Glow" not in filed
    assert {"Tomas Vell", "Abu Lantern", "RL"} <= filed


def test_titles_of_sources_are_not_filed(database_url: str) -> None:
    with open_database(database_url) as database:
        rows = database.rows("SELECT DISTINCT entity_type FROM name_forms ORDER BY entity_type")
    assert "source" not in {row["entity_type"] for row in rows}


@pytest.mark.postgres
def test_both_engines_file_alike(world_sqlite: str, world_postgres: str) -> None:
    filed = []
    for url in (str(world_sqlite), world_postgres):
        with open_database(url) as database:
            filed.append(
                database.tuples(
                    "SELECT f.entity_id, f.text, k.key FROM name_forms f JOIN name_keys k ON k.form_id = f.id ORDER BY 1, 2, 3"
                )
            )
    assert [tuple(r) for r in filed[0]] == [tuple(r) for r in filed[1]]
    assert filed[0]


def test_why_tells_every_part() -> None:
    told = why("Abou Vell al-Orri", "Abu Vell al-Marri")
    assert told.rows[-1][2].startswith("score: not taken for one")
    text = [tuple(row[:3]) for row in told.rows]
    assert ("abu vell", "abu vell", "same spelling") in text
    assert ("orri", None, "only in the first (name)") in text
    assert (None, "marri", "only in the second (name)") in text


def test_the_first_is_the_first_however_few_are_asked_for(world_copy: Path, tmp_path: Path) -> None:
    """Of two that fit as well, one by another spelling, first the one that goes by that name."""
    for id_, name, alias in (("mild-tide", "Mild Tide (Selm)", "Mildtide"), ("harbour", "Harbour Union", "Mild Tide")):
        text = f"id: {id_}\nname: {name}\nkind: group\nsources: estoria-review-2019#p1\nnames:\n- alias: {alias}\n  sources: estoria-review-2019#p1\n"
        (world_copy / "groups" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    with open_database(seeded(world_copy, str(tmp_path / "w.sqlite"))) as database:
        both = candidates(database, Wanted("Mild Tide"))
        assert [c.id for c in both[:2]] == ["mild-tide", "harbour"]
        assert both[0].score == both[1].score
        against = knowledge_base(database)
        for limit in (1, 2, 3):
            assert [c.id for c in candidates(database, Wanted("Mild Tide", limit=limit))] == [
                c.id for c in both[:limit]
            ]
            for birth in (None, 1980):
                hits = screen(Query(1, "Mild Tide", birth=birth), against, limit, 0.5).hits
                assert [h.candidate.id for h in hits][:2] == ["mild-tide", "harbour"][:limit]
