"""The named views: the same rows on both engines, each column with its meaning, and what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.string import TextLoader

from conftest import REPOSITORY, checked
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed, up_to_date
from kbase.database.views import described_views
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import held
from kbase.vocabulary import VOCABULARY, WITHOUT_TOLL

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
NAMED = [n for n in described_views("sqlite") if not n.startswith("current_")]


def rows(url: str, sql: str, *values: object) -> Table:
    """Columns and rows by the bare driver, days as text."""
    if not url.startswith("postgresql"):
        with closing(sqlite3.connect(f"file:{url}?mode=ro", uri=True)) as file:
            cursor = file.execute(sql, values)
            return tuple(c[0] for c in cursor.description), cursor.fetchall()
    with psycopg.connect(url) as connection:
        connection.adapters.register_loader("date", TextLoader)
        found = connection.execute(sql.replace("%", "%%").replace("?", "%s").encode(), values or None)
        return tuple(c.name for c in found.description or ()), found.fetchall()


def ordered(found: Table) -> list[tuple[Any, ...]]:
    return sorted(
        (tuple(int(v) if isinstance(v, bool) else v for v in row) for row in found[1]),
        key=lambda row: [(v is None, str(v)) for v in row],
    )


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, new_postgres: Callable[[], str]) -> tuple[str, str]:
    corpus, urls = checked(REPOSITORY / "data"), (str(tmp_path_factory.mktemp("real") / "kbase.sqlite"), new_postgres())
    for url in urls:
        seed(corpus, url, Options(Origin("data")))
    return urls


@pytest.mark.postgres
@pytest.mark.parametrize("name", described_views("sqlite"))
def test_a_view_has_the_same_rows_on_both_engines(name: str, world_sqlite: Path, world_postgres: str) -> None:
    lite, postgres = (rows(url, f"SELECT * FROM {name}") for url in (str(world_sqlite), world_postgres))
    assert lite[0] == postgres[0]
    assert ordered(lite) == ordered(postgres)
    # the day and time of a seed are not the same; all else has something to show
    assert lite[1]


@pytest.mark.postgres
@pytest.mark.parametrize("name", NAMED)
def test_a_view_has_the_same_rows_of_the_real_data(name: str, real: tuple[str, str]) -> None:
    lite, postgres = (rows(url, f"SELECT * FROM {name}") for url in real)
    assert ordered(lite) == ordered(postgres)
    assert lite[1]


@pytest.mark.parametrize("name", described_views("sqlite"))
def test_every_column_has_a_meaning(name: str, database_url: str) -> None:
    view = described_views("postgresql" if database_url.startswith("postgresql") else "sqlite")[name]
    assert tuple(c.name for c in view.columns) == rows(database_url, f"SELECT * FROM {name}")[0]
    assert all(len(c.comment) > 3 for c in view.columns)
    assert view.comment.startswith(("One row is", "Every")) or name.startswith("current_")


@pytest.mark.postgres
def test_comments_of_views_are_in_postgresql(world_postgres: str) -> None:
    _, found = rows(
        world_postgres,
        "SELECT c.relname, a.attname, obj_description(c.oid), col_description(c.oid, a.attnum) FROM pg_class c"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace",
    )
    wanted = {(n, c.name, v.comment, c.comment) for n, v in described_views("postgresql").items() for c in v.columns}
    assert wanted == set(found)  # a view of standing claims says of each column what its table does


def test_no_view_has_the_name_of_a_table() -> None:
    from kbase.database.shape import tables

    assert not set(tables()) & set(described_views("sqlite"))


@pytest.mark.parametrize(("view", "what"), [("group_profiles", "groups"), ("person_profiles", "people")])
def test_profiles_say_what_lists_say(view: str, what: str, database_url: str) -> None:
    with open_database(database_url) as database:
        listed = {r["id"]: r for r in listing(database, what, Filters()).rows}
        for row in database.rows(f"SELECT * FROM {view}"):
            assert row["listing"] == listed[row["id"]]["listing"]
            if what == "people" and row["last_role"]:
                assert listed[row["id"]]["role"] == f"{row['last_role'].replace('_', ' ')} of {row['last_group_name']}"
    assert len({r["listing"] for r in listed.values()}) > 1


def test_profiles_count(database_url: str) -> None:
    sql = "SELECT leader_count, event_count, source_count FROM group_profiles WHERE id = ?"
    assert rows(database_url, sql, "red-lantern")[1] == [(1, 3, 6)]
    sql = "SELECT role_count, post_count, event_count, last_role, last_group_id FROM person_profiles WHERE id = ?"
    assert rows(database_url, sql, "tomas-vell")[1] == [(2, 0, 1, "leader", "red-lantern")]
    assert rows(database_url, sql, "ilse-marr")[1] == [(0, 2, 0, None, None)]


@pytest.mark.parametrize(
    "day", ["2010-06-01", "2015-04-30", "2015-05-10", "2019-01-01", "2021-08-28", "2021-08-29", "2023-01-01"]
)
def test_leadership_answers_as_on_a_day(day: str, database_url: str) -> None:
    """The two conditions of its comment give the yes and the possibly of --on, where dates are approximate too."""
    with open_database(database_url) as database:
        found = database.rows("SELECT * FROM leadership")
        assert any(row["start_flag"] for row in found)
        for row in found:
            surely = row["surely_from"] <= day <= row["surely_until"]
            possibly = row["possibly_from"] <= day <= row["possibly_until"]
            assert held(row, day) == ("yes" if surely else "possibly" if possibly else "no"), row["claim_id"]


def test_a_contested_birth_is_bounded_by_all_that_is_said(database_url: str) -> None:
    # about 1980, or 1983 to 1984
    sql = "SELECT born, born_earliest, born_latest, born_status, died_earliest, died_status FROM person_profiles ORDER BY id"
    found = {row[-1]: row[:-1] for row in rows(database_url, sql.replace(" FROM", ", id FROM"))[1]}
    # about 1980, or 1983 to 1984
    assert found["lev-anders"] == (None, "1979-01-01", "1984-12-31", "contested", None, None)
    assert found["tomas-vell"] == ("[1977..1982]", "1977-01-01", "1982-12-31", "accepted", "2021-08-28", "accepted")
    assert found["dara-holm"] == (None, None, None, None, None, None)
    sql = (
        "SELECT founded, founded_earliest, founded_latest, founded_status FROM group_profiles WHERE id = 'red-lantern'"
    )
    # the rejected year 2012 bounds nothing
    assert rows(database_url, sql)[1] == [(None, "2013-01-01", "2015-12-31", "contested")]


def test_lineage_goes_from_older_to_newer(database_url: str) -> None:
    found = rows(database_url, "SELECT older_id, relation, newer_id, date, latest FROM lineage ORDER BY claim_id")[1]
    assert found == [
        ("iron-dawn", "merged_into", "night-tide", "2017", "2017-12-31"),
        ("iron-dawn", "split_from", "red-lantern", "2015-05", "2015-05-31"),
    ]  # fmt: skip


def test_an_event_with_its_place_and_people(database_url: str) -> None:
    columns = "year, place_name, country_id, country_code, operation_id, perpetrators, perpetrators_attribution, targets, killed_low, killed_high"
    sql = f"SELECT {columns} FROM event_list WHERE id = ?"
    assert rows(database_url, sql, "selm-mill-raid")[1] == [
        (2021, "Selm", "estoria", "XE", "operation-heron", "Ridge Guard", "Ridge Guard (confirmed)", "Red Lantern", 7, None)
    ]  # fmt: skip
    assert rows(database_url, sql, "ferry-attack")[1][0][5:] == (
        "Red Lantern",
        "Red Lantern (suspected, contested)",
        None,
        14,
        None,
    )
    assert rows(database_url, sql, "spring-campaign")[1] == [(2022, *[None] * 9)]


# figures of one event, and the range that they give
RANGES: dict[str, tuple[list[str], tuple[int | None, int | None]]] = {
    "none": ([], (None, None)),
    "exact": (["killed: 5, category: all"], (5, 5)),
    "zero is a figure": (["killed: 0, category: all"], (0, 0)),
    "least and greatest": (["killed: {low: 7, best: 9, high: 12}, category: all", "killed: 20, category: all"], (7, 20)),
    "at least leaves it open": (["killed: 14, bound: at_least, category: all"], (14, None)),
    "unless another goes as far": (["killed: 14, bound: at_least, category: all", "killed: 14, category: all"], (14, 14)),
    "but not one that is less": (["killed: 14, bound: at_least, category: all", "killed: 13, category: all"], (13, None)),
    "at most": (["killed: 3, bound: at_most, category: all"], (None, 3)),
    "categories only": (["killed: 4, category: civilians", "killed: 6, category: soldiers"], (6, None)),
    "two counts of a category": (["killed: 38, category: soldiers", "killed: 85, category: soldiers", "killed: 4, category: civilians"], (38, None)),
    "attackers fall too": (["killed: 40, category: attackers", "killed: 3, category: civilians"], (3, None)),
    "attackers alone": (["killed: 40, category: attackers"], (None, None)),
    "all before categories": (["killed: 4, category: civilians", "killed: 9, category: all"], (9, 9)),
    "more of a part than of all": (["killed: 40, category: civilians", "killed: 9, category: all"], (9, None)),
    "at least so many of a part": (["killed: 40, bound: at_least, category: mixed", "killed: {low: 9, high: 50}, category: all"], (9, 50)),
    "perhaps more of a part": (["killed: {low: 5, high: 30}, category: civilians", "killed: 9, category: all"], (9, None)),
    "a part of the attackers": (["killed: 40, category: attackers", "killed: 9, category: all"], (9, 9)),
    "what others did": (["killed: 4, category: all, side: inflicted_by_subject"], (None, None)),
    "rejected": (["killed: 4, category: all, status: rejected, note: Not so.", "killed: 9, category: all"], (9, 9)),
    "contested": (["killed: 4, category: all, status: contested", "killed: 9, category: all, status: contested"], (4, 9)),
    "another metric": (["captured: 4, category: all"], (None, None)),
    # what counts civilians and others together is not less than a part: that sources disagree
    "mixed before parts": (["killed: 43, category: mixed", "killed: 47, category: civilians, status: contested"], (43, None)),
    "mixed, and at least so many of a part": (["killed: 100, bound: at_least, category: mixed", "killed: 20, bound: at_least, category: civilians"], (100, None)),
    # what is contested gives way to what is accepted, where both are there
    "a contested whole beside an accepted count": (["killed: 106, category: all, status: contested", "killed: 54, category: mixed"], (54, 106)),
    "one count of a category is accepted": (["killed: 6, category: all, status: contested", "killed: 9, category: all", "killed: 2, category: mixed"], (6, 9)),
    "a contested part": (["killed: 9, category: civilians, status: contested", "killed: 4, category: soldiers"], (4, None)),
    # so does what they claim who did it, or were a side
    "their own claim of a part": (["killed: 11, category: soldiers, estimator: red-lantern", "killed: 3, category: civilians"], (3, None)),
    "their own claim of all": (["killed: 80, category: all, estimator: red-lantern", "killed: 54, category: mixed"], (54, 80)),
    "their own claim alone": (["killed: 40, category: soldiers, estimator: red-lantern", "killed: 2, category: civilians, estimator: red-lantern"], (40, None)),
    "their claim is less": (["killed: 40, category: soldiers, estimator: red-lantern", "killed: 58, category: soldiers"], (40, None)),
    "the claim of the other side": (["killed: 30, category: soldiers, estimator: ridge-guard", "killed: 3, category: civilians"], (3, None)),
    "the count of whom it was aimed at": (["killed: 11, category: soldiers, estimator: government-of-estoria", "killed: 3, category: civilians"], (11, None)),
    # whoever is known by name to have been killed is counted, once
    "by name alone": ([], (1, None)),
    "by name among more": (["killed: 5, category: all"], (5, 5)),
    "by name, of at most some": (["killed: 3, bound: at_most, category: all"], (1, 3)),
    "by name, beyond a whole": (["killed: 0, category: all"], (1, None)),
    "said to be killed": ([], (None, None)),
    "who did it and fell": ([], (None, None)),
}  # fmt: skip
CLAIMED = [("perpetrator", "red-lantern", "claimed")]
FELL = [("killed", "tomas-vell", "confirmed")]
# who stands in the event of a case
PARTS = {
    "their own claim of a part": CLAIMED, "their own claim of all": CLAIMED, "their own claim alone": CLAIMED, "their claim is less": CLAIMED,
    "the claim of the other side": [("party", "ridge-guard", "confirmed")], "the count of whom it was aimed at": [("target", "government-of-estoria", "confirmed")],
    "by name alone": FELL, "by name among more": FELL, "by name, of at most some": FELL, "by name, beyond a whole": FELL,
    "said to be killed": [("killed", "tomas-vell", "attributed")], "who did it and fell": [*FELL, ("perpetrator", "tomas-vell", "confirmed")],
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def counted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The invented world with an event for every case above."""
    import shutil

    from conftest import WORLD

    folder = Path(shutil.copytree(WORLD, tmp_path_factory.mktemp("counted") / "data"))
    for number, (case, (figures, _)) in enumerate(RANGES.items()):
        text = f"id: case-{number}\nname: Case {number}\nkind: attack\nsources: estoria-daily-2021#p3\n"
        items = []
        for key, figure in enumerate(figures):
            metric, _, more = figure.partition(", category")
            fields = dict(p.split(": ") for p in f"category{more}".split(", "))
            first, _, bound = metric.partition(", bound: ")
            fields |= {"bound": bound} if bound else {}
            fields.setdefault("side", "of_subject")
            lines = [first, *(f"{k}: {v}" for k, v in fields.items()), f"key: k{key}", "sources: estoria-daily-2021#p3"]
            items.append("- " + "\n  ".join(lines) + "\n")
        parts = [f"- {r}: {who}\n  attribution: {a}\n  sources: marsh-report#p1\n" for r, who, a in PARTS.get(case, [])]
        text += ("participants:\n" + "".join(parts) if parts else "") + ("figures:\n" + "".join(items) if items else "")
        (folder / "events" / f"case-{number}.yaml").write_text(text)
    for kind in VOCABULARY["event_kind"]:
        (folder / "events" / f"a-{kind}.yaml").write_text(
            f"id: a-{kind}\nname: A {kind}\nkind: {kind}\nsources: estoria-daily-2021#p3\n"
        )
    url = str(folder / "x.sqlite") if request.param == "sqlite" else str(request.getfixturevalue("new_postgres")())
    seed(checked(folder), url, Options(Origin("counted")))
    return url


