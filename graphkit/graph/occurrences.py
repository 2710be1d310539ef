"""Events across documents: what of them can be compared is read out of a document's statements, and the ties are written.

The ties lie in named graphs of their own, one for each day: `<event> gk:sameOccurrence <occurrence>`, and of the
occurrence its class gk:SharedOccurrence and its gk:confidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.terms import as_stored, node, share
from graphkit.iri import IRI, ONTOLOGY, RESOURCE, occurrences_iri
from graphkit.model import Occurrence, Telling
from graphkit.vocab import gk

_PLACES = RESOURCE + "place/"
_DAYS = frozenset((vocab.TIME + "inXSDDate", vocab.TIME + "inXSDDateTimeStamp"))
_WANTED = frozenset((vocab.TYPE, vocab.POLARITY, vocab.MODALITY, vocab.MEMBER_TYPE, *_DAYS))


def tellings(quads: Iterable[ox.Quad]) -> tuple[Telling, ...]:
    """Read the events that can be compared with other documents' out of the statements of one document, sorted.

    They are those that are stated as having happened, on one day that the text gives, with somebody or something named
    that took part, or a place. States say who, not where: what happened "in Ukraine" may have happened anywhere there.
    """
    ontology = graphkit_ontology()
    roles = {gk(name) for name in ontology.actor_roles | ontology.place_roles} | {gk("time")}
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        predicate = quad.predicate.value
        if (predicate in _WANTED or predicate in roles) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            facts[getattr(quad.subject, "value", "")][predicate].add(quad.object.value)
    found = []
    for event, said in list(facts.items()):
        kinds = {
            kind[len(ONTOLOGY) :] for kind in said[vocab.TYPE] if kind.startswith(ONTOLOGY)
        } & ontology.event_classes
        days = {value[:10] for time in said[vocab.HAS_TIME] for name in _DAYS for value in facts[time][name]}
        actual = said[vocab.MODALITY] == {gk("Actual")} and said[vocab.POLARITY] == {gk("Positive")}
        if len(kinds) != 1 or len(days) != 1 or not actual or len(said[vocab.HAS_TIME]) != 1:
            continue
        (kind,), (day,) = kinds, days
        anchors = set(_anchors(said, facts, mutual=kind in ontology.mutual))
        if anchors:
            found.append(Telling(IRI(event), kind, day, tuple(sorted(anchors))))
    return tuple(sorted(found))


def _anchors(
    said: dict[str, set[str]], facts: dict[str, dict[str, set[str]]], *, mutual: bool
) -> Iterator[tuple[str, str]]:
    ontology = graphkit_ontology()
    for role in ontology.place_roles:
        yield from (("where", value) for value in said[gk(role)] if value.startswith(_PLACES))
    for role in ontology.actor_roles:
        for value in said[gk(role)]:
            if value.startswith(_PLACES) and role != "agent":
                yield "where", value
            elif value.startswith(RESOURCE):
                yield "party" if mutual else "agent" if role == "agent" else "whom", value
            elif role != "agent" and not mutual:
                yield from (("group", kind) for kind in facts[value][vocab.MEMBER_TYPE])


def occurrence_quads(day: str, occurrences: Iterable[Occurrence]) -> list[ox.Quad]:
    """Write what ties the events of a day together, sorted."""
    graph = node(occurrences_iri(day))
    quads = []
    for occurrence in occurrences:
        subject = node(occurrence.iri)
        quads.append(ox.Quad(subject, node(vocab.TYPE), node(vocab.SHARED_OCCURRENCE), graph))
        quads.append(ox.Quad(subject, node(vocab.CONFIDENCE), share(occurrence.confidence), graph))
        quads.extend(ox.Quad(node(event), node(vocab.SAME_OCCURRENCE), subject, graph) for event in occurrence.events)
    return as_stored(quads)
