"""Where boxes and lines of a drawing stand: asked of Graphviz, as its own Rust port from PyPI or as installed.

It is told sizes and numbers only, never a text from data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from functools import cache
from shutil import which
from typing import NamedTuple

from kbase.problems import KbaseError

_SECONDS = 300
_WIDE = 2.2  # times as wide as high: then layers run from left to right
_FORMS = {
    "layers": ("dot", "rankdir=TB nodesep=0.22 ranksep=0.28"),
    "across": ("dot", "rankdir=LR nodesep=0.14 ranksep=0.4"),
    # springs, then boxes moved apart until none overlaps
    "steps": ("dot", "rankdir=TB nodesep=0.22 ranksep=0.28"),
    "web": ("sfdp", 'overlap=prism overlap_scaling=-3 sep="+5" splines=line start=1'),
}  # fmt: skip
_PORTS = {
    "layers": (":s", ":n"),
    "steps": (":s", ":n"),
    "across": (":e", ":w"),
}  # where a line leaves its label, and where it comes to it
Point = tuple[float, float]


class Box(NamedTuple):
    width: float
    height: float


class Wire(NamedTuple):
    """A line between two boxes, by their numbers, with a label of that size on it; `weight` pulls it straight."""

    start: int
    end: int
    label: Box
    weight: int = 1


class Route(NamedTuple):
    """Two curves, from the start to the label and on to the end, each as cubic Bézier points; and the label's middle."""

    before: tuple[Point, ...]
    label: Point
    after: tuple[Point, ...]


class Layout(NamedTuple):
    width: float
    height: float
    middles: tuple[Point, ...]
    routes: tuple[Route, ...]


def laid_out(form: str, boxes: list[Box], wires: list[Wire]) -> Layout:
    """Places without overlaps, in pixels from the upper left; the same input gives the same places.

    :raises KbaseError: where no layout program is installed, or it fails.
    """
    found = _placed(form, boxes, wires)
    return _placed("across", boxes, wires) if form == "layers" and found.width > _WIDE * found.height else found


def _placed(form: str, boxes: list[Box], wires: list[Wire]) -> Layout:
    engine, settings = _FORMS[form]
    lines = [
        f"graph g {{ {settings} outputorder=edgesfirst",
        'node [shape=box fixedsize=true label="" margin=0] edge [dir=none]',
    ]
    lines += [f"n{i} [{_size(box)}]" for i, box in enumerate(boxes)]
    for i, wire in enumerate(wires):
        # a label is a box on the line: so no box and no other label ever stands on it
        lines.append(f"l{i} [{_size(wire.label)}]")
        tail, head = _PORTS.get(form, ("", ""))
        lines.append(f"n{wire.start} -- l{i}{head} [id=b{i} weight={wire.weight}]")
        lines.append(f"l{i}{tail} -- n{wire.end} [id=a{i} weight={wire.weight}]")
    answer = json.loads(_asked(engine, "\n".join([*lines, "}"])))
    left, low, right, high = map(float, answer["bb"].split(","))
    places: dict[str, Point] = {}
    for item in answer.get("objects", ()):
        x, y = map(float, item["pos"].split(","))
        places[item["name"]] = (round(x - left, 1), round(high - y, 1))
    curves = {
        item["id"]: tuple(
            (round(float(x) - left, 1), round(high - float(y), 1))
            for x, y in (point.split(",")[-2:] for point in item["pos"].split())
        )
        for item in answer.get("edges", ())
    }
    return Layout(
        right - left, high - low, tuple(places[f"n{i}"] for i in range(len(boxes))),
        tuple(Route(curves[f"b{i}"], places[f"l{i}"], curves[f"a{i}"]) for i in range(len(wires))),
    )  # fmt: skip


def _size(box: Box) -> str:
    return f"width={box.width / 72:.4f} height={box.height / 72:.4f}"


@cache
def program() -> str | None:
    """The layout program: the port installed beside this Python, else one on the PATH, else Graphviz's own."""
    own = which("graphviz-pure", path=sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", ""))
    return own or which("dot")


def _asked(engine: str, graph: str) -> str:
    found = program()
    if found is None:
        raise KbaseError(
            "no program that lays out pictures is installed",
            "pip install 'kbase[pictures]' (it brings graphviz-pure), or install Graphviz (apt install graphviz)",
        )
    try:
        done = subprocess.run(
            [found, f"-K{engine}", "-Tjson0"], input=graph, capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise KbaseError(
            f"the picture was not laid out within {_SECONDS} seconds", "draw less: lower --limit"
        ) from None
    except OSError as error:
        raise KbaseError(f"'{found}' cannot be run: {error.strerror}", "install kbase[pictures] again") from None
    if done.returncode != 0 or not done.stdout:
        said = next((line for line in done.stderr.splitlines() if line.strip()), f"exit code {done.returncode}")
        raise KbaseError(f"'{found}' could not lay out the picture: {said}", "draw less: lower --limit or --depth")
    return done.stdout
