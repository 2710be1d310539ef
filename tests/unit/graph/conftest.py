"""An extraction made by hand: a launch that is reported, a meeting told from both sides, a demand, a denial."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from graphkit.graph import Graph, Store, to_quads
from graphkit.iri import CONCEPT, IRI, document_iri, resource_iri
from graphkit.model import Article, Entity, Event, Extraction, Position, Relation, Role, Span, TimeValue

TEXT = (
    "Northland fired 35 rockets at Lakeport on Monday, Foreign Minister Ada Quist of Southmark said. "
    "Northland and Eastria met in Lakeport. Southmark urged Eastria to help. "
    "Northland did not sign the Bay Treaty."
)


def span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """Find the `nth` place where `words` stand in the text."""
    begin = -1
    for _ in range(nth + 1):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words), words)


def article(document_id: str = "lakeport-1") -> Article:
    """Make the article that the extraction is of."""
    return Article(
        id=document_id,
        text=TEXT,
        title="Rockets over Lakeport",
        date=datetime.date(2024, 8, 27),
        publisher="The Bay Courier",
        url="https://bay.example/news/1?q=a b",
    )


def extraction(document_id: str = "lakeport-1") -> Extraction:
    """Make the extraction; document ids differ, contents do not."""
    entities = (
        Entity(
            "entity-1",
            "State",
            "Northland",
            (span("Northland"), span("Northland", 1), span("Northland", 2)),
            iri=resource_iri("State", "Northland"),
            iso3166alpha3="NLD",
            same_as=(IRI("http://www.wikidata.org/entity/Q1"),),
        ),
        Entity(
            "entity-2",
            "Group",
            "35 rockets",
            (span("35 rockets"),),
            member_type=IRI(CONCEPT + "rocket"),
            quantity=35,
            member_origin="entity-1",
        ),
        Entity(
            "entity-3",
            "Place",
            "Lakeport",
            (span("Lakeport"), span("Lakeport", 1)),
            iri=resource_iri("Place", "Lakeport"),
        ),
        Entity(
            "entity-4",
            "Official",
            "Ada Quist",
            (span("Ada Quist"),),
            alt_labels=("Quist",),
            iri=resource_iri("Official", "Ada Quist"),
        ),
        Entity(
            "entity-5",
            "State",
            "Southmark",
            (span("Southmark"), span("Southmark", 1)),
            iri=resource_iri("State", "Southmark"),
        ),
        Entity(
            "entity-6", "State", "Eastria", (span("Eastria"), span("Eastria", 1)), iri=resource_iri("State", "Eastria")
        ),
        Entity(
            "entity-7", "Agreement", "Bay Treaty", (span("Bay Treaty"),), iri=resource_iri("Agreement", "Bay Treaty")
        ),
    )
    events = (
        Event(
            "event-1",
            "Launch",
            span("fired"),
            (span("fired"),),
            (
                Role("agent", "entity-1", mention=span("Northland")),
                Role("patient", "entity-2", mention=span("35 rockets")),
                Role("target", "entity-3", mention=span("Lakeport")),
                Role("time", "time-1"),
            ),
            tense="past",
            attributed_to="entity-4",
            reported_by="event-2",
            confidence=0.9,
            rule="launch-verb",
        ),
        Event(
            "event-2", "Statement", span("said"), (span("said"),), (Role("agent", "entity-4"), Role("theme", "event-1"))
        ),
        Event(
            "event-3",
            "Meeting",
            span("met"),
            (span("met"),),
            (Role("agent", "entity-1"), Role("patient", "entity-6"), Role("place", "entity-3")),
            rule="meet-verb",
        ),
        Event(
            "event-4",
            "Request",
            span("urged"),
            (span("urged"),),
            (Role("agent", "entity-5"), Role("patient", "entity-6"), Role("theme", None, literal="to help")),
        ),
        Event(
            "event-5",
            "AgreementMaking",
            span("sign"),
            (span("sign"),),
            (Role("agent", "entity-1"), Role("theme", "entity-7")),
            polarity="Negative",
        ),
    )
    relations = (
        Relation(
            "entity-1", "launched", "entity-2", (span("fired"),), event="event-1", confidence=0.9, rule="launch-verb"
        ),
        Relation("entity-1", "metWith", "entity-6", (span("met"),), event="event-3"),
        Relation("entity-6", "metWith", "entity-1", (span("met"),), event="event-3"),
        Relation("entity-5", "urged", "entity-6", (span("urged"),), event="event-4"),
        Relation(
            "entity-4", "holdsPosition", "position-1", (span("Foreign Minister Ada Quist of Southmark"),), rule="title"
        ),
    )
    return Extraction(
        article(document_id),
        entities=entities,
        positions=(Position("position-1", "Foreign Minister", (span("Foreign Minister"),), position_in="entity-5"),),
        times=(TimeValue("time-1", (span("Monday"),), "2024-08-26", "2024-08-26", "day"),),
        events=events,
        relations=relations,
    )


@pytest.fixture
def make() -> Callable[..., Extraction]:
    return extraction


@pytest.fixture
def find() -> Callable[..., Span]:
    return span


@pytest.fixture
def document() -> IRI:
    return document_iri("lakeport-1")


@pytest.fixture
def store(document: IRI) -> Store:
    store = Store.open(None)
    store.add(document, to_quads(extraction()))
    return store


@pytest.fixture
def graph(store: Store) -> Graph:
    return Graph(store)
