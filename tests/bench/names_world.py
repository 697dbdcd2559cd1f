"""An invented world of names in the habits of this field: no one in it is real, each variant is known by its making.

    python tests/bench/names_world.py FOLDER [--seed 7]    write index.jsonl and queries.tsv

People carry a kunya, a name, a nasab, a laqab and a nisba, or the two or three words that are usual in the Sahel; their
families and places are made of syllables. Groups are a head, aims and a place, in English, French and Arabic.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from names_score import Query
from names_variants import cut, disguised, initials, misspelled, respelled, turned
from names_writing import HABITS, word

# given names, the usual ones first: what comes early is drawn far more often, as in life
_GIVEN = (
    "muHam~ad", ">aHmad", "Ealiy", "Eabd", "maHmuwd", "Hasan", "Eumar", "yuwsuf", "<ibrAhiym", "Husayn", "xAlid", "muwsaY",
    "Euvman", "sulaymAn", "jamAl", "qAsim", "SAliH", "nASir", "Tariq", "muSTafaY", "HAmid", "ra$iyd", "$ariyf", "bilAl", "EAdil",
    "zakariyA", "dAwuwd", "hA$im", "yaHyaY", "hArun", "mAlik", "fAriq", "Hamzap", "jaEfar", "Taha", "EimrAn", "luqmAn", "marwAn",
    "sufyAn", "zayd", "wAlid", "SAbir", "gAniy", "faySal", "rAfiE", "vAbit", "*akir", "nuEmAn", "muEA*",
)  # fmt: skip
_SERVANT_OF = (
    "raHmAn",
    "kariym",
    "malik",
    "EazIz",
    "qAdir",
    "salAm",
    "Hakiym",
    "jabAr",
    "gafuwr",
    "wahAb",
    "HamId",
    "raziq",
)
_LAQAB = (
    "SAdiq",
    "ta$fiyn",
    "Tawiyl",
    "Euwr",
    "kabiyr",
    "SagIr",
    "baSIr",
    "fAris",
    "najjAr",
    "Had~Ad",
    "muhAjir",
    "mudar~is",
    "qaSIr",
    "bannA",
)
_SAHEL = (
    "Amaduw", "mamaduw", "buwbakar", "ibrAhiymA", "suwlaymAn", "uwmaruw", "hAmaduwn", "sAmbuw", "diymbA", "aliyuw", "muwsA", "sAniy",
    "garbA", "bAnA", "yiyruw", "AdAmuw", "kalilu", "tiyjAniy", "illiyAs", "gambuw",
)  # fmt: skip
_CLEAN = str.maketrans({"I": "iy", "y": "y"})
HEADS = (
    ("Front", "Front", "Jabhat", "جبهة"), ("Movement", "Mouvement", "Harakat", "حركة"), ("Army", "Armée", "Jaysh", "جيش"),
    ("Brigade", "Brigade", "Katibat", "كتيبة"), ("Council", "Conseil", "Majlis", "مجلس"), ("Group", "Groupe", "Jamaat", "جماعة"),
    ("Organization", "Organisation", "Tanzim", "تنظيم"), ("Union", "Union", "Ittihad", "اتحاد"), ("Soldiers", "Soldats", "Jund", "جند"),
)  # fmt: skip
AIMS = (
    ("Liberation", "la libération", "al-Tahrir", "التحرير"), ("Victory", "la victoire", "al-Nasr", "النصر"),
    ("Unity", "l'unité", "al-Wahda", "الوحدة"), ("Justice", "la justice", "al-Adl", "العدل"), ("Dawn", "l'aube", "al-Fajr", "الفجر"),
    ("Resistance", "la résistance", "al-Muqawama", "المقاومة"), ("Salvation", "le salut", "al-Inqadh", "الإنقاذ"),
    ("Reform", "la réforme", "al-Islah", "الإصلاح"), ("Brotherhood", "la fraternité", "al-Ikhwa", "الإخوة"),
    ("Steadfastness", "la fermeté", "al-Sumud", "الصمود"), ("Honour", "l'honneur", "al-Karama", "الكرامة"),
)  # fmt: skip


class Person(NamedTuple):
    """Forms in names_writing's notation; empty where there is none."""

    kunya: str
    given: str
    nasab: tuple[str, ...]
    laqab: str
    family: str

    def parts(self) -> tuple[str, ...]:
        return tuple(p for p in (self.kunya, self.given, *self.nasab, self.laqab, self.family) if p)


