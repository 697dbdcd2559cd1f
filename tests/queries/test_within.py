"""Lists by birth, nationality, day of listing and of delisting: what may pass and what surely does; on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import seeded
from kbase.cli.main import run
from kbase.database.connection import open_database
from kbase.dates import FIRST, LAST
from kbase.problems import UsageError
from kbase.queries.counting import count
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.on_day import NO, overlaps
from kbase.queries.questions import QUESTIONS


def fits(url: str, what: str, **filters: str) -> dict[str, str]:
    asked = Filters(**filters)  # type: ignore[arg-type]
    with open_database(url) as database:
        found = listing(database, what, asked)
        assert found.columns[-1] == ("on_day" if asked.on else "fits")
        assert count(database, what, asked, []).rows[0]["count"] == len(found.rows)
    return {r["id"]: r["fits"] for r in found.rows}


def test_people_by_birth_and_nationality(database_url: str) -> None:
    # Vell is of 1977 to 1982; of Anders two births are contested, about 1980 (which may be 1979 or 1981) and between 1983 and 1984
    both = {"tomas-vell": "yes", "lev-anders": "yes"}
    assert fits(database_url, "people", born_first="1977", born_last="1985") == both
    assert fits(database_url, "people", born_first="1978", born_last="1985") == both | {"tomas-vell": "possibly"}
    assert fits(database_url, "people", born_first="1983") == {"lev-anders": "possibly"}
    assert fits(database_url, "people", born_last="1981") == {"tomas-vell": "possibly", "lev-anders": "possibly"}
    assert fits(database_url, "people", born_first="1981", born_last="1981-06") == {
        "tomas-vell": "possibly",
        "lev-anders": "possibly",
    }
    # one birth alone has to lie in between, not one before it and one after
    assert "lev-anders" not in fits(database_url, "people", born_first="1982", born_last="1982")
    assert fits(database_url, "people", nationality="XE") == {"tomas-vell": "yes"}
    assert fits(database_url, "people", nationality="Velmark", born_first="1983") == {"lev-anders": "possibly"}
    assert fits(database_url, "people", nationality="Velmark", on="2018-01-01") == {"lev-anders": "yes"}
    assert fits(database_url, "people", nationality="XE", born_first="1990") == {}


def test_a_contested_nationality_is_possible(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text()
    assert "- nationality: estoria\n" in text
    person.write_text(text.replace("- nationality: estoria\n", "- nationality: estoria\n  status: contested\n"))
    seeded(world_copy, empty_url)
    assert fits(empty_url, "people", nationality="estoria") == {"tomas-vell": "possibly"}


def test_a_nationality_of_a_day(world_copy: Path, empty_url: str) -> None:
    person = world_copy / "people" / "tomas-vell.yaml"
    text = person.read_text()
    dated = "- nationality: estoria\n  start: 2000\n  end: 2010-06\n"
    person.write_text(text.replace("- nationality: estoria\n", dated))
    seeded(world_copy, empty_url)
    for day, answer in {
        "1999-12-31": None, "2000-05-01": "possibly", "2001-01-01": "yes", "2010-06-02": "possibly", "2010-07-01": None,
    }.items():  # fmt: skip
        assert fits(empty_url, "people", nationality="estoria", on=day).get("tomas-vell") == answer, day


def test_people_by_death_and_who_killed_them(world_copy: Path, empty_url: str) -> None:
    seeded(world_copy, empty_url)
    killed = {"tomas-vell": "yes"}
    assert fits(empty_url, "people", died_first="2021", died_last="2021") == killed
    assert fits(empty_url, "people", died_first="2021-09-01") == {}  # a day that was rejected
    assert listed(empty_url, died_first="2021") == {"tomas-vell": "Ridge Guard (confirmed)"}
    assert listed(empty_url, killed_by="ridge-guard") == {"tomas-vell": "Ridge Guard (confirmed)"}
    assert listed(empty_url, killed_by="Red Lantern") == {}  # it was the target
    # one who falls in a raid of his own group was not killed by it
    person = world_copy / "people" / "tomas-vell.yaml"
    raid = world_copy / "events" / "selm-mill-raid.yaml"
    was = raid.read_text()
    raid.write_text(
        was.replace("- perpetrator: ridge-guard", "- perpetrator: red-lantern").replace(
            "- target: red-lantern", "- target: ridge-guard"
        )
    )
    seeded(world_copy, empty_url)
    assert listed(empty_url, died_first="2021") == {"tomas-vell": None}
    assert listed(empty_url, killed_by="red-lantern") == {}
    raid.write_text(was.replace("- perpetrator: ridge-guard", "- killer: red-lantern"))
    seeded(world_copy, empty_url)
    assert listed(empty_url, killed_by="red-lantern") == {"tomas-vell": "Red Lantern (confirmed)"}
    # two contested days of a death that is sure, then of one that nothing else says
    text = (
        person.read_text()
        .replace("status: accepted", "status: contested")
        .replace("status: rejected", "status: contested")
    )
    person.write_text(text)
    dispute = world_copy / "disputes" / "vell-death-day.yaml"
    dispute.write_text(dispute.read_text().replace("resolution: decided", "resolution: open"))
    seeded(world_copy, empty_url)
    assert fits(empty_url, "people", died_first="2021-08", died_last="2021-09") == killed
    assert fits(empty_url, "people", died_last="2021-08-31") == {"tomas-vell": "possibly"}
    person.write_text(text.replace("how_ended: killed", "how_ended: left"))
    raid.write_text(was.replace("- killed: tomas-vell", "- subject: tomas-vell"))
    seeded(world_copy, empty_url)
    assert fits(empty_url, "people", died_first="2021-08", died_last="2021-09") == {"tomas-vell": "possibly"}


def test_whose_death_only_an_event_tells_died_on_its_day(world_copy: Path, empty_url: str) -> None:
    person, raid = world_copy / "people" / "tomas-vell.yaml", world_copy / "events" / "selm-mill-raid.yaml"
    text, was = person.read_text(), raid.read_text()
    person.write_text(re.sub(r"(?m)^- died:.*\n(?:  .*\n)*", "", text))
    (world_copy / "disputes" / "vell-death-day.yaml").unlink()
    for attribution, answer in (("confirmed", "yes"), ("claimed", "possibly"), ("denied", None)):
        raid.write_text(re.sub(r"(- killed: tomas-vell\n  attribution: )\w+", rf"\1{attribution}", was))
        seeded(world_copy, empty_url)
        found = {"tomas-vell": answer} if answer else {}
        assert fits(empty_url, "people", died_first="2021-08", died_last="2021-08") == found
        assert fits(empty_url, "people", died_last="2021-07") == {}
        assert fits(empty_url, "people", died_first="2021-09") == {}


@pytest.mark.parametrize(
    ("attribution", "more", "answer"),
    [
        ("confirmed", "", "yes"), ("attributed", "", "possibly"), ("claimed", "", "possibly"),
        ("attributed", "attributes:\n- died: 2021-08-28\n{}", "yes"),
        ("claimed", "attributes:\n- died: 2021-08-30\n{}", "yes"),  # of wounds
        ("claimed", "attributes:\n- died: 2021-08-26\n{}", "possibly"),  # the day before
        ("claimed", "attributes:\n- died: 2023-05-01\n{}", "possibly"),  # it was not this that killed
        ("attributed", "attributes:\n- died: 2021-08-28\n  status: contested\n{}", "possibly"),
        ("attributed", "  end: 2021-08-28\n  how_ended: killed\n", "yes"), ("confirmed\n  status: contested", "", "possibly"),
    ],
)  # fmt: skip
def test_a_killing_short_of_confirmed_is_possible(
    attribution: str, more: str, answer: str, world_copy: Path, empty_url: str
) -> None:
    """Where nothing else says that somebody died: in list, count and question alike."""
    source = "  sources: estoria-review-2019#p1\n"
    role = f"memberships:\n- group: red-lantern\n  role: commander\n{more if more.startswith(' ') else ''}{source}"
    (world_copy / "people" / "ann-reed.yaml").write_text(
        "id: ann-reed\nname: Ann Reed\nsources: estoria-review-2019#p1\n"
        + ("" if more.startswith(" ") else more.format(source)) + role
    )  # fmt: skip
    raid = world_copy / "events" / "selm-mill-raid.yaml"
    part = f"participants:\n- killed: ann-reed\n  attribution: {attribution}\n{source}"
    raid.write_text(raid.read_text().replace("participants:\n", part))
    seeded(world_copy, empty_url)
    assert fits(empty_url, "people", killed_by="ridge-guard") == {"tomas-vell": "yes", "ann-reed": answer}
    with open_database(empty_url) as database:
        (counted,) = count(database, "people", Filters(killed_by="ridge-guard"), []).rows
        assert (counted["count"], counted["surely"]) == (2, 2 if answer == "yes" else 1)
        asked = [
            (year, r["person"], r["in_year"])
            for year in (2021, 2023)
            for r in database.rows(QUESTIONS["leaders-killed"].sql, year=year)
        ]
        died = 2023 if "2023" in more else 2021
        assert set(asked) == {(2021, "Tomas Vell", "yes"), (died, "Ann Reed", answer)}


@pytest.mark.parametrize(
    ("attribution", "answer"), [("confirmed", "yes"), ("claimed", "yes"), ("suspected", "possibly"), ("denied", None)]
)
def test_who_captured_them(attribution: str, answer: str | None, world_copy: Path, empty_url: str) -> None:
    """Whoever answers for a capture surely made it; a target of the same event made none."""
    raid = world_copy / "events" / "selm-mill-raid.yaml"
    source = "  sources: estoria-review-2019#p1\n"
    parts = f"participants:\n- captured: orra-finch\n  attribution: confirmed\n{source}- captor: ridge-guard\n  attribution: {attribution}\n{source}"
    raid.write_text(raid.read_text().replace("participants:\n", parts))
    seeded(world_copy, empty_url)
    asked = Filters(captured_by="ridge-guard")
    with open_database(empty_url) as database:
        found = listing(database, "people", asked)
        (counted,) = count(database, "people", asked, []).rows
    told = [(r["id"], r["captured_by"], r["fits"]) for r in found.rows]
    assert told == [("orra-finch", f"Ridge Guard ({attribution})", answer)] * bool(answer)
    assert (counted["count"], counted["surely"]) == (len(told), int(answer == "yes"))
    assert fits(empty_url, "people", captured_by="red-lantern") == {}
    of_country = fits(
        empty_url, "people", captured_by="estoria"
    )  # by a country: its government, forces and institutions
    assert of_country == fits(empty_url, "people", captured_by="ridge-guard")


def test_on_a_day_captors_of_later_are_not_told(world_copy: Path, empty_url: str) -> None:
    raid = (world_copy / "events" / "selm-mill-raid.yaml").read_text()
    part = "  attribution: confirmed\n  sources: estoria-review-2019#p1\n"
    for year, captor in (("2014", "ridge-guard"), ("2016", "government-of-estoria")):
        head = f"id: capture-{year}\nname: Capture of {year}\nkind: capture\nsources: estoria-review-2019#p1\nattributes:\n- date: {year}\n"
        text = f"{head}  sources: estoria-review-2019#p1\nparticipants:\n- captured: orra-finch\n{part}- captor: {captor}\n{part}"
        (world_copy / "events" / f"capture-{year}.yaml").write_text(text)
    assert "orra-finch" not in raid
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        for day, answers in {
            "2013-05-05": [], "2014-05-05": [("Ridge Guard (confirmed)", "possibly")], "2015-05-05": [("Ridge Guard (confirmed)", "yes")],
        }.items():  # fmt: skip
            found = listing(database, "people", Filters(captured_by="ridge-guard", on=day)).rows
            assert [(r["captured_by"], r["fits"]) for r in found] == answers, day


def test_whose_claim_stands_beside_a_confirmed_killer_is_no_sure_one(world_copy: Path, empty_url: str) -> None:
    raid = world_copy / "events" / "selm-mill-raid.yaml"
    source = "  sources: estoria-review-2019#p1\n"
    part = f"participants:\n- killer: government-of-velmark\n  attribution: claimed\n{source}- killer: ridge-guard\n  attribution: confirmed\n{source}"
    raid.write_text(raid.read_text().replace("participants:\n", part))
    seeded(world_copy, empty_url)
    assert fits(empty_url, "people", killed_by="ridge-guard") == {"tomas-vell": "yes"}
    assert fits(empty_url, "people", killed_by="government-of-velmark") == {"tomas-vell": "possibly"}


def test_cases_before_a_court(database_url: str) -> None:
    with open_database(database_url) as database:
        every = listing(database, "cases", Filters()).rows
        found = listing(database, "cases", Filters(court="Court of")).rows
        assert {r["id"] for r in found} == {r["id"] for r in every if " court of" in f" {(r['court'] or '').lower()}"}
        assert found
        assert listing(database, "cases", Filters(court="Court, of")).rows == ()


def test_disputes_and_cases_of_a_group_are_those_of_its_people_and_events_too(world_copy: Path, empty_url: str) -> None:
    seeded(world_copy, empty_url)
    with open_database(empty_url) as database:
        found = {what: listing(database, what, Filters(group="red-lantern")) for what in ("disputes", "cases")}
        people = {r["person_id"] for r in listing(database, "memberships", Filters(group="red-lantern")).rows}
        events = {r["id"] for r in listing(database, "events", Filters(group="red-lantern")).rows}
        every = {what: listing(database, what, Filters()).rows for what in ("disputes", "cases")}
        about = {
            r["dispute_id"]: r["subject_id"]
            for r in database.rows("SELECT dispute_id, subject_id FROM all_claims WHERE dispute_id IS NOT NULL")
        }
    assert {r["id"] for r in found["cases"].rows} == {
        r["id"] for r in every["cases"] if r["entity_id"] in people | {"red-lantern"}
    }
    assert {r["id"] for r in every["disputes"] if about[r["id"]] in people | events | {"red-lantern"}} <= {
        r["id"] for r in found["disputes"].rows
    }
    assert any(r["entity_id"] in people for r in found["cases"].rows)
    assert any(about[r["id"]] in people | events for r in found["disputes"].rows)


def listed(url: str, **filters: str) -> dict[str, str | None]:
    """Who killed each person of a list."""
    with open_database(url) as database:
        found = listing(database, "people", Filters(**filters))  # type: ignore[arg-type]
    return {r["id"]: r["killed_by"] for r in found.rows}


def test_listings_made_or_ended_in_a_time(database_url: str) -> None:
    lantern, velmark, finch = (
        "red-lantern/designation/un_other", "red-lantern/designation/national", "orra-finch/designation/un_other",
    )  # fmt: skip
    vell = "tomas-vell/designation/un_other"
    assert fits(database_url, "designations", listed_first="2016", listed_last="2016") == {
        lantern: "yes", velmark: "yes", vell: "yes",
    }  # fmt: skip
    assert fits(database_url, "designations", delisted_first="2019-12-31") == {velmark: "yes", finch: "yes"}
    assert fits(database_url, "designations", delisted_last="2020") == {velmark: "yes"}
    assert fits(database_url, "designations", listed_last="2016", delisted_first="2020") == {}
    # --from and --to ask what lasted into a time, and go along
    assert set(fits(database_url, "designations", first="2018", last="2018", listed_last="2016-03")) == {lantern, vell}
    assert fits(database_url, "designations", listed_last="2016-05-01", on="2019-12-31", group="red-lantern") == {
        lantern: "yes", velmark: "yes",
    }  # fmt: skip


DATED = ("2017", "2017-05", "2017-05-13", "2017~", "2017-05?", "2017-05-13~", "'[2016..2017-05-13]'", "")
DAYS = ("2016-01-01", "2016-12-31", "2017-04-01", "2017-05-01", "2017-05-12", "2017-05-13", "2017-05-14", "2017-05-31", "2017-06-30", "2018-12-31")  # fmt: skip


def test_a_day_is_asked_as_everywhere(world_copy: Path, empty_url: str) -> None:
    """SQL says of each date and time what the rule of a period says of its bounds."""
    person = world_copy / "people" / "dara-holm.yaml"
    claims = "".join(
        f"- authority: moot\n  list: un_other\n  key: k{n}\n"
        + (f"  {name}: {date}\n" if date else "")
        + ("  listed_on: 2001\n" if name == "delisted_on" else "")
        + "  sources: moot-list#RL.08\n"
        for n, (name, date) in enumerate([(name, d) for name in ("listed_on", "delisted_on") for d in DATED])
    )
    person.write_text(f"{person.read_text()}\ndesignations:\n{claims}")
    seeded(world_copy, empty_url)
    for stem, end in (("listed", "start"), ("delisted", "end")):
        with open_database(empty_url) as database:
            rows = database.rows(f"SELECT * FROM current_designations WHERE {end}_date IS NOT NULL ORDER BY id")
        for first in (None, *DAYS):
            for last in (day for day in (None, *DAYS) if (first or FIRST) <= (day or LAST) and (first or day)):
                wanted = {}
                for row in rows:
                    point = {
                        f"{x}_{b}": row[f"{end}_{b}"] for x in ("start", "end") for b in ("earliest", "latest", "flag")
                    }
                    point = {k: v and str(v) for k, v in point.items()}
                    if (answer := overlaps(point, first, last)) != NO:
                        wanted[row["id"]] = answer
                asked = {f"{stem}_first": first, f"{stem}_last": last}
                assert fits(empty_url, "designations", **{k: v for k, v in asked.items() if v}) == wanted, asked


def test_what_cannot_be_meant(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match="--born-from 1980 --born-to 1970 ends before it begins"):
        fits(database_url, "people", born_first="1980", born_last="1970")
    with pytest.raises(UsageError, match="a list of groups has no --born-from"):
        fits(database_url, "groups", born_first="1980")
    with pytest.raises(UsageError) as refused:
        fits(database_url, "people", first="1980")
    assert "--on" in refused.value.help  # it has one, though no dates of its own
    with pytest.raises(UsageError, match="--listed-from: "):
        fits(database_url, "designations", listed_first="soon")
    words = ["list", "people", "--nationality", "XE", "--born-from", "1970", "--born-to", "1980", "--format", "csv"]
    assert run([*words, "--database", database_url]) == 0
    assert capsys.readouterr().out.splitlines()[1].endswith(",possibly")


def test_a_court_by_the_other_names_of_its_organization_or_by_initials(world_copy: Path, tmp_path: Path) -> None:
    cases = Filters(court="High Court of Selm")
    with open_database(seeded(world_copy, str(tmp_path / "w.sqlite"))) as database:
        every = listing(database, "cases", cases).rows
        assert every and database.taken == []
        assert (
            listing(database, "cases", Filters(court="HCoS")).rows == ()
        )  # no organization: what may be meant is told
        assert database.taken == ["no court here has 'HCoS' in its name; by these initials: High Court of Selm"]
        assert listing(database, "cases", Filters(court="Qx")).rows == ()
        assert len(database.taken) == 1
    (world_copy / "organizations" / "selm-bench.yaml").write_text(
        "id: selm-bench\nname: High Court of Selm\nkind: institution\nsources: estoria-review-2019#p1\n"
        "names:\n- acronym: HCoS\n  sources: estoria-review-2019#p1\n",
        encoding="utf-8",
    )
    with open_database(seeded(world_copy, str(tmp_path / "w.sqlite"))) as database:
        for typed in ("HCoS", "selm-bench"):
            database.taken.clear()
            assert listing(database, "cases", Filters(court=typed)).rows == every
            assert database.taken == [f"'{typed}' is taken for selm-bench (organization, High Court of Selm)"]


def test_a_dispute_is_found_by_its_id(database_url: str) -> None:
    with open_database(database_url) as database:
        found = listing(database, "disputes", Filters(name="death day")).rows
        assert [r["id"] for r in found] == ["vell-death-day"]
        assert "death day" not in found[0]["question"].lower()
        assert listing(database, "disputes", Filters(name="eath")).rows == ()
