"""When and where an event happened, as far as its frame does not tell."""

from __future__ import annotations

from collections import defaultdict

from graphkit.model import Role
from graphkit.nlp.datelines import is_dateline, is_heading
from graphkit.nlp.drafts import Draft, Drafts
from graphkit.nlp.events import Found
from graphkit.nlp.groups import group_at, noun_of, real_head
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.syntax import Filler, preposition
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node, Tree


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

    def __init__(self, reading: Reading, times: list[TimeExpression], drafts: Drafts) -> None:
        self._reading = reading
        self._triggers = frozenset(drafts.by_trigger)
        self._headings = {t.first: t for t in times if is_heading(reading.tree, t.first, t.last)}
        inside = [t for t in times if t.first not in self._headings and not is_dateline(reading.tree, t.first, t.last)]
        self._covered = frozenset(i for t in inside for i in range(t.first, t.last + 1))
        self._at = times_by_node(reading.tree, inside, self._triggers)
        self._right_at = {t.head.head.i: t for t in reversed(inside) if t.head.head is not None}

    def at(self, node: Node) -> TimeExpression | None:
        """The finest time expression that modifies `node`."""
        return self._at[node.i][0] if self._at.get(node.i) else None

    def right_at(self, node: Node) -> TimeExpression | None:
        """The first time expression that hangs on `node` itself, and on nothing below it."""
        return self._right_at.get(node.i)

    def heading_at(self, first: int) -> TimeExpression | None:
        """The time that heads the paragraph which begins at node `first`: "DEC. 17 — Rebels seize …"."""
        return self._headings.get(first)

    def covers(self, i: int) -> bool:
        """Whether node `i` is part of a time expression of its sentence."""
        return i in self._covered

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
                is_measured = node.head is not None and real_head(node.head, self._reading.lexicon) is node
                if node.head is not None and node.head.i not in self._triggers and not is_measured:
                    return None
            if node.rel == "conjunct" and node.is_verbal and node.head is not None and self._at.get(node.head.i):
                time = self._at[node.head.i][0]
                return time if time.first < node.head.i or time.first > node.i else None
            node = node.head
        return None


def _governor_of(tree: Tree, time: TimeExpression) -> Node | None:
    """What an expression modifies, where the parser hung it too low.

    "For a second night running early on Wednesday" times the night's clause; "a city that lies on the coast, on Saturday" what
    happened there.
    """
    governor = time.head.head
    if governor is not None and governor.rel == "adnominal_clause" and governor.head is not None:
        if governor.head.lemma in {"night", "day", "week", "month", "year", "time"} and governor.head.head is not None:
            return governor.head.head
    if governor is not None and governor.rel == "relative_clause" and governor.head is not None:
        is_set_off = time.first and tree.nodes[time.first - 1].rel == "case" and tree.nodes[time.first - 2].text == ","
        if is_set_off and governor.tag in {"VBZ", "VBP"} and not governor.having("auxiliary", "passive_auxiliary"):
            return next((n for n in governor.ancestors() if n.is_verbal), governor)
    return governor


def _lends_time(time: TimeExpression, noun: Node, heads: set[int], triggers: frozenset[int]) -> bool:
    """Whether the time before a noun is that of the clause too: "in Monday's vote", but not "over the outcome of Monday's vote"."""
    if time.head.rel not in {"possessor", "compound", "number", "adjective"} or time.head.i > noun.i:
        return True
    if noun.i in heads or noun.i in triggers or noun.is_verbal:
        return True
    return noun.rel in {"subject", "passive_subject", "agent"} or preposition(noun) in {"in", "during", "at", "on"}


def times_by_node(tree: Tree, times: list[TimeExpression], triggers: frozenset[int]) -> dict[int, list[TimeExpression]]:
    """Sort time expressions by the node they modify; a chain of modifiers ("Tuesday in June") leads to its top."""
    found: dict[int, list[TimeExpression]] = defaultdict(list)
    heads = {t.head.i for t in times}
    for time in times:
        governor = _governor_of(tree, time)
        if governor is not None and not _lends_time(time, governor, heads, triggers):
            found[governor.i].append(time)
            continue
        while governor is not None and (
            governor.i in heads
            or (
                governor.head is not None
                and not governor.is_verbal
                and governor.i not in triggers
                and not governor.first("copula")
            )
        ):
            if preposition(governor) == "according to":  # when it was told, not when it was
                break
            governor = governor.head
        if governor is not None:
            found[governor.i].append(time)
        else:
            found[time.head.i].append(time)
    order = {"minute": 0, "hour": 0, "day": 1, "week": 2, "month": 3, "season": 4, "year": 5, "decade": 6}
    return {i: sorted(ts, key=lambda t: (order.get(t.precision, 9), t.first)) for i, ts in found.items()}
