"""On a day: the columns of the views answer as the commands do, for every claim, date and day of a torture set."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from conftest import REPOSITORY, WORLD, checked, seeded
from kbase.database.connection import Database, open_database
from kbase.database.days import begun, over, told_first
from kbase.database.days import day as day_of_sql
from kbase.database.guard import run_guarded
from kbase.database.links import LINK_KINDS
from kbase.database.seed import Options, Origin, seed
from kbase.dates import FIRST, LAST, Bounds, parse, told_by
from kbase.fields import CLAIMS, PROPERTY
from kbase.queries.bonds import bound_until
from kbase.queries.claims import by_ids, fetch
from kbase.queries.dossier import dossier
from kbase.queries.graph import network
from kbase.queries.leaders import leaders
from kbase.queries.linked import Reach
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import by, held, on_day
from kbase.queries.questions import QUESTIONS, parameters_of
from kbase.queries.resolve import Entity, resolve
from kbase.queries.timeline import Moment, Period, timeline

# start and end of a role as curators write them
ROLES = (
    ("2010", "2015"), ("2010~", "2015"), ("2010", "2015%"), ("2010?", "2015~"), ("2015-05~", "2020"), ("2015-12?", "2016-01~"),
    ("2015-05-13?", "2020"), ("2016-02-29~", "2016-03-01?"), ("'[2010..2012]'", "2014"), ("'[2012-02-29..2013]'", "2014~"),
    ("2015", ""), ("2015~", ""), ("", "2015?"), ("", ""), ("2015~", "ongoing"), ("2015?", "ended"), ("2012-21", "2014"),
    ("2015-03-10", "2015~"), ("0001~", "0002-01~"), ("2014~", "2014~"),
    # in the first years there are
    ("0001-01-01~", "0001-02~"), ("0001-01-01", "0001~"), ("0001-05-13?", "0002~"), ("'[0001-05..0002-02]'", "'[0002-03..0003-01]'"),
    ("'[0001-05..0002-02-28]'", "0003-02-28?"), ("0001-12?", "0002-01-15~"),
)  # fmt: skip
EVENTS = ("2016~", "2016-02?", "2016-02-29%", "2015~/2016", "2015-12/2016-01~", "2015-12-30/2016-01-02", "2016-01", "")
# dates of an event that sources dispute; one that is accepted, if any, goes first, with a '+'
DISPUTED = (
    ("2016-03-04", "2016-05~"), ("2015?", "2014-12-30/2015-01-02"), ("2016", "'[2016-02-29..2016-03]'", "2016-01~/2016-02"),
    ("2015~/2016-01-03", "2016"), ("2014-05-05", "2014-05-05", "2014-06"), ("2012?", "2012"), ("9999-12?", "9999-12-31"), ("0001?", "0001-02"),
    ("+2016-03-04/2016-03-09", "2016-05~", "2015"), ("+2016?", "2016-05-01/2016-05-03"), ("+2015", "2016"),
    ("+2015~/2016", "'[2013..2014]'"),
)  # fmt: skip
# takes part in all of them: a member of Night Tide who has a post at the Ridge Guard
OFFICER = """\
id: officer
name: Osk Officer
sources: estoria-review-2019#p1

memberships:
- group: night-tide
  role: commander
  start: 2010
  end: 2016-03-04
  sources: estoria-review-2019#p1

positions:
- organization: ridge-guard
  title: officer
  start: 2010
  sources: estoria-review-2019#p1
