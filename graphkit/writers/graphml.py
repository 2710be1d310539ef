"""GraphML: entities and direct triples, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.networks import to_networkx
from graphkit.writers.network import flat


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`."""
    import networkx

    stream = io.BytesIO()
    networkx.write_graphml_xml(flat(to_networkx(quads)), stream, named_key_ids=True)
    return {path: stream.getvalue() + b"\n"}
