from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest

from graphkit.errors import StoreError
from graphkit.graph import Graph, Store, to_quads
from graphkit.graph.blocks import blocks_of
from graphkit.graph.files import read_quads
from graphkit.iri import DOCUMENT, IRI, document_iri
from graphkit.model import Extraction
from graphkit.writers import FORMATS, write, writer

Make = Callable[..., Extraction]
RDF = [suffix for suffix in FORMATS if suffix not in (".graphml", ".gexf", ".csv")]
NORTHLAND = "https://w3id.org/graphkit/resource/state/northland"
EASTRIA = "https://w3id.org/graphkit/resource/state/eastria"


@pytest.fixture
def two(store: Store, make: Make) -> Store:
    store.add(document_iri("second/Ünïcode & co"), to_quads(make("second/Ünïcode & co")))
    return store


@pytest.mark.parametrize("suffix", RDF)
def test_what_is_written_is_read_again(two: Store, tmp_path: Path, suffix: str) -> None:
    assert sorted(read_quads(write(two, tmp_path / f"g{suffix}")), key=str) == two.quads()


@pytest.mark.parametrize("suffix", RDF)
def test_rdflib_reads_the_same_number_of_statements(store: Store, tmp_path: Path, suffix: str) -> None:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(write(store, tmp_path / f"g{suffix}"))
    assert len(set(dataset.triples((None, None, None)))) == len(store)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_graph_gives_the_same_bytes_whatever_the_order(two: Store, suffix: str) -> None:
    quads, path = two.quads(), Path(f"g{suffix}")
    assert writer(path)(blocks_of(quads), path) == writer(path)(blocks_of(sorted(quads, key=str)), path)
    if suffix in RDF:
        assert writer(path)(blocks_of(quads), path) == writer(path)(blocks_of(reversed(quads)), path)


@pytest.mark.parametrize("suffix", [".trig", ".graphml", ".gexf"])
def test_another_process_writes_the_same_bytes(two: Store, tmp_path: Path, suffix: str) -> None:
    source, target = write(two, tmp_path / "source.nq"), tmp_path / f"other{suffix}"
    program = "import sys, graphkit.graph as g\ng.Graph.open(sys.argv[1]).export(sys.argv[2])"
    subprocess.run([sys.executable, "-c", program, str(source), str(target)], check=True)
    assert write(two, tmp_path / f"here{suffix}").read_bytes() == target.read_bytes()