"""
DAYS = sorted({
    day.isoformat()
    for year in range(2008, 2023) for month in (1, 2, 3, 5, 6, 12)
    for first in [date(year, month, 1)] for day in (first - timedelta(1), first, first + timedelta(12), first + timedelta(28))
} | {"0001-01-01", "0002-01-15", "0003-02-01", "9999-12-30", "2016-02-28", "2016-02-29", "2016-03-01", "2015-05-12", "2015-05-14"}
  | {f"{year}-{rest}" for year in ("0001", "0002", "0003", "9997", "9998", "9999")
     for rest in ("01-01", "01-02", "01-14", "02-28", "04-30", "05-12", "05-13", "05-14", "10-31", "12-01", "12-30", "12-31")})  # fmt: skip


def write(folder: Path) -> Path:
    """The invented world with these roles, listings, events and statements."""
    for n, (start, end) in enumerate(ROLES):
        dates = "".join(f"  {k}: {v}\n" for k, v in (("start", start), ("end", end)) if v)
        listed = f"  listed_on: {start}\n" * bool(start) + f"  delisted_on: {end}\n" * end[:1].isdigit()
        (folder / "people" / f"case-{n}.yaml").write_text(
            f"id: case-{n}\nname: Case Number {n}\nsources: estoria-review-2019#p1\n\nmemberships:\n"
            f"- group: night-tide\n  role: leader\n{dates}  sources: estoria-review-2019#p1\n\ndesignations:\n"
            f"- authority: moot\n  list: un_other\n{listed}  sources: moot-list#RL.07\n"
        )
    for n, when in enumerate(EVENTS):
        dated = f"- date: {when}\n  sources: marsh-report#p1\n" if when else ""
        (folder / "events" / f"happening-{n}.yaml").write_text(
            f"id: happening-{n}\nname: Happening {n}\nkind: attack\nsources: marsh-report#p1\n\n"
            f"attributes:\n{dated}- place: selm\n  sources: marsh-report#p1\n- operation: operation-heron\n  sources: marsh-report#p1\n\n"
            "participants:\n- perpetrator: red-lantern\n  attribution: claimed\n  sources: marsh-report#p1\n\nfigures:\n"
            "- killed: 2\n  category: all\n  side: of_subject\n  sources: marsh-report#p1\n"
        )
        if when and "/" not in when:
            (folder / "statements" / f"saying-{n}.yaml").write_text(
                f"id: saying-{n}\nname: Saying {n}\nsummary: Says {n}.\nspeaker: tomas-vell\nmade_on: {when}\nmedium: audio\n"
                "authenticity: claimed\nsources: lantern-bulletin#3\n\nsubjects:\n- about: selm\n  sources: lantern-bulletin#3\n"
            )
    (folder / "people" / "officer.yaml").write_text(OFFICER)
    for n, disputed in enumerate(DISPUTED):
        write_disputed(folder, f"disputed-{n}", disputed)
    return folder


def write_disputed(folder: Path, id_: str, dates: tuple[str, ...]) -> None:
    """An event with these dates, of which one that begins with '+' is accepted; then the others, without a dispute, are contradicted."""
    accepted = dates[0].startswith("+")
    if not accepted:
        (folder / "disputes" / f"{id_}-date.yaml").write_text(
            f"id: {id_}-date\nquestion: When?\nresolution: open\nreason: Sources differ.\n"
        )
    against = "  - {source: marsh-report#p9, stance: contradicts}\n" if accepted else ""
    dispute = "" if accepted else f"  dispute: {id_}-date\n"
    dated = "".join(
        f"- date: {date.removeprefix('+')}\n  status: {'accepted' if date[0] == '+' else 'contested'}\n{dispute}"
        f"  key: source-{n}\n  sources:\n  - marsh-report#p{n + 1}\n{against}"
        for n, date in enumerate(dates)
    )
    (folder / "events" / f"{id_}.yaml").write_text(
        f"id: {id_}\nname: Event {id_}\nkind: attack\nsources: marsh-report#p1\n\n"
        f"attributes:\n{dated}- place: selm\n  sources: marsh-report#p1\n- operation: operation-heron\n  sources: marsh-report#p1\n"
        "- account: the mill burned\n  sources: marsh-report#p1\n\n"
        "participants:\n- perpetrator: red-lantern\n  attribution: claimed\n  sources: marsh-report#p1\n"
        "- perpetrator: officer\n  attribution: claimed\n  sources: marsh-report#p1\n\nfigures:\n"
        "- killed: 2\n  category: all\n  side: of_subject\n  as_of: 2016-06-02\n  estimator: ridge-guard\n"
        "  sources: marsh-report#p1\n"
    )


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def torture(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = write(Path(shutil.copytree(WORLD, tmp_path_factory.mktemp("torture") / "data")))
    url = str(folder / "x.sqlite") if request.param == "sqlite" else str(request.getfixturevalue("new_postgres")())
    return seeded(folder, url)


EDGES = [
    Bounds(first, last, "~") for year in (1, 2, 3, 9997, 9998, 9999) for first, last in (
        (f"{year:04d}-01-01", f"{year:04d}-01-01"), (f"{year:04d}-01-01", f"{year:04d}-01-31"), (f"{year:04d}-01-01", f"{year:04d}-12-31"),
        (f"{year:04d}-02-28", f"{year:04d}-02-28"), (f"{year:04d}-05-13", f"{year:04d}-07-02"), (f"{year:04d}-12-01", f"{year:04d}-12-31"),
        (f"{year:04d}-12-31", f"{year:04d}-12-31"), (f"{year:04d}-11-01", f"{min(year + 1, 9999):04d}-12-30"),
    )
] + [Bounds(FIRST, LAST, "~")]  # fmt: skip


def test_a_flagged_date_at_either_end_of_time(database_url: str) -> None:
    """Where one unit more would leave the years 1 to 9999, SQL and Python go on saying the same of every day."""
    with open_database(database_url) as database:
        for date_ in EDGES:
            first, last = (day_of_sql(database.engine, text) for text in date_[:2])
            (row,) = database.rows(
                f"SELECT {begun(database.engine, 'd.f', 'd.l', '1 = 1')[0]} AS a, {begun(database.engine, 'd.f', 'd.l', '1 = 1')[1]} AS b,"
                f" {over(database.engine, 'd.f', 'd.l', '1 = 1')[0]} AS c, {over(database.engine, 'd.f', 'd.l', '1 = 1')[1]} AS d"
                f" FROM (SELECT {first} AS f, {last} AS l) d"
            )
            assert all(FIRST <= value <= LAST for value in row.values())
            for day in DAYS:
                come = "yes" if row["b"] <= day else "possibly" if row["a"] <= day else "no"
                gone = "no" if day <= row["c"] else "possibly" if day <= row["d"] else "yes"
                assert (come, gone) == (by(day, *date_), by(day, *date_, inclusive=False)), (date_, day, row)


def answer(row: dict[str, Any], day: str) -> str:
    """The two conditions that docs/sql.md gives."""
    if row["surely_from"] <= day <= row["surely_until"]:
        return "yes"
    return "possibly" if row["possibly_from"] <= day <= row["possibly_until"] else "no"


def test_every_claim_on_every_day(torture: str) -> None:
    with open_database(torture) as database:
        rows = {r["id"]: r for r in database.rows("SELECT * FROM all_claims")}
        seen: Counter[str] = Counter()
        for kind in CLAIMS:
            standing = {r["id"]: r for r in database.rows(f"SELECT * FROM current_{kind.table}")}
            for claim in fetch(database, kind.kind, "1 = 1"):
                for day in DAYS:
                    wanted = on_day(claim, day)
                    assert answer(rows[claim.id], day) == wanted, (claim.id, day, rows[claim.id])
                    seen[wanted] += 1
                if claim.stands:
                    assert all(standing[claim.id][n] == rows[claim.id][n] for n in ("possibly_from", "surely_until"))
        assert len(seen) == 3


def test_events_and_links_on_every_day(torture: str) -> None:
    with open_database(torture) as database:
        for day in DAYS:
            listed = {r["id"]: r["on_day"] for r in listing(database, "events", Filters(on=day)).rows}
            for row in database.rows("SELECT * FROM event_list WHERE date IS NOT NULL"):
                assert answer(row, day) == listed.get(row["id"], "no"), (row["id"], day)
        links = database.rows("SELECT * FROM links")
        assert {r["kind"] for r in links} == set(LINK_KINDS)
        claims = {c.id: c for c in by_ids(database, [r["claim_id"] for r in links])}
        for row in links:
            if row["claim_id"] in claims:
                assert all(answer(row, day) == on_day(claims[row["claim_id"]], day) for day in DAYS), row["claim_id"]


@pytest.mark.parametrize("day", ["2009-06-01", "2014-06-01", "2015-03-09", "2016-02-28", "2016-06-01"])
def test_a_network_of_a_day_is_the_links_of_it(day: str, torture: str) -> None:
    with open_database(torture) as database:
        for id_ in ("night-tide", "red-lantern", "tomas-vell", "moot", "selm"):
            found = network(database, resolve(database, id_), 1, Reach(LINK_KINDS, day, renounced=True), 10_000)
            links = database.rows("SELECT * FROM links WHERE from_id = :id OR to_id = :id", id=id_)
            ends = bound_until(database, {r["claim_id"] for r in links})
            over = {claim for claim, until in ends.items() if until.possibly < day}
            ending = {claim for claim, until in ends.items() if until.surely < day}
            wanted = {
                (r["claim_id"], "possibly" if r["claim_id"] in ending and answer(r, day) == "yes" else answer(r, day))
                for r in links if r["claim_id"] not in over
            }  # fmt: skip
            assert {(s.claim, s.on_day) for s in found.links} == {w for w in wanted if w[1] != "no"}


@pytest.mark.parametrize("day", ["2009-06-01", "2014-06-01", "2015-03-09", "2015-05-14", "2016-02-28", "2016-06-01"])
def test_questions_say_what_commands_say(day: str, torture: str) -> None:
    def ask(name: str, **given: str) -> set[tuple[str, str]]:
        with open_database(torture) as database:
            params = parameters_of(QUESTIONS[name], {**given, "day": day}, database)
        found = run_guarded(torture, QUESTIONS[name].sql, seconds=10, params=params, trust_role=True)
        claim, says = found.columns.index("claim_id"), found.columns.index("led" if "group" in given else "listed")
        return {(row[claim], row[says]) for row in found.rows}

    with open_database(torture) as database:
        led = leaders(database, resolve(database, "night-tide"), on=day)
        listed = listing(database, "designations", Filters(on=day, authority="moot")).rows
        people = {r["id"]: r["listing"] for r in listing(database, "people", Filters(on=day)).rows}
    assert ask("leaders-on", group="night-tide") == {(t.fact.claim, t.fact.on_day) for t in led.tenures}
    by_question: set[tuple[str, str]] = set()
    for n in range(len(ROLES)):
        then = ask("listed-on", entity=f"case-{n}")
        by_question |= then
        word = {"yes": "listed", "possibly": "possibly listed"}[next(iter(then))[1]] if then else None
        assert people[f"case-{n}"] in ({word} if word else {None, "delisted"})
    assert by_question == {(r["id"], r["on_day"]) for r in listed if r["id"].startswith("case-")}


def moments(database: Database, entity: Entity, on: str = "") -> Counter[tuple[Any, ...]]:
    """What the command and the view both have of each moment; of statements the view has the claims."""

    def ends(moment: Moment) -> bool:
        if moment.kind == "designation":
            return "delisted" in moment.text and "listed and" not in moment.text
        return moment.text.startswith("ended: ") and moment.claim.rpartition("/")[2] not in PROPERTY

    return Counter(
        (*(("statement",) if m.kind == "statement" else (m.claim, m.kind, m.status)),
         m.date, m.earliest, m.latest, ends(m), m.on_day)
        for m in timeline(database, [entity], Period(on=on)).moments
    )  # fmt: skip


def of_view(rows: list[dict[str, Any]], on: str = "") -> Counter[tuple[Any, ...]]:
    return Counter(
        (*(("statement",) if r["kind"].startswith("statement") else (r["claim_id"], r["kind"], r["status"])),
         r["date"], r["earliest"], r["latest"], r["what"] == "end", come(r, on) if on else "")
        for r in rows if not on or r["possibly_from"] <= on
    )  # fmt: skip


def come(row: dict[str, Any], day: str) -> str:
    return "yes" if row["surely_from"] <= day else "possibly" if row["possibly_from"] <= day else "no"


def everyone(database: Database) -> list[Entity]:
    rows = database.rows("SELECT id, type, name FROM entities WHERE type <> 'source' ORDER BY id")
    return [Entity(row["id"], row["type"], row["name"]) for row in rows]


def by_entity(database: Database) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in database.rows("SELECT * FROM timeline"):
        found.setdefault(row["entity_id"], []).append(row)
    return found


def test_the_timeline_of_everyone_is_the_view(torture: str) -> None:
    """The same moments with the same bounds; sources alone have none in the view."""
    with open_database(torture) as database:
        rows, all_ = by_entity(database), everyone(database)
        for entity in all_:
            assert moments(database, entity) == of_view(rows.get(entity.id, [])), entity.id
        assert set(rows) <= {entity.id for entity in all_}
        assert all(r["date"] for found in rows.values() for r in found)


def turns(rows: list[dict[str, Any]]) -> set[str]:
    """The days on which the view begins to say possibly or yes of a moment, and the days before."""
    found = {r[name] for r in rows for name in ("possibly_from", "surely_from")}
    before = {(date.fromisoformat(day) - timedelta(1)).isoformat() for day in found - {FIRST}}
    return found | before


def test_a_timeline_of_a_day_says_possibly(torture: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of everyone, and of each day on which the view changes its answer: so no day is left on which the command could differ."""
    module = import_module("kbase.queries.timeline")
    seen: Counter[str] = Counter()
    with open_database(torture) as database:
        pages = cache(lambda entity: dossier(database, entity))
        monkeypatch.setattr(module, "dossier", lambda _, entity: pages(entity))
        rows = by_entity(database)
        for entity in everyone(database):
            for day in sorted(turns(rows.get(entity.id, []))):
                wanted = of_view(rows[entity.id], day)
                assert moments(database, entity, day) == wanted, (entity.id, day)
                seen.update(key[-1] for key in wanted)
    assert set(seen) == {"yes", "possibly"}


