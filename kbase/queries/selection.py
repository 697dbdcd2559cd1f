"""The answer of an analyst's own query."""

from __future__ import annotations

from typing import Any, NamedTuple

from kbase.queries.revision import Revision


class Selection(NamedTuple):
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    revision: Revision
