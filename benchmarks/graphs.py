"""A graph file as the scores see it: labels, classes, roles and direct triples by node."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphkit.iri import ONTOLOGY
from graphkit.vocab import ALT_LABEL, DENOTED_BY, LABEL, NIF, SKOS, TIME, TYPE

SUFFIXES = ("trig", "nq", "ttl", "jsonld")
_NAMING = {LABEL, ALT_LABEL, SKOS + "prefLabel"}
_UNASSERTED = ("Negative", "Possible", "Planned", "Requested", "Conditional", "Alleged")


@dataclass(frozen=True)
class DirectFact:
    """A direct triple, or an event that has no agent (then `subject` is None)."""

    subject: str | None
    predicate: str
    object: str

    @property
    def order(self) -> tuple[str, str, str]:
        """Key to sort by."""
        return self.subject or "", self.predicate, self.object


class GraphView:
    """What one document's graph says. Nodes are IRIs; properties and classes of the ontology are local names."""

    def __init__(self, triples: set[tuple[str, str, ox.NamedNode | ox.Literal]]) -> None:
        self.labels: dict[str, set[str]] = defaultdict(set)
        self.classes: dict[str, set[str]] = defaultdict(set)
        self.roles: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.links: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.evidenced: set[str] = set()
        self.mentions: dict[str, dict[str, str]] = defaultdict(dict)
        self.times: dict[str, dict[str, str]] = defaultdict(dict)
        for subject, predicate, obj in sorted(triples, key=lambda t: (t[0], t[1], t[2].value)):
            self._add(subject, predicate, obj)

    def _add(self, subject: str, predicate: str, obj: ox.NamedNode | ox.Literal) -> None:
        value = obj.value
        if predicate in _NAMING and isinstance(obj, ox.Literal):
            self.labels[subject].add(value)
        elif predicate == TYPE and value.startswith(ONTOLOGY):
            self.classes[subject].add(value.removeprefix(ONTOLOGY))
        elif predicate == DENOTED_BY:
            self.evidenced.add(subject)
        elif predicate.startswith(NIF):
            self.mentions[subject][predicate.removeprefix(NIF)] = value
        elif predicate.startswith(TIME):
            self.times[subject][predicate.removeprefix(TIME)] = value
        elif predicate.startswith(ONTOLOGY):
            name = predicate.removeprefix(ONTOLOGY)
            self.roles[subject][name].append(value)
            if isinstance(obj, ox.NamedNode):
                self.links[subject].add((name, value))

    def of_class(self, name: str) -> list[str]:
        """List the nodes of exactly this class, sorted."""
        return sorted(node for node, classes in self.classes.items() if name in classes)

    def is_asserted(self, event: str) -> bool:
        """Tell whether an event is stated as having happened."""
        marks = self.roles[event]["polarity"] + self.roles[event]["modality"]
        return not any(mark.endswith(_UNASSERTED) for mark in marks)

    def patients(self, event: str) -> list[str]:
        """Give what an event is done to: its patients, or else its themes."""
        return self.roles[event]["patient"] or self.roles[event]["theme"]

    def facts(self, properties: dict[str, str], lasting: set[str], agentless: dict[str, str]) -> list[DirectFact]:
        """List the facts: direct triples of the given properties, and asserted events of a class that lack an agent.

        Args:
            properties: Property by which event class.
            lasting: Properties of lasting relations.
            agentless: Event class → property as which an event of this class without agent counts.
        """
        wanted = set(properties) | lasting
        found = {DirectFact(s, p, o) for s, links in self.links.items() for p, o in links if p in wanted}
        for kind, name in agentless.items():
            for event in self.of_class(kind):
                if self.roles[event]["agent"] or not self.is_asserted(event):
                    continue
                found.update(DirectFact(None, name, o) for o in self.patients(event) if self.labels.get(o))
        return sorted(found, key=lambda fact: fact.order)

    def events_of(self, fact: DirectFact, kind: str | None, *, symmetric: bool = False) -> list[str]:
        """List the events of class `kind` that say a fact; of a symmetric one both sides may be agents ("A and B met")."""
        if kind is None:
            return []
        together = [
            event
            for event in self.of_class(kind)
            if symmetric
            and fact.subject != fact.object
            and {fact.subject, fact.object} <= set(self.roles[event]["agent"])
        ]
        return together + [
            event
            for event in self.of_class(kind)
            if event not in together
            and (fact.subject in self.roles[event]["agent"] if fact.subject else not self.roles[event]["agent"])
            and fact.object in (*self.roles[event]["patient"], *self.roles[event]["theme"])
        ]

    def interval(self, time: str) -> tuple[str, str] | None:
        """Give first and last day of a time node, an open end as an empty string; None if it has neither."""
        record = self.times.get(time, {})
        day = _day(record)
        if day:
            return day, day
        begin, end = (_day(self.times.get(record.get(name, ""), {})) for name in ("hasBeginning", "hasEnd"))
        return (begin, end) if begin or end else None


def _day(record: dict[str, str]) -> str:
    return (record.get("inXSDDate") or record.get("inXSDDateTimeStamp") or "")[:10]


def read_graph(folder: Path, stem: str) -> GraphView | None:
    """Read the graph file of one article, None if there is none."""
    for suffix in SUFFIXES:
        path = folder / f"{stem}.{suffix}"
        if path.is_file():
            return view(ox.parse(path=str(path), base_iri="https://w3id.org/graphkit/document/"))
    return None


def view(quads: object) -> GraphView:
    """Look at quads, whatever graphs they lie in."""
    triples = {
        (q.subject.value, q.predicate.value, q.object)
        for q in quads  # type: ignore[attr-defined]
        if isinstance(q.object, ox.NamedNode | ox.Literal) and isinstance(q.subject, ox.NamedNode)
    }
    return GraphView(triples)
