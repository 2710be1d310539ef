"""N-Quads, sorted: one statement a line, the form in which graphs are compared byte by byte."""

from __future__ import annotations

from pathlib import Path

from graphkit.graph.blocks import Blocks


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`."""
    ends = ((lines, f" {graph} .\n" if graph else " .\n") for graph, lines in blocks.items())
    return {path: "".join(sorted(line + end for lines, end in ends for line in lines)).encode()}
