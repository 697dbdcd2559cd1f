"""How many there are: the same on both engines, and what is not known stands apart."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.problems import UsageError
from kbase.queries.counting import BY, _sum, count
from kbase.queries.list_filters import Filters
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import listing, surely


def summed(
    ranges: Iterable[tuple[int | None, int | None]], fits: list[bool], parts: Iterable[int | None] = ()
) -> list[int | None]:
    """The sum over events with these ranges; `parts`: the number of the larger event of each."""
    wholes = [None if whole is None else str(whole) for whole in parts]
    events = [
        {"id": str(n), "killed_low": low, "killed_high": high, "part_of_id": wholes[n] if wholes else None}
        for n, (low, high) in enumerate(ranges)
    ]
    return _sum("killed", events, fits)


@pytest.mark.parametrize(
    ("ranges", "wanted"),
    [
        ([(10, 12), (1, 1)], [11, 13]),
        ([(10, None), (1, 1)], [11, None]),  # an open high makes the sum open
        ([(10, 12), (None, None)], [10, 12]),  # unknown is not zero
        ([(None, None)], [None, None]),
        ([(0, 0)], [0, 0]),
        ([(None, 5), (2, 3)], [2, 8]),
        ([(None, 5)], [None, 5]),  # nor is a low that no figure gives
    ],
)
def test_ranges_are_summed_as_ranges(ranges: list[tuple[int | None, int | None]], wanted: list[int | None]) -> None:
    assert summed(ranges, [True] * len(ranges)) == wanted


def test_what_only_possibly_fits_adds_to_the_high_alone() -> None:
    assert summed([(10, 12), (1, 1)], [True, False]) == [10, 13]
    assert summed([(10, 12), (None, None)], [False, True]) == [None, 12]
    assert summed([(10, None)], [False]) == [None, None]


@pytest.mark.parametrize("what", PLANS)
def test_every_list_by_everything(database_url: str, what: str) -> None:
    with open_database(database_url) as database:
        whole = len(listing(database, what, Filters()).rows)
        (row,) = count(database, what, Filters(), []).rows
        assert row["count"] == whole
        for word in BY[what]:
            found = count(database, what, Filters(), [word]).rows
            assert sum(r["count"] for r in found) >= whole  # more where one has several values
            values = [r[word.replace("-", "_")] for r in found]
            assert len(set(values)) == len(values)
            assert None not in values[:-1]  # what is not known comes last


def test_who_fell_in_a_part_is_counted_in_the_whole() -> None:
    assert summed([(10, None), (2, 3)], [True, True], [None, 0]) == [10, None]
    assert summed([(10, 12), (2, None)], [True, True], [None, 0]) == [10, 12]
    assert summed([(None, None), (2, 3)], [True, True], [None, 0]) == [2, 3]  # of the whole nobody knows
    assert summed([(2, 3)], [True], [7]) == [2, 3]  # the whole stands in another row
    assert summed([(10, 12), (2, 3)], [False, True], [None, 0]) == [2, 12]  # the whole fits possibly alone


def test_events(database_url: str) -> None:
    with open_database(database_url) as database:
        found = count(database, "events", Filters(), ["country", "year"])
        rows = database.rows(
            "SELECT country_name, year, killed_low, killed_high, killed_unknown FROM event_list ORDER BY id"
        )
    assert found.columns[:3] == ("country", "year", "count")
    for row in found.rows:
        same = [r for r in rows if r["country_name"] == row["country"] and r["year"] == row["year"]]
        assert row["count"] == len(same)
        ranges = [(r["killed_low"], r["killed_high"]) for r in same]
        assert [row["killed_low"], row["killed_high"]] == summed(ranges, [True] * len(same))
        assert row["killed_unknown"] == sum(r["killed_unknown"] for r in same)


ASKED: list[tuple[str, dict[str, str]]] = [
    *(("groups", {"on": day}) for day in ("2007-01-01", "2009-06-01", "2012-01-01", "2018-12-15", "2020-01-01")),
    ("groups", {"first": "2018-12-10"}), ("groups", {"first": "2009", "last": "2010"}), ("groups", {"on": "2017-01-01", "status": "listed"}),
    ("groups", {"on": "2015-06-01", "country": "estoria"}), ("organizations", {"on": "2015-01-01"}), ("organizations", {"first": "2015"}),
    ("people", {"born_first": "1978"}), ("people", {"born_first": "1983", "on": "2018-01-01"}), ("people", {"nationality": "XE"}),
    ("people", {"died_first": "2021-08-28"}), ("people", {"died_last": "2021-08-27"}), ("people", {"on": "2018-01-01", "group": "red-lantern"}),
    ("events", {"on": "2017-04-12"}), ("events", {"first": "2017-04-10", "last": "2017-04-20"}), ("events", {"first": "2022-03-20"}),
    ("events", {"first": "2017", "group": "red-lantern"}), ("events", {"country": "XE"}), ("operations", {"on": "2014-08-15"}),
    ("operations", {"last": "2014"}), ("statements", {"first": "2015", "last": "2016"}), ("sources", {"first": "2019-06", "last": "2020-03"}),
    ("designations", {"on": "2016-02-23"}), ("designations", {"listed_first": "2016", "on": "2017-01-01"}), ("designations", {"delisted_first": "2019"}),
    ("memberships", {"on": "2017-06-01"}), ("memberships", {"first": "2016", "last": "2018"}), ("relations", {"on": "2017-06-01"}),
    ("relations", {"first": "2017-02", "last": "2017-03"}), ("places", {"country": "XE"}), ("disputes", {}), ("ties", {"on": "2013-01-01"}), ("ties", {"first": "2012"}),
]  # fmt: skip
SHOWN = {"groups": "kind", "organizations": "kind", "events": "kind", "operations": "kind", "statements": "medium", "sources": "kind",
         "designations": "list", "memberships": "role", "relations": "relation", "ties": "relation", "places": "kind"}  # fmt: skip


@pytest.mark.parametrize(("what", "asked"), ASKED, ids=str)
def test_how_many_fit_surely_is_what_the_list_says(database_url: str, what: str, asked: dict[str, str]) -> None:
    filters = Filters(**asked)  # type: ignore[arg-type]
    with open_database(database_url) as database:
        listed = listing(database, what, filters)
        whole = count(database, what, filters, [])
        split = count(database, what, filters, [SHOWN[what]]) if what in SHOWN else None
    told = [c for c in ("fits", "on_day") if c in listed.columns]
    assert ("surely" in whole.columns) == bool(told)

    def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
        sure = {"surely": sum(all(r[c] == "yes" for c in told) for r in rows)}
        return {"count": len(rows)} | (sure if told else {})

    assert {c: whole.rows[0][c] for c in ("count", "surely") if c in whole.columns} == counts(list(listed.rows))
    if split is not None:
        by: dict[str, list[dict[str, Any]]] = {}
        for row in listed.rows:
            by.setdefault(row["list" if what == "designations" else SHOWN[what]], []).append(row)
        wanted = {value: counts(rows) for value, rows in by.items()}
        assert {r[SHOWN[what]]: {c: r[c] for c in ("count", "surely") if c in r} for r in split.rows} == wanted


def test_the_cases_have_both_what_fits_surely_and_what_does_possibly(database_url: str) -> None:
    """Else the comparison above would compare little."""
    with open_database(database_url) as database:
        doubtful = [
            (what, row) for what, asked in ASKED for row in count(database, what, Filters(**asked), []).rows if "surely" in row  # type: ignore[arg-type]
        ]  # fmt: skip
    assert {what for what, row in doubtful if row["surely"] > 0} >= {"groups", "people", "events", "designations"}
    assert {what for what, row in doubtful if row["surely"] < row["count"]} >= {
        "groups",
        "people",
        "events",
        "memberships",
    }


EVENT = """\
id: {id}
name: Attack {id}
kind: attack
sources: estoria-daily-2021#p3

