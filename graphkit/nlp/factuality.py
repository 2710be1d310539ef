"""What is so, and who says so: polarity, modality and source of an event, read off the path from its trigger to the sentence's root.

Operators (ontologies/factuality.ttl) act on what stands in their scope. Source of the idea: R. Saurí, J. Pustejovsky, "FactBank" (2009); polarity
and certainty are kept apart, and each report adds a source.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.syntax import Syntax, preposition
from graphkit.nlp.tree import Node, Tree

CLAUSAL = {
    "clause",
    "open_clause",
    "adverbial_clause",
    "adnominal_clause",
    "relative_clause",
    "parataxis",
    "clausal_subject",
    "root",
}


@dataclass(slots=True)
class Standing:
    """How an event stands: polarity, modality, and its reports from the inside out."""

    polarity: str = "Positive"
    modality: str = "Actual"
    reports: list[Report] = field(default_factory=list)
    why: list[str] = field(default_factory=list)

    def apply(self, effect: str, word: str) -> None:
        """Let one operator take effect; the innermost modality stays unless an allegation covers it."""
        if effect == "Actual":
            return
        self.why.append(f"{word}: {effect}")
        if effect == "Negative":
            self.polarity = "Negative"
        elif self.modality == "Actual":
            self.modality = effect


@dataclass(frozen=True, slots=True)
class Report:
    """One act of saying: the cue word and the speaker's node (None where nobody is named)."""

    cue: Node
    speaker: Node | None
    effect: str


