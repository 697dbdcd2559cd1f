"""The events of a group, the role that stands for a person, and filters that no row can pass; on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import Database, open_database
from kbase.problems import KbaseError, UsageError
from kbase.queries.counting import count
from kbase.queries.coverage import coverage
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import KINDS, Filters
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import Listing, listing
from kbase.queries.provenance import why
from kbase.queries.resolve import resolve

FERRY = """\
id: {id}
name: {name}
kind: {kind}
summary: An invented event.
reason: Tests the events of groups.
sources: estoria-review-2019#p1

attributes:
- date: {date}
  sources: estoria-review-2019#p1
"""
MEMBER = """
participants:
- captured: {person}
  attribution: claimed
  sources: estoria-review-2019#p1
"""


@pytest.fixture
def with_events(world_copy: Path, empty_url: str) -> str:
    """The world with a pledge that a relation names, and two events of a member, one after he had left."""
    events = world_copy / "events"
    events.joinpath("tide-oath.yaml").write_text(
        FERRY.format(id="tide-oath", name="Oath of the tide", kind="pledge", date="2015-05-13")
    )
    for year in (2012, 2019):
        id_ = f"vell-arrest-{year}"
        text = FERRY.format(id=id_, name=f"Arrest of Vell in {year}", kind="capture", date=f"{year}-01-02")
        events.joinpath(f"{id_}.yaml").write_text(text + MEMBER.format(person="tomas-vell"))
    group = world_copy / "groups" / "red-lantern.yaml"
    text = group.read_text()
    given = "  in_name_of: iron-dawn\n"
    assert given in text
    group.write_text(text.replace(given, f"{given}  event: tide-oath\n"))
    return seeded(world_copy, empty_url)


def through(database: Database, **filters: str) -> dict[str, str | None]:
    found: Listing = listing(database, "events", Filters(**filters))  # type: ignore[arg-type]
    return {r["id"]: r["through"] for r in found.rows}


def test_events_of_a_group(with_events: str) -> None:
    with open_database(with_events) as database:
        found = through(database, group="red-lantern")
        assert found["tide-oath"] is None and found["selm-mill-raid"] is None
        assert found["vell-arrest-2019"] == "Tomas Vell"
        assert "vell-arrest-2012" not in found
        assert through(database, group="red-lantern", kind="capture") == {"vell-arrest-2019": "Tomas Vell"}
        # the object of the relation, and a group that the member had left
        assert through(database, group="night-tide") == {"tide-oath": None}
        assert through(database, group="iron-dawn") == {"vell-arrest-2012": "Tomas Vell", "tide-oath": None}


def test_a_group_shows_its_events(with_events: str) -> None:
    with open_database(with_events) as database:
        pages = {id_: dossier(database, resolve(database, id_)) for id_ in ("red-lantern", "night-tide")}
    events = {id_: [f for s in d.sections if s.key == "events" for f in s.facts] for id_, d in pages.items()}
    told = [(f.when, f.text) for f in events["red-lantern"]]
    assert ("2015-05-13", "Oath of the tide: pledged allegiance to Night Tide") in told
    assert ("2019-01-02", "Arrest of Vell in 2019: through Tomas Vell: captured (claimed)") in told
    assert [when for when, _ in told] == sorted(when for when, _ in told)
    assert all(f.sources for f in events["red-lantern"])
    assert [f.text for f in events["night-tide"]] == ["Oath of the tide: Red Lantern pledged allegiance to it"]


ROLES = """
- group: red-lantern
  role: founder
  key: founder
  start: 2015-06
  end: 2021-08-28
  sources: estoria-review-2019#p2
- group: night-tide
  role: member
  end: ended
  sources: estoria-review-2019#p2

