"""Fit the weights of graphkit/nlp/coref_pronouns.py: a log-linear model over a pronoun's candidates, one for each kind of pronoun.

Fitted on GAP development and on OntoGUM without news and interviews (coref.py measures on some of those, and on GAP).
In the first round the chains grow by the annotation, in the second by the weights of the first, as they do in use.

usage: python benchmarks/coref_fit.py [--part N]      # prints WEIGHTS
"""

from __future__ import annotations

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from coref_texts import read_gap, read_ontogum

from graphkit.model import Article
from graphkit.nlp import coref, coref_pronouns
from graphkit.nlp.coref_antecedents import Candidate
from graphkit.nlp.extract import Extractor
from graphkit.nlp.tree import Node, Tree

GENRES = ("bio", "academic", "court", "speech", "voyage", "conversation", "vlog")
LEAST = 12
"""How often a feature must occur to get a weight."""

Features = dict[str, float]
Example = tuple[list[Features], int]
Means = Callable[[Tree, Node, Candidate], bool | None]
"""Whether the pronoun means the candidate; None where the annotation says nothing on the pronoun."""


class Recorder:
    """Collects examples while texts are read."""

    def __init__(self, by_annotation: bool) -> None:
        self.by_annotation = by_annotation
        self.examples: dict[str, list[Example]] = defaultdict(list)
        self.means: Means = lambda tree, node, candidate: None

    def pronouns(self) -> type[coref_pronouns.Pronouns]:
        """The class that resolves pronouns, made to record."""
        recorder = self

        class Recording(coref_pronouns.Pronouns):
            def resolve(self, node: Node) -> Candidate | None:
                kind = self.kind_of(node)
                if kind is None or (kind == "neuter" and coref_pronouns.is_pleonastic(node)):
                    return None
                choices = list(self.choices(node, kind))
                said = [None if c is None else recorder.means(self.tree, node, c) for c, _ in choices]
                right = next((i for i, is_meant in enumerate(said) if is_meant), len(choices) - 1)
                if any(is_meant is not None for is_meant in said):
                    recorder.examples[kind].append(([f for _, f in choices], right))
                    if recorder.by_annotation:
                        return choices[right][0]
                return super().resolve(node)

        return Recording


def chained(annotation: Any) -> Means:
    """What a document of OntoGUM says."""
    heads: dict[int, set[str]] = defaultdict(set)
    known: dict[int, Tree] = {}

    def means(tree: Tree, node: Node, candidate: Candidate) -> bool | None:
        if id(tree) not in known:
            known[id(tree)] = tree
            for (first, last), chain in annotation.chains.items():
                span = annotation.span(first, last)
                inside = {n.i for n in tree.nodes if span.begin <= n.begin < span.end}
                for i in inside:
                    head = tree.nodes[i].head
                    if head is None or head.i not in inside:
                        heads[i].add(chain)
                        break
        chains = heads.get(node.i, set())
        return any(chains & heads.get(o.node.i, set()) for o in candidate.occurrences if not o.is_pronoun)

    return means


def named(snippet: Any) -> Means:
    """What a row of GAP says."""
    meant = [span for span, is_meant in snippet.names if is_meant]

    def means(tree: Tree, node: Node, candidate: Candidate) -> bool | None:
        if node.begin != snippet.pronoun.begin or not meant:
            return None
        spans = candidate.referent.spans if candidate.referent is not None else [(candidate.occurrences[0].node.i,) * 2]
        stretches = [(tree.nodes[a].begin, tree.nodes[b].end) for a, b in spans]
        return any(b < m.end and m.begin < e for b, e in stretches for m in meant)

    return means


def sources(data: Path, part: int) -> Iterator[tuple[Article, Means]]:
    """All texts with what they say."""
    for document in list(read_ontogum(data / "coref" / "ontogum_conll.tar.gz", GENRES))[::part]:
        yield Article(document.id, document.text), chained(document)
    for snippet in list(read_gap(data / "coref" / "gap-development.tsv.gz"))[::part]:
        yield Article(snippet.id, snippet.text), named(snippet)


def fit(examples: Iterable[Example], rounds: int = 1500, ridge: float = 2e-3, rate: float = 0.05) -> Features:
    """Maximise the likelihood of the right candidates (Adam on the whole set)."""
    examples = [e for e in examples if len(e[0]) > 1]
    counts = Counter(name for choices, _ in examples for features in choices for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    index = {name: i for i, name in enumerate(names)}
    rows, starts, right = [], [], []
    for choices, number in examples:
        starts.append(len(rows))
        right.append(len(rows) + number)
        for features in choices:
            row = np.zeros(len(names), dtype=np.float32)
            for name, value in features.items():
                if name in index:
                    row[index[name]] = value
            rows.append(row)
    matrix, begin = np.stack(rows), np.array(starts)
    sizes = np.diff([*starts, len(rows)])
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    target = matrix[right].mean(axis=0)
    for step in range(1, rounds + 1):
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, begin), sizes)
        likely = np.exp(scores)
        likely /= np.repeat(np.add.reduceat(likely, begin), sizes)
        slope = likely @ matrix / len(examples) - target + ridge * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weights[i]), 2) for name, i in index.items() if abs(weights[i]) >= 0.02}


def train(
    texts: Callable[[], Iterator[tuple[Article, Means]]], read: Callable[[Article], object]
) -> dict[str, Features]:
    """Fit in two rounds."""
    for by_annotation in (True, False):
        recorder = Recorder(by_annotation)
        original, coref.Pronouns = coref.Pronouns, recorder.pronouns()  # type: ignore[misc]
        try:
            for article, means in texts():
                recorder.means = means
                read(article)
        finally:
            coref.Pronouns = original  # type: ignore[misc]
        for kind, examples in sorted(recorder.examples.items()):
            coref_pronouns.WEIGHTS[kind] = fit(examples)
    return coref_pronouns.WEIGHTS


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", type=int, default=1, help="take every Nth text")
    options = parser.parse_args()
    data = Path(os.environ.get("GRAPHKIT_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
    extractor = Extractor()
    weights = train(lambda: sources(data, options.part), extractor.extract)
    print("WEIGHTS: dict[str, dict[str, float]] = {")
    for kind, values in weights.items():
        print(f'    "{kind}": {{')
        for name, value in sorted(values.items()):
            print(f'        "{name}": {value},')
        print("    },")
    print("}")


if __name__ == "__main__":
    main()
