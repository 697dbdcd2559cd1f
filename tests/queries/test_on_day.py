"""What held on a day: yes, no or possibly; and the same from commands on both engines."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from conftest import seeded
from kbase.cli.common import HAPPENED, LASTS
from kbase.cli.main import COMMANDS, command_parser, run
from kbase.curation.claims import Claim, set_dates
from kbase.database.connection import Database, open_database
from kbase.dates import FIRST, LAST
from kbase.fields import CLAIM
from kbase.problems import UsageError
from kbase.queries.counting import count
from kbase.queries.dossier import Dossier, dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import between, by, day_of, overlaps
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, timeline


def bounds(**values: str) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """The bounds that seeding gives a membership dated so."""
    claim = Claim(CLAIM["membership"], None, 0, {"group": "g", "role": "leader", **values}, "x")  # type: ignore[arg-type]
    set_dates(claim)
    return tuple(claim.start), tuple(claim.end)  # type: ignore[return-value]


# a careful person's answers: dates of the role, the day, whether the role was held on it
CASES = [
    ({"start": "2010", "end": "2015"}, "2009-12-31", "no"),
    ({"start": "2010", "end": "2015"}, "2010-01-01", "possibly"),
    ({"start": "2010", "end": "2015"}, "2010-12-30", "possibly"),
    ({"start": "2010", "end": "2015"}, "2010-12-31", "yes"),
    ({"start": "2010", "end": "2015"}, "2014-12-31", "yes"),
    ({"start": "2010", "end": "2015"}, "2015-01-01", "yes"),
    ({"start": "2010", "end": "2015"}, "2015-01-02", "possibly"),
    ({"start": "2010", "end": "2015"}, "2015-12-31", "possibly"),
    ({"start": "2010", "end": "2015"}, "2016-01-01", "no"),
    ({"start": "2015-05-13", "end": "2021-08-17"}, "2015-05-12", "no"),
    ({"start": "2015-05-13", "end": "2021-08-17"}, "2015-05-13", "yes"),
    ({"start": "2015-05-13", "end": "2021-08-17"}, "2021-08-17", "yes"),
    ({"start": "2015-05-13", "end": "2021-08-17"}, "2021-08-18", "no"),
    ({"start": "2015"}, "2014-12-31", "no"),  # an end that nobody gives is open
    ({"start": "2015"}, "2016-01-01", "possibly"),
    ({"start": "2015", "end": "ended"}, "2016-01-01", "possibly"),
    ({"start": "2015", "last_seen": "2017-03"}, "2017-03-01", "yes"),
    ({"start": "2015", "last_seen": "2017-03"}, "2017-03-31", "possibly"),  # it was seen on some day of March
    ({"start": "2015", "last_seen": "2017-03-02?"}, "2017-03-02", "possibly"),
    ({"last_seen": "2017-03-02"}, "2017-03-02", "yes"),  # nobody knows since when, but so it was seen
    ({"last_seen": "2017-03-02"}, "2017-03-01", "possibly"),
    ({"last_seen": "2017"}, "2017-06-01", "possibly"),
    ({"start": "2015-12-31", "end": "2015~"}, "2016-05-01", "possibly"),  # about 2015 may be 2016
    ({"start": "2015-12-31", "end": "2015~"}, "2017-01-01", "no"),
    ({"start": "2015~", "end": "2015-01-20"}, "2014-06-01", "possibly"),
    ({"start": "2015~", "end": "2015-01-20"}, "2015-02-01", "no"),
    ({"start": "2015", "last_seen": "2017-03"}, "2017-04-01", "possibly"),
    ({"end": "2015"}, "2014-12-31", "possibly"),  # a start that nobody gives
    ({"end": "2015"}, "2016-01-01", "no"),
    ({}, "1900-01-01", "possibly"),
    ({"start": "[2010..2012]", "end": "2014"}, "2011-06-01", "possibly"),
    ({"start": "[2010..2012]", "end": "2014"}, "2013-01-01", "yes"),
    ({"start": "[..2012]", "end": "2014"}, "1990-01-01", "possibly"),
    ({"start": "2015~", "end": "2020"}, "2013-12-31", "no"),  # about 2015 may be 2014
    ({"start": "2015~", "end": "2020"}, "2014-06-01", "possibly"),
    ({"start": "2015~", "end": "2020"}, "2016-06-01", "possibly"),
    ({"start": "2015~", "end": "2020"}, "2017-06-01", "yes"),
    ({"start": "2015-05?", "end": "2020"}, "2015-06-15", "possibly"),
    ({"start": "2015-05?", "end": "2020"}, "2015-08-01", "yes"),
    ({"start": "2015-05-13?", "end": "2020"}, "2015-05-14", "yes"),
    ({"start": "2015-05-13?", "end": "2020"}, "2015-05-15", "yes"),
    ({"start": "2010", "end": "2015%"}, "2016-06-01", "possibly"),
    ({"start": "2010", "end": "2015%"}, "2017-06-01", "no"),
]


@pytest.mark.parametrize(("dates", "day", "answer"), CASES)
def test_a_role(dates: dict[str, str], day: str, answer: str) -> None:
    assert between(day, *bounds(**dates)) == answer


@pytest.mark.parametrize(("day", "listing_"), [("2019-12-31", "listed"), ("2020-01-01", "delisted")])
def test_the_last_day_of_a_listing_counts(day: str, listing_: str, database_url: str) -> None:
    """Of 2016-05-01 to 2019-12-31: in the lists, the page, the views and the named question."""
    claim, still = "red-lantern/designation/national", listing_ == "listed"
    with open_database(database_url) as database:
        rows = listing(database, "designations", Filters(on=day)).rows
        assert (claim in {r["id"] for r in rows if r["on_day"] == "yes"}) is still
        statuses = {r["id"]: r["listing"] for r in rows} | {
            r["id"]: r["listing"] for r in listing(database, "designations", Filters(on=day, status="delisted")).rows
        }
        assert statuses[claim] == listing_
        authority = Filters(on=day, status=listing_, authority="government-of-velmark")
        assert [r["id"] for r in listing(database, "groups", authority).rows] == ["red-lantern"]
        asked = database.rows(QUESTIONS["listed-on"].sql, entity="red-lantern", day=day)
        assert (claim in {r["claim_id"] for r in asked if r["listed"] == "yes"}) is still
        view = database.rows("SELECT surely_until FROM current_designations WHERE id = :id", id=claim)
        assert str(view[0]["surely_until"]) == "2019-12-31"
        standing = dossier(database, resolve(database, "red-lantern"), day).standing
    (told,) = (line for line in standing if "Velmark" in line)
    assert told.startswith("listed by" if still else "delisted 2019-12-31 by")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_on_says_which_days_count(command: str) -> None:
    for action in command_parser(command)._actions:
        if action.dest == "on":
            assert LASTS in str(action.help) or HAPPENED in str(action.help), command


@pytest.mark.parametrize(
    ("dates", "first", "last", "answer"),
    [
        ({"start": "2010", "end": "2015"}, "2012-01-01", "2013-12-31", "yes"),
        ({"start": "2010", "end": "2015"}, "2015-01-01", None, "yes"),  # it ends that day at the earliest
        ({"start": "2010", "end": "2015"}, "2015-01-02", None, "possibly"),
        ({"start": "2010", "end": "2015"}, "2016-01-01", None, "no"),
        ({"start": "2010", "end": "2015"}, None, "2010-12-31", "yes"),
        ({"start": "2010", "end": "2015"}, None, "2010-12-30", "possibly"),
        ({"start": "2010", "end": "2015"}, None, "2009-12-31", "no"),
        ({"start": "2010"}, "2020-01-01", None, "possibly"),  # an end that nobody gives
        ({"end": "2010"}, None, "2000-01-01", "possibly"),
        ({"start": "2014~", "end": "2020"}, None, "2014-12-31", "possibly"),
        ({"start": "2014~", "end": "2020"}, None, "2016-01-01", "yes"),
        ({"start": "2010", "end": "2014-05?"}, "2014-04-02", None, "possibly"),
    ],
)
def test_a_period(dates: dict[str, str], first: str | None, last: str | None, answer: str) -> None:
    start, end = bounds(**dates)
    row = {
        f"{name}_{n}": v
        for name, ends in (("start", start), ("end", end))
        for n, v in zip(("earliest", "latest", "flag"), ends, strict=True)
    }
    assert overlaps(row, first, last) == answer


def test_organizations_on_a_day(world_copy: Path, empty_url: str) -> None:
    """By their founding and dissolution, possibly where neither is known; what does not last says why it has no day."""
    (world_copy / "organizations" / "old-guild.yaml").write_text(
        "id: old-guild\nname: Old Guild\nkind: ngo\nsources: estoria-review-2019#p1\nattributes:\n"
        "- founded: 1990-05\n  sources: estoria-review-2019#p1\n- dissolved: 2001-03-04\n  sources: estoria-review-2019#p1\n"
        "designations:\n- authority: moot\n  list: un_other\n  listed_on: 1999\n  sources: moot-list#RL.08\n"
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:

        def found(**filters: str) -> dict[str, str]:
            rows = listing(database, "organizations", Filters(**filters)).rows  # type: ignore[arg-type]
            return {r["id"]: r["on_day"] for r in rows}

        for day, answer in {
            "1990-04-30": None,
            "1990-05-02": "possibly",
            "2001-03-04": "yes",
            "2001-03-05": None,
        }.items():
            assert found(on=day).get("old-guild") == answer, day
            assert found(on=day)["moot"] == ("possibly" if day < "1999-12-31" else "yes")  # it listed in 1999
        assert count(database, "organizations", Filters(on="2001-03-05"), []).rows[0]["count"] == len(
            found(on="2001-03-05")
        )
        assert found(on="2005-01-01", status="listed") == {"old-guild": "yes"}  # a listing may outlast what is listed
        assert "old-guild" not in {r["id"] for r in listing(database, "organizations", Filters(first="2002")).rows}
        for what, why in (
            ("statements", "on one day, which --from"),
            ("sources", "published on one day"),
            ("places", "begin"),
        ):
            with pytest.raises(UsageError, match=f"a list of {what} has no --on: .*{why}"):
                listing(database, what, Filters(on="2005-01-01"))


def test_what_began_or_ended_in_a_period_surely_falls_into_it(world_copy: Path, empty_url: str) -> None:
    """Whatever is known of its other end."""
    for name, date in (("founded", "1990-05"), ("dissolved", "2001~")):
        (world_copy / "organizations" / f"{name}-guild.yaml").write_text(
            f"id: {name}-guild\nname: {name} Guild\nkind: ngo\nsources: estoria-review-2019#p1\nattributes:\n"
            f"- {name}: {date}\n  sources: estoria-review-2019#p1\n"
        )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:

        def fits(first: str | None, last: str | None) -> tuple[str | None, str | None]:
            rows = listing(database, "organizations", Filters(first=first, last=last)).rows
            found = {r["id"]: r["fits"] for r in rows}
            return found.get("founded-guild"), found.get("dissolved-guild")

        assert fits("1990", "1990") == ("yes", "possibly")
        # of a month the last day counts as the first on which it surely was there, as of groups
        assert fits("1990-05-02", "1990") == ("yes", "possibly")
        assert fits("1990-06", "1990") == ("possibly", "possibly")
        assert fits("1990", "1990-05-30") == ("possibly", "possibly")
        assert fits("1991", "2003") == ("possibly", "yes")
        assert fits("1991", "2001") == ("possibly", "possibly")  # about 2001 may be 2002
        assert fits(None, "2003") == ("yes", "yes")
        assert fits("1990-05", None) == ("yes", "yes")
        assert fits("2004", None) == ("possibly", None)


def test_lists_of_a_period_say_possibly(database_url: str) -> None:
    with open_database(database_url) as database:

        def found(what: str, **filters: str) -> dict[str, str]:
            rows = listing(database, what, Filters(**filters)).rows  # type: ignore[arg-type]
            return {r["id"]: r["fits"] for r in rows}

        groups = found("groups", first="2018-12-15")
        assert groups["iron-dawn"] == "possibly"  # it dissolved in December
        assert groups["night-tide"] == "possibly"  # nobody says when it ended
        assert found("groups", first="2012", last="2018")["iron-dawn"] == "yes"
        assert "iron-dawn" not in found("groups", first="2019")
        assert found("events", first="2022-03-11", last="2022") == {"marsh-killings": "yes", "spring-campaign": "yes"}
        assert found("events", first="2017-04-10", last="2017-12") == {"ferry-attack": "possibly"}
        assert found("memberships", last="2018")["lev-anders/membership/red-lantern"] == "possibly"  # since about 2018
        assert found("statements", last="2015") and found("sources", first="2021")
        both = listing(database, "memberships", Filters(first="2012", on="2017-06-01"))
        assert both.columns[-2:] == ("fits", "on_day")


@pytest.mark.parametrize(
    "what",
    ["groups", "people", "organizations", "events", "operations", "designations", "memberships", "relations", "ties"],
)
def test_every_format_for_programs_has_the_same_columns(
    what: str, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the bounds of the dates where a day is asked for; the table for people leaves these out."""

    def told(format: str) -> str:
        assert run(["list", what, "--on", "2017-04-15", "--database", database_url, "--format", format]) == 0
        return capsys.readouterr().out

    data = json.loads(told("json"))["data"]
    lines = [json.loads(line) for line in told("jsonl").splitlines()]
    rows = list(csv.DictReader(told("csv").splitlines()))
    assert "start_earliest" in data["columns"] and data["columns"][-1] == "on_day"
    assert {tuple(r) for r in (*data["rows"], *lines, *rows)} == {tuple(data["columns"])}
    assert data["rows"] == lines and len(rows) == len(lines) > 0
    assert [r["end_latest"] for r in rows] == [r["end_latest"] for r in lines]
    assert "end_latest" not in told("table")


