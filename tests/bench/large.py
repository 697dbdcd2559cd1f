"""An invented knowledge base of any size, as rows: seeding a hundred thousand documents is another benchmark.

A database is seeded from a few invented documents, so that schema, views and vocabulary are the real ones; then its tables
are filled. Links follow no order: a person has memberships in random groups, an event random participants.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from kbase.database import shape
from kbase.dates import FIRST, LAST
from kbase.text import fold

_ROLES = ("leader", "deputy", "commander", "spokesperson", "financier", "member")
_PARTS = ("perpetrator", "target", "killed", "captured", "party")
_RELATIONS = ("split_from", "allied_with", "affiliated_with", "rival_of", "part_of")
_BATCH = 20_000

Rows = dict[str, list[tuple[Any, ...]]]


class Invented:
    """The rows of `entities` things and `claims` claims, in batches by table."""

    def __init__(self, entities: int, claims: int, dataset: str, seed: int = 11) -> None:
        self._rng = random.Random(seed)
        self._dataset = dataset
        self._claims = claims
        share = {"person": 0.55, "group": 0.1, "event": 0.33, "source": 0.02}
        self.ids = {type_: [f"x-{type_}-{n}" for n in range(int(entities * part))] for type_, part in share.items()}

    def batches(self) -> Iterator[Rows]:
        """Things before the claims about them."""
        for type_, ids in self.ids.items():
            for start in range(0, len(ids), _BATCH):
                yield self._things(type_, ids[start : start + _BATCH])
        for start in range(0, self._claims, _BATCH):
            rows: Rows = {n: [] for n in ("claims", "memberships", "participations", "group_relations", "citations")}
            for number in range(start, min(start + _BATCH, self._claims)):
                self._claim(rows, number)
            yield rows

    def _things(self, type_: str, ids: list[str]) -> Rows:
        table = {"person": "people", "group": "groups", "event": "events", "source": "sources"}[type_]
        things, entries = [], []
        for id_ in ids:
            year = str(self._rng.randint(1980, 2024))
            name = f"{self._rng.choice(('Arel', 'Bado', 'Cemir', 'Dovan'))} {self._rng.choice(('Vell', 'Drun', 'Okel'))} {id_}"
            values: dict[str, Any] = {
                "id": id_,
                "type": type_,
                "dataset_id": self._dataset,
                "name": name,
                "title": name,
            }
            values |= _more(type_, year)
            things.append(_row(table, values))
            entries.append(_row("entities", {**values, "folded": fold(name)}))
        return {"entities": entries, table: things}

    def _claim(self, rows: Rows, number: int) -> None:
        rng, ids = self._rng, self.ids
        kind = ("membership", "participation", "group_relation")[min(number % 10 // 4, 2)]
        year = rng.randint(1980, 2024)
        values: dict[str, Any] = {
            "id": f"x/{kind}/{number}", "kind": kind, "dataset_id": self._dataset, "status": "accepted", "confidence": "stated",
            "start_earliest": FIRST, "start_latest": LAST, "end_earliest": FIRST, "end_latest": LAST, "end_state": "unknown",
        }  # fmt: skip
        if kind != "participation":
            values |= {
                "start_date": str(year), "start_earliest": f"{year}-01-01", "start_latest": f"{year}-12-31", "end_date": str(year + 5),
                "end_earliest": f"{year + 5}-01-01", "end_latest": f"{year + 5}-12-31", "end_state": "ended",
            }  # fmt: skip
        if kind == "membership":
            values |= {
                "person_id": rng.choice(ids["person"]),
                "group_id": rng.choice(ids["group"]),
                "role": rng.choice(_ROLES),
            }
        elif kind == "participation":
            type_ = rng.choice(("person", "group"))
            values |= {"event_id": rng.choice(ids["event"]), "role": rng.choice(_PARTS), "attribution": "confirmed",
                       "participant_id": rng.choice(ids[type_]), "participant_type": type_}  # fmt: skip
        else:
            values |= {"group_id": rng.choice(ids["group"]), "relation": rng.choice(_RELATIONS),
                       "object_id": rng.choice(ids["group"]), "object_type": "group"}  # fmt: skip
        rows["claims"].append(_row("claims", values))
        rows[f"{kind}s"].append(_row(f"{kind}s", values))
        source = rng.choice(ids["source"])
        rows["citations"].append(_row("citations", {
            "id": f"{values['id']}@{source}", "dataset_id": self._dataset, "claim_id": values["id"], "source_id": source, "locator": "p1",
            "position": 1, "stance": "supports",
        }))  # fmt: skip


def _more(type_: str, year: str) -> dict[str, Any]:
    day = f"{year}-05-05"
    if type_ == "group":
        return {"kind": "group"}
    if type_ == "event":
        bounds = dict.fromkeys(("start_earliest", "start_latest", "end_earliest", "end_latest"), day)
        return {"kind": "attack", "date": day, "year": int(year), **bounds}
    if type_ == "source":
        first, last = f"{year}-01-01", f"{year}-12-31"
        return {
            "kind": "newspaper",
            "publisher": "Invented",
            "published": year,
            "published_earliest": first,
            "published_latest": last,
        }
    return {}


def _row(table: str, values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in shape.tables()[table].names)


def fill_sqlite(path: Path, invented: Invented) -> None:
    """Fill a seeded database; indexes are built after the rows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        for batch in invented.batches():
            for table, rows in batch.items():
                marks = ", ".join("?" * len(shape.tables()[table].names))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.execute("COMMIT")
        for _, sql in indexes:
            connection.execute(sql)
        connection.execute("ANALYZE")


def fill_postgresql(url: str, invented: Invented) -> None:
    """Fill a seeded database through COPY, without a check of its keys: a benchmark trusts its own rows."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no key is checked row by row
        for batch in invented.batches():
            for table, rows in batch.items():
                columns = ", ".join(shape.tables()[table].names)
                with connection.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        connection.execute("VACUUM (ANALYZE)")  # as a seed does
