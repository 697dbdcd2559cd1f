"""Timelines, lineage, paths and networks, the same on both engines."""

from __future__ import annotations

import csv
import io
import json
import random
import subprocess
import sys
from pathlib import Path as File

import pytest

from conftest import checked, seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed
from kbase.problems import UsageError
from kbase.queries.graph import kinds_of, network, path
from kbase.queries.lineage import Lineage, lineage
from kbase.queries.linked import DEFAULT_KINDS, Path, Reach
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, Timeline, timeline

GROUP = """\
id: {id}
name: {id}
kind: group
summary: An invented group.
sources: estoria-review-2019#p1
relations:
"""
RELATION = "- {relation}: {object}\n  date: {date}\n  sources: estoria-review-2019#p1\n"


@pytest.fixture
def family(world_copy: File, empty_url: str) -> str:
    """old → mid (2005) → young (2010); side joins mid only in 2015; old and young merge into whole in 2020."""
    ties = {
        "old-oak": [], "mid-oak": [("split_from", "old-oak", "2005")], "side-elm": [("merged_into", "mid-oak", "2015")],
        "young-oak": [("split_from", "mid-oak", "2010"), ("merged_into", "whole-oak", "2020")],
        "whole-oak": [], "far-elm": [("split_from", "old-oak", "2020")],
    }  # fmt: skip
    ties["old-oak"] = [("merged_into", "whole-oak", "2020")]
    for id_, relations in ties.items():
        text = GROUP.format(id=id_) + "".join(RELATION.format(relation=r, object=o, date=d) for r, o, d in relations)
        (world_copy / "groups" / f"{id_}.yaml").write_text(text if relations else text.replace("relations:\n", ""))
    return seeded(world_copy, empty_url)


def line(url: str, id_: str, on: str = "", depth: int = 20) -> Lineage:
    with open_database(url) as database:
        return lineage(database, resolve(database, id_), depth=depth, on=on)


