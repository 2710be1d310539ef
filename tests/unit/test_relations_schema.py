"""Hold every file of ontologies/relations to the schema of docs/lexicon.md."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.lexicon.values import KINDS, ROLES

ONTOLOGIES = Path(__file__).parents[2] / "ontologies"
FILES = sorted((ONTOLOGIES / "relations").glob("*.ttl"))
GK, GKL = "https://w3id.org/graphkit/ontology#", "https://w3id.org/graphkit/lexicon#"
FRAME = "https://w3id.org/graphkit/lexicon/frame/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

FRAME_TYPES = {"VerbFrame", "NounFrame", "SuffixFrame"}
TYPES = FRAME_TYPES | {"LightVerb", "Implication", "Operator", "ReportingCue"}
SLOTS = {
    "VerbFrame": {
        "subject",
        "clause-subject",
        "phrase",
        "object",
        "indirect",
        "when-subject",
        "clause",
        "infinitive",
        "complement",
        "adverbial",
        "quote",
    },
    "NounFrame": {
        "possessive",
        "traveller",
        "doer",
        "sufferer",
        "figure",
        "named-compound",
        "adjective",
        "compound",
        "self",
        "infinitive",
        "clause",
    },
    "SuffixFrame": {"base", "noun"},
}
PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid among amongst around as aside at because before "
    "behind below beneath beside besides between beyond by concerning despite down during except following for from "
    "in including inside into involving like near of off on onto opposite out outside over past per regarding since "
    "than through throughout till to toward towards under underneath until up upon using targeting via versus with "
    "within without next front behalf top line accordance violation connection retaliation response exchange return "
    "charge charges suspicion hand hands result close due owing together favour favor search light force the a "
    "crashing exile aboard apart when while protest".split()
)
FILLERS = {GK + role for role in ROLES}
ENTITY_PART = re.compile(r"^[^|]+ \| [a-zA-Z]+ \| [^|]+$")

Record = dict[str, list[str]]


@functools.cache
def records(path: Path) -> dict[str, Record]:
    """Read one Turtle file into predicates and objects by subject."""
    found: dict[str, Record] = {}
    with path.open("rb") as stream:
        for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
            value = str(triple.object) if isinstance(triple.object, ox.BlankNode) else triple.object.value
            subject = str(triple.subject) if isinstance(triple.subject, ox.BlankNode) else triple.subject.value
            found.setdefault(subject, {}).setdefault(triple.predicate.value, []).append(value)
    return found


def local(iri: str) -> str:
    """Cut an IRI down to its local name."""
    return iri.removeprefix(GKL).removeprefix(GK)


def entries(path: Path) -> Iterator[tuple[str, str, Record]]:
    """Go through the lexicon entries of a file: name, type, record."""
    for subject, record in records(path).items():
        if subject.startswith(FRAME):
            types = [local(t) for t in record.get(TYPE, [])]
            yield subject.removeprefix(FRAME), types[0] if types else "", record


def defined() -> tuple[set[str], set[str], set[str]]:
    """List the ontology's event classes, properties, and effects."""
    ontology = records(ONTOLOGIES / "graphkit.ttl")
    classes = {
        local(s)
        for s, r in ontology.items()
        if s.startswith(GK) and any(t.endswith("owl#Class") for t in r.get(TYPE, []))
    }
    effects = {local(s) for s, r in ontology.items() if {GK + "Polarity", GK + "Modality"} & set(r.get(TYPE, []))}
    properties = {local(s) for s, r in ontology.items() if s.startswith(GK)} - classes - effects
    return classes, properties, effects


def slots(record: Record) -> Iterator[str]:
    """Go through the slots of a frame, for roles as well as for the ends of a lasting relation."""
    for predicate in [*FILLERS, GKL + "from", GKL + "to"]:
        yield from record.get(predicate, [])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_entry_fits_the_schema(path: Path) -> None:
    classes, properties, effects = defined()
    problems = []
    for name, kind, record in entries(path):
        if kind not in TYPES:
            problems.append(f"{name}: type {kind!r}")
            continue
        if not record.get(GKL + "word") and kind != "Implication":
            problems.append(f"{name}: no word")
        for target in record.get(GKL + "evokes", []):
            if local(target) not in classes | properties:
                problems.append(f"{name}: evokes {target}")
        for target in [*record.get(GKL + "with", []), *record.get(GKL + "given", []), *record.get(GKL + "spares", [])]:
            if target.startswith(GK) and local(target) not in classes:
                problems.append(f"{name}: class {target}")
        for target in record.get(GKL + "effect", []):
            if local(target) not in effects:
                problems.append(f"{name}: effect {target}")
        for predicate in record:
            if predicate.startswith(GK) and predicate not in FILLERS:
                problems.append(f"{name}: role {predicate}")
        if kind in FRAME_TYPES and len(record.get(GKL + "evokes", [])) != 1:
            problems.append(f"{name}: needs one gkl:evokes")
        if kind == "LightVerb" and len(record.get(GKL + "subjectFills", [])) != 1:
            problems.append(f"{name}: needs one gkl:subjectFills")
    assert not problems


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_slot_and_kind_is_known(path: Path) -> None:
    problems = []
    for name, kind, record in entries(path):
        if kind not in FRAME_TYPES:
            continue
        for slot in slots(record):
            relation, _, kinds = slot.partition(":")
            if relation not in SLOTS[kind] and not set(relation.split()) <= PREPOSITIONS:
                problems.append(f"{name}: slot {slot}")
            if kinds and not {k.removeprefix("!") for k in kinds.split("|")} <= KINDS:
                problems.append(f"{name}: kind {slot}")
    assert not problems


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_needed_roles_have_slots(path: Path) -> None:
    problems = []
    for name, kind, record in entries(path):
        if kind in FRAME_TYPES:
            problems += [
                f"{name}: {n}"
                for n in record.get(GKL + "needs", [])
                if n not in record and n.replace(GK, GKL) not in record
            ]
    assert not problems


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_examples_are_well_formed(path: Path) -> None:
    _, properties, _ = defined()
    file = records(path)
    problems = []
    for name, _, record in entries(path):
        for node in record.get(GKL + "example", []):
            example = file[node]
            claims = [*example.get(GKL + "states", []), *example.get(GKL + "statesNot", [])]
            if len(example.get(GKL + "text", [])) != 1 or not claims:
                problems.append(f"{name}: {example}")
            for claim in claims:
                if not ENTITY_PART.match(claim) or claim.split(" | ")[1] not in properties:
                    problems.append(f"{name}: {claim}")
    assert not problems


def test_frame_names_are_used_once() -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        for name, _, _ in entries(path):
            assert name not in seen, f"{name} stands in {seen[name]} and {path.name}"
            seen[name] = path.name
