"""Any script to plain Latin words: normalized, invisible characters dropped, lookalikes folded, letters transliterated.

What a text costs is bounded: no more than `MOST` characters of it are looked at.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kbase.matching.tables import rows

MOST = 400  # characters; no name is longer


class Word(NamedTuple):
    """A word in plain Latin letters; `bare` where its script does not write short vowels."""

    text: str
    bare: bool


_APOSTROPHES = "'’‘ʼʿʾʻ`´ʹ′＇"
_ELISION = re.compile(r"\b(?:[dl]|qu)['’](?=[^\W\d_]{2})", re.IGNORECASE)
_IZAFAT = re.compile(r"(?<=\w)(?:[-\s][ei]|-[EIеиЕИए])(?=[-\s]\w)|(?<=\w)\s[EI](?=-)")  # Lashkar-e-X: the X's army
_TURKISH = re.compile(r"[ışğİŞĞ]|\b[Ee](?:bu|BU)\b")  # letters and a word that Turkish has; its c is a j
_POSSESSIVE = re.compile(r"(?<=[a-z]{3})['’]s\b", re.IGNORECASE)  # English: the State's province
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_ASCII = {c: " " for c in range(128) if not chr(c).isalnum()}
_ASCII[ord("'")] = _ASCII[ord("`")] = ""
BARE = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_MIXED = re.compile("[\u0370-\u03ff\u0400-\u052f]")
# the vowels of India and its neighbours are marks on the letter before them
_SIGNS = re.compile("[\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
# Chinese and Japanese write a foreign name by its sounds, with a dot between its words
_DOT_BETWEEN = re.compile("(?<=[\u3040-\u30ff\u3400-\u9fff])[·•‧・](?=[\u3040-\u30ff\u3400-\u9fff])")
_SYLLABLE = 4  # letters of a Korean one in Russian letters, whose ё is yo: Пён
_GREEK_LETTERS = frozenset(map(chr, range(0x370, 0x400)))
_ARTICLE = "ال"
_ONE_SOUND = frozenset({"sh", "kh", "gh", "dh", "th", "zh", "ts", "sy"})
_OF_TWO = range(6, 17)  # letters of a word that is two given names
_GOD = "الله"
_AND = frozenset({"и", "й", "і", "و", "ו", "και"})  # a word of its own, no initial
_HEBREW_GOD = "אללה"
_HEBREW_ARTICLE = "א"  # before a letter that it becomes: א-דין
_GERESH = re.compile("([גדזחעצת])['’׳]")  # an Arabic sound that Hebrew has no letter for
_WITH_GERESH = {"ג": "ج", "ד": "ذ", "ז": "ژ", "ח": "خ", "ע": "غ", "צ": "چ", "ת": "ث"}
_NUKTA = "\u093c"  # below a letter of Devanagari: z, f, q and other sounds of Persian
_WITH_NUKTA = {"ज": "z", "फ": "f", "क": "q", "ख": "kh", "ग": "gh", "ड": "r", "ढ": "r"}
_URDU = str.maketrans("ہھ", "هه")  # its two letters for h
# b, d, g of other languages, for which Greek has no letters
_GREEK = (("τζ", "j"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"))


@lru_cache(maxsize=2048)
def plain(text: str) -> str:
    """A text as plain words, one space apart.

    >>> plain("Abū-Walīd  al-Ṣaḥrāwī")
    'abu walid al sahrawi'
    """
    return " ".join(w.text for w in words(text))


def words(text: str) -> list[Word]:
    """The words of a text.

    >>> words("أسامة")
    [Word(text='asama', bare=True)]
    """
    text = text[:MOST]
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", _ELISION.sub(" ", text))
    if "-" in text or " e " in text or " i " in text:
        text = _IZAFAT.sub(" ", text)
    if "." in text:
        text = _DOTTED.sub(lambda m: m.group().replace(".", "") + " ", text)
    if _TURKISH.search(text):
        text = text.replace("c", "j").replace("C", "J")
    if text.isascii():
        return [Word(w, False) for w in text.lower().translate(_ASCII).split()]
    text = _GERESH.sub(lambda m: _WITH_GERESH[m.group(1)], text)
    found = []
    by_sounds = bool(_DOT_BETWEEN.search(text))
    raws = _cleaned(text).split()
    for n, raw in enumerate(raws):
        if (n and raw in _AND) or (raw == _HEBREW_ARTICLE and n + 1 < len(raws)):
            continue
        if by_sounds:  # its syllables are one word
            found.append(Word("".join(_latin(raw).split()), False))
            continue
        bare = bool(BARE.search(raw))
        if bare:
            raw = _heard_before_god(raw) if raws[n + 1 : n + 2] == [_GOD] else raw
            found += [Word(w, True) for part in _arabic(raw) for w in _latin(part, True).split()]
        else:
            found += [Word(w, False) for w in _latin(raw).split()]
    return found[:MOST]


def _cleaned(text: str) -> str:
    """Normalized and in lower case; marks, controls and invisible characters gone, punctuation a space."""
    from unicodedata import category, normalize

    letters, kept = _letters(), []
    for char in normalize("NFKC", text).lower()[:MOST]:
        if char in letters or (char.isalnum() and not char.isspace()):
            kept.append(char)
        elif char in _APOSTROPHES:
            continue
        else:
            kind = category(char)
            if kind in ("Mn", "Mc") and _SIGNS.match(char):
                kept.append(char)
                continue
            if kind in ("Mn", "Me", "Cf", "Cs", "Lm") or (kind == "Cc" and not char.isspace()):
                continue
            kept.append(" ")
    cleaned = "".join(kept)
    if _NUKTA in cleaned:
        for letter, latin in _WITH_NUKTA.items():
            cleaned = cleaned.replace(letter + _NUKTA, latin)
    return cleaned


def _heard_before_god(word: str) -> str:
    """The t of Hibat Allah is heard."""
    return f"{word[:-1]}ت" if word.endswith("ة") else word


def _arabic(word: str) -> list[str]:
    """A word without its article; God's name set apart."""
    word = word.translate(_URDU)
    if word.endswith(_HEBREW_GOD) and len(word) > len(_HEBREW_GOD) + 1:
        return [word[: -len(_HEBREW_GOD)], _GOD]
    if word.endswith(_GOD) and len(word) > len(_GOD) and word[:-4] not in ("و", "ب"):
        return [*_arabic(_heard_before_god(word[:-4])), _GOD]
    if word == _GOD:
        return [word]
    if word in _with_article():
        return [word]
    if len(word) in _OF_TWO and (both := _two_names(word)):
        return both
    if word.startswith("ئ"):  # Kurdish and Uighur carry a first vowel on it
        word = word[1:] or word
    if word.endswith("ه") and len(word) > 3:  # usually the feminine ending without its dots
        word = f"{word[:-1]}ة"
    for prefix, least in ((_ARTICLE, 2), ("وال", 3), ("بال", 3)):  # two letters: the Haqq of Abd al-Haqq
        if word.startswith(prefix) and len(word) >= len(prefix) + least:
            return [word[len(prefix) :]]
    if word.startswith("لل") and len(word) >= 5:
        return [word[2:]]
    return [word]


