"""Quotations: who speaks the words between quotation marks."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.slots import Syntax
from graphkit.nlp.standing import Report
from graphkit.nlp.tree import Node, Tree


class Quotes:
    """Who speaks inside quotation marks, sentence by sentence, where no verb of saying governs the words."""

    OPENING = "“„«"
    CLOSING = "”»"

    def __init__(self, tree: Tree, lexicon: Lexicon, syntax: Syntax) -> None:
        self._speakers: dict[int, Report | None] = {}
        self._inside = self._find_inside(tree)
        cues = self._cues(tree, lexicon, syntax)
        for first, last in self._spans(tree):
            report = self._nearest(tree, cues, first, last)
            for i in range(first, last + 1):
                self._speakers[i] = report

    def speaker_of(self, node: Node) -> Report | None:
        """Find the report whose quotation `node` stands in."""
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

    def _cues(self, tree: Tree, lexicon: Lexicon, syntax: Syntax) -> list[Report]:
        found = []
        for node in tree.nodes:
            if not node.is_verbal or self._inside[node.i]:
                continue
            for operator in lexicon.quote_cues(node.lemma):
                if not operator.subjunctive and len(operator.word.split()) == 1:
                    speaker = next((f.node for f in syntax.verb_slots(node) if f.slot == "subject"), None)
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
