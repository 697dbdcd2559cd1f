"""The court stage beside a name: the last one, and of what, where the word alone would mislead."""

from __future__ import annotations

from pathlib import Path

from conftest import checked, seeded
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed
from kbase.queries.dossier import dossier
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve

PERSON = """\
id: ada-quill
name: Ada Quill
sources: court-selm-2020#p1
legal_cases:
- wanted: a robbery
  sources: court-selm-2020#p1
- convicted: a robbery
  date: 2019
  sources: court-selm-2020#p1
- overturned: a plea agreement
  date: 2020
  sources: court-selm-2020#p1
"""


def test_an_overturned_plea_is_no_overturned_conviction(world_copy: Path, tmp_path: Path) -> None:
    (world_copy / "people" / "ada-quill.yaml").write_text(PERSON, encoding="utf-8")
    path = str(tmp_path / "kbase.sqlite")
    seed(checked(world_copy), path, Options(Origin("test")))
    with open_database(path) as database:
        header = dossier(database, resolve(database, "ada-quill")).standing
        (row,) = [r for r in listing(database, "people", Filters()).rows if r["id"] == "ada-quill"]
    assert "overturned 2020 (a plea agreement)" in header
    assert "convicted 2019" in header
    assert row["court"] == "overturned: a plea agreement"


