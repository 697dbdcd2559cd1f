"""After their death nobody takes part, and nobody is killed twice: certain is an error, the rest a warning, what fits is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbase.codes import BASE
from kbase.curation import checks
from kbase.curation.corpus import load


def found(
    folder: Path, died: str, events: list[tuple[str, str]], more: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    """Codes and severities, of these deaths and these events (date, lines of the part that Vell took)."""
    files = dict(BASE)
    files["people/tomas-vell.yaml"] = BASE["people/tomas-vell.yaml"].replace("end: 2019", "end: 2016") + (
        f"attributes:\n{died}" if died else ""
    )
    for n, (date, part) in enumerate(events):
        files[f"events/raid-{n}.yaml"] = (
            f"id: raid-{n}\nname: Raid {n}\nkind: raid\nsources: harbour-post-2022#p5\nattributes:\n- date: {date}\n"
            f"  sources: harbour-post-2022#p5\n" + (more or {}).get(f"raid-{n}", "")
            + f"participants:\n- {part}\n  sources: harbour-post-2022#p5\n"
        )  # fmt: skip
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    corpus = load(folder)
    checks.run(corpus)
    return [(p.code, p.severity) for p in corpus.sorted_problems()]


def died(value: str, more: str = "") -> str:
    return f"- died: {value}\n{more}  sources: harbour-post-2022#p3\n"


SURE = "killed: tomas-vell\n  attribution: confirmed"
CONTESTED = "  status: contested\n"


@pytest.mark.parametrize(
    ("death", "date", "part", "wanted"),
    [
        (died("2018-06-10"), "2018-06-11", SURE, [("K416", "error")]),
        (died("2018-06-10"), "2018-06-10", SURE, []),
        (died("2018"), "2018-06-11", SURE, []),  # the year may end after it
        (died("2018-06-10"), "2018-06", SURE, []),
        (died("2018-06-10"), "2018-06-10/2018-06-20", SURE, []),
        (died("2017?"), "2018-06-11", SURE, [("K416", "warning")]),
        (died("2017"), "2018-06-11~", SURE, [("K416", "warning")]),
        (died("2017"), "2018-06-11", "perpetrator: tomas-vell\n  attribution: suspected", [("K416", "warning")]),
        (died("2017"), "2018-06-11", "perpetrator: tomas-vell\n  attribution: denied", []),
        (died("2017"), "2018-06-11", "subject: tomas-vell\n  attribution: confirmed", []),
        (died("2017"), "2018-06-11", f"{SURE}\n  status: rejected\n  note: Another man.", []),
        (died("2016", "  key: a\n" + CONTESTED) + died("2017", CONTESTED), "2018-06-11", SURE, []),
        (died("2016", "  key: a\n" + CONTESTED) + died("2018", CONTESTED), "2018-06-11", SURE, []),
        ("", "2018-06-11", SURE, []),
    ],
)  # fmt: skip
def test_nothing_after_death(death: str, date: str, part: str, wanted: list[tuple[str, str]], tmp_path: Path) -> None:
    assert [p for p in found(tmp_path, death, [(date, part)]) if p[0] in ("K416", "K417")] == wanted


PART_OF = "- part_of: raid-0\n  sources: harbour-post-2022#p5\n"


@pytest.mark.parametrize(
    ("events", "more", "wanted"),
    [
        ([("2018-06-11", SURE), ("2018-06-12", SURE)], "", [("K417", "error")]),
        ([("2018-06-11", SURE), ("2018-06", SURE)], "", [("K417", "warning")]),
        ([("2018-06-11?", SURE), ("2018-06-12", SURE)], "", [("K417", "warning")]),
        ([("2018-06-11", SURE), ("2018-06-12", SURE.replace("confirmed", "claimed"))], "", [("K417", "warning")]),
        ([("2018-06-11", SURE), ("2018-06-12", SURE.replace("killed", "captured"))], "", []),
        ([("2018-06-11", SURE), ("2018-06-12", SURE)], PART_OF, []),
        # a third, of which nothing is sure, hides no sure conflict, wherever it stands
        ([("2018", SURE), ("2018-06-11", SURE), ("2018-06-12", SURE)], "", [("K417", "warning"), ("K417", "error")]),
        ([("2018-06-11", SURE), ("2018", SURE), ("2018-06-12", SURE)], "", [("K417", "warning"), ("K417", "error")]),
        ([("2018-06-11", SURE), ("2018-06-12", SURE), ("2018", SURE)], "", [("K417", "error"), ("K417", "warning")]),
    ],
)  # fmt: skip
def test_killed_once(events: list[tuple[str, str]], more: str, wanted: list[tuple[str, str]], tmp_path: Path) -> None:
    assert [p for p in found(tmp_path, "", events, {"raid-1": more}) if p[0] in ("K416", "K417")] == wanted


def test_two_killings_of_one_dispute_are_told_there(tmp_path: Path) -> None:
    disputed = f"{SURE}\n  status: contested\n  dispute: vell-killing"
    folder = tmp_path / "disputes"
    folder.mkdir()
    (folder / "vell-killing.yaml").write_text(
        "id: vell-killing\nquestion: In which raid was he killed?\nresolution: open\nreason: The papers differ.\n"
    )
    told = found(tmp_path, "", [("2018-06-11", disputed), ("2018-06-12", disputed)])
    assert [p for p in told if p[0] == "K417"] == []
