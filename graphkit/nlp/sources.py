"""Who vouches for an event: verbs of saying beside it, "according to …", "by the army's account"."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.lexicon import Lexicon, Operator
from graphkit.nlp.operators import phrase_follows
from graphkit.nlp.slots import Syntax
from graphkit.nlp.standing import Report, Standing
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree

APART = frozenset({"while", "whereas", "although", "though"})
"""Markers of a clause that goes its own way: behind a cue, it is no longer reported."""
CLOSERS = frozenset({",", "”", '"', "''", "’", "»", "–", "—"})
"""What stands between reported words and a verb of saying behind them."""
ADDRESSING = frozenset({"tell", "assure", "inform", "remind", "advise", "notify", "brief"})
"""Verbs of saying whose object is who is told."""


class Sources:
    """Finds the reports of an event that stand beside it, and who speaks. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self._lexicon = lexicon
        self._syntax = syntax

    def speaker(self, tree: Tree, head: Node, operator: Operator) -> Node | None:
        """Who says so: what fills the cue's slot of the speaker, or stands beside it."""
        if (quoted := _quoted(head)) is not None:
            return quoted
        slots = self._syntax.verb_slots(head) if head.is_verbal else self._syntax.noun_slots(head)
        is_bare = head.is_verbal and head.lemma not in ADDRESSING and head.first("subject", "passive_subject") is None
        if is_bare and (after := _name_after(tree, head)) is not None:
            return after
        for filler in slots:
            if filler.slot in operator.speakers:
                return filler.node
        if not head.is_verbal and head.head is not None and head.head.is_verbal and head.rel == "oblique":
            return next((n for n, _ in self._syntax.subjects.of(head.head)), None)
        if head.is_verbal and "subject" in operator.speakers and not head.first("subject", "passive_subject"):
            before = [n for n in head.subtree() if n.i < head.i]
            return _name_before(head, before) if any(n.text == "," for n in before) else None
        return None

    def beside(self, tree: Tree, trigger: Node, standing: Standing) -> None:
        """ "…, the ministry said"; "The mayor, officials said, was shot": the saying hangs below what is said."""
        below = trigger
        node: Node | None = trigger
        while node is not None:
            for child in _asides(node):
                if child.rel == "conjunct" and (child.first("object", "clause", "open_clause") or child.i < trigger.i):
                    continue
                if child.first("clause") or trigger in child.subtree() or not self._bears(tree, child, below, trigger):
                    continue
                report = self._aside(tree, child)
                if report is not None:
                    self._insert(report, node, trigger, standing)
                    standing.apply(report.effect)
                    return
            below, node = node, node.head

    def _aside(self, tree: Tree, verb: Node) -> Report | None:
        """The report that a clause set beside makes; None where it says nothing of the kind."""
        if not verb.is_verbal:
            return None
        is_as = verb.rel == "adverbial_clause" and any(m.lower == "as" for m in verb.having("marker"))
        if verb.rel == "adverbial_clause" and not is_as:
            return None
        if verb.lemma in {"quote", "cite"}:  # "witnesses were quoted as saying"
            saying = next((c for c in verb.having("adverbial_clause") if _quoted(c) is not None), None)
            return Report(saying, _quoted(saying), "Actual") if saying is not None else None
        if not verb.first("subject") and not (verb.first("passive_subject") and verb.first("agent")):
            return None
        if verb.first("object") and verb.lemma not in ADDRESSING and not is_as:
            return None  # "the ship reported no casualties"
        for operator in self._lexicon.quote_cues(verb.lemma):
            if phrase_follows(verb, operator.word.split()):
                return Report(verb, self.speaker(tree, verb, operator), operator.effect)
        return None

    def _bears(self, tree: Tree, cue: Node, below: Node, trigger: Node) -> bool:
        """Whether a cue bears on what stands at `trigger`: nothing that sets the two apart stands between them."""
        low, high = sorted((cue.i, trigger.i))
        if any(n.text == ";" for n in tree.nodes[low:high]):
            return False
        is_aside = below.rel == "adverbial_clause" and any(m.lower in APART for m in below.having("marker", "adverb"))
        return not (is_aside and below.i > cue.i)

    @staticmethod
    def _insert(report: Report, node: Node, trigger: Node, standing: Standing) -> None:
        """Put a report found at `node` inside of those that the node itself is reported by."""
        path = [trigger, *trigger.ancestors()]
        above = {n.i for n in path[path.index(node) + 1 :]}
        place = next((k for k, r in enumerate(standing.reports) if r.cue.i in above), len(standing.reports))
        standing.reports.insert(place, report)

    def closing(self, tree: Tree, trigger: Node, standing: Standing) -> None:
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
            if source is not None and reporting and self._bears(tree, source, trigger, trigger):
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
            cues = [
                o
                for o in self._lexicon.quote_cues(verb.lemma)
                if not o.subjunctive and phrase_follows(verb, o.word.split())
            ]
            if not cues:
                continue
            before = [n for n in sentence if trigger.i < n.i < verb.i]
            comma = next((n.i for n in before if n.text == ","), None)
            if comma is None or any(n.text == ";" for n in before):
                continue
            if any(n.is_verbal and n.first("subject") for n in before if n.i > comma):
                continue
            speaker = next((n for n, _ in self._syntax.subjects.of(verb) if n.i > trigger.i), None) or _name_before(
                verb, before
            )
            if speaker is not None:
                standing.reports.append(Report(verb, speaker, cues[0].effect))
                standing.apply(cues[0].effect)
                return

    def according(self, trigger: Node, standing: Standing) -> None:
        """ "according to the army", "in the army's view": a source hung anywhere on the way up."""
        below = trigger
        node: Node | None = trigger
        while node is not None:
            for child in node.having("oblique", "nominal_modifier", "adverbial_clause", "parataxis", "list"):
                if below.rel == "conjunct" and node.i < child.i < below.i:
                    continue  # "was held for hours, according to her friends, and turned up in Vilnius"
                report = self._vouching(child)
                if report is not None and not any(r.cue is child for r in standing.reports):
                    self._insert(report, node, trigger, standing)
                    return
            below, node = node, node.head

    def _vouching(self, phrase: Node) -> Report | None:
        case = preposition(phrase)
        first = case.split(" ")[0] if case else ""
        for operator in self._lexicon.operators_by_word.get(("preposition", first), ()):
            if operator.reporting and operator.word == case:
                return Report(phrase, phrase, operator.effect)
        if case in {"in", "by", "on"} and phrase.lemma.lower() in self._lexicon.words("account-nouns"):
            owner = phrase.first("possessor")
            return Report(phrase, owner, "Actual") if owner is not None else None
        return None


