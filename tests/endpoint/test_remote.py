"""Stores elsewhere: pushing to the real Oxigraph server and to our own, and reading from there."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest
from support import kuleba
from support.servers import oxigraph

from graphkit import QueryError, StoreError
from graphkit.graph import Graph, Store, to_quads
from graphkit.graph.remote import Address, Pusher, Remote, RemoteStore

from .conftest import DOCUMENT, TOKEN, Server

LAUNCHED = "SELECT ?who ?what WHERE { ?who gk:launched/rdfs:label ?what }"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with oxigraph() as started:
        yield "sparql+" + started


def statements(document: str) -> list[ox.Quad]:
    """Make those of a document of another name."""
    lines = (str(quad).replace(DOCUMENT, document) + " ." for quad in to_quads(kuleba.extraction()))
    return list(ox.parse("\n".join(lines), format=ox.RdfFormat.N_QUADS))


def elsewhere(address: str) -> Graph:
    return Graph(RemoteStore(Remote(Address.read(address), wait=lambda _: None)))


def push(address: str, *documents: tuple[str, list[ox.Quad]]) -> None:
    pusher = Pusher(Remote(Address.read(address), wait=lambda _: None))
    for document, quads in documents:
        pusher.add(document, quads)
    pusher.finish()


def test_a_pushed_store_is_the_same_elsewhere(address: str, tmp_path: Path) -> None:
    local = Store.open(None)
    for number in range(45):
        document = f"{DOCUMENT}-{number}"
        local.add(document, statements(document))
    everything = [(document, local.quads(document)) for document in local.documents()]
    for _ in range(2):
        push(address, *everything)
    graph = elsewhere(address)
    assert graph.query(LAUNCHED).rows == local.query(LAUNCHED).rows
    assert bool(graph.query("ASK { gk:Launch rdfs:subClassOf gk:plover-ASSAULT }"))
    construct = "CONSTRUCT WHERE { ?who gk:launched ?what }"
    assert graph.query(construct).triples == local.query(construct).triples
    assert graph.store.quads() == local.quads()
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert graph.query(count).rows == local.query(count).rows
    push(address, (f"{DOCUMENT}-7", []))
    assert len(elsewhere(address).documents()) == 44
    assert "Russia" in graph.view(tmp_path / "page.html", entity="Russia").read_text()


def test_mistakes_are_told_as_for_a_store_at_hand(address: str) -> None:
    graph = elsewhere(address)
    with pytest.raises(QueryError, match="Did you mean gk:launched"):
        graph.query("ASK { ?x gk:lauched ?y }")
    with pytest.raises(QueryError) as caught:
        graph.query("SELECT * {\n ?x ")
    assert caught.value.position == (2, 5)
    with pytest.raises(StoreError, match="for reading only"):
        graph.remove(graph.documents()[0])


def test_a_graph_store_gets_documents_and_keeps_its_own_union(writer: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sparql+{writer.address}data"
    other = DOCUMENT + "-2"
    quads = statements(other)
    with pytest.raises(StoreError, match="401 Unauthorized, Writing needs the token"):
        push(address, (other, quads))
    monkeypatch.setenv("GRAPHKIT_TOKEN", TOKEN)
    push(address, (other, quads))
    graph = elsewhere(address)
    assert set(graph.store.quads(other)) == set(quads)
    assert bool(graph.query("ASK { ?x gk:launched ?y }"))
    with pytest.raises(QueryError, match="another server"):
        graph.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@contextmanager
def failing(*statuses: int) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that answers with each status in turn, then with yes; and what it was sent."""
    seen: list[dict[str, str]] = []
    left = list(statuses)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(dict(self.headers))
            status = left.pop(0) if left else 200
            body = json.dumps({"head": {}, "boolean": True}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", "/elsewhere")
            if status == 503:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"sparql+http://ann:secret@127.0.0.1:{server.server_port}/x", seen
        server.shutdown()


def test_what_may_pass_is_tried_again() -> None:
    waits: list[float] = []
    with failing(503, 502, 429) as (address, seen):
        remote = Remote(Address.read(address), wait=waits.append)
        assert bool(RemoteStore(remote).query("ASK {}"))
    assert waits == [7.0, 0.4, 0.8]
    assert {request["Authorization"] for request in seen} == {"Basic YW5uOnNlY3JldA=="}


@pytest.mark.parametrize("status", [400, 403, 302])
def test_a_refusal_is_not_tried_again(status: int) -> None:
    with failing(status) as (address, seen), pytest.raises(StoreError, match=f"refuses: {status}"):
        Remote(Address.read(address)).push({DOCUMENT: []})
    assert len(seen) == 1


def test_a_server_that_is_not_there_is_named() -> None:
    waits: list[float] = []
    remote = Remote(Address.read("sparql+http://127.0.0.1:9/"), wait=waits.append)
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9/query does not answer: .*refused"):
        RemoteStore(remote).query("ASK {}")
    assert len(waits) == 5


@pytest.mark.parametrize(
    ("text", "query", "write"),
    [
        ("sparql+https://h", "https://h/query", "https://h/update"),
        ("sparql+https:/h:1/a/", "https://h:1/a/query", "https://h:1/a/update"),
        ("sparql+https://h/ds/update", "https://h/ds/query", "https://h/ds/update"),
        ("sparql+https://h/ds/query", "https://h/ds/query", "https://h/ds/update"),
        ("sparql+https://h/sparql", "https://h/sparql", "https://h/sparql"),
        (
            "sparql+https://h/repositories/x/statements",
            "https://h/repositories/x",
            "https://h/repositories/x/statements",
        ),
        ("sparql+https://h/store", "https://h/query", "https://h/store"),
    ],
)
def test_an_address_says_where_to_ask_and_write(text: str, query: str, write: str) -> None:
    address = Address.read(text)
    assert (address.query, address.write) == (query, write)


@pytest.mark.parametrize("text", ["sparql+ftp://h", "sparql+https://", "https://h", "sparql+https:///x"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(StoreError, match="not the address of a store"):
        Address.read(text)
