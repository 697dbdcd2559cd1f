"""What a seed must do: the rows wanted against the rows there, table by table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from kbase.curation.corpus import Corpus
from kbase.database import shape
from kbase.database.rows import Row, rows
from kbase.problems import KbaseError
from kbase.vocabulary import VOCABULARY

REGISTRIES = ("entities", "claims")  # each row belongs to one of another table with the same id
LARGE_REMOVAL = 0.1  # of the things and claims of the dataset


class TablePlan(NamedTuple):
    """Rows to insert, (old, new) pairs to update, rows to remove."""

    inserts: list[Row]
    updates: list[tuple[Row, Row]]
    removals: list[Row]


class Plan(NamedTuple):
    """All that one seed does, by table; tables without work are left out."""

    tables: dict[str, TablePlan]
    before: int  # things and claims of the dataset that were there
    first: bool  # the dataset was empty

    def count(self, what: int) -> int:
        return sum(len(t[what]) for t in self.tables.values())

    @property
    def inserted(self) -> int:
        return self.count(0)

    @property
    def changed(self) -> int:
        return self.count(1)

    @property
    def removed(self) -> int:
        return self.count(2)

    @property
    def empty(self) -> bool:
        return not self.tables


class Change(NamedTuple):
    """One line of `changes`."""

    table: str
    row_id: str
    action: str
    was: dict[str, Any] | None
    became: dict[str, Any] | None


def make_plan(corpus: Corpus, existing: dict[str, list[Row]]) -> Plan:
    """Compare the corpus with the rows of its dataset."""
    tables: dict[str, TablePlan] = {}
    first = not any(existing.values())
    for name, wanted in rows(corpus).items():
        old = {row[0]: row for row in existing.get(name, ())}
        if not old:
            if wanted:
                tables[name] = TablePlan(wanted, [], [])
            continue
        inserts, updates = [], []
        for row in wanted:
            was = old.pop(row[0], None)
            if was is None:
                inserts.append(row)
            elif was != row:
                updates.append((was, row))
        if inserts or updates or old:
            tables[name] = TablePlan(inserts, updates, list(old.values()))
    before = len(existing.get("entities", ())) + len(existing.get("claims", ()))
    return Plan(tables, before, first)


def refuse_large_removal(plan: Plan) -> None:
    """Stop where more than a tenth of the dataset's things and claims would go.

    :raises KbaseError: K601.
    """
    gone = sum(len(plan.tables[n].removals) for n in ("entities", "claims") if n in plan.tables)
    if plan.before and gone > LARGE_REMOVAL * plan.before:
        raise KbaseError(
            f"this would remove {gone:,} of {plan.before:,} things and claims",
            "see 'kbase diff'; if it is meant, run again with --allow-removals",
            code="K601",
        )


def changes(plan: Plan) -> Iterable[Change]:
    """Every change of a plan, row by row; of an update the columns that differ.

    A new thing or claim has one line, that of its own table: its row in `entities` or `claims` and its citations came with it.
    """
    came = {row[0] for name in REGISTRIES if name in plan.tables for row in plan.tables[name].inserts}
    claim, entity = (shape.tables()["citations"].names.index(c) for c in ("claim_id", "entity_id"))
    for name, table in plan.tables.items():
        columns = shape.tables()[name].names
        for row in table.inserts:
            if name in REGISTRIES or (name == "citations" and (row[claim] or row[entity]) in came):
                continue
            yield Change(name, row[0], "inserted", None, None)
        for old, new in table.updates:
            differ = [i for i in range(len(columns)) if old[i] != new[i]]
            yield Change(
                name, new[0], "changed", {columns[i]: old[i] for i in differ}, {columns[i]: new[i] for i in differ}
            )
        for row in table.removals:
            yield Change(
                name, row[0], "removed", {c: v for c, v in zip(columns, row, strict=True) if v is not None}, None
            )


def change_row(revision: int, change: Change) -> Row:
    """A change as a row of `changes`."""
    was, became = (None if v is None else json.dumps(v, ensure_ascii=False) for v in (change.was, change.became))
    return (revision, change.table, change.row_id, change.action, was, became)


def vocabulary_rows() -> list[Row]:
    """The rows of `vocabulary`."""
    return [(name, word, meaning) for name, words in VOCABULARY.items() for word, meaning in words.items()]


def dataset_row(corpus: Corpus) -> Row:
    """The dataset's own row."""
    d = corpus.dataset
    return (d["id"], d["title"], d["publisher"], d["licence"], d["summary"], "curated", None)
