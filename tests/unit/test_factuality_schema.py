"""Hold ontologies/factuality.ttl to the schema of docs/lexicon.md."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

ONTOLOGIES = Path(__file__).parents[2] / "ontologies"
FACTUALITY = ONTOLOGIES / "factuality.ttl"
GK, GKL = "https://w3id.org/graphkit/ontology#", "https://w3id.org/graphkit/lexicon#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

MODALITIES = {"Possible", "Planned", "Requested", "Conditional", "Alleged"}
EFFECTS = MODALITIES | {"Actual", "Negative"}
POS = {"verb", "noun", "adjective", "adverb", "auxiliary", "marker", "preposition", "determiner", "pronoun"}
SCOPES = frozenset(
    "subject object indirect clause infinitive complement quote head noun compound possessive adjective "
    "of for to on over in into about against from with by as at upon with over among".split()
)
SCOPE_OF = {
    "adverb": {"head", "infinitive"},
    "auxiliary": {"head"},
    "pronoun": {"head"},
    "determiner": {"head", "noun"},
    "marker": {"clause", "head"},
    "preposition": {"object", "head"},
}
PROPERTIES = {
    GKL + name
    for name in "word pos effect effectReported scope speaker spares reaches with tense mood example text states "
    "statesNot knownFailure".split()
} | {TYPE, "http://www.w3.org/2000/01/rdf-schema#comment"}
ONLY_SOMETIMES = (GKL + "with", GKL + "tense", GKL + "mood")
CLAIM = re.compile(r"^[^|]+ \| [a-zA-Z]+ \| [^|]+$")

Record = dict[str, list[str]]


@functools.cache
def records() -> dict[str, Record]:
    """Read the file into predicates and objects by subject."""
    found: dict[str, Record] = {}
    with FACTUALITY.open("rb") as stream:
        for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
            value = str(triple.object) if isinstance(triple.object, ox.BlankNode) else triple.object.value
            subject = str(triple.subject) if isinstance(triple.subject, ox.BlankNode) else triple.subject.value
            found.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
    return found


def entries() -> Iterator[tuple[str, str, Record]]:
    """Yield name, type (Operator or ReportingCue) and record of each entry."""
    for subject, record in records().items():
        for kind in record.get(TYPE, []):
            yield subject.rsplit("/", 1)[-1], kind.removeprefix(GKL), record


def test_there_are_operators_and_cues() -> None:
    kinds = [kind for _, kind, _ in entries()]
    assert set(kinds) == {"Operator", "ReportingCue"}
    assert kinds.count("Operator") > 40
    assert kinds.count("ReportingCue") > 10


def test_each_property_is_known() -> None:
    assert {p for record in records().values() for p in record} <= PROPERTIES


def test_each_entry_has_one_effect_and_one_part_of_speech() -> None:
    problems = []
    for name, _, record in entries():
        effects = [e.removeprefix(GK) for e in record.get(GKL + "effect", [])]
        if len(effects) != 1 or effects[0] not in EFFECTS:
            problems.append(f"{name}: effect {effects}")
        if len(record.get(GKL + "pos", [])) != 1 or not set(record[GKL + "pos"]) <= POS:
            problems.append(f"{name}: pos {record.get(GKL + 'pos')}")
        if not {e.removeprefix(GK) for e in record.get(GKL + "effectReported", [])} <= EFFECTS:
            problems.append(f"{name}: effectReported")
    assert not problems


def test_each_scope_is_known_and_fits_the_part_of_speech() -> None:
    problems = []
    for name, _, record in entries():
        scopes = set(record.get(GKL + "scope", []))
        admitted = SCOPE_OF.get(record[GKL + "pos"][0], SCOPES)
        if not scopes or not scopes <= admitted:
            problems.append(f"{name}: {sorted(scopes - admitted)}")
    assert not problems


def test_words_are_lower_case_and_given_once() -> None:
    problems = []
    for name, _, record in entries():
        words = record.get(GKL + "word", [])
        if not words:
            problems.append(f"{name}: no words")
        problems += [f"{name}: {w!r}" for w in words if w != w.lower() or w != " ".join(w.split())]
    assert not problems


def test_no_word_has_two_effects_in_one_scope() -> None:
    """Entries that hold only in a tense, in a mood or before a perfect may differ from the general one."""
    seen: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for name, _, record in entries():
        if any(p in record for p in ONLY_SOMETIMES):
            continue
        for word in record[GKL + "word"]:
            for scope in record[GKL + "scope"]:
                seen[record[GKL + "pos"][0], word, scope][record[GKL + "effect"][0].removeprefix(GK)] = name
    assert not {key: effects for key, effects in seen.items() if len(effects) > 1}


def test_spared_classes_are_event_classes() -> None:
    classes = set()
    with (ONTOLOGIES / "graphkit.ttl").open("rb") as stream:
        for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
            if triple.predicate.value == TYPE:
                classes.add(triple.subject.value)
    assert {c for _, _, record in entries() for c in record.get(GKL + "spares", [])} <= classes


def test_cues_name_the_speaker() -> None:
    assert [n for n, kind, r in entries() if kind == "ReportingCue" and not r.get(GKL + "speaker")] == []


def test_examples_are_well_formed_and_show_every_effect() -> None:
    problems, shown = [], set()
    for name, _, record in entries():
        for node in record.get(GKL + "example", []):
            example = records()[node]
            claims = [*example.get(GKL + "states", []), *example.get(GKL + "statesNot", [])]
            if len(example.get(GKL + "text", [])) != 1 or not claims or not all(CLAIM.match(c) for c in claims):
                problems.append(f"{name}: {example}")
            shown.add(record[GKL + "effect"][0].removeprefix(GK))
    assert not problems
    assert shown == EFFECTS
