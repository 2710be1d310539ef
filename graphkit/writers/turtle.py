"""Turtle: the union of all documents, for people to read."""

from __future__ import annotations

from pathlib import Path

from graphkit.graph.blocks import Blocks, merged
from graphkit.graph.turtle import to_turtle


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`."""
    return {path: to_turtle(merged(blocks)).encode()}
