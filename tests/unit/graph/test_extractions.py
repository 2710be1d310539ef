"""What was written of an extraction is read back whole."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from support.hostile import hostile_extraction
from support.kuleba import extraction

from graphkit.graph import to_quads
from graphkit.graph.extractions import read_extraction
from graphkit.graph.files import read_quads
from graphkit.iri import document_iri
from graphkit.model import Extraction

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.mark.parametrize("found", [extraction(), hostile_extraction()], ids=["kuleba", "hostile"])
def test_reading_back_and_writing_again_gives_the_same_quads(found: Extraction) -> None:
    quads = to_quads(found)
    again = read_extraction(document_iri(found.article.id), quads)
    assert to_quads(again) == quads
    assert again.article == found.article


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*/*.nq")), ids=lambda path: path.parent.name)
def test_the_golden_cases_come_back(path: Path) -> None:
    quads = read_quads(path)
    graph = str(next(quad.graph_name for quad in quads)).strip("<>")
    again = set(to_quads(read_extraction(document_iri(graph.rsplit("/", 1)[-1]), quads)))
    missing = {str(quad) for quad in set(quads) - again if "/run/" not in str(quad)}
    assert missing == set()


def test_what_is_not_as_it_should_be_is_passed_over() -> None:
    document = document_iri("odd")
    a, gk = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), "https://w3id.org/graphkit/ontology#"
    odd = [
        ox.Triple(ox.NamedNode(f"{document}#event-1"), a, ox.NamedNode(gk + "Launch")),
        ox.Triple(ox.NamedNode(f"{document}#event-1"), ox.NamedNode(gk + "trigger"), ox.Literal("fired")),
        ox.Triple(ox.NamedNode(f"{document}#assertion-1"), a, ox.NamedNode(gk + "Assertion")),
        ox.Triple(ox.NamedNode(f"{document}#x"), a, ox.NamedNode(gk + "State")),
        ox.Triple(ox.BlankNode("b"), a, ox.NamedNode(gk + "State")),
    ]
    found = read_extraction(document, odd)
    assert (found.entities, found.events, found.relations, found.article.text) == ((), (), (), "")
