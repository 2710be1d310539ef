"""Turtle → Lexicon: reads all files, then tells all problems of the first file that has any."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from graphkit.errors import LexiconError
from graphkit.iri import LEXICON, ONTOLOGY
from graphkit.lexicon.frames import read_frames, read_implications, read_light_verbs, read_short_forms
from graphkit.lexicon.lexicon import Lexicon
from graphkit.lexicon.names import read_names
from graphkit.lexicon.turtle import TurtleReader, local, one
from graphkit.lexicon.values import ShortForm
from graphkit.lexicon.words import (
    read_grammars,
    read_nouns,
    read_operators,
    read_organization_patterns,
    read_state_metonyms,
    read_title_modifiers,
    read_titles,
    read_word_lists,
)

OWL = "http://www.w3.org/2002/07/owl#"
RDFS_CLASS = "http://www.w3.org/2000/01/rdf-schema#Class"


@functools.lru_cache(maxsize=4)
def load_lexicon(folders: tuple[Path, ...]) -> Lexicon:
    """Read all Turtle files below `folders` into one Lexicon; equal calls return the same object.

    Args:
        folders: graphkit's own `ontologies/` first, then the user's folders or files.

    Raises:
        LexiconError: With every problem of the first file that has any.
    """
    reader = TurtleReader()
    for path in turtle_files(folders):
        reader.read(path)
    short_forms = tuple(read_short_forms(reader))
    evocable, lasting = evocable_names(reader, short_forms)
    frames = tuple(read_frames(reader, evocable, lasting))
    operators, nouns, names = tuple(read_operators(reader)), read_nouns(reader), read_names(reader)
    for file, problems in sorted(reader.problems.items()):
        raise LexiconError("the lexicon cannot be used:", file=file, problems=tuple(problems))
    ontology = reader.records.get(ONTOLOGY.rstrip("#"), {})
    return Lexicon(
        frames=frames,
        light_verbs=tuple(read_light_verbs(reader)),
        implications=tuple(read_implications(reader)),
        operators=operators,
        nouns=nouns,
        names=names,
        titles=read_titles(reader),
        title_modifiers=read_title_modifiers(reader),
        organization_patterns=read_organization_patterns(reader),
        state_metonyms=read_state_metonyms(reader),
        word_lists=read_word_lists(reader),
        grammars=tuple(read_grammars(reader)),
        short_forms=short_forms,
        symmetric=frozenset(local(s) for s, _ in reader.of_type(OWL + "SymmetricProperty")),
        lasting=lasting,
        version=one(ontology.get(OWL + "versionInfo", ())) or "0",
    )


def evocable_names(reader: TurtleReader, short_forms: tuple[ShortForm, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Give what a frame may evoke: event classes and lasting relations together, and the lasting relations alone."""
    lasting = frozenset(local(s) for s, _ in reader.of_type(LEXICON + "LastingRelation"))
    classes = {local(s) for s, _ in reader.of_type(OWL + "Class", RDFS_CLASS)}
    return lasting | classes | {f.event_class for f in short_forms}, lasting


def turtle_files(folders: tuple[Path, ...]) -> Iterator[Path]:
    """Give the Turtle files of a lexicon, in order.

    Raises:
        LexiconError: If a folder or file is not there.
    """
    for folder in folders:
        if folder.is_file():
            yield folder
            continue
        if not folder.is_dir():
            raise LexiconError("no such file or folder. Name a folder with Turtle files.", file=str(folder))
        yield from (p for p in sorted(folder.rglob("*.ttl")) if p.name not in {"shapes.ttl", "mappings.ttl"})
