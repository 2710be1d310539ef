from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import StoreError
from graphkit.graph import Store, to_quads
from graphkit.iri import DOCUMENT, IRI, document_iri
from graphkit.model import Extraction

Make = Callable[..., Extraction]
NODE = ox.NamedNode
LABEL = NODE("http://www.w3.org/2000/01/rdf-schema#label")


def one(graph: str, label: str = "a") -> list[ox.Quad]:
    return [ox.Quad(NODE("urn:s"), LABEL, ox.Literal(label), NODE(graph))]


def test_documents_are_added_replaced_and_removed(make: Make) -> None:
    store = Store.open(None)
    for name in ("b", "a"):
        store.add(document_iri(name), to_quads(make(name)))
    assert store.documents() == (document_iri("a"), document_iri("b"))
    store.add(document_iri("a"), to_quads(Extraction(make("a").article)))
    assert store.quads(document_iri("a")) == to_quads(Extraction(make("a").article))
    store.remove(document_iri("b"))
    assert store.quads() == to_quads(Extraction(make("a").article))


def test_what_two_documents_state_is_found_once_and_stays_until_both_are_gone() -> None:
    store = Store.open(None)
    query = "SELECT ?s WHERE { ?s rdfs:label 'a' }"
    for name in ("x", "y"):
        store.add(DOCUMENT + name, one(DOCUMENT + name))
    assert len(store.query(query)) == 1
    store.add(DOCUMENT + "x", one(DOCUMENT + "x", "b"))
    assert len(store.query(query)) == 1
    store.add(DOCUMENT + "y", [])
    assert len(store.query(query)) == 0
    assert len(store.query("SELECT ?s WHERE { ?s rdfs:label 'b' }")) == 1


def test_adding_a_document_twice_changes_nothing(store: Store, document: IRI, make: Make) -> None:
    before = store.quads()
    store.add(document, to_quads(make()))
    assert store.quads() == before


def test_a_statement_of_another_document_is_refused_and_nothing_changes(store: Store, document: IRI) -> None:
    before = store.quads()
    with pytest.raises(StoreError, match="Add each document by itself"):
        store.add(document, one(DOCUMENT + "other"))
    assert store.quads() == before


def test_removing_what_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(StoreError, match="does not hold the document"):
        store.remove(DOCUMENT + "nowhere")


def test_background_knowledge_is_queried_and_not_exported(store: Store) -> None:
    before = store.quads()
    store.add_background("https://example.org/names", one("https://example.org/other", "Northland Navy"))
    assert store.query("ASK { ?x rdfs:label 'Northland Navy' }")
    assert store.quads() == before
    assert len(store.documents()) == 1
    with pytest.raises(StoreError, match="name of a document"):
        store.add_background(DOCUMENT + "x", [])


def test_the_ontology_lies_beside_the_documents(store: Store) -> None:
    assert store.query("ASK { gk:Launch rdfs:subClassOf gk:plover-ASSAULT }")


def test_any_text_survives_storing() -> None:
    store = Store.open(None)
    text = 'a"b\\c\n\r\t\x00\x07\u2028\U0001f680} GRAPH <urn:x> { <urn:a> <urn:b> "'
    for _ in range(2):
        store.add(DOCUMENT + "x", one(DOCUMENT + "x", text))
        assert store.quads() == one(DOCUMENT + "x", text)


def test_a_folder_keeps_what_it_was_given(tmp_path: Path, make: Make, document: IRI) -> None:
    with Store.open(tmp_path / "store") as store:
        store.add(document, to_quads(make()))
    with Store.open(tmp_path / "store", read_only=True) as store:
        assert store.quads() == to_quads(make())
        with pytest.raises(StoreError, match="for reading only"):
            store.remove(document)
    with Store.open(tmp_path / "store") as store:
        store.remove(document)
        assert store.documents() == ()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.query("ASK { ?s ?p ?o }")


def test_a_second_writer_is_refused_with_the_reason(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store"), pytest.raises(StoreError, match="Another program is writing"):
        Store.open(tmp_path / "store")


def test_a_second_writer_in_another_process_is_refused(tmp_path: Path) -> None:
    program = (
        "import sys, graphkit.graph as g\n"
        "try: g.Store.open(sys.argv[1])\n"
        "except Exception as e: print(type(e).__name__)"
    )
    with Store.open(tmp_path / "store"):
        out = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / "store")], capture_output=True, text=True, check=True
        )
    assert out.stdout.strip() == "StoreError"


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader")
    for read_only in (True, False):
        with pytest.raises(StoreError, match="not a graphkit store"):
            Store.open(tmp_path, read_only=read_only)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_newer_or_damaged_store_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path / "store").close()
    mark = tmp_path / "store" / "graphkit-store.json"
    mark.write_text(json.dumps({"made_by": "graphkit", "format": 99}))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(tmp_path / "store")
    mark.write_text("{")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(tmp_path / "store")


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graphkit store"):
        Store.open(tmp_path / "store", read_only=True)
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".ttl", ".nt", ".jsonld", ".rdf"])
def test_a_graph_file_is_a_store_to_read(tmp_path: Path, make: Make, suffix: str) -> None:
    from graphkit.writers import write

    store = Store.open(None)
    for name in ("a", "b"):
        store.add(document_iri(name), to_quads(make(name)))
    path = write(store, tmp_path / f"graph{suffix}")
    read = Store.open(path)
    assert read.quads() == store.quads()
    assert read.documents() == store.documents()
    launches = "SELECT ?x WHERE { ?x a gk:Launch } ORDER BY ?x"
    assert read.query(launches).rows == store.query(launches).rows
    with pytest.raises(StoreError, match="for reading only"):
        read.remove(document_iri("a"))


def test_a_file_of_somebody_else_can_be_queried_and_copied(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text('<urn:s> <http://www.w3.org/2000/01/rdf-schema#label> "x" .')
    store = Store.open(path)
    assert store.query("ASK { ?s rdfs:label 'x' }")
    assert len(store) == 1
    with pytest.raises(StoreError, match="belongs to no document"):
        Store.open(None).load_file(path)


def test_a_file_that_is_not_legal_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:s> <urn:p> .\n")
    with pytest.raises(StoreError, match=r"not legal Turtle.* line 1"):
        Store.open(path)
    with pytest.raises(StoreError, match="no file"):
        Store.open(tmp_path / "missing.trig")


def test_files_are_added_to_a_store(tmp_path: Path, store: Store, make: Make) -> None:
    from graphkit.writers import write

    other = Store.open(None)
    other.add(document_iri("other"), to_quads(make("other")))
    store.load_file(write(other, tmp_path / "other.trig"))
    assert len(store.documents()) == 2
    assert store.quads(document_iri("other")) == other.quads()
