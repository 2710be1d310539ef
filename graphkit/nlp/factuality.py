"""What is so, and who says so: polarity, modality and source of an event, read off the path from its trigger to the sentence's root.

Operators (ontologies/factuality.ttl) act on what stands in their scope. Source of the idea: R. Saurí, J. Pustejovsky, "FactBank" (2009); polarity
and certainty are kept apart, and each report adds a source.
"""

from __future__ import annotations

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.localcontext import LocalContext
from graphkit.nlp.operators import Operators, phrase_follows, slot_of
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.slots import Syntax
from graphkit.nlp.standing import Report, Standing
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree

BESIDE = ("conjunct", "parataxis", "adverbial_clause")
"""Relations of a clause that stands beside another."""


class Factuality:
    """Reads standings off a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self._lexicon = lexicon
        self.syntax = syntax
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
            if told_apart and operator is not None and not operator.reporting:
                operator = None
            if relation in {"clause", "clausal_subject"} and self._is_negated(head, node, event_class):
                standing.apply("Possible")  # "did not find that", "is not satisfied that"
            if operator is not None and not (operator.verbs_only and not trigger.is_verbal):
                if operator.reporting:
                    standing.reports.append(Report(head, self._speaker(head, operator), operator.effect))
                standing.apply(operator.effect)
                if operator.effect == "Alleged" and not operator.reporting and head.is_verbal:
                    standing.reports.append(Report(head, self._speaker(head, operator), operator.effect))
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
        self._parataxis(trigger, standing)
        self._according(trigger, standing)
        if not standing.reports and not quotes.is_quoted(trigger):
            self._closing_source(tree, trigger, standing)
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

    def _speaker(self, head: Node, operator: Operator) -> Node | None:
        slots = self.syntax.verb_slots(head) if head.is_verbal else self.syntax.noun_slots(head)
        for filler in slots:
            if filler.slot in operator.speakers:
                return filler.node
        if not head.is_verbal and head.head is not None and head.head.is_verbal and head.rel == "oblique":
            return next((n for n, _ in self.syntax.subjects.of(head.head)), None)
        if head.is_verbal and "subject" in operator.speakers and not head.first("subject", "passive_subject"):
            before = [n for n in head.subtree() if n.i < head.i]
            return _name_before(head, before) if any(n.text == "," for n in before) else None
        return None

    def _parataxis(self, trigger: Node, standing: Standing) -> None:
        """ "…, the ministry said": the saying hangs below what is said."""
        node: Node | None = trigger
        while node is not None:
            for child in node.having("parataxis", "adverbial_clause", "conjunct"):
                if child.rel == "conjunct" and (child.first("object", "clause", "open_clause") or child.i < trigger.i):
                    continue
                if not child.is_verbal or child.first("clause") or trigger in child.subtree():
                    continue
                is_as = child.rel == "adverbial_clause" and any(m.lower == "as" for m in child.having("marker"))
                if not child.first("subject") or (child.rel == "adverbial_clause" and not is_as):
                    continue
                for operator in self._lexicon.quote_cues(child.lemma):
                    if len(operator.word.split()) > 1 and not phrase_follows(child, operator.word.split()):
                        continue
                    standing.reports.append(Report(child, self._speaker(child, operator), operator.effect))
                    standing.apply(operator.effect)
                    return
            node = node.head

    def _closing_source(self, tree: Tree, trigger: Node, standing: Standing) -> None:
        """A source set off by a comma vouches for the sentence before it, wherever the parser hung it.

        "…, according to the task force."; "…, Ukraine's foreign minister, Dmytro Kuleba, said on Monday."
        """
        sentence = tree.sentence(trigger.sentence)
        for node in sentence:
            if node.i <= trigger.i or tree.nodes[node.i - 1].text != "," or node.i - 1 <= trigger.i:
                continue
            source = next((n for n in node.ancestors() if node.rel in {"case", "fixed"}), None)
            case = preposition(source) if source is not None else ""
            reporting = [
                o
                for o in self._lexicon.operators_by_word.get(("preposition", node.lower), ())
                if o.reporting and o.word == case
            ]
            if source is not None and reporting:
                standing.reports.append(Report(source, source, reporting[0].effect))
                return
        for verb in reversed(sentence):
            if (
                not verb.is_verbal
                or verb.i <= trigger.i
                or verb.first("clause", "object", "open_clause")
                or len(sentence) + sentence[0].i - verb.i > 8
            ):
                continue
            cues = [o for o in self._lexicon.quote_cues(verb.lemma) if not o.subjunctive]
            if not cues:
                continue
            before = [n for n in sentence if trigger.i < n.i < verb.i]
            if not any(n.text == "," for n in before) or any(
                n.is_verbal and n.first("subject") for n in before if n.i > min(c.i for c in before if c.text == ",")
            ):
                continue
            speaker = next((n for n, _ in self.syntax.subjects.of(verb) if n.i > trigger.i), None) or _name_before(
                verb, before
            )
            if speaker is not None:
                standing.reports.append(Report(verb, speaker, cues[0].effect))
                standing.apply(cues[0].effect)
                return

    def _according(self, trigger: Node, standing: Standing) -> None:
        """ "according to the army": a source hung anywhere on the way up."""
        node: Node | None = trigger
        while node is not None:
            for child in node.having("oblique", "nominal_modifier", "adverbial_clause", "parataxis", "list"):
                case = preposition(child)
                first = case.split(" ")[0] if case else ""
                for operator in self._lexicon.operators_by_word.get(("preposition", first), ()):
                    if (
                        operator.reporting
                        and operator.word == case
                        and not any(r.cue is child for r in standing.reports)
                    ):
                        standing.reports.append(Report(child, child, operator.effect))
                        return
            node = node.head


def _is_content(node: Node, head: Node) -> bool:
    """Whether a clause says what a noun is about: "evidence that", "the report that"; "that" is no part of it."""
    return (
        node.rel in {"relative_clause", "adnominal_clause"}
        and head.is_nominal
        and any(m.lower == "that" for m in node.having("marker", "unmarked"))
    )


def _name_before(verb: Node, before: list[Node]) -> Node | None:
    """The noun phrase that ends right before a saying verb: "…, the minister, Dmytro Kuleba, said"."""
    last = next((n for n in reversed(before) if n.text != "," and n.i >= verb.i - 2), None)
    if last is None or not last.is_nominal:
        return None
    commas = [n.i for n in before if n.text == ","]
    while last.rel in {"flat", "apposition", "compound"} and last.head is not None and last.head in before:
        if last.rel != "apposition" and any(min(last.i, last.head.i) < c < max(last.i, last.head.i) for c in commas):
            break
        last = last.head
    return last
