"""Small questions about a clause: its voice, its prepositions, what is coordinated, what a relative pronoun stands for.

Source of the relations: Universal Dependencies v2 guidelines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.nlp.tree import Node


@dataclass(frozen=True, slots=True)
class Filler:
    """A node in a slot; `distance` counts the steps of inference that put it there (0: a plain dependent)."""

    slot: str
    node: Node
    distance: int = 0


def preposition(node: Node) -> str:
    """Find the words that mark `node`'s relation to its head: "in", "because of"; empty without any."""
    cases = [c for c in node.children if c.rel == "case" and c.i < node.i and c.lower not in {"'s", "’s", "'", "’"}]
    words: list[str] = []
    for case in cases:
        words.append(case.lower)
        words.extend(f.lower for f in case.having("fixed"))
    return " ".join(words)


def conjuncts(node: Node) -> list[Node]:
    """List the node and all that is coordinated with it, in order of the text."""
    found = [node]
    for child in node.children:
        if child.rel == "conjunct" or _is_list_member(node, child):
            found.extend(conjuncts(child))
    return found


def _is_list_member(node: Node, child: Node) -> bool:
    """ "a headquarters, a guard post and a bunker", where the parser puts the second in apposition to the first."""
    if child.rel != "apposition" or node.pos != "NOUN" or child.pos != "NOUN":
        return False
    counted = all(any(c.rel == "number" or c.lower in {"a", "an"} for c in n.children) for n in (node, child))
    definite = all(any(c.rel == "determiner" and c.lower == "the" for c in n.children) for n in (node, child))
    return (counted or definite) and any(c.rel == "conjunct" and c.first("coordinator") for c in child.children)


def elliptic_subject(verb: Node) -> Node | None:
    """ "four were killed and 15 wounded", where the parser coordinates "15" with "killed"."""
    head = verb.head
    if (
        verb.tag != "VBN"
        or verb.rel not in {"open_clause", "conjunct"}
        or head is None
        or not head.is_verbal
        or not is_passive(head)
    ):
        return None
    if verb.first("passive_subject", "subject", "object", "passive_auxiliary"):
        return None
    siblings = [c for c in head.having("conjunct") if c.is_nominal and head.i < c.i < verb.i]
    return siblings[-1] if siblings else None


def expand(filler: Filler) -> Iterator[Filler]:
    """Give one filler for each coordinated member; a conjunct with a preposition of its own gets that slot."""
    for member in conjuncts(filler.node):
        if member is filler.node:
            yield filler
            continue
        if member.tag == "JJ" and filler.node.is_nominal and member.i + 1 < conjuncts(filler.node)[-1].i:
            continue  # "Yoon and Japanese Prime Minister Kishida": the adjective belongs to the next name
        if (
            member.is_verbal
            and not filler.node.is_verbal
            and member.first("subject", "passive_subject", "passive_auxiliary", "auxiliary")
        ):
            continue
        own = preposition(member)
        yield Filler(own if own and filler.slot not in {"subject", "object"} else filler.slot, member, filler.distance)


def is_passive(verb: Node) -> bool:
    """Whether the verb's clause is passive; coordinated participles inherit it ("was seized and burnt")."""
    if verb.first("passive_subject") and not verb.first("passive_auxiliary") and verb.first("object"):
        return False  # "Fighters killed 48 civilians" with a past tense read as a participle
    if verb.first("passive_auxiliary", "passive_subject"):
        return True
    elliptic = (
        verb.rel == "conjunct"
        and verb.tag == "VBN"
        and not verb.first("auxiliary", "copula")
        and verb.head is not None
        and verb.head.is_verbal
    )
    if elliptic and verb.head is not None and verb.first("subject"):  # "two were killed and six injured"
        return is_passive(verb.head)
    if verb.first("auxiliary", "subject", "copula"):
        return False
    if verb.tag == "VBN" or (verb.features.get("VerbForm") == "Part" and verb.features.get("Tense") == "Past"):
        if verb.rel == "adnominal_clause":
            return True
        if verb.rel == "conjunct" and verb.head is not None and verb.head.is_verbal:
            return is_passive(verb.head)
        if verb.rel in {"adverbial_clause", "root", "parataxis", "adjective", "open_clause"}:
            return verb.first("object") is None
    return False


def relative_pronoun(clause: Node) -> Node | None:
    """Find the "who", "which" or "that" of a relative clause, wherever it stands in it."""
    for node in clause.subtree():
        if node.features.get("PronType") == "Rel" or node.tag in {"WP", "WDT", "WP$", "WRB"}:
            return node
        if node.i > clause.i:
            break
    return None


def antecedent_of(pronoun: Node) -> Node | None:
    """Find what a "whose" (or another relative pronoun) stands for: the noun that its clause hangs on."""
    if pronoun.tag not in {"WP$", "WP", "WDT"} and pronoun.features.get("PronType") != "Rel":
        return None
    for node in pronoun.ancestors():
        if node.rel == "relative_clause":
            return node.head
    return None


def is_relative(node: Node) -> bool:
    """Whether `node` is a pronoun that opens a relative clause."""
    return node.features.get("PronType") == "Rel" or node.tag in {"WP", "WDT"}


def said_of(noun: Node) -> list[Node]:
    """Find what a noun is predicated of: subject of "is", the noun it stands in apposition to, or is an apposition of."""
    found: list[Node] = []
    if noun.first("copula"):
        found += noun.having("subject")
    if noun.rel == "apposition" and noun.head is not None and not _is_list_member(noun.head, noun):
        found.append(noun.head)
    found += [a for a in noun.having("apposition") if not _is_list_member(noun, a)]
    if (
        noun.rel == "conjunct"
        and noun.head is not None
        and (noun.head.first("copula") or noun.head.rel == "apposition")
    ):
        found += said_of(noun.head)
    if noun.rel == "open_clause" and noun.head is not None:
        found += noun.head.having("object") or noun.head.having("passive_subject", "subject")
    result = []
    clause = noun.head if noun.rel == "open_clause" and noun.head is not None else noun
    for node in found:
        if is_relative(node) and clause.rel == "relative_clause" and clause.head is not None:
            result.append(clause.head)
        else:
            result.append(node)
    return result
