"""The store: the one object that changes. Documents' graphs, and beside them the ontology, on pyoxigraph.

The default graph holds the union of all named graphs, each triple once, and every change keeps it so. Oxigraph could
make the union while it answers, but then a triple that ten documents state is found ten times, and joins multiply.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox

from graphkit.errors import StoreError
from graphkit.graph.blocks import Blocks, blocks_of, graph_lines
from graphkit.graph.files import is_graph_file, read_quads, read_store, read_triples
from graphkit.graph.folder import QUADS, open_folder, remove_snapshot, take_snapshot
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.results import Results
from graphkit.graph.shards import is_shards
from graphkit.graph.sparql import Query
from graphkit.graph.terms import from_nquads, is_iri, node, order
from graphkit.graph.workers import Workers
from graphkit.iri import DOCUMENT, IRI, OCCURRENCES
from graphkit.vocab import NEWS_ARTICLE, ONTOLOGY_GRAPH, SAME_OCCURRENCE, TYPE, gk


class Store:
    """Documents' named graphs in memory, in a folder, or read from an RDF file.

    >>> store = Store.open(None)
    >>> store.documents()
    ()
    """

    def __init__(self, quads: ox.Store, *, path: Path | None = None, read_only: bool = False) -> None:
        self._quads: ox.Store | None = quads
        self.path = path
        self.read_only = read_only
        self._folder = None if path is None or is_graph_file(path) else path / QUADS
        self._loose: tuple[ox.Quad, ...] = ()
        self._lock = threading.RLock()
        self._workers = Workers()
        self._generation = 0

    @classmethod
    def open(cls, path: str | Path | None, *, read_only: bool = False) -> Store:
        """Open the store at `path`: a folder, made if new; an RDF file or shards, read into memory; memory alone if None.

        Raises:
            StoreError: If the folder is not a store, is of a newer format or is being written by another program, or
                the file is not legal RDF.
        """
        if path is None:
            store = cls(ox.Store())
        elif is_graph_file(Path(path)) and not Path(path).is_dir():
            store = cls(read_store(Path(path)), path=Path(path))
            store._loose = tuple(store.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
            _unite(store.oxigraph)
            store._keep_ontology()
            store.read_only = True
            return store
        elif is_shards(Path(path)):
            from graphkit.graph.loading import ShardStore

            return ShardStore(Path(path))
        else:
            store = cls(open_folder(Path(path), read_only=read_only), path=Path(path), read_only=read_only)
        if not read_only:
            store._keep_ontology()
        return store

    @property
    def oxigraph(self) -> ox.Store:
        """The store underneath.

        Raises:
            StoreError: If it has been closed.
        """
        if self._quads is None:
            raise StoreError("The store has been closed. Open it again.")
        return self._quads

    def __len__(self) -> int:
        """Count the documents' statements."""
        return sum(1 for _ in self._document_quads())

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write out what is pending and end helper processes; a folder may then be opened by others."""
        self._workers.close()
        if self._quads is not None and self._folder is not None and not self.read_only:
            self._quads.flush()
            remove_snapshot(self._folder.parent)
        self._quads = None

    def add(self, document: str, quads: Iterable[ox.Quad]) -> None:
        """Put `quads` into the graph of `document`, in place of what it held, in one transaction.

        Raises:
            StoreError: If the store is read-only, a quad lies in another graph, or the disk refuses.
        """
        quads = sorted(set(quads), key=order)
        self._check(document, quads)
        self._write(document, quads)

    def load(self, document: str, nquads: bytes) -> None:
        """Put the statements of `document`, written as N-Quads by graphkit, sorted, in place of what it held.

        Raises:
            StoreError: As `add`.
        """
        quads = list(from_nquads(nquads))
        self._check(document, quads)
        self._write(document, quads)

    def _check(self, document: str, quads: list[ox.Quad]) -> None:
        graph = node(document)
        stray = next((quad for quad in quads if quad.graph_name != graph), None)
        if stray is not None:
            raise StoreError(f"A statement of {stray.graph_name} cannot go to {document}. Add each document by itself.")

    def add_background(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Put statements that come from no text (an ontology, a gazetteer) into a graph of their own.

        Queries see them; `quads`, `dump` and `documents` do not.
        """
        if graph.startswith(DOCUMENT):
            raise StoreError(f"{graph} is the name of a document. Give background knowledge another name.")
        self.add(graph, (ox.Quad(q.subject, q.predicate, q.object, node(graph)) for q in quads))

    def remove(self, document: str) -> None:
        """Withdraw a document: its graph goes, in one transaction.

        Raises:
            StoreError: If the store does not hold the document.
        """
        if document not in self.documents():
            raise StoreError(f"The store does not hold the document {document}. See its documents with graphkit info.")
        self._untie(document)
        self._write(document, [])

    def _untie(self, document: str) -> None:
        """Take the events of a document out of the occurrences that they share with others."""
        ties = {
            tie
            for event in {quad.subject for quad in self._document_quads(document)}
            for tie in self.oxigraph.quads_for_pattern(event, node(SAME_OCCURRENCE), None, None)
            if isinstance(tie.graph_name, ox.NamedNode)
        }
        for graph in sorted({tie.graph_name.value for tie in ties if isinstance(tie.graph_name, ox.NamedNode)}):
            left = set(self._document_quads(graph)) - ties
            told = Counter(quad.object for quad in left if quad.predicate.value == SAME_OCCURRENCE)
            alone = {tie.object for tie in ties if told[tie.object] < 2}
            self._write(graph, [quad for quad in left if not {quad.subject, quad.object} & alone])

    def documents(self) -> tuple[IRI, ...]:
        """Name the documents, sorted."""
        found = self.oxigraph.quads_for_pattern(None, node(TYPE), node(NEWS_ARTICLE), None)
        return tuple(sorted({IRI(quad.subject.value) for quad in found if isinstance(quad.subject, ox.NamedNode)}))

    def occurrence_graphs(self) -> tuple[IRI, ...]:
        """Name the graphs that tie documents' events, one for each day, sorted."""
        graphs = (graph.value for graph in self.oxigraph.named_graphs() if isinstance(graph, ox.NamedNode))
        return tuple(sorted(IRI(graph) for graph in graphs if graph.startswith(OCCURRENCES)))

    def quads(self, document: str | None = None) -> list[ox.Quad]:
        """List the statements of one document, or of all with what ties their events, sorted; no background knowledge."""
        return sorted(self._document_quads(document), key=order)

    def blocks(self, document: str | None = None) -> Blocks:
        """Give the statements of one document, or of all, as text; what belongs to no document is in the block ""."""
        if document is not None:
            return {f"<{document}>": graph_lines(self.oxigraph, node(document))}
        found = {str(graph): graph_lines(self.oxigraph, graph) for graph in self._document_graphs()}
        return {**blocks_of(self._loose), **found}

    def holds(self, iri: str) -> bool:
        """Tell whether any statement, of a document or of the background, has `iri` as one of its terms."""
        if not is_iri(iri):
            return False
        term = node(iri)
        patterns = ((term, None, None), (None, term, None), (None, None, term))
        return any(next(self.oxigraph.quads_for_pattern(s, p, o, None), None) is not None for s, p, o in patterns)

    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        """Answer a SPARQL query over the union of all graphs; the prefixes of `graphkit.vocab.PREFIXES` are known.

        Args:
            sparql: A SELECT, ASK, CONSTRUCT or DESCRIBE query.
            timeout: Seconds after which the query is ended; it then runs in a process of its own, which is killed.

        Raises:
            QueryError: If the query is not legal, names an unknown gk: term, asks other servers, or runs out of time.
        """
        query = Query.read(sparql, known=self.knows, has_graph=self.has_graph)
        if timeout is None:
            return query.run(self.oxigraph)
        with self._lock:
            return self._workers.run(query, source=self._source, generation=self._generation, timeout=timeout)

    def load_file(self, path: str | Path) -> None:
        """Add the documents of an RDF file; documents of the same name are replaced."""
        by_graph: dict[str, list[ox.Quad]] = {}
        for quad in read_quads(Path(path)):
            if not isinstance(quad.graph_name, ox.NamedNode):
                raise StoreError(f"{path}: {quad.subject} belongs to no document. Add graphs that graphkit wrote.")
            by_graph.setdefault(quad.graph_name.value, []).append(quad)
        for graph, quads in sorted(by_graph.items()):
            self.add(graph, quads)

    def load_triples(self, graph: str, data: bytes, media: str, keep: bool) -> None:
        """Put triples of a media type into a graph: beside what it holds if `keep`, else in its place.

        Raises:
            LookupError: If the media type is not one of triples.
            ValueError: If `graph` is no IRI or the data are not legal; the message names the line.
            StoreError: If the store is read-only, or the disk refuses.
        """
        quads = read_triples(data, media, graph)
        with self._lock:
            self.add(graph, [*quads, *self._document_quads(graph)] if keep else quads)

    def freeze(self, folder: Path) -> Path:
        """Give a folder with Oxigraph's files, as they are now, that other processes may read while this one writes.

        It is the store's own where nobody may write, else the new `folder`, which holds links to its files or a copy.
        """
        if self._folder is not None and self.read_only:
            return self._folder
        if self._folder is not None:
            self.oxigraph.backup(str(folder))
            return folder
        copy = ox.Store(str(folder))
        copy.bulk_extend(self.oxigraph)
        copy.flush()
        return folder

    def _source(self) -> Path | bytes:
        """Give what a helper process can read: the folder, or a snapshot of it while this process may write to it."""
        if self._folder is None:
            return ox.serialize(self.oxigraph, format=ox.RdfFormat.N_QUADS) or b""
        return self._folder if self.read_only else take_snapshot(self.oxigraph, self._folder.parent)

    def _document_quads(self, document: str | None = None) -> Iterator[ox.Quad]:
        if document is not None:
            yield from self.oxigraph.quads_for_pattern(None, None, None, node(document))
            return
        yield from self._loose
        for graph in self._document_graphs():
            yield from self.oxigraph.quads_for_pattern(None, None, None, graph)

    def _document_graphs(self) -> Iterator[ox.NamedNode]:
        for graph in self.oxigraph.named_graphs():
            if isinstance(graph, ox.NamedNode) and (
                graph.value.startswith((DOCUMENT, OCCURRENCES))
                or ox.Quad(graph, node(TYPE), node(NEWS_ARTICLE), graph) in self.oxigraph
            ):
                yield graph

    def has_graph(self, iri: str) -> bool:
        """Tell whether there is a named graph of that name."""
        return is_iri(iri) and self.oxigraph.contains_named_graph(node(iri))

    def knows(self, name: str) -> bool:
        """Tell whether `name` is the local name of a gk: term, of the ontology or of the statements held."""
        return name in graphkit_ontology().terms or self.holds(gk(name))

    def _keep_ontology(self) -> None:
        quads = graphkit_ontology().quads
        held = set(self.oxigraph.quads_for_pattern(None, None, None, node(ONTOLOGY_GRAPH)))
        if held != set(quads):
            self.add(ONTOLOGY_GRAPH, quads)

    def _write(self, document: str, quads: list[ox.Quad]) -> None:
        """Replace a graph, and its share of the union, in one transaction."""
        if self.read_only:
            raise StoreError(f"The store {self.path} is open for reading only. Open a store's folder for writing.")
        with self._lock:
            self._workers.close()
            self._generation += 1
            try:
                if self.oxigraph.contains_named_graph(node(document)):
                    self.oxigraph.update(replacement(document, quads))
                else:
                    self.oxigraph.extend([*quads, *union(quads)])
            except OSError as error:
                raise StoreError(f"Writing to the store failed: {error}. Check the disk's space and rights.") from error


def union(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Copy statements into the default graph."""
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)


def _unite(store: ox.Store) -> None:
    """Copy all statements of a store in memory into its default graph, as text, which is the quickest way."""
    lines = (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"" for graph in store.named_graphs())
    store.bulk_load(b"".join(lines), format=ox.RdfFormat.N_TRIPLES, lenient=True)


def replacement(document: str, quads: list[ox.Quad]) -> str:
    """Write the SPARQL update that replaces a graph, and its share of the union."""
    graph = node(document)
    body = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)
    return f"""
        DELETE {{ ?s ?p ?o }} WHERE {{
          GRAPH {graph} {{ ?s ?p ?o }}
          FILTER NOT EXISTS {{ GRAPH ?other {{ ?s ?p ?o }} FILTER(?other != {graph}) }}
        }} ;
        DROP SILENT GRAPH {graph} ;
        INSERT DATA {{ {body} GRAPH {graph} {{ {body} }} }}"""
