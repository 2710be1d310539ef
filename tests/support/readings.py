"""What an Extraction says, in words: triples and events by the labels of their nodes."""

from __future__ import annotations

from graphkit.model import Entity, Event, Extraction


def labels(extraction: Extraction) -> dict[str, str]:
    """The words for each key: labels, the begin of times, the triggers of events."""
    found = {e.key: e.label for e in extraction.entities}
    found |= {p.key: p.label for p in extraction.positions}
    found |= {t.key: str(t.begin) for t in extraction.times}
    return found | {e.key: e.trigger.text for e in extraction.events}


def triples(extraction: Extraction) -> set[tuple[str, str, str]]:
    """All direct triples."""
    words = labels(extraction)
    return {(words[r.subject], r.predicate, words[r.object]) for r in extraction.relations}


def event(extraction: Extraction, kind: str, trigger: str | None = None) -> Event:
    """The only event of class `kind` (with `trigger`)."""
    found = [e for e in extraction.events if e.kind == kind and trigger in {None, e.trigger.text}]
    assert len(found) == 1, [(e.kind, e.trigger.text) for e in extraction.events]
    return found[0]


def roles(extraction: Extraction, of: Event) -> dict[str, list[str]]:
    """Fillers of an event's roles, in order of the text."""
    words = labels(extraction)
    found: dict[str, list[str]] = {}
    for role in of.roles:
        found.setdefault(role.name, []).append(words[role.filler] if role.filler else role.literal or "")
    return found


def speakers(extraction: Extraction, of: Event) -> list[str]:
    """Who reports an event, from the inside out."""
    words, events = labels(extraction), {e.key: e for e in extraction.events}
    found: list[str] = []
    reported: Event | None = of
    while reported is not None and reported.attributed_to is not None:
        found.append(words[reported.attributed_to])
        reported = events[reported.reported_by] if reported.reported_by else None
    return found


def entity(extraction: Extraction, label: str) -> Entity:
    """The only entity called `label`."""
    found = [e for e in extraction.entities if e.label == label]
    assert len(found) == 1, [e.label for e in extraction.entities]
    return found[0]


def mentions(extraction: Extraction, label: str) -> list[str]:
    """The words that refer to the entity called `label`."""
    return [m.text for m in entity(extraction, label).mentions]


def statements(extraction: Extraction) -> set[tuple[str, str, str, str]]:
    """Events other than reports: class, trigger, polarity, modality."""
    return {(e.kind, e.trigger.text, e.polarity, e.modality) for e in extraction.events if e.kind != "Statement"}
