"""Counts on lists with known answers how far a comparison of names is to be trusted: makes kbase/matching/learned.py.

    python tests/bench/names_fit.py --sets FOLDER [--also FOLDER] [--folds] [--write]

Needs scikit-learn (extra 'bench') and sets as names_sets.py reads them; the invented world is always among them. For every
query the best listed names are measured (kbase.matching.likelihood), and labelled pairs beside them; a small boosted table
learns which are right. --also has further sets, which count for half, and strangers of the sets (names_lists.py and names_strangers.py make
them). --folds fits on one half of the queries and pairs and prints what it does on the other; --write fits on all
and writes the table. No name goes into the table, only measures, bounds and points.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from kbase.matching import index as matching  # noqa: E402
from kbase.matching import lines  # noqa: E402
from kbase.matching.likelihood import MEASURES, beside, in_themselves, measures, together  # noqa: E402
from kbase.matching.parts import parts  # noqa: E402
from kbase.matching.score import THRESHOLD  # noqa: E402
from names_lists import SOUGHT, variant  # noqa: E402
from names_score import Query, f1, scored  # noqa: E402
from names_sets import WORLD, Pairs, Retrieval, given, own_pairs, own_retrieval  # noqa: E402

BEST = 12  # listed names measured for a query
SHORT = 12  # entries of a short list, about
SHORTEST = 4  # letters of a single part
TURNED, TURNS = "turned over", 3  # lists of which the listed names are sought too; ways to choose them
STRANGER = "negative: stranger of a list"
UNSPELT = frozenset({"different", "translation", "acronym"})  # no spelling of a listed name
COUNTS = 6  # ways to halve the cases
TARGET = REPOSITORY / "kbase" / "matching" / "learned.py"
TREES, LEAVES, RATE = 60, 60, 0.12
# a query of the invented world counts less: its spellings were made by rules that we know; so does a single part of a name of
# a list, as few lists have such queries, and readers many; a pair counts more: they are few
INVENTED, SINGLE, PAIR, IN_SHORT, ALSO = 0.25, 0.25, 2.0, 0.5, 0.5
# what may only speak for a match, or only against it
SPEAKS = {
    "score": 1,
    "both": -1,
    "numbers": -1,
    "told_apart": -1,
    "names_lacking": -1,
    "names_missing": -1,
    "others": -1,
    "begins": 1,
    "spelt_ahead": 1,
    "whole_ahead": 1,
}
THRESHOLDS = (0.1, 0.2, 0.3, 0.5, 0.7, 0.9)

Row = tuple[str, tuple[float, ...], float]  # id of a listed thing, measures, score of a second name of it


def candidates(retrieval: Retrieval) -> list[list[Row]]:
    """For every query its best listed names, measured."""
    index = matching.file_of([(e.id, e.kind, e.names) for e in retrieval.listed])
    return [
        [
            (c.id, measures(c.form, c.name, c.comparison, c.of), c.second)
            for c in index.ranked(matching.Sought(q.text), BEST)
        ]
        for q in retrieval.queries
    ]


def by_one_part(retrieval: Retrieval) -> list[Query]:
    """Of every person listed a part of the name, the longest of two in three, else the last; of strangers the last word.

    Of a name in another script mostly the last word, sometimes the longest.
    """
    found = {q.text.casefold() for q in retrieval.queries}
    several: list[Query] = []

    def add(text: str, expected: str | None, variant: str) -> None:
        if len(text) >= SHORTEST and text.casefold() not in found:
            found.add(text.casefold())
            several.append(Query(text, expected, "person", variant))

    for entry in retrieval.listed:
        known = parts(entry.names[0])
        telling = [p for p in known if p.kind in ("name", "place", "common")]
        if entry.kind == "person" and len(known) > 1 and telling:
            longest = max(telling, key=lambda p: (p.weight, len(p.text)))
            add((longest if zlib.crc32(entry.names[0].encode()) % 3 else telling[-1]).text, entry.id, "single")
    for query in retrieval.queries:
        if query.expected is None and query.kind == "person" and query.variant != STRANGER:
            add(query.text.split()[-1], None, "negative: single")
        words = query.text.split()
        if query.expected and query.kind == "person" and query.variant.startswith("script") and len(words) > 1:
            add(
                words[-1] if zlib.crc32(query.text.encode()) % 3 else max(words, key=len),
                query.expected,
                "other script: single",
            )
    return several


def shortened(retrieval: Retrieval, found: list[list[Row]]) -> list[Retrieval]:
    """The list cut into short ones, as people screen against lists of their own: each query asked of the one that has the answer or, of a
    stranger, what is most like the name. What is far ahead of the others in a short list is not the right one for that."""
    many = max(1, len(retrieval.listed) // SHORT)
    of = {e.id: zlib.crc32(e.id.encode()) % many for e in retrieval.listed}
    cut: dict[int, tuple[list[Any], list[Query]]] = {}
    for entry in retrieval.listed:
        cut.setdefault(of[entry.id], ([], []))[0].append(entry)
    for query, several in zip(retrieval.queries, found, strict=True):
        nearest = query.expected if query.expected in of else several[0][0] if several else None
        if nearest is not None:
            cut[of[nearest]][1].append(query)
    return [retrieval._replace(name=f"{retrieval.name}, short", listed=a, queries=q) for a, q in cut.values() if q]


class Case(NamedTuple):
    """A query of a set with the listed names measured, or a labelled pair."""

    worth: float
    set: str
    text: str
    expected: str | None
    variant: str
    measured: list[Row]


def half(case: Case, count: int) -> int:
    """Which half a case is in: all spellings of one thing are in the same."""
    of = case.text if case.variant == "pair" else case.expected or case.text
    return zlib.crc32(f"{count}{of}".encode()) % 2


def turned_over(retrieval: Retrieval, seed: int) -> Retrieval:
    """The list with half of the names of each thing alone; the others are sought in it."""
    listed, queries = [], []
    for entry in retrieval.listed:
        rng = random.Random(f"{seed}{entry.id}")
        first, *others = rng.sample(list(dict.fromkeys(entry.names)), len(set(entry.names)))
        kept = len(others) // 2
        known = (first, *others[:kept])
        listed.append(entry._replace(names=known))
        queries += [Query(name, entry.id, entry.kind, variant(name, known)) for name in others[kept:][:SOUGHT]]
    negatives = [q for q in retrieval.queries if q.expected is None]
    return retrieval._replace(name=f"{retrieval.name}, {TURNED}", listed=listed, queries=[*queries, *negatives])


def with_strangers(retrieval: Retrieval, folder: Path) -> Retrieval:
    """The set with the strangers that the folder has of it."""
    path = folder / f"strangers-{retrieval.name}.tsv"
    if not path.exists():
        return retrieval
    known = {q.text for q in retrieval.queries}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    several = [Query(name, None, kind, STRANGER) for kind, name in rows if name not in known]
    return retrieval._replace(queries=[*retrieval.queries, *several])


def cases(retrievals: list[tuple[float, Retrieval]], pairs: list[Pairs]) -> list[Case]:
    found = []
    for worth, retrieval in retrievals:
        turned = retrieval.name.endswith(TURNED)
        if retrieval.name != WORLD and not turned:
            retrieval = retrieval._replace(queries=[*retrieval.queries, *by_one_part(retrieval)])
        whole = candidates(retrieval)
        short = [] if turned else [(p, candidates(p)) for p in shortened(retrieval, whole)]
        for part, rows in ((retrieval, whole), *short):
            for query, several in zip(part.queries, rows, strict=True):
                found.append(Case(worth, part.name, query.text, query.expected, query.variant, several))
    for of in pairs:
        for pair in of.pairs:
            measured = []
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):  # the likelier way round counts
                comparison, form = lines.compared(one, other)
                measured.append(("same", measures(form, other, comparison), 0.0))
            found.append(
                Case(PAIR, of.name, f"{pair.left}|{pair.right}", "same" if pair.same else None, "pair", measured)
            )
    return found


def fitted(some: Iterable[Case]) -> Any:
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier

    measured, right, weights = [], [], []
    for case in some:
        measured += [m for _, m, _ in case.measured]
        right += [id_ == case.expected for id_, _, _ in case.measured]
        single, short = case.variant.endswith("single"), case.set.endswith("short")
        weight = case.worth * (SINGLE if single else 1.0) * (IN_SHORT if short else 1.0)
        weights += [weight] * len(case.measured)
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, l2_regularization=1.0, min_samples_leaf=10,
        early_stopping=False, random_state=1, monotonic_cst=[SPEAKS.get(m, 0) for m in MEASURES],
    )  # fmt: skip
    return model.fit(numpy.array(measured), numpy.array(right), sample_weight=numpy.array(weights))


def folds(all_: list[Case]) -> None:
    """Every case answered by the table that was fitted on the other half: the mean of some ways to halve them."""
    found: dict[str, list[float]] = {}
    for count in range(COUNTS):
        answers: dict[str, list[Answered]] = {}
        for which in (0, 1):
            model = fitted(c for c in all_ if half(c, count) != which)
            some = [c for c in all_ if half(c, count) == which]
            measured = [m for c in some for _, m, _ in c.measured]
            both = zip(
                model.decision_function(measured),
                model.decision_function([in_themselves(m) for m in measured]),
                strict=True,
            )
            points = (together(among, partial(float, alone)) for among, alone in both)
            for case in some:
                answer = [(i, 1 / (1 + exp(-next(points) - beside(m, second)))) for i, m, second in case.measured]
                answers.setdefault(case.set, []).append((case, sorted(answer, key=lambda a: -a[1])))
        for name, several in answers.items():
            for label, value in judged(several):
                found.setdefault(f"{name}, {label}", []).append(value)
    for label, values in found.items():
        print(f"{label:<60} {sum(values) / len(values):.3f}   ({min(values):.3f} to {max(values):.3f})")


Answered = tuple[Case, list[tuple[str, float]]]


def judged(several: list[Answered]) -> Iterator[tuple[str, float]]:
    """What the answers of a set are worth. The threshold of the alarms keeps 95 % of the correct ones."""
    if several[0][0].variant == "pair":
        yield (
            f"F1 at {THRESHOLD}",
            f1([c.expected is not None for c, _ in several], [a[0][1] for _, a in several], THRESHOLD),
        )
        return
    whole = [s for s in several if not s[0].variant.endswith("single")]
    own = [s for s in whole if s[0].variant != STRANGER]
    threshold = 0.0
    for label, kept in (
        ("all", own),
        ("but different", [s for s in own if s[0].variant != "different"]),
        ("spelt", [s for s in own if s[0].variant not in UNSPELT]),
        ("single parts", [s for s in several if s[0].variant.endswith("single")]),
    ):
        if kept:
            got = scored([Query(c.text, c.expected, "", c.variant) for c, _ in kept], [a for _, a in kept])
            threshold = threshold or got.threshold
            yield f"{label}: recall at 1", got.recall_1
            yield f"{label}: recall at 5", got.recall_5
            yield f"{label}: alarms", got.alarms or 0.0
    strangers = [a for c, a in whole if c.variant == STRANGER]
    if strangers:
        yield "strangers of a list: alarms", passed(strangers, threshold)
    sought = [(c, a) for c, a in own if c.expected is not None and c.variant != "different"]
    for least in THRESHOLDS:  # what it costs
        missed = [not any(i == c.expected and v >= least for i, v in a[:5]) for c, a in sought]
        yield f"at {least}: missed", sum(missed) / len(missed)
        yield f"at {least}: false alarms", passed([a for c, a in own if c.expected is None], least)


def passed(answers: list[list[tuple[str, float]]], least: float) -> float:
    """The share of strangers with any candidate at or over a threshold."""
    return sum(bool(a) and a[0][1] >= least for a in answers) / max(1, len(answers))


def write(model: Any) -> None:
    rows = [f"        + ({asked(tree.nodes, 0)})\n" for (tree,) in model._predictors]
    TARGET.write_text(
        '"""The points that speak for a match, by what a comparison measures: counted by tests/bench/names_fit.py, which writes this file.\n\n'
        "Each line is a question with its answers: where a measure is at most a bound, what follows, else what stands behind.\n"
        '"""\n\n\n'
        f"def points({', '.join(f'{m}: float' for m in MEASURES)}) -> float:\n"
        '    """The logarithm of the odds."""\n'
        f"    return (\n        {round(float(model._baseline_prediction[0][0]), 4)}\n{''.join(rows)}    )\n",
        encoding="utf-8",
    )