def test_an_act_is_done_from_its_day_on() -> None:
    assert by("2015-05-12", "2015-05-13", "2015-05-13") == "no"
    assert by("2015-05-13", "2015-05-13", "2015-05-13") == "yes"
    assert by("2015-06-01", "2015-01-01", "2015-12-31") == "possibly"
    assert by("2015-06-01", FIRST, LAST) == "possibly"
    assert by("0001-01-01", FIRST, LAST, "?") == "possibly"
    assert by("9999-12-30", LAST, LAST, "~") == "possibly"
    assert by(LAST, LAST, LAST, "~") == by(LAST, FIRST, LAST) == "yes"  # by the last day there is all has come
    assert by(FIRST, FIRST, FIRST, "~", inclusive=False) == "no"


@pytest.mark.parametrize("text", ["2015", "2015-05", "2015-05-13?", "2015-13-01", "yesterday", ""])
def test_a_day_is_one_day(text: str) -> None:
    with pytest.raises(UsageError):
        day_of(text)


def then(url: str, id_: str, day: str) -> Dossier:
    with open_database(url) as database:
        return dossier(database, resolve(database, id_), day)


def said(found: Dossier, key: str) -> list[tuple[str, str]]:
    return [(f.text, f.on_day) for s in found.sections if s.key == key for f in s.facts]


