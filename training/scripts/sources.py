"""Find the public data sets that the recipe reads."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1]


def find_data(given: str | None = None) -> Path:
    """Return the folder of the data sets.

    The order is: the argument, the environment variable ``GRAPHKIT_DATA``,
    ``../shared/data`` beside the repository.

    Raises:
        SystemExit: none of them is a folder.
    """
    places = [given, os.environ.get("GRAPHKIT_DATA"), str(TRAINING.parents[1] / "shared" / "data")]
    for place in places:
        if place and Path(place).is_dir():
            return Path(place)
    raise SystemExit("No data folder found. Name one with --data or the environment variable GRAPHKIT_DATA.")


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a UTF-8 file, gzipped or not, without line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def read_list(name: str) -> list[str]:
    """Return the lines of a word list of ours, training/lists/NAME.txt."""
    return (TRAINING / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