class Group(NamedTuple):
    """`head` and `aims` are rows of the tables, `place` a form."""

    head: int
    aims: tuple[int, ...]
    place: str

    def parts(self) -> tuple[str, ...]:
        return (f"head {self.head}", *(f"aim {a}" for a in self.aims), self.place)

    def written(self, language: int) -> str:
        """0 English, 1 French, 2 Arabic in Latin letters, 3 Arabic."""
        aims = (" and ", " et ", " wa ", " و")[language].join(AIMS[a][language] for a in self.aims)
        place = word(self.place, ("english", "french", "english", "arabic")[language])
        head = HEADS[self.head][language]
        return (
            f"{head} for {aims} in {place}",
            f"{head} pour {aims} au {place}",
            f"{head} {aims} fi {place}",
            f"{head} {aims} في {place}",
        )[language]


Thing = TypeVar("Thing", Person, Group)


def written(parts: tuple[str, ...], habit: str) -> str:
    """A person's parts in a habit or script."""
    return " ".join(word(p, habit) for p in parts)


def _often_the_first(rng: random.Random, table: tuple[str, ...]) -> str:
    return table[
        min(int(rng.paretovariate(0.6)) - 1, len(table) - 1) if rng.random() < 0.7 else rng.randrange(len(table))
    ]


def _given(rng: random.Random) -> str:
    form = _often_the_first(rng, _GIVEN)
    if form == "Eabd":
        return f"Eabd+Al+{rng.choice(_SERVANT_OF).translate(_CLEAN)}"
    return form


def invented(rng: random.Random, ending: str = "") -> str:
    """A place or family of two or three syllables."""
    consonants, vowels = "btjdrzs$SDTgfqklmnhw", ("a", "a", "i", "u", "A", "iy", "uw")
    syllables = [rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.choice((2, 2, 3)))]
    return (
        "".join(syllables) + (rng.choice(consonants) if ending == "iy" else rng.choice(("A", "n", "r", "uw"))) + ending
    )


def person(rng: random.Random) -> Person:
    if rng.random() < 0.18:
        middle = (rng.choice(_SAHEL),) if rng.random() < 0.3 else ()
        return Person("", rng.choice(_SAHEL), middle, "", invented(rng))
    return Person(
        f"abuw+{_given(rng)}" if rng.random() < 0.35 else "",
        _given(rng),
        tuple(f"bin+{_given(rng)}" for _ in range(rng.choice((0, 1, 1, 2)))),
        f"Al+{rng.choice(_LAQAB).translate(_CLEAN)}" if rng.random() < 0.15 else "",
        f"Al+{invented(rng, 'iy')}" if rng.random() < 0.9 else _given(rng),
    )


def group(rng: random.Random) -> Group:
    aims = tuple(rng.sample(range(len(AIMS)), rng.choice((1, 1, 2))))
    return Group(rng.randrange(len(HEADS)), aims, invented(rng))


def names(number: int, seed: int = 7) -> Iterator[str]:
    """So many invented names of people, in all habits, for measuring speed."""
    rng = random.Random(f"names {seed}")
    for _ in range(number):
        habit = "english" if rng.random() < 0.6 else rng.choice((*HABITS, "arabic", "cyrillic"))
        yield written(person(rng).parts(), habit)


class Listed(NamedTuple):
    """An entity of the list: `kind` is person or group."""

    id: str
    kind: str
    names: tuple[str, ...]


class World(NamedTuple):
    listed: tuple[Listed, ...]
    queries: tuple[Query, ...]


