"""Paths and networks as they are answered, and which links they go by."""

from typing import NamedTuple

from kbase.database.links import LINK_KINDS
from kbase.queries.facts import Cited
from kbase.queries.resolve import Entity
from kbase.queries.revision import Revision

DEFAULT_KINDS = tuple(k for k in LINK_KINDS if k not in ("location", "designation", "statement_subject", "speaker"))


class Step(NamedTuple):
    """One link of a path, walked from `from_id` to `to_id`; `forward` says whether the claim reads that way."""

    from_id: str
    from_name: str
    to_id: str
    to_name: str
    kind: str
    text: str
    word: str  # what the link is, in a word or two: 'leader', 'split from'
    when: str
    claim: str
    forward: bool
    status: str
    confidence: str
    sources: tuple[int, ...]
    against: tuple[int, ...]
    on_day: str
    start_earliest: str
    end_latest: str


class Path(NamedTuple):
    start: Entity
    goal: Entity
    steps: tuple[Step, ...]
    found: bool
    together: str  # whether all links held at one time: yes, possibly or never; '' for a path of one step
    nodes: tuple[tuple[str, str, str, int], ...]  # id, type, name, steps from the start
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""
    same_time: bool = False
    # disputes on which two or more of the links rest, contested: not all of these may be so
    disputed: tuple[str, ...] = ()


class Network(NamedTuple):
    entity: Entity
    depth: int
    nodes: tuple[tuple[str, str, str, int], ...]  # id, type, name, steps away
    links: tuple[Step, ...]
    more: bool  # whether the limit cut it
    left_out: int  # entities next to those kept that the limit cut; what lies behind them is not counted
    cited: tuple[Cited, ...]
    revision: Revision
    on: str = ""


class Reach(NamedTuple):
    """Which links count."""

    kinds: tuple[str, ...] = DEFAULT_KINDS
    on: str = ""
    same_time: bool = False  # of a path: its links may all have held at one time
    renounced: bool = False  # whether a renunciation links, too