class Factuality:
    """Reads standings off a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self.lexicon = lexicon
        self.syntax = syntax

    def standing(self, tree: Tree, trigger: Node, event_class: str, quotes: Quotes) -> Standing:
        """Judge the event that `trigger` evokes."""
        standing = Standing()
        node = trigger
        self._inside(node, standing, event_class)
        inside_scope = True  # does the local context of the next clause head bear on the event?
        told_apart = False  # above a relative clause or participle only reports bear on the event
        while node.head is not None:
            head = node.head
            relation = node.rel
            if relation == "relative_clause" or (
                relation == "adnominal_clause"
                and node.tag in {"VBN", "VBG", "VBD"}
                and node.first("marker", "case") is None
            ):
                node, told_apart, inside_scope = head, True, False
                continue
            slot = self._slot(node)
            operator = self._operator_at(head, slot, node, event_class, trigger)
            if (
                operator is None
                and relation == "adnominal_clause"
                and slot
                and head.head is not None
                and head.head.is_verbal
            ):
                governing = self._operator_at(head.head, slot, node, event_class, trigger)
                if governing is not None and not told_apart:  # "was accused by the bishop of killing"
                    standing.apply(governing.effect, head.head.text)
            if told_apart and operator is not None and not operator.reporting:
                operator = None
            if operator is not None and not (operator.verbs_only and not trigger.is_verbal):
                if operator.reporting:
                    standing.reports.append(Report(head, self._speaker(head, operator), operator.effect))
                standing.apply(operator.effect, head.text)
                if operator.effect == "Alleged" and not operator.reporting and head.is_verbal:
                    standing.reports.append(Report(head, self._speaker(head, operator), operator.effect))
            elif (
                not told_apart
                and relation == "open_clause"
                and node.is_verbal
                and node.first("marker") is not None
                and head.is_verbal
            ):
                standing.apply("Planned", head.text)  # an unknown verb before "to …"
            if inside_scope:
                inside_scope = self._passes(node, head, operator)
                if inside_scope:
                    self._inside(head, standing, event_class, via=node)
            elif head.rel in {"clause"} or relation == "clause":
                self._inside_report(head, standing, operator)
            node = head
        self._parataxis(trigger, standing, event_class)
        self._according(trigger, standing)
        if not standing.reports:
            speaker = quotes.speaker_of(trigger)
            if speaker is not None:
                standing.reports.append(speaker)
                standing.apply(speaker.effect, speaker.cue.text)
        if tree.sentence(trigger.sentence)[-1].text == "?" or any(
            n.text == "?" for n in tree.sentence(trigger.sentence)[-2:]
        ):
            standing.apply("Possible", "?")
        return standing

    def local(self, node: Node, event_class: str) -> Standing:
        """Judge by the words right around `node` alone."""
        standing = Standing()
        self._inside(node, standing, event_class)
        return standing

    # -- local context -----------------------------------------------------------------------------------------------

    def _inside(self, node: Node, standing: Standing, event_class: str, via: Node | None = None) -> None:
        """Negators, auxiliaries, adverbs, markers and adjectives at one clause or noun."""
        has_perfect = any(c.lemma == "have" for c in node.having("auxiliary"))
        for child in node.children:
            if child is via:
                continue
            match child.rel:
                case "auxiliary":
                    self._auxiliary(child, standing, has_perfect)
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
        has_to = any(m.lower == "to" for m in node.having("marker"))
        if node.is_verbal and has_to and node.first("copula") is not None:  # "is to visit"
            standing.apply("Planned", "is to")
        if node.is_verbal and node.tag == "VB" and node.rel == "adverbial_clause" and has_to and node.head is not None:
            if self._operator_at(node.head, "infinitive", node, event_class, node) is None:
                standing.apply("Planned", "to")
        if (
            node.is_verbal
            and node.rel == "adnominal_clause"
            and any(m.lower == "to" for m in node.having("marker"))
            and node.head is not None
        ):
            if self._operator_at(node.head, "infinitive", node, event_class, node) is None and not self._is_ordinal(
                node.head
            ):
                standing.apply("Planned", "to")

    def _is_ordinal(self, noun: Node) -> bool:
        """ "the first country to impose": has happened."""
        words = [
            o for c in noun.having("adjective") for o in self.lexicon.operators_by_word.get(("adjective", c.lower), ())
        ]
        return any(o.effect == "Actual" and "infinitive" in o.scope for o in words)

    def _auxiliary(self, child: Node, standing: Standing, has_perfect: bool) -> None:
        for operator in self.lexicon.operators_by_word.get(("auxiliary", child.lower), ()):
            if operator.perfect_only and not has_perfect:
                continue
            if (
                not operator.perfect_only
                and has_perfect
                and any(
                    o.perfect_only and o.word == operator.word
                    for o in self.lexicon.operators_by_word.get(("auxiliary", child.lower), ())
                )
            ):
                continue
            if len(operator.word.split()) == 1:
                standing.apply(operator.effect, child.text)

    def _word(self, child: Node, kinds: tuple[str, ...], scope: str, standing: Standing, event_class: str) -> None:
        if self._is_additive(child):
            return
        for pos in kinds:
            for operator in self.lexicon.operators_by_word.get(
                (pos, child.lower), ()
            ) or self.lexicon.operators_by_word.get((pos, child.lemma.lower()), ()):
                words = operator.word.split()
                if (
                    scope in operator.scope
                    and event_class not in operator.spares
                    and (len(words) == 1 or _phrase_follows(child, words))
                ):
                    if (
                        operator.tense == "present"
                        and child.head is not None
                        and child.head.features.get("Tense") == "Past"
                    ):
                        continue
                    standing.apply(operator.effect, child.text)
                    return

    def _is_additive(self, word: Node) -> bool:
        """ "not only", "not just": the clause holds."""
        if word.head is None:
            return False
        beside = {n.lower for n in (*word.head.children, *word.children) if 0 < n.i - word.i <= 1}
        return bool(beside & self.lexicon.words("additive-focus"))

    def _marker(self, clause: Node, marker: Node, standing: Standing) -> None:
        if marker.lower == "to":
            return
        text = " ".join([marker.lower, *(f.lower for f in marker.having("fixed"))])
        for operator in self.lexicon.operators_by_word.get(("marker", marker.lower), ()):
            if operator.word == text and operator.effect != "Actual" and not operator.reporting:
                standing.apply(operator.effect, marker.text)
                return

    def _case(self, case: Node, standing: Standing) -> None:
        text = " ".join([case.lower, *(f.lower for f in case.having("fixed"))])
        for operator in self.lexicon.operators_by_word.get(("preposition", case.lower), ()):
            if operator.word == text and not operator.reporting:
                standing.apply(operator.effect, text)
                return

    def _negative_argument(self, argument: Node, standing: Standing) -> None:
        """ "No soldiers were killed", "none of them was hurt"."""
        negatives = self.lexicon.words("negative-determiners")
        if argument.lower in negatives or any(c.lower in negatives for c in argument.having("determiner")):
            standing.apply("Negative", argument.text)

    def _inside_report(self, head: Node, standing: Standing, operator: Operator | None) -> None:
        """ "did not say that": the report itself did not happen, so its content is not vouched for."""
        if operator is None or not operator.reporting:
            return
        probe = Standing()
        for child in head.children:
            if child.rel in {"adverb"}:
                self._word(child, ("adverb",), "head", probe, "")
        if probe.polarity == "Negative":
            standing.apply("Possible", f"not {head.text}")

    # -- climbing ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _slot(node: Node) -> str:
        """The slot that `node` fills at its head, as scopes name it."""
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

    def _operator_at(self, head: Node, slot: str, node: Node, event_class: str, trigger: Node) -> Operator | None:
        """The operator that `head` is for what stands in `slot`; reporting cues come first, then longer words."""
        if not slot:
            return None
        pos = "verb" if head.is_verbal else "adjective" if head.pos == "ADJ" else "noun"
        candidates = []
        for operator in self.lexicon.operators_by_word.get((pos, head.lemma.lower()), ()) + (
            self.lexicon.operators_by_word.get((pos, head.lower), ()) if head.lower != head.lemma.lower() else ()
        ):
            words = operator.word.split()
            if slot not in operator.scope or event_class in operator.spares:
                continue
            if len(words) > 1 and not _phrase_follows(head, words):
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
            return max(candidates, key=lambda o: (o.subjunctive, o.reporting, len(o.word)))
        return max(
            candidates, key=lambda o: (len(o.word.split()), o.effect != "Actual" and not o.reporting, len(o.word))
        )

    def _passes(self, node: Node, head: Node, operator: Operator | None) -> bool:
        """Whether the negation and modality around `head` bear on what stands at `node`."""
        match node.rel:
            case "open_clause":
                return True
            case "clause":
                return operator is not None and not operator.reporting
            case "conjunct":
                return not (node.is_verbal and node.first("subject", "passive_subject"))
            case "adverbial_clause":
                return node.tag in {"VBG", "VBN"} and node.first("marker") is None
            case "object" | "passive_subject" | "subject":
                definite = any(
                    c.lower in self.lexicon.words("definite-determiners") for c in node.having("determiner")
                ) or bool(node.having("possessor"))
                return head.is_verbal and not definite and self._is_light(head)
            case "adnominal_clause":
                return node.first("marker") is not None
            case "nominal_modifier" | "compound":
                return False
            case _:
                return False

    def _is_light(self, verb: Node) -> bool:
        return (
            any(w.split()[0] == verb.lemma for light in self.lexicon.light_verbs for w in light.words)
            or verb.lemma == "be"
        )

    def _speaker(self, head: Node, operator: Operator) -> Node | None:
        slots = self.syntax.verb_slots(head) if head.is_verbal else self.syntax.noun_slots(head)
        for filler in slots:
            if filler.slot in operator.speakers:
                return filler.node
        if not head.is_verbal and head.head is not None and head.head.is_verbal and head.rel == "oblique":
            return next((n for n, _ in self.syntax.subjects(head.head)), None)
        return None

    def _parataxis(self, trigger: Node, standing: Standing, event_class: str) -> None:
        """ "…, the ministry said": the saying hangs below what is said."""
        node: Node | None = trigger
        while node is not None:
            for child in node.having("parataxis", "adverbial_clause", "conjunct"):
                if child.rel == "conjunct" and (child.first("object", "clause", "open_clause") or child.i < trigger.i):
                    continue
                if (
                    not child.is_verbal
                    or trigger in (*child.ancestors(), child)
                    or child.first("clause")
                    or self._is_above(child, trigger)
                ):
                    continue
                for operator in self.lexicon.operators_by_word.get(("verb", child.lemma), ()):
                    is_as = child.rel == "adverbial_clause" and any(m.lower == "as" for m in child.having("marker"))
                    if (
                        operator.reporting
                        and "quote" in operator.scope
                        and child.first("subject")
                        and (child.rel != "adverbial_clause" or is_as)
                    ):
                        if len(operator.word.split()) > 1 and not _phrase_follows(child, operator.word.split()):
                            continue
                        standing.reports.append(Report(child, self._speaker(child, operator), operator.effect))
                        standing.apply(operator.effect, child.text)
                        return
            node = node.head

    @staticmethod
    def _is_above(child: Node, trigger: Node) -> bool:
        return any(n is trigger for n in child.subtree())

    def _according(self, trigger: Node, standing: Standing) -> None:
        """ "according to the army": a source hung anywhere on the way up."""
        node: Node | None = trigger
        while node is not None:
            for child in node.having("oblique", "nominal_modifier", "adverbial_clause", "parataxis", "list"):
                case = preposition(child)
                first = case.split(" ")[0] if case else ""
                for operator in self.lexicon.operators_by_word.get(("preposition", first), ()):
                    if (
                        operator.reporting
                        and operator.word == case
                        and not any(r.cue is child for r in standing.reports)
                    ):
                        standing.reports.append(Report(child, child, operator.effect))
                        return
            node = node.head


def _phrase_follows(node: Node, words: list[str]) -> bool:
    """Whether the rest of a phrase ("rule out", "stop short") stands at `node`'s children or right behind it."""
    children = {c.lower for c in node.children} | {c.lemma.lower() for c in node.children}
    for child in node.children:
        children |= {g.lower for g in child.children if g.rel in {"case", "fixed", "particle"}}
    return all(w in children for w in words[1:])


