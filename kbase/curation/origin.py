"""Which commit a data folder is at."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path


def _git(folder: Path, *words: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def commit_of(folder: Path) -> tuple[str, str] | None:
    """The last commit that touched the folder and its time (UTC, ISO 8601); None where the files differ from it."""
    if _git(folder, "status", "--porcelain", "--", ".") != "":
        return None
    found = _git(folder, "log", "-1", "--format=%H %ct", "--", ".")
    if not found:
        return None
    commit, _, moment = found.partition(" ")
    return commit, datetime.fromtimestamp(int(moment), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
