"""Relative clauses and participles: the noun outside that stands in for a role inside."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.subjects import Subjects
from graphkit.nlp.syntax import Filler, is_passive, preposition, relative_pronoun
from graphkit.nlp.tree import Node


class RelativeClauses:
    """Puts antecedents in their slots. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, subjects: Subjects) -> None:
        self._subjects = subjects
        self._place_words = lexicon.words("relative-place-adverbs")
        self._frames = lexicon.frames_by_word

    def fillers(self, verb: Node, passive: bool, known: list[Filler]) -> list[Filler]:
        """Give antecedents in place of relative pronouns; participles' nouns; reduced object relatives."""
        clause = verb
        while clause.rel == "conjunct" and clause.head is not None and clause.head.is_verbal:
            clause = clause.head
        if clause.rel not in {"relative_clause", "adnominal_clause"} or clause.head is None:
            for outer in clause.ancestors():  # "which it said were fired": the pronoun's clause lies higher
                if outer.rel == "relative_clause" and outer.head is not None:
                    return _replace_pronoun(known, outer.head)
                if outer.is_verbal is False:
                    break
            loose = self._loose_antecedent(clause, known)
            return _replace_pronoun(known, loose) if loose is not None else []
        antecedent = clause.head
        found = _replace_pronoun(known, antecedent)
        if found:
            return found
        slots = {f.slot for f in known}
        if clause.rel == "adnominal_clause":
            if clause is not verb:
                return []
            if passive:
                return [] if "object" in slots else [Filler("object", antecedent)]
            if verb.tag == "VBG" or verb.features.get("VerbForm") == "Part":
                if "subject" in slots or verb.first("marker"):
                    return []
                return self._trailing_participle(verb, antecedent) or [Filler("subject", antecedent)]
            return []
        pronoun = relative_pronoun(clause)
        if pronoun is None and "subject" in slots and "object" not in slots and not passive:
            return [Filler("object", antecedent, 1)]
        if pronoun is not None and pronoun.lower in self._place_words:
            return [Filler("in", antecedent, 1)]
        if pronoun is not None and clause is verb and pronoun.head is verb and pronoun.rel in {"marker", "adverb"}:
            # "that" parsed as a marker
            free = "subject" if "subject" not in slots and not passive else "object" if "object" not in slots else ""
            return [Filler(free, antecedent, 1)] if free else []
        return []

    def _trailing_participle(self, verb: Node, noun: Node) -> list[Filler]:
        """ "fired missiles at the town, killing one": behind a comma the participle goes with the main clause, not with the last noun."""
        if not any(c.text == "," and c.i < verb.i for c in verb.having("punctuation")):
            return []
        governor = next((n for n in noun.ancestors() if n.is_verbal), None)
        if governor is None or noun.i < governor.i:
            return []
        subjects = [(n, 1) for n in governor.having("agent")] if is_passive(governor) else self._subjects.of(governor)
        return [Filler("subject", n, d + 1) for n, d in subjects]

    def _loose_antecedent(self, clause: Node, known: list[Filler]) -> Node | None:
        """ "…, in which two people were killed" hung on the main verb: the event noun before the comma, else the noun there."""
        pronoun = next((f.node for f in known if f.node.tag in {"WDT", "WP"} and f.node.i < clause.i), None)
        if (
            pronoun is None
            or clause.head is None
            or clause.rel not in {"adverbial_clause", "parataxis", "conjunct", "list"}
        ):
            return None
        top = clause
        while top.head is not None:
            top = top.head
        before = [n for n in top.subtree() if n.i < pronoun.i]
        comma = next((n for n in reversed(before) if n.text == ","), None)
        if comma is None or pronoun.i - comma.i > 3:
            return None
        nouns = [n for n in before if n.i < comma.i and n.pos in {"NOUN", "PROPN"} and comma.i - n.i <= 12]
        if preposition(pronoun):
            events = [n for n in nouns if ("noun", n.lemma.lower()) in self._frames]
            return events[-1] if events else None
        return nouns[-1] if nouns else None


def _replace_pronoun(known: list[Filler], antecedent: Node) -> list[Filler]:
    found = []
    for filler in list(known):
        node = filler.node
        if node.features.get("PronType") == "Rel" or (node.tag in {"WP", "WDT"} and node.pos == "PRON"):
            known.remove(filler)
            found.append(Filler(filler.slot, antecedent))
    return found
