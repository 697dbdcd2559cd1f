"""How likely two names are of one thing, from what their comparison measures: a learned table, `tables/likelihood.csv`.

The comparison says which parts meet and what they weigh; how far such a meeting is to be trusted was counted on lists
whose answers are known (`tests/bench/names_fit.py` makes the table; docs/names.md says from what). The table is a sum of
small questions: where a measure is at most a bound, go to one line, else to another; at the end are points, and the points of
all questions together are the logarithm of the odds.
"""

from __future__ import annotations

from functools import cache
from math import exp
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from kbase.matching.script import plain
from kbase.matching.score import Comparison
from kbase.matching.tables import rows

MEASURES = (
    "score",  # of the comparison
    "met", "weight", "gain",  # parts that meet: how many, their weight, their weight by likeness
    "lacking", "missing", "number_lacking", "number_missing",  # weight and number of the parts alone: of what is sought, of the listed name
    "least", "most", "mean",  # likeness of the parts that meet
    "heaviest",  # weight of a part that meets
    "order",  # 1 where the parts stand in another order
    "same",  # share of the meetings that are the same spelling
    "longest",  # letters of the longest name sought that nothing meets
    "acronym",  # 1 where one is the acronym of the other
    "sorted", "weighed", "ratio", "jaro", "set",  # rapidfuzz on the plain texts: token_sort, WRatio, ratio, Jaro-Winkler, token_set
    "letters", "letters_listed", "words", "words_listed",
)  # fmt: skip


class Question(NamedTuple):
    """A bound to a measure (by its number in MEASURES), and where to go; or, at the end, points."""

    measure: int
    at_most: float
    then: Question | float
    other: Question | float


class Table(NamedTuple):
    """Points at the beginning, and the questions."""

    begin: float
    questions: tuple[Question | float, ...]


def measures(sought: str, listed: str, comparison: Comparison) -> tuple[float, ...]:
    """What `MEASURES` names, of a name that is sought and a listed one."""
    met = comparison.met
    likenesses = [m.likeness for m in met]
    mine, theirs = plain(sought), plain(listed)
    number = len(met)
    return (
        comparison.score,
        number, sum([m.weight for m in met]), sum([m.weight * m.likeness for m in met]),
        sum([p.weight for p in comparison.mine_alone]), sum([p.weight for p in comparison.theirs_alone]),
        len(comparison.mine_alone), len(comparison.theirs_alone),
        min(likenesses, default=0.0), max(likenesses, default=0.0), sum(likenesses) / number if number else 0.0,
        max([m.weight for m in met], default=0.0),
        float(comparison.order),
        sum([m.how == "same spelling" for m in met]) / max(1, number),
        max([len(p.text) for p in comparison.mine_alone if p.kind == "name"], default=0),
        float(any(m.how == "acronym" for m in met)),
        fuzz.token_sort_ratio(mine, theirs) / 100, fuzz.WRatio(mine, theirs) / 100, fuzz.ratio(mine, theirs) / 100,
        JaroWinkler.similarity(mine, theirs), fuzz.token_set_ratio(mine, theirs) / 100,
        len(mine), len(theirs), mine.count(" ") + 1, theirs.count(" ") + 1,
    )  # fmt: skip


def likelihood(measured: tuple[float, ...]) -> float:
    """From 0 to 1: how many in as many pairs that measure so were one thing, on the lists it was counted on."""
    known = table()
    points = known.begin
    for question in known.questions:
        while not isinstance(question, float):
            question = question.then if measured[question.measure] <= question.at_most else question.other
        points += question
    return 1.0 / (1.0 + exp(-points))


@cache
def table() -> Table:
    """The learned table; read once."""
    begin, lines = 0.0, {}
    last: dict[int, int] = {}
    for row in rows("likelihood"):
        if row["measure"] == "begin":
            begin = float(row["points"])
            continue
        tree, line = int(row["question"]), int(row["line"])
        lines[tree, line] = row
        last[tree] = line

    def made(tree: int, line: int) -> Question | float:
        row = lines[tree, line]
        if not row["measure"]:
            return float(row["points"])
        return Question(
            MEASURES.index(row["measure"]), float(row["at_most"]), made(tree, int(row["then"])), made(tree, int(row["else"]))
        )

    return Table(begin, tuple(made(tree, 0) for tree in sorted(last)))
