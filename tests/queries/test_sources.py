"""Which sources the data rests on; references to paste."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kbase.database.connection import open_database
from kbase.problems import KbaseError
from kbase.queries.citing import cite
from kbase.queries.claims import about, citations
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve
from kbase.queries.sources import Wanted, by_kind, sources
from kbase.render.citing import citing

CLAIM = "red-lantern/split_from/iron-dawn"


def test_how_much_rests_on_each(database_url: str) -> None:
    with open_database(database_url) as database:
        found = sources(database, Wanted())
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        counted = {
            r["source_id"]: r["n"]
            for r in database.rows(
                "SELECT source_id, COUNT(DISTINCT claim_id) AS n FROM citations GROUP BY source_id ORDER BY source_id"
            )
        }
    assert {r["id"]: r["claims"] for r in rows} == counted
    assert [r["claims"] for r in rows] == sorted(counted.values(), reverse=True)
    assert all(r["alone"] <= r["claims"] for r in rows)
    assert sum(r["alone"] for r in rows) > 0


def test_of_one_entity_and_kind(database_url: str) -> None:
    with open_database(database_url) as database:
        vell = resolve(database, "tomas-vell")
        found = sources(database, Wanted(entity=vell))
        rows = {row[0]: dict(zip(found.columns, row, strict=True)) for row in found.rows}
        assert "marsh-report" not in rows
        assert rows["moot-list"]["entries"] == 1
        assert rows["moot-list"]["alone"] > 0
        weak = sources(database, Wanted(weak=True)).rows
        assert {row[1] for row in weak} <= {"encyclopedia", "blog", "group_media"}
        assert weak
        some = sources(database, Wanted(first="2021-01-01", last="2021-12-31", limit=1))
        assert len(some.rows) == 1
        kinds = dict(row[:2] for row in by_kind(database, Wanted()).rows)
        assert sum(kinds.values()) == len(sources(database, Wanted()).rows)
        of_vell = dict(row[:2] for row in by_kind(database, Wanted(entity=vell)).rows)
        assert sum(of_vell.values()) == len(rows)


def test_those_of_an_entity_are_those_of_all_claims_on_it(database_url: str) -> None:
    """As 'kbase why' lists them: of a place also the events there, who was born there and whose country it is."""
    with open_database(database_url) as database:
        entities = database.rows("SELECT id, type FROM entities WHERE type <> 'source' ORDER BY id")
        for row in entities:
            entity = resolve(database, row["id"])
            found = sources(database, Wanted(entity=entity))
            told = {r[0]: dict(zip(found.columns, r, strict=True)) for r in found.rows}
            wanted: dict[str, set[str]] = {}
            for claim, cited in citations(database, [c.id for c in about(database, entity.id, entity.type)]).items():
                for citation in cited:
                    wanted.setdefault(citation.source_id, set()).add(claim)
            assert {id_: r["claims"] for id_, r in told.items() if r["claims"]} == {
                id_: len(c) for id_, c in wanted.items()
            }, entity
            if entity.type in ("group", "person"):
                listed = listing(database, "sources", Filters(**{entity.type: entity.id}))  # type: ignore[arg-type]
                assert {r["id"] for r in listed.rows} == set(told), entity
        rows = sources(database, Wanted(entity=resolve(database, "estoria"))).rows
        # the birth of Vell and his nationality, the raid in Selm and its wire
        assert {"moot-list", "coast-wire-2021"} <= {row[0] for row in rows}


def test_a_claims_references(database_url: str) -> None:
    with open_database(database_url) as database:
        found = cite(database, CLAIM)
        text = citing(found, "text")
        assert text.startswith("Red Lantern split from Iron Dawn")
        assert "para. 1" in text
        assert "RL.07" in text
        assert f"claim {CLAIM}" in text
        items = json.loads(citing(found, "csl"))
        assert [i["id"] for i in items] == ["estoria-review-2019", "moot-list"]
        assert items[0]["issued"]["date-parts"][0][0] == 2019
        entry = citing(found, "bibtex")
        assert entry.count("@") == 2
        assert entry.count("{") == entry.count("}")
        with pytest.raises(KbaseError):
            cite(database, "red-lantern/split_from/nobody")
        with pytest.raises(KbaseError, match="'red-lantern' is a group; cite takes a claim or a source") as told:
            cite(database, "red-lantern")
        assert told.value.help == "cite a claim about it: 'kbase why red-lantern' has their ids"
        with pytest.raises(KbaseError, match="'vell-pledge' is a statement; cite takes") as told:
            cite(database, "vell-pledge")
        assert told.value.help.startswith("cite one of its claims: 'kbase why vell-pledge'")
        with pytest.raises(KbaseError, match="cite takes the id of a claim, or the id or title of a source"):
            cite(database, "No Such Title Anywhere")


def test_hostile_text_is_harmless(database_url: str) -> None:
    with open_database(database_url) as database:
        found = cite(database, "hostile-source")
    for style in ("text", "md", "csl", "bibtex"):
        told = citing(found, style)
        assert "\x1b" not in told
        assert "\u202e" not in told
    assert "\\input" not in citing(found, "bibtex")


def test_as_commands(world_sqlite: Path) -> None:
    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kbase", *words, "--database", str(world_sqlite)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert json.loads(asked("sources", "red-lantern", "--format", "json").stdout)["data"]["rows"]
    assert asked("sources", "--kind", "newspapr").returncode == 2
    assert "did you mean 'newspaper'" in asked("sources", "--kind", "newspapr").stderr
    assert asked("sources", "--limit", "0").returncode == 2
    assert asked("cite", CLAIM).stdout.startswith("Red Lantern split from")
    assert asked("cite", "nothing/at/all").returncode == 1
