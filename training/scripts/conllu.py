"""Read CoNLL-U treebanks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sources import read_lines


@dataclass
class Word:
    """One syntactic word; ``head`` counts words from 0, the root is its own head."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool
    misc: str


@dataclass
class Sentence:
    """One tree with what its comments say about its place in the document."""

    words: list[Word] = field(default_factory=list)
    document: str = ""
    starts_document: bool = False
    starts_paragraph: bool = False


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in order; multi-word tokens keep their words without space."""
    document, rows, new_document, new_paragraph = "", [], False, False
    for line in read_lines(path):
        if line.startswith("# newdoc"):
            document, new_document = line.split("=", 1)[-1].strip(), True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            yield Sentence(_to_words(rows), document, new_document, new_paragraph)
            rows, new_document, new_paragraph = [], False, False
    if rows:
        yield Sentence(_to_words(rows), document, new_document, new_paragraph)


def _to_words(rows: list[list[str]]) -> list[Word]:
    words: list[Word] = []
    joined_until, space_after_joined = 0, True
    for row in rows:
        identifier, misc = row[0], row[9]
        has_space = "SpaceAfter=No" not in misc.split("|")
        if "-" in identifier:
            joined_until = int(identifier.split("-")[1])
            space_after_joined = has_space
            continue
        if "." in identifier:
            continue
        number = int(identifier)
        if number < joined_until:
            has_space = False
        elif number == joined_until:
            has_space = space_after_joined
        head = number if row[6] == "0" else int(row[6])
        feats = "" if row[5] == "_" else row[5]
        words.append(Word(row[1], row[2], row[3], row[4], feats, head - 1, row[7], has_space, misc))
    return words


def group_documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each document as one list."""
    current: list[Sentence] = []
    for sentence in sentences:
        if sentence.starts_document and current:
            yield current
            current = []
        current.append(sentence)
    if current:
        yield current