def test_lineage_rows_name_their_parents(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The trees can be built again from the rows alone."""
    assert run(["lineage", "whole-oak", "--format", "csv", "--database", family]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(r["parent_id"], r["id"]) for r in rows if r["tree"] == "ancestor"] == [
        ("whole-oak", "old-oak"), ("whole-oak", "young-oak"), ("young-oak", "mid-oak"), ("mid-oak", "old-oak"),
    ]  # fmt: skip
    assert run(["lineage", "old-oak", "--format", "jsonl", "--database", family]) == 0
    told = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert {(r["parent_id"], r["id"]) for r in told} == {
        ("old-oak", "mid-oak"), ("mid-oak", "young-oak"), ("young-oak", "whole-oak"), ("old-oak", "far-elm"),
        ("old-oak", "whole-oak"),
    }  # fmt: skip
    assert all(r["parent_name"] == r["parent_id"] for r in told)  # as the fixture names them


def test_lineage(family: str) -> None:
    young = line(family, "young-oak")
    assert [(d.id, d.depth, d.relation) for d in young.ancestors] == [
        ("mid-oak", 1, "split_from"), ("old-oak", 2, "split_from"),
    ]  # fmt: skip
    assert [d.id for d in young.offshoots] == ["whole-oak"]
    whole = line(family, "whole-oak")
    # side joined mid only after young had left it
    assert [(d.id, d.depth, d.again) for d in whole.ancestors] == [
        ("old-oak", 1, False), ("young-oak", 1, False), ("mid-oak", 2, False), ("old-oak", 3, False),
    ]  # fmt: skip
    old = line(family, "old-oak")
    assert [(d.id, d.depth) for d in old.offshoots] == [
        ("mid-oak", 1), ("young-oak", 2), ("whole-oak", 3), ("far-elm", 1), ("whole-oak", 1),
    ]  # fmt: skip
    assert [d.id for d in line(family, "old-oak", depth=1).offshoots] == ["mid-oak", "far-elm", "whole-oak"]
    assert [d.id for d in line(family, "old-oak", on="2012-01-01").offshoots] == ["mid-oak", "young-oak"]
    assert all(d.sources for d in old.offshoots)


def test_lineage_of_the_world(database_url: str) -> None:
    found = line(database_url, "red-lantern")
    assert [d.id for d in found.ancestors] == ["iron-dawn"]
    assert any("pledged allegiance to Night Tide" in f.text for f in found.ties)
    assert [f.text for f in found.names] == ["Friends of the Marsh"]


@pytest.mark.parametrize(
    ("merged", "order"), [("", "open"), ("  date: 2013\n", "open"), ("  date: 2013?\n", "open"), ("  date: 2012\n", "")]
)
def test_what_may_have_come_before_is_said(
    merged: str, order: str, world_copy: File, empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """'ash' became part of 'birch', from which 'cedar' split in 2013: only if that was later has cedar come out of ash."""
    head = "id: {0}\nname: {0}\nkind: group\nsources: estoria-review-2019#p1\n"
    source = "  sources: estoria-review-2019#p1\n"
    for id_, more in (
        ("ash", f"relations:\n- merged_into: birch\n{merged}{source}"), ("birch", ""),
        ("cedar", f"relations:\n- split_from: birch\n  date: 2013\n{source}"),
    ):  # fmt: skip
        (world_copy / "groups" / f"{id_}.yaml").write_text(head.format(id_) + more)
    seed(checked(world_copy), empty_url, Options(Origin("trees")))
    for group, words in (("ash", "perhaps earlier"), ("cedar", "perhaps later")):
        found = line(empty_url, group)
        assert [d.order for d in (*found.ancestors, *found.offshoots)] == ["", order]
        assert run(["lineage", group, "--database", empty_url]) == 0
        assert (f"({words})" in capsys.readouterr().out) is bool(order)


def way(url: str, start: str, goal: str, reach: Reach | None = None, most: int = 6) -> Path:
    with open_database(url) as database:
        return path(database, resolve(database, start), resolve(database, goal), reach or Reach(), most)


def test_path(database_url: str) -> None:
    found = way(database_url, "lev-anders", "dara-holm")
    assert [(s.from_id, s.to_id, s.forward) for s in found.steps] == [
        ("lev-anders", "red-lantern", True), ("red-lantern", "iron-dawn", True), ("iron-dawn", "dara-holm", False),
    ]  # fmt: skip
    assert all(s.sources for s in found.steps)
    back = way(database_url, "dara-holm", "lev-anders")
    assert [s.claim for s in back.steps] == [s.claim for s in reversed(found.steps)]
    assert not way(database_url, "lev-anders", "dara-holm", most=2).found
    assert way(database_url, "lev-anders", "lev-anders").found
    assert way(database_url, "lev-anders", "lev-anders").steps == ()
    assert len(way(database_url, "lev-anders", "dara-holm", Reach(kinds_of(["membership"]))).steps) == 4
    assert not way(database_url, "lev-anders", "dara-holm", Reach(kinds_of(["group_relation"]))).found
    assert not way(database_url, "lev-anders", "dara-holm", Reach(on="2011-01-01")).found
    assert found.together == "possibly"


def test_a_path_whose_links_never_held_together(family: str, world_copy: File) -> None:
    person = "id: {id}\nname: {id}\nsources: estoria-review-2019#p1\nmemberships:\n"
    role = "- group: {group}\n  role: member\n  start: {start}\n  end: {end}\n  sources: estoria-review-2019#p1\n"
    (world_copy / "people" / "early-bird.yaml").write_text(
        person.format(id="early-bird")
        + role.format(group="far-elm", start=2021, end=2022)
        + role.format(group="side-elm", start=2001, end=2002)
    )
    seed(checked(world_copy), family, Options(Origin("family")))
    assert way(family, "far-elm", "side-elm", Reach(kinds_of(["membership"]))).together == "never"


def test_the_shortest_path_of_one_time(database_url: str) -> None:
    """As short as the shortest of any single day, between any two: a path of one time is one of the day on which its last link began."""
    with open_database(database_url) as database:
        ids = [r["id"] for r in database.rows("SELECT id FROM entities WHERE type <> 'source' ORDER BY id")]
        steps = [s for id_ in ids for s in network(database, resolve(database, id_), 1, Reach(), 1000).links]
        ties = {(frozenset((s.from_id, s.to_id)), s.start_earliest, s.end_latest) for s in steps}
        days = {start for _, start, _ in ties}
        shortest: dict[tuple[str, str], int] = {}
        for day in days:
            near: dict[str, set[str]] = {}
            for ends, start, end in ties:
                if start <= day <= end:
                    for id_ in ends:
                        near.setdefault(id_, set()).update(ends - {id_})
            for id_ in near:
                front, known, away = {id_}, {id_}, 0
                while front:
                    for there in front:
                        shortest[id_, there] = min(away, shortest.get((id_, there), away))
                    front = {b for a in front for b in near.get(a, ())} - known
                    known |= front
                    away += 1
        lost = 0
        entities = {id_: resolve(database, id_) for id_ in ids}
        pairs = random.Random(7).sample([(a, b) for a in ids for b in ids if a < b], 100)
        for start_, goal in pairs:
            found = path(database, entities[start_], entities[goal], Reach(same_time=True))
            assert (len(found.steps) if found.found else None) == shortest.get((start_, goal)), (start_, goal)
            assert found.together != "never"
            lost += not found.found and path(database, entities[start_], entities[goal], Reach()).found
        assert lost > 0


def test_same_time_as_a_command(family: str, world_copy: File, capsys: pytest.CaptureFixture[str]) -> None:
    """The short way leads through roles of different years, the long one through people of one."""
    person = "id: {id}\nname: {id}\nsources: estoria-review-2019#p1\nmemberships:\n"
    role = "- group: {group}\n  role: member\n  start: {start}\n  end: {end}\n  sources: estoria-review-2019#p1\n"
    for id_, *roles in (
        ("early-bird", ("far-elm", 2021, 2022), ("side-elm", 2001, 2002)), ("one-owl", ("far-elm", 2005, 2008), ("whole-oak", 2005, 2008)),
        ("two-owl", ("whole-oak", 2006, 2008), ("side-elm", 2004, 2009)),
    ):  # fmt: skip
        (world_copy / "people" / f"{id_}.yaml").write_text(
            person.format(id=id_) + "".join(role.format(group=g, start=s, end=e) for g, s, e in roles)
        )
    seed(checked(world_copy), family, Options(Origin("family")))
    words = ["path", "far-elm", "side-elm", "--kinds", "membership", "--database", family, "--format", "json"]
    assert run(words) == 0
    assert json.loads(capsys.readouterr().out)["data"]["together"] == "never"
    assert run([*words, "--same-time"]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert [s["to_id"] for s in data["steps"]] == ["one-owl", "whole-oak", "two-owl", "side-elm"]
    assert (data["together"], data["same_time"]) == ("yes", True)
    assert run([*words[:-2], "--same-time"]) == 0
    assert "These links all held at the same time." in capsys.readouterr().out
    assert run([*words[:-2], "--same-time", "--max-steps", "3"]) == 1
    assert "that may all have held at the same time" in capsys.readouterr().out
    capsys.readouterr()
    # the role of one-owl begins in some month of 2005, that of two-owl in one of 2006: of a day in that year who knows
    for day, told in (
        ("2007-03-01", "They all held on that day, or had come about by then."),
        ("2006-03-01", "Whether all of them held on that day"),
    ):
        assert run([*words[:-2], "--same-time", "--on", day]) == 0
        page = capsys.readouterr().out
        assert (told in page, "at the same time" in page) == (True, False)


def test_of_links_beside_each_other_those_that_surely_meet(family: str, world_copy: File) -> None:
    source = "  sources: estoria-review-2019#p1\n"
    (world_copy / "groups" / "ash.yaml").write_text(
        f"id: ash\nname: Ash\nkind: group\nsources: estoria-review-2019#p1\nrelations:\n- affiliated_with: side-elm\n{source}"
        f"- allied_with: side-elm\n  start: 2004\n  end: 2009\n{source}"
    )
    (world_copy / "people" / "ash-owl.yaml").write_text(
        "id: ash-owl\nname: ash-owl\nsources: estoria-review-2019#p1\nmemberships:\n- group: ash\n  role: member\n"
        f"  start: 2005\n  end: 2008\n{source}"
    )
    seed(checked(world_copy), family, Options(Origin("family")))
    plain, same = (way(family, "ash-owl", "side-elm", Reach(same_time=same)) for same in (False, True))
    assert ([s.word for s in plain.steps], plain.together) == (["member", "affiliated with"], "possibly")
    assert ([s.word for s in same.steps], same.together) == (["member", "allied with"], "yes")


def test_network(database_url: str) -> None:
    with open_database(database_url) as database:
        near = network(database, resolve(database, "red-lantern"), 1, Reach())
        assert {n[0] for n in near.nodes} >= {"red-lantern", "iron-dawn", "night-tide", "tomas-vell", "lev-anders"}
        assert {n[3] for n in near.nodes} == {0, 1}
        assert not near.more
        far = network(database, resolve(database, "red-lantern"), 2, Reach())
        assert {n[0] for n in near.nodes} < {n[0] for n in far.nodes}
        assert {"dara-holm"} <= {n[0] for n in far.nodes if n[3] == 2}
        cut = network(database, resolve(database, "red-lantern"), 2, Reach(), limit=3)
        assert len(cut.nodes) == 3 and cut.more
        ends = {n[0] for n in far.nodes}
        assert all({s.from_id, s.to_id} <= ends for s in far.links)


def test_the_view_has_the_links_of_the_search(database_url: str) -> None:
    with open_database(database_url) as database:
        rows = database.rows("SELECT * FROM links ORDER BY claim_id")
        everything = Reach(kinds_of(["all"]))
        for id_ in ("red-lantern", "tomas-vell", "selm-mill-raid", "estoria", "vell-pledge"):
            seen = {s.claim for s in network(database, resolve(database, id_), 1, everything).links}
            assert seen == {r["claim_id"] for r in rows if id_ in (r["from_id"], r["to_id"])}
        assert all(r["start_earliest"] is None or r["start_earliest"] <= r["end_latest"] for r in rows)


def test_kinds_of_links() -> None:
    assert kinds_of([]) == DEFAULT_KINDS
    assert kinds_of(["Group-Relation, membership"]) == ("group_relation", "membership")
    with pytest.raises(UsageError, match="frendship"):
        kinds_of(["frendship"])


def times(url: str, *ids: str, **period: str) -> Timeline:
    with open_database(url) as database:
        return timeline(database, [resolve(database, i) for i in ids], Period(**period))  # type: ignore[arg-type]


def test_timeline(database_url: str) -> None:
    found = times(database_url, "red-lantern")
    days = [m.earliest for m in found.moments]
    assert days == sorted(days)
    told = [(m.date, m.precision, m.text) for m in found.moments]
    assert ("2015-05", "month", "split from Iron Dawn (a part of it, it went on to exist)") in told
    assert ("2021-08-28", "day", "ended: Tomas Vell, leader; was killed") in told
    assert ("2015-05", "month", "Tomas Vell, leader") in told
    assert ("2014~", "year", "founded: about 2014") in told
    assert next(m for m in found.moments if m.date == "2014~").approximate
    assert found.undated > 0
    numbers = {c.number for c in found.cited}
    assert all(set(m.sources) <= numbers and m.sources for m in found.moments)
    assert {
        m.earliest[:4] for m in times(database_url, "red-lantern", first="2016-01-01", last="2016-12-31").moments
    } >= {"2016"}
    assert {m.section for m in times(database_url, "red-lantern", kinds=("designations",)).moments} == {"designations"}  # type: ignore[arg-type]
    assert max(m.earliest for m in times(database_url, "red-lantern", on="2016-01-01").moments) <= "2016-01-01"


def test_two_side_by_side(database_url: str) -> None:
    both = times(database_url, "red-lantern", "iron-dawn")
    split = [m for m in both.moments if m.claim == "red-lantern/split_from/iron-dawn"]
    assert [m.entities for m in split] == [("red-lantern", "iron-dawn")]
    assert {e for m in both.moments for e in m.entities} == {"red-lantern", "iron-dawn"}


def test_a_statement_has_its_id(database_url: str) -> None:
    for id_ in ("tomas-vell", "red-lantern"):
        assert "vell-pledge" in {m.claim for m in times(database_url, id_).moments if m.kind == "statement"}
    both = [m for m in times(database_url, "tomas-vell", "red-lantern").moments if m.claim == "vell-pledge"]
    assert [m.entities for m in both] == [("tomas-vell", "red-lantern")]


def test_a_listing_is_said_as_of_its_moment(database_url: str) -> None:
    listed = "by Government of Velmark (=cmd|calc)"
    found = [(m.date, m.text) for m in times(database_url, "red-lantern", kinds=("designation",)).moments]  # type: ignore[arg-type]
    assert found == [
        ("2016-02-23", "listed by Moot of the Coast (RL.07)"), ("2016-05-01", f"listed {listed}"), ("2019-12-31", f"delisted {listed}"),
    ]  # fmt: skip
    authority = times(database_url, "government-of-velmark", kinds=("designation",)).moments  # type: ignore[arg-type]
    assert [m.text.rpartition(" (")[0] for m in authority] == ["Red Lantern: listed", "Red Lantern: delisted"]
    with open_database(database_url) as database:
        group = resolve(database, "red-lantern")
        for on, word in (("2017-06-01", "listed by"), ("", "delisted by")):
            links = network(database, group, 1, Reach(kinds_of(["designation"]), on)).links
            (link,) = [s for s in links if s.claim == "red-lantern/designation/national"]
            assert link.word == word and f": {word} Government" in link.text


@pytest.mark.parametrize("words", [["path", "lev-anders", "dara-holm"], ["network", "red-lantern", "--kinds", "all"]])
def test_links_as_rows(words: list[str], world_sqlite: File) -> None:
    """CSV and JSON lines have the links of the JSON, each value under its own column."""

    def asked(format: str) -> str:
        command = [sys.executable, "-m", "kbase", *words, "--database", str(world_sqlite), "--format", format]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    data = json.loads(asked("json"))["data"]
    steps = data["steps" if words[0] == "path" else "links"]
    cited = {c["number"]: c["source"] for c in data["cited"]}
    rows = list(csv.DictReader(io.StringIO(asked("csv"))))
    lines = [json.loads(line) for line in asked("jsonl").splitlines()]
    assert len(steps) == len(rows) == len(lines) > 1
    for step, row, line in zip(steps, rows, lines, strict=True):
        assert None not in row and list(row) == list(line) == list(step)
        for name in set(step) - {"sources", "against"}:
            assert line[name] == step[name]
            assert row[name] == str(int(step[name]) if isinstance(step[name], bool) else step[name])
        for name in ("sources", "against"):
            assert row[name] == line[name]
            assert [t.partition(",")[0] for t in row[name].split("; ") if t] == [cited[n] for n in step[name]]


def test_of_links_beside_each_other_a_path_of_a_day_takes_the_sure_one(world_copy: File, empty_url: str) -> None:
    """A founder's role has no end; that of the leader surely lasted."""
    source = "  sources: estoria-review-2019#p1\n"
    (world_copy / "people" / "early-bird.yaml").write_text(
        f"id: early-bird\nname: Early Bird\nsources: estoria-review-2019#p1\nmemberships:\n- group: night-tide\n  role: founder\n{source}"
        f"- group: night-tide\n  role: leader\n  start: 2008\n  end: 2014-09-01\n  key: leader\n{source}"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        ends = resolve(database, "early-bird"), resolve(database, "night-tide")
        then = {day: path(database, *ends, Reach(on=day)).steps for day in ("2007-05-05", "2012-06-01", "2016-01-01")}
        other_way = path(database, ends[1], ends[0], Reach(on="2012-06-01")).steps
    assert [(s[0].word, s[0].on_day) for s in then.values()] == [
        ("founder", "possibly"),
        ("leader", "yes"),
        ("founder", "possibly"),
    ]
    assert [(s.word, s.on_day) for s in other_way] == [("leader", "yes")]


def test_a_path_takes_what_is_accepted_before_what_is_contested(world_copy: File, empty_url: str) -> None:
    source = "  sources: [estoria-review-2019#p1, {source: marsh-report#p1, stance: contradicts}]\n"
    (world_copy / "people" / "early-bird.yaml").write_text(
        f"id: early-bird\nname: Early Bird\nsources: estoria-review-2019#p1\nmemberships:\n- group: night-tide\n  role: leader\n"
        f"  status: contested\n  key: a\n{source}- group: night-tide\n  role: member\n  key: b\n  sources: estoria-review-2019#p1\n"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        (step,) = path(database, resolve(database, "early-bird"), resolve(database, "night-tide"), Reach()).steps
    assert step.word == "member"
