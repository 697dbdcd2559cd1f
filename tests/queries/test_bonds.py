"""A pledge binds no longer than what is recorded of its end, and who renounced it is not linked by that."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.queries.bonds import bound_until
from kbase.queries.graph import kinds_of, network, path
from kbase.queries.linked import Path as Way
from kbase.queries.linked import Reach
from kbase.queries.resolve import resolve

SOURCE = "  sources: estoria-review-2019#p1\n"
PLEDGE = "- pledged_allegiance_to: lord\n  date: 2004-10-17\n"
PLEDGED = "vassal/pledged_allegiance_to/lord"
MEMBER = "memberships:\n- group: vassal\n  role: member\n  start: {}\n  end: {}\n"


def pledged(
    world: Path, url: str, *, of_vassal: str = "", of_lord: str = "", role: tuple[str, str] = ("2015", "2016")
) -> str:
    """The world, with a vassal that pledged allegiance to its lord in 2004, more relations of either, and a man of the vassal."""
    for id_, relations in (("vassal", PLEDGE + SOURCE + of_vassal), ("lord", of_lord), ("heir", "")):
        more = f"relations:\n{relations}" if relations.startswith("-") else relations
        (world / "groups" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: group\nsources: estoria-review-2019#p1\n{more}", encoding="utf-8"
        )
    (world / "people" / "man.yaml").write_text(
        f"id: man\nname: man\nsources: estoria-review-2019#p1\n{MEMBER.format(*role)}{SOURCE}", encoding="utf-8"
    )
    return seeded(world, url)


def way(url: str, reach: Reach | None = None, start: str = "man", goal: str = "lord") -> Way:
    with open_database(url) as database:
        return path(database, resolve(database, start), resolve(database, goal), reach or Reach())


RENOUNCED = f"- allegiance_renounced: lord\n  date: 2014-02-03\n{SOURCE}"
ENDS = {
    "renounced": (RENOUNCED, ""), "renounced by name": (RENOUNCED.replace("  date", "  pledge: vassal/pledged_allegiance_to/lord\n  date"), ""),
    "disowned": ("", RENOUNCED.replace("lord", "vassal")),
    "tie ended": (f"- affiliated_with: lord\n  end: 2014-02-03\n{SOURCE}", ""),
    "the other dissolved": ("", f"attributes:\n- dissolved: 2014-02-03\n{SOURCE}"),
    "tie of the other ended": ("", f"- allied_with: vassal\n  end: 2014-02-03\n{SOURCE}"),
}  # fmt: skip


@pytest.mark.parametrize("end", ENDS)
def test_never_beyond_a_recorded_end(end: str, world_copy: Path, empty_url: str) -> None:
    of_vassal, of_lord = ENDS[end]
    url = pledged(world_copy, empty_url, of_vassal=of_vassal, of_lord=of_lord)
    with open_database(url) as database:
        assert bound_until(database, [PLEDGED]) == {PLEDGED: ("2014-02-03", "2014-02-03")}
    assert way(url).together == "never"
    assert not way(url, Reach(same_time=True)).found
    assert way(url, Reach(on="2014-02-03"), "vassal").found
    assert not way(url, Reach(on="2015-06-01"), "vassal").found
    with open_database(url) as database:
        for on, linked in (("2013-01-01", True), ("2015-06-01", False)):
            near = {n[0] for n in network(database, resolve(database, "vassal"), 1, Reach(on=on)).nodes}
            assert ("lord" in near) is linked


def test_one_that_nothing_ends_is_sure_on_its_day_alone(world_copy: Path, empty_url: str) -> None:
    """Neither a tie that lasts beside one that ended, nor the end of an earlier one, ends it."""
    ties = f"- affiliated_with: lord\n  end: ongoing\n{SOURCE}- part_of: lord\n  start: 2005\n  end: 2014\n{SOURCE}"
    url = pledged(world_copy, empty_url, of_vassal=ties)
    assert way(url, Reach(kinds_of(["membership", "group_relation"]), same_time=True)).together != "never"
    before = f"- allied_with: lord\n  start: 2001\n  end: 2003\n{SOURCE}"
    url = pledged(world_copy, empty_url, of_vassal=before)
    with open_database(url) as database:
        assert not bound_until(database, [PLEDGED])
    assert way(url, Reach(same_time=True)).together == "possibly"
    url = pledged(world_copy, empty_url, role=("2003", "2006"))
    assert way(url).together == "yes"


def test_an_acceptance_ends_with_the_pledge_that_it_accepts(world_copy: Path, empty_url: str) -> None:
    named = "  pledge: vassal/pledged_allegiance_to/lord\n"
    accepted = f"- allegiance_accepted: vassal\n{named}  date: 2005\n{SOURCE}"
    renounced = RENOUNCED.replace("  date", f"{named}  date")
    url = pledged(world_copy, empty_url, of_vassal=renounced, of_lord=accepted)
    with open_database(url) as database:
        until = bound_until(database, [PLEDGED, "lord/allegiance_accepted/vassal"])
    assert until["lord/allegiance_accepted/vassal"] == until[PLEDGED] == ("2014-02-03", "2014-02-03")


def test_a_renunciation_links_nobody_unless_asked_for(
    world_copy: Path, empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    heir = RENOUNCED.replace("lord", "heir")
    url = pledged(world_copy, empty_url, of_vassal=heir)
    asked = ["vassal", "heir", "--database", url]
    assert run(["path", *asked]) == 1
    assert run(["path", *asked, "--kinds", "group_relation"]) == 0
    for more, linked in (([], False), (["--kinds", "all"], True)):
        capsys.readouterr()
        assert run(["network", "vassal", "--database", url, *more]) == 0
        assert ("heir" in capsys.readouterr().out) is linked
    assert run(["path", "man", "lord", "--database", url, "--same-time"]) == 0
    assert "A pledge, or its acceptance, is sure to have bound on its day alone" in capsys.readouterr().out
