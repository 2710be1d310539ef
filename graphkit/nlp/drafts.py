"""Events while their roles are being filled: what stands in a role becomes the key of a referent, an event, or words."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphkit.model import Key, Role, Span
from graphkit.nlp.events import Found
from graphkit.nlp.fillers import Fillers
from graphkit.nlp.groups import group_at, noun_of, phrase_span, real_head
from graphkit.nlp.keys import Keys
from graphkit.nlp.reading import Reading
from graphkit.nlp.standing import Standing
from graphkit.nlp.syntax import Filler, conjuncts
from graphkit.nlp.times import TimeExpression
from graphkit.nlp.tree import Node


@dataclass(slots=True)
class Draft:
    """An event while roles are being filled with keys."""

    key: Key
    found: Found
    standing: Standing
    roles: list[Role] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    attributed_to: Key | None = None
    reported_by: Key | None = None
    time: TimeExpression | None = None
    kind: str = ""
    confidence: float = 0.95

    @property
    def participants(self) -> list[Role]:
        """Roles other than time and place."""
        return [r for r in self.roles if r.name not in {"time", "place"}]


class Drafts:
    """The drafts of one document, by the node of their trigger."""

    def __init__(self, reading: Reading, keys: Keys, fillers: Fillers) -> None:
        self._reading = reading
        self._keys = keys
        self._fillers = fillers
        self.by_trigger: dict[int, Draft] = {}

    def begin(self, item: Found) -> Draft:
        """Make a draft of a finding, its roles still empty."""
        reading = self._reading
        standing = reading.factuality.standing(reading.tree, item.clause, item.frame.evokes, reading.quotes)
        if item.light_verb is not None:
            own = reading.factuality.local(item.trigger, item.frame.evokes)
            if own.polarity == "Negative":
                standing.polarity = "Negative"
            if own.modality != "Actual" and standing.modality == "Actual":
                standing.modality = own.modality
        draft = Draft(self._keys.new_event(), item, standing, kind=item.frame.evokes, confidence=confidence(item))
        draft.mentions.append(reading.trigger_span(item))
        self.by_trigger[item.trigger.i] = draft
        return draft

    def fill(self, draft: Draft) -> None:
        """Fill the roles of the frame, and the agent by the cause where no other is named."""
        for role, slots in draft.found.frame.roles:
            allow = frozenset().union(*(s.allow for s in slots))
            for filler in draft.found.roles.get(role, ()):
                self._fill(draft, role, filler, allow)
        self._cause(draft)

    def _fill(self, draft: Draft, role: str, filler: Filler, allow: frozenset[str]) -> None:
        node = filler.node
        if node.is_verbal or (filler.slot in {"clause", "infinitive"}):
            inner = self.by_trigger.get(node.i)
            span = self._clause_span(node)
            draft.roles.append(Role(role, inner.key if inner else None, None if inner else span.text, span))
            return
        if role == "agent":
            node = self._actor_behind(node)
        if (named := self._fillers.named_members(node)) or (named := self._fillers.part_of_group(node)):
            draft.roles.extend(
                Role(role, self._keys.of(member), None, self._reading.span(node.i, node.i)) for member in named
            )
            return
        nodes = [real_head(node, self._reading.lexicon)]
        if nodes[0] is not node:
            nodes = [n for n in conjuncts(nodes[0]) if n.is_nominal]
        for head in nodes:
            inner = self.by_trigger.get(head.i)
            if inner is not None and inner is not draft:
                draft.roles.append(Role(role, inner.key, None, self._reading.span(head.i, head.i)))
                continue
            several = self._reading.referents.several.get(head.i, [])
            for member in several:
                draft.roles.append(Role(role, self._keys.of(member), None, self._reading.span(head.i, head.i)))
            if several:
                continue
            referent = self._fillers.referent_of(head, allow)
            if (
                role == "agent"
                and head.lower in self._reading.lexicon.words("first-person-plural")
                and draft.kind in self._reading.lexicon.words("classes-of-speech")
            ):
                referent = self._fillers.speaker_at(head) or referent  # "We urge": who says so does so
            if referent is None:
                continue
            if nodes[0] is not node and referent.kind == "Group" and referent.number == (None, None, None):
                self._fillers.count_from_measure(referent, node)
                first = phrase_span(node)[0]
                if 0 <= head.i - first <= 8 and head is nodes[0]:
                    referent.spans.append((first, head.i))
            key = self._keys.of(referent)
            if not any(r.name == role and r.filler == key for r in draft.roles):
                draft.roles.append(Role(role, key, None, self._reading.span(head.i, head.i)))

    def _actor_behind(self, node: Node) -> Node:
        """ "Russia's use of X violates": whose doing it is, where the agent is an abstract noun."""
        if node.i in self.by_trigger or not (node.pos == "NOUN" and self._reading.referents.at(node) is None):
            return node
        noun = noun_of(node, self._reading.lexicon)
        if noun is not None and (
            noun.kind not in {"abstract", "event"} or noun.noun in self._reading.lexicon.words("wars")
        ):
            return node
        for owner in node.having("possessor"):
            referent = self._reading.referents.at(owner)
            if referent is not None and referent.kind in {"State", "Organization", "Person", "Official"}:
                return owner
        return node

    def _clause_span(self, node: Node) -> Span:
        nodes = [n for n in node.subtree() if n.rel != "punctuation"]
        markers = {m.i for m in node.having("marker")}
        nodes = [n for n in nodes if n.i not in markers] or [node]
        return self._reading.span(nodes[0].i, nodes[-1].i)

    def _cause(self, draft: Draft) -> None:
        """ "In a single strike, three positions were destroyed": the strike did it, where no other agent is named."""
        verb = draft.found.trigger
        classes = self._reading.lexicon.words("classes-of-effects")
        if draft.kind not in classes or not verb.is_verbal or any(r.name == "agent" for r in draft.roles):
            return
        causes = self._reading.lexicon.words("classes-of-causes")
        if draft.kind in causes:  # a strike hits positions; in clashes somebody loots
            causes -= {"Clash"}
        for filler in self._reading.syntax.verb_slots(verb):
            noun = filler.node
            if filler.slot not in self._reading.lexicon.words("causal-prepositions") or noun.pos != "NOUN":
                continue
            cause = self.by_trigger.get(noun.i)
            evoked = {f.evokes for _, f in self._reading.lexicon.frames_by_word.get(("noun", noun.lemma.lower()), ())}
            if not ({cause.kind} if cause is not None else evoked) & causes:
                continue
            group = group_at(self._reading.tree, self._reading.referents, noun) if cause is None else None
            key = cause.key if cause is not None else self._keys.of(group) if group is not None else None
            if key is None:
                continue
            draft.roles.append(Role("agent", key, None, self._reading.span(noun.i, noun.i)))
            return

    def share_agents(self) -> None:
        """ "ten died when the army bombed the village": who did the bombing killed them."""
        by_key = {d.key: d for d in self.by_trigger.values()}
        for draft in self.by_trigger.values():
            if draft.kind not in self._reading.lexicon.words("classes-of-effects") or any(
                r.name == "agent" for r in draft.roles
            ):
                continue
            causes = [by_key[r.filler] for r in draft.roles if r.name == "theme" and r.filler in by_key]
            for cause in causes:
                if (
                    cause.kind in self._reading.lexicon.words("classes-of-causes")
                    and cause.standing.modality == "Actual"
                    and cause.standing.polarity == "Positive"
                ):
                    draft.roles += [r for r in cause.roles if r.name == "agent"]


def confidence(item: Found) -> float:
    """How sure a finding is: each step of inference and a light verb lower it."""
    distance = sum(f.distance for fillers in item.roles.values() for f in fillers)
    return round(max(0.4, 0.95 - 0.05 * distance - (0.05 if item.light_verb is not None else 0.0)), 2)
