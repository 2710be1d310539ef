"""Keys numbered by order of the text: every value gets its final keys here."""

from __future__ import annotations

from dataclasses import replace

from graphkit.model import Event, Key, Position, Relation, Role


def referenced_keys(events: list[Event], relations: list[Relation], positions: list[Position]) -> set[Key]:
    """Find the keys that events, relations and positions speak of."""
    keys = {r.filler for e in events for r in e.roles if r.filler} | {
        e.attributed_to for e in events if e.attributed_to
    }
    return (
        keys
        | {k for r in relations for k in (r.subject, r.object)}
        | {p.position_in for p in positions if p.position_in}
    )


def rename_event(event: Event, renamed: dict[Key, Key]) -> Event:
    """Give an event and its roles their final keys."""

    def name(key: Key | None) -> Key | None:
        return renamed.get(key, key) if key is not None else None

    return replace(
        event,
        key=renamed[event.key],
        roles=tuple(Role(r.name, name(r.filler), r.literal, r.mention) for r in event.roles),
        attributed_to=name(event.attributed_to),
        reported_by=name(event.reported_by),
    )


def rename_relation(relation: Relation, renamed: dict[Key, Key]) -> Relation:
    """Give both ends of a relation and its event their final keys."""
    return Relation(
        renamed.get(relation.subject, relation.subject),
        relation.predicate,
        renamed.get(relation.object, relation.object),
        relation.mentions,
        renamed.get(relation.event) if relation.event else None,
        relation.confidence,
        relation.rule,
    )


def rename_position(position: Position, renamed: dict[Key, Key]) -> Position:
    """Give the body that a position is in its final key."""
    return Position(
        position.key,
        position.label,
        position.mentions,
        renamed.get(position.position_in) if position.position_in else None,
        position.formerly,
    )


def unique_relations(relations: list[Relation]) -> list[Relation]:
    """Keep one relation per triple and event, evidence joined; in order of the text."""
    joined: dict[tuple[Key, str, Key, Key | None], Relation] = {}
    for r in relations:
        same = (r.subject, r.predicate, r.object, r.event)
        old = joined.get(same)
        joined[same] = (
            r
            if old is None
            else Relation(
                *same[:3],
                tuple(sorted({*old.mentions, *r.mentions})),
                r.event,
                max(old.confidence, r.confidence),
                old.rule,
            )
        )
    return sorted(
        joined.values(), key=lambda r: (r.mentions[0].begin if r.mentions else 0, r.predicate, r.subject, r.object)
    )
