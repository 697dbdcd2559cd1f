"""What the sources of an ongoing claim say of the days on which it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing

DATED, UNDATED = "coast-wire-2021#p1", "undated-profile#p1"  # of 2021-08-30; read on 2026-11-22
SOURCE = "id: undated-profile\ntitle: Who is Ann Reed?\nkind: newspaper\npublisher: Coast Wire\n"
CASES = {  # the dates of a role and its sources: its bounds
    "both": (
        "",
        f"[{DATED}, {UNDATED}]",
        ("2013-01-01", "2021-08-30", "2021-08-30", LAST),
    ),  # on that very day it surely was so
    "undated": ("", UNDATED, ("2013-01-01", "2026-11-22", "2013-01-01", LAST)),  # the founding, contested, bounds it
    "since": ("  start: 2019-05-01\n", UNDATED, ("2019-05-01", "2019-05-01", "2019-05-01", LAST)),
    "seen": ("  last_seen: 2020-02-03\n", UNDATED, ("2013-01-01", "2020-02-03", "2020-02-03", LAST)),
    "dated": ("", DATED, ("2013-01-01", "2021-08-30", "2021-08-30", LAST)),
}


def people(world: Path) -> None:
    (world / "sources" / "undated-profile.yaml").write_text(f"{SOURCE}accessed: 2026-11-22\nlang: en\n")
    for id_, (dates, sources, _) in CASES.items():
        (world / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsources: {DATED}\nmemberships:\n- group: red-lantern\n  role: member\n{dates}"
            f"  end: ongoing\n  sources: {sources}\n"
        )


def test_the_day_on_which_an_undated_source_was_read_bounds_the_start_alone(world_copy: Path) -> None:
    people(world_copy)
    claims = checked(world_copy).claims
    for id_, (*_, bounds) in CASES.items():
        claim = claims[f"{id_}/membership/red-lantern"]
        assert (*claim.start[:2], *claim.end[:2]) == bounds, id_


def test_a_listing_in_an_undated_copy_is_not_surely_still_one(world_copy: Path) -> None:
    people(world_copy)
    person = world_copy / "people" / "both.yaml"
    person.write_text(
        person.read_text() + "designations:\n"
        f"- authority: moot\n  list: un_other\n  sources: {UNDATED}\n"
        f"- authority: moot\n  list: un_other\n  key: since\n  listed_on: 2019-05-01\n  sources: [{DATED}, {UNDATED}]\n"
    )
    claims = checked(world_copy).claims
    one, since = (claims[f"both/designation/un_other{key}"] for key in ("", "/since"))
    assert (one.start[:2], one.end[:2]) == ((FIRST, "2026-11-22"), (FIRST, LAST))
    assert (since.start[:2], since.end[:2]) == (("2019-05-01", "2019-05-01"), ("2021-08-30", LAST))


@pytest.mark.parametrize(
    ("day", "role"), [("2021-08-30", "yes"), ("2021-08-31", "possibly"), ("2026-11-22", "possibly")]
)
def test_nothing_else_says_more(day: str, role: str, world_copy: Path, empty_url: str) -> None:
    """Neither the role, nor the life, nor the group that it shows, is surely there on the day of reading."""
    people(world_copy)
    (world_copy / "groups" / "lamp.yaml").write_text(f"id: lamp\nname: Lamp\nkind: group\nsources: {DATED}\n")
    person = world_copy / "people" / "both.yaml"
    dated = "  start: 2019-05-01\n"
    person.write_text(
        person.read_text().replace("red-lantern", "lamp").replace("  end: ongoing", f"{dated}  end: ongoing")
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for what, filters in (
            ("memberships", Filters(on=day, person="both")), ("people", Filters(on=day, name="both")), ("groups", Filters(on=day, name="lamp")),
        ):  # fmt: skip
            assert [r["on_day"] for r in listing(database, what, filters).rows] == [role], what


def test_an_undated_source_does_not_deny_an_end(world_copy: Path) -> None:
    """'Ongoing' in a text of no day is not said to be so after the dissolution of 2018-12."""
    people(world_copy)
    person = world_copy / "people" / "undated.yaml"
    person.write_text(person.read_text().replace("red-lantern", "iron-dawn"))
    assert "K402" not in {p.code for p in checked(world_copy).problems}
    person.write_text(person.read_text().replace(UNDATED, DATED))
    assert "K402" in {p.code for p in checked(world_copy).problems}


PAST = {  # what has no day, and its sources: its bounds (iron-dawn is of 2008 at the earliest)
    "- split_from: iron-dawn\n  sources: [{0}, marsh-report#p1]": ("2008-01-01", "2021-08-30") * 2,
    "- split_from: iron-dawn\n  sources: [{1}]": ("2008-01-01", "2026-11-22") * 2,
    "- split_from: iron-dawn\n  sources: [{0}, {{source: estoria-daily-2021#p2, stance: contradicts}}]": ("2008-01-01", "2021-08-30") * 2,
    "- split_from: iron-dawn\n  date: '2019'\n  sources: [{0}]": ("2019-01-01", "2019-12-31") * 2,
    "- allied_with: night-tide\n  end: ended\n  sources: [{0}, marsh-report#p1]": (FIRST, "2022-04-30") * 2,
    "- allied_with: night-tide\n  start: '2019'\n  end: ended\n  sources: [{0}]": ("2019-01-01", "2019-12-31", "2019-01-01", "2021-08-30"),
    "- allied_with: night-tide\n  sources: [{0}]": (FIRST, LAST, FIRST, LAST),
    "- split_from: iron-dawn\n  date: '[2012..]'\n  sources: [{0}]": ("2012-01-01", "2021-08-30") * 2,  # or later, but not later than it was told
    "- split_from: iron-dawn\n  date: '[2023..]'\n  sources: [{0}]": ("2023-01-01", LAST) * 2,
    "- allied_with: night-tide\n  start: '[2012..]'\n  end: ongoing\n  sources: [{0}]": ("2012-01-01", "2021-08-30", "2021-08-30", LAST),
}  # fmt: skip


def lamp(folder: Path, section: str, text: str) -> None:
    """A group with one claim, that rests on a dated source ({0}) or an undated one ({1})."""
    (folder / "sources" / "undated-profile.yaml").write_text(f"{SOURCE}accessed: 2026-11-22\nlang: en\n")
    (folder / "groups" / "lamp.yaml").write_text(
        f"id: lamp\nname: Lamp\nkind: group\nsources: {DATED}\n{section}:\n{text.format(DATED, UNDATED)}\n"
    )


@pytest.mark.parametrize("text", PAST)
def test_what_a_source_tells_as_past_was_past_by_its_day(text: str, world_copy: Path) -> None:
    lamp(world_copy, "relations", text)
    claims = checked(world_copy).claims
    (claim,) = (c for id_, c in claims.items() if id_.startswith("lamp/"))
    assert (*claim.start[:2], *claim.end[:2]) == PAST[text]


# "or later": not later than it was told, whatever only mentions it
LATER = {
    "- founded: '[2012..]'\n  sources: [{0}]": ("2012-01-01", "2021-08-30") * 2,
    "- founded: '[2012..]'\n  sources: [{1}, {{source: {0}, stance: mentions}}]": ("2012-01-01", "2026-11-22") * 2,
    "- dissolved: '[2012..]'\n  sources: [{0}, {1}]": ("2012-01-01", "2021-08-30") * 2,
    "- dissolved: '[2012..2014]'\n  sources: [{0}]": ("2012-01-01", "2014-12-31") * 2,
}


@pytest.mark.parametrize("text", LATER)
def test_a_date_or_later_had_come_when_it_was_told(text: str, world_copy: Path) -> None:
    lamp(world_copy, "attributes", text)
    (world_copy / "events" / "fire.yaml").write_text(
        f"id: fire\nname: Fire\nkind: attack\nsources: {DATED}\nattributes:\n- date: '[2012..]'\n  sources: {DATED}\n"
    )
    (world_copy / "people" / "keeper.yaml").write_text(
        f"id: keeper\nname: Keeper\nsources: {DATED}\nmemberships:\n- group: night-tide\n  role: member\n  end: '[2009..]'\n  sources: {DATED}\n"
    )
    claims = checked(world_copy).claims
    (claim,) = (c for id_, c in claims.items() if id_.startswith("lamp/"))
    assert (*claim.start[:2], *claim.end[:2]) == LATER[text]
    assert claims["fire/date"].end[:2] == ("2012-01-01", "2021-08-30")
    assert claims["keeper/membership/night-tide"].end[:2] == ("2009-01-01", "2021-08-30")
