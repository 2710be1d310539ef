"""A short article with everything that a careful reader finds in it, built by hand: no model is needed."""

from __future__ import annotations

import datetime

from graphkit.iri import resource_iri
from graphkit.model import Article, Entity, Event, Extraction, Position, Relation, Role, Span, TimeValue

TEXT = (
    "Russia launched a barrage of 35 missiles at Ukraine early on Monday, Foreign Minister Dmytro Kuleba said. "
    "Some of them were KN-23s made by North Korea.\n\n"
    "Kuleba urged Asian partners to send air defence systems to Ukraine. Moscow denied that it had attacked Poland.\n\n"
    "Two civilians were killed in Odesa."
)


def article(**changes: object) -> Article:
    values = {
        "id": "kuleba.txt",
        "text": TEXT,
        "title": "Kuleba asks partners for help",
        "date": datetime.date(2024, 8, 26),
        "publisher": "Example Wire",
        "url": "https://example.org/kuleba",
    }
    return Article(**{**values, **changes})  # type: ignore[arg-type]


def span(words: str, nth: int = 0, text: str = TEXT) -> Span:
    begin = -1
    for _ in range(nth + 1):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words), words)


def extraction() -> Extraction:
    """Everything in TEXT: events asserted, requested and denied, one without agent, a position, a lasting relation."""

    def named(key: str, kind: str, label: str, *mentions: Span, **more: object) -> Entity:
        others = tuple(sorted({m.text for m in mentions} - {label}))
        return Entity(key, kind, label, mentions, others, iri=resource_iri(kind, label), **more)  # type: ignore[arg-type]

    def group(key: str, words: str, **more: object) -> Entity:
        return Entity(key, "Group", words, (span(words),), **more)  # type: ignore[arg-type]

    entities = (
        named("russia", "State", "Russia", span("Russia"), span("Moscow"), iso3166alpha3="RUS"),
        named("ukraine", "State", "Ukraine", span("Ukraine"), span("Ukraine", 1), iso3166alpha3="UKR"),
        named("north-korea", "State", "North Korea", span("North Korea"), iso3166alpha3="PRK"),
        named("poland", "State", "Poland", span("Poland"), iso3166alpha3="POL"),
        named("kuleba", "Official", "Dmytro Kuleba", span("Dmytro Kuleba"), span("Kuleba", 1)),
        named("kn-23", "WeaponSystem", "KN-23", span("KN-23s")),
        named("odesa", "Place", "Odesa", span("Odesa")),
        group("missiles", "35 missiles", quantity=35),
        group("partners", "Asian partners"),
        group("systems", "air defence systems"),
        group("civilians", "Two civilians", quantity=2),
    )
    monday = TimeValue("monday", (span("early on Monday"),), "2024-08-26", "2024-08-26", "day")
    minister = Position("minister", "Foreign Minister", (span("Foreign Minister"),), position_in="ukraine")

    def event(key: str, kind: str, trigger: str, *roles: tuple[str, str], nth: int = 0, **more: object) -> Event:
        at = span(trigger, nth)
        return Event(key, kind, at, (at,), tuple(Role(n, f) for n, f in roles), rule=f"{key}-verb", **more)  # type: ignore[arg-type]

    told = {"attributed_to": "kuleba", "reported_by": "said"}
    events = (
        event("said", "Statement", "said", ("agent", "kuleba")),
        event(
            "launch",
            "Launch",
            "launched",
            ("agent", "russia"),
            ("patient", "missiles"),
            ("target", "ukraine"),
            ("time", "monday"),
            confidence=0.93,
            tense="Past",
            **told,
        ),
        event("attack", "Attack", "launched", ("agent", "russia"), ("patient", "ukraine"), confidence=0.9, **told),
        event("request", "Request", "urged", ("agent", "kuleba"), ("patient", "partners"), confidence=0.88),
        event(
            "supply",
            "Supply",
            "send",
            ("agent", "partners"),
            ("patient", "systems"),
            ("recipient", "ukraine"),
            modality="Requested",
            confidence=0.7,
        ),
        event(
            "denied-attack",
            "Attack",
            "attacked",
            ("agent", "russia"),
            ("patient", "poland"),
            polarity="Negative",
            attributed_to="russia",
            confidence=0.8,
        ),
        event("killing", "Killing", "killed", ("patient", "civilians"), ("place", "odesa"), confidence=0.75),
    )
    relations = (
        Relation("russia", "launched", "missiles", (), event="launch", confidence=0.93),
        Relation("russia", "attacked", "ukraine", (), event="attack", confidence=0.9),
        Relation("kuleba", "urged", "partners", (), event="request", confidence=0.88),
        Relation("kn-23", "manufacturedBy", "north-korea", (span("made"),), confidence=0.95, rule="make-verb"),
        Relation("kuleba", "holdsPosition", "minister", (span("Foreign Minister Dmytro Kuleba"),), confidence=0.97),
    )
    return Extraction(article(), entities, (minister,), (monday,), events, relations)