@pytest.mark.parametrize(
    ("event", "own", "part"),
    [
        # two contested dates: each has its moment, that has surely come when both are over
        ("disputed-0", [("2016-03-04", "2016-03-04", "2016-06-30"), ("2016-05~", "2016-04-01", "2016-06-30")], None),
        # of a year, flagged: reaches through the next
        ("disputed-1", [("2014-12-30/2015-01-02", "2014-12-30", "2016-12-31"), ("2015?", "2014-01-01", "2016-12-31")], None),
        # said twice, once under its date; the claims of the date are two
        ("disputed-4", [("2014-05-05", "2014-05-05", "2014-06-30"), ("2014-05-05", "2014-05-05", "2014-06-30"),
                        ("2014-06", "2014-06-01", "2014-06-30")],
         [("2014-05-05", "2014-05-05", "2014-06-30"), ("2014-06", "2014-06-01", "2014-06-30")]),
        # one is accepted: what happened did so by its last day; the event itself came with its first; a contested one with its own
        ("disputed-8", [("2015", "2015-01-01", "2015-12-31"), ("2016-03-04/2016-03-09", "2016-03-04", "2016-03-04"),
                        ("2016-05~", "2016-04-01", "2016-06-30")],
         [("2016-03-04/2016-03-09", "2016-03-04", "2016-03-09")]),
        # the first end alone is flagged
        ("happening-3", [("2015~/2016", "2014-01-01", "2016-12-31")], [("2015~/2016", "2014-01-01", "2017-12-31")]),
        ("happening-5", [("2015-12-30/2016-01-02", "2015-12-30", "2015-12-30")], [("2015-12-30/2016-01-02", "2015-12-30", "2016-01-02")]),
        ("happening-0", [("2016~", "2015-01-01", "2017-12-31")], [("2016~", "2015-01-01", "2017-12-31")]),
        ("happening-6", [("2016-01", "2016-01-01", "2016-01-31")], [("2016-01", "2016-01-01", "2016-01-31")]),
    ],
)  # fmt: skip
def test_when_an_event_has_come(
    event: str, own: list[tuple[str, str, str]], part: list[tuple[str, str, str]] | None, torture: str
) -> None:
    """By its own date, and by the part that a group had in it: date, possibly_from, surely_from."""
    asked = "SELECT date, possibly_from, surely_from FROM timeline WHERE claim_id LIKE :claim AND entity_id = :entity ORDER BY date, claim_id"
    with open_database(torture) as database:
        dates = database.rows(asked, claim=f"{event}/date%", entity=event)
        parts = database.rows(asked, claim=f"{event}/perpetrator/%", entity="red-lantern")
    assert [tuple(map(str, row.values())) for row in dates] == own
    assert [tuple(map(str, row.values())) for row in parts] == (part or own)


