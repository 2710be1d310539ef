"""N-Triples, sorted: the union of all documents, one statement a line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`."""
    return {path: "".join(sorted({f"{quad.triple} .\n" for quad in quads})).encode()}
