"""What is known of the field's names, read from `tables/*.csv`: letters, sounds, particles, words, given names."""

from __future__ import annotations

import csv
import os
from functools import cache, lru_cache
from typing import NamedTuple

FOLDER = os.path.join(os.path.dirname(__file__), "tables")  # noqa: PTH120 - pathlib costs what a query costs


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table by column name."""
    with open(os.path.join(FOLDER, f"{name}.csv"), encoding="utf-8", newline="") as file:  # noqa: PTH123
        return list(csv.DictReader(file))


class Meaning(NamedTuple):
    """What a word is: its class (generic, word, place, legal, number) and what it means."""

    kind: str
    sense: str


class Whole(NamedTuple):
    """What several words mean together: the senses that make it, in any order, and how many."""

    text: str  # a word of the lexicon, which stands for it
    kind: str
    senses: tuple[str, ...]


_NONE: frozenset[str] = frozenset()


class Lexicon(NamedTuple):
    """All tables, ready for look-ups; every form in plain Latin letters."""

    particles: dict[str, frozenset[str]]
    roles: dict[str, frozenset[str]]  # the same by the word: the classes of particles that it is in
    words: dict[str, tuple[Meaning, ...]]
    bare_words: dict[str, tuple[Meaning, ...]]  # in scripts without short vowels: جامعة is a university, jamaa a group
    stems: dict[str, list[tuple[str, Meaning]]]  # by their first three letters, the longest first
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]]  # by their first word, the longest first
    names: dict[str, str]  # Latin, Cyrillic, Greek
    bare_names: dict[str, str]  # in scripts without short vowels, where عمر would be Latin 'amr'
    common: frozenset[str]  # given names that very many people bear
    wholes: dict[str, tuple[Whole, ...]]  # by each of their senses, those of most senses first
    whole_forms: dict[str, str]  # one word for a whole (ISIL), and the text that stands for it
    latin_links: frozenset[str]  # small words of languages in Latin letters: Hungarian az is no Arabic عز
    ends: tuple[str, ...]  # kinds of group that Germanic languages write as the end of a word: Haqqaninetzwerk

    def given(self, word: str, bare: bool) -> str | None:
        """Which given name a word is, if it is one of those in the table."""
        known = (self.bare_names if bare else self.names).get(word)
        if known is None and word.endswith("u") and not bare:  # Hausa and Fula close a name with a vowel: Yusufu, Umaru
            stem = word[:-2] if word.endswith("ou") else word[:-1]
            return self.names.get(stem) if len(stem) > 3 else None
        return known

    def roles_of(self, word: str, bare: bool) -> frozenset[str]:
        """The classes of particles that a word is in; most are in none."""
        return _NONE if bare and word in self.latin_links else self.roles.get(word, _NONE)

    def means_something(self, word: str) -> bool:
        """Whether a word stands in any of the tables."""
        return word in self.names or word in self.roles or word in self.whole_forms or bool(self.meanings(word))

    def meanings(self, word: str, bare: bool = False) -> tuple[Meaning, ...]:
        """What a word means, also by its stem; a few have two meanings (národní is national, народен of the people)."""
        mine, others = (self.bare_words, self.words) if bare else (self.words, self.bare_words)
        found = mine.get(word)
        if found is None:
            found = others.get(word)
        return _by_stem(word) if found is None else found


@lru_cache(maxsize=16384)
def _by_stem(word: str) -> tuple[Meaning, ...]:
    known = lexicon()
    if word.endswith("ya") and (
        of_it := known.bare_words.get(word[:-1]) or known.words.get(word[:-1])
    ):  # Arabic, of a word that is feminine: misriyya, misri
        return of_it
    fitting = [(len(stem), m) for stem, m in known.stems.get(word[:3], ()) if word.startswith(stem)]
    longest = max((n for n, _ in fitting), default=0)
    return tuple(dict.fromkeys(m for n, m in fitting if n == longest))


@cache
def lexicon() -> Lexicon:
    """The tables; read once."""
    from kbase.matching.script import BARE, plain
    from kbase.matching.script import words as read

    particles: dict[str, set[str]] = {}
    bare_links: set[str] = set()
    for row in rows("particles"):
        forms = particles.setdefault(row["class"], set())
        if row["class"] == "link":
            others = (form for form in row["forms"].split("|") if not form.isascii())
            bare_links.update(w.text for form in others for w in read(form) if w.bare)
        forms.update(
            form if form.isascii() and form.isalpha() else plain(form) for form in row["forms"].split("|")
        )  # fmt: skip
    words: dict[str, tuple[Meaning, ...]] = {}
    bare_words: dict[str, tuple[Meaning, ...]] = {}
    stems: dict[str, list[tuple[str, Meaning]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for row in rows("words"):
        meaning = Meaning(row["class"], row["sense"])
        for form in row["forms"].split("|"):
            text, into = form.rstrip("*"), words
            if not (text.isascii() and text.isalpha()):  # most are plain already, and this runs at every start
                into = bare_words if BARE.search(text) else words
                text = plain(text)
            if " " in text:
                several = tuple(text.split())
                phrases.setdefault(several[0], []).append((several, meaning))
                into.setdefault("".join(several), (meaning,))
            elif form.endswith("*") and len(text) >= 3:
                stems.setdefault(text[:3], []).append((text, meaning))
            elif text:
                into[text] = tuple(dict.fromkeys((*into.get(text, ()), meaning)))
    wholes: list[Whole] = []
    whole_forms: dict[str, str] = {}
    for row in rows("wholes"):
        text = row["sense"]
        words[text] = tuple(Meaning(row["class"] if s == text else "word", s) for s in (text, row["also"]) if s)
        whole_forms |= {"".join(plain(form).split()): text for form in row["forms"].split("|") if form}
        wholes += [Whole(text, row["class"], tuple(several.split())) for several in row["parts"].split("|")]
    wholes.sort(key=lambda w: -len(w.senses))
    for found in stems.values():
        found.sort(key=lambda s: -len(s[0]))
    for kept in phrases.values():
        kept.sort(key=lambda p: -len(p[0]))
    names: dict[str, str] = {}
    bare_names: dict[str, str] = {}
    common = set()
    for row in rows("names"):
        for form in row["forms"].split("|"):
            if form.isascii() and form.isalpha():
                names.setdefault(form, row["sense"])
                continue
            found_words = read(form)
            bare = any(w.bare for w in found_words)
            (bare_names if bare else names).setdefault("".join(w.text for w in found_words), row["sense"])
        if row["common"] == "1":
            common.add(row["sense"])
    roles: dict[str, frozenset[str]] = {}
    for class_, words_of in particles.items():
        for form in words_of:
            roles[form] = roles.get(form, frozenset()) | {class_}
    return Lexicon(
        {k: frozenset(v) for k, v in particles.items()}, roles, words, bare_words, stems, phrases, names, bare_names, frozenset(common),
        {sense: tuple(w for w in wholes if sense in w.senses) for whole in wholes for sense in whole.senses}, whole_forms,
        frozenset(particles["link"] - bare_links), tuple(sorted(particles["end"], key=lambda e: (-len(e), e))),
    )  # fmt: skip
