"""Lists of relations: of groups, with who pledged and when that was accepted, and of people."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import REPOSITORY, seeded
from kbase.database.connection import open_database
from kbase.problems import UsageError
from kbase.queries.counting import count
from kbase.queries.list_filters import Filters
from kbase.queries.listing import listing

SOURCE = "  sources: estoria-review-2019#p1\n"
HEAD = "id: {0}\nname: {0}\nsources: estoria-review-2019#p1\n"
PEOPLE = {
    "old-head": "", "new-head": f"- successor_of: old-head\n  date: 2010-03\n{SOURCE}- relative_of: old-head\n  detail: Son\n{SOURCE}",
    "aide": f"- deputy_of: new-head\n  start: 2011\n  end: 2020-06\n{SOURCE}", "third": f"- successor_of: new-head\n  date: 2021\n{SOURCE}",
}  # fmt: skip
OATH = "kind: pledge\nattributes:\n- date: 2016-10-09\n" + SOURCE


@pytest.fixture
def related(world_copy: Path, empty_url: str) -> str:
    for id_, relations in PEOPLE.items():
        more = f"relations:\n{relations}" if relations else ""
        case = f"legal_cases:\n- charged: arson\n{SOURCE}"
        (world_copy / "people" / f"{id_}.yaml").write_text(HEAD.format(id_) + more + case, encoding="utf-8")
    pledged = (
        "- pledged_allegiance_to: lord\n  actor: new-head\n  in_name_of: night-tide\n  date: 2016-10-08\n" + SOURCE
    )
    accepted = f"- allegiance_accepted: vassal\n  pledge: vassal/pledged_allegiance_to/lord\n  event: oath\n{SOURCE}"
    for id_, relations in (("vassal", pledged), ("lord", accepted)):
        text = f"{HEAD.format(id_)}kind: group\nrelations:\n{relations}"
        (world_copy / "groups" / f"{id_}.yaml").write_text(text, encoding="utf-8")
    (world_copy / "events" / "oath.yaml").write_text(HEAD.format("oath") + OATH, encoding="utf-8")
    return seeded(world_copy, empty_url)


def test_of_people(related: str) -> None:
    with open_database(related) as database:

        def ids(**asked: str) -> dict[str, str]:
            found = listing(database, "ties", Filters(**asked))  # type: ignore[arg-type]
            word = "on_day" if "on" in asked else "fits" if "first" in asked else "status"
            (counted,) = count(database, "ties", Filters(**asked), []).rows  # type: ignore[arg-type]
            assert counted["count"] == len(found.rows)
            assert counted.get("surely") in (None, sum(r[word] == "yes" for r in found.rows))
            return {r["id"]: r[word] for r in found.rows}

        assert set(ids(person="old-head")) == {"new-head/successor_of/old-head", "new-head/relative_of/old-head"}
        assert set(ids(person="new-head")) == set(ids(person="old-head")) | {
            "aide/deputy_of/new-head",
            "third/successor_of/new-head",
        }
        assert set(ids(kind="successor_of", person="new-head")) == {
            "new-head/successor_of/old-head",
            "third/successor_of/new-head",
        }
        assert set(ids(name="aide")) == {"aide/deputy_of/new-head"}
        assert ids(kind="successor_of", on="2015-01-01") == {"new-head/successor_of/old-head": "yes"}
        assert ids(kind="successor_of", on="2010-03-10") == {"new-head/successor_of/old-head": "possibly"}
        assert ids(kind="deputy_of", on="2021-01-01") == {}
        assert ids(kind="successor_of", first="2021", last="2021") == {"third/successor_of/new-head": "yes"}
        (kin,) = listing(database, "ties", Filters(kind="relative of")).rows
        assert [kin[c] for c in ("person", "relation", "object", "detail", "person_id", "object_id")] == [
            "new-head", "relative_of", "old-head", "Son", "new-head", "old-head",
        ]  # fmt: skip
        by_kind = count(database, "ties", Filters(), ["kind"])
        assert by_kind.columns[0] == "relation"
        of_kind = {r["relation"]: r["count"] for r in by_kind.rows}
        assert of_kind == {"deputy_of": 2, "relative_of": 1, "successor_of": 2}
        assert count(database, "ties", Filters(), ["relation"]).rows == by_kind.rows
        with pytest.raises(UsageError, match="not a relation between people"):
            ids(kind="split_from")


def test_the_page_has_the_same(related: str) -> None:
    page = (REPOSITORY / "docs" / "sql.md").read_text(encoding="utf-8")
    (sql,) = (q for q in re.findall(r"```sql\n(.*?);\n```", page, re.DOTALL) if "current_person_relations r" in q)
    with open_database(related) as database:
        rows = {(r["person"], r["link"], r["object"], r["detail"], r["so_then"]) for r in database.rows(sql)}
        listed = listing(database, "ties", Filters(on="2020-01-01")).rows
    assert rows == {(r["person"], r["relation"], r["object"], r["detail"], r["on_day"]) for r in listed}
    assert len(rows) == 3


def test_who_pledged_in_whose_name_and_when_it_was_accepted(related: str) -> None:
    with open_database(related) as database:
        rows = {r["id"]: r for r in listing(database, "relations", Filters(group="lord")).rows}
        for person, found in (("new-head", True), ("old-head", False)):
            acted = listing(database, "relations", Filters(person=person)).rows
            assert bool(acted) is found
        (day,) = count(database, "relations", Filters(group="lord", kind="allegiance_accepted"), ["year"]).rows
    pledge, acceptance = rows["vassal/pledged_allegiance_to/lord"], rows["lord/allegiance_accepted/vassal"]
    told = ("actor", "in_name_of", "accepted", "since", "actor_id", "in_name_of_id")
    assert [pledge[c] for c in told] == ["new-head", "Night Tide", "2016-10-09", "2016-10-08", "new-head", "night-tide"]
    assert [acceptance[c] for c in told] == [None, None, None, "2016-10-09", None, None]
    assert day["year"] == 2016
