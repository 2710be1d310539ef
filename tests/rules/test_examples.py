"""Every example and counter-example of the lexicon, read by the shipped pipeline."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from graphkit.lexicon import Example, load_lexicon
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Extractor
from graphkit.settings import ontology_folder

EXAMPLES = [(frame.id, example) for frame in load_lexicon((ontology_folder(),)).frames for example in frame.examples]


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


def triples(extraction: Extraction) -> list[tuple[set[str] | None, str, set[str]]]:
    """Direct triples by the labels of their ends; an asserted event without agent has None as its subject."""
    labels: dict[str, set[str]] = {}
    for entity in extraction.entities:
        labels[entity.key] = {entity.label, *entity.alt_labels}
    for position in extraction.positions:
        labels[position.key] = {position.label}
    for event in extraction.events:
        labels[event.key] = {event.label, *(m.text for m in event.mentions)}
    found: list[tuple[set[str] | None, str, set[str]]] = [
        (labels[r.subject], r.predicate, labels[r.object]) for r in extraction.relations
    ]
    forms = {
        f.event_class: f.property for f in load_lexicon((ontology_folder(),)).short_forms if f.to_role == "patient"
    }
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


def holds(statement: str, found: list[tuple[set[str] | None, str, set[str]]], symmetric: frozenset[str]) -> bool:
    """Whether `subject | property | object` is among the triples."""
    subject, predicate, target = (part.strip() for part in statement.split("|"))
    for s, p, o in found:
        if p != predicate:
            continue
        if subject == "_":
            if is_same(target, o):
                return True
        elif (s is not None and is_same(subject, s) and is_same(target, o)) or (s is not None and p in symmetric and is_same(subject, o) and is_same(target, s)):
            return True
    return False


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def problems_of(example: Example, extractor: Extractor) -> list[str]:
    """What the example's text should state and does not, or states and should not."""
    found = triples(extractor.extract(Article("example", example.text, date=dt.date(2024, 5, 15))))
    symmetric = extractor.lexicon.symmetric
    wrong = [f"does not state: {s}" for s in example.states if not holds(s, found, symmetric)]
    return wrong + [f"states: {s}" for s in example.states_not if holds(s, found, symmetric)]


@pytest.mark.parametrize(("frame", "example"), EXAMPLES, ids=[f"{f}-{i}" for i, (f, _) in enumerate(EXAMPLES)])
def test_example(frame: str, example: Example, extractor: Extractor, request: pytest.FixtureRequest) -> None:
    if example.known_failure:
        request.applymarker(pytest.mark.xfail(strict=True, reason=example.known_failure))
    assert not problems_of(example, extractor), example.text


def test_every_frame_has_an_example() -> None:
    files = list(Path(ontology_folder() / "relations").glob("*.ttl"))
    assert len(files) >= 20
    lexicon = load_lexicon((ontology_folder(),))
    assert sum(bool(f.examples) for f in lexicon.frames) / len(lexicon.frames) > 0.9
