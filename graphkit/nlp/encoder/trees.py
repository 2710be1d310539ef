"""From scores to a tree: the best head for each word such that all hang together under one root."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from graphkit.nlp.encoder.network import Floats

Heads: TypeAlias = npt.NDArray[Any]

_DEAR = 1e6
"""Taken off every edge to the root, so that the best tree has only one of them."""


def best_tree(scores: Floats) -> Heads:
    """Heads of the words of one sentence by the maximum spanning tree (Chu and Liu 1965, Edmonds 1967), one root only.

    Args:
        scores: (n, n + 1); row: word, column: head, column 0 the root.

    Returns:
        The head of each word, 0 for the root, else the head's number from 1.

    >>> scores = np.array([[0.0, -9, 5, 1], [2.0, 6, -9, 1], [0.5, 1, 4, -9]])
    >>> best_tree(scores).tolist()  # the greedy choice is a circle of the first two
    [2, 0, 2]
    """
    count = len(scores)
    own = np.array(scores, dtype=np.float64)
    own[np.arange(count), np.arange(1, count + 1)] = -np.inf
    heads: Heads = own.argmax(axis=1)
    if (heads == 0).sum() == 1 and _find_circle(np.concatenate([[0], heads])) is None:
        return heads
    square = np.full((count + 1, count + 1), -np.inf)
    square[1:] = own
    square[1:, 0] -= _DEAR
    tree: Heads = _span(square)[1:]
    return tree


def _find_circle(heads: Heads) -> list[int] | None:
    """The members of a circle among `heads`; number 0 is the root, which has none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for member in path:
            state[member] = 2
    return None


def _span(scores: Floats) -> Heads:
    """Heads of a maximum spanning tree of nodes 0…n under node 0; scores[i, j]: node i under node j."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    circle = _find_circle(heads)
    if circle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[circle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(circle)
    within = scores[members, heads[members]]
    # one node stands for the circle: entering it at member m costs what m's place in the circle was worth
    entering = scores[np.ix_(members, outside)] - within[:, None]
    leaving = scores[np.ix_(outside, members)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    found = _span(smaller)
    for number, node in enumerate(outside):
        if node == 0:
            continue
        head = found[number]
        heads[node] = members[leaving[number].argmax()] if head == size else outside[head]
    entered_from = int(found[size])
    entry = int(entering[:, entered_from].argmax())
    heads[members[entry]] = outside[entered_from]
    return heads
