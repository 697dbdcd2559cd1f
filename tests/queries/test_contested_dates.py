"""An event of which sources dispute the date and none is accepted: shown with all of them, possibly between the outermost."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import Database, open_database
from kbase.queries.dossier import dossier
from kbase.queries.graph import network
from kbase.queries.linked import Reach
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, timeline

FIRE = """\
id: weir-fire
name: Fire at the weir
kind: attack
sources: marsh-report#p1

attributes:
- date: 2016-03-04
  status: contested
  dispute: weir-fire-date
  key: report
  sources: marsh-report#p1
- date: 2016-05~
  status: contested
  dispute: weir-fire-date
  key: daily
  sources: estoria-daily-2021#p3
- place: selm
  sources: marsh-report#p1

participants:
- perpetrator: red-lantern
  attribution: claimed
  sources: marsh-report#p1
- injured: lev-anders
  attribution: confirmed
  sources: marsh-report#p1
"""
DISPUTE = "id: weir-fire-date\nquestion: On which day did the weir burn?\nresolution: open\nreason: Two sources give two days.\n"
BOTH = "2016-03-04, or about 2016-05, contested"


@pytest.fixture
def database(world_copy: Path, empty_url: str) -> Database:
    (world_copy / "events" / "weir-fire.yaml").write_text(FIRE)
    (world_copy / "disputes" / "weir-fire-date.yaml").write_text(DISPUTE)
    group = world_copy / "groups" / "night-tide.yaml"
    group.write_text(
        group.read_text() + "- allied_with: iron-dawn\n  event: weir-fire\n  sources: estoria-review-2019#p2\n"
    )
    return open_database(seeded(world_copy, empty_url))


def test_every_page_shows_both_dates(database: Database) -> None:
    with database:
        for id_ in ("red-lantern", "lev-anders", "night-tide"):
            page = dossier(database, resolve(database, id_))
            (when,) = {f.when for s in page.sections for f in s.facts if f.text.startswith("Fire at the weir: ")}
            assert when == BOTH, id_
        found = network(database, resolve(database, "weir-fire"), 1, Reach(("participation",)), 10)
        assert {step.when for step in found.links} == {BOTH}


def test_a_timeline_has_it_under_each_date(database: Database) -> None:
    with database:
        for id_ in ("red-lantern", "lev-anders", "selm"):
            whole = timeline(database, [resolve(database, id_)], Period("2016-03-01", "2016-06-30"))
            dates = [(m.date, m.text) for m in whole.moments if "(date contested)" in m.text]
            assert [d for d, _ in dates] == ["2016-03-04", "2016-05~"], id_
            then = {}
            for day in ("2016-03-03", "2016-03-05", "2016-06-15", "2016-07-01"):
                moments = timeline(database, [resolve(database, id_)], Period(on=day)).moments
                then[day] = [m.on_day for m in moments if "(date contested)" in m.text]
            assert then == {
                "2016-03-03": [], "2016-03-05": ["possibly"], "2016-06-15": ["possibly"] * 2, "2016-07-01": ["yes"] * 2,
            }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "itself", "parts"),
    [
        ("2016-03-03", None, set()), ("2016-03-04", "possibly", {"possibly"}), ("2016-04-20", "possibly", {"possibly"}),
        ("2016-06-29", "possibly", {"possibly"}), ("2016-07-01", None, {"yes"}),
    ],
)  # fmt: skip
def test_it_is_possibly_of_the_days_between(database: Database, day: str, itself: str | None, parts: set[str]) -> None:
    """The event itself is of no day outside; who took part in it had done so from then on."""
    with database:
        listed = {r["id"]: r["on_day"] for r in listing(database, "events", Filters(on=day)).rows}
        assert listed.get("weir-fire") == itself
        page = dossier(database, resolve(database, "weir-fire"), day)
        assert {f.on_day for s in page.sections if s.key in ("facts", "participants") for f in s.facts} == parts
        claimed = database.rows(
            "SELECT possibly_from, surely_from FROM current_participations WHERE event_id = 'weir-fire'"
        )
        assert {(str(r["possibly_from"]), str(r["surely_from"])) for r in claimed} == {("2016-03-04", "2016-06-30")}


def test_an_event_of_several_days_and_who_took_part_in_it(world_copy: Path, empty_url: str) -> None:
    """The event itself surely lasted on each of its days; a part in it is possibly of each, and had surely come by its last."""
    (world_copy / "groups" / "pale-sail.yaml").write_text(
        "id: pale-sail\nname: Pale Sail\nkind: group\nsources: marsh-report#p1\n"
    )
    for id_, date in (("long-siege", "2016-03-01/2016-03-09"), ("short-raid", "2016-04-01")):
        (world_copy / "events" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: {date}\n  sources: marsh-report#p1\n"
            "- place: velmark\n  sources: marsh-report#p1\nparticipants:\n- perpetrator: pale-sail\n  attribution: claimed\n"
            "  sources: marsh-report#p1\n"
        )
    with open_database(seeded(world_copy, empty_url)) as database:
        for event, day, answer, part in (
            ("long-siege", "2016-02-29", None, None), ("long-siege", "2016-03-01", "yes", "possibly"),
            ("long-siege", "2016-03-05", "yes", "possibly"), ("long-siege", "2016-03-09", "yes", "yes"),
            ("short-raid", "2016-04-01", "yes", "yes"),
        ):  # fmt: skip
            assert {r["id"]: r["on_day"] for r in listing(database, "events", Filters(on=day)).rows}.get(
                event
            ) == answer
            entity = resolve(database, event)
            page = dossier(database, entity, day)
            told = {f.label: f.on_day for s in page.sections for f in s.facts}
            assert (told.get("date"), told.get("perpetrator")) == (answer, part), (event, day)
            assert not page.outside or answer is None
            moments = timeline(database, [entity], Period(on=day)).moments
            assert {m.on_day for m in moments if m.text.startswith("date: ")} == ({answer} if answer else set())
            (claim,) = database.rows("SELECT surely_from FROM all_claims WHERE id = :id", id=f"{event}/date")
            assert (str(claim["surely_from"]) <= day) is (answer == "yes")
            # which day of it the group spent in Velmark nobody says
            there = "yes" if event == "short-raid" else "possibly" if answer else None
            groups = {
                r["id"]: r["on_day"] for r in listing(database, "groups", Filters(on=day, country="velmark")).rows
            }
            asked = {
                r["id"]: r["active"] for r in database.rows(QUESTIONS["active-in"].sql, country="velmark", day=day)
            }
            assert (groups.get("pale-sail"), asked.get("pale-sail")) == (there, there), (event, day)
