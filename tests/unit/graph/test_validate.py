"""Validation: the sieve lets nothing pass that SHACL refuses. pySHACL is the reference."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.graph import Graph, Store, to_quads
from graphkit.graph.blocks import blocks_of
from graphkit.graph.screen import Screen
from graphkit.iri import IRI
from graphkit.model import Extraction
from graphkit.settings import ontology_folder
from graphkit.vocab import LABEL, PREFIXES, TYPE, XSD, gk

FOLDER = ontology_folder()
ODD = [
    ox.Literal(""),
    ox.Literal("x"),
    ox.Literal("x", language="en"),
    ox.Literal(-3),
    ox.Literal(10**30),
    ox.Literal("many", datatype=ox.NamedNode(XSD + "integer")),
    ox.Literal("1.5", datatype=ox.NamedNode(XSD + "decimal")),
    ox.Literal("2024-02-30", datatype=ox.NamedNode(XSD + "date")),
    ox.Literal("2024-02-29T24:00:00Z", datatype=ox.NamedNode(XSD + "dateTime")),
    ox.Literal(False),
    ox.NamedNode("urn:x"),
    ox.NamedNode(gk("Positive")),
    ox.NamedNode(gk("State")),
    ox.NamedNode(gk("Launch")),
    ox.BlankNode("b"),
]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen(FOLDER / "shapes.ttl", FOLDER / "graphkit.ttl")


def passes(screen: Screen, quads: list[ox.Quad]) -> bool:
    [statements] = blocks_of(quads).values()
    return screen.passes(statements)


def refused(quads: list[ox.Quad]) -> bool:
    """Ask pySHACL."""
    import pyshacl
    from rdflib import Graph as RdfGraph

    data = RdfGraph().parse(data=ox.serialize((q.triple for q in quads), format=ox.RdfFormat.N_TRIPLES), format="nt")
    data.parse(FOLDER / "graphkit.ttl")
    return not pyshacl.validate(data, shacl_graph=str(FOLDER / "shapes.ttl"), advanced=False, inplace=True)[0]


def test_the_ontology_by_itself_fits_the_shapes() -> None:
    assert not refused([])


def test_what_fits_passes_the_sieve(screen: Screen, make: Callable[..., Extraction]) -> None:
    assert passes(screen, to_quads(make()))


def changed(quads: list[ox.Quad], chance: random.Random) -> list[ox.Quad]:
    """Take a statement out, put one in, or give one another object, subject or class."""
    quads = list(quads)
    place = chance.randrange(len(quads))
    old = quads[place]
    other = chance.choice(quads)
    match chance.randrange(5):
        case 0:
            del quads[place]
        case 1:
            quads[place] = ox.Quad(old.subject, old.predicate, chance.choice(ODD), old.graph_name)
        case 2:
            quads.append(ox.Quad(old.subject, old.predicate, chance.choice([*ODD, other.object]), old.graph_name))
        case 3:
            quads[place] = ox.Quad(other.subject, old.predicate, old.object, old.graph_name)
        case _:
            quads[place] = ox.Quad(old.subject, old.predicate, other.object, old.graph_name)
    return quads


def test_nothing_passes_the_sieve_that_shacl_refuses(screen: Screen, make: Callable[..., Extraction]) -> None:
    chance, whole = random.Random(5), to_quads(make())
    stopped = let_through = 0
    while let_through < 12:
        store = Store.open(None)  # which keeps values, not spellings
        store.add(whole[0].graph_name.value, changed(whole, chance))
        if passes(screen, store.quads()):
            let_through += 1
            assert not refused(store.quads()), store.quads()
        else:
            stopped += 1
    assert stopped > 20


@pytest.mark.parametrize(
    ("prefix", "name", "value"),
    [
        ("gk", "polarity", ox.NamedNode(gk("Actual"))),
        ("gk", "confidence", ox.Literal("1.2", datatype=ox.NamedNode(XSD + "decimal"))),
        ("gk", "confidence", ox.Literal("-0.1", datatype=ox.NamedNode(XSD + "decimal"))),
        ("gk", "quantity", ox.Literal(-1)),
        ("gk", "quantity", ox.Literal("many")),
        ("gk", "trigger", ox.Literal("")),
        ("gk", "sha256", ox.Literal("abc")),
        ("gk", "attributedTo", ox.NamedNode("urn:x")),
        ("gk", "agent", ox.Literal("somebody")),
        ("gk", "timePrecision", ox.Literal("second")),
        ("rdf", "predicate", ox.Literal("launched")),
        ("rdf", "type", ox.NamedNode(gk("Actor"))),
        ("time", "inXSDDate", ox.Literal("2024-08-26")),
        ("nif", "beginIndex", ox.Literal(10**9)),
        ("nif", "endIndex", ox.Literal("10")),
        ("gaf", "denotedBy", ox.NamedNode("urn:x")),
        ("rdfs", "label", ox.Literal("x", language="en")),
    ],
)
def test_a_wrong_value_is_stopped_and_reported(
    screen: Screen, make: Callable[..., Extraction], document: IRI, prefix: str, name: str, value: ox.Literal
) -> None:
    property = ox.NamedNode(PREFIXES[prefix] + name)
    quads = to_quads(make())
    place = next(i for i, quad in enumerate(quads) if quad.predicate == property)
    quads[place] = ox.Quad(quads[place].subject, property, value, quads[place].graph_name)
    assert not passes(screen, quads)
    store = Store.open(None)
    store.add(document, quads)
    assert any(violation.path == property.value for violation in Graph(store).validate())


def test_shapes_that_the_sieve_does_not_know_let_nothing_pass(tmp_path: Path, make: Callable[..., Extraction]) -> None:
    for more in (
        "gks:Document sh:closed true .",
        "gks:document-title sh:maxLength 5 .",
        "gks:Extra a sh:NodeShape ; sh:targetSubjectsOf gk:agent ; sh:nodeKind sh:IRI .",
        "gks:document-title sh:datatype xsd:duration .",
    ):
        shapes = tmp_path / "shapes.ttl"
        shapes.write_text((FOLDER / "shapes.ttl").read_text("utf-8") + more, "utf-8")
        assert not passes(Screen(shapes, FOLDER / "graphkit.ttl"), to_quads(make()))


def test_a_document_that_changes_the_ontology_is_left_to_shacl(
    screen: Screen, make: Callable[..., Extraction], document: IRI
) -> None:
    graph = ox.NamedNode(document)
    for more in (
        ox.Quad(ox.NamedNode(gk("Launch")), ox.NamedNode(LABEL), ox.Literal("Start"), graph),
        ox.Quad(ox.NamedNode("urn:K"), ox.NamedNode(PREFIXES["rdfs"] + "subClassOf"), ox.NamedNode("urn:L"), graph),
        ox.Quad(ox.BlankNode("b"), ox.NamedNode(TYPE), ox.NamedNode("urn:K"), graph),
    ):
        assert not passes(screen, [*to_quads(make()), more])
