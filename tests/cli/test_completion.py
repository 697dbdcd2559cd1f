"""Completion in the shells themselves, and what they are told."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kbase.cli.main import COMMANDS, main
from kbase.codes import CODES


@pytest.fixture(scope="module")
def path_with_kbase(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A PATH on which `kbase` is this one."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "kbase"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kbase "$@"\n')
    program.chmod(0o755)
    return os.pathsep.join((str(folder), os.environ["PATH"]))


def words(shell: str, line: str, database: Path | str | None, path: str = os.environ["PATH"]) -> list[str]:
    environment = {**os.environ, "PATH": path} | ({"KBASE_DATABASE_URL": str(database)} if database else {})
    done = subprocess.run(
        [sys.executable, "-m", "kbase", "completion", shell, f"--words={line}"], env=environment, capture_output=True,
        text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split("\n") if done.stdout else []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("kbase s", ["seed", "show", "sources", "sql", "schema"]),
        ("kbase show red-la", ["red-lantern"]),
        ("kbase show RED-LA", ["red-lantern"]),
        ("kbase show glow", []),  # a rejected name
        ("kbase show marsh", ["marsh-killings", "marsh-report", "red-lantern"]),  # 'Friends of the Marsh'
        ("kbase show vell", ["vell-pledge", "tomas-vell"]),
        ("kbase schema current_memb", ["current_memberships"]),
        ("kbase schema memb", ["memberships"]),
        ("kbase schema ya", ["yaml"]),
        ("kbase explain K1", [c for c in CODES if c.startswith("K1")]),
        ("kbase explain k101 k10", [c for c in CODES if c.startswith("K10")]),
        ("kbase show rouge", ["red-lantern"]),
        ("kbase show الفانوس", ["red-lantern"]),
        ('kbase show "Iron D', ["iron-dawn"]),
        ("kbase lineage v", []),  # a person is no group
        ("kbase list events --group red-la", ["red-lantern"]),
        ("kbase list events --person red", []),
        ("kbase list events --group ridge", ["ridge-guard"]),
        ("kbase list memberships --group ridge", []),  # organizations have no members
        ("kbase list events --operation op", ["operation-egret", "operation-heron"]),
        ("kbase list events --country est", ["estoria"]),
        ("kbase path tomas-vell red-la", ["red-lantern"]),
        ("kbase timeline red-lantern iron", ["iron-dawn"]),
        ("kbase show --format j", ["json", "jsonl"]),
        ("kbase show --form", ["--format"]),
        ("kbase list gr", ["groups"]),
        ("kbase new gr", ["group"]),
        ("kbase network red-lantern --depth ", []),
        ("kbase list events --kind ra", ["raid"]),
        ("kbase list memberships --kind founder", ["founder"]),
        ("kbase list groups --count --by dec", ["decade"]),
        ("kbase list events --count --by country,ye", ["country,year"]),
        ("kbase list events --attribution c", ["confirmed", "claimed"]),
        ("kbase list people --status d", ["delisted"]),
        ("kbase leaders red-lantern --role leader,de", ["leader,deputy"]),
        ("kbase timeline red-lantern --kind mem", ["membership", "members", "memberships"]),
        ("kbase path a b --kinds membership,pos", ["membership,position"]),
        ("kbase sql leader", ["leaders-on", "leadership-of", "leadership-with-parts", "leaders-killed"]),
        ("kbase sql leaders-on ", ["group=", "day="]),
        ("kbase sql leaders-on day=2020-01-01 ", ["group="]),
        ("kbase sql leaders-on group=red-la", ["group=red-lantern"]),
        ("kbase sql leaders-on day=20", []),
        ("kbase sql active-in country=", ["country=estoria", "country=velmark"]),  # neither towns nor regions
        ("kbase sql active-in country=sel", []),
        ("kbase sql events-in country=xestoria", []),
        ("kbase sql events-in country=Est", ["country=estoria"]),
        ("kbase sql --format j", ["json", "jsonl"]),
        ("kbase why tomas-vell/di", ["tomas-vell/died", "tomas-vell/died/daily"]),
        ("kbase cite red-lantern/split", ["red-lantern/split_from/iron-dawn"]),
        ("kbase why red-la", ["red-lantern"]),
        ("kbase why red-lantern foun", ["founded"]),
        ("kbase why red-lantern iron", ["iron-dawn"]),
        ("kbase why red-lantern split", ["split_from"]),
        ("kbase why nobody fo", []),
        ("kbase why tomas-vell di", ["died"]),
        ("kbase nothing ", []),
        ("kbase", []),
    ],
)
def test_words(line: str, expected: list[str], world_sqlite: Path) -> None:
    assert words("bash", line, world_sqlite) == expected


def test_what_narrows_the_claims_of_an_entity(world_sqlite: Path) -> None:
    found = dict(line.split("\t") for line in words("zsh", "kbase why tomas-vell ", world_sqlite))
    assert {"born", "died", "deputy_of", "memberships", "kunya"} <= set(found)
    assert found["died"] and "iron-dawn" not in found and "founded" not in found


def test_all_commands(world_sqlite: Path) -> None:
    assert words("bash", "kbase ", world_sqlite) == list(COMMANDS)


def test_names_of_each_shell(world_sqlite: Path) -> None:
    assert words("zsh", "kbase show lanterne", world_sqlite) == ["red-lantern\tLanterne rouge"]
    # fish drops words without a trace of what was typed
    assert words("fish", "kbase show rouge", world_sqlite) == ["Lanterne rouge\tred-lantern"]
    assert words("fish", "kbase show lantern", world_sqlite)[0].startswith("lantern-bulletin\t")
    assert words("zsh", "kbase show vell", world_sqlite)[:2] == [
        "vell-pledge\tPledge of Tomas Vell",
        "tomas-vell\tTomas Vell",
    ]
    assert len(words("bash", "kbase show of", world_sqlite)) > 2
    assert "..." not in words("bash", 'kbase show "of', world_sqlite)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_choice_is_not_told_what_the_option_is_for(shell: str, world_sqlite: Path) -> None:
    assert words(shell, "kbase show x --format ", world_sqlite) == ["table\t", "json\t", "jsonl\t", "csv\t", "md\t"]
    assert words(shell, "kbase list gro", world_sqlite) == ["groups\t"]
    assert words(shell, "kbase explain K401", world_sqlite) == [f"K401\t{CODES['K401'].title}"]


def test_files(world_sqlite: Path, tmp_path: Path) -> None:
    (tmp_path / "some.sqlite").touch()
    assert words("bash", f"kbase show red-lantern --database {tmp_path}/so", world_sqlite) == [
        f"{tmp_path}/some.sqlite"
    ]


@pytest.mark.parametrize("line", ["kbase show red-la", "kbase show ", "kbase lineage x --database nowhere.sqlite "])
@pytest.mark.parametrize("database", ["absent", "broken", "foreign", None])
def test_without_a_database_there_are_no_words(line: str, database: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    if database == "broken":
        (tmp_path / database).write_text("no database")
    if database == "foreign":
        (tmp_path / database).touch()
    assert words("bash", line, tmp_path / database if database else None) == []
    assert not (tmp_path / "home").exists()


def test_hostile_names_end_no_line(world_sqlite: Path) -> None:
    for shell in ("zsh", "fish"):
        (line,) = words(shell, "kbase show hostile-g", world_sqlite)
        assert line.startswith("hostile-group\t")
        assert "\x1b" not in line


def test_the_database_on_the_line_counts(world_sqlite: Path, tmp_path: Path) -> None:
    assert words("bash", f"kbase show --database {world_sqlite} red-la", tmp_path / "absent") == ["red-lantern"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_sound(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"completion {shell}" in script
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not on this machine")
    file = tmp_path / "script"
    file.write_text(script)
    done = subprocess.run([found, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_wrong_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "csh"]) == 2
    assert "bash" in capsys.readouterr().err


def shell(name: str, script: str, path: str, database: Path) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    done = subprocess.run(
        [found, *(("-f",) if name == "zsh" else ()), "-c", script], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PATH": path, "KBASE_DATABASE_URL": str(database), "TERM": "dumb"}, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_bash(path_with_kbase: str, world_sqlite: Path) -> None:
    script = (
        'eval "$(kbase completion bash)"; complete -p kbase; '
        'try() { COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; COMPREPLY=(); _kbase kbase; printf "<%s>" "${COMPREPLY[@]}"; echo; }; '
        'try "kbase show red-la"; try "kbase show rouge"; try "kbase sho"; try "kbase show nothing-like-it"; '
        'try "kbase sql leaders-on group=red-la"; try "kbase why red-lantern/split"; try "kbase list events --kind ra"'
    )
    lines = shell("bash", script, path_with_kbase, world_sqlite).splitlines()
    assert "-F _kbase kbase" in lines[0]
    assert lines[1:] == ["<red-lantern>", "<red-lantern>", "<show>", "<>", "<red-lantern>",
                         "<red-lantern/split_from/iron-dawn>", "<raid>"]  # fmt: skip


@pytest.mark.parametrize("at_once", ["off", "on"])
def test_keys_typed_into_bash(at_once: str, path_with_kbase: str, world_sqlite: Path, tmp_path: Path) -> None:
    """Several that do not all begin with what was typed are listed, and what was typed stays."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not on this machine")
    kept = tmp_path / "typed"
    settings = (
        f"""bind 'set show-all-if-ambiguous {at_once}'; bind -x '"\\C-t": printf "%s\\n" "$READLINE_LINE" >> {kept}; """
        """READLINE_LINE='; PS1="> "; eval "$(kbase completion bash)"\n"""
    )
    tabs = "\t" if at_once == "on" else "\t\t"
    keys = f'kbase show vell{tabs}\x14kbase show "of{tabs}\x14kbase show tid\t\x14exit\n'
    child, terminal = os.forkpty()
    if child == 0:
        more = {"PATH": path_with_kbase, "KBASE_DATABASE_URL": str(world_sqlite), "TERM": "dumb", "HISTFILE": ""}
        os.execve(bash, [bash, "--norc", "--noprofile", "-i"], {**os.environ, **more})
    shown = b""
    os.write(terminal, settings.encode())
    while select.select([terminal], [], [], 30)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:  # it has left
            break
        if keys and shown.endswith(b"\n> "):
            os.write(terminal, keys.encode())
            keys = ""
    os.kill(child, signal.SIGKILL)  # has ended, but where it waits for what never comes
    os.waitpid(child, 0)
    os.close(terminal)
    assert [line.strip() for line in kept.read_text().splitlines()] == [
        "kbase show vell", 'kbase show "of', "kbase show night-tide",
    ]  # fmt: skip
    text = shown.decode()
    assert re.search(r"^vell-pledge +tomas-vell *\r?$", text, re.MULTILINE), text
    assert "..." not in text


