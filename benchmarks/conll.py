"""The CoNLL score of chains of mentions: the mean of MUC, B³ and CEAF (by entities), over a set of documents.

MUC (Vilain et al. 1995) counts links, B³ (Bagga and Baldwin 1998) mentions, CEAF (Luo 2005) chains, each aligned with one other.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence

import networkx

Chain = Collection[Hashable]
Chains = Sequence[Chain]
Counts = tuple[float, float, float, float]
"""What of the predicted chains is right, of how much; what of the annotated ones is found, of how much."""


def muc(key: Chains, response: Chains) -> Counts:
    """Links that need not be added to the one to get the other."""
    return (*_links(response, key), *_links(key, response))


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    of = {mention: number for number, chain in enumerate(others) for mention in chain}
    kept = sum(len(chain) - len({of.get(m, m) for m in chain}) for chain in chains)
    return kept, sum(len(chain) - 1 for chain in chains)


def b_cubed(key: Chains, response: Chains) -> Counts:
    """For each mention the share of its chain that it shares with its chain on the other side."""
    return (*_shares(response, key), *_shares(key, response))


def _shares(chains: Chains, others: Chains) -> tuple[float, float]:
    of = {mention: set(chain) for chain in others for mention in chain}
    right = sum(len(of.get(m, set()) & set(chain)) / len(chain) for chain in chains for m in chain)
    return right, sum(len(chain) for chain in chains)


def ceaf(key: Chains, response: Chains) -> Counts:
    """The likeness of chains (twice the common mentions by all mentions) in the best alignment, one with one."""
    graph = networkx.Graph()
    of = {mention: number for number, chain in enumerate(key) for mention in chain}
    for number, chain in enumerate(response):
        for other in {of[m] for m in chain if m in of}:
            common = len(set(chain) & set(key[other]))
            graph.add_edge(("r", number), ("k", other), weight=2 * common / (len(chain) + len(key[other])))
    aligned = networkx.max_weight_matching(graph)
    likeness = sum(graph.edges[pair]["weight"] for pair in aligned)
    return likeness, len(response), likeness, len(key)


MEASURES = {"MUC": muc, "B³": b_cubed, "CEAF": ceaf}


def score(documents: Iterable[tuple[Chains, Chains]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each measure and of their mean ("CoNLL"), over documents (annotated, predicted chains).

    Chains of one mention are left out on both sides.
    """
    totals = {name: [0.0] * 4 for name in MEASURES}
    for key, response in documents:
        key, response = ([c for c in chains if len(c) > 1] for chains in (key, response))
        for name, measure in MEASURES.items():
            totals[name] = [a + b for a, b in zip(totals[name], measure(key, response), strict=True)]
    figures = {}
    for name, (right, predicted, found, expected) in totals.items():
        p, r = (a / b if b else 0.0 for a, b in ((right, predicted), (found, expected)))
        figures[name] = {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}
    figures["CoNLL"] = {part: sum(figures[n][part] for n in MEASURES) / len(MEASURES) for part in ("p", "r", "f1")}
    return figures
