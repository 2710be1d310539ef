"""What a pronoun may take up: every name and noun phrase read so far, with gender, animacy and number as far as the words tell.

Noun phrases that are no entity of the graph count too: where one of them is the better reading, no name is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.lexicon import Lexicon
from graphkit.nlp.coref_clauses import SUBJECTS
from graphkit.nlp.groups import noun_of
from graphkit.nlp.referents import Referent, Referents, name_words
from graphkit.nlp.tree import Node, Tree

BODIES = frozenset({"State", "Organization", "Facility", "WeaponSystem", "Place", "Agreement"})
PARTS_OF_PHRASES = frozenset({"compound", "flat", "adjective", "description", "number", "case", "fixed", "unmarked"})


@dataclass(slots=True)
class Occurrence:
    """One mention: the node that heads it, and whether that is a pronoun."""

    node: Node
    is_pronoun: bool = False

    @property
    def is_subject(self) -> bool:
        """Whether it is the subject of its clause, or coordinated with it."""
        node = self.node
        return node.rel in SUBJECTS or (
            node.rel in {"conjunct", "flat"} and node.head is not None and node.head.rel in SUBJECTS
        )


@dataclass(slots=True)
class Candidate:
    """Whom or what a pronoun may mean: a referent, or a noun phrase that is none yet."""

    referent: Referent | None
    noun: Node | None
    order: int
    occurrences: list[Occurrence] = field(default_factory=list)
    gender: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it has a name."""
        return self.referent is not None and self.referent.is_named


class Antecedents:
    """The candidates of one document, in order of the text."""

    def __init__(self, tree: Tree, referents: Referents, lexicon: Lexicon) -> None:
        self.tree = tree
        self.referents = referents
        self.lexicon = lexicon
        self.all: list[Candidate] = []
        self._by_key: dict[object, Candidate] = {}
        self.at: dict[int, Candidate] = {}
        self._feminine = lexicon.words("feminine")
        self._masculine = lexicon.words("masculine")
        self._institutions = lexicon.words("organization-name-heads")
        self._given = (lexicon.words("given-feminine"), lexicon.words("given-masculine"))

    def add(self, node: Node, referent: Referent | None, is_pronoun: bool = False) -> Candidate | None:
        """Note a mention; None where `node` heads no phrase that a pronoun could take up."""
        if referent is None and (
            is_pronoun
            or node.pos not in {"NOUN", "PROPN"}
            or node.rel in PARTS_OF_PHRASES
            or self.referents.mention_at(node) is not None
        ):
            return None
        plural = node.features.get("Number") == "Plur"
        key: object = id(referent) if referent is not None else (node.lemma.lower(), plural, self._modifiers(node))
        candidate = self._by_key.get(key)
        if candidate is None:
            noun = referent.noun if referent is not None else node
            candidate = self._by_key[key] = Candidate(referent, noun, len(self.all))
            self.all.append(candidate)
        candidate.occurrences.append(Occurrence(node, is_pronoun))
        self.at[node.i] = candidate
        if not candidate.gender and not is_pronoun:
            candidate.gender = self._gender(candidate, node)
        return candidate

    def named_later(self, node: Node) -> Candidate | None:
        """The candidate for a name that stands after the pronoun."""
        referent = self.referents.at(node)
        if referent is None or not referent.is_named:
            return None
        known = self._by_key.get(id(referent))
        if known is not None:
            return known
        candidate = Candidate(referent, None, len(self.all), [Occurrence(node)])
        candidate.gender = self._gender(candidate, node)
        return candidate

    def become(self, candidate: Candidate, referent: Referent) -> None:
        """A noun phrase that a pronoun takes up has become a group of the graph."""
        candidate.referent = referent
        self._by_key[id(referent)] = candidate

    @staticmethod
    def _modifiers(node: Node) -> str:
        """Apart from "the" and "this", what tells two phrases with one noun apart."""
        return " ".join(c.lower for c in node.having("adjective", "compound", "number", "possessor"))

    def _gender(self, candidate: Candidate, node: Node) -> str:
        """ "f", "m" or "" for unknown, by titles, nouns said of it, and the given name."""
        referent = candidate.referent
        signs = {n.lemma.lower() for n in node.having("apposition", "compound", "description", "flat")}
        if candidate.noun is not None:
            signs.add(candidate.noun.lemma.lower())
        if node.rel in SUBJECTS and node.head is not None and node.head.first("copula"):
            signs.add(node.head.lemma.lower())
        if node.rel in {"apposition", "flat", "description"} and node.head is not None and node.head.pos == "NOUN":
            signs.add(node.head.lemma.lower())
        before = self.tree.nodes[max(0, node.i - 4) : node.i]
        signs |= {n.lower for n in before if n.head is node and n.pos in {"NOUN", "PROPN"} and n.rel != "possessor"}
        if referent is not None:
            signs |= referent.titles
        is_feminine, is_masculine = bool(signs & self._feminine), bool(signs & self._masculine)
        if is_feminine != is_masculine:
            return "f" if is_feminine else "m"
        if referent is None or not referent.is_named:
            return ""
        for text in (m.text for m in referent.mentions if m.form == "name"):
            words = name_words(text)
            if words and (len(words) > 1 or referent.is_person):
                for gender, names in zip("fm", self._given, strict=True):
                    if words[0].lower() in names:
                        return gender
        return ""

    def is_person(self, candidate: Candidate) -> bool:
        """Whether it is, or may be, one human."""
        referent = candidate.referent
        if referent is not None and referent.is_named:
            return referent.is_person or self._is_misread(referent, bool(candidate.gender))
        noun = candidate.noun
        if noun is None or self.is_plural(candidate):
            return False
        kind = noun_of(noun, self.lexicon)
        if kind is None and noun.pos == "PROPN":
            return True
        return (
            (kind is not None and kind.kind == "people")
            or noun.lemma.lower() in self.lexicon.titles
            or bool(candidate.gender)
        )

    def _is_misread(self, referent: Referent, has_gender: bool) -> bool:
        """Whether a name that only the recogniser vouches for may be a human's after all."""
        if referent.iri is not None or referent.kind not in {"Place", "Organization"} or not referent.mentions:
            return False
        if not all(m.source == "ner" and len(name_words(m.text)) <= 3 for m in referent.mentions):
            return False
        words = {w.lower() for m in referent.mentions for w in name_words(m.text)}
        return has_gender or not any(
            w in self.lexicon.nouns or w in self.lexicon.organization_patterns or w in self._institutions for w in words
        )

    def is_plural(self, candidate: Candidate) -> bool:
        """Whether it is several."""
        referent = candidate.referent
        if referent is not None and referent.is_named:
            return False
        noun = candidate.noun
        return (referent is not None and referent.plural) or (
            noun is not None and (noun.features.get("Number") == "Plur" or noun.tag in {"NNS", "NNPS"})
        )

    def is_body(self, candidate: Candidate) -> bool:
        """Whether "it" may mean it: one thing, body or place, and no human."""
        referent = candidate.referent
        if referent is not None and referent.is_named:
            return referent.kind in BODIES
        return not self.is_plural(candidate) and not self.is_person(candidate)

    def may_be_they(self, candidate: Candidate) -> bool:
        """Whether "they" may mean it: several, or a body of people."""
        referent = candidate.referent
        if referent is not None and referent.is_named:
            return referent.kind in {"Organization", "State"}
        if self.is_plural(candidate):
            return True
        kind = noun_of(candidate.noun, self.lexicon) if candidate.noun is not None else None
        return kind is not None and kind.kind == "organization"
