"""What analysts ask, by command and by SQL over the views, on the committed data: the same answers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import REPOSITORY, checked
from kbase.database.connection import Database, open_database
from kbase.database.seed import Options, Origin, seed
from kbase.queries.bonds import bound_until
from kbase.queries.counting import count
from kbase.queries.graph import path
from kbase.queries.leaders import leaders
from kbase.queries.lineage import lineage
from kbase.queries.linked import DEFAULT_KINDS, Reach
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import Entity, resolve

DAYS = ("2001-09-11", "2012-04-06", "2015-05-14", "2019-10-27", "2024-01-01")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = str(tmp_path_factory.mktemp("both") / "kbase.sqlite")
    seed(checked(REPOSITORY / "data"), url, Options(Origin("data")))
    with open_database(url) as database:
        yield database


def ask(database: Database, name: str, **given: object) -> list[dict[str, Any]]:
    return database.rows(QUESTIONS[name].sql, **given)


def groups(database: Database) -> list[Entity]:
    return [Entity(r["id"], "group", r["name"]) for r in database.rows("SELECT id, name FROM groups ORDER BY id")]


def countries(database: Database) -> list[str]:
    return [r["id"] for r in database.rows("SELECT id FROM places WHERE kind = 'country' ORDER BY id")]


@pytest.mark.parametrize("day", DAYS)
def test_who_led_whom(day: str, real: Database) -> None:
    found = 0
    for group in groups(real):
        told = {(t.fact.claim, t.fact.on_day) for t in leaders(real, group, on=day).tenures}
        assert told == {(r["claim_id"], r["led"]) for r in ask(real, "leaders-on", group=group.id, day=day)}, group.id
        found += len(told)
    assert found > 10


def test_which_groups_came_out_of_which(real: Database) -> None:
    found = 0
    for group in groups(real):
        tree = lineage(real, group)
        out = {r["claim_id"] for r in ask(real, "came-out-of", group=group.id)}
        origins = {r["claim_id"] for r in ask(real, "came-from", group=group.id)}
        assert {d.claim for d in tree.offshoots} == out, group.id
        assert {d.claim for d in tree.ancestors} == origins, group.id
        assert len(tree.offshoots) == len(out)  # each link stands once
        found += len(out)
    assert found > 50


def test_what_each_authority_listed(real: Database) -> None:
    for row in real.rows("SELECT DISTINCT authority_id AS id FROM designations ORDER BY 1"):
        listed = [
            (r["id"], r["listed_on"], r["delisted_on"])
            for r in listing(real, "designations", Filters(authority=row["id"])).rows
        ]
        asked = [
            (r["claim_id"], r["listed_on"], r["delisted_on"]) for r in ask(real, "listings-by", authority=row["id"])
        ]
        assert sorted(listed, key=str) == sorted(asked, key=str)


def test_which_events_two_groups_claimed(real: Database) -> None:
    claimed: dict[str, set[str]] = {}
    for group in groups(real):
        for row in listing(real, "events", Filters(group=group.id, attribution="claimed")).rows:
            claimed.setdefault(row["id"], set()).add(group.id)
    twice = {r["id"]: r["claimants"] for r in ask(real, "claimed-twice")}
    assert twice
    # the list has parts other than the perpetrator's as well: who gave an oath and who took it
    assert all(len(claimed[event]) >= number for event, number in twice.items())


def test_who_had_which_role_in_which_group(real: Database) -> None:
    """The role asked for is that in the group asked for."""
    found = 0
    for group in groups(real):
        for role in ("leader", "deputy", "commander"):
            listed = {r["id"] for r in listing(real, "people", Filters(group=group.id, kind=role)).rows}
            rows = real.rows(
                "SELECT DISTINCT person_id FROM leadership WHERE group_id = :group AND role = :role", group=group.id, role=role
            )  # fmt: skip
            assert listed == {r["person_id"] for r in rows}, (group.id, role)
            found += len(listed)
    assert found > 50


@pytest.mark.parametrize(("status", "state"), [("listed", "<>"), ("delisted", "=")])
def test_what_each_authority_lists_and_delisted(status: str, state: str, real: Database) -> None:
    found = 0
    for row in real.rows("SELECT DISTINCT authority_id AS id FROM designations ORDER BY 1"):
        for what, type_ in (("groups", "group"), ("people", "person"), ("organizations", "organization")):
            listed = {r["id"] for r in listing(real, what, Filters(authority=row["id"], status=status)).rows}
            asked = real.rows(
                "SELECT DISTINCT entity_id FROM current_designations WHERE authority_id = :id AND status = 'accepted'"
                f" AND end_state {state} 'ended' AND entity_type = '{type_}'", id=row["id"],
            )  # fmt: skip
            assert listed == {r["entity_id"] for r in asked}, (what, row["id"])
            found += len(listed)
    assert found > 20


@pytest.mark.parametrize("day", DAYS)
def test_which_groups_were_active_where(day: str, real: Database) -> None:
    found = 0
    for country in countries(real):
        listed = {(r["id"], r["on_day"]) for r in listing(real, "groups", Filters(country=country, on=day)).rows}
        assert listed == {(r["id"], r["active"]) for r in ask(real, "active-in", country=country, day=day)}, country
        found += len(listed)
    assert found > 10


@pytest.mark.parametrize("year", ["2005", "2013", "2019", "2023"])
def test_which_groups_were_active_where_in_a_year(year: str, real: Database) -> None:
    sql = """
