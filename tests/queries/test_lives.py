"""What gives no start or end holds within the time of its groups alone: the same in views, lists, pages, paths and events."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.queries.claims import fetch
from kbase.queries.dossier import dossier
from kbase.queries.graph import network, path
from kbase.queries.leaders import leaders
from kbase.queries.linked import Reach
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import on_day
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.render.page import Table, listing_page

SOURCE = "  sources: estoria-review-2019#p1\n"
ROLES = {  # the group, the dates of a role, and between which days it may have held
    "undated": ("lamp", "", "2012-03-01", "2018-06-30"),
    "only-end": ("lamp", "  end: '2014'\n", "2012-03-01", "2014-12-31"),
    "end-over-founding": ("lamp", "  end: '2012'\n", "2012-03-01", "2012-12-31"),
    "ended": ("lamp", "  end: ended\n", "2012-03-01", "2018-06-30"),
    "by-then": ("lamp", "  start: '[..2014]'\n", "2012-03-01", "2018-06-30"),
    "begun-by-then": ("lamp", "  start: '[..2014]'\n  end: '2015'\n", "2012-03-01", "2015-12-31"),
    "dated": ("lamp", "  start: 2013-06\n  end: '2014'\n", "2013-06-01", "2014-12-31"),
    "only-start": ("lamp", "  start: 2013-05\n", "2013-05-01", "2018-06-30"),
    "of-the-year": ("lamp", "  start: '2012'\n", "2012-03-01", "2018-06-30"),  # of the year what the group was there
    "of-the-last-year": ("lamp", "  start: 2014\n  end: '2018'\n", "2014-01-01", "2018-06-30"),
    "seen-before": ("lamp", "  last_seen: '2010'\n", FIRST, "2018-06-30"),
    "seen-by-then": ("lamp", "  last_seen: '[..2014]'\n", "2012-03-01", "2018-06-30"),
    "seen-over-founding": ("lamp", "  last_seen: '2012'\n", "2012-03-01", "2018-06-30"),
    "seen-after": ("lamp", "  last_seen: '2019'\n", "2012-03-01", LAST),
    "contested-founding": ("red-lantern", "", "2013-01-01", LAST),  # 2015-05 or 2014~
    "no-founding": ("night-tide", "", FIRST, LAST),
    "merged": ("wick", "", FIRST, "2015-06-30"),
    "merged-about": ("gleam", "", FIRST, "2015-07-31"),
}
TIES = {
    "lamp/affiliated_with/red-lantern": ("2013-01-01", "2018-06-30"), "lamp/allied_with/iron-dawn": ("2012-03-01", "2018-06-30"),
    "lamp/pledged_allegiance_to/night-tide": ("2012-03-01", LAST), "wick/allied_with/lamp": ("2012-03-01", "2015-06-30"),
    "late/allied_with/wick": (FIRST, LAST),  # the one had ended before the other began: nothing is concluded
    "late/split_from/lamp": ("2016-01-01", LAST), "wick/merged_into/night-tide": ("2015-06-30", LAST),
}  # fmt: skip
DAYS = ("0001-01-01", "2009-06-01", "2012-02-29", "2012-03-01", "2013-01-01", "2015-06-30", "2015-07-01", "2018-06-30",
        "2018-07-01", "2021-01-01", LAST)  # fmt: skip


def group(folder: Path, id_: str, attributes: str, relations: str) -> None:
    (folder / "groups" / f"{id_}.yaml").write_text(
        f"id: {id_}\nname: {id_}\nkind: group\nsources: estoria-review-2019#p1\n"
        + "attributes:\n" * bool(attributes) + attributes + "relations:\n" * bool(relations) + relations
    )  # fmt: skip


@pytest.fixture
def lives(world_copy: Path, empty_url: str) -> str:
    dated = "- {}: {}\n" + SOURCE
    group(
        world_copy, "lamp", dated.format("founded", "2012-03") + dated.format("dissolved", "2018-06"),
        "".join(f"- {verb}: {whom}\n{SOURCE}" for verb, whom in (
            ("affiliated_with", "red-lantern"), ("allied_with", "iron-dawn"), ("pledged_allegiance_to", "night-tide"),
        )),
    )  # fmt: skip
    for id_, date in (("wick", "2015-06-30"), ("gleam", "2015-06~")):
        ally = f"- allied_with: lamp\n{SOURCE}" if id_ == "wick" else ""
        group(world_copy, id_, "", f"- merged_into: night-tide\n  date: {date}\n  extent: whole\n{SOURCE}{ally}")
    ties = f"- allied_with: wick\n{SOURCE}- split_from: lamp\n{SOURCE}"
    group(world_copy, "late", dated.format("founded", "'2016'"), ties)
    group(world_copy, "early", dated.format("dissolved", "'2011'"), "")
    people = {id_: [(of, dates)] for id_, (of, dates, *_) in ROLES.items()} | {"walker": [("early", ""), ("lamp", "")]}
    for id_, roles in people.items():
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsources: estoria-review-2019#p1\nmemberships:\n"
            + "".join(f"- group: {of}\n  role: leader\n{dates}{SOURCE}" for of, dates in roles)
        )
    for year in (2011, 2013, 2020):
        (world_copy / "events" / f"raid-{year}.yaml").write_text(
            f"id: raid-{year}\nname: Raid of {year}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: {year}-05-01\n"
            "  sources: marsh-report#p1\nparticipants:\n- perpetrator: undated\n  attribution: claimed\n  sources: marsh-report#p1\n"
        )
    return seeded(world_copy, empty_url)


def test_roles_and_ties_hold_while_their_groups_exist(lives: str) -> None:
    with open_database(lives) as database:
        views = {
            view: {r["claim_id"]: (str(r["possibly_from"]), str(r["possibly_until"])) for r in database.rows(f"SELECT * FROM {view}")}
            for view in ("leadership", "links")
        }  # fmt: skip
        wanted = {f"{id_}/membership/{case[0]}": case[2:] for id_, case in ROLES.items()}
        assert {i: views["leadership"][i] for i in wanted} == wanted
        assert {i: views["links"][i] for i in wanted | TIES} == wanted | TIES
        for row in database.rows("SELECT * FROM group_profiles WHERE id IN ('lamp', 'wick', 'gleam')"):
            role = next(i for i, case in ROLES.items() if case[:2] == (row["id"], ""))
            assert ROLES[role][3] == str(row["possibly_until"])


@pytest.mark.parametrize("day", DAYS)
def test_commands_say_it_of_every_day(day: str, lives: str) -> None:
    with open_database(lives) as database:
        for kind, table in (("membership", "memberships"), ("group_relation", "group_relations")):
            rows = {r["id"]: r for r in database.rows(f"SELECT * FROM current_{table}")}
            told = {c.id: on_day(c, day) for c in fetch(database, kind, "c.status IN ('accepted', 'contested')")}
            assert {i for i, says in told.items() if says != "no"} == {
                i for i, r in rows.items() if str(r["possibly_from"]) <= day <= str(r["possibly_until"])
            }
        held = {f"{i}/membership/{c[0]}" for i, c in ROLES.items() if c[0] == "lamp" and c[2] <= day <= c[3]}
        held |= {"walker/membership/lamp"} if "2012-03-01" <= day <= "2018-06-30" else set()
        assert {t.fact.claim for t in leaders(database, resolve(database, "lamp"), on=day).tenures} == held
        assert {r["id"] for r in listing(database, "memberships", Filters(group="lamp", on=day)).rows} == held
        linked = {
            s.claim
            for s in network(database, resolve(database, "lamp"), 1, Reach(on=day)).links
            if "/membership/" in s.claim
        }
        assert linked == held  # fmt: skip


def test_a_list_of_a_period_is_bounded_alike(lives: str) -> None:
    with open_database(lives) as database:
        before = {r["id"] for r in listing(database, "memberships", Filters(group="lamp", last="2011")).rows}
        after = {r["id"] for r in listing(database, "memberships", Filters(group="lamp", first="2019")).rows}
    assert before == {"seen-before/membership/lamp"}
    assert after == {"seen-after/membership/lamp"}


def test_no_way_leads_through_groups_of_different_times(lives: str) -> None:
    with open_database(lives) as database:
        ends = (resolve(database, "early"), resolve(database, "lamp"))
        assert path(database, *ends, Reach()).together == "never"
        assert not path(database, *ends, Reach(same_time=True), 2).found
        ends = (resolve(database, "undated"), resolve(database, "by-then"))
        assert path(database, *ends, Reach(same_time=True)).together == "possibly"  # bounded is not dated
        ends = (resolve(database, "begun-by-then"), resolve(database, "dated"))
        assert (
            path(database, *ends, Reach()).together == "possibly"
        )  # nor is a start that is only said to have come by then


def test_an_event_outside_the_time_of_a_group_is_not_its_own_by_a_member(lives: str) -> None:
    with open_database(lives) as database:
        listed = {r["id"] for r in listing(database, "events", Filters(group="lamp")).rows}
        in_view = {
            r["other_id"]
            for r in database.rows("SELECT * FROM timeline WHERE entity_id = 'lamp' AND stands_as = 'member'")
        }
        page = dossier(database, resolve(database, "lamp"))
    on_page = {f.claim.partition("/")[0] for s in page.sections for f in s.facts if f.kind == "participation"}
    assert listed == in_view == on_page == {"raid-2013"}  # fmt: skip


def test_leaders_stand_on_the_page_in_the_order_in_which_they_led(lives: str) -> None:
    """Whose start no source gives stands where the end is, as in `kbase leaders`."""
    with open_database(lives) as database:
        lamp = resolve(database, "lamp")
        page, led = dossier(database, lamp), leaders(database, lamp, ("leader",))
    told = [f for s in page.sections if s.key == "leaders" for f in s.facts]
    assert [f.claim for f in told if f.values["role"] == "leader"] == [t.fact.claim for t in led.tenures]
    starts = [str(f.values.get("start_date")) for f in told if f.values.get("start_date")]
    assert [s for s in starts if s[0] != "["] == ["2012", "2013-05", "2013-06", "2014"]
    assert {None, "[..2014]"} <= {f.values.get("start_date") for f in told}


def test_a_list_of_roles_tells_its_days_in_words(lives: str) -> None:
    with open_database(lives) as database:
        found = listing(database, "memberships", Filters(group="lamp"))
    (table,) = listing_page(found).blocks
    assert isinstance(table, Table)
    since = {row[table.columns.index("id")]: row[table.columns.index("since")] for row in table.rows}
    assert since["by-then/membership/lamp"] == "2014 or earlier"
    assert {r["id"]: r["since"] for r in found.rows}[
        "by-then/membership/lamp"
    ] == "[..2014]"  # as written, for programs


PERSONS = {  # the person's own dates, those of the role, and between which days it may have been held
    "died": (["died: '2014-06-10'"], "  start: 2013-05-01\n", "2013-05-01", "2014-06-10"),
    "died-about": (["died: '2014-06~'"], "  start: 2013-05-01\n", "2013-05-01", "2014-07-31"),
    "died-in-the-year": (["died: '2014-06-10'"], "  start: 2013-05-01\n  end: '2014'\n", "2013-05-01", "2014-06-10"),
    "dead-before-the-end": (
        ["died: '2014-06-10'"],
        "  start: 2013-05-01\n  end: '2015'\n  status: contested\n",
        "2013-05-01",
        "2015-12-31",
    ),  # as its source says
    "open-end": (["died: '2014-06-10'"], "  start: 2013-05-01\n  end: '[2014..]'\n", "2013-05-01", "2014-06-10"),
    # no child below twelve, unless a source says so
    "born-about": (["born: '1990~'"], "  end: '2015'\n", "2001-01-01", "2015-12-31"),
    "born-on-a-leap-day": (["born: 1992-02-29"], "", "2004-03-01", LAST),
    "by-then": (["born: '1990'"], "  start: '[..2014]'\n  end: '2015'\n", "2002-01-01", "2015-12-31"),
    "a-child": (["born: '1990'"], "  start: '1999'\n", "1999-01-01", LAST),
    "a-child-by-then": (["born: '1990'"], "  start: '[..2001]'\n", "1990-01-01", LAST),
}


def test_nobody_holds_a_role_before_birth_or_after_death(world_copy: Path, empty_url: str) -> None:
    for id_, (own, dates, *_) in PERSONS.items():
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsources: estoria-review-2019#p1\nattributes:\n"
            + "".join(f"- {one}\n{SOURCE}" for one in own)
            + f"memberships:\n- group: night-tide\n  role: member\n{dates}{SOURCE}"
        )
    (world_copy / "people" / "dead-before-the-end.yaml").open("a").write(
        f"- group: iron-dawn\n  role: member\n{SOURCE}"  # an accepted role
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        rows = database.rows(
            "SELECT person_id, possibly_from, possibly_until FROM leadership WHERE group_id = 'night-tide'"
        )
    found = {r["person_id"]: (str(r["possibly_from"]), str(r["possibly_until"])) for r in rows}
    assert {i: found[i] for i in PERSONS} == {i: case[2:] for i, case in PERSONS.items()}


def test_places_parties_posts_and_listings_lie_within_lives(world_copy: Path, empty_url: str) -> None:
    """A group of 2012 to 2018, a person born in 1990, an operation of 2014-08 on, an organization that ended in 2010."""
    dated = "- {}: {}\n" + SOURCE
    group(world_copy, "lamp", dated.format("founded", "2012-03") + dated.format("dissolved", "2018-06"), "")
    listing_ = f"designations:\n- authority: moot\n  list: un_other\n{SOURCE}"
    (world_copy / "groups" / "lamp.yaml").open("a").write(f"locations:\n- active_in: selm\n{SOURCE}{listing_}")
    (world_copy / "people" / "born.yaml").write_text(
        f"id: born\nname: Born\nsources: estoria-review-2019#p1\nattributes:\n- born: '1990'\n{SOURCE}"
        f"positions:\n- organization: bureau\n  title: clerk\n{SOURCE}{listing_}"
    )
    (world_copy / "organizations" / "bureau.yaml").write_text(
        f"id: bureau\nname: Bureau\nkind: institution\nsources: estoria-review-2019#p1\nattributes:\n- dissolved: '2010'\n{SOURCE}"
    )
    seeded(world_copy, empty_url)
    wanted = {
        "current_locations": ("lamp", "2012-03-01", "2018-06-30"), "current_designations": ("lamp", "2012-03-01", LAST),
        "current_positions": ("born", "2002-01-01", "2010-12-31"), "current_operation_participants": ("operation-heron", "2014-08-01", None),
    }  # fmt: skip
    owner = {"current_positions": "person_id", "current_operation_participants": "operation_id"}
    with open_database(empty_url) as database:
        for view, (id_, first, last) in wanted.items():
            rows = database.rows(
                f"SELECT * FROM {view} WHERE {owner.get(view, 'entity_id')} = '{id_}' AND start_date IS NULL"
            )
            assert rows, view
            for row in rows:
                assert str(row["possibly_from"]) == first, view
                assert last is None or str(row["possibly_until"]) == last, view
        born = database.rows("SELECT possibly_from FROM current_designations WHERE entity_id = 'born'")
        assert str(born[0]["possibly_from"]) == "1990-01-01"


def test_what_is_ongoing_lasts_from_its_oldest_to_its_newest_source(world_copy: Path, empty_url: str) -> None:
    """The list of 2017 and that of 2022-01-10 have it: between the two it surely stood, by every reader."""
    both = "  sources: [moot-list-2017#RL.09, moot-list#RL.07]\n"
    (world_copy / "people" / "ann-reed.yaml").write_text(
        "id: ann-reed\nname: Ann Reed\nsources: moot-list#RL.07\nmemberships:\n- group: red-lantern\n  role: member\n"
        f"  end: ongoing\n{both}designations:\n- authority: moot\n  list: un_other\n{both}"
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for day, listed in (
            ("2017-05-31", "possibly"), ("2017-06-01", "yes"), ("2020-01-01", "yes"), ("2022-01-10", "yes"), ("2022-01-11", "possibly"),
        ):  # fmt: skip
            (asked,) = database.rows(QUESTIONS["listed-on"].sql, entity="ann-reed", day=day)
            assert asked["listed"] == listed, day
            (row,) = listing(database, "designations", Filters(on=day, person="ann-reed")).rows
            assert (row["on_day"], row["listing"]) == (listed, {"yes": "listed"}.get(listed, "possibly listed"))
            (held,) = listing(database, "memberships", Filters(on=day, person="ann-reed")).rows
            assert held["on_day"] == listed, day


@pytest.mark.parametrize(
    ("claims", "first"),
    [
        ("", "1980-01-01"),
        ("- group: lamp\n  role: member\n", "2012-03-01"),  # of no day, in a group founded then
        ("- group: night-tide\n  role: member\n  start: '2013'\n", "2013-01-01"),
        ("- group: night-tide\n  role: member\n  last_seen: 2014-05-02\n", "2014-05-02"),
        ("- group: night-tide\n  role: member\n  start: '2013~'\n", "2012-01-01"),  # a year earlier at most
        ("- group: night-tide\n  role: member\n  start: '2013'\n  status: contested\n", "1980-01-01"),
        ("ferry-attack", "2017-04-01"),
    ],
)
def test_who_had_died_by_a_day_was_alive_when_last_seen(
    claims: str, first: str, world_copy: Path, empty_url: str
) -> None:
    group(world_copy, "lamp", f"- founded: 2012-03\n{SOURCE}", "")
    if claims == "ferry-attack":
        path, claims = world_copy / "events" / "ferry-attack.yaml", ""
        part = f"participants:\n- perpetrator: gone\n  attribution: confirmed\n{SOURCE}"
        path.write_text(path.read_text().replace("participants:\n", part))
    (world_copy / "people" / "gone.yaml").write_text(
        "id: gone\nname: Gone\nsources: estoria-review-2019#p1\nattributes:\n"
        f"- born: '1980'\n{SOURCE}- died: '[..2018-02-14]'\n{SOURCE}"
        f"memberships:\n- group: night-tide\n  role: recruiter\n  key: of-no-day\n{SOURCE}{claims}{SOURCE * bool(claims)}"
    )
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:

        def rows(**filters: str) -> list[dict[str, str]]:
            return [r for r in listing(database, "people", Filters(**filters)).rows if r["id"] == "gone"]  # type: ignore[arg-type]

        assert [r["fits"] for r in rows(died_last=first)] == ["possibly"]
        assert not rows(died_last=str(int(first[:4]) - 1))
        assert [r["on_day"] for r in rows(on=first)] == ["possibly" if first == "1980-01-01" else "yes"]
        row = database.rows("SELECT died_earliest, died_latest FROM person_profiles WHERE id = 'gone'")[0]
    assert (str(row["died_earliest"]), str(row["died_latest"])) == (first, "2018-02-14")


SEEN = "  start: '2020'\n  last_seen: 2024-03\n"
MAYBE_DEAD = {  # what is told of the death, and of a role: on which of the days it surely was held
    "nobody-says-so": ("", SEEN, "2021-12-31", "2024-03-01"),
    "whether": ("- died: 2023-06-05\n  status: contested\n{}", SEEN, "2021-12-31", "2023-06-05"),
    "when-too": ("- died: 2023-06-05\n  key: a\n  status: contested\n{}- died: '2022'\n  key: b\n  status: contested\n{}", SEEN, "2021-12-31", "2022-01-01"),
    "before-the-role": ("- died: '2010'\n  status: contested\n{}", SEEN, LAST, FIRST),  # then he may not have held it at all
    "no-start": ("- died: '[2015..2022-12-30]'\n  status: contested\n{}", "  last_seen: 2024-03\n", LAST, FIRST),
    "by-a-day": ("- died: '[..2023-06-05]'\n  status: contested\n{}", SEEN, LAST, FIRST),  # he may have died as soon as he led
    "by-a-day-later": ("- died: '[..2023-06-05]'\n  status: contested\n{}", "  start: 2021-12-31\n  last_seen: 2024-03\n", "2021-12-31", "2021-12-31"),
    "after-it": ("- died: '2025'\n  status: contested\n{}", SEEN, "2021-12-31", "2024-03-01"),
    "not-so": ("- died: 2023-06-05\n  status: rejected\n  note: He spoke in 2025.\n{}", SEEN, "2021-12-31", "2024-03-01"),
}  # fmt: skip


def test_whom_some_sources_have_dead_surely_leads_no_longer(world_copy: Path, empty_url: str) -> None:
    against = "  sources: [estoria-review-2019#p1, {source: coast-wire-2021#p2, stance: contradicts}]\n"
    for id_, (died, role, *_) in MAYBE_DEAD.items():
        (world_copy / "people" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nsources: estoria-review-2019#p1\n"
            + ("attributes:\n" + died.format(against, against)) * bool(died)
            + f"memberships:\n- group: night-tide\n  role: leader\n{role}{SOURCE}"
        )
    seeded(world_copy, empty_url)
    for day in ("2021-12-31", "2022-01-01", "2022-01-02", "2023-06-05", "2023-06-06", "2024-03-01"):
        with open_database(empty_url) as database:
            led = {t.person: t.fact.on_day for t in leaders(database, resolve(database, "night-tide"), on=day).tenures}
            lived = {r["id"]: r["on_day"] for r in listing(database, "people", Filters(on=day)).rows}
        wanted = {id_: "yes" if since <= day <= until else "possibly" for id_, (*_, since, until) in MAYBE_DEAD.items()}
        assert {i: led[i] for i in wanted} == wanted, day
        assert {i: lived[i] for i in wanted} == wanted, day


@pytest.mark.parametrize(
    ("made", "role", "first"),
    [
        ("'[..2018]'", "  start: 2014-05\n", "2014-05-01"),  # spoke for it as one of it
        ("'[..2018]'", "", "2012-03-01"),  # since nobody knows when: from its founding on
        ("'[..2013]'", "  start: 2014-05\n", "2012-03-01"),  # before, by what its sources say
        ("'2013'", "  start: 2014-05\n", "2013-01-01"),  # dated itself
    ],
)
def test_who_speaks_for_a_group_was_of_it(made: str, role: str, first: str, world_copy: Path, empty_url: str) -> None:
    (world_copy / "groups" / "lamp.yaml").write_text(
        f"id: lamp\nname: Lamp\nkind: group\nsources: estoria-review-2019#p1\nattributes:\n- founded: 2012-03-01\n{SOURCE}"
    )
    (world_copy / "people" / "voice.yaml").write_text(
        f"id: voice\nname: Voice\nsources: estoria-review-2019#p1\nmemberships:\n- group: lamp\n  role: spokesperson\n{role}{SOURCE}"
    )
    (world_copy / "statements" / "word.yaml").write_text(
        f"id: word\nname: Word\nsummary: Says so.\nspeaker: voice\non_behalf_of: lamp\nmade_on: {made}\nmedium: audio\n"
        f"authenticity: claimed\nsources: estoria-review-2019#p1\nsubjects:\n- about: night-tide\n{SOURCE}"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        rows = database.rows("SELECT made_on_earliest FROM statements WHERE id = 'word'")
    assert str(rows[0]["made_on_earliest"]) == first
