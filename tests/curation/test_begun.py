"""Statements and events within the lives of those who spoke, were spoken for, took part or did it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.dates import FIRST
from kbase.fields import LISTS_SINCE
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, placed, timeline

CITED = "sources: estoria-review-2019#p1\n"
STATEMENTS = {  # who speaks, for whom, when: from which day on it may have been made
    "by-then": ("tomas-vell", "", "'[..2014]'", "1977-01-01"),
    "for-a-group": ("tomas-vell", "lamp", "'[..2014]'", "2012-03-01"),
    "of-a-group": ("lamp", "", "'[..2014]'", "2012-03-01"),
    "of-the-year": ("lamp", "", "2012", "2012-03-01"),
    "about-the-year": ("lamp", "", "2012~", "2011-01-01"),  # a flagged date reaches as far as ever
    "before": ("lamp", "", "'[..2011]'", FIRST),  # wholly before: its source knows better
    "no-day": ("lamp", "", "", "2012-03-01"),
    "unbounded": ("night-tide", "", "", FIRST),
}
EVENTS = {  # its date, who took part: from which day on it may have happened
    "surely": ("'[..2018]'", [("perpetrator", "lamp", "confirmed"), ("perpetrator", "late", "confirmed")], "2016-01-01"),
    "either": ("'[..2018]'", [("perpetrator", "lamp", "claimed"), ("perpetrator", "late", "claimed")], "2012-03-01"),
    "one-surely": ("'[..2018]'", [("perpetrator", "lamp", "confirmed"), ("perpetrator", "late", "claimed")], "2012-03-01"),
    "contested": ("'[..2018]'", [("perpetrator", "lamp", "claimed\n  status: contested"), ("perpetrator", "late", "claimed")], "2012-03-01"),
    "or-another": ("'[..2018]'", [("perpetrator", "late", "claimed"), ("perpetrator", "night-tide", "claimed")], FIRST),
    "not-denied": ("'[..2018]'", [("perpetrator", "late", "claimed"), ("perpetrator", "lamp", "denied")], "2016-01-01"),
    "about": ("'[..2018]'", [("subject", "late", "confirmed")], FIRST),
    "suspected-target": ("'[..2018]'", [("target", "late", "suspected")], FIRST),
    "in-the-year": ("2016/2018", [("perpetrator", "lent", "confirmed")], "2016-06-01"),
    "long-before": ("'[..2010]'", [("perpetrator", "late", "confirmed")], FIRST),
    "death-in-it": ("'[..2022]'", [("killed", "tomas-vell", "confirmed")], "2021-08-28"),
}  # fmt: skip


@pytest.fixture
def lives(world_copy: Path, empty_url: str) -> str:
    for id_, founded in (("lamp", "2012-03"), ("late", "'2016'"), ("lent", "2016-06")):
        (world_copy / "groups" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: group\n{CITED}attributes:\n- founded: {founded}\n  {CITED}"
        )
    for id_, (speaker, behalf, made, _) in STATEMENTS.items():
        (world_copy / "statements" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsummary: Says something.\nspeaker: {speaker}\nmedium: audio\nauthenticity: claimed\n{CITED}"
            + f"on_behalf_of: {behalf}\n" * bool(behalf) + f"made_on: {made}\n" * bool(made)
        )  # fmt: skip
    for id_, (date, parts, _) in EVENTS.items():
        (world_copy / "events" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: {date}\n  sources: marsh-report#p1\n"
            "participants:\n"
            + "".join(
                f"- {role}: {who}\n  attribution: {how}\n  sources: marsh-report#p1\n" for role, who, how in parts
            )
        )
    return seeded(world_copy, empty_url)


def test_a_statement_is_not_possible_before_its_speaker_or_group(lives: str) -> None:
    with open_database(lives) as database:
        rows = {r["from_id"]: r for r in database.rows("SELECT * FROM links WHERE kind = 'speaker'")}
        for id_, (speaker, *_, first) in STATEMENTS.items():
            assert str(rows[id_]["possibly_from"]) == first, id_
            page = dossier(database, resolve(database, speaker), first)
            assert id_ in {f.values.get("id") for s in page.sections for f in s.facts}, id_
            if first != FIRST:
                page = dossier(database, resolve(database, speaker), f"{int(first[:4]) - 1}-12-31")
                assert id_ not in {f.values.get("id") for s in page.sections for f in s.facts}, id_
        early = {r["id"] for r in listing(database, "statements", Filters(last="1976")).rows}
        assert early == {"before"}  # what nobody dates and nothing bounds does not pass
        order = [r["id"] for r in listing(database, "statements", Filters()).rows]
        assert set(order[-2:]) == {"no-day", "unbounded"}  # what nobody dates comes last


def test_an_event_is_not_possible_before_those_who_did_it(lives: str) -> None:
    with open_database(lives) as database:
        rows = {r["id"]: r for r in database.rows("SELECT * FROM event_list")}
        assert {id_: str(rows[id_]["possibly_from"]) for id_ in EVENTS} == {
            id_: case[2] for id_, case in EVENTS.items()
        }
        assert str(rows["in-the-year"]["surely_until"]) == "2018-01-01"
        early = {r["id"] for r in listing(database, "events", Filters(last="2010")).rows}
        assert early & set(EVENTS) == {id_ for id_, case in EVENTS.items() if case[2] == FIRST}


def test_the_timeline_has_what_had_come_by_a_day_under_that_day(lives: str, capsys: pytest.CaptureFixture[str]) -> None:
    with open_database(lives) as database:
        found = timeline(database, [resolve(database, "lamp")], Period())
        told = {(m.claim, m.date): (m.earliest, m.latest) for m in found.moments}
        view = {
            (r["claim_id"], r["date"]): (str(r["earliest"]), str(r["latest"]))
            for r in database.rows(QUESTIONS["timeline-of"].sql, entity="lamp")
        }
    assert told == view
    assert told["for-a-group", "[..2014]"] == ("2012-03-01", "2014-12-31")
    assert told["either/perpetrator/lamp", "[..2018]"] == ("2012-03-01", "2018-12-31")
    under = {m.claim: placed(m) for m in found.moments if m.date.startswith("[..")}
    assert under["for-a-group"] == "2014-12-31"  # not the day on which it was founded
    assert [placed(m) for m in found.moments] == sorted(placed(m) for m in found.moments)
    assert run(["timeline", "lamp", "--database", lives]) == 0
    _, year, told_under = capsys.readouterr().out.partition("\n2014\n")
    assert year and "2014 or earlier" in told_under.partition("\n\n")[0]


def test_a_role_that_a_death_ended_lasted_until_that_death(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text()
    assert "  end: 2021-08-28\n" in text and "- died: 2021-08-28\n" in text
    person.write_text(text.replace("  end: 2021-08-28\n", "  end: 2021-08\n"))
    ends = "SELECT surely_until, possibly_until FROM leadership WHERE claim_id = 'tomas-vell/membership/red-lantern'"
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = database.tuples(ends)
        assert [str(day) for day in row] == ["2021-08-28", "2021-08-28"]
    person.write_text(person.read_text().replace("how_ended: killed", "how_ended: removed"))
    with open_database(seeded(world_copy, empty_url)) as database:
        (row,) = database.tuples(ends)
        assert [str(day) for day in row] == ["2021-08-01", "2021-08-28"]


@pytest.mark.parametrize(
    ("made", "first"),
    [("'[..2022-12]'", "2021-08-27"), ("'[..2020-12]'", None), ("2020", "2020-01-01")],
)
def test_a_statement_on_an_event_was_made_after_it_began(made: str, first: str | None, world_copy: Path) -> None:
    """Where it gives no first day itself; an announcement before the event stays as its sources say."""
    (world_copy / "statements" / "on-the-raid.yaml").write_text(
        f"id: on-the-raid\nname: On the raid\nsummary: Says something.\nspeaker: ridge-guard\nmedium: audio\nauthenticity: claimed\n{CITED}"
        f"made_on: {made}\nsubjects:\n- about: selm-mill-raid\n  {CITED}"
    )
    corpus = checked(world_copy)
    assert not corpus.refused, corpus.sorted_problems()
    found = corpus.made.get("on-the-raid")
    assert (found.earliest if found else None) == (first if first and made != "2020" else None)


@pytest.mark.parametrize(("list_", "since"), sorted(LISTS_SINCE.items()))
def test_nobody_stands_on_a_list_before_it_was_made(list_: str, since: str, world_copy: Path) -> None:
    (world_copy / "people" / "ada-quill.yaml").write_text(
        f"id: ada-quill\nname: Ada Quill\n{CITED}attributes:\n- born: 1950\n  {CITED}designations:\n- authority: moot\n  list: {list_}\n  {CITED}"
    )
    corpus = checked(world_copy)
    assert not corpus.refused, corpus.sorted_problems()
    (claim,) = [c for c in corpus.by_kind["designation"] if c.document.id == "ada-quill"]
    assert claim.start.earliest == since
