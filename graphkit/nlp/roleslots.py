"""From slots to roles: which of the fillers around a trigger a frame takes, and as what."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.lexicon import Frame, Lexicon, Slot
from graphkit.nlp.groups import kinds_of, real_head
from graphkit.nlp.referents import Referents
from graphkit.nlp.syntax import Filler
from graphkit.nlp.tree import Node

STRICT_KINDS = frozenset({"weapon", "agreement", "position", "law", "talks", "event", "money"})
"""Restrictions that a noun unknown to every gazetteer does not satisfy."""


class RoleSlots:
    """Matches frames with fillers in one document; time expressions fill no roles."""

    def __init__(self, lexicon: Lexicon, referents: Referents, time_nodes: frozenset[int]) -> None:
        self._lexicon = lexicon
        self._referents = referents
        self._time_nodes = time_nodes

    def assign(
        self, frame: Frame, fillers: Iterable[Filler], *, lent: frozenset[str] = frozenset()
    ) -> dict[str, list[Filler]] | None:
        """Fill the frame's roles; None where the frame does not fit. Roles in `lent` may be filled later, by a light verb."""
        fillers = list(fillers)
        if frame.never:
            blocked = [
                f
                for f in fillers
                if f.slot in frame.slot_names | {"compound", "adjective"} and self._is_never(frame, f)
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
                    is_free = filler.node.i not in used or _same_slot(frame, role, used[filler.node.i], slot)
                    if is_free and self._fits(slot, filler):
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
        _doer(roles)
        if not frame.needs - lent <= roles.keys():
            return None
        if not frame.lasting and self._blocked_subject(frame, fillers, roles):
            return None
        return roles

    def _is_never(self, frame: Frame, filler: Filler) -> bool:
        """Whether a filler is one of the words that the frame never goes with."""
        head = real_head(filler.node, self._lexicon)
        return bool({head.lemma.lower(), head.lower, filler.node.lemma.lower()} & frame.never)

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

    def _fits(self, slot: Slot, filler: Filler) -> bool:
        node = filler.node
        if slot.name in {"clause", "infinitive"}:
            return True
        if (
            node.is_verbal
            and node.tag != "VBG"
            and slot.name in {"subject", "object", "possessive", "compound", "adjective", "by"}
        ):
            return False
        if slot.name == "subject" and self._is_end_of_chain(node):
            return False
        if slot.name == "adjective":
            return self._referents.mention_at(node) is not None and _admits(
                slot, kinds_of(node, self._referents), strict=True
            )
        if node.is_verbal and slot.name not in {"complement"}:
            return not slot.allow or "event" in slot.allow or "abstract" in slot.allow
        head = real_head(node, self._lexicon)
        if (
            node.pos in {"ADJ", "ADV", "DET"}
            and self._referents.at(node) is None
            and slot.name != "complement"
            and node.rel in {"adjective", "adverb", "determiner"}
        ):
            return False
        kinds = self._kinds(head)
        strict = slot.name == "compound"
        return _admits(slot, kinds, strict)

    def _is_end_of_chain(self, node: Node) -> bool:
        """ "A fire in Chittagong, Bangladesh killed nine": the state ends a place name and does nothing."""
        mention = self._referents.mention_at(node)
        if mention is None or mention.kind not in {"State", "Place"} or mention.first < 2:
            return False
        nodes = self._referents.tree.nodes
        before = self._referents.mention_at(nodes[mention.first - 2])
        return (
            nodes[mention.first - 1].text == ","
            and before is not None
            and before.kind == "Place"
            and bool(before.head.having("case"))
        )

    def _kinds(self, node: Node) -> frozenset[str]:
        """Kinds of a filler; nouns that evoke events are of kind "event" beside their own."""
        if node.i in self._time_nodes:
            return frozenset({"time"})
        kinds = kinds_of(node, self._referents)
        concrete = kinds & {"actor", "facility", "place", "weapon", "vehicle"}  # "struck the installations"
        if node.pos == "NOUN" and ("noun", node.lemma.lower()) in self._lexicon.frames_by_word and not concrete:
            kinds |= {"event"}
            kinds -= {"unknown"}
        return kinds

    def admits(self, frame: Frame, role: str, filler: Filler) -> bool:
        """Whether a filler is of a kind that the frame admits in a role, whatever slot it stands in."""
        if filler.node.is_verbal:
            return False
        kinds = self._kinds(real_head(filler.node, self._lexicon))
        slots = next((slots for name, slots in frame.roles if name == role), ()) or (Slot(""),)
        usual = frozenset({"actor", "weapon", "object"}) if role == "agent" else frozenset[str]()
        return any(
            _admits(Slot("", s.allow or (frozenset() if s.forbid else usual), s.forbid), kinds, False) for s in slots
        )


def _doer(roles: dict[str, list[Filler]]) -> None:
    """ "Yeltsin's appointment of Putin": where both could be the patient, the possessor does it."""
    patients = roles.get("patient", [])
    owners = [f for f in patients if f.slot == "possessive"]
    if owners and any(f.slot == "of" for f in patients):
        roles["patient"] = [f for f in patients if f.slot != "possessive"]
        roles.setdefault("agent", owners)


def _same_slot(frame: Frame, role: str, other: str, slot: Slot) -> bool:
    """Whether the frame itself puts one slot into both roles ("resigned": agent and patient)."""
    return any(r == other and any(s.name == slot.name for s in slots) for r, slots in frame.roles)


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
