"""Who or what a filler of a slot refers to."""

from __future__ import annotations

from collections.abc import Iterable

from graphkit.nlp.groups import group_at, real_head
from graphkit.nlp.positions import Holding
from graphkit.nlp.quantities import number_of, quantity_of
from graphkit.nlp.reading import Reading
from graphkit.nlp.referents import Referent
from graphkit.nlp.syntax import conjuncts, preposition
from graphkit.nlp.tree import Node


class Fillers:
    """Finds the referents of one document's fillers; groups are made on demand."""

    def __init__(self, reading: Reading, holdings: Iterable[Holding]) -> None:
        self._reading = reading
        self._offices: dict[int, Referent] = {}  # where each person holds office: whom "we" stands for
        for holding in holdings:
            if holding.phrase.position_in is not None:
                self._offices.setdefault(id(holding.holder), holding.phrase.position_in)

    def referent_of(self, node: Node, allow: frozenset[str] = frozenset()) -> Referent | None:
        """Who or what a filler refers to: named, described or pronominal; a group is made on demand."""
        node = real_head(node, self._reading.lexicon)
        if self._reading.referents.place_at(node) is not None:
            return self._capital(node, allow)
        if (named := self._place_behind(node)) is not None:
            return named
        if node.lower in self._reading.lexicon.words("first-person-plural") | self._reading.lexicon.words(
            "first-person-singular"
        ):
            return self._first_person(node)
        known = self._reading.referents.at(node)
        if known is not None and known.kind == "Group" and (named := self._named_beside(node)) is not None:
            return named
        if known is not None:
            return known
        mention = self._reading.referents.mention_at(node)
        if mention is not None:
            return self._reading.referents.at(mention.head)
        if node.pos == "PRON" or node.lower in self._reading.lexicon.words("relative-pronouns"):
            return None
        if (named := self._named_beside(node)) is not None:
            return named
        return group_at(self._reading.tree, self._reading.referents, node)

    def _capital(self, node: Node, allow: frozenset[str]) -> Referent | None:
        """A capital's name: the city or the government, as the slot asks."""
        referents = self._reading.referents
        current, place = referents.at(node), referents.place_at(node)
        if place is not None and "place" in allow and "actor" not in allow:
            return referents.read_as(node, place)
        if allow & {"actor", "state", "organization"} and not allow & {"place", "object", "facility"}:
            mention = referents.mention_at(node)
            state = next((r for r in referents.all if r.iri == mention.iri), None) if mention is not None else None
            return referents.read_as(node, state) if state is not None else current
        return current

    def _place_behind(self, node: Node) -> Referent | None:
        """ "the town of X": the place that a place noun names."""
        referents = self._reading.referents
        is_place_noun = node.lemma.lower() in self._reading.lexicon.words("place-nouns")
        if not is_place_noun or referents.mention_at(node) is not None:
            return None
        for inner in node.having("nominal_modifier", "apposition", "flat", "compound"):
            named = referents.place_at(inner) or referents.at(inner)
            beside = inner.i > node.i and (preposition(inner) == "of" or inner.rel != "nominal_modifier")
            if beside and named is not None and named.kind in {"Place", "Facility"}:
                return named
        return None

    def _named_beside(self, node: Node) -> Referent | None:
        """ "the businessman X", "the company, X": the name that stands behind a describing noun in the singular."""
        if node.features.get("Number") == "Plur" or node.having("number"):
            return None
        for apposed in node.having("apposition", "flat", "description", "compound"):
            named = self._reading.referents.at(apposed)
            if named is None or not named.is_named or apposed.i <= node.i:
                continue
            if apposed.rel == "apposition" or named.kind in {"Person", "Official", "WeaponSystem"}:
                return named
        return None

    def speaker_at(self, node: Node) -> Referent | None:
        """Who speaks the words at `node`."""
        report = self._reading.quotes.speaker_of(node)
        if report is None:
            standing = self._reading.factuality.standing(self._reading.tree, node, "", self._reading.quotes)
            report = standing.reports[0] if standing.reports else None
        if report is None or report.speaker is None or report.speaker is node:
            return None
        return self._reading.referents.at(real_head(report.speaker, self._reading.lexicon))

    def _first_person(self, node: Node) -> Referent | None:
        """ "I" in a quotation is the speaker; "we" the state or body that the speaker holds office in."""
        speaker = self.speaker_at(node)
        if speaker is None or node.lower in self._reading.lexicon.words("first-person-singular"):
            return speaker
        return self._offices.get(id(speaker), speaker if not speaker.is_person else None)

    def named_members(self, node: Node) -> list[Referent]:
        """ "the rival leaders, Salva Kiir and Riek Machar": those whom a plural in apposition names."""
        if node.features.get("Number") != "Plur" or self._reading.referents.mention_at(node) is not None:
            return []
        first = next(
            (c for c in node.having("apposition") if self._reading.referents.at(c) is not None and c.i > node.i), None
        )
        if first is None:
            return []
        members = [r for n in conjuncts(first) if (r := self._reading.referents.at(n)) is not None]
        return (
            members
            if len(members) > 1
            and all(m.is_person or m.kind in {"State", "Organization", "WeaponSystem"} for m in members)
            else []
        )

    def part_of_group(self, node: Node) -> list[Referent]:
        """ "21 of 35 drones": a group of its own, a subset of the larger one."""
        whole_node = real_head(node, self._reading.lexicon)
        if node.pos != "NUM" or whole_node is node or not whole_node.having("number"):
            return []
        whole = group_at(self._reading.tree, self._reading.referents, whole_node)
        if whole is None:
            return []
        part = self._reading.referents.at(node)
        if part is None:
            part = self._reading.referents.new(
                "Group", self._reading.tree.slice(node.i, whole_node.i), node, node.i, whole_node.i
            )
            part.noun, part.plural, part.subset_of = whole_node, True, whole
            part.number = (number_of([node.text]), None, None)
        return [part]

    def count_from_measure(self, group: Referent, measure: Node) -> None:
        """Count a group by what measures it: "35" or "dozens" of missiles, "a total of 21"."""
        if measure.pos == "NUM":
            group.number = (number_of([measure.text]), None, None)
        elif measure.lemma.lower() in self._reading.lexicon.words("total-nouns"):
            quantity = quantity_of(
                measure, self._reading.lexicon.words("at-least"), self._reading.lexicon.words("at-most")
            )
            group.number = (
                (quantity.value, quantity.minimum, quantity.maximum) if measure.having("number") else group.number
            )
