"""Events and lasting relations from the parse through the lexicon's frames.

The frames propose: for each verb, noun or suffix that evokes one, the grammatical slots around it are matched with the frame's roles; the
frame with the most specific match wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphkit.lexicon import Frame, Lexicon
from graphkit.nlp.lightverbs import LightVerbs
from graphkit.nlp.phrases import phrase_at, words_before
from graphkit.nlp.referents import Referents
from graphkit.nlp.roleslots import RoleSlots
from graphkit.nlp.slots import Syntax
from graphkit.nlp.syntax import Filler, conjuncts, preposition
from graphkit.nlp.tree import Node, Tree


@dataclass(slots=True)
class Found:
    """An event or lasting relation as found: frame, trigger and the nodes that fill its roles."""

    frame: Frame
    trigger: Node
    words: tuple[int, ...]
    roles: dict[str, list[Filler]] = field(default_factory=dict)
    light_verb: Node | None = None

    @property
    def clause(self) -> Node:
        """The node whose clause the event is told in: its light verb, else the trigger."""
        return self.light_verb or self.trigger


class EventFinder:
    """Finds events in a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, syntax: Syntax) -> None:
        self._lexicon = lexicon
        self._syntax = syntax
        self._light_verbs = LightVerbs(lexicon, syntax)

    def find(
        self, tree: Tree, referents: Referents, skip: frozenset[int], time_nodes: frozenset[int] = frozenset()
    ) -> list[Found]:
        """Find all events and frame-borne lasting relations, in order of their triggers; time expressions fill no roles."""
        slots = RoleSlots(self._lexicon, referents, time_nodes)
        found = [f for node in tree.nodes if node.i not in skip for f in self._at(tree, node, referents, slots)]
        taken = {i for f in found if f.trigger.is_verbal for i in f.words if i != f.trigger.i}
        return [f for f in found if f.trigger.i not in taken or f.trigger.is_verbal]  # the "fire" of "opened fire"

    def _at(self, tree: Tree, node: Node, referents: Referents, roles_of: RoleSlots) -> Iterator[Found]:
        suffix = self._suffix(tree, node, referents, roles_of) if _is_suffix(tree, node) else None
        if suffix is not None:
            yield suffix
        elif (
            node.pos == "VERB"
            or (node.pos == "ADJ" and node.tag in {"VBN", "VBD", "VBG"})
            or (node.pos == "AUX" and node.rel not in {"auxiliary", "passive_auxiliary", "copula"})
        ):
            yield from self._verb(tree, node, roles_of)
        elif node.pos in {"NOUN", "PROPN"}:
            mention = referents.mention_at(node)
            if mention is None or mention.form in {"adjective"}:
                yield from self._noun(tree, node, roles_of)
        elif node.pos == "ADJ" and node.rel != "adjective":
            yield from self._noun(tree, node, roles_of)

    def _verb(self, tree: Tree, verb: Node, roles_of: RoleSlots) -> Iterator[Found]:
        options = self._lexicon.frames_by_word.get(("verb", verb.lemma), ())
        if verb.i > 1 and tree.nodes[verb.i - 1].text == "-":  # "test-fired"
            joined = f"{tree.nodes[verb.i - 2].lower}-{verb.lemma}"
            options = self._lexicon.frames_by_word.get(("verb", joined), ()) or options
        if not options:
            return
        slots: list[Filler] | None = None
        matches: list[tuple[tuple[int, ...], Found]] = []
        for words, frame in options:
            extra = phrase_at(verb, words)
            if extra is None:
                continue
            if slots is None:
                slots = self._syntax.verb_slots(verb)
            usable = _usable(verb, frame, slots, extra)
            roles = roles_of.assign(frame, usable)
            if roles is not None:
                found = Found(frame, verb, (verb.i, *extra), roles)
                matches.append((_rank(frame, words, roles), found))
        yield from _best(matches)

    def _noun(self, tree: Tree, noun: Node, roles_of: RoleSlots) -> Iterator[Found]:
        options = self._lexicon.frames_by_word.get(("noun", noun.lemma.lower()), ())
        if noun.lower != noun.lemma.lower():
            options += self._lexicon.frames_by_word.get(("noun", noun.lower), ())
        if not options:
            return
        fillers = self._syntax.noun_slots(noun)
        lent: dict[Node | None, list[Filler]] = {}
        matches: list[tuple[tuple[int, ...], Found]] = []
        for words, frame in options:
            extra = words_before(tree, noun, words)
            if extra is None:
                continue
            usable = [f for f in fillers if f.node.i not in extra]
            counts = "figure" in frame.slot_names
            light, light_verb = self._light_verbs.at(noun, frame) if not counts else (None, None)
            if light_verb not in lent:
                lent[light_verb] = self._light_verbs.lent(noun, light_verb)
            usable += lent[light_verb]
            roles = roles_of.assign(
                frame, usable, lent=frozenset({"agent", "patient"}) if light is not None else frozenset()
            )
            if roles is None:
                continue
            if light is not None and light_verb is not None:
                self._light_verbs.lend_roles(noun, light, light_verb, frame, roles, roles_of)
            if frame.evokes in self._lexicon.words("classes-of-agents") and "agent" not in roles:
                continue
            if counts and noun.head is not None and noun.head.is_verbal:
                light_verb = noun.head  # "may reach 120"
            if frame.needs <= roles.keys():
                matches.append((_rank(frame, words, roles), Found(frame, noun, (*extra, noun.i), roles, light_verb)))
        yield from _best(matches)

    def _suffix(self, tree: Tree, node: Node, referents: Referents, roles_of: RoleSlots) -> Found | None:
        """ "Iranian-made drones": base = Iranian, noun = drones."""
        base = tree.nodes[node.i - 2]
        mention = referents.mention_at(base)
        noun = node.head
        if noun is None or mention is None:
            return None
        while noun is not None and not (noun.is_nominal and noun.i > node.i):
            noun = noun.head
        if noun is None:  # "residents of Hamas-run Gaza"
            noun = next((n for n in node.having("object") if n.i > node.i), node.head)
        if noun is None or not noun.is_nominal:
            return None
        for _, frame in self._lexicon.frames_by_word.get(("suffix", node.lower), ()):
            fillers = [Filler("base", mention.head), *(Filler("noun", n) for n in conjuncts(noun))]
            roles = roles_of.assign(frame, fillers)
            if roles is not None:
                return Found(frame, node, (mention.first, node.i), roles)
        return None