relations:
"""


def test_the_role_last_held_and_highest_stands_for_a_person(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "tomas-vell.yaml"
    person.write_text(person.read_text().replace("\nrelations:\n", ROLES))
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:

        def role(**filters: str) -> str:
            rows = listing(database, "people", Filters(**filters)).rows  # type: ignore[arg-type]
            return next(str(r["role"]) for r in rows if r["id"] == "tomas-vell")

        assert role() == "leader of Red Lantern"
        assert role(group="iron-dawn") == "commander of Iron Dawn"
        assert role(group="night-tide") == "member of Night Tide"


@pytest.mark.parametrize("what", PLANS)
def test_a_kind_that_no_thing_of_the_list_has(database_url: str, what: str) -> None:
    with open_database(database_url) as database, pytest.raises(UsageError) as refused:
        listing(database, what, Filters(kind="nosuch"))
    assert refused.value.exit_code == 2
    assert f"'nosuch' is not {KINDS[what][1]}" in refused.value.message
    assert "one of: " in refused.value.help


def test_filters_that_cannot_be_meant(database_url: str) -> None:
    with open_database(database_url) as database:
        with pytest.raises(UsageError) as near:
            listing(database, "events", Filters(kind="massacres"))
        assert "did you mean 'massacre'?" in near.value.help
        with pytest.raises(UsageError, match="is not a kind of event"):
            listing(database, "events", Filters(kind="brigade"))  # one of groups
        assert listing(database, "people", Filters(kind="Senior leader")).rows == ()
        with pytest.raises(UsageError, match="ends before it begins"):
            listing(database, "events", Filters(first="2022", last="2021"))
        listing(database, "events", Filters(first="2021-06", last="2021"))


def test_a_dispute_by_its_id(database_url: str) -> None:
    with open_database(database_url) as database:
        found = why(database, "red-lantern-founding")
        assert found.question == "When was Red Lantern founded?"
        assert sorted(c.fact.status for c in found.claims) == ["contested", "contested", "rejected"]
        assert all(c.evidence for c in found.claims)
        assert [(d.id, d.resolution, len(d.sides)) for d in found.disputes] == [("red-lantern-founding", "open", 3)]
        assert found.disputes[0].reason
        with pytest.raises(KbaseError, match="is a dispute") as refused:
            resolve(database, "red-lantern-founding")
        assert refused.value.help == "see 'kbase why red-lantern-founding'"


def test_a_captive_stands_for_his_group_until_he_is_freed_or_leads_another(world_copy: Path, empty_url: str) -> None:
    role = "- group: {}\n  role: leader\n  start: {}\n{}  sources: estoria-review-2019#p1\n"
    taken = role.format("iron-dawn", "2010", "  end: 2012-03-03\n  how_ended: captured\n")
    elsewhere = role.format("night-tide", "2016", "  end: '2018'\n")
    person = "id: {0}\nname: {0}\nsources: estoria-review-2019#p1\nmemberships:\n"
    (world_copy / "people" / "held.yaml").write_text(person.format("held") + taken)
    (world_copy / "people" / "freed.yaml").write_text(person.format("freed") + taken)
    (world_copy / "people" / "turned.yaml").write_text(person.format("turned") + taken + elsewhere)
    for year in (2013, 2017):
        parts = "".join(
            f"- perpetrator: {who}\n  attribution: claimed\n  sources: estoria-review-2019#p1\n"
            for who in ("held", "freed", "turned")
        )
        text = FERRY.format(id=f"raid-{year}", name=f"Raid of {year}", kind="attack", date=f"{year}-01-02")
        (world_copy / "events" / f"raid-{year}.yaml").write_text(f"{text}\nparticipants:\n{parts}")
    text = FERRY.format(id="freeing", name="Freeing", kind="release", date="2014-01-02")
    free = "\nparticipants:\n- released: freed\n  attribution: confirmed\n  sources: estoria-review-2019#p1\n"
    (world_copy / "events" / "freeing.yaml").write_text(text + free)
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        rows = database.rows(
            "SELECT * FROM timeline WHERE entity_id = 'iron-dawn' AND stands_as = 'member' AND other_id LIKE 'raid-%'"
        )
        assert sorted(str(r["claim_id"]) for r in rows) == [
            "raid-2013/perpetrator/freed", "raid-2013/perpetrator/held", "raid-2013/perpetrator/turned", "raid-2017/perpetrator/held",
        ]  # fmt: skip
        assert through(database, group="iron-dawn", first="2017", last="2017") == {"raid-2017": "held"}


def ids(database: Database, what: str, **filters: str) -> set[str]:
    return {r["id"] for r in listing(database, what, Filters(**filters)).rows}  # type: ignore[arg-type]


def test_events_and_operations_of_an_organization(database_url: str) -> None:
    with open_database(database_url) as database:
        for typed in ("ridge-guard", "Ridge Guard"):
            assert ids(database, "events", group=typed) == {"selm-mill-raid"}
            assert ids(database, "operations", group=typed) == {"operation-heron"}
        assert ids(database, "events", group="ridge-guard", role="perpetrator") == {"selm-mill-raid"}
        assert ids(database, "events", group="ridge-guard", role="target") == set()
        assert count(database, "events", Filters(group="ridge-guard"), []).rows[0]["count"] == 1
        for what in ("memberships", "people"):
            for typed in ("ridge-guard", "Ridge Guard"):
                with pytest.raises(
                    KbaseError, match=f"'ridge-guard' is an organization; the --group of a list of {what} wants"
                ) as refused:
                    ids(database, what, group=typed)
                assert "'kbase list events --group ridge-guard'" in refused.value.help
        with pytest.raises(KbaseError, match="'tomas-vell' is a person; this wants a group"):
            ids(database, "events", group="tomas-vell")
        with pytest.raises(KbaseError, match="nothing here is called 'Nobody Atall'"):
            ids(database, "events", group="Nobody Atall")


def test_events_of_an_operation(world_copy: Path, empty_url: str) -> None:
    ferry = world_copy / "events" / "ferry-attack.yaml"
    text = ferry.read_text()
    contested = "attributes:\n- operation: operation-egret\n  status: contested\n  sources: estoria-daily-2021#p3\n"
    assert "attributes:\n" in text
    ferry.write_text(text.replace("attributes:\n", contested))
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        assert ids(database, "events", operation="operation-heron") == {"selm-mill-raid"}
        assert ids(database, "events", operation="Operation Heron", group="ridge-guard") == {"selm-mill-raid"}
        assert ids(database, "events", operation="operation-heron", first="2022") == set()
        assert ids(database, "events", operation="operation-egret") == {"ferry-attack"}  # shown as contested
        assert count(database, "events", Filters(operation="operation-heron"), []).rows[0]["count"] == 1
        with pytest.raises(UsageError, match="a list of people has no --operation"):
            ids(database, "people", operation="operation-heron")
        with pytest.raises(KbaseError, match="this wants an operation"):
            ids(database, "events", operation="red-lantern")


def test_disputes_of_a_country(database_url: str) -> None:
    """Those of whatever the country's own lists have, and of places in it."""
    with open_database(database_url) as database:
        claims = database.rows(
            "SELECT dispute_id, subject_id, subject_type, object_id, object_type FROM all_claims WHERE dispute_id IS NOT NULL ORDER BY id"
        )
        found = {}
        for place in ("estoria", "selm", "two-rivers", "velmark", "coastland"):
            here: set[str] = set()
            for what in ("groups", "people", "organizations", "events", "operations", "places"):
                here |= ids(database, what, country=place)
            wanted = {
                c["dispute_id"] for c in claims
                if c["subject_id"] in here or (c["object_type"] == "place" and c["object_id"] in here)
            }  # fmt: skip
            found[place] = ids(database, "disputes", country=place)
            assert found[place] == wanted, place
        assert found["estoria"] == {"red-lantern-founding", "vell-death-day"}
        assert found["velmark"] == {"anders-birth", "red-lantern-founding"}
        assert ids(database, "disputes", country="XE", person="tomas-vell") == {"vell-death-day"}
        assert count(database, "disputes", Filters(country="XE"), []).rows[0]["count"] == 2