def test_of_stages_of_one_day_the_one_that_weighs_most(world_copy: Path, tmp_path: Path) -> None:
    """Who was convicted of one thing and acquitted of another is not called acquitted."""
    stages = {
        "in-part": ("acquitted", "convicted", "convicted, also acquitted"),
        "on-one-count": ("charged", "convicted", "convicted"),
        "by-one-sentence": ("convicted", "sentenced", "sentenced"),
        "of-all": ("acquitted", "acquitted", "acquitted"),
        "in-that-month": ("acquitted", "convicted", "convicted, also acquitted", "2019-05"),
        "a-year-before": ("convicted", "acquitted", "acquitted, also convicted", "2018"),
    }
    for id_, (one, other, _, *date) in stages.items():
        cases = "".join(
            f"- {stage}: {matter}\n  date: {day}\n  key: {matter}\n  sources: court-selm-2020#p1\n"
            for stage, matter, day in ((one, "robbery", *(date or ["2019-05-06"])), (other, "arson", "2019-05-06"))
        )
        text = f"id: {id_}\nname: {id_}\nsources: court-selm-2020#p1\nlegal_cases:\n{cases}"
        (world_copy / "people" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    path = str(tmp_path / "kbase.sqlite")
    seed(checked(world_copy), path, Options(Origin("test")))
    with open_database(path) as database:
        for filters in (Filters(), Filters(on="2019-05-06")):
            told = {r["id"]: r["court"] for r in listing(database, "people", filters).rows}
            assert {id_: told[id_] for id_ in stages} == {id_: case[2] for id_, case in stages.items()}


def with_cases(stages: dict[str, tuple[str, ...]], world: Path, folder: Path) -> str:
    """A database of the world and people with these stages of cases, each 'stage date'."""
    for id_, several in stages.items():
        cases = "".join(
            f"- {stage}: matter {n}\n  date: {year}\n  key: k{n}\n  sources: court-selm-2020#p1\n"
            for n, (stage, year) in enumerate(s.split() for s in several)
        )
        text = f"id: {id_}\nname: {id_}\nsources: court-selm-2020#p1\nlegal_cases:\n{cases}"
        (world / "people" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    path = str(folder / "kbase.sqlite")
    seed(checked(world), path, Options(Origin("test")))
    return path


def test_who_was_convicted_and_is_charged_anew_is_told_as_both(world_copy: Path, tmp_path: Path) -> None:
    """Not of a conviction that was overturned meanwhile."""
    stages = {
        "charged-anew": ("convicted 2010", "charged 2020"), "wanted-after": ("sentenced 2010", "wanted 2012"),
        "on-trial-again": ("convicted 2010", "overturned 2011", "on_trial 2012"),
        "of-another": ("convicted 2008", "overturned 2009", "sentenced 2010", "alleged 2012"),
        "pardoned-after": ("convicted 2010", "pardoned 2011"), "wanted-after-pardon": ("convicted 2010", "pardoned 2011", "wanted 2012"),
        "overturned-after": ("convicted 2010", "overturned 2011"), "before": ("charged 2009", "convicted 2010"),
    }  # fmt: skip
    path = with_cases(stages, world_copy, tmp_path)
    with open_database(path) as database:
        told = {r["id"]: r["court"] for r in listing(database, "people", Filters()).rows}
        then = {r["id"]: r["court"] for r in listing(database, "people", Filters(on="2010-12-31")).rows}
    assert {id_: told[id_] for id_ in stages} == {
        "charged-anew": "charged, also convicted", "wanted-after": "wanted, also convicted", "on-trial-again": "on_trial",
        "of-another": "alleged, also convicted", "pardoned-after": "pardoned: matter 1", "wanted-after-pardon": "wanted",
        "overturned-after": "overturned: matter 1", "before": "convicted",
    }  # fmt: skip
    assert then["charged-anew"] == then["on-trial-again"] == "convicted"


def test_a_conviction_that_the_overturning_did_not_undo_is_told_beside_it(world_copy: Path, tmp_path: Path) -> None:
    """Of ten convictions one is set aside; or one in part, with another in another country beside it."""
    stages: dict[str, tuple[str, ...]] = {
        "one-of-two": ("convicted 2010", "convicted 2011", "overturned 2012"), "both": ("convicted 2010", "sentenced 2011", "overturned 2012"),
        "not-said": ("convicted 2010", "convicted 2011", "overturned 2012"), "pardoned-of-one": ("convicted 2010", "sentenced 2011", "pardoned 2012"),
        "acquitted-on-appeal": ("alleged 2009", "convicted 2011", "acquitted 2012"), "one-of-three": ("convicted 2010", "convicted 2011", "convicted 2013"),
    }  # fmt: skip
    undone = {"one-of-two": (1,), "both": (0, 1), "pardoned-of-one": (1,), "acquitted-on-appeal": (1,)}
    path = with_cases(stages, world_copy, tmp_path)
    for id_, numbers in undone.items():
        file = world_copy / "people" / f"{id_}.yaml"
        text = file.read_text(encoding="utf-8")
        for n in numbers:
            text = text.replace(f"key: k{n}\n", f"key: k{n}\n  undone_by: {id_}/{stages[id_][2].split()[0]}/k2\n")
        file.write_text(text, encoding="utf-8")
    seeded(world_copy, path)
    with open_database(path) as database:
        told = {r["id"]: r["court"] for r in listing(database, "people", Filters()).rows}
        on = {
            day: {r["id"]: r["court"] for r in listing(database, "people", Filters(on=day)).rows}
            for day in ("2011-12-31", "2013-01-01")
        }
        cases = {r["id"]: r["undone_by"] for r in listing(database, "cases", Filters()).rows}
    expected = {
        "one-of-two": "overturned: matter 2, also convicted", "both": "overturned: matter 2", "not-said": "overturned: matter 2",
        "pardoned-of-one": "pardoned: matter 2, also convicted", "acquitted-on-appeal": "acquitted", "one-of-three": "convicted",
    }  # fmt: skip
    assert {id_: told[id_] for id_ in stages} == expected
    assert {id_: on["2013-01-01"][id_] for id_ in stages} == expected
    assert on["2011-12-31"]["one-of-two"] == on["2011-12-31"]["acquitted-on-appeal"] == "convicted"
    assert cases["one-of-two/convicted/k1"] == "one-of-two/overturned/k2"
    assert cases["one-of-two/convicted/k0"] is None


def test_what_undid_a_stage_is_a_later_one_of_the_same_person(world_copy: Path, tmp_path: Path) -> None:
    stages: dict[str, tuple[str, ...]] = {
        "one": ("overturned 2009", "convicted 2010", "charged 2011", "overturned 2012"),
        "other": ("overturned 2012",),
    }
    with_cases(stages, world_copy, tmp_path)
    file = world_copy / "people" / "one.yaml"
    text = file.read_text(encoding="utf-8")
    for named, wrong in (
        ("one/overturned/k3", False), ("one/overturned/k0", True), ("one/charged/k2", True), ("other/overturned/k0", True), ("one/overturned/k9", True),
    ):  # fmt: skip
        file.write_text(text.replace("key: k1\n", f"key: k1\n  undone_by: {named}\n"), encoding="utf-8")
        assert [p.code for p in checked(world_copy).problems] == ["K307"] * wrong, named


def test_on_a_day_what_came_after_it_is_not_told(world_copy: Path, tmp_path: Path) -> None:
    """Nor does it outweigh what had come."""
    stages = {
        "convicted-later": ("charged 2010~", "convicted 2010-11-01"), "charged-first": ("charged 2010", "convicted 2010-11-01"),
        "overturned-later": ("convicted 2008", "charged 2009", "overturned 2011"),
    }  # fmt: skip
    path = with_cases(stages, world_copy, tmp_path)
    with open_database(path) as database:
        then = {r["id"]: r["court"] for r in listing(database, "people", Filters(on="2010-03-01")).rows}
    assert {id_: then[id_] for id_ in stages} == {
        "convicted-later": "charged (possibly)", "charged-first": "charged (possibly)", "overturned-later": "charged, also convicted",
    }  # fmt: skip


def test_an_overturning_that_may_have_come_by_the_day_is_told(world_copy: Path, empty_url: str) -> None:
    (world_copy / "people" / "ada-quill.yaml").write_text(
        PERSON.replace("a plea agreement\n  date: 2020", "the conviction\n  date: 2020-05"), encoding="utf-8"
    )
    with open_database(seeded(world_copy, empty_url)) as database:
        told = {
            day: next(r["court"] for r in listing(database, "people", Filters(on=day)).rows if r["id"] == "ada-quill")
            for day in ("2020-04-30", "2020-05-10", "2020-06-01")
        }
    assert told == {
        "2020-04-30": "convicted", "2020-05-10": "convicted, possibly overturned", "2020-06-01": "overturned: the conviction",
    }  # fmt: skip
