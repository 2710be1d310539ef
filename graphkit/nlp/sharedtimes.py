"""Times that the events of one sentence share: what the attack of Monday killed, what happened "in which", "when", or in the next breath.

A time that the writer gives to one clause holds for another where the sentence says so ("were killed when a bomb went off on Saturday"),
or where the other goes on in the same tense ("broke in late on Friday and seized a guest"). Only days carry on: what happened in one
year did not happen together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from graphkit.nlp.calendars import step_from
from graphkit.nlp.circumstances import Times
from graphkit.nlp.clausetense import goes_with, is_participle, tense
from graphkit.nlp.drafts import Draft
from graphkit.nlp.quantities import number_of
from graphkit.nlp.reading import Reading
from graphkit.nlp.syntax import preposition
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node

FINE = frozenset({"minute", "hour", "day"})
"""Precisions that carry on to the next clause."""
HIT = frozenset({"Interception", "Attack", "Damage", "Killing", "Injury"})
"""What a weapon in flight does or meets."""
SLOTS = frozenset({"object", "agent", "oblique", "passive_subject", "conjunct", "subject"})
"""Where a noun stands right at its verb, or in a list there."""


class SharedTimes:
    """Times of events by the clauses around them."""

    def __init__(self, reading: Reading, times: Times, drafts: Iterable[Draft]) -> None:
        self._reading = reading
        self._times = times
        self._drafts = list(drafts)
        self._place = {d.key: n for n, d in enumerate(self._drafts)}
        self._by_key = {d.key: d for d in self._drafts}
        self._by_clause: dict[int, list[Draft]] = {}
        for draft in self._drafts:
            for i in {draft.found.clause.i, draft.found.trigger.i}:
                self._by_clause.setdefault(i, []).append(draft)
        self.told: dict[int, TimeExpression] = {}
        """Times that a heading gives to a sentence's main verbs."""
        self.counted: list[TimeExpression] = []
        """Times counted from those of other clauses: "a week after …"."""

    def events_at(self, node: Node) -> list[Draft]:
        """The events of the clause or noun at `node`."""
        return self._by_clause.get(node.i, [])

    def is_saying(self, verb: Node) -> bool:
        """Whether a verb reports what somebody said."""
        return verb.lemma in self._reading.lexicon.saying

    def share(self, drafts: list[Draft]) -> None:
        """Share times between the events of a sentence until nothing changes."""
        for _ in range(4):
            changed = False
            for draft in drafts:
                if draft.time is None:
                    draft.time = self._of_cause(draft) or self._counted(draft) or self._of_clause(draft)
                    changed = changed or draft.time is not None
            if not changed:
                return

    def _of_cause(self, draft: Draft) -> TimeExpression | None:
        """The time of the event that did it, or in which it was done: "The attack of 7 October killed 40"."""
        for role in draft.roles:
            cause = self._by_key.get(role.filler or "")
            if (
                cause is not None
                and cause is not draft
                and cause.time is not None
                and role.name in {"agent", "instrument"}
            ):
                return cause.time
        verb = draft.found.clause
        for noun in verb.having("oblique"):
            time = self._of_noun(noun) if preposition(noun) in {"in", "during"} and noun.pos == "NOUN" else None
            if time is not None:
                return time
        return self._taken_up(draft)

    def _taken_up(self, draft: Draft) -> TimeExpression | None:
        """The time of the occurrence that a definite noun takes up as what did it: "The strike also damaged a clinic"."""
        lexicon = self._reading.lexicon
        for filler in draft.found.roles.get("agent", ()):
            noun = filler.node
            if noun.pos != "NOUN" or not any(c.lower in {"the", "this", "that"} for c in noun.having("determiner")):
                continue
            kinds = {f.evokes for _, f in lexicon.frames_by_word.get(("noun", noun.lemma.lower()), ())}
            for other in self._before(draft):
                if (
                    other.kind in kinds
                    and other.standing.modality == "Actual"
                    and other.standing.polarity == "Positive"
                ):
                    return other.time
        return None

    def _before(self, draft: Draft) -> Iterator[Draft]:
        """The events told before in the same paragraph, the nearest first."""
        tree, end = self._reading.tree, draft.found.trigger.begin
        for other in reversed(self._drafts[: self._place[draft.key]]):
            if "\n" in tree.text[other.found.trigger.end : end]:
                return
            yield other

    def _of_noun(self, noun: Node) -> TimeExpression | None:
        """The time that an occurrence's noun carries: "the raid of 3 May", "the attack, which took place on Tuesday"."""
        for draft in self.events_at(noun):
            if draft.time is not None:
                return draft.time
        happening = (self._times.at(c) for c in noun.having("relative_clause") if self._is_happening(c))
        return next((t for t in happening if t is not None), None) or self._times.right_at(noun)

    def _of_clause(self, draft: Draft) -> TimeExpression | None:
        """The time of the clause that the event's own hangs on, or that hangs on it."""
        return self._below(draft.found.clause) or self._above(draft)

    def _below(self, clause: Node) -> TimeExpression | None:
        """ "were killed when a bomb went off on Saturday"; "the attack, which took place on Tuesday"."""
        for child in clause.having("adverbial_clause"):
            if self._is_simultaneous(child) and tense(child) in {"past", ""}:
                time = self.at(child)
                if time is not None and time.precision in FINE:
                    return time
        return self._of_noun(clause) if clause.is_nominal else None

    def _counted(self, draft: Draft) -> TimeExpression | None:
        """ "China sanctioned two firms on Wednesday, a week after Washington sold Taipei missiles": a week before Wednesday."""
        clause = draft.found.clause
        if clause.rel == "adverbial_clause" and clause.head is not None:
            time = self.at(clause.head)
            return self._offset(clause, time, -1) if time is not None else None
        for child in clause.having("adverbial_clause"):
            time = self.at(child)
            if time is not None and (found := self._offset(child, time, 1)) is not None:
                return found
        return None

    def _offset(self, clause: Node, time: TimeExpression, sign: int) -> TimeExpression | None:
        """Count from the day of one clause to that of the other: `clause` begins with "after" or "before" and a count stands before."""
        tree = self._reading.tree
        marker = next((m for m in clause.having("marker") if m.lower in {"after", "before"}), None)
        if marker is None or marker.i < 2 or time.begin is None or time.begin != time.end or time.precision not in FINE:
            return None
        noun = tree.nodes[marker.i - 1]
        number = tree.nodes[marker.i - 2]
        count = 1 if number.lower == "the" else number_of([number.text])
        if (
            noun.lemma.lower() not in {"day", "week", "month", "year"}
            or count is None
            or noun.sentence != clause.sentence
        ):
            return None
        if marker.lower == "before":
            sign = -sign
        value = step_from(dt.date.fromisoformat(time.begin[:10]), sign * count, noun.lemma.lower())
        if value is None:
            return None
        self.counted.append(TimeExpression(number.i, marker.i, noun, *value))
        return self.counted[-1]

    def _above(self, draft: Draft) -> TimeExpression | None:
        node = draft.found.clause
        if not node.is_verbal and node.first("copula") is None:
            is_slot = node.rel in {"subject", "passive_subject", "object", "oblique"} and node.head is not None
            return self.told.get(node.head.i) if is_slot and node.head is not None else None
        while node.head is not None:
            head = node.head
            match node.rel:
                case "conjunct" | "parataxis":
                    if not goes_with(node, head) or (node.rel == "parataxis" and self.is_saying(node)):
                        return None
                case "adverbial_clause":
                    if not (self._is_simultaneous(node) or is_participle(node)):
                        return None
                case "open_clause" if is_participle(node):  # "left a vehicle destroyed"
                    pass
                case "relative_clause":
                    return self._of_relative(node, head)
                case "adnominal_clause":
                    return self._of_launch(draft, head)
                case _:
                    return None
            if head.is_nominal and head.first("copula") is None:
                return None
            if self.at(head) is not None:
                return self._day_at(head)
            node = head
        return None

    def _of_relative(self, clause: Node, noun: Node) -> TimeExpression | None:
        """ "the raid of 3 May, in which two died"; "stormed on Monday by soldiers, who freed the hostages"."""
        if any(c.lower == "which" and preposition(c) in {"in", "during"} for c in clause.having("oblique")):
            verb = noun.head if noun.rel in {"oblique", "agent", "subject", "object"} else None
            return self._of_noun(noun) or (self.at(verb) if verb is not None and verb.is_verbal else None)
        subject = clause.first("subject")
        verb = noun.head if noun.rel in {"agent", "subject", "object"} else None
        if subject is None or subject.lower != "who" or verb is None or not verb.is_verbal:
            return None
        if self._reading.tree.nodes[subject.i - 1].text != "," or {tense(clause), tense(verb)} != {"past"}:
            return None
        return self._day_at(verb)

    def _of_launch(self, draft: Draft, weapon: Node) -> TimeExpression | None:
        """ "shot down a missile fired from the hills": a weapon in flight was launched on the day that it hit or was hit."""
        if draft.kind != "Launch":
            return None
        verb = _governing_verb(weapon)
        is_met = any(other.kind in HIT and other.time is not None for other in self.events_at(verb))
        return self._day_at(verb) if is_met else None

    def _day_at(self, node: Node) -> TimeExpression | None:
        """The time at a clause, where it is that of a day."""
        time = self.at(node)
        return time if time is not None and is_day(time) else None

    def at(self, node: Node) -> TimeExpression | None:
        """The time that stands at a clause or noun, or that its event has got."""
        for draft in self.events_at(node):
            if draft.time is not None:
                return draft.time
        return self._times.at(node) or self.told.get(node.i)

    def _is_simultaneous(self, clause: Node) -> bool:
        words = self._reading.lexicon.words("simultaneous-markers")
        first = next(iter(clause.having("marker", "adverb")), None)
        return first is not None and first.i < clause.i and first.lower in words

    def _is_happening(self, clause: Node) -> bool:
        """ "which took place", "that happened"."""
        if clause.lemma == "take":
            return any(c.lower == "place" for c in clause.having("object", "unmarked", "particle", "compound"))
        return clause.lemma in self._reading.lexicon.words("happening-verbs")


def is_day(time: TimeExpression) -> bool:
    """Whether a time is known to the day and open at neither end."""
    return time.precision in FINE and time.begin is not None and time.end is not None


def _governing_verb(noun: Node) -> Node:
    node = noun
    while node.head is not None and not node.is_verbal and node.rel in SLOTS:
        node = node.head
    return node
