"""The files of a data folder and their hash. A build of the wheel asks for it too, so nothing heavy is loaded."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from kbase.curation.reader import LARGEST
from kbase.problems import KbaseError, Place, Problem

# O_NONBLOCK: opening a pipe would wait for ever
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def data_files(folder: Path) -> list[tuple[str, str]]:
    """The files of a data folder, as (name relative to it, path), sorted.

    What is no file but stands where one should (a folder in a folder, a link to a folder, a folder that cannot be
    listed) is left in for `load` to refuse: passed over, it would look like a removal.
    """
    if not folder.is_dir():
        raise KbaseError(
            f"there is no folder '{folder}'", "name the folder that holds dataset.yaml, groups/, people/ …"
        )
    found: list[tuple[str, str]] = []
    base = str(folder)
    unlisted: list[str] = []
    for root, folders, names in os.walk(base, onerror=lambda error: unlisted.append(str(error.filename))):
        top = root == base
        names += [f for f in folders if not top or Path(root, f).is_symlink()]
        folders[:] = [f for f in folders if top and not f.startswith(".")]
        inside = "" if top else f"{os.path.relpath(root, base)}/".replace(os.sep, "/")
        outside = os.path.join(root, "")
        found += [(inside + name, outside + name) for name in names if not name.startswith(".")]
    found += [(os.path.relpath(path, base).replace(os.sep, "/"), path) for path in unlisted]
    found.sort()
    return found


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all files of a data folder."""
    contents = ((name, content_of(name, path)) for name, path in data_files(folder))
    return hash_of((name, b"" if isinstance(content, Problem) else content) for name, content in contents)


def hash_of(contents: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 over names and contents."""
    import hashlib  # a check asks for no hash

    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


def content_of(name: str, path: str) -> bytes | Problem:
    """The bytes of a file, or why it is not read."""
    try:
        file = os.open(path, _OPEN)
        try:
            status = os.fstat(file)
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError(21, os.strerror(21))
            if not stat.S_ISREG(status.st_mode):
                raise OSError(0, "not a file")
            if status.st_size > LARGEST:
                return Problem(
                    "K107", f"the file has {status.st_size:,} bytes; at most {LARGEST:,} are read", Place(path),
                    "one thing, one file; split it, or move it out of the data folder",
                )  # fmt: skip
            return _all(file, status.st_size)
        finally:
            os.close(file)
    except OSError as error:
        if Path(path).is_dir() and ("/" in name or Path(path).is_symlink()) and os.access(path, os.R_OK):
            return Problem(
                "K111", "a folder where a document should stand", Place(path),
                "documents stand directly in their folder: move them up" if "/" in name else "a link to a folder is not followed",
            )  # fmt: skip
        return Problem("K112", f"cannot be read: {error.strerror}", Place(path), "check the file and its rights")


def _all(file: int, size: int) -> bytes:
    content = os.read(file, size + 1)  # one more, to see the end without asking again
    while len(content) > size or len(content) < size:
        more = os.read(file, LARGEST)
        if not more:
            break
        content += more
    return content
