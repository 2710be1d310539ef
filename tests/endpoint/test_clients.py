"""Clients that researchers use, against the running server."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from .conftest import DOCUMENT, Server

SELECT = "SELECT ?who WHERE { ?who gk:launched ?what }"
RUSSIA = URIRef("https://w3id.org/graphkit/resource/state/russia")
LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_gets_rows(server: Server, method: str) -> None:
    client = SPARQLWrapper(server.address + "query")
    client.setMethod(method)
    client.setQuery(SELECT)
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["results"]["bindings"][0]["who"]["value"] == str(RUSSIA)
    client.setReturnFormat(XML)
    assert str(RUSSIA) in client.queryAndConvert().toxml()
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split() == ["who", str(RUSSIA)]


def test_sparqlwrapper_gets_triples(server: Server) -> None:
    client = SPARQLWrapper(server.address + "query")
    client.setQuery("CONSTRUCT WHERE { ?a gk:launched ?b }")
    client.setReturnFormat(RDFXML)
    assert [str(s) for s, _, _ in client.queryAndConvert()] == [str(RUSSIA)]
    client.setReturnFormat(TURTLE)
    assert b"gk:launched" in client.queryAndConvert()


def test_sparqlwrapper_chooses_graphs_and_is_told_of_mistakes(server: Server) -> None:
    client = SPARQLWrapper(server.address + "query", returnFormat=JSON, defaultGraph=DOCUMENT)
    client.setQuery("ASK { gk:Launch ?p ?o }")
    assert client.queryAndConvert()["boolean"] is False
    client.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed, match="line 1, column 11"):
        client.query()


def test_rdflib_reads_the_server_as_a_graph(server: Server) -> None:
    graph = Graph(SPARQLStore(server.address + "query"))
    assert (RUSSIA, LABEL, Literal("Russia")) in graph
    assert graph.value(RUSSIA, LABEL) == Literal("Russia")
    assert [
        row.who for row in graph.query("SELECT ?who { ?who <https://w3id.org/graphkit/ontology#launched> ?what }")
    ] == [RUSSIA]


def test_rdflib_reads_one_document(server: Server) -> None:
    graph = Graph(SPARQLStore(server.address + "query"), identifier=URIRef(DOCUMENT))
    assert len(list(graph.triples((URIRef(DOCUMENT), None, None)))) > 3
