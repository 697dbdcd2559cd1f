"""Puts the hash of `data/` and its history, as git keeps it, into the wheel; a build without git goes without the history."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class HistoryHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a checkout asks git itself
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from kbase.curation.contents import content_hash
        from kbase.curation.history import write_archive

        self.folder = tempfile.TemporaryDirectory()
        hashed = Path(self.folder.name) / "content_hash"
        hashed.write_text(content_hash(root / "data"), encoding="ascii")
        build_data["force_include"][str(hashed)] = "kbase/_packaged/content_hash"
        target = Path(self.folder.name) / "history.tar.xz"
        if write_archive(root / "data", target):
            build_data["force_include"][str(target)] = "kbase/_packaged/history.tar.xz"
        else:
            self.app.display_warning("no git history of data/: --known-on will have nothing to answer from")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
