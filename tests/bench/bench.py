"""Benchmarks as ratios in one run: medians of pairs, each pair measured back to back.

    python tests/bench/bench.py [--files 10000] [--pairs 7] [--only show|check|seed|questions|large]

Nothing here is asserted: the numbers are for reading, and docs/measured.md keeps the last ones.
"""

from __future__ import annotations

import argparse
import os
import pty
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from invent import invent

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "tests"))
BIN = Path(sys.executable).parent
KBASE = [str(BIN / "kbase")]
LOAD = (
    "import os, sys, yaml\n"
    "for root, _, names in os.walk(sys.argv[1]):\n"
    "    for name in names:\n"
    "        with open(os.path.join(root, name), 'rb') as file:\n"
    "            yaml.load(file.read(), Loader=yaml.CSafeLoader)\n"
)


def timed(words: list[str]) -> float:
    """Seconds of a whole command into a pipe."""
    begin = time.perf_counter()
    done = subprocess.run(words, capture_output=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr.decode()[-500:]}")
    return seconds


def timed_terminal(words: list[str]) -> float:
    """Seconds of a whole command into a terminal."""
    begin = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", PAGER="cat")
        os.execv(words[0], words)
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:  # the terminal closes with its last process
            break
    os.waitpid(pid, 0)
    os.close(terminal)
    return time.perf_counter() - begin


def pairs(
    title: str, ours: Callable[[], float], theirs: Callable[[], float], number: int, wanted: str, *, rate: bool = False
) -> None:
    """Print the median of the ratios ours : theirs. With `rate` both are rows a second, else seconds."""
    ours(), theirs()
    measured = [(ours(), theirs()) for _ in range(number)]
    ratio = statistics.median(a / b for a, b in measured)
    a, b = (statistics.median(m[i] for m in measured) for i in (0, 1))
    shown = f"{a:,.0f} : {b:,.0f} rows/s" if rate else f"{a * 1000:,.0f} : {b * 1000:,.0f} ms"
    print(f"{title:<66} {ratio:6.2f}   ({shown}; wanted {wanted})", flush=True)


def bench_show(folder: Path, id_: str, label: str, number: int, scratch: Path) -> None:
    database = str(scratch / f"{label}-show.sqlite")
    timed([*KBASE, "seed", str(folder), "--database", database])
    theirs = [str(BIN / "sqlite-utils"), "query", database, "select * from groups where id = :id", "-p", "id", id_]
    ours = [*KBASE, "show", id_, "--database", database]
    pairs(
        f"show, into a pipe : sqlite-utils query, {label}",
        lambda: timed(ours),
        lambda: timed(theirs),
        number,
        "<= 0.35",
    )
    pairs(
        f"show, into a terminal : sqlite-utils query, {label}",
        lambda: timed_terminal(ours),
        lambda: timed(theirs),
        number,
        "<= 0.50",
    )


def bench_check(folder: Path, label: str, number: int) -> None:
    ours = [*KBASE, "check", str(folder), "--format", "concise"]
    theirs = [sys.executable, "-c", LOAD, str(folder)]
    pairs(
        f"check : PyYAML's C loader loads the bytes, {label}",
        lambda: timed(ours),
        lambda: timed(theirs),
        number,
        "<= 0.80",
    )