def test_a_flagged_end_reaches_one_unit_further(world_copy: Path, empty_url: str) -> None:
    """Who left in '2015?' may have stayed through 2016, as on every page; an event of about a year may lie in the next."""
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text()
    assert "  end: 2015-05\n" in text
    person.write_text(text.replace("  end: 2015-05\n", "  end: 2015?\n"))
    dates = {
        "in-2015": "2015-11-02",
        "in-2016": "2016-11-02",
        "in-2017": "2017-01-02",
        "about-2017": "2017~",
        "about-2018": "2018~",
    }
    for id_, date in dates.items():
        (world_copy / "events" / f"{id_}.yaml").write_text(
            FERRY.format(id=id_, name=f"Arrest {id_}", kind="capture", date=date) + MEMBER.format(person="tomas-vell")
        )
    wanted = {"in-2015", "in-2016", "about-2017"}
    with open_database(seeded(world_copy, empty_url)) as database:
        assert set(through(database, group="iron-dawn", kind="capture")) == wanted
        page = dossier(database, resolve(database, "iron-dawn"))
        told = {
            f.values["event_id"]: f.text.split(": ")[1]
            for s in page.sections
            if s.key == "events"
            for f in s.facts
            if f.text.startswith("Arrest")
        }
        assert told == dict.fromkeys(wanted, "possibly through Tomas Vell")  # he may have left by each
        view = database.rows("SELECT other_id FROM timeline WHERE entity_id = 'iron-dawn' AND stands_as = 'member'")
        assert {r["other_id"] for r in view} == wanted
        by_group = {r["group"]: r["count"] for r in count(database, "events", Filters(kind="capture"), ["group"]).rows}
        assert by_group["Iron Dawn"] == 3


