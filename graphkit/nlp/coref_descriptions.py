"""Descriptions: "the minister", "the country", "the group", "his counterpart, X": who or what is meant, if anybody that was named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.coref_links import Links
from graphkit.nlp.groups import noun_of
from graphkit.nlp.positions import OfficePhrase
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.tree import Node, Tree

SURE = 0.85
"""How likely a learned link must be for a description to become a mention of a name."""
WINDOW = 8
"""Sentences back in which what a description takes up is looked for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A mention of a referent, name or not."""

    node: Node
    referent: Referent


def led_by(node: Node, referents: Referents, offices: Mapping[int, Referent], lexicon: Lexicon) -> Referent | None:
    """ "Petro's administration": the state whose president Petro is."""
    if node.lemma.lower() not in lexicon.state_metonyms:
        return None
    for owner in node.having("possessor", "compound"):
        person = referents.at(owner)
        state = offices.get(id(person)) if person is not None and person.is_person else None
        if state is not None and state.kind == "State":
            return state
    return None


def membership(node: Node, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """ "Council members": the council itself."""
    if (
        node.lemma.lower() not in lexicon.words("member-nouns")
        or node.features.get("Number") != "Plur"
        or node.having("number", "adjective")
    ):
        return None
    bodies = [b for c in node.having("compound") if (b := referents.at(c)) is not None and b.kind == "Organization"]
    return bodies[0] if bodies else None


def dominant_state(referents: Referents) -> Referent | None:
    """The state that the article is about: mentioned most, early mentions counting more."""
    states = referents.referents_of("State")
    if not states:
        return None
    scored = sorted(states, key=lambda r: (-len(r.mentions), r.order))
    if len(scored) > 1 and len(scored[0].mentions) == len(scored[1].mentions):
        return None
    return scored[0]


APPOSED = {
    "people": frozenset({"Person", "Official"}),
    "organization": frozenset({"Organization"}),
    "place": frozenset({"Place"}),
    "facility": frozenset({"Facility", "Place"}),
    "weapon": frozenset({"WeaponSystem"}),
    "vehicle": frozenset({"WeaponSystem"}),
}
"""Classes of names that a noun of each kind may describe."""


def apposed(node: Node, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """ "Saudi Aramco, a company owned by the state": the noun behind the comma is what the name before it means."""
    name = node.head
    if node.rel != "apposition" or name is None or name.i > node.i or node.features.get("Number") == "Plur":
        return None
    mention, noun = referents.mention_at(name), noun_of(node, lexicon)
    if mention is None or noun is None or mention.last + 1 > node.i or node.having("number"):
        return None
    if referents.tree.nodes[mention.last + 1].text not in {",", "(", "—", "–"}:
        return None
    referent = referents.place_at(mention.head) or referents.at(mention.head)
    return referent if referent is not None and referent.kind in APPOSED.get(noun.kind, ()) else None


def name_beside(tree: Tree, node: Node, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """ "his Brazilian counterpart, Lula": the person named behind the comma, whatever the parser made of it."""
    if (
        node.features.get("Number") == "Plur"
        or not node.having("determiner", "possessor")
        or node.i + 2 >= len(tree.nodes)
    ):
        return None
    noun = noun_of(node, lexicon)
    if noun is None or noun.kind != "people":
        return None
    last = max(
        [
            node.i,
            *(
                n.i
                for c in node.having("nominal_modifier")
                if c.i > node.i and c.i - node.i < 6
                for n in c.subtree()
                if n.i - node.i < 7
            ),
        ]
    )
    for end in (node.i, last):
        if end + 1 >= len(tree.nodes) or tree.nodes[end + 1].text != ",":
            continue
        mention = referents.mention_at(tree.nodes[end + 2]) if end + 2 < len(tree.nodes) else None
        person = referents.at(mention.head) if mention is not None and mention.first <= end + 3 else None
        if mention is None or person is None or not person.is_person:
            continue
        after = tree.nodes[mention.last + 1] if mention.last + 1 < len(tree.nodes) else None
        if after is None or after.text in {",", ".", ";", ")", "”", '"'} or after.sentence != node.sentence:
            return person
    return None


def linked_name(node: Node, links: Links, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """ "The minister", "this company": the nearest name that the learned coreference links it with, if a name may be called so."""
    taken, noun = links.get(node.i), noun_of(node, lexicon)
    if taken is None or noun is None or taken.certainty < SURE or node.features.get("Number") == "Plur":
        return None
    if not any(d.lower in lexicon.words("definite-determiners") for d in node.having("determiner")):
        return None
    if node.rel in {"compound", "apposition"} or node.having("number") or node.first("copula"):
        return None
    named = (referents.at(other) for other in taken.nodes)
    fitting = (r for r in named if r is not None and r.is_named and r.kind in APPOSED.get(noun.kind, ()))
    return next(fitting, None)


def _clause_of(node: Node) -> Node:
    current = node
    while current.head is not None and not current.is_verbal:
        current = current.head
    return current


def description(
    node: Node,
    seen: Sequence[Seen],
    phrases: Mapping[int, OfficePhrase],
    lexicon: Lexicon,
    dominant: Referent | None,
    referents: Referents,
    offices: Mapping[int, Referent],
) -> Referent | None:
    """What a definite noun phrase takes up."""
    determiners = node.having("determiner")
    if not any(d.lower in lexicon.words("definite-determiners") for d in determiners):
        return None
    if (
        node.having("number", "nominal_modifier", "relative_clause", "adnominal_clause", "apposition")
        or node.rel in {"compound", "apposition"}
        or node.first("copula")
    ):
        return None
    lemma = node.lemma.lower()
    if lemma in lexicon.words("government-nouns") and dominant is not None and len(dominant.mentions) > 1:
        named = [c for c in node.having("adjective", "compound") if c.pos == "PROPN"]
        return dominant if not named and any(o.referent is dominant for o in seen) else None
    singular = node.features.get("Number") != "Plur"
    recent = [o.referent for o in reversed(seen) if node.sentence - o.node.sentence <= WINDOW]
    phrase = phrases.get(node.i)
    if phrase is not None and singular:
        return _office_holder(node, phrase, seen, offices)
    adjectives = [c for c in node.having("adjective", "compound") if referents.mention_at(c) is not None]
    clause = _clause_of(node)
    beside = {id(o.referent) for o in seen if o.node.sentence == node.sentence and _clause_of(o.node) is clause}
    recent = [r for r in recent if id(r) not in beside]
    if lemma in lexicon.words("country-nouns") and singular:
        states = [r for r in recent if r.kind == "State"]
        if dominant is not None and dominant in states:
            return dominant
        return states[0] if states else None
    if lemma in lexicon.words("place-nouns") and singular:
        for place in recent:
            if place.kind == "Place" and (
                place.place_noun == lemma or (not place.place_noun and lemma in lexicon.words("town-nouns"))
            ):
                return place
        return None
    if lemma in lexicon.words("group-nouns") and (singular or lemma in lexicon.words("fighter-nouns")):
        bodies = [r for r in recent if r.kind == "Organization"]
        for body in bodies:
            name = lexicon.names.get(body.iri) if body.iri else None
            if name is not None and name.organization_type == "armed-group":
                return body
        return None
    if adjectives:
        return None
    noun = noun_of(node, lexicon)
    if singular and (
        (noun is not None and noun.kind in {"organization", "facility", "agreement", "talks"})
        or lemma in lexicon.organization_patterns
    ):
        for body in recent:
            if (
                body.is_named
                and body.kind in {"Organization", "Facility", "Agreement"}
                and _named_so(body, lemma, lexicon)
            ):
                return body
    if singular and lemma in lexicon.words("company-nouns"):
        return _sole([o for o in seen if id(o.referent) not in beside and _is_company(o.referent, lexicon)], node)
    if singular and noun is not None and noun.kind in {"weapon", "vehicle"}:
        systems = [o for o in seen if o.referent.kind == "WeaponSystem" and id(o.referent) not in beside]
        exact = [o for o in systems if _type_of(o.referent, lexicon) == noun.concept]
        if not exact and lemma in lexicon.words("vessel-nouns"):
            vessels = {n.concept for w in lexicon.words("vessel-nouns") if (n := lexicon.nouns.get(w)) is not None}
            exact = [o for o in systems if _type_of(o.referent, lexicon) in {*vessels, None}]
        return _sole(exact, node)
    return None


def _office_holder(
    node: Node, phrase: OfficePhrase, seen: Sequence[Seen], offices: Mapping[int, Referent]
) -> Referent | None:
    """ "The minister": who was called so last; where the state is said, of that state; None if two were in one sentence."""
    lemma = node.lemma.lower()
    holders = [
        o
        for o in seen
        if node.sentence - o.node.sentence <= WINDOW
        and o.referent.is_person
        and any(t == lemma or (t.endswith(".") and len(t) > 3 and lemma.startswith(t[:-1])) for t in o.referent.titles)
    ]
    where = phrase.position_in
    if where is not None:
        holders = [o for o in holders if offices.get(id(o.referent), where) is where]
    if not holders:
        return None
    last = holders[-1]
    rivals = [
        o
        for o in holders
        if o.node.sentence == last.node.sentence
        and o.referent is not last.referent
        and last.node.sentence == node.sentence
    ]
    return None if rivals else last.referent


def _sole(found: Sequence[Seen], node: Node) -> Referent | None:
    """The only one of the last three sentences."""
    near = {id(o.referent): o.referent for o in found if node.sentence - o.node.sentence <= 3}
    return next(iter(near.values())) if len(near) == 1 else None


def _is_company(referent: Referent, lexicon: Lexicon) -> bool:
    """Whether it is a company, as far as the gazetteer knows."""
    name = lexicon.names.get(referent.iri) if referent.iri else None
    return referent.kind == "Organization" and name is not None and name.organization_type in {"company", "media"}


def _type_of(referent: Referent, lexicon: Lexicon) -> str | None:
    """The concept of a weapon or vessel that the gazetteer knows."""
    name = lexicon.names.get(referent.iri) if referent.iri else None
    return name.weapon_type if name is not None else None


def one_of_two(node: Node, seen: Sequence[Seen], lexicon: Lexicon) -> Referent | None:
    """ "The former", "the latter": of the two names that were coordinated last."""
    is_first = node.lower in lexicon.words("first-of-two")
    if not (is_first or node.lower in lexicon.words("second-of-two")):
        return None
    if node.rel in {"adjective", "compound"} or not any(
        d.lower in lexicon.words("definite-determiners") for d in node.having("determiner")
    ):
        return None
    for o in reversed(seen):
        head = o.node.head
        if node.sentence - o.node.sentence > 1:
            return None
        if o.node.rel != "conjunct" or head is None:
            continue
        members = [s.referent for s in seen if s.node is head or s.node in head.having("conjunct")]
        if len(members) == 2 and all(m.is_named for m in members):
            return members[0 if is_first else 1]
    return None


def _named_so(body: Referent, lemma: str, lexicon: Lexicon) -> bool:
    """Whether an organisation's name or type has the word: "the council" for "Security Council"."""
    if any(lemma in m.text.lower().split() for m in body.mentions) or body.place_noun.split()[-1:] == [lemma]:
        return True
    name = lexicon.names.get(body.iri) if body.iri else None
    return name is not None and (name.organization_type == lemma or lemma in name.label.lower().split())
