"""The same store under rdflib, without copying: for scripts that know rdflib's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphkit.vocab import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

    from graphkit.graph.store import Store


def to_rdflib(store: Store) -> Dataset:
    """Show `store` as an rdflib Dataset whose default graph is the union of all; both see the same statements.

    Queries go through the checks of `Store.query`: they fetch nothing from elsewhere, and FROM means what it says.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from graphkit.graph.sparql import Query

    class CheckedStore(OxigraphStore):
        """Oxigraph's store for rdflib, which asks the same questions before a query as `Store.query`."""

        def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: str, **kwargs: object) -> Any:  # noqa: N803
            if isinstance(query, str):
                checked = Query.read(query, known=store.knows, has_graph=store.has_graph)
                if not checked.union and queryGraph == "__UNION__":
                    queryGraph = ""  # noqa: N806
            return super().query(query, initNs, initBindings, queryGraph, **kwargs)

    dataset = Dataset(store=CheckedStore(store=store.oxigraph), default_union=True)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True)
    return dataset