class _Making:
    """The list, and queries whose parts no other entity of it shares."""

    def __init__(self, seed: int, people: int, groups: int) -> None:
        self.rng = random.Random(f"world {seed}")
        self.people = {f"p{n}": p for n, p in enumerate(self._different(person, people))}
        self.groups = {f"g{n}": g for n, g in enumerate(self._different(group, groups))}
        self.holders: dict[str, set[str]] = {}
        entities: dict[str, Person | Group] = {**self.people, **self.groups}
        for id_, entity in entities.items():
            for part in entity.parts():
                self.holders.setdefault(part, set()).add(id_)
        self.queries: list[Query] = []
        self.texts: set[str] = set()

    def _different(self, make: Callable[[random.Random], Thing], number: int) -> list[Thing]:
        found: dict[Thing, None] = {}
        while len(found) < number:
            found[make(self.rng)] = None
        return list(found)

    def holding(self, parts: tuple[str, ...]) -> set[str]:
        """The entities that hold all these parts."""
        sets = [self.holders.get(p, set()) for p in parts]
        return set.intersection(*sets) if sets else set()

    def add(self, text: str, expected: str | None, kind: str, variant: str) -> bool:
        if not text or text in self.texts:
            return False
        self.texts.add(text)
        self.queries.append(Query(text, expected, kind, variant))
        return True

    def of_people(
        self, variant: str, number: int, change: Callable[[Person], tuple[tuple[str, ...], str] | None]
    ) -> None:
        """`change` gives the parts that are left and their text, or None where this one cannot be changed so."""
        left, tries = number, 0
        while left and tries < number * 50:
            tries += 1
            id_ = self.rng.choice(list(self.people))
            changed = change(self.people[id_])
            if changed is None:
                continue
            kept = tuple(p for p in changed[0] if p in self.people[id_].parts())
            if self.holding(kept) == {id_} and changed[1] != written(self.people[id_].parts(), "english"):
                left -= self.add(changed[1], id_, "person", variant)

    def of_groups(self, variant: str, number: int, change: Callable[[Group], str]) -> None:
        left, tries = number, 0
        short: dict[str, int] = {}
        for g in self.groups.values():
            short[initials(g.written(0))] = short.get(initials(g.written(0)), 0) + 1
        while left and tries < number * 50:
            tries += 1
            id_ = self.rng.choice(list(self.groups))
            text = change(self.groups[id_])
            if (
                text != self.groups[id_].written(0)
                and short.get(text, 1) == 1
                and self.holding(self.groups[id_].parts()) == {id_}
            ):
                left -= self.add(text, id_, "group", variant)


