"""Which facts a page shows: those around a name, or of a span of time."""

from __future__ import annotations

import datetime
from dataclasses import replace

from graphkit.errors import StoreError
from graphkit.writers.html.facts import Fact, Facts
from graphkit.writers.names import find_nodes, suggest


def select(
    facts: Facts,
    *,
    entity: str | None = None,
    hops: int = 1,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> Facts:
    """Keep what lies `hops` statements around `entity`, within the days given.

    Raises:
        StoreError: If no node has that name.
    """
    kept = [fact for fact in facts.facts if _is_within(fact, since, until)]
    nodes = {node.iri for node in facts.nodes}
    if entity is not None:
        found = find_nodes(facts.nodes, entity)
        if not found:
            raise StoreError(f"Nothing in this store is called {entity!r}.{suggest(facts.nodes, entity)}")
        nodes = _around({node.iri for node in found}, kept, hops)
    elif since is not None or until is not None:
        nodes = {iri for fact in kept for iri in fact.parties}
    kept = [fact for fact in kept if _ends(fact) & nodes and _ends(fact) <= nodes]
    used = {fact.document for fact in kept}
    return replace(
        facts,
        nodes=tuple(node for node in facts.nodes if node.iri in nodes),
        facts=tuple(kept),
        documents=tuple(d for d in facts.documents if d.iri in used),
    )


def _is_within(fact: Fact, since: datetime.date | None, until: datetime.date | None) -> bool:
    if (since is None and until is None) or not fact.event:
        return True
    if not fact.begin:
        return False
    first, last = fact.begin[:10], (fact.end or fact.begin)[:10]
    return (since is None or last >= since.isoformat()) and (until is None or first <= until.isoformat())


def _around(start: set[str], facts: list[Fact], hops: int) -> set[str]:
    reached = set(start)
    for _ in range(hops):
        reached |= {iri for fact in facts if fact.parties & reached for iri in fact.parties}
    return reached


def _ends(fact: Fact) -> set[str]:
    """Nodes without which a fact cannot be drawn: its two ends, or else all that take part."""
    ends = {fact.subject, fact.object} - {""}
    return ends or set(fact.parties)