@lru_cache(maxsize=4096)
def _two_names(word: str) -> list[str]:
    """Two given names that Persian and Urdu write as one word: Muhammad Husayn. Empty where it is not two, or is one itself."""
    known = _given()
    if _latin(word, True) in known:
        return []
    for at in range(3, len(word) - 2):
        if _latin(word[:at], True) in known and _latin(word[at:], True) in known:
            return [word[:at], word[at:]]
    return []


@cache
def _given() -> frozenset[str]:
    """Given names in Arabic letters, as they are transliterated."""
    forms = (form for row in rows("names") for form in row["forms"].split("|") if BARE.search(form))
    return frozenset(_latin(form, True) for form in forms if len(form) > 2)


def _latin(word: str, bare: bool = False) -> str:
    """A word in Latin letters; in a script without short vowels an e stands between two letters that would be read as one."""
    if word.isascii():
        return word
    if word == _GOD:
        return "allah"
    letters, lookalikes = _letters(), _lookalikes()
    if _MIXED.search(word) and any(c.isascii() and c.isalpha() for c in word):
        word = "".join([lookalikes.get(c, c) for c in word])
    elif word[0] in _GREEK_LETTERS:
        for several, one in _GREEK:
            word = word.replace(several, one)
    if "ё" in word and (word[0] == "ё" or len(word) <= _SYLLABLE):
        word = word.replace("ён", "йонг").replace("ё", "йо")
    parts = []
    for char in word:
        if char.isascii():
            parts.append(char)
        elif char in letters:
            if bare and parts and _runs_on(parts[-1], letters[char]):
                parts.append("e")
            parts.append(letters[char])
        else:
            parts.append(_other(char))
    return "".join(parts).translate(_ASCII).lower()


def _runs_on(before: str, letter: str) -> bool:
    """Whether two letters would be read as one sound: s and h, or the h of sh and an h behind it."""
    return before[-1:] + letter[:1] in _ONE_SOUND or (len(before) > 1 and before[-1] == letter[:1] == "h")


@cache
def _other(char: str) -> str:
    """A letter that is in no table: without its accents, else as anyascii writes it."""
    from unicodedata import combining, normalize

    # the voiced sounds of kana are letters of their own: bi is no hi with an accent
    bare = char if char >= "\u2e80" else "".join([c for c in normalize("NFKD", char) if not combining(c)])
    if bare.isascii():
        return bare
    if bare in _letters():
        return _letters()[bare]
    from anyascii import anyascii  # only for other scripts

    latin = anyascii(bare)
    return f" {latin} " if char >= "\u2e80" else latin  # one syllable each in Han and Hangul


@cache
def _with_article() -> frozenset[str]:
    """Given names that begin as if with an article: Ilyas, Albert."""
    forms = (form for row in rows("names") for form in row["forms"].split("|"))
    return frozenset(form for form in forms if form.startswith(_ARTICLE))


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in rows("letters")}


@cache
def _lookalikes() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in rows("lookalikes")}
