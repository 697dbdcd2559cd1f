"""How fast names are found among many, and what memory it takes: as ratios in one run, against brute force and a cold sqlite-utils.

The names are invented (names_world.py); queries are names of the list, respelt or misspelt. CPU time, not wall time, where
one process is measured.
"""

from __future__ import annotations

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from names_peers import NotHereError, module, plain
from names_variants import misspelled, respelled
from names_world import names

BIN = Path(sys.executable).parent
QUERIES = 200
SCREENED = 2000
_BATCH = 20_000


def speed(number: int, *, large: bool) -> None:
    """Print what `number` names cost; with `large` also ten times as many, ours only."""
    print(f"\n== speed and memory at {number:,} invented names")
    try:
        import kbase.matching.index  # noqa: F401
    except ImportError as error:
        print(f"ours is not built: {error}")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.sqlite"
        listed = list(names(number))
        begin = time.process_time()
        fill(path, listed)
        said("filed in SQLite", f"{time.process_time() - begin:.0f} s CPU, {path.stat().st_size / 2**20:.0f} MiB")
        queries = asked(listed)
        mine = ours(path, queries)
        against_brute_force(listed, queries, mine)
        cold(path, queries)
        screening(path, queries, listed)
        path.unlink()
        if large:
            more = list(names(number * 10, seed=8))
            begin = time.process_time()
            fill(path, more)
            said(
                f"{number * 10:,} filed",
                f"{time.process_time() - begin:.0f} s CPU, {path.stat().st_size / 2**20:.0f} MiB",
            )
            again = ours(path, asked(more))
            said(
                f"95th percentile, {number * 10:,} : {number:,}",
                f"{again / mine:.2f}   ({again:.1f} : {mine:.1f} ms CPU)",
            )


def said(what: str, value: str) -> None:
    print(f"{what:<66} {value}", flush=True)


def asked(listed: Sequence[str]) -> list[str]:
    """Names of the list as another would write them."""
    rng = random.Random("queries")
    return [rng.choice((respelled, misspelled))(rng, rng.choice(listed)) for _ in range(QUERIES)]


