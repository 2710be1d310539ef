"""TriG: one block for each document, for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.turtle import to_trig


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`."""
    return {path: to_trig(quads).encode()}
