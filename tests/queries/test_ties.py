"""What falls into a span of days: acts by their own days, states while they last; what is made by a date that may be flagged."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

from conftest import REPOSITORY, seeded
from kbase.database.connection import Database, open_database
from kbase.dates import FIRST, LAST, parse
from kbase.queries.counting import count
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import NO, overlaps
from kbase.queries.resolve import resolve
from kbase.queries.sources import Wanted, by_kind, sources
from kbase.queries.timeline import Period, timeline

SOURCE = "  sources: estoria-review-2019#p1\n"
SPLIT, PLEDGE = "red-lantern/split_from/iron-dawn", "red-lantern/pledged_allegiance_to/night-tide"
MERGED, RIVAL = "iron-dawn/merged_into/night-tide", "red-lantern/rival_of/iron-dawn"


def fits(database: Database, what: str, **asked: str) -> dict[str, str]:
    found = listing(database, what, Filters(**asked))  # type: ignore[arg-type]
    (whole,) = count(database, what, Filters(**asked), []).rows  # type: ignore[arg-type]
    sure = sum(r["fits"] == "yes" for r in found.rows)
    assert (whole["count"], whole["surely"]) == (len(found.rows), sure)
    return {r["id"]: r["fits"] for r in found.rows}


def test_an_act_falls_into_a_span_by_its_own_days(database_url: str) -> None:
    """Of 2015-05, 2015-05-13 and 2017; a rivalry since 2016, last seen in 2018, lasts."""
    with open_database(database_url) as database:

        def acts(first: str, last: str) -> dict[str, str | None]:
            found = fits(database, "relations", first=first, last=last)
            return {id_: found[id_] for id_ in (SPLIT, PLEDGE, MERGED, RIVAL) if id_ in found}

        assert acts("2015", "2015") == {SPLIT: "yes", PLEDGE: "yes"}
        assert acts("2015-05-14", "2015") == {SPLIT: "possibly"}
        assert acts("2015-06", "2015-12") == {}
        assert acts("2017", "2017") == {MERGED: "yes", RIVAL: "yes"}
        assert acts("2017-06", "2017-06") == {MERGED: "possibly", RIVAL: "yes"}
        assert acts("2018-01-01", "2018-01-01") == {RIVAL: "yes"}
        assert acts("2018-12-31", "2030") == {RIVAL: "possibly"}
        assert fits(database, "relations", first="2019", kind="merged_into") == {}
        # on a day what an act made holds ever since
        then = {r["id"]: r["on_day"] for r in listing(database, "relations", Filters(on="2018-01-01")).rows}
        assert {then[id_] for id_ in (SPLIT, PLEDGE, MERGED, RIVAL)} == {"yes"}


def test_groups_are_tied_by_an_act_on_its_own_days(database_url: str) -> None:
    with open_database(database_url) as database:

        def tied(group: str, first: str, last: str) -> dict[str, str]:
            return fits(database, "groups", group=group, first=first, last=last)

        assert tied("night-tide", "2017", "2017") == {"iron-dawn": "yes"}
        assert tied("night-tide", "2017-06", "2017-06") == {"iron-dawn": "possibly"}
        assert tied("night-tide", "2018", "2018") == {}
        assert tied("iron-dawn", "2017-06", "2017-06") == {"night-tide": "possibly", "red-lantern": "yes"}
        assert tied("iron-dawn", "2018-01-01", "2018-01-01") == {"red-lantern": "yes"}


# as docs/sql.md has it
SPAN = """\
select id, case when surely_from <= :last
    and :first <= case when surely_until = '9999-12-31' then possibly_from else surely_until end
  then 'yes' else 'possibly' end as fits
from {}
where possibly_from <= :last
  and :first <= case when surely_until = '9999-12-31' then surely_from else possibly_until end
