"""Who and what the mentions refer to: one Referent for each entity of the document, however it is called there.

Names are merged by gazetteer entry, by equal text, by a person's last name, by acronym and by shortened form. Where two readings are
possible the nearer fuller name wins; two different full names are never merged.
"""

from __future__ import annotations

import re
from collections import Counter

from graphkit.iri import IRI, resource_iri
from graphkit.lexicon import Lexicon
from graphkit.nlp.mentions import SOURCE_WEIGHT, Mention
from graphkit.nlp.quantities import quantity_of
from graphkit.nlp.tree import Node, Tree

PERSONAL = {"Person", "Official"}


class Referent:
    """An entity or group while its document is being read."""

    __slots__ = (
        "iri",
        "is_people",
        "key",
        "kind",
        "mentions",
        "name",
        "noun",
        "number",
        "order",
        "origin",
        "place_noun",
        "plural",
        "sources",
        "spans",
        "subset_of",
        "titles",
    )

    def __init__(self, kind: str, name: str, order: int) -> None:
        self.key = ""
        self.kind = kind
        self.name = name
        self.order = order
        self.iri: IRI | None = None
        self.is_people = False
        self.mentions: list[Mention] = []
        self.spans: list[tuple[int, int]] = []
        self.titles: set[str] = set()
        self.plural = False
        self.noun: Node | None = None
        self.number: tuple[int | None, int | None, int | None] = (None, None, None)
        self.origin: Referent | None = None
        self.subset_of: Referent | None = None
        self.place_noun = ""
        self.sources: Counter[str] = Counter()

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}>"

    @property
    def is_named(self) -> bool:
        """Whether it is a named entity and not a group."""
        return self.kind != "Group"

    @property
    def is_person(self) -> bool:
        """Whether it is a human with a name."""
        return self.kind in PERSONAL


class Referents:
    """All referents of one document, found by node."""

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lexicon = lexicon
        self.all: list[Referent] = []
        self._at: dict[int, Referent] = {}
        self._places: dict[int, Referent] = {}
        self._inside: dict[int, Mention] = {}
        self.several: dict[int, list[Referent]] = {}

    def at(self, node: Node) -> Referent | None:
        """Who or what `node` heads a mention of."""
        return self._at.get(node.i)

    def place_at(self, node: Node) -> Referent | None:
        """The city, where `node` names a capital that may also stand for its government."""
        return self._places.get(node.i)

    def mention_at(self, node: Node) -> Mention | None:
        """The named mention that `node` lies in, head or not."""
        return self._inside.get(node.i)

    def refer(self, node: Node, referent: Referent, first: int | None = None, last: int | None = None) -> None:
        """Let `node` refer to `referent`; the span is kept as evidence."""
        self._at[node.i] = referent
        span = (node.i if first is None else first, node.i if last is None else last)
        if span not in referent.spans:
            referent.spans.append(span)

    def new(self, kind: str, name: str, node: Node, first: int, last: int) -> Referent:
        """Add a referent with its first mention."""
        referent = Referent(kind, name, node.i)
        self.all.append(referent)
        self.refer(node, referent, first, last)
        return referent

    def add(self, mention: Mention, referent: Referent) -> None:
        """Add a named mention to a referent."""
        referent.mentions.append(mention)
        referent.sources[mention.kind] += SOURCE_WEIGHT[mention.source]
        for i in range(mention.first, mention.last + 1):
            self._inside[i] = mention
        if mention.form in {"demonym", "adjective"} and self._is_people(mention):
            self._inside = {i: m for i, m in self._inside.items() if m is not mention}
            referent.mentions.append(mention)
            referent.spans.append((mention.first, mention.last))
            group = Referent("Group", mention.text, mention.first)
            group.origin, group.noun, group.is_people = referent, mention.head, True
            group.plural = mention.head.features.get("Number") == "Plur" or mention.text.endswith("s")
            numeral = mention.head.first("number")
            self.all.append(group)
            first = min(mention.first, _first_of_number(numeral)) if numeral is not None else mention.first
            self.refer(mention.head, group, first, mention.last)
            group.name = self.tree.slice(*group.spans[0])
            quantity = quantity_of(mention.head, self.lexicon.words("at-least"), self.lexicon.words("at-most"))
            group.number = (quantity.value, quantity.minimum, quantity.maximum)
            return
        if (mention.form == "seat" and mention.text.istitle()) or mention.place is not None:
            place = mention.place or resource_iri("Place", mention.text)
            city = next((r for r in self.all if r.iri == place), None)
            if city is None:
                city = Referent("Place", mention.text, mention.head.i)
                city.iri = place
                self.all.append(city)
            self._places[mention.head.i] = city
            if self._is_place(mention):
                self._at[mention.head.i] = city
                city.mentions.append(mention)
                city.spans.append((mention.first, mention.last))
                referent.mentions.remove(mention)
                return
        self.refer(mention.head, referent, mention.first, mention.last)

    def _is_people(self, mention: Mention) -> bool:
        """ "six Palestinians" are people; "the Russians" may well be the state, "Russian" before a noun is."""
        head = mention.head
        if head.rel in {"adjective", "compound"} and head.head is not None and head.head.i > head.i:
            return False
        if (
            mention.form == "adjective"
            and head.pos not in {"NOUN", "PROPN"}
            and not head.having("determiner", "number")
        ):
            return False
        plural = head.tag in {"NNS", "NNPS"} or head.features.get("Number") == "Plur"
        definite = any(c.lower in self.lexicon.words("definite-determiners") for c in head.having("determiner"))
        return (
            bool(head.having("number"))
            or (plural and not definite)
            or (not plural and any(c.lower in {"a", "an"} for c in head.having("determiner")))
        )

    def read_as(self, node: Node, referent: Referent) -> Referent:
        """A capital's name turned out to stand for its government, or for the city: let its words be evidence of that."""
        mention = self._inside.get(node.i)
        span = (mention.first, mention.last) if mention is not None else (node.i, node.i)
        if span not in referent.spans:
            referent.spans.append(span)
        return referent

    def _is_place(self, mention: Mention) -> bool:
        """Whether a capital is meant as a place: by its preposition, a dateline, or a place noun beside it."""
        head = mention.head
        cases = {c.lower for c in head.having("case")}
        if cases & self.lexicon.words("locative-prepositions"):
            return True
        if head.rel in {"apposition", "list", "root", "flat"}:
            return True
        before = [n.lower for n in self.tree.nodes[max(0, mention.first - 2) : mention.first]]
        if len(before) == 2 and before[1] == "," and before[0] in self.lexicon.words("place-nouns"):
            return True
        if (
            head.rel == "nominal_modifier"
            and cases & {"of"}
            and head.head is not None
            and head.head.lemma in self.lexicon.words("place-nouns")
        ):
            return True
        return (
            head.rel in {"conjunct"}
            and head.head is not None
            and bool({c.lower for c in head.head.having("case")} & self.lexicon.words("locative-prepositions"))
        )

    def referents_of(self, *kinds: str) -> list[Referent]:
        """Referents of the given classes in order of first mention."""
        return sorted((r for r in self.all if r.kind in kinds), key=lambda r: r.order)