def fill(path: Path, listed: Sequence[str]) -> None:
    """A knowledge base of people with these names: the invented world's schema, entities and name tables."""
    from conftest import WORLD, checked
    from kbase.database.seed import Options, Origin, seed
    from kbase.matching.filing import filed
    from kbase.text import fold

    world = checked(WORLD)
    seed(world, str(path), Options(Origin("bench")))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        last = connection.execute("SELECT coalesce(max(id), 0) FROM name_forms").fetchone()[0]
        for start in range(0, len(listed), _BATCH):
            forms: list[tuple[Any, ...]] = []
            keys: list[tuple[str, int]] = []
            entities = []
            for n, name in enumerate(listed[start : start + _BATCH], start):
                entities.append((f"x-person-{n}", str(world.dataset["id"]), name, fold(name)))
                for form in filed(name, "person"):
                    last += 1
                    forms.append((last, f"x-person-{n}", "person", form.text, form.name, form.reading))
                    keys += [(key, last) for key in form.keys]
            connection.executemany(
                "INSERT INTO entities (id, type, dataset_id, name, folded) VALUES (?, 'person', ?, ?, ?)", entities
            )
            connection.executemany("INSERT INTO name_forms VALUES (?, ?, ?, ?, ?, ?)", forms)
            connection.executemany("INSERT INTO name_keys VALUES (?, ?)", sorted(keys))
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def cuts(find: Callable[[str], object], queries: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile of the CPU milliseconds of a query, after a few to warm up."""
    for query in queries[:5]:
        find(query)
    spent = []
    for query in queries:
        begin = time.process_time()
        find(query)
        spent.append((time.process_time() - begin) * 1000)
    quantiles = statistics.quantiles(spent, n=20)
    return quantiles[9], quantiles[18]


def ours(path: Path, queries: Sequence[str]) -> float:
    """The 95th percentile of a query in an open knowledge base."""
    from kbase.database.connection import open_database
    from kbase.matching.index import Index, Sought

    with open_database(str(path)) as database:
        database.log = False
        index = Index(lambda sql, params: database.tuples(sql, **params))
        median, high = cuts(lambda q: index.find(Sought(q)), queries)
    said("kbase, one query in the process: median, 95th percentile", f"{median:.1f} {high:.1f} ms CPU")
    return high


def against_brute_force(listed: Sequence[str], queries: Sequence[str], mine: float) -> None:
    try:
        process, scorer = module("rapidfuzz.process"), module("rapidfuzz.fuzz").token_sort_ratio
        texts = [" ".join(sorted(plain(n).split())) for n in listed]
    except NotHereError as why:
        said("rapidfuzz", str(why))
        return
    ratio: Any = module("rapidfuzz.fuzz").ratio
    some = queries[: min(len(queries), 60)]
    # sorting the words of the list once is what a careful user of token_sort would do
    _, high = cuts(lambda q: process.extract(" ".join(sorted(plain(q).split())), texts, scorer=ratio, limit=10), some)
    said(
        "95th percentile : brute force, token_sort sorted beforehand",
        f"{mine / high:.3f}   ({mine:.1f} : {high:.1f} ms CPU)",
    )
    plains = [plain(n) for n in listed]
    _, high = cuts(lambda q: process.extract(plain(q), plains, scorer=scorer, limit=10), some[:30])
    said("95th percentile : brute force, token_sort_ratio", f"{mine / high:.3f}   ({mine:.1f} : {high:.1f} ms CPU)")


def cold(path: Path, queries: Sequence[str], pairs: int = 9) -> None:
    """Whole commands, one after the other: the median of the ratios."""
    texts = [q for q in queries if q.isascii() and q.isprintable()][: pairs + 1]
    measured = []
    for text in texts:
        mine = timed([str(BIN / "kbase"), "find", text, "--database", str(path)])
        word = max(text.split(), key=len)
        theirs = timed([
            str(BIN / "sqlite-utils"), "query", str(path), "select id, name from entities where name like :p limit 10", "-p", "p", f"%{word}%",
        ])  # fmt: skip
        if mine is None or theirs is None:
            said("cold find : sqlite-utils query", "not to be had: no 'kbase find' or no sqlite-utils")
            return
        measured.append((mine, theirs))
    measured = measured[1:]
    ratio = statistics.median(a / b for a, b in measured)
    a, b = (statistics.median(m[n] for m in measured) * 1000 for n in (0, 1))
    said("cold 'kbase find' : 'sqlite-utils query', LIKE on the same names", f"{ratio:.2f}   ({a:.0f} : {b:.0f} ms)")


def timed(words: Sequence[str]) -> float | None:
    """Seconds of a command; None where it cannot be run or refuses its words."""
    begin = time.perf_counter()
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except OSError:
        return None
    return time.perf_counter() - begin if done.returncode in (0, 1) else None


def screening(path: Path, queries: Sequence[str], listed: Sequence[str]) -> None:
    """Names a minute of `kbase match` on one core, and its largest resident size beside that of brute force."""
    rng = random.Random("screened")
    file = path.with_name("screened.txt")
    asked_for = [*queries, *(respelled(rng, rng.choice(listed)) for _ in range(SCREENED - len(queries)))]
    file.write_text("\n".join(" ".join(q.split()) for q in asked_for) + "\n", encoding="utf-8")
    code = (
        "import os, sys; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}) if hasattr(os, 'sched_setaffinity') else None;"
        "from kbase.cli.main import main; code = main(sys.argv[1:]);"
        "sys.stderr.write(next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))); sys.exit(code)"
    )
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, "match", str(file), "--database", str(path), "--format", "jsonl"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.perf_counter() - begin
    if done.returncode:
        said(
            "screening",
            f"not to be had: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}",
        )
        return
    said(
        "'kbase match': names a minute on one core",
        f"{SCREENED / seconds * 60:,.0f}   ({SCREENED:,} in {seconds:.1f} s)",
    )
    mine = int(done.stderr.split()[-2]) / 1024
    theirs = brute_memory(len(listed))
    said(
        "largest resident size : brute force's" if theirs else "largest resident size",
        f"{mine / theirs:.2f}   ({mine:.0f} : {theirs:.0f} MiB)" if theirs else f"{mine:.0f} MiB",
    )


def brute_memory(number: int) -> float:
    """MiB of a process that holds so many plain names and asks rapidfuzz once; 0 without rapidfuzz."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from names_peers import plain, module; from names_world import names;"
        "texts = [plain(n) for n in names(int(sys.argv[2]))];"
        "module('rapidfuzz.process').extract(texts[0], texts, scorer=module('rapidfuzz.fuzz').token_sort_ratio, limit=10);"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent), str(number)],
        capture_output=True,
        text=True,
        check=False,
    )
    return int(done.stdout.split()[-2]) / 1024 if done.returncode == 0 else 0.0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    speed(int(os.environ.get("NAMES", "200000")), large=False)
