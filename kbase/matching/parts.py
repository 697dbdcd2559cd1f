"""A name as parts: given names, kunya, honorifics, words with a meaning, each with its class and weight."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kbase.matching.script import Word, words
from kbase.matching.sounds import skeleton, sound
from kbase.matching.tables import Lexicon, lexicon

# What a part of a class says about who is meant; a given name is 1.
WEIGHTS = {
    "name": 1.0, "kunya": 1.0, "common": 0.7, "word": 0.8, "place": 0.8, "number": 0.5, "generic": 0.3, "initial": 0.3,
    "honorific": 0.08, "legal": 0.05,
}  # fmt: skip
MOST_PARTS = 16


class Part(NamedTuple):
    """One part of a name."""

    kind: str  # a key of WEIGHTS
    text: str  # plain Latin letters; of a kunya or a compound the name in it
    mold: str  # the compound that it is part of: abd, din, allah
    senses: tuple[str, ...]  # what it means or which given name it is
    sound: str
    key: str  # skeleton of consonants
    other: str  # another way to read it: without an article or 'ben' that is written as part of it, as one word with the mold, and the like
    bare: bool  # from a script without short vowels

    @property
    def weight(self) -> float:
        return WEIGHTS[self.kind]

    @property
    def shown(self) -> str:
        """The part as it is told to people."""
        if self.mold == "abd":
            return f"abd {self.text}"
        text = f"{self.text} {self.mold}" if self.mold else self.text
        return f"abu {text}" if self.kind == "kunya" else text


_FUSED_ABD = re.compile(
    r"(?:(?:c?abd|ebd)(?:[aeiou]{1,2}l|[aeiou]{1,2}([b-df-hj-np-tv-z])(?=\1)|[eiu](?=[dnrstz](?:[aeiou]|la))|er|ur)|abudu(?:li|re(?=h))?)(?=.{3})"
)
_FUSED_DIN = re.compile(r"(.{2,}?)(?:[aeiou]{1,2}d|al|el|ul)?d+(?:in|een|ine|yn|ien|iin|ene)e?$")
_FUSED_GOD = re.compile(r"(.{2,}?)(?:[aeiou]l?lah?|oullah?|llah)$")
_GOD_END = re.compile(r"l(?:l?ah|la)$|zb[ou]la$")
# one l after a single consonant or a double one: Nakhalah, Salalah, Khattalah
_NO_GOD = re.compile(r"(?:[aeiou].?|[aeiou][cdgkst]h|([b-df-hj-np-tv-z])\1)alah$")
_FUSED_KUNYA = re.compile(r"(?:abou|abu|aboo|ebu)(?=.{3})")
_FUSED_ARABIC_KUNYA = re.compile(r"abw(?:al)?(?=.{3})")  # أبوبكر, أبوالفتح
_FUSED_OTHER = re.compile(r"(?:al|el|bel|ben|bin|ibn|ould)(?=.{4})|(?:ul|ud|ur|us)(?=.{5})|(?<=.{4})ul$")  # Seyfu'l-Adl
# the Slavic y of northern and central Europe: Aljaksandr, Ejsmant, Andrej; not that of Faraj or Najm
_GLIDE = re.compile(r"(?<=[ln])j(?=[aeou])|(?<=[eioy])j$|(?<=^e)j(?=[^aeiouyj])")
_FRENCH_W = re.compile(r"ou(?=[^aeiouy])")  # Oudoud beside Ouadoud, which is Wadud
_PATRONYMIC = re.compile(r"(?<=.{2})[eio][vw](?:[iy](?:ch|tch|tsch)|na)$")  # Anatolievich, Petrivna: of many
_CONSONANTS = {"ash": "sh", "ach": "ch", "ech": "ch", "esh": "sh", "ush": "sh", "adh": "dh", "ath": "th", "edh": "dh", "eth": "th"}  # fmt: skip


@lru_cache(maxsize=16384)
def part(kind: str, text: str, bare: bool = False, mold: str = "") -> Part:
    """A part with its sounds and meanings."""
    known = lexicon()
    senses = []
    name = known.given(text, bare)
    if name:
        senses.append(f"name:{name}")
        if kind == "name" and name in known.common:
            kind = "common"
    if kind != "kunya" and not mold:
        senses += [f"{m.kind}:{m.sense}" for m in known.meanings(text, bare)]
    if mold == "abd" and kind == "name":
        kind = "common"
    if kind == "number" and text.isdigit():
        senses = [f"number:{text}"]
    other = f"{text}din" if mold == "din" and not bare else ""  # one word, and perhaps no compound: Abidin
    if kind in ("name", "common") and not name and not mold and not bare:
        other = _FUSED_OTHER.sub("", text, count=1)
    if bare and "e" in text:  # between two letters that others write as one: Fathi beside Fatahi
        other = text.replace("e", "")
    if (not other or other == text) and "kh" in text:
        other = text.replace("kh", "h")
    if (not other or other == text) and bare and text.endswith(("wf", "yf")):
        other = f"{text[:-1]}v"  # Arabic has no v: Umarov
    if (not other or other == text) and "zh" in text and not bare:
        other = text.replace("zh", "zeh")  # two sounds: Azhari
    if (not other or other == text) and "j" in text and not bare:
        other = _GLIDE.sub("i", text)
    if (not other or other == text) and mold == "abd" and not bare:
        other = _FRENCH_W.sub("w", text, count=1) if _FRENCH_W.match(text) else text
    return Part(kind, text, mold, tuple(senses), sound(text), skeleton(text), "" if other == text else other, bare)


@lru_cache(maxsize=2048)
def parts(text: str) -> tuple[Part, ...]:
    """The parts of a name, in order; at most `MOST_PARTS`.

    >>> [(p.kind, p.text) for p in parts("Sheikh Abou Walid al-Sahraoui")]
    [('honorific', 'sheikh'), ('kunya', 'walid'), ('place', 'sahraoui')]
    """
    head, comma, rest = text.partition(",")
    found = words(f"{rest} {head}" if comma and "," not in rest else text)[: 4 * MOST_PARTS]
    made = _Reading(found, lexicon()).read()
    if not any(p.kind not in ("honorific", "legal") for p in made):
        made = [part("name", w.text, w.bare) for w in found]
    for n in range(1, len(made) - 1):
        if made[n].kind == "name" and _PATRONYMIC.search(made[n].text):
            made[n] = made[n]._replace(kind="common")
    return tuple(made[:MOST_PARTS])


_CODES = {kind: kind[0] if kind not in ("generic", "place", "number", "common") else kind[:2] for kind in WEIGHTS}
_KINDS = {code: kind for kind, code in _CODES.items()}


def reading(text: str) -> str:
    """The parts of a name as a line, so that it need not be read again.

    >>> reading("Sheikh Abou Walid al-Sahraoui")
    'h:sheikh k:walid pl:sahraoui'
    """
    found = []
    for p in parts(text):
        ends = f"~{p.mold}" if p.mold or p.bare else ""
        found.append(f"{_CODES[p.kind]}:{p.text}{ends}{'~' if p.bare else ''}")
    return " ".join(found)


@lru_cache(maxsize=2048)
def read_again(line: str) -> tuple[Part, ...]:
    """The parts of a line that `reading` made."""
    return tuple([_part_again(word) for word in line.split(" ") if word])


@lru_cache(maxsize=16384)
def _part_again(word: str) -> Part:
    code, _, rest = word.partition(":")
    text, _, mold = rest.partition("~")
    return part(_KINDS[code], text, mold.endswith("~"), mold.rstrip("~"))


_NONE: frozenset[str] = frozenset()
_BEFORE_END = 4  # letters before the end of a compound, at least


def _means(several: list[Part], senses: tuple[str, ...]) -> bool:
    """Whether parts have these senses, each one, in any order."""
    left = list(senses)
    for p in several:
        fitting = [s for sense in p.senses if (s := sense.partition(":")[2]) in left]
        if not fitting:
            return False
        left.remove(fitting[0])
    return not left


class _Reading:
    """Goes through the words once."""

    def __init__(self, found: list[Word], known: Lexicon) -> None:
        self.words = [Word(_as_known(w.text), w.bare) if "kh" in w.text or "rn" in w.text else w for w in found]
        self.known = known
        self.roles = [known.roles_of(w.text, w.bare) for w in self.words]
        self.made: list[Part] = []

    def read(self) -> list[Part]:
        at = 0
        while at < len(self.words):
            at = self._next(at)
        if any(p.senses for p in self.made):
            self._join_wholes()
        return self.made

    def _join_wholes(self) -> None:
        """Neighbours that mean something together become one part, the longest first: Islamic State of Iraq and the Levant."""
        known, at = self.known.wholes, 0
        while at < len(self.made):
            mine = [sense.partition(":")[2] for sense in self.made[at].senses]
            for whole in (w for sense in mine for w in known.get(sense, ())):
                if _means(self.made[at : at + len(whole.senses)], whole.senses):
                    self.made[at : at + len(whole.senses)] = [part(whole.kind, whole.text)]
                    break
            at += 1

    def _is(self, what: str, at: int) -> bool:
        return at < len(self.roles) and what in self.roles[at]

    def _article(self, at: int) -> bool:
        """Whether an article stands there, before the word that it belongs to."""
        if not self._is("article", at) or at + 1 >= len(self.words):
            return False
        text = self.words[at].text
        if text.endswith("l"):
            return True
        return self.words[at + 1].text.startswith(_CONSONANTS.get(text, text[-1]))

    def _after_articles(self, at: int) -> int:
        while self._article(at):
            at += 1
        return at

    def _next(self, at: int) -> int:
        word, bare = self.words[at]
        if not self.roles[at] and word not in self.known.phrases and not word.isdigit():
            alone = _alone(word, bare) if at + 1 == len(self.roles) or not self.roles[at + 1] else None
            if alone is None:
                return self._plain(at, word, bare)
            self.made.append(alone)
            return at + 1
        for phrase, meaning in self.known.phrases.get(word, ()):
            if tuple(w.text for w in self.words[at : at + len(phrase)]) == phrase:
                kind = meaning.kind
                self.made.append(part(kind, "".join(phrase)))
                return at + len(phrase)
        last = at + 1 >= len(self.words)
        if self._article(at) or (last and self.made and self._is("article", at)):  # the last one: of a field cut short
            return at + 1
        if self._is("kunya_bakr", at):
            self.made.append(part("kunya", "bakr"))
            return at + 1
        if not last and (self._is("kunya", at) or self._is("kunya_mother", at)):
            text, bare, mold, after = self._compound(self._after_articles(at + 1))
            self.made.append(part("kunya", text, bare, mold))
            return after
        if not last and self._is("nasab", at) and word not in ("b",):
            return at + 1
        if word.isdigit():
            self.made.append(part("number", word.lstrip("0") or "0"))
            return at + 1
        return self._plain(at, word, bare)

    def _plain(self, at: int, word: str, bare: bool) -> int:
        """A word that introduces nothing."""
        if word in self.known.whole_forms:
            self.made.append(part("word", self.known.whole_forms[word]))
            return at + 1
        if word.endswith(self.known.ends) and word not in self.known.words and not (bare or self.roles[at]):
            end = next(e for e in self.known.ends if word.endswith(e))
            if len(word) >= len(end) + _BEFORE_END:
                self.words[at : at + 1] = [Word(word[: -len(end)], False), Word(end, False)]
                self.roles[at : at + 1] = [_NONE, _NONE]
                return self._next(at)
        kind = self._kind(word, bare)
        if kind == "honorific" and at and at + 1 == len(self.words) and self._is("article", at - 1) and len(self.made):
            kind = "name"  # a surname: Hashim al-Sheikh
        if kind == "link":
            if at and at + 1 == len(self.words) and self.words[at - 1].text in self.known.whole_forms:
                self.made.append(part("name", word))  # no Arabic 'and' but initials: ISIS-WA
            return at + 1
        beyond = self._after_articles(at + 1)
        of_god = kind == "generic" and self._is("allah", at + 1)  # Hizb Allah, as Hizballah
        if (
            kind == "name"
            or of_god
            or (kind in ("word", "place") and (self._is("din", beyond) or self._is("allah", beyond)))
        ):
            text, bare, mold, after = self._compound(at)
            if text == word and not mold and not bare and _FUSED_KUNYA.match(text) and text not in self.known.names:
                self.made.append(part("kunya", _FUSED_KUNYA.sub("", text, count=1)))
            elif (
                text == word
                and not mold
                and bare
                and _FUSED_ARABIC_KUNYA.match(text)
                and not self.known.given(text, bare)
            ):
                self.made.append(part("kunya", _FUSED_ARABIC_KUNYA.sub("", text, count=1), bare))
            else:
                self.made.append(part("name", text, bare, mold))
            return after
        self.made.append(part(kind, word, bare))
        return at + 1

    def _kind(self, word: str, bare: bool) -> str:
        if len(word) == 1 and word.isalpha() and word.isascii():
            return "link" if bare and word == "w" else "initial"
        if self.known.given(word, bare):
            return "name"
        roles = self.known.roles_of(word, bare)
        for kind in ("honorific", "legal", "link") if roles else ():
            if kind in roles:
                return kind
        found = self.known.meanings(word, bare)
        return found[0].kind if found else "name"

    def _compound(self, at: int) -> tuple[str, bool, str, int]:
        """One given name from here on: Abd al-X, X al-Din and X Allah are one; its text, mold, and where it ends."""
        word, bare = self.words[at]
        after = at + 1
        if self._is("abd", at) and after < len(self.words):
            at = self._after_articles(after)
            if at < len(self.words):
                if self._is("allah", at):
                    return "abdallah", False, "", at + 1
                return self.words[at].text, bare or self.words[at].bare, "abd", at + 1
        beyond = self._after_articles(after)
        if self._is("din", beyond):
            return word, bare, "din", beyond + 1
        if self._is("allah", beyond) and not self.known.given(self.words[beyond].text, bare) and len(word) > 2:
            return word, bare, "allah", beyond + 1
        text, mold = (word, "") if self.known.given(word, bare) else fused(word)
        return text, bare, mold, after


@lru_cache(maxsize=4096)
def _as_known(word: str) -> str:
    """A word with h for the kh that Russian writes for both, or with m for an rn that looks so, where only so it means something:
    Khezbollah, Khamas, Islarnic."""
    known = lexicon()
    if known.means_something(word):
        return word
    with_h, with_m = word.replace("kh", "h"), word.replace("rn", "m")
    if with_h != word and (known.means_something(with_h) or fused(with_h)[1]):
        return with_h
    return with_m if known.means_something(with_m) else word


@lru_cache(maxsize=16384)
def _alone(word: str, bare: bool) -> Part | None:
    """The part that a word makes which has no role, before another that has none; none where it makes several."""
    one = _Reading([Word(word, bare)], lexicon())
    one._plain(0, word, bare)
    return one.made[0] if len(one.words) == 1 else None


@lru_cache(maxsize=4096)
def fused(word: str) -> tuple[str, str]:
    """A compound that is written as one word, as the name in it and its mold.

    >>> fused("abderrahmane"), fused("jalaluddin"), fused("rahmatullah"), fused("karim")
    (('rahmane', 'abd'), ('jalal', 'din'), ('rahmat', 'allah'), ('karim', ''))
    """
    if word in lexicon().names or len(word) < 6:
        return word, ""
    begun = _FUSED_ABD.match(word)
    if begun:
        rest = word[begun.end() :]
        return ("abdallah", "") if rest in ("lah", "la", "llah") else (rest, "abd")
    ended = _FUSED_DIN.match(word)
    if ended:
        return ended.group(1), "din"
    if _GOD_END.search(word) and not _NO_GOD.search(word):
        ended = _FUSED_GOD.match(word)
        if ended and word.endswith(("h", "ulla", "olla", "sralla", "zballa", "zbola", "zbula")):
            return ended.group(1), "allah"
    return word, ""
