"""The examples of the lexicon, and what the shipped pipeline makes of them."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from spacy.tokens import Doc

from graphkit.iri import LEXICON, slug
from graphkit.lexicon import Example, load_lexicon
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Extractor
from graphkit.settings import ontology_folder

DATE = dt.date(2024, 5, 15)
Triple = tuple[set[str] | None, str, set[str]]


def files_with_examples(folder: Path) -> list[Path]:
    """Turtle files below `folder` that hold examples."""
    return [p for p in sorted(folder.rglob("*.ttl")) if b"gkl:example" in p.read_bytes()]


def examples_in(turtle: str) -> list[tuple[str, Example]]:
    """Examples of one Turtle file with the name of what they are examples of, in order."""
    owners: dict[object, str] = {}
    values: dict[object, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
        if triple.predicate.value == LEXICON + "example":
            assert isinstance(triple.subject, ox.NamedNode)
            owners[triple.object] = triple.subject.value.rsplit("/", 1)[-1]
        elif isinstance(triple.object, ox.Literal):
            values[triple.subject][triple.predicate.value.removeprefix(LEXICON)].append(triple.object.value)
    return [(owner, example_of(values[node])) for node, owner in owners.items()]


def example_of(values: dict[str, list[str]]) -> Example:
    """The example with these values by the names of their properties."""
    (text,) = values["text"]
    reasons = values.get("knownFailure", [])
    return Example(
        text,
        tuple(sorted(values.get("states", ()))),
        tuple(sorted(values.get("statesNot", ()))),
        reasons[0] if reasons else None,
    )


def all_examples(folder: Path) -> list[tuple[str, Example]]:
    """Examples of all files below `folder`: of frames, light verbs, implications and operators."""
    return [found for path in files_with_examples(folder) for found in examples_in(path.read_text("utf-8"))]


def name_of(owner: str, example: Example) -> str:
    """The name of what it is an example of, and its text."""
    return f"{owner}-{slug(example.text)}"


def words(text: str) -> list[str]:
    """Lower-case words without articles and possessives; plural s dropped."""
    found = re.findall(r"[\w$]+", re.sub(r"['’]s\b", "", text.lower()))
    return [
        w.rstrip("s") if len(w) > 3 else w for w in found if w not in {"the", "a", "an", "its", "his", "her", "their"}
    ]


def is_same(wanted: str, labels: set[str]) -> bool:
    """Whether one of a node's labels has the wanted words, or the wanted words end in all of its."""
    target = words(wanted)
    for label in labels:
        found = words(label)
        if (
            found == target
            or (found and target[-len(found) :] == found)
            or (target and found[-len(target) :] == target)
        ):
            return True
    return False


@functools.cache
def passive_forms() -> dict[str, str]:
    """Properties that end at the patient, by event class."""
    return {f.event_class: f.property for f in load_lexicon((ontology_folder(),)).short_forms if f.to_role == "patient"}


def triples(extraction: Extraction) -> list[Triple]:
    """Direct triples by the labels of their ends; an asserted event without agent has None as its subject."""
    labels: dict[str, set[str]] = {}
    for entity in extraction.entities:
        labels[entity.key] = {entity.label, *entity.alt_labels}
    for position in extraction.positions:
        labels[position.key] = {position.label}
    for event in extraction.events:
        labels[event.key] = {event.label, *(m.text for m in event.mentions)}
    found: list[Triple] = [(labels[r.subject], r.predicate, labels[r.object]) for r in extraction.relations]
    forms = passive_forms()
    for event in extraction.events:
        if (
            event.polarity == "Positive"
            and event.modality == "Actual"
            and not event.fillers("agent")
            and event.kind in forms
        ):
            found += [
                (None, forms[event.kind], labels[o])
                for o in (*event.fillers("patient"), *event.fillers("theme"))
                if o in labels
            ]
    return found


def holds(statement: str, found: list[Triple], symmetric: frozenset[str]) -> bool:
    """Whether `subject | property | object` is among the triples."""
    subject, predicate, target = (part.strip() for part in statement.split("|"))
    for s, p, o in found:
        if p != predicate:
            continue
        if subject == "_":
            if is_same(target, o):
                return True
        elif s is not None and (
            (is_same(subject, s) and is_same(target, o))
            or (p in symmetric and is_same(subject, o) and is_same(target, s))
        ):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Problems:
    """What an example's text should state and does not, and what it states by mistake."""

    missing: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.missing or self.mistaken)


class ExampleReader:
    """The shipped pipeline's parses of many texts, made at once, which is several times faster than one by one."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self.extractor = Extractor()
        texts = sorted({e.text for e in examples})
        self.docs: dict[str, Doc] = dict(zip(texts, self.extractor.nlp.pipe(texts, batch_size=64), strict=True))

    def problems(self, example: Example) -> Problems:
        """Compare what is read in an example's text with what the example says."""
        text = example.text
        found = triples(self.extractor.reader.read(Article("example", text, date=DATE), self.docs[text], DATE))
        symmetric = self.extractor.lexicon.symmetric
        return Problems(
            tuple(s for s in example.states if not holds(s, found, symmetric)),
            tuple(s for s in example.states_not if holds(s, found, symmetric)),
        )
