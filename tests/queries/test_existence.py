"""Whether a day lies before an entity began or after it ended: the first line of `kbase show --on`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import contest_death_of_vell, seeded
from kbase.cli.main import main, run
from kbase.database.connection import open_database
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve


def outside(url: str, id_: str, day: str) -> list[tuple[str, str]]:
    with open_database(url) as database:
        return [(o.side, o.answer) for o in dossier(database, resolve(database, id_), day).outside]


BEFORE, AFTER = [("before", "yes")], [("after", "yes")]
MAYBE_BEFORE, MAYBE_AFTER = [("before", "possibly")], [("after", "possibly")]
CASES: dict[str, dict[str, list[tuple[str, str]]]] = {
    # founded about 2014 or in 2015-05, contested: a year about which reaches one year further; its pledge shows it
    "red-lantern": {"2012-12-31": BEFORE, "2014-01-01": MAYBE_BEFORE, "2015-05-12": MAYBE_BEFORE, "2015-05-13": [], "2016-01-01": []},
    # founded between 2008 and 2010, dissolved in 2018-12; the first and the last day count
    "iron-dawn": {
        "2007-12-31": BEFORE, "2008-01-01": MAYBE_BEFORE, "2010-12-31": [], "2018-12-01": [], "2018-12-02": MAYBE_AFTER,
        "2018-12-31": MAYBE_AFTER, "2019-01-01": AFTER,
    },
    "night-tide": {"1900-01-01": [], "2100-01-01": []},  # no date is known
    "tomas-vell": {"1976-12-31": BEFORE, "1980-01-01": MAYBE_BEFORE, "1983-01-01": [], "2021-08-28": [], "2021-08-29": AFTER},
    "lev-anders": {"1978-12-31": BEFORE, "1982-01-01": MAYBE_BEFORE, "1985-01-01": []},
    "operation-heron": {"2014-07-31": BEFORE, "2014-08-01": [], "2022-11-15": MAYBE_AFTER, "2022-12-01": AFTER},
    "selm-mill-raid": {"2021-08-26": BEFORE, "2021-08-27": [], "2021-08-28": [], "2021-08-29": AFTER},
    "ferry-attack": {"2017-03-31": BEFORE, "2017-04-10": MAYBE_BEFORE + MAYBE_AFTER, "2017-05-01": AFTER},
    "estoria": {"1500-01-01": []}, "ridge-guard": {"1500-01-01": []}, "coast-wire-2021": {"1500-01-01": []},
}  # fmt: skip


@pytest.mark.parametrize("id_", CASES)
def test_a_day_outside(database_url: str, id_: str) -> None:
    assert {day: outside(database_url, id_, day) for day in CASES[id_]} == CASES[id_]


def test_without_a_day_nothing_is_said(database_url: str) -> None:
    with open_database(database_url) as database:
        assert dossier(database, resolve(database, "iron-dawn")).outside == ()


def test_the_first_line_and_json(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    def told(id_: str, day: str, *more: str) -> str:
        assert run(["show", id_, "--on", day, "--database", database_url, *more]) == 0
        return capsys.readouterr().out

    assert (
        told("iron-dawn", "2000-01-01").splitlines()[1]
        == "On 2000-01-01: before it was founded (between 2008 and 2010)"
    )
    assert told("iron-dawn", "2012-01-01").splitlines()[1] == "On 2012-01-01"
    assert told("tomas-vell", "2012-01-01").splitlines()[2].startswith("Whatever the day: Founder and leader")
    assert told("lev-anders", "1982-01-01").splitlines()[1] == (
        "On 1982-01-01: possibly before birth (about 1980, or between 1983 and 1984, contested)"
    )
    assert json.loads(told("tomas-vell", "2022-01-01", "--format", "json"))["data"]["outside"] == [
        {"side": "after", "answer": "yes", "text": "after death (2021-08-28)"}
    ]
    assert "**On 2022-01-01**: *after death" in told("tomas-vell", "2022-01-01", "--format", "md")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lineage", "iron-dawn"], ["Iron Dawn: 2007-12-31 is before it was founded (between 2008 and 2010)"]),
        (["network", "iron-dawn"], ["Iron Dawn: 2007-12-31 is before it was founded (between 2008 and 2010)"]),
        (["timeline", "estoria", "iron-dawn"], ["Iron Dawn: 2007-12-31 is before it was founded (between 2008 and 2010)"]),
        (["path", "iron-dawn", "selm-mill-raid"], [
            "Iron Dawn: 2007-12-31 is before it was founded (between 2008 and 2010)", "Raid on the mill of Selm: 2007-12-31 is before it began (2021-08-27 to 2021-08-28)",
        ]),
        (["why", "iron-dawn"], ["Iron Dawn: 2007-12-31 is before it was founded (between 2008 and 2010)"]),
        (["why", "red-lantern/split_from/iron-dawn"], []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("format", ["table", "json"])
def test_other_answers_are_told_it_beside(
    words: list[str], told: list[str], format: str, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--on", "2007-12-31", "--format", format, "--database", database_url]
    main([*words, *more])
    out, err = capsys.readouterr()
    assert [line.removeprefix("kbase: ") for line in err.splitlines()] == told
    assert format != "json" or "meta" in json.loads(out)


def test_a_lineage_of_an_early_day_is_not_said_to_be_none(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["lineage", "red-lantern", "--database", database_url]
    main([*words, "--format", "json"])
    found = json.loads(capsys.readouterr().out)["data"]
    own = {d["claim"] for d in (*found["ancestors"], *found["offshoots"]) if d["depth"] == 1}
    assert own and found["recorded"] == 0
    main([*words, "--on", "1999-01-01"])
    assert f"recorded by that day; of later days: {len(own)} (ask without --on)." in capsys.readouterr().out
    main([*words, "--on", "1999-01-01", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["data"]["recorded"] == len(own)


def test_a_contested_day_of_a_death(world_copy: Path, empty_url: str) -> None:
    """Of a death that is sure all of the days bind; of one that may not have come about none surely does."""
    person, raid = world_copy / "people" / "tomas-vell.yaml", world_copy / "events" / "selm-mill-raid.yaml"
    text = contest_death_of_vell(world_copy)
    seeded(world_copy, empty_url)
    days = ("2021-08-28", "2021-08-30", "2021-09-01", "2021-09-02")
    assert [outside(empty_url, "tomas-vell", day) for day in days] == [[], MAYBE_AFTER, MAYBE_AFTER, AFTER]
    person.write_text(text.replace("how_ended: killed", "how_ended: left"))
    raid.write_text(raid.read_text().replace("- killed: tomas-vell", "- subject: tomas-vell"))
    seeded(world_copy, empty_url)
    assert outside(empty_url, "tomas-vell", "2021-09-02") == MAYBE_AFTER


def test_a_group_that_merged_whole_had_ended(world_copy: Path, empty_url: str) -> None:
    group = world_copy / "groups" / "iron-dawn.yaml"
    dissolved = "- dissolved: 2018-12\n  sources: estoria-review-2019#p7\n"
    text = group.read_text()
    assert dissolved in text
    text = text.replace(dissolved, "")
    group.write_text(text.replace("extent: part\n  date: 2017\n", "extent: whole\n  date: 2019\n"))
    seeded(world_copy, empty_url)
    days = ("2018-12-31", "2019-06-01", "2020-01-01")
    assert [outside(empty_url, "iron-dawn", day) for day in days] == [[], MAYBE_AFTER, AFTER]
    # an attack is laid to it two years later: it may have gone on, or its name lived on
    raid = world_copy / "events" / "late-raid.yaml"
    raid.write_text(
        "id: late-raid\nname: Late raid\nkind: attack\nsources: estoria-review-2019#p1\nattributes:\n- date: 2021-06-01\n"
        "  sources: estoria-review-2019#p1\nparticipants:\n- perpetrator: iron-dawn\n  attribution: attributed\n  sources: estoria-review-2019#p1\n"
    )
    seeded(world_copy, empty_url)
    more = ("2018-12-31", "2019-06-01", "2020-01-01", "2021-06-01", "2022-01-01")
    assert [outside(empty_url, "iron-dawn", day) for day in more] == [[], *[MAYBE_AFTER] * 4]
    with open_database(empty_url) as database:
        for day, answer in (
            ("2018-12-31", "yes"),
            ("2020-01-01", "possibly"),
            ("2021-06-01", "possibly"),
            ("2022-01-01", "possibly"),
        ):
            (row,) = listing(database, "groups", Filters(on=day, name="iron")).rows
            assert row["on_day"] == answer, day
    raid.unlink()
    # only a part of it merged
    group.write_text(text)
    seeded(world_copy, empty_url)
    assert outside(empty_url, "iron-dawn", "2020-01-01") == []


def test_a_merger_without_a_day_names_none(
    world_copy: Path, empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (world_copy / "groups" / "drop.yaml").write_text(
        "id: drop\nname: Drop\nkind: group\nsources: coast-wire-2021#p1\nrelations:\n- merged_into: night-tide\n  extent: whole\n"
        "  sources: coast-wire-2021#p1\n"
    )
    assert run(["show", "drop", "--on", "2022-01-01", "--database", seeded(world_copy, empty_url)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "On 2022-01-01: after it merged into Night Tide"
