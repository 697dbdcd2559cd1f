"""The named questions: the same answer on both engines, whatever name is typed; wrong parameters are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.database.guard import run_guarded
from kbase.problems import KbaseError
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.questions import QUESTIONS, parameters_of

GIVEN: dict[str, dict[str, str]] = {
    "leaders-on": {"group": "RL", "day": "2020-01-01"},
    "leadership-of": {"group": "iron-dawn"},
    "leadership-with-parts": {"group": "iron-dawn"},
    "roles-of": {"person": "Tomas Vell"},
    "members-of-two-groups": {"group": "Iron Dawn", "other": "RL"},
    "came-out-of": {"group": "Iron Dawn"},
    "came-from": {"group": "red-lantern"},
    "leaders-killed": {"year": "2021"},
    "cases-in": {"year": "2017"},
    "listings-by": {"authority": "moot"},
    "listed-on": {"entity": "red-lantern", "day": "2017-01-01"},
    "claimed-twice": {},
    "events-of": {"entity": "red-lantern"},
    "events-with-parts": {"group": "red-lantern"},
    "active-in": {"country": "xe", "day": "2016-06-01"},
    "operations-on": {"day": "2016-06-01"},
    "said-about": {"speaker": "tomas-vell", "about": "red-lantern"},
    "events-in": {"country": "xe", "year": "2021"},
    "casualties-of": {"group": "red-lantern"},
    "timeline-of": {"entity": "tomas-vell"},
    "evidence-for": {"entity": "tomas-vell"},
    "changed-in": {"revision": "1"},
}


def ask(url: str, name: str, given: dict[str, str]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    with open_database(url) as database:
        params = parameters_of(QUESTIONS[name], given, database)
    found = run_guarded(url, QUESTIONS[name].sql, seconds=10, params=params, trust_role=True)
    return found.columns, list(found.rows)


@pytest.mark.postgres
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_one_answer(name: str, world_sqlite: Path, world_postgres: str) -> None:
    found = ask(str(world_sqlite), name, GIVEN[name])
    assert found == ask(world_postgres, name, GIVEN[name])
    assert found[1] or name == "claimed-twice"
    assert len(set(found[0])) == len(found[0])


def test_leaders_on_a_day(database_url: str) -> None:
    def led(day: str) -> list[tuple[str, str]]:
        return [row[:2] for row in ask(database_url, "leaders-on", {"group": "red-lantern", "day": day})[1]]

    assert led("2020-01-01") == [("Tomas Vell", "yes")]
    assert led("2015-05-02") == [("Tomas Vell", "possibly")]
    assert led("2015-04-30") == []


@pytest.mark.parametrize(
    ("name", "given", "message", "help"),
    [
        ("active-in", {"country": "selm", "day": "2016"}, "'selm' is a town; this wants a country", "did you mean Estoria?"),
        ("active-in", {"country": "coastland", "day": "2016"}, "is a world region; this wants a country", "^see 'kbase list places"),
        ("events-in", {"country": "two rivers", "year": "2016"}, "'two-rivers' is a region; this", "did you mean Estoria?"),
        ("events-in", {"country": "moot", "year": "2016"}, "is an organization; this wants a place", ""),
        ("listings-by", {"authority": "OFAC"}, "nothing here is called 'OFAC'", "^who lists: government-of-velmark, moot$"),
        ("listings-by", {"authority": "coastland"}, "is a place", "^who lists: government-of-velmark, moot$"),
        ("said-about", {"speaker": "coastland", "about": "moot"}, "is a place; this wants", "organizations' or"),
        ("said-about", {"speaker": "zzzz", "about": "moot"}, "nothing here", "organizations' or 'kbase list groups' or"),
    ],
)  # fmt: skip
def test_another_thing_than_the_parameter_wants(
    name: str, given: dict[str, str], message: str, help: str, database_url: str
) -> None:
    with pytest.raises(KbaseError, match=message) as refused:
        ask(database_url, name, given)
    assert re.search(help, refused.value.help)


def test_a_country_speaks_by_its_organizations(world_copy: Path, empty_url: str) -> None:
    for name, body in (("marr-estimate", "government-of-estoria"), ("vell-pledge", "ridge-guard")):
        path = world_copy / "statements" / f"{name}.yaml"
        path.write_text(re.sub("(?m)^speaker: .*$", f"speaker: {body}", path.read_text()))
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        found = listing(database, "statements", Filters(speaker="estoria")).rows
        assert database.taken == ["'estoria' is taken for what belongs to estoria: government-of-estoria, ridge-guard"]
        assert {r["id"] for r in found} == {"marr-estimate", "vell-pledge"}
        about = database.rows("SELECT DISTINCT about_id FROM statement_subjects ORDER BY about_id")
    answers = [ask(empty_url, "said-about", {"speaker": "estoria", "about": r["about_id"]}) for r in about]
    assert {row[columns.index("id")] for columns, answer in answers for row in answer} == {r["id"] for r in found}


def test_who_goes_by_the_name_of_a_country_is_not_taken_for_it(world_copy: Path, empty_url: str) -> None:
    path = world_copy / "people" / "tomas-vell.yaml"
    name = "names:\n- nom_de_guerre: Estoria\n  sources: moot-list#RL.07\n"
    path.write_text(path.read_text().replace("names:\n", name, 1))
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        found = listing(database, "people", Filters(killed_by="Estoria"))
        assert database.taken[-1].startswith("'Estoria' is taken for what belongs to estoria")
        assert {r["id"] for r in found.rows} == {
            r["id"] for r in listing(database, "people", Filters(killed_by="ridge-guard")).rows
        }
        with pytest.raises(KbaseError, match="nothing here is called"):
            listing(database, "people", Filters(killed_by="Freedonia"))


def test_a_country_lists_by_all_its_organizations(world_copy: Path, empty_url: str) -> None:
    group = world_copy / "groups" / "night-tide.yaml"
    one = "- authority: {}\n  list: national\n  key: k{}\n  sources: moot-list#RL.07\n"
    theirs = "".join(one.format(name, n) for n, name in enumerate(("government-of-estoria", "ridge-guard", "moot")))
    group.write_text(f"{group.read_text()}\ndesignations:\n{theirs}")
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for typed in ("XE", "Estoria"):
            rows = listing(database, "designations", Filters(authority=typed, group="night-tide")).rows
            assert {r["authority_id"] for r in rows} == {"government-of-estoria", "ridge-guard"}
        assert "night-tide" in {r["id"] for r in listing(database, "groups", Filters(authority="estoria")).rows}
        for typed in ("XE", "estoria", "moot"):  # the question takes what the filter takes, and lists the same
            columns, answer = ask(empty_url, "listings-by", {"authority": typed})
            listed = listing(database, "designations", Filters(authority=typed)).rows
            assert answer and {row[columns.index("claim_id")] for row in answer} == {r["id"] for r in listed}
        with pytest.raises(KbaseError, match="nothing here is called"):
            listing(database, "designations", Filters(authority="Freedonia"))


def test_who_was_killed_by_whom(database_url: str) -> None:
    columns, found = ask(database_url, "leaders-killed", {"year": "2021"})
    assert [dict(zip(columns, row, strict=True))["killed_by"] for row in found] == ["Ridge Guard"]


SECOND = """- group: night-tide
  role: member
  key: {key}
  start: {start}
  end: {end}
  sources: estoria-review-2019#p2