def test_a_denied_part_is_none_unless_it_is_asked_for(world_copy: Path, empty_url: str) -> None:
    denied = MEMBER.replace("captured: {person}", "perpetrator: {person}").replace("claimed", "denied")
    for id_, who in (("by-group", "night-tide"), ("by-member", "tomas-vell"), ("by-both", "red-lantern")):
        (world_copy / "events" / f"{id_}.yaml").write_text(
            FERRY.format(id=id_, name=id_, kind="attack", date="2018-01-02") + denied.format(person=who)
        )
    with (world_copy / "events" / "by-both.yaml").open("a") as file:
        file.write("- captured: tomas-vell\n  attribution: confirmed\n  sources: estoria-review-2019#p1\n")
    (world_copy / "groups" / "lone.yaml").write_text(
        "id: lone\nname: Lone\nkind: group\nsources: estoria-review-2019#p1\n"
    )
    (world_copy / "events" / "by-lone.yaml").write_text(
        FERRY.format(id="by-lone", name="by-lone", kind="attack", date="2018-01-02") + denied.format(person="lone")
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        for filters in ({"group": "night-tide"}, {"group": "red-lantern"}, {"person": "tomas-vell"}):
            assert not {"by-group", "by-member"} & set(event_ids(database, **filters))
        assert through(database, group="red-lantern", name="by both") == {"by-both": "Tomas Vell"}
        assert through(database, group="red-lantern", attribution="denied") == {"by-both": None}
        by_view = {
            r["other_id"] for r in database.rows("SELECT other_id FROM timeline WHERE entity_id = 'red-lantern'")
        }
        assert "by-both" in by_view and "by-member" not in by_view
        alone = next(s.rows for s in coverage(database).sections if s.title == "groups without an event")
        assert ("lone", "Lone") in alone
        assert event_ids(database, group="night-tide", attribution="denied") == ["by-group"]
        assert through(database, group="night-tide", attribution="denied") == {"by-group": None}
        (names,) = database.tuples(
            "SELECT perpetrators, perpetrators_attribution FROM event_list WHERE id = 'by-group'"
        )
        assert names == (None, "Night Tide (denied)")
        page = dossier(database, resolve(database, "red-lantern"))
        assert not [f for s in page.sections for f in s.facts if f.values.get("event_id") == "by-member"]
        assert event_ids(database, person="tomas-vell", attribution="denied") == ["by-member"]
        counted = count(database, "events", Filters(), ["group"]).rows
        assert "Night Tide" not in {r["group"] for r in counted}
        (row,) = database.tuples("SELECT event_count FROM group_profiles WHERE id = 'night-tide'")
        assert row == (0,)


def event_ids(database: Database, **filters: str) -> list[str]:
    return [r["id"] for r in listing(database, "events", Filters(**filters)).rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ended", "date", "how", "wanted"),
    [
        ("killed", "2021-08-27", "claimed", "through"),  # he died of wounds on the day after
        ("died", "2021-08-27", "confirmed", "through"),
        ("removed", "2021-08-27", "confirmed", "possibly through"),
        ("killed", "2015-05-23", "claimed", "possibly through"),  # six years before: a word that was wrong
    ],
)
def test_who_fell_leading_a_group_was_of_it(
    world_copy: Path, empty_url: str, ended: str, date: str, how: str, wanted: str
) -> None:
    """His role began some day of May 2015 and ended, by its own date, on some day of August 2021."""
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text()
    for old, new in (
        ("  end: 2021-08-28\n", "  end: 2021-08\n"),
        ("- died: 2021-08-28\n", "- died: 2021-08\n"),
        ("killed\n  start", f"{ended}\n  start"),
    ):
        assert old in text
        text = text.replace(old, new)
    person.write_text(text)
    (world_copy / "events" / "last-stand.yaml").write_text(
        FERRY.format(id="last-stand", name="Last stand", kind="clash", date=date)
        + MEMBER.format(person="tomas-vell").replace("captured", "killed").replace("claimed", how)
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        page = dossier(database, resolve(database, "red-lantern"))
        (told,) = [f.text for s in page.sections for f in s.facts if f.text.startswith("Last stand")]
        assert told.startswith(f"Last stand: {wanted} Tomas Vell: killed")
        (row,) = listing(
            database, "events", Filters(group="red-lantern", name="last stand", first="2015", last="2021")
        ).rows
        assert row["fits"] == ("yes" if wanted == "through" else "possibly")