def name_words(text: str) -> list[str]:
    """Words of a name without punctuation and possessive."""
    return re.findall(r"[\w'’.-]*\w", re.sub(r"['’]s?$", "", text))


def acronym_of(name: str) -> str:
    """Initials of the capitalised words: "National Liberation Army" → "NLA"."""
    return "".join(w[0] for w in re.findall(r"\w+", name) if w[0].isupper())


def build_referents(tree: Tree, mentions: list[Mention], lexicon: Lexicon) -> Referents:
    """Merge named mentions into referents. Fuller names are placed first, so that short forms find them."""
    referents = Referents(tree, lexicon)
    by_iri: dict[IRI, Referent] = {}
    by_text: dict[str, Referent] = {}
    listed = [m for m in mentions if m.iri is not None]
    others = [m for m in mentions if m.iri is None]
    for mention in listed:
        assert mention.iri is not None
        referent = by_iri.get(mention.iri)
        if referent is None:
            referent = Referent(
                mention.kind,
                lexicon.names[mention.iri].label if mention.kind == "State" else mention.text,
                mention.first,
            )
            referent.iri = mention.iri
            by_iri[mention.iri] = referent
            referents.all.append(referent)
        referents.add(mention, referent)
        if mention.form == "name":
            by_text[mention.text.lower()] = referent
    for mention in sorted(others, key=lambda m: (-(m.last - m.first), m.first)):
        referent = by_text.get(mention.text.lower())
        if referent is None or not _fit(referent.kind, mention.kind):
            referent = (
                _namesake(mention, referents) or _shorter_form(mention, referents) or _acronym(mention, referents, tree)
            )
        if referent is None:
            referent = Referent(mention.kind, mention.text, mention.first)
            referents.all.append(referent)
        by_text.setdefault(mention.text.lower(), referent)
        referents.add(mention, referent)
    for referent in referents.all:
        referent.mentions.sort(key=lambda m: m.first)
        if referent.mentions:
            referent.order = referent.mentions[0].first
            if referent.kind != "State":
                referent.name = max((m.text for m in referent.mentions), key=lambda t: (len(name_words(t)), len(t)))
            if referent.sources and referent.iri is None:
                referent.kind = min(referent.sources.items(), key=lambda kv: (-kv[1], kv[0]))[0]
    referents.all = [r for r in referents.all if r.mentions or r.spans]
    _join_parenthesised(referents, tree)
    referents.all.sort(key=lambda r: r.order)
    return referents


def _first_of_number(numeral: Node) -> int:
    """Where the number begins that ends in `numeral`: "Forty-eight"."""
    parts = {n.i: n for n in numeral.subtree()}
    first = numeral.i
    while first - 1 in parts and (parts[first - 1].pos == "NUM" or parts[first - 1].lower in {"-", "‑", "and", "a"}):
        first -= 1
    return first


