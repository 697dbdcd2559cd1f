"""Who led a group, in order: what lies between one leader and the next, by the bounds of their dates."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import seeded
from kbase.curation.claims import Claim as Curated
from kbase.curation.claims import set_dates
from kbase.database.connection import open_database
from kbase.fields import CLAIM
from kbase.queries.claims import Claim
from kbase.queries.leaders import Between, between, in_order, leaders, length
from kbase.queries.resolve import resolve
from kbase.render.data import leaders_rows
from kbase.render.leaders import leaders_page
from kbase.render.page import words_of

OPEN = Between("open", None, None)
CASES = [
    # end of the one, start of the other, what lies between
    ("2020-01-10", "2020-01-10", Between("adjoining", 0, 0)),
    ("2020-01-10", "2020-01-11", Between("adjoining", 0, 0)),
    ("2020-01-10", "2020-01-12", Between("gap", 1, 1)),
    ("2020-01-10", "2020-01-09", Between("overlap", 2, 2)),  # the first and the last day count
    ("2020-01", "2020-03", Between("gap", 29, 89)),  # 31 January to 1 March, 1 January to 31 March; 2020 is a leap year
    ("2020-01", "2020-02", OPEN),  # from adjoining to two months
    ("2020", "2020-06", OPEN),
    ("2021-03", "2020", Between("overlap", 61, 456)),
    ("ended", "2020", OPEN),
    (None, "2020", OPEN),
    ("2020", None, OPEN),
    ("ongoing", "2020", OPEN),
    ("2020-01-10~", "2020-02-01", Between("gap", 20, 22)),  # a flagged day reaches one day further
    ("2020-01-10", "2020-02-01?", Between("gap", 20, 22)),
    ("2020-01-10~", "2020-01-11", OPEN),
]


def role(start: str | None, end: str | None, seen: str | None = None) -> Claim:
    """A leading role as the table holds it."""
    values = {k: v for k, v in (("start", start), ("end", end), ("last_seen", seen)) if v is not None}
    curated = Curated(CLAIM["membership"], None, 0, {"group": "g", "role": "leader", **values}, "x")  # type: ignore[arg-type]
    set_dates(curated)
    row = {
        "id": "x", "status": "accepted", "confidence": "stated", "dispute_id": None, "note": None,
        "start_date": curated.start_text, "end_date": curated.end_text, "start_earliest": curated.start.earliest, "start_latest": curated.start.latest, "start_flag": curated.start.flag or None,
        "end_earliest": curated.end.earliest, "end_latest": curated.end.latest, "end_flag": curated.end.flag or None,
    }  # fmt: skip
    return Claim(CLAIM["membership"], row)


LENGTHS = [
    # start, end, days that surely were, that may have been
    ("2020-01-10", "2020-01-12", (3, 3)), ("2020-01-10", "2020-01-10", (1, 1)), ("2019", "2021", (368, 1096)),
    ("2020-01", "2020-01", (1, 31)), ("2020-01-10~", "2020-01-12", (2, 4)), ("2020", "ongoing", (1, None)),
    (None, "2020-01-12", (1, None)), ("2020-01-10", None, (1, None)), (None, None, (1, None)),
]  # fmt: skip


@pytest.mark.parametrize(("start", "end", "wanted"), LENGTHS)
def test_how_long_a_role_was_held(start: str | None, end: str | None, wanted: tuple[int, int | None]) -> None:
    assert length(role(start, end)) == wanted


def test_a_view_says_how_long_as_the_command_does(world_copy: Path, empty_url: str) -> None:
    """Of roles with every kind of date, contested ones too; the CSV tells the tenure and what lies before it apart."""
    source = "  sources: estoria-review-2019#p1\n"
    roles = "".join(
        f"- group: night-tide\n  role: leader\n  key: k{n}\n{f'  start: {start}' + chr(10) if start else ''}{f'  end: {end}' + chr(10) if end else ''}"
        f"{'  status: contested' + chr(10) if contested else ''}{source}"
        for n, (start, end, contested) in enumerate((s, e, c) for s, e, _ in LENGTHS for c in (False, True))
    )
    (world_copy / "people" / "many-roles.yaml").write_text(
        f"id: many-roles\nname: many-roles\nsources: estoria-review-2019#p1\nmemberships:\n{roles}", encoding="utf-8"
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        rows = database.rows("SELECT claim_id, status, least_days, most_days FROM leadership WHERE role = 'leader'")
        told = {r["claim_id"]: (r["least_days"], r["most_days"]) for r in rows}
        seen: dict[str, tuple[int, int | None]] = {}
        for group in database.rows("SELECT id FROM groups ORDER BY id"):
            found = leaders(database, resolve(database, group["id"]))
            seen |= {t.fact.claim: (t.least_days, t.most_days) for t in found.tenures}
            csv_rows = leaders_rows(found)
            at = [csv_rows.columns.index(c) for c in ("claim", "least_days", "most_days")]
            assert {tuple(row[n] for n in at) for row in csv_rows.rows} == {
                (t.fact.claim, t.least_days, t.most_days) for t in found.tenures
            }
    assert told == seen
    assert {r["least_days"] for r in rows if r["status"] == "contested"} == {0}  # of no day is it sure
    assert len({least for least, _ in told.values()}) > 4


@pytest.mark.parametrize(("end", "start", "wanted"), CASES)
def test_between(end: str | None, start: str | None, wanted: Between) -> None:
    assert between(role("2001", end), role(start, "2030")) == wanted


def test_a_gap_reaches_no_further_back_than_any_before_led() -> None:
    before, after = role(None, "[..2011-03-29]"), role("2011-05-23", "2015")
    assert (between(before, after).most or 10_000) > 5_000
    assert between(before, after, "1998-01-01") == Between("gap", 54, 4889)


def test_an_overlap_ends_with_the_first_of_the_two() -> None:
    assert between(role("1996", "2017"), role("2004-03", "2004-04-17")) == Between("overlap", 18, 48)
    # both led from the first day of the one to the last that they share
    assert between(role("2006-06-12", "2010-04-18"), role("2006-10-15", "2010-04-18")) == Between("overlap", 1282, 1282)
    assert between(role("2001", "2020-01-10"), role("2020-01-09", None)) == Between(
        "overlap", 1, 2
    )  # the day on which it began


def test_a_tenure_inside_another_overlaps_it() -> None:
    """Whatever its days were: all of them lie in the other's time."""
    assert between(role("2013-08", "2016"), role("2015-05", "2015-05")) == Between("overlap", 1, 31)
    assert between(role("2013-08", "2016"), role("2015-05-13", "2015-05-13")) == Between("overlap", 1, 1)
    # it may have ended before the other began, or begun after that had ended
    assert between(role("2010", "2016"), role("[2009..2011]", "2010")) == OPEN
    assert between(role("2013-08", "2015-05-20"), role("2015-05", "2015-05")) == OPEN
    # a flag reaches one unit further, at either end
    assert between(role("2015-04~", "2016"), role("2015-05", "2015-05")) == OPEN
    assert between(role("2015-03~", "2016"), role("2015-05", "2015-05~")) == Between("overlap", 1, 61)
    assert between(role("2015-04", "2016"), role("2015-01", "2015-05~")) == OPEN
    assert between(role("2013-08", "2018~"), role("2015-05", "2016")) == Between("overlap", 216, 611)
    assert between(role("2013-08", "2018~"), role("2015-05", "2018")) == Between("overlap", 582, 1341)
    assert between(role("2013-08", "2016~"), role("2015-05", "2018")) == OPEN
    # hand over on one day is no overlap, and it may have been that
    assert between(role("2010", "2015-05"), role("2015-05-01", "2016")) == OPEN


