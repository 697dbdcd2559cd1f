"""Which sources the data rests on; references to paste."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import open_database
from kbase.problems import KbaseError
from kbase.queries.citing import cite
from kbase.queries.claims import about, citations
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing
from kbase.queries.resolve import resolve
from kbase.queries.sources import Wanted, by_kind, sources
from kbase.render.citing import citing

STANCES = ("supports", "contradicts", "mentions")
CLAIM = "red-lantern/split_from/iron-dawn"


def test_how_much_rests_on_each(database_url: str) -> None:
    with open_database(database_url) as database:
        found = sources(database, Wanted())
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        cited = database.rows(
            "SELECT source_id, claim_id, stance, status FROM claims_cited ORDER BY source_id, claim_id, citation_id"
        )
        kinds = [
            dict(zip(("kind", "sources", "claims", "alone"), row, strict=False))
            for row in by_kind(database, Wanted()).rows
        ]
    standing = [r for r in cited if r["status"] in ("accepted", "contested")]
    carried = {
        stance: {(r["source_id"], r["claim_id"]) for r in standing if r["stance"] == stance} for stance in STANCES
    }
    several = Counter(claim for _, claim in carried["supports"])
    for r in rows:
        mine = {stance: {claim for source, claim in pairs if source == r["id"]} for stance, pairs in carried.items()}
        assert r["claims"] == len(mine["supports"]), r
        assert r["alone"] == sum(several[claim] == 1 for claim in mine["supports"]), r
        assert r["against"] == len(mine["contradicts"] - mine["supports"]), r
        assert r["mentions"] == len(mine["mentions"] - mine["supports"] - mine["contradicts"]), r
    assert [r["claims"] for r in rows] == sorted((r["claims"] for r in rows), reverse=True)
    assert sum(r["alone"] for r in rows) == sum(k["alone"] for k in kinds) == sum(n == 1 for n in several.values()) > 0
    # a rejected claim rests on nothing, and what a source contradicts does not rest on it
    assert {r["status"] for r in cited} > {"accepted", "rejected"}
    assert sum(r["against"] for r in rows) > 0


def test_what_only_mentions_a_claim_does_not_carry_it(world_copy: Path, tmp_path: Path) -> None:
    """Nor does it keep another source from standing alone."""
    file = world_copy / "events" / "ferry-attack.yaml"
    text = file.read_text(encoding="utf-8")
    told = {}
    for stance in ("supports", "contradicts", "mentions"):
        file.write_text(text.replace("stance: contradicts", f"stance: {stance}"), encoding="utf-8")
        with open_database(seeded(world_copy, str(tmp_path / f"{stance}.sqlite"))) as database:
            found = sources(database, Wanted(entity=resolve(database, "ferry-attack")))
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        told[stance] = {c: sum(r[c] for r in rows) for c in ("claims", "alone", "against", "mentions")}
    claims, alone, *_ = told["supports"].values()
    assert list(told["contradicts"].values()) == [claims - 1, alone + 1, 1, 0]
    assert list(told["mentions"].values()) == [claims - 1, alone + 1, 0, 1]


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
            claims = {c.id: c for c in about(database, entity.id, entity.type)}
            for claim, cited in citations(database, list(claims)).items():
                for citation in cited:
                    carries = citation.stance == "supports" and claims[claim].stands
                    wanted.setdefault(citation.source_id, set()).update([claim] * carries)
            assert wanted.keys() <= told.keys()
            assert {id_: r["claims"] for id_, r in told.items() if r["claims"]} == {
                id_: len(c) for id_, c in wanted.items() if c
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


def test_a_source_may_support_a_claim_at_one_place_and_deny_it_at_another(world_copy: Path, empty_url: str) -> None:
    group = world_copy / "groups" / "night-tide.yaml"
    both = "[marsh-report#p2, {source: marsh-report#p7, stance: contradicts}]"
    group.write_text(f"{group.read_text()}\nlocations:\n- active_in: estoria\n  sources: {both}\n")
    with open_database(seeded(world_copy, empty_url)) as database:
        found = sources(database, Wanted(entity=resolve(database, "night-tide")))
        (row,) = (dict(zip(found.columns, r, strict=True)) for r in found.rows if r[0] == "marsh-report")
    assert (row["claims"] > 0, row["against"]) == (True, 1)
