"""Lasting relations and positions, where the text asserts them."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.model import Key, Position, Relation, Span
from graphkit.nlp.drafts import confidence
from graphkit.nlp.events import Found
from graphkit.nlp.fillers import Fillers
from graphkit.nlp.keys import Keys
from graphkit.nlp.lasting import Lasting, takes_members
from graphkit.nlp.positions import Holding, OfficePhrase
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.tree import Node


class LastingRelations:
    """Collects the lasting relations of one document."""

    def __init__(self, reading: Reading, keys: Keys, fillers: Fillers) -> None:
        self._reading = reading
        self._keys = keys
        self._fillers = fillers
        self._headships: list[tuple[Referent, str, Referent, Node]] = []
        self.relations: list[Relation] = []

    def add(self, relations: Iterable[Lasting], found: list[Found]) -> None:
        """Add the lasting relations of the noun-phrase layer and of frames, where the text asserts them."""
        for relation in relations:
            if self._reading.is_asserted(relation.node, relation.predicate):
                self._relate(
                    relation.subject,
                    relation.predicate,
                    relation.object,
                    (self._reading.span(relation.first, relation.last),),
                    relation.confidence,
                    relation.rule,
                )
        for item in found:
            if not item.frame.lasting or not self._reading.is_asserted(item.clause, item.frame.evokes):
                continue
            slots = dict(item.frame.roles)
            for source in item.roles["from"]:
                for target in item.roles["to"]:
                    a = self._fillers.referent_of(source.node, frozenset().union(*(s.allow for s in slots["from"])))
                    b = self._fillers.referent_of(target.node, frozenset().union(*(s.allow for s in slots["to"])))
                    if any(
                        n.lemma.lower() in self._reading.lexicon.words("part-nouns")
                        and self._reading.referents.mention_at(n) is None
                        for n in (source.node, target.node)
                    ):
                        continue  # "the Serb-held part of Croatia" is not Croatia
                    if a is None or b is None or a is b or not (a.is_named or b.is_named):
                        continue
                    if item.frame.evokes == "holdsPosition":
                        if a.is_person and takes_members(b, self._reading.lexicon):
                            self._relate(
                                a,
                                "memberOf",
                                b,
                                (self._reading.span(item.trigger.i, item.trigger.i),),
                                confidence(item),
                                item.frame.id,
                            )
                        if a.is_person and b.kind in {"Organization", "State", "Place"}:
                            self._headships.append(
                                (a, item.frame.position_label or item.trigger.lemma, b, item.trigger)
                            )
                        continue
                    self._relate(
                        a,
                        item.frame.evokes,
                        b,
                        (self._reading.trigger_span(item),),
                        confidence(item),
                        item.frame.id,
                    )

    def _relate(
        self,
        subject: Referent,
        predicate: str,
        target: Referent,
        mentions: tuple[Span, ...],
        confidence: float,
        rule: str,
    ) -> None:
        self.relations.append(
            Relation(self._keys.of(subject), predicate, self._keys.of(target), mentions, None, confidence, rule)
        )

    def holdings_from(self, found: list[Found], phrases: dict[int, OfficePhrase]) -> list[Holding]:
        """Find the positions that frames give: "served as ambassador", "was elected president"."""
        result = []
        for item in found:
            is_office = item.frame.evokes == "holdsPosition" or item.frame.evokes in self._reading.lexicon.words(
                "classes-of-office"
            )
            if not is_office or not self._reading.is_asserted(item.clause, item.frame.evokes):
                continue
            holders = item.roles.get("from") or item.roles.get("patient") or []
            for office in (*item.roles.get("to", ()), *item.roles.get("theme", ())):
                phrase = phrases.get(office.node.i)
                for holder in holders:
                    person = self._fillers.referent_of(holder.node)
                    if phrase is not None and person is not None and person.is_person:
                        result.append(Holding(person, phrase, item.frame.id))
        return result

    def positions(self, holdings: list[Holding]) -> list[Position]:
        """Make positions of the holdings and headships, one for each holder, label and body."""
        found: dict[tuple[Key, str, Key | None], Position] = {}
        for holding in holdings:
            phrase = holding.phrase
            is_predicate = phrase.head.first("copula") is not None
            if is_predicate and not self._reading.is_asserted(phrase.head, "holdsPosition"):
                continue
            holder = self._keys.of(holding.holder)
            where = phrase.position_in or self._possessed_by(phrase.possessor)
            where_key = self._keys.of(where) if where is not None else None
            label = self._reading.tree.slice(phrase.label_first, phrase.label_last)
            span = self._reading.span(phrase.label_first, phrase.label_last)
            same = (holder, label.lower(), where_key)
            known = found.get(same)
            if known is not None:
                found[same] = Position(known.key, known.label, (*known.mentions, span), where_key, known.formerly)
                continue
            key = f"position-{len(found) + 1}"
            found[same] = Position(key, label, (span,), where_key, phrase.formerly)
            self.relations.append(
                Relation(
                    holder,
                    "holdsPosition",
                    key,
                    (self._reading.span(phrase.first, max(phrase.last, phrase.head.i)),),
                    None,
                    0.9,
                    holding.rule,
                )
            )
        for person, label, body, trigger in self._headships:
            same = (self._keys.of(person), label.lower(), self._keys.of(body))
            if same not in found:
                key = f"position-{len(found) + 1}"
                found[same] = Position(key, label, (self._reading.span(trigger.i, trigger.i),), same[2], False)
                self.relations.append(
                    Relation(
                        same[0], "holdsPosition", key, (self._reading.span(trigger.i, trigger.i),), None, 0.85, "heads"
                    )
                )
        return list(found.values())

    def _possessed_by(self, node: Node | None) -> Referent | None:
        if node is None:
            return None
        referent = self._reading.referents.at(node)
        return referent if referent is not None and referent.kind in {"State", "Organization", "Place"} else None
