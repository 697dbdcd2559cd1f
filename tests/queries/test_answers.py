"""Answers to questions, the same on both engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import seeded
from kbase.database.connection import Database, open_database
from kbase.fields import ENTITY_TYPES
from kbase.problems import KbaseError, UsageError
from kbase.queries.dossier import Dossier, dossier
from kbase.queries.list_filters import KINDS, Filters
from kbase.queries.list_plans import PLANS
from kbase.queries.listing import listing
from kbase.queries.provenance import why
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, timeline
from kbase.vocabulary import VOCABULARY


def show(url: str, id_: str) -> Dossier:
    with open_database(url) as database:
        return dossier(database, resolve(database, id_))


def texts(found: Dossier, key: str) -> list[str]:
    return [f.text for s in found.sections if s.key == key for f in s.facts]


def test_a_group(database_url: str) -> None:
    found = show(database_url, "red-lantern")
    assert texts(found, "facts")[:2] == ["about 2014", "2015-05"]
    assert {f.status for f in found.sections[0].facts[:2]} == {"contested"}
    assert "split from Iron Dawn (a part of it, it went on to exist)" in texts(found, "lineage")
    assert "its allegiance was accepted by Night Tide" in texts(found, "lineage")
    assert "2,000 to 3,000 people killed by it (estimate of Government of Estoria)" in texts(found, "figures")
    assert "at least 400 civilians killed by it, in Two Rivers" in texts(found, "figures")
    assert found.standing[1] == "delisted 2019-12-31 by Government of Velmark (listed 2016-05-01)"
    assert found.hidden == {"rejected": 3, "retracted": 1}
    assert not any("The Glow" in f.text or "Orra" in f.text for s in found.sections for f in s.facts)
    assert [len(d.sides) for d in found.disputes] == [3]
    assert [c.number for c in found.cited] == list(range(1, len(found.cited) + 1))
    assert found.cited[0].locator == "para. 1"


def test_listed_is_not_convicted(database_url: str) -> None:
    found = show(database_url, "orra-finch")
    assert found.standing == (
        "delisted 2021-03-05 by Moot of the Coast (listed 2017-06-01)",
        "charged 2019-10-02",
        "acquitted 2020-11-20",
    )
    assert texts(found, "memberships") == []


def test_event_operation_place_source_statement(database_url: str) -> None:
    event = show(database_url, "selm-mill-raid")
    assert "Tomas Vell (claimed); found in the wheelhouse" in texts(event, "participants")
    assert "9 (7 to 12) fighters killed" in texts(event, "figures")
    operation = show(database_url, "operation-heron")
    assert texts(operation, "figures") == ["about 3,000 troops", "5,100 troops"]
    assert texts(operation, "events") == ["Raid on the mill of Selm"]
    assert "Killings at the weir, Two Rivers" in texts(show(database_url, "estoria"), "events")
    assert "Tomas Vell: died 2021-08-28" in texts(show(database_url, "coast-wire-2021"), "facts")
    assert texts(show(database_url, "vell-pledge"), "subjects") == ["Night Tide", "Red Lantern"]


def test_every_entity_has_a_page(database_url: str) -> None:
    with open_database(database_url) as database:
        ids = [r["id"] for r in database.rows("SELECT id FROM entities ORDER BY id")]
        types = {dossier(database, resolve(database, id_)).type for id_ in ids}
    assert types == set(ENTITY_TYPES)


def ids(database: Database, what: str, **filters: str) -> list[str]:
    return [r["id"] for r in listing(database, what, Filters(**filters)).rows]  # type: ignore[arg-type]


def test_lists(database_url: str) -> None:
    with open_database(database_url) as database:
        assert ids(database, "events", country="xe") == ["selm-mill-raid", "marsh-killings"]
        assert ids(database, "events", country="Velmark", group="RL") == ["ferry-attack"]
        assert ids(database, "events", first="2021", last="2021-12") == ["selm-mill-raid"]
        assert ids(database, "groups", authority="moot", name="lantern", status="listed") == ["red-lantern"]
        assert ids(database, "people", status="delisted") == ["orra-finch"]
        assert ids(database, "people", group="red-lantern") == ["lev-anders", "tomas-vell"]
        assert ids(database, "organizations", person="ilse-marr") == ["estoria-review", "moot"]
        assert len(listing(database, "sources", Filters(limit=2)).rows) == 2
        assert listing(database, "sources", Filters(limit=2)).more


@pytest.mark.parametrize("what", PLANS)
def test_every_filter_runs(database_url: str, what: str) -> None:
    given = {
        "country": "estoria", "group": "red-lantern", "person": "tomas-vell", "name": "x",
        "kind": next(iter(VOCABULARY[KINDS[what][0]])),
        "first": "2020", "last": "2021", "authority": "moot", "status": "listed",
    }  # fmt: skip
    with open_database(database_url) as database:
        for name, value in given.items():
            if name in PLANS[what].conditions:
                ids(database, what, **{name: value})
            else:
                with pytest.raises(UsageError):
                    ids(database, what, **{name: value})
        every = {n: v for n, v in given.items() if n in PLANS[what].conditions}
        assert ids(database, what, **every) == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("foundd", "did you mean 'founded'? the claims on red-lantern: "), ("Split form", "did you mean 'split_from'? the"),
        ("figurs", "did you mean 'figures'? the claims"), ("leadrs", "did you mean 'leaders'? the claims"),
        ("zzzz", "the claims on red-lantern: "),
    ],
)  # fmt: skip
def test_why_by_a_word_misspelt(typed: str, near: str, database_url: str) -> None:
    with open_database(database_url) as database:
        with pytest.raises(KbaseError, match="neither a property, verb or kind of claim nor a name here") as refused:
            why(database, "red-lantern", typed)
        assert refused.value.help.startswith(near)
        assert {"founded", "split_from", "memberships"} <= set(refused.value.help.partition(": ")[2].split(", "))
        with pytest.raises(KbaseError, match="no claim is behind") as none:
            why(database, "red-lantern", "dissolved")
        assert none.value.help.startswith("the claims on red-lantern: ")
        assert database.taken == []
        assert why(database, "red-lantern", "iron dwan").claims  # a name nearly spelt is still taken, and told
        assert len(database.taken) == 1
        with pytest.raises(KbaseError, match="type the id of one"):
            why(database, "red-lantern", "vel")


def test_why(database_url: str) -> None:
    with open_database(database_url) as database:
        found = why(database, "red-lantern", "founded")
        assert sorted(c.fact.status for c in found.claims) == ["contested", "contested", "rejected"]
        assert found.claims[0].history[0].action == "inserted"
        assert found.disputes[0].question == "When was Red Lantern founded?"
        assert len(why(database, "red-lantern", "iron dawn").claims) == 3
        assert {c.fact.kind for c in why(database, "red-lantern", "figures").claims} == {"figure"}
        one = why(database, "orra-finch/membership/red-lantern").claims[0]
        assert [e.stance for e in one.evidence] == ["supports", "contradicts"]
        assert one.fact.note == "The court found no proof."
        death = why(database, "tomas-vell/died/daily").claims[0]
        assert death.evidence[0].quote == "fell on the first"
        assert death.evidence[0].asserted_by == "Government of Velmark"
        with pytest.raises(KbaseError) as missing:
            why(database, "tomas-vell/died/x")
        assert "tomas-vell/" in missing.value.help
        with pytest.raises(KbaseError, match="no claim is behind"):
            why(database, "dara-holm", "figures")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [("anders-birth", "open", "Lev Anders", 2), ("red-lantern-founding", "open", "Red Lantern", 3), ("vell-death-day", "decided", "Tomas Vell", 2)]),
        (Filters(kind="decided"), [("vell-death-day", "decided", "Tomas Vell", 2)]),
        (Filters(group="red-lantern", kind="open"), [("anders-birth", "open", "Lev Anders", 2), ("red-lantern-founding", "open", "Red Lantern", 3)]),  # he had a role in it
        (Filters(person="tomas-vell", kind="open"), []),
        (Filters(name="Founded"), [("red-lantern-founding", "open", "Red Lantern", 3)]),
        (Filters(name="Tomás"), [("vell-death-day", "decided", "Tomas Vell", 2)]),  # as in every list, accents aside
    ],
)  # fmt: skip
def test_disputes_are_listed(filters: Filters, expected: list[tuple[str, str, str, int]], database_url: str) -> None:
    with open_database(database_url) as database:
        found = listing(database, "disputes", filters)
    assert [(r["id"], r["resolution"], r["about"], r["claims"]) for r in found.rows] == expected


def test_a_source_has_citing_claims_and_none_about_it(database_url: str) -> None:
    with open_database(database_url) as database:
        number = database.rows(
            "SELECT COUNT(DISTINCT claim_id) AS n FROM citations WHERE source_id = 'coast-wire-2021'"
        )[0]["n"]
        assert number > 1
        for other in (None, "founded"):
            with pytest.raises(KbaseError) as refused:
                why(database, "coast-wire-2021", other)
            assert refused.value.message.endswith(f"about which there are no claims; {number} claims cite it")
            assert "'kbase show coast-wire-2021'" in refused.value.help and "'kbase sources'" in refused.value.help
        with pytest.raises(KbaseError, match="no claim is behind 'Selm: founded'"):
            why(database, "selm", "founded")


def test_a_decision_stands_on_the_page_of_both(world_copy: Path, empty_url: str) -> None:
    """Also of a day; it is no moment of a timeline, and nothing undated."""
    (world_copy / "decisions" / "holm-marr.yaml").write_text(
        "id: holm-marr\nentity: dara-holm\nother: ilse-marr\nverdict: unsure\nreason: Nobody says.\n"
        "decided_on: 2024-02-02\ndecided_by: a curator\n"
    )
    with open_database(seeded(world_copy, empty_url)) as database:

        def told(id_: str, on: str = "") -> list[tuple[str, str, str]]:
            page = dossier(database, resolve(database, id_), on)
            return [(f.label, f.when, f.text) for s in page.sections if s.key == "decisions" for f in s.facts]

        assert told("dara-holm") == [("unsure", "2024-02-02", "Ilse Marr (ilse-marr): Nobody says.")]
        assert told("ilse-marr", "2015-01-01") == [("unsure", "2024-02-02", "Dara Holm (dara-holm): Nobody says.")]
        (other,) = told("tomas-vell")
        assert other[0] == "not same" and other[2].startswith("registry:12: ")
        assert told("lev-anders") == []
        found = timeline(database, [resolve(database, "ilse-marr")], Period())
        assert found.undated == 0 and all(m.kind != "decision" for m in found.moments)
