"""Peers of the evaluation: each is asked alike, and one that cannot be had is named, not missed in silence."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

import names_bench
import names_peers
from names_ours import Ours
from names_peers import NotHereError, best_of, module, trigrams
from names_score import Labelled, Query, scored
from names_world import Listed

LISTED = [
    Listed("1", "person", ("Salih bin Jamal al-Tunisi",)),
    Listed("2", "person", ("Orra Finch", "Orra the Ferryman")),
    Listed("3", "group", ("Front for Reform in Tunis",)),
]
QUERIES = [
    Query("Saleh Ben Djamel el-Tounsi", "1", "person", "transliteration"),
    Query("Ferryman Orra", "2", "person", "order"),
    Query("Front for the Reform in Tunis", "3", "group", "spelling"),
]


def test_the_best_score_of_each_entity() -> None:
    assert best_of(iter([("b", 0.5), ("a", 0.5), ("b", 0.9), ("c", 0.1)])) == [("b", 0.9), ("a", 0.5), ("c", 0.1)]
    assert len(best_of((str(n), 1.0) for n in range(50))) == names_peers.LIMIT


def test_trigrams() -> None:
    assert trigrams("salsal") == ["sal", "als", "lsa"]
    assert trigrams("ab") == []


def test_what_is_not_installed_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotHereError, match="bench"):
        module("no_library_of_this_name")

    def missing() -> names_peers.Peer:
        raise NotHereError("no such library")

    monkeypatch.setattr(names_bench, "makers", lambda stack: {"ours": Ours, "gone": missing, "unwanted": missing})
    with ExitStack() as stack:
        assert [p.name for p in names_bench.at_hand(["ours", "gone"], stack)] == ["kbase"]
    said = capsys.readouterr().out
    assert "skipped: gone: no such library" in said
    assert "unwanted" not in said


def test_ours_answers() -> None:
    peer = Ours()
    answers = peer.answers(LISTED, QUERIES)
    assert scored(QUERIES, answers).recall_1 == 1.0
    same, other = peer.pair_scores([
        Labelled("Salih al-Tunisi", "Saleh el-Tounsi", "person", True), Labelled("Salih al-Tunisi", "Orra Finch", "person", False),
    ])  # fmt: skip
    assert same >= peer.threshold > other


@pytest.mark.parametrize("word", ["WRatio", "token_sort_ratio", "fts5", "logic-v2"])
def test_peers_that_are_here_answer(word: str) -> None:
    with ExitStack() as stack:
        try:
            peer = names_bench.makers(stack)[word]()
        except NotHereError as why:
            pytest.skip(str(why))
        answers = peer.answers(LISTED, QUERIES)
    assert len(answers) == len(QUERIES)
    assert answers[1][0][0] == "2"
    assert all(len(a) <= names_peers.LIMIT for a in answers)
    assert [s for _, s in answers[2]] == sorted((s for _, s in answers[2]), reverse=True)
