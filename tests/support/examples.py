"""The examples of the lexicon, and what the shipped pipeline makes of them."""

from __future__ import annotations

import functools
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox

from graphkit import examples
from graphkit.examples import ExampleReader, Problems, Triple, holds
from graphkit.iri import LEXICON, slug
from graphkit.lexicon import Example, load_lexicon
from graphkit.model import Extraction
from graphkit.settings import ontology_folder

__all__ = [
    "ExampleReader",
    "Problems",
    "all_examples",
    "example_of",
    "examples_in",
    "files_with_examples",
    "holds",
    "name_of",
    "triples",
]


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


@functools.cache
def passive_forms() -> dict[str, str]:
    """Properties that end at the patient, by event class."""
    return {f.event_class: f.property for f in load_lexicon((ontology_folder(),)).short_forms if f.to_role == "patient"}


def triples(extraction: Extraction) -> list[Triple]:
    """Direct triples, with graphkit's own short forms."""
    return examples.triples(extraction, passive_forms())