def test_an_event_of_disputed_date_stands_under_a_group_by_its_member(torture: str) -> None:
    """Under the group of the participant, at each date; a post at an organization brings it nothing."""
    with open_database(torture) as database:
        rows = database.rows("SELECT * FROM timeline WHERE claim_id LIKE 'disputed-0/%' ORDER BY date, claim_id")
    through = [r["date"] for r in rows if (r["entity_id"], r["stands_as"]) == ("night-tide", "member")]
    assert through == ["2016-03-04", "2016-05~"]
    assert {r["stands_as"] for r in rows if r["entity_id"] == "ridge-guard"} == {"estimator"}
    assert {r["date"] for r in rows} == {"2016-03-04", "2016-05~"}  # no day of the figure itself


def test_a_statement_of_about_a_day_is_possibly_made(torture: str) -> None:
    with open_database(torture) as database:
        page = dossier(database, resolve(database, "tomas-vell"), "2016-01-31")
        (said,) = (s.facts for s in page.sections if s.key == "statements")
        told = {f.values["id"]: f.on_day for f in said}
        assert told["saying-0"] == told["saying-1"] == "possibly"
        assert "saying-2" not in told
        assert told["vell-pledge"] == "yes"


@pytest.mark.parametrize(
    ("date", "first"),
    [
        ("2014-05", "2014-05-01"), ("[..2014]", "2014-12-31"), ("[1998-09..2020-01-21]", "2020-01-21"), ("[2014-02..2014-04]", "2014-02-01"),
        ("[2014-10-23..]", "2014-10-23"), ("[2013-12-31..2014-01-01]", "2014-01-01"), ("2013~", "2013-01-01"),
    ],
)  # fmt: skip
def test_what_has_come_by_a_day_is_sorted_by_it(date: str, first: str, world_copy: Path, empty_url: str) -> None:
    """In SQL and Python the same; lists, pages, timelines and the question have that order."""
    bounds = parse(date)
    assert (bounds.latest if told_by(date, bounds) else bounds.earliest) == first
    with open_database(seeded(world_copy, empty_url)) as database:
        sql = f"SELECT {told_first(':date', ':earliest', ':latest')} AS day"
        (row,) = database.rows(sql, date=date, earliest=bounds.earliest, latest=bounds.latest)
    assert str(row["day"]) == first
    days = sorted([first, "2013-06-15", "2015-06-15"])
    cases = "".join(
        f"- charged: on {n}\n  date: '{when}'\n  key: {n}\n  sources: estoria-review-2019#p1\n"
        for n, when in (("one", "2013-06-15"), ("it", date), ("last", "2015-06-15"))
    )
    head = "id: ada-quill\nname: Ada Quill\nsources: estoria-review-2019#p1\nlegal_cases:\n"
    (world_copy / "people" / "ada-quill.yaml").write_text(head + cases)
    with open_database(seeded(world_copy, empty_url)) as database:
        listed = [r["matter"] for r in listing(database, "cases", Filters(person="ada-quill")).rows]
        moments = timeline(database, [resolve(database, "ada-quill")], Period()).moments
        asked = database.rows(QUESTIONS["timeline-of"].sql, entity="ada-quill")
        page = [f.text for s in dossier(database, resolve(database, "ada-quill")).sections for f in s.facts]
    order = [{first: "on it", "2013-06-15": "on one", "2015-06-15": "on last"}[day] for day in days]
    pages = [page] * (not date.startswith("[.."))  # which has what gives no first day behind the others
    for told in (listed, [m.text for m in moments], [str(r["value"]) for r in asked], *pages):
        assert [next(w for w in order if w in text) for text in told if any(w in text for w in order)] == order


