from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from graphkit import vocab
from graphkit.graph.ontology import graphkit_ontology
from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.settings import ontology_folder

DEFINITION = vocab.SKOS + "definition"


def triples(name: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(path=str(ontology_folder() / name), format=ox.RdfFormat.TURTLE)]


def test_every_term_that_code_names_is_defined() -> None:
    named = {
        value.removeprefix(ONTOLOGY)
        for name, value in vars(vocab).items()
        if isinstance(value, str) and name not in ("ONTOLOGY", "__doc__") and value.startswith(ONTOLOGY)
    }
    assert len(named) > 20
    assert named <= graphkit_ontology().terms


def test_every_term_has_a_label_and_a_definition_in_english() -> None:
    said: dict[str, set[str]] = {}
    for triple in triples("graphkit.ttl"):
        if isinstance(triple.subject, ox.NamedNode) and getattr(triple.object, "language", None) == "en":
            said.setdefault(triple.subject.value.removeprefix(ONTOLOGY), set()).add(triple.predicate.value)
    for term in graphkit_ontology().terms:
        assert {vocab.LABEL, DEFINITION} <= said.get(term, set()), term


@pytest.mark.parametrize("name", ["graphkit.ttl", "shapes.ttl", "mappings.ttl"])
def test_no_file_uses_a_term_that_is_not_defined(name: str) -> None:
    used = {
        term.value.removeprefix(ONTOLOGY)
        for triple in triples(name)
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY)
    }
    assert used <= graphkit_ontology().terms


def test_every_event_class_has_a_direct_form_save_statements_and_open_relations() -> None:
    ontology = graphkit_ontology()
    events = {k for k in ontology.superclasses if ontology.is_a(k, "Event") and not k.startswith("plover-")}
    forms = [t for t in triples("graphkit.ttl") if t.predicate.value == LEXICON + "ofClass"]
    with_form = {t.object.value.removeprefix(ONTOLOGY) for t in forms if isinstance(t.object, ox.NamedNode)}
    assert events - with_form == {"Statement", "Occurrence"}


def test_symmetric_and_lasting_properties_are_those_of_the_contract() -> None:
    ontology = graphkit_ontology()
    assert ontology.symmetric == {"alliedWith", "foughtAgainst", "cooperatedWith", "metWith", "agreedWith"}
    assert ontology.lasting == {
        *("manufacturedBy", "designedBy", "operates", "holdsPosition", "memberOf"),
        *("partOf", "locatedIn", "nationality", "alliedWith", "controls"),
    }
    assert len(ontology.short_forms) == 38


def test_classes_form_a_hierarchy_under_plover() -> None:
    ontology = graphkit_ontology()
    assert ontology.is_a("Official", "Actor")
    assert ontology.is_a("Launch", "plover-ASSAULT")
    assert ontology.is_a("Violation", "Event")
    assert not ontology.is_a("Place", "Actor")
    assert sum(name.startswith("plover-") for name in ontology.terms) == 16


def test_what_a_store_keeps_of_the_ontology_has_no_blank_nodes_and_no_lexicon() -> None:
    for quad in graphkit_ontology().quads:
        assert not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)
        assert LEXICON not in str(quad)


def test_every_class_used_in_data_has_a_shape() -> None:
    targets = {
        t.object.value.removeprefix(ONTOLOGY)
        for t in triples("shapes.ttl")
        if t.predicate.value == vocab.SH + "targetClass" and isinstance(t.object, ox.NamedNode)
    }
    assert {"Entity", "Group", "Position", "Event", "Assertion", "RoleAssertion"} <= targets
    assert {vocab.NEWS_ARTICLE, vocab.NIF + "Context", vocab.NIF + "Phrase", vocab.TIME + "Instant"} <= targets


def test_the_json_ld_context_knows_every_property_and_prefix() -> None:
    context = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    assert {prefix: context[prefix] for prefix in vocab.PREFIXES} == vocab.PREFIXES
    named = {d if isinstance(d, str) else d["@id"] for key, d in context.items() if not key.startswith("@")}
    assert {f"gk:{name}" for name in graphkit_ontology().properties} <= named


def test_every_class_has_a_shape_its_own_or_that_of_a_class_above() -> None:
    targets = {t.object.value for t in triples("shapes.ttl") if t.predicate.value == vocab.SH + "targetClass"}
    classes = {
        t.subject.value.removeprefix(ONTOLOGY)
        for t in triples("graphkit.ttl")
        if t.predicate.value == vocab.TYPE and t.object == ox.NamedNode(vocab.OWL + "Class")
    }
    ontology = graphkit_ontology()
    shaped = {target.removeprefix(ONTOLOGY) for target in targets}
    assert len(classes) > 50
    assert [kind for kind in sorted(classes) if not any(ontology.is_a(kind, target) for target in shaped)] == []


def test_the_ontology_is_consistent_under_owl_rl() -> None:
    import owlrl
    import rdflib

    graph = rdflib.Graph()
    for name in ("graphkit.ttl", "mappings.ttl"):
        graph.parse(ontology_folder() / name)
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert len(graph) > before
    assert [str(o) for _, p, o in graph if "error" in str(p).lower()] == []
    assert list(graph.subjects(rdflib.RDF.type, rdflib.OWL.Nothing)) == []
    graph.add((rdflib.URIRef("urn:x"), rdflib.RDF.type, rdflib.OWL.Nothing))  # what the closure reports when it is not
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert any("error" in str(p).lower() for p in graph.predicates())
