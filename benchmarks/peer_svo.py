"""The peer: subject–verb–object triples straight from the parse, mapped to properties through the lexicon's verbs.

What many pipelines do, after textacy's `subject_verb_object_triples`: for each verb its subjects and direct objects,
with what is coordinated to them, passives turned round, every name as the recogniser has it. No kinds, roles, negation,
modality, attribution, coreference, groups with numbers or nominal events. It uses graphkit's own language pipeline and
the verbs of its lexicon, so that the difference is what graphkit does beyond them.

usage: python benchmarks/peer_svo.py ARTICLES --to FOLDER      (annotated articles in, one TriG file each out)
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from annotations import AnnotatedArticle, read_annotated

from graphkit.iri import document_iri, fragment_iri, mention_iri, resource_iri, slug
from graphkit.lexicon import Frame, Lexicon, load_lexicon
from graphkit.nlp.extract import load_pipeline
from graphkit.nlp.tree import Node, Tree, grammar_of, tree_of
from graphkit.settings import ontology_folder
from graphkit.vocab import DENOTED_BY, LABEL, NIF, TYPE, gk

if TYPE_CHECKING:
    from spacy.language import Language

CLASSES = tomllib.loads((Path(__file__).parent / "peer.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Verb:
    """The property that a verb with a direct object stands for; `turned` if it runs from the object to the subject."""

    property: str
    turned: bool


@dataclass(frozen=True)
class Argument:
    """A stretch of text that is a subject, an object or a name; `kind` is a class or None."""

    begin: int
    end: int
    text: str
    kind: str | None


class Peer:
    """Extracts with one pipeline and one lexicon."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.grammar = grammar_of(nlp.get_pipe("parser").labels, lexicon.grammars)  # type: ignore[attr-defined]
        self.verbs = verbs_of(lexicon)
        self.states = {label for name in lexicon.names.values() if name.kind == "State" for label in name.labels}

    def extract(self, article: AnnotatedArticle) -> list[ox.Quad]:
        """Extract the quads of one article."""
        return self.extract_text(article.stem, article.text)

    def extract_text(self, stem: str, text: str) -> list[ox.Quad]:
        """Extract the quads of a text, as a document of this name."""
        doc = self.nlp(text)
        tree = tree_of(doc, self.grammar)
        names = {
            (span.start_char, span.end_char): Argument(span.start_char, span.end_char, span.text, self._kind(span))
            for span in doc.ents
        }
        writer = Writer(stem)
        for name in names.values():
            if name.kind:
                writer.node(name)
        for subject, verb, obj in _triples(tree, self.verbs):
            ends = [_argument(tree, node, names) for node in (subject, obj)]
            if verb.turned:
                ends.reverse()
            writer.fact(ends[0], verb.property, ends[1])
        return writer.quads

    def _kind(self, span: object) -> str | None:
        label, text = span.label_, span.text  # type: ignore[attr-defined]
        if label in CLASSES["states"] and text in self.states:
            return "State"
        kind: str | None = CLASSES["classes"].get(label)
        return kind


def verbs_of(lexicon: Lexicon) -> dict[str, Verb]:
    """Map each verb that takes subject and object to one property; of several frames the least restricted one."""
    found: dict[str, tuple[tuple[int, str], Verb]] = {}
    for frame in lexicon.frames:
        verb = _verb(frame, lexicon)
        if frame.type != "verb" or verb is None:
            continue
        rank = (sum(bool(slot.allow or slot.forbid) for _, slots in frame.roles for slot in slots), frame.id)
        for word in frame.words:
            found[word] = min(found.get(word, (rank, verb)), (rank, verb), key=lambda item: item[0])
    return {word: verb for word, (_, verb) in found.items()}


def _verb(frame: Frame, lexicon: Lexicon) -> Verb | None:
    slots = {role: {slot.name for slot in fillers} for role, fillers in frame.roles}
    if frame.lasting:
        ends = slots.get("from", set()), slots.get("to", set())
        if "subject" in ends[0] and "object" in ends[1]:
            return Verb(frame.evokes, turned=False)
        return Verb(frame.evokes, turned=True) if "object" in ends[0] and "subject" in ends[1] else None
    for form in lexicon.short_forms_by_class.get(frame.evokes, ()):
        if "subject" in slots.get(form.from_role, ()) and "object" in slots.get(form.to_role, ()):
            return Verb(form.property, turned=False)
    return None


def _triples(tree: Tree, verbs: dict[str, Verb]) -> Iterator[tuple[Node, Verb, Node]]:
    for node in tree.nodes:
        if not node.is_verbal:
            continue
        particle = node.first("particle")
        verb = verbs.get(f"{node.lemma} {particle.lower}") if particle else verbs.get(node.lemma)
        if verb is None:
            continue
        subjects = _all(node.having("subject", "agent"))
        objects = _all(node.having("object", "passive_subject"))
        yield from ((s, verb, o) for s in subjects for o in objects)


def _all(nodes: list[Node]) -> list[Node]:
    """Add what is coordinated."""
    return [each for node in nodes for each in (node, *node.having("conjunct"))]


def _argument(tree: Tree, node: Node, names: dict[tuple[int, int], Argument]) -> Argument:
    """Give the name that a node is part of, else the node with what stands before it, articles aside."""
    for (begin, end), name in names.items():
        if begin <= node.begin and node.end <= end and name.kind:
            return name
    before = [n for child in node.having("compound", "adjective", "number") for n in child.subtree() if n.i < node.i]
    begin = min([node.begin, *(n.begin for n in before)])
    return Argument(begin, node.end, tree.text[begin : node.end], None)


class Writer:
    """Writes nodes and facts of one document as quads."""

    def __init__(self, stem: str) -> None:
        self.document = document_iri(stem)
        self.graph = ox.NamedNode(self.document)
        self.quads: list[ox.Quad] = []

    def node(self, argument: Argument) -> ox.NamedNode:
        """Write an argument as a node with label and evidence; equal names are one node."""
        if argument.kind:
            name = ox.NamedNode(resource_iri(argument.kind, argument.text))
        else:
            name = ox.NamedNode(fragment_iri(self.document, "group-" + slug(argument.text)))
        mention = ox.NamedNode(mention_iri(self.document, argument.begin, argument.end))
        self._add(name, TYPE, ox.NamedNode(gk(argument.kind or "Group")))
        self._add(name, LABEL, ox.Literal(argument.text))
        self._add(name, DENOTED_BY, mention)
        self._add(mention, NIF + "beginIndex", ox.Literal(argument.begin))
        self._add(mention, NIF + "endIndex", ox.Literal(argument.end))
        self._add(mention, NIF + "anchorOf", ox.Literal(argument.text))
        return name

    def fact(self, subject: Argument, name: str, obj: Argument) -> None:
        """Write a direct triple."""
        self._add(self.node(subject), gk(name), self.node(obj))

    def _add(self, subject: ox.NamedNode, predicate: str, obj: ox.NamedNode | ox.Literal) -> None:
        self.quads.append(ox.Quad(subject, ox.NamedNode(predicate), obj, self.graph))


def load_peer() -> Peer:
    """Load graphkit's pipeline and lexicon."""
    return Peer(load_pipeline(None), load_lexicon((ontology_folder(),)))


def main() -> None:
    """Write one TriG file per annotated article."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    peer = load_peer()
    for article in read_annotated(arguments.articles):
        target = arguments.to / f"{article.stem}.trig"
        target.write_bytes(ox.serialize(peer.extract(article), format=ox.RdfFormat.TRIG))


if __name__ == "__main__":
    main()
