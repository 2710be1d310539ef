"""Where nodes lie: computed before the page is written, the same in every run.

Each connected part is laid out by itself with springs, spread until no label covers another, and the parts are packed
into a landscape page, the largest first.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]

_EDGE = 190.0
_GAP = 90.0
_ROUNDS = 120
_ASPECT = 1.4
_MOST_RELAXED = 700


def place(sizes: Sequence[Point], edges: Sequence[tuple[int, int]], *, seed: int = 7) -> list[Point]:
    """Place nodes, given the width and height that each needs with its label and the edges between their indices.

    Returns one point per node, in the same order. The same input gives the same points.

    >>> place([(80, 40), (80, 40)], [(0, 1)]) == place([(80, 40), (80, 40)], [(0, 1)])
    True
    """
    parts = _components(len(sizes), edges)
    boxes: list[tuple[float, float, list[int], list[Point]]] = []
    for part in parts:
        index = {node: i for i, node in enumerate(part)}
        inner = sorted({(index[a], index[b]) for a, b in edges if a in index and b in index and a != b})
        points = _spread(_springs(len(part), inner, seed), [sizes[node] for node in part])
        left = min(x - sizes[n][0] / 2 for (x, _), n in zip(points, part, strict=True))
        top = min(y - sizes[n][1] / 2 for (_, y), n in zip(points, part, strict=True))
        points = [(x - left, y - top) for x, y in points]
        width = max(x + sizes[n][0] / 2 for (x, _), n in zip(points, part, strict=True))
        height = max(y + sizes[n][1] / 2 for (_, y), n in zip(points, part, strict=True))
        boxes.append((width, height, part, points))
    result: list[Point] = [(0.0, 0.0)] * len(sizes)
    for (dx, dy), (_, _, part, points) in zip(_pack([box[:2] for box in boxes]), boxes, strict=True):
        for node, (x, y) in zip(part, points, strict=True):
            result[node] = (float(round(x + dx)), float(round(y + dy)))
    return result


def _components(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in edges:
        parent[root(a)] = root(b)
    parts: dict[int, list[int]] = {}
    for node in range(count):
        parts.setdefault(root(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _springs(count: int, edges: Sequence[tuple[int, int]], seed: int) -> list[Point]:
    if count == 1:
        return [(0.0, 0.0)]
    if count == 2:
        return [(0.0, 0.0), (_EDGE, 0.0)]
    import rustworkx

    degree = [0] * count
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(range(count))
    # around a name with many neighbours there has to be room for all of them
    graph.add_edges_from([(a, b, _EDGE * max(1.0, math.sqrt(max(degree[a], degree[b])) / 2.6)) for a, b in edges])
    iterations = max(60, min(400, 40_000 // count))
    scale = round(_EDGE * math.sqrt(count) / 1.6)
    found = rustworkx.spring_layout(graph, seed=seed, num_iter=iterations, k=1.6 / math.sqrt(count), scale=scale)
    points = [(float(found[i][0]), float(found[i][1])) for i in range(count)]
    return _relax(graph, points) if count <= _MOST_RELAXED else points


def _relax(graph: Any, points: list[Point]) -> list[Point]:
    """Move points so that their distances come near those along the edges.

    Source: stress majorization, Gansner, Koren and North (2004), with weights of one over the distance squared.
    """
    import numpy
    import rustworkx

    at = numpy.array(points, dtype=float)
    ideal = rustworkx.graph_floyd_warshall_numpy(graph, weight_fn=float)
    numpy.fill_diagonal(ideal, 1.0)
    weight = ideal**-2.0
    numpy.fill_diagonal(weight, 0.0)
    inverse = numpy.linalg.pinv(numpy.diag(weight.sum(axis=1)) - weight)
    pull = weight * ideal
    for _ in range(80):
        apart = numpy.hypot(at[:, None, 0] - at[None, :, 0], at[:, None, 1] - at[None, :, 1])
        numpy.fill_diagonal(apart, 1.0)
        ratio = pull / numpy.maximum(apart, 1e-3)
        laplacian = numpy.diag(ratio.sum(axis=1)) - ratio
        at = inverse @ (laplacian @ at)
    return [(float(x), float(y)) for x, y in at]


def _spread(points: list[Point], sizes: list[Point]) -> list[Point]:
    """Push boxes apart, least first, until none covers another or the rounds are over."""
    if len(points) < 2:
        return points
    import numpy

    at = numpy.array(points, dtype=float)
    size = numpy.array(sizes, dtype=float)
    for turn in range(3 * _ROUNDS):
        if not _push(at, size):
            return [(float(x), float(y)) for x, y in at]
        if turn % 20 == 19:  # where all are in each other's way, a little more room for everybody
            at *= 1.06
    limit = 400
    for _ in range(_ROUNDS):  # what is left is moved one by one
        moved = False
        order = numpy.argsort(at[:, 1], kind="stable")
        for rank, i in enumerate(order):
            near = order[rank + 1 : rank + 1 + limit]
            apart = at[near] - at[i]
            overlap = (size[near] + size[i]) / 2 + 14 - numpy.abs(apart)
            for j in near[(overlap[:, 0] > 0) & (overlap[:, 1] > 0)]:
                step = (size[j] + size[i]) / 2 + 14 - numpy.abs(at[j] - at[i])
                if step[0] <= 0 or step[1] <= 0:
                    continue
                axis = 0 if step[0] < step[1] else 1
                sign = 1.0 if at[j, axis] >= at[i, axis] else -1.0
                at[j, axis] += sign * step[axis] / 2
                at[i, axis] -= sign * step[axis] / 2
                moved = True
        if not moved:
            break
    return [(float(x), float(y)) for x, y in at]


def _push(at: Any, size: Any) -> bool:
    """Move all boxes that cover one another a step apart; tell whether there were any."""
    import numpy

    count = len(at)
    order = numpy.argsort(at[:, 1], kind="stable")
    height = at[order, 1]
    below = numpy.searchsorted(height, height + (size[order, 1] + size[:, 1].max()) / 2 + 14)
    pairs = below - numpy.arange(count) - 1
    first = numpy.repeat(numpy.arange(count), pairs)
    second = numpy.arange(len(first)) - numpy.repeat(numpy.cumsum(pairs) - pairs, pairs) + first + 1
    i, j = order[first], order[second]
    apart = at[j] - at[i]
    overlap = (size[j] + size[i]) / 2 + 14 - numpy.abs(apart)
    hit = (overlap > 0).all(axis=1)
    if not hit.any():
        return False
    i, j, apart, overlap = i[hit], j[hit], apart[hit], overlap[hit]
    axis = (overlap[:, 0] >= overlap[:, 1]).astype(int)
    rows = numpy.arange(len(axis))
    step = numpy.where(apart[rows, axis] >= 0, 0.5, -0.5) * overlap[rows, axis]
    move, pushes = numpy.zeros_like(at), numpy.zeros_like(at)
    numpy.add.at(move, (j, axis), step)
    numpy.add.at(move, (i, axis), -step)
    numpy.add.at(pushes, (j, axis), 1.0)
    numpy.add.at(pushes, (i, axis), 1.0)
    at += move / numpy.maximum(1.0, numpy.sqrt(pushes))
    return True


def _pack(boxes: Sequence[Point]) -> list[Point]:
    """Pack boxes into a landscape page, each as high up and as far left as it fits; returns each one's corner.

    Source: the skyline heuristic of Burke, Kendall and Whitwell (2004), placing in the given order.
    """
    area = sum((w + _GAP) * (h + _GAP) for w, h in boxes)
    width = max([math.sqrt(area * _ASPECT), *(w + _GAP for w, _ in boxes)]) if boxes else 0.0
    skyline: list[tuple[float, float, float]] = [(0.0, width, 0.0)]  # left, right, height so far
    corners: list[Point] = []
    for w, h in boxes:
        w, h = w + _GAP, h + _GAP
        fits = [
            (max(top for left, right, top in skyline if left < start + w and right > start), start)
            for start, _, _ in skyline
            if start + w <= width + 1e-6
        ]
        y, x = min(fits)
        corners.append((x, y))
        rest = [
            part
            for left, right, top in skyline
            for part in ((left, min(right, x), top), (max(left, x + w), right, top))
        ]
        skyline = sorted([(x, x + w, y + h), *(part for part in rest if part[0] < part[1] - 1e-6)])
    return corners