def _usable(verb: Node, frame: Frame, slots: list[Filler], extra: tuple[int, ...]) -> list[Filler]:
    """Fillers around a verb for one frame: the words of its phrase fill nothing, what stands below them does."""
    takes_object = "object" in frame.slot_names
    inside = {i for i in extra if not (takes_object and any(f.node.i == i and f.slot == "object" for f in slots))}
    usable = [f for f in slots if f.node.i not in inside]
    for i in inside:
        usable += _below(verb, i, inside)
    usable += [  # "took control of Aleppo": what stands at the noun of the phrase
        e
        for f in slots
        if f.slot == "object" and f.node.i in extra and f.node.i not in inside
        for e in _below(verb, f.node.i, inside)
    ]
    if takes_object and not any(
        f.slot == "object" for f in usable
    ):  # "took on the division": a particle read as a preposition
        usable += [
            Filler("object", f.node, 1) for f in slots if any(c.i in extra and c.rel == "case" for c in f.node.children)
        ]
    usable += [
        e
        for i in extra
        for n in verb.subtree()
        if n.i == i and n.is_nominal
        for e in _conjunct_fillers(Filler("phrase", n))
    ]
    return usable


def _below(verb: Node, i: int, inside: set[int]) -> list[Filler]:
    """Prepositional phrases at the noun of a phrasal verb ("open fire on", "take part in")."""
    noun = next((c for c in verb.subtree() if c.i == i), None)
    if noun is None or noun.rel == "case":
        return []
    return [
        e
        for c in noun.having("nominal_modifier")
        if c.i not in inside
        for e in _conjunct_fillers(Filler(preposition(c), c, 0))
    ]


def _conjunct_fillers(filler: Filler) -> list[Filler]:
    """The filler and its conjuncts, in the same slot."""
    return [Filler(filler.slot, n, filler.distance) for n in conjuncts(filler.node)]


def _rank(frame: Frame, words: tuple[str, ...], roles: dict[str, list[Filler]]) -> tuple[int, ...]:
    restricted = sum(1 for role, slots in frame.roles if role in roles and any(s.allow or s.forbid for s in slots))
    return (
        len(words),
        sum(1 for fillers in roles.values() if any(f.slot in {"subject", "object", "indirect"} for f in fillers)),
        sum(1 for r in frame.needs if r in roles),
        restricted,
        len(roles),
        -sum(f.distance for fillers in roles.values() for f in fillers),
    )


def _best(matches: list[tuple[tuple[int, ...], Found]]) -> Iterator[Found]:
    """The best event frame; a lasting relation may hold beside it."""
    events = [m for m in matches if not m[1].frame.lasting]
    lasting = [m for m in matches if m[1].frame.lasting]
    if events:
        best = max(events, key=lambda m: (m[0], m[1].frame.id))[1]
        for (
            _,
            other,
        ) in events:  # "16 jacks and six tanks were destroyed": one frame may admit what another of the class does not
            if other is not best and other.frame.evokes == best.frame.evokes and other.words == best.words:
                for role, fillers in best.roles.items():
                    slots = {f.slot for f in fillers}
                    known = {f.node.i for fs in best.roles.values() for f in fs}
                    fillers += [f for f in other.roles.get(role, ()) if f.slot in slots and f.node.i not in known]
        yield best
    if lasting:
        yield max(lasting, key=lambda m: (m[0], m[1].frame.id))[1]


def _is_suffix(tree: Tree, node: Node) -> bool:
    return (
        node.i >= 2
        and tree.nodes[node.i - 1].text in {"-", "‑"}
        and tree.nodes[node.i - 1].begin == tree.nodes[node.i - 2].end
        and node.begin == tree.nodes[node.i - 1].end
    )
