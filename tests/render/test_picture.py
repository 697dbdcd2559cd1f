"""Pictures of answers: all of the answer is in them, nothing overlaps, nothing in them acts."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from kbase.cli.main import main
from kbase.database.connection import open_database
from kbase.database.links import LINK_KINDS
from kbase.problems import KbaseError
from kbase.queries.facts import Cited
from kbase.queries.graph import network, path
from kbase.queries.lineage import lineage
from kbase.queries.linked import Reach
from kbase.queries.resolve import resolve
from kbase.queries.revision import Revision
from kbase.render import layout
from kbase.render.drawing import Drawing, Edge, Node, lineage_drawing, network_drawing, path_drawing
from kbase.render.picture import draw
from kbase.render.picture_page import picture_page
from kbase.render.svg import svg
from kbase.render.svg_text import link, numbers

pytestmark = pytest.mark.skipif(layout.program() is None, reason="no layout program: pip install graphviz-pure")
S = "{http://www.w3.org/2000/svg}"
ACTING = re.compile(r"<script|javascript:|\son[a-z]+\s*=|<iframe|<object|<foreignObject|@import|url\((?!#)", re.I)
HOSTILE = "A <script>alert(1)</script> \"x\" onload='y' & \x1b[31m ]]> --> \u202egnp"
ARABIC = "جماعة نصرة الإسلام والمسلمين"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def drawing_of(url: str, kind: str) -> Drawing:
    with open_database(url) as database:
        if kind == "lineage":
            return lineage_drawing(lineage(database, resolve(database, "red-lantern")))
        if kind == "path":
            ends = resolve(database, "ilse-marr"), resolve(database, "night-tide")
            return path_drawing(path(database, *ends, Reach(LINK_KINDS)))
        return network_drawing(network(database, resolve(database, "red-lantern"), 2, Reach(LINK_KINDS)))


def cited(number: int, url: str = "https://example.org/a?b=1&c=2") -> Cited:
    return Cited(number, f"s{number}", "para. 2", f"Title {number} {HOSTILE}", "Pub", "newspaper", "2020", url, "")


def edge(claim: str, start: str, end: str, **more: object) -> Edge:
    plain = Edge(
        claim, start, end, "leader", "2015-05", f"{start} leads {end}", "accepted", "stated", "", True, False, (1,), ()
    )
    return plain._replace(**more)  # type: ignore[arg-type]


def hand_made(*, size: int = 0) -> Drawing:
    nodes = [
        Node("one", HOSTILE, "group", 0),
        Node("two", ARABIC, "person", 1),
        Node("three", "Ｗｉｄｅ 名前 " * 9, "event", 1),
    ]
    edges = [
        edge("c1", "two", "one", status="contested", against=(2,)), edge("c2", "two", "one"), edge("c3", "two", "one"),
        edge("c4", "one", "three", confidence="inferred", text=HOSTILE, on_day="possibly"),
        edge("c5", "two", "three", directed=False, text="rival of"), edge("c6", "three", "two", directed=False, text="rival of"),
    ]  # fmt: skip
    for n in range(size):
        nodes.append(Node(f"n{n}", f"An entity with a name of no small length, number {n}", "organization", 2))
        edges.append(
            edge(f"e{n}", f"n{n}", ("one", "two", f"n{n - 1}")[n % 3], when="between 2015-05-01 and 2015-06-03")
        )
    sources = (cited(1), cited(2, "javascript:alert(1)"))
    return Drawing(f"Net {HOSTILE}", "some", (HOSTILE,), "web", tuple(nodes), tuple(edges), sources, Revision("d", "Data", "CC BY", 3, "2020-01-01"))  # fmt: skip


def with_class(root: Xml.Element, word: str) -> list[Xml.Element]:
    return [e for e in root.iter() if word in (e.get("class") or "").split()]


@pytest.mark.parametrize("kind", ["lineage", "network", "path"])
def test_all_of_an_answer_is_in_its_picture(database_url: str, kind: str) -> None:
    drawing = drawing_of(database_url, kind)
    assert len(drawing.nodes) > 2
    assert len(drawing.edges) > 1
    root = Xml.fromstring(svg(drawing))
    assert [e.get("data-id") for e in with_class(root, "node")] == [n.id for n in drawing.nodes]
    assert sorted(str(e.get("data-claim")) for e in with_class(root, "claim")) == sorted(e.claim for e in drawing.edges)
    drawn = {frozenset((e.get("data-from"), e.get("data-to"))) for e in with_class(root, "edge")}
    assert drawn == {frozenset((e.from_id, e.to_id)) for e in drawing.edges}
    text = " ".join(root.itertext())
    for item in drawing.cited:
        assert f"[{item.number}]" in text
    assert drawing.revision.line() in text
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "kb-title kb-desc"
    assert [root[0].tag, root[1].tag] == [f"{S}title", f"{S}desc"]
    for given in drawing.edges:  # what a link is and when stands on it, as far as there is room
        (label,) = (e for e in with_class(root, "claim") if e.get("data-claim") == given.claim)
        shown = " ".join(t.text or "" for t in label.iter(f"{S}text"))
        assert given.text.split()[0] in shown
        assert (given.when or given.text).split()[0] in shown


def test_the_names_that_a_group_changed_stand_in_its_node(database_url: str) -> None:
    with open_database(database_url) as database:
        found = lineage(database, resolve(database, "red-lantern"))
    drawing = lineage_drawing(found)
    assert found.names and len(drawing.nodes[0].names) == len(found.names)
    (start,) = with_class(Xml.fromstring(svg(drawing)), "start")
    shown = " ".join(t.text or "" for t in start.iter(f"{S}text"))
    page = picture_page(drawing)
    for fact, said in zip(found.names, drawing.nodes[0].names, strict=True):
        assert fact.text in said and fact.when in said and said in shown
        assert said in page.replace("&#x27;", "'")


def test_a_network_is_the_same_drawing_on_both_engines(world_sqlite: Path, database_url: str) -> None:
    here, there = drawing_of(str(world_sqlite), "network"), drawing_of(database_url, "network")
    assert here._replace(revision=there.revision) == there


def test_directions_read_along_the_arrow(world_sqlite: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawing = drawing_of(str(world_sqlite), "network")
    edges = {e.claim: e for e in drawing.edges}
    taken_part = [e for e in drawing.edges if e.text.startswith("perpetrator")]
    events = {n.id for n in drawing.nodes if n.kind == "event"}
    assert taken_part
    assert all(e.to_id in events for e in taken_part)
    split = edges["red-lantern/split_from/iron-dawn"]
    assert (split.from_id, split.text, split.to_id, split.when) == (
        "red-lantern",
        "split from in part",
        "iron-dawn",
        "2015-05",
    )
    older = {e.claim: e for e in drawing_of(str(world_sqlite), "lineage").edges}["red-lantern/split_from/iron-dawn"]
    assert (older.from_id, older.text, older.to_id, older.descent) == (
        "iron-dawn",
        "split off in part",
        "red-lantern",
        True,
    )
    assert older.sentence == "Red Lantern split in part from Iron Dawn (2015-05)"
    assert main(["lineage", "red-lantern", "--database", str(world_sqlite)]) == 0
    assert "split from Iron Dawn (iron-dawn, 2015-05) in part" in capsys.readouterr().out
    assert not any(e.directed for e in drawing.edges if e.text == "rival of")


def test_doubts_are_drawn_and_said() -> None:
    root = Xml.fromstring(svg(hand_made()))
    style = "".join(e.text or "" for e in root.iter(f"{S}style"))
    assert re.search(r"\.contested \.line\{stroke-dasharray", style)
    assert re.search(r"\.inferred \.line\{stroke-dasharray", style)
    assert "prefers-color-scheme:dark" in style
    (contested,) = (e for e in with_class(root, "edge") if "contested" in str(e.get("class")))
    assert {contested.get("data-from"), contested.get("data-to")} == {"two", "one"}
    (inferred,) = (e for e in with_class(root, "edge") if "inferred" in str(e.get("class")))
    assert inferred.get("data-to") == "three"
    labels = {
        e.get("data-claim"): " ".join(t.text or "" for t in e.iter(f"{S}text")) for e in with_class(root, "claim")
    }
    assert "(contested)" in labels["c1"]
    assert "against [2]" in labels["c1"]
    assert "(inferred) (possibly)" in labels["c4"]
    # claims that are drawn alike share a line; a link that reads the same from both ends has no arrow
    assert len(with_class(root, "edge")) == 4
    arrows = {
        (e.get("data-from"), e.get("data-to")): len(e.findall(f"{S}path[@marker-end]"))
        for e in with_class(root, "edge")
    }
    assert arrows[("two", "one")] == 1
    assert arrows[("two", "three")] == 0
    legend = " ".join(root.itertext())
    assert all(word in legend for word in ("group", "person", "event", "sources disagree", "concluded"))


def boxes(root: Xml.Element) -> list[tuple[float, float, float, float]]:
    """Of nodes and labels: left, top, right, bottom."""
    found = []
    for node in with_class(root, "node"):
        x, y = map(float, re.findall(r"[-\d.]+", str(node.get("transform"))))
        (shape,) = (e for e in node if e.get("class") == "box")
        if shape.tag == f"{S}rect":
            width, height = float(str(shape.get("width"))), float(str(shape.get("height")))
        else:
            points = [tuple(map(float, p.split(","))) for p in str(shape.get("points")).split()]
            width, height = (max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))
        found.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    for ground in with_class(root, "under"):
        x, y, width, height = (float(str(ground.get(k))) for k in ("x", "y", "width", "height"))
        found.append((x, y, x + width, y + height))
    return found


@pytest.mark.parametrize("kind", ["lineage", "network", "large"])
def test_nothing_overlaps_and_nothing_is_cut_off(world_sqlite: Path, kind: str) -> None:
    drawing = hand_made(size=110) if kind == "large" else drawing_of(str(world_sqlite), kind)
    root = Xml.fromstring(svg(drawing))
    found = boxes(root)
    assert len(found) > len(drawing.nodes)
    for one, other in combinations(found, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        down = min(one[3], other[3]) - max(one[1], other[1])
        assert across < 0.5 or down < 0.5, (one, other)
    width, height = float(str(root.get("width"))), float(str(root.get("height")))
    (body,) = with_class(root, "drawing")
    left, top = map(float, re.findall(r"[-\d.]+", str(body.get("transform"))))
    for one in found:
        assert one[0] + left >= 0
        assert one[1] + top >= 0
        assert one[2] + left <= width
        assert one[3] + top <= height


def test_what_was_cut_is_said(world_sqlite: Path) -> None:
    with open_database(str(world_sqlite)) as database:
        found = network(database, resolve(database, "red-lantern"), 2, Reach(), 4)
    assert len(found.nodes) == 4
    assert found.left_out > 0
    root = Xml.fromstring(svg(network_drawing(found)))
    assert f"at least {found.left_out} more entities, cut by --limit 4" in " ".join(root.itertext())


def test_a_short_name_keeps_its_whole_in_the_title() -> None:
    root = Xml.fromstring(svg(hand_made(size=110)))
    (node,) = (e for e in with_class(root, "node") if e.get("data-id") == "n7")
    assert "An entity with a name of no small length, number 7" in str(node[0].text)
    assert "…" in "".join(t.text or "" for t in node.iter(f"{S}text"))


@pytest.mark.parametrize("make", [svg, picture_page])
def test_hostile_names_are_harmless(make: object) -> None:
    text = make(hand_made())  # type: ignore[operator]
    assert not ACTING.search(re.sub(r">[^<]*<", "><", text)), "markup from data"
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert ARABIC in text or all(word in text for word in ARABIC.split())
    assert 'href="javascript' not in text


def test_only_addresses_of_the_web_are_links() -> None:
    assert link("https://example.org/?a=1&b=2") == "https://example.org/?a=1&amp;b=2"
    for bad in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.org", "https://a b", ""):
        assert link(bad) == ""
    assert '"' not in link('https://example.org/"onload="x')


def test_numbers_of_sources_in_short() -> None:
    assert numbers((3, 1, 2, 7)) == "[1–3, 7]"
    assert numbers((4, 5)) == "[4, 5]"
    assert numbers(()) == ""


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.styles: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "style":
            self.styles.append(data)


def test_the_page_is_whole_by_itself() -> None:
    drawing = hand_made()
    page = Page()
    page.feed(picture_page(drawing))
    (policy,) = (str(a["content"]) for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert len(page.styles) == 2
    for style in page.styles:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy
    ids = [str(a["id"]) for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    links = [str(a["href"]) for tag, a in page.tags if tag == "a"]
    assert links
    for href in links:
        assert href.startswith("https://") or href[1:] in ids
    assert not [a for _, a in page.tags if {"src", "style", "action"} & set(a) or any(k.startswith("on") for k in a)]
    rows = sum(tag == "tr" for tag, _ in page.tags)
    assert rows == len(drawing.edges) + len(drawing.nodes) + 2  # and the heads


@pytest.mark.parametrize("name", ["net.svg", "net.html"])
def test_the_same_answer_gives_the_same_bytes(world_sqlite: Path, tmp_path: Path, name: str) -> None:
    made = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}-{name}"
        words = ["network", "red-lantern", "--depth", "2", "--output", str(file), "--database", str(world_sqlite)]
        done = subprocess.run(
            [sys.executable, "-m", "kbase", *words], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") == 1
        assert str(file) in done.stdout
        made.append(file.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("program", ["graphviz-pure", "dot"])
def test_either_layout_program_serves(program: str, world_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which(program, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if found is None:
        pytest.skip(f"{program} is not installed")
    monkeypatch.setattr(layout, "program", lambda: found)
    for kind in ("lineage", "network", "path"):
        drawing = drawing_of(str(world_sqlite), kind)
        assert len(with_class(Xml.fromstring(svg(drawing)), "node")) == len(drawing.nodes)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["lineage", "red-lantern", "--output", "a.png"], 2, "end it in .svg or .html"),
        (["network", "red-lantern", "--output", ""], 2, "end it in .svg or .html"),
        (["path", "ilse-marr", "moot", "--output", "-"], 2, "end it in .svg or .html"),
        (["lineage", "red-lantern", "--output", "a.svg", "--format", "json"], 2, "leave one of them out"),
        (["lineage", "red-lantern", "--output", "nowhere/a.svg"], 1, "cannot be written"),
        (["lineage", "red-lantern", "--output", "folder.svg"], 1, "it is a folder"),
        (["path", "hostile-group", "night-tide", "--output", "a.svg"], 1, "no path of at most 6 steps"),
    ],
)
def test_refusals(
    words: list[str], code: int, told: str, world_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.svg").mkdir()
    assert main([*words, "--database", str(world_sqlite)]) == code
    assert told in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["folder.svg"]


def test_without_a_layout_program_the_former_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "program", lambda: None)
    file = tmp_path / "a.svg"
    file.write_text("former")
    with pytest.raises(KbaseError, match="no program that lays out pictures") as raised:
        draw(hand_made(), str(file))
    assert "pip install 'kbase[pictures]'" in raised.value.help
    assert file.read_text() == "former"


def test_a_file_that_cannot_be_finished_leaves_the_former_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.svg"
    file.write_text("former")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KbaseError, match="No space left"):
        draw(hand_made(), str(file))
    assert [p.name for p in tmp_path.iterdir()] == ["a.svg"]
    assert file.read_text() == "former"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("name", ["a.html", "a.svg"])
def test_a_browser_shows_it(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    draw(hand_made(), str(file))
    picture = tmp_path / "shown.png"
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
            "--enable-logging=stderr", "--v=0", f"--screenshot={picture}", file.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert "CONSOLE" not in done.stderr, done.stderr  # nothing refused, nothing wrong