SELECT DISTINCT t.group_id FROM (
  SELECT entity_id AS group_id, place_id, possibly_from, possibly_until FROM current_locations WHERE entity_type = 'group'
  UNION ALL
  SELECT p.participant_id, at.place_id, e.possibly_from, e.possibly_until
  FROM current_participations p JOIN event_list e ON e.id = p.event_id JOIN (
    SELECT id AS event_id, place_id FROM event_list
    UNION SELECT entity_id, place_id FROM current_locations WHERE entity_type = 'event') at ON at.event_id = e.id
  WHERE p.participant_type = 'group' AND p.role <> 'subject' AND p.attribution <> 'denied') t
JOIN place_within w ON w.place_id = t.place_id JOIN group_profiles g ON g.id = t.group_id
WHERE w.within_id = :country AND t.possibly_from <= :last AND t.possibly_until >= :first
  AND g.possibly_from <= :last AND g.possibly_until >= :first"""
    found = 0
    for country in ("mali", "burkina-faso", "nigeria", "philippines", "iraq", "syria", "afghanistan"):
        asked = {r["group_id"] for r in real.rows(sql, country=country, first=f"{year}-01-01", last=f"{year}-12-31")}
        assert {r["id"] for r in listing(real, "groups", Filters(country=country, first=year, last=year)).rows} == asked
        found += len(asked)
    assert found > 5


@pytest.mark.parametrize("date", ["born", "died"])
def test_who_was_born_or_died_in_each_year(date: str, real: Database) -> None:
    sql = (
        "SELECT DISTINCT entity_id FROM current_attributes WHERE entity_type = 'person' AND property = :date"
        " AND possibly_from <= :last AND surely_from >= :first"
    )
    found = 0
    for year in range(1950, 2026, 5):
        asked = {r["entity_id"] for r in real.rows(sql, date=date, first=f"{year}-01-01", last=f"{year}-12-31")}
        year_ = {f"{date}_first": str(year), f"{date}_last": str(year)}
        assert {r["id"] for r in listing(real, "people", Filters(**year_)).rows} == asked, year  # type: ignore[arg-type]
        found += len(asked)
    assert found > 20


def test_who_said_what_about_whom(real: Database) -> None:
    pairs = real.rows(
        "SELECT DISTINCT s.speaker_id AS speaker, a.about_id AS about FROM statements s"
        " JOIN current_statement_subjects a ON a.statement_id = s.id ORDER BY 1, 2"
    )
    assert len(pairs) > 20
    for row in pairs:
        listed = [r["id"] for r in listing(real, "statements", Filters(**row)).rows]
        assert listed == [r["id"] for r in ask(real, "said-about", **row)]
        assert listed


@pytest.mark.parametrize("day", DAYS)
def test_which_operations_ran_how_strong(day: str, real: Database) -> None:
    listed = {r["id"]: r for r in listing(real, "operations", Filters(on=day)).rows}
    asked: dict[str, list[dict[str, Any]]] = {}
    for row in ask(real, "operations-on", day=day):
        asked.setdefault(row["id"], []).append(row)
    assert {(i, r["on_day"]) for i, r in listed.items()} == {(i, r["ran"]) for i, rows in asked.items() for r in rows}
    for id_, rows in asked.items():
        strength = (listed[id_]["strength"] or "").split("; ")
        assert len(strength) == len(rows)
        for row in rows:
            said = [f"in {row['place']}"] * bool(row["place"]) + [f"({row['as_of']})"] * bool(row["as_of"])
            assert any(all(word in one for word in said) for one in strength)
            assert not row["as_of"] or row["as_of"].lstrip("[.")[:4] <= day[:4]


def test_how_many_each_group_killed(real: Database) -> None:
    counted = count(real, "events", Filters(), ["perpetrator", "year"]).rows
    for group in groups(real):
        told = [
            (r["year"] and int(r["year"]), *(r[c] for c in ("count", "surely", "killed_unknown", "killed_low", "killed_high")))
            for r in counted if r["perpetrator"] == group.name
        ]  # fmt: skip
        asked = [
            tuple(r[c] for c in ("year", "events", "surely", "unknown_events", "killed_low", "killed_high"))
            for r in ask(real, "casualties-of", group=group.id)
        ]
        assert told == asked, group.id


def test_what_happened_in_each_country(real: Database) -> None:
    found = 0
    for country in countries(real):
        for year in (1998, 2012, 2016, 2017, 2020, 2023):
            rows = listing(real, "events", Filters(country=country, first=str(year), last=str(year))).rows
            listed = {(r["id"], r["fits"]) for r in rows}
            asked = {(r["id"], r["in_year"]) for r in ask(real, "events-in", country=country, year=year)}
            assert listed == asked, (country, year)
            found += len(listed)
    assert found > 50


def test_which_stages_of_cases_fell_into_a_year(real: Database) -> None:
    found = 0
    for year in range(1995, 2027):
        rows = listing(real, "cases", Filters(first=str(year), last=str(year))).rows
        listed = {(r["id"], r["fits"], r["stage"]) for r in rows}
        asked = {(r["claim_id"], r["in_year"], r["stage"]) for r in ask(real, "cases-in", year=year)}
        assert listed == asked, year
        by_stage = count(real, "cases", Filters(first=str(year), last=str(year)), ["stage"]).rows
        assert {(r["stage"], r["surely"]) for r in by_stage if r["surely"]} == {
            (stage, sum(1 for _, fits, s in listed if s == stage and fits == "yes"))
            for _, fits, stage in listed
            if fits == "yes"
        }
        found += len(listed)
    assert found > 300


def test_which_leaders_were_killed(real: Database) -> None:
    for year in range(2010, 2025):
        asked = {r["person_id"] for r in ask(real, "leaders-killed", year=year) if r["in_year"] == "yes"}
        lost = real.rows(
            "SELECT DISTINCT person_id FROM leadership WHERE how_ended = 'killed' AND role = 'leader' AND status = 'accepted'"
            " AND SUBSTR(end_earliest, 1, 4) = :year AND SUBSTR(end_latest, 1, 4) = :year", year=str(year),
        )  # fmt: skip
        assert {r["person_id"] for r in lost} <= asked, year


@pytest.mark.parametrize("on", ["", "2015-05-14"])
def test_how_two_are_linked(on: str, real: Database) -> None:
    """The path is as long as the shortest over the view links, of what held on the day; without renunciations, and pledges that had ended."""
    where = " AND possibly_from <= :on AND possibly_until >= :on" if on else ""
    kinds = ", ".join(f"'{k}'" for k in DEFAULT_KINDS)
    near: dict[str, set[str]] = {}
    links = real.rows(
        f"SELECT from_id, to_id, claim_id FROM links WHERE kind IN ({kinds}) AND link <> 'allegiance_renounced'{where}",
        **({"on": on} if on else {}),
    )
    over = {id_ for id_, until in bound_until(real, {r["claim_id"] for r in links}).items() if until.possibly < on}
    for row in links:
        if row["claim_id"] in over:
            continue
        near.setdefault(row["from_id"], set()).add(row["to_id"])
        near.setdefault(row["to_id"], set()).add(row["from_id"])
    ids = [r["id"] for r in real.rows("SELECT id FROM entities WHERE type IN ('group', 'person', 'event') ORDER BY id")]
    chosen, linked = random.Random(4), 0
    for _ in range(150):
        start, goal = chosen.sample(ids, 2)
        steps, front, known = 0, {start}, {start}
        while front and goal not in known and steps < 6:
            front = {b for a in front for b in near.get(a, ())} - known
            known |= front
            steps += 1
        found = path(real, resolve(real, start), resolve(real, goal), Reach(DEFAULT_KINDS, on), 6)
        assert found.found == (goal in known), (start, goal)
        assert not found.found or len(found.steps) == steps, (start, goal)
        linked += found.found
    assert linked > 5
    assert bool(over) is bool(on)


def test_no_role_reaches_beyond_its_group(real: Database) -> None:
    """Where a source gives no start or end, a role lies within the time of its group, as the view of groups has it."""
    rows = real.rows(
        "SELECT l.*, g.founded_earliest, g.possibly_until AS gone FROM leadership l JOIN group_profiles g ON g.id = l.group_id"
    )
    founded = [r for r in rows if r["since"] is None and r["founded_earliest"] is not None]
    early = [r["claim_id"] for r in founded if r["possibly_from"] < r["founded_earliest"] and "~" not in real.rows(
        "SELECT COALESCE(founded, '~') AS said FROM groups WHERE id = :id", id=r["group_id"])[0]["said"]]  # fmt: skip
    gone = [r for r in rows if r["until"] is None and r["gone"] < "9999"]
    assert len(founded) > 200 and len(gone) > 20
    assert not early
    assert not [r["claim_id"] for r in gone if r["possibly_until"] > r["gone"]]
