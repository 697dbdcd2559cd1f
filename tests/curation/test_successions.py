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
    ("founded", "date", "latest"),
    [
        ("2004", "", "2004-12-31"),
        ("2004?", "", "2016-03-11"),
        ("", "", "2016-03-11"),
        ("2004", "  date: 2010\n", "2010-12-31"),
    ],
)
def test_a_group_had_come_out_of_another_by_its_first_day(
    founded: str, date: str, latest: str, world_copy: Path
) -> None:
    """By its founding; where that is not known, or doubted, by its first event. What a source dates stays."""
    attributes = f"attributes:\n- founded: {founded}\n{SOURCE}" if founded else ""
    (world_copy / "groups" / "new-moon.yaml").write_text(
        f"id: new-moon\nname: New Moon\nkind: group\nsources: estoria-review-2019#p1\n{attributes}relations:\n- split_from: night-tide\n{date}{SOURCE}"
    )
    (world_copy / "events" / "first-strike.yaml").write_text(
        f"id: first-strike\nname: First strike\nkind: attack\nsources: estoria-review-2019#p1\nattributes:\n- date: 2016-03-11\n{SOURCE}"
        f"participants:\n- perpetrator: new-moon\n  attribution: claimed\n{SOURCE}"
    )
    assert sound(world_copy).claims["new-moon/split_from/night-tide"].start.latest == latest
