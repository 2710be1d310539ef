"""Where everything lies on the page: names one by one, or, in a large graph, in communities that are opened by a click."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit.writers.html.communities import divide
from graphkit.writers.html.layout import Point, place

OVERVIEW = 2000
"""Names from which on a page opens as an overview of communities."""
LINE = 150.0
"""Widest label, in pixels; longer ones go on in a line below."""
_LETTER = 7.4


@dataclass(frozen=True, slots=True)
class Bubble:
    """A community: what it is called after, where it lies and how wide it is drawn, and how many nodes are in it."""

    names: tuple[str, ...]
    x: float
    y: float
    radius: float
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """One point for each node; in an overview also the bubbles, and of which bubble each node is."""

    points: tuple[Point, ...]
    bubbles: tuple[Bubble, ...] = ()
    community: tuple[int, ...] = ()


def arrange(nodes: Sequence[dict[str, Any]], edges: Sequence[tuple[int, int]], weights: Sequence[int]) -> Plan:
    """Lay nodes out by their labels and edges; `weights` tell which come first in an overview."""
    sizes = [box(node["label"]) for node in nodes]
    if len(nodes) <= OVERVIEW:
        return Plan(tuple(place(sizes, edges)))
    communities = divide(weights, edges)
    community = [0] * len(nodes)
    rank = [0] * len(nodes)
    for number, found in enumerate(communities):
        for position, node in enumerate(found.members):
            community[node], rank[node] = number, position
    inner: list[list[tuple[int, int]]] = [[] for _ in communities]
    outer: set[tuple[int, int]] = set()
    for a, b in edges:
        if community[a] == community[b]:
            inner[community[a]].append((rank[a], rank[b]))
        else:
            outer.add((min(community[a], community[b]), max(community[a], community[b])))
    laid = [place([sizes[n] for n in c.members], inner[k]) for k, c in enumerate(communities)]
    extents = [_extent(points) for points in laid]
    mean = sum(max(width, height) for width, height in extents) / len(extents)
    scale = 130.0 / mean
    centres = place([(w * scale + 30, h * scale + 50) for w, h in extents], sorted(outer))
    points: list[Point] = [(0.0, 0.0)] * len(nodes)
    bubbles: list[Bubble] = []
    for found, inside, (width, height), (cx, cy) in zip(communities, laid, extents, centres, strict=True):
        x, y = round(cx / scale), round(cy / scale)
        for node, (dx, dy) in zip(found.members, inside, strict=True):
            points[node] = (x + dx - round(width / 2), y + dy - round(height / 2))
        names = tuple(short(nodes[n]["label"], 28) for n in found.members if nodes[n]["kind"] != "Event")
        bubbles.append(Bubble(names[:2], x, y, round(mean * 0.08 + 0.36 * max(width, height)), len(found.members)))
    return Plan(tuple(points), tuple(bubbles), tuple(community))


def _extent(points: Sequence[Point]) -> Point:
    """Width and height of a layout that begins at about 0, 0, with room around it."""
    return max(x for x, _ in points) + LINE, max(y for _, y in points) + LINE


def short(label: str, letters: int = 60) -> str:
    """Cut a label that no drawing has room for.

    >>> short("Organization of the Petroleum Exporting Countries", 20)
    'Organization of t…'
    """
    return label if len(label) <= letters else label[: letters - 3].rstrip() + "…"


def box(label: str) -> Point:
    """Width and height, in pixels, that a node needs with its label."""
    length = len(short(label)) * _LETTER
    return min(length, LINE) + 24, 44 + 17 * math.ceil(length / LINE)
