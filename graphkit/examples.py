"""The examples of a lexicon: what its sentences should state, compared with what is read in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graphkit.lexicon import Checked, Example, Problem
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Extractor
from graphkit.settings import Settings

DATE = dt.date(2024, 5, 15)
"""The date of all examples."""
Triple = tuple[set[str] | None, str, set[str]]


def words(text: str) -> list[str]:
    """Cut a label into lower-case words without articles and possessives; plural s dropped."""
    found = re.findall(r"[\w$]+", re.sub(r"['’]s\b", "", text.lower()))
    return [
        w.rstrip("s") if len(w) > 3 else w for w in found if w not in {"the", "a", "an", "its", "his", "her", "their"}
    ]


def is_same(wanted: str, labels: set[str]) -> bool:
    """Tell whether one of a node's labels has the wanted words, or the wanted words end in all of its."""
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


def triples(extraction: Extraction, passive_forms: dict[str, str]) -> list[Triple]:
    """Give the direct triples by the labels of their ends; an asserted event without agent has None as its subject.

    Args:
        extraction: What was read.
        passive_forms: Properties that end at the patient, by event class.
    """
    labels: dict[str, set[str]] = {}
    for entity in extraction.entities:
        labels[entity.key] = {entity.label, *entity.alt_labels}
    for position in extraction.positions:
        labels[position.key] = {position.label}
    for event in extraction.events:
        labels[event.key] = {event.label, *(m.text for m in event.mentions)}
    found: list[Triple] = [(labels[r.subject], r.predicate, labels[r.object]) for r in extraction.relations]
    for event in extraction.events:
        if (
            event.polarity == "Positive"
            and event.modality == "Actual"
            and not event.fillers("agent")
            and event.kind in passive_forms
        ):
            found += [
                (None, passive_forms[event.kind], labels[o])
                for o in (*event.fillers("patient"), *event.fillers("theme"))
                if o in labels
            ]
    return found


def holds(statement: str, found: list[Triple], symmetric: frozenset[str]) -> bool:
    """Tell whether `subject | property | object` is among the triples."""
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


def written(triple: Triple) -> str:
    """Write a triple as examples do, each end by its longest label."""
    subject, predicate, target = triple
    return f"{max(subject, key=len) if subject else '_'} | {predicate} | {max(target, key=len)}"


@dataclass(frozen=True, slots=True)
class Problems:
    """What an example's text should state and does not, and what it states by mistake."""

    missing: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.missing or self.mistaken)


class ExampleReader:
    """A pipeline's parses of many texts, made at once, which is several times faster than one by one."""

    def __init__(self, examples: Iterable[Example], settings: Settings | None = None) -> None:
        self.extractor = Extractor(settings)
        texts = sorted({e.text for e in examples})
        self.docs = dict(zip(texts, self.extractor.nlp.pipe(texts, batch_size=64), strict=True))
        forms = self.extractor.lexicon.short_forms
        self._passive_forms = {f.event_class: f.property for f in forms if f.to_role == "patient"}

    def triples(self, example: Example) -> list[Triple]:
        """Read an example's text."""
        article = Article("example", example.text, date=DATE)
        extraction = self.extractor.reader.read(article, self.docs[example.text], DATE)
        return triples(extraction, self._passive_forms)

    def problems(self, example: Example) -> Problems:
        """Compare what is read in an example's text with what the example says."""
        found = self.triples(example)
        symmetric = self.extractor.lexicon.symmetric
        return Problems(
            tuple(s for s in example.states if not holds(s, found, symmetric)),
            tuple(s for s in example.states_not if holds(s, found, symmetric)),
        )


def try_examples(checked: Checked, settings: Settings) -> list[Problem]:
    """Read the examples of a checked lexicon with it, and tell which are not read as they say.

    Args:
        checked: What `check_files` gave, without errors.
        settings: With the lexicon's files in `ontology`.
    """
    reader = ExampleReader((example for _, _, example in checked.examples), settings)
    return [problem for found in checked.examples for problem in _tried(reader, *found)]


def _tried(reader: ExampleReader, file: str, line: int, example: Example) -> Iterator[Problem]:
    problems = reader.problems(example)
    rule = f"example “{example.text}”"
    if example.known_failure:
        if not problems:
            message = "is read as it says now: take its gkl:knownFailure away"
            yield Problem(file, line, rule, message, advice=True)
        return
    read = "; ".join(sorted(written(triple) for triple in reader.triples(example))) or "nothing"
    for statement in problems.missing:
        yield Problem(file, line, rule, f"should state “{statement}”; graphkit reads: {read}")
    for statement in problems.mistaken:
        yield Problem(file, line, rule, f"should not state “{statement}”, but does")
