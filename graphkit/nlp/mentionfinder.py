"""The choice among what the witnesses of names report: longest first, then the gazetteers' word; one name, one class."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from graphkit.lexicon import Lexicon
from graphkit.nlp.boilerplate import headline_nodes
from graphkit.nlp.composed import composed_names, ships
from graphkit.nlp.mentions import SOURCE_WEIGHT, Mention, named, span_head
from graphkit.nlp.nameclasses import NameClasses
from graphkit.nlp.recognised import Recognised
from graphkit.nlp.surfaces import Gazetteers
from graphkit.nlp.tree import Tree


class MentionFinder:
    """Finds named mentions in a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._classes = NameClasses(lexicon)
        self._gazetteers = Gazetteers(lexicon)
        self._recognised = Recognised(lexicon, self._classes)

    def find(self, tree: Tree, skip: frozenset[int]) -> list[Mention]:
        """Find all mentions outside the nodes in `skip`, in order of the text, none overlapping."""
        capitals = headline_nodes(tree)
        recognised = [
            m
            for m in self._recognised.find(tree)
            if m.first not in capitals and not skip & set(range(m.first, m.last + 1))
        ]
        listed = [
            self._without_title(tree, m)
            for m in self._gazetteers.find(tree, recognised)
            if not skip & set(range(m.first, m.last + 1))
        ]
        composed = [
            m
            for m in [*composed_names(tree, self._lexicon, self._classes), *ships(tree, self._lexicon)]
            if m.first not in capitals and not skip & set(range(m.first, m.last + 1))
        ]
        chosen = self._choose(tree, listed, recognised + composed)
        outer = {(m.first, m.last, m.head.i) for m in composed} & {(m.first, m.last, m.head.i) for m in chosen}
        chosen += [
            m
            for m in listed
            if m.kind in {"Organization", "State"}
            and any(a < m.first and m.last <= b and m.head.i != h for a, b, h in outer)
        ]
        chosen += self._recognised.left_out(tree, chosen, skip | capitals)
        voted = sorted(_vote(chosen), key=lambda m: m.first)
        return self._surnames(tree, self._vessels(tree, voted))

    def _vessels(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """ "the ferry Estonia", and "the Estonia" beside it: a thing that bears a country's or a city's name."""
        told = {
            m.first: m.text
            for m in mentions
            if m.kind in {"State", "Place"}
            and m.form in {"name", "seat"}
            and self._classes.by_noun(tree, m.first, m.last) == "WeaponSystem"
        }
        return [
            replace(m, kind="WeaponSystem", iri=None, form="name", place=None, source="words")
            if m.first in told or (m.text in told.values() and m.first > 0 and tree.nodes[m.first - 1].lower == "the")
            else m
            for m in mentions
        ]

    def _surnames(self, tree: Tree, mentions: list[Mention]) -> list[Mention]:
        """ "Jordan said" after "Vernon Jordan" is he: a place's name alone, if nothing else in the text speaks of the place."""
        before = {  # where each surname is first told
            m.text.rpartition(" ")[2]: m.first
            for m in reversed(mentions)
            if m.kind in {"Person", "Official"} and " " in m.text
        }
        spoken_of = {m.iri for m in mentions if m.iri is not None and (m.text not in before or self._is_there(tree, m))}
        return [
            replace(m, kind="Person", iri=None, form="name", place=None, source="words")
            if m.kind in {"State", "Place"} and m.iri not in spoken_of and before.get(m.text, m.first) < m.first
            else m
            for m in mentions
        ]

    def _is_there(self, tree: Tree, mention: Mention) -> bool:
        """Whether a preposition or a dateline says that a place is meant, or a place stands before the comma: "Salt, Jordan"."""
        head = mention.head
        cases = {c.lower for c in head.having("case")}
        return (
            bool(cases & self._lexicon.words("locative-prepositions"))
            or head.rel in {"root", "apposition", "list"}
            or (mention.first > 0 and tree.nodes[mention.first - 1].text == ",")
        )

    def _choose(self, tree: Tree, listed: list[Mention], recognised: list[Mention]) -> list[Mention]:
        """Longest first; of equal ones, the gazetteer's. A listed name inside a longer proper name is part of that."""
        grown = [self._grow(tree, m) for m in listed]
        recognised = [self._grow(tree, m) for m in recognised]
        ranked = sorted(grown + recognised, key=lambda m: (-(m.last - m.first), -SOURCE_WEIGHT[m.source], m.first))
        taken: set[int] = set()
        chosen = []
        for mention in ranked:
            span = set(range(mention.first, mention.last + 1))
            if span & taken:
                continue
            inner = [m for m in listed if mention.first <= m.first and m.last <= mention.last]
            if mention.source == "ner" and inner and _is_joined(tree, mention, inner):
                continue
            taken |= span
            chosen.append(mention)
        for mention in listed:  # those whose longer rival fell away
            span = set(range(mention.first, mention.last + 1))
            if not span & taken:
                taken |= span
                chosen.append(mention)
        return chosen

    def _without_title(self, tree: Tree, mention: Mention) -> Mention:
        """ "King Fahd" is listed so; the title is an office of his, not a part of the name."""
        first = mention.first
        if mention.kind in {"Person", "Official"} and mention.form == "name":
            kept = self._lexicon.words("titles-in-names")
            while (
                first < mention.last
                and self._classes.is_personal_title(tree.nodes[first])
                and tree.nodes[first].lower not in kept
            ):
                first += 1
        if first == mention.first:
            return mention
        head = span_head(tree, first, mention.last)
        return replace(mention, first=first, head=head, text=tree.slice(first, mention.last))

    def _grow(self, tree: Tree, mention: Mention) -> Mention:
        """ "Baghdad" in "Baghdad Division" belongs to a longer name whose head word says what it is."""
        if mention.form != "name" or mention.kind not in {"State", "Place", "Person", "Official", "Organization"}:
            if mention.form not in {"adjective", "seat"}:
                return mention
        last = mention.last
        while last + 1 < len(tree.nodes):
            follower = tree.nodes[last + 1]
            glued = tree.text[tree.nodes[last].end : follower.begin]
            if (
                glued != " "
                or not follower.text[:1].isupper()
                or follower.pos not in {"PROPN", "NOUN"}
                or follower.sentence != mention.head.sentence
            ):
                break
            last += 1
        if (
            last == mention.last
            or tree.nodes[last].lower in self._classes.titles
            or tree.nodes[mention.last + 1].lower in self._classes.titles
        ):
            return mention
        kind = self._classes.by_words(tree, mention.first, last)
        if kind is None:
            return mention
        return named(tree, mention.first, last, kind, "words")


def _is_joined(tree: Tree, mention: Mention, inner: list[Mention]) -> bool:
    """Whether a recognised span wrongly joins separate listed names ("Russian President Putin", "Paris, France")."""
    covered = {i for m in inner for i in range(m.first, m.last + 1)}
    rest = [tree.nodes[i] for i in range(mention.first, mention.last + 1) if i not in covered]
    if all(not n.text[:1].isupper() for n in rest):
        return True
    return inner[0].form in {"adjective", "demonym"} and inner[0].first == mention.first and mention.kind == "Person"


def _vote(mentions: list[Mention]) -> list[Mention]:
    """One name, one class per document: gazetteer and words outvote the recogniser's single guesses."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in mentions:
        if m.form == "name":
            votes[m.text][m.kind] += SOURCE_WEIGHT[m.source]
    result = []
    for m in mentions:
        if m.source == "ner" and m.form == "name":
            best = min(votes[m.text].items(), key=lambda kv: (-kv[1], kv[0]))[0]
            m = replace(m, kind=best)
        result.append(m)
    return result
