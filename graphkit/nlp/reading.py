"""What all steps of collecting share: one document's tree and referents, and the readers that judge it."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.model import Article, Span
from graphkit.nlp.events import Found
from graphkit.nlp.factuality import Factuality
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.referents import Referents
from graphkit.nlp.slots import Syntax
from graphkit.nlp.tree import Node, Tree


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read so far."""

    article: Article
    tree: Tree
    referents: Referents
    lexicon: Lexicon
    factuality: Factuality
    quotes: Quotes

    @property
    def syntax(self) -> Syntax:
        """The reader of slots."""
        return self.factuality.syntax

    def span(self, first: int, last: int) -> Span:
        """The text span of nodes `first` to `last`, whichever stands before the other."""
        first, last = min(first, last), max(first, last)
        nodes = self.tree.nodes
        return Span(nodes[first].begin, nodes[last].end, self.tree.slice(first, last))

    def trigger_span(self, item: Found) -> Span:
        """The words that evoke a finding, where they stand close together; else its trigger alone."""
        first, last = min(item.words), max(item.words)
        is_tight = last - first < len(item.words) + 1
        return self.span(first, last) if is_tight else self.span(item.trigger.i, item.trigger.i)

    def is_asserted(self, node: Node, predicate: str) -> bool:
        """Whether the text asserts the relation `predicate` that `node` tells of."""
        if not node.is_verbal and node.first("copula") is None:
            if (
                node.rel in {"adjective", "compound", "apposition", "nominal_modifier", "flat", "description", "root"}
                or node.pos == "PROPN"
            ):
                return True
        standing = self.factuality.standing(self.tree, node, predicate, self.quotes)
        return standing.polarity == "Positive" and standing.modality == "Actual"
