"""TriG: one block for each document, for people to read."""

from __future__ import annotations

from pathlib import Path

from graphkit.graph.blocks import Blocks
from graphkit.graph.turtle import to_trig


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`."""
    return {path: to_trig(blocks).encode()}