def _asides(node: Node) -> Iterator[Node]:
    """Clauses set beside `node`, or between its subject and itself."""
    yield from node.having("parataxis", "adverbial_clause", "conjunct")
    for subject in node.having("subject", "passive_subject"):
        yield from subject.having("parataxis")


def _quoted(verb: Node) -> Node | None:
    """Who says what follows "as saying": "The army quoted a sailor as saying", "a sailor was quoted as saying"."""
    quoting = verb.head
    if verb.rel != "adverbial_clause" or verb.tag != "VBG" or quoting is None or quoting.lemma not in {"quote", "cite"}:
        return None
    if not any(m.lower == "as" for m in verb.having("marker")):
        return None
    return quoting.first("passive_subject") or quoting.first("object")


def _name_after(tree: Tree, verb: Node) -> Node | None:
    """The noun phrase right behind a verb of saying that closes a clause: "…, said its spokesman, Ali Omar"."""
    if verb.i == 0 or verb.i + 1 >= len(tree.nodes) or tree.nodes[verb.i - 1].text not in CLOSERS:
        return None
    node = tree.nodes[verb.i + 1]
    if node.sentence != verb.sentence or not (node.is_nominal or node.rel in {"determiner", "adjective", "possessor"}):
        return None
    while node.head is not None and node.head.i > node.i and node.head.is_nominal:
        node = node.head
    while (
        node.rel in {"flat", "description", "compound", "apposition"} and node.head is not None and node.head.i > verb.i
    ):
        node = node.head
    is_time = node.entity in {"DATE", "TIME"} or node.rel == "unmarked"
    return node if node.is_nominal and not is_time else None


def _name_before(verb: Node, before: list[Node]) -> Node | None:
    """The noun phrase that ends right before a saying verb: "…, the minister, Dmytro Kuleba, said"."""
    last = next((n for n in reversed(before) if n.text != "," and n.i >= verb.i - 2), None)
    if last is None or not last.is_nominal:
        return None
    commas = [n.i for n in before if n.text == ","]
    for above in last.ancestors():  # "Admiral Boorda, who commands forces in the south, told"
        if (
            above in before
            and above.is_nominal
            and any(c.i < last.i and c.rel == "relative_clause" and last in c.subtree() for c in above.children)
        ):
            last = above
            break
    while last.rel in {"flat", "apposition", "compound"} and last.head is not None and last.head in before:
        if last.rel != "apposition" and any(min(last.i, last.head.i) < c < max(last.i, last.head.i) for c in commas):
            break
        last = last.head
    return last
