"""What the gazetteers list, found in the text at token boundaries by the Aho–Corasick algorithm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import ahocorasick

from graphkit.iri import IRI
from graphkit.lexicon import Lexicon, Name
from graphkit.nlp.mentions import Mention, span_head
from graphkit.nlp.tree import Tree

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Surface:
    """What one string of the gazetteers may stand for."""

    name: Name
    form: str
    ambiguous: bool
    place: IRI | None = None


class Gazetteers:
    """Finds listed names in a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._currencies = lexicon.words("currency-nouns")
        self._surfaces = surfaces_of(lexicon)
        self._automaton = ahocorasick.Automaton()
        for surface in self._surfaces:
            self._automaton.add_word(surface.translate(APOSTROPHES), surface)
        self._automaton.make_automaton()

    def find(self, tree: Tree, recognised: list[Mention]) -> list[Mention]:
        """Find all listed names; what was `recognised` decides between readings."""
        begins = {n.begin: n.i for n in tree.nodes}
        ends = {n.end: n.i for n in tree.nodes}
        labels = {i: m.kind for m in recognised for i in range(m.first, m.last + 1)}
        found = []
        text = tree.text.translate(APOSTROPHES)
        sure = {
            e.name.iri
            for _, s in self._automaton.iter(text)
            for e in self._surfaces[s]
            if not e.ambiguous and len(self._surfaces[s]) == 1
        }
        for end, surface in self._automaton.iter(text):
            begin = end - len(surface) + 1
            first, last = begins.get(begin), ends.get(end + 1)
            entries = self._surfaces[surface]
            if (
                last is None
                and end + 2 in ends
                and text[end + 1] == "s"
                and any(e.name.kind == "WeaponSystem" for e in entries)
            ):
                last = ends[end + 2]
            if first is None or last is None:
                continue
            if last + 1 < len(tree.nodes) and tree.nodes[last + 1].lemma.lower() in self._currencies:
                continue
            entries = tuple(sorted(entries, key=lambda e: e.name.iri not in sure))
            entry = self._pick(tree, first, last, entries, labels)
            if entry is not None:
                found.append(_mention(tree, first, last, entry, tree.text[begin : end + 1]))
        return found

    @staticmethod
    def _pick(
        tree: Tree, first: int, last: int, entries: tuple[Surface, ...], labels: dict[int, str]
    ) -> Surface | None:
        """The entry that fits best; an ambiguous one needs the recogniser's word or a proper noun's company."""
        label = labels.get(first)
        for entry in entries:
            kind = entry.name.kind
            if label is not None and (
                kind == label
                or {kind, label} <= {"State", "Place", "Facility"}
                or {kind, label} <= {"Person", "Official"}
            ):
                return entry
        node = tree.nodes[first]
        for entry in entries:
            if entry.ambiguous:
                continue
            if entry.name.kind in {"Person", "Official"} and first == last and label not in {None, "Person"}:
                continue
            if (
                node.pos == "VERB"
                and first == last
                and node.i > 0
                and entry.form == "name"
                and len(entry.name.label) < 5
            ):
                continue
            return entry
        return None


def _mention(tree: Tree, first: int, last: int, entry: Surface, name: str) -> Mention:
    """Make the mention; its name is without a plural's s ("KN-23s")."""
    return Mention(
        first,
        last,
        span_head(tree, first, last),
        entry.name.kind,
        name,
        entry.name.iri,
        entry.form,
        entry.place,
        "gazetteer",
    )


def surfaces_of(lexicon: Lexicon) -> dict[str, tuple[Surface, ...]]:
    """Index all strings of the gazetteers; states come first where one string has several readings."""
    found: dict[str, list[Surface]] = defaultdict(list)
    places = {label: n.iri for n in lexicon.names.values() if n.kind == "Place" for label in n.labels}
    order = {"State": 0, "Organization": 1, "Place": 2, "Facility": 3, "WeaponSystem": 4, "Agreement": 5}
    for name in sorted(lexicon.names.values(), key=lambda n: (order.get(n.kind, 9), n.iso3166alpha3 is None, n.iri)):
        forms = [(label, "name") for label in name.labels]
        forms += [(a, "adjective") for a in name.adjectives] + [
            (d, "demonym") for d in name.demonyms if d not in name.adjectives
        ]
        forms += [(s, "seat") for s in name.seats]
        for text, form in forms:
            if len(text) < 2:
                continue
            surface = Surface(name, form, text in name.ambiguous, places.get(text) if form == "seat" else None)
            found[text].append(surface)
            capitals = text.upper()
            if (
                capitals != text
                and len(text) > 3
                and form in {"name", "seat"}
                and name.kind in {"State", "Place", "Organization"}
            ):
                found[capitals].append(surface)
    return {k: tuple(v) for k, v in found.items()}
