"""Mentions: stretches of the document's text as NIF phrases, and the context that holds the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit.graph.terms import integer, node
from graphkit.iri import IRI, fragment_iri, mention_iri
from graphkit.model import Span
from graphkit.vocab import DENOTED_BY, NIF, TYPE


class Evidence:
    """Writes the mentions of one document; refuses a span that is not the text at its offsets."""

    def __init__(self, document: IRI, text: str) -> None:
        self.document = document
        self.text = text
        self.graph = node(document)
        self.context_node = node(fragment_iri(document, "context"))

    @property
    def sha256(self) -> str:
        """Digest of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def context(self) -> Iterator[ox.Quad]:
        """Write the nif:Context with the whole text."""
        facts: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
            (TYPE, node(NIF + "Context")),
            (NIF + "isString", ox.Literal(self.text)),
            (NIF + "beginIndex", integer(0)),
            (NIF + "endIndex", integer(len(self.text))),
            (NIF + "sourceUrl", self.graph),
        )
        for predicate, obj in facts:
            yield ox.Quad(self.context_node, node(predicate), obj, self.graph)

    def of(self, subject: ox.NamedNode, mentions: Iterable[Span]) -> Iterator[ox.Quad]:
        """Write that each of `mentions` denotes `subject`, and the mentions themselves.

        Source: NIF 2.0 core (offsets in code points, end exclusive); GAF for the link.
        """
        for span in mentions:
            if not (0 <= span.begin < span.end and self.text[span.begin : span.end] == span.text):
                raise ValueError(f"{self.document}: {span.text!r} does not stand at {span.begin}…{span.end}")
            mention = node(mention_iri(self.document, span.begin, span.end))
            facts: tuple[tuple[str, ox.NamedNode | ox.Literal], ...] = (
                (TYPE, node(NIF + "Phrase")),
                (NIF + "beginIndex", integer(span.begin)),
                (NIF + "endIndex", integer(span.end)),
                (NIF + "anchorOf", ox.Literal(span.text)),
                (NIF + "referenceContext", self.context_node),
            )
            yield ox.Quad(subject, node(DENOTED_BY), mention, self.graph)
            for predicate, obj in facts:
                yield ox.Quad(mention, node(predicate), obj, self.graph)