class Quotes:
    """Who speaks inside quotation marks, sentence by sentence, where no verb of saying governs the words."""

    OPENING = "“„«"
    CLOSING = "”»"

    def __init__(self, tree: Tree, factuality: Factuality) -> None:
        self._tree = tree
        self._speakers: dict[int, Report | None] = {}
        self._inside = self._find_inside(tree)
        cues = self._cues(tree, factuality)
        for first, last in self._spans(tree):
            report = self._nearest(tree, cues, first, last)
            for i in range(first, last + 1):
                self._speakers[i] = report

    def speaker_of(self, node: Node) -> Report | None:
        """The report whose quotation `node` stands in."""
        return self._speakers.get(node.i)

    def _find_inside(self, tree: Tree) -> list[bool]:
        inside, quoted, paragraph_end = [], False, 0
        for node in tree.nodes:
            gap = tree.text[paragraph_end : node.begin]
            if "\n\n" in gap and quoted and node.text not in self.OPENING and node.text != '"':
                quoted = False
            if node.text in self.OPENING and len(node.text) == 1:
                quoted = True
            elif node.text in self.CLOSING and len(node.text) == 1:
                quoted = False
            elif node.text in {'"', "''", "``"}:
                quoted = not quoted if "\n\n" not in gap or not quoted else True
            inside.append(quoted)
            paragraph_end = node.end
        return inside

    def _spans(self, tree: Tree) -> list[tuple[int, int]]:
        spans, start = [], None
        for i, quoted in enumerate([*self._inside, False]):
            if quoted and start is None:
                start = i
            elif not quoted and start is not None:
                spans.append((start, i - 1))
                start = None
        return [(a, b) for a, b in spans if b - a >= 3]

    def is_quoted(self, node: Node) -> bool:
        """Whether `node` stands between quotation marks."""
        return self._inside[node.i]

    def _cues(self, tree: Tree, factuality: Factuality) -> list[Report]:
        found = []
        for node in tree.nodes:
            if not node.is_verbal or self._inside[node.i]:
                continue
            for operator in factuality.lexicon.operators_by_word.get(("verb", node.lemma), ()):
                if (
                    operator.reporting
                    and "quote" in operator.scope
                    and not operator.subjunctive
                    and len(operator.word.split()) == 1
                ):
                    speaker = next((f.node for f in factuality.syntax.verb_slots(node) if f.slot == "subject"), None)
                    if speaker is not None:
                        found.append(Report(node, speaker, operator.effect))
                    break
        return found

    @staticmethod
    def _nearest(tree: Tree, cues: list[Report], first: int, last: int) -> Report | None:
        """The saying verb nearest to the quotation's edge, in its own paragraph."""
        best: tuple[int, Report] | None = None
        for report in cues:
            position = report.cue.i
            gap = first - position if position < first else position - last
            low, high = (
                (tree.nodes[position].end, tree.nodes[first].begin)
                if position < first
                else (tree.nodes[last].end, tree.nodes[position].begin)
            )
            if gap < 0 or gap > 25 or "\n\n" in tree.text[low:high]:
                continue
            if best is None or gap < best[0]:
                best = (gap, report)
        return best[1] if best else None
