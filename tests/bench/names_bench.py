"""How well and how fast names are matched: ours and peers, side by side in one run.

    python tests/bench/names_bench.py [--sets FOLDER] [--only quality|pairs|speed] [--peers WORD,…] [--large]

Our own sets are always used (tests/bench/names/README.md says what they are); others lie in --sets or KBASE_NAMES. Nothing
is asserted: docs/measured.md keeps the last numbers. The false alarms are those of the negatives at the threshold that
keeps 95 % of a peer's own correct answers; 'different' is another name altogether, which no comparison of strings finds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests"))

from names_nomenklatura import LogicV2  # noqa: E402
from names_ours import Ours, OursKnowing  # noqa: E402
from names_peers import Fts5, NotHereError, Peer, PgTrgm, Rapidfuzz  # noqa: E402
from names_score import Answer, best_threshold, by_variant, f1, scored  # noqa: E402
from names_sets import Pairs, Retrieval, given, own_pairs, own_retrieval  # noqa: E402

VARIABLE = "KBASE_NAMES"


def makers(stack: ExitStack) -> dict[str, Callable[[], Peer]]:
    """How each peer is made; making one raises NotHereError where it cannot be had."""

    def server() -> str | None:
        import postgres_server

        if postgres_server.binaries() is None:
            return None
        return stack.enter_context(postgres_server.server()).format("postgres")

    return {
        "ours": Ours,
        "ours-knowing": OursKnowing,
        "WRatio": lambda: Rapidfuzz("WRatio", 85.0),
        "token_set_ratio": lambda: Rapidfuzz("token_set_ratio", 85.0),
        "token_sort_ratio": lambda: Rapidfuzz("token_sort_ratio", 85.0),
        "fts5": Fts5,
        "pg_trgm": lambda: PgTrgm(server()),
        "logic-v2": LogicV2,  # last: it is given the candidates of all before it beside its own
    }


def at_hand(wanted: Sequence[str], stack: ExitStack) -> Iterator[Peer]:
    """The peers that can be had; of the others it is said why not."""
    for word, make in makers(stack).items():
        if wanted and word not in wanted:
            continue
        try:
            yield make()
        except NotHereError as why:
            print(f"skipped: {word}: {why}", flush=True)


def told(value: float | None) -> str:
    return "   -  " if value is None or value != value else f"{value:6.3f}"


def quality(retrieval: Retrieval, peers: Sequence[Peer]) -> None:
    """Recall, rank and alarms on one set, then by kind of variation."""
    positives = sum(q.expected is not None for q in retrieval.queries)
    print(
        f"\n== {retrieval.name}: {len(retrieval.listed):,} listed, {positives:,} queries, {len(retrieval.queries) - positives:,} negatives"
    )
    print(
        f"{'':<30} {'R@1':>6} {'R@5':>6} {'MRR':>6} {'alarms':>6} {'prec.':>6} {'R@1*':>6} {'R@5*':>6} {'MRR*':>6} {'alarm*':>6}   seconds"
    )
    found: dict[str, Sequence[Answer]] = {}
    some = retrieval.without_different()
    for peer in peers:
        if isinstance(peer, LogicV2):
            peer.others = list(found.values())
        begin = time.perf_counter()
        try:
            answers = peer.answers(retrieval.listed, retrieval.queries)
        except NotHereError as why:
            print(f"{peer.name:<30} {why}", flush=True)
            continue
        seconds = time.perf_counter() - begin
        found[peer.name] = answers
        whole = scored(retrieval.queries, answers)
        rest = scored([retrieval.queries[n] for n in some], [answers[n] for n in some])
        numbers = (
            whole.recall_1, whole.recall_5, whole.reciprocal, whole.alarms, whole.precision,
            rest.recall_1, rest.recall_5, rest.reciprocal, rest.alarms,
        )  # fmt: skip
        print(f"{peer.name:<30} {' '.join(map(told, numbers))} {seconds:9.1f}", flush=True)
    if len(some) < len(retrieval.queries):
        print(f"* without the {len(retrieval.queries) - len(some)} queries of type 'different'")
    else:
        print("* no query here is of type 'different'")
    variants(retrieval, found)


def variants(retrieval: Retrieval, found: dict[str, Sequence[Answer]]) -> None:
    """Recall at 1 and 5 of each kind of variation, of negatives the share of false alarms: a column a peer."""
    tables = {
        name: by_variant(retrieval.queries, a, scored(retrieval.queries, a).threshold) for name, a in found.items()
    }
    if not tables:
        return
    short = [
        name.removeprefix("rapidfuzz ")
        .removeprefix("nomenklatura ")
        .removeprefix("SQLite ")
        .removeprefix("PostgreSQL ")[:13]
        for name in tables
    ]
    print(f"\n   {'R@1 / R@5, of negatives the alarms':<42} {'n':>5}  " + " ".join(f"{s:>13}" for s in short))
    for variant, first in next(iter(tables.values())).items():
        cells = [
            f"{told(t[variant].alarms)}"
            if variant.startswith("negative")
            else f"{t[variant].recall_1:.3f}/{t[variant].recall_5:.3f}"
            for t in tables.values()
        ]
        print(
            f"   {variant:<42} {first.positives + first.negatives:>5}  " + " ".join(f"{c.strip():>13}" for c in cells)
        )


def labelled(sets: Sequence[Pairs], peers: Sequence[Peer]) -> None:
    """F1 on labelled pairs: at the peer's own threshold, and at the one that is best for all pairs of all sets."""
    print("\n== labelled pairs, F1: at a peer's own threshold / at the one threshold best for the pairs of all sets")
    print(f"{'':<30} " + " ".join(f"{s.name[:16]:>17}" for s in sets) + "   thresholds, seconds")
    print(
        f"{'pairs, of them the same':<30} "
        + " ".join(f"{f'{len(s.pairs)}, {sum(p.same for p in s.pairs)}':>17}" for s in sets)
    )
    for peer in peers:
        begin = time.perf_counter()
        try:
            results = {s.name: ([p.same for p in s.pairs], peer.pair_scores(s.pairs)) for s in sets}
        except NotHereError as why:
            print(f"{peer.name:<30} {why}", flush=True)
            continue
        seconds = time.perf_counter() - begin
        best = best_threshold(
            [same for labels, _ in results.values() for same in labels],
            [x for _, scores in results.values() for x in scores],
        )
        cells = [
            f"{f1(labels, scores, peer.threshold):.3f} / {f1(labels, scores, best):.3f}"
            for labels, scores in results.values()
        ]
        print(
            f"{peer.name:<30} "
            + " ".join(f"{c:>17}" for c in cells)
            + f"   {peer.threshold:g} / {best:g}, {seconds:.1f} s",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--sets", type=Path, default=os.environ.get(VARIABLE), help=f"folder of further sets; else {VARIABLE}"
    )
    parser.add_argument("--only", choices=("quality", "pairs", "speed"))
    parser.add_argument(
        "--peers",
        default="",
        help="ours, ours-knowing, WRatio, token_set_ratio, token_sort_ratio, fts5, pg_trgm, logic-v2",
    )
    parser.add_argument("--set", dest="named", help="only the retrieval set of this name")
    parser.add_argument("--names", type=int, default=200_000, help="how many invented names speed is measured at")
    parser.add_argument("--large", action="store_true", help="also ten times as many")
    arguments = parser.parse_args()
    retrievals, pairs = [own_retrieval()], [own_pairs()]
    if arguments.sets is not None:
        further = given(Path(arguments.sets))
        retrievals += further[0]
        pairs += further[1]
    with ExitStack() as stack:
        peers = list(at_hand([p for p in arguments.peers.split(",") if p], stack))
        if arguments.only in (None, "quality"):
            for retrieval in retrievals:
                if arguments.named in (None, retrieval.name):
                    quality(retrieval, peers)
        if arguments.only in (None, "pairs"):
            labelled(pairs, peers)
    if arguments.only in (None, "speed"):
        from names_speed import speed

        speed(arguments.names, large=arguments.large)


if __name__ == "__main__":
    main()