def test_a_group_on_a_day(database_url: str) -> None:
    before = then(database_url, "red-lantern", "2015-05-12")
    assert said(before, "lineage") == [("split from Iron Dawn (a part of it, it went on to exist)", "possibly")]
    assert said(before, "leaders") == [("Tomas Vell, leader; was killed", "possibly")]
    assert before.standing == ()
    within = then(database_url, "red-lantern", "2017-06-01")
    assert ("Tomas Vell, leader; was killed", "yes") in said(within, "leaders")
    assert within.standing == (
        "listed by Moot of the Coast since 2016-02-23", "listed by Government of Velmark since 2016-05-01",
    )  # fmt: skip
    assert ("listed by Government of Velmark (=cmd|calc)", "yes") in said(within, "designations")
    after = then(database_url, "red-lantern", "2021-09-01")
    assert [text for text, _ in said(after, "leaders")] == [
        "Lev Anders, commander, [bold]commander[/bold] of the ferries"
    ]
    assert after.standing == (
        "delisted 2019-12-31 by Government of Velmark (listed 2016-05-01)", "listed by Moot of the Coast since 2016-02-23",
    )  # fmt: skip
    assert after.hidden["not of that day"] > 0


def test_lists_on_a_day(database_url: str) -> None:
    with open_database(database_url) as database:

        def rows(what: str, day: str, **filters: str) -> list[tuple[str, str]]:
            found = listing(database, what, Filters(on=day, **filters)).rows  # type: ignore[arg-type]
            return [(r["id"], r.get("on_day", "")) for r in found]

        assert rows("memberships", "2014-12-31", group="red-lantern") == []
        assert rows("memberships", "2017-06-01", group="red-lantern") == [
            ("tomas-vell/membership/red-lantern", "yes"), ("lev-anders/membership/red-lantern", "possibly"),
        ]  # fmt: skip
        assert rows("designations", "2020-01-01", group="red-lantern") == [("red-lantern/designation/un_other", "yes")]
        assert [i for i, _ in rows("relations", "2015-05-13", group="red-lantern")] == [
            "red-lantern/split_from/iron-dawn", "red-lantern/pledged_allegiance_to/night-tide",
        ]  # fmt: skip
        people = {r["id"]: r["role"] for r in listing(database, "people", Filters(on="2012-06-01")).rows}
        assert people["tomas-vell"] == "commander of Iron Dawn"
        with pytest.raises(UsageError, match="no --on"):
            rows("sources", "2015-01-01")
        limited = listing(database, "designations", Filters(on="2017-06-01", limit=1))
        assert len(limited.rows) == 1 and limited.more


