"""Makes strangers for sets of names: whoever is on no list of terror, so that a name alike is a false alarm.

    python tests/bench/names_strangers.py --ofac SDN.XML --eu FSF.XML --sets FOLDER --into FOLDER

For each set of --sets a file `strangers-SET.tsv` (kind, name): people and bodies of other programmes of the two lists, which have
names of the same countries, names that `faker` makes of the given names and surnames of many countries, and lawful bodies by their kind and place. Who is spelt nearly as
somebody in the set may be the same person, and is left out. `names_fit.py --also FOLDER` counts them: the folder `counted` that
names_lists.py made, so that nobody of the folder `unseen` beside it is counted.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

from names_lists import Entry, of_eu, of_ofac
from names_sets import given

# autonomous programmes, of which nobody is on the United Nations' list for them
PROGRAMMES = frozenset({
    "SYR", "TUN", "EGY", "IRN", "BLR", "UKR", "VEN", "MMR", "NIC", "BDI", "HR", "CYB", "GNB", "GIN", "SYRIA",
    "SYRIA-EO13894", "IFSR", "NPWMD", "IRAN-HR", "IRAN-EO13876", "SDNTK", "GLOMAG", "BALKANS", "DARFUR", "MAGNIT",
    "CYBER2", "ZIMBABWE",
})  # fmt: skip
LOCALES = (
    "ar_AA", "ar_PS", "ar_SA", "ar_EG", "fa_IR", "tr_TR", "id_ID", "en_PK", "fr_DZ", "fr_FR", "en_US", "ru_RU",
    "ha_NG", "en_NG", "yo_NG", "es_ES", "bn_BD", "uz_UZ", "az_AZ", "en_KE", "en_IN", "sw",
)  # fmt: skip
OF_LOCALE = 60
# lawful bodies, of whose kind of words names of groups are made too
BODIES_OF = (
    "University of {}", "Islamic University of {}", "National Army of {}", "{} Armed Forces", "Bank of {}",
    "Islamic Bank of {}", "{} Red Crescent Society", "Red Cross of {}", "Ministry of Defence of {}",
    "Supreme Court of {}", "{} Football Federation", "National Assembly of {}", "Democratic Party of {}",
    "Islamic Party of {}", "{} Airlines", "Muslim Council of {}", "Youth Union of {}",
    "National Liberation Museum of {}", "Workers' Union of {}", "Free Press of {}", "Université de {}",
    "Armée nationale de {}", "Croissant-Rouge de {}", "Parti démocratique de {}", "Ejército Nacional de {}",
    "Universidad Nacional de {}", "Universität {}", "Partei der Arbeit {}", "جامعة {}", "وزارة الدفاع {}",
    "Университет {}",
)  # fmt: skip
PLACES = (
    "Egypt", "Syria", "Iraq", "Lebanon", "Jordan", "Yemen", "Libya", "Tunisia", "Algeria", "Morocco", "Mali", "Niger",
    "Nigeria", "Somalia", "Kenya", "Sudan", "Chad", "Pakistan", "Afghanistan", "India", "Bangladesh", "Indonesia",
    "Malaysia", "Philippines", "Turkey", "Iran", "Uzbekistan", "Tajikistan", "Azerbaijan", "Colombia", "Peru",
    "Mexico", "Spain", "France", "Germany", "Ireland", "Russia", "Japan", "Ghana", "Senegal",
)  # fmt: skip
PEOPLE, BODIES, MADE, BODIES_MADE = 700, 250, 500, 200  # at most, of the lists and made
SAME = 90.0  # of 100: spelt so nearly as a listed name that it may be the same person
LATIN = 0.8  # share of those whose Latin spelling is taken, where there are others


def made() -> Iterator[str]:
    """Given names and surnames of many countries, put together at random."""
    from faker import Faker

    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(5)
        for _ in range(OF_LOCALE):
            yield f"{fake.first_name()} {fake.last_name()}"


def one_name(entry: Entry, rng: random.Random) -> str:
    latin = [n for n in entry.names if all(ord(c) < 0x250 for c in n)] or list(entry.names)
    return " ".join(rng.choice(latin if rng.random() < LATIN else list(entry.names)).split())


def by_words(text: str) -> str:
    return " ".join(sorted(anyascii(text).lower().replace("-", " ").split()))


def strangers(entries: list[Entry], listed: list[str], rng: random.Random) -> list[tuple[str, str]]:
    """Kind and name of each."""
    found: dict[str, list[str]] = {"person": [], "group": []}
    for entry in rng.sample(entries, len(entries)):
        name = one_name(entry, rng)
        nearest = process.extractOne(by_words(name), listed, scorer=fuzz.ratio)
        if nearest is None or nearest[1] < SAME:
            found[entry.kind].append(name)
    invented = sorted(set(made()))
    people = found["person"][:PEOPLE] + rng.sample(invented, min(MADE, len(invented)))
    bodies = [of.format(place) for of in BODIES_OF for place in PLACES]
    found["group"] = found["group"][:BODIES] + [
        name
        for name in rng.sample(bodies, BODIES_MADE)
        if (nearest := process.extractOne(by_words(name), listed, scorer=fuzz.ratio)) is None or nearest[1] < SAME
    ]
    return [("person", name) for name in people] + [("group", name) for name in found["group"]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ofac", type=Path, required=True)
    parser.add_argument("--eu", type=Path, required=True)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args()
    entries = [
        e
        for e in (*of_eu(arguments.eu), *of_ofac(arguments.ofac))
        if e.names and e.programmes and e.programmes <= PROGRAMMES
    ]
    unseen = given(arguments.into.parent / "unseen")[0]  # what is measured on, if it lies there, is not counted
    kept = {name for r in unseen for e in r.listed for name in e.names} | {q.text for r in unseen for q in r.queries}
    entries = [e for e in entries if not kept & {" ".join(name.split()) for name in e.names}]
    arguments.into.mkdir(parents=True, exist_ok=True)
    for retrieval in given(arguments.sets)[0]:
        listed = [by_words(name) for entry in retrieval.listed for name in entry.names]
        several = strangers(entries, listed, random.Random(3))
        path = arguments.into / f"strangers-{retrieval.name}.tsv"
        path.write_text("".join(f"{kind}\t{name}\n" for kind, name in several), encoding="utf-8")
        print(f"{path}: {len(several):,}")


if __name__ == "__main__":
    main()
