"""Where the data and the migrations stand: in the wheel inside the package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

from kbase.problems import KbaseError

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    for folder in (_PACKAGE / "_packaged" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise KbaseError(f"this installation of kbase has no '{name}' folder", "install the wheel again")


def data_folder() -> Path:
    """The curated data that came with the program."""
    return _folder("data")


def migrations_folder() -> Path:
    """Alembic's script folder."""
    return _folder("migrations")


def history_archive() -> Path | None:
    """The history of the packaged data, which a wheel carries; in a checkout git has it."""
    archive = _PACKAGE / "_packaged" / "history.tar.xz"
    return archive if archive.is_file() else None
