"""An invented corpus of any size for benchmarks: no real group, person or place is in it."""

from __future__ import annotations

import random
from pathlib import Path

_FIRST = [
    "Arel",
    "Bado",
    "Cemir",
    "Dovan",
    "Eska",
    "Faro",
    "Gelin",
    "Hadar",
    "Ivo",
    "Jarek",
    "Kelan",
    "Lomar",
    "Mirel",
    "Nadoc",
    "Orim",
    "Pavel",
    "Qoren",
    "Rasim",
    "Sorel",
    "Tovan",
]
_LAST = [
    "Vell",
    "Marrow",
    "Tasch",
    "Drun",
    "Okel",
    "Perrin",
    "Salk",
    "Umber",
    "Wint",
    "Yarrow",
    "Zell",
    "Brand",
    "Corvin",
    "Dask",
    "Ember",
    "Fenn",
    "Garr",
    "Holt",
    "Isk",
    "Jorn",
]
_GROUP = ["Lantern", "Dawn", "Banner", "River", "Thorn", "Iron", "Ember", "Falcon", "Stone", "Harbour"]
_COLOUR = ["Red", "Black", "White", "Green", "Grey", "Golden", "Silver", "Amber", "Blue", "Copper"]


def invent(folder: Path, files: int, seed: int = 7) -> None:
    """Write a data folder of about `files` documents that checks clean."""
    rng = random.Random(seed)
    for name in ("groups", "people", "organizations", "events", "operations", "statements", "places", "sources"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write(folder / "dataset.yaml", "id: invented\ntitle: Invented\npublisher: nobody\nlicence: CC0\n")
    sources = [f"source-{i}" for i in range(max(5, files // 20))]
    places = [f"place-{i}" for i in range(max(5, files // 50))]
    groups = [f"group-{i}" for i in range(max(3, files // 20))]
    organizations = [f"force-{i}" for i in range(max(3, files // 50))]
    people = [f"person-{i}" for i in range(files // 4)]
    statements = [f"statement-{i}" for i in range(files // 10)]
    used = sum(map(len, (sources, places, groups, organizations, people, statements)))
    events = [f"event-{i}" for i in range(max(3, files - used))]

    def cite(n: int = 1) -> str:
        tokens = [f"{s}#p{rng.randint(1, 9)}" for s in rng.sample(sources, n)]
        return tokens[0] if n == 1 else f"[{', '.join(tokens)}]"

    for i, s in enumerate(sources):
        _write(folder / "sources" / f"{s}.yaml", (
            f"id: {s}\ntitle: Report {i} on the invented lands\nkind: {rng.choice(('wire', 'newspaper', 'ngo'))}\n"
            f"publisher: Invented Press\nurl: https://example.org/{s}\npublished: {rng.randint(2015, 2020)}-0{rng.randint(1, 9)}\n"
        ))  # fmt: skip
    for i, p in enumerate(places):
        _write(folder / "places" / f"{p}.yaml", f"id: {p}\nname: Land {i}\nkind: country\nsources: {cite()}\n")
    for i, o in enumerate(organizations):
        _write(folder / "organizations" / f"{o}.yaml", (
            f"id: {o}\nname: Force {i} of the invented lands\nkind: force\ncountry: {rng.choice(places)}\nsources: {cite()}\n"
        ))  # fmt: skip
    for i, g in enumerate(groups):
        name = f"{rng.choice(_COLOUR)} {rng.choice(_GROUP)} {i}"
        lines = [
            f"id: {g}", f"name: {name}", "kind: group", "summary: An invented group.", f"sources: {cite()}",
            "names:", f"- acronym: {name[0]}{i}", f"  sources: {cite()}",
            f"- alias: The {name}", "  lang: en", f"  sources: {cite(2)}",
            "attributes:", f"- founded: {rng.randint(1990, 2005)}", f"  sources: {cite()}",
        ]  # fmt: skip
        lines += ["- ideology: none that is not invented", f"  sources: {cite()}"]
        if i:
            lines += [
                "relations:", f"- split_from: group-{rng.randrange(i)}", f"  date: {rng.randint(2006, 2012)}-0{rng.randint(1, 9)}", f"  sources: {cite(2)}",
            ]  # fmt: skip
        lines += [
            "figures:", f"- strength: {{low: {rng.randint(10, 99)}, high: {rng.randint(100, 999)}}}", "  category: fighters", "  side: of_subject",
            "  as_of: 2014", f"  sources: {cite()}",
            "locations:", f"- active_in: {rng.choice(places)}", "  start: 2010", f"  sources: {cite()}",
            "designations:", f"- authority: {rng.choice(organizations)}", "  list: national", "  listed_on: 2013-05-01", f"  sources: {cite()}",
        ]  # fmt: skip
        _write(folder / "groups" / f"{g}.yaml", "\n".join(lines) + "\n")
    for i, p in enumerate(people):
        first, last = rng.choice(_FIRST), rng.choice(_LAST)
        lines = [
            f"id: {p}", f"name: {first} {last} {i}", "summary: An invented person.", f"sources: {cite()}",
            "names:", f"- nom_de_guerre: Abu {last} {i}", f"  sources: {cite()}",
            f"- spelling: {first}e {last} {i}", f"  sources: {cite()}",
            "attributes:", f"- born: '[{rng.randint(1960, 1965)}..{rng.randint(1966, 1975)}]'" if i % 40 == 0 else f"- born: {rng.randint(1950, 1985)}", f"  sources: {cite()}",
            "memberships:", f"- group: {rng.choice(groups)}", f"  role: {rng.choice(('leader', 'commander', 'member'))}",
            f"  start: {rng.randint(2006, 2011)}", f"  end: {rng.randint(2012, 2015)}-0{rng.randint(1, 9)}", f"  sources: {cite(2)}",
        ]  # fmt: skip
        _write(folder / "people" / f"{p}.yaml", "\n".join(lines) + "\n")
    for i, e in enumerate(events):
        lines = [
            f"id: {e}", f"name: Invented attack {i}", "kind: attack", "summary: >-", "  An invented event that is told in one sentence of", "  some length, as real ones are.",
            f"sources: {cite()}",
            "attributes:", f"- date: {rng.randint(2006, 2015)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}", f"  sources: {cite(2)}",
            f"- place: {rng.choice(places)}", f"  sources: {cite()}",
            "participants:", f"- perpetrator: {rng.choice(groups)}", "  attribution: claimed", f"  sources: {cite()}",
            f"- target: {rng.choice(organizations)}", "  attribution: confirmed", f"  sources: {cite()}",
            "figures:", f"- killed: {rng.randint(1, 40)}", "  category: soldiers", "  side: of_subject", f"  sources: {cite(2)}",
        ]  # fmt: skip
        _write(folder / "events" / f"{e}.yaml", "\n".join(lines) + "\n")
    for i, s in enumerate(statements):
        speaker = rng.choice(people)
        lines = [
            f"id: {s}", f"name: Statement {i}", "summary: Says something that is invented.", f"speaker: {speaker}",
            f"made_on: {rng.randint(2006, 2015)}-0{rng.randint(1, 9)}", "medium: audio", "authenticity: claimed", f"sources: {cite()}",
            "subjects:", f"- about: {rng.choice(groups)}", f"  sources: {cite()}",
        ]  # fmt: skip
        _write(folder / "statements" / f"{s}.yaml", "\n".join(lines) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