def asked(nodes: Any, number: int) -> str:
    """A question as an expression, or the points at its end."""
    node = nodes[number]
    if node["is_leaf"]:
        return f"{float(node['value']):.4f}"
    then, other = asked(nodes, int(node["left"])), asked(nodes, int(node["right"]))
    then = f"({then})" if " " in then else then
    return f"{then} if {MEASURES[int(node['feature_idx'])]} <= {float(node['num_threshold']):.5g} else {other}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=os.environ.get("KBASE_NAMES"))
    parser.add_argument("--also", type=Path, help="folder of further sets, and of strangers")
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    retrievals, pairs = given(Path(arguments.sets)) if arguments.sets else ([], [])
    counted = [(INVENTED, own_retrieval(seed=11)), *((1.0, r) for r in retrievals)]
    if arguments.also:
        counted = [(worth, with_strangers(r, arguments.also)) for worth, r in counted]
        counted += [(ALSO, r) for r in given(arguments.also)[0]]
    counted += [(w, turned_over(r, seed)) for seed in range(TURNS) for w, r in counted if r.name != WORLD]
    all_ = cases(counted, [own_pairs(), *pairs])
    if arguments.folds:
        folds(all_)
    if arguments.write:
        write(fitted(all_))


if __name__ == "__main__":
    main()
