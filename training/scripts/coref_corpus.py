"""OntoGUM and GAP as the learned coreference sees them: phrases, their vectors, and what is annotated of them.

The texts run through the shipped pipeline and the extractor; a recorder stands where the ranker would.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from coref_examples import Example
from sources import TRAINING, find_data

from graphkit.model import Article
from graphkit.nlp.coref_links import node_vectors
from graphkit.nlp.coref_pairs import PhraseTable
from graphkit.nlp.coref_phrases import SEVERAL, Phrase
from graphkit.nlp.coref_ranker import Link
from graphkit.nlp.extract import Extractor
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.tree import Tree, tree_of

sys.path.append(str(TRAINING.parent / "benchmarks"))
from coref_texts import Chained, Snippet, part_of, read_gap, read_ontogum


class Recorder:
    """Stands in for the ranker: notes the phrases of a text, links none."""

    phrases: Sequence[Phrase] = ()

    def links(self, phrases: Sequence[Phrase], quotes: Quotes, vectors: Any) -> list[Link]:
        self.phrases, self.table = phrases, PhraseTable(phrases, quotes)
        self.vectors = vectors[self.table.node].astype(np.float16)
        return []


def chains_of(document: Chained, phrases: Sequence[Phrase], tree: Tree) -> np.ndarray:
    """The chain of each phrase: that of the mention with its bounds, else of the longest with its head."""
    begins, ends = {n.begin: n.i for n in tree.nodes}, {n.end: n.i for n in tree.nodes}
    exact: dict[tuple[int, int], str] = {}
    by_head: dict[int, str] = {}
    for (first, last), chain in sorted(document.chains.items(), key=lambda item: item[0][1] - item[0][0]):
        span = document.span(first, last)
        if span.begin not in begins or span.end not in ends:
            continue
        inside = range(begins[span.begin], ends[span.end] + 1)
        exact[inside[0], inside[-1]] = chain
        for i in inside:
            head = tree.nodes[i].head
            if head is None or head.i not in inside:
                by_head[i] = chain
                break
    numbers: dict[str, int] = {}
    found = []
    for phrase in phrases:
        chain = exact.get((phrase.first, phrase.last))
        if chain is None and phrase.form != SEVERAL:
            chain = by_head.get(phrase.node.i)
        found.append(-1 if chain is None else numbers.setdefault(chain, len(numbers)))
    return np.array(found, dtype=np.int64)


def names_of(snippet: Snippet, phrases: Sequence[Phrase], tree: Tree) -> tuple[tuple[tuple[int, ...], bool], ...]:
    """For each name of a row of GAP the phrases with it, or of the same referent."""
    found = []
    for span, is_meant in snippet.names:
        over = [
            p
            for p in phrases
            if not p.is_pronoun
            and p.form != SEVERAL
            and any(
                tree.nodes[a].begin < span.end and span.begin < tree.nodes[b].end
                for a, b in [
                    (p.node.i, p.node.i),
                    *((m.first, m.last) for m in (p.referent.mentions if p.referent else ())),
                ]
            )
        ]
        referents = {id(p.referent) for p in over if p.referent is not None}
        numbers = (n for n, p in enumerate(phrases) if p in over or (p.referent and id(p.referent) in referents))
        found.append((tuple(numbers), is_meant))
    return tuple(found)


def build(data: Path) -> list[Example]:
    """Read all texts."""
    extractor, recorder = Extractor(), Recorder()
    extractor.reader.linker = recorder
    examples = []
    for document in read_ontogum(data / "ontogum_conll.tar.gz"):
        tree = read(extractor, document.id, document.text)
        chains = chains_of(document, recorder.phrases, tree)
        part = f"ontogum {part_of(document.id)}"
        examples.append(Example(document.id, part, recorder.table, recorder.vectors, chains))
    for name in ("validation", "development"):
        for snippet in read_gap(data / f"gap-{name}.tsv.gz"):
            tree = read(extractor, snippet.id, snippet.text)
            phrases = recorder.phrases
            pronoun = (n for n, p in enumerate(phrases) if p.is_pronoun and p.node.begin == snippet.pronoun.begin)
            example = Example(snippet.id, f"gap {name}", recorder.table, recorder.vectors)
            example.pronoun, example.names = next(pronoun, -1), names_of(snippet, phrases, tree)
            examples.append(example)
    for example in examples:
        example.table.phrases = [plain(p) for p in example.table.phrases]
    return examples


def read(extractor: Extractor, name: str, text: str) -> Tree:
    """Run one text through the extractor; the recorder has its phrases then."""
    doc = extractor.nlp(text)
    tree = tree_of(doc, extractor.reader.grammar)
    extractor.reader.read_tree(Article(name, text), tree, None, node_vectors(doc))
    return tree


def plain(phrase: Phrase) -> Phrase:
    """The phrase without its document."""
    words, modifiers = phrase.words, phrase.modifiers
    return Phrase(None, phrase.first, phrase.last, phrase.form, phrase.role, phrase.kind, phrase.number, phrase.gender, words, modifiers, None)  # type: ignore[arg-type]  # fmt: skip


def main() -> None:
    """Write all examples to one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--out", type=Path, default=Path("corpus/coref.pickle"))
    arguments = parser.parse_args()
    examples = build(find_data(arguments.data) / "coref")
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("wb") as file:
        pickle.dump(examples, file)
    print(f"{arguments.out}: {len(examples)} texts, {sum(len(e.table) for e in examples)} phrases")


if __name__ == "__main__":
    main()
