"""The arithmetic of the names' evaluation: recall at 1 and 5, mean reciprocal rank, false alarms, F1 on labelled pairs.

A query either means one listed entity (`expected`) or must find none (`expected` is None: a negative). A matcher's
answer is a list of (id, score), best first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Answer = Sequence[tuple[str, float]]
KEPT = 0.95


class Query(NamedTuple):
    """A spelling to be found. `variant` says how it differs, of a negative what it shares; `kind` is person or group."""

    text: str
    expected: str | None
    kind: str
    variant: str


class Score(NamedTuple):
    """`recall_1`, `recall_5`, `reciprocal`: over the positives. `alarms`: share of negatives at or over `threshold`,
    None without negatives. `precision`: correct among all that is at or over it."""

    positives: int
    negatives: int
    recall_1: float
    recall_5: float
    reciprocal: float
    threshold: float
    alarms: float | None
    precision: float | None


def rank(answer: Answer, expected: str) -> int | None:
    """The place of an id in an answer, from 1."""
    return next((place for place, (id_, _) in enumerate(answer, 1) if id_ == expected), None)


def keeping(scores: Iterable[float], share: float = KEPT) -> float:
    """The highest threshold at which at least this share of the scores remains; infinite without scores."""
    ordered = sorted(scores, reverse=True)
    if not ordered:
        return math.inf
    # a product such as 0.95 * 20 may come out a hair above the whole number that it is
    return ordered[max(1, math.ceil(round(share * len(ordered), 9))) - 1]


def scored(queries: Sequence[Query], answers: Sequence[Answer], threshold: float | None = None) -> Score:
    """The score of the answers to the queries, in their order; by default at the threshold that keeps 95 % of the correct ones."""
    positives = [(q, a) for q, a in zip(queries, answers, strict=True) if q.expected is not None]
    negatives = [a for q, a in zip(queries, answers, strict=True) if q.expected is None]
    ranks = [rank(a, q.expected) for q, a in positives if q.expected is not None]
    correct = [a[0][1] for r, (_, a) in zip(ranks, positives, strict=True) if r == 1]
    wrong = [a[0][1] for r, (_, a) in zip(ranks, positives, strict=True) if r != 1 and a]
    if threshold is None:
        threshold = keeping(correct)
    false = sum(bool(a) and a[0][1] >= threshold for a in negatives)
    right = sum(s >= threshold for s in correct)
    accepted = right + sum(s >= threshold for s in wrong) + false
    count = len(positives)

    def share(of: float) -> float:
        return of / count if count else math.nan

    return Score(
        count,
        len(negatives),
        share(sum(r == 1 for r in ranks)),
        share(sum(r is not None and r <= 5 for r in ranks)),
        share(sum(1 / r for r in ranks if r)),
        threshold,
        false / len(negatives) if negatives else None,
        right / accepted if accepted else None,
    )


def by_variant(queries: Sequence[Query], answers: Sequence[Answer], threshold: float) -> dict[str, Score]:
    """The score of each kind of variation at one threshold, the most frequent first."""
    groups: dict[str, list[int]] = {}
    for n, query in enumerate(queries):
        groups.setdefault(query.variant, []).append(n)
    order = sorted(groups, key=lambda v: (-len(groups[v]), v))
    return {v: scored([queries[n] for n in groups[v]], [answers[n] for n in groups[v]], threshold) for v in order}


class Labelled(NamedTuple):
    """Two names and whether they are meant to be taken for one."""

    left: str
    right: str
    kind: str
    same: bool


def f1(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> float:
    """The harmonic mean of precision and recall where a pair at or over the threshold is called the same."""
    called = [s >= threshold for s in scores]
    hits = sum(c and same for c, same in zip(called, labels, strict=True))
    return 2 * hits / (sum(called) + sum(labels)) if hits else 0.0


def best_threshold(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """The threshold with the highest F1, the lowest of equals; infinite without pairs."""
    return max(sorted({round(s, 4) for s in scores}), key=lambda t: f1(labels, scores, t), default=math.inf)
