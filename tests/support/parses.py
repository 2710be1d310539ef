"""Documents from parses made by hand (tests/unit/nlp/parses), put together sentence by sentence: no model is needed."""

from __future__ import annotations

import datetime as dt
import functools
from pathlib import Path
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from graphkit.lexicon import Grammar, Lexicon, load_lexicon
from graphkit.model import Article, Extraction
from graphkit.nlp.extract import Reader
from graphkit.nlp.tree import Node, Tree, tree_of
from graphkit.settings import ontology_folder

FOLDER = Path(__file__).parents[1] / "unit" / "nlp" / "parses"
Row = tuple[str, ...]


@functools.cache
def parses(family: str) -> dict[str, tuple[Row, ...]]:
    """Rows of CoNLL-U by the text of their sentence."""
    found: dict[str, tuple[Row, ...]] = {}
    for block in (FOLDER / f"{family}.conllu").read_text("utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        rows = tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))
        for line in lines:
            if line.startswith("# text = "):
                found[line.removeprefix("# text = ")] = rows
    return found


@functools.cache
def blank() -> Language:
    """English without a model: its vocabulary knows what white space is."""
    return spacy.blank("en")


def lexicon() -> Lexicon:
    """Graphkit's own lexicon."""
    return load_lexicon((ontology_folder(),))


def grammar(family: str = "ud") -> Grammar:
    """The mapping of the labels of `family`."""
    return next(g for g in lexicon().grammars if g.family == family)


def doc_of(*sentences: str, family: str = "ud", between: str = " ") -> Doc:
    """Put the parses of `sentences` together in one Doc; with `between` a line break, a white-space token stands there."""
    columns: dict[str, list[Any]] = {
        name: []
        for name in ("words", "spaces", "lemmas", "pos", "tags", "morphs", "heads", "deps", "sent_starts", "ents")
    }

    def add(*values: Any) -> None:
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)

    for number, sentence in enumerate(sentences):
        rows = parses(family)[sentence]
        start = len(columns["words"])
        for row in rows:
            misc = dict(x.split("=", 1) for x in row[9].split("|") if "=" in x)
            place = int(row[0]) - 1
            head = start + (int(row[6]) - 1 if row[6] != "0" else place)
            dep = "ROOT" if row[6] == "0" else row[7]
            spaced = misc.get("SpaceAfter") != "No" and place < len(rows) - 1
            entity = misc.get("NER", "O")
            add(row[1], spaced, row[2], row[3], row[4], "" if row[5] == "_" else row[5], head, dep, place == 0, entity)
        if number < len(sentences) - 1:
            if between == " ":
                columns["spaces"][-1] = True
            else:
                last = len(columns["words"]) - 1
                add(between, False, between, "SPACE", "_SP", "", last, "dep", False, "O")
    return Doc(blank().vocab, **columns)


def tree(*sentences: str, family: str = "ud", between: str = " ") -> Tree:
    """The Tree of `sentences`."""
    return tree_of(doc_of(*sentences, family=family, between=between), grammar(family))


def node(of: Tree, word: str, nth: int = 0) -> Node:
    """The `nth` node whose text is `word`."""
    return [n for n in of.nodes if n.text == word][nth]


def plain_tree(text: str) -> Tree:
    """A tree of words without a parse: one node for each stretch without white space, one sentence for each line."""
    nodes: list[Node] = []
    sentences: list[tuple[int, int]] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        first, at = len(nodes), begin
        for word in line.split():
            at = text.index(word, at)
            member = Node(len(nodes), word, at, lemma=word.lower(), pos="X", tag="", features={})
            member.sentence = len(sentences)
            nodes.append(member)
            at += len(word)
        if len(nodes) > first:
            sentences.append((first, len(nodes)))
        begin += len(line)
    return Tree(text, nodes, sentences)


class LabelsOnly:
    """Stands for a pipeline where nothing but its parser's labels is asked for."""

    pipe_names = ("parser",)

    def __init__(self, family: str) -> None:
        self.labels = tuple(grammar(family).relations)

    def get_pipe(self, name: str) -> LabelsOnly:
        """The parser, which knows its labels."""
        assert name == "parser"
        return self


@functools.cache
def reader(family: str = "ud") -> Reader:
    """The extractor's steps, for trees of `family`."""
    return Reader(cast(Language, LabelsOnly(family)), lexicon())


def extraction(
    *sentences: str, family: str = "ud", date: dt.date | None = dt.date(2024, 5, 15), between: str = " "
) -> Extraction:
    """What graphkit reads in `sentences`."""
    doc = doc_of(*sentences, family=family, between=between)
    return reader(family).read(Article("parsed", doc.text, date=date), doc, date)
