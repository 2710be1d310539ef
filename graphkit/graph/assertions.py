"""Extraction → quads: the one place where what was found becomes RDF, as GRAPH.md lays down. Pure; no blank nodes.

Every quad lies in the document's named graph. Nodes that live in the document are named by their keys; assertions by
their content; mentions by their offsets (RFC 5147).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.evidence import Evidence
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.run import Run, default_run
from graphkit.graph.terms import as_stored, digest, integer, link, node, share, typed
from graphkit.graph.times import time_quads
from graphkit.iri import IRI, document_iri, fragment_iri
from graphkit.model import Article, Entity, Event, Extraction, Key, Position, Relation, Role, Span
from graphkit.vocab import gk

Object = ox.NamedNode | ox.Literal


def to_quads(
    extraction: Extraction, *, run: Run | None = None, symmetric: frozenset[str] | None = None
) -> list[ox.Quad]:
    """Write `extraction` as quads of its document's named graph, sorted by their N-Quads lines, without repetition.

    Args:
        extraction: What was found; entities that linking has named carry an IRI, the others live in the document.
        run: Versions of what made it; those of this installation if None.
        symmetric: Local names of the properties that are written in one direction only; the ontology's if None.

    Raises:
        ValueError: If a span is not the text at its offsets, a key names nothing, or a direct triple has no evidence.
    """
    writer = _Writer(extraction, graphkit_ontology().symmetric if symmetric is None else symmetric)
    return as_stored(writer.quads(run or default_run()))


class _Writer:
    """Knows the names of one extraction's nodes and writes its parts."""

    def __init__(self, extraction: Extraction, symmetric: frozenset[str]) -> None:
        self.extraction = extraction
        self.symmetric = symmetric
        self.document = document_iri(extraction.article.id)
        self.graph = node(self.document)
        self.evidence = Evidence(self.document, extraction.article.text)
        self.names: dict[Key, IRI] = {e.key: e.iri or self.fragment(e.key) for e in extraction.entities}
        self.names.update((position.key, self.fragment(position.key)) for position in extraction.positions)
        self.names.update((value.key, self.fragment(value.key)) for value in extraction.times)
        self.names.update((event.key, self.fragment(event.key)) for event in extraction.events)

    def fragment(self, name: str) -> IRI:
        return fragment_iri(self.document, name)

    def named(self, key: Key) -> ox.NamedNode:
        try:
            return node(self.names[key])
        except KeyError:
            raise ValueError(f"{self.document}: the key {key!r} names no node of the extraction") from None

    def quad(self, subject: ox.NamedNode, predicate: str, obj: Object) -> ox.Quad:
        return ox.Quad(subject, node(predicate), obj, self.graph)

    def quads(self, run: Run) -> Iterator[ox.Quad]:
        yield from self.article(self.extraction.article, run)
        yield from run.quads(self.graph)
        yield from self.entities()
        for position in self.extraction.positions:
            yield from self.position(position)
        for value in self.extraction.times:
            yield from time_quads(value, self.named(value.key), self.graph, self.evidence)
        for event in self.extraction.events:
            yield from self.event(event)
        yield from self.relations()

    def article(self, article: Article, run: Run) -> Iterator[ox.Quad]:
        document = self.graph
        yield self.quad(document, vocab.TYPE, node(vocab.NEWS_ARTICLE))
        yield self.quad(document, vocab.TYPE, node(vocab.PROV + "Entity"))
        yield self.quad(document, vocab.DCTERMS + "identifier", ox.Literal(article.id))
        yield self.quad(document, vocab.DCTERMS + "language", ox.Literal(article.language))
        if article.title:
            yield self.quad(document, vocab.DCTERMS + "title", ox.Literal(article.title))
        if article.date:
            yield self.quad(document, vocab.DCTERMS + "date", typed(article.date.isoformat(), "date"))
        if article.publisher:
            yield self.quad(document, vocab.DCTERMS + "publisher", ox.Literal(article.publisher))
        if article.url:
            yield self.quad(document, vocab.DCTERMS + "source", link(article.url))
        yield self.quad(document, vocab.SHA256, ox.Literal(self.evidence.sha256))
        yield self.quad(document, vocab.PROV + "wasGeneratedBy", node(run.iri))
        yield from self.evidence.context()

    def entities(self) -> Iterator[ox.Quad]:
        """Write each node once, also where linking has found that several entities are one."""
        by_name: dict[IRI, list[Entity]] = {}
        for entity in self.extraction.entities:
            by_name.setdefault(self.names[entity.key], []).append(entity)
        for iri, same in by_name.items():
            yield from self.entity(node(iri), same)

    def entity(self, subject: ox.NamedNode, same: list[Entity]) -> Iterator[ox.Quad]:
        kind = functools.reduce(_narrower, (e.kind for e in same))
        label = max((e.label for e in same), key=lambda text: (len(text), text))
        others = {text for e in same for text in (e.label, *e.alt_labels)} - {label}
        yield self.quad(subject, vocab.TYPE, node(gk(kind)))
        yield self.quad(subject, vocab.LABEL, ox.Literal(label))
        for text in others:
            yield self.quad(subject, vocab.ALT_LABEL, ox.Literal(text))
        for entity in same:
            for other in entity.same_as:
                yield self.quad(subject, vocab.SAME_AS, node(other))
            if entity.iso3166alpha3:
                yield self.quad(subject, vocab.ISO3166ALPHA3, ox.Literal(entity.iso3166alpha3))
            if entity.weapon_type:
                yield self.quad(subject, vocab.WEAPON_TYPE, node(entity.weapon_type))
            yield from self.members(subject, entity)
            yield from self.evidence.of(subject, entity.mentions)

    def members(self, subject: ox.NamedNode, group: Entity) -> Iterator[ox.Quad]:
        if group.member_type:
            yield self.quad(subject, vocab.MEMBER_TYPE, node(group.member_type))
        counts = (
            (vocab.QUANTITY, group.quantity),
            (vocab.MIN_QUANTITY, group.min_quantity),
            (vocab.MAX_QUANTITY, group.max_quantity),
        )
        for predicate, count in counts:
            if count is not None:
                yield self.quad(subject, predicate, integer(count))
        if group.member_origin:
            yield self.quad(subject, vocab.MEMBER_ORIGIN, self.named(group.member_origin))
        if group.subset_of:
            yield self.quad(subject, vocab.SUBSET_OF, self.named(group.subset_of))

    def position(self, position: Position) -> Iterator[ox.Quad]:
        subject = self.named(position.key)
        yield self.quad(subject, vocab.TYPE, node(vocab.POSITION))
        yield self.quad(subject, vocab.LABEL, ox.Literal(position.label))
        if position.position_in:
            yield self.quad(subject, vocab.POSITION_IN, self.named(position.position_in))
        if position.formerly:
            yield self.quad(subject, vocab.FORMERLY, typed("true", "boolean"))
        yield from self.evidence.of(subject, position.mentions)

    def event(self, event: Event) -> Iterator[ox.Quad]:
        subject = self.named(event.key)
        yield self.quad(subject, vocab.TYPE, node(gk(event.kind)))
        yield self.quad(subject, vocab.LABEL, ox.Literal(event.label or event.trigger.text))
        yield self.quad(subject, vocab.TRIGGER, ox.Literal(event.trigger.text))
        yield self.quad(subject, vocab.POLARITY, node(gk(event.polarity)))
        yield self.quad(subject, vocab.MODALITY, node(gk(event.modality)))
        if event.tense:
            yield self.quad(subject, vocab.TENSE, ox.Literal(event.tense))
        if event.attributed_to:
            yield self.quad(subject, vocab.ATTRIBUTED_TO, self.named(event.attributed_to))
        if event.reported_by:
            yield self.quad(subject, vocab.REPORTED_BY, self.named(event.reported_by))
        yield self.quad(subject, vocab.CONFIDENCE, share(event.confidence))
        yield from self.rule(subject, event.rule)
        yield from self.evidence.of(subject, (event.trigger, *event.mentions))
        for role in event.roles:
            yield from self.role(subject, role)

    def role(self, event: ox.NamedNode, role: Role) -> Iterator[ox.Quad]:
        filler: Object
        if role.filler is not None:
            filler = self.named(role.filler)
        elif role.literal is not None:
            filler = ox.Literal(role.literal)
        else:
            raise ValueError(f"{event.value}: role {role.name!r} has neither a filler nor a literal")
        yield self.quad(event, gk(role.name), filler)
        if role.mention is not None:
            yield from self.statement("role", vocab.ROLE_ASSERTION, (event, gk(role.name), filler), (role.mention,))

    def relations(self) -> Iterator[ox.Quad]:
        """Write direct triples with their assertions; of a symmetric pair the direction that the text has first."""
        events = {event.key: event for event in self.extraction.events}
        pairs: dict[tuple[str, frozenset[str]], tuple[ox.NamedNode, ox.NamedNode]] = {}
        facts: dict[tuple[ox.NamedNode, str, ox.NamedNode], list[Relation]] = {}
        for relation in sorted(self.extraction.relations, key=_text_order):
            subject, obj = self.named(relation.subject), self.named(relation.object)
            if relation.predicate in self.symmetric:
                if subject == obj:
                    continue
                pair = (relation.predicate, frozenset((subject.value, obj.value)))
                subject, obj = pairs.setdefault(pair, (subject, obj))
            facts.setdefault((subject, gk(relation.predicate), obj), []).append(relation)
        for fact, told in facts.items():
            mentions = [span for r in told for span in _spans(r, events)]
            if not mentions:
                raise ValueError(f"{self.document}: the triple {fact[0]} {fact[1]} {fact[2]} has no evidence")
            yield self.quad(*fact)
            yield from self.statement("assertion", vocab.ASSERTION, fact, mentions)
            assertion = self.statement_node("assertion", fact)
            yield self.quad(assertion, vocab.CONFIDENCE, share(max(r.confidence for r in told)))
            for relation in told:
                if relation.event is not None:
                    yield self.quad(assertion, vocab.FROM_EVENT, self.named(relation.event))
                yield from self.rule(assertion, relation.rule)

    def statement_node(self, prefix: str, fact: tuple[ox.NamedNode, str, Object]) -> ox.NamedNode:
        return node(self.fragment(f"{prefix}-{digest(str(fact[0]), fact[1], str(fact[2]))}"))

    def statement(
        self, prefix: str, kind: str, fact: tuple[ox.NamedNode, str, Object], mentions: Iterable[Span]
    ) -> Iterator[ox.Quad]:
        """Name a triple, so that its evidence can hang on it."""
        statement = self.statement_node(prefix, fact)
        yield self.quad(statement, vocab.TYPE, node(kind))
        yield self.quad(statement, vocab.RDF + "subject", fact[0])
        yield self.quad(statement, vocab.RDF + "predicate", node(fact[1]))
        yield self.quad(statement, vocab.RDF + "object", fact[2])
        yield from self.evidence.of(statement, mentions)

    def rule(self, subject: ox.NamedNode, rule: str) -> Iterator[ox.Quad]:
        if rule:
            yield self.quad(subject, vocab.BY_RULE, node(vocab.FRAME + rule))


def _narrower(first: str, second: str) -> str:
    return second if graphkit_ontology().is_a(second, first) else first


def _text_order(relation: Relation) -> tuple[int, str, str, str]:
    begin = min((span.begin for span in relation.mentions), default=0)
    return begin, relation.subject, relation.predicate, relation.object


def _spans(relation: Relation, events: dict[Key, Event]) -> tuple[Span, ...]:
    if relation.mentions or relation.event is None or relation.event not in events:
        return relation.mentions
    return events[relation.event].mentions or (events[relation.event].trigger,)
