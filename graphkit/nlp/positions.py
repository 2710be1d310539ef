"""Noun phrases that name an office or rank, and who holds it.

Read in the order of the words, which is safer than the parse in long name phrases: modifiers and the state's or organisation's name to
the left of the title, "of …" to its right; the holder beside it, in apposition, or as the subject of "is".
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition, said_of
from graphkit.nlp.tree import Node, Tree

LONGEST_TITLE = 7
POSSESSIVE = {"'s", "’s", "'", "’"}


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """A noun phrase whose head is a title: its label span, the whole phrase's span, and where the office is held."""

    head: Node
    first: int
    last: int
    label_first: int
    label_last: int
    type: str
    position_in: Referent | None
    formerly: bool
    definite: bool
    possessor: Node | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds a position."""

    holder: Referent
    phrase: OfficePhrase
    rule: str


class OfficeReader:
    """Finds office phrases and their holders in a tree."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._titles = {t.lower(): kind for t, kind in lexicon.titles.items()}

    def title_ending_at(self, tree: Tree, last: int) -> tuple[int, str] | None:
        """Longest title whose final word is node `last`: its first node and type."""
        node = tree.nodes[last]
        found = None
        for first in range(last, max(-1, last - LONGEST_TITLE), -1):
            if tree.nodes[first].sentence != node.sentence:
                break
            before = tree.text[tree.nodes[first].begin : node.begin].lower()
            for form in (before + node.lower, before + node.lemma.lower(), before + node.lower.rstrip(".")):
                if form in self._titles:
                    found = (first, self._titles[form])
                    break
        return found

    def phrase_at(self, tree: Tree, referents: Referents, head: Node) -> OfficePhrase | None:
        """Read the office phrase whose title ends at `head`; None if it is no title."""
        title = self.title_ending_at(tree, head.i)
        if title is None:
            return None
        first, kind = title
        label_first, label_last, last = first, head.i, head.i
        position_in: Referent | None = None
        possessor: Node | None = None
        formerly = definite = False
        while first < head.i and (inner := referents.mention_at(tree.nodes[first])) is not None and inner.last < head.i:
            owner = referents.at(inner.head)
            if owner is None or owner.is_person:
                break
            position_in, first = owner, inner.last + 1
            while tree.nodes[first].lower in POSSESSIVE and first < head.i:
                first += 1
            label_first = first
        i = first - 1
        while i >= 0 and tree.nodes[i].sentence == head.sentence:
            node = tree.nodes[i]
            mention = referents.mention_at(node)
            modifier = node.lower.rstrip("-")
            if mention is not None:
                holder = referents.at(mention.head)
                if holder is None or holder.is_person:
                    break
                if position_in is None or holder.kind == "Organization":
                    position_in = holder
                i = mention.first - 1
                if mention.form not in {"adjective", "demonym"}:
                    if i >= 0 and tree.nodes[i].rel == "determiner":  # "the US ambassador"
                        definite = definite or tree.nodes[i].lower in self.lexicon.words("definite-determiners")
                        i -= 1
                    break
                continue
            if node.lower in POSSESSIVE and i > 0:
                mention = referents.mention_at(tree.nodes[i - 1])
                holder = referents.at(mention.head) if mention else None
                if holder is not None and not holder.is_person:
                    position_in, definite = holder, True
                    i = mention.first - 1 if mention else i - 2
                elif mention is None:
                    possessor, definite = tree.nodes[i - 1], True
                    i -= 2
                    while i >= 0 and tree.nodes[i].rel == "determiner":
                        i -= 1
                break
            if node.rel == "possessor" and node.pos in {"PRON", "DET"}:
                possessor, definite, i = node, True, i - 1
                break
            if modifier in self.lexicon.title_modifiers and node.pos != "ADP":
                formerly = formerly or self.lexicon.title_modifiers[modifier]
                label_first = i
            elif (
                node.rel in {"adjective", "compound", "flat", "number"}
                and node.pos in {"ADJ", "NOUN", "PROPN"}
                and node.head is not None
                and label_first - 1 == i
            ):
                if node.pos == "ADJ" and not self._belongs_to_title(node):
                    i -= 1
                    continue
                label_first = i
            elif node.text == "-":
                pass
            elif node.rel == "determiner":
                definite = definite or node.lower in self.lexicon.words("definite-determiners")
                i -= 1
                break
            else:
                break
            i -= 1
        phrase_first = i + 1
        for child in head.children:
            if child.i < head.i or child.rel not in {"nominal_modifier", "oblique"}:
                continue
            case = preposition(child)
            if case not in self.lexicon.words("position-prepositions"):
                continue
            target = self._holder_of(referents, child)
            city = referents.place_at(child)
            if city is not None and head.lemma.lower() in self.lexicon.words("city-offices"):
                target = referents.read_as(child, city)
            if target is not None and target.is_person:
                continue
            if (
                target is None
                and case in {"of", "for"}
                and child.i - label_last <= 4
                and not child.having("nominal_modifier", "relative_clause")
            ):
                label_last = last = max(n.i for n in child.subtree())
            elif target is not None:
                if case in self.lexicon.words("holder-prepositions") and position_in is None:
                    position_in = target
                mention = referents.mention_at(child)
                last = max(last, mention.last if mention else child.i)
        return OfficePhrase(
            head, phrase_first, last, label_first, label_last, kind, position_in, formerly, definite, possessor
        )

    def _belongs_to_title(self, node: Node) -> bool:
        """Adjectives that are part of an office's name ("prime", "general", "chief"), not a description ("embattled")."""
        return any(node.lower in t.split() for t in self._titles) or node.text[:1].isupper()

    @staticmethod
    def _holder_of(referents: Referents, node: Node) -> Referent | None:
        mention = referents.mention_at(node)
        return referents.at(node) or (referents.at(mention.head) if mention else None)

    def holdings(self, tree: Tree, referents: Referents) -> tuple[list[Holding], dict[int, OfficePhrase]]:
        """All holdings of the document, and the office phrases by their head node."""
        phrases: dict[int, OfficePhrase] = {}
        for node in tree.nodes:
            if node.pos in {"NOUN", "PROPN", "ADJ"} and (
                referents.mention_at(node) is None or not self._in_person(referents, node)
            ):
                if (
                    node.rel in {"adjective", "compound"}
                    and node.head is not None
                    and node.head.i > node.i
                    and not self._in_person(referents, node.head)
                    and node.pos != "NOUN"
                ):
                    continue
                phrase = self.phrase_at(tree, referents, node)
                if phrase is not None and phrase.type != "honorific":
                    phrases[node.i] = phrase
        for i in sorted(phrases):  # "foreign minister": not also "foreign"; "general secretary": one phrase
            for inner in range(phrases[i].label_first, i):
                phrases.pop(inner, None) if i in phrases else None
        found: list[Holding] = []
        seen: set[tuple[int, int]] = set()

        def hold(holder: Referent | None, phrase: OfficePhrase, rule: str) -> None:
            if holder is not None and holder.is_person and (id(holder), phrase.head.i) not in seen:
                seen.add((id(holder), phrase.head.i))
                found.append(Holding(holder, phrase, rule))

        for _, phrase in sorted(phrases.items()):
            hold(self._beside(tree, referents, phrase), phrase, "title-before-name")
            hold(self._comma(tree, referents, phrase), phrase, "apposition")
            for other in said_of(phrase.head):
                hold(self._person_at(referents, other), phrase, "predicate")
        for _, phrase in sorted(phrases.items()):  # "spokesman and head of the unit": both are held by the same
            partner = phrase.head.head if phrase.head.rel == "conjunct" else None
            if partner is not None and not any(h.phrase is phrase for h in found):
                for holding in [h for h in found if h.phrase.head is partner]:
                    hold(holding.holder, phrase, holding.rule)
        for holding in found:
            head, phrase = holding.phrase.head, holding.phrase
            holding.holder.titles.add(head.lemma.lower())
            if holding.rule == "predicate":
                continue
            inside = tree.nodes[phrase.label_first : max(phrase.label_last, head.i) + 1]
            top = next(
                (n for n in inside if n.head is None or n.head not in inside), head
            )  # "Secretary" of "Secretary of State"
            for node in {head.i: head, top.i: top}.values():
                if referents.at(node) is None and referents.mention_at(node) is None:
                    referents.refer(node, holding.holder, phrase.first, max(phrase.last, head.i))
        return found, phrases

    @staticmethod
    def _in_person(referents: Referents, node: Node) -> bool:
        mention = referents.mention_at(node)
        holder = referents.at(mention.head) if mention else None
        return holder is not None and (holder.is_person or holder.kind == "State")

    @staticmethod
    def _person_at(referents: Referents, node: Node) -> Referent | None:
        referent = referents.at(node)
        if referent is None and (mention := referents.mention_at(node)) is not None:
            referent = referents.at(mention.head)
        return referent if referent is not None and referent.is_person else None

    def _beside(self, tree: Tree, referents: Referents, phrase: OfficePhrase) -> Referent | None:
        """The name that follows the title at once; honorifics between do not matter ("President Dr. X")."""
        i = phrase.label_last + 1 if phrase.label_last > phrase.head.i else phrase.head.i + 1
        for _ in range(3):
            if i >= len(tree.nodes) or tree.nodes[i].sentence != phrase.head.sentence:
                return None
            mention = referents.mention_at(tree.nodes[i])
            if mention is not None:
                return referents.at(mention.head) if mention.first == i else None
            title = self._titles.get(tree.nodes[i].lower) or self._titles.get(tree.nodes[i].lower.rstrip("."))
            if title is None:
                return None
            i += 1
        return None

    def _comma(self, tree: Tree, referents: Referents, phrase: OfficePhrase) -> Referent | None:
        """A name set off by a comma before the phrase ("X, the minister") or behind it ("the minister, X,")."""
        before = phrase.first - 1
        if (
            before > 0
            and tree.nodes[before].text in {",", "(", "—", "–"}
            and tree.nodes[before].sentence == phrase.head.sentence
        ):
            mention = referents.mention_at(tree.nodes[before - 1])
            if mention is not None and not self._list_follows(tree, referents, phrase):
                return referents.at(mention.head)
        after = max(phrase.last, phrase.head.i) + 1
        if (
            after + 1 < len(tree.nodes)
            and tree.nodes[after].text in {",", ":"}
            and phrase.definite
            and tree.nodes[after].sentence == phrase.head.sentence
        ):
            start = after + 1
            while (
                start + 1 < len(tree.nodes)
                and referents.mention_at(tree.nodes[start]) is None
                and (tree.nodes[start].lower in self._titles or tree.nodes[start].lower.rstrip(".") in self._titles)
            ):
                start += 1
            mention = referents.mention_at(tree.nodes[start])
            if mention is not None and mention.first == start:
                end = tree.nodes[mention.last + 1] if mention.last + 1 < len(tree.nodes) else None
                if end is None or end.text in {",", ".", ";", ")", ":", "”", '"'} or end.is_verbal:
                    return referents.at(mention.head)
        return None

    @staticmethod
    def _list_follows(tree: Tree, referents: Referents, phrase: OfficePhrase) -> bool:
        """ "…, President X and …": the title belongs to the next name."""
        i = phrase.head.i + 1
        if i < len(tree.nodes) and (mention := referents.mention_at(tree.nodes[i])) is not None:
            holder = referents.at(mention.head)
            return holder is not None and holder.is_person
        return False
