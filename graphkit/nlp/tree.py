"""A sentence's parse as graphkit sees it: nodes with abstract grammatical relations, whatever labels the model uses.

`ontologies/grammar/` maps each model family's labels. Content words head their phrases as in Universal Dependencies; trees in
which prepositions head their noun and copulas their predicate (en_core_web_*) are turned round here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.errors import SettingsError
from graphkit.lexicon import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Node:
    """One token: its words, morphology, relation to its head and children in order of the text."""

    __slots__ = (
        "begin",
        "children",
        "end",
        "entity",
        "features",
        "head",
        "i",
        "lemma",
        "lower",
        "pos",
        "rel",
        "sentence",
        "tag",
        "text",
    )

    def __init__(
        self, i: int, text: str, begin: int, *, lemma: str, pos: str, tag: str, features: dict[str, str]
    ) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.begin = begin
        self.end = begin + len(text)
        self.lemma = lemma
        self.pos = pos
        self.tag = tag
        self.features = features
        self.rel = "root"
        self.head: Node | None = None
        self.children: list[Node] = []
        self.sentence = 0
        self.entity = ""

    def __repr__(self) -> str:
        return f"<{self.i} {self.text} {self.rel}>"

    def having(self, *relations: str) -> list[Node]:
        """Children with one of `relations`, in order of the text."""
        return [c for c in self.children if c.rel in relations]

    def first(self, *relations: str) -> Node | None:
        """First child with one of `relations`."""
        return next((c for c in self.children if c.rel in relations), None)

    def ancestors(self) -> Iterator[Node]:
        """The head, its head, and so on."""
        node = self.head
        while node is not None:
            yield node
            node = node.head

    def subtree(self) -> list[Node]:
        """The node and all below it, in order of the text."""
        found, stack = [], [self]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend(node.children)
        return sorted(found, key=lambda n: n.i)

    @property
    def is_verbal(self) -> bool:
        """Whether it is a verb or auxiliary."""
        return self.pos in {"VERB", "AUX"}

    @property
    def is_nominal(self) -> bool:
        """Whether it is a noun, name, pronoun, numeral or symbol."""
        return self.pos in {"NOUN", "PROPN", "PRON", "NUM", "SYM"}


class Tree:
    """All sentences of a document, with the text they came from."""

    def __init__(
        self,
        text: str,
        nodes: list[Node],
        sentences: list[tuple[int, int]],
        entities: list[tuple[int, int, str]] | None = None,
    ) -> None:
        self.text = text
        self.nodes = nodes
        self.sentences = sentences
        self.entities = entities or []

    def sentence(self, number: int) -> list[Node]:
        """Nodes of one sentence."""
        first, last = self.sentences[number]
        return self.nodes[first:last]

    def begins_line(self, i: int) -> bool:
        """Whether node `i` is the first of a line of the text."""
        return i == 0 or "\n" in self.text[self.nodes[i - 1].end : self.nodes[i].begin]

    def slice(self, first: int, last: int) -> str:
        """Text from node `first` to node `last`, inclusive."""
        return self.text[self.nodes[first].begin : self.nodes[last].end]


def grammar_of(labels: Iterable[str], grammars: tuple[Grammar, ...]) -> Grammar:
    """Find the grammar mapping that fits a parser's labels.

    Raises:
        SettingsError: If none does.
    """
    known = set(labels)
    for grammar in grammars:
        if grammar.recognised_by <= known:
            return grammar
    families = ", ".join(g.family for g in grammars)
    raise SettingsError(
        f"The pipeline's parser has labels that no grammar mapping knows (known families: {families}). "
        "Add a file to ontologies/grammar/ that maps them."
    )


def tree_of(doc: Doc, grammar: Grammar) -> Tree:
    """Turn a parsed Doc into a Tree. White-space tokens are left out; offsets are those of `doc.text`."""
    from graphkit.nlp.repair import mend_agents, mend_numbers, mend_participles, mend_roots
    from graphkit.nlp.rewire import rewire

    nodes: list[Node] = []
    by_token: dict[int, Node] = {}
    for token in doc:
        if token.is_space:
            continue
        features = dict(x.split("=", 1) for x in str(token.morph).split("|") if "=" in x)
        lemma = token.lemma_ or token.lower_
        if token.pos_ not in {"PROPN"}:
            lemma = lemma.lower()
        node = Node(len(nodes), token.text, token.idx, lemma=lemma, pos=token.pos_, tag=token.tag_, features=features)
        node.entity = token.ent_type_
        nodes.append(node)
        by_token[token.i] = node
    for token in doc:
        if token.i not in by_token:
            continue
        node, head = by_token[token.i], token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        label = token.dep_
        node.rel = grammar.relations.get(label) or grammar.relations.get(label.split(":")[0], "list")
        if node.rel == "sentence_relative":  # "It was the army that …"; "… fell, which alarmed Kyiv"
            node.rel = "relative_clause" if head.pos_ in {"NOUN", "PROPN", "PRON"} else "adverbial_clause"
        if head.i == token.i or head.i not in by_token or by_token[head.i] is node:
            node.rel = "root"
        else:
            node.head = by_token[head.i]
    _turn_round(nodes)
    mend_numbers(nodes)
    mend_participles(nodes)
    mend_roots(nodes)
    rewire(nodes)
    for node in nodes:
        if node.rel == "auxiliary" and node.entity:  # a surname read as an auxiliary: "Barr condemned"
            node.rel, node.pos = "subject", "PROPN"
        if node.head is not None:
            node.head.children.append(node)
    mend_agents(nodes)
    sentences, start = [], 0
    for number, sentence in enumerate(doc.sents):
        members = [by_token[t.i] for t in sentence if t.i in by_token]
        for node in members:
            node.sentence = number
        sentences.append((start, start + len(members)))
        start += len(members)
    entities: list[tuple[int, int, str]] = []
    for span in doc.ents:
        inside = [by_token[t.i].i for t in span if t.i in by_token]
        if inside:
            entities.append((inside[0], inside[-1], span.label_))
    return Tree(doc.text, nodes, sentences, entities)


def _turn_round(nodes: list[Node]) -> None:
    """Make content words heads: preposition ← noun, copula ← predicate. Changes relations and heads in place."""
    prepositions = {"preposition", "agent_preposition", "indirect_object"}
    for node in nodes:
        if node.rel == "auxiliary" and node.pos == "PART":  # "to" before an infinitive
            node.rel = "marker"
        if node.rel not in {"preposition_object", "preposition_clause"} or node.head is None:
            continue
        preposition = node.head
        cases = [preposition]
        while cases[-1].head is not None and cases[-1].head.rel in prepositions and cases[-1].rel in prepositions:
            cases.append(cases[-1].head)  # "according to"
        governor, outer = cases[-1].head, cases[-1].rel
        if outer not in prepositions or governor is None:
            node.rel = "oblique"
            continue
        is_clause = node.rel == "preposition_clause"
        if outer == "agent_preposition":
            node.rel = "agent"
        elif governor.pos in {"NOUN", "PROPN", "PRON", "NUM"}:
            node.rel = "adnominal_clause" if is_clause else "nominal_modifier"
        else:
            node.rel = "adverbial_clause" if is_clause else "oblique"
        node.head = governor
        for case in cases:
            case.head, case.rel = node, "marker" if is_clause else "case"
    for node in nodes:
        if node.rel == "preposition":
            node.rel = "adverb"
        if node.rel == "predicate" and node.head is not None:
            copula = node.head
            if copula.lemma != "be":
                node.rel = "open_clause"
                continue
            node.head, node.rel = copula.head, copula.rel
            copula.head, copula.rel = node, "copula"
            for other in nodes:
                if other is not node and other.head is copula:
                    other.head = node