@pytest.mark.parametrize("case", RANGES)
def test_casualties_are_ranges(case: str, counted: str) -> None:
    id_ = f"case-{list(RANGES).index(case)}"
    assert rows(counted, "SELECT killed_low, killed_high FROM event_list WHERE id = ?", id_)[1] == [RANGES[case][1]]
    assert rows(counted, "SELECT injured_low, injured_high FROM event_list WHERE id = ?", id_)[1] == [(None, None)]


@pytest.mark.parametrize("case", RANGES)
def test_a_toll_is_unknown_where_nothing_says_it(case: str, counted: str) -> None:
    id_ = f"case-{list(RANGES).index(case)}"
    sql = "SELECT killed_unknown, injured_unknown FROM event_list WHERE id = ?"
    assert rows(counted, sql, id_)[1] == [(int(RANGES[case][1] == (None, None)), 1)]


def test_kinds_in_which_nobody_is_killed_have_no_unknown_toll(counted: str) -> None:
    found = rows(
        counted, "SELECT kind, killed_low, killed_high, killed_unknown FROM event_list WHERE id = 'a-' || kind"
    )
    assert {r[0] for r in found[1]} == {*VOCABULARY["event_kind"]}
    for kind, low, high, unknown in found[1]:
        assert (low, high, unknown) == (None, None, 0 if kind in WITHOUT_TOLL else 1), kind  # never zero
    assert {"pledge", "trial", "announcement"} < {*WITHOUT_TOLL}
    assert not {"capture", "killing", "seizure", "other"} & {*WITHOUT_TOLL}


