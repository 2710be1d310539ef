"""Operators that govern: what a verb, noun or adjective decides about what stands in one of its slots."""

from __future__ import annotations

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node


class Operators:
    """Finds governing operators. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def at(self, head: Node, slot: str, node: Node, event_class: str) -> Operator | None:
        """Find the operator that `head` is for what stands in `slot`; reporting cues come first, then longer words."""
        if not slot:
            return None
        pos = "verb" if head.is_verbal else "adjective" if head.pos == "ADJ" else "noun"
        candidates = []
        for operator in self._lexicon.operators_by_word.get((pos, head.lemma.lower()), ()) + (
            self._lexicon.operators_by_word.get((pos, head.lower), ()) if head.lower != head.lemma.lower() else ()
        ):
            words = operator.word.split()
            if slot not in operator.scope or event_class in operator.spares:
                continue
            if len(words) > 1 and not phrase_follows(head, words):
                continue
            if operator.tense == "past" and not any(
                c.features.get("Tense") == "Past" or c.lower in {"was", "were"} for c in head.having("copula")
            ):
                continue
            if operator.subjunctive and not (
                node.tag == "VB" or any(c.lower == "should" for c in node.having("auxiliary"))
            ):
                continue
            candidates.append(operator)
        if not candidates:
            return None
        if slot in {"clause", "quote"}:
            return max(candidates, key=lambda o: (o.subjunctive, len(o.word.split()), o.reporting, len(o.word)))
        return max(
            candidates, key=lambda o: (len(o.word.split()), o.effect != "Actual" and not o.reporting, len(o.word))
        )


def slot_of(node: Node) -> str:
    """Name the slot that `node` fills at its head, as scopes name it."""
    match node.rel:
        case "clause" | "parataxis" | "clausal_subject":
            return "clause"
        case "open_clause":
            return "infinitive"
        case "object" | "indirect_object":
            return "object"
        case "passive_subject":
            return "object"
        case "subject":
            return "subject"
        case "compound":
            return "compound"
        case "agent":
            return "by"
        case "adnominal_clause":
            markers = node.having("marker", "case")
            if markers and markers[0].lower not in {"to", "that"}:
                return markers[0].lower
            if not markers and node.tag == "VBG":
                return ""
            return "infinitive" if not markers or markers[0].lower == "to" else "clause"
        case "adverbial_clause":
            markers = node.having("marker", "case")
            if (
                not markers
                and (node.tag == "VBG" or any(c.tag == "VBG" for c in node.having("auxiliary")))
                and not any(c.text == "," for c in node.having("punctuation"))
            ):
                return "infinitive"
            return "infinitive" if markers and markers[0].lower == "to" else markers[0].lower if markers else ""
        case "oblique" | "nominal_modifier":
            return preposition(node)
        case _:
            return ""


def phrase_follows(node: Node, words: list[str]) -> bool:
    """Whether the rest of a phrase ("rule out", "stop short") stands at `node`'s children or right behind it."""
    children = {c.lower for c in node.children} | {c.lemma.lower() for c in node.children}
    for child in node.children:
        children |= {g.lower for g in child.children if g.rel in {"case", "fixed", "particle"}}
    return all(w in children for w in words[1:])
