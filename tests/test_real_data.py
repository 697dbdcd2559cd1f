"""The real data checks clean, is in canonical form, survives read and write, and seeds on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import REPOSITORY, checked
from kbase.curation.contents import data_files
from kbase.curation.corpus import Corpus
from kbase.curation.history import history_of
from kbase.curation.writer import format_text
from kbase.database.connection import open_database
from kbase.database.doctor import examine
from kbase.database.known import load_state
from kbase.database.seed import Options, Origin, seed
from kbase.dates import widest
from kbase.queries.find import Wanted, candidates

DATA = REPOSITORY / "data"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return checked(DATA)


def test_it_checks_clean(corpus: Corpus) -> None:
    assert corpus.sorted_problems() == []
    assert len(corpus.claims) > 250


@pytest.mark.parametrize("name", [n for n, _ in data_files(DATA)])
def test_it_survives_read_and_write_byte_for_byte(name: str) -> None:
    content = (DATA / name).read_bytes()
    assert format_text(str(DATA / name), content.decode()).encode() == content


def test_it_seeds_twice_as_once(corpus: Corpus, empty_url: str) -> None:
    assert seed(corpus, empty_url, Options(Origin("data"))).revision == 1
    assert seed(corpus, empty_url, Options(Origin("data"))).revision is None
    assert all(f.good for f in examine(empty_url))


def test_who_is_sought_by_the_preferred_name_comes_first(corpus: Corpus, tmp_path: Path) -> None:
    """Also where an older group or a namesake is called so."""
    url = f"sqlite:///{tmp_path / 'k.sqlite'}"
    seed(corpus, url, Options(Origin("data")))
    with open_database(url) as database:
        called = database.rows(
            "SELECT id, name FROM entities WHERE type IN ('group', 'person', 'organization') ORDER BY id"
        )
        firsts = {row["id"]: candidates(database, Wanted(row["name"], limit=1))[0].id for row in called}
    assert len(firsts) > 500
    assert {id_: first for id_, first in firsts.items() if id_ != first} == {}


def _days() -> list[str]:
    """The first days on which a state of the data was committed, and the last but one."""
    history = history_of(DATA)
    days = sorted({state.committed_at[:10] for state in history.states}) if history else []
    return [*days[:3], *days[3:-1][-1:]]


@pytest.mark.parametrize("day", _days())
def test_what_was_known_on_earlier_days_can_still_be_asked(day: str, tmp_path: Path) -> None:
    """However the form of documents has changed since: --known-on and changes read them."""
    history = history_of(DATA)
    assert history is not None
    state = history.on(day)
    assert state is not None
    assert load_state(history, state, tmp_path / "data").sorted_problems() == []


def test_the_record_is_there(corpus: Corpus) -> None:
    """What the press release says, claim by claim."""
    claims = corpus.claims
    for id_ in (
        "isgs/split_from/al-mourabitoun", "isgs/pledged_allegiance_to/isis", "isis/allegiance_accepted/isgs",
        "albakaye-capture/captured/oumeya-ould-albakaye", "albakaye-capture/operation",
        "hans-jakob-schindler/position/counter-extremism-project",
    ):  # fmt: skip
        assert id_ in claims, id_
    schindler = [c.kind.kind for c in claims.values() if c.document.id == "hans-jakob-schindler"]
    assert schindler.count("position") >= 2
    assert "membership" not in schindler
    killed = next(
        c
        for c in claims.values()
        if c.values.get("period") == "2022-03" and c.document.id == "isgs" and 400 in c.values.values()
    )
    assert killed.values["category"] == "civilians"
    assert killed.values["side"] == "inflicted_by_subject"
    deaths = next(c for c in claims.values() if c.document.id == "isgs" and c.values.get("low") == 2000)
    assert (deaths.values["high"], "best" in deaths.values) == (3000, False)
    assert deaths.values["estimator"] == "government-of-france"
    countries = {
        c.values["place"]
        for c in claims.values()
        if c.document.id == "operation-barkhane" and c.kind.kind == "location"
    }
    assert {"burkina-faso", "mali", "chad", "niger", "mauritania"} <= countries
    release = corpus.documents["cep-2022-06-albakaye-capture"].values
    assert release["not_modelled"]
    assert "inferred" in release["note"].lower()


def test_every_paragraph_of_the_record_is_cited(corpus: Corpus) -> None:
    cited = {
        citation.get("locator")
        for claim in corpus.claims.values()
        for citation in claim.values["sources"]
        if citation["source"] == "cep-2022-06-albakaye-capture"
    }
    assert {"p1", "p2", "p3", "p4"} <= cited


def test_no_path_of_a_machine_stands_in_the_data() -> None:
    for _, path in data_files(DATA):
        text = Path(path).read_text(encoding="utf-8")
        assert not re.search(r"(^|[\s'\"(])/(work|home|root|tmp)/", text), path


def test_nobody_leads_after_death(corpus: Corpus) -> None:
    died = corpus.accepted("died")
    open_ = [c for c in corpus.of_kinds("membership", "position") if c.document.id in died and c.end_text is None]
    assert open_
    for claim in open_:
        assert claim.end.latest <= widest(died[claim.document.id].end).latest
    for claim in corpus.claims.values():
        assert claim.start.earliest <= claim.start.latest
        assert claim.end.earliest <= claim.end.latest
        assert claim.start.earliest <= claim.end.latest


def test_whom_forces_raid_or_strike_are_fighters(corpus: Corpus) -> None:
    """As `attackers`, whose own dead make no toll, they would be left out of it."""
    of_forces = {"raid", "strike", "killing", "capture"}
    counted = [c for c in corpus.of_kinds("figure") if c.document.values.get("kind") in of_forces]
    assert counted
    assert [c.id for c in counted if c.values["category"] == "attackers"] == []