attributes:
- date: {date}
  sources: estoria-daily-2021#p3
- place: selm
  sources: estoria-daily-2021#p3
- operation: operation-egret
  sources: estoria-daily-2021#p3
"""
FIGURES = """
figures:
- killed: {{low: {low}, high: {high}}}
  category: all
  side: of_subject
  sources: estoria-daily-2021#p3
- injured: {most}
  bound: at_most
  category: all
  side: of_subject
  sources: estoria-daily-2021#p3
"""


def test_sums_of_what_surely_and_possibly_falls_into_a_time(world_copy: Path, empty_url: str) -> None:
    for id_, date, figures in (("sure", "2019-03", (3, 5, 20)), ("maybe", "2019", (10, 40, 7))):
        text = EVENT.format(id=id_, date=date) + FIGURES.format(low=figures[0], high=figures[1], most=figures[2])
        world_copy.joinpath("events", f"{id_}.yaml").write_text(text)
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        (row,) = count(database, "events", Filters(first="2019-02", last="2019-04"), []).rows
        assert (row["count"], row["surely"]) == (2, 1)
        assert (row["killed_low"], row["killed_high"], row["killed_unknown"]) == (3, 45, 0)
        # 'at most' gives no low: unknown is never zero
        assert (row["injured_low"], row["injured_high"], row["injured_unknown"]) == (None, 27, 0)
        (row,) = count(database, "events", Filters(first="2019-06", last="2019-12"), []).rows
        assert (row["count"], row["surely"], row["killed_low"], row["killed_high"]) == (1, 0, None, 40)
        (row,) = count(database, "events", Filters(first="2019", last="2019"), []).rows
        assert (row["count"], row["surely"], row["killed_low"], row["killed_high"]) == (2, 2, 13, 45)


def test_a_pledge_has_no_unknown_toll(world_copy: Path, empty_url: str) -> None:
    for kind in ("pledge", "raid"):
        text = EVENT.format(id=f"a-{kind}", date="2019-03").replace("kind: attack", f"kind: {kind}")
        world_copy.joinpath("events", f"a-{kind}.yaml").write_text(text)
    with open_database(seeded(world_copy, empty_url)) as database:
        found = {
            r["kind"]: r for r in count(database, "events", Filters(first="2019-03", last="2019-03"), ["kind"]).rows
        }
    told = {kind: (r["count"], r["killed_low"], r["killed_high"], r["killed_unknown"]) for kind, r in found.items()}
    assert told == {"pledge": (1, None, None, 0), "raid": (1, None, None, 1)}


def test_who_is_only_suspected_is_not_surely_the_perpetrator(database_url: str) -> None:
    """Of all days as of a time: the ferry attack is only suspected, and 14 were killed in it at least."""
    with open_database(database_url) as database:
        for filters in (Filters(), Filters(first="1900")):
            for by in ("perpetrator", "group"):
                row = next(r for r in count(database, "events", filters, [by]).rows if r[by] == "Red Lantern")
                assert row["surely"] == row["count"] - 1, (filters, by)
                assert (row["killed_low"], row["killed_high"]) == (None if by == "perpetrator" else 7, None)
        (row,) = count(database, "events", Filters(group="red-lantern", role="perpetrator"), []).rows
        assert (row["count"], row["surely"], row["killed_low"]) == (2, 1, None)
        assert "surely" not in count(database, "events", Filters(), ["kind"]).columns


def test_perpetrators_are_groups_organizations_or_a_person_alone(world_copy: Path, empty_url: str) -> None:
    lone, beside = EVENT.format(id="lone", date="2019-03"), EVENT.format(id="beside", date="2019-04")
    part = "\nparticipants:\n- perpetrator: lev-anders\n  attribution: attributed\n  sources: marsh-report#p2\n"
    denied = "- perpetrator: ridge-guard\n  attribution: denied\n  sources: marsh-report#p2\n"
    group = "- perpetrator: red-lantern\n  attribution: attributed\n  sources: marsh-report#p2\n"
    world_copy.joinpath("events", "lone.yaml").write_text(lone + part + denied)
    world_copy.joinpath("events", "beside.yaml").write_text(beside + part + group)
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        found = {r["perpetrator"]: r["count"] for r in count(database, "events", Filters(), ["perpetrator"]).rows}
    assert found == {"Lev Anders": 1, "Red Lantern": 3, "Ridge Guard": 1, None: 1}


@pytest.mark.parametrize("what", ["groups", "people", "organizations", "operations"])
def test_a_country_counts_what_its_list_has(database_url: str, what: str) -> None:
    """A town in a country counts for it, whatever ties the thing to the town."""
    with open_database(database_url) as database:
        counted = {r["country"]: r["count"] for r in count(database, what, Filters(), ["country"]).rows}
        countries = database.rows("SELECT id, name FROM places WHERE kind = 'country' ORDER BY id")
        assert len(countries) > 1
        for row in countries:
            assert counted.get(row["name"], 0) == len(listing(database, what, Filters(country=row["id"])).rows), row[
                "id"
            ]
        located = {
            r["entity_id"]
            for r in database.rows("SELECT entity_id FROM current_locations WHERE place_id IN ('selm', 'two-rivers')")
        }
        assert "red-lantern" in located  # in places inside Estoria alone
        assert counted["Estoria"] >= 1


def test_a_group_counts_what_its_list_has(database_url: str) -> None:
    """In whatever part, by a relation or through a member; the perpetrator is a count of its own, with its own filter."""
    with open_database(database_url) as database:

        def counted(by: str) -> dict[str, int]:
            return {r[by]: r["count"] for r in count(database, "events", Filters(), [by]).rows}

        def listed(group: str, role: str | None = None) -> set[str]:
            return {r["id"] for r in listing(database, "events", Filters(group=group, role=role)).rows}

        in_any, done = counted("group"), counted("perpetrator")
        for row in database.rows("SELECT id, name FROM groups ORDER BY id"):
            assert in_any.get(row["name"], 0) == len(listed(row["id"])), row["id"]
            assert done.get(row["name"], 0) == len(listed(row["id"], "perpetrator")), row["id"]
        assert in_any["Red Lantern"] == 3 and done["Red Lantern"] == 2  # of the raid it was the target
        for row in database.rows("SELECT id, name FROM organizations ORDER BY id"):
            assert done.get(row["name"], 0) == len(listed(row["id"], "perpetrator")), row["id"]
        assert done["Ridge Guard"] == 1  # armed forces do not vanish among what is not known
        assert listed("red-lantern", "Target") == {"selm-mill-raid"}
        anyone = {r["id"] for r in listing(database, "events", Filters(role="killed", attribution="claimed")).rows}
        assert anyone == {"selm-mill-raid"}
        # one and the same part: the raid has a confirmed part and one killed, no confirmed killing
        assert listing(database, "events", Filters(role="killed", attribution="confirmed")).rows == ()
        with pytest.raises(UsageError, match="not a part in an event"):
            listed("red-lantern", "culprit")


IDS = {
    "organizations": {"country": "country_id"}, "events": {"place": "place_id", "operation": "operation_id"},
    "operations": {"predecessor": "predecessor_id"}, "places": {"lies_in": "lies_in_id"},
    "statements": {"speaker": "speaker_id", "on_behalf_of": "on_behalf_of_id"},
    "designations": {"entity": "entity_id", "authority": "authority_id"},
    "memberships": {"person": "person_id", "group": "group_id"}, "ties": {"person": "person_id", "object": "object_id"},
    "relations": {"group": "group_id", "object": "object_id", "actor": "actor_id", "in_name_of": "in_name_of_id"},
}  # fmt: skip


@pytest.mark.parametrize("what", IDS)
def test_beside_a_name_stands_its_id(database_url: str, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To programs, so that they can join; a table leaves them to the names."""
    with open_database(database_url) as database:
        names = {
            r["id"]: (r["type"], r["name"]) for r in database.rows("SELECT id, type, name FROM entities ORDER BY id")
        }
    assert run(["list", what, "--format", "csv", "--database", database_url]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows
    for row in rows:
        for name, id_ in IDS[what].items():
            assert (names[row[id_]][1] if row[id_] else "") == row[name]
        if what == "relations":
            assert row["object_type"] == names[row["object_id"]][0]
    assert run(["list", what, "--database", database_url]) == 0
    heading = capsys.readouterr().out.splitlines()[2].split()
    assert not any(word.endswith("_id") for word in heading)


def test_filters_and_days_compose(database_url: str) -> None:
    with open_database(database_url) as database:
        listed = listing(database, "designations", Filters(on="2017-01-01")).rows
        counted = count(database, "designations", Filters(on="2017-01-01"), ["authority"]).rows
        assert sum(r["count"] for r in counted) == len(listed)
        assert len(listed) < len(listing(database, "designations", Filters()).rows)
        # delisted since, listed then: the count of a day asks what the list of that day asks
        then = Filters(on="2017-01-01", status="listed")
        assert count(database, "designations", then, ["listing"]).rows[0]["listing"] == "listed"
        for what in ("designations", "groups", "people"):
            listed = listing(database, what, then).rows
            assert count(database, what, then, []).rows[0]["count"] == len(listed)
        assert "red-lantern/designation/national" in {r["id"] for r in listing(database, "designations", then).rows}
        of_group = count(database, "memberships", Filters(group="red-lantern"), ["how-ended"]).rows
        assert [(r["how_ended"], r["count"]) for r in of_group] == [("killed", 1), (None, 1)]
        assert count(database, "events", Filters(limit=1), ["kind"]).more
        with pytest.raises(UsageError, match="not counted by"):
            count(database, "groups", Filters(), ["colour"])


def test_as_a_command(world_sqlite: Path) -> None:
    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kbase", "list", *words, "--database", str(world_sqlite)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    told = json.loads(asked("events", "--count", "--by", "year,kind", "--format", "json").stdout)["data"]
    assert told["columns"][:3] == ["year", "kind", "count"]
    assert asked("events", "--by", "year").returncode == 2
    assert asked("events", "--count", "--by", "year,kind,place,country").returncode == 2
    wrong = asked("events", "--count", "--by", "contry")
    assert wrong.returncode == 2
    assert "did you mean 'country'" in wrong.stderr


def test_events_by_attribution(database_url: str) -> None:
    with open_database(database_url) as database:

        def events(**filters: str) -> set[str]:
            found = {r["id"] for r in listing(database, "events", Filters(**filters)).rows}  # type: ignore[arg-type]
            assert count(database, "events", Filters(**filters), []).rows[0]["count"] == len(found)  # type: ignore[arg-type]
            return found

        parts = database.rows("SELECT event_id, participant_id, attribution FROM current_participations ORDER BY id")
        for word in ("confirmed", "claimed", "suspected", "denied"):
            assert events(attribution=word) == {p["event_id"] for p in parts if p["attribution"] == word}
        assert events(attribution="claimed") == {"selm-mill-raid"}
        assert events(attribution="Suspected", group="red-lantern") == {"ferry-attack"}
        # it is the group's own part that counts: of the raid its leader's death alone is claimed, the group was surely the target
        assert events(attribution="claimed", group="red-lantern") == set()
        assert events(attribution="confirmed", group="red-lantern") == {"selm-mill-raid"}
        assert events(attribution="suspected", group="iron-dawn") == set()
        assert events(attribution="claimed", person="tomas-vell") == {"selm-mill-raid"}
        assert events(attribution="confirmed", person="tomas-vell") == set()
        with pytest.raises(UsageError, match="not an attribution"):
            events(attribution="sure")
        with pytest.raises(UsageError, match="no --attribution"):
            listing(database, "groups", Filters(attribution="claimed"))


# what is counted by, the filter of the list that asks for one of its values, and where the values stand: id and name
KEYS = [
    ("groups", "country", "country", "SELECT id, name FROM places WHERE kind = 'country' ORDER BY id"),
    ("groups", "authority", "authority", "SELECT id, name FROM organizations ORDER BY id"),
    ("people", "country", "country", "SELECT id, name FROM places WHERE kind = 'country' ORDER BY id"),
    ("people", "nationality", "nationality", "SELECT id, name FROM places WHERE kind = 'country' ORDER BY id"),
    ("people", "authority", "authority", "SELECT id, name FROM organizations ORDER BY id"),
    ("people", "group", "group", "SELECT id, name FROM groups ORDER BY id"),
    ("people", "role", "kind", "SELECT DISTINCT role AS id, role AS name FROM current_memberships ORDER BY 1"),
    ("organizations", "country", "country", "SELECT id, name FROM places WHERE kind = 'country' ORDER BY id"),
    ("operations", "country", "country", "SELECT id, name FROM places WHERE kind = 'country' ORDER BY id"),
]
TIMES = [
    *({"on": day} for day in ("2012-06-01", "2015-05-20", "2017-04-15", "2018-12-15", "2020-01-01", "2021-06-01", "2022-06-01")),
    {"first": "2017-04-10", "last": "2017-04-20"}, {"last": "2015-01"}, {"first": "2021-08"}, {"on": "2017-06-15", "status": "listed"},
    {"on": "2021-06-01", "status": "delisted"}, {"first": "2020", "status": "delisted"}, {"nationality": "XE"}, {"born_first": "1981"},
    {"nationality": "estoria", "on": "2016-06-01"}, {"on": "2016-06-01", "group": "red-lantern"},
    {"on": "2022-06-01", "authority": "moot"}, {},
]  # fmt: skip


@pytest.fixture
def tied(world_copy: Path, empty_url: str) -> str:
    """The world, with ties that surely held: a base, an authority's list, nationalities that changed or are contested."""
    source = "  sources: estoria-review-2019#p1\n"
    group, person = world_copy / "groups" / "night-tide.yaml", world_copy / "people" / "dara-holm.yaml"
    group.write_text(
        f"{group.read_text()}\nlocations:\n- based_in: selm\n  start: 2011\n  end: 2020\n{source}- active_in: velmark\n  end: 2018-12-31\n{source}"
    )
    person.write_text(
        f"{person.read_text()}\nattributes:\n- nationality: velmark\n  end: 2012\n  key: a\n{source}- nationality: estoria\n  start: 2012\n  key: b\n{source}"
        f"\nlocations:\n- active_in: velmark\n  start: 2010\n  end: 2019\n{source}"
        f"\ndesignations:\n- authority: moot\n  list: un_other\n  listed_on: 2018\n  delisted_on: 2021-03\n{source}"
    )
    operation = world_copy / "operations" / "operation-egret.yaml"
    operation.write_text(
        f"{operation.read_text()}\nlocations:\n- area_of: velmark\n  start: 2012\n  end: 2018\n{source}"
    )
    other = world_copy / "people" / "orra-finch.yaml"
    other.write_text(f"{other.read_text()}\nattributes:\n- nationality: estoria\n  status: contested\n{source}")
    return seeded(world_copy, empty_url)


def test_by_each_value_it_counts_what_the_list_filtered_by_it_has(tied: str) -> None:
    """And surely fits what this list says fits, not what only surely existed."""
    kinds: dict[tuple[str, str], set[str]] = {}
    with open_database(tied) as database:
        for what, word, option, values in KEYS:
            named = {r["name"]: r["id"] for r in database.rows(values)}
            for asked in TIMES:
                if option in asked or not {*asked} <= {*PLANS[what].conditions, "on"}:
                    continue
                filters = Filters(**asked)  # type: ignore[arg-type]
                counted = {r[word]: r for r in count(database, what, filters, [word]).rows}
                for name, id_ in named.items():
                    found = listing(database, what, filters._replace(**{option: id_}))
                    sure = surely(found.columns, found.rows)
                    row = counted.get(name, {"count": 0} | ({"surely": 0} if sure is not None else {}))
                    assert row["count"] == len(found.rows), (what, word, asked, name)
                    assert row.get("surely") == (None if sure is None else len(sure)), (what, word, asked, name)
                    told = kinds.setdefault((what, word), set())
                    told |= {"surely"} if sure else set()
                    told |= {"possibly"} if sure is not None and len(sure) < len(found.rows) else set()
    assert kinds.pop(("organizations", "country")) == {"surely"}  # by where they are of
    assert all(told == {"surely", "possibly"} for told in kinds.values()), kinds  # else little would be compared
