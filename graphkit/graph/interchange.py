"""The same store under rdflib, without copying: for scripts that know rdflib's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.errors import StoreError
from graphkit.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

    from graphkit.graph.store import Store


def to_rdflib(store: Store) -> Dataset:
    """Show `store` as an rdflib Dataset, for reading; its default graph is the union of all documents.

    Queries go through the checks of `Store.query`: they fetch nothing from elsewhere, and FROM means what it says.

    Raises:
        StoreError: From the dataset, when it is asked to change something.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from graphkit.graph.sparql import Query

    def refuse(*_: Any, **__: Any) -> None:
        raise StoreError("The dataset shows a store for reading. Change documents with graphkit, or copy the dataset.")

    class CheckedStore(OxigraphStore):
        """Oxigraph's store for rdflib, which asks the same questions before a query as `Store.query`."""

        add = addN = remove = update = remove_graph = refuse  # noqa: N815

        def add_graph(self, graph: Any) -> None:
            """Take note of a graph; Oxigraph needs none of it."""

        def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> Any:  # noqa: N803
            if isinstance(query, str) and Query.read(query, known=store.knows, has_graph=store.has_graph).has_from:
                queryGraph = ""  # noqa: N806
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)

    dataset = Dataset(store=CheckedStore(store=store.oxigraph))
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True)
    return dataset
