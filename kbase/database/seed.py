"""Seeding: from a checked corpus to the database, all or nothing; one seed at a time.

SQLite: on a private copy in the same folder, checked whole, then put in the place of the published file, so
that a reader keeps the file it has open and a killed seed leaves a stray copy that the next removes.
PostgreSQL: one transaction under an advisory lock. Only the corpus's own dataset is touched.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kbase import __version__
from kbase.curation.corpus import Corpus
from kbase.database import shape
from kbase.database.connection import POSTGRESQL, sqlite_path
from kbase.database.migrate import decoration_hash
from kbase.database.name_index import stamp
from kbase.database.reconcile import Plan, make_plan
from kbase.database.schema_version import SCHEMA
from kbase.memory import no_collection
from kbase.problems import DocumentsRefusedError, KbaseError

Step = Callable[[str], None]


class Origin(NamedTuple):
    """Where the documents come from."""

    seeded_from: str  # 'packaged', or a folder
    commit_id: str | None = None  # of the committed state that they are
    committed_at: str | None = None


class Outcome(NamedTuple):
    """What a seed did, or (of a diff) would do."""

    plan: Plan
    revision: int | None  # None where nothing changed
    refiled: bool = False  # whether all names were filed anew, by other rules than before


class Options(NamedTuple):
    """How to seed."""

    origin: Origin
    allow_removals: bool = False
    step: Step = lambda name: None


def steps_log(path: Path | None, show: Step) -> Step:
    """A step function that shows each step and, if a path is given, appends it as a JSON line with its time."""
    if path is None:
        return show
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def step(name: str) -> None:
        line = json.dumps({"pid": os.getpid(), "time": time.time(), "step": name}) + "\n"
        os.write(descriptor, line.encode())
        show(name)

    return step


@no_collection()
def seed(corpus: Corpus, url: str, options: Options) -> Outcome:
    """Make the database equal to the corpus.

    :param url: path of an SQLite file, or postgresql://….
    :raises DocumentsRefusedError: the corpus has errors. Nothing is changed.
    :raises KbaseError: K601 a large removal, K602 another seed is running, K605 not a database of ours.
    """
    if corpus.refused:
        raise DocumentsRefusedError(corpus.sorted_problems())
    if url.startswith(POSTGRESQL):
        from kbase.database import postgresql

        return postgresql.seed(corpus, url, options)
    from kbase.database import sqlite

    return sqlite.seed(corpus, Path(sqlite_path(url)), options)


@no_collection()
def compare(corpus: Corpus, url: str) -> Plan:
    """What a seed would change; nothing is written."""
    if corpus.refused:
        raise DocumentsRefusedError(corpus.sorted_problems())
    if url.startswith(POSTGRESQL):
        from kbase.database import postgresql

        return make_plan(corpus, postgresql.existing_rows(url, str(corpus.dataset["id"])))
    from kbase.database import sqlite

    return make_plan(corpus, sqlite.existing_rows(Path(sqlite_path(url)), str(corpus.dataset["id"])))


def state(url: str) -> dict[str, str]:
    """`kbase_meta` of a database; empty where there is none."""
    if url.startswith(POSTGRESQL):
        from kbase.database import postgresql

        return postgresql.state(url)
    from kbase.database import sqlite

    return sqlite.state(Path(sqlite_path(url)))


def up_to_date(url: str, content_hash: str, commit_id: str | None = None) -> bool:
    """Whether the database was seeded by this program, with these views, from documents with these very bytes."""

    found = state(url)
    engine = "postgresql" if url.startswith(POSTGRESQL) else "sqlite"
    wanted = {"schema": SCHEMA, "kbase_version": __version__, "decoration": decoration_hash(engine)}
    return same(found, content_hash, commit_id) and all(found.get(k) == v for k, v in wanted.items())


def same(before: dict[str, str], content_hash: str, commit_id: str | None) -> bool:
    """Whether a seed has nothing to note: the bytes are the same, their names are filed, and no commit is told of them anew."""
    known = before.get("content_hash") == content_hash and before.get("names") == stamp()
    return known and commit_id in (None, before.get("commit_id"))


def refiled(before: dict[str, str]) -> bool:
    """Whether a seed of a database in this state files all its names anew, since they were filed by other rules."""
    return before.get("names") not in (None, stamp())


def noted(options: Options, before: dict[str, str], content_hash: str) -> Options:
    """With the commit that is known of the same bytes already, where now none is told: they may have been copied out of git."""
    if (
        options.origin.commit_id is not None
        or before.get("content_hash") != content_hash
        or not before.get("commit_id")
    ):
        return options
    origin = options.origin._replace(commit_id=before["commit_id"], committed_at=before["committed_at"])
    return options._replace(origin=origin)


def meta(corpus: Corpus, options: Options, revision: int, decoration: str) -> dict[str, str]:
    """The values of `kbase_meta` after a seed."""
    return {
        "schema": SCHEMA,
        "kbase_version": __version__,
        "dataset": str(corpus.dataset["id"]),
        "content_hash": corpus.content_hash,
        "revision": str(revision),
        "seeded_at": now(),
        "seeded_from": options.origin.seeded_from,
        "commit_id": options.origin.commit_id or "",
        "committed_at": options.origin.committed_at or "",
        "decoration": decoration,
        "names": stamp(),
    }


def revision_row(corpus: Corpus, options: Options, number: int, plan: Plan) -> tuple[Any, ...]:
    """A row of `revisions`."""
    origin = options.origin
    return (
        number, corpus.dataset["id"], now(), corpus.content_hash, __version__, origin.commit_id, origin.committed_at,
        plan.inserted, plan.changed, plan.removed,
    )  # fmt: skip


def restate_sql(mark: str) -> str:
    """Says of the last revision that its rows are those of other documents, or of a commit told since; see `restate_parameters`."""
    return (
        f"UPDATE revisions SET content_hash = {mark}, commit_id = {mark}, committed_at = {mark} WHERE id ="  # noqa: S608
        f" (SELECT MAX(id) FROM revisions WHERE dataset_id = {mark})"
    )


def restate_parameters(corpus: Corpus, options: Options) -> tuple[Any, ...]:
    """Parameters of `restate_sql`."""
    return corpus.content_hash, options.origin.commit_id, options.origin.committed_at, corpus.dataset["id"]


def now() -> str:
    """This moment, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def insert_sql(table: str, mark: str) -> str:
    """An INSERT of whole rows."""
    columns = shape.tables()[table].names
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join([mark] * len(columns))})"  # noqa: S608


