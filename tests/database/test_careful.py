"""What a careful person would say of a day where no source dates a claim itself: the lives and events around it bound it."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.queries.claims import by_ids
from kbase.queries.dossier import dossier
from kbase.queries.leaders import GAP, Between, leaders
from kbase.queries.lineage import lineage
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import on_day
from kbase.queries.questions import QUESTIONS
from kbase.queries.resolve import resolve
from kbase.queries.together import Span, span

S = "  sources: estoria-review-2019#p1\n"
HEAD = "id: {0}\nname: {0}\nsources: estoria-review-2019#p1\n"
CONTESTED = "  status: contested\n  dispute: when-he-died\n"
LISTED = "designations:\n- authority: moot\n  list: un_other\n"
BY_THEN = "'[..2018-06]'"
ONCE = f"{LISTED}  listed_on: 2012-01-01\n  sources: moot-list#RL.07\n"


def dated(date: str) -> str:
    return f"attributes:\n- date: {date}\n{S}"


def took_part(role: str, who: str) -> str:
    return f"participants:\n- {role}: {who}\n  attribution: confirmed\n{S}"


FILES = {
    # surely dead, the day disputed; what was held by or to them ends by the last of the days
    "disputes/when-he-died": "id: when-he-died\nquestion: When did he die?\nresolution: open\nreason: Two accounts.\n",
    "people/fallen": f"{HEAD}attributes:\n- died: 2018\n  key: a\n{CONTESTED}{S}- died: 2019-02\n  key: b\n{CONTESTED}{S}"
    f"memberships:\n- group: night-tide\n  role: leader\n  how_ended: killed\n{S}",
    "people/aide": f"{HEAD}relations:\n- deputy_of: fallen\n{S}- relative_of: fallen\n{S}- successor_of: seen\n{S}{ONCE}",
    # a year of death, and a later day on which an accepted claim has the person
    "people/seen": f"{HEAD}attributes:\n- born: 1970\n{S}- died: 2018\n{S}{ONCE}",
    "events/deed": f"{HEAD}kind: attack\n{dated('2018-08-08')}{took_part('perpetrator', 'seen')}",
    # killed, though no document says 'died'
    "people/slain": f"{HEAD}attributes:\n- activity: Preached.\n{S}memberships:\n- group: night-tide\n  role: member\n{S}",
    "events/slaying": f"{HEAD}kind: killing\n{dated('2016-03-05')}{took_part('killed', 'slain')}",
    # groups and their acts
    "groups/young": f"{HEAD}kind: group\nattributes:\n- founded: 2016-02-03\n{S}- dissolved: 2018-06-30\n{S}"
    f"relations:\n- pledged_allegiance_to: night-tide\n  date: 2018\n{S}- allegiance_accepted: iron-dawn\n  event: oath\n{S}",
    "events/oath": f"{HEAD}kind: pledge\n{dated('2017-05-13')}",
    "operations/sweep": f"{HEAD}kind: military\nattributes:\n- started: 2014-08-01\n{S}- ended: 2022-11-01\n{S}participants:\n- target: young\n{S}",
    # groups by their members: one seen late in its last year, one by flagged dates alone, one with a gap beyond a flag
    "groups/seen-late": f"{HEAD}kind: group\nattributes:\n- founded: 2012\n{S}- dissolved: 2018\n{S}",
    "groups/flagged": f"{HEAD}kind: group\n{LISTED}  delisted_on: '[2015..]'\n{S}",
    "groups/gap": f"{HEAD}kind: group\n",
    "people/one": f"{HEAD}memberships:\n- group: seen-late\n  role: member\n  end: 2018-09-15\n{S}"
    f"- group: flagged\n  role: member\n  start: 2015~\n  end: 2018~\n{S}- group: gap\n  role: leader\n  start: 2010\n  end: 2014~\n{S}",
    "people/two": f"{HEAD}memberships:\n- group: gap\n  role: leader\n  start: 2017-01-01\n{S}",
    # a party that was founded after its operation, and one dated after it had dissolved
    "groups/after": f"{HEAD}kind: group\nattributes:\n- founded: 2023-01-01\n{S}",
    "groups/before": f"{HEAD}kind: group\nattributes:\n- dissolved: 2017-02-28\n{S}",
    "operations/drive": f"{HEAD}kind: military\nattributes:\n- started: 2014-08-01\n{S}- ended: 2022-11-01\n{S}participants:\n- target: after\n{S}"
    f"- target: before\n  start: 2018\n{S}",
    # cases and listings
    "people/accused": f"{HEAD}attributes:\n- born: 1980-05-06\n{S}legal_cases:\n- charged: a raid\n{S}"
    f"{LISTED}  delisted_on: 2021-01-31\n  sources: [moot-list-2017#RL.07, moot-list#RL.07]\n",
    "events/some-day": f"{HEAD}kind: attack\n{took_part('perpetrator', 'accused')}",
    "statements/word": f"{HEAD}summary: Says so.\nspeaker: accused\nmade_on: 2017-05-05\nmedium: audio\nauthenticity: claimed\nsubjects:\n- about: young\n{S}",
    # a siege of months, and who is said to have had part in it
    "groups/besieger": f"{HEAD}kind: group\n",
    "groups/hand": f"{HEAD}kind: group\n",
    "events/siege": f"{HEAD}kind: seizure\nattributes:\n- date: 2019-03-01/2019-09-30\n{S}- place: selm\n{S}{took_part('party', 'besieger')}"
    f"- party: hand\n  attribution: attributed\n{S}",
    # an operation by what it did over a time, to a date of another form too; a list by the act that made it
    "operations/march": f"{HEAD}kind: military\nfigures:\n- killed: 40\n  category: all\n  side: inflicted_by_subject\n  period: 2014-06-15/2015-06\n{S}",
    "operations/decade": f"{HEAD}kind: military\nfigures:\n- killed: 40\n  category: all\n  side: inflicted_by_subject\n  period: 2010-06/201X\n{S}",
    "groups/league": f"{HEAD}kind: group\ndesignations:\n- authority: moot\n  list: us_sdgt\n{S}",
    "people/follower": f"{HEAD}memberships:\n- group: league\n  role: member\n{S}designations:\n- authority: moot\n  list: us_sdgt\n{S}",
    # parts of parts
    "groups/cell": f"{HEAD}kind: group\nrelations:\n- part_of: league\n{S}",
    "groups/subcell": f"{HEAD}kind: group\nrelations:\n- part_of: cell\n{S}",
    "people/lieutenant": f"{HEAD}memberships:\n- group: subcell\n  role: leader\n{S}",
    # what is only known to have come by a day, bounded by a birth and a founding
    "statements/by-then": f"{HEAD}summary: Says more.\nspeaker: accused\nmade_on: '[..2018]'\nmedium: audio\nauthenticity: claimed\nsubjects:\n- about: iron-dawn\n{S}",
    "events/by-then-done": f"{HEAD}kind: attack\n{dated(BY_THEN)}{took_part('perpetrator', 'young')}",
    "events/then": f"{HEAD}kind: attack\n{dated('2017-09-01')}{took_part('perpetrator', 'young')}",
    # statements about what is in a country: an event and a government
    "statements/of-a-siege": f"{HEAD}summary: Of it.\nspeaker: accused\nmade_on: 2019-10-01\nmedium: audio\nauthenticity: claimed\nsubjects:\n- about: siege\n{S}",
    "statements/of-a-state": f"{HEAD}summary: Of it.\nspeaker: aide\nmade_on: 2019-10-01\nmedium: audio\nauthenticity: claimed\nsubjects:\n"
    f"- about: government-of-velmark\n{S}",
    # one organization after another
    "organizations/older": f"{HEAD}kind: militia\n",
    "organizations/newer": f"{HEAD}kind: militia\nrelations:\n- succeeds: older\n  date: 2020-02-02\n  sources:\n"
    "  - estoria-review-2019#p1\n  - {source: moot-list#RL.07, stance: contradicts}\n",
}  # fmt: skip
DAYS = {  # of a claim: possibly from, surely from, surely until, possibly until
    "fallen/membership/night-tide": (None, None, None, "2019-02-28"),
    "aide/deputy_of/fallen": (None, None, None, "2019-02-28"),
    "aide/relative_of/fallen": (FIRST, LAST, FIRST, LAST),
    "aide/successor_of/seen": ("1970-01-01", "2019-03-04", LAST, LAST),  # by the day of the source, and ever since
    "seen/died": ("2018-08-08", "2018-12-31", LAST, LAST),
    "slain/membership/night-tide": (None, None, None, "2016-03-05"),
    "slain/activity": (FIRST, LAST, FIRST, LAST),
    "young/pledged_allegiance_to/night-tide": ("2018-01-01", "2018-06-30", LAST, LAST),
    "young/allegiance_accepted/iron-dawn": ("2017-05-13", "2017-05-13", LAST, LAST),
    "sweep/target/young": ("2016-02-03", None, None, "2018-06-30"),
    "drive/target/after": ("2014-08-01", "2022-11-01", "2014-08-01", "2022-11-01"),
    "drive/target/before": ("2018-01-01", "2018-12-31", "2018-01-01", "2022-11-01"),
    "accused/charged": ("1980-05-06", None, LAST, LAST),
    "accused/designation/un_other": ("1980-05-06", "2017-06-01", "2021-01-31", "2021-01-31"),
    "flagged/designation/un_other": (None, "2019-03-04", "2015-01-01", "2019-03-04"),
    "some-day/perpetrator/accused": (FIRST, LAST, LAST, LAST),
    "league/designation/us_sdgt": ("2001-09-23", None, None, LAST),
    "follower/designation/us_sdgt": ("2001-09-23", None, None, LAST),
    "word/about/young": ("2017-05-05", "2017-05-05", LAST, LAST),
}


@pytest.fixture
def careful(world_copy: Path, empty_url: str) -> str:
    for name, text in FILES.items():
        (world_copy / f"{name}.yaml").write_text(text.replace("{0}", name.partition("/")[2]))
    return seeded(world_copy, empty_url)


def test_the_days_of_each(careful: str) -> None:
    with open_database(careful) as database:
        claims = {c.id: c for c in by_ids(database, DAYS)}
        assert claims.keys() == DAYS.keys()
        columns = ("possibly_from", "surely_from", "surely_until", "possibly_until")
        for id_, wanted in DAYS.items():
            (row,) = database.rows("SELECT * FROM all_claims WHERE id = :id", id=id_)
            told = tuple(str(row[name]) for name in columns)
            assert all(w is None or w == t for w, t in zip(wanted, told, strict=True)), (id_, told)
            for day in (
                "1900-01-01",
                "2014-01-01",
                "2016-06-01",
                "2017-05-13",
                "2018-07-15",
                "2020-01-01",
                "2021-02-01",
            ):
                by_view = "yes" if told[1] <= day <= told[2] else "possibly" if told[0] <= day <= told[3] else "no"
                assert on_day(claims[id_], day) == by_view, (id_, day)


def test_links_of_a_statement_meet_from_when_it_was_made(careful: str) -> None:
    with open_database(careful) as database:
        (claim,) = by_ids(database, ["word/about/young"])
        assert span(claim) == Span("2017-05-05", "2017-05-05", LAST, LAST)


def test_who_was_killed_lives_no_longer(careful: str) -> None:
    with open_database(careful) as database:
        for day, there in (("2016-03-05", {"slain", "fallen"}), ("2019-02-28", {"fallen"}), ("2019-03-01", set())):
            people = {r["id"] for r in listing(database, "people", Filters(on=day)).rows}
            assert people & {"slain", "fallen"} == there, day
        (row,) = database.tuples("SELECT surely_until FROM person_profiles WHERE id = 'seen'")
        assert str(row[0]) == "2018-08-08"


def test_groups_are_there_as_their_members_show(careful: str) -> None:
    with open_database(careful) as database:
        rows = {r["id"]: r for r in database.rows("SELECT * FROM group_profiles")}
        assert (str(rows["seen-late"]["surely_until"]), str(rows["seen-late"]["possibly_until"])) == (
            "2018-09-15",
            "2018-12-31",
        )
        assert (str(rows["flagged"]["surely_from"]), str(rows["flagged"]["surely_until"])) == (
            "2016-12-31",
            "2017-01-01",
        )
        _, second = leaders(database, resolve(database, "gap")).tenures
        assert second.since == Between(GAP, 366, 1460)  # '2014~' reaches from 2013 through 2015


def test_an_act_has_no_end(careful: str) -> None:
    with open_database(careful) as database:
        rows = {r["relation"]: r for r in listing(database, "relations", Filters(group="young")).rows}
        assert {(r["since"], r["until"], r["end_state"]) for r in rows.values()} == {
            ("2018", None, None),
            ("2017-05-13", None, None),  # the day of its event
        }


def test_stages_of_cases_of_a_year(careful: str) -> None:
    """One without a day is of no year."""
    with open_database(careful) as database:
        found = {y: database.rows(QUESTIONS["cases-in"].sql, year=y) for y in (2016, 2017)}
        assert found[2016] == []
        assert {(r["entity_id"], r["in_year"], r["court"]) for r in found[2017]} == {
            ("tomas-vell", "yes", "High Court of Selm")
        }


def test_a_side_of_a_siege_is_there_all_through_it(careful: str) -> None:
    with open_database(careful) as database:
        for day, there in (("2019-02-28", None), ("2019-03-01", "yes"), ("2019-06-01", "yes"), ("2019-09-30", "yes")):
            found = {r["id"]: r["on_day"] for r in listing(database, "groups", Filters(country="xe", on=day)).rows}
            asked = database.rows(QUESTIONS["active-in"].sql, country="estoria", day=day)
            by_sql = {r["id"]: r["active"] for r in asked}
            assert (found.get("besieger"), by_sql.get("besieger")) == (there, there), day
            period = listing(database, "groups", Filters(country="xe", first=day, last=day)).rows
            assert {r["id"]: r["fits"] for r in period}.get("besieger") == there, day
            maybe = there and "possibly"  # whom somebody says to have been a side of it
            assert (found.get("hand"), by_sql.get("hand")) == (maybe, maybe), day


def test_what_was_counted_over_a_time_shows_its_operation(careful: str) -> None:
    with open_database(careful) as database:
        for day, there in (
            ("2014-06-14", "possibly"),
            ("2014-06-15", "yes"),
            ("2015-06-01", "yes"),
            ("2015-06-02", "possibly"),
        ):
            found = {r["id"]: r["on_day"] for r in listing(database, "operations", Filters(on=day)).rows}
            assert (found["march"], found["decade"]) == (there, "possibly"), day


def test_the_lineage_of_organizations(careful: str) -> None:
    with open_database(careful) as database:
        (step,) = lineage(database, resolve(database, "newer")).ancestors
        assert (step.id, step.relation, len(step.sources), len(step.against)) == ("older", "succeeds", 1, 1)
        assert [d.id for d in lineage(database, resolve(database, "older")).offshoots] == ["newer"]
        (row,) = database.rows("SELECT * FROM lineage WHERE newer_id = 'newer'")
        assert (row["older_id"], row["older_type"], str(row["possibly_from"])) == (
            "older",
            "organization",
            "2020-02-02",
        )


def test_roles_in_parts_of_parts(careful: str) -> None:
    with open_database(careful) as database:
        found = database.rows(QUESTIONS["leadership-with-parts"].sql, group="league")
        assert {(r["group_id"], r["person_id"]) for r in found} == {("league", "follower"), ("subcell", "lieutenant")}


def test_what_had_come_by_a_day_is_sorted_by_that_day(careful: str) -> None:
    """Not by the birth or founding that bounds it."""
    with open_database(careful) as database:
        said = [r["id"] for r in listing(database, "statements", Filters(speaker="accused")).rows]
        assert said == ["word", "by-then", "of-a-siege"]
        done = [r["id"] for r in listing(database, "events", Filters(group="young")).rows]
        assert done == ["oath", "then", "by-then-done"]
        page = {s.key: s.facts for s in dossier(database, resolve(database, "young")).sections}
        assert [f.claim.partition("/")[0] for f in page["events"]] == ["young", "then", "by-then-done"]
        page = {s.key: s.facts for s in dossier(database, resolve(database, "accused")).sections}
        assert [f.values["id"] for f in page["statements"]] == ["word", "by-then", "of-a-siege"]


def test_statements_about_what_is_in_a_country(careful: str) -> None:
    with open_database(careful) as database:
        for country, said in (("xe", "of-a-siege"), ("xv", "of-a-state")):
            found = {r["id"] for r in listing(database, "statements", Filters(country=country)).rows}
            assert found & {"of-a-siege", "of-a-state"} == {said}