def test_why_of_a_listing_on_a_day(database_url: str) -> None:
    from kbase.queries.provenance import why

    with open_database(database_url) as database:
        for on, word in (("2017-06-01", "listed by"), ("", "delisted by")):
            (claim,) = why(database, "red-lantern/designation/national", on=on).claims
            assert claim.fact.text.startswith(f"Red Lantern: {word} Government of Velmark")


def test_why_on_a_day(database_url: str) -> None:
    from kbase.queries.provenance import why

    with open_database(database_url) as database:
        whole = why(database, "red-lantern", "membership")
        early = why(database, "red-lantern", "membership", "2016-01-01")
        assert early.on == "2016-01-01"
        assert {c.fact.claim for c in early.claims} < {c.fact.claim for c in whole.claims}
        told = {c.fact.claim: c.fact.on_day for c in early.claims}
        assert told["tomas-vell/membership/red-lantern"] == "yes"
        assert {c.fact.claim for c in why(database, "red-lantern", "leaders").claims} == {
            c.fact.claim for c in whole.claims
        }


def test_statements_by_speaker_and_subject(database_url: str) -> None:
    with open_database(database_url) as database:
        of_vell = listing(database, "statements", Filters(speaker="tomas-vell")).rows
        assert [r["id"] for r in of_vell] == ["vell-pledge"]
        assert listing(database, "statements", Filters(speaker="lev-anders")).rows == ()
        everything = {r["id"] for r in listing(database, "statements", Filters()).rows}
        about = {r["id"] for r in listing(database, "statements", Filters(about="red-lantern")).rows}
        assert about
        assert about <= everything
        operations = listing(database, "operations", Filters())
        assert {"events", "strength"} <= set(operations.columns)
        heron = next(r for r in operations.rows if r["id"] == "operation-heron")
        assert heron["events"] == 1
        assert "5100" in heron["strength"]


