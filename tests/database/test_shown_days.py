"""Operations and organizations of which nobody says how long they lasted: there on their first day, and as long as accepted claims show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.queries.counting import count
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS

CITED = "  sources: estoria-review-2019#p1\n"
PARTY = "participants:\n- lead: ridge-guard\n"
STARTED = "attributes:\n- started: {}\n" + CITED
OPERATIONS = {  # what its document says; from when to when it surely ran
    "open-day": (STARTED.format("2015-03-04"), "2015-03-04", "2015-03-04"),
    "of-a-year": (STARTED.format("'2015'"), "2015-12-31", "2015-12-31"),
    "about-a-day": (STARTED.format("2015-03-04~"), "2015-03-05", "2015-03-05"),
    "by-party": (f"{STARTED.format('2015-03-04')}{PARTY}  start: 2016\n  last_seen: 2018-02\n{CITED}", "2015-03-04", "2018-02-01"),
    "doubted-party": (f"{STARTED.format('2015-03-04')}{PARTY}  start: 2016\n  end: 2018?\n{CITED}", "2015-03-04", "2017-01-01"),
    "doubted-start": (f"{STARTED.format('2015-03-04')}{PARTY}  start: 2016~\n  end: 2018-05-06\n{CITED}", "2015-03-04", "2018-05-06"),
    "doubted-open": (f"{STARTED.format('2015-03-04')}{PARTY}  start: 2018~\n{CITED}", "2015-03-04", "2017-01-01"),  # it ran when the party came
    "no-troops": (f"{STARTED.format('2015-03-04')}figures:\n- troops: 0\n  category: soldiers\n  side: of_subject\n  as_of: 2021-05\n{CITED}", "2015-03-04", "2015-03-04"),
    "contested-party": (
        f"{STARTED.format('2015-03-04')}{PARTY}  last_seen: 2018-02\n  status: contested\n{CITED}", "2015-03-04", "2015-03-04",
    ),
    "no-start": (f"{PARTY}  start: 2016-02-01\n  last_seen: 2017-03-05\n{CITED}", "2016-02-01", "2017-03-05"),
    "by-place": (f"{STARTED.format('2015')}locations:\n- area_of: estoria\n  start: 2015-03\n  last_seen: 2016-01-02\n{CITED}", "2015-03-31", "2016-01-02"),
    "by-event": (STARTED.format("2015-03-04"), "2015-03-04", "2019-07-01"),
    "by-contested": (STARTED.format("2015-03-04"), "2015-03-04", "2015-03-04"),
    "by-troops": (f"{STARTED.format('2015-03-04')}figures:\n- troops: 500\n  category: soldiers\n  side: of_subject\n  as_of: 2021-05\n{CITED}", "2015-03-04", "2021-05-01"),
    "by-killed": (f"{STARTED.format('2015-03-04')}figures:\n- killed: 500\n  category: fighters\n  side: inflicted_by_subject\n  period: 2021-05\n{CITED}", "2015-03-04", "2015-03-04"),
    "ended": (f"{STARTED.format('2015-03-04')}- ended: '2017'\n{CITED}{PARTY}  last_seen: 2016-02\n{CITED}", "2015-03-04", "2017-01-01"),
    "no-day": ("", LAST, FIRST),
}  # fmt: skip
ORGANIZATIONS = {
    "founded": (f"attributes:\n- founded: 2014-10-17\n{CITED}", "2014-10-17", "2014-10-17"),
    "posted": ("", "2013-05-06", "2016-07-08"),
    "listing": ("", "2011-02-03", "2014-05-06"),
    "raiding": ("", "2019-07-02", "2019-07-01"),  # on one of the two days
    "denying": ("", LAST, FIRST),
    "suspected": ("", LAST, FIRST),
    "alleged": ("", LAST, FIRST),
    "nowhere": ("", LAST, FIRST),
    "split": ("", "2018-05-31", "2018-05-01"),  # a group left it in that month
    "counted": (
        f"figures:\n- strength: 40\n  category: soldiers\n  side: of_subject\n  as_of: 2019-04-05\n{CITED}",
        "2019-04-05",
        "2019-04-05",
    ),
}


def written(path: Path, text: str) -> None:
    path.write_text(f"id: {path.stem}\nname: {path.stem}\n{text}")


@pytest.fixture
def shown(world_copy: Path, empty_url: str) -> str:
    top = "sources: estoria-review-2019#p1\n"
    for id_, (text, *_) in OPERATIONS.items():
        written(world_copy / "operations" / f"{id_}.yaml", f"kind: military\n{top}{text}")
    for id_, (text, *_) in ORGANIZATIONS.items():
        written(world_copy / "organizations" / f"{id_}.yaml", f"kind: state\n{top}{text}")
    written(
        world_copy / "people" / "ann-reed.yaml",
        f"{top}positions:\n- organization: posted\n  title: Head\n  start: 2013-05-06\n  last_seen: 2016-07-08\n{CITED}"
        f"designations:\n- authority: listing\n  list: national\n  listed_on: 2011-02-03\n  delisted_on: 2014-05-06\n{CITED}",
    )
    written(
        world_copy / "groups" / "leaver.yaml",
        f"kind: group\n{top}relations:\n- split_from: split\n  date: 2018-05\n{CITED}",
    )
    for id_, status in (("by-event", "accepted"), ("by-contested", "contested")):
        written(
            world_copy / "events" / f"of-{id_}.yaml",
            f"kind: attack\n{top}attributes:\n- date: 2019-07-01/2019-07-02\n{CITED}- operation: {id_}\n  status: {status}\n{CITED}"
            f"participants:\n- perpetrator: raiding\n  attribution: claimed\n{CITED}- perpetrator: denying\n  attribution: denied\n{CITED}"
            f"- supporter: suspected\n  attribution: suspected\n{CITED}- supporter: alleged\n  attribution: alleged\n{CITED}",
        )  # fmt: skip
    return seeded(world_copy, empty_url)


@pytest.mark.parametrize(
    ("what", "view", "cases"),
    [("operations", "operation_list", OPERATIONS), ("organizations", "organization_profiles", ORGANIZATIONS)],
)
def test_there_as_long_as_claims_show_it(
    what: str, view: str, cases: dict[str, tuple[str, str, str]], shown: str
) -> None:
    with open_database(shown) as database:
        rows = {r["id"]: r for r in database.rows(f"SELECT * FROM {view}") if r["id"] in cases}
        told = {id_: (str(r["surely_from"]), str(r["surely_until"])) for id_, r in rows.items()}
        assert told == {id_: case[1:] for id_, case in cases.items()}
        began = {"operations": "started", "organizations": "founded"}[what]
        ended = {"operations": "ended", "organizations": "dissolved"}[what]
        for row in database.rows(f"SELECT * FROM {view} WHERE {began} IS NOT NULL AND {ended} IS NULL"):
            assert str(row["surely_from"]) <= str(row["surely_until"]), row["id"]
        for day in sorted({d for first, last in told.values() for d in (first, last, "2015-03-05", "2019-07-02")}):
            asked = {r["id"]: r["on_day"] for r in listing(database, what, Filters(on=day)).rows if r["id"] in cases}
            assert asked == {
                id_: "yes" if told[id_][0] <= day <= told[id_][1] else "possibly"
                for id_, r in rows.items()
                if str(r["possibly_from"]) <= day <= str(r["possibly_until"])
            }, day
            (counted,) = count(
                database, what, Filters(on=day, kind="military" if what == "operations" else "state"), []
            ).rows
            found = listing(database, what, Filters(on=day, kind="military" if what == "operations" else "state")).rows
            assert counted["surely"] == sum(r["on_day"] == "yes" for r in found), day
            if what == "operations":
                ran = {
                    r["id"]: r["ran"]
                    for r in database.rows(QUESTIONS["operations-on"].sql, day=day)
                    if r["id"] in cases
                }
                assert ran == asked, day


def test_a_time_by_command_and_by_view(shown: str) -> None:
    """`fits` is what the four days say: yes where what surely ran meets the time."""
    with open_database(shown) as database:
        found = listing(database, "operations", Filters(first="2017", last="2019")).rows
    told = {r["id"]: r["fits"] for r in found if r["id"] in OPERATIONS}
    assert {id_ for id_, fits in told.items() if fits == "yes"} == {
        "by-party",
        "by-event",
        "by-troops",
        "doubted-open",
        "doubted-party",
        "doubted-start",
        "no-start",
        "ended",
    }
    assert set(told) == set(OPERATIONS)


def test_the_page_and_the_list_agree(shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    for day, maybe in (("2017-06-01", False), ("2018-02-01", False), ("2018-03-01", True)):
        assert run(["show", "by-party", "--on", day, "--database", shown]) == 0
        assert ("(possibly)" in capsys.readouterr().out) is maybe
        with open_database(shown) as database:
            (row,) = listing(database, "operations", Filters(on=day, name="by party")).rows
        assert row["on_day"] == ("possibly" if maybe else "yes")


GROUPS = {  # which group another had to do with, how, in 2018-05; until when that shows the group
    "left": ("split_from", "2018-05-01"), "joined": ("merged_into", "2018-05-01"), "sworn-to": ("pledged_allegiance_to", "2018-05-01"),
    "fought": ("rival_of", "2018-05-01"), "long-gone": ("succeeds", "2001-02-03"),
}  # fmt: skip


def test_whoever_has_to_do_with_a_group_shows_it(world_copy: Path, empty_url: str) -> None:
    head = "kind: group\nsources: estoria-review-2019#p1\n"
    ties = "".join(
        f"- {act}: {id_}\n  {'last_seen' if act == 'rival_of' else 'date'}: 2018-05\n{CITED}"
        for id_, (act, _) in GROUPS.items()
    )
    written(world_copy / "groups" / "newer.yaml", f"{head}relations:\n{ties}")
    for id_ in GROUPS:
        written(
            world_copy / "groups" / f"{id_}.yaml",
            f"{head}attributes:\n- founded: 2001-02-03\n{CITED}"
            + f"figures:\n- strength: 40\n  category: fighters\n  side: of_subject\n  as_of: 2019-04\n{CITED}" * (id_ == "left"),
        )  # fmt: skip
    with open_database(seeded(world_copy, empty_url)) as database:
        rows = database.rows("SELECT id, surely_until FROM group_profiles")
    told = {r["id"]: str(r["surely_until"]) for r in rows}
    assert {i: told[i] for i in GROUPS} == {i: day for i, (_, day) in GROUPS.items()} | {"left": "2019-04-01"}


@pytest.mark.parametrize(("strength", "gone"), [("40", False), ("0", True)])
def test_what_merged_whole_is_there_as_long_as_it_is_counted(
    strength: str, gone: bool, world_copy: Path, empty_url: str
) -> None:
    written(
        world_copy / "groups" / "merged.yaml",
        f"kind: group\nsources: estoria-review-2019#p1\nrelations:\n- merged_into: night-tide\n  extent: whole\n  date: 2010-05-01\n{CITED}"
        f"- allied_with: iron-dawn\n{CITED}figures:\n- strength: {strength}\n  category: fighters\n  side: of_subject\n  as_of: 2019-04\n{CITED}",
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = database.rows("SELECT possibly_until FROM group_profiles WHERE id = 'merged'")
        assert (str(row["possibly_until"]) == "2010-05-01") is gone
        (tie,) = database.rows("SELECT possibly_until FROM links WHERE from_id = 'merged' AND to_id = 'iron-dawn'")
        assert (
            str(tie["possibly_until"]) == "2010-05-01"
        ) is gone  # bounded before the rows are made, by the same signs


def test_a_strength_that_nobody_dates_is_told_so_and_of_no_day(world_copy: Path, empty_url: str) -> None:
    figures = f"figures:\n- troops: 700\n  category: soldiers\n  side: of_subject\n{CITED}"
    written(
        world_copy / "operations" / "counted-once.yaml",
        f"kind: military\nsources: estoria-review-2019#p1\n{STARTED.format('2015-03-04')}{figures}",
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = listing(database, "operations", Filters(name="counted once")).rows
        assert row["strength"] == "700 (undated)"
        for time in ({"on": "2016-01-01"}, {"last": "2016"}):
            (row,) = listing(database, "operations", Filters(name="counted once", **time)).rows  # type: ignore[arg-type]
            assert row["strength"] is None


def test_a_strength_is_told_as_of_the_last_day(world_copy: Path, empty_url: str) -> None:
    figures = "".join(
        f"- troops: {n}\n  category: soldiers\n  side: of_subject\n  as_of: {year}-05\n  key: of-{year}\n{CITED}"
        for n, year in ((500, 2015), (900, 2019))
    )
    written(
        world_copy / "operations" / "counted-twice.yaml",
        f"kind: military\nsources: estoria-review-2019#p1\n{STARTED.format('2015-03-04')}figures:\n{figures}",
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        for asked, told in (
            ({"last": "2017"}, "500"), ({"on": "2017-01-01"}, "500"), ({"first": "2016", "last": "2020"}, "900"), ({"first": "2016"}, "900"), ({"last": "2015-04"}, None),
        ):  # fmt: skip
            (row,) = listing(database, "operations", Filters(name="counted twice", **asked)).rows  # type: ignore[arg-type]
            assert (row["strength"] or "").partition(" ")[0] == (told or ""), asked


def test_of_two_strengths_of_a_year_that_of_its_last_month_is_the_newest(world_copy: Path, empty_url: str) -> None:
    figures = "".join(
        f"- troops: {n}\n  category: soldiers\n  side: of_subject\n  as_of: {day}\n  key: of-{n}\n{more}{CITED}"
        for n, day, more in ((900, "2016", ""), (500, "2016-12", "  confidence: inferred\n  note: Counted by us.\n"))
    )
    written(
        world_copy / "operations" / "counted-twice.yaml",
        f"kind: military\nsources: estoria-review-2019#p1\n{STARTED.format('2015-03-04')}figures:\n{figures}",
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = listing(database, "operations", Filters(name="counted twice", on="2017-01-01")).rows
    assert row["strength"].startswith("500")
