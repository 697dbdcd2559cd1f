"""Words in which claims are said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import checked, seeded
from kbase.cli.main import run
from kbase.database.guard import run_guarded
from kbase.database.seed import Options, Origin, seed
from kbase.fields import CLAIM
from kbase.queries.day_words import day
from kbase.queries.words import list_name, unended, when_of
from kbase.vocabulary import VOCABULARY


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Attacks.", "Attacks"), ("Attacks", "Attacks"), ("and so on...", "and so on..."), ("in the U.S.", "in the U.S."),
        ("Smith, J.", "Smith, J."), ("", ""), (".", "."),
    ],
)  # fmt: skip
def test_a_full_stop_before_more_words(text: str, shown: str) -> None:
    assert unended(text) == shown


def test_one_unsure_time_is_no_span() -> None:
    told = {"start_date": "[2017-04..2020-05]", "end_date": "[2017-04..2020-05]", "end_state": "ended"}
    assert when_of(CLAIM["membership"], told) == "some time between 2017-04 and 2020-05"
    assert when_of(CLAIM["membership"], told | {"end_date": "2020-05"}) == "between 2017-04 and 2020-05 to 2020-05"


def test_no_full_stop_in_mid_sentence(world_copy: Path, empty_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = world_copy / "groups" / "red-lantern.yaml"
    text = path.read_text()
    for old, new in (
        ("detail: in the old mill\n", "detail: In the old mill.\n"),
        ("fishers of the lower marsh\n", "fishers of the lower marsh.\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    seed(checked(world_copy), empty_url, Options(Origin("world")))
    assert run(["show", "red-lantern", "--database", empty_url]) == 0
    page = capsys.readouterr().out
    assert "Selm, In the old mill (until 2020-06)" in page
    assert "fishers of the lower marsh according to Moot of the Coast" in page
    assert run(["why", "red-lantern", "based_in", "--database", empty_url]) == 0
    assert "Selm, In the old mill (until 2020-06)" in capsys.readouterr().out


def test_lists_have_names() -> None:
    assert list_name("us_fto") == "Foreign Terrorist Organizations"
    assert list_name("un_1267") == "ISIL (Da'esh) and Al-Qaida sanctions list"
    names = [list_name(code) for code in VOCABULARY["list"]]
    assert all(names) and not any("_" in n for n in names)


def test_a_page_names_lists_and_json_keeps_codes(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["show", "red-lantern"], ["show", "red-lantern", "--format", "md"], ["list", "designations"]):
        assert run([*words, "--database", database_url]) == 0
        shown = capsys.readouterr().out
        assert not re.search(r"(?<!/)un\\?_other", shown)  # but in the ids of claims
        assert ("another list" in shown) == (words[0] == "list")
    for words in (["show", "red-lantern"], ["list", "designations"]):
        assert run([*words, "--format", "json", "--database", database_url]) == 0
        assert '"list": "un_other"' in capsys.readouterr().out


def test_truth_is_one_on_both_engines(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    sql = "SELECT continues FROM group_relations WHERE continues IS NOT NULL"
    assert list(run_guarded(database_url, sql, seconds=20, trust_role=True).rows) == [(1,)]
    assert run(["sql", sql, "--format", "csv", "--trust-role", "--database", database_url]) == 0
    assert capsys.readouterr().out == "continues\n1\n"


def test_a_listing_names_its_list(world_copy: Path, empty_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = world_copy / "groups" / "red-lantern.yaml"
    text = path.read_text()
    assert "list: un_other" in text
    path.write_text(text.replace("list: un_other", "list: un_1988"))
    seed(checked(world_copy), empty_url, Options(Origin("world")))
    assert run(["show", "red-lantern", "--database", empty_url]) == 0
    page = capsys.readouterr().out
    assert "listed by Moot of the Coast (Taliban sanctions list) since 2016-02-23;" in page
    assert "listed by Moot of the Coast (Taliban sanctions list, RL.07) [" in page


def test_the_bracket_says_what_is_said_of_the_one_before_it(
    world_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is whose father is seen from either page, and from a son's as from the father's."""
    cases = "legal_cases:\n- charged: arson\n  sources: court-selm-2020#p1\n"
    for id_, kin in {
        "the-father": "relative_of: the-heir\n  detail: Father.", "the-heir": "", "the-son": "relative_of: the-father\n  detail: Son",
        "the-pupil": "associate_of: the-father",
    }.items():  # fmt: skip
        relations = f"relations:\n- {kin}\n  sources: court-selm-2020#p1\n" if kin else ""
        text = f"id: {id_}\nname: {id_.title()}\nsources: court-selm-2020#p1\n{relations}{cases}"
        (world_copy / "people" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    url = seeded(world_copy, str(tmp_path / "w.sqlite"))

    def told(*words: str) -> str:
        capsys.readouterr()
        assert run([*words, "--database", url]) == 0
        return capsys.readouterr().out

    shown = told("show", "the-father")
    for words in (
        "relative (Father) of The-Heir [1]",
        "The-Son, a relative (Son) [1]",
        "The-Pupil, an associate [1]",
    ):
        assert words in shown
    assert "The-Father, a relative (Father) [1]" in told("show", "the-heir")
    assert "relative (Son) of The-Father [1]" in told("show", "the-son")
    assert "The-Father is a relative of The-Heir (Father)" in told("why", "the-heir")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[1977..1982]", "between 1977 and 1982"), ("[..2014]", "2014 or earlier"), ("[2014..]", "2014 or later"),
        ("201X", "2010s"), ("20XX", "between 2000 and 2099"), ("1XXX", "between 1000 and 1999"), ("2009-XX-XX", "some time in 2009"), ("2004-06-XX", "some time in 2004-06"),
        ("{2015..2017}", "2015 to 2017"), ("{2014,2016}", "2014 and 2016"), ("[2015..2016,2018]", "2015 to 2016 or 2018"),
        ("[2016-03-01, 2016-05-01]", "2016-03-01 or 2016-05-01"), ("[2015-24..2016]", "between winter 2015 and 2016"),
        ("2015-22?", "summer 2015, uncertain"), ("2015-05-03/2015-06~", "2015-05-03 to about 2015-06"), ("", ""),
    ],
)  # fmt: skip
def test_a_date_is_read(written: str, read: str) -> None:
    assert day(written) == read