def _fit(a: str, b: str) -> bool:
    return a == b or {a, b} <= PERSONAL or {a, b} <= {"State", "Place", "Facility"}


def _namesake(mention: Mention, referents: Referents) -> Referent | None:
    """What bears the same name beside something of another class: the ship Estonia, where the text speaks of the state too."""
    return next((r for r in referents.all if r.kind == mention.kind and r.name == mention.text), None)


def _shorter_form(mention: Mention, referents: Referents) -> Referent | None:
    """The nearest earlier (else later) fuller name that this one shortens."""
    words = [w.lower() for w in name_words(mention.text)]
    candidates = []
    inner = []  # "Vega" after "Lucía Vega Montes": the first of two surnames
    for referent in referents.all:
        for other in referent.mentions:
            if other.form != "name" or other.text.lower() == mention.text.lower():
                continue
            full = [w.lower() for w in name_words(other.text)]
            if len(words) >= len(full):
                continue
            if mention.kind == "Person" and referent.is_person:
                if full[-len(words) :] == words or (len(words) == 1 and full[0] == words[0]):
                    candidates.append((referent, other))
                elif len(words) == 1 and words[0] in full[1:-1] and other.first < mention.first:
                    inner.append((referent, other))
            elif mention.kind == referent.kind == "Organization":
                if full[-len(words) :] == words or (full[: len(words)] == words and len(words) > 1):
                    candidates.append((referent, other))
            elif referent.kind == "WeaponSystem" and mention.source == "ner" and full[-len(words) :] == words:
                candidates.append((referent, other))  # "the Carney" after "USS Carney"
            elif referent.kind == "State" and full[0] == words[0] and _is_direction(mention, referents):
                candidates.append((referent, other))  # "the North" after "North Korea"
            elif (
                mention.kind in {"WeaponSystem", "Facility", "Agreement"}
                and mention.kind == referent.kind
                and (full[: len(words)] == words or full[-len(words) :] == words)
            ):
                candidates.append((referent, other))
            elif (
                mention.kind in {"Organization", "Place"}
                and referent.is_person
                and len(words) == 1
                and full[-1] == words[0]
                and mention.source == "ner"
            ):
                candidates.append((referent, other))  # "Lynch" guessed to be an organisation after "Jessica Lynch"
    candidates = candidates or inner
    if not candidates:
        return None
    earlier = [c for c in candidates if c[1].first < mention.first]
    return (max(earlier, key=lambda c: c[1].first) if earlier else min(candidates, key=lambda c: c[1].first))[0]


def _is_direction(mention: Mention, referents: Referents) -> bool:
    """Whether a name is nothing but "the North" or "the South"."""
    return (
        mention.first == mention.last > 0
        and mention.head.lower in referents.lexicon.words("directions")
        and referents.tree.nodes[mention.first - 1].lower == "the"
    )


def _acronym(mention: Mention, referents: Referents, tree: Tree) -> Referent | None:
    text = mention.text.replace(".", "")
    if mention.kind not in {"Organization", "Agreement", "Person", "Place"} or not (
        2 <= len(text) <= 7 and text.isupper()
    ):
        return None
    for referent in referents.all:
        if referent.kind in {"Organization", "Agreement", "Facility"} and any(
            acronym_of(m.text) == text for m in referent.mentions
        ):
            return referent
    return None


def _join_parenthesised(referents: Referents, tree: Tree) -> None:
    """ "Revolutionary Armed Forces of Colombia (FARC)": what stands in the parentheses is the same organisation."""
    by_last = {m.last: (r, m) for r in referents.all for m in r.mentions}
    merged: dict[int, Referent] = {}
    for referent in list(referents.all):
        for mention in list(referent.mentions):
            before = mention.first - 2
            if (
                before < 0
                or tree.nodes[mention.first - 1].text != "("
                or mention.last + 1 >= len(tree.nodes)
                or tree.nodes[mention.last + 1].text != ")"
            ):
                continue
            if before not in by_last:
                continue
            full, _ = by_last[before]
            full = merged.get(id(full), full)
            short = mention.text.replace(".", "")
            if (
                full is referent
                or not short[:1].isupper()
                or not any(c.isupper() for c in short[1:])
                or len(short) > 12
            ):
                continue
            if full.is_person or (full.kind in {"State"} or referent.kind == "State"):
                continue
            if referent.iri is not None and full.iri is not None and referent.iri != full.iri:
                continue
            keeper, other = (full, referent)
            for m in other.mentions:
                keeper.mentions.append(m)
                referents.refer(m.head, keeper, m.first, m.last)
            keeper.iri = keeper.iri or other.iri
            if keeper.kind not in {"Organization", "Agreement"} and other.kind in {"Organization", "Agreement"}:
                keeper.kind = other.kind
            merged[id(other)] = keeper
            if other in referents.all:
                referents.all.remove(other)
            break