def _court(database: Database, day: str) -> object:
    return next(r["court"] for r in listing(database, "people", Filters(on=day)).rows if r["id"] == "tomas-vell")


def test_a_list_of_a_day_says_possibly(database_url: str) -> None:
    with open_database(database_url) as database:
        early = listing(database, "people", Filters(on="1960-01-01", status="listed")).rows
        assert early == ()
        then = {r["id"]: r["role"] for r in listing(database, "people", Filters(on="2021-12-31")).rows}
        assert then["lev-anders"].endswith("(possibly)")
        courts = {day: _court(database, day) for day in ("2016-12-31", "2017-06-01", "2018-01-01")}
        assert courts == {"2016-12-31": None, "2017-06-01": "wanted (possibly)", "2018-01-01": "wanted"}
        vell = resolve(database, "tomas-vell")
        pages = {day: [s for s in dossier(database, vell, day).standing if "wanted" in s] for day in courts}
        assert pages == {"2016-12-31": [], "2017-06-01": ["possibly wanted 2017"], "2018-01-01": ["wanted 2017"]}
        held = {r["id"]: r["role"] for r in listing(database, "people", Filters(on="2016-01-01")).rows}
        assert held["tomas-vell"] == "leader of Red Lantern"
        one = listing(database, "designations", Filters(on="2017-01-01", status="listed")).rows
        assert {r["listing"] for r in one} == {"listed"}
        assert "red-lantern/designation/national" in {r["id"] for r in one}  # delisted later, listed then


