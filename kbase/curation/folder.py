"""Which data folder is meant when none is named."""

from __future__ import annotations

from pathlib import Path

from kbase.fields import FOLDERS
from kbase.packaged import data_folder

DATASET_FILE = "dataset.yaml"


def default_folder() -> Path:
    """`data` in the current folder if it looks like ours, else the data that came with the program."""
    here = Path("data")
    if (here / DATASET_FILE).is_file() or any((here / name).is_dir() for name in FOLDERS):
        return here
    return data_folder()
