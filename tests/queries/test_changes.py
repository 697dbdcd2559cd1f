"""What two states of the data differ in, on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed
from kbase.problems import KbaseError
from kbase.queries.changes import Change, Changes, changes
from kbase.queries.resolve import Entity
from kbase.render.changes import changes_page


def edit(path: Path, was: str, becomes: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes, 1), encoding="utf-8")


@pytest.fixture
def later(world_copy: Path, empty_url: str) -> str:
    """The world after a curator's day: a role ended, another added, a claim and a person gone, a source more."""
    edit(world_copy / "people" / "lev-anders.yaml", "  last_seen: 2021-08\n", "  end: 2021-09\n  how_ended: captured\n")
    edit(
        world_copy / "people" / "dara-holm.yaml", "memberships:\n",
        "memberships:\n- group: night-tide\n  role: founder\n  start: 2015\n  sources: estoria-review-2019#p2\n",
    )  # fmt: skip
    edit(
        world_copy / "groups" / "red-lantern.yaml",
        "sources: coast-wire-2021#p3\n",
        "sources: [coast-wire-2021#p3, marsh-report#p1]\n",
    )
    edit(world_copy / "groups" / "red-lantern.yaml", "- wikidata: Q99999901\n", "- wikidata: Q99999902\n")
    (world_copy / "people" / "orra-finch.yaml").unlink()
    (world_copy / "removed.yaml").write_text("removed:\n- id: orra-finch\n  day: 2024-01-01\n  ground: wrong_person\n")
    return seeded(world_copy, empty_url)


def between(before: str, after: str, entity: str | None = None, limit: int | None = None) -> Changes:
    with open_database(before) as old, open_database(after) as new:
        return changes(old, new, entity, limit)


def test_what_a_curator_did(world_sqlite: Path, later: str) -> None:
    found = between(str(world_sqlite), later)
    rows = {(r.id, r.field): r for r in found.rows}
    role = "lev-anders/membership/red-lantern"
    assert {f: rows[role, f][-2:] for i, f in rows if i == role} == {
        "last_seen": ("2021-08", ""), "end_date": ("", "2021-09"), "end_state": ("unknown", "ended"), "how_ended": ("", "captured"),
    }  # fmt: skip
    assert rows[role, "end_date"].entity_name == "Lev Anders" and "; was captured" in rows[role, "end_date"].text
    added = rows["dara-holm/membership/night-tide", ""]
    assert added == Change(
        "added", "membership", "dara-holm/membership/night-tide", "dara-holm", "Dara Holm",
        "Dara Holm: founder of Night Tide (from 2015)", "", "", "",
    )  # fmt: skip
    assert rows["red-lantern/based_in/selm", "sources"][-2:] == (
        "coast-wire-2021#p3",
        "coast-wire-2021#p3; marsh-report#p1",
    )
    assert (found.added, found.changed, found.removed) == (
        2, 2, len({r.id for r in found.rows if r.change == "removed"}),
    )  # fmt: skip
    assert [r.entity_id for r in found.rows] == sorted((r.entity_id for r in found.rows), key=["red-lantern", "dara-holm", "lev-anders", "orra-finch"].index)  # fmt: skip


def test_what_was_withdrawn_is_an_id_alone(world_sqlite: Path, later: str) -> None:
    gone = [r for r in between(str(world_sqlite), later).rows if r.entity_id == "orra-finch"]
    assert len(gone) > 5 and {r.change for r in gone} == {"removed"}
    assert {(r.entity_name, r.text, r.was, r.became) for r in gone} == {("", "", "", "")}


def test_who_was_withdrawn_is_asked_for_and_has_no_name(world_sqlite: Path, later: str) -> None:
    for typed in ("orra-finch", "Orra Finch"):
        found = between(str(world_sqlite), later, typed)
        assert found.entity == Entity("orra-finch", "person", "") and found.removed > 5
        assert changes_page(found).title == "Changes: orra-finch"