"""
# dates of a second membership beside that of 2010 to 2018-12, and whether the two were held at one time
TOGETHER = [
    ("2012", "2014", "yes"), ("2010-12-31", "ongoing", "yes"), ("2018", "2020", "possibly"), ("2018-12-01", "2020", "yes"),
    ("2018-12-02", "2020", "possibly"), ("2008", "2010", "possibly"), ("2008", "2009", "no"), ("2019", "2020", "no"),
    ("2019~", "2020", "possibly"), ("'[..2019]'", "2020", "possibly"), ("2016", "ended", "yes"),
]  # fmt: skip


def test_who_was_in_two_groups(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "dara-holm.yaml"
    more = [SECOND.format(key=f"k{n:02}", start=start, end=end) for n, (start, end, _) in enumerate(TOGETHER)]
    person.write_text(person.read_text() + "".join(more))
    seeded(world_copy, empty_url)
    columns, found = ask(empty_url, "members-of-two-groups", {"group": "iron-dawn", "other": "night-tide"})
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    assert {r["person_id"] for r in rows} == {"dara-holm"} and rows[0]["until"] == "2018-12"
    told = {r["other_claim_id"].rpartition("/")[2]: r["together"] for r in rows}
    assert told == {f"k{n:02}": together for n, (_, _, together) in enumerate(TOGETHER)}
    turned = ask(empty_url, "members-of-two-groups", {"group": "night-tide", "other": "iron-dawn"})[1]
    assert sorted(row[7] for row in turned) == sorted(told.values())


def test_casualties_keep_the_unknown_apart(database_url: str) -> None:
    assert ask(database_url, "casualties-of", {"group": "red-lantern"})[1] == [
        (2017, 1, 0, 0, None, None),  # it is only suspected of the 14
        (2022, 1, 1, 1, None, None),
    ]


def test_no_question_is_called_like_another_word() -> None:
    for question in QUESTIONS.values():
        assert "-" in question.name
        assert question.answers.endswith("?")
        assert all(f":{p.name}" in question.sql for p in question.parameters)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("leaders-on", {"group": "RL"}, "wants day"),
        ("leaders-on", {"group": "RL", "day": "2015"}, "not one day"),
        ("leaders-on", {"group": "RL", "day": "x' or 1=1"}, "x' or 1=1"),
        ("leaders-on", {"group": "RL", "day": "2015-01-01", "role": "x"}, "no parameter 'role'"),
        ("leaders-killed", {"year": "20x0"}, "not a year"),
        ("leaders-killed", {"year": "99999999999999999999"}, "not a year"),
        ("roles-of", {"person": "red-lantern"}, "is a group"),
        ("events-of", {"entity": "qqqqqqqq"}, "qqqqqqqq"),
    ],
)
def test_wrong_parameters_are_told(database_url: str, name: str, given: dict[str, str], told: str) -> None:
    with open_database(database_url) as database, pytest.raises(KbaseError, match=told):
        parameters_of(QUESTIONS[name], given, database)


def asked(url: str, name: str, **given: str) -> list[dict[str, Any]]:
    with open_database(url) as database:
        return database.rows(QUESTIONS[name].sql, **parameters_of(QUESTIONS[name], given, database))


FIGURE = "- troops: {0}\n  category: soldiers\n  side: of_subject\n  key: k{0}\n  sources: coast-wire-2021#p5\n"


def test_strength_is_the_newest_number_of_each_place(world_copy: Path, empty_url: str) -> None:
    """The whole and each place apart; of one day an accepted number goes before a contested, a stated before an inferred; undated ones only alone."""
    operation = world_copy / "operations" / "operation-heron.yaml"
    more = (
        FIGURE.format(700) + "  as_of: 2014-09\n  place: selm\n" + FIGURE.format(900) + "  as_of: 2019\n  place: selm\n"
    )
    more += FIGURE.format(5000) + "  as_of: 2020-02\n  status: contested\n" + FIGURE.format(99)
    more += FIGURE.format(4000) + "  as_of: 2020-02\n  confidence: inferred\n  note: Told of the whole year.\n"
    text = operation.read_text()
    operation.write_text(text.replace("figures:\n", f"figures:\n{more}"))
    seeded(world_copy, empty_url)
    told = {
        "2014-08-15": [(None, 3000)],
        "2015-01-01": [(None, 3000), ("Selm", 700)],
        "2021-01-01": [(None, 5100), ("Selm", 900)],
    }
    for day, wanted in told.items():
        rows = [r for r in asked(empty_url, "operations-on", day=day) if r["id"] == "operation-heron"]
        assert [(r["place"], r["best"]) for r in rows] == wanted, day
    with open_database(empty_url) as database:
        row = next(r for r in listing(database, "operations", Filters()).rows if r["id"] == "operation-heron")
        assert row["strength"] == "5100 (2020-02); 900 in Selm (2019)"
    undated = text[: text.index("figures:\n")] + f"figures:\n{FIGURE.format(99)}" + text[text.index("\nlocations:") :]
    operation.write_text(undated)
    seeded(world_copy, empty_url)
    rows = [r for r in asked(empty_url, "operations-on", day="2015-01-01") if r["id"] == "operation-heron"]
    assert [(r["best"], r["as_of"]) for r in rows] == [(None, None)]  # of no day in particular


def test_a_claim_under_two_names_is_told(world_copy: Path, empty_url: str) -> None:
    """Red Lantern split from Iron Dawn, a part of which merged into Night Tide."""
    event = world_copy / "events" / "ferry-attack.yaml"
    text = event.read_text()
    for other, tied in (("red-lantern", "no"), ("night-tide", "yes")):
        claims = "".join(
            f"- perpetrator: {group}\n  attribution: claimed\n  key: claim\n  sources: estoria-daily-2021#p3\n"
            for group in ("iron-dawn", other)
        )
        event.write_text(text.replace("participants:\n", f"participants:\n{claims}"))
        seeded(world_copy, empty_url)
        found = [(r["id"], r["claimants"], r["tied"]) for r in asked(empty_url, "claimed-twice")]
        assert found == [("ferry-attack", 2, tied)]


def test_groups_that_came_out_of_an_organization(
    world_copy: Path, empty_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    group = world_copy / "groups" / "night-tide.yaml"
    text = group.read_text()
    tie = "- split_from: ridge-guard\n  sources: estoria-daily-2021#p3\n"
    group.write_text(
        text.replace("relations:\n", f"relations:\n{tie}") if "relations:\n" in text else f"{text}\nrelations:\n{tie}"
    )
    seeded(world_copy, empty_url)
    assert [r["newer_id"] for r in asked(empty_url, "came-out-of", group="Ridge Guard")] == ["night-tide"]
    assert run(["lineage", "ridge-guard", "--database", empty_url, "--format", "json"]) == 0
    assert "night-tide" in capsys.readouterr().out


def test_events_of_a_group_are_those_of_its_parts_while_they_were_so(world_copy: Path, empty_url: str) -> None:
    source = "  sources: estoria-review-2019#p1\n"
    for id_, whole in (("cell", "night-tide"), ("sub-cell", "cell")):
        (world_copy / "groups" / f"{id_}.yaml").write_text(
            f"id: {id_}\nname: {id_}\nkind: group\nsources: estoria-review-2019#p1\nrelations:\n- part_of: {whole}\n  start: 2016-03-01\n"
            f"  end: {'2018-06-30' if id_ == 'cell' else '2017-12-31'}\n{source}"
        )
    for n, (date, group) in enumerate((
        ("2015-05-05", "cell"), ("2017-05-05", "cell"), ("2018", "cell"), ("2019-05-05", "cell"), ("2017-06-06", "sub-cell"), ("2018-02-02", "sub-cell"),
        ("2020-01-01", "night-tide"),
    )):  # fmt: skip
        (world_copy / "events" / f"deed-{n}.yaml").write_text(
            f"id: deed-{n}\nname: Deed {n}\nkind: attack\nsources: estoria-review-2019#p1\nattributes:\n- date: '{date}'\n{source}"
            f"participants:\n- perpetrator: {group}\n  attribution: claimed\n{source}"
        )
    with open_database(seeded(world_copy, empty_url)) as database:
        found = database.rows(QUESTIONS["events-with-parts"].sql, group="night-tide")
    assert [(r["event_id"], r["was_part"]) for r in found] == [
        ("deed-1", "yes"), ("deed-4", "yes"), ("deed-2", "possibly"), ("deed-6", "yes"),
    ]  # fmt: skip
