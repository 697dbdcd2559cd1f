"""Two names held against each other: what is one, what is not, and why. All people and groups are invented."""

from __future__ import annotations

import inspect

import pytest

from kbase.matching.learned import points
from kbase.matching.likelihood import MEASURES, measures
from kbase.matching.lines import compared, likely_one
from kbase.matching.reasons import reasons
from kbase.matching.score import THRESHOLD


def score(a: str, b: str) -> float:
    return likely_one(a, b)[0]


SAME = [
    ("Tomas Vell", "Vell, Tomas"), ("Tomas Vell", "TOMÁS VELL"), ("Tomas Vell", "Tomaz Vell"), ("Orra Okacha", "Orra Okasha"),
    ("Djamel Velkader", "Jamal Velkadir"), ("Abu Velid al-Orri", "Abou Velid el-Orri"), ("Usama bin Velin", "Oussama ben Velin"),
    ("Youcef Velloud", "Yusuf Velloud"), ("Sheikh Hamid Orra", "Hamid Orra"), ("Hamid Orra", "حميد أورا"), ("Luqman Fanous", "لقمان فانوس"),
    ("Velal al-Din Orra", "Velaluddin Orra"), ("Abd al-Rahman Vell", "Abderrahmane Vell"), ("Хамид Вел", "Hamid Vel"),
    ("TomasVell", "Tomas Vell"), ("Red Lantern Front", "Front Red Lantern"),
    ("Front de libération du Velmark", "Velmark Liberation Front"), ("Harakat Ansar Velmark", "Velmark Ansar Movement"),
    ("Organisation islamique du Velmark", "Islamic Organization of Velmark"), ("Katibat Vellin", "Vellin Brigade"),
    ("Velmark Red Lantern (VRL)", "VRL"), ("Popular Front for Velmark", "PFV"), ("44th Velmark Brigade", "Velmark Brigade 44"),
    ("Siralmen AG", "Siralmen Aktiengesellschaft"), ("Front for Liberation of Velmark-Command", "FLV-C"), ("FLVM-GC", "FMVL-CG"),
    ("Zelmar IRA", "Zelmar Irish Republican Army"), ("تولفان فخری زاده نقدی", "Tolvan Fakhrizadeh"), ("إذاعة فانوس", "Radio Fanous"),
]  # fmt: skip
DIFFERENT = [
    ("Abu Bakr al-Vellani", "Abu Umar al-Vellani"), ("Hasan Vell", "Husayn Vell"), ("Mahmud Orra", "Muhammad Orra"),
    ("Tomas Vell", "Ilse Marr"), ("Tomas Vell", "Tomas Marr"), ("Islamic Front of Velmark", "Islamic Front of Estoria"),
    ("Ansar Velmark", "Jund Velmark"), ("Velmark Brigade 44", "Velmark Brigade 45"), ("Islamic Movement of Iraq", "Islamic Movement of Libya"),
    ("Real IRA", "Continuity Irish Republican Army"), ("Muhammad", "Muhammad Ali Vellani Orra"), ("Vell", "Group"), ("", "Tomas Vell"), ("!", "?"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_name(a: str, b: str) -> None:
    assert score(a, b) >= THRESHOLD, reasons(likely_one(a, b)[1])


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_two_names(a: str, b: str) -> None:
    assert score(a, b) < THRESHOLD, reasons(likely_one(a, b)[1])


@pytest.mark.parametrize(("a", "b"), [*SAME, *DIFFERENT])
def test_scores_are_shares(a: str, b: str) -> None:
    assert 0 <= score(a, b) <= 1
    if a.strip("!?"):
        assert score(a, a) >= 0.95


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("Orra Okacha", "Orra Okasha", "okacha = okasha: same sounds"), ("Orra Vell", "Orra Vell", "vell: same spelling"),
        ("Oussama Vell", "Usama Vell", "oussama = usama: transliteration"), ("Vell Orra", "Orra Vell", "another order"),
        ("T. Vell", "Tomas Vell", "t = tomas: initial"), ("Velmark Front", "Jabhat Velmark", "front = jabhat: translation"),
        ("Tomas Vell", "Tomas Orra Vell", "only listed: orra (name)"), ("Tomas Vell", "Tomas Marr", "differ: vell (name) / marr (name)"),
        ("TomasVell", "Tomas Vell", "tomasvell = tomas vell: written together"),
        ("Nam Chon Vell Trading", "Namchonvell Trading", "nam chon vell = namchonvell: written together"),
        ("Andrej Vell", "Andrey Vell", "andrej = andrey: transliteration"), ("Natalja Ejsvell", "Natalia Eisvell", "ejsvell = eisvell: transliteration"),
        ("PFV", "Popular Front for Velmark", "PFV = Popular Front for Velmark: acronym"),
        ("Orra Vellan", "Orra Vellanimarri", "vellan = vellanimarri: cut short"), ("Orra Vellanimarri", "Orra Vellan", "vellanimarri = vellan: cut short"),
        ("Abu Velid", "Abou Velid", "abu velid: same spelling"), ("Velkander", "Velkender Orra", "velkander = velkender: transliteration"),
    ],
)  # fmt: skip
def test_reasons(a: str, b: str, told: str) -> None:
    assert told in reasons(likely_one(a, b)[1])


def test_only_the_last_word_is_cut_short() -> None:
    """And only where all before it meets, and more than a letter is gone: not an initial, nor a name that a table knows."""
    for cut in ("Vellan Orra", "Marr Vellan", "Orra V"):
        assert "cut short" not in " ".join(reasons(compared(cut, "Orra Vellanimarri")[0])), cut
    assert "cut short" not in " ".join(reasons(compared("Orra Ali", "Orra Alizadeh")[0]))


def test_given_names_of_the_table_tell_apart() -> None:
    """Where only one side has one, they do not."""
    measure = MEASURES.index("told_apart")
    for a, b, told in (
        ("Yusuf Vell Orra", "Ibrahim Vell Orra", 1.0), ("Yusuf Vell Orra", "Vell Orra", 0.0), ("Yusuf Vell Orra", "Marrik Vell Orra", 0.0),
        ("Marrik Vell Orra", "Yusuf Vell Orra", 0.0),
    ):  # fmt: skip
        assert measures(a, b, compared(a, b)[0])[measure] == told, (a, b)


def test_the_points_are_asked_of_the_measures_in_their_order() -> None:
    assert tuple(inspect.signature(points).parameters) == MEASURES


@pytest.mark.parametrize(
    ("sought", "begins"),
    [("Tolvan Marr al-Hi", 1), ("Tolvan Marr al-", 1), ("Tolvan Marr al-Hisaqi", 0), ("Marr al-Hi", 0)],
)
def test_a_listed_name_begins_with_a_field_that_ended_too_early(sought: str, begins: int) -> None:
    found = measures(sought, "Tolvan Marr al-Hisaqi", compared(sought, "Tolvan Marr al-Hisaqi")[0])
    assert dict(zip(MEASURES, found, strict=True))["begins"] == begins