def test_an_interval_is_no_choice_of_years(database_url: str) -> None:
    date, bounds = "[1998..]/2020", Bounds("1998-01-01", "2020-12-31")
    assert not told_by(date, bounds)
    with open_database(database_url) as database:
        sql = f"SELECT {told_first(':date', ':earliest', ':latest')} AS day"
        (row,) = database.rows(sql, date=date, earliest=bounds.earliest, latest=bounds.latest)
    assert str(row["day"]) == bounds.earliest


def test_an_event_without_a_date_is_possibly_on_a_day(torture: str) -> None:
    with open_database(torture) as database:
        found = {r["id"]: r["on_day"] for r in listing(database, "events", Filters(on="2016-06-01")).rows}
    assert found["happening-7"] == "possibly"
    assert held({"start_earliest": "2016-01-01", "start_latest": "2016-12-31", "start_flag": None, "end_earliest": "2016-01-01",
                 "end_latest": "2016-12-31", "end_flag": None}, "2016-06-01") == "possibly"  # fmt: skip


def test_the_real_timelines_are_the_view(tmp_path: Path) -> None:
    url = str(tmp_path / "real.sqlite")
    seed(checked(REPOSITORY / "data"), url, Options(Origin("data")))
    with open_database(url) as database:
        rows = database.rows(
            "SELECT * FROM timeline WHERE entity_id IN ('mali', 'isgs', 'isis', 'operation-barkhane', 'un-security-council')"
        )
        for id_ in {r["entity_id"] for r in rows}:
            entity = resolve(database, id_)
            wanted = of_view([r for r in rows if r["entity_id"] == id_])
            assert sum(wanted.values()) > 20
            assert sum(moments(database, entity).values()) == sum(wanted.values())
