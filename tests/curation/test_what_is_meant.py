"""Bounds that follow from what ended a role, from what a group did, and from ranges that a source gives on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.curation.corpus import Corpus
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve

CITED = "sources: estoria-review-2019#p1\n"


def sound(folder: Path) -> Corpus:
    corpus = checked(folder)
    assert not corpus.refused, corpus.sorted_problems()
    return corpus


def person(folder: Path, role: str, deaths: str = "", id_: str = "new-one") -> None:
    text = f"id: {id_}\nname: {id_}\n{CITED}memberships:\n- group: night-tide\n  role: leader\n{role}  {CITED}"
    (folder / "people" / f"{id_}.yaml").write_text(f"{text}attributes:\n{deaths}" if deaths else text)


def group(folder: Path, more: str, id_: str = "new-moon") -> None:
    (folder / "groups" / f"{id_}.yaml").write_text(f"id: {id_}\nname: New Moon\nkind: group\n{CITED}{more}")


def event(folder: Path, id_: str, date: str, parts: str) -> None:
    (folder / "events" / f"{id_}.yaml").write_text(
        f"id: {id_}\nname: {id_}\nkind: attack\n{CITED}attributes:\n- date: {date}\n  {CITED}participants:\n{parts}  {CITED}"
    )


CONTESTED = "".join(f"- died: {day}\n  key: '{day}'\n  status: contested\n  {CITED}" for day in ("2014-07-07", "2016"))


@pytest.mark.parametrize(
    ("how", "deaths", "end"),
    [
        ("killed", f"- died: 2016-05-05\n  {CITED}", ("2016-05-05", "2016-05-05")),
        ("killed", CONTESTED, ("2014-07-07", "2016-12-31")),
        ("removed", CONTESTED, (None, "2019-12-31")),
    ],
)
def test_a_role_that_a_death_ended(how: str, deaths: str, end: tuple[str | None, str], world_copy: Path) -> None:
    person(world_copy, f"  start: 2012-01-01\n  end: '[2012..2019]'\n  how_ended: {how}\n", deaths)
    found = sound(world_copy).claims["new-one/membership/night-tide"].end
    assert found.earliest == (end[0] or "2012-01-01")
    assert found.latest == end[1]


def test_whose_death_is_contested_lived_until_the_first_day_of_it(world_copy: Path, empty_url: str) -> None:
    person(world_copy, "  start: 2012-01-01\n  how_ended: killed\n  end: '[2012..2019]'\n", CONTESTED)
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = database.rows("SELECT surely_until, possibly_until FROM person_profiles WHERE id = 'new-one'")
    assert [str(row[name]) for name in ("surely_until", "possibly_until")] == ["2014-07-07", "2016-12-31"]


@pytest.mark.parametrize(("captures", "latest"), [(1, "2014-09-09"), (2, LAST)])
def test_a_role_that_a_capture_ended(captures: int, latest: str, world_copy: Path) -> None:
    """Over by the only one; that it was this one nobody says, so until then it is no surer."""
    person(world_copy, "  start: 2012-01-01\n  how_ended: captured\n")
    for year in range(2014, 2014 + captures):
        event(world_copy, f"taken-{year}", f"{year}-09-09", "- captured: new-one\n  attribution: confirmed\n")
    end = sound(world_copy).claims["new-one/membership/night-tide"].end
    assert end.latest == latest
    assert end.earliest < "2013"
    person(world_copy, "  start: 2012-01-01\n  how_ended: surrendered\n")
    assert sound(world_copy).claims["new-one/membership/night-tide"].end.latest == latest


def test_a_role_that_its_group_s_end_ended(world_copy: Path) -> None:
    group(world_copy, f"attributes:\n- dissolved: 2016-03\n  {CITED}")
    person(world_copy, "  start: 2012-01-01\n  how_ended: group_ended\n")
    path = world_copy / "people" / "new-one.yaml"
    path.write_text(path.read_text().replace("night-tide", "new-moon"))
    assert sound(world_copy).claims["new-one/membership/new-moon"].end[:2] == ("2016-03-01", "2016-03-31")


def test_a_doubted_death_does_not_cut_an_end_that_is_given_as_a_range(world_copy: Path) -> None:
    for death, latest in (("2016-11?", "2017-03-02"), ("2016-12-01", "2016-12-01")):
        person(world_copy, "  start: 2012-01-01\n  end: '[2016-11..2017-03-02]'\n", f"- died: {death}\n  {CITED}")
        assert sound(world_copy).claims["new-one/membership/night-tide"].end.latest == latest


def test_by_what_a_group_came_about_may_come_before_its_founding(world_copy: Path) -> None:
    for date, earliest in (("'[2014-10..2015-01-10]'", "2014-10-01"), ("'[..2015-01-10]'", "2015-01-10")):
        group(
            world_copy,
            f"attributes:\n- founded: 2015-01-10\n  {CITED}relations:\n- split_from: night-tide\n  date: {date}\n  {CITED}",
        )
        assert sound(world_copy).claims["new-moon/split_from/night-tide"].start.earliest == earliest


@pytest.mark.parametrize(
    ("founded", "latest"),
    [("2015-05", "2015-05-13"), ("2015", "2015-05-13"), ("2016", "2016-12-31"), ("2015-05~", None)],
)
def test_a_group_was_founded_by_the_day_on_which_it_did_something(
    founded: str, latest: str | None, world_copy: Path
) -> None:
    """A pledge, an attack: in the year or month of its founding, which a doubted date does not know."""
    group(
        world_copy,
        f"attributes:\n- founded: {founded}\n  {CITED}relations:\n- pledged_allegiance_to: night-tide\n  date: 2015-05-13\n  {CITED}",
    )
    event(world_copy, "strike", "2015-09-01", "- perpetrator: new-moon\n  attribution: claimed\n")
    start = sound(world_copy).claims["new-moon/founded"].start
    assert start.latest == (latest or "2015-05-31")
    assert start.flag == ("" if latest else "~")


def test_a_statement_on_a_group_is_not_made_before_the_group_is_there(world_copy: Path) -> None:
    group(world_copy, f"attributes:\n- founded: 2004-02-02\n  {CITED}")
    (world_copy / "statements" / "on-it.yaml").write_text(
        f"id: on-it\nname: On it\nsummary: Says something.\nspeaker: ridge-guard\nmedium: audio\nauthenticity: claimed\n{CITED}"
        f"made_on: '[..2012-02-09]'\nsubjects:\n- about: new-moon\n  {CITED}"
    )
    assert sound(world_copy).made["on-it"].earliest == "2004-02-02"


@pytest.mark.parametrize(
    ("dates", "end"),
    [("  start: 2014-08-01\n", "2022-11-09"), ("", "2022-11-09"), ("  end: 2020-02-02\n", "2020-02-02")],
)
def test_an_operation_keeps_an_area_to_its_end(dates: str, end: str, world_copy: Path) -> None:
    (world_copy / "operations" / "dune.yaml").write_text(
        f"id: dune\nname: Operation Dune\nkind: military\n{CITED}attributes:\n- started: 2014-08-01\n  {CITED}- ended: 2022-11-09\n  {CITED}"
        f"locations:\n- area_of: estoria\n{dates}  {CITED}"
    )
    found = sound(world_copy).claims["dune/area_of/estoria"].end
    assert (found.earliest, found.latest) == (end, end)


def test_a_name_with_one_date_is_told_of_every_day_beyond_the_other(world_copy: Path, empty_url: str) -> None:
    names = f"names:\n- spelling: Old Moon\n  end: 2014-06-29\n  {CITED}- spelling: Full Moon\n  start: 2014-06-29\n  {CITED}"
    group(
        world_copy, f"{names}- spelling: Moon\n  {CITED}- spelling: Half Moon\n  start: 2001\n  end: ended\n  {CITED}"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        view = {
            r["text"]: (str(r["surely_from"]), str(r["surely_until"]))
            for r in database.rows("SELECT * FROM current_names WHERE entity_id = 'new-moon'")
        }
        page = dossier(database, resolve(database, "new-moon"), "2020-01-01")
        told = {f.text: f.on_day for s in page.sections for f in s.facts if "Moon" in f.text}
    assert view["Old Moon"] == (FIRST, "2014-06-29")
    assert view["Full Moon"] == ("2014-06-29", LAST)
    assert view["Half Moon"][1] < "2020"
    assert any("Full Moon" in text and answer == "yes" for text, answer in told.items()), told


def test_a_listing_of_which_only_the_day_is_contested_counts_where_all_sides_have_it(
    world_copy: Path, empty_url: str
) -> None:
    sides = "".join(
        f"- authority: moot\n  list: national\n  key: '{day}'\n  listed_on: {day}\n  status: contested\n  dispute: which-day\n  {CITED}"
        for day in ("2015-03-01", "2015-05-01")
    )
    group(world_copy, f"designations:\n{sides}")
    (world_copy / "disputes" / "which-day.yaml").write_text(
        "id: which-day\nquestion: On which day was it listed?\nresolution: open\nreason: Two sources, two days.\n"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        for day, status, there in (
            ("2015-06-01", "listed", True),
            ("2015-04-01", "listed", False),
            ("2015-04-01", None, True),
        ):
            found = listing(database, "groups", Filters(authority="moot", status=status, on=day)).rows
            assert ("new-moon" in {r["id"] for r in found}) is there, (day, status)


@pytest.mark.parametrize(
    ("ended", "end"),
    [
        ("relations:\n- merged_into: night-tide\n  extent: whole\n  date: 2017-03-04\n", ("2017-03-04", "2017-03-04")),
        ("attributes:\n- dissolved: 2016-05~\n", ("2016-04-01", "2016-06-30")),
    ],
)
def test_a_role_that_its_group_s_merger_or_about_its_end_ended(
    ended: str, end: tuple[str, str], world_copy: Path
) -> None:
    group(world_copy, f"{ended}  {CITED}")
    person(world_copy, "  start: 2012-01-01\n  how_ended: group_ended\n")
    path = world_copy / "people" / "new-one.yaml"
    path.write_text(path.read_text().replace("night-tide", "new-moon"))
    assert sound(world_copy).claims["new-one/membership/new-moon"].end[:2] == end


def test_a_role_that_a_killing_ended_lasted_until_the_event(world_copy: Path) -> None:
    person(world_copy, "  start: 2012-01-01\n  how_ended: killed\n")
    event(world_copy, "strike", "2016-02-10", "- killed: new-one\n  attribution: confirmed\n")
    assert sound(world_copy).claims["new-one/membership/night-tide"].end[:2] == ("2016-02-10", "2016-02-10")


def test_kin_are_none_before_both_are_born(world_copy: Path) -> None:
    more = f"- born: 1957\n  {CITED}relations:\n- relative_of: tomas-vell\n  detail: Son\n  {CITED}"
    person(world_copy, "", more)
    born = sound(world_copy).accepted("born")
    later = max(born[id_].start.earliest for id_ in ("new-one", "tomas-vell"))
    assert sound(world_copy).claims["new-one/relative_of/tomas-vell"].start.earliest == later
