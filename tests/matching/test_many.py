"""Among many names a query looks at few of them, and still finds whom it should. `SMALL` is lowered: a list is many then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from conftest import made_up
from kbase.matching import index as matching
from kbase.matching.index import AT_LEAST, COMPARED, MORE, OF_MANY, Candidate, Index, Sought, file_of
from kbase.matching.lines import best_of
from kbase.matching.score import Comparison


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "SMALL", 1)


def of(*names: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(f"n{n}", "person", (name,)) for n, name in enumerate(names)]


def ids(index: Index, typed: str, **more: Any) -> list[str]:
    return [c.id for c in index.find(Sought(typed, **more))]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that are compared in full, as they are."""
    seen: list[str] = []

    def counting(mine: Any, theirs: Any, rarity: Any) -> tuple[Comparison, str]:
        seen.append(theirs.text)
        return best_of(mine, theirs, rarity)

    monkeypatch.setattr(matching, "best_of", counting)
    return seen


@pytest.mark.parametrize("typed", ["Vekasam", "Abou Tolvanni", "Zelmar Yusufu", "Marek Ostrin al-"])
def test_found_among_many(typed: str) -> None:
    listed = of(
        *(f"Ilse {made_up(n)}" for n in range(60)), "Velkasam", "Abu Tolvanni", "Yusuf Zelmar", "Marek Ostrin al-Hisaqi"
    )
    found = {"Vekasam": "n60", "Abou Tolvanni": "n61", "Zelmar Yusufu": "n62", "Marek Ostrin al-": "n63"}
    assert ids(file_of(listed), typed)[:1] == [found[typed]]


def test_no_more_are_compared_than_is_said(counted: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """300 share the one part; where none of them meets well a second look holds a few more against it."""
    index = file_of(of(*(f"Tolvan {made_up(n)}" for n in range(300))))
    index.find(Sought("Tolvan Qxyst"))
    assert OF_MANY <= len(counted) <= OF_MANY + MORE
    monkeypatch.setattr(matching, "SMALL", 10_000)
    counted.clear()
    file_of(of(*(f"Tolvan {made_up(n)}" for n in range(300)))).find(Sought("Tolvan Qxyst"))
    assert COMPARED <= len(counted) <= COMPARED + MORE


def test_one_that_looks_most_alike_is_compared_however_late_it_comes() -> None:
    """A hundred share the one part by which all are found."""
    listed = of(*(f"Tolvan {made_up(n)}" for n in range(100)), "Tolvan Velkomtril")
    assert ids(file_of(listed), "Tolvan Velkomag")[:1] == ["n100"]


def test_all_of_one_surname_are_candidates() -> None:
    assert len(ids(file_of(of(*(f"Tolvan {made_up(n)}" for n in range(9)))), "Tolvan", limit=9)) == 9


def test_the_likeliest_is_first_however_few_are_asked_for() -> None:
    """All five are compared alike; the one that goes by the name comes first."""
    index = file_of([(f"n{n}", "group", (f"Velmark Lantern {made_up(n)}", "Velmark Lantern")) for n in range(5)])

    def goes_by(c: Candidate) -> str:
        return "Velmark Lantern" if c.id == "n3" else c.id

    assert [c.id for c in index.find(Sought("Velmark Lantern", limit=1), goes_by)] == ["n3"]


def test_what_meets_well_needs_no_second_look(counted: list[str]) -> None:
    """Names that are alike as a whole alone are looked for where nothing else is."""
    index = file_of(of("Tolvan Marrik", "Tolvik Marranov", "Velkomtril"))
    index.find(Sought("Tolvan Marrik"))
    assert counted == ["Tolvan Marrik"]
    assert ids(index, "Velkomag") == ["n2"]
    assert set(ids(index, "Velkomag Tolvan")) >= {"n0", "n2"}, "nor does what meets little do without"


def test_of_those_that_share_little_only_the_first_are_read() -> None:
    """One is found by two parts, 200 by one that many bear: so many need not be fetched."""
    asked: list[int] = []
    index = file_of(of(*(f"Tolvan {made_up(n)}" for n in range(200)), "Tolvan Marrik"))
    ask = index._ask

    def asking(sql: str, params: dict[str, Any]) -> Sequence[Sequence[Any]]:
        if sql.startswith("SELECT id, entity_id"):
            asked.append(len(params))
        return ask(sql, params)

    index._ask = asking
    assert ids(index, "Tolvan Marrik")[:1] == ["n200"]
    assert asked == [AT_LEAST]
