"""Turtle: the union of all documents, for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.turtle import to_turtle


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`."""
    return {path: to_turtle(quad.triple for quad in quads).encode()}
