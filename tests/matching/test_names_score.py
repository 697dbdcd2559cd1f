"""The arithmetic of the names' evaluation, on cases small enough to count by hand."""

from __future__ import annotations

import math

import pytest

from names_score import Query, best_threshold, by_variant, f1, keeping, rank, scored

QUERIES = [
    Query("a", "1", "person", "spelling"),
    Query("b", "2", "person", "spelling"),
    Query("c", "3", "person", "script"),
    Query("d", "4", "person", "script"),
    Query("n", None, "person", "negative: stranger"),
    Query("m", None, "person", "negative: stranger"),
]
ANSWERS = [
    [("1", 0.9), ("2", 0.8)],  # first
    [("9", 0.95), ("2", 0.5)],  # second, behind a wrong one
    [("x", 0.4), ("y", 0.3), ("z", 0.2), ("w", 0.2), ("v", 0.1), ("3", 0.1)],  # sixth
    [],  # nothing
    [("1", 0.9)],  # a false alarm at 0.9
    [("1", 0.89)],  # none at 0.9
]


def test_a_place_counts_from_one() -> None:
    assert rank([("a", 1.0), ("b", 0.5)], "b") == 2
    assert rank([("a", 1.0)], "b") is None


def test_recall_rank_and_alarms() -> None:
    found = scored(QUERIES, ANSWERS)
    assert (found.positives, found.negatives) == (4, 2)
    assert found.recall_1 == 1 / 4
    assert found.recall_5 == 2 / 4
    assert found.reciprocal == pytest.approx((1 + 1 / 2 + 1 / 6 + 0) / 4)
    assert found.threshold == 0.9  # the only correct answer's
    assert found.alarms == 1 / 2
    assert found.precision == 1 / 3  # the correct one, the wrong 0.95, the false alarm at 0.9


def test_an_empty_answer_is_no_alarm() -> None:
    found = scored([Query("n", None, "person", "negative"), Query("a", "1", "person", "x")], [[], [("1", 0.0)]])
    assert found.threshold == 0.0
    assert found.alarms == 0.0
    assert found.precision == 1.0


@pytest.mark.parametrize(
    ("scores", "share", "threshold"),
    [
        ([0.1 * n for n in range(1, 21)], 0.95, 0.2),  # nineteen of twenty
        ([0.5, 0.7, 0.6], 0.95, 0.5),  # 2.85 of three: all three
        ([0.5, 0.7, 0.6], 0.5, 0.6),
        ([], 0.95, math.inf),
    ],
)
def test_the_threshold_that_keeps_a_share(scores: list[float], share: float, threshold: float) -> None:
    assert keeping(scores, share) == pytest.approx(threshold)


def test_by_variant_uses_one_threshold() -> None:
    found = by_variant(QUERIES, ANSWERS, 0.85)
    assert list(found) == ["negative: stranger", "script", "spelling"]
    assert found["spelling"].recall_1 == 1 / 2
    assert found["script"].recall_1 == 0
    assert found["script"].alarms is None
    assert found["negative: stranger"].alarms == 1.0
    assert math.isnan(found["negative: stranger"].recall_1)


def test_f1_and_the_best_threshold() -> None:
    labels, scores = [True, True, False, False], [0.9, 0.6, 0.7, 0.1]
    assert f1(labels, scores, 0.5) == pytest.approx(4 / 5)  # two hits, one false: 2*2 / (3 + 2)
    assert f1(labels, scores, 0.8) == pytest.approx(2 / 3)  # one hit: 2*1 / (1 + 2)
    assert f1(labels, scores, 0.95) == 0.0
    assert best_threshold(labels, scores) == 0.6
    assert best_threshold([True, False], [0.4, 0.4]) == 0.4
    assert best_threshold([], []) == math.inf
