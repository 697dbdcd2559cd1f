"""Counts on lists with known answers how far a comparison of names is to be trusted: makes kbase/matching/tables/likelihood.csv.

    python tests/bench/names_fit.py --sets FOLDER [--folds] [--write]

Needs scikit-learn (extra 'bench') and sets as names_sets.py reads them; the invented world is always among them. For every
query the twelve best listed names are measured (kbase.matching.likelihood); a small boosted table learns which are right.
--folds fits on one half of the queries and prints what it does on the other; --write fits on all and writes the table. No name
goes into the table, only measures, bounds and points.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import zlib
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from names_score import Query, scored  # noqa: E402
from names_sets import Retrieval, given, own_retrieval  # noqa: E402

from kbase.matching import index as matching  # noqa: E402
from kbase.matching.likelihood import MEASURES, measures  # noqa: E402

BEST = 12
TARGET = REPOSITORY / "kbase" / "matching" / "tables" / "likelihood.csv"
# what may only speak for a match (1), or only against it (-1)
DIRECTIONS = {"score": 1, "least": 1, "mean": 1, "gain": 0, "lacking": 0, "missing": 0}

Row = tuple[str, tuple[float, ...]]  # id of a listed thing, measures


def candidates(retrieval: Retrieval) -> list[list[Row]]:
    """For every query its best listed names, measured."""
    index = matching.file_of([(e.id, e.kind, e.names) for e in retrieval.listed])
    return [
        [(c.id, measures(c.form, c.name, c.comparison)) for c in index.ranked(matching.Sought(q.text), BEST)]
        for q in retrieval.queries
    ]


def half(query: Query) -> int:
    return zlib.crc32(query.text.encode()) % 2


def fitted(sets: list[tuple[Retrieval, list[list[Row]]]], which: int | None) -> Any:
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier

    measured, right, weights = [], [], []
    for retrieval, found in sets:
        share = 0.25 if retrieval.name == "invented world" else 1.0  # its spellings were made by rules that we know
        for query, several in zip(retrieval.queries, found, strict=True):
            if which is None or half(query) == which:
                measured += [m for _, m in several]
                right += [id_ == query.expected for id_, _ in several]
                weights += [share] * len(several)
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=0.1, max_leaf_nodes=LEAVES, l2_regularization=1.0, early_stopping=False, random_state=1,
        monotonic_cst=[DIRECTIONS.get(m, 0) for m in MEASURES],
    )  # fmt: skip
    return model.fit(numpy.array(measured), numpy.array(right), sample_weight=numpy.array(weights))


TREES, LEAVES = 150, 6


def folds(sets: list[tuple[Retrieval, list[list[Row]]]]) -> None:
    for which in (0, 1):
        model = fitted(sets, which)
        for retrieval, found in sets:
            chosen = [(q, f) for q, f in zip(retrieval.queries, found, strict=True) if half(q) != which]
            answers = []
            for _, several in chosen:
                values = model.predict_proba([m for _, m in several])[:, 1] if several else []
                answers.append(sorted(((i, float(v)) for (i, _), v in zip(several, values, strict=True)), key=lambda a: -a[1]))
            queries = [q for q, _ in chosen]
            some = [n for n, q in enumerate(queries) if q.variant != "different"]
            for label, kept in (("all", range(len(queries))), ("but different", some)):
                got = scored([queries[n] for n in kept], [answers[n] for n in kept])
                print(f"fitted on half {which}: {retrieval.name:<15} {label:<14} R@1 {got.recall_1:.3f} R@5 {got.recall_5:.3f} alarms {got.alarms}")


def write(model: Any) -> None:
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["question", "line", "measure", "at_most", "then", "else", "points"])
        writer.writerow(["", "", "begin", "", "", "", round(float(model._baseline_prediction[0][0]), 4)])
        for number, (tree,) in enumerate(model._predictors):
            for line, node in enumerate(tree.nodes):
                if node["is_leaf"]:
                    writer.writerow([number, line, "", "", "", "", round(float(node["value"]), 4)])
                else:
                    writer.writerow([
                        number, line, MEASURES[int(node["feature_idx"])], round(float(node["num_threshold"]), 5), int(node["left"]), int(node["right"]), "",
                    ])  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, default=os.environ.get("KBASE_NAMES"))
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    retrievals = [own_retrieval(seed=11)] + (given(Path(arguments.sets))[0] if arguments.sets else [])
    sets = [(r, candidates(r)) for r in retrievals]
    if arguments.folds:
        folds(sets)
    if arguments.write:
        write(fitted(sets, None))


if __name__ == "__main__":
    main()
