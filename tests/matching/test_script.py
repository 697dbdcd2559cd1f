"""Any script becomes plain Latin words, and nothing in a text costs more than its length."""

from __future__ import annotations

import pytest

from kbase.matching.forms import keys, spellings
from kbase.matching.index import Sought, file_of
from kbase.matching.lines import likely_one
from kbase.matching.parts import MOST_PARTS, parts
from kbase.matching.script import MOST, plain, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tómas  VÉLL", "tomas vell"), ("Ma\u0301rr", "marr"), ("Or\u200bra\u202e Fin\u00adch", "orra finch"),
        ("Ｔｏｍａｓ", "tomas"), ("T\u043emas V\u0435ll", "tomas vell"),  # Cyrillic o and e in Latin words
        ("Томас", "tomas"), ("Νικόλαος", "nikolaos"), ("دارا", "dara"), ("پاشا", "pasha"), ("الفانوس الأحمر", "fanws ahmr"),
        ("דוד", "dwd"), ("נסראללה", "nsr allah"), ("نصراللہ", "nsr allah"), ("هبةالله", "hbt allah"), ("الحق", "hq"), ("Ντέιφ", "deif"), ("Şahin Çelik", "shahin chelik"), ("l’Armée d'Orra", "armee orra"), ("Lashkar-e-Vell", "lashkar vell"),
        ("R.L.F. Front", "rlf front"), ("Ebu Velid el-Colani", "ebu velid el jolani"), ("Coşkun Velcan", "joshkun veljan"),  # a Turkish c
        ("Abu Velid el-Colani", "abu velid el colani"), ("Ён Пён Чё", "yong pyong chyo"), ("Артёменко", "artemenko"),  # Korean syllables
        ("עז א-דין", "az dyn"), ("ח'ליל חג׳אג׳", "khlyl hjaj"), ("א", "a"),  # an article and Arabic sounds in Hebrew letters
        ("Лашкар-е-Велл", "lashkar vell"), ("Лашкар Е Велл", "lashkar e vell"),
        ("محمدحسین", "mhmd hseyn"), ("نورمحمد", "nwr mhmd"), ("سليمان", "slyman"), ("محمدفانوس", "mhmdfanws"),  # two given names in one word
        ("a\nb\tc", "a b c"), ("", ""), ("!?", ""),
    ],
)  # fmt: skip
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("प्रभाकरन", "prbhakrn"),
        ("வேலுப்பிள்ளை", "veluppillai"),
        ("মুজাহিদীন", "mujahidin"),
        ("ලංකා", "lmka"),
        ("ทักษิณ", "thaksin"),
    ],
)
def test_vowels_that_are_marks_are_kept(text: str, expected: str) -> None:
    """Devanagari, Tamil, Bengali, Sinhala, Thai: one word each, with all vowels that are written."""
    assert plain(text) == expected


def test_a_foreign_name_in_han_or_kana_is_written_by_its_sounds() -> None:
    assert plain("阿布·托尔凡") == "abu tuoerfan"
    assert plain("ビン・ラデン") == "bin raden"
    assert plain("托尔凡") == "tuo er fan"  # without the dot each sign may be a word
    assert plain("Tolvan·Marr") == "tolvan marr"


def test_scripts_without_short_vowels_are_told() -> None:
    assert [w.bare for w in words("دارا Dara")] == [True, False]


HOSTILE = {
    "long": "Tomas Vell " * 10_000,
    "one word": "a" * 100_000,
    "marks": "T" + "\u0301" * 100_000,
    "surrogates": "\ud800Tomas\udfff Vell" * 100,
    "overrides": "\u202e\u2066Tomas\u2069" * 5_000,
    "ligature": "\ufdfa" * 50_000,
    "nothing": "\x00\x01\x02\u200b",
    "brackets": "((((((((((" * 5_000,
    "slashes": "a/" * 50_000,
    "initials": "a. " * 30_000,
    "articles": "al " * 30_000,
    "allah": "abd al " * 10_000 + "allah",
    "din": "uddin" * 20_000,
    "digits": "9" * 100_000,
    "quotes": "'" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_bounded(name: str) -> None:
    text = HOSTILE[name]
    assert len(words(text)) <= MOST
    assert len(parts(text)) <= MOST_PARTS
    assert len(spellings(text)) <= 5
    assert all(len(k) <= 3 * MOST for k in keys(text))
    assert 0 <= likely_one(text, "Tomas Vell")[0] <= 1
    assert 0 <= likely_one(text, text)[0] <= 1
    assert len(file_of([("x", "person", [text])]).find(Sought(text))) <= 1


def test_twice_the_text_is_not_twice_the_work() -> None:
    """What is looked at does not grow with the text beyond its bound."""
    assert words("Vell " * 100) == words("Vell " * 100_000)
    assert parts("ab" * 1_000) == parts("ab" * 100_000)
