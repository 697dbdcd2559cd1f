"""The tables that find a name however it is spelt, kept in step with `entities` and `names` by a seed.

They are made from other tables, so they are neither reconciled nor told in `changes`.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

from kbase.curation.corpus import Corpus
from kbase.database.name_tables import NAMED_TYPES
from kbase.database.reconcile import Plan
from kbase.database.rows import Row
from kbase.matching import tables
from kbase.matching.filing import RULES, filings

Execute = Callable[[str, tuple[Any, ...]], Sequence[Any]]
Named = tuple[str, str, str]  # an entity, its type, a name of it
Rows = dict[str, list[Row]]  # by table

CHILD = str(Path(__file__).resolve().with_name("filing_child.py"))

_TYPES = ", ".join(f"'{t}'" for t in NAMED_TYPES)
STANDING = f"""\
SELECT id, type, name FROM entities WHERE type IN ({_TYPES}){{entities}}
UNION
SELECT entity_id, entity_type, text FROM names
WHERE status IN ('accepted', 'contested') AND entity_type IN ({_TYPES}){{names}}
ORDER BY 1, 3"""  # noqa: S608
_APART = 1_000  # names; fewer are made before a process has started
_SINGLY = 500  # entities; where more changed, all names are filed anew


@cache
def stamp() -> str:
    """Changes when the rules or tables by which names are filed change; kept in `kbase_meta`."""
    sha = hashlib.sha256(str(RULES).encode())
    for name in sorted(os.listdir(tables.FOLDER)):
        with open(os.path.join(tables.FOLDER, name), "rb") as file:  # noqa: PTH123
            sha.update(file.read())
    return sha.hexdigest()[:16]


class Names:
    """The rows of a database's names, as a seed of the corpus leaves them.

    Those of a new database are made in another process while the caller makes and writes all other rows; a context
    manager, so that the process ends with it.
    """

    def __init__(self, corpus: Corpus, before: dict[str, str]) -> None:
        self._before, self._new = before.get("names"), not before
        self._named: Sequence[Named] = _standing(corpus) if self._new else ()
        self._first = 1
        self._child = _started(self._named) if len(self._named) > _APART else None

    def __enter__(self) -> Names:
        return self

    def __exit__(self, *_: object) -> None:
        if self._child is not None:
            process, said = self._child
            process.kill()
            process.wait()
            said.close()

    def unfile(self, plan: Plan, execute: Execute, mark: str) -> None:
        """Take the rows out that are no longer right: after all other rows are written."""
        if not self._new:
            self._named, self._first = _unfile(execute, plan, self._before, mark)

    def rows(self) -> Rows:
        """The rows that are to be inserted."""
        made = None
        if self._child is not None:
            process, said = self._child
            made = _read(said) if process.wait() == 0 else None
        forms, postings = made or filings(self._named, self._first)
        return {"name_forms": forms, "name_keys": postings}


def _standing(corpus: Corpus) -> list[Named]:
    """What `STANDING` selects once a corpus is in a database that held nothing."""
    found = {(d.id, d.thing.type, d.values["name"]) for d in corpus.documents.values() if d.thing.type in NAMED_TYPES}
    for claim in corpus.claims.values():
        if claim.kind.kind == "name" and claim.standing:
            owner = claim.document
            if owner.thing.type in NAMED_TYPES:
                found.add((owner.id, owner.thing.type, claim.values["text"]))
    return sorted(found, key=lambda n: (n[0], n[2]))


def _started(named: Sequence[Named]) -> tuple[subprocess.Popen[bytes], IO[bytes]] | None:
    """The process at work on names that are to be numbered from 1, and the file of its answer; none where none can be had."""
    if not sys.executable:  # Python within another program
        return None
    said = None
    try:
        said = tempfile.TemporaryFile()  # noqa: SIM115 -- files, since pipes would make the two wait for each other
        with tempfile.TemporaryFile() as asked:
            asked.write(marshal.dumps((sys.path, list(named), 1)))
            asked.seek(0)
            command = [sys.executable, "-I", "-S", CHILD]
            return subprocess.Popen(command, stdin=asked, stdout=said, stderr=subprocess.DEVNULL), said
    except (OSError, ValueError):  # also no room for temporary files; a search path with more than texts
        if said is not None:
            said.close()
        return None


def _read(said: IO[bytes]) -> tuple[list[Row], list[Row]] | None:
    """The rows of the process; none where it was no Python, whatever it said."""
    said.seek(0)
    try:
        made = marshal.loads(said.read())  # `load` would read object by object
    except (EOFError, TypeError, ValueError):
        return None
    return made if isinstance(made, tuple) and len(made) == 2 else None


def _unfile(execute: Execute, plan: Plan, before: str | None, mark: str) -> tuple[Sequence[Named], int]:
    """Take out what a plan touches, or all, where the rules are not those of `before`; what is to be filed, and from which number."""
    touched = _touched(plan)
    if before == stamp() and not touched:
        return (), 1
    if before != stamp() or len(touched) > _SINGLY:
        execute("DELETE FROM name_keys", ())
        execute("DELETE FROM name_forms", ())
        return execute(STANDING.format(entities="", names=""), ()), 1
    marks = ", ".join([mark] * len(touched))
    ids = tuple(sorted(touched))
    execute(
        f"DELETE FROM name_keys WHERE form_id IN (SELECT id FROM name_forms WHERE entity_id IN ({marks}))",  # noqa: S608
        ids,
    )
    execute(f"DELETE FROM name_forms WHERE entity_id IN ({marks})", ids)  # noqa: S608
    last = execute("SELECT coalesce(max(id), 0) FROM name_forms", ())[0][0]
    sql = STANDING.format(entities=f" AND id IN ({marks})", names=f" AND entity_id IN ({marks})")
    return execute(sql, ids + ids), int(last) + 1


def _touched(plan: Plan) -> set[str]:
    """The entities whose names a plan changes."""
    found: set[str] = set()
    for table, column in (("entities", 0), ("names", 3)):
        if table in plan.tables:
            inserts, updates, removals = plan.tables[table]
            found |= {row[column] for row in inserts} | {row[column] for row in removals}
            found |= {row[column] for pair in updates for row in pair}
    return found