def test_a_timeline_has_both_sides_of_a_claim(database_url: str) -> None:
    sql = "SELECT date, what, kind, value, other_id, stands_as FROM timeline WHERE entity_id = ? ORDER BY earliest, latest, claim_id, what"
    vell = rows(database_url, sql, "tomas-vell")[1]
    assert ("2015-05", "begin", "membership", "leader", "red-lantern", "subject") in vell
    assert ("2021-08-28", "end", "membership", "leader", "red-lantern", "subject") in vell
    assert ("2021-08-27/2021-08-28", "at", "participation", "killed (claimed)", "selm-mill-raid", "object") in vell
    assert ("2015-05-13", "at", "statement", "made by", "vell-pledge", "object") in vell
    assert ("2017", "at", "legal_case", "wanted: raids on ferries", None, "subject") in vell
    assert ("2021-08-28", "at", "attribute", "died: 2021-08-28", None, "subject") in vell
    assert not [r for r in vell if "2021-09-01" in str(r)]  # rejected
    lantern = rows(database_url, sql, "red-lantern")[1]
    assert ("2015-05", "begin", "membership", "leader", "tomas-vell", "object") in lantern
    assert ("2019-12-31", "end", "designation", "national, =cmd|calc", "government-of-velmark", "subject") in lantern
    dawn = rows(database_url, sql, "iron-dawn")[1]
    assert ("2015-05", "at", "group_relation", "split from", "red-lantern", "object") in dawn


