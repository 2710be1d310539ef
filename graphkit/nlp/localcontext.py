"""Operators right around an event's word: negators, auxiliaries, adverbs, markers, adjectives and negative arguments."""

from __future__ import annotations

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.operators import Operators, phrase_follows
from graphkit.nlp.standing import Standing
from graphkit.nlp.tree import Node


class LocalContext:
    """Judges one clause or noun by the words at it. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, operators: Operators) -> None:
        self._lexicon = lexicon
        self._operators = operators

    def judge(self, node: Node, standing: Standing, event_class: str, via: Node | None = None) -> None:
        """Apply negators, auxiliaries, adverbs, markers and adjectives at one clause or noun."""
        has_perfect = any(c.lemma == "have" for c in node.having("auxiliary"))
        for child in node.children:
            if child is via:
                continue
            match child.rel:
                case "auxiliary":
                    self._auxiliary(child, standing, has_perfect)
                case "adverb" if any(c.lower == "no" for c in child.having("adverb", "determiner")):  # "no longer"
                    standing.apply("Negative")
                case "adverb" | "determiner" | "coordinator":
                    if via is None or child.rel != "determiner" or node.is_verbal:
                        self._word(
                            child,
                            ("adverb", "determiner"),
                            "head" if node.is_verbal or node.first("copula") else "noun",
                            standing,
                            event_class,
                        )
                case "adjective":
                    if via is None:
                        self._word(child, ("adjective",), "noun", standing, event_class)
                case "compound":
                    if via is None:
                        self._word(child, ("adjective",), "noun", standing, event_class)
                case "marker":
                    self._marker(node, child, standing)
                case "case":
                    if via is None or node.is_verbal:
                        self._case(child, standing)
                case "subject" | "passive_subject" | "object":
                    if node.is_verbal:
                        self._negative_argument(child, standing)
                case _:
                    continue
        if node.is_verbal and node.rel == "adverbial_clause" and self._is_inverted(node):
            standing.apply("Conditional")
        has_to = any(m.lower == "to" for m in node.having("marker"))
        if (node.is_verbal and has_to and node.first("copula") is not None) or (
            node.is_verbal and has_to and len(node.having("passive_auxiliary")) > 1
        ):  # "is to visit"
            standing.apply("Planned")
        if node.is_verbal and node.tag == "VB" and node.rel == "adverbial_clause" and has_to and node.head is not None:
            if self._operators.at(node.head, "infinitive", node, event_class) is None:
                standing.apply("Planned")
        if (
            node.is_verbal
            and node.rel == "adnominal_clause"
            and any(m.lower == "to" for m in node.having("marker"))
            and node.head is not None
        ):
            if self._operators.at(node.head, "infinitive", node, event_class) is None and not self._is_ordinal(
                node.head
            ):
                standing.apply("Planned")

    def _is_inverted(self, clause: Node) -> bool:
        """ "Had the rebels attacked, …": a condition without "if"."""
        subject = clause.first("subject", "passive_subject")
        openers = clause.having("auxiliary", "passive_auxiliary")
        words = self._lexicon.words("inverting-auxiliaries")
        return subject is not None and any(c.lower in words and c.i < subject.i for c in openers)

    def _is_ordinal(self, noun: Node) -> bool:
        """ "the first country to impose": has happened."""
        words = [
            o for c in noun.having("adjective") for o in self._lexicon.operators_by_word.get(("adjective", c.lower), ())
        ]
        return any(o.effect == "Actual" and "infinitive" in o.scope for o in words)

    def _auxiliary(self, child: Node, standing: Standing, has_perfect: bool) -> None:
        for operator in self._lexicon.operators_by_word.get(("auxiliary", child.lower), ()):
            if operator.perfect_only and not has_perfect:
                continue
            if (
                not operator.perfect_only
                and has_perfect
                and any(
                    o.perfect_only and o.word == operator.word
                    for o in self._lexicon.operators_by_word.get(("auxiliary", child.lower), ())
                )
            ):
                continue
            if len(operator.word.split()) == 1:
                standing.apply(operator.effect)

    def _word(self, child: Node, kinds: tuple[str, ...], scope: str, standing: Standing, event_class: str) -> None:
        if self._is_additive(child):
            return
        for pos in kinds:
            for operator in self._lexicon.operators_by_word.get(
                (pos, child.lower), ()
            ) or self._lexicon.operators_by_word.get((pos, child.lemma.lower()), ()):
                words = operator.word.split()
                if (
                    scope in operator.scope
                    and event_class not in operator.spares
                    and (len(words) == 1 or phrase_follows(child, words))
                ):
                    if (
                        operator.tense == "present"
                        and child.head is not None
                        and child.head.features.get("Tense") == "Past"
                    ):
                        continue
                    standing.apply(operator.effect)
                    return

    def _is_additive(self, word: Node) -> bool:
        """ "not only", "not just": the clause holds."""
        if word.head is None:
            return False
        beside = {n.lower for n in (*word.head.children, *word.children) if 0 < n.i - word.i <= 1}
        return bool(beside & self._lexicon.words("additive-focus"))

    def _marker(self, clause: Node, marker: Node, standing: Standing) -> None:
        if marker.lower == "to":
            return
        text = " ".join([marker.lower, *(f.lower for f in marker.having("fixed"))])
        for operator in self._lexicon.operators_by_word.get(("marker", marker.lower), ()):
            if operator.word == text and operator.effect != "Actual" and not operator.reporting:
                standing.apply(operator.effect)
                return

    def _case(self, case: Node, standing: Standing) -> None:
        text = " ".join([case.lower, *(f.lower for f in case.having("fixed"))])
        for operator in self._lexicon.operators_by_word.get(("preposition", case.lower), ()):
            if operator.word == text and not operator.reporting:
                standing.apply(operator.effect)
                return

    def _negative_argument(self, argument: Node, standing: Standing) -> None:
        """ "No soldiers were killed", "none of them was hurt", "neither the army nor the police"."""
        negatives = self._lexicon.words("negative-determiners")
        marks = argument.having("determiner", "coordinator") + [
            c for member in argument.having("conjunct") for c in member.having("coordinator")
        ]
        if argument.lower in negatives or any(c.lower in negatives for c in marks):
            standing.apply("Negative")

    def judge_report(self, head: Node, standing: Standing, operator: Operator | None) -> None:
        """Judge "did not say that": the report itself did not happen, so its content is not vouched for."""
        if operator is None or not operator.reporting:
            return
        probe = Standing()
        for child in head.children:
            if child.rel in {"adverb"}:
                self._word(child, ("adverb",), "head", probe, "")
        if probe.polarity == "Negative":
            standing.apply("Possible")
