"""GraphML: entities and direct triples, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

import io
from pathlib import Path

from graphkit.graph.blocks import Blocks, quads_of
from graphkit.graph.networks import to_networkx
from graphkit.writers.network import flat


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`."""
    import networkx

    stream = io.BytesIO()
    networkx.write_graphml_xml(flat(to_networkx(quads_of(blocks))), stream, named_key_ids=True)
    return {path: stream.getvalue() + b"\n"}