def test_citations_stand_with_their_claims_of_every_status(database_url: str) -> None:
    sql = "SELECT status, stance, source_id, locator, asserted_by_id, quote FROM claims_cited WHERE claim_id = ? ORDER BY citation_id"
    assert rows(database_url, sql, "tomas-vell/died/daily")[1] == [
        ("rejected", "supports", "estoria-daily-2021", "p1", "government-of-velmark", "fell on the first")
    ]
    against = rows(database_url, sql, "ferry-attack/perpetrator/red-lantern")[1]
    assert [r[1] for r in against] == ["supports", "contradicts"]
    of_claims = rows(database_url, "SELECT count(*) FROM citations WHERE claim_id IS NOT NULL")[1]
    assert rows(database_url, "SELECT count(*) FROM claims_cited")[1] == of_claims


def test_what_a_revision_changed(world: Any, world_copy: Path, empty_url: str) -> None:
    seed(world, empty_url, Options(Origin("world", "abc123")))
    path = world_copy / "events" / "ferry-attack.yaml"
    path.write_text(path.read_text().replace("ferry\nkind", "ferry boat\nkind"))
    seed(checked(world_copy), empty_url, Options(Origin("world", "def456")))
    columns = "table_name, row_id, action, commit_id, was"
    found = rows(empty_url, f"SELECT {columns} FROM what_changed WHERE revision = 2 AND table_name = 'events'")[1]
    assert [(t, i, a, c) for t, i, a, c, _ in found] == [("events", "ferry-attack", "changed", "def456")]
    assert "Velmark ferry" in found[0][4]
    day = rows(empty_url, "SELECT DISTINCT day FROM what_changed")[1]
    assert len(day) in (1, 2)
    assert len(day[0][0]) == 10


def test_a_view_that_changed_wants_a_seed(world: Any, empty_url: str) -> None:
    seed(world, empty_url, Options(Origin("world")))
    assert up_to_date(empty_url, world.content_hash)
    change = "UPDATE kbase_meta SET value = 'old' WHERE key = 'decoration'"
    if empty_url.startswith("postgresql"):
        with psycopg.connect(empty_url) as connection:
            connection.execute(change)
    else:
        with closing(sqlite3.connect(empty_url)) as file, file:
            file.execute(change)
    assert not up_to_date(empty_url, world.content_hash)
