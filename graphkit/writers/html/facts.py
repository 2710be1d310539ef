"""What a page shows: frozen values between the store's answers and the page, free of RDF and of HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """An article of the graph; `url` is empty unless it is an http or https address."""

    iri: str
    title: str
    date: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, group or position; `kind` is the local name of its class, `details` are pairs of name and value."""

    iri: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a document with the words that matter: `marks` are (begin, end, role) within `text`."""

    text: str
    begin: int
    marks: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what fills a role of an event: the node's IRI where there is one, and the words to show."""

    role: str
    label: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one document: an event, or a lasting relation.

    `subject` and `object` are IRIs of nodes, empty where the text names none; `is_stated` tells whether the graph has
    the plain triple. `kind` is the local name of the event's class or of the relation, `iri` names the assertion or
    event, and `event` the event where there is one.
    """

    iri: str
    kind: str
    label: str
    document: str
    subject: str = ""
    object: str = ""
    is_stated: bool = False
    event: str = ""
    trigger: str = ""
    polarity: str = ""
    modality: str = ""
    tense: str = ""
    confidence: float | None = None
    time: str = ""
    begin: str = ""
    end: str = ""
    speaker: Filler | None = None
    roles: tuple[Filler, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rule: str = ""

    @property
    def parties(self) -> frozenset[str]:
        """IRIs of all nodes that take part: both ends, fillers of roles, the speaker."""
        speaker = self.speaker.node if self.speaker else ""
        return frozenset((self.subject, self.object, speaker, *(filler.node for filler in self.roles))) - {""}


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a page shows; nodes and facts are in an order that does not depend on the run."""

    documents: tuple[Document, ...] = ()
    nodes: tuple[Node, ...] = ()
    facts: tuple[Fact, ...] = ()