def update_sql(table: str, mark: str) -> str:
    """An UPDATE of all columns but the id; parameters: those columns, then the id."""
    columns = shape.tables()[table].names
    return f"UPDATE {table} SET {', '.join(f'{c} = {mark}' for c in columns[1:])} WHERE id = {mark}"  # noqa: S608


def select_sql(table: str, mark: str) -> str:
    """A SELECT of the whole rows of a dataset."""
    return f"SELECT {', '.join(shape.tables()[table].names)} FROM {table} WHERE dataset_id = {mark}"  # noqa: S608


def purge_sql(mark: str) -> str:
    """Blanks the texts that `changes` keeps of a removed id; parameters: see `purge_parameters`."""
    tests = " OR ".join([f"row_id = {mark}"] + [f"row_id LIKE {mark} ESCAPE '\\'"] * 5)
    texts = " OR ".join([f"was LIKE {mark} ESCAPE '\\'", f"became LIKE {mark} ESCAPE '\\'"])
    return f"UPDATE changes SET was = NULL, became = NULL WHERE {tests} OR {texts}"  # noqa: S608


def purge_parameters(removed: str) -> tuple[str, ...]:
    """Parameters of `purge_sql` for one removed id."""
    own = removed.replace("_", "\\_").replace("%", "\\%")
    return (removed, f"{own}/%", f"{own}@%", f"%/{own}", f"%/{own}/%", f"%/{own}@%", f'%"{own}"%', f'%"{own}"%')


def refuse_newer(before: dict[str, str]) -> None:
    """Leave a database alone that a newer program made.

    :raises KbaseError: K603.
    """
    found = before.get("schema", "")
    if found > SCHEMA:
        raise KbaseError(
            f"the database has schema {found}; this kbase makes schema {SCHEMA}", "install the newer kbase", code="K603"
        )


def refused_by_engine(error: BaseException) -> KbaseError:
    """The engine or the disk refused; nothing was published."""
    said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return KbaseError(
        f"the database refused: {said}",
        "nothing was changed; check rights, free space, and that the database holds nothing but kbase",
        code="K605",
    )


def failed(why: str) -> KbaseError:
    """The rows do not fit the schema: the documents were checked, so it is ours."""
    return KbaseError(f"the new database failed its checks: {why}", "this is a defect of kbase; please report it")


def not_ours(what: str) -> KbaseError:
    """The file or database holds something else."""
    return KbaseError(
        f"{what} is not a kbase database", "name another file, or remove it first if it is of no use", code="K605"
    )
