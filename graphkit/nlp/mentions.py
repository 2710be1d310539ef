"""Named mentions: where the text names a person, state, organisation, place, weapon or agreement.

Three witnesses are heard: the gazetteers (`surfaces`), the named-entity recogniser (`recognised`), and the words of the name itself and
around it (`nameclasses`, `composed`). `mentionfinder` chooses among them.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.iri import IRI
from graphkit.nlp.tree import Node, Tree

SOURCE_WEIGHT = {"gazetteer": 5, "words": 4, "pattern": 4, "ner": 1}
"""What each witness's word counts."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A named stretch of the text, by node indexes (both inclusive).

    `form` is "name", "adjective", "demonym" or "seat"; `place` the IRI of the city that a seat also is.
    """

    first: int
    last: int
    head: Node
    kind: str
    text: str
    iri: IRI | None = None
    form: str = "name"
    place: IRI | None = None
    source: str = "ner"


def named(tree: Tree, first: int, last: int, kind: str, source: str) -> Mention:
    """Make a mention of the nodes `first` to `last`, under the name that the text gives it."""
    return Mention(first, last, span_head(tree, first, last), kind, tree.slice(first, last), source=source)


def span_head(tree: Tree, first: int, last: int) -> Node:
    """Find the node of a span that governs the others: the one whose head lies outside."""
    for i in range(first, last + 1):
        head = tree.nodes[i].head
        if head is None or not first <= head.i <= last:
            return tree.nodes[i]
    return tree.nodes[last]