def test_fish(path_with_kbase: str, world_sqlite: Path) -> None:
    script = 'kbase completion fish | source; complete -C "kbase show red-la"; complete -C "kbase show rouge"; complete -C "kbase sho"; complete -C "kbase sql leaders-on group=red-la"; complete -C "kbase why red-lantern/split"'
    lines = shell("fish", script, path_with_kbase, world_sqlite).splitlines()
    assert [line.split("\t")[0] for line in lines] == ["red-lantern", "Lanterne rouge", "show", "group=red-lantern", "red-lantern/split_from/iron-dawn"]  # fmt: skip


def test_zsh(path_with_kbase: str, world_sqlite: Path, tmp_path: Path) -> None:
    """Keys are typed into a zsh of its own, and what it then holds is run: here by an `echo` in the place of kbase."""
    script = f"""
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'autoload -U compinit; compinit -u -d {tmp_path}/dump; eval "$(kbase completion zsh)"'
zpty -w z 'run() {{ print -r -- "$BUFFER" >> {tmp_path}/typed; BUFFER=; zle accept-line }}; zle -N run; bindkey "^X" run; print READY'
zpty -r -m z ready '*READY*READY*'
for line in $'kbase show vell\\t' 'kbase show red-la' 'kbase show rouge' 'kbase sho' 'kbase sql leaders-on gro' 'kbase sql leaders-on group=red-la'; do
    zpty -n -w z "$line"$'\\t'
    sleep 1
    zpty -n -w z $'\\x18'
    sleep 0.5
done
cat {tmp_path}/typed
"""
    lines = shell("zsh", script, path_with_kbase, world_sqlite).splitlines()
    assert [line.rstrip() for line in lines] == ["kbase show tomas-vell", "kbase show red-lantern", "kbase show red-lantern", "kbase show", "kbase sql leaders-on group=",
                                                 "kbase sql leaders-on group=red-lantern"]  # fmt: skip
