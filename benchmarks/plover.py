"""PLOVER's human-coded event sentences: is there an event of the coded type, and does it run the coded way?

Each sentence of the set has one coded event, with its source and its target. A type is found if any event of the
sentence, asserted or not, has a class below it in the ontology. Direction is judged where the type was found and both
ends are coded: an event of the type has a filler that names the source as agent, and one that names the target as
patient, recipient, target or theme.

Source: Open Event Data Alliance, PLOVER GSR (2017 names; counting them with the 2024 edition's classes: plover.toml).
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphs import GraphView
from tally import share
from wording import content_words

from graphkit.graph.ontology import graphkit_ontology

FILE = Path("events") / "plover_gsr.txt.gz"
RULES = tomllib.loads((Path(__file__).parent / "plover.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Coded:
    """A sentence with the types that count as right and the words for source and target."""

    id: str
    text: str
    date: dt.date
    types: frozenset[str]
    sources: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Occurrence:
    """An event as this measure sees it: PLOVER types, labels of those who act and of those acted on."""

    types: frozenset[str]
    agents: tuple[str, ...]
    others: tuple[str, ...]
    is_symmetric: bool = False


@dataclass
class Result:
    """Counts over the sentences."""

    sentences: int = 0
    with_event: int = 0
    found: int = 0
    events: int = 0
    right_events: int = 0
    directed: int = 0
    right_way: int = 0
    wrong_way: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)

    def figures(self) -> dict[str, Any]:
        """Give counts and shares."""
        return {
            "sentences": self.sentences,
            "with an event": round(share(self.with_event, self.sentences), 4),
            "type found": round(share(self.found, self.sentences), 4),
            "events of the coded type": round(share(self.right_events, self.events), 4),
            "direction right": round(share(self.right_way, self.directed), 4),
            "direction reversed": round(share(self.wrong_way, self.directed), 4),
            "directed": self.directed,
            "by type": {name: f"{hit}/{all_}" for name, (hit, all_) in sorted(self.by_type.items())},
        }


def read_coded(path: Path) -> list[Coded]:
    """Read the sentences; the entry that only documents the file is left out."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = json.load(file)
    return [
        Coded(
            id=record["id"],
            text=record["text"].strip(),
            date=dt.date.fromisoformat(record["date"]),
            types=frozenset(RULES["types"].get(record["event"], [record["event"]])),
            sources=_actors(record.get("source")),
            targets=_actors(record.get("target")),
        )
        for record in records
        if "text" in record
    ]


def _actors(value: object) -> tuple[str, ...]:
    return tuple(actor["actorText"] for actor in value) if isinstance(value, list) else ()


def plover_types(event_class: str) -> frozenset[str]:
    """Name the PLOVER types of an event class.

    >>> sorted(plover_types("Launch"))
    ['ASSAULT']
    """
    prefix = RULES["prefix"]
    parents = graphkit_ontology().superclasses.get(event_class, frozenset())
    return frozenset(p.removeprefix(prefix) for p in parents if p.startswith(prefix))


def occurrences(view: GraphView, symmetric: set[str]) -> list[Occurrence]:
    """List a graph's events of a PLOVER type; `symmetric` are the event classes without direction."""
    found = []
    for event, classes in view.classes.items():
        types = frozenset().union(*(plover_types(c) for c in classes))
        if types:
            agents = _labels(view, view.roles[event]["agent"])
            others = _labels(view, [node for role in RULES["acted_on"] for node in view.roles[event][role]])
            found.append(Occurrence(types, agents, others, bool(classes & symmetric)))
    return found


def facts_as_occurrences(view: GraphView, event_of: dict[str, str], symmetric: set[str]) -> list[Occurrence]:
    """Read direct triples as events, for graphs that have no event nodes."""
    found = []
    for subject, links in view.links.items():
        for name, obj in links:
            if name in event_of and (types := plover_types(event_of[name])):
                ends = _labels(view, [subject]), _labels(view, [obj])
                found.append(Occurrence(types, *ends, event_of[name] in symmetric))
    return found


def _labels(view: GraphView, nodes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({label for node in nodes for label in view.labels.get(node, {node})}))


def measure(sentences: Iterable[Coded], extract: Callable[[Coded], list[Occurrence]]) -> Result:
    """Extract from each sentence and count."""
    result = Result()
    for coded in sentences:
        events = extract(coded)
        of_type = [event for event in events if event.types & coded.types]
        result.sentences += 1
        result.with_event += bool(events)
        result.found += bool(of_type)
        result.events += len(events)
        result.right_events += len(of_type)
        for name in coded.types:
            hits = result.by_type.setdefault(name, [0, 0])
            hits[0] += bool(of_type)
            hits[1] += 1
        if of_type and coded.sources and coded.targets:
            result.directed += 1
            right = any(_runs(e, coded.sources, coded.targets) for e in of_type)
            result.right_way += right
            result.wrong_way += not right and any(_runs(e, coded.targets, coded.sources) for e in of_type)
    return result


def _runs(event: Occurrence, sources: tuple[str, ...], targets: tuple[str, ...]) -> bool:
    forward = _name(event.agents, sources) and _name(event.others, targets)
    return forward or (event.is_symmetric and _name(event.agents, targets) and _name(event.others, sources))


def _name(labels: tuple[str, ...], actors: tuple[str, ...]) -> bool:
    """Tell whether any label shares a content word with any coded actor."""
    words = {word for actor in actors for word in content_words(actor)}
    return any(words & set(content_words(label)) for label in labels)