def test_two_who_were_seen_to_lead_on_one_day_overlap() -> None:
    day = "2025-07-20"
    once = Between("overlap", 1, None)
    assert between(role(None, None, day), role(None, None, day)) == once
    assert between(role("2020", None, day), role(None, None, day)) == once
    # the other too led on its last day
    assert between(role("2020", None, day), role(None, day)) == Between("overlap", 1, 2028)
    assert between(role(None, None, day), role(None, None, "2025-07-21")) == OPEN
    # where a source gives the day of the end, or of the start, they may have handed over on it
    assert between(role(None, day), role(None, None, day)) == OPEN
    assert between(role(None, None, day), role(None, day)) == OPEN
    assert between(role("2020", day), role(day, None)) == Between("adjoining", 0, 0)
    assert between(role(None, None, day), role(day, None)) == OPEN


def test_a_start_that_no_source_gives_lies_before_its_end() -> None:
    yusuf, shekau = role(None, "2009-07-30"), role("2009", "2021-05")
    assert yusuf.row["start_latest"] < shekau.row["start_latest"]
    assert between(yusuf, shekau) == OPEN


def test_of_two_without_a_start_the_one_who_ended_first_stands_first() -> None:
    father, son = role(None, "[..2018-09]"), role("[..2012-12]", "ongoing")
    assert in_order([son, father]) == [father, son]
    founder, heir = role("2008-07-27", None), role(None, "[2014-06..2014-08-10]")
    assert in_order([heir, founder]) == [founder, heir]  # a start that is told goes before
    early, between_, late = role("[..2012]", "2018"), role("2014", "2015"), role(None, "2016")
    assert in_order([late, between_, early]) == [
        early,
        between_,
        late,
    ]  # who led by 2012 stays before who began in 2014


