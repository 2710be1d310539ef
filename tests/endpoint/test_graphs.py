"""SPARQL 1.1 Graph Store Protocol: everybody reads, who has the token writes."""

from __future__ import annotations

import pytest
import rdflib

from .conftest import DOCUMENT, TOKEN, Server

NEW = "https://w3id.org/graphkit/document/new"
KEY = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {"Content-Type": "text/turtle", **KEY}
ONE = '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <urn:one> rdfs:label "é one" .'
TWO = '<urn:two> <http://www.w3.org/2000/01/rdf-schema#label> "two" .'


def labels(server: Server, graph: str | None = NEW) -> set[str]:
    within = f"GRAPH <{graph}> {{ ?s rdfs:label ?label }}" if graph else "?s rdfs:label ?label"
    rows = server.ask(f"SELECT ?label {{ {within} FILTER(STRSTARTS(STR(?s), 'urn:')) }}").json()["results"]["bindings"]
    return {row["label"]["value"] for row in rows}


def test_a_graph_is_read_in_any_format(server: Server) -> None:
    sizes = set()
    for accept, parser in [("*/*", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")]:
        answer = server.client.get("data", params={"graph": DOCUMENT}, headers={"Accept": accept})
        assert answer.status_code == 200
        sizes.add(len(rdflib.Graph().parse(data=answer.text, format=parser)))
    [size] = sizes
    assert size > 100
    head = server.client.head("data", params={"graph": DOCUMENT})
    assert (head.status_code, head.content) == (200, b"")
    everything = server.client.get("data?default", headers={"Accept": "application/n-triples"})
    assert len(everything.text.splitlines()) > size


@pytest.mark.parametrize(
    ("address", "status"),
    [("data?graph=urn:none", 404), ("data?graph=no%20iri", 404), ("data", 400), ("data?default&graph=urn:x", 400)],
)
def test_graphs_that_are_not_there_are_not_found(server: Server, address: str, status: int) -> None:
    assert server.client.get(address).status_code == status


def test_a_server_without_a_token_only_reads(server: Server) -> None:
    for method in ("PUT", "POST", "DELETE"):
        answer = server.client.request(method, "data", params={"graph": DOCUMENT}, content=ONE, headers=TURTLE)
        assert answer.status_code == 403
    assert server.client.get("data", params={"graph": DOCUMENT}).status_code == 200


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}])
def test_who_has_not_the_token_only_reads(writer: Server, header: dict[str, str]) -> None:
    answer = writer.client.put(
        "data", params={"graph": NEW}, content=ONE, headers={"Content-Type": "text/turtle", **header}
    )
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert labels(writer) == set()


def test_graphs_are_put_added_to_and_withdrawn(writer: Server) -> None:
    address = {"params": {"graph": NEW}}
    assert writer.client.put("data", content=ONE, headers=TURTLE, **address).status_code == 201
    assert labels(writer) == labels(writer, None) == {"é one"}
    assert writer.client.post("data", content=TWO, headers=TURTLE, **address).status_code == 204
    assert labels(writer) == labels(writer, None) == {"é one", "two"}
    assert writer.client.put("data", content=TWO, headers=TURTLE, **address).status_code == 204
    assert labels(writer) == labels(writer, None) == {"two"}
    assert writer.client.delete("data", headers=KEY, **address).status_code == 204
    assert labels(writer, None) == set()
    assert writer.client.get("data", **address).status_code == 404
    assert writer.client.delete("data", headers=KEY, **address).status_code == 404


@pytest.mark.parametrize(
    ("graph", "body", "media", "status"),
    [
        (NEW, "<urn:a> <urn:b> .", "text/turtle", 400),
        (NEW, ONE, "text/csv", 415),
        (NEW, f"<{NEW}> {{ {TWO} }}", "application/trig", 415),
        ("no iri", ONE, "text/turtle", 400),
        ("https://w3id.org/graphkit/ontology", ONE, "text/turtle", 403),
        (None, ONE, "text/turtle", 403),
    ],
)
def test_what_cannot_be_stored_is_refused(
    writer: Server, graph: str | None, body: str, media: str, status: int
) -> None:
    params = {"default": ""} if graph is None else {"graph": graph}
    answer = writer.client.put("data", params=params, content=body, headers={**KEY, "Content-Type": media})
    assert answer.status_code == status
    assert labels(writer, None) == set()


def test_what_is_written_stays_when_the_server_ends(writer: Server) -> None:
    from graphkit.graph import Store

    writer.client.put("data", params={"graph": NEW}, content=ONE, headers=TURTLE)
    assert labels(writer) == {"é one"}
    writer.process.terminate()
    writer.process.wait(timeout=20)
    with Store.open(writer.log.parent / "store", read_only=True) as store:
        assert [quad.object.value for quad in store.quads(NEW)] == ["é one"]
    assert not (writer.log.parent / "store" / "snapshot").exists()
