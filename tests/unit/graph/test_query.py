from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import QueryError
from graphkit.graph import Store, to_quads
from graphkit.graph.sparql import tokens
from graphkit.iri import IRI
from graphkit.model import Extraction

Make = Callable[..., Extraction]
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
LIMITS = [None, 60.0]


@pytest.fixture(params=["memory", "folder", "folder to read"])
def any_store(request: pytest.FixtureRequest, store: Store, tmp_path: Path, make: Make, document: IRI) -> Store:
    if request.param == "memory":
        return store
    folder = Store.open(tmp_path / "store")
    folder.add(document, to_quads(make()))
    if request.param == "folder":
        return folder
    folder.close()
    return Store.open(tmp_path / "store", read_only=True)


@pytest.mark.parametrize("timeout", LIMITS)
def test_prefixes_are_known_and_all_documents_are_read_at_once(any_store: Store, timeout: float | None) -> None:
    query = "SELECT ?who ?n WHERE { ?who gk:launched ?what . ?what gk:quantity ?n }"
    [row] = any_store.query(query, timeout=timeout).rows
    assert row.who == "https://w3id.org/graphkit/resource/state/northland"
    assert row.n == 35


@pytest.mark.parametrize("timeout", LIMITS)
def test_all_kinds_of_query_are_answered(store: Store, timeout: float | None) -> None:
    assert bool(store.query("ASK { ?x a gk:Launch }", timeout=timeout)) is True
    assert bool(store.query("ASK { ?x a gk:Rescue }", timeout=timeout)) is False
    built = store.query("CONSTRUCT { ?b gk:launched ?a } WHERE { ?a gk:launched ?b }", timeout=timeout)
    assert [triple.object.value for triple in built.triples] == ["https://w3id.org/graphkit/resource/state/northland"]
    assert len(store.query("DESCRIBE state:northland", timeout=timeout)) > 5


def test_prefixes_may_be_declared_otherwise(store: Store) -> None:
    query = "PREFIX k: <https://w3id.org/graphkit/ontology#> SELECT ?x WHERE { ?x k:launched ?y }"
    assert len(store.query(query)) == 1
    query = "PREFIX gk: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?x WHERE { ?x gk:label 'Eastria' }"
    assert len(store.query(query)) == 1


