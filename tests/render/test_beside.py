"""Several timelines side by side: each in a column, what they share across, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from kbase.cli.main import main
from kbase.database.connection import open_database
from kbase.queries.resolve import resolve
from kbase.queries.timeline import Period, Timeline, timeline
from kbase.render.markdown import markdown
from kbase.render.page import Beside, words_of
from kbase.render.plain import plain, width
from kbase.render.timeline import timeline_page


def found(url: str, *ids: str) -> Timeline:
    with open_database(url) as database:
        return timeline(database, [resolve(database, id_) for id_ in ids], Period())


def test_each_has_its_column_and_what_is_shared_goes_across(database_url: str) -> None:
    answer = found(database_url, "red-lantern", "iron-dawn")
    page = timeline_page(answer)
    text = plain(page, 140)
    lines = text.splitlines()
    (head, *_) = [line for line in lines if "Red Lantern" in line and "Iron Dawn" in line and "Timeline" not in line]
    second = head.index("Iron Dawn")
    blocks = [b for b in page.blocks if isinstance(b, Beside)]
    assert sum(len(b.lines) for b in blocks) == len(answer.moments)
    unders = [under for b in blocks for _, under in b.lines]
    assert {(0,), (1,), (0, 1)} <= set(unders)
    for block in blocks:
        for line, under in block.lines:
            words = words_of(line.words)
            begin = words[: 140 - 28 if len(under) > 1 else 20]
            (shown, *_) = [row for row in lines if begin in row]
            assert (shown.index(begin) >= second) == (under == (1,))
            if len(under) > 1:
                assert text.count(begin) == 1 and begin.startswith("[Red Lantern, Iron Dawn] ")
    assert max(map(width, lines)) <= 140


@pytest.mark.parametrize("columns", [None, 40, 70])
def test_without_room_they_stand_one_under_the_other(world_sqlite: Path, columns: int | None) -> None:
    page = timeline_page(found(str(world_sqlite), "red-lantern", "iron-dawn"))
    alone = page._replace(blocks=tuple(b.alone if isinstance(b, Beside) else b for b in page.blocks))
    assert plain(page, columns) == plain(alone, columns)
    assert plain(page, 140) != plain(alone, 140)
    assert markdown(page) == markdown(alone)
    assert "[Iron Dawn]" in plain(page, columns).replace("\n", " ")


def test_three_want_more_room(
    world_sqlite: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["timeline", "red-lantern", "iron-dawn", "tomas-vell", "--database", str(world_sqlite)]
    for columns, beside in (("80", False), ("110", True)):
        monkeypatch.setenv("COLUMNS", columns)
        assert main(words) == 0
        out = capsys.readouterr().out
        assert ("[Iron Dawn] " not in out) == beside
        assert max(map(width, out.splitlines())) <= int(columns)