def bench_seed(folder: Path, label: str, number: int, scratch: Path) -> None:
    from kbase.curation import checks
    from kbase.curation.corpus import load
    from kbase.database import rows as rows_of
    from kbase.database import seed as seeding
    from kbase.database import shape

    corpus = load(folder)
    checks.run(corpus)
    tables = rows_of.rows(corpus)
    count = sum(map(len, tables.values()))
    target = scratch / f"{label}.sqlite"

    def ours() -> float:
        target.unlink(missing_ok=True)
        begin = time.perf_counter()
        seeding.seed(corpus, str(target), seeding.Options(seeding.Origin("bench")))
        return count / (time.perf_counter() - begin)

    def theirs() -> float:
        raw = scratch / "raw.sqlite"
        raw.unlink(missing_ok=True)
        with closing(sqlite3.connect(target)) as done, closing(sqlite3.connect(raw)) as connection:
            for (sql,) in done.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index') ORDER BY type DESC"
            ).fetchall():
                connection.execute(sql)
            fixed = {t: done.execute(f"SELECT * FROM {t}").fetchall() for t in ("datasets", "vocabulary")}
            begin = time.perf_counter()
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN")
            connection.execute("PRAGMA defer_foreign_keys = ON")
            for name, rows in (*fixed.items(), *tables.items()):
                marks = ", ".join("?" * len(shape.tables()[name].columns))
                connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
            connection.commit()
            return count / (time.perf_counter() - begin)

    pairs(
        f"rows/s of a first seed : raw executemany, {label} ({count:,} rows)",
        ours,
        theirs,
        max(3, number // 2),
        ">= 1.00",
        rate=True,
    )

    database = str(scratch / f"{label}-whole.sqlite")
    command = [*KBASE, "seed", str(folder), "--database", database]

    def first() -> float:
        Path(database).unlink(missing_ok=True)
        return timed(command)

    first()
    measured = [(first(), timed(command)) for _ in range(max(3, number // 2))]
    ratio = statistics.median(b / a for a, b in measured)
    a, b = (statistics.median(m[i] for m in measured) for i in (0, 1))
    print(
        f"{f'second seed : first seed, whole commands, {label}':<66} {ratio:6.2f}   ({b * 1000:,.0f} : {a * 1000:,.0f} ms; wanted <= 0.25)",
        flush=True,
    )


QUESTIONS = {
    "show": ("show", "x-person-5"),
    "timeline": ("timeline", "x-person-5"),
    "path": ("path", "x-person-5", "x-person-77"),
    "network": ("network", "x-person-5", "--depth", "2"),
}
REAL_QUESTIONS = {
    "timeline": ("timeline", "isgs"),
    "path": ("path", "oumeya-ould-albakaye", "al-qaida"),
    "network": ("network", "isgs", "--depth", "2"),
}


def bench_questions(questions: dict[str, tuple[str, ...]], database: str, label: str, number: int) -> None:
    """Whole commands against sqlite-utils asking for one row of the same file."""
    theirs = [str(BIN / "sqlite-utils"), "query", database, "select * from people limit 1"]
    for name, words in questions.items():
        ours = [*KBASE, *words, "--database", database]
        pairs(f"{name} : sqlite-utils query, {label}", partial(timed, ours), partial(timed, theirs), number, "<= 0.50")


def bench_paths(url: str, entities: int, label: str) -> None:
    """Milliseconds of paths between random entities, inside one process."""
    import random

    from kbase.database.connection import open_database
    from kbase.queries.graph import path
    from kbase.queries.linked import Reach
    from kbase.queries.resolve import Entity

    rng = random.Random(3)
    types = {"person": int(entities * 0.55), "group": int(entities * 0.1), "event": int(entities * 0.33)}
    ids = [(t, f"x-{t}-{n}") for t, count in types.items() for n in rng.sample(range(count), min(count, 150))]
    spent, steps = [], []
    with open_database(url) as database:
        database.log = False
        for _ in range(200):
            (type_, start), (other, goal) = rng.choice(ids), rng.choice(ids)
            begin = time.perf_counter()
            found = path(database, Entity(start, type_, start), Entity(goal, other, goal), Reach())
            spent.append((time.perf_counter() - begin) * 1000)
            steps.append(len(found.steps))
    cuts = statistics.quantiles(spent, n=20)
    print(
        f"{f'path inside the process, {label}: median, 95th percentile':<66} {cuts[9]:6.1f} {cuts[18]:6.1f} ms"
        f"   ({statistics.mean(steps):.1f} steps; wanted 95th <= 50 ms)",
        flush=True,
    )


def bench_large(entities: int, claims: int, number: int, scratch: Path) -> None:
    """Questions to an invented knowledge base of that size, and to one of a tenth of it."""
    import postgres_server
    from conftest import WORLD, checked
    from kbase.database.seed import Options, Origin, seed
    from large import Invented, fill_postgresql, fill_sqlite

    world = checked(WORLD)
    for things, said in ((entities // 10, claims // 10), (entities, claims)):
        label = f"{said:,} claims"
        path = scratch / f"large-{said}.sqlite"
        seed(world, str(path), Options(Origin("bench")))
        fill_sqlite(path, Invented(things, said, str(world.dataset["id"])))
        bench_questions(QUESTIONS, str(path), label, number)
        memory_of([*QUESTIONS["path"], "--database", str(path)], f"memory of path, {label}")
        bench_paths(str(path), things, f"SQLite, {label}")
        path.unlink()
    if postgres_server.binaries() is None:
        print("no PostgreSQL server here: its paths are not measured")
        return
    with postgres_server.server() as template:
        url = template.format("postgres")
        seed(world, url, Options(Origin("bench")))
        fill_postgresql(url, Invented(entities, claims, str(world.dataset["id"])))
        bench_paths(url, entities, f"PostgreSQL, {claims:,} claims")


def memory_of(words: list[str], label: str) -> None:
    """The largest resident size of a command, from the kernel's count for its own memory: rusage begins with the parent's."""
    code = (
        "import sys; from kbase.cli.main import main; main(sys.argv[1:]);"
        "sys.stderr.write(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    print(f"{label:<66} {int(done.stderr.split()[-2]) / 1024:6.0f} MiB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--only", choices=("show", "check", "seed", "questions", "large"))
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    arguments = parser.parse_args()
    # as pip does for a wheel; where bytecode is not written, each start would compile all that it loads
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(REPOSITORY / "kbase")], check=True)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        invented = scratch / "invented"
        invent(invented, arguments.files)
        sizes = [(REPOSITORY / "data", "isgs", "real data"), (invented, "group-1", f"{arguments.files:,} files")]
        for folder, id_, label in sizes:
            if arguments.only in (None, "show"):
                bench_show(folder, id_, label, arguments.pairs, scratch)
            if arguments.only in (None, "check"):
                bench_check(folder, label, arguments.pairs)
            if arguments.only in (None, "seed"):
                bench_seed(folder, label, arguments.pairs, scratch)
            if arguments.only in (None, "questions") and label == "real data":
                database = str(scratch / "questions.sqlite")
                timed([*KBASE, "seed", str(folder), "--database", database])
                bench_questions(REAL_QUESTIONS, database, label, arguments.pairs)
        if arguments.only in (None, "large"):
            bench_large(arguments.entities, arguments.claims, arguments.pairs, scratch)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
