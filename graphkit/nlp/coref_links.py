"""The learned links of one document, by node: what each pronoun and description takes up, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from graphkit.lexicon import Lexicon
from graphkit.nlp.coref_phrases import SEVERAL, Phrase, find_phrases
from graphkit.nlp.coref_ranker import Link, Ranker
from graphkit.nlp.encoder.network import Floats
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.referents import Referents
from graphkit.nlp.tree import Node, Tree

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class Linker(Protocol):
    """Who links phrases: a Ranker, or what stands in for it while training."""

    def links(self, phrases: Sequence[Phrase], quotes: Quotes, vectors: Floats) -> list[Link]:
        """The antecedents of each phrase that takes something up."""
        ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What a node takes up: the heads of earlier phrases, the nearest first, and how likely that is."""

    nodes: tuple[Node, ...]
    certainty: float


Links: TypeAlias = Mapping[int, Taken]
"""By the place of the node."""


def linker_of(nlp: Language) -> Ranker | None:
    """The learned coreference of a pipeline; None where it has none, as other pipelines than the shipped one."""
    if "coreference" not in nlp.pipe_names:
        return None
    return Ranker(nlp.get_pipe("coreference").weights)  # type: ignore[attr-defined]


def node_vectors(doc: Doc) -> Floats | None:
    """The encoder's vectors of the words of `doc` (nodes, width), spaces left out; None where no encoder ran."""
    if not len(doc.tensor):
        return None
    places = [token.i for token in doc if not token.is_space]
    return np.asarray(doc.tensor[places], dtype=np.float32)


def link_nodes(
    linker: Linker, tree: Tree, referents: Referents, lexicon: Lexicon, quotes: Quotes, vectors: Floats
) -> Links:
    """Link the phrases of a document whose names are known."""
    phrases = find_phrases(tree, referents, lexicon)
    found: dict[int, Taken] = {}
    for link in linker.links(phrases, quotes, vectors) if phrases else ():
        phrase = phrases[link.phrase]
        if phrase.form != SEVERAL:
            earlier = reversed([phrases[n] for n in link.antecedents])
            found[phrase.node.i] = Taken(tuple(p.node for p in earlier if p.form != SEVERAL), link.certainty)
    return found
