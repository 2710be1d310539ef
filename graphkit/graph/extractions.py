"""Quads → Extraction: what was found in a document, read back from its graph; the way back of `assertions.to_quads`.

Graphs may come from elsewhere: what is not as GRAPH.md lays down (no class, no label, offsets beyond the text) is passed over.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import cast

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.ontology import graphkit_ontology
from graphkit.iri import IRI, ONTOLOGY, fragment_iri
from graphkit.model import (
    Article,
    Entity,
    Event,
    Extraction,
    Key,
    Modality,
    Polarity,
    Position,
    Relation,
    Role,
    Span,
    TimeValue,
)

_NOT_ROLES = frozenset(
    vocab.gk(name)
    for name in ("trigger", "polarity", "modality", "tense", "attributedTo", "reportedBy", "confidence", "byRule")
) | {vocab.gk("sameOccurrence")}


def read_extraction(document: IRI, triples: Iterable[ox.Triple | ox.Quad]) -> Extraction:
    """Read what `to_quads` wrote about `document`; keys of nodes that live in the document are the ends of their IRIs."""
    return _Reader(document, triples).extraction()


class _Reader:
    """One document's statements by subject and predicate."""

    def __init__(self, document: IRI, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self.document = document
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.literals: dict[tuple[str, str], set[str]] = defaultdict(set)
        for triple in triples:
            subject, obj = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(obj, ox.NamedNode | ox.Literal):
                self.values[subject.value][triple.predicate.value].append(obj.value)
                if isinstance(obj, ox.Literal):
                    self.literals[subject.value, triple.predicate.value].add(obj.value)
        for properties in self.values.values():
            for found in properties.values():
                found.sort()
        self.text = self.one(fragment_iri(document, "context"), vocab.NIF + "isString") or ""
        self.kinds = {subject: self.kind(subject) for subject in self.values}

    def all(self, subject: str, predicate: str) -> list[str]:
        return self.values[subject][predicate] if subject in self.values else []

    def one(self, subject: str, predicate: str) -> str | None:
        found = self.all(subject, predicate)
        return found[0] if found else None

    def kind(self, subject: str) -> str:
        """Local name of the narrowest class of graphkit's; "" without one."""
        kinds = [t.removeprefix(ONTOLOGY) for t in self.all(subject, vocab.TYPE) if t.startswith(ONTOLOGY)]
        narrow = [k for k in kinds if not any(graphkit_ontology().is_a(o, k) for o in kinds if o != k)]
        return (narrow or kinds or [""])[0]

    def key(self, iri: str) -> Key:
        return iri.removeprefix(f"{self.document}#")

    def extraction(self) -> Extraction:
        events = tuple(sorted(self.events(), key=lambda e: (e.trigger, e.key)))
        known = {event.key for event in events}
        return Extraction(
            self.article(),
            tuple(sorted(self.entities(), key=_first)),
            tuple(sorted(self.positions(), key=_first)),
            tuple(sorted(self.times(), key=_first)),
            events,
            tuple(self.relations(known)),
        )

    def article(self) -> Article:
        def said(name: str) -> str | None:
            return self.one(self.document, vocab.DCTERMS + name)

        try:
            date = datetime.date.fromisoformat(said("date") or "")
        except ValueError:
            date = None
        identifier = said("identifier") or self.document.rsplit("/", 1)[-1]
        language = said("language") or "en"
        return Article(identifier, self.text, said("title"), date, said("publisher"), said("source"), language)

    def spans(self, subject: str) -> tuple[Span, ...]:
        found: set[Span] = set()
        for mention in self.all(subject, vocab.DENOTED_BY):
            begin, end = self.one(mention, vocab.NIF + "beginIndex"), self.one(mention, vocab.NIF + "endIndex")
            try:
                span = Span(int(begin or ""), int(end or ""), self.text[int(begin or "") : int(end or "")])
            except ValueError:
                continue
            if 0 <= span.begin < span.end <= len(self.text):
                found.add(span)
        return tuple(sorted(found))

    def number(self, subject: str, predicate: str) -> int | None:
        found = self.one(subject, predicate)
        return int(found) if found and found.lstrip("-").isdigit() else None

    def entities(self) -> Iterator[Entity]:
        for iri, kind in self.kinds.items():
            label = self.one(iri, vocab.LABEL)
            if not kind or not label or kind == "Position" or self.one(iri, vocab.TRIGGER) is not None:
                continue
            yield Entity(
                self.key(iri),
                kind,
                label,
                self.spans(iri),
                tuple(self.all(iri, vocab.ALT_LABEL)),
                iri=None if self.key(iri) != iri else IRI(iri),
                same_as=tuple(IRI(other) for other in self.all(iri, vocab.SAME_AS)),
                iso3166alpha3=self.one(iri, vocab.ISO3166ALPHA3),
                weapon_type=self.link(iri, vocab.WEAPON_TYPE),
                member_type=self.link(iri, vocab.MEMBER_TYPE),
                quantity=self.number(iri, vocab.QUANTITY),
                min_quantity=self.number(iri, vocab.MIN_QUANTITY),
                max_quantity=self.number(iri, vocab.MAX_QUANTITY),
                member_origin=self.reference(iri, vocab.MEMBER_ORIGIN),
                subset_of=self.reference(iri, vocab.SUBSET_OF),
            )

    def link(self, subject: str, predicate: str) -> IRI | None:
        found = self.one(subject, predicate)
        return IRI(found) if found else None

    def reference(self, subject: str, predicate: str) -> Key | None:
        found = self.one(subject, predicate)
        return self.key(found) if found else None

    def positions(self) -> Iterator[Position]:
        for iri, kind in self.kinds.items():
            label = self.one(iri, vocab.LABEL)
            if kind == "Position" and label:
                formerly = self.one(iri, vocab.FORMERLY) == "true"
                place = self.reference(iri, vocab.POSITION_IN)
                yield Position(self.key(iri), label, self.spans(iri), place, formerly)

    def times(self) -> Iterator[TimeValue]:
        for iri in self.values:
            precision = self.one(iri, vocab.TIME_PRECISION)
            if precision is None:
                continue
            day = self.moment(iri)
            ends = [self.one(iri, vocab.TIME + name) for name in ("hasBeginning", "hasEnd")]
            begin, end = (self.moment(node) if node else None for node in ends)
            yield TimeValue(self.key(iri), self.spans(iri), day or begin, day or end, precision)

    def moment(self, iri: str) -> str | None:
        return self.one(iri, vocab.TIME + "inXSDDate") or self.one(iri, vocab.TIME + "inXSDDateTimeStamp")

    def events(self) -> Iterator[Event]:
        spoken: dict[tuple[str, str, str], Span] = {}
        for iri, kind in self.kinds.items():
            if kind == "RoleAssertion":
                triple = [self.one(iri, vocab.RDF + part) or "" for part in ("subject", "predicate", "object")]
                for span in self.spans(iri):
                    spoken[triple[0], triple[1], triple[2]] = span
        for iri, kind in self.kinds.items():
            words, spans = self.one(iri, vocab.TRIGGER), self.spans(iri)
            if words is None or not kind or not spans:
                continue
            trigger = next((span for span in spans if span.text == words), spans[0])
            label = self.one(iri, vocab.LABEL) or ""
            yield Event(
                self.key(iri),
                kind,
                trigger,
                spans,
                tuple(self.roles(iri, spoken)),
                polarity=cast("Polarity", (self.one(iri, vocab.POLARITY) or "Positive").removeprefix(ONTOLOGY)),
                modality=cast("Modality", (self.one(iri, vocab.MODALITY) or "Actual").removeprefix(ONTOLOGY)),
                tense=self.one(iri, vocab.TENSE),
                attributed_to=self.reference(iri, vocab.ATTRIBUTED_TO),
                reported_by=self.reference(iri, vocab.REPORTED_BY),
                confidence=self.confidence(iri),
                rule=self.rules(iri)[0],
                label="" if label == words else label,
            )

    def roles(self, event: str, spoken: dict[tuple[str, str, str], Span]) -> Iterator[Role]:
        for predicate, values in sorted(self.values[event].items()):
            if not predicate.startswith(ONTOLOGY) or predicate in _NOT_ROLES:
                continue
            name = predicate.removeprefix(ONTOLOGY)
            for value in values:
                mention = spoken.get((event, predicate, value))
                if value in self.literals[event, predicate]:
                    yield Role(name, None, value, mention)
                else:
                    yield Role(name, self.key(value), None, mention)

    def confidence(self, iri: str) -> float:
        try:
            return float(self.one(iri, vocab.CONFIDENCE) or "1")
        except ValueError:
            return 1.0

    def rules(self, iri: str) -> list[str]:
        return [rule.removeprefix(vocab.FRAME) for rule in self.all(iri, vocab.BY_RULE)] or [""]

    def relations(self, events: set[Key]) -> Iterator[Relation]:
        for iri, kind in sorted(self.kinds.items()):
            if kind != "Assertion":
                continue
            subject, predicate, obj = (self.one(iri, vocab.RDF + part) for part in ("subject", "predicate", "object"))
            if not subject or not predicate or not obj:
                continue
            told: list[Key | None] = [k for e in self.all(iri, vocab.FROM_EVENT) if (k := self.key(e)) in events]
            told = told or [None]
            for event, rule in zip_longest(told, self.rules(iri)):
                yield Relation(
                    self.key(subject),
                    predicate.removeprefix(ONTOLOGY),
                    self.key(obj),
                    self.spans(iri),
                    event if event is not None else told[0],
                    self.confidence(iri),
                    rule or "",
                )


def _first(found: Entity | Position | TimeValue) -> tuple[tuple[Span, ...], Key]:
    return found.mentions[:1], found.key