def test_what_became_a_thing_of_another_type(world_copy: Path, tmp_path: Path, empty_url: str) -> None:
    before = str(tmp_path / "before.sqlite")
    document = "id: tide-relief\nname: Tide Relief\nkind: {}\nsources: estoria-review-2019#p1\n"
    organization, group = world_copy / "organizations" / "tide-relief.yaml", world_copy / "groups" / "tide-relief.yaml"
    organization.write_text(document.format("ngo"), encoding="utf-8")
    seed(checked(world_copy), before, Options(Origin("before")))
    organization.unlink()
    group.write_text(document.format("group"), encoding="utf-8")
    seed(checked(world_copy), empty_url, Options(Origin("after")))
    found = between(before, empty_url)
    assert (found.added, found.changed, found.removed) == (0, 1, 0)
    assert [(r.kind, r.field, r.was, r.became) for r in found.rows] == [
        ("group", "kind", "ngo", "group"), ("group", "type", "organization", "group"),
    ]  # fmt: skip
    assert len(between(empty_url, before, "tide-relief").rows) == 2


def test_a_claim_that_names_whom_was_withdrawn_is_an_id_alone(world_copy: Path, tmp_path: Path, empty_url: str) -> None:
    person, before = world_copy / "people" / "lev-anders.yaml", str(tmp_path / "before.sqlite")
    tie = "\nrelations:\n- associate_of: orra-finch\n  sources: moot-list#RL.08\n"
    person.write_text(person.read_text(encoding="utf-8") + tie, encoding="utf-8")
    seed(checked(world_copy), before, Options(Origin("before")))
    edit(person, tie, "")
    (world_copy / "people" / "orra-finch.yaml").unlink()
    (world_copy / "removed.yaml").write_text("removed:\n- id: orra-finch\n  day: 2024-01-01\n  ground: wrong_person\n")
    seed(checked(world_copy), empty_url, Options(Origin("after")))
    rows = [r for r in between(before, empty_url).rows if r.entity_id == "lev-anders"]
    assert [(r.change, r.id, r.text) for r in rows] == [("removed", "lev-anders/associate_of/orra-finch", "")]


def test_of_one_entity_what_mentions_it(world_sqlite: Path, later: str) -> None:
    tide = between(str(world_sqlite), later, "Night Tide")
    assert [(r.change, r.id) for r in tide.rows] == [("added", "dara-holm/membership/night-tide")]
    assert tide.entity is not None and tide.entity.id == "night-tide"
    assert {r.entity_id for r in between(str(world_sqlite), later, "orra-finch").rows} == {
        "orra-finch"
    }  # no more there
    assert between(str(world_sqlite), later, "moot-list").rows == ()
    with pytest.raises(KbaseError):
        between(str(world_sqlite), later, "nobody of that name")


def test_turned_round_and_cut(world_sqlite: Path, later: str) -> None:
    there, back = between(str(world_sqlite), later), between(later, str(world_sqlite))
    assert (there.added, there.changed, there.removed) == (back.removed, back.changed, back.added)
    few = between(str(world_sqlite), later, limit=2)
    assert few.rows == there.rows[:2] and few.more and (few.added, few.changed) == (there.added, there.changed)


def test_the_same_state_has_no_changes(world_sqlite: Path, database_url: str) -> None:
    """Whichever engine holds it."""
    assert between(str(world_sqlite), database_url).rows == ()


def test_the_one_date_of_an_act_is_one_change(world_sqlite: Path, world_copy: Path, empty_url: str) -> None:
    """Its end follows from it; of what lasts start and end are two."""
    group = world_copy / "groups" / "red-lantern.yaml"
    text = group.read_text(encoding="utf-8")
    dated = "  continues: true\n  date: 2015-05\n"
    assert text.count(dated) == 1
    group.write_text(text.replace(dated, "  continues: true\n"), encoding="utf-8")
    seed(checked(world_copy), empty_url, Options(Origin("after")))
    told = [(r.id, r.field, r.was, r.became) for r in between(str(world_sqlite), empty_url).rows]
    assert told == [("red-lantern/split_from/iron-dawn", "start_date", "2015-05", "")]
