"""Whether a database that was seeded from packaged data holds the data that this program carries.

A wheel has the hash of its data in a small file, which the build writes; a checkout has none, and then only the version of the
program that seeded is compared: reading all documents would cost more than the answer.
"""

from __future__ import annotations

import os

import kbase
from kbase.database.schema_version import SCHEMA

_HASH = os.path.join(kbase.__path__[0], "_packaged", "content_hash")
PACKAGED = "packaged"


def stale(meta: dict[str, str]) -> bool:
    """Whether another kbase seeded it from packaged data, by its `kbase_meta`; one seeded from a folder is the user's own."""
    ours = meta.get("schema") == SCHEMA and meta.get("kbase_version") == kbase.__version__
    return meta.get("seeded_from") == PACKAGED and not ours


def carried_hash() -> str:
    """The hash of the data that this program carries; empty in a checkout."""
    try:
        with open(_HASH, encoding="ascii") as file:  # noqa: PTH123 - pathlib costs what a whole query costs
            return file.read().strip()
    except OSError:
        return ""


def outdated(meta: dict[str, str], seed: str = "kbase seed") -> str:
    """What to tell of a database by its `kbase_meta`, where others packaged its data; else empty. `seed` is the command that mends it."""
    if meta.get("seeded_from") != PACKAGED:
        return ""
    made_by = meta.get("kbase_version")
    if made_by != kbase.__version__:
        return (
            f"this database was made by kbase {made_by}, this is kbase {kbase.__version__};"
            f" bring it up to date: run '{seed}'"
        )
    carried = carried_hash()
    if carried and meta.get("content_hash") != carried:
        return (
            f"this database holds other data (content {str(meta.get('content_hash'))[:12]}) than this kbase carries"
            f" ({carried[:12]}); bring it up to date: run '{seed}'"
        )
    return ""
