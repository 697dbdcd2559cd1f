"""A name as parts: what each is, and that habits of spelling come to the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kbase.matching import tables
from kbase.matching.forms import acronyms, keys, spellings
from kbase.matching.parts import parts
from kbase.matching.score import likeness
from kbase.matching.script import plain, words
from kbase.matching.sounds import skeleton, sound


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.shown) for p in parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sheikh Orra Vell", [("honorific", "sheikh"), ("name", "orra"), ("name", "vell")]),
        ("Orra bin Vell", [("name", "orra"), ("name", "vell")]),
        ("Orra ould Vell", [("name", "orra"), ("name", "vell")]),
        ("Abu Vell al-Marri", [("kunya", "abu vell"), ("name", "marri")]),
        ("Abouvell Marri", [("kunya", "abu vell"), ("name", "marri")]),
        ("Umm Vell", [("kunya", "abu vell")]),
        ("Vell, Abu", [("kunya", "abu vell")]),
        ("Abd al-Vell", [("common", "abd vell")]),
        ("Abdulvell", [("common", "abd vell")]),
        ("Oleg Velkovich Tolvan", [("common", "oleg"), ("common", "velkovich"), ("name", "tolvan")]),  # patronymics
        ("Olga Zelivna Karadvic", [("name", "olga"), ("common", "zelivna"), ("name", "karadvic")]),
        ("Velkowitsch Orra", [("name", "velkowitsch"), ("name", "orra")]),  # surnames
        ("Orra Velkovich", [("name", "orra"), ("name", "velkovich")]),
        ("Vell al-Din", [("name", "vell din")]),
        ("Vellamine Orra", [("name", "vellamine"), ("name", "orra")]),
        ("Velluddin", [("name", "vell din")]),
        ("Nasr Allah", [("name", "nasr allah")]),
        ("Hamid ash-Shami", [("common", "hamid"), ("place", "shami")]),
        ("T. Vell", [("initial", "t"), ("name", "vell")]),
        ("Vell Trading LLC", [("name", "vell"), ("generic", "trading"), ("legal", "llc")]),
        ("Vell Front 44", [("name", "vell"), ("generic", "front"), ("number", "44")]),
        ("LLC", [("name", "llc")]), ("Islarnic Front", [("word", "islamic"), ("generic", "front")]), ("Velkharn", [("name", "velkharn")]),
        ("Front for the Liberation of Velmark", [("generic", "front"), ("word", "liberation"), ("name", "velmark")]),
    ],
)  # fmt: skip
def test_classes(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ["Abou Welid", "Abu Welid", "Aboo Welid", "Abuwelid"],
        ["Abd al-Velim", "Abdul Velim", "Abdulvelim", "Abd-ul-Velim"],
        ["Ahmad al-Velli", "Ahmed el Velli", "Achmad al Velli"],
        ["Okacha", "Okasha", "Okascha"], ["Djelam", "Jelam", "Dzhelam", "Dschelam"],
        ["Sahlaoui", "Sahlawi"], ["Velloud", "Vellud", "Vellood"], ["Mustaffa Orra", "Mustapha Orra"],
    ],
)  # fmt: skip
def test_habits_come_to_the_same_keys(forms: list[str]) -> None:
    first = set(keys(forms[0]))
    assert first
    for form in forms[1:]:
        single = {k for k in first & set(keys(form)) if "~" not in k}
        assert single, (forms[0], form)


def test_arabic_script_has_the_key_of_its_transliterations() -> None:
    for arabic, latin in (("لقمان", "Luqman"), ("فانوس", "Fanous"), ("وليد", "Oualid"), ("شريف", "Cherif")):
        assert set(keys(arabic)) & set(keys(latin)), (arabic, latin)


def test_sounds_and_skeletons() -> None:
    assert sound("djamel") == "Jamel"
    assert skeleton("sahraoui") == skeleton("sahrawi") == skeleton("sahrawy")
    assert skeleton("osama") == skeleton("asama")
    assert skeleton("") == ""


def test_several_names_in_one_line() -> None:
    assert spellings("Red Lantern (RL)") == ("Red Lantern (RL)", "Red Lantern", "RL")
    assert spellings("Red Lantern a.k.a. The Glow") == ("Red Lantern a.k.a. The Glow", "Red Lantern", "The Glow")
    assert spellings("Red Lantern") == ("Red Lantern",)


def test_acronyms() -> None:
    assert acronyms("Front for the Liberation of the Marsh") == ("fftlotm", "flm")
    assert acronyms("Red Lantern") == ()
    assert "a:flm" in keys("Front for the Liberation of the Marsh", "group")
    assert "a:flm" in keys("FLM")
    assert not any(k.startswith("a:") for k in keys("Tomas Orra Vell", "person"))
    assert "a:flmc" in keys("FLM-C"), "with a hyphen"
    assert "a:almarsh" not in keys("Al-Marsh")


def test_the_article_before_a_name_may_be_a_letter_of_the_acronym() -> None:
    assert {"vl", "avl"} & set(acronyms("Al-Vellan in Lorria")) == {"avl"}
    assert "tvl" not in acronyms("The Vellan in Lorria")  # only the Arabic one is one


def test_the_e_between_two_words_is_a_letter_of_the_acronym() -> None:
    assert set(acronyms("Vellan-e-Orra")) == set(acronyms("Vellan-i-Orra")) == {"veo", "vio"}, "whichever it is written"
    assert acronyms("Velmark e Orra e Marsh") == ("vom",), "only where there is one"


@pytest.mark.parametrize(
    "name",
    ["ISIL Velmark", "Da'esh Velmark", "Islamic State of Iraq and the Levant - Velmark", "État islamique Velmark", "al-Dawla al-Islamiya Velmark"],
)  # fmt: skip
def test_words_that_mean_something_together_are_one_part(name: str) -> None:
    assert sorted(kinds(name)) == [("name", "velmark"), ("word", "islamicstate")]


def test_a_whole_is_not_seen_in_half_of_it() -> None:
    assert kinds("Islamic Front of Iraq") == [("word", "islamic"), ("generic", "front"), ("place", "iraq")]
    assert kinds("ISIS-WA") == [("word", "islamicstate"), ("name", "wa")]
    assert kinds("Velmark wa") == [("name", "velmark")]


@pytest.mark.parametrize("name", ["Velmarknetzwerk", "Velmarknetværket", "Velmark Network"])
def test_germanic_languages_write_the_kind_of_group_in_one_word(name: str) -> None:
    first, second = parts(name)
    assert (first.text, first.senses) == ("velmark", ())
    assert second.senses == ("generic:network",)


@pytest.mark.parametrize(
    ("native", "english"),
    [
        ("Nacionalinė išlaisvinimo armija", "National Liberation Army"),
        ("Lidová společnost", "People's Society"),
        ("Ljudska oborožena fronta", "People's Armed Front"),
        ("Fundação da Juventude", "Youth Foundation"),
    ],
)
def test_words_with_their_diacritics_mean_the_same(native: str, english: str) -> None:
    """Those of the table that stand there without would not be met: š is read as sh."""
    means = [{s for p in parts(name) for s in p.senses if not s.startswith("name:")} for name in (native, english)]
    assert means[1] <= means[0]


def test_what_stands_on_many_letterheads_says_little() -> None:
    kinds = {p.text: p.kind for p in parts("Comercializadora Tolvan, S.A. de C.V.")}
    assert kinds == {"comercializadora": "generic", "tolvan": "name", "sa": "legal", "cv": "legal"}


def test_an_end_alone_and_a_legal_form_are_no_compounds() -> None:
    assert len(parts("Vellanfront")) == 2
    assert [p.text for p in parts("Velfront")] == ["velfront"]
    assert [p.kind for p in parts("Siralmen Aktiengesellschaft")] == ["name", "legal"]


def test_the_english_genitive_is_no_letter_of_a_name() -> None:
    assert plain("Velmark's Province") == plain("Velmark Province")
    assert plain("Mu's") == "mus"


# --- the tables -------------------------------------------------------------------------------------------

TABLES = sorted(Path(tables.FOLDER).glob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_every_row_has_an_example_and_a_habit(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames is not None and reader.fieldnames[-2:] == ["example", "habit"]
        for row in reader:
            assert row["example"] and row["habit"], row
            assert None not in row, row


@pytest.mark.parametrize("name", ["words", "names", "particles"])
def test_every_form_can_be_met(name: str) -> None:
    """A form that is no word after reading it as a name is read would never be found."""
    for row in tables.rows(name):
        forms = row["forms"].split("|")
        assert len(forms) == len(set(forms)), row
        for form in forms:
            assert plain(form.rstrip("*")), (row, form)


def test_no_given_name_means_two() -> None:
    seen: dict[tuple[str, bool], str] = {}
    for row in tables.rows("names"):
        for form in row["forms"].split("|"):
            found = words(form)
            word = ("".join(w.text for w in found), any(w.bare for w in found))
            assert seen.setdefault(word, row["sense"]) == row["sense"], (form, seen[word], row["sense"])


@pytest.mark.parametrize(
    ("closed", "name"),
    [("Yusufu", "Yusuf"), ("Umaru", "Umar"), ("Hammadou", "Hamad"), ("Velu", None), ("يوسفu", None)],
)
def test_hausa_closes_a_name_with_a_vowel(closed: str, name: str | None) -> None:
    (part,) = parts(closed)
    assert part.senses == (parts(name)[0].senses if name else ())


def test_the_last_word_may_be_an_article_of_what_was_cut_off() -> None:
    assert kinds("Orra Vell al") == kinds("Orra Vell")
    assert kinds("al") == [("name", "al")]


def test_a_word_that_ends_like_a_compound_may_be_none() -> None:
    """Abidin is no Abi al-Din; it is found under either."""
    (one,) = parts("Velabidin")
    assert (one.mold, one.other) == ("din", "velabidin")
    assert skeleton("velabidin") in keys("Velabidin", "person")
    assert likeness(one, parts("Velabden")[0])[0] > 0.7
    assert likeness(one, parts("Velabi al-Din")[0])[0] == 1.0


def test_al_aqsa_is_one_word_in_other_scripts() -> None:
    """The article is no part of it: two spellings in Latin letters are the same, the others translate."""
    assert [p.text for p in parts("Al-Aqsa")] == [p.text for p in parts("Aqsa")] == ["aqsa"]
    assert {p.senses for text in ("الأقصى", "Аксы", "Aksa") for p in parts(text)} == {parts("Aqsa")[0].senses}


def test_an_arabic_university_is_no_group_of_a_like_spelling() -> None:
    """Without short vowels jami'a is written as Latin letters write jama'a."""
    assert parts("جامعة فانوس")[0].senses == ("word:university",)
    assert parts("Jamaa Fanous")[0].senses == parts("جماعة فانوس")[0].senses == ("generic:group",)
