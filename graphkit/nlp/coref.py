"""Pronouns and definite descriptions ("the minister", "the country", "the group"): who is meant, by rules that prefer silence to a wrong merge.

A candidate must fit in number, animacy and gender; subjects and recent mentions come first. Where two candidates fit equally well, none is
taken.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.groups import group_at, noun_of
from graphkit.nlp.positions import OfficePhrase
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.tree import Node, Tree

WINDOW = 3
"""Sentences back in which an antecedent is looked for."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention of a referent, with what makes it salient."""

    node: Node
    referent: Referent
    is_subject: bool


def resolve(
    tree: Tree, referents: Referents, phrases: dict[int, OfficePhrase], lexicon: Lexicon, offices: dict[int, Referent]
) -> None:
    """Add pronouns and definite descriptions to the referents they take up, in order of the text.

    `offices` tells by `id` of a person where that person holds office.
    """
    seen: list[Occurrence] = []
    dominant = _dominant_state(referents)
    for node in tree.nodes:
        referent = referents.at(node)
        if referent is None and node.pos in {"PRON", "DET"} | {"NOUN", "PROPN"} and referents.mention_at(node) is None:
            if node.pos in {"PRON", "DET"} or node.rel == "possessor":
                referent = _pronoun(node, seen, lexicon)
            if node.pos == "NOUN":
                referent = _led_by(node, referents, offices, lexicon) or _membership(node, referents, lexicon)
            if referent is None and node.pos == "NOUN":
                referent = name_beside(tree, node, referents, lexicon)
            if referent is None and node.pos in {"NOUN", "PROPN"}:
                referent = _description(tree, node, seen, phrases, lexicon, dominant, referents)
            if referent is not None:
                determiner = next((c for c in node.having("determiner") if c.i < node.i), None)
                referents.refer(node, referent, determiner.i if determiner else node.i, node.i)
            elif node.pos == "NOUN":
                noun = noun_of(node, lexicon)
                if (
                    noun is not None
                    and noun.kind in {"people", "organization"}
                    and node.rel in {"subject", "passive_subject", "object", "agent", "oblique"}
                ):
                    referent = group_at(tree, referents, node)
        elif referent is None and node.pos in {"PRON", "DET"}:
            referent = _pronoun(node, seen, lexicon)
            if referent is not None:
                referents.refer(node, referent)
        if referent is None or (referent.kind == "Group" and _is_dual(node, lexicon)):
            members = _coordination(node, seen, lexicon)
            if members:
                referents.several[node.i] = members
        if referent is not None:
            seen.append(Occurrence(node, referent, _is_subject(node)))


def _led_by(node: Node, referents: Referents, offices: dict[int, Referent], lexicon: Lexicon) -> Referent | None:
    """ "Petro's administration": the state whose president Petro is."""
    if node.lemma.lower() not in lexicon.state_metonyms:
        return None
    for owner in node.having("possessor", "compound"):
        person = referents.at(owner)
        state = offices.get(id(person)) if person is not None and person.is_person else None
        if state is not None and state.kind == "State":
            return state
    return None


