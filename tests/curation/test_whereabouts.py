"""Where a group surely was that its sources do not date: from its first event there to its last."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.database.connection import open_database
from kbase.dates import LAST
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing

SOURCE = "  sources: marsh-report#p2\n"
EVENT = "id: {id}\nname: {id}\nkind: attack\nsources: marsh-report#p2\nattributes:\n- date: {date}\n{s}- place: {place}\n{s}participants:\n- {part}: night-tide\n  attribution: {how}\n{more}{s}"


def world(folder: Path, *events: tuple[str, str, str, str], dates: str = "", more: str = "") -> None:
    """night-tide is active in Estoria, and took part in events (date, place, part, attribution)."""
    for n, (date, place, part, how) in enumerate(events):
        text = EVENT.format(id=f"strike-{n}", date=date, place=place, part=part, how=how, more=more, s=SOURCE)
        (folder / "events" / f"strike-{n}.yaml").write_text(text)
    group = folder / "groups" / "night-tide.yaml"
    text = group.read_text()
    assert "locations:" not in text
    group.write_text(f"{text}\nlocations:\n- active_in: estoria\n{dates}{SOURCE}")


FIRST_LAST = (("2015-03-01", "selm", "perpetrator", "claimed"), ("2018", "two-rivers", "party", "confirmed"))


@pytest.mark.parametrize(
    ("events", "more", "dates", "expected"),
    [
        (FIRST_LAST, "", "", ("2015-03-01", "2018-01-01")),
        (FIRST_LAST, "", "  start: 2017-05-05\n", ("2017-05-05", "2017-05-05")),  # as the source says
        (FIRST_LAST, "", "  end: ongoing\n  last_seen: 2021-02-02\n", ("2015-03-01", "2022-04-30")),  # who goes on had begun no later
        (FIRST_LAST, "", "  end: 2016-05-05\n", ("2015-03-01", "2016-05-05")),
        (FIRST_LAST, "  status: contested\n", "", None),
        ((("2014-01-01/2014-12-01", "selm", "perpetrator", "claimed"),), "", "", ("2014-12-01", "2014-01-01")),  # some day of it
        ((("2014-01-01/2014-12-01", "selm", "perpetrator", "confirmed"),), "", "", ("2014-01-01", "2014-12-01")),
        ((("2015-03-01", "selm", "target", "confirmed"),), "", "", None),
        ((("2015-03-01", "velmark", "perpetrator", "claimed"),), "", "", None),  # another country
        ((("2015-03-01", "selm", "perpetrator", "suspected"), ("2016-03-01", "selm", "subject", "confirmed")), "", "", None),
    ],
)  # fmt: skip
def test_it_surely_was_there_from_its_first_event_to_its_last(
    events: tuple[tuple[str, str, str, str], ...], more: str, dates: str, expected: tuple[str, str] | None, world_copy: Path
) -> None:  # fmt: skip
    world(world_copy, *events, dates=dates, more=more)
    corpus = checked(world_copy)
    assert not corpus.refused, corpus.sorted_problems()
    claim = corpus.claims["night-tide/active_in/estoria"]
    surely = (claim.start.latest, claim.end.earliest)
    assert surely == expected if expected else surely[0] == LAST and surely[1] < "2015", surely
    assert claim.start.earliest < "2015" or dates
    assert claim.end.latest == LAST or "end: 2016" in dates


def test_a_list_of_a_day_says_so(world_copy: Path, empty_url: str) -> None:
    world(world_copy, *FIRST_LAST)
    with open_database(seeded(world_copy, empty_url)) as database:
        for day, answer in (("2014-06-01", "possibly"), ("2016-06-01", "yes"), ("2019-06-01", "possibly")):
            rows = listing(database, "groups", Filters(country="estoria", on=day)).rows
            assert {r["id"]: r["on_day"] for r in rows}["night-tide"] == answer, day


def test_what_is_laid_to_a_group_that_was_gone_shows_it_nowhere(world_copy: Path) -> None:
    """The place ends with the group, as it does without any event."""
    world(world_copy, FIRST_LAST[0], ("2018", "selm", "perpetrator", "attributed"))
    group = world_copy / "groups" / "night-tide.yaml"
    group.write_text(
        group.read_text().replace("\nrelations:", f"\nattributes:\n- dissolved: 2016-10-31\n{SOURCE}\nrelations:", 1)
    )
    corpus = checked(world_copy)
    assert not corpus.refused, corpus.sorted_problems()
    claim = corpus.claims["night-tide/active_in/estoria"]
    assert (claim.start.latest, claim.end.earliest, claim.end.latest) == ("2015-03-01", "2015-03-01", "2016-10-31")


@pytest.mark.parametrize(
    ("dates", "part", "expected"),
    [
        ("  start: 2012\n  end: 2015-03-01\n", "killed", ("2015-03-01", "2015-03-01")),
        ("  start: 2012\n  end: 2015-03-01\n", "captured", ("2015-03-01", "2015-03-01")),
        (
            "  start: 2012\n  end: '[2015-02-27..2015-03-01]'\n  how_ended: killed\n",
            "killed",
            ("2015-03-01", "2015-03-01"),
        ),  # he fell there
        ("  start: 2012\n  end: '[2015-02-27..2015-03-01]'\n", "killed", None),  # he may have left before
        ("  start: 2012\n  end: 2014\n", "killed", None),  # no longer of the group then
        ("  start: 2016\n", "captured", None),  # not yet
        ("", "killed", None),  # nobody knows when
        ("  start: 2012\n  end: 2015-03-01\n", "subject", None),
        ("  start: 2012\n  end: 2016\n", "party of days", ("2015-03-09", "2015-03-01")),  # on some day of it
    ],
)
def test_or_from_where_its_people_were(
    dates: str, part: str, expected: tuple[str, str] | None, world_copy: Path
) -> None:
    part, _, days = part.partition(" ")
    world(world_copy, ("2015-03-01/2015-03-09" if days else "2015-03-01", "selm", part, "confirmed"))
    strike = world_copy / "events" / "strike-0.yaml"
    strike.write_text(strike.read_text().replace(f"{part}: night-tide", f"{part}: someone"))
    (world_copy / "people" / "someone.yaml").write_text(
        f"id: someone\nname: Someone\n{SOURCE.strip()}\nmemberships:\n- group: night-tide\n  role: commander\n{dates}{SOURCE}"
    )
    corpus = checked(world_copy)
    assert not corpus.refused, corpus.sorted_problems()
    claim = corpus.claims["night-tide/active_in/estoria"]
    surely = (claim.start.latest, claim.end.earliest)
    assert surely == expected if expected else surely[0] == LAST, surely
