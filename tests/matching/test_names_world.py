"""The sets that names are measured on: the invented world is always the same and says the truth about itself."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from names_score import Labelled, Query
from names_sets import OWN, given, own_pairs, read_pairs, read_queries
from names_variants import cut, disguised, initials, misspelled, respelled, turned
from names_world import Listed, World, names, world
from names_writing import word


@pytest.fixture(scope="module")
def made() -> World:
    return world(people=400, groups=120, scale=0.2)


def test_the_same_every_time(made: World) -> None:
    assert world(people=400, groups=120, scale=0.2) == made
    assert world(seed=8, people=400, groups=120, scale=0.2) != made
    assert list(names(50)) == list(names(50))


def test_what_it_says_of_itself(made: World) -> None:
    listed = {e.id: e for e in made.listed}
    assert len(listed) == 520
    texts = [q.text for q in made.queries]
    assert len(texts) == len(set(texts))
    for query in made.queries:
        if query.expected is not None:
            assert query.expected in listed
            assert listed[query.expected].kind == query.kind
            assert query.text != listed[query.expected].names[0], "a variant differs"
        else:
            assert query.variant.startswith("negative: ")
            assert all(query.text not in e.names for e in made.listed)
    assert len({q.variant for q in made.queries if q.expected}) == 16
    assert min(Counter(q.variant for q in made.queries).values()) >= 8


def test_habits_of_writing() -> None:
    form = "abuw+jamAl"
    assert [word(form, h) for h in ("english", "french", "german", "turkish", "hausa", "arabic", "persian", "cyrillic")] == [
        "Abu Jamal", "Abou Djamal", "Abu Dschamal", "Ebu Camal", "Abu Jamalu", "أبو جمال", "ابو جمال", "Абу Джамал",
    ]  # fmt: skip
    assert word("Al+qAsimiy", "english") == "al-Qasimi"
    assert word("Eabd+Al+raHmAn", "arabic") == "عبد الرحمان"
    assert word("muwsaY", "english") == "Musa"
    assert word("bin+xAlid", "german") == "ibn Chalid"


@pytest.mark.parametrize("seed", range(20))
def test_variants_change_what_they_should(seed: int) -> None:
    rng = random.Random(seed)
    name = "Abu Yahya Salih al-Marsuni"
    assert respelled(rng, name) != name
    slipped = misspelled(rng, name)
    assert abs(len(slipped) - len(name)) <= 2
    assert turned(rng, name).replace(",", "").lower() == "al-marsuni abu yahya salih"
    short = cut(rng, name)
    assert name.startswith(short)
    assert len("Abu Yahya Salih ") < len(short) < len(name)
    hidden = disguised(rng, name)
    assert hidden != name
    assert not hidden.isascii()


def test_initials() -> None:
    assert initials("Front for Reform and Unity in Marsun") == "FRUM"


def test_our_pairs_are_sound() -> None:
    pairs = own_pairs().pairs
    assert 60 <= len(pairs) <= 200
    assert {p.kind for p in pairs} == {"person", "group"}
    assert 20 <= sum(not p.same for p in pairs) <= 90
    assert len({frozenset((p.left, p.right)) for p in pairs}) == len(pairs)
    with (OWN / "pairs.csv").open(encoding="utf-8") as file:
        assert all(row["habit"] and None not in row for row in csv.DictReader(file))
    assert str(len(pairs)) in (OWN / "README.md").read_text(encoding="utf-8")


def test_given_sets_are_used_as_they_lie(tmp_path: Path) -> None:
    folder = tmp_path / "list"
    folder.mkdir()
    (folder / "index.jsonl").write_text('{"id": "1", "kind": "entity", "names": ["Red Lantern", "RL"], "list": "X"}\n')
    (folder / "queries_dev.tsv").write_text(
        "query\texpected_entity_id\tkind\tvariant_type\nRed Lanterns\t1\tentity\theldout/spelling\n"
        "Friends\t1\tentity\theldout/different\nOrra Finch\t-\tperson\tnegative/us_legislator\n"
    )
    (tmp_path / "a.csv").write_text("kind,name_a,name_b,same\nperson,Ali,Aly,1\nentity,RL,ID,0\n")
    (tmp_path / "b.csv").write_text("case_group,schema,name1,name2,is_match\nx,Person,Ali,Aly,true\n")
    (tmp_path / "c.csv").write_text(
        "# Format: Query,Expected Match,Min Score,Description\n\nعلي,Ali,0.9,x\nعمر,Umar,0.9,y\n"
    )
    (tmp_path / "d.csv").write_text("something,else\n1,2\n")
    (retrieval,), pairs = given(tmp_path)
    assert retrieval.name == "list"
    assert retrieval.listed == [Listed("1", "group", ("Red Lantern", "RL"))]
    assert retrieval.queries[2] == Query("Orra Finch", None, "person", "negative: us_legislator")
    assert retrieval.without_different() == (0, 2)
    assert [p.name for p in pairs] == ["a", "b", "c"]
    assert pairs[0].pairs == [Labelled("Ali", "Aly", "person", True), Labelled("RL", "ID", "group", False)]
    assert pairs[1].pairs == [Labelled("Ali", "Aly", "person", True)]
    assert [(p.left, p.right, p.same) for p in pairs[2].pairs] == [
        ("علي", "Ali", True), ("عمر", "Umar", True), ("علي", "Umar", False), ("عمر", "Ali", False),
    ]  # fmt: skip
    assert read_pairs(tmp_path / "d.csv") == []
    assert len(read_queries(folder / "queries_dev.tsv")) == 3
