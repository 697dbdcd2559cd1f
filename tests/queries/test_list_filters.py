"""Filters of lists: several values of one, the toll of an event, and what is said where nothing can be meant; on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.cli.main import main
from kbase.database.connection import Database, open_database
from kbase.problems import KbaseError, UsageError
from kbase.queries.counting import count
from kbase.queries.list_filters import ANY_OF, KINDS, Filters
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import listing, surely
from kbase.vocabulary import VOCABULARY

ENTITIES = {
    "country": ("place",), "nationality": ("place",), "group": ("group",), "person": ("person",), "operation": ("operation",),
    "authority": ("organization",), "about": ("group", "person", "place"), "speaker": ("group", "person", "organization"),
    "killed_by": ("group", "organization"), "captured_by": ("group", "organization"),
}  # fmt: skip
WORDS = {"attribution": "attribution", "role": "participation_role"}


def values(database: Database, what: str, name: str) -> list[str]:
    if name not in ENTITIES:
        return list(VOCABULARY[KINDS[what][0] if name == "kind" else WORDS[name]])
    found = database.rows("SELECT id, type FROM entities ORDER BY id")
    return [r["id"] for r in found if r["type"] in ENTITIES[name]]


@pytest.mark.parametrize("what", PLANS)
def test_of_several_values_any_will_do(database_url: str, what: str) -> None:
    """What has one or the other passes: no value is dropped, and counts say the same."""
    whole = {"on": "2017-04-15"} if PLANS[what].dates else {}
    with open_database(database_url) as database:
        for name in [n for n in ANY_OF if n in PLANS[what].conditions]:
            for time in ({}, whole):
                known = {}
                for value in values(database, what, name):
                    found = listing(database, what, Filters(**{name: value, **time}))  # type: ignore[arg-type]
                    known[value] = {r["id"] for r in found.rows}, surely(found.columns, found.rows) or set()
                several = tuple(value for value, (ids, _) in known.items() if ids) or tuple(known)
                filters = Filters(**{name: several, **time})  # type: ignore[arg-type]
                both = listing(database, what, filters)
                assert {r["id"] for r in both.rows} == set().union(*(known[v][0] for v in several)), (name, time)
                sure = surely(both.columns, both.rows)
                assert sure is None or sure >= set().union(*(known[v][1] for v in several)), (name, time)
                assert count(database, what, filters, []).rows[0]["count"] == len(both.rows), (name, time)


def test_several_kinds_with_several_groups(database_url: str) -> None:
    with open_database(database_url) as database:

        def people(**asked: str | tuple[str, ...]) -> set[str]:
            filters = Filters(**asked)  # type: ignore[arg-type]
            found = {r["id"] for r in listing(database, "people", filters).rows}
            for by in ("role", "group"):
                counted = count(database, "people", filters, [by]).rows
                assert {r[by] for r in counted} != {None} and sum(r["count"] for r in counted) >= len(found)
            return found

        leaders = people(group=("red-lantern", "iron-dawn"), kind="leader")
        assert leaders == people(group="red-lantern", kind="leader") | people(group="iron-dawn", kind="leader")
        both = people(group=("red-lantern", "iron-dawn"), kind=("leader", "member"))
        members = people(group=("red-lantern", "iron-dawn"), kind="member")
        assert both == leaders | members > members


EVENT = (
    "id: {0}\nname: {0}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: {1}\n  sources: marsh-report#p1\n"
)
FIGURE = "figures:\n- killed: {0}\n  category: {1}\n  side: of_subject\n  sources: marsh-report#p1\n"
TOLLS = {
    "a": ("2016-05-01", FIGURE.format(20, "all")), "b": ("2016-05-02", FIGURE.format(20, "soldiers")),
    "c": ("2016-05-03", FIGURE.format("{low: 20, high: 30}", "all")), "d": ("2016-05-04", ""),
    "e": ("2016-05-05", FIGURE.format(300, "all")), "f": ("2016-05-06", FIGURE.format("9\n  bound: at_most", "all")),
    "g": ("2016-05-07", FIGURE.format(20, "all")), "h": ("2016-05-08", FIGURE.format(0, "all")),
}  # fmt: skip


def test_the_deadliest_first(world_copy: Path, empty_url: str) -> None:
    """By low, then by high, an open one before all, equals in the order of the days; what is not known comes last."""
    for id_, (day, figures) in TOLLS.items():
        (world_copy / "events" / f"{id_}.yaml").write_text(EVENT.format(id_, day) + figures)
    with open_database(seeded(world_copy, empty_url)) as database:
        of_may = Filters(first="2016-05", last="2016-05", sort="killed")

        def listed(filters: Filters) -> str:
            return "".join(r["id"] for r in listing(database, "events", filters).rows)

        assert listed(of_may) == "ebcaghfd"
        assert listed(of_may._replace(limit=2)) == "eb"
        assert listed(of_may._replace(killed_from=20)) == "ebcag"
        assert listed(of_may._replace(killed_from=21, sort=None)) == "e"
        assert listed(of_may._replace(killed_from=0, sort=None)) == "abcegh"  # what is not known is not surely so many
        (row,) = count(database, "events", Filters(first="2016-05", last="2016-05", killed_from=20), []).rows
        assert (row["count"], row["killed_low"]) == (5, 380)
        for what, filters in (("groups", Filters(sort="killed")), ("people", Filters(killed_from=3))):
            with pytest.raises(UsageError, match="no --"):
                listing(database, what, filters)


def test_as_options(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def asked(*words: str) -> tuple[int, str, str]:
        code = main(["list", *words, "--database", str(world_sqlite), "--format", "csv"])
        return code, *capsys.readouterr()

    code, out, _ = asked("events", "--kind", "raid", "--kind", "massacre")
    assert code == 0 and "selm-mill-raid" in out and "marsh-killings" in out and "ferry-attack" not in out
    code, out, _ = asked("events", "--count", "--by", "kind", "--by", "year")
    assert code == 0 and out.startswith("kind,year,")
    code, _, said = asked("events", "--on", "2020-01-01", "--on", "2021-01-01")
    assert code == 2 and "--on is given twice" in said and "--country" in said
    assert "--from is given twice" in asked("events", "--from", "2020", "--from", "2021")[2]
    assert asked("events", "--sort", "killed", "--count")[0] == 2
    assert asked("events", "--killed-from", "-1")[0] == 2
    code, out, _ = asked("events", "--sort", "killed", "--killed-from", "7")
    assert code == 0 and [line.split(",")[0] for line in out.splitlines()[1:]] == ["ferry-attack", "selm-mill-raid"]


def test_a_country_that_the_data_lacks_is_told_so(database_url: str) -> None:
    with open_database(database_url) as database:
        for filters in (Filters(country="Kosovo"), Filters(country=("estoria", "Kosovo"))):
            with pytest.raises(KbaseError, match="no place here is called 'Kosovo'") as told:
                listing(database, "events", filters)
            assert "list places" in told.value.help


def test_a_country_without_bodies_has_done_nothing_here(world_copy: Path, empty_url: str) -> None:
    place = (world_copy / "places" / "velmark.yaml").read_text()
    lone = place.replace("id: velmark", "id: farland").replace("Velmark", "Farland").replace("XV", "XF")
    (world_copy / "places" / "farland.yaml").write_text(lone)
    with open_database(seeded(world_copy, empty_url)) as database:
        for filters in (Filters(captured_by="Farland"), Filters(killed_by="XF")):
            with pytest.raises(KbaseError, match="no government, force or institution of farland is in the data"):
                listing(database, "people", filters)
