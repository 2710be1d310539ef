"""SPARQL 1.1 Protocol, the query operation: the cases of the W3C's test suite, over HTTP.

Source: https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/; cases about graphs use our own.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import httpx
import pytest
import rdflib

from .conftest import DOCUMENT, Server

SELECT = "SELECT ?who WHERE { ?who gk:launched ?what }"
RUSSIA = "https://w3id.org/graphkit/resource/state/russia"
ONTOLOGY = "https://w3id.org/graphkit/ontology"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def count(answer: httpx.Response) -> int:
    [row] = answer.json()["results"]["bindings"]
    return int(row["n"]["value"])


def test_query_get(server: Server) -> None:
    answer = server.client.get("query", params={"query": SELECT})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/sparql-results+json"
    assert [row["who"]["value"] for row in answer.json()["results"]["bindings"]] == [RUSSIA]


def test_query_post_form(server: Server) -> None:
    assert server.client.post("query", data={"query": SELECT}).json()["results"]["bindings"]


def test_query_post_direct(server: Server) -> None:
    answer = server.client.post(
        "query", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=utf-8"}
    )
    assert answer.json()["results"]["bindings"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        ("application/sparql-results+xml;q=0.4, text/csv;q=0.5", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_rows_come_in_the_type_that_is_liked_best(server: Server, accept: str, media: str) -> None:
    answer = server.ask(SELECT, accept)
    assert answer.headers["content-type"] == media
    assert "Accept" in answer.headers["vary"]
    if "xml" in media:
        assert ET.fromstring(answer.text).tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    elif "json" in media:
        assert json.loads(answer.text)["head"]["vars"] == ["who"]
    else:
        assert answer.text.splitlines()[0] in ("who", "?who")
    assert RUSSIA in answer.text


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("*/*", "turtle"),
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/n-quads", "nquads"),
        ("application/trig", "trig"),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?a gk:launched ?b }", "DESCRIBE state:russia"])
def test_triples_come_in_the_type_that_is_liked_best(server: Server, query: str, accept: str, parser: str) -> None:
    answer = server.ask(query, accept)
    expected = rdflib.Graph().parse(data=server.ask(query, "application/n-triples").text, format="nt")
    found = rdflib.Dataset(default_union=True).parse(data=answer.text, format=parser)
    assert len(expected) > 0
    assert {tuple(map(str, t)) for t in found.triples((None, None, None))} == {tuple(map(str, t)) for t in expected}


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_value_has_its_formats(server: Server, truth: bool) -> None:
    query = "ASK { ?who gk:launched ?what }" if truth else "ASK { ?who gk:rescued ?what }"
    assert server.ask(query).json()["boolean"] is truth
    assert f"<boolean>{str(truth).lower()}</boolean>" in server.ask(query, "application/sparql-results+xml").text
    assert server.ask(query, "text/csv").text.strip() == str(truth).lower()


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), ("CONSTRUCT WHERE { ?a ?b ?c }", "text/csv")])
def test_a_type_that_cannot_be_is_refused(server: Server, query: str, accept: str) -> None:
    answer = server.ask(query, accept)
    assert answer.status_code == 406
    assert "can be written as" in answer.json()["detail"]


def test_query_dataset_default_graph(server: Server) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    everything = count(server.ask(query))
    parts = [
        count(server.client.get("query", params={"query": query, "default-graph-uri": g})) for g in (DOCUMENT, ONTOLOGY)
    ]
    both = server.client.post("query", data={"query": query, "default-graph-uri": [DOCUMENT, ONTOLOGY]})
    assert all(parts)
    assert count(both) == everything == sum(parts)


def test_query_dataset_named_graphs(server: Server) -> None:
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert count(server.client.get("query", params={"query": query})) == 2
    params = {"query": query, "named-graph-uri": DOCUMENT}
    assert count(server.client.post("query", params=params | {"query": query}, data={}, headers=FORM)) == 1
    post = server.client.post("query", params={"named-graph-uri": DOCUMENT}, content=query, headers=DIRECT)
    assert count(post) == 1
    union = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert count(server.client.get("query", params={"query": union, "named-graph-uri": DOCUMENT})) == 0


def test_the_protocols_dataset_overrides_the_querys(server: Server) -> None:
    query = f"SELECT (COUNT(*) AS ?n) FROM <{ONTOLOGY}> WHERE {{ ?s gk:launched ?o }}"
    assert count(server.ask(query)) == 0
    assert count(server.client.get("query", params={"query": query, "default-graph-uri": DOCUMENT})) == 1


@pytest.mark.parametrize("kind", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["http://127.0.0.1:9/data.ttl", "no iri", ""])
def test_graphs_from_elsewhere_are_not_fetched(server: Server, kind: str, graph: str) -> None:
    answer = server.client.get("query", params={"query": SELECT, kind: graph})
    assert answer.status_code == 400
    assert "none is fetched" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * FROM <http://127.0.0.1:9/x> { ?s ?p ?o }", "none is fetched"),
        ("SELECT * FROM <x> { ?s ?p ?o }", "none is fetched"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "another server"),
        ("LOAD <http://127.0.0.1:9/x>", "changes data"),
        ("DROP ALL", "changes data"),
        ("SELECT * {", "line 1, column 11"),
        ("", "not legal SPARQL"),
        ("SELECT * { ?x gk:lauched ?y }", "Did you mean gk:launched?"),
    ],
)
def test_bad_queries_have_a_place_and_a_remedy(server: Server, query: str, words: str) -> None:
    answer = server.ask(query)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]
    if "{" in query:
        assert answer.json()["line"] == 1


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ({"method": "GET", "params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400),
        ({"method": "POST", "content": b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", "headers": FORM}, 400),
        ({"method": "POST", "content": b"", "headers": FORM}, 400),
        ({"method": "GET", "params": {"default-graph-uri": DOCUMENT}}, 400),
        ({"method": "POST", "content": b"ASK {}"}, 415),
        ({"method": "POST", "content": b"ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "content": b"query=ASK {}", "headers": {"Content-Type": "multipart/form-data"}}, 415),
        ({"method": "POST", "content": "ASK { ?é ?p ?o }".encode("utf-16"), "headers": DIRECT}, 400),
        ({"method": "POST", "content": b"query=%FF%FE", "headers": FORM}, 400),
        ({"method": "POST", "content": b"update=CLEAR+ALL", "headers": FORM}, 400),
        ({"method": "POST", "content": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
        ({"method": "PUT", "content": b"ASK {}", "headers": DIRECT}, 405),
        ({"method": "POST", "content": b"x" * 17_000_000, "headers": DIRECT}, 413),
    ],
)
def test_bad_requests_are_refused_with_their_status(server: Server, arguments: dict[str, object], status: int) -> None:
    answer = server.client.request(url="query", **arguments)
    assert answer.status_code == status
    if status != 405:
        assert answer.json()["detail"].endswith(".")


def test_the_endpoint_describes_itself_when_asked_nothing(server: Server) -> None:
    answer = server.client.get("query")
    described = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert [str(address) for address in described.objects(predicate=sd.endpoint)] == [f"{server.address}query"]
    assert server.client.get("query", headers={"Accept": "text/html"}).headers["location"] == f"{server.address}sparql"


def test_any_page_may_read_without_credentials(server: Server) -> None:
    answer = server.client.get("query", params={"query": SELECT}, headers={"Origin": "https://page.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = {"Origin": "https://page.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    assert server.client.options("query", headers=asked).status_code == 200
    asked["Access-Control-Request-Method"] = "PUT"
    assert server.client.options("data", headers=asked).status_code == 400


def test_names_of_other_scripts_come_through(server: Server) -> None:
    text = 'a"b\\c \U0001f680 é 东 \u2028'
    query = f'SELECT ("{text.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}" AS ?x) {{}}'
    [row] = server.ask(query).json()["results"]["bindings"]
    assert row["x"]["value"] == text
