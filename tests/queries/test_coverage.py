"""The report on the data says the same on both engines, and what it says is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbase.database.connection import open_database
from kbase.queries.coverage import _QUERIES, Coverage, coverage
from kbase.queries.sources import Wanted, by_kind


def report(url: str) -> Coverage:
    with open_database(url) as database:
        return coverage(database)


@pytest.mark.postgres
def test_both_engines_say_the_same(world_sqlite: Path, world_postgres: str) -> None:
    for one, other in zip(report(str(world_sqlite)).sections, report(world_postgres).sections, strict=True):
        assert one == other


def test_counts_are_the_tables(database_url: str) -> None:
    sections = {s.title: s for s in report(database_url).sections}
    things = next(s for title, s in sections.items() if title.startswith("things, and how many"))
    with open_database(database_url) as database:
        for type_, number, grounded in things.rows:
            assert database.rows("SELECT COUNT(*) AS n FROM entities WHERE type = :t", t=type_)[0]["n"] == number
            assert 0 <= grounded <= number
        claims = database.rows("SELECT COUNT(*) AS n FROM claims")[0]["n"]
        stand = database.rows("SELECT COUNT(*) AS n FROM all_claims WHERE status IN ('accepted', 'contested')")[0]["n"]
        kinds = {kind: number for kind, _, number, *_ in by_kind(database, Wanted()).rows}
    for title in ("claims by kind", "claims by status and confidence"):
        assert sum(row[-1] for row in sections[title].rows) == claims
    # of one base: what stands, and what supports it
    for by in ("sources that support them", "independent asserters"):
        assert sum(row[-1] for row in sections[f"claims that stand by number of {by}"].rows) == stand < claims
    assert {row[0]: row[2] for row in sections["sources by kind, and claims that stand and rest on them"].rows} == kinds
    assert len(sections) > 12


def test_what_stands_alone(database_url: str) -> None:
    alone = next(s for s in report(database_url).sections if s.title.startswith("things that stand alone"))
    assert alone.rows == (("group", "hostile-group"),)


def test_no_view_is_made_anew_for_each_row(world_sqlite: Path) -> None:
    """SQLite would make a union of all claims once a thing, which takes a minute on the real data."""
    with open_database(str(world_sqlite)) as database:
        for title, sql in _QUERIES:
            steps = database.tuples(f"EXPLAIN QUERY PLAN {sql}")
            repeated = {number for number, _, _, step in steps if step.startswith("CORRELATED")}
            for number, parent, _, step in steps:  # a step comes after the one that it is part of
                if parent in repeated:
                    repeated.add(number)
                    assert step not in ("COMPOUND QUERY", "CO-ROUTINE all_claims"), title
