"""GEXF: entities and direct triples, for Gephi."""

from __future__ import annotations

import io
import re
from pathlib import Path

from graphkit.graph.blocks import Blocks, quads_of
from graphkit.graph.networks import to_networkx
from graphkit.writers.network import flat

_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`; the day of writing, which networkx notes, is taken out."""
    import networkx

    graph = flat(to_networkx(quads_of(blocks)))
    numbered = networkx.MultiDiGraph()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (subject, obj, attributes) in enumerate(graph.edges(data=True)):
        numbered.add_edge(subject, obj, key=number, id=str(number), **attributes)
    stream = io.BytesIO()
    networkx.write_gexf(numbered, stream)
    return {path: _TODAY.sub(b"", stream.getvalue()) + b"\n"}
