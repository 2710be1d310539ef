"""Shards, read: as a store in memory, or put into another store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.remote import Pusher
from graphkit.graph.shards import read_shards
from graphkit.graph.store import Store, union
from graphkit.graph.terms import from_nquads
from graphkit.iri import DOCUMENT

_BULK = 100_000
"""So many statements are laid into an empty store at a time."""


class ShardStore(Store):
    """Shards as a store in memory, for reading; they are read and checked when they are first needed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(ox.Store(), read_only=True)
        self._shards = folder
        self._is_read = False

    @property
    def oxigraph(self) -> ox.Store:
        """The statements of all shards, with the ontology beside them."""
        store = super().oxigraph
        if not self._is_read:
            self._is_read = True
            fill(store, self._shards)
            quads = graphkit_ontology().quads
            store.bulk_extend([*quads, *union(quads)])
        return store


def fill(store: ox.Store, folder: Path) -> int:
    """Lay shards into an empty store in bulk, and count their documents.

    Raises:
        StoreError: If a shard is missing or damaged; what was laid in before stays.
    """
    documents, quads = 0, list[ox.Quad]()
    for graph, nquads in read_shards(folder):
        documents += graph.startswith(DOCUMENT)
        quads.extend(from_nquads(nquads))
        if len(quads) >= _BULK:
            store.bulk_extend([*quads, *union(quads)])
            quads.clear()
    store.bulk_extend([*quads, *union(quads)])
    return documents


def put(store: Store, folder: Path) -> int:
    """Put the documents of shards into a store that may hold others, each in the place of the one of its name; count them.

    Raises:
        StoreError: If a shard is missing or damaged, or the store cannot be written; it may be done again.
    """
    if not store.documents():
        return fill(store.oxigraph, folder)
    documents = 0
    for graph, nquads in read_shards(folder):
        store.load(graph, nquads)
        documents += graph.startswith(DOCUMENT)
    return documents


def push(pusher: Pusher, folder: Path) -> int:
    """Push the documents of shards to a store elsewhere, with what ties them, and count them.

    Raises:
        StoreError: If a shard is missing or damaged, or the store refuses or does not answer; it may be done again.
    """
    documents = 0
    for graph, nquads in read_shards(folder):
        pusher.add(graph, list(from_nquads(nquads)))
        documents += graph.startswith(DOCUMENT)
    pusher.finish()
    return documents
