"""Coarse dates that finer ones of the same data draw in: of a death, of an end with a merger, of an act with its event."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.queries.graph import network
from kbase.queries.linked import Reach
from kbase.queries.resolve import resolve

SOURCE = "  sources: estoria-review-2019#p1\n"
HEAD = "sources: estoria-review-2019#p1\n"


def written(world: Path, folder: str, id_: str, text: str) -> None:
    kind = {"groups": "kind: group\n", "events": "kind: merger\n"}.get(folder, "")
    (world / folder / f"{id_}.yaml").write_text(f"id: {id_}\nname: {id_}\n{kind}{HEAD}{text}", encoding="utf-8")


def days(url: str, view: str, id_: str, column: str = "id") -> tuple[str, ...]:
    with open_database(url) as database:
        (row,) = database.rows(
            f"SELECT possibly_from, surely_from, surely_until, possibly_until FROM {view} WHERE {column} = :id", id=id_
        )
    return tuple(map(str, row.values()))


@pytest.mark.parametrize(
    ("founded", "role", "surely"),
    [
        ("200X", "  start: 2003-05-01\n  end: 2003-05-20\n", ("2003-05-01", "2003-05-20")),
        ("'[2010..2012]'", "  start: 2010-05-01\n  end: 2010-05-20\n", ("2010-05-01", "2010-05-20")),
        ("'[2010..2012]'", "  start: 2015\n  last_seen: 2015-03-01\n", ("2012-12-31", "2015-03-01")),
        ("'[2010..2012]'", "", ("2012-12-31", "2012-12-31")),
    ],
)
def test_a_group_founded_in_one_of_several_years_is_there_where_it_is_seen(
    founded: str, role: str, surely: tuple[str, str], world_copy: Path, empty_url: str
) -> None:
    written(world_copy, "groups", "void", f"attributes:\n- founded: {founded}\n{SOURCE}")
    if role:
        written(world_copy, "people", "one", f"memberships:\n- group: void\n  role: member\n{role}{SOURCE}")
    assert days(seeded(world_copy, empty_url), "group_profiles", "void")[1:3] == surely


@pytest.mark.parametrize(
    ("merged", "until"),
    [
        ("2017-03-02\n  extent: whole", "2017-03-02"),
        ("2017-03-02\n  extent: part", "2017-03-31"),
        ("2016-05\n  extent: whole", "2017-03-31"),  # which is not what ended it
    ],
)
def test_a_merger_of_the_whole_bounds_a_coarse_end(merged: str, until: str, world_copy: Path, empty_url: str) -> None:
    dissolved = f"attributes:\n- dissolved: 2017-03\n{SOURCE}"
    written(
        world_copy, "groups", "old", f"{dissolved}relations:\n- merged_into: night-tide\n  date: {merged}\n{SOURCE}"
    )
    assert days(seeded(world_copy, empty_url), "group_profiles", "old")[3] == until


def test_a_role_that_the_end_of_its_group_ended_lasts_as_the_group_surely_did(world_copy: Path, empty_url: str) -> None:
    written(
        world_copy,
        "groups",
        "old",
        f"attributes:\n- dissolved: 1987\n{SOURCE}locations:\n- active_in: estoria\n  last_seen: 1987-10-16\n{SOURCE}",
    )
    written(
        world_copy,
        "people",
        "one",
        f"memberships:\n- group: old\n  role: leader\n  start: 1986-03-01\n  end: 1987\n  how_ended: group_ended\n{SOURCE}",
    )
    assert days(seeded(world_copy, empty_url), "leadership", "one", "person_id")[2:] == ("1987-10-16", "1987-12-31")


@pytest.mark.parametrize(
    ("date", "found"),
    [("2013-08", "2013-08-20"), ("2013", "2013-08-20"), ("2013-09", "2013-09-01"), ("'[2013-08-01..2013-08-31]'", "2013-08-01")],
)  # fmt: skip
def test_a_coarse_act_came_with_its_event(date: str, found: str, world_copy: Path, empty_url: str) -> None:
    written(world_copy, "events", "union", f"attributes:\n- date: 2013-08-20\n{SOURCE}")
    written(
        world_copy, "groups", "old", f"relations:\n- merged_into: night-tide\n  event: union\n  date: {date}\n{SOURCE}"
    )
    assert days(seeded(world_copy, empty_url), "links", "old", "from_id")[0] == found


@pytest.mark.parametrize(
    ("accepted", "lived"),
    [
        ("", ("2021-05-17", "2021-05-19")),
        (f"- died: 2021-05\n{SOURCE}", ("2021-05-17", "2021-05-19")),
        (f"- died: 2021-05-18\n{SOURCE}", ("2021-05-18", "2021-05-18")),
        (f"- died: '[2021-05-16..2021-06]'\n{SOURCE}", ("2021-05-16", "2021-06-30")),  # a range is meant
    ],
)
def test_which_day_of_a_month_is_disputed_makes_no_other_day_likelier(
    accepted: str, lived: tuple[str, str], world_copy: Path, empty_url: str
) -> None:
    written(
        world_copy, "people", "one",
        f"attributes:\n{accepted}- died: 2021-05-18~\n  key: a\n  status: contested\n  dispute: day\n{SOURCE}"
        f"- died: 2021-05-19\n  key: b\n  status: contested\n  dispute: day\n{SOURCE}"
        f"memberships:\n- group: night-tide\n  role: member\n  start: 2015\n  how_ended: killed\n  end: 2021-05\n{SOURCE}",
    )  # fmt: skip
    (world_copy / "disputes" / "day.yaml").write_text(
        "id: day\nquestion: On which day did one die?\nresolution: open\nreason: Two papers differ.\n", encoding="utf-8"
    )
    assert days(seeded(world_copy, empty_url), "person_profiles", "one")[2:] == lived


@pytest.mark.parametrize(("day", "says"), [("2018-12-31", "yes"), ("2019-06-01", "possibly"), ("2020-01-01", "")])
def test_a_pledge_that_was_renounced_in_a_year_possibly_binds_in_it(
    day: str, says: str, world_copy: Path, empty_url: str
) -> None:
    written(
        world_copy, "groups", "vassal",
        f"relations:\n- pledged_allegiance_to: night-tide\n  date: 2015-02-01\n{SOURCE}- allegiance_renounced: night-tide\n  date: 2019\n{SOURCE}",
    )  # fmt: skip
    with open_database(seeded(world_copy, empty_url)) as database:
        found = network(database, resolve(database, "vassal"), 1, Reach(on=day))
    assert "".join(step.on_day for step in found.links) == says