def test_graphs_can_be_chosen(store: Store) -> None:
    everything = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0].n
    chosen = store.query("SELECT (COUNT(*) AS ?n) FROM doc:lakeport-1 WHERE { ?s ?p ?o }").rows[0].n
    assert chosen == len(store)
    assert isinstance(everything, int) and everything > len(store)
    named = store.query("SELECT DISTINCT ?g FROM NAMED doc:lakeport-1 WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert [row.g for row in named.rows] == ["https://w3id.org/graphkit/document/lakeport-1"]


@pytest.mark.parametrize("timeout", LIMITS)
@pytest.mark.parametrize(
    ("query", "position", "words"),
    [
        ("SELECT ?x WHERE {\n  ?x gk:lauched ?y }", (2, 6), "Did you mean gk:launched?"),
        ("SELECT ?x WHERE { ?x a gk:Xyzzyplugh }", (1, 24), "graphkit.ttl"),
        ("SELECT ?x WHERE { ?x a <https://w3id.org/graphkit/ontology#Lunch> }", None, ""),
        ("SELECT ?x WHERE { ?x foo:bar ?y }", (1, 29), "prefix foo: is not declared"),
        ("SELECT ?x WHERE { ?x rdfss:label ?y }", (1, 33), "Did you mean rdfs:"),
        ("SELECT * WHERE { ?who supplied ?what }", (1, 23), "'supplied' has no prefix. Did you mean gk:supplied?"),
        ("SELECT * WHERE { ?who suplied ?what }", (1, 23), "Did you mean gk:supplied?"),
        ("SELECT * WHERE {\n  ?who a Launch }", (2, 10), "Did you mean gk:Launch?"),
        ("SELECT * WHERE { ?who label ?what }", (1, 23), "Did you mean rdfs:label?"),
        ("SELECT * WHERE { ?x gk:polarity Positive }", (1, 33), "Did you mean gk:Positive?"),
        ("SELECT * WHERE { ?a gk:agent/label ?b }", (1, 30), "Did you mean rdfs:label?"),
        ("SELECT * WHERE { ?who bewitched ?what }", (1, 23), "Write gk:bewitched, or the prefix"),
        ("SELECT * WHERE { ?who :supplied ?what }", (1, 32), "Did you mean gk:supplied, or declare"),
        ("SELECT * WHERE { ?a ?b filter }", (1, 30), "not legal SPARQL near '}'"),
        ("SELECT ?x WHERE { ?x ?y ", (1, 25), "not legal SPARQL"),
        ("", (1, 1), "not legal SPARQL"),
        ("# all\nDROP ALL", (2, 1), "changes data"),
        ("insert data { <urn:a> <urn:b> <urn:c> }", (1, 1), "changes data"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", (1, 12), "another server"),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", (1, 12), "another server"),
        ("SELECT * FROM <http://x.example/a.ttl> { ?s ?p ?o }", (1, 15), "none is fetched"),
        ("SELECT * FROM NAMED doc:other { ?s ?p ?o }", (1, 21), "none is fetched"),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x a ?y }", None, ""),
    ],
)
def test_errors_have_a_place_and_a_remedy(
    store: Store, timeout: float | None, query: str, position: tuple[int, int] | None, words: str
) -> None:
    if not words and "ontology#Lunch" in query:
        assert store.query(query, timeout=timeout).rows == []
        return
    with pytest.raises(QueryError) as caught:
        store.query(query, timeout=timeout)
    assert caught.value.query == query
    if position is not None:
        assert caught.value.position == position
    assert words in str(caught.value)


def test_words_of_the_language_may_stand_in_texts_comments_and_variables(store: Store) -> None:
    query = """# SERVICE <http://x.example/>
        SELECT ?service WHERE { ?service gk:trigger ?from
            FILTER(?from != "FROM <http://x.example/> gk:nope" && ?from != '''a
        SERVICE''') }"""
    assert len(store.query(query)) == 5
    assert "SERVICE" not in [token.text for token in tokens(query)]


def test_a_term_that_only_the_data_know_is_no_error(store: Store) -> None:
    import pyoxigraph as ox

    own = ox.NamedNode("https://w3id.org/graphkit/ontology#smuggled")
    graph = "https://w3id.org/graphkit/document/own"
    store.add(graph, [ox.Quad(ox.NamedNode("urn:a"), own, ox.NamedNode("urn:b"), ox.NamedNode(graph))])
    assert store.query("ASK { ?x gk:smuggled ?y }")


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_answered(any_store: Store) -> None:
    with pytest.raises(QueryError, match=r"stopped after 0\.5 seconds"):
        any_store.query(ENDLESS, timeout=0.5)
    assert any_store.query("ASK { ?x a gk:Launch }", timeout=60.0)


def test_a_limited_query_sees_what_was_written_before_it(store: Store, document: IRI) -> None:
    assert store.query("ASK { ?x a gk:Launch }", timeout=60.0)
    store.remove(document)
    assert not store.query("ASK { ?x a gk:Launch }", timeout=60.0)


def test_a_folder_is_queried_under_a_limit_while_it_is_open_for_writing(
    tmp_path: Path, make: Make, document: IRI
) -> None:
    with Store.open(tmp_path / "store") as store:
        for _ in range(2):
            store.add(document, to_quads(make()))
            assert len(store.query("SELECT ?x WHERE { ?x a gk:Launch }", timeout=60.0)) == 1
        store.remove(document)
        assert len(store.query("SELECT ?x WHERE { ?x a gk:Launch }", timeout=60.0)) == 0
