"""What was known on a day: committed states, from git and from the archive of a wheel, asked by the readers."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import WORLD, checked
from kbase.curation.contents import content_hash
from kbase.curation.corpus import Corpus
from kbase.curation.history import History, Since, _Archive, history_of, write_archive
from kbase.curation.older import as_written_now
from kbase.curation.origin import packaged_state, state_of
from kbase.curation.written import written
from kbase.database.behind import since
from kbase.database.connection import open_database
from kbase.database.seed import Options, Origin, seed, up_to_date
from kbase.queries.provenance import Known, why
from kbase.queries.revision import revision

FIRST, SECOND = "2024-03-01T23:30:00Z", "2024-06-10T08:00:00Z"


def git(folder: Path, *words: str, at: str = FIRST) -> None:
    identity = {
        f"GIT_{who}_{what}": "curator@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {
        **os.environ,
        **identity,
        "GIT_COMMITTER_DATE": at,
        "GIT_AUTHOR_DATE": at,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, env=environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose data were committed twice, and changed since."""
    root = tmp_path_factory.mktemp("repository")
    data = root / "data"
    shutil.copytree(WORLD, data)
    vell = data / "people" / "tomas-vell.yaml"
    dispute = data / "disputes" / "red-lantern-founding.yaml"
    later = vell.read_text(encoding="utf-8")
    vell.write_text(later.replace("name: Tomas Vell", "name: Thomas Vell", 1), encoding="utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "first")
    vell.write_text(later, encoding="utf-8")
    git(root, "commit", "--quiet", "-am", "second", at=SECOND)
    dispute.write_text(dispute.read_text(encoding="utf-8") + "# not committed\n", encoding="utf-8")
    return data


def states(found: History) -> list[str]:
    return [state.committed_at for state in found.states]


def test_the_states_of_a_repository(folder: Path) -> None:
    found = history_of(folder)
    assert found is not None
    assert states(found) == [FIRST, SECOND]
    first, second = (found.documents(state) for state in found.states)
    assert b"name: Thomas Vell" in first["people/tomas-vell.yaml"]
    assert b"name: Tomas Vell" in second["people/tomas-vell.yaml"]
    assert {name for name in first if first[name] != second[name]} == {"people/tomas-vell.yaml"}
    assert b"not committed" not in second["disputes/red-lantern-founding.yaml"]


def test_a_document_is_read_in_the_form_of_today() -> None:
    """Only the item of that verb is changed, wherever the key stands in it."""
    then = "relations:\n- successor_of: a\n  note: >-\n    Until then\n\n    start: 1999 he led.\n  start: 2004~\n  sources: s#p1\n- associate_of: b\n  start: 2001\n"
    assert as_written_now(then.encode()).decode() == then.replace("  start: 2004~", "  date: 2004~")


def test_an_archive_knows_the_same(folder: Path, tmp_path: Path) -> None:
    repository = history_of(folder)
    assert repository is not None
    target, again = tmp_path / "history.tar.xz", tmp_path / "again.tar.xz"
    assert write_archive(folder, target)
    assert write_archive(folder, again)
    assert target.read_bytes() == again.read_bytes()
    archive = _Archive(target)
    assert archive.states == repository.states
    for state in repository.states:
        assert archive.documents(state) == repository.documents(state)
    assert archive.content_hashes() == repository.content_hashes()
    assert archive.content_hashes(1) == repository.content_hashes(1) == repository.content_hashes()[1:]
    assert archive.learned() == repository.learned()


def test_a_document_that_went_is_not_in_later_states(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    (data / "people" / "orra-finch.yaml").unlink()
    git(tmp_path, "commit", "--quiet", "-am", "second", at=SECOND)
    assert write_archive(data, tmp_path / "history.tar.xz")
    archive = _Archive(tmp_path / "history.tar.xz")
    first, second = (archive.documents(state) for state in archive.states)
    assert first.keys() - second.keys() == {"people/orra-finch.yaml"}


def test_no_history_without_git(tmp_path: Path) -> None:
    shutil.copytree(WORLD, tmp_path / "data")
    assert history_of(tmp_path / "data") is None
    assert state_of(tmp_path / "data") is None
    assert not write_archive(tmp_path / "data", tmp_path / "history.tar.xz")
    assert not (tmp_path / "history.tar.xz").exists()


@pytest.mark.parametrize(
    ("day", "commit"),
    [("2024-02-29", None), ("2024-03-01", 0), ("2024-06-09", 0), ("2024-06-10", 1), ("2030-01-01", 1)],
)
def test_the_state_on_a_day(folder: Path, day: str, commit: int | None) -> None:
    found = history_of(folder)
    assert found is not None
    assert found.on(day) == (None if commit is None else found.states[commit])


def test_a_clone_that_was_cut_off_has_no_history(folder: Path, tmp_path: Path) -> None:
    """What lies before the cut would be taken for nothing known."""
    command = ["git", "clone", "--quiet", "--depth", "1", folder.parent.as_uri(), str(tmp_path / "cut")]
    subprocess.run(command, check=True, capture_output=True)
    assert history_of(tmp_path / "cut" / "data") is None


def test_the_claims_of_a_document_have_the_ids_of_the_corpus(world: Corpus) -> None:
    found = [id_ for name, content in world.contents for id_ in written(name, content)]
    assert sorted(found) == sorted(world.claims)


# --- which state a folder, and a database, is ---------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A data folder that was committed once."""
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return data


def changed(data: Path, at: str, old: str = "", new: str = "# more\n", name: str = "groups/iron-dawn.yaml") -> None:
    """Change a document and commit that."""
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
    git(data, "commit", "--quiet", "-am", "more", at=at)


def test_a_seed_and_known_on_name_the_same_commit(repository: Path) -> None:
    """Of a batch that was merged the commit on the main line, not the last one within the batch."""
    git(repository, "switch", "--quiet", "-c", "batch")
    changed(repository, "2024-04-01T00:00:00Z")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "-m", "merge", "batch", at=SECOND)
    found = history_of(repository)
    assert found is not None
    assert state_of(repository) == found.states[-1] == found.on("2024-06-10")
    assert found.content_hashes()[-1] == content_hash(repository)
    (repository / "groups" / "iron-dawn.yaml").write_text("id: iron-dawn\n", encoding="utf-8")
    assert state_of(repository) is None


def test_packaged_data_are_the_newest_state_that_has_them(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = content_hash(repository)
    changed(repository, SECOND)
    changed(repository, "2024-06-11T00:00:00Z", "# more\n", "")
    archive = tmp_path / "history.tar.xz"
    assert write_archive(repository, archive)
    states = _Archive(archive).states
    monkeypatch.setattr("kbase.curation.history.history_archive", lambda: archive)
    assert packaged_state(repository, same) == states[2]
    assert packaged_state(repository, "other") is None
    assert packaged_state(repository, "") == states[2]  # a checkout: git knows


def test_a_database_that_is_built_of_itself_notes_the_state(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kbase.database.first_use import ensure

    monkeypatch.setattr("kbase.packaged.data_folder", lambda: repository)
    monkeypatch.setattr("kbase.curation.history.data_folder", lambda: repository)
    path = tmp_path / "home" / "kbase.sqlite"
    ensure(path)
    with open_database(str(path)) as database:
        told = revision(database)
        assert why(database, "iron-dawn").claims[0].known_since == Known(FIRST, told.commit, None)
    assert state_of(repository) == (told.commit, FIRST)
    assert (told.committed_at, told.date, told.content_hash) == (FIRST, FIRST[:10], content_hash(repository))


def test_what_is_committed_after_it_was_seeded_is_noted(repository: Path, empty_url: str) -> None:
    corpus = checked(repository)
    folder = str(repository)
    seed(corpus, empty_url, Options(Origin(folder)))
    assert told_by(empty_url)[1:] == ("", "", corpus.content_hash)
    assert up_to_date(empty_url, corpus.content_hash)
    assert not up_to_date(empty_url, corpus.content_hash, "abc")
    assert seed(corpus, empty_url, Options(Origin(folder, "abc", FIRST))).revision is None
    assert told_by(empty_url) == (1, "abc", FIRST, corpus.content_hash)
    assert up_to_date(empty_url, corpus.content_hash, "abc")
    # the same bytes where git is not at hand remain that commit's
    assert up_to_date(empty_url, corpus.content_hash)
    seed(corpus, empty_url, Options(Origin(folder)))
    assert told_by(empty_url) == (1, "abc", FIRST, corpus.content_hash)
    # other bytes with the same rows are another state
    changed(repository, SECOND)
    again = checked(repository)
    assert seed(again, empty_url, Options(Origin(folder, "def", SECOND))).revision is None
    assert told_by(empty_url) == (1, "def", SECOND, again.content_hash)


def told_by(url: str) -> tuple[int | None, str, str, str]:
    with open_database(url) as database:
        told = revision(database)
    return told.revision, told.commit, told.committed_at, told.content_hash


def test_since_when_a_claim_is_known(repository: Path, tmp_path: Path) -> None:
    name = "people/orra-finch.yaml"
    changed(repository, "2024-04-01T00:00:00Z", "role: financier", "role: member", name)
    changed(repository, "2024-05-01T00:00:00Z", "role: member", "role: financier", name)
    changed(
        repository,
        SECOND,
        "names:\n",
        "names:\n- alias: New name\n  sources: court-selm-2020#p3\n",
        "people/tomas-vell.yaml",
    )
    repositorys = history_of(repository)
    assert repositorys is not None
    first, member, financier, alias = repositorys.states
    assert write_archive(repository, tmp_path / "history.tar.xz")
    for found in (repositorys, _Archive(tmp_path / "history.tar.xz")):
        role, founded, new = "orra-finch/membership/red-lantern", "red-lantern/founded", "tomas-vell/name/new-name"
        assert found.since([role, founded, new, "no/such"], alias) == {
            role: Since(first, financier), founded: Since(first, first), new: Since(alias, alias),
        }  # fmt: skip
        assert found.since([role, new], member) == {role: Since(first, member)}


@pytest.mark.parametrize("committed", [True, False])
def test_why_tells_since_when(repository: Path, tmp_path: Path, committed: bool) -> None:
    """Of what was committed, by the states up to it; of other data the last claims by the seed that brought them."""
    name, role = "people/orra-finch.yaml", "orra-finch/membership/red-lantern"
    changed(repository, "2024-04-01T00:00:00Z", "role: financier", "role: member", name)
    state = state_of(repository)
    assert state is not None
    path = repository / "people" / "tomas-vell.yaml"
    if not committed:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("names:\n", "names:\n- alias: New name\n  sources: court-selm-2020#p3\n", 1),
            encoding="utf-8",
        )
    url = str(tmp_path / "k.sqlite")
    seed(checked(repository), url, Options(Origin(str(repository), *(state_of(repository) or ()))))
    if committed:
        changed(repository, SECOND, "role: member", "role: leader", name)  # no state that the database could have
    with open_database(url) as database:
        (claim,) = why(database, role).claims
        assert claim.known_since is not None and (claim.known_since.at, claim.known_since.revision) == (FIRST, None)
        assert claim.unchanged_since == (Known(state.committed_at, state.commit, None) if committed else None)
        if not committed:
            (new,) = why(database, "tomas-vell/name/new-name").claims
            assert new.known_since is not None
            assert (new.known_since.commit, new.known_since.revision) == ("", 1)


def test_without_a_history_the_seeds_tell_since_when(world_copy: Path, empty_url: str) -> None:
    role = "orra-finch/membership/red-lantern"
    seed(checked(world_copy), empty_url, Options(Origin(str(world_copy))))
    path = world_copy / "people" / "orra-finch.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("role: financier", "role: member", 1), encoding="utf-8")
    seed(checked(world_copy), empty_url, Options(Origin(str(world_copy))))
    with open_database(empty_url) as database:
        assert since(database, [role], "") == {}
        (claim,) = why(database, role).claims
    assert claim.known_since is not None and claim.unchanged_since is not None
    assert (claim.known_since.commit, claim.known_since.revision, claim.unchanged_since.revision) == ("", 1, 2)


# --- as its user ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    done = asked(home, "seed", str(folder), "--database", "k.sqlite")
    assert done.returncode == 0, done.stderr
    return home


def asked(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data")}
    command = [sys.executable, "-m", "kbase", *words]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


def test_readers_answer_from_what_was_known(home: Path) -> None:
    words = ("show", "tomas-vell", "--database", "k.sqlite", "--format", "json")
    now = asked(home, *words)
    then = asked(home, *words, "--known-on", "2024-05-01")
    later = asked(home, *words, "--known-on", "2024-12-31")
    assert json.loads(now.stdout)["data"]["name"] == json.loads(later.stdout)["data"]["name"] == "Tomas Vell"
    assert json.loads(then.stdout)["data"]["name"] == "Thomas Vell"
    assert json.loads(then.stdout)["meta"]["date"] == "2024-03-01"
    assert "building" in then.stderr
    assert asked(home, *words, "--known-on", "2024-05-01").stderr == ""  # built once
    assert not list((home / "cache").rglob("*.lock"))
    for command in (("list", "people"), ("why", "tomas-vell"), ("timeline", "tomas-vell")):
        done = asked(home, *command, "--database", "k.sqlite", "--known-on", "2024-05-01")
        assert "Thomas Vell" in done.stdout, (command, done.stderr)


@pytest.mark.parametrize(
    "command", [("show", "tomas-vell"), ("list", "people"), ("why", "tomas-vell"), ("timeline", "nobody")]
)
def test_before_the_first_revision_there_is_no_data(home: Path, command: tuple[str, ...]) -> None:
    words = (*command, "--database", "k.sqlite", "--known-on", "2024-02-29")
    done = asked(home, *words)
    assert done.returncode == 3  # to a script 0 with no row would be a no, and 1 a refusal
    assert done.stdout == f"No data: on 2024-02-29 nothing was known yet; the first revision is of {FIRST}\n"
    told = json.loads(asked(home, *words, "--format", "json").stdout)
    assert told["data"] is None
    assert "no data" in told["meta"]["no_data"]
    (row,) = map(json.loads, asked(home, *words, "--format", "jsonl").stdout.splitlines())
    assert row.keys() == {"no_data"} and FIRST in row["no_data"]
    rows = asked(home, *words, "--format", "csv")
    assert rows.returncode == 3
    assert [list(r) for r in csv.reader(rows.stdout.splitlines())] == [["no_data"], [row["no_data"]]]


def test_what_was_learned_between_two_days(home: Path) -> None:
    words = ("changes", "--database", "k.sqlite", "--from", "2024-05-01")
    for last in ((), ("--to", "2024-12-31")):
        told = json.loads(asked(home, *words, *last, "--format", "json").stdout)
        assert (told["data"]["before"], told["meta"]["date"][:4]) == ("2024-03-01", told["data"]["after"][:4])
        (row,) = told["data"]["rows"]
        assert (row["change"], row["id"], row["field"]) == ("changed", "tomas-vell", "name")
        assert (row["was"], row["became"]) == ("Thomas Vell", "Tomas Vell")
    page = asked(home, *words)
    assert "Changes  (0 added, 1 changed, 0 removed)" in page.stdout
    assert "name: Thomas Vell → Tomas Vell" in page.stdout
    rows = asked(home, *words, "tomas-vell", "--format", "csv").stdout.splitlines()
    assert rows[0].startswith("change,kind,id,entity_id") and len(rows) == 2
    same = asked(home, *words, "--to", "2024-05-02")
    assert same.returncode == 0 and "(0 added, 0 changed, 0 removed)" in same.stdout
    before = asked(home, "changes", "--database", "k.sqlite", "--from", "2024-02-29", "--to", "2024-05-01")
    assert before.returncode == 3 and before.stdout.startswith("No data: on 2024-02-29")
    for wrong in (("--to", "2024-04-30"), ("--to", "2024"), ("--limit", "0"), ("--known-on", "2024-05-01")):
        assert asked(home, *words, *wrong).returncode == 2, wrong


def test_without_a_history_it_is_refused(world_sqlite: Path, tmp_path: Path) -> None:
    done = asked(tmp_path, "show", "tomas-vell", "--database", str(world_sqlite), "--known-on", "2024-05-01")
    assert done.returncode == 1
    assert "history of this data is not at hand" in done.stderr


def test_wrong_days_are_refused(home: Path) -> None:
    for day in ("2024", "yesterday", "2024-13-01"):
        done = asked(home, "show", "tomas-vell", "--database", "k.sqlite", "--known-on", day)
        assert done.returncode == 2, day
        assert "--known-on" in done.stderr


def test_a_merge_is_a_state_and_what_it_brought_is_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(WORLD, data)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "switch", "--quiet", "-c", "batch")
    for number in (1, 2):
        path = data / "groups" / "iron-dawn.yaml"
        path.write_text(path.read_text(encoding="utf-8") + f"# {number}\n", encoding="utf-8")
        git(tmp_path, "commit", "--quiet", "-am", f"batch {number}", at=f"2024-04-0{number}T00:00:00Z")
    git(tmp_path, "switch", "--quiet", "main")
    git(tmp_path, "merge", "--quiet", "--no-ff", "-m", "merge", "batch", at=SECOND)
    found = history_of(data)
    assert found is not None
    assert states(found) == [FIRST, SECOND]
    assert found.documents(found.states[1])["groups/iron-dawn.yaml"].endswith(b"# 1\n# 2\n")


def test_a_wheel_is_built_with_what_its_build_requires(folder: Path, tmp_path: Path) -> None:
    """pip builds in an environment of its own, which holds hatchling and PyYAML alone."""
    absent = (
        "pydantic_core",
        "pydantic",
        "sqlalchemy",
        "alembic",
        "rapidfuzz",
        "psycopg",
        "rich",
        "edtf",
        "platformdirs",
        "yaml_rs",
    )
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({absent}));"
        "from pathlib import Path; from kbase.curation.history import write_archive;"
        "sys.exit(not write_archive(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    target = tmp_path / "history.tar.xz"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(target)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert target.stat().st_size > 0


def test_an_answer_names_the_state_that_it_rests_on(home: Path, folder: Path) -> None:
    """The folder was changed since its last commit: what it holds has no commit, what was known has."""
    found = history_of(folder)
    assert found is not None
    first = found.states[0]
    words = ("--database", "k.sqlite", "--known-on", "2024-05-01")
    name = f"revision {first.commit[:8]} of 2024-03-01"
    for command in (
        ("show", "red-lantern"), ("list", "groups"), ("why", "red-lantern"), ("timeline", "red-lantern"), ("leaders", "red-lantern"), ("sources",),
    ):  # fmt: skip
        page = asked(home, *command, *words).stdout.splitlines()
        assert page[1] == f"As known on 2024-05-01 ({name})", command
        assert page[-1] == f"An invented world, {name}, CC0-1.0"
        meta = json.loads(asked(home, *command, *words, "--format", "json").stdout)["meta"]
        assert (meta["commit"], meta["committed_at"], meta["known_on"]) == (*first, "2024-05-01")
        assert meta["content_hash"] == found.content_hashes()[0]
        rows = asked(home, *command, *words, "--format", "csv")
        assert rows.stderr == f"kbase: As known on 2024-05-01 ({name}); An invented world, {name}, CC0-1.0\n"
    now = asked(home, "list", "groups", "--database", "k.sqlite")
    assert "As known" not in now.stdout
    assert re.search(r"revision 1 seeded \d{4}-\d\d-\d\d, content [0-9a-f]{12}, CC0-1.0\n$", now.stdout)


def test_since_when_as_its_user(home: Path) -> None:
    words = ("why", "red-lantern/founded", "--database", "k.sqlite")
    then = asked(home, *words, "--known-on", "2024-05-01")
    assert re.search(r"known since 2024-03-01 \(revision [0-9a-f]{8}\), unchanged\n", then.stdout)
    assert re.search(r"known since 2024-03-01 \(revision [0-9a-f]{8}\)\n", asked(home, *words).stdout)
    (row, *_) = csv.DictReader(asked(home, *words, "--known-on", "2024-05-01", "--format", "csv").stdout.splitlines())
    assert row["known_since"] == row["unchanged_since"] == FIRST
    assert len(row["known_since_commit"]) == 40 and row["known_since_revision"] == ""


def test_the_revisions_that_are_known(home: Path, folder: Path) -> None:
    found = history_of(folder)
    assert found is not None
    words = ("revisions", "--database", "k.sqlite")
    told = json.loads(asked(home, *words, "--format", "json").stdout)["data"]
    assert told["columns"] == ["commit", "committed_at", "content_hash", "claims"]
    assert [row[:3] for row in told["rows"]] == [
        [*state, hash] for state, hash in zip(found.states, found.content_hashes(), strict=True)
    ][::-1]
    with open_database(str(home / "k.sqlite")) as database:
        ((counted,),) = database.tuples("SELECT COUNT(*) FROM claims")
    assert [row[3] for row in told["rows"]] == [counted, counted]
    newest = asked(home, *words, "--limit", "1")
    assert newest.stdout.splitlines()[0] == "Revisions (1)"
    assert f"{found.states[1].commit[:8]}  {SECOND}  {found.content_hashes()[1][:12]}" in newest.stdout
    (row,) = csv.DictReader(asked(home, *words, "--limit", "1", "--format", "csv").stdout.splitlines())
    assert row["commit"] == found.states[1].commit
    assert asked(home, *words, "--limit", "0").returncode == 2


def test_without_a_history_there_are_no_revisions_to_list(world_sqlite: Path, tmp_path: Path) -> None:
    done = asked(tmp_path, "revisions", "--database", str(world_sqlite))
    assert done.returncode == 1
    assert "history of this data is not at hand" in done.stderr