def world(seed: int = 7, people: int = 2400, groups: int = 600, scale: float = 1.0) -> World:
    """The list and its queries; the same for the same arguments. `scale` changes how many queries there are."""
    making = _Making(seed, people, groups)
    rng = making.rng

    def many(number: int) -> int:
        return max(1, int(number * scale))

    def english(change: Callable[[random.Random, str], str]) -> Callable[[Person], tuple[tuple[str, ...], str]]:
        return lambda p: (p.parts(), change(rng, written(p.parts(), "english")))

    def in_habit(*habits: str) -> Callable[[Person], tuple[tuple[str, ...], str]]:
        return lambda p: (p.parts(), written(p.parts(), rng.choice(habits)))

    def part(p: Person) -> tuple[tuple[str, ...], str] | None:
        parts = list(p.parts())
        if len(parts) < 3:
            return None
        parts.pop(rng.randrange(len(parts)))
        return tuple(parts), written(tuple(parts), rng.choice(("english", "english", "french")))

    def kunya_dropped(p: Person) -> tuple[tuple[str, ...], str] | None:
        rest = p._replace(kunya="").parts()
        return (rest, written(rest, "english")) if p.kunya and len(rest) > 1 else None

    def kunya_added(p: Person) -> tuple[tuple[str, ...], str] | None:
        if p.kunya or len(p.parts()) < 2 or not p.family.startswith("Al+"):
            return None
        parts = p._replace(kunya=f"abuw+{_given(rng)}").parts()
        return parts, written(parts, "english")

    def shortened(p: Person) -> tuple[tuple[str, ...], str] | None:
        text = written(p.parts(), "english")
        shown = cut(rng, text)
        whole = tuple(q for n, q in enumerate(p.parts()) if len(written(p.parts()[: n + 1], "english")) <= len(shown))
        return (whole, shown) if len(whole) > 1 else None

    making.of_people("spelling", many(160), english(respelled))
    making.of_people("transliteration", many(200), in_habit("french", "german", "turkish", "hausa"))
    making.of_people("script: Arabic", many(110), in_habit("arabic"))
    making.of_people("script: Persian", many(60), in_habit("persian"))
    making.of_people("script: Cyrillic", many(90), in_habit("cyrillic"))
    making.of_people("order", many(100), english(turned))
    making.of_people("part", many(120), part)
    making.of_people("typo", many(120), english(misspelled))
    making.of_people("cut field", many(80), shortened)
    making.of_people("look-alikes, zero width", many(60), english(disguised))
    making.of_people("kunya added", many(80), kunya_added)
    making.of_people("kunya dropped", many(80), kunya_dropped)
    making.of_groups("spelling", many(60), lambda g: respelled(rng, g.written(0)))
    making.of_groups("typo", many(50), lambda g: misspelled(rng, g.written(0)))
    making.of_groups("translation: Arabic in Latin letters", many(60), lambda g: g.written(2))
    making.of_groups("translation: Arabic", many(50), lambda g: g.written(3))
    making.of_groups("translation: French", many(60), lambda g: g.written(1))
    making.of_groups("acronym", many(50), lambda g: initials(g.written(0)))
    _negatives(making, many)
    return World(tuple(_listed(making)), tuple(making.queries))


def _listed(making: _Making) -> Iterator[Listed]:
    rng = random.Random("aliases")
    for id_, p in making.people.items():
        names = [written(p.parts(), "english")]
        if (
            p.kunya
            and p.family.startswith("Al+")
            and rng.random() < 0.3
            and making.holding((p.kunya, p.family)) == {id_}
        ):
            names.append(written((p.kunya, p.family), "english"))
        yield Listed(id_, "person", tuple(names))
    for id_, g in making.groups.items():
        yield Listed(id_, "group", (g.written(0),))


def _negatives(making: _Making, many: Callable[[int], int]) -> None:
    rng = making.rng
    known, groups = list(making.people.values()), list(making.groups.values())

    def invent(variant: str, number: int, make: Callable[[], Person]) -> None:
        left = number
        while left:
            someone = make()
            parts = someone.parts()
            # neither more nor less of someone listed than of a stranger
            inside = (
                any(making.holding(parts[:n] + parts[n + 1 :]) for n in range(len(parts)))
                if variant.endswith("stranger")
                else False
            )
            if not making.holding(parts) and not inside:
                left -= making.add(
                    written(parts, rng.choice(("english", "english", "french", "arabic"))), None, "person", variant
                )

    invent("negative: stranger", many(160), lambda: person(rng))
    invent(
        "negative: same name, other nisba",
        many(120),
        lambda: rng.choice(known)._replace(kunya="", family=f"Al+{invented(rng, 'iy')}"),
    )
    invent(
        "negative: same nisba, other name",
        many(120),
        lambda: person(rng)._replace(kunya="", family=rng.choice(known).family),
    )
    left = many(80)
    while left:
        g = rng.choice(groups)._replace(place=invented(rng))
        if not making.holding((g.place,)):
            left -= making.add(g.written(0), None, "group", "negative: same words, other place")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    made = world(arguments.seed)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with (arguments.folder / "index.jsonl").open("w", encoding="utf-8") as file:
        for entity in made.listed:
            file.write(json.dumps(entity._asdict(), ensure_ascii=False) + "\n")
    with (arguments.folder / "queries.tsv").open("w", encoding="utf-8") as file:
        file.write("query\texpected_entity_id\tkind\tvariant_type\n")
        for query in made.queries:
            file.write("\t".join((query.text, query.expected or "-", query.kind, query.variant)) + "\n")


if __name__ == "__main__":
    main()
