"""Documents' texts in a store: copies, which have their metadata and text and no statements, and articles read back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graphkit.graph.assertions import to_quads
from graphkit.graph.terms import as_stored, from_nquads, node
from graphkit.iri import document_iri, fragment_iri
from graphkit.model import Article, Extraction
from graphkit.vocab import COPY_OF, DCTERMS, NIF

if TYPE_CHECKING:
    from graphkit.graph.run import Run
    from graphkit.graph.store import Store


def copy_quads(article: Article, original: str, *, run: Run) -> list[ox.Quad]:
    """Write a document that is a copy of the document with the id `original`: its metadata and text, and what it is a copy of."""
    document = node(document_iri(article.id))
    link = ox.Quad(document, node(COPY_OF), node(document_iri(original)), document)
    return as_stored([*to_quads(Extraction(article), run=run), link])


def read_article(store: Store, document: str) -> Article:
    """Read the article of the document with the id `document` back out of the store.

    Raises:
        KeyError: If the store does not hold its text.
    """
    iri = document_iri(document)
    graph = node(iri)

    def value(subject: str, predicate: str) -> str | None:
        found = next(store.oxigraph.quads_for_pattern(node(subject), node(predicate), None, graph), None)
        return found.object.value if found is not None and not isinstance(found.object, ox.Triple) else None

    text = value(fragment_iri(iri, "context"), NIF + "isString")
    if text is None:
        raise KeyError(document)
    date = value(iri, DCTERMS + "date")
    return Article(
        id=document,
        text=text,
        title=value(iri, DCTERMS + "title"),
        date=datetime.date.fromisoformat(date) if date else None,
        publisher=value(iri, DCTERMS + "publisher"),
        url=value(iri, DCTERMS + "source"),
        language=value(iri, DCTERMS + "language") or "en",
    )


def article_in(nquads: bytes, document: str) -> Article:
    """Read the article of the document with the id `document` out of its statements.

    Raises:
        KeyError: If its text is not among them.
    """
    from graphkit.graph.store import Store

    quads = ox.Store()
    quads.bulk_extend(from_nquads(nquads))
    return read_article(Store(quads), document)


def document_ids(store: Store) -> list[str]:
    """List the ids of the documents, sorted."""
    found = store.oxigraph.quads_for_pattern(None, node(DCTERMS + "identifier"), None, None)
    return sorted({quad.object.value for quad in found if isinstance(quad.object, ox.Literal)})
