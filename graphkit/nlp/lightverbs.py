"""Verbs that lend an event noun their subject and their prepositions: "carried out a strike", "came under attack"."""

from __future__ import annotations

from graphkit.lexicon import Frame, Lexicon, LightVerb
from graphkit.nlp.roleslots import RoleSlots
from graphkit.nlp.slots import Syntax
from graphkit.nlp.syntax import Filler, preposition
from graphkit.nlp.tree import Node

OPPOSING = frozenset({"against", "on", "between"})
SETTING = frozenset({"in", "near", "at"})
GROUNDS = frozenset({"over", "at", "against", "about", "with"})


class LightVerbs:
    """Finds light verbs. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self._syntax = syntax
        self._light: dict[str, list[tuple[tuple[str, ...], LightVerb]]] = {}
        for light in lexicon.light_verbs:
            for phrase in light.words:
                words = tuple(phrase.split())
                self._light.setdefault(words[0], []).append((words, light))

    def at(self, noun: Node, frame: Frame) -> tuple[LightVerb | None, Node | None]:
        """Find the light verb that governs an event noun, and the node where it stands."""
        verb = noun.head
        if verb is None:
            return None, None
        member = self._syntax.outermost(noun)
        while member.rel == "conjunct" and member.head is not None and not member.head.is_verbal:
            member = self._syntax.outermost(member.head)
        verb = member.head
        if member.rel == "adnominal_clause" or verb is None:
            return None, None
        participle = next(
            (
                c
                for c in noun.having("adnominal_clause", "relative_clause")
                if c.tag in {"VBN", "VBD"} and c.lemma in self._light
            ),
            None,
        )
        relation = member.rel
        carrier = None
        if relation == "nominal_modifier" and verb.rel in {"object", "oblique"} and verb.head is not None:
            carrier, verb, relation = verb, verb.head, "oblique"  # "took part in a march": the noun hangs on "part"
        if not verb.is_verbal or relation not in {"object", "passive_subject", "oblique"}:
            if participle is None:
                return None, None
            verb, relation, carrier = participle, "object", None
        around = {c.lower for c in verb.having("particle", "adverb", "case")}
        wanted: set[str] = set()
        if relation == "oblique":
            wanted = {preposition(member)} | ({carrier.lower} if carrier is not None else set())
            around |= wanted
            if carrier is None:  # "took part in a march", where the march hangs on the verb
                around |= {c.lower for c in verb.having("object")}
        for words, light in sorted(self._light.get(verb.lemma, ()), key=lambda x: -len(x[0])):
            rest = words[1:]
            if not wanted <= set(rest):
                continue
            if all(w in around for w in rest) and (not light.only_with or frame.evokes in light.only_with):
                return light, verb
        return None, None

    def lent(self, noun: Node, verb: Node | None) -> list[Filler]:
        """Lend what stands behind prepositions at the light verb: it counts as standing at the noun."""
        if verb is None:
            outer = self._syntax.outermost(noun)
            governor = outer.head
            if governor is None or not governor.is_verbal:
                return []
            borrowed = self._borrowed(outer, governor)
            if not borrowed:
                return []
            return [
                Filler(f.slot, f.node, 3)
                for f in self._syntax.verb_slots(governor)
                if f.slot in borrowed and f.node is not noun and f.node is not outer
            ]
        skip = {"subject", "object", "clause", "infinitive", "indirect"}
        return [
            f for f in self._syntax.verb_slots(verb) if f.slot not in skip and f.node is not noun and f.distance < 2
        ]

    def _borrowed(self, noun: Node, governor: Node) -> frozenset[str]:
        """Prepositions at an ordinary verb that count as standing at the event noun which it governs."""
        borrowed = OPPOSING if noun.rel in {"object", "passive_subject", "subject"} else frozenset[str]()
        if self._syntax.is_deadly(governor) and (
            noun.rel in {"subject", "agent"} or preposition(noun) in {"in", "by", "during"}
        ):
            borrowed |= SETTING  # "the raids killed nine people in Idlib"
        if self._syntax.is_manner(noun):
            borrowed |= GROUNDS  # "resigned in protest over the decree"
        return borrowed

    def lend_roles(
        self,
        noun: Node,
        light: LightVerb,
        verb: Node,
        frame: Frame,
        roles: dict[str, list[Filler]],
        slots: RoleSlots,
    ) -> None:
        """Let the light verb's subject fill the role that the lexicon says, where the kinds admit it."""
        subjects = [f for f in self._syntax.verb_slots(verb) if f.slot == "subject" and f.node is not noun]
        if light.subject_fills == "patient":
            agents = [f for f in self._syntax.verb_slots(verb) if f.slot in {"from", "by"} and f.node is not noun]
            if agents and "agent" not in roles:
                fit = [f for f in agents if slots.admits(frame, "agent", f)]
                if fit:
                    roles["agent"] = fit
            subjects = subjects or [
                f for f in self._syntax.verb_slots(verb) if f.slot == "object" and f.node is not noun
            ]
        if light.subject_fills not in roles or light.subject_fills == "agent":
            fit = [Filler(f.slot, f.node, f.distance) for f in subjects if slots.admits(frame, light.subject_fills, f)]
            if fit and not (light.subject_fills in roles and any(f.distance == 0 for f in roles[light.subject_fills])):
                roles[light.subject_fills] = fit
