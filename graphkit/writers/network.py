"""Attributes of a network as the plain values that exchange formats know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.writers.characters import legal

if TYPE_CHECKING:
    import networkx


def flat(graph: networkx.MultiDiGraph[str]) -> networkx.MultiDiGraph[str]:
    """Copy a network with text, numbers and truth values only: lists joined by spaces, what is unknown left out."""
    import networkx

    copy: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        copy.add_node(node, **_plain(attributes))
    for subject, obj, key, attributes in graph.edges(keys=True, data=True):
        copy.add_edge(subject, obj, key=key, **_plain(attributes))
    return copy


def _plain(attributes: dict[str, Any]) -> dict[str, str | int | float | bool]:
    plain: dict[str, str | int | float | bool] = {}
    for name, value in attributes.items():
        if isinstance(value, tuple):
            plain[name] = " ".join(value)
        elif isinstance(value, str):
            plain[name] = legal(value)
        elif value is not None:
            plain[name] = value
    return plain
