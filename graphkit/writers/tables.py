"""Two CSV tables, of nodes and of edges: for spreadsheets, databases and Neo4j's import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from graphkit.graph.blocks import Blocks, quads_of
from graphkit.graph.networks import to_networkx

NODES = ("id:ID", "label", "class:LABEL")
EDGES = (
    "source:START_ID",
    "property:TYPE",
    "target:END_ID",
    "date:date",
    "count:int",
    "documents",
    "confidence:double",
)
"""Names of the columns, with what `neo4j-admin database import` has to know of each."""


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`: x.csv becomes x.nodes.csv and x.edges.csv; documents are joined by spaces.

    Source: RFC 4180; the CSV header format of Neo4j's operations manual.
    """
    graph = to_networkx(quads_of(blocks))
    nodes = [(node, data["label"], data["class"]) for node, data in graph.nodes(data=True)]
    edges = [
        (subject, key, obj, d["date"] or "", d["count"], " ".join(d["documents"]), f"{d['confidence']:.2f}")
        for subject, obj, key, d in graph.edges(keys=True, data=True)
    ]
    return {
        path.with_suffix(".nodes.csv"): _table(NODES, sorted(nodes)),
        path.with_suffix(".edges.csv"): _table(EDGES, sorted(edges)),
    }


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(head)
    table.writerows(rows)
    return stream.getvalue().encode()
