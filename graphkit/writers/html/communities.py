"""The overview of a large graph: its names in communities, each of which can be opened by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LARGEST = 500
"""Most names that are opened at once."""
MOST = 160
"""Bubbles in an overview, about: what is small is gathered until there are no more."""


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that have more to do with each other than with the rest, by index, the weightiest first."""

    members: tuple[int, ...]


def divide(weights: Sequence[int], edges: Sequence[tuple[int, int]]) -> list[Community]:
    """Divide nodes into communities of at most `LARGEST`, the weightiest first; the same input gives the same division.

    Nodes that hang together with few others are gathered, so that an overview has some hundred bubbles, not thousands.

    Source: the Louvain method, Blondel et al. (2008), with the seed given.

    >>> divide([1, 1, 1], [(0, 1)])
    [Community(members=(0, 1)), Community(members=(2,))]
    """
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(len(weights)))
    for a, b in edges:
        if a != b:
            graph.add_edge(a, b, weight=graph.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    parts: list[list[int]] = []
    pending = [sorted(part) for part in networkx.connected_components(graph)]
    while pending:
        part = pending.pop()
        if len(part) <= LARGEST:
            parts.append(part)
            continue
        found = [sorted(inner) for inner in networkx.community.louvain_communities(graph.subgraph(part), seed=7)]
        if len(found) > 1:
            pending.extend(found)
        else:  # nothing divides it: the weightiest first, by numbers
            order = sorted(part, key=lambda node: (-weights[node], node))
            parts.extend(order[at : at + LARGEST] for at in range(0, len(order), LARGEST))
    parts = _gathered(parts, max(1, len(weights) // MOST))
    ordered = [sorted(part, key=lambda node: (-weights[node], node)) for part in parts]
    ordered.sort(key=lambda part: (-sum(weights[node] for node in part), part[0]))
    return [Community(tuple(part)) for part in ordered]


def _gathered(parts: list[list[int]], enough: int) -> list[list[int]]:
    """Put parts that are smaller than `enough` together, up to `LARGEST`."""
    enough = min(enough, LARGEST // 2)
    kept = [part for part in parts if len(part) >= enough]
    small = sorted((part for part in parts if len(part) < enough), key=lambda part: (-len(part), part[0]))
    gathered: list[list[int]] = []
    for part in small:
        if not gathered or len(gathered[-1]) + len(part) > max(enough, LARGEST // 2):
            gathered.append([])
        gathered[-1].extend(part)
    return kept + gathered
