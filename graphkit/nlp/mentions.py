"""Named mentions: where the text names a person, state, organisation, place, weapon or agreement.

Three witnesses are heard: the gazetteers (Aho–Corasick over the text, at token boundaries), the named-entity recogniser, and the
words of the name itself ("… Council" is an organisation whatever the recogniser says).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

import ahocorasick

from graphkit.iri import IRI
from graphkit.lexicon import Lexicon, Name
from graphkit.nlp.boilerplate import lines_of
from graphkit.nlp.tree import Node, Tree

NER_KINDS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "PRODUCT": "WeaponSystem",
    "LAW": "Agreement",
    "NORP": "",
    "EVENT": "",
}
NOUN_KINDS = {
    "organization": "Organization",
    "place": "Place",
    "facility": "Facility",
    "weapon": "WeaponSystem",
    "agreement": "Agreement",
    "law": "Agreement",
}
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A named stretch of the text, by node indexes (both inclusive).

    `form` is "name", "adjective", "demonym" or "seat"; `place` the IRI of the city that a seat also is.
    """

    first: int
    last: int
    head: Node
    kind: str
    text: str
    iri: IRI | None = None
    form: str = "name"
    place: IRI | None = None
    source: str = "ner"


@dataclass(frozen=True, slots=True)
class Surface:
    """What one string of the gazetteers may stand for."""

    name: Name
    form: str
    ambiguous: bool
    place: IRI | None = None


