"""The time of events whose own clause states none, where the text around them tells it.

Three ways, from the surest to the least sure:

- The sentence ties the event to one whose time it states: what the attack of Monday killed, what happened "in which", "when", or in the
  next breath ("broke in late on Friday and seized a guest").
- A heading states it for its paragraph ("DEC. 17 — Rebels seize …"), the story's first sentence for the points of its list.
- The next sentence goes on where a dated one left off: "On Friday he dismissed his deputy. He named another in his place."

Only a plain past carries on: what a perfect, a future or a modal tells lies elsewhere, and what people say about an event is not said on its
day. Where a sentence has a time of its own, nothing is taken from another. What a dateline says ("KYIV, July 19 —") is the writing's
time and no event's.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.model import Key
from graphkit.nlp.circumstances import Times
from graphkit.nlp.clausetense import goes_with, tense
from graphkit.nlp.datelines import BULLETS
from graphkit.nlp.drafts import Draft
from graphkit.nlp.reading import Reading
from graphkit.nlp.sharedtimes import SharedTimes, is_day
from graphkit.nlp.syntax import preposition
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node

LEAD = 5
"""Sentences, headlines among them, in which the story's day is told."""
BESIDE = frozenset({"conjunct", "parataxis"})


class Timeline:
    """Gives the drafts of one document the times that others state for them; used once."""

    def __init__(self, reading: Reading, times: Times, drafts: Iterable[Draft]) -> None:
        self._reading = reading
        self._times = times
        self._drafts = list(drafts)
        self._shared = SharedTimes(reading, times, self._drafts)
        self._story: TimeExpression | None = None
        self._actors: set[Key] = set()

    @property
    def counted(self) -> list[TimeExpression]:
        """Times counted from those of other clauses, which no expression of the text has as its value."""
        return self._shared.counted

    def spread(self) -> None:
        """Go through the text once, sentence by sentence."""
        line: TimeExpression | None = None
        heading: TimeExpression | None = None
        is_point = False
        by_sentence: dict[int, list[Draft]] = {}
        for draft in self._drafts:
            by_sentence.setdefault(draft.found.trigger.sentence, []).append(draft)
        for number, (first, last) in enumerate(self._reading.tree.sentences):
            if first >= last:
                continue
            if self._reading.tree.begins_line(first):
                is_point = self._reading.tree.nodes[first].text in BULLETS
                heading = self._times.heading_at(first + is_point)
                line = None
            drafts = by_sentence.get(number, [])
            self._shared.share(drafts)
            outer = heading or line or (self._story if is_point else None)
            if outer is not None:
                is_told_for = heading is not None or (line is None and is_point)
                if is_told_for:
                    self._shared.told |= {n.i: outer for n in self._main_verbs(first, last) if not self._has_time(n)}
                self._carry_on(drafts, outer, told_by_heading=heading is not None, is_told_for=is_told_for)
                self._shared.share(drafts)
            line = self._line_after(first, last, drafts, line)
            self._actors = self._actors if line is not None else set()
            self._actors |= {r.filler for d in drafts if d.time is line for r in d.participants if r.filler}
            if self._story is None and number < LEAD:
                self._story = line

    def _carry_on(self, drafts: list[Draft], time: TimeExpression, *, told_by_heading: bool, is_told_for: bool) -> None:
        """Give the events of a sentence's main line the time told before, where it has none of its own.

        Without a heading, one of those who took part in what was told before must take part again.
        """
        for draft in drafts:
            if draft.time is not None or not self._is_on_line(draft, present=told_by_heading):
                continue
            if (
                is_told_for
                or self._is_pronoun_first(draft)
                or self._actors & {r.filler for r in draft.participants if r.filler}
            ):
                draft.time = time

    def _is_pronoun_first(self, draft: Draft) -> bool:
        """Whether the sentence's subject is a pronoun, which takes up one of those named before."""
        subject = draft.found.clause.first("subject", "passive_subject")
        personal = (
            self._reading.lexicon.words("third-person-neuter")
            | self._reading.lexicon.words("third-person-singular-animate")
            | self._reading.lexicon.words("third-person-plural")
        )
        return subject is not None and subject.lower in personal

    def _is_on_line(self, draft: Draft, *, present: bool) -> bool:
        """Whether the event is told as what happened next, and not as background, plan, or saying."""
        node = draft.found.clause
        if draft.standing.modality != "Actual" or draft.standing.polarity != "Positive":
            return False
        if not node.is_verbal or self._reading.quotes.is_quoted(node):
            return False
        if not present and draft.kind in self._reading.lexicon.words("classes-of-speech"):
            return False
        while node.rel in BESIDE and node.head is not None and goes_with(node, node.head, present=present):
            node = node.head
        if not self._is_main(node) or self._has_time(node):
            return False
        if any(preposition(n) == "during" for n in draft.found.clause.having("oblique")):
            return False  # "Four people were killed during the unrest"
        return tense(node) == "past" or (present and tense(node) in {"present", ""})

    def _main_verbs(self, first: int, last: int) -> list[Node]:
        return [n for n in self._reading.tree.nodes[first:last] if n.is_verbal and self._is_main(n)]

    def _is_main(self, verb: Node) -> bool:
        """Whether a verb heads its sentence, or what a verb of saying behind it reports: "Ships struck the port, the navy said"."""
        if verb.rel == "root":
            return True
        head = verb.head
        if verb.rel == "parataxis" and head is not None and head.rel == "root" and not head.is_verbal:
            return True  # behind a dateline or a heading
        return (
            verb.rel == "clause"
            and head is not None
            and verb.i < head.i
            and head.rel == "root"
            and self._shared.is_saying(head)
        )

    def _has_time(self, root: Node) -> bool:
        """Whether a sentence has a time of its own, resolved or not."""
        return any(self._times.covers(n.i) for n in self._reading.tree.sentence(root.sentence))

    def _line_after(
        self, first: int, last: int, drafts: list[Draft], line: TimeExpression | None
    ) -> TimeExpression | None:
        """The time at which the story stands after a sentence."""
        nodes = self._reading.tree.nodes[first:last]
        roots = self._main_verbs(first, last)
        told = [d.time for n in roots for d in self._shared.events_at(n)]
        told += [
            self._times.right_at(n) for n in roots if not self._shared.is_saying(n) and tense(n) in {"past", "present"}
        ]
        time = next((t for t in told if t is not None), None)
        if time is not None:
            return time if is_day(time) else None
        if any(self._times.covers(n.i) for n in nodes):
            return None
        return line if any(tense(n) == "past" for n in roots) else None
