"""What is over: groups that ended and were listed on, roles without a date, groups merged into others."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.database.guard import run_guarded
from kbase.queries.counting import count
from kbase.queries.dictionary import columns
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS, parameters_of

SOURCE = "  sources: estoria-review-2019#p1\n"


@pytest.fixture
def ended(world_copy: Path, empty_url: str) -> str:
    """The world, with Iron Dawn listed before and after it dissolved, and people with roles of no day."""
    path = world_copy / "groups" / "iron-dawn.yaml"
    path.write_text(
        path.read_text() + "\ndesignations:\n- authority: moot\n  list: un_other\n  listed_on: 2016-03-01\n  sources: moot-list#RL.07\n"
        + "- authority: government-of-velmark\n  list: national\n  listed_on: 2016\n  delisted_on: 2017-01-05\n" + SOURCE
    )  # fmt: skip
    for id_, roles in {
        "old-founder": ("founder", "", "member", "  start: 2016\n  end: 2018\n"),
        "late-starter": ("founder", "", "member", "  start: 2016\n"),
        "only-ended": ("founder", "", "member", "  start: 2016\n  end: ended\n"),
        "still-there": ("founder", "  end: ongoing\n", "member", "  start: 2016\n  end: 2018\n"),
        "two-of-no-day": ("founder", "  end: ended\n", "member", ""),
        "seen-on-one-of-two": (
            "commander",
            "  last_seen: '[2013..2015]'\n",
            "deputy",
            "  start: 2014-05\n  end: ended\n",
        ),
        "seen-by-then": ("commander", "  last_seen: '[..2013]'\n", "leader", "  start: 2014-05\n  end: ended\n"),
        "seen-before": ("commander", "  last_seen: 2008-05-25\n", "leader", "  start: 2011-11-05\n  end: ended\n"),
        "left-then-founded": ("founder", "  start: 2011\n", "member", "  end: ended\n"),
        "founded-and-member": ("founder", "  start: 2011\n", "member", "  start: 2012\n"),
    }.items():
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsources: estoria-review-2019#p1\nmemberships:\n"
            f"- group: red-lantern\n  role: {roles[0]}\n{roles[1]}{SOURCE}- group: night-tide\n  role: {roles[2]}\n{roles[3]}{SOURCE}"
        )
    return seeded(world_copy, empty_url)


def test_a_listing_outlasts_the_group(ended: str) -> None:
    with open_database(ended) as database:

        def rows(what: str, on: str, **filters: str) -> dict[str, str]:
            return {r["id"]: r["on_day"] for r in listing(database, what, Filters(on=on, **filters)).rows}  # type: ignore[arg-type]

        assert rows("groups", "2020-06-01", status="listed")["iron-dawn"] == "yes"
        assert rows("groups", "2020-06-01", status="delisted")["iron-dawn"] == "yes"
        assert "iron-dawn" not in rows("groups", "2020-06-01")
        assert "iron-dawn" not in rows("groups", "2016-02-01", status="listed")
        assert rows("designations", "2020-06-01", status="delisted", group="iron-dawn") == {
            "iron-dawn/designation/national": "yes"
        }
        assert list(rows("designations", "2020-06-01", status="listed", group="iron-dawn")) == [
            "iron-dawn/designation/un_other"
        ]


@pytest.mark.parametrize("time", [{"on": "2020-06-01"}, {"first": "2020-05-01", "last": "2020-06-01"}])
def test_of_an_authority_it_is_asked_what_it_listed_not_whether_that_still_was(
    ended: str, time: dict[str, str]
) -> None:
    """As the list of its designations has it, and as it is of people."""
    word = "on_day" if "on" in time else "fits"
    with open_database(ended) as database:
        for authority in ("moot", "government-of-velmark"):
            filters = Filters(authority=authority, **time)  # type: ignore[arg-type]
            listed = [r for r in listing(database, "designations", filters).rows if r["type"] == "group"]
            groups = {r["id"]: r[word] for r in listing(database, "groups", filters).rows}
            assert groups == {r["entity_id"]: r[word] for r in listed}
            assert ("iron-dawn" in groups) == (authority == "moot")
            (counted,) = count(database, "groups", filters, []).rows
            assert counted["count"] == len(groups)
            (name,) = (r["name"] for r in database.rows("SELECT name FROM organizations WHERE id = :id", id=authority))
            for asked in (filters, filters._replace(authority=None)):
                by = {
                    r["authority"]: (r["count"], r["surely"])
                    for r in count(database, "groups", asked, ["authority"]).rows
                }
                assert by.get(name, (0, 0)) == (len(groups), list(groups.values()).count("yes"))


def test_a_role_without_a_date_is_not_the_last(ended: str) -> None:
    wanted = {
        "old-founder": "member", "late-starter": "member", "only-ended": "member", "still-there": "founder",
        "two-of-no-day": "member", "seen-before": "leader", "seen-on-one-of-two": "commander", "seen-by-then": "leader", "left-then-founded": "founder", "founded-and-member": "member",
    }  # fmt: skip
    with open_database(ended) as database:
        last = {r["id"]: r["last_role"] for r in database.rows("SELECT id, last_role FROM person_profiles")}
        listed = {r["id"]: r["role"] for r in listing(database, "people", Filters()).rows}
    assert {i: last[i] for i in wanted} == wanted
    assert {i: listed[i].partition(" of ")[0] for i in wanted} == wanted


MERGED = {  # the dates of a merger, whether all of it merged and it went on, when it was last seen, and on which of DAYS it is told
    "whole": ("2015-06-30", "whole", "", "", "yn"), "part": ("2015-06-30", "part", "", "", "yy"), "unsaid": ("2015-06-30", "", "", "", "yy"),
    "went-on": ("2015-06-30", "whole", "  continues: true\n", "", "yy"), "about": ("2015-06-30~", "whole", "", "", "yn"),
    "of-a-year": ("2015", "whole", "", "", "yy"), "seen-later": ("2015-06-30", "whole", "", "  last_seen: 2018\n", "yy"),
    "seen-before": ("2015-06-30", "whole", "", "  last_seen: 2014\n", "yn"), "undated": ("", "whole", "", "", "yy"),
    "struck-off": ("", "", "", "", "yn"), "fought-on": ("", "", "", "", "yy"),  # as whole, and in a later event
}  # fmt: skip
DAYS = ("2015-06-30", "2015-07-02")


def test_a_group_merged_whole_has_ended(world_copy: Path, empty_url: str) -> None:
    for id_, (date, extent, continues, seen, _) in list(MERGED.items())[:-2]:
        (world_copy / "groups" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: group\nsources: estoria-review-2019#p1\nrelations:\n- merged_into: night-tide\n"
            + (f"  date: {date}\n" if date else "") + (f"  extent: {extent}\n" if extent else "") + continues + SOURCE
            + f"locations:\n- active_in: selm\n  start: 2012\n{seen}{SOURCE}"
        )  # fmt: skip
    for id_, role in (("struck-off", "subject"), ("fought-on", "perpetrator")):
        text = (world_copy / "groups" / "whole.yaml").read_text().replace("whole\n", f"{id_}\n", 2)
        (world_copy / "groups" / f"{id_}.yaml").write_text(text)
        (world_copy / "events" / f"{id_}-later.yaml").write_text(
            f"id: {id_}-later\nname: Later {id_}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: 2016-05\n"
            f"  sources: marsh-report#p1\nparticipants:\n- {role}: {id_}\n  attribution: claimed\n  sources: marsh-report#p1\n"
        )
    seeded(world_copy, empty_url)
    for n, on in enumerate(DAYS):
        wanted = {id_ for id_, case in MERGED.items() if case[4][n] == "y"}
        with open_database(empty_url) as database:
            for filters in (Filters(on=on), Filters(on=on, country="estoria"), Filters(first=on)):
                assert {r["id"] for r in listing(database, "groups", filters).rows} & set(MERGED) == wanted
            question = QUESTIONS["active-in"]
            params = parameters_of(question, {"country": "estoria", "day": on}, database)
        found = run_guarded(empty_url, question.sql, seconds=10, params=params, trust_role=True)
        assert {row[-1] for row in found.rows} & set(MERGED) == wanted


def test_the_columns_of_a_current_view(database_url: str) -> None:
    with open_database(database_url) as database:
        for table in ("memberships", "group_relations", "figures"):
            database.rows(f"SELECT * FROM current_{table} WHERE 1 = 0")
            assert tuple(row[0] for row in columns(f"current_{table}").rows) == database.columns
            assert "possibly_from" not in {row[0] for row in columns(table).rows}


def test_an_event_ends_on_its_last_day(database_url: str) -> None:
    with open_database(database_url) as database:
        rows = database.rows("SELECT * FROM event_list WHERE date NOT LIKE '%~%' AND date NOT LIKE '%?%'")
        assert rows and all(str(r["possibly_until"]) == str(r["end_latest"]) for r in rows)
        assert {str(r["possibly_until"]) for r in database.rows("SELECT * FROM current_participations")} == {
            "9999-12-31"
        }
