"""Those who match names in the evaluation: ours, and the peers it stands beside. One that cannot be had says so and is skipped.

A peer answers all queries against a list at once, and scores labelled pairs; scores of different peers have different scales.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, Protocol

from names_score import Answer, Labelled, Query
from names_world import Listed

LIMIT = 10


class NotHereError(Exception):
    """Why a peer cannot take part."""


class Peer(Protocol):
    """`threshold` is where the peer itself would call two names the same."""

    name: str
    threshold: float

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]: ...

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]: ...


def module(name: str) -> Any:
    """A peer's library, late and untyped: the bench runs without it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise NotHereError(f"{error}; pip install -e '.[bench]'") from None


def plain(text: str) -> str:
    """Transliterated, lower case, without punctuation: what the string measures are given."""
    return str(
        module("rapidfuzz.utils").default_process(module("anyascii").anyascii(text.encode("utf-8", "replace").decode()))
    )


def spellings(listed: Sequence[Listed]) -> tuple[list[str], list[str]]:
    """All names in plain form, and whose each is."""
    owners = [(plain(name), entity.id) for entity in listed for name in entity.names]
    return [o[0] for o in owners], [o[1] for o in owners]


def best_of(found: Iterator[tuple[str, float]]) -> Answer:
    """The best score of each entity, best first, at most ten."""
    best: dict[str, float] = {}
    for id_, score in found:
        best[id_] = max(score, best.get(id_, score))
    return sorted(best.items(), key=lambda b: (-b[1], b[0]))[:LIMIT]


class Rapidfuzz:
    """A scorer of rapidfuzz against every name of the list."""

    def __init__(self, scorer: str, threshold: float) -> None:
        self.name = f"rapidfuzz {scorer}"
        self.threshold = threshold
        self._process = module("rapidfuzz.process")
        self._scorer: Callable[..., float] = getattr(module("rapidfuzz.fuzz"), scorer)
        module("anyascii")

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        texts, owners = spellings(listed)
        return [
            best_of(
                (owners[n], score)
                for _, score, n in self._process.extract(plain(q.text), texts, scorer=self._scorer, limit=LIMIT * 4)
            )
            for q in queries
        ]

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]:
        return [self._scorer(plain(p.left), plain(p.right)) for p in pairs]


def trigrams(text: str) -> list[str]:
    """The trigrams of a plain text, each once."""
    return list(dict.fromkeys(text[n : n + 3] for n in range(len(text) - 2)))


class Fts5:
    """SQLite's full-text search by trigrams, any of them, ranked by bm25."""

    name = "SQLite FTS5 trigrams"
    threshold = 0.0  # bm25 has no scale of its own

    def __init__(self) -> None:
        module("anyascii")
        with closing(sqlite3.connect(":memory:")) as connection:
            try:
                connection.execute("CREATE VIRTUAL TABLE t USING fts5(name, tokenize = 'trigram')")
            except sqlite3.Error as error:
                raise NotHereError(str(error)) from None

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        texts, owners = spellings(listed)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE t USING fts5(name, tokenize = 'trigram')")
            connection.executemany("INSERT INTO t(rowid, name) VALUES (?, ?)", enumerate(texts, 1))
            return [best_of(self._found(connection, plain(q.text), owners)) for q in queries]

    def _found(self, connection: sqlite3.Connection, text: str, owners: list[str]) -> Iterator[tuple[str, float]]:
        wanted = " OR ".join(f'"{t}"' for t in trigrams(text))
        if wanted:
            for row, score in connection.execute(
                "SELECT rowid, -bm25(t) FROM t WHERE t MATCH ? ORDER BY bm25(t), rowid LIMIT 40", (wanted,)
            ):
                yield owners[row - 1], score

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]:
        raise NotHereError("ranks within a list, has no score of a pair")


class PgTrgm:
    """PostgreSQL's similarity of trigrams, through a server of the suite."""

    name = "PostgreSQL pg_trgm"
    threshold = 0.3  # pg_trgm.similarity_threshold

    def __init__(self, url: str | None) -> None:
        import psycopg

        if url is None:
            raise NotHereError("no PostgreSQL server on this machine")
        module("anyascii")
        self._connection = psycopg.connect(url, autocommit=True)
        try:
            self._connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except psycopg.Error as error:
            raise NotHereError(str(error).splitlines()[0]) from None

    def answers(self, listed: Sequence[Listed], queries: Sequence[Query]) -> list[Answer]:
        texts, owners = spellings(listed)
        connection = self._connection
        connection.execute("DROP TABLE IF EXISTS t")
        connection.execute("CREATE TABLE t (n integer, name text)")
        with connection.cursor() as cursor:
            with cursor.copy("COPY t FROM STDIN") as copy:
                for row in enumerate(texts):
                    copy.write_row(row)
            cursor.execute("CREATE INDEX ON t USING gist (name gist_trgm_ops)")
            found = []
            for query in queries:
                text = plain(query.text)
                cursor.execute("SELECT n, similarity(name, %s) FROM t ORDER BY name <-> %s, n LIMIT 40", (text, text))
                found.append(best_of((owners[n], score) for n, score in cursor.fetchall()))
        return found

    def pair_scores(self, pairs: Sequence[Labelled]) -> list[float]:
        with self._connection.cursor() as cursor:
            found = []
            for pair in pairs:
                cursor.execute("SELECT similarity(%s, %s)", (plain(pair.left), plain(pair.right)))
                row = cursor.fetchone()
                found.append(float(row[0]) if row else 0.0)
        return found
