"""Whether a database is whole: the file or server, the keys, the schema, the registries, its origin."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from kbase.database import shape
from kbase.database.carried import outdated
from kbase.database.connection import Database, NotAllowedError, open_database, sqlite_uri
from kbase.database.schema_version import SCHEMA
from kbase.fields import CLAIMS, THINGS
from kbase.problems import KbaseError


class Finding(NamedTuple):
    """One thing looked at; `good` is None where the role may not look."""

    what: str
    good: bool | None
    detail: str


# a role that only reads may not look at it; the schema is compared when the database is opened
_SPARED = ("migrations",)


def well(findings: list[Finding]) -> bool:
    """Whether nothing is wrong, and all that a reader needs could be looked at."""
    return all(f.good or (f.good is None and f.what in _SPARED) for f in findings)


def examine(url: str | None) -> list[Finding]:
    """Look at everything; findings in a fixed order."""
    try:
        database = open_database(url)
    except KbaseError as error:
        return [Finding("opens", False, error.message)]
    with database:
        findings = [Finding("opens", True, f"{database.engine}, schema {SCHEMA}")]
        findings += _sqlite(database) if database.engine == "sqlite" else _postgresql(database)
        for what, look in (
            ("migrations", _migrated), ("views", _views), ("names", _names), ("registries", _registry), ("citations", _uncited), ("origin", _origin),
        ):  # fmt: skip
            try:
                findings.append(look(database))
            except NotAllowedError as error:
                findings.append(Finding(what, None, f"not readable by this role: {error.message}"))
            except KbaseError as error:
                findings.append(Finding(what, False, error.message))
            database.go_on()
    return findings


def _sqlite(database: Database) -> list[Finding]:
    damaged = _damaged(database.url)
    broken = database.rows("PRAGMA foreign_key_check")
    sides = [s for s in ("-wal", "-journal", "-shm") if Path(database.url + s).exists()]
    strays = [p.name for p in Path(database.url).parent.glob(f"{Path(database.url).name}.seed-*")]
    return [
        Finding("integrity", damaged == ["ok"], "; ".join(damaged)),
        Finding("foreign keys", not broken, f"{len(broken)} broken" if broken else "all met"),
        Finding("side files", not sides, f"found {', '.join(sides)}" if sides else "none"),
        Finding("stray copies", True, f"{', '.join(strays)}; the next seed removes them" if strays else "none"),
    ]


def _damaged(path: str) -> list[str]:
    """What the engine finds wrong, CHECKs among it, which a read-only connection would pass over: so in a copy."""
    try:
        with (
            closing(sqlite3.connect(sqlite_uri(path), uri=True)) as source,
            closing(sqlite3.connect("")) as copy,
        ):  # a temporary file
            source.backup(copy)
            return [str(found) for (found,) in copy.execute("PRAGMA integrity_check(5)")]
    except sqlite3.Error as error:
        return [str(error)]


def _postgresql(database: Database) -> list[Finding]:
    there = {
        r["name"]
        for r in database.rows(
            "SELECT conname AS name FROM pg_constraint WHERE contype = 'f' AND convalidated AND connamespace = current_schema()::regnamespace"
        )
    }
    wanted = {f"fk_{t.name}_{r.columns[0]}" for t in shape.tables().values() for r in t.references}
    missing = sorted(wanted - there)
    return [
        Finding(
            "foreign keys", not missing, f"missing: {', '.join(missing)}" if missing else f"{len(wanted)}, all enforced"
        )
    ]


def _migrated(database: Database) -> Finding:
    found = [r["version_num"] for r in database.rows("SELECT version_num FROM alembic_version")]
    return Finding("migrations", found == [SCHEMA], f"at {', '.join(found) or 'none'}, wanted {SCHEMA}")


def _views(database: Database) -> Finding:
    """The views are those of this program: one that an older made may lack columns that queries ask for."""
    from kbase.database.migrate import decoration_hash

    return _marked(database, "views", "decoration", decoration_hash(database.engine), "of this program", "made")


def _names(database: Database) -> Finding:
    """The names are filed as this program looks for them: by older keys a search misses some."""
    from kbase.database.name_index import stamp

    return _marked(database, "names", "names", stamp(), "filed as this program looks for them", "filed")


def _marked(database: Database, what: str, key: str, current: str, well_made: str, made: str) -> Finding:
    """Whether the mark that a seed left under a key is that of this program."""
    found = {r["value"] for r in database.rows(f"SELECT value FROM kbase_meta WHERE key = '{key}'")}  # noqa: S608
    good = found == {current}
    return Finding(what, good, well_made if good else f"{made} by another kbase; run 'kbase seed'")


def _registry(database: Database) -> Finding:
    """Every entity and claim has exactly one row in its own table."""
    wrong = []
    for registry, column, tables in (
        ("entities", "type", [(t.type, t.table) for t in THINGS if t.registered]),
        ("claims", "kind", [(c.kind, c.table) for c in CLAIMS]),
    ):
        for word, table in tables:
            row = database.rows(
                f"SELECT count(*) AS n FROM {registry} r WHERE r.{column} = '{word}'"  # noqa: S608
                f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = r.id)"
            )[0]
            if row["n"]:
                wrong.append(f"{row['n']} of {table}")
    return Finding(
        "registries", not wrong, f"without a row: {', '.join(wrong)}" if wrong else "every entity and claim has its row"
    )


def _uncited(database: Database) -> Finding:
    found = database.rows(
        "SELECT c.id AS id FROM claims c WHERE NOT EXISTS (SELECT 1 FROM citations x WHERE x.claim_id = c.id) ORDER BY c.id LIMIT 3"
    )
    return Finding(
        "citations", not found, f"none for {', '.join(r['id'] for r in found)}" if found else "every claim has one"
    )


def _origin(database: Database) -> Finding:
    meta = {r["key"]: r["value"] for r in database.rows("SELECT key, value FROM kbase_meta")}
    told = outdated(meta)
    commit = meta.get("commit_id")
    return Finding(
        "origin", bool(meta.get("content_hash")),
        f"dataset {meta.get('dataset')}, revision {meta.get('revision')}, seeded {meta.get('seeded_at')} from {meta.get('seeded_from')}"
        f" by kbase {meta.get('kbase_version')}, content {str(meta.get('content_hash'))[:16]},"
        f" {f'commit {commit[:16]}' if commit else 'no committed state'}{told and '; '}{told}",
    )  # fmt: skip
