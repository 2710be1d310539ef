"""Where a build puts documents: a store, alone or with another elsewhere that gets the same; or shards."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from graphkit.graph.articles import document_ids, read_article
from graphkit.graph.occurrences import tellings
from graphkit.graph.terms import from_nquads
from graphkit.iri import IRI, document_iri
from graphkit.model import Article

if TYPE_CHECKING:
    from graphkit.graph.remote import Pusher
    from graphkit.graph.store import Store
    from graphkit.intake import Register


class Target(Protocol):
    """Holds documents' statements; what is put there replaces what was there."""

    folder: Path | None
    partitions: int

    def prepare(self, register: Register) -> None:
        """Tell the register what is held, and what no longer is."""
        ...

    def put(self, graph: IRI, nquads: bytes, *, partition: int | None = None) -> None:
        """Take the statements of a graph, as sorted lines of N-Quads; none withdraw it. `partition` is that of a document.

        Raises:
            StoreError: If they cannot be written.
        """
        ...

    def articles(self, documents: Collection[str], *, partition: int) -> dict[str, Article]:
        """Read documents' articles back, by id; they lie in one partition."""
        ...

    def complete(self, partition: int) -> None:
        """Write out a partition of which no document is to come for now."""
        ...

    def save(self) -> None:
        """Make sure that what was put outlives this process."""
        ...

    def finish(self) -> None:
        """Write out everything."""
        ...


class InStore:
    """A store, and perhaps another one elsewhere."""

    partitions = 1

    def __init__(self, store: Store, pusher: Pusher | None = None) -> None:
        self._store = store
        self._pusher = pusher
        self.folder = store.path

    def prepare(self, register: Register) -> None:
        """Compare the register with the documents in the store."""
        for document in register.match(document_ids(self._store)):
            register.know(document, tellings(self._store.quads(document_iri(document))))

    def put(self, graph: IRI, nquads: bytes, *, partition: int | None = None) -> None:
        """Replace a graph in one transaction."""
        self._store.load(graph, nquads)
        if self._pusher is not None:
            self._pusher.add(graph, list(from_nquads(nquads)))

    def articles(self, documents: Iterable[str], *, partition: int) -> dict[str, Article]:
        """Read documents' articles out of the store."""
        return {document: read_article(self._store, document) for document in documents}

    def complete(self, partition: int) -> None:
        """Do nothing: there is one partition, and it has been written."""

    def save(self) -> None:
        """Do nothing: each document is a transaction."""

    def finish(self) -> None:
        """Push what is left."""
        if self._pusher is not None:
            self._pusher.finish()
