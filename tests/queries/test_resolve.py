"""From what is typed to the entity that is meant."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import checked
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed
from kbase.problems import KbaseError
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.meant import authority
from kbase.queries.resolve import country_code, resolve


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


def test_nobody_is_taken_in_silence(world_sqlite: Path) -> None:
    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kbase", *words, "--database", str(world_sqlite)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    shown = asked("show", "vell")
    assert shown.returncode == 0
    assert "'vell' is taken for tomas-vell" in shown.stderr
    assert asked("show", "Tomas Vell").stderr == ""
    # filters and questions take the same words, and tell whom beside the answer
    for words, id_ in (
        (("list", "memberships", "--person", "vell"), "tomas-vell"), (("sql", "roles-of", "person=vell"), "tomas-vell"),
        (("list", "events", "--group", "lantern"), "red-lantern"), (("list", "events", "--group", "ridge"), "ridge-guard"),
        (("list", "groups", "--country", "Estori"), "estoria"), (("list", "designations", "--authority", "moot of"), "moot"),
        (("list", "statements", "--speaker", "Tomaz Vell"), "tomas-vell"), (("list", "statements", "--about", "vell"), "tomas-vell"),
        (("list", "events", "--operation", "heron"), "operation-heron"),
    ):  # fmt: skip
        answered, exact = asked(*words), asked(*words[:-1], f"person={id_}" if "=" in words[-1] else id_)
        assert answered.stdout == exact.stdout != "", words
        assert f"is taken for {id_} (" in answered.stderr, words
    refused = asked("cite", "estoria rev")
    assert refused.returncode == 1
    assert "whole name" in refused.stderr
    assert asked("list", "memberships", "--person", "Tomas Vell").stderr == ""


def test_a_place_that_begins_so_goes_before_an_area_named_after_it(world_copy: Path, tmp_path: Path) -> None:
    area = (world_copy / "places" / "two-rivers.yaml").read_text(encoding="utf-8")
    area = area.replace("two-rivers", "borders").replace(
        "name: Two Rivers", "name: Borders of East Marland and Estoria"
    )
    (world_copy / "places" / "borders.yaml").write_text(area, encoding="utf-8")
    town = area.replace("borders", "vourem").replace("name: Borders of East Marland and Estoria", "name: Vourem")
    (world_copy / "places" / "vourem.yaml").write_text(town, encoding="utf-8")
    west = area.replace("borders", "marland").replace("name: Borders of East Marland and Estoria", "name: East Marland")
    (world_copy / "places" / "marland.yaml").write_text(west, encoding="utf-8")
    path = str(tmp_path / "w.sqlite")
    seed(checked(world_copy), path, Options(Origin("world")))
    with open_database(path) as database:
        with pytest.raises(KbaseError, match="Vurma"):
            resolve(database, "Vurma", ("place",))  # sounds alone are not enough
        assert resolve(database, "East Marlend", ("place",)).id == "marland"
        database.taken.clear()
        assert resolve(database, "east", ("place",)).id == "marland"
        assert database.taken == ["'east' is taken for marland (place, East Marland)"]
        with pytest.raises(KbaseError, match="may be 2 entities"):
            resolve(database, "marla", ("place",))


def test_the_united_kingdom_has_two_codes() -> None:
    assert [country_code(typed) for typed in ("uk", " GB ", "ml")] == ["GB", "GB", "ML"]


def test_a_code_is_told_and_comes_last(world_copy: Path, tmp_path: Path) -> None:
    path = str(tmp_path / "w.sqlite")
    alias = "names:\n- acronym: XV\n  sources: estoria-review-2019#p2\n"
    group = world_copy / "groups" / "night-tide.yaml"
    text = group.read_text(encoding="utf-8")
    group.write_text(text.replace("names:\n", alias) if "\nnames:\n" in text else text + alias, encoding="utf-8")
    seed(checked(world_copy), path, Options(Origin("world")))
    with open_database(path) as database:
        assert resolve(database, "xe").id == "estoria"
        assert database.taken == ["'xe' is taken for estoria (place, Estoria, by its ISO code)"]
        assert resolve(database, "XE", near=False).id == "estoria"
        assert len(database.taken) == 2
        assert resolve(database, "XE", ("place",)).id == "estoria"  # a place is wanted: no surprise
        # a name of the data goes before a code
        assert resolve(database, "XV").id == resolve(database, "XV", near=False).id == "night-tide"
        assert resolve(database, "XV", ("place",), near=False).id == "velmark"
        assert len(database.taken) == 2
        listing(database, "statements", Filters(about="XV"))
        assert len(database.taken) == 2
        listing(database, "statements", Filters(about="XE"))
        listing(database, "events", Filters(country="XE"))
        assert len(database.taken) == 3


@pytest.mark.parametrize(
    ("types", "lists"),
    [
        (("place",), "'kbase list places'"), (("group",), "'kbase list groups'"), ((), "'kbase list groups' or 'kbase list people'"),
        (("group", "organization"), "'kbase list groups' or 'kbase list organizations'"),
    ],
)  # fmt: skip
def test_the_list_to_look_into_is_of_what_is_wanted(types: tuple[str, ...], lists: str, database_url: str) -> None:
    with open_database(database_url) as database, pytest.raises(KbaseError) as raised:
        resolve(database, "qqqqzz", types, near=False)
    assert raised.value.help == f"see {lists}"


def test_an_id_in_capitals_is_its_own(world_copy: Path, tmp_path: Path) -> None:
    """GSPC is the group of that id, though another was called so once."""
    both = "- former: {}\n  sources: estoria-review-2019#p1\n"
    for id_, names in (
        ("rlf", "names:\n" + both.format("Red Friend")), ("friends-rlf", ""),
        ("red-league", "names:\n" + "".join(map(both.format, ("RLF", "Friends RLF", "Friends of Red", "Red Friend")))),
    ):  # fmt: skip
        text = f"id: {id_}\nname: {id_.title()}\nkind: group\nsources: estoria-review-2019#p1\n{names}"
        (world_copy / "groups" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    source = (world_copy / "sources" / "moot-list.yaml").read_text(encoding="utf-8")
    titled = re.sub(
        r"(?m)^title: .*$", "title: Friends of Red", source.replace("id: moot-list", "id: friends-of-red-2019")
    )
    (world_copy / "sources" / "friends-of-red-2019.yaml").write_text(titled, encoding="utf-8")
    path = str(tmp_path / "kbase.sqlite")
    seed(checked(world_copy), path, Options(Origin("test")))
    with open_database(path) as database:
        assert resolve(database, "RLF").id == "rlf"
        assert resolve(database, "Friends RLF").id == "friends-rlf"  # its own name before a former one of another,
        assert database.taken == [
            "'Friends RLF' is taken for friends-rlf (group); also called so: red-league"
        ]  # which is told
        assert resolve(database, "Friends of Red").id == "red-league"  # a source that is titled so is not meant
        with pytest.raises(KbaseError, match="may be 2 entities"):
            resolve(database, "Red Friend")


def test_what_came_in_later_is_said_to(database_url: str) -> None:
    with open_database(database_url) as database:
        database.known_on = "2020-01-01"
        with pytest.raises(KbaseError, match=r"^on 2020-01-01 nothing here was called 'zzzz'$") as then:
            resolve(database, "zzzz")
        assert then.value.help.startswith("ask without --known-on")


def test_who_lists_nothing_is_told_who_does(database_url: str) -> None:
    with open_database(database_url) as database:
        assert authority(database, "government-of-estoria").id == "government-of-estoria"
        assert database.taken == ["government-of-estoria lists nothing here; who does: government-of-velmark, moot"]
        database.taken.clear()
        assert authority(database, "moot").id == "moot"
        assert authority(database, "XV").id == "velmark"  # all of a country
        assert database.taken == []
        assert authority(database, "XE").id == "estoria"
        assert database.taken == ["estoria lists nothing here; who does: government-of-velmark, moot"]


def test_a_weak_alias_does_not_decide_in_silence(world_copy: Path, tmp_path: Path) -> None:
    """A list gives a group the name by which another goes, which has a bracket behind it; or one that another bears in another spelling."""
    weak = "- alias: {}\n  quality: weak\n  sources: estoria-review-2019#p1\n"
    strong = "- alias: {}\n  sources: estoria-review-2019#p1\n"
    for id_, name, names in (
        ("mild-tide", "Mild Tide (Selm)", ""), ("low-tide", "Low Tide (Selm)", ""),
        ("taken-for", "Harbour Union", "".join(map(weak.format, ("Mild Tide", "Tolvanallah Front", "Only Weak")))),
        ("also", "Ridge Union", strong.format("Low Tide") + strong.format("Tolvan Allah Front")),
    ):  # fmt: skip
        names = names and f"names:\n{names}"
        text = f"id: {id_}\nname: {name}\nkind: group\nsources: estoria-review-2019#p1\n{names}"
        (world_copy / "groups" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    path = str(tmp_path / "kbase.sqlite")
    seed(checked(world_copy), path, Options(Origin("test")))
    with open_database(path) as database:
        for near in (True, False):
            database.taken.clear()
            assert resolve(database, "Mild Tide", near=near).id == "mild-tide"
            assert database.taken == ["'Mild Tide' is taken for mild-tide (group); also called so: taken-for"]
            for typed, others in (("Low Tide", ("also", "low-tide")), ("Tolvanallah Front", ("also", "taken-for"))):
                with pytest.raises(KbaseError, match="may be 2 entities") as refused:
                    resolve(database, typed, near=near)
                assert all(f"    {id_} (" in refused.value.help for id_ in others)
            assert resolve(database, "Only Weak", near=near).id == "taken-for"
            assert "a weak alias" in database.taken[-1]


def test_a_given_name_or_initials_mean_nobody(world_copy: Path, tmp_path: Path) -> None:
    """Nor do a few words of a statement; who goes by no more than that is meant by it."""
    for id_, name in (("quill-runner", "Mohamed Ould Quill"), ("plain-one", "Hassan")):
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {name}\nsources: estoria-review-2019#p1\nmemberships:\n- group: red-lantern\n  role: member\n"
            "  sources: estoria-review-2019#p1\n"
        )
    (world_copy / "statements" / "long-one.yaml").write_text(
        "id: long-one\nname: The envoy of the coast denies that the harbour was ever closed to ships\nsummary: Says something.\n"
        "speaker: ridge-guard\nmedium: audio\nauthenticity: claimed\nsources: estoria-review-2019#p1\n"
    )
    path = str(tmp_path / "kbase.sqlite")
    seed(checked(world_copy), path, Options(Origin("test")))
    with open_database(path) as database:
        for vague, whom in (("Mohamed Ould", "quill-runner"), ("M", ""), ("the envoy", "long-one")):
            with pytest.raises(KbaseError) as error:
                resolve(database, vague)
            assert whom in error.value.help
        assert resolve(database, "Hassan").id == "plain-one"
        assert resolve(database, "Mohamed Ould Quill").id == resolve(database, "Quill").id == "quill-runner"
