"""Graph: what users hold in their hands — a store with everything that can be asked of it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from graphkit.errors import MissingExtra, StoreError
from graphkit.graph.blocks import split
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.results import Results
from graphkit.graph.store import Store
from graphkit.iri import IRI, document_iri
from graphkit.vocab import ASSERTION, DENOTED_BY, LABEL, RDF, TRIGGER, TYPE, gk

if TYPE_CHECKING:
    import networkx
    import pandas
    from rdflib import Dataset

    from graphkit.graph.validate import Violation


class Graph:
    """A knowledge graph of documents: query it, look at it, write it to files.

    Examples:
        >>> graph = Graph()
        >>> [row.n for row in graph.query("SELECT (COUNT(?e) AS ?n) WHERE { ?e gk:trigger ?words }")]
        [0]
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = Store.open(None) if store is None else store

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = True) -> Graph:
        """Open the store at `path`: a folder, or an RDF file (.trig .nq .ttl .nt .jsonld .rdf).

        Raises:
            StoreError: If it is neither, or cannot be read.
        """
        return cls(Store.open(path, read_only=read_only))

    def __len__(self) -> int:
        """Count the documents' statements."""
        return len(self.store)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        counts = self.counts()
        return f"Graph({', '.join(f'{count} {name}' for name, count in counts.items())})"

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store, so that others may write to it."""
        self.store.close()

    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        """Answer a SPARQL query; prefixes are known; it reads all documents and the ontology as one graph.

        Raises:
            QueryError: If the query is not legal, names an unknown gk: term, or takes longer than `timeout` seconds.
        """
        return self.store.query(sparql, timeout=timeout)

    def documents(self) -> tuple[IRI, ...]:
        """Name the documents, sorted."""
        return self.store.documents()

    def remove(self, document: str) -> None:
        """Withdraw a document, named by its IRI or id, with everything that it states.

        Raises:
            StoreError: If there is no such document, or the store is open for reading only.
        """
        self.store.remove(document if document in self.documents() else document_iri(document))

    def counts(self) -> dict[str, int]:
        """Count documents, statements, entities, events, direct triples (own relations too) and mentions."""
        said: dict[str, set[str]] = {}
        statements = 0
        for lines in self.store.blocks().values():
            statements += len(lines)
            for line in lines:
                subject, predicate, obj = split(line)
                said.setdefault(predicate[1:-1], set()).add(f"{subject} {obj}")
        subjects = {name: {pair.partition(" ")[0] for pair in said.get(name, ())} for name in (LABEL, TRIGGER)}
        assertions = {pair.partition(" ")[0] for pair in said.get(TYPE, ()) if pair.endswith(f" <{ASSERTION}>")}
        asserted = (pair.split(" ", 1) for pair in said.get(RDF + "predicate", ()))
        own = {predicate[1:-1] for statement, predicate in asserted if statement in assertions}
        return {
            "documents": len(self.documents()),
            "statements": statements,
            "entities": len(subjects[LABEL] - subjects[TRIGGER]),
            "events": len(subjects[TRIGGER]),
            "direct triples": sum(len(said.get(name, ())) for name in own.union(map(gk, graphkit_ontology().direct))),
            "mentions": len({pair.partition(" ")[2] for pair in said.get(DENOTED_BY, ())}),
        }

    def export(self, path: str | Path, *, graph: str | None = None) -> Path:
        """Write the documents' statements to a file in the format of its suffix; of one document if `graph` names it.

        Raises:
            StoreError: If the suffix is unknown or the file cannot be written.
        """
        if graph is not None and graph not in self.documents():
            named = document_iri(graph)
            if named not in self.documents():
                raise StoreError(f"There is no document {graph}. Name one by its IRI or id.")
            graph = named
        written: Path = _writers("graphkit.writers").write(self.store, Path(path), document=graph)
        return written

    def view(self, path: str | Path, **selection: Any) -> Path:
        """Write a page that shows the graph in a browser; `selection` is that of `graphkit.writers.html.write_view`."""
        written: Path = _writers("graphkit.writers.html").write_view(self, path, **selection)
        return written

    def validate(self) -> tuple[Violation, ...]:
        """Check the documents against the SHACL shapes of the ontology."""
        from graphkit.graph.validate import validate

        return validate(self.store)

    def to_rdflib(self) -> Dataset:
        """Show the graph as an rdflib Dataset over the same store, without copying."""
        from graphkit.graph.interchange import to_rdflib

        return to_rdflib(self.store)

    def to_networkx(self, *, events: bool = False) -> networkx.MultiDiGraph[str]:
        """Make a networkx multigraph of entities and direct triples, or of entities and events with their roles."""
        from graphkit.graph.networks import to_networkx

        return to_networkx(self.store.quads(), events=events)

    def to_dataframe(self, sparql: str, *, timeout: float | None = None) -> pandas.DataFrame:
        """Answer a SELECT query as a pandas DataFrame, one column for each variable.

        Raises:
            MissingExtra: If pandas is not installed.
            QueryError: As `query`.
        """
        try:
            import pandas
        except ImportError as error:
            message = "Data frames need pandas."
            raise MissingExtra(message, command="pip install 'graphkit[tables]'") from error
        results = self.query(sparql, timeout=timeout)
        return pandas.DataFrame([list(row) for row in results.rows], columns=list(results.variables))

    def _repr_html_(self) -> str:
        shown: str = _writers("graphkit.writers.html").notebook_html(self)
        return shown


def _writers(module: str) -> Any:
    """Fetch a module of writers by name: they stand above this layer and know it, not the other way round."""
    return import_module(module)
