"""What ontologies/graphkit.ttl says, as far as the graph's code asks: terms, superclasses, symmetric properties."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit.graph.terms import node, order
from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.settings import ontology_folder
from graphkit.vocab import ONTOLOGY_GRAPH, OWL, RDFS, SEM, TYPE


@dataclass(frozen=True)
class Ontology:
    """The vocabulary: local names of gk: terms, and the statements that a store keeps beside the documents.

    `event_classes` are those that have a short form, `mutual` those of them whose short form is symmetric; `actor_roles`
    and `place_roles` are the roles of those who take part and of places.
    """

    version: str
    terms: frozenset[str]
    superclasses: dict[str, frozenset[str]]
    properties: frozenset[str]
    symmetric: frozenset[str]
    short_forms: frozenset[str]
    lasting: frozenset[str]
    event_classes: frozenset[str]
    mutual: frozenset[str]
    actor_roles: frozenset[str]
    place_roles: frozenset[str]
    quads: tuple[ox.Quad, ...]

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Tell whether class `kind` is `ancestor` or below it.

        >>> graphkit_ontology().is_a("Facility", "Place")
        True
        """
        return kind == ancestor or any(self.is_a(parent, ancestor) for parent in self.superclasses.get(kind, ()))

    @property
    def direct(self) -> frozenset[str]:
        """Local names of the properties that direct triples use."""
        return self.short_forms | self.lasting


def _local(term: object) -> str | None:
    if isinstance(term, ox.NamedNode) and term.value.startswith(ONTOLOGY):
        return term.value[len(ONTOLOGY) :]
    return None


def read_ontology(*paths: Path) -> Ontology:
    """Read one or more Turtle files as one ontology; statements of the lexicon (gkl:) stay out of `quads`."""
    triples = [triple for path in paths for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    graph = node(ONTOLOGY_GRAPH)
    superclasses: dict[str, set[str]] = {}
    by_type: dict[str, set[str]] = {}
    short_forms: set[str] = set()
    form_of: dict[str, set[str]] = {}
    class_of: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    version = ""
    quads: set[ox.Quad] = set()
    for triple in triples:
        subject, predicate, obj = _local(triple.subject), triple.predicate.value, triple.object
        if predicate == OWL + "versionInfo" and isinstance(obj, ox.Literal):
            version = version or obj.value
        if subject is not None and predicate == TYPE and isinstance(obj, ox.NamedNode):
            by_type.setdefault(obj.value, set()).add(subject)
        if subject is not None and predicate == RDFS + "subClassOf" and (parent := _local(obj)):
            superclasses.setdefault(subject, set()).add(parent)
        if subject is not None and predicate == LEXICON + "shortForm":
            short_forms.add(subject)
            form_of.setdefault(subject, set()).add(str(obj))
        if predicate == LEXICON + "ofClass" and (kind := _local(obj)):
            class_of[str(triple.subject)] = kind
        if subject is not None and predicate == RDFS + "subPropertyOf" and isinstance(obj, ox.NamedNode):
            roles.setdefault(obj.value, set()).add(subject)
        machinery = predicate.startswith(LEXICON) or (isinstance(obj, ox.NamedNode) and obj.value.startswith(LEXICON))
        if not machinery and isinstance(triple.subject, ox.NamedNode) and isinstance(obj, ox.NamedNode | ox.Literal):
            quads.add(ox.Quad(triple.subject, triple.predicate, obj, graph))
    properties = by_type.get(OWL + "ObjectProperty", set()) | by_type.get(OWL + "DatatypeProperty", set())
    symmetric = frozenset(by_type.get(OWL + "SymmetricProperty", ()))
    classes = {name: {class_of[form] for form in forms if form in class_of} for name, forms in form_of.items()}
    return Ontology(
        version=version,
        terms=frozenset().union(*by_type.values()),
        superclasses={k: frozenset(v) for k, v in superclasses.items()},
        properties=frozenset(properties | by_type.get("http://www.w3.org/1999/02/22-rdf-syntax-ns#Property", set())),
        symmetric=symmetric,
        short_forms=frozenset(short_forms),
        lasting=frozenset(by_type.get(LEXICON + "LastingRelation", ())),
        event_classes=frozenset().union(*classes.values()),
        mutual=frozenset().union(*(kinds for name, kinds in classes.items() if name in symmetric)),
        actor_roles=frozenset(roles.get(SEM + "hasActor", ())),
        place_roles=frozenset(roles.get(SEM + "hasPlace", ())),
        quads=tuple(sorted(quads, key=order)),
    )


@functools.lru_cache(maxsize=1)
def graphkit_ontology() -> Ontology:
    """Read the ontology that belongs to this installation, once."""
    folder = ontology_folder()
    return read_ontology(folder / "graphkit.ttl", folder / "mappings.ttl")
