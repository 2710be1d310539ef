"""The graph: extraction to quads, the store, SPARQL, SHACL, and Graph, which puts them together."""

from __future__ import annotations

from graphkit.graph.assertions import to_quads
from graphkit.graph.facade import Graph
from graphkit.graph.results import Results, Row
from graphkit.graph.run import Run
from graphkit.graph.store import Store

__all__ = ["Graph", "Results", "Row", "Run", "Store", "to_quads"]
