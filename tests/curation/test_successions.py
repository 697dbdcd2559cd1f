"""Who followed whom, and what came out of what, bounds what no source dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import checked
from kbase.curation.claims import Claim
from kbase.curation.corpus import Corpus
from kbase.dates import FIRST, LAST

SOURCE = "  sources: estoria-review-2019#p1\n"


def leader(folder: Path, id_: str, dates: str, more: str = "", group: str = "night-tide") -> None:
    text = f"id: {id_}\nname: {id_}\nsources: estoria-review-2019#p1\nmemberships:\n- group: {group}\n  role: leader\n{dates}{SOURCE}{more}"
    (folder / "people" / f"{id_}.yaml").write_text(text)


def sound(folder: Path) -> Corpus:
    corpus = checked(folder)
    assert not corpus.refused, corpus.sorted_problems()
    return corpus


def role(corpus: Corpus, id_: str) -> Claim:
    return next(c for c in corpus.by_kind["membership"] if c.document.id == id_)


FOLLOWED = f"relations:\n- successor_of: old-one\n{SOURCE}"


@pytest.mark.parametrize(
    ("old", "new", "more", "expected"),  # latest end of the old one, earliest start of the new one, bounds of the succession
    [
        ("  end: 2018-09-23\n", "  start: 2018\n", FOLLOWED, ("2018-09-23", "2018-09-23", "2018-09-23", "2018-12-31")),
        ("  end: 2013?\n", "  start: '[2014-01..2014-03-18]'\n", FOLLOWED, ("2014-03-18", "2014-01-01", "2012-01-01", "2014-03-18")),
        ("  last_seen: 2005-01-01\n", "  start: 2009-08-23\n", FOLLOWED, ("2009-08-23", "2009-08-23", "2005-01-01", "2009-08-23")),
        ("  end: 2015-05-05\n", "  start: 2010-01-01\n", FOLLOWED, ("2015-05-05", "2010-01-01", FIRST, LAST)),  # both led, by their sources
        # a dated succession ends one role and begins the other, a range that a source gives is not cut
        ("  last_seen: 2015-01-01\n", "  last_seen: 2019-01-01\n", f"{FOLLOWED}  date: 2017-05-06\n", ("2017-05-06", "2015-01-01", "2017-05-06", "2017-05-06")),
        ("  end: 2015-08-08\n", "  start: '[2015-05..2015-08-10]'\n", FOLLOWED, ("2015-08-08", "2015-05-01", "2015-08-08", "2015-08-10")),
        ("  end: 2019-09-23\n", "  start: 2019\n", "", ("2019-09-23", "2019-01-01", None, None)),
        ("  end: 2019-09-23\n", "  start: 2019\n", f"{FOLLOWED}  status: contested\n", ("2019-09-23", "2019-01-01", FIRST, LAST)),
    ],
)  # fmt: skip
def test_of_two_leaders_the_one_followed_the_other(
    old: str, new: str, more: str, expected: tuple[str, str, str | None, str | None], world_copy: Path
) -> None:
    leader(world_copy, "old-one", old)
    leader(world_copy, "new-one", new, more)
    corpus = sound(world_copy)
    before, after = (role(corpus, id_) for id_ in ("old-one", "new-one"))
    step = corpus.claims.get("new-one/successor_of/old-one")
    told = (before.end.latest, after.start.earliest, step and step.start.earliest, step and step.start.latest)
    assert told[:2] == expected[:2]
    if expected[2] != FIRST:  # else nothing of it is known from the roles
        assert told[2:] == expected[2:]


@pytest.mark.parametrize(
    ("role_", "bounded"), [("spokesperson", True), ("commander", True), ("member", False), ("founder", False)]
)
def test_who_followed_in_another_role(role_: str, bounded: bool, world_copy: Path) -> None:
    """A role that one person has after another, not what many are at once."""
    leader(world_copy, "old-one", "  end: 2017-11-12\n")
    leader(world_copy, "new-one", "  start: 2017-11\n", FOLLOWED)
    for id_ in ("old-one", "new-one"):
        path = world_copy / "people" / f"{id_}.yaml"
        path.write_text(path.read_text().replace("role: leader", f"role: {role_}"))
    corpus = sound(world_copy)
    assert role(corpus, "new-one").start.earliest == ("2017-11-12" if bounded else "2017-11-01")
    assert (corpus.claims["new-one/successor_of/old-one"].start.earliest == "2017-11-12") is bounded


def test_in_which_of_two_groups_is_not_told(world_copy: Path) -> None:
    both = f"- group: red-lantern\n  role: leader\n{{}}{SOURCE}"
    leader(world_copy, "old-one", "  end: 2018-09-23\n", both.format("  end: 2010\n"))
    leader(world_copy, "new-one", "  start: 2018\n", both.format("  start: '[..2016]'\n") + FOLLOWED)
    assert role(sound(world_copy), "new-one").start.earliest == "2018-01-01"


def test_who_followed_as_leader_did_not_as_deputy(world_copy: Path) -> None:
    """Where only one of the two led, or the succession is dated otherwise, lower roles that both had say nothing of it."""
    deputy = f"- group: night-tide\n  role: deputy\n  start: '[..2016]'\n  key: deputy\n{SOURCE}"
    was_deputy = f"- group: night-tide\n  role: deputy\n  end: 2011-05-01\n  key: deputy\n{SOURCE}"
    leader(world_copy, "old-one", "  end: 2017-01-01\n", was_deputy)
    leader(world_copy, "new-one", "  start: 2017\n  key: once\n", f"{deputy}{FOLLOWED}  date: 2017-01-02\n")
    again = f"- group: night-tide\n  role: leader\n  start: 2018-05-01\n  key: again\n{SOURCE}"
    path = world_copy / "people" / "new-one.yaml"
    path.write_text(path.read_text().replace("relations:", f"{again}relations:"))
    claims = sound(world_copy).claims
    assert claims["new-one/membership/night-tide/deputy"].start.earliest < "2011"
    assert claims["new-one/membership/night-tide/once"].start.earliest == "2017-01-01"


def test_leaders_of_two_groups_or_twice_of_one_are_let_be(world_copy: Path) -> None:
    leader(world_copy, "old-one", "  end: 2019-09-23\n", group="red-lantern")
    leader(world_copy, "new-one", "  start: 2019\n", FOLLOWED)
    assert role(sound(world_copy), "new-one").start.earliest == "2019-01-01"
    again = f"- group: night-tide\n  role: leader\n  start: 2021\n  key: again\n{SOURCE}"
    leader(world_copy, "old-one", "  end: 2019-09-23\n  key: once\n", again)
    assert role(sound(world_copy), "new-one").start.earliest == "2019-01-01"


@pytest.mark.parametrize(
    ("relation", "founded", "date", "latest"),
    [
        ("succeeds", "2004", "", "2004-12-31"),
        ("succeeds", "2004?", "", "2016-03-11"),
        ("succeeds", "", "", "2016-03-11"),
        ("succeeds", "2004", "  date: 2010\n", "2010-12-31"),
        ("split_from", "2004", "", "2019-03-04"),  # a splinter may have been there before; by the day of its source
    ],
)
def test_a_group_had_followed_another_by_its_first_day(
    relation: str, founded: str, date: str, latest: str, world_copy: Path
) -> None:
    """By its founding; where that is not known, or doubted, by its first event. What a source dates stays."""
    attributes = f"attributes:\n- founded: {founded}\n{SOURCE}" if founded else ""
    (world_copy / "groups" / "new-moon.yaml").write_text(
        f"id: new-moon\nname: New Moon\nkind: group\nsources: estoria-review-2019#p1\n{attributes}relations:\n- {relation}: night-tide\n{date}{SOURCE}"
    )
    (world_copy / "events" / "first-strike.yaml").write_text(
        f"id: first-strike\nname: First strike\nkind: attack\nsources: estoria-review-2019#p1\nattributes:\n- date: 2016-03-11\n{SOURCE}"
        f"participants:\n- perpetrator: new-moon\n  attribution: claimed\n{SOURCE}"
    )
    assert sound(world_copy).claims[f"new-moon/{relation}/night-tide"].start.latest == latest


def test_a_dated_succession_tells_which_of_two_times_is_meant(world_copy: Path) -> None:
    again = f"- group: night-tide\n  role: leader\n  start: 2019-01-01\n  key: again\n{SOURCE}"
    leader(world_copy, "old-one", "  last_seen: 2015-01-01\n  end: '[2015..2018]'\n  key: once\n", again)
    leader(world_copy, "new-one", "  start: 2016\n", f"{FOLLOWED}  date: 2016-08-02\n")
    assert role(sound(world_copy), "new-one").start == ("2016-01-01", "2016-08-02", "")


@pytest.mark.parametrize(
    ("deputy", "head", "left", "began"),
    [
        ("  end: 2009-07\n", "  start: 2009\n", ("2009-07-01", "2009-07-31"), ("2009-07-01", "2009-07-31")),
        ("  start: 2001\n", "  start: 2019-04-30\n", ("2019-04-30", "2019-04-30"), ("2019-04-30", "2019-04-30")),
        ("  end: 2015-08\n", "  start: '[2015-05..2015-08-10]'\n", ("2015-08-01", "2015-08-10"), ("2015-05-01", "2015-08-10")),  # a range stays
        ("  end: 2009-07\n", "  start: 2012\n", ("2009-07-01", "2009-07-31"), ("2012-01-01", "2012-12-31")),  # their sources part them
    ],
)  # fmt: skip
def test_who_was_promoted_had_the_old_role_until_the_new_one(
    deputy: str, head: str, left: tuple[str, str], began: tuple[str, str], world_copy: Path
) -> None:
    more = f"- group: night-tide\n  role: deputy\n  how_ended: promoted\n  key: deputy\n{deputy}{SOURCE}"
    leader(world_copy, "new-one", f"{head}  key: head\n", more)
    claims = sound(world_copy).claims
    assert claims["new-one/membership/night-tide/deputy"].end[:2] == left
    assert claims["new-one/membership/night-tide/head"].start[:2] == began


@pytest.mark.parametrize(("dates", "latest"), [("  last_seen: 2009\n", "2015-07-29"), ("  start: 2017\n", LAST)])
def test_a_deputy_who_came_to_lead_is_none_any_more(dates: str, latest: str, world_copy: Path) -> None:
    """But one who led first, and then was deputy."""
    more = f"- group: night-tide\n  role: deputy\n  key: deputy\n{dates}{SOURCE}"
    leader(world_copy, "new-one", "  start: 2015-07-29\n  end: 2016-05-21\n  key: head\n", more)
    assert sound(world_copy).claims["new-one/membership/night-tide/deputy"].end.latest == latest


def test_a_promotion_knows_what_the_succession_tells(world_copy: Path) -> None:
    more = f"- group: night-tide\n  role: commander\n  end: 2024-08\n  how_ended: promoted\n  key: before\n{SOURCE}"
    leader(world_copy, "old-one", "  end: 2024-07-31\n")
    leader(world_copy, "new-one", "  start: 2024-08\n  key: head\n", f"{more}{FOLLOWED}  date: 2024-08-06\n")
    assert sound(world_copy).claims["new-one/membership/night-tide/before"].end.latest == "2024-08-06"


def test_of_two_groups_that_two_share_the_one_that_both_led_is_meant(world_copy: Path) -> None:
    both = f"- group: red-lantern\n  role: commander\n{SOURCE}"
    leader(world_copy, "old-one", "  end: 2018-09-23\n", both)
    leader(world_copy, "new-one", "  start: 2018\n", both + FOLLOWED)
    assert role(sound(world_copy), "new-one").start.earliest == "2018-09-23"
