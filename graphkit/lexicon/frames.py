"""Frames, light verbs, implications and short forms, read from Turtle."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.lexicon.turtle import RDF_TYPE, TurtleReader, gk, gkl, local, one
from graphkit.lexicon.values import KINDS, ROLES, Example, Frame, Implication, LightVerb, ShortForm, Slot


def _slot(text: str) -> Slot:
    name, _, kinds = text.partition(":")
    members = kinds.split("|") if kinds else []
    if kinds.startswith("!"):
        members = [f"!{m.lstrip('!')}" for m in members]
    forbid = frozenset(m[1:] for m in members if m.startswith("!"))
    allow = frozenset(m for m in members if not m.startswith("!"))
    unknown = (allow | forbid) - KINDS
    if unknown:
        raise ValueError(
            f"slot {text!r} names unknown kinds: {', '.join(sorted(unknown))} (known: {', '.join(sorted(KINDS))})"
        )
    return Slot(name.strip(), allow, forbid)


def read_example(reader: TurtleReader, node: str) -> Example:
    """Read one example, in any file."""
    record = reader.records.get(node, {})
    return Example(
        one(gkl(record, "text")) or "",
        tuple(gkl(record, "states")),
        tuple(gkl(record, "statesNot")),
        one(gkl(record, "knownFailure")),
    )


def read_frames(reader: TurtleReader, known: frozenset[str], lasting: frozenset[str]) -> Iterator[Frame]:
    """Read all frames; `known` are the event classes and lasting relations that may be evoked."""
    types = {LEXICON + "VerbFrame": "verb", LEXICON + "NounFrame": "noun", LEXICON + "SuffixFrame": "suffix"}
    for subject, record in reader.of_type(*types):
        evokes = [local(x) for x in gkl(record, "evokes")]
        if len(evokes) != 1:
            reader.problem(subject, "needs exactly one gkl:evokes")
            continue
        _check_namespace(reader, subject, gkl(record, "evokes")[0])
        if evokes[0] not in known:
            reader.problem(
                subject, f"evokes {evokes[0]}, which no ontology file defines as an event class or lasting relation"
            )
            continue
        words = tuple(gkl(record, "word"))
        if not words:
            reader.problem(subject, "needs at least one gkl:word")
            continue
        roles: list[tuple[str, tuple[Slot, ...]]] = []
        pairs = [(r, record.get(ONTOLOGY + r, [])) for r in ROLES] + [
            (r, record.get(LEXICON + r, [])) for r in ("from", "to")
        ]
        for role, slots in pairs:
            try:
                if slots:
                    roles.append((role, tuple(_slot(s) for s in slots)))
            except ValueError as error:
                reader.problem(subject, str(error))
        needs = frozenset(local(x) for x in gkl(record, "needs"))
        missing = needs - {r for r, _ in roles}
        if missing:
            reader.problem(subject, f"needs {', '.join(sorted(missing))}, but no slot fills it")
        is_lasting = evokes[0] in lasting
        yield Frame(
            id=local(subject),
            type=next(types[t] for t in record[RDF_TYPE] if t in types),
            words=words,
            evokes=evokes[0],
            lasting=is_lasting,
            roles=tuple(roles),
            needs=needs | (frozenset({"from", "to"}) if is_lasting else frozenset()),
            never=frozenset(gkl(record, "never")),
            position_label=one(gkl(record, "positionLabel")),
            examples=tuple(read_example(reader, e) for e in gkl(record, "example")),
        )


def read_short_forms(reader: TurtleReader) -> Iterator[ShortForm]:
    """Read the short forms of all properties."""
    for subject in sorted(reader.records):
        for node in reader.records[subject].get(LEXICON + "shortForm", ()):
            form = reader.records.get(node, {})
            _check_namespace(reader, subject, subject)
            parts = [one(local(x) for x in gkl(form, name)) for name in ("ofClass", "from", "to")]
            if None in parts:
                reader.problem(subject, "a gkl:shortForm needs gkl:ofClass, gkl:from and gkl:to")
            else:
                yield ShortForm(local(subject), *(p or "" for p in parts))


def _check_namespace(reader: TurtleReader, subject: str, term: str) -> None:
    """Note a class or property that the graph cannot name: all are written in the namespace of graphkit's ontology."""
    if not term.startswith(ONTOLOGY):
        reader.problem(subject, f"{term} lies outside the namespace gk: ({ONTOLOGY}). Name it gk:{local(term)}")


def read_light_verbs(reader: TurtleReader) -> Iterator[LightVerb]:
    """Read all light verbs."""
    for _, record in reader.of_type(LEXICON + "LightVerb"):
        fills, only_with = local(gkl(record, "subjectFills")[0]), frozenset(local(x) for x in gkl(record, "with"))
        yield LightVerb(tuple(gkl(record, "word")), fills, only_with)


def read_implications(reader: TurtleReader) -> Iterator[Implication]:
    """Read which events imply which others."""
    for _, record in reader.of_type(LEXICON + "Implication"):
        yield Implication(
            given=local(gkl(record, "given")[0]),
            needs=frozenset(local(x) for x in gkl(record, "needs")),
            evokes=local(gkl(record, "evokes")[0]),
            roles=tuple((role, value) for role in ROLES for value in gk(record, role)),
        )
