"""The graph as a networkx multigraph: entities and direct triples, or events as nodes with their roles as edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.ontology import graphkit_ontology
from graphkit.iri import ONTOLOGY

if TYPE_CHECKING:
    import networkx

_MOMENTS = (vocab.TIME + "inXSDDate", vocab.TIME + "inXSDDateTimeStamp")


class Statements:
    """Sorted quads, indexed by subject and predicate over all documents."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.quads = list(quads)
        self._index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.quads:
            values = self._index[_text(quad.subject)][quad.predicate.value]
            if (value := _text(quad.object)) not in values:
                values.append(value)

    def all(self, subject: str, predicate: str) -> list[str]:
        """List the values of a property, each once."""
        return self._index[subject][predicate] if subject in self._index else []

    def first(self, subject: str, predicate: str) -> str | None:
        """Give the first value of a property in the order of N-Quads."""
        return next(iter(self.all(subject, predicate)), None)

    def kind(self, subject: str) -> str | None:
        """Give the local name of a node's class; the narrowest where documents differ."""
        kinds = [k.removeprefix(ONTOLOGY) for k in self.all(subject, vocab.TYPE) if k.startswith(ONTOLOGY)]
        ontology = graphkit_ontology()
        narrow = [k for k in kinds if not any(k != other and ontology.is_a(other, k) for other in kinds)]
        return min(narrow) if narrow else None

    def label(self, subject: str) -> str:
        """Give a node's fullest label, for an event its words, else the end of its IRI."""
        labels = self.all(subject, vocab.LABEL) or self.all(subject, vocab.TRIGGER)
        return (
            max(labels, key=lambda text: (len(text), text)) if labels else subject.replace("#", "/").rsplit("/", 1)[-1]
        )

    def is_event(self, subject: str) -> bool:
        """Tell whether a node is an event."""
        return bool(self.all(subject, vocab.TRIGGER))

    def date(self, event: str) -> str | None:
        """Give the first day on which an event happened, as the text says; None where it does not say."""
        days = []
        for time in self.all(event, vocab.HAS_TIME):
            starts = self.all(time, vocab.TIME + "hasBeginning") or [time]
            days += [moment[:10] for start in starts for p in _MOMENTS for moment in self.all(start, p)]
        return min(days, default=None)


@dataclass(slots=True)
class _Edge:
    """What documents say about one direct triple."""

    mentions: set[str] = field(default_factory=set)
    dates: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    confidence: float = 0.0


def to_networkx(quads: Iterable[ox.Quad], *, events: bool = False) -> networkx.MultiDiGraph[str]:
    """Make a directed multigraph, keyed by property; nodes have `label` and `class`.

    Without `events`: entities, groups and positions with the direct triples between them. Edges have `date` (first day,
    or None), `count` (mentions), `documents` (their IRIs) and `confidence`.
    With `events`: events are nodes as well (with `trigger`, `polarity`, `modality`, `date`), and their roles are edges;
    lasting relations stay edges between entities. What is denied or planned is in this form only.
    """
    import networkx

    statements = Statements(quads)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for subject in sorted({_text(quad.subject) for quad in statements.quads}):
        kind = statements.kind(subject)
        if kind and statements.is_event(subject):
            if events:
                graph.add_node(subject, **_event(statements, subject, kind))
        elif kind and statements.first(subject, vocab.LABEL):
            graph.add_node(subject, label=statements.label(subject), **{"class": kind})
    for (subject, name, obj), edge in sorted(_direct(statements).items()):
        if events and name not in graphkit_ontology().lasting:
            continue
        for end in (subject, obj):
            if end not in graph:
                graph.add_node(end, **_event(statements, end, statements.kind(end) or ""))
        attributes: dict[str, Any] = {
            "label": name,
            "date": min(edge.dates, default=None),
            "count": len(edge.mentions),
            "documents": tuple(sorted(edge.documents)),
            "confidence": edge.confidence,
        }
        graph.add_edge(subject, obj, key=name, **attributes)
    if events:
        for subject, name, obj, document in sorted(_roles(statements)):
            if subject in graph and obj in graph:
                graph.add_edge(subject, obj, key=name, label=name, documents=(document,))
    return graph


def _event(statements: Statements, event: str, kind: str) -> dict[str, Any]:
    return {
        "label": statements.label(event),
        "class": kind,
        "trigger": statements.first(event, vocab.TRIGGER),
        "polarity": (statements.first(event, vocab.POLARITY) or "").removeprefix(ONTOLOGY),
        "modality": (statements.first(event, vocab.MODALITY) or "").removeprefix(ONTOLOGY),
        "date": statements.date(event),
    }


def _direct(statements: Statements) -> dict[tuple[str, str, str], _Edge]:
    edges: dict[tuple[str, str, str], _Edge] = defaultdict(_Edge)
    for quad in statements.quads:
        if quad.predicate.value != vocab.TYPE or _text(quad.object) != vocab.ASSERTION:
            continue
        assertion = _text(quad.subject)
        subject, predicate, obj = (
            statements.all(assertion, vocab.RDF + p)[0] for p in ("subject", "predicate", "object")
        )
        edge = edges[subject, predicate.removeprefix(ONTOLOGY), obj]
        edge.mentions.update(statements.all(assertion, vocab.DENOTED_BY))
        edge.documents.add(assertion.partition("#")[0])
        edge.confidence = max([edge.confidence, *map(float, statements.all(assertion, vocab.CONFIDENCE))])
        days = (statements.date(event) for event in statements.all(assertion, vocab.FROM_EVENT))
        edge.dates.update(day for day in days if day)
    return edges


def _roles(statements: Statements) -> Iterator[tuple[str, str, str, str]]:
    for quad in statements.quads:
        subject = _text(quad.subject)
        links = quad.predicate.value.startswith(ONTOLOGY) and isinstance(quad.object, ox.NamedNode)
        if links and statements.is_event(subject):
            yield subject, quad.predicate.value.removeprefix(ONTOLOGY), _text(quad.object), subject.partition("#")[0]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)
