"""Seeding on both engines: all or nothing, twice is once, only its own dataset, every change kept."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import checked
from kbase.curation.corpus import Corpus
from kbase.database import rows as rows_of
from kbase.database import shape, sqlite
from kbase.database.connection import open_database
from kbase.database.doctor import examine
from kbase.database.reconcile import make_plan
from kbase.database.seed import Options, Origin, compare, seed, state, up_to_date
from kbase.problems import DocumentsRefusedError, KbaseError

OPTIONS = Options(Origin("test"))


def rows(url: str, sql: str) -> list[tuple[Any, ...]]:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            return connection.execute(sql.encode()).fetchall()
    with closing(sqlite3.connect(url)) as file:
        return file.execute(sql).fetchall()


def execute(url: str, sql: str) -> None:
    if url.startswith("postgresql"):
        with psycopg.connect(url) as connection:
            connection.execute(sql.encode())
    else:
        with closing(sqlite3.connect(url)) as file:
            file.execute(sql)
            file.commit()


def dump(url: str) -> dict[str, list[tuple[Any, ...]]]:
    return {t: sorted(rows(url, f"SELECT * FROM {t}"), key=repr) for t in shape.seeded_tables()}


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_second_seed_changes_nothing(empty_url: str, world_copy: Path) -> None:
    first = seed(checked(world_copy), empty_url, OPTIONS)
    assert first.revision == 1
    assert first.plan.inserted > 100
    before = dump(empty_url)
    again = seed(checked(world_copy), empty_url, OPTIONS)
    assert again.revision is None
    assert again.plan.empty
    assert dump(empty_url) == before
    assert rows(empty_url, "SELECT count(*) FROM revisions") == [(1,)]


def test_the_doctor_is_content(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    findings = examine(empty_url)
    assert all(f.good for f in findings), findings


def test_a_change_is_kept_in_changes(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    group = world_copy / "groups" / "red-lantern.yaml"
    text = group.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name: "))
    group.write_text(text.replace(name, "name: Renamed Banner", 1), encoding="utf-8")
    outcome = seed(checked(world_copy), empty_url, OPTIONS)
    assert outcome.revision == 2
    found = rows(
        empty_url,
        "SELECT table_name, row_id, action, was, became FROM changes WHERE revision_id = 2 ORDER BY table_name",
    )
    assert [(t, r, a) for t, r, a, _, _ in found] == [
        ("entities", group.stem, "changed"),
        ("groups", group.stem, "changed"),
    ]
    assert json.loads(found[1][3])["name"] == name.removeprefix("name: ").strip("'\"")
    assert json.loads(found[1][4]) == {"name": "Renamed Banner"}


def test_a_new_thing_or_claim_has_one_line_in_changes(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    for name in shape.seeded_tables():
        told = rows(empty_url, f"SELECT row_id FROM changes WHERE table_name = '{name}' ORDER BY row_id")
        with_it = name in ("entities", "claims", "citations")
        assert told == ([] if with_it else rows(empty_url, f"SELECT id FROM {name} ORDER BY id")), name
    for name in ("entities", "claims"):
        assert not rows(empty_url, f"SELECT id FROM {name} WHERE id NOT IN (SELECT row_id FROM changes)")


def test_a_citation_added_later_has_its_own_line_in_changes(empty_url: str, world_copy: Path) -> None:
    group = world_copy / "groups" / "red-lantern.yaml"
    text = group.read_text(encoding="utf-8")
    cited = "- acronym: RL\n  sources: moot-list#RL.07\n"
    assert cited in text
    seed(checked(world_copy), empty_url, OPTIONS)
    group.write_text(
        text.replace(cited, cited.replace("moot-list#RL.07", "[moot-list#RL.07, moot-list#RL.99]")), encoding="utf-8"
    )
    seed(checked(world_copy), empty_url, OPTIONS)
    found = rows(
        empty_url, "SELECT table_name, row_id, action FROM changes WHERE revision_id = 2 AND action = 'inserted'"
    )
    assert [(t, a) for t, _, a in found] == [("citations", "inserted")]
    assert found[0][1].endswith("@moot-list#RL.99")


def test_comments_and_order_of_files_change_no_row(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    group = world_copy / "groups" / "red-lantern.yaml"
    group.write_text("# a comment\n" + group.read_text(encoding="utf-8"), encoding="utf-8")
    corpus = checked(world_copy)
    assert not up_to_date(empty_url, corpus.content_hash)
    assert seed(corpus, empty_url, OPTIONS).revision is None
    assert up_to_date(empty_url, corpus.content_hash)


def test_refused_documents_change_nothing(tmp_path: Path, world_copy: Path) -> None:
    path = tmp_path / "kbase.sqlite"
    seed(checked(world_copy), str(path), OPTIONS)
    before = path.read_bytes()
    (world_copy / "groups" / "broken.yaml").write_text("id: broken\nnames: [\n", encoding="utf-8")
    with pytest.raises(DocumentsRefusedError):
        seed(checked(world_copy), str(path), OPTIONS)
    assert path.read_bytes() == before


def test_a_large_removal_stops_and_asks(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    before = dump(empty_url)
    for folder in ("statements", "events", "operations", "people", "groups", "disputes", "decisions"):
        shutil.rmtree(world_copy / folder)
    corpus = checked(world_copy)
    corpus.problems.clear()  # what pointed to them is not the point here
    corpus.claims.clear()
    for document in [d for d in corpus.documents.values() if d.thing.type == "source"]:
        document.values.pop("published_by", None)
    with pytest.raises(KbaseError) as refused:
        seed(corpus, empty_url, OPTIONS)
    assert refused.value.code == "K601"
    assert "--allow-removals" in refused.value.help
    assert dump(empty_url) == before


def test_only_its_own_dataset(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    execute(
        empty_url, "INSERT INTO datasets (id, title, publisher, licence, origin) VALUES ('feed', 'F', 'p', 'l', 'feed')"
    )
    execute(
        empty_url,
        "INSERT INTO entities (id, type, dataset_id, name, folded) VALUES ('of-the-feed', 'group', 'feed', 'X', 'x')",
    )
    execute(
        empty_url,
        "INSERT INTO groups (id, type, dataset_id, name, kind) VALUES ('of-the-feed', 'group', 'feed', 'X', 'group')",
    )
    group = world_copy / "groups" / "red-lantern.yaml"
    text = group.read_text(encoding="utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name: "))
    group.write_text(text.replace(name, "name: Renamed Banner", 1), encoding="utf-8")
    assert seed(checked(world_copy), empty_url, OPTIONS).plan.removed == 0
    assert rows(empty_url, "SELECT name FROM groups WHERE id = 'of-the-feed'") == [("X",)]


def test_compare_writes_nothing(empty_url: str, world_copy: Path) -> None:
    plan = compare(checked(world_copy), empty_url)
    assert plan.first
    assert state(empty_url) == {}
    seed(checked(world_copy), empty_url, OPTIONS)
    assert compare(checked(world_copy), empty_url).empty


def test_a_removed_id_leaves_no_text(empty_url: str, world_copy: Path) -> None:
    extra = world_copy / "groups" / "short-lived.yaml"
    source = next(iter(sorted((world_copy / "sources").glob("*.yaml")))).stem
    extra.write_text(
        f"id: short-lived\nname: Telltale Name\nkind: group\nsources: {source}#p1\nnames:\n- alias: Telltale Alias\n  sources: {source}#p1\n",
        encoding="utf-8",
    )
    seed(checked(world_copy), empty_url, OPTIONS)
    edit(world_copy, "groups/short-lived.yaml", "Telltale Name", "Telltale Second")
    seed(checked(world_copy), empty_url, OPTIONS)
    extra.unlink()
    (world_copy / "removed.yaml").write_text(
        "removed:\n- id: short-lived\n  day: 2026-01-01\n  ground: harm\n", encoding="utf-8"
    )
    seed(checked(world_copy), empty_url, OPTIONS)
    assert rows(empty_url, "SELECT count(*) FROM entities WHERE id = 'short-lived'") == [(0,)]
    assert rows(empty_url, "SELECT count(*) FROM changes WHERE was LIKE '%Telltale%' OR became LIKE '%Telltale%'") == [
        (0,)
    ]
    assert rows(empty_url, "SELECT ground FROM removed") == [("harm",)]
    if not empty_url.startswith("postgresql"):
        assert b"Telltale" not in Path(empty_url).read_bytes()
    extra.write_text("id: short-lived\nname: Back\nkind: group\nsources: x#p1\n", encoding="utf-8")
    assert "K306" in {p.code for p in checked(world_copy).problems}


def test_one_seed_at_a_time_sqlite(tmp_path: Path, world_copy: Path) -> None:
    path = tmp_path / "kbase.sqlite"
    with sqlite.lock(path), pytest.raises(KbaseError) as refused:
        seed(checked(world_copy), str(path), OPTIONS)
    assert refused.value.code == "K602"
    assert "process" in refused.value.message
    assert seed(checked(world_copy), str(path), OPTIONS).revision == 1


@pytest.mark.postgres
def test_one_seed_at_a_time_postgresql(new_postgres: Any, world_copy: Path) -> None:
    url = new_postgres()
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (0x6B62617365,))
        with pytest.raises(KbaseError) as refused:
            seed(checked(world_copy), url, OPTIONS)
    assert refused.value.code == "K602"


def test_a_reader_is_neither_blocked_nor_disturbed(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    before = len(rows(empty_url, "SELECT id FROM entities"))
    reader = (
        psycopg.connect(empty_url)
        if empty_url.startswith("postgresql")
        else sqlite3.connect(empty_url, check_same_thread=False)
    )
    if isinstance(reader, sqlite3.Connection):
        reader.execute("BEGIN")
    else:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    assert len(reader.execute("SELECT id FROM entities").fetchall()) == before
    source = next(iter(sorted((world_copy / "sources").glob("*.yaml")))).stem
    (world_copy / "groups" / "late.yaml").write_text(
        f"id: late\nname: Late\nkind: group\nsources: {source}#p1\n", encoding="utf-8"
    )
    worker = threading.Thread(target=lambda: seed(checked(world_copy), empty_url, OPTIONS))
    worker.start()
    while worker.is_alive():
        assert len(reader.execute("SELECT id FROM entities").fetchall()) == before
    worker.join()
    assert len(reader.execute("SELECT id FROM entities").fetchall()) == before
    reader.close()
    assert len(rows(empty_url, "SELECT id FROM entities")) == before + 1


def test_another_file_is_not_overwritten(tmp_path: Path, world_copy: Path) -> None:
    for name, content in (("notes.txt", b"my notes"), ("other.sqlite", b"")):
        path = tmp_path / name
        if content:
            path.write_bytes(content)
        else:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE mine (x)")
        before = path.read_bytes()
        with pytest.raises(KbaseError) as refused:
            seed(checked(world_copy), str(path), OPTIONS)
        assert refused.value.code == "K605"
        assert path.read_bytes() == before


def test_plan_of_the_first_seed_holds_all(world_copy: Path) -> None:
    plan = make_plan(checked(world_copy), {})
    assert plan.first
    assert plan.removed == plan.changed == 0


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("memberships", "status", "true"),
        ("groups", "name", None),
        ("memberships", "group_id", "nobody"),
        ("figures", "high", 0),
    ],
)
def test_rows_that_the_schema_forbids_are_never_published(
    empty_url: str, world_copy: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, value: object
) -> None:
    """A defect of ours that makes a wrong row ends in a refusal, not in a database."""
    seed(checked(world_copy), empty_url, OPTIONS)
    before = dump(empty_url)
    at = shape.tables()[table].names.index(column)
    right = rows_of.rows

    def wrong(corpus: Corpus) -> dict[str, list[tuple[Any, ...]]]:
        made = right(corpus)
        made[table] = [(*row[:at], value, *row[at + 1 :]) for row in made[table]]
        return made

    monkeypatch.setattr("kbase.database.reconcile.rows", wrong)
    with pytest.raises(KbaseError, match="failed its checks"):
        seed(checked(world_copy), empty_url, OPTIONS)
    assert dump(empty_url) == before


def test_what_is_no_file_is_left_alone(tmp_path: Path, world_copy: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for target in (folder, pipe):
        with pytest.raises(KbaseError) as refused:
            seed(checked(world_copy), str(target), OPTIONS)
        assert refused.value.code == "K605"
    assert folder.is_dir() and pipe.is_fifo()
    assert not list(tmp_path.glob("*.lock"))
    for name in (":memory:", "file:x.sqlite?mode=rw", ""):
        with pytest.raises(KbaseError):
            seed(checked(world_copy), name, OPTIONS)


def test_a_write_ahead_log_cannot_undo_a_seed(tmp_path: Path, world_copy: Path) -> None:
    path = tmp_path / "kbase.sqlite"
    seed(checked(world_copy), str(path), OPTIONS)
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE groups SET summary = 'written by hand' WHERE id = 'red-lantern'")
    writer.commit()
    edit(world_copy, "groups/red-lantern.yaml", "\nname: ", "\nname: New ")
    with pytest.raises(KbaseError) as refused:
        seed(checked(world_copy), str(path), OPTIONS)
    assert refused.value.code == "K602"
    writer.close()
    seed(checked(world_copy), str(path), OPTIONS)
    assert [p.name for p in tmp_path.glob("kbase.sqlite-*")] == []
    ((name, summary),) = rows(str(path), "SELECT name, summary FROM groups WHERE id = 'red-lantern'")
    assert name.startswith("New ")
    assert summary != "written by hand"
    assert all(f.good for f in examine(str(path)))


def test_a_newer_database_is_left_alone(empty_url: str, world_copy: Path) -> None:
    seed(checked(world_copy), empty_url, OPTIONS)
    execute(empty_url, "UPDATE kbase_meta SET value = '9999' WHERE key = 'schema'")
    for ask in (lambda: seed(checked(world_copy), empty_url, OPTIONS), lambda: compare(checked(world_copy), empty_url)):
        with pytest.raises(KbaseError) as refused:
            ask()
        assert refused.value.code == "K603"
    assert rows(empty_url, "SELECT value FROM kbase_meta WHERE key = 'schema'") == [("9999",)]


def test_a_folder_that_cannot_be_written(tmp_path: Path, world_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "kbase.sqlite"
    seed(checked(world_copy), str(path), OPTIONS)
    before = path.read_bytes()
    edit(world_copy, "groups/red-lantern.yaml", "\nname: ", "\nname: New ")
    monkeypatch.setattr(sqlite, "_publish", full)
    with pytest.raises(KbaseError, match="No space left"):
        seed(checked(world_copy), str(path), OPTIONS)
    assert path.read_bytes() == before


@pytest.mark.postgres
def test_postgresql_refusals_are_told(new_postgres: Any, world_copy: Path) -> None:
    url = new_postgres()
    execute(url, "CREATE TABLE groups (mine integer)")
    with pytest.raises(KbaseError, match="already exists"):
        seed(checked(world_copy), url, OPTIONS)
    assert rows(url, "SELECT count(*) FROM groups") == [(0,)]
    url = new_postgres()
    execute(url, "CREATE TABLE kbase_meta (mine integer)")
    for ask in (lambda: seed(checked(world_copy), url, OPTIONS), lambda: compare(checked(world_copy), url)):
        with pytest.raises(KbaseError):
            ask()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:sekret%zz@localhost:1/d",
        "postgresql://u:sekret@localhost:1/d",
        "postgresql://localhost:1/d?user=u&password=sekret",
        "postgresql://localhost:1/d?sslpassword=sekret",
    ],
)
def test_no_password_is_shown(url: str, world_copy: Path) -> None:
    corpus = checked(world_copy)
    for ask in (lambda: seed(corpus, url, OPTIONS), lambda: compare(corpus, url), lambda: open_database(url)):
        with pytest.raises(KbaseError) as refused:
            ask()
        assert "sekret" not in refused.value.message + refused.value.help
