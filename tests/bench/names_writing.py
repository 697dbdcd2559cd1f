"""How an invented name is written: one vocalized form, many habits of spelling, three scripts.

Names are kept in Buckwalter's notation of vocalized Arabic (`muHam~ad`): consonants as letters, `a i u` short vowels, `A`
a long a, `iy` and `uw` long ones, `~` a doubled consonant. Names that are not Arabic are kept in the same letters.
"""

from __future__ import annotations

from functools import lru_cache

HABITS = ("english", "french", "german", "turkish", "hausa")
SCRIPTS = ("arabic", "persian", "cyrillic")

_CONSONANTS = "'<>|&}btvjHxd*rzs$SDTZEgfqklmnhwypY"
_ENGLISH = dict(zip(_CONSONANTS, (
    "", "", "", "a", "", "", "b", "t", "th", "j", "h", "kh", "d", "dh", "r", "z", "s", "sh", "s", "d", "t", "z", "", "gh", "f",
    "q", "k", "l", "m", "n", "h", "w", "y", "a", "a",
), strict=True))  # fmt: skip
_LATIN: dict[str, dict[str, str]] = {
    "english": _ENGLISH,
    "french": {**_ENGLISH, "j": "dj", "$": "ch", "w": "ou", "q": "k", "v": "th", "*": "d"},
    "german": {**_ENGLISH, "j": "dsch", "$": "sch", "x": "ch", "y": "j", "q": "k"},
    "turkish": {**_ENGLISH, "j": "c", "$": "ş", "x": "h", "w": "v", "q": "k", "g": "ğ", "v": "s", "*": "z", "D": "d"},
    "hausa": {**_ENGLISH, "x": "h", "q": "k", "g": "g", "v": "s", "*": "z", "D": "l"},
}
_ARABIC = dict(zip(_CONSONANTS, "ءإأآؤئبتثجحخدذرزسشصضطظعغفقكلمنهويةى", strict=True))
_CYRILLIC = dict(zip(_CONSONANTS, (
    "", "", "", "а", "", "", "б", "т", "с", "дж", "х", "х", "д", "з", "р", "з", "с", "ш", "с", "д", "т", "з", "", "г", "ф",
    "к", "к", "л", "м", "н", "х", "в", "й", "а", "а",
), strict=True))  # fmt: skip
# the words that join: of each how it is written before what follows
_JOINING = {
    "abuw": {"english": "Abu ", "french": "Abou ", "german": "Abu ", "turkish": "Ebu ", "hausa": "Abu ", "arabic": "أبو ", "persian": "ابو ", "cyrillic": "Абу "},
    "bin": {"english": "bin ", "french": "ben ", "german": "ibn ", "turkish": "bin ", "hausa": "dan ", "arabic": "بن ", "persian": "بن ", "cyrillic": "ибн "},
    "Al": {"english": "al-", "french": "el-", "german": "al-", "turkish": "el-", "hausa": "al-", "arabic": "ال", "persian": "ال", "cyrillic": "аль-"},
    "Eabd": {"english": "Abd ", "french": "Abd ", "german": "Abd ", "turkish": "Abd", "hausa": "Abd", "arabic": "عبد ", "persian": "عبد ", "cyrillic": "Абд "},
}  # fmt: skip


def word(form: str, habit: str) -> str:
    """One word in a habit or script: `Al+` before the form is the article, `Eabd+` the servant, `abuw+` the kunya, `bin+` the nasab."""
    *joining, stem = form.split("+")
    return "".join(_JOINING[j][habit] for j in joining) + _stem(stem, habit)


@lru_cache(maxsize=200_000)
def _stem(stem: str, habit: str) -> str:
    if habit in ("arabic", "persian"):
        return _arabic(stem, habit)
    if habit == "cyrillic":
        return _spoken(
            stem, _CYRILLIC, {"a": "а", "i": "и", "u": "у", "A": "а", "iy": "и", "uw": "у", "ay": "ай", "aw": "ау"}
        ).capitalize()
    vowels = {"a": "a", "i": "i", "u": "u", "A": "a", "iy": "i", "uw": "u", "ay": "ay", "aw": "aw"}
    if habit == "french":
        vowels |= {"u": "ou", "uw": "ou", "ay": "ei", "aw": "aou"}
    if habit == "german":
        vowels |= {"ay": "ai", "aw": "au"}
    if habit == "turkish":
        vowels |= {"aw": "ev", "ay": "ey"}
    text = _spoken(stem, _LATIN[habit], vowels)
    if habit == "hausa" and text[-1] not in "aiou":
        text += "u"
    return text.capitalize() if habit != "turkish" else ("İ" if text[0] == "i" else text[0].upper()) + text[1:]


def _arabic(stem: str, script: str) -> str:
    # a vowel at the beginning is carried by an alif
    letters = ["ا"] if stem[0] in "aiu" else []
    for at, sign in enumerate(stem):
        if sign == "A":
            letters.append("ا")
        elif sign in _ARABIC and sign not in "aiu~":
            letters.append(_ARABIC[sign])
        elif sign in "aiu" and at == len(stem) - 1 and at:
            letters.append({"a": "ا", "i": "ي", "u": "و"}[sign])
    text = "".join(letters)
    if script == "persian":
        text = text.translate(str.maketrans("يكةأإ", "یکهاا"))
    return text


def _spoken(stem: str, consonants: dict[str, str], vowels: dict[str, str]) -> str:
    parts: list[str] = []
    at = 0
    while at < len(stem):
        pair, sign = stem[at : at + 2], stem[at]
        after = stem[at + 2 : at + 3]
        # y and w close a vowel unless a vowel or a doubling follows them
        if pair in ("iy", "uw", "ay", "aw") and after not in tuple("aiuA~"):
            parts.append(vowels[pair])
            at += 2
            continue
        if sign == "~":
            parts.append(parts[-1] if len(parts[-1]) == 1 else "")
        else:
            # the feminine ending and the short alif are the a that stands before them
            silent = sign in "pY" and stem[at - 1 : at] == "a"
            parts.append("" if silent else vowels[sign] if sign in "aiuA" else consonants[sign])
        at += 1
    return "".join(parts)
