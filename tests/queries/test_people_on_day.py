"""Who lived on a day: yes by birth and sightings, else possibly; the list, its count, the view and the page say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import contest_death_of_vell, seeded
from kbase.database.connection import Database, open_database
from kbase.queries.counting import count
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve

SOURCE = "  sources: estoria-review-2019#p1\n"


def answers(database: Database, day: str, **filters: str) -> dict[str, str]:
    asked = Filters(on=day, **filters)  # type: ignore[arg-type]
    found = listing(database, "people", asked)
    assert found.columns[-1] == "on_day"
    told = {r["id"]: r["on_day"] for r in found.rows}
    row = count(database, "people", asked, []).rows[0]
    assert (row["count"], row["surely"]) == (len(told), list(told.values()).count("yes"))
    return told


@pytest.mark.parametrize(
    "day", ["1960-01-01", "1978-06-01", "1983-06-01", "2014-06-01", "2021-08-28", "2021-08-29", "2023-01-01"]
)
def test_the_list_says_what_view_and_page_say(day: str, database_url: str) -> None:
    with open_database(database_url) as database:
        told = answers(database, day)
        for row in database.rows("SELECT * FROM person_profiles ORDER BY id"):
            surely = str(row["surely_from"]) <= day <= str(row["surely_until"])
            possibly = str(row["possibly_from"]) <= day <= str(row["possibly_until"])
            assert told.get(row["id"]) == ("yes" if surely else "possibly" if possibly else None), row["id"]
            outside = {o.answer for o in dossier(database, resolve(database, row["id"]), day).outside}
            assert ("yes" in outside) is (row["id"] not in told)


def person(folder: Path, id_: str, text: str) -> None:
    (folder / "people" / f"{id_}.yaml").write_text(
        f"id: {id_}\nname: {id_} Quill\nsources: estoria-review-2019#p1\n{text}designations:\n- authority: moot\n"
        "  list: un_other\n  listed_on: 2012-01-01\n  sources: moot-list#RL.07\n"
    )


ROLE = f"memberships:\n- group: night-tide\n  role: member\n  start: 2010-01-01\n  end: {{}}\n{SOURCE}"
PEOPLE: dict[str, tuple[str, dict[str, str | None]]] = {
    "born-only": (f"attributes:\n- born: 1970\n{SOURCE}", {"1969-12-31": None, "1970-06-01": "possibly", "2005-01-01": "possibly"}),
    "seen-in-a-role": (ROLE.format("2015-06"), {"1997-12-31": "possibly", "1998-01-01": "yes", "2010-01-01": "yes", "2015-06-01": "yes", "2015-06-02": "possibly"}),
    "born-and-seen": (
        f"attributes:\n- born: 1970\n{SOURCE}{ROLE.format('2015?')}",
        {"1970-12-30": "possibly", "1970-12-31": "yes", "2013-12-31": "yes", "2014-06-01": "possibly"},
    ),
    "died-only": (f"attributes:\n- died: 2016-04-05\n{SOURCE}", {"1999-12-31": "possibly", "2000-01-01": "yes", "2016-04-05": "yes", "2016-04-06": None}),
    "died": (
        f"attributes:\n- born: 1970~\n{SOURCE}- died: 2016-04\n{SOURCE}",
        {"1971-06-01": "possibly", "1972-01-01": "yes", "2016-04-01": "yes", "2016-04-02": "possibly", "2016-05-01": None},
    ),
}  # fmt: skip


def test_by_birth_sightings_and_death(world_copy: Path, empty_url: str) -> None:
    for id_, (text, _) in PEOPLE.items():
        person(world_copy, id_, text)
    with open_database(seeded(world_copy, empty_url)) as database:
        for id_, (_, days) in PEOPLE.items():
            for day, answer in days.items():
                assert answers(database, day).get(id_) == answer, (id_, day)


def test_a_filter_of_the_day_has_to_be_sure_too(world_copy: Path, empty_url: str) -> None:
    """Whoever surely had the role lived; a listing outlasts a death, and says nothing of life."""
    for id_, (text, _) in PEOPLE.items():
        person(world_copy, id_, text)
    with open_database(seeded(world_copy, empty_url)) as database:
        asked = {"group": "night-tide", "kind": "member"}
        assert answers(database, "2013-01-01", **asked) == {"seen-in-a-role": "yes", "born-and-seen": "yes"}
        assert answers(database, "2015-06-01", **asked) == {"seen-in-a-role": "yes", "born-and-seen": "possibly"}
        assert answers(database, "2013-01-01", authority="moot")["died"] == "yes"
        assert answers(database, "2020-01-01", authority="moot")["died"] == "yes"  # the list of 2022 still has it
        assert answers(database, "2023-01-01", authority="moot")["died"] == "possibly"
        assert answers(database, "2020-01-01", status="listed")["died"] == "yes"
        # other lists: where the tie is doubtful, so is the row; where it is sure, whatever is tied was there
        groups = {
            r["id"]: r["on_day"]
            for r in listing(database, "groups", Filters(on="2015-06-01", person="born-and-seen")).rows
        }
        assert groups == {"night-tide": "possibly"}
        groups = {
            r["id"]: r["on_day"]
            for r in listing(database, "groups", Filters(on="2013-01-01", person="born-and-seen")).rows
        }
        assert groups == {"night-tide": "yes"}


def test_a_sure_death_on_a_contested_day_ends_a_life(world_copy: Path, empty_url: str) -> None:
    """Vell was killed on 2021-08-28 or 2021-09-01; without a killing or a role that says so it may not have come about."""
    path, raid = world_copy / "people" / "tomas-vell.yaml", world_copy / "events" / "selm-mill-raid.yaml"
    text = contest_death_of_vell(world_copy)
    days = ("2021-08-28", "2021-08-30", "2021-09-01", "2021-09-02")
    with open_database(seeded(world_copy, empty_url)) as database:
        assert [answers(database, day).get("tomas-vell") for day in days] == ["yes", "possibly", "possibly", None]
    path.write_text(text.replace("how_ended: killed", "how_ended: left"))
    raid.write_text(raid.read_text().replace("- killed: tomas-vell", "- subject: tomas-vell"))
    with open_database(seeded(world_copy, empty_url)) as database:
        assert answers(database, days[3])["tomas-vell"] == "possibly"
