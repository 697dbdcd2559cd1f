"""Filters that ask of one and the same claim; a group where its events were; both ways of asking agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import Database, open_database
from kbase.queries.counting import count
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS, parameters_of
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, timeline

SOURCE = "  sources: estoria-review-2019#p1\n"


@pytest.fixture
def world_with_more(world_copy: Path, empty_url: str) -> str:
    """The world, with a leader of one group who was a member of another, events in two countries and about a group, a death of no
    day, and an event from one year to the next."""
    head = "id: {0}\nname: {0}\nsources: estoria-review-2019#p1\n"
    (world_copy / "people" / "two-banners.yaml").write_text(
        head.format("two-banners") + "attributes:\n- born: 1980\n" + SOURCE + "- died: '[..2019-05-01]'\n" + SOURCE
        + "memberships:\n- group: red-lantern\n  role: leader\n  start: 2016\n  end: 2017\n" + SOURCE
        + "- group: iron-dawn\n  role: member\n  start: 2012\n  end: 2014\n" + SOURCE
    )  # fmt: skip
    for id_, attributes, more in (
        ("border-raid", "- date: 2016-11-11/2017-01-25\n" + SOURCE, "locations:\n- happened_in: estoria\n" + SOURCE
            + "- happened_in: velmark\n" + SOURCE + "participants:\n- perpetrator: night-tide\n  attribution: claimed\n" + SOURCE),
        ("listing-news", "- date: 2016-02-23?\n" + SOURCE + "- place: velmark\n" + SOURCE, "participants:\n- subject: iron-dawn\n  attribution: confirmed\n"
            + SOURCE + "- perpetrator: hostile-group\n  attribution: denied\n" + SOURCE),
    ):  # fmt: skip
        (world_copy / "events" / f"{id_}.yaml").write_text(
            head.format(id_) + "kind: attack\nattributes:\n" + attributes + more
        )
    return seeded(world_copy, empty_url)


def ids(database: Database, what: str, **filters: str) -> list[str]:
    return [r["id"] for r in listing(database, what, Filters(**filters)).rows]  # type: ignore[arg-type]


def test_the_role_is_that_in_the_group(world_with_more: str) -> None:
    with open_database(world_with_more) as database:
        assert ids(database, "people", group="iron-dawn", kind="leader") == ["dara-holm"]
        assert ids(database, "people", group="red-lantern", kind="leader") == ["tomas-vell", "two-banners"]
        assert ids(database, "people", group="iron-dawn", kind="leader", on="2013-01-01") == ["dara-holm"]
        then = listing(database, "people", Filters(group="red-lantern", kind="leader", on="2016-12-31"))
        assert {r["id"]: r["on_day"] for r in then.rows} == {"tomas-vell": "yes", "two-banners": "yes"}


def test_counts_are_of_the_roles_and_groups_asked_for(world_with_more: str) -> None:
    with open_database(world_with_more) as database:

        def counted(by: str, what: str = "people", **filters: str) -> dict[str, int]:
            rows = count(database, what, Filters(**filters), [by]).rows  # type: ignore[arg-type]
            return {r[by]: r["count"] for r in rows}

        assert counted("role", group="iron-dawn") == {"commander": 1, "leader": 1, "member": 1}
        assert counted("role", group="iron-dawn", on="2013-01-01") == {"commander": 1, "leader": 1, "member": 1}
        assert counted("group", kind="leader") == {"Iron Dawn": 1, "Red Lantern": 2}
        assert counted("authority", what="groups", status="delisted") == {"Government of Velmark": 1}
        assert counted("authority", what="groups", status="listed") == {"Moot of the Coast": 1}
        assert counted("authority", what="groups", status="delisted", on="2020-01-01") == {"Government of Velmark": 1}
        assert counted("authority", what="groups", status="listed", on="2019-12-31") == {
            "Government of Velmark": 1, "Moot of the Coast": 1,
        }  # fmt: skip
        assert counted("authority", what="groups", authority="moot") == {"Moot of the Coast": 1}


def test_what_a_part_of_an_organization_lists_it_lists(world_copy: Path, empty_url: str) -> None:
    """The Security Council of the United Nations; a part that a source only disputes is none."""
    (world_copy / "organizations" / "coast-union.yaml").write_text(
        "id: coast-union\nname: Coast Union\nkind: intergovernmental\nsources: accord-text#p1\n"
    )
    moot = world_copy / "organizations" / "moot.yaml"
    moot.write_text(f"{moot.read_text()}\nrelations:\n- part_of: coast-union\n  sources: accord-text#p1\n")
    with open_database(seeded(world_copy, empty_url)) as database:
        for what in ("groups", "designations"):
            mine, whole = (listing(database, what, Filters(authority=a)).rows for a in ("moot", "coast-union"))
            assert mine and mine == whole
        assert database.taken == []
        question = QUESTIONS["listings-by"]
        answers = [
            database.rows(question.sql, **parameters_of(question, {"authority": a}, database))
            for a in ("moot", "coast-union")
        ]
        assert answers[0] and answers[0] == answers[1]


@pytest.mark.parametrize(
    ("authority", "status", "first", "last", "found"),
    [
        (None, "listed", None, "2016-02-22", False), (None, "listed", None, "2016-02-23", True),
        ("moot", "listed", "2010", "2015", False), ("moot", "listed", "2010", "2016", True),
        ("government-of-velmark", "listed", "2016-05", "2016-05", True), ("government-of-velmark", "listed", "2020", None, False),
        ("government-of-velmark", "delisted", "2019", "2019", False), ("government-of-velmark", "delisted", "2019", "2020", True),
        ("government-of-velmark", "delisted", "2010", None, True), ("moot", "delisted", "2010", None, False),
    ],
)  # fmt: skip
def test_the_status_is_that_of_the_time(
    authority: str | None, status: str, first: str | None, last: str | None, found: bool, database_url: str
) -> None:
    """Listed on some day of it, delisted by its end: a status of now would be asked of no time; told is how it stood at the end."""
    filters = Filters(authority=authority, status=status, first=first, last=last)
    with open_database(database_url) as database:
        rows = [r for r in listing(database, "groups", filters).rows if r["id"] == "red-lantern"]
        assert bool(rows) is found
        assert {r["listing"] for r in rows} <= {"listed"}  # the moot's goes on
        counted = count(database, "groups", filters, ["authority"]).rows
        by = {r["authority"] for r in counted}
        assert (
            {"government-of-velmark": "Government of Velmark"}.get(authority or "", "Moot of the Coast") in by
        ) is found


@pytest.mark.parametrize(
    ("authority", "status", "on", "found"),
    [
        ("moot", "listed", None, True), ("moot", "delisted", None, False),
        ("government-of-velmark", "listed", None, False), ("government-of-velmark", "delisted", None, True),
        ("velmark", "delisted", None, True),  # by any of the country
        # the day of the delisting still counts
        ("government-of-velmark", "listed", "2019-12-31", True), ("government-of-velmark", "listed", "2020-01-01", False),
        ("government-of-velmark", "delisted", "2019-12-31", False), ("government-of-velmark", "delisted", "2020-01-01", True),
        ("moot", "delisted", "2020-01-01", False), ("moot", "listed", "2020-01-01", True),
    ],
)  # fmt: skip
def test_the_status_is_that_by_the_authority(
    authority: str, status: str, on: str | None, found: bool, database_url: str
) -> None:
    with open_database(database_url) as database:
        filters = Filters(authority=authority, status=status, on=on)
        rows = listing(database, "groups", filters).rows
        assert [r["id"] for r in rows] == ["red-lantern"] * found
        assert all(r.get("on_day", "yes") == "yes" for r in rows)
        assert count(database, "groups", filters, []).rows[0]["count"] == found


def test_a_group_is_where_its_events_were(world_with_more: str) -> None:
    """By every place of an event; not by one that is about the group, or in which its part is denied."""
    with open_database(world_with_more) as database:
        velmark = ids(database, "groups", country="velmark")
        assert "night-tide" in velmark
        assert not {"iron-dawn", "hostile-group"}.intersection(velmark)
        assert "night-tide" in ids(database, "groups", country="estoria")
        counted = count(database, "groups", Filters(), ["country"]).rows
        assert {r["country"]: r["count"] for r in counted}["Velmark"] == len(velmark)
        for day in ("2016-02-23", "2016-11-10", "2016-11-11", "2017-01-25", "2017-01-26"):
            for country in ("estoria", "velmark"):
                asked = {
                    r["id"]: r["active"] for r in database.rows(QUESTIONS["active-in"].sql, country=country, day=day)
                }
                listed = listing(database, "groups", Filters(country=country, on=day)).rows
                assert {r["id"]: r["on_day"] for r in listed} == asked
                assert ("night-tide" in asked) is (day in ("2016-11-11", "2017-01-25"))
                assert "hostile-group" not in asked


@pytest.mark.parametrize(("year", "answers"), [
    (2015, {}), (2016, {"border-raid": "yes", "listing-news": "yes"}), (2017, {"border-raid": "yes"}), (2018, {}),
])  # fmt: skip
def test_an_event_is_in_every_year_of_it(year: int, answers: dict[str, str], world_with_more: str) -> None:
    with open_database(world_with_more) as database:
        asked = database.rows(QUESTIONS["events-in"].sql, country="velmark", year=year)
        listed = listing(database, "events", Filters(country="velmark", first=str(year), last=str(year))).rows
        ours = ("border-raid", "listing-news")
        assert {r["id"]: r["in_year"] for r in asked if r["id"] in ours} == answers
        assert {r["id"]: r["in_year"] for r in asked} == {r["id"]: r["fits"] for r in listed}


def test_a_death_of_no_day_has_one_bound(world_with_more: str) -> None:
    """The timeline has those of the view."""
    with open_database(world_with_more) as database:
        moments = timeline(database, [resolve(database, "two-banners")], Period()).moments
        told = sorted((m.claim, str(m.earliest), str(m.latest)) for m in moments)
        rows = database.rows("SELECT claim_id, earliest, latest FROM timeline WHERE entity_id = 'two-banners'")
        assert told == sorted((r["claim_id"], str(r["earliest"]), str(r["latest"])) for r in rows)
        assert ("two-banners/died", "2017-01-01", "2019-05-01") in told


def test_where_a_group_was_in_the_time_asked_for(world_with_more: str) -> None:
    """Its tie to a country and its listing are of that time too, not the group alone."""
    with open_database(world_with_more) as database:

        def fits(**filters: str) -> dict[str, str]:
            return {r["id"]: r["fits"] for r in listing(database, "groups", Filters(**filters)).rows}  # type: ignore[arg-type]

        for first, last, answer in (
            ("2016-11-11", "2017-01-25", "yes"), ("2017-01-01", "2017-12-31", "yes"), ("2016-11-12", "2017-01-24", "possibly"),
            ("2017-01-26", "2017-12-31", None), ("2015-01-01", "2016-11-10", None), ("2017-01-26", "", None),
        ):  # fmt: skip
            asked = {"first": first, "last": last} if last else {"first": first}
            assert fits(country="velmark", **asked).get("night-tide") == answer, (first, last)
            narrowed = Filters(country="velmark", first=first, last=last or None)
            counted = count(database, "groups", narrowed, ["country"]).rows
            assert sum(r["count"] for r in counted if r["country"] == "Velmark") == len(
                fits(country="velmark", **asked)
            )
        day = {r["id"] for r in listing(database, "groups", Filters(country="estoria", on="2016-12-01")).rows}
        assert set(fits(country="estoria", first="2016-12-01", last="2016-12-01")) == day
        authority = database.rows(
            "SELECT authority_id, entity_id, possibly_from FROM current_designations WHERE entity_type = 'group'"
        )[0]
        before = str(int(str(authority["possibly_from"])[:4]) - 1)
        assert authority["entity_id"] not in fits(authority=authority["authority_id"], last=before)
        assert authority["entity_id"] in fits(authority=authority["authority_id"], first=before)


def test_a_listing_stands_as_on_the_last_day_of_the_time(database_url: str) -> None:
    with open_database(database_url) as database:

        def stood(**asked: str) -> dict[str, str]:
            filters = Filters(group="red-lantern", **asked)  # type: ignore[arg-type]
            rows = {r["id"]: r["listing"] for r in listing(database, "designations", filters).rows}
            counted = {r["listing"]: r["count"] for r in count(database, "designations", filters, ["listing"]).rows}
            assert counted == {word: list(rows.values()).count(word) for word in set(rows.values())}
            return {id_.rpartition("/")[2]: word for id_, word in rows.items()}

        assert stood() == {"un_other": "listed", "national": "delisted"}
        assert stood(first="2018", last="2018") == {"un_other": "listed", "national": "listed"}
        # of the moot's listing no more is known then
        assert stood(first="2018", last="2030") == {"un_other": "possibly listed", "national": "delisted"}
        assert stood(first="2018") == stood()
        assert stood(first="2018", last="2018", status="delisted") == {}
        assert stood(first="2018", last="2018", status="listed") == {"un_other": "listed", "national": "listed"}
        assert stood(first="2018", last="2030", status="delisted") == {"national": "delisted"}
        assert stood(first="2025", last="2030", status="delisted") == {"national": "delisted"}  # long since
        assert stood(first="2016", last="2030", status="listed") == {
            "un_other": "possibly listed",
            "national": "delisted",
        }


def test_a_listing_outlasts_the_group(world_copy: Path, empty_url: str) -> None:
    (world_copy / "groups" / "gone.yaml").write_text(
        f"id: gone\nname: Gone\nkind: group\nsources: moot-list#1\nattributes:\n- dissolved: 2010\n{SOURCE}"
        f"designations:\n- authority: moot\n  list: un_other\n  listed_on: 2009\n  delisted_on: 2016\n{SOURCE}"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        for asked in ({"on": "2014-05-06"}, {"first": "2014-05-06", "last": "2014-05-06"}):
            filters = Filters(status="listed", authority="moot", name="gone", **asked)  # type: ignore[arg-type]
            (row,) = listing(database, "groups", filters).rows
            assert (row["listing"], row.get("on_day", row.get("fits"))) == ("listed", "yes")
            for by in ([], ["authority"]):
                (counted,) = count(database, "groups", filters, by).rows
                assert (counted["count"], counted["surely"]) == (1, 1)
        assert not listing(database, "groups", Filters(name="gone", first="2014", last="2014")).rows