@pytest.mark.parametrize(
    ("date", "day", "wanted"),
    [("2016-01", "2016-02-10", "yes"), ("2016-01~", "2016-02-10", "possibly"), ("2016-01~", "2015-12-15", "possibly"),
     ("2016-01~", "2016-06-01", "yes"), ("2016-01", "2015-12-15", "no")],
)  # fmt: skip
def test_a_participant_of_an_event_about_a_day(date: str, day: str, wanted: str) -> None:
    from kbase.dates import parse
    from kbase.queries.claims import Claim as Read
    from kbase.queries.on_day import on_day

    bounds = parse(date)
    row = {"id": "x", "status": "accepted", "confidence": "stated", "dispute_id": None, "note": None, "event_date": date,
           "event_earliest": bounds.earliest, "event_latest": bounds.latest}  # fmt: skip
    assert on_day(Read(CLAIM["participation"], row), day) == wanted


def test_what_came_about_on_a_day_that_sources_dispute(world_copy: Path, empty_url: str) -> None:
    """It is bounded by all that its contested claims allow: a founding of 2015-05 or 2014~, an attack of April or June 2017."""
    event = world_copy / "events" / "ferry-attack.yaml"
    text = event.read_text()
    day = "- date: 2017-04\n  sources: estoria-daily-2021#p3\n"
    assert day in text
    disputed = "  status: contested\n  dispute: ferry-day\n"
    two = day.replace("2017-04\n", f"2017-04\n{disputed}") + day.replace(
        "2017-04\n", f"2017-06\n{disputed}  key: june\n"
    )
    event.write_text(text.replace(day, two))
    (world_copy / "disputes" / "ferry-day.yaml").write_text(
        "id: ferry-day\nquestion: When was the ferry attacked?\nresolution: open\nreason: Nobody says.\n"
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for day, held in {"2012-12-31": None, "2013-01-01": "possibly", "2016-01-01": "yes"}.items():
            rows = listing(database, "groups", Filters(on=day)).rows
            assert {r["id"]: r["on_day"] for r in rows}.get("red-lantern") == held, day
        found = database.rows(
            "SELECT possibly_from, surely_from, founded, founded_earliest FROM group_profiles WHERE id = 'red-lantern'"
        )
        assert [str(v) if v else v for v in found[0].values()] == [
            "2013-01-01",
            "2015-05-13",
            None,
            "2013-01-01",
        ]  # it pledged allegiance then
        found = database.rows(
            "SELECT date, possibly_from, surely_from, possibly_until, year FROM event_list WHERE id = 'ferry-attack'"
        )
        assert [v if v is None else str(v) for v in found[0].values()] == [
            None,
            "2017-04-01",
            "2017-06-30",
            "2017-06-30",
            "2017",
        ]
        for ends, fits in ((("2017", "2017"), "yes"), (("2017-06", "2018"), "possibly"), (("2017-07", None), None)):
            rows = listing(database, "events", Filters(first=ends[0], last=ends[1])).rows
            shown = {r["id"]: (r["fits"], r["date"]) for r in rows}
            assert shown.get("ferry-attack") == (fits and (fits, "contested")), ends


def test_a_group_is_there_as_long_as_it_is_shown(world_copy: Path, empty_url: str) -> None:
    """Nobody says how long it lasted; on the day of its founding, and until it is last shown, it surely was there."""
    source = "  sources: estoria-review-2019#p1\n"
    head = "id: {0}\nname: {0}\nkind: group\nsources: estoria-review-2019#p1\n"
    founded = f"attributes:\n- founded: 2010-01-01\n{source}"
    merged = f"relations:\n- merged_into: night-tide\n  date: 2017-03-05\n  extent: whole\n{source}"
    groups = {"alone": founded, "seen": founded, "merged": founded + merged, "unborn": ""}
    for id_, text in groups.items():
        (world_copy / "groups" / f"{id_}.yaml").write_text(head.format(id_) + text)
    for year in (2012, 2015):
        (world_copy / "events" / f"raid-{year}.yaml").write_text(
            f"id: raid-{year}\nname: Raid\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: {year}-05\n  sources: marsh-report#p1\n"
            "participants:\n" + "".join(
                f"- perpetrator: {g}\n  attribution: claimed\n  sources: marsh-report#p1\n" for g in ("seen", "unborn")
            )
        )  # fmt: skip
    seeded(world_copy, empty_url)
    days = {
        "2009-12-31": {"unborn": "possibly"}, "2010-01-01": {"alone": "yes", "seen": "yes", "merged": "yes", "unborn": "possibly"},
        "2012-05-15": {"alone": "possibly", "seen": "yes", "merged": "yes", "unborn": "possibly"},
        "2012-06-01": {"alone": "possibly", "seen": "yes", "merged": "yes", "unborn": "yes"},
        "2015-05-01": {"alone": "possibly", "seen": "yes", "merged": "yes", "unborn": "yes"},
        "2015-05-02": {"alone": "possibly", "seen": "possibly", "merged": "yes", "unborn": "possibly"},
        "2017-03-05": {"alone": "possibly", "seen": "possibly", "merged": "yes", "unborn": "possibly"},
        "2017-03-06": {"alone": "possibly", "seen": "possibly", "unborn": "possibly"},
    }  # fmt: skip
    with open_database(empty_url) as database:
        for day, wanted in days.items():
            rows = listing(database, "groups", Filters(on=day)).rows
            assert {r["id"]: r["on_day"] for r in rows if r["id"] in groups} == wanted, day


def test_every_filter_asks_of_the_day(world_copy: Path, empty_url: str) -> None:
    """A role of 2010 to 2012, then one of 2014 on without an end; a listing and a tie of 2016; a life from 1980 to 2019."""
    source = "  sources: estoria-review-2019#p1\n"
    (world_copy / "people" / "walker.yaml").write_text(
        "id: walker\nname: Walker\nsources: estoria-review-2019#p1\nattributes:\n"
        f"- born: 1980-05-01\n{source}- died: 2019-02-03\n{source}memberships:\n"
        f"- group: iron-dawn\n  role: deputy\n  start: 2010-01-01\n  end: 2012-12-31\n{source}"
        f"- group: night-tide\n  role: commander\n  start: 2009-01-01\n{source}"
        f"designations:\n- authority: moot\n  list: un_other\n  listed_on: 2016-03-01\n{source}"
    )
    seeded(world_copy, empty_url)
    from_2016 = ("2016-06-01", "2019-02-03")
    asked = {  # the list, the filter, and on which of the days it holds; a listing outlasts a death
        ("people", "kind", "deputy"): ("2011-06-01",), ("people", "group", "iron-dawn"): ("2011-06-01",),
        ("people", "group", "night-tide"): ("2011-06-01", *from_2016),
        ("people", "authority", "moot"): (*from_2016, "2019-02-04", "2020-01-01"),
        ("people", "name", "walker"): ("1990-01-01", "2011-06-01", *from_2016),
    }  # fmt: skip
    days = ("1970-01-01", "1990-01-01", "2011-06-01", "2016-06-01", "2019-02-03", "2019-02-04", "2020-01-01")
    with open_database(empty_url) as database:
        for (what, name, value), then in asked.items():
            for day in days:
                filters = Filters(on=day, **{name: value})  # type: ignore[arg-type]
                rows = listing(database, what, filters).rows
                there = "walker" in {r["id"] for r in rows}
                assert there is (day in then or (name, value, day) == ("group", "night-tide", "2019-02-03")), (
                    name,
                    day,
                )
                assert count(database, what, filters, []).rows[0]["count"] == len(rows)
        theirs = {
            day: {r["id"] for r in listing(database, "groups", Filters(person="walker", on=day)).rows} for day in days
        }
        assert theirs["2011-06-01"] == {"iron-dawn", "night-tide"} and theirs["2016-06-01"] == {"night-tide"}
        assert theirs["1990-01-01"] == theirs["2020-01-01"] == set()
        # the role that it surely was, not one that it may have been
        roles = {
            day: {r["id"]: r["role"] for r in listing(database, "people", Filters(on=day)).rows}["walker"]
            for day in ("2011-06-01", "2016-06-01")
        }
        assert roles == {"2011-06-01": "deputy of Iron Dawn", "2016-06-01": "commander of Night Tide (possibly)"}
        by_role = count(database, "people", Filters(on="2016-06-01", name="walker"), ["role"]).rows
        assert [(r["role"], r["count"]) for r in by_role] == [("commander", 1)]
        listed = {r["id"]: r["listing"] for r in listing(database, "designations", Filters(on="2016-06-01")).rows}
        assert listed["walker/designation/un_other"] == "listed"


RULING = """\
- account: A court overturned two of the judgments.
  start: 2020-07
  end: 2020-07
  key: appeal
  sources: coast-wire-2021#p4
"""


@pytest.mark.parametrize(
    ("day", "answer"), [("2020-06-30", None), ("2020-07-15", "possibly"), ("2020-07-31", "yes"), ("2024-01-01", "yes")]
)
def test_what_came_of_an_event_stands_at_its_own_date(
    world_copy: Path, empty_url: str, day: str, answer: str | None
) -> None:
    event = world_copy / "events" / "selm-mill-raid.yaml"
    event.write_text(event.read_text().replace("attributes:\n", f"attributes:\n{RULING}", 1))
    database = open_database(seeded(world_copy, empty_url))
    raid = resolve(database, "selm-mill-raid")
    facts = [f for s in dossier(database, raid, on=day).sections for f in s.facts if "overturned" in f.text]
    assert [f.on_day for f in facts] == ([answer] if answer else [])
    sql = (
        f"SELECT CASE WHEN surely_from <= '{day}' THEN 'yes' ELSE 'possibly' END AS had FROM {{}} "
        f"WHERE {{}} = 'selm-mill-raid/account/appeal' AND possibly_from <= '{day}'"
    )
    for view, id_ in (("current_attributes", "id"), ("all_claims", "id"), ("timeline", "claim_id")):
        assert [r["had"] for r in database.rows(sql.format(view, id_))] == ([answer] if answer else []), view
    shown = timeline(database, [raid], Period(on=day))
    assert [m.date for m in shown.moments if "overturned" in m.text] == (["2020-07"] if answer else [])