def _membership(node: Node, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """ "Council members": the council itself."""
    if (
        node.lemma.lower() not in lexicon.words("member-nouns")
        or node.features.get("Number") != "Plur"
        or node.having("number", "adjective")
    ):
        return None
    bodies = [b for c in node.having("compound") if (b := referents.at(c)) is not None and b.kind == "Organization"]
    return bodies[0] if bodies else None


def _is_dual(node: Node, lexicon: Lexicon) -> bool:
    """ "the two sides", "both countries", "the pair": words that take up a coordination of names."""
    lemma = node.lemma.lower()
    words = {c.lower for c in node.having("determiner", "number")}
    return (
        lemma in lexicon.words("party-nouns")
        or lemma in lexicon.words("country-nouns")
        or lemma in lexicon.words("leader-nouns")
    ) and ("both" in words or ({"the", "two"} <= words) or ({"the", "three"} <= words))


def _coordination(node: Node, seen: list[Occurrence], lexicon: Lexicon) -> list[Referent]:
    """The names that "they", "them" or "the two sides" take up: the last coordination of named actors before."""
    if not (node.lower in lexicon.words("third-person-plural") or _is_dual(node, lexicon)):
        return []
    clause = _clause_of(node)
    for occurrence in reversed(seen):
        if node.sentence - occurrence.node.sentence > 2:
            return []
        first = occurrence.node
        if first.rel != "conjunct" or first.head is None or not occurrence.referent.is_named:
            continue
        if _clause_of(first) is clause and node.rel != "possessor" and first.sentence == node.sentence:
            continue
        members = [
            o.referent for o in seen if o.node in {first.head, *first.head.having("conjunct")} and o.referent.is_named
        ]
        members = list(dict.fromkeys(members))
        actors = [m for m in members if m.kind in {"Person", "Official", "State", "Organization"}]
        if len(actors) >= 2 and len(actors) == len(members):
            return actors
    return []


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


def _is_subject(node: Node) -> bool:
    return node.rel in {"subject", "passive_subject"} or (
        node.rel in {"conjunct", "flat"} and node.head is not None and node.head.rel in {"subject", "passive_subject"}
    )


def _dominant_state(referents: Referents) -> Referent | None:
    """The state that the article is about: mentioned most, early mentions counting more."""
    states = referents.referents_of("State")
    if not states:
        return None
    scored = sorted(states, key=lambda r: (-len(r.mentions), r.order))
    if len(scored) > 1 and len(scored[0].mentions) == len(scored[1].mentions):
        return None
    return scored[0]


def _clause_of(node: Node) -> Node:
    current = node
    while current.head is not None and not current.is_verbal:
        current = current.head
    return current


def _same_speaker(node: Node, seen: list[Occurrence], lexicon: Lexicon) -> Referent | None:
    """ "The SDF announced it had …": the subject of a reported clause is most often who reports it."""
    clause = node.head
    if (
        node.rel not in {"subject", "passive_subject"}
        or clause is None
        or clause.rel != "clause"
        or clause.head is None
    ):
        return None
    cue = clause.head
    if not any(o.reporting for o in lexicon.operators_by_word.get(("verb", cue.lemma), ())):
        return None
    subject = cue.first("subject")
    return next((o.referent for o in reversed(seen) if o.node is subject), None) if subject is not None else None


def _pronoun(node: Node, seen: list[Occurrence], lexicon: Lexicon) -> Referent | None:
    word = node.lower
    speaker = _same_speaker(node, seen, lexicon)
    if speaker is not None:
        if (
            word in lexicon.words("third-person-singular-animate")
            and _is_single_person(speaker)
            and _gender_fits(speaker, word, lexicon)
        ):
            return speaker
        if word in lexicon.words("third-person-neuter") and speaker.kind in {"State", "Organization"}:
            return speaker
        if word in lexicon.words("third-person-plural") and _is_many(speaker):
            return speaker
    if word in lexicon.words("third-person-singular-animate"):
        return _best(
            node, [o for o in seen if _is_single_person(o.referent) and _gender_fits(o.referent, word, lexicon)]
        )
    if word in lexicon.words("third-person-neuter"):
        return _best(node, [o for o in seen if _is_body(o.referent)], strict=True)
    if word in lexicon.words("third-person-plural"):
        return _best(node, [o for o in seen if _is_many(o.referent)], strict=True)
    return None


def _is_single_person(referent: Referent) -> bool:
    return referent.is_person or (
        referent.kind == "Group"
        and not referent.plural
        and referent.noun is not None
        and referent.noun.features.get("Number") == "Sing"
    )


def _is_body(referent: Referent) -> bool:
    return referent.kind in {"State", "Organization", "Facility", "WeaponSystem"} or (
        referent.kind == "Group" and not referent.plural
    )


def _is_many(referent: Referent) -> bool:
    return (referent.kind == "Group" and referent.plural) or referent.kind == "Organization"


def _gender_fits(referent: Referent, word: str, lexicon: Lexicon) -> bool:
    feminine, masculine = lexicon.words("feminine"), lexicon.words("masculine")
    wanted, other = (feminine, masculine) if word in feminine else (masculine, feminine)
    signs = referent.titles | ({referent.noun.lemma.lower()} if referent.noun is not None else set())
    return not (signs & other) or bool(signs & wanted)


def _best(node: Node, candidates: list[Occurrence], strict: bool = False) -> Referent | None:
    """The most salient candidate; with `strict`, only a subject, or the sole candidate in reach."""
    clause = _clause_of(node)
    is_possessive = node.rel == "possessor"
    scored: dict[int, tuple[float, Referent]] = {}
    for occurrence in candidates:
        distance = node.sentence - occurrence.node.sentence
        if distance > WINDOW or occurrence.node.i >= node.i:
            continue
        same_clause = _clause_of(occurrence.node) is clause
        if same_clause and not is_possessive and distance == 0:
            continue  # "X hit him": not X
        score = (
            4.0
            - 1.5 * distance
            + (2.0 if occurrence.is_subject else 0.0)
            + (0.8 if same_clause and is_possessive else 0.0)
        )
        score += 0.001 * occurrence.node.i  # the later of two equals
        old = scored.get(id(occurrence.referent))
        if old is None or score > old[0]:
            scored[id(occurrence.referent)] = (score, occurrence.referent)
    if not scored:
        return None
    ranked = sorted(scored.values(), key=lambda x: -x[0])
    if strict and len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.9:
        return None
    return ranked[0][1]


def _description(
    tree: Tree,
    node: Node,
    seen: list[Occurrence],
    phrases: dict[int, OfficePhrase],
    lexicon: Lexicon,
    dominant: Referent | None,
    referents: Referents,
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
    recent = [o.referent for o in reversed(seen) if node.sentence - o.node.sentence <= 8]
    phrase = phrases.get(node.i)
    if phrase is not None and singular:
        for person in recent:
            if person.is_person and lemma in person.titles:
                return person
        return None
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
    return None


def _named_so(body: Referent, lemma: str, lexicon: Lexicon) -> bool:
    """Whether an organisation's name or type has the word: "the council" for "Security Council"."""
    if any(lemma in m.text.lower().split() for m in body.mentions) or body.place_noun.split()[-1:] == [lemma]:
        return True
    name = lexicon.names.get(body.iri) if body.iri else None
    return name is not None and (name.organization_type == lemma or lemma in name.label.lower().split())
