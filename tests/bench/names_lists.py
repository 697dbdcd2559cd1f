"""Makes sets of names from whole official lists: of an entry one name and half of the others listed, the rest sought.

    python tests/bench/names_lists.py --ofac SDN.XML --eu FSF.XML --into FOLDER

The lists are those that the US Treasury (SDN, public domain) and the European Commission (financial sanctions file, reuse with
attribution) publish as XML. Of programmes against terrorism nothing is taken: those names are in the sets that lie elsewhere. So these are
names of other habits (Spanish, Russian, Belarusian, Korean, Persian; companies), on which the tables of words were not written.
Entries left out of the index are the strangers. Each list is cut in two: `names_fit.py --also FOLDER/counted` counts the first part,
`names_bench.py --sets FOLDER/unseen` measures on the other.
"""

from __future__ import annotations

import argparse
import json
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

OF_TERROR = frozenset({"SDGT", "FTO", "NS-PLC", "HIFPAA", "SDT", "IRGC", "TAQA", "TERR", "EUAQ", "AFG"})
SOUGHT, STRANGERS = 3, 400  # spellings of an entry, entries left out, at most
COUNTED = {
    "ofac-others": 1200,
    "eu-others": 500,
}  # entries of several names in the first part; a third as many of one name beside them


class Entry(NamedTuple):
    id: str
    kind: str
    names: tuple[str, ...]
    programmes: frozenset[str]


def of_ofac(path: Path) -> Iterator[Entry]:
    """The entries of an SDN list: individuals and entities."""
    root = ElementTree.parse(path).getroot()
    ns = {"a": root.tag[1:].partition("}")[0]}

    def text(of: ElementTree.Element, name: str) -> str:
        return of.findtext(f"a:{name}", "", ns)

    def name(of: ElementTree.Element) -> str:
        return " ".join(part for part in (text(of, "firstName"), text(of, "lastName")) if part)

    for entry in root.findall("a:sdnEntry", ns):
        if (type_ := text(entry, "sdnType")) in ("Individual", "Entity"):
            names = [name(entry), *(name(aka) for aka in entry.findall(".//a:aka", ns))]
            programmes = frozenset(p.text or "" for p in entry.findall(".//a:program", ns))
            kind = "person" if type_ == "Individual" else "group"
            yield Entry(text(entry, "uid"), kind, tuple(names), programmes)


def of_eu(path: Path) -> Iterator[Entry]:
    """The entries of a financial sanctions file 1.1."""
    root = ElementTree.parse(path).getroot()
    ns = {"a": root.tag[1:].partition("}")[0]}
    for entry in root.findall("a:sanctionEntity", ns):
        subject = entry.find("a:subjectType", ns)
        names = [alias.get("wholeName", "") for alias in entry.findall("a:nameAlias", ns)]
        programmes = frozenset(r.get("programme", "") for r in entry.findall("a:regulation", ns))
        kind = "person" if subject is not None and subject.get("code") == "person" else "group"
        yield Entry(entry.get("logicalId", ""), kind, tuple(n for n in names if n), programmes)


def variant(sought: str, listed: tuple[str, ...]) -> str:
    """How a spelling differs from those that are listed, as plain ratios have it: far from all of them it is another name."""
    letters = [c for c in sought if c.isalpha()]
    if sum(ord(c) > 0x24F for c in letters) > len(letters) / 2:
        first = ord(letters[0])
        scripts = {"cyrillic": (0x400, 0x530), "arabic": (0x600, 0x780), "greek": (0x370, 0x400)}
        return "script: " + next((s for s, (a, b) in scripts.items() if a <= first < b), "other")
    plain = anyascii(sought).lower()
    others = [anyascii(name).lower() for name in listed]
    joined = plain.replace(" ", "")
    alike = max(max(fuzz.token_sort_ratio(plain, o), fuzz.ratio(joined, o.replace(" ", ""))) for o in others)
    if alike >= 80:
        return "spelling"
    if max(fuzz.token_set_ratio(plain, o) for o in others) >= 85:
        return "part"
    return "far spelling" if alike >= 62 else "different"


def cut(folder: Path, name: str, entries: list[Entry]) -> None:
    """Both parts of a list."""
    entries = sorted(e for e in entries if e.names and not e.programmes & OF_TERROR)
    random.Random(5).shuffle(entries)
    several = [e for e in entries if len(set(e.names)) > 1]
    single = [e for e in entries if len(set(e.names)) == 1]
    first, third = COUNTED[name], COUNTED[name] // 3
    left_out = len(single) - third
    for part, mine, alone in (
        ("counted", several[:first], single[: third + left_out // 2]),
        ("unseen", several[first:], single[third + left_out // 2 :]),
    ):
        few = min(third, len(alone) // 2)
        write(folder / part / name, mine + alone[:few], alone[few:][:STRANGERS])


def write(folder: Path, listed: list[Entry], strangers: list[Entry]) -> None:
    """The index and the queries of one part."""
    rng = random.Random(5)
    index, queries = [], []
    for entry in listed:
        first, *others = dict.fromkeys(entry.names)
        rng.shuffle(others)
        known = (first, *others[: len(others) // 2])
        index.append({"id": entry.id, "kind": entry.kind, "names": known})
        for name in others[len(others) // 2 :][:SOUGHT]:
            queries.append((name, entry.id, entry.kind, f"heldout/{variant(name, known)}"))
    for entry in strangers:
        queries.append((rng.choice(entry.names), "-", entry.kind, f"negative/{entry.kind}"))
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(line, ensure_ascii=False) for line in index]
    (folder / "index.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = ["query\texpected\tkind\tvariant", *("\t".join(" ".join(cell.split()) for cell in row) for row in queries)]
    (folder / "queries.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{folder}: {len(index):,} listed, {len(queries):,} queries")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ofac", type=Path)
    parser.add_argument("--eu", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    arguments = parser.parse_args()
    for name, path, read in (("ofac-others", arguments.ofac, of_ofac), ("eu-others", arguments.eu, of_eu)):
        if path is not None:
            cut(arguments.into, name, list(read(path)))


if __name__ == "__main__":
    main()
