"""What is so, and who says so: polarity, modality and source of an event, read off the path from its trigger to the sentence's root.

Operators (ontologies/factuality.ttl) act on what stands in their scope. Source of the idea: R. Saurí, J. Pustejovsky, "FactBank" (2009); polarity
and certainty are kept apart, and each report adds a source.
"""

from __future__ import annotations

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.localcontext import LocalContext
from graphkit.nlp.operators import Operators, slot_of
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.slots import Syntax
from graphkit.nlp.sources import Sources
from graphkit.nlp.standing import Report, Standing
from graphkit.nlp.tree import Node, Tree

BESIDE = ("conjunct", "parataxis", "adverbial_clause")
"""Relations of a clause that stands beside another."""


class Factuality:
    """Reads standings off a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self._lexicon = lexicon
        self.syntax = syntax
        self.sources = Sources(lexicon, syntax)
        self._operators = Operators(lexicon)
        self._context = LocalContext(lexicon, self._operators)
        self._light = {"be"} | {w.split()[0] for light in lexicon.light_verbs for w in light.words}

    def standing(self, tree: Tree, trigger: Node, event_class: str, quotes: Quotes) -> Standing:
        """Judge the event that `trigger` evokes."""
        standing = Standing()
        node = trigger
        self._context.judge(node, standing, event_class)
        inside_scope = True  # does the local context of the next clause head bear on the event?
        told_apart = False  # above a relative clause or participle only reports bear on the event
        while node.head is not None:
            head = node.head
            relation = node.rel
            if _is_content(node, head):
                self._content(head, standing)
            elif relation == "relative_clause" or (
                relation == "adnominal_clause"
                and node.tag in {"VBN", "VBG", "VBD"}
                and node.first("marker", "case") is None
            ):
                node, told_apart, inside_scope = head, True, False
                continue
            slot = slot_of(node)
            operator = self._operators.at(head, slot, node, event_class)
            if (
                operator is None
                and relation == "adnominal_clause"
                and slot
                and head.head is not None
                and head.head.is_verbal
            ):
                governing = self._operators.at(head.head, slot, node, event_class)
                if governing is not None and not told_apart:  # "was accused by the bishop of killing"
                    standing.apply(governing.effect)
            if told_apart and operator is not None and not (operator.reporting and head.is_verbal):
                operator = None
            if relation == "parataxis" and any(n.text == ";" for n in tree.nodes[head.i : node.i]):
                operator = None  # "The ship reported no damage; rebels shelled the port"
            if relation in {"clause", "clausal_subject"} and self._is_negated(head, node, event_class):
                standing.apply("Possible")  # "did not find that", "is not satisfied that"
            if operator is not None and not (operator.verbs_only and not trigger.is_verbal):
                if operator.reporting:
                    standing.reports.append(Report(head, self.sources.speaker(tree, head, operator), operator.effect))
                standing.apply(operator.effect)
                if operator.effect == "Alleged" and not operator.reporting and head.is_verbal:
                    standing.reports.append(Report(head, self.sources.speaker(tree, head, operator), operator.effect))
            elif (
                not told_apart
                and relation == "open_clause"
                and node.is_verbal
                and node.first("marker") is not None
                and head.is_verbal
            ):
                standing.apply("Planned")  # an unknown verb before "to …"
            if inside_scope:
                inside_scope = self._passes(node, head, operator)
                if inside_scope:
                    self._context.judge(head, standing, event_class, via=node)
            elif head.rel in {"clause"} or relation == "clause":
                self._context.judge_report(head, standing, operator)
            node = head
        self.sources.beside(tree, trigger, standing)
        self.sources.according(trigger, standing)
        if not standing.reports and not quotes.is_quoted(trigger):
            self.sources.closing(tree, trigger, standing)
        if not standing.reports:
            speaker = quotes.speaker_of(trigger)
            if speaker is not None:
                standing.reports.append(speaker)
                standing.apply(speaker.effect)
        if standing.reports and self._is_denied_next(standing.reports[-1].cue, trigger):
            standing.apply("Alleged")
        if tree.sentence(trigger.sentence)[-1].text == "?" or any(
            n.text == "?" for n in tree.sentence(trigger.sentence)[-2:]
        ):
            standing.apply("Possible")
        return standing

    def _content(self, noun: Node, standing: Standing) -> None:
        """ "no evidence that …", "the report that … is false": what the noun's own clause makes of its content."""
        negatives = self._lexicon.words("negative-determiners")
        if any(c.lower in negatives for c in noun.having("determiner")):
            standing.apply("Possible")
        predicate = noun.head
        if noun.rel != "subject" or predicate is None or predicate.pos != "ADJ":
            return
        judged = self._operators.at(predicate, "clause", noun, "")
        if judged is not None and judged.effect == "Negative":
            standing.apply("Negative")
        elif self._is_negated(predicate, noun, ""):
            standing.apply("Possible")

    def local(self, node: Node, event_class: str) -> Standing:
        """Judge by the words right around `node` alone."""
        standing = Standing()
        self._context.judge(node, standing, event_class)
        return standing

    def _passes(self, node: Node, head: Node, operator: Operator | None) -> bool:
        """Whether the negation and modality around `head` bear on what stands at `node`."""
        match node.rel:
            case "open_clause":
                return True
            case "clause":
                return operator is not None and not operator.reporting
            case "conjunct":
                return not (
                    node.is_verbal and node.first("subject", "passive_subject", "auxiliary", "passive_auxiliary")
                )
            case "adverbial_clause":
                return node.tag in {"VBG", "VBN"} and node.first("marker") is None
            case "object" | "passive_subject" | "subject":
                definite = any(
                    c.lower in self._lexicon.words("definite-determiners") for c in node.having("determiner")
                ) or bool(node.having("possessor"))
                return head.is_verbal and not definite and self._is_light(head)
            case "adnominal_clause":
                return node.first("marker") is not None
            case "nominal_modifier" | "compound":
                return False
            case _:
                return False

    def _is_denied_next(self, cue: Node, trigger: Node) -> bool:
        """ "An aid worker said rebels had looted cars, but the group denied it": two sources, and the second says no."""
        verbs = [v for c in cue.having(*BESIDE) for v in (c, *c.having(*BESIDE)) if v.is_verbal and v.i > trigger.i]
        return any(
            operator.reporting and operator.effect == "Negative"
            for verb in verbs
            if verb.first("subject") is not None
            for operator in self._lexicon.operators_by_word.get(("verb", verb.lemma), ())
        )

    def _is_negated(self, head: Node, via: Node, event_class: str) -> bool:
        """Whether a verb or adjective with a clause is negated by the words at it."""
        if not (head.is_verbal or head.pos == "ADJ"):
            return False
        own = Standing()
        self._context.judge(head, own, event_class, via=via)
        return own.polarity == "Negative"

    def _is_light(self, verb: Node) -> bool:
        return verb.lemma in self._light


def _is_content(node: Node, head: Node) -> bool:
    """Whether a clause says what a noun is about: "evidence that", "the report that"; "that" is no part of it."""
    return (
        node.rel in {"relative_clause", "adnominal_clause"}
        and head.is_nominal
        and any(m.lower == "that" for m in node.having("marker", "unmarked"))
    )
