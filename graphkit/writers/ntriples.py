"""N-Triples, sorted: the union of all documents, one statement a line."""

from __future__ import annotations

from pathlib import Path

from graphkit.graph.blocks import Blocks, merged


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`."""
    return {path: "".join(sorted(f"{line} .\n" for line in merged(blocks))).encode()}