def test_of_a_group(database_url: str) -> None:
    with open_database(database_url) as database:
        group = resolve(database, "red-lantern", ("group",))
        found = leaders(database, group, ("leader", "commander"))
        assert [(t.person, t.since and t.since.kind) for t in found.tenures] == [
            ("tomas-vell", None),
            ("lev-anders", None),  # a commander follows no leader
        ]
        assert [t.person for t in leaders(database, group).tenures] == ["tomas-vell"]
        assert found.cited
        then = leaders(database, group, ("leader", "commander"), "2016-01-01")
        assert [(t.person, t.fact.on_day) for t in then.tenures] == [("tomas-vell", "yes")]
        nobody = leaders(database, group, on="2022-01-01")
        assert (nobody.tenures, nobody.recorded) == ((), 1)
        # rejected and retracted claims are no leaders
        assert leaders(database, group, ("financier", "member")).tenures == ()


def test_the_two_are_named(world_copy: Path, empty_url: str) -> None:
    """Who led before need not stand in the line above."""
    for person, start, end in (
        ("dara-holm", "2012-01-01", "2021-06-30"), ("lev-anders", "2013-01-01", "2013-12-31"), ("dara-holm", "2021-07-05", "2021-08-01"),
        ("orra-finch", "2021-08", "2022"),
    ):  # fmt: skip
        path = world_copy / "people" / f"{person}.yaml"
        claim = f"- group: night-tide\n  role: leader\n  start: {start}\n  end: {end}\n  key: k{start[:7]}\n  sources: moot-list#RL.08\n"
        text = path.read_text()
        heading = "memberships:\n"
        path.write_text(text.replace(heading, heading + claim) if heading in text else f"{text}\n{heading}{claim}")
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        found = leaders(database, resolve(database, "night-tide"))
    assert [(t.after, t.since and t.since[:2]) for t in found.tenures] == [
        ("", None), ("dara-holm", ("overlap", 365)), ("dara-holm", ("gap", 4)), ("dara-holm", ("open", None)),
    ]  # fmt: skip
    told = [words_of(line.words) for block in leaders_page(found).blocks for line in getattr(block, "lines", ())]
    assert told[1] == "overlap of 365 days"
    assert told[3] == "gap in what is recorded after Dara Holm: 4 days"
    assert told[5] == "whether Orra Finch followed Dara Holm at once, the dates leave open"


def test_two_who_may_be_one_are_told_so(world_copy: Path, empty_url: str) -> None:
    for id_, more in (
        ("ada", ""),
        ("bea", "relations:\n- same_as_alleged: ada\n  sources: estoria-review-2019#p1\n"),
        ("cid", ""),
    ):
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_.title()}\nsources: estoria-review-2019#p1\nmemberships:\n- group: night-tide\n  role: leader\n"
            f"  start: 201{'012'['abc'.index(id_[0])]}\n  end: 2018\n  sources: estoria-review-2019#p1\n{more}"
        )
    with open_database(seeded(world_copy, empty_url)) as database:
        found = leaders(database, resolve(database, "night-tide"))
    assert [(t.person, t.after, t.one) for t in found.tenures] == [
        ("ada", "", False),
        ("bea", "ada", True),
        ("cid", "bea", False),
    ]
    lines = [words_of(line.words) for block in leaders_page(found).blocks for line in getattr(block, "lines", ())]
    assert sum("; a source alleges that the two are one person" in line for line in lines) == 1


def test_as_a_command(world_sqlite: Path) -> None:
    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kbase", "leaders", *words, "--database", str(world_sqlite)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    rows = list(
        csv.DictReader(io.StringIO(asked("red-lantern", "--role", "leader,commander", "--format", "csv").stdout))
    )
    assert [r["person"] for r in rows] == ["tomas-vell", "lev-anders"]
    assert rows[0]["until"] == "2021-08-28"
    assert [(r["between"], r["after"]) for r in rows] == [("", "")] * 2  # each role is a line of its own
    assert "overlap" not in asked("red-lantern", "--role", "leader,commander").stdout
    assert "No such role is recorded." in asked("hostile-group").stdout
    then = asked("red-lantern", "--on", "2022-01-01").stdout
    assert "No such role is recorded of that day; of other days: 1" in " ".join(then.split())
    wrong = asked("red-lantern", "--role", "emperor")
    assert wrong.returncode == 2
    assert "one of: founder" in wrong.stderr
    assert asked("tomas-vell").returncode == 1
