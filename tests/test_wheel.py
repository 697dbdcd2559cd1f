"""The wheel alone answers: installed into an empty folder it builds its database on first use."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from conftest import REPOSITORY
from kbase.curation.contents import content_hash
from kbase.curation.history import history_of
from kbase.curation.origin import state_of


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("kbase-*.whl")
    target = folder / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
    )
    return target


def kbase(site: Path, cwd: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(site),
        "XDG_DATA_HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
    }
    environment.pop("KBASE_DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "kbase", *words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def test_first_use_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    empty, home = tmp_path / "empty", tmp_path / "home"
    empty.mkdir()
    first = kbase(installed, empty, home, "show", "isgs", "--format", "json")
    assert first.returncode == 0, first.stderr
    assert "Islamic State in the Greater Sahara" in first.stdout
    assert len(first.stderr.strip().splitlines()) == 1
    assert "building the database" in first.stderr
    assert json.loads(first.stdout)
    again = kbase(installed, empty, home, "show", "ISGS")
    assert again.returncode == 0
    assert "building" not in again.stderr
    assert list(empty.iterdir()) == []
    doctor = kbase(installed, empty, home, "doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "from packaged" in doctor.stdout
    for shell in ("bash", "zsh", "fish"):
        assert "--words" in kbase(installed, empty, home, "completion", shell).stdout


def test_a_named_database_that_is_missing_is_an_error(installed: Path, tmp_path: Path) -> None:
    done = kbase(installed, tmp_path, tmp_path / "home", "show", "isgs", "--database", "nowhere.sqlite")
    assert done.returncode == 1
    assert "nowhere.sqlite" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "nowhere.sqlite").exists()


def test_a_file_of_the_users_own_is_not_replaced(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    world = REPOSITORY / "tests" / "world" / "data"
    assert kbase(installed, tmp_path, home, "seed", str(world)).returncode == 0
    shown = kbase(installed, tmp_path, home, "list", "groups", "--format", "json")
    assert "red-lantern" in shown.stdout
    assert "building" not in shown.stderr


def test_a_wheel_knows_what_was_known(installed: Path, tmp_path: Path) -> None:
    found = history_of(REPOSITORY / "data")
    if found is None:
        pytest.skip("this is no git checkout")
    home = tmp_path / "home"
    day = found.states[0].committed_at[:10]
    shown = kbase(installed, tmp_path, home, "show", "isgs", "--known-on", day, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout)["meta"]["date"] == day
    assert "this kbase carries" not in shown.stderr  # other data is what was asked for
    revisions = kbase(installed, tmp_path, home, "revisions", "--format", "json")
    assert [row[:2] for row in json.loads(revisions.stdout)["data"]["rows"]] == [list(s) for s in found.states[::-1]]
    known = kbase(installed, tmp_path, home, "why", "isgs/founded", "--format", "json")
    since = json.loads(known.stdout)["data"]["claims"][0]["known_since"]
    assert since["commit"] in [state.commit for state in found.states]
    before = kbase(installed, tmp_path, home, "list", "groups", "--known-on", "2001-01-01")
    assert before.stdout.startswith("No data: ")


def test_a_wheel_names_the_state_of_its_data(installed: Path, tmp_path: Path) -> None:
    """Not the day on which it was installed, which differs from one to the next."""
    state = state_of(REPOSITORY / "data")
    if state is None:
        pytest.skip("the data are not committed as they are")
    home = tmp_path / "home"
    for again in ((), ("seed",)):  # built of itself, then by the command
        if again:
            (home / "kbase" / "kbase.sqlite").unlink()
            assert kbase(installed, tmp_path, home, *again).returncode == 0
        meta = json.loads(kbase(installed, tmp_path, home, "list", "groups", "--format", "json").stdout)["meta"]
        assert (meta["commit"], meta["committed_at"], meta["date"]) == (*state, state.committed_at[:10])
        assert meta["content_hash"] == content_hash(REPOSITORY / "data")


def test_since_when_is_read_from_what_a_wheel_carries(installed: Path, tmp_path: Path) -> None:
    """No document is opened for it."""
    code = (
        "import sys; from kbase.cli.main import main; main(['why', 'isgs/founded']);"
        "sys.exit(bool({'yaml', 'yaml_rs'} & set(sys.modules)))"
    )
    assert kbase(installed, tmp_path, tmp_path / "home", "list", "groups").returncode == 0
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_DATA_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_default_database_of_other_packaged_data_is_told(installed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert kbase(installed, tmp_path, home, "list", "groups").returncode == 0
    again = kbase(installed, tmp_path, home, "show", "isgs")
    assert again.stderr == ""
    with closing(sqlite3.connect(home / "kbase" / "kbase.sqlite")) as file, file:
        file.execute("UPDATE kbase_meta SET value = 'older' WHERE key = 'content_hash'")
    told = kbase(installed, tmp_path, home, "show", "isgs")
    assert told.returncode == 0
    assert told.stdout == again.stdout
    assert len(told.stderr.splitlines()) == 1 and "holds other data (content older)" in told.stderr
    assert "run 'kbase seed'" in told.stderr
    for shell in ("bash", "zsh", "fish"):  # a word that is completed is no place for it
        assert kbase(installed, tmp_path, home, "completion", shell, "--words=kbase show isg").stderr == ""
    assert "this kbase carries" in kbase(installed, tmp_path, home, "doctor").stdout
    assert kbase(installed, tmp_path, home, "seed").returncode == 0
    assert kbase(installed, tmp_path, home, "show", "isgs").stderr == ""