class MentionFinder:
    """Finds named mentions in a tree. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._surfaces = _surfaces(lexicon)
        self._automaton = ahocorasick.Automaton()
        for surface in self._surfaces:
            self._automaton.add_word(surface.translate(APOSTROPHES), surface)
        self._automaton.make_automaton()
        self._titles = {t.lower() for t in lexicon.titles}

    def find(self, tree: Tree, skip: frozenset[int]) -> list[Mention]:
        """Find all mentions outside the nodes in `skip`, in order of the text, none overlapping."""
        capitals = headline_nodes(tree)
        recognised = [
            m for m in self._recognised(tree) if m.first not in capitals and not skip & set(range(m.first, m.last + 1))
        ]
        listed = [m for m in self._listed(tree, recognised) if not skip & set(range(m.first, m.last + 1))]
        composed = [
            m
            for m in [*self._composed(tree), *self._ships(tree)]
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
        chosen += self._unrecognised(tree, chosen, skip | capitals)
        return sorted(self._vote(chosen), key=lambda m: m.first)

    # -- witnesses ---------------------------------------------------------------------------------------------------

    def _listed(self, tree: Tree, recognised: list[Mention]) -> list[Mention]:
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
            if last + 1 < len(tree.nodes) and tree.nodes[last + 1].lemma.lower() in self.lexicon.words(
                "currency-nouns"
            ):
                continue
            entries = tuple(sorted(entries, key=lambda e: e.name.iri not in sure))
            entry = self._pick(tree, first, last, entries, labels)
            if entry is not None:
                found.append(self._listed_mention(tree, first, last, entry, tree.text[begin : end + 1]))
        return found

    def _pick(
        self, tree: Tree, first: int, last: int, entries: tuple[Surface, ...], labels: dict[int, str]
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

    @staticmethod
    def _listed_mention(tree: Tree, first: int, last: int, entry: Surface, name: str) -> Mention:
        """The mention; its name is without a plural's s ("KN-23s")."""
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

    def _recognised(self, tree: Tree) -> list[Mention]:
        found = []
        for first, last, label in self._split(tree):
            kind = NER_KINDS.get(label)
            if not kind:
                continue
            first, last = self._trim(tree, first, last, kind)
            if (
                first > last
                or tree.slice(first, last).lower() in self._titles
                or self._is_common_word(tree, first, last)
            ):
                continue
            told = self.kind_by_words(tree, first, last) or self.kind_by_context(tree, first, last)
            if (told or kind) == "Person":
                first, last = self._whole_person(tree, first, last)
            found.append(
                Mention(
                    first,
                    last,
                    span_head(tree, first, last),
                    told or kind,
                    tree.slice(first, last),
                    source="words" if told else "ner",
                )
            )
        return found

    def _is_common_word(self, tree: Tree, first: int, last: int) -> bool:
        """A single word that is capitalised only because it begins its sentence ("Engines on the boat …")."""
        node = tree.nodes[first]
        begins = (
            first == 0
            or tree.nodes[first - 1].sentence != node.sentence
            or tree.nodes[first - 1].text in {"“", '"', ":", "—"}
        )
        return (
            first == last
            and begins
            and not node.text.isupper()
            and (
                node.pos not in {"PROPN"}
                or node.lower in self.lexicon.nouns
                or node.lemma.lower() in self.lexicon.nouns
            )
        )

    def _composed(self, tree: Tree) -> list[Mention]:
        """Names built with "of": "Charter of the United Nations", "Department of Public Information"."""
        found = []
        nodes = tree.nodes
        for node in nodes:
            if (
                not node.text[:1].isupper()
                or node.text.isupper()
                or node.i + 2 >= len(nodes)
                or nodes[node.i + 1].lower not in {"of", "for", "to"}
            ):
                continue
            noun = self.lexicon.nouns.get(node.lower) or self.lexicon.nouns.get(node.lemma.lower())
            kind = (
                "Organization"
                if node.lower in self.lexicon.words("organization-name-heads")
                else NOUN_KINDS.get(noun.kind)
                if noun
                else None
            )
            if (
                kind in {None, "Place", "WeaponSystem"}
                or node.lower in self._titles
                or node.lower in self.lexicon.state_metonyms
                or node.lower in self.lexicon.words("place-nouns")
            ):
                continue
            first, last = node.i, node.i + 2
            while (
                first > 0
                and nodes[first - 1].text[:1].isupper()
                and nodes[first - 1].pos in {"PROPN", "ADJ", "NOUN"}
                and nodes[first - 1].sentence == node.sentence
            ):
                first -= 1
            begins = first == 0 or nodes[first - 1].sentence != node.sentence
            if nodes[last].lower == "the" and last + 1 < len(nodes):
                last += 1
            if (
                not nodes[last].text[:1].isupper()
                or nodes[last].sentence != node.sentence
                or (begins and first == node.i and nodes[last].entity in {"GPE", "ORG", ""})
            ):
                continue
            if nodes[node.i + 1].lower == "to" and kind != "Facility":
                continue
            while last + 1 < len(nodes) and nodes[last + 1].sentence == node.sentence:
                follower = nodes[last + 1]
                if follower.text[:1].isupper() and follower.pos in {"PROPN", "ADJ", "NOUN"}:
                    last += 1
                elif (
                    follower.lower in {"'s", "’s", "and", "of", "the"}
                    and last + 2 < len(nodes)
                    and nodes[last + 2].text[:1].isupper()
                    and nodes[last + 2].pos in {"PROPN", "NOUN"}
                    and follower.lower != "and"
                ):
                    last += 2
                elif (
                    follower.lower == "of"
                    and last + 3 < len(nodes)
                    and nodes[last + 2].lower == "the"
                    and nodes[last + 3].text[:1].isupper()
                ):
                    last += 3
                else:
                    break
            found.append(
                Mention(
                    first,
                    last,
                    span_head(tree, first, last),
                    kind or "Organization",
                    tree.slice(first, last),
                    source="words",
                )
            )
        return found

    def _ships(self, tree: Tree) -> list[Mention]:
        """Vessels by their prefix: "USS Carney", "M/V Number 9"."""
        begins = {n.begin: n.i for n in tree.nodes}
        ends = {n.end: n.i for n in tree.nodes}
        prefixes = "|".join(
            re.escape(p) for p in sorted(self.lexicon.words("ship-prefixes"), key=lambda p: (-len(p), p))
        )
        found = []
        for match in re.finditer(rf"\b(?:{prefixes}) [A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|\d+))*", tree.text):
            first, last = begins.get(match.start()), ends.get(match.end())
            if first is not None and last is not None:
                found.append(
                    Mention(
                        first,
                        last,
                        span_head(tree, first, last),
                        "WeaponSystem",
                        tree.slice(first, last),
                        source="words",
                    )
                )
        return found

    def kind_by_context(self, tree: Tree, first: int, last: int) -> str | None:
        """Class of a name by what stands beside it: a title, an age, "who"; "in" or "the town of" before a single word."""
        before = (
            tree.nodes[first - 1] if first and tree.nodes[first - 1].sentence == tree.nodes[first].sentence else None
        )
        after = [n for n in tree.nodes[last + 1 : last + 4] if n.sentence == tree.nodes[last].sentence]
        if before is not None and (self._is_personal_title(before) or self._title_ends_before(tree, first)):
            return "Person"
        if (
            len(after) >= 2
            and after[0].text == ","
            and (after[1].lower == "who" or (after[1].text.isdigit() and 15 < int(after[1].text) < 100))
        ):
            return "Person"
        if after and after[0].lower == "who":
            return "Person"
        if (
            len(after) >= 3
            and after[0].text == ","
            and after[1].lower in {"a", "an", "the"}
            and self._is_personal_title(after[2])
            and last > first
        ):
            return "Person"
        head = span_head(tree, first, last)
        if (
            head.rel == "apposition"
            and head.head is not None
            and head.head.pos == "NOUN"
            and self._is_personal_title(head.head)
        ):
            return "Person"
        if len(after) >= 2 and last > first and after[0].text == "," and self._is_personal_title(after[1]):
            return "Person"
        says = (
            head.rel == "subject"
            and head.head is not None
            and any(o.reporting for o in self.lexicon.operators_by_word.get(("verb", head.head.lemma), ()))
        )
        if says and last > first and tree.nodes[first].entity == "LOC":
            return "Person"
        cases = {c.lower for c in head.having("case")}
        if (
            first == last
            and cases & {"in", "near", "outside", "over"}
            and tree.nodes[first].entity in {"PERSON"}
            and head.rel in {"oblique", "nominal_modifier"}
        ):
            return "Place"
        if (
            before is not None
            and before.lower == "of"
            and first >= 2
            and tree.nodes[first - 2].lemma.lower() in self.lexicon.words("place-nouns")
        ):
            return "Place"
        return None

    def _title_ends_before(self, tree: Tree, first: int) -> bool:
        """ "Secretary of State" before the name, "general secretary" and the like: titles of several words."""
        begins = [
            j for j in range(max(0, first - 5), first - 1) if tree.nodes[j].sentence == tree.nodes[first].sentence
        ]
        return any(tree.slice(j, first - 1).lower() in self._titles for j in begins)

    def _whole_person(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        """Grow a person's name over the proper nouns that the parse glues to it ("Recep" | "Tayyip Erdogan")."""

        def belongs(i: int) -> bool:
            node = tree.nodes[i]
            if (
                node.pos != "PROPN"
                or not node.text[:1].isupper()
                or node.lower in self._titles
                or node.lower.rstrip(".") in self._titles
                or node.entity not in {"", "PERSON"}
            ):
                return False
            head = node.head
            return (head is not None and first <= head.i <= last and node.rel in {"flat", "compound"}) or any(
                first <= c.i <= last and c.rel in {"flat", "compound"} for c in node.children
            )

        while first > 0 and belongs(first - 1):
            first -= 1
        while last + 1 < len(tree.nodes) and belongs(last + 1):
            last += 1
        return first, last

    def _is_personal_title(self, node: Node) -> bool:
        return (node.lower in self._titles or node.lower.rstrip(".") in self._titles) and node.features.get(
            "Number"
        ) != "Plur"

    def _split(self, tree: Tree) -> list[tuple[int, int, str]]:
        """Recognised spans, cut in two where a title begins another name ("X Industries and General Y")."""
        found = []
        for first, last, label in tree.entities:
            joint = next(
                (
                    i
                    for i in range(first + 1, last - 1)
                    if tree.nodes[i].rel == "coordinator" and self._is_personal_title(tree.nodes[i + 1])
                ),
                None,
            )
            if joint is not None:
                found += [(first, joint - 1, label), (joint + 1, last, "PERSON")]
                continue
            follower = tree.nodes[last + 1] if last + 1 < len(tree.nodes) else None
            if (
                follower is not None
                and re.fullmatch(r"[IVX]+|\d{1,2}", follower.text)
                and follower.head is not None
                and follower.pos in {"PROPN", "NUM"}
                and label != "GPE"
            ):
                inside = first <= follower.head.i <= last and follower.rel in {
                    "flat",
                    "compound",
                    "number",
                    "unmarked",
                    "description",
                }
                last = last + 1 if inside else last
            found.append((first, last, label))
        return found

    def _trim(self, tree: Tree, first: int, last: int, kind: str) -> tuple[int, int]:
        """Cut determiners, titles and stray punctuation off a recognised span."""
        ends = self.lexicon.words("end-of-name")
        while first <= last and (tree.nodes[last].lower in ends or not any(c.isalnum() for c in tree.nodes[last].text)):
            last -= 1
        while first <= last and (
            tree.nodes[first].lower in ends
            or tree.nodes[first].rel == "determiner"
            or not any(c.isalnum() for c in tree.nodes[first].text)
        ):
            first += 1
        while (
            first < last
            and tree.nodes[last].text.islower()
            and tree.nodes[last].pos == "NOUN"
            and tree.nodes[first].text[:1].isupper()
        ):
            last -= 1
        while first < last and tree.nodes[first].text.islower() and tree.nodes[first].pos in {"ADJ", "NOUN", "VERB"}:
            first += 1
        for k in range(last - 1, first - 1, -1):  # "State Antony Blinken" behind "Secretary of"
            if tree.nodes[k + 1].pos != "PROPN":
                continue
            if any(
                tree.text[tree.nodes[j].begin : tree.nodes[k].end].lower().rstrip(".") in self._titles
                for j in range(max(0, first - 4), first + 1)
            ):
                first = k + 1
                break
        if kind == "Person":
            while first < last and (
                tree.nodes[first].lower in self._titles or tree.nodes[first].lower.rstrip(".") in self._titles
            ):
                first += 1
        return first, last

    def kind_by_words(self, tree: Tree, first: int, last: int) -> str | None:
        """Class of a name of several words by its head word: the last one, or the one before "of"."""
        if first == last:
            return None
        words = [tree.nodes[i] for i in range(first, last + 1)]
        stop = next(
            (k for k, n in enumerate(words) if k and n.rel == "case" and n.lower in {"of", "for", "on", "in"}),
            len(words),
        )
        word = words[stop - 1]
        noun = self.lexicon.nouns.get(word.lower) or self.lexicon.nouns.get(word.lemma.lower())
        if word.lower in self.lexicon.words("organization-name-heads"):
            return "Organization"
        if word.entity == "PERSON" and words[0].entity == "PERSON" and noun is not None and noun.kind != "organization":
            return None
        if noun is None and word.lower in self.lexicon.organization_patterns:
            return "Organization"
        return NOUN_KINDS.get(noun.kind) if noun else None

    # -- judgement ---------------------------------------------------------------------------------------------------

    def _choose(self, tree: Tree, listed: list[Mention], recognised: list[Mention]) -> list[Mention]:
        """Longest first; of equal ones, the gazetteer's. A listed name inside a longer proper name is part of that."""
        grown = [self._grow(tree, m) for m in listed]
        ranked = sorted(grown + recognised, key=lambda m: (-(m.last - m.first), m.source != "gazetteer", m.first))
        taken: set[int] = set()
        chosen = []
        for mention in ranked:
            span = set(range(mention.first, mention.last + 1))
            if span & taken:
                continue
            inner = [m for m in listed if mention.first <= m.first and m.last <= mention.last]
            if mention.source == "ner" and inner and self._is_joined(tree, mention, inner):
                continue
            taken |= span
            chosen.append(mention)
        for mention in listed:  # those whose longer rival fell away
            span = set(range(mention.first, mention.last + 1))
            if not span & taken:
                taken |= span
                chosen.append(mention)
        return chosen

    def _is_joined(self, tree: Tree, mention: Mention, inner: list[Mention]) -> bool:
        """Whether a recognised span wrongly joins separate listed names ("Russian President Putin", "Paris, France")."""
        covered = {i for m in inner for i in range(m.first, m.last + 1)}
        rest = [tree.nodes[i] for i in range(mention.first, mention.last + 1) if i not in covered]
        if all(not n.text[:1].isupper() for n in rest):
            return True
        return (
            inner[0].form in {"adjective", "demonym"} and inner[0].first == mention.first and mention.kind == "Person"
        )

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
            or tree.nodes[last].lower in self._titles
            or tree.nodes[mention.last + 1].lower in self._titles
        ):
            return mention
        kind = self.kind_by_words(tree, mention.first, last)
        if kind is None:
            return mention
        return Mention(
            mention.first,
            last,
            span_head(tree, mention.first, last),
            kind,
            tree.slice(mention.first, last),
            None,
            "name",
            None,
            "words",
        )

    def _unrecognised(self, tree: Tree, chosen: list[Mention], skip: frozenset[int]) -> list[Mention]:
        """Runs of capitalised words with a telling head word ("the Ali Mosque") that no one else reported."""
        taken = {i for m in chosen for i in range(m.first, m.last + 1)} | skip
        found: list[Mention] = []
        i = 0
        while i < len(tree.nodes):
            j = i
            while (
                j < len(tree.nodes)
                and j not in taken
                and tree.nodes[j].pos == "PROPN"
                and tree.nodes[j].text[:1].isupper()
                and tree.nodes[j].sentence == tree.nodes[i].sentence
            ):
                j += 1
            first, last = self._trim(tree, i, j - 1, "Person") if j - i >= 2 else (i, i - 1)
            if last > first or (last == first and j - i > 2):
                told = self.kind_by_words(tree, first, last) or self.kind_by_context(tree, first, last)
                kind = told or self._guess(tree, first, last)
                if kind:
                    found.append(
                        Mention(
                            first,
                            last,
                            span_head(tree, first, last),
                            kind,
                            tree.slice(first, last),
                            source="words" if told else "ner",
                        )
                    )
            i = max(j, i + 1)
        return found

    def _guess(self, tree: Tree, first: int, last: int) -> str | None:
        """A run of two to four capitalised words that acts, with an article an organisation, without one a person."""
        head = span_head(tree, first, last)
        if last - first > 3 or head.rel not in {"subject", "apposition", "agent", "conjunct", "object"}:
            return None
        if any(not n.text.replace("-", "").isalpha() or n.text.isupper() for n in tree.nodes[first : last + 1]):
            return None
        return "Organization" if head.having("determiner") else "Person"

    @staticmethod
    def _vote(mentions: list[Mention]) -> list[Mention]:
        """One name, one class per document: gazetteer and words outvote the recogniser's single guesses."""
        weights = {"gazetteer": 5, "words": 4, "ner": 1}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for m in mentions:
            if m.form == "name":
                votes[m.text][m.kind] += weights[m.source]
        result = []
        for m in mentions:
            if m.source == "ner" and m.form == "name":
                best = min(votes[m.text].items(), key=lambda kv: (-kv[1], kv[0]))[0]
                m = replace(m, kind=best)
            result.append(m)
        return result


def headline_nodes(tree: Tree) -> frozenset[int]:
    """Nodes of lines in title case ("Council Members Condemn Fatal Blast in Mali"): capitals tell nothing there."""
    found: set[int] = set()
    for first, last in lines_of(tree):
        words = [n for n in tree.nodes[first : last + 1] if n.text[:1].isalpha() and len(n.text) > 3]
        commas = sum(n.text == "," for n in tree.nodes[first : last + 1])
        if (
            len(words) >= 5
            and commas < 2
            and tree.nodes[last].text not in {".", "”", '"', "?"}
            and sum(n.text[0].isupper() for n in words) >= 0.8 * len(words)
        ):
            found.update(range(first, last + 1))
    return frozenset(found)


def span_head(tree: Tree, first: int, last: int) -> Node:
    """The node of a span that governs the others: the one whose head lies outside."""
    for i in range(first, last + 1):
        head = tree.nodes[i].head
        if head is None or not first <= head.i <= last:
            return tree.nodes[i]
    return tree.nodes[last]


def _surfaces(lexicon: Lexicon) -> dict[str, tuple[Surface, ...]]:
    """All strings of the gazetteers; states come first where one string has several readings."""
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
