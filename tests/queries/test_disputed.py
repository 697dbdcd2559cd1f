"""What sources dispute is sure on no day, but where they only dispute when: then it is as far as all of them say so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.queries.dossier import dossier
from kbase.queries.graph import path
from kbase.queries.leaders import leaders
from kbase.queries.linked import Reach
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, timeline

WIRE, DAILY = "coast-wire-2021#p4", "estoria-daily-2021#p3"
DISPUTE = "id: {0}\nquestion: Which of them?\nresolution: {1}\nreason: The wire and the newspaper do not agree.\n"
# person: what each source says of the role of leader
ROLES = {
    "when": [("contested", "on-when", "  start: '2014'\n  end: '2019'\n"), ("contested", "on-when", "  start: 2015-06\n  end: 2018-03\n")],
    "apart": [("contested", "on-apart", "  start: '2010'\n  end: '2012'\n"), ("contested", "on-apart", "  start: '2014'\n  end: '2016'\n")],
    "who-one": [("contested", "on-who", "  start: '2014'\n  end: '2019'\n")],
    "who-other": [("contested", "on-who", "  start: '2014'\n  end: '2019'\n")],
    "whether": [("contested", "", "  start: '2014'\n  end: '2019'\n")],
    "decided": [("accepted", "on-decided", "  start: '2014'\n  end: '2019'\n"), ("rejected", "on-decided", "  start: '2016'\n  end: '2019'\n")],
}  # fmt: skip
# day: the best answer of any claim, by person
DAYS = {
    "2013-12-31": {},
    "2014-12-31": {"when": "possibly", "apart": "possibly", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "yes"},
    "2015-06-30": {"when": "yes", "apart": "possibly", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "yes"},
    "2017-01-01": {"when": "yes", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "yes"},
    "2018-03-01": {"when": "yes", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "yes"},
    "2018-03-02": {"when": "possibly", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "yes"},
    "2019-12-31": {"when": "possibly", "who-one": "possibly", "who-other": "possibly", "whether": "possibly", "decided": "possibly"},
    "2020-01-01": {},
}  # fmt: skip


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in open_database(url).rows(sql)]


def claim(status: str, dispute: str, dates: str, key: str, cited: str) -> str:
    of = f"  dispute: {dispute}\n" if dispute else ""
    against = ", {source: estoria-daily-2021#p3, stance: contradicts}" if not dispute and status == "contested" else ""
    return f"{dates}  status: {status}\n{of}  key: {key}\n  sources: [{cited}{against}]\n"


@pytest.fixture
def disputed(world_copy: Path, empty_url: str) -> str:
    for id_, resolution in {
        "on-when": "open",
        "on-apart": "open",
        "on-who": "open",
        "on-decided": "decided",
        "on-split": "open",
    }.items():
        (world_copy / "disputes" / f"{id_}.yaml").write_text(DISPUTE.format(id_, resolution))
    split = "".join(
        f"- split_from: iron-dawn\n  date: {date}\n" + claim("contested", "on-split", "", key, cited)
        for date, key, cited in (("'2014'", "wire", WIRE), ("2016-05", "daily", DAILY))
    )
    (world_copy / "groups" / "lamp.yaml").write_text(
        f"id: lamp\nname: lamp\nkind: group\nsources: {WIRE}\nrelations:\n{split}"
        + "- merged_into: night-tide\n  date: '2014'\n"
        + claim("contested", "", "", "wire", WIRE)
    )
    for person, claims in ROLES.items():
        (world_copy / "people" / f"{person}.yaml").write_text(
            f"id: {person}\nname: {person}\nsources: {WIRE}\nmemberships:\n"
            f"- group: night-tide\n  role: member\n  sources: {WIRE}\n"
            + "".join(
                "- group: lamp\n  role: leader\n" + claim(status, dispute, dates, key, cited)
                for (status, dispute, dates), (key, cited) in zip(claims, (("wire", WIRE), ("daily", DAILY)), strict=False)
            )
        )  # fmt: skip
    return seeded(world_copy, empty_url)


def best(answers: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for person, answer in answers:
        found[person] = "yes" if "yes" in (answer, found.get(person)) else answer
    return found


@pytest.mark.parametrize("day", DAYS)
def test_commands_and_views_answer_alike(disputed: str, day: str) -> None:
    database = open_database(disputed)
    lamp = resolve(database, "lamp")
    told = leaders(database, lamp, on=day)
    assert best([(t.person, t.fact.on_day) for t in told.tenures]) == DAYS[day]
    listed = listing(database, "memberships", Filters(group="lamp", on=day)).rows
    assert best([(r["person_id"], r["on_day"]) for r in listed]) == DAYS[day]
    for view in ("leadership", "current_memberships"):
        sql = (
            f"SELECT person_id, CASE WHEN surely_from <= '{day}' AND '{day}' <= surely_until THEN 'yes' ELSE 'possibly' END "
            f"FROM {view} WHERE group_id = 'lamp' AND possibly_from <= '{day}' AND '{day}' <= possibly_until"
        )
        assert best(rows(disputed, sql)) == DAYS[day], view
    sql = sql.replace("current_memberships", "all_claims").replace("person_id", "subject_id", 1)
    sql = sql.replace(
        "group_id = 'lamp'", "object_id = 'lamp' AND status IN ('accepted', 'contested') AND kind = 'membership'"
    )
    assert best(rows(disputed, sql)) == DAYS[day]
    for person, answer in DAYS[day].items():
        held = [
            f.on_day
            for s in dossier(database, resolve(database, person), on=day).sections
            for f in s.facts
            if f.kind == "membership"
        ]
        assert best([(person, a) for a in held]) == {person: answer}


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2013-12-31", None), ("2015-01-01", "possibly"), ("2016-05-30", "possibly"), ("2016-05-31", "possibly")],
)
def test_an_act_of_which_two_days_are_told_is_possible(disputed: str, day: str, answer: str | None) -> None:
    found = [
        (r["relation"], r["on_day"])
        for r in listing(open_database(disputed), "relations", Filters(group="lamp", on=day)).rows
    ]
    assert {k: v for k, v in best(found).items() if k == "split_from"} == ({"split_from": answer} if answer else {})


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [
        ("2013", "2013", None),
        ("2014", "2014", "possibly"),
        (None, "2020", "possibly"),
        ("2014", None, "possibly"),
        ("2016", "2017", None),
    ],
)
def test_a_contested_act_may_have_been_at_its_own_time_alone(
    disputed: str, first: str | None, last: str | None, answer: str | None
) -> None:
    listed = listing(
        open_database(disputed), "relations", Filters(group="lamp", kind="merged_into", first=first, last=last)
    )
    assert [r["fits"] for r in listed.rows] == ([answer] if answer else [])
    groups = listing(open_database(disputed), "groups", Filters(group="night-tide", first=first, last=last)).rows
    assert [r["fits"] for r in groups if r["id"] == "lamp"] == ([answer] if answer else [])


def test_disputes_only_about_when_have_the_days_on_which_all_sides_agree(disputed: str) -> None:
    found = rows(disputed, "SELECT id, agreed_from, agreed_until FROM disputes WHERE id LIKE 'on-%' ORDER BY id")
    assert [row for row in found if row[1:] != (None, None)] == [("on-when", "2015-06-30", "2018-03-01")]
    assert len(found) == 5


@pytest.mark.parametrize(
    ("first", "last", "answers"),
    [
        ("2014", "2014", {"when": "possibly", "apart": "possibly"}), ("2012", "2013", {"apart": "possibly"}),
        ("2016", "2016", {"when": "yes", "apart": "possibly"}), ("2018-03-02", "2018-12", {"when": "possibly"}),
    ],
)  # fmt: skip
def test_in_a_time_too(disputed: str, first: str, last: str, answers: dict[str, str]) -> None:
    listed = listing(open_database(disputed), "memberships", Filters(group="lamp", first=first, last=last)).rows
    assert {
        k: v for k, v in best([(r["person_id"], r["fits"]) for r in listed]).items() if k in ("when", "apart")
    } == answers


LISTED = """\
id: {0}
name: {0}
kind: group
sources: coast-wire-2021#p4
designations:
- authority: moot
  list: un_other
  listed_on: 2014-03-01
  delisted_on: 2020-05-01
  status: contested
  sources: [coast-wire-2021#p4, {{source: estoria-daily-2021#p3, stance: contradicts}}]
"""


def test_a_contested_listing_begins_and_ends_possibly_on_its_days(world_copy: Path, empty_url: str) -> None:
    (world_copy / "groups" / "lamp.yaml").write_text(LISTED.format("lamp"))
    database = open_database(seeded(world_copy, empty_url))

    def fits(**asked: str) -> list[str]:
        return [r["fits"] for r in listing(database, "designations", Filters(group="lamp", **asked)).rows]  # type: ignore[arg-type]

    assert fits(listed_first="2014", listed_last="2014") == ["possibly"]
    assert fits(delisted_first="2020", delisted_last="2020") == ["possibly"]
    assert fits(listed_last="2013") == fits(delisted_last="2019") == fits(delisted_first="2021") == []


FIRE = """\
id: weir-fire
name: Fire at the weir
kind: attack
sources: marsh-report#p1
attributes:
- date: 2021-03-04
  sources: marsh-report#p1
- place: selm
  sources: marsh-report#p1
participants:
- perpetrator: lamp
  attribution: {}
  sources: [marsh-report#p1, {{source: estoria-daily-2021#p3, stance: contradicts}}]
"""


@pytest.mark.parametrize(
    ("attribution", "answer"),
    [("claimed", "yes"), ("attributed", "yes"), ("suspected", "possibly"), ("alleged", "possibly"), ("claimed\n  status: contested", "possibly")],
)  # fmt: skip
def test_a_group_surely_was_where_somebody_answers_for_its_part(
    world_copy: Path, empty_url: str, attribution: str, answer: str
) -> None:
    (world_copy / "groups" / "lamp.yaml").write_text(
        f"id: lamp\nname: lamp\nkind: group\nsources: {WIRE}\nattributes:\n- founded: 2020\n  sources: {WIRE}\n"
    )
    (world_copy / "events" / "weir-fire.yaml").write_text(FIRE.format(attribution))
    database, day = open_database(seeded(world_copy, empty_url)), "2021-03-04"
    country = database.rows(
        "SELECT within_id FROM place_within w JOIN places p ON p.id = w.within_id WHERE w.place_id = 'selm' AND p.kind = 'country'"
    )[0]["within_id"]
    for asked, column in (({"on": day}, "on_day"), ({"first": day, "last": day}, "fits")):
        found = {r["id"]: r[column] for r in listing(database, "groups", Filters(country=country, **asked)).rows}  # type: ignore[arg-type]
        assert found["lamp"] == answer, column
    active = {r["id"]: r["active"] for r in database.rows(QUESTIONS["active-in"].sql, country=country, day=day)}
    assert active["lamp"] == answer


def test_a_timeline_has_what_is_contested_as_possible(disputed: str) -> None:
    database = open_database(disputed)
    shown = timeline(database, [resolve(database, "whether")], Period(on="2018-01-01"))
    assert [m.on_day for m in shown.moments if "lamp" in m.text] == ["possibly"]
    sql = "SELECT surely_from FROM timeline WHERE entity_id = 'whether' AND kind = 'membership' AND other_id = 'lamp' AND what = 'begin'"
    assert rows(disputed, sql) == [("9999-12-31",)]


def test_a_contested_nationality_puts_nobody_surely_in_a_country(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "lev-anders.yaml"
    person.write_text(person.read_text().replace(
        "- nationality: velmark\n", "- nationality: velmark\n  status: contested\n  dispute: anders-birth\n",
    ))  # fmt: skip
    database = open_database(seeded(world_copy, empty_url))
    found = {
        r["id"]: r["on_day"] for r in listing(database, "people", Filters(country="velmark", on="2019-06-01")).rows
    }
    assert found["lev-anders"] == "possibly"


def test_the_other_sides_of_a_dispute_say_that_they_are_of_another_day(
    disputed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", "lamp", "--on", "2015-06-01", "--database", disputed]) == 0
    sides = [line for line in capsys.readouterr().out.splitlines() if "· lamp split from" in line]
    assert ["not then" in line for line in sides] == [False, True]
    assert "(possibly)" not in sides[1]
    assert run(["show", "lamp", "--database", disputed]) == 0
    assert "not then" not in capsys.readouterr().out


def test_a_path_over_two_sides_of_a_dispute_says_so(disputed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Either the one led or the other."""
    with open_database(disputed) as database:
        one, other, lamp = (resolve(database, id_) for id_ in ("who-one", "who-other", "lamp"))
        ends = path(database, one, other, Reach())
        assert ([s.to_id for s in ends.steps], ends.disputed) == (["lamp", "who-other"], ("on-who",))
        assert path(database, one, lamp, Reach()).disputed == ()
        decided = path(database, resolve(database, "decided"), other, Reach())
        assert ([s.to_id for s in decided.steps], decided.disputed) == (["lamp", "who-other"], ())
    led = ["path", "who-one", "who-other", "--on", "2016-01-01", "--kinds", "membership", "--database", disputed]
    assert run(led) == 0
    assert "of which not all sides may be so: on-who" in capsys.readouterr().out
