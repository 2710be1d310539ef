"""Operators, nouns, titles, word lists and grammars, read from Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphkit.iri import IRI, LEXICON
from graphkit.lexicon.turtle import RDF_TYPE, TurtleReader, gkl, local, one
from graphkit.lexicon.values import KINDS, Grammar, Noun, Operator

SKOS_CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"


def read_operators(reader: TurtleReader) -> Iterator[Operator]:
    """Read all operators and reporting cues, one for each word and part of speech."""
    reporting_type = LEXICON + "ReportingCue"
    for subject, record in reader.of_type(LEXICON + "Operator", reporting_type):
        effect = one(local(x) for x in gkl(record, "effect"))
        pos = gkl(record, "pos")
        if effect is None or not pos:
            reader.problem(subject, "needs gkl:effect and gkl:pos")
            continue
        for word in gkl(record, "word"):
            for p in pos:
                yield Operator(
                    word=word,
                    pos=p,
                    effect=effect,
                    scope=frozenset(gkl(record, "scope")),
                    reporting=reporting_type in record[RDF_TYPE],
                    speakers=frozenset(gkl(record, "speaker")) or frozenset({"subject"}),
                    spares=frozenset(local(x) for x in gkl(record, "spares")),
                    verbs_only="verb" in gkl(record, "reaches"),
                    perfect_only="have" in gkl(record, "with"),
                    tense=one(gkl(record, "tense")),
                    subjunctive="subjunctive" in gkl(record, "mood"),
                )


def read_nouns(reader: TurtleReader) -> dict[str, Noun]:
    """Read the common nouns of all concepts."""
    nouns: dict[str, Noun] = {}
    for subject, record in reader.of_type(SKOS_CONCEPT):
        kind = one(gkl(record, "kind"))
        if kind is None:
            continue
        if kind not in KINDS:
            reader.problem(subject, f"kind {kind!r} is unknown")
            continue
        for noun in gkl(record, "noun"):
            nouns.setdefault(noun, Noun(noun, IRI(subject), kind))
    return nouns


def read_grammars(reader: TurtleReader) -> Iterator[Grammar]:
    """Read the label mappings of all model families."""
    mappings: dict[str, dict[str, str]] = defaultdict(dict)
    for _, record in reader.of_type(LEXICON + "GrammaticalRelation"):
        for family in gkl(record, "family"):
            for label in gkl(record, "label"):
                mappings[family][label] = gkl(record, "relation")[0]
    for _, record in reader.of_type(LEXICON + "LabelFamily"):
        family = gkl(record, "family")[0]
        yield Grammar(family, frozenset(gkl(record, "recognisedBy")), mappings[family])


def read_titles(reader: TurtleReader) -> dict[str, str]:
    """Read all titles with their types."""
    titles: dict[str, str] = {}
    for _, record in reader.of_type(LEXICON + "Title"):
        titles |= {w: (one(gkl(record, "titleType")) or "office") for w in gkl(record, "word")}
    return titles


def read_title_modifiers(reader: TurtleReader) -> dict[str, bool]:
    """Read the words before a title; True where they say that the office is no longer held."""
    modifiers: dict[str, bool] = {}
    for _, record in reader.of_type(LEXICON + "TitleModifier"):
        modifiers |= {w: "true" in gkl(record, "formerly") for w in gkl(record, "word")}
    return modifiers


def read_organization_patterns(reader: TurtleReader) -> dict[str, str]:
    """Read the words that name a body of a state ("defence ministry"), with its type."""
    patterns: dict[str, str] = {}
    for _, record in reader.of_type(LEXICON + "OrganizationPattern"):
        patterns |= {w: (one(gkl(record, "organizationType")) or "organization") for w in gkl(record, "word")}
    return patterns


def read_state_metonyms(reader: TurtleReader) -> frozenset[str]:
    """Read the words that stand for a state ("government")."""
    return frozenset(w for _, record in reader.of_type(LEXICON + "StateMetonym") for w in gkl(record, "word"))


def read_word_lists(reader: TurtleReader) -> dict[str, frozenset[str]]:
    """Read all word lists by name."""
    return {local(s): frozenset(gkl(record, "word")) for s, record in reader.of_type(LEXICON + "WordList")}
