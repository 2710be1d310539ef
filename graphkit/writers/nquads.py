"""N-Quads, sorted: one statement a line, the form in which graphs are compared byte by byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`."""
    return {path: "".join(sorted({f"{quad} .\n" for quad in quads})).encode()}
