"""The tables that find a name however it is spelt, kept in step with `entities` and `names` by a seed.

They are made from other tables, so they are neither reconciled nor told in `changes`.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from kbase.database.name_tables import NAMED_TYPES
from kbase.database.reconcile import Plan
from kbase.matching import tables
from kbase.matching.index import RULES
from kbase.matching.index import filings as rows_of

Execute = Callable[[str, tuple[Any, ...]], Sequence[tuple[Any, ...]]]

_TYPES = ", ".join(f"'{t}'" for t in NAMED_TYPES)
STANDING = f"""\
SELECT id, type, name FROM entities WHERE type IN ({_TYPES}){{entities}}
UNION
SELECT entity_id, entity_type, text FROM names
WHERE status IN ('accepted', 'contested') AND entity_type IN ({_TYPES}){{names}}
ORDER BY 1, 3"""  # noqa: S608
_SINGLY = 500  # entities; where more changed, all names are filed anew


@cache
def stamp() -> str:
    """Changes when the rules or tables by which names are filed change; kept in `kbase_meta`."""
    sha = hashlib.sha256(str(RULES).encode())
    for name in sorted(os.listdir(tables.FOLDER)):
        with open(os.path.join(tables.FOLDER, name), "rb") as file:  # noqa: PTH123
            sha.update(file.read())
    return sha.hexdigest()[:16]


class Unfiled(NamedTuple):
    """Names that are to be filed."""

    named: Sequence[tuple[str, str, str]]  # entity, its type, name
    first: int  # number of the first


def unfile(execute: Execute, plan: Plan, before: str | None, mark: str) -> Unfiled:
    """Take out what a plan touches, or all, where the rules are not those of `before`; returns what is to be filed instead."""
    touched = _touched(plan)
    if before == stamp() and not touched:
        return Unfiled((), 1)
    if before != stamp() or len(touched) > _SINGLY:
        execute("DELETE FROM name_keys", ())
        execute("DELETE FROM name_forms", ())
        return Unfiled(execute(STANDING.format(entities="", names=""), ()), 1)
    marks = ", ".join([mark] * len(touched))
    ids = tuple(sorted(touched))
    execute(
        f"DELETE FROM name_keys WHERE form_id IN (SELECT id FROM name_forms WHERE entity_id IN ({marks}))",  # noqa: S608
        ids,
    )
    execute(f"DELETE FROM name_forms WHERE entity_id IN ({marks})", ids)  # noqa: S608
    last = execute("SELECT coalesce(max(id), 0) FROM name_forms", ())[0][0]
    sql = STANDING.format(entities=f" AND id IN ({marks})", names=f" AND entity_id IN ({marks})")
    return Unfiled(execute(sql, ids + ids), int(last) + 1)


def filings(unfiled: Unfiled) -> dict[str, list[tuple[Any, ...]]]:
    """The rows by table; nothing of the database is asked."""
    forms, postings = rows_of(unfiled.named, unfiled.first)
    return {"name_forms": forms, "name_keys": postings}


def _touched(plan: Plan) -> set[str]:
    """The entities whose names a plan changes."""
    found: set[str] = set()
    for table, column in (("entities", 0), ("names", 3)):
        if table in plan.tables:
            inserts, updates, removals = plan.tables[table]
            found |= {row[column] for row in inserts} | {row[column] for row in removals}
            found |= {row[column] for pair in updates for row in pair}
    return found
