"""Give every named entity of an Extraction its IRI.

An entity that the gazetteers already named keeps that IRI. A person is looked up among the officials by full name, or by last name if exactly one
official of that name was in office at the document's date. Everything else gets an IRI minted from class and name, so that equal names in
two documents meet.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import replace

from graphkit.iri import IRI, resource_iri
from graphkit.lexicon import Lexicon, Name
from graphkit.model import Entity, Extraction, Position


def link(extraction: Extraction, lexicon: Lexicon) -> Extraction:
    """Fill `Entity.iri` of all named entities; groups and events keep the names of their document."""
    date = extraction.article.date
    index = _officials(lexicon)
    year = date.year if date else None
    linked = tuple(_linked(e, index, year, lexicon) for e in extraction.entities)
    positions = _placed(extraction, linked, lexicon, year)
    return replace(extraction, entities=linked, positions=positions)


def _placed(
    extraction: Extraction, entities: tuple[Entity, ...], lexicon: Lexicon, year: int | None
) -> tuple[Position, ...]:
    """Say where "President Maduro" is president: the state or body of the known official's tenure, if the text names it."""
    by_key = {e.key: e for e in entities}
    by_iri = {e.iri: e.key for e in reversed(entities) if e.iri is not None}
    holders = {
        r.object: by_key[r.subject].iri
        for r in extraction.relations
        if r.predicate == "holdsPosition" and r.subject in by_key
    }
    placed = []
    for position in extraction.positions:
        iri = holders.get(position.key)
        known = lexicon.names.get(iri) if iri is not None else None
        if position.position_in is None and known is not None and year is not None:
            words = set(position.label.lower().split())
            for tenure in known.tenures:
                fits = tenure.position_in in by_iri and (tenure.from_year or 0) <= year <= (tenure.to_year or 9999)
                if fits and tenure.position_in is not None and words & set(tenure.title.lower().split()):
                    position = replace(position, position_in=by_iri[tenure.position_in])
                    break
        placed.append(position)
    return tuple(placed)


def _linked(entity: Entity, officials: dict[str, tuple[Name, ...]], year: int | None, lexicon: Lexicon) -> Entity:
    if entity.kind == "Group" or entity.iri is not None:
        return entity
    if entity.kind in {"Person", "Official"} and (known := _official(entity.label, officials, year)) is not None:
        return replace(entity, iri=known.iri, same_as=known.same_as)
    return replace(entity, iri=_minted(entity, lexicon))


def _minted(entity: Entity, lexicon: Lexicon) -> IRI:
    """An IRI from the name; one that the gazetteers use for an entity of another class is made distinct by the class."""
    iri = resource_iri(entity.kind, entity.label)
    known = lexicon.names.get(iri)
    if known is None or known.kind == entity.kind or {known.kind, entity.kind} <= {"Person", "Official"}:
        return iri
    return IRI(f"{iri}-{entity.kind.lower()}")


def _official(label: str, officials: dict[str, tuple[Name, ...]], year: int | None) -> Name | None:
    words = label.split()
    candidates = officials.get(label.lower(), ()) if len(words) > 1 else ()
    if not candidates and len(words) == 1 and year is not None:
        candidates = tuple(n for n in officials.get(words[0].lower(), ()) if _in_office(n, year))
    return candidates[0] if len(candidates) == 1 else None


def _in_office(name: Name, year: int) -> bool:
    return any((t.from_year or 0) <= year <= (t.to_year or 9999) for t in name.tenures)


@functools.lru_cache(maxsize=4)
def _by_name(names: tuple[Name, ...]) -> dict[str, tuple[Name, ...]]:
    index: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        keys = {label.lower() for label in name.labels} | {label.split()[-1].lower() for label in name.labels}
        for key in keys:
            index[key].append(name)
    return {k: tuple(v) for k, v in index.items()}


def _officials(lexicon: Lexicon) -> dict[str, tuple[Name, ...]]:
    return _by_name(tuple(n for n in lexicon.names.values() if n.kind == "Official"))
