"""Events and lasting relations from the parse through the lexicon's frames.

The frames propose: for each verb, noun or suffix that evokes one, the grammatical slots around it are matched with the frame's roles; the
frame with the most specific match wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graphkit.lexicon import Frame, Lexicon, LightVerb, Slot
from graphkit.nlp.groups import kinds_of, real_head
from graphkit.nlp.referents import Referents
from graphkit.nlp.syntax import Filler, Syntax, conjuncts, is_passive, preposition
from graphkit.nlp.tree import Node, Tree

STRICT_KINDS = frozenset({"weapon", "agreement", "position", "law", "talks", "event", "money"})
"""Restrictions that a noun unknown to every gazetteer does not satisfy."""


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
        self.lexicon = lexicon
        self.syntax = syntax
        self._light: dict[str, list[tuple[tuple[str, ...], LightVerb]]] = {}
        for light in lexicon.light_verbs:
            for phrase in light.words:
                words = tuple(phrase.split())
                self._light.setdefault(words[0], []).append((words, light))
        self._time_nodes: frozenset[int] = frozenset()
        self._event_nouns = {word for (kind, word) in lexicon.frames_by_word if kind == "noun"}

    def find(
        self, tree: Tree, referents: Referents, skip: frozenset[int], time_nodes: frozenset[int] = frozenset()
    ) -> list[Found]:
        """All events and frame-borne lasting relations, in order of their triggers; time expressions fill no roles."""
        found: list[Found] = []
        self._time_nodes = time_nodes
        for node in tree.nodes:
            if node.i in skip:
                continue
            found.extend(self._at(tree, node, referents))
        return found

    def _at(self, tree: Tree, node: Node, referents: Referents) -> Iterator[Found]:
        suffix = self._suffix(tree, node, referents) if self._is_suffix(tree, node) else None
        if suffix is not None:
            yield suffix
        elif (
            node.pos == "VERB"
            or (node.pos == "ADJ" and node.tag in {"VBN", "VBD", "VBG"})
            or (node.pos == "AUX" and node.rel not in {"auxiliary", "passive_auxiliary", "copula"})
        ):
            yield from self._verb(tree, node, referents)
        elif node.pos in {"NOUN", "PROPN"}:
            mention = referents.mention_at(node)
            if mention is None or mention.form in {"adjective"}:
                yield from self._noun(tree, node, referents)
        elif node.pos == "ADJ" and node.rel != "adjective":
            yield from self._noun(tree, node, referents)

    # -- verbs -------------------------------------------------------------------------------------------------------

    def _verb(self, tree: Tree, verb: Node, referents: Referents) -> Iterator[Found]:
        options = self.lexicon.frames_by_word.get(("verb", verb.lemma), ())
        if verb.i > 1 and tree.nodes[verb.i - 1].text == "-":  # "test-fired"
            joined = f"{tree.nodes[verb.i - 2].lower}-{verb.lemma}"
            options = self.lexicon.frames_by_word.get(("verb", joined), ()) or options
        if not options:
            return
        slots: list[Filler] | None = None
        matches: list[tuple[tuple[int, ...], Found]] = []
        for words, frame in options:
            extra = phrase_at(verb, words)
            if extra is None:
                continue
            if slots is None:
                slots = self.syntax.verb_slots(verb)
            takes_object = any(s.name == "object" for _, slots in frame.roles for s in slots)
            inside = {
                i for i in extra if not (takes_object and any(f.node.i == i and f.slot == "object" for f in slots))
            }
            usable = [f for f in slots if f.node.i not in inside]
            for i in inside:
                usable += self._below(verb, i, inside)
            if takes_object and not any(
                f.slot == "object" for f in usable
            ):  # "took on the division": a particle read as a preposition
                usable += [
                    Filler("object", f.node, 1)
                    for f in slots
                    if any(c.i in extra and c.rel == "case" for c in f.node.children)
                ]
            usable += [
                e
                for i in extra
                for n in verb.subtree()
                if n.i == i and n.is_nominal
                for e in conjunct_fillers(Filler("phrase", n))
            ]
            roles = self.assign(frame, usable, referents)
            if roles is not None:
                found = Found(frame, verb, (verb.i, *extra), roles)
                matches.append((self._rank(frame, words, roles), found))
        yield from self._best(matches)

    def _below(self, verb: Node, i: int, inside: set[int]) -> list[Filler]:
        """Prepositional phrases at the noun of a phrasal verb ("open fire on", "take part in")."""
        noun = next((c for c in verb.subtree() if c.i == i), None)
        if noun is None or noun.rel == "case":
            return []
        return [
            e
            for c in noun.having("nominal_modifier")
            if c.i not in inside
            for e in conjunct_fillers(Filler(preposition(c), c, 0))
        ]

    @staticmethod
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

    @staticmethod
    def _best(matches: list[tuple[tuple[int, ...], Found]]) -> Iterator[Found]:
        """The best event frame; a lasting relation may hold beside it."""
        events = [m for m in matches if not m[1].frame.lasting]
        lasting = [m for m in matches if m[1].frame.lasting]
        if events:
            best = max(events, key=lambda m: (m[0], m[1].frame.id))[1]
            for (
                _,
                other,
            ) in (
                events
            ):  # "16 jacks and six tanks were destroyed": one frame may admit what another of the class does not
                if other is not best and other.frame.evokes == best.frame.evokes and other.words == best.words:
                    for role, fillers in best.roles.items():
                        slots = {f.slot for f in fillers}
                        known = {f.node.i for fs in best.roles.values() for f in fs}
                        fillers += [f for f in other.roles.get(role, ()) if f.slot in slots and f.node.i not in known]
            yield best
        if lasting:
            yield max(lasting, key=lambda m: (m[0], m[1].frame.id))[1]

    # -- roles -------------------------------------------------------------------------------------------------------

    def assign(
        self, frame: Frame, fillers: Iterable[Filler], referents: Referents, *, lent: frozenset[str] = frozenset()
    ) -> dict[str, list[Filler]] | None:
        """Fill the frame's roles; None where the frame does not fit. Roles in `lent` may be filled later, by a light verb."""
        fillers = list(fillers)
        named_slots = {s.name for _, slots in frame.roles for s in slots}
        if frame.never:
            blocked = [
                f for f in fillers if f.slot in named_slots | {"compound", "adjective"} and self._is_never(frame, f)
            ]
            if any(not any(o.slot == b.slot for o in fillers if o not in blocked) for b in blocked if b.distance == 0):
                return None
            fillers = [f for f in fillers if f not in blocked]
        roles: dict[str, list[Filler]] = {}
        used: dict[int, str] = {}
        for role, slots in frame.roles:
            chosen: list[Filler] = []
            for slot in slots:
                for filler in fillers:
                    if filler.slot != slot.name:
                        continue
                    is_free = filler.node.i not in used or self._same_slot(frame, role, used[filler.node.i], slot)
                    if is_free and self._fits(slot, filler, referents):
                        chosen.append(filler)
            if not chosen:
                continue
            nearest = min(f.distance for f in chosen)
            chosen = [f for f in chosen if f.distance <= max(nearest, 1)]
            unique: dict[int, Filler] = {}
            for filler in chosen:
                unique.setdefault(filler.node.i, filler)
            for i in unique:
                used.setdefault(i, role)
            roles[role] = [unique[i] for i in sorted(unique)]
        if not frame.needs - lent <= roles.keys():
            return None
        if not frame.lasting and self._blocked_subject(frame, fillers, roles):
            return None
        return roles

    def _is_never(self, frame: Frame, filler: Filler) -> bool:
        """Whether a filler is one of the words that the frame never goes with."""
        head = real_head(filler.node, self.lexicon)
        return bool({head.lemma.lower(), head.lower, filler.node.lemma.lower()} & frame.never)

    @staticmethod
    def _same_slot(frame: Frame, role: str, other: str, slot: Slot) -> bool:
        """Whether the frame itself puts one slot into both roles ("resigned": agent and patient)."""
        return any(r == other and any(s.name == slot.name for s in slots) for r, slots in frame.roles)

    def _blocked_subject(self, frame: Frame, fillers: list[Filler], roles: dict[str, list[Filler]]) -> bool:
        """A subject of a forbidden kind speaks against the frame ("The strategy targets costs")."""
        for role, slots in frame.roles:
            names = {s.name for s in slots if s.allow}
            if role == "agent" and "subject" in names and role not in roles:
                return any(
                    f.slot == "subject"
                    and f.distance == 0
                    and f.node.pos in {"NOUN", "PROPN"}
                    and f.node.i not in self._time_nodes
                    for f in fillers
                )
        return False

    def _fits(self, slot: Slot, filler: Filler, referents: Referents) -> bool:
        node = filler.node
        if slot.name in {"clause", "infinitive"}:
            return True
        if (
            node.is_verbal
            and node.tag != "VBG"
            and slot.name in {"subject", "object", "possessive", "compound", "adjective", "by"}
        ):
            return False
        if slot.name == "subject" and self._is_end_of_chain(node, referents):
            return False
        if node.is_verbal and slot.name not in {"complement"}:
            return not slot.allow or "event" in slot.allow or "abstract" in slot.allow
        if slot.name == "adjective":
            return referents.mention_at(node) is not None and self._admits(slot, kinds_of(node, referents), strict=True)
        head = real_head(node, self.lexicon)
        if (
            node.pos in {"ADJ", "ADV", "DET"}
            and referents.at(node) is None
            and slot.name != "complement"
            and node.rel in {"adjective", "adverb", "determiner"}
        ):
            return False
        kinds = self.kinds(head, referents)
        strict = slot.name == "compound"
        return self._admits(slot, kinds, strict)

    @staticmethod
    def _is_end_of_chain(node: Node, referents: Referents) -> bool:
        """ "A fire in Chittagong, Bangladesh killed nine": the state ends a place name and does nothing."""
        mention = referents.mention_at(node)
        if mention is None or mention.kind not in {"State", "Place"} or mention.first < 2:
            return False
        nodes = referents.tree.nodes
        before = referents.mention_at(nodes[mention.first - 2])
        return (
            nodes[mention.first - 1].text == ","
            and before is not None
            and before.kind == "Place"
            and bool(before.head.having("case"))
        )

    def kinds(self, node: Node, referents: Referents) -> frozenset[str]:
        """Kinds of a filler; nouns that evoke events are of kind "event" beside their own."""
        if node.i in self._time_nodes:
            return frozenset({"time"})
        kinds = kinds_of(node, referents)
        if node.pos == "NOUN" and node.lemma.lower() in self._event_nouns and "actor" not in kinds:
            kinds |= {"event"}
            kinds -= {"unknown"}
        return kinds

    @staticmethod
    def _admits(slot: Slot, kinds: frozenset[str], strict: bool) -> bool:
        if slot.forbid & kinds or "time" in kinds:
            return False
        if slot.name == "subject" and "actor" in slot.allow and kinds & {"weapon", "vehicle"}:
            return True
        if not slot.allow:
            return not strict or "unknown" not in kinds
        if slot.allow & kinds:
            return True
        return not strict and "unknown" in kinds and bool(slot.allow - STRICT_KINDS)

    # -- nouns -------------------------------------------------------------------------------------------------------

    def _noun(self, tree: Tree, noun: Node, referents: Referents) -> Iterator[Found]:
        options = self.lexicon.frames_by_word.get(("noun", noun.lemma.lower()), ())
        if noun.lower != noun.lemma.lower():
            options += self.lexicon.frames_by_word.get(("noun", noun.lower), ())
        if not options:
            return
        fillers = self.syntax.noun_slots(noun)
        matches: list[tuple[tuple[int, ...], Found]] = []
        for words, frame in options:
            extra = _words_before(tree, noun, words)
            if extra is None:
                continue
            usable = [f for f in fillers if f.node.i not in extra]
            light, light_verb = self._light_verb(noun, frame)
            usable += self._lent(noun, light, light_verb, frame)
            roles = self.assign(
                frame, usable, referents, lent=frozenset({"agent", "patient"}) if light is not None else frozenset()
            )
            if roles is None:
                continue
            if light is not None and light_verb is not None:
                self._lend_roles(noun, light, light_verb, frame, roles, referents)
            if frame.evokes in self.lexicon.words("classes-of-agents") and "agent" not in roles:
                continue
            if frame.needs <= roles.keys():
                matches.append(
                    (self._rank(frame, words, roles), Found(frame, noun, (*extra, noun.i), roles, light_verb))
                )
        yield from self._best(matches)

    def _light_verb(self, noun: Node, frame: Frame) -> tuple[LightVerb | None, Node | None]:
        verb = noun.head
        if verb is None:
            return None, None
        member = noun
        while member.rel == "conjunct" and member.head is not None and not member.head.is_verbal:
            member = member.head
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
        if not verb.is_verbal or relation not in {"object", "passive_subject", "oblique"}:
            if participle is None:
                return None, None
            verb, relation = participle, "object"
        for words, light in sorted(self._light.get(verb.lemma, ()), key=lambda x: -len(x[0])):
            rest = words[1:]
            case = preposition(member) if relation == "oblique" else ""
            around = {c.lower for c in verb.having("particle", "adverb", "case")} | ({case} if case else set())
            if relation == "oblique" and case not in rest:
                continue
            if all(w in around for w in rest) and (not light.only_with or frame.evokes in light.only_with):
                return light, verb
        return None, None

    def _lent(self, noun: Node, light: LightVerb | None, verb: Node | None, frame: Frame) -> list[Filler]:
        """What stands behind prepositions at the light verb counts as standing at the noun."""
        if verb is None:
            governor = noun.head if noun.rel in {"object", "passive_subject", "subject"} else None
            if governor is not None and governor.is_verbal:
                return [
                    Filler(f.slot, f.node, 3)
                    for f in self.syntax.verb_slots(governor)
                    if f.slot in {"against", "on", "between"} and f.node is not noun
                ]
            return []
        skip = {"subject", "object", "clause", "infinitive", "indirect"}
        return [f for f in self.syntax.verb_slots(verb) if f.slot not in skip and f.node is not noun and f.distance < 2]

    def _lend_roles(
        self,
        noun: Node,
        light: LightVerb,
        verb: Node,
        frame: Frame,
        roles: dict[str, list[Filler]],
        referents: Referents,
    ) -> None:
        """The light verb's subject fills the role that the lexicon says, where the kinds admit it."""
        subjects = [f for f in self.syntax.verb_slots(verb) if f.slot == "subject" and f.node is not noun]
        if light.subject_fills == "patient":
            agents = [f for f in self.syntax.verb_slots(verb) if f.slot in {"from", "by"} and f.node is not noun]
            if agents and "agent" not in roles:
                fit = [f for f in agents if self._role_admits(frame, "agent", f, referents)]
                if fit:
                    roles["agent"] = fit
            subjects = subjects or [
                f for f in self.syntax.verb_slots(verb) if f.slot == "object" and f.node is not noun
            ]
        if light.subject_fills not in roles or light.subject_fills == "agent":
            fit = [
                Filler(f.slot, f.node, f.distance)
                for f in subjects
                if self._role_admits(frame, light.subject_fills, f, referents)
            ]
            if fit and not (light.subject_fills in roles and any(f.distance == 0 for f in roles[light.subject_fills])):
                roles[light.subject_fills] = fit

    def _role_admits(self, frame: Frame, role: str, filler: Filler, referents: Referents) -> bool:
        allow: frozenset[str] = frozenset()
        for name, slots in frame.roles:
            if name == role:
                allow = frozenset().union(*(s.allow for s in slots)) if all(s.allow for s in slots) else frozenset()
        head = real_head(filler.node, self.lexicon)
        if filler.node.is_verbal:
            return False
        return self._admits(
            Slot("", allow or (frozenset({"actor", "weapon", "object"}) if role == "agent" else frozenset())),
            self.kinds(head, referents),
            False,
        )

    # -- suffixes ----------------------------------------------------------------------------------------------------

    @staticmethod
    def _is_suffix(tree: Tree, node: Node) -> bool:
        return (
            node.i >= 2
            and tree.nodes[node.i - 1].text in {"-", "‑"}
            and tree.nodes[node.i - 1].begin == tree.nodes[node.i - 2].end
            and node.begin == tree.nodes[node.i - 1].end
        )

    def _suffix(self, tree: Tree, node: Node, referents: Referents) -> Found | None:
        """ "Iranian-made drones": base = Iranian, noun = drones."""
        base = tree.nodes[node.i - 2]
        mention = referents.mention_at(base)
        noun = node.head
        if noun is None or mention is None:
            return None
        while noun is not None and not (noun.is_nominal and noun.i > node.i):
            noun = noun.head
        if noun is None:
            noun = node.head
        if noun is None or not noun.is_nominal:
            return None
        for _, frame in self.lexicon.frames_by_word.get(("suffix", node.lower), ()):
            fillers = [Filler("base", mention.head), *(Filler("noun", n) for n in conjuncts(noun))]
            roles = self.assign(frame, fillers, referents)
            if roles is not None:
                return Found(frame, node, (mention.first, node.i), roles)
        return None


