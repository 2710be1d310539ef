"""Tie together what several documents tell of one occurrence: the same class, day, participants and place.

Two events are taken for one if

1. they are of the same class and of the same day, and of different documents;
2. enough of who acted, on whom, and where is named alike (`_ENOUGH`); the more, the higher the confidence;
3. nothing contradicts: of what both name, one names all that the other names, also of which kind unnamed victims are.

Counts are not compared: "two dead" and "three dead" of one attack are tied, and stay side by side. An event that would
fit two others which contradict each other is left alone, and so are two events of one document that cannot be told
apart.

Days are worked on one after the other, and within a day only events that share enough are compared, so that time grows
near-linearly with the events and memory with those of one day. The result depends on the set of the events alone.
"""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphkit.iri import IRI, occurrence_iri
from graphkit.model import Occurrence, Telling

_ENOUGH: tuple[tuple[tuple[str, ...], float], ...] = (
    (("agent", "where", "whom"), 0.9),
    (("party", "party", "where"), 0.9),
    (("agent", "whom"), 0.8),
    (("party", "party"), 0.8),
    (("agent", "group", "where"), 0.8),
    (("agent", "where"), 0.7),
    (("where", "whom"), 0.7),
    (("group", "where"), 0.6),
    (("party", "where"), 0.6),
)
"""What has to be alike, with the confidence that it gives, the most first."""
_MOST_ACCOUNTS = 30
"""So many different accounts are compared with one another; where more share a day and two names, those two say too little."""
_MOST_ANCHORS = 12
"""Events with more participants (the members of a summit) are compared by the first of them."""

_Anchors = tuple[tuple[str, str], ...]


def tie(tellings: Iterable[Telling]) -> Iterator[Occurrence]:
    """Find what the events of one day tell of; each occurrence has events of two documents or more. Sorted by IRI.

    The order of the events does not matter, nor whether one is given twice.
    """
    by_kind: dict[tuple[str, str], set[Telling]] = defaultdict(set)
    for telling in tellings:
        by_kind[telling.day, telling.kind].add(telling)
    found = itertools.chain.from_iterable(_tied(sorted(told)) for told in by_kind.values() if len(told) > 1)
    yield from sorted(found, key=lambda occurrence: occurrence.iri)


def _tied(tellings: list[Telling]) -> Iterator[Occurrence]:
    """Tie events of one class and day."""
    clusters: dict[IRI, _Cluster] = {telling.event: _Cluster(telling) for telling in tellings}
    for confidence, together in _candidates(tellings):
        first = together[0]
        for other in together[1:]:
            one, two = clusters[first.event], clusters[other.event]
            if one is two or not one.fits(two):
                continue
            large, small = (one, two) if len(one.events) >= len(two.events) else (two, one)
            large.take(small, confidence)
            clusters.update((event, large) for event in small.events)
    for cluster in {id(cluster): cluster for cluster in clusters.values()}.values():
        if len(cluster.events) > 1:
            events = tuple(sorted(cluster.events))
            kind, day = cluster.kind, cluster.day
            yield Occurrence(occurrence_iri(day, kind, events[0]), kind, day, events, cluster.confidence)


class _Cluster:
    """Events that are taken for one occurrence."""

    def __init__(self, telling: Telling) -> None:
        self.kind, self.day = telling.kind, telling.day
        self.events = {telling.event}
        self.documents = {telling.document}
        self.accounts = {telling.anchors}
        self.confidence = 1.0

    def fits(self, other: _Cluster) -> bool:
        small, large = sorted((self, other), key=lambda cluster: len(cluster.documents))
        return not any(document in large.documents for document in small.documents) and all(
            _agree(mine, theirs) for mine in self.accounts for theirs in other.accounts
        )

    def take(self, other: _Cluster, confidence: float) -> None:
        self.events |= other.events
        self.documents |= other.documents
        self.accounts |= other.accounts
        self.confidence = min(self.confidence, other.confidence, confidence)


def _candidates(tellings: list[Telling]) -> Iterator[tuple[float, list[Telling]]]:
    """Yield events that share enough and do not contradict each other, those that share most first."""
    for slots, confidence in _ENOUGH:
        blocks: dict[_Anchors, list[Telling]] = defaultdict(list)
        for telling in tellings:
            for key in _keys(telling, slots):
                blocks[key].append(telling)
        for key in sorted(blocks):
            if len(blocks[key]) > 1:
                yield from ((confidence, together) for together in _without_doubt(blocks[key]))


def _keys(telling: Telling, slots: tuple[str, ...]) -> Iterator[_Anchors]:
    anchors = telling.anchors[:_MOST_ANCHORS]
    for key in itertools.combinations(anchors, len(slots)):
        if tuple(slot for slot, _ in key) == slots:
            yield key


def _without_doubt(block: list[Telling]) -> Iterator[list[Telling]]:
    """Split events that share two names or more by what else they say; leave out what could belong to several parts."""
    by_account: dict[_Anchors, list[Telling]] = defaultdict(list)
    for telling in block:
        by_account[telling.anchors].append(telling)
    accounts = sorted(by_account)
    if len(accounts) > _MOST_ACCOUNTS:
        return
    near = {one: [other for other in accounts if _agree(one, other)] for one in accounts}
    clear = [one for one in accounts if all(_agree(a, b) for a, b in itertools.combinations(near[one], 2))]
    done: set[_Anchors] = set()
    for one in clear:
        if one in done:
            continue
        part = [other for other in near[one] if other in clear]
        done.update(part)
        told = sorted(telling for account in part for telling in by_account[account])
        counts: dict[IRI, int] = defaultdict(int)
        for telling in told:
            counts[telling.document] += 1
        together = [telling for telling in told if counts[telling.document] == 1]
        if len(together) > 1:
            yield together


def _agree(one: _Anchors, other: _Anchors) -> bool:
    """Tell whether, of each thing that both say, one says all that the other says."""
    mine, theirs = _by_slot(one), _by_slot(other)
    return all(mine[slot] <= theirs[slot] or theirs[slot] <= mine[slot] for slot in mine if slot in theirs)


@functools.lru_cache(maxsize=10_000)
def _by_slot(anchors: _Anchors) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for slot, value in anchors:
        found[slot].add(value)
    return found