order by id"""
VIEWS = {
    "relations": "current_group_relations", "memberships": "current_memberships",
    "designations": "current_designations", "events": "event_list",
}  # fmt: skip
DATED = ("2017", "2017-05", "2017-05-13", "2017~", "2017-05?", "2017-05-13~", "'[2016..2017-05-13]'", "")
DAYS = ("2016-01-01", "2016-12-31", "2017-04-01", "2017-05-12", "2017-05-13", "2017-05-14", "2017-06-30", "2018-12-31")
SPANS = [(a, b) for a, b in product((None, *DAYS), repeat=2) if (a or FIRST) <= (b or LAST) and (a or b)]


def test_sql_asks_a_span_as_the_lists_do(world_copy: Path, empty_url: str) -> None:
    group = world_copy / "groups" / "night-tide.yaml"
    verbs = ("pledged_allegiance_to", "allied_with")
    claims = "".join(
        f"- {verb}: red-lantern\n  key: k{n}\n"
        + (f"  {'date' if verb == verbs[0] else 'start'}: {date}\n" if date else "")
        + SOURCE
        for verb, (n, date) in product(verbs, enumerate(DATED))
    )
    text = group.read_text()
    group.write_text(text.replace("relations:\n", "relations:\n" + claims))
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for (what, view), (first, last) in product(VIEWS.items(), SPANS):
            asked = {k: v for k, v in (("first", first), ("last", last)) if v}
            rows = database.rows(SPAN.format(view), first=first or FIRST, last=last or LAST)
            assert {r["id"]: r["fits"] for r in rows} == fits(database, what, **asked), (what, asked)


def test_the_page_asks_a_span_as_the_list_does(database_url: str) -> None:
    page = (REPOSITORY / "docs" / "sql.md").read_text(encoding="utf-8")
    (sql,) = (q for q in re.findall(r"```sql\n(.*?);\n```", page, re.DOTALL) if "from current_group_relations r" in q)
    with open_database(database_url) as database:
        rows = database.rows(sql)
        listed = listing(database, "relations", Filters(first="2017", last="2017")).rows
    assert rows and {r["fits"] for r in rows} == {"yes"}
    columns = {"group": "group_name", "relation": "relation", "object": "object", "fits": "fits"}
    assert [[r[c] for c in columns.values()] for r in rows] == [[r[c] for c in columns] for r in listed]


SOURCE_FILE = "id: {}\nkind: newspaper\npublisher: P\ntitle: T\nurl: https://example.org/{}\naccessed: 2024-01-15\n"
STATEMENT_FILE = "id: {}\nname: {}\nsummary: S.\nspeaker: dara-holm\nmedium: audio\nauthenticity: claimed\nsources: estoria-review-2019#p1\n"


def test_what_is_made_on_a_flagged_date(world_copy: Path, empty_url: str) -> None:
    """It may be of one unit further, in lists and in what rests on sources; a timeline keeps as much."""
    roles = ""
    for n, date in enumerate(filter(None, DATED)):
        source, statement = SOURCE_FILE.format(f"source-{n}", n), STATEMENT_FILE.format(*[f"statement-{n}"] * 2)
        (world_copy / "sources" / f"source-{n}.yaml").write_text(f"{source}published: {date}\n")
        (world_copy / "statements" / f"statement-{n}.yaml").write_text(f"{statement}made_on: {date}\n")
        roles += f"- group: night-tide\n  role: member\n  key: k{n}\n  start: {date}\n{SOURCE}"
    person = world_copy / "people" / "ilse-marr.yaml"
    person.write_text(f"{person.read_text()}\nmemberships:\n{roles}")
    seeded(world_copy, empty_url)
    dates = [date.strip("'") for date in DATED if date]
    with open_database(empty_url) as database:
        marr = resolve(database, "ilse-marr")
        for first, last in SPANS:
            wanted = {}
            for n, date in enumerate(dates):
                day = {f"{end}_{b}": v for end in ("start", "end") for b, v in zip(("earliest", "latest", "flag"), parse(date), strict=True)}  # fmt: skip
                if (answer := overlaps(day, first, last)) != NO:
                    wanted[n] = answer
            asked = {k: v for k, v in (("first", first), ("last", last)) if v}
            for what in ("source", "statement"):
                told = {
                    id_: fit for id_, fit in fits(database, f"{what}s", **asked).items() if id_.startswith(f"{what}-")
                }
                assert told == {f"{what}-{n}": answer for n, answer in wanted.items()}, (what, asked)
            news = Wanted(kind="newspaper", first=first, last=last)
            rows = sources(database, news).rows
            assert {row[0] for row in rows if row[0].startswith("source-")} == {f"source-{n}" for n in wanted}, asked
            counted = sum(row[1] for row in by_kind(database, news).rows)
            assert counted == len(rows), asked
            kept = timeline(database, [marr], Period(first or FIRST, last or LAST, ("membership",))).moments
            assert {m.date for m in kept} == {dates[n] for n in wanted}, asked


def test_a_flagged_date_that_a_life_cuts_reaches_no_further(world_copy: Path, empty_url: str) -> None:
    person, group = world_copy / "people" / "ilse-marr.yaml", world_copy / "groups" / "night-tide.yaml"
    role = f"\nmemberships:\n- group: night-tide\n  role: member\n  start: 2014~\n{SOURCE}"
    person.write_text(person.read_text() + role)
    group.write_text(f"{group.read_text()}\nattributes:\n- founded: 2014-06-01\n{SOURCE}")
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        marr = resolve(database, "ilse-marr")
        for last, kept in (("2014-05-31", False), ("2014-06-01", True)):
            found = timeline(database, [marr], Period(last=last, kinds=("membership",))).moments
            assert ("2014~" in {m.date for m in found}) is kept
            listed = listing(database, "memberships", Filters(person="ilse-marr", last=last)).rows
            assert ("2014~" in {r["since"] for r in listed}) is kept


def test_an_event_is_possibly_of_whom_sources_dispute_or_only_suspect(world_copy: Path, empty_url: str) -> None:
    event = "id: {0}\nname: {0}\nkind: attack\nsources: marsh-report#p1\nattributes:\n- date: 2016-05-01\n  sources: marsh-report#p1\nparticipants:\n"
    part = "- perpetrator: {}\n  attribution: {}\n  sources: marsh-report#p1\n"
    for id_, group, word, more in (
        ("claimed-raid", "night-tide", "claimed", ""),
        ("suspected-raid", "night-tide", "suspected", ""),
        ("one-or-other", "night-tide", "attributed", "  status: contested\n  dispute: raiders\n"),
        ("by-a-member", "dara-holm", "confirmed", ""),  # a member of iron-dawn, by an accepted role
        ("by-a-former", "former", "confirmed", ""),  # or may have been: no end of the role is known
        (
            "of-his-death",
            "fallen",
            "confirmed",
            "",
        ),  # a member until he fell in it, in a month that is all that is known
    ):
        (world_copy / "events" / f"{id_}.yaml").write_text(event.format(id_) + part.format(group, word) + more)
    other = world_copy / "events" / "one-or-other.yaml"
    other.write_text(
        other.read_text() + part.format("red-lantern", "claimed") + "  status: contested\n  dispute: raiders\n"
    )
    (world_copy / "people" / "former.yaml").write_text(
        "id: former\nname: Former\nsources: marsh-report#p1\nmemberships:\n- group: iron-dawn\n  role: member\n  start: 2011\n  sources: marsh-report#p1\n"
    )
    (world_copy / "people" / "fallen.yaml").write_text(
        "id: fallen\nname: Fallen\nsources: marsh-report#p1\nmemberships:\n- group: iron-dawn\n  role: member\n  start: 2011\n  end: 2016-05\n"
        "  how_ended: killed\n  sources: marsh-report#p1\n"
    )
    death = world_copy / "events" / "of-his-death.yaml"
    death.write_text(death.read_text().replace("2016-05-01", "2016-05").replace("- perpetrator", "- killed"))
    (world_copy / "disputes" / "raiders.yaml").write_text(
        "id: raiders\nquestion: Who raided?\nresolution: open\nreason: Each is named by one report.\n"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        of_tide = {"claimed-raid": "yes", "suspected-raid": "possibly", "one-or-other": "possibly"}
        assert fits(database, "events", group="night-tide", first="2016-05", last="2016-05") == of_tide
        on = listing(database, "events", Filters(group="night-tide", on="2016-05-01")).rows
        assert {r["id"]: r["on_day"] for r in on} == of_tide
        # whoever asks for what is suspected gets it as it is said
        asked = fits(database, "events", group="night-tide", attribution="suspected", first="2016", last="2016")
        assert asked == {"suspected-raid": "yes"}
        assert fits(database, "events", group="iron-dawn", first="2016", last="2016") == {
            "by-a-former": "possibly",
            "by-a-member": "yes",
            "of-his-death": "yes",
        }
        for by in ("group", "perpetrator"):
            rows = count(database, "events", Filters(first="2016-05", last="2016-05"), [by]).rows
            counted = {r[by]: (r["count"], r["surely"]) for r in rows}
            assert counted["Night Tide"] == (3, 1)
            assert counted["Red Lantern"] == (1, 0)
            assert by == "perpetrator" or counted["Iron Dawn"] == (3, 2)
            for word, number in (("claimed", {"Night Tide": 1, "Red Lantern": 1}), ("suspected", {"Night Tide": 1})):
                asked_of = Filters(first="2016-05", last="2016-05", attribution=word)
                rows = count(database, "events", asked_of, [by]).rows
                assert {r[by]: r["count"] for r in rows if r[by]} == number
                for group, id_ in (("Night Tide", "night-tide"), ("Red Lantern", "red-lantern")):
                    listed = listing(database, "events", asked_of._replace(group=id_)).rows
                    sure = [r["surely"] for r in rows if r[by] == group]
                    assert sum(sure) == sum(r["fits"] == "yes" for r in listed)
        # and of no time as of one
        assert {r["id"]: r["fits"] for r in listing(database, "events", Filters(group="night-tide")).rows} == of_tide
        assert not any("fits" in r for r in listing(database, "events", Filters()).rows)
