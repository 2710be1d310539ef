"""When and where an event happened, as far as its frame does not tell."""

from __future__ import annotations

from collections import defaultdict

from graphkit.model import Role
from graphkit.nlp.drafts import Draft, Drafts
from graphkit.nlp.events import Found
from graphkit.nlp.groups import group_at, noun_of, real_head
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.syntax import Filler
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node


class Places:
    """Adds places to drafts."""

    def __init__(self, reading: Reading, keys: Keys) -> None:
        self._reading = reading
        self._keys = keys

    def add(self, draft: Draft) -> None:
        """Say where it happened: a place behind a locative preposition at the trigger or its light verb."""
        if any(r.name == "place" for r in draft.roles):
            return
        used = {r.filler for r in draft.roles}
        for filler in self._slots(draft.found):
            if filler.slot not in self._reading.lexicon.words("static-place-prepositions"):
                continue
            node = real_head(filler.node, self._reading.lexicon)
            city = self._reading.referents.place_at(node)
            state = self._reading.referents.at(node)
            if city is not None and state is not None and self._keys.known(state) in used:
                continue
            referent = self._reading.referents.read_as(node, city) if city is not None else self._place(node)
            if referent is None:
                continue
            key = self._keys.of(referent)
            if key not in used:
                draft.roles.append(Role("place", key, None, self._reading.span(node.i, node.i)))
                return

    def _slots(self, item: Found) -> list[Filler]:
        """What stands around the trigger, and around its light verb or the verb that governs it."""
        syntax, trigger = self._reading.syntax, item.trigger
        slots = syntax.noun_slots(trigger) if not trigger.is_verbal else []
        verb = item.light_verb or (trigger if trigger.is_verbal else None)
        governed = trigger.rel in {"subject", "passive_subject", "object"}
        if verb is None and governed and trigger.head is not None and trigger.head.is_verbal:
            verb = trigger.head
        return slots + syntax.verb_slots(verb) if verb is not None else slots

    def _place(self, node: Node) -> Referent | None:
        """The named place at `node`, or the group of places that it heads; None for anything else."""
        referent = self._reading.referents.at(node)
        if referent is None and node.pos == "NOUN" and self._is_place_noun(node):
            referent = group_at(self._reading.tree, self._reading.referents, node)
        if referent is None or referent.kind in {"Place", "Facility", "State"}:
            return referent
        is_place = referent.kind == "Group" and referent.noun is not None and self._is_place_noun(referent.noun)
        return referent if is_place else None

    def _is_place_noun(self, node: Node) -> bool:
        noun = noun_of(node, self._reading.lexicon)
        return noun is not None and noun.kind in {"place", "facility"}


class Times:
    """Finds the time expression of each event."""

    def __init__(self, times: list[TimeExpression], drafts: Drafts) -> None:
        self._triggers = frozenset(drafts.by_trigger)
        self._at = times_by_node(times, self._triggers)

    def of(self, item: Found) -> TimeExpression | None:
        """Find the time expression nearest to the event: at its trigger, its clause, or the clause it shares a predicate with."""
        node: Node | None = item.trigger
        for _ in range(6):
            if node is None:
                return None
            if self._at.get(node.i):
                return self._at[node.i][0]
            if node is item.trigger and item.light_verb is not None and self._at.get(item.light_verb.i):
                return self._at[item.light_verb.i][0]
            if node.rel in {"clause", "relative_clause", "root", "parataxis", "clausal_subject"}:
                return None
            if node.rel == "adverbial_clause" and node.first("marker") is not None:
                return None
            if node.rel == "adnominal_clause" or (not node.is_verbal and node.rel == "nominal_modifier"):
                if node.head is not None and node.head.i not in self._triggers:
                    return None
            if node.rel == "conjunct" and node.is_verbal and node.head is not None and self._at.get(node.head.i):
                time = self._at[node.head.i][0]
                return time if time.first < node.head.i or time.first > node.i else None
            node = node.head
        return None


def times_by_node(times: list[TimeExpression], triggers: frozenset[int]) -> dict[int, list[TimeExpression]]:
    """Sort time expressions by the node they modify; a chain of modifiers ("Tuesday in June") leads to its top."""
    found: dict[int, list[TimeExpression]] = defaultdict(list)
    heads = {t.head.i for t in times}
    for time in times:
        governor = time.head.head
        while governor is not None and (
            governor.i in heads
            or (
                governor.head is not None
                and not governor.is_verbal
                and governor.i not in triggers
                and not governor.first("copula")
            )
        ):
            governor = governor.head
        if governor is not None:
            found[governor.i].append(time)
        else:
            found[time.head.i].append(time)
    order = {"minute": 0, "hour": 0, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5, "decade": 6}
    return {i: sorted(ts, key=lambda t: (order.get(t.precision, 9), t.first)) for i, ts in found.items()}
