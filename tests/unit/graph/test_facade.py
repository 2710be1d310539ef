from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryError, StoreError
from graphkit.graph import Graph, Store
from graphkit.iri import IRI
from graphkit.settings import ontology_folder
from graphkit.vocab import PREFIXES

NORTHLAND = "https://w3id.org/graphkit/resource/state/northland"
EASTRIA = "https://w3id.org/graphkit/resource/state/eastria"


def test_a_graph_counts_what_it_holds(graph: Graph) -> None:
    assert graph.counts() == {
        "documents": 1,
        "statements": len(graph),
        "entities": 8,
        "events": 5,
        "direct triples": 4,
        "mentions": 20,
    }
    assert repr(graph).startswith("Graph(1 documents, ")


def test_documents_are_removed_by_id_or_iri(graph: Graph, document: IRI) -> None:
    with pytest.raises(StoreError):
        graph.remove("lakeport-2")
    graph.remove("lakeport-1")
    assert graph.documents() == ()
    assert len(graph) == 0


def test_a_graph_opens_what_it_exported(graph: Graph, tmp_path: Path) -> None:
    assert Graph.open(graph.export(tmp_path / "graph.trig")).store.quads() == graph.store.quads()


def test_one_document_can_be_exported(graph: Graph, tmp_path: Path, document: IRI) -> None:
    for name in (document, "lakeport-1"):
        assert Graph.open(graph.export(tmp_path / "one.nq", graph=name)).documents() == (document,)
    with pytest.raises(StoreError, match="no document elsewhere"):
        graph.export(tmp_path / "two.nq", graph="elsewhere")


def test_a_data_frame_has_a_column_for_each_variable(graph: Graph) -> None:
    frame = graph.to_dataframe("SELECT ?who ?n WHERE { ?who gk:launched ?what . ?what gk:quantity ?n }")
    assert frame.to_dict("list") == {"who": [NORTHLAND], "n": [35]}
    empty = graph.to_dataframe("SELECT ?x ?y WHERE { ?x gk:rescued ?y }")
    assert list(empty.columns) == ["x", "y"]
    assert empty.empty


def test_rdflib_sees_the_same_statements_without_a_copy(graph: Graph) -> None:
    from rdflib import URIRef

    dataset = graph.to_rdflib()
    met = URIRef(PREFIXES["gk"] + "metWith")
    assert list(dataset.triples((None, met, None))) == [(URIRef(NORTHLAND), met, URIRef(EASTRIA))]
    assert [str(row.x) for row in dataset.query("SELECT ?x WHERE { ?x gk:metWith ?y }")] == [NORTHLAND]
    graph.remove("lakeport-1")
    assert list(dataset.triples((None, met, None))) == []


def test_rdflib_queries_fetch_nothing_and_honour_from(graph: Graph) -> None:
    dataset = graph.to_rdflib()
    [[count]] = dataset.query("SELECT (COUNT(*) AS ?n) FROM doc:lakeport-1 WHERE { ?s ?p ?o }")
    assert int(count) == len(graph)
    for query in (
        "SELECT * FROM <http://x.example/a.ttl> { ?s ?p ?o }",
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
    ):
        with pytest.raises(QueryError):
            dataset.query(query)


def test_rdflib_shows_the_store_for_reading(graph: Graph) -> None:
    from rdflib import RDFS, Literal, URIRef

    dataset = graph.to_rdflib()
    with pytest.raises(StoreError, match="for reading"):
        dataset.add((URIRef("urn:a"), RDFS.label, Literal("a")))
    with pytest.raises(StoreError, match="for reading"):
        dataset.update("DELETE WHERE { ?s ?p ?o }")
    assert len(graph) > 0


def test_networkx_gets_entities_and_direct_triples(graph: Graph, document: IRI) -> None:
    network = graph.to_networkx()
    assert network.nodes[NORTHLAND] == {"label": "Northland", "class": "State"}
    assert network.edges[NORTHLAND, f"{document}#entity-2", "launched"] == {
        "label": "launched",
        "date": "2024-08-26",
        "count": 1,
        "documents": (document,),
        "confidence": 0.9,
    }
    assert network.edges[NORTHLAND, EASTRIA, "metWith"]["date"] is None
    assert network.number_of_edges() == 4
    assert f"{document}#event-1" not in network


def test_networkx_with_events_shows_what_is_denied_as_well(graph: Graph, document: IRI) -> None:
    network = graph.to_networkx(events=True)
    assert network.nodes[f"{document}#event-1"]["class"] == "Launch"
    assert network.nodes[f"{document}#event-5"]["polarity"] == "Negative"
    assert network.has_edge(f"{document}#event-1", NORTHLAND, key="agent")
    assert not network.has_edge(NORTHLAND, EASTRIA, key="metWith")
    assert any(key == "holdsPosition" for _, _, key in network.edges(keys=True))


def test_a_graph_that_fits_its_shapes_has_no_violations(graph: Graph) -> None:
    assert graph.validate() == ()


def test_violations_name_the_place_in_the_text(store: Store, document: IRI) -> None:
    event = ox.NamedNode(f"{document}#event-1")
    polarity = ox.NamedNode(PREFIXES["gk"] + "polarity")
    quads = [q for q in store.quads() if not (q.subject == event and q.predicate == polarity)]
    group, quantity = ox.NamedNode(f"{document}#entity-2"), ox.NamedNode(PREFIXES["gk"] + "quantity")
    quads.append(ox.Quad(group, quantity, ox.Literal("many"), ox.NamedNode(document)))
    store.add(document, quads)
    violations = Graph(store).validate()
    assert {(v.node, v.path) for v in violations} == {(event.value, polarity.value), (group.value, quantity.value)}
    [missing] = [v for v in violations if v.node == event.value]
    assert (missing.begin, missing.end, missing.quote) == (10, 15, "fired")
    assert "An event is affirmed or denied." in str(missing)
    assert any(v.value == "many" for v in violations)


def test_the_launch_query_answers_its_question(graph: Graph) -> None:
    text = (ontology_folder() / "queries" / "launches.rq").read_text(encoding="utf-8")
    [row] = graph.query(text).rows
    assert (row.who, row.what, row.quantity, row.target, str(row.day), row.speaker) == (
        "Northland",
        "35 rockets",
        35,
        "Lakeport",
        "2024-08-26",
        "Ada Quist",
    )