def test_n_quads_are_sorted_lines(store: Store, tmp_path: Path) -> None:
    lines = write(store, tmp_path / "g.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(store)


def test_turtle_is_grouped_prefixed_and_readable(store: Store, tmp_path: Path) -> None:
    text = write(store, tmp_path / "g.ttl").read_text(encoding="utf-8")
    assert "@base <https://w3id.org/graphkit/document/lakeport-1> .\n" in text
    assert '\nstate:northland a gk:State ;\n    rdfs:label "Northland" ;\n' in text
    assert "\n<#event-1> a gk:Launch ;\n" in text
    assert "gaf:denotedBy <#char=10,15> ;" in text
    assert "    gk:quantity 35 .\n" in text
    assert text.index("<#event-1> a") < text.index("<#time-1> a") < text.index("<#assertion-")
    assert "@prefix sh:" not in text


def test_trig_has_a_block_for_each_document(two: Store, tmp_path: Path) -> None:
    text = write(two, tmp_path / "g.trig").read_text(encoding="utf-8")
    assert text.count("\n<> {\n") == 2


def test_json_ld_is_compact_and_carries_its_context(store: Store, tmp_path: Path, document: IRI) -> None:
    content = json.loads(write(store, tmp_path / "g.jsonld").read_text(encoding="utf-8"))
    [block] = content["@graph"]
    assert block["@id"] == "doc:lakeport-1"
    nodes = {node["@id"]: node for node in block["@graph"]}
    assert nodes["doc:lakeport-1#entity-2"]["quantity"] == 35
    assert nodes["doc:lakeport-1#event-1"]["@type"] == "gk:Launch"
    assert nodes["doc:lakeport-1#event-1"]["agent"] == "state:northland"
    assert nodes["doc:lakeport-1#event-4"]["gk:theme"] == "to help"
    assert nodes["state:northland"]["metWith"] == "state:eastria"
    assert nodes["doc:lakeport-1"]["date"] == "2024-08-27"


def test_graphml_and_gexf_are_read_by_networkx(store: Store, tmp_path: Path) -> None:
    expected = store_network(store)
    for name, read in (("g.graphml", networkx.read_graphml), ("g.gexf", networkx.read_gexf)):
        network = read(write(store, tmp_path / name))
        assert set(network.nodes) == set(expected.nodes)
        assert network.nodes[NORTHLAND]["label"] == "Northland"
        assert network.nodes[NORTHLAND]["class"] == "State"
        assert network.number_of_edges() == expected.number_of_edges()
        [met] = [data for s, o, data in network.edges(data=True) if (s, o) == (NORTHLAND, EASTRIA)]
        assert met["label"] == "metWith"
        assert int(met["count"]) == 1
        assert "date" not in met


def store_network(store: Store) -> networkx.MultiDiGraph[str]:
    return Graph(store).to_networkx()


def test_a_gexf_file_knows_no_day_of_writing(store: Store, tmp_path: Path) -> None:
    assert b"lastmodifieddate" not in write(store, tmp_path / "g.gexf").read_bytes()


def test_csv_makes_a_table_of_nodes_and_one_of_edges(store: Store, tmp_path: Path, document: IRI) -> None:
    first = write(store, tmp_path / "g.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g.edges.csv", "g.nodes.csv"]
    assert first.name == "g.nodes.csv"
    nodes = list(csv.DictReader(io.StringIO(first.read_text(encoding="utf-8"))))
    edges = list(csv.DictReader(io.StringIO((tmp_path / "g.edges.csv").read_text(encoding="utf-8"))))
    assert {"id:ID": NORTHLAND, "label": "Northland", "class:LABEL": "State"} in nodes
    [launched] = [edge for edge in edges if edge["property:TYPE"] == "launched"]
    assert launched == {
        "source:START_ID": NORTHLAND,
        "property:TYPE": "launched",
        "target:END_ID": f"{document}#entity-2",
        "date:date": "2024-08-26",
        "count:int": "1",
        "documents": document,
        "confidence:double": "0.90",
    }


def test_the_tables_are_whole_for_an_import_into_neo4j(two: Store, tmp_path: Path) -> None:
    write(two, tmp_path / "g.csv")
    nodes, edges = (
        list(csv.DictReader(io.StringIO((tmp_path / f"g.{name}.csv").read_text(encoding="utf-8"))))
        for name in ("nodes", "edges")
    )
    ids = [node["id:ID"] for node in nodes]
    assert len(ids) == len(set(ids))
    assert {edge[end] for edge in edges for end in ("source:START_ID", "target:END_ID")} <= set(ids)
    assert all(edge["property:TYPE"] for edge in edges)


def test_numbers_of_any_length_are_written(tmp_path: Path) -> None:
    """Python turns no more than 4,300 digits into a number."""
    store, name = Store.open(None), DOCUMENT + "x"
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    long = [ox.Literal(f"No {digit * 5000}") for digit in "21"]
    store.add(name, [ox.Quad(ox.NamedNode(name), label, text, ox.NamedNode(name)) for text in long])
    text = write(store, tmp_path / "g.ttl").read_text()
    assert text.index("No 111") < text.index("No 222")


def test_rdf_xml_refuses_what_xml_cannot_hold(tmp_path: Path) -> None:
    store, name = Store.open(None), DOCUMENT + "x"
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.add(name, [ox.Quad(ox.NamedNode(name), label, ox.Literal("page\x0cbreak"), ox.NamedNode(name))])
    with pytest.raises(StoreError, match=r"U\+000C.*Choose \.ttl"):
        write(store, tmp_path / "g.rdf")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_suffix_is_refused_with_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"\.trig \.ttl"):
        write(store, tmp_path / "g.docx")


def test_a_place_that_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        write(store, tmp_path / "file" / "g.ttl")


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "g.nq"
    path.write_text("old")
    write(store, path)
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(store)
    assert [p.name for p in tmp_path.iterdir()] == ["g.nq"]
