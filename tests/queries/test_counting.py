"""How many there are: the same on both engines, and what is not known stands apart."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.problems import UsageError
from kbase.queries.counting import BY, _sum, count
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import Filters, listing


@pytest.mark.parametrize(
    ("ranges", "wanted"),
    [
        ([(10, 12), (1, 1)], [11, 13, 0]),
        ([(10, None), (1, 1)], [11, None, 0]),  # an open high makes the sum open
        ([(10, 12), (None, None)], [10, 12, 1]),  # unknown is not zero
        ([(None, None)], [None, None, 1]),
        ([(0, 0)], [0, 0, 0]),
        ([(None, 5), (2, 3)], [2, 8, 0]),
    ],
)
def test_ranges_are_summed_as_ranges(ranges: list[tuple[int | None, int | None]], wanted: list[int | None]) -> None:
    assert _sum(ranges) == wanted


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


def test_events(database_url: str) -> None:
    with open_database(database_url) as database:
        found = count(database, "events", Filters(), ["country", "year"])
        rows = database.rows("SELECT country_name, year, killed_low, killed_high FROM event_list ORDER BY id")
    assert found.columns[:3] == ("country", "year", "count")
    for row in found.rows:
        same = [
            r
            for r in rows
            if r["country_name"] == row["country"] and (str(r["year"]) if r["year"] else None) == row["year"]
        ]
        assert row["count"] == len(same)
        assert [row["killed_low"], row["killed_high"], row["killed_unknown"]] == _sum(
            [(r["killed_low"], r["killed_high"]) for r in same]
        )


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
    "memberships": {"person": "person_id", "group": "group_id"}, "relations": {"group": "group_id", "object": "object_id"},
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
