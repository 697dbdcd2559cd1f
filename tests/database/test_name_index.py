"""What a seed files under keys: the same after many small seeds as after one, on both engines."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.database import name_index
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed, state, up_to_date
from kbase.matching import filing as matching
from kbase.matching.filing import Filed
from kbase.render.seed import describe


def filed(url: str) -> list[tuple[object, ...]]:
    with open_database(url) as database:
        return [
            tuple(row)
            for row in database.tuples(
                "SELECT f.entity_id, f.entity_type, f.text, k.key FROM name_forms f"
                " JOIN name_keys k ON k.form_id = f.id ORDER BY 1, 3, 4"
            )
        ]


def test_small_seeds_end_where_one_seed_does(empty_url: str, world_copy: Path, tmp_path: Path) -> None:
    seeded(world_copy, empty_url)
    before = filed(empty_url)
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text(encoding="utf-8")
    changed = text.replace("name: Tomas Vell", "name: Tamas Vell", 1).replace(
        "- kunya: Abu Lantern", "- kunya: Abu Beacon", 1
    )
    assert changed != text
    person.write_text(changed, encoding="utf-8")
    seeded(world_copy, empty_url)
    after = filed(empty_url)
    names = {row[2] for row in after}
    assert {"Tamas Vell", "Abu Beacon"} <= names
    assert not {"Tomas Vell", "Abu Lantern"} & names
    fresh = str(tmp_path / "fresh.sqlite")
    seeded(world_copy, fresh)
    assert filed(fresh) == after
    person.write_text(text, encoding="utf-8")
    seeded(world_copy, empty_url)
    assert filed(empty_url) == before


@pytest.mark.parametrize("apart", [0, 1_000_000])
def test_a_first_seed_files_what_stands(
    apart: int, empty_url: str, world_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither what was rejected nor what was withdrawn, in another process or here: what a later seed would file anew."""
    monkeypatch.setattr(name_index, "_APART", apart)
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text(encoding="utf-8")
    more = "".join(
        f"- alias: {status.title()} Vell\n  status: {status}\n  note: Of the test.\n  sources: moot-list#RL.08\n"
        for status in ("contested", "rejected", "retracted")
    )
    person.write_text(text.replace("names:\n", f"names:\n{more}", 1), encoding="utf-8")
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        standing = database.tuples(name_index.STANDING.format(entities="", names=""))
    found = {row[:3] for row in filed(empty_url)}
    assert found == set(standing)
    assert {row[2] for row in found if str(row[2]).endswith("d Vell")} == {"Contested Vell"}


def test_another_process_files_the_same(
    empty_url: str, world_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(world_copy, str(tmp_path / "here.sqlite"))
    monkeypatch.setattr(name_index, "_APART", 0)
    monkeypatch.setattr(name_index, "filings", lambda *_: pytest.fail("the names were filed here"))
    seeded(world_copy, empty_url)
    assert filed(empty_url) == filed(str(tmp_path / "here.sqlite"))


def test_a_process_that_dies_is_done_without(
    empty_url: str, world_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeded(world_copy, str(tmp_path / "here.sqlite"))
    monkeypatch.setattr(name_index, "_APART", 0)
    monkeypatch.setattr(name_index, "CHILD", str(tmp_path / "absent.py"))
    seeded(world_copy, empty_url)
    assert filed(empty_url) == filed(str(tmp_path / "here.sqlite"))


@pytest.mark.parametrize("program", [None, "", "exit 0", "echo 'usage: x'", "printf i0000"])
def test_a_program_that_is_no_python_is_done_without(
    program: str | None, world_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where Python runs within another program."""
    seeded(world_copy, str(tmp_path / "here.sqlite"))
    monkeypatch.setattr(name_index, "_APART", 0)
    if program:
        (tmp_path / "program").write_text(f"#!/bin/sh\n{program}\n", encoding="utf-8")
        (tmp_path / "program").chmod(0o755)
        program = str(tmp_path / "program")
    monkeypatch.setattr(sys, "executable", program)
    seeded(world_copy, str(tmp_path / "there.sqlite"))
    assert filed(str(tmp_path / "there.sqlite")) == filed(str(tmp_path / "here.sqlite"))


def test_no_room_for_temporary_files_is_done_without(
    world_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_index, "_APART", 0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    seeded(world_copy, str(tmp_path / "there.sqlite"))
    assert filed(str(tmp_path / "there.sqlite"))


def test_other_rules_file_all_anew(empty_url: str, world_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeded(world_copy, empty_url)
    corpus = checked(world_copy)
    assert up_to_date(empty_url, corpus.content_hash)
    assert state(empty_url)["names"] == name_index.stamp()
    for module in ("kbase.database.name_index", "kbase.database.seed"):
        monkeypatch.setattr(f"{module}.stamp", lambda: "other rules")
    monkeypatch.setattr(matching, "filed", lambda text, kind: [Filed(text, None, "n:one", ("one",))])
    assert not up_to_date(empty_url, corpus.content_hash)
    outcome = seed(corpus, empty_url, Options(Origin("test")))
    assert {row[3] for row in filed(empty_url)} == {"one"}
    assert state(empty_url)["names"] == "other rules"
    assert describe(outcome, empty_url, "text").startswith("names filed anew, by the rules of this version: ")
    assert json.loads(describe(outcome, empty_url, "json"))["names_filed_anew"] is True
    assert not seed(corpus, empty_url, Options(Origin("test"))).refiled


def test_the_stamp_follows_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = name_index.stamp()
    monkeypatch.setattr(name_index, "RULES", -1)
    name_index.stamp.cache_clear()
    try:
        assert name_index.stamp() != before
    finally:
        name_index.stamp.cache_clear()