def conjunct_fillers(filler: Filler) -> list[Filler]:
    """The filler and its conjuncts, in the same slot."""
    return [Filler(filler.slot, n, filler.distance) for n in conjuncts(filler.node)]


def phrase_at(verb: Node, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Node indexes of the words that follow a verb in a phrasal entry; None if one is missing.

    A word may be the verb's particle, adverb, object or preposition, or belong to the word matched before it.
    """
    found: list[int] = []
    anchor = verb
    for word in words[1:]:
        node = _word_below(verb, anchor, word, found) or _next_word(verb, anchor, word)
        if node is None:
            return None
        found.append(node.i)
        anchor = node
    if len(words) == 1 and any(c.rel == "particle" for c in verb.children) and verb.lemma not in {"send", "carry"}:
        particle = next(c for c in verb.children if c.rel == "particle")
        if particle.lower in {"off", "down", "up", "out"} and verb.lemma in {
            "call",
            "turn",
            "hold",
            "give",
            "break",
            "take",
            "put",
            "set",
            "bring",
        }:
            return None
    return tuple(found)


def _next_word(verb: Node, anchor: Node, word: str) -> Node | None:
    """The word right behind, wherever the parser hung it ("shot dead six men")."""
    top = verb
    while top.head is not None:
        top = top.head
    follower = next((n for n in top.subtree() if n.i == anchor.i + 1), None)
    return (
        follower
        if follower is not None
        and word in {follower.lower, follower.lemma.lower()}
        and follower.pos in {"ADJ", "ADV", "ADP", "NOUN", "PART"}
        and follower.rel != "case"
        else None
    )


def _word_below(verb: Node, anchor: Node, word: str, found: list[int]) -> Node | None:
    for parent in (anchor, verb) if anchor is not verb else (verb,):
        for child in parent.children:
            if child.i in found or (child.i < verb.i and not is_passive(verb)):
                continue
            if child.rel in {
                "particle",
                "adverb",
                "object",
                "open_clause",
                "case",
                "passive_subject",
                "oblique",
                "fixed",
                "adjective",
                "nominal_modifier",
                "compound",
            } and (child.lower == word or child.lemma.lower() == word):
                return child
            if child.rel == "object":
                for grandchild in child.having("adjective", "adnominal_clause", "open_clause"):
                    if grandchild.i > child.i and word in {grandchild.lower, grandchild.lemma.lower()}:
                        return grandchild
            if child.rel in {"oblique", "nominal_modifier", "object"}:
                for grandchild in child.having("case"):
                    if grandchild.lower == word and grandchild.i not in found and parent is verb:
                        return None if child.rel == "object" else grandchild
    return None


def _words_before(tree: Tree, noun: Node, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Indexes of the words before a noun's last word in a compound entry ("air strike"); None if they do not stand there."""
    found = []
    i = noun.i
    for word in reversed(words[:-1]):
        i -= 1
        while i >= 0 and tree.nodes[i].text == "-":
            i -= 1
        if i < 0 or word not in {tree.nodes[i].lower, tree.nodes[i].lemma.lower()}:
            return None
        found.append(i)
    return tuple(reversed(found))
