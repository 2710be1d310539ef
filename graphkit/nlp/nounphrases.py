"""The noun-phrase layer: lasting relations that name phrases state, and names made by pattern.

"the Russian defence ministry" is an organisation and part of Russia; "Puerto Jordan, in Arauca" lies there; "a peacekeeper from Burkina
Faso" has that nationality; "Amnesty's Agnes Callamard" is a member of it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.positions import POSSESSIVE, Holding
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree

SPATIAL = {"Place", "Facility", "State"}


@dataclass(frozen=True, slots=True)
class Lasting:
    """A lasting relation found in the text: span by node indexes, `node` for judging what the sentence asserts."""

    subject: Referent
    predicate: str
    object: Referent
    first: int
    last: int
    node: Node
    rule: str
    confidence: float = 0.9


def add_pattern_organizations(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Find ministries, forces and other bodies of a state by pattern, and words for its government."""
    found: list[Lasting] = []
    patterns = lexicon.organization_patterns
    for node in tree.nodes:
        if referents.mention_at(node) is not None:
            continue
        words = _pattern_ending_at(tree, node, patterns)
        metonym = node.lemma.lower() in lexicon.state_metonyms or node.lower in lexicon.state_metonyms
        if words is None and not metonym:
            continue
        first = node.i if words is None else words
        owner = _owner(tree, referents, node, first)
        if owner is None:
            continue
        state, outer_first, outer_last = owner
        if metonym and words is None:
            referents.refer(node, state, outer_first, max(node.i, outer_last))
            continue
        label = tree.slice(outer_first, max(node.i, outer_last))
        pattern = tree.slice(first, node.i).lower()
        body = next(
            (
                r
                for r in referents.all
                if r.kind in {"Organization", "Facility"} and r.origin is state and r.place_noun == pattern
            ),
            None,
        )
        if body is None:
            noun = lexicon.nouns.get(node.lemma.lower())
            kind = "Facility" if noun is not None and noun.kind == "facility" else "Organization"
            body = referents.new(kind, label, node, outer_first, max(node.i, outer_last))
            body.origin, body.place_noun = state, pattern
        else:
            referents.refer(node, body, outer_first, max(node.i, outer_last))
        found.append(Lasting(body, "partOf", state, outer_first, max(node.i, outer_last), node, "pattern-organization"))
    return found


def _pattern_ending_at(tree: Tree, node: Node, patterns: dict[str, str]) -> int | None:
    best = None
    for first in range(node.i, max(-1, node.i - 4), -1):
        if tree.nodes[first].sentence != node.sentence:
            break
        text = tree.slice(first, node.i).lower()
        if text in patterns:
            best = first
    return best


def _owner(tree: Tree, referents: Referents, node: Node, first: int) -> tuple[Referent, int, int] | None:
    """The state whose body this is: adjective, possessor or name before it, or "of" it behind."""
    i = first - 1
    if (
        i >= 0
        and tree.nodes[i].rel == "adjective"
        and referents.mention_at(tree.nodes[i]) is None
        and tree.nodes[i].head is node
    ):
        i -= 1
    if i >= 0 and tree.nodes[i].lower in POSSESSIVE:
        i -= 1
    if (
        i >= 0
        and (mention := referents.mention_at(tree.nodes[i])) is not None
        and tree.nodes[i].sentence == node.sentence
    ):
        state = referents.at(mention.head)
        city = referents.place_at(mention.head)
        if state is not None and state.kind == "State":
            return state, mention.first, node.i
        if city is not None and state is city:
            return None
    for child in node.having("nominal_modifier"):
        if (
            child.i > node.i
            and preposition(child) == "of"
            and (state := referents.at(child)) is not None
            and state.kind == "State"
        ):
            mention = referents.mention_at(child)
            return state, first, mention.last if mention else child.i
    return None


def find_lasting(tree: Tree, referents: Referents, holdings: list[Holding], lexicon: Lexicon) -> list[Lasting]:
    """All lasting relations that noun phrases state, in order of the text."""
    found = [
        *_place_chains(tree, referents, lexicon),
        *_described_places(tree, referents, lexicon),
        *_modifiers(tree, referents, lexicon),
        *_members(tree, referents),
        *(
            Lasting(
                h.holder,
                "memberOf",
                h.phrase.position_in,
                h.phrase.first,
                h.phrase.last,
                h.phrase.head,
                "office-in-organization",
                0.85,
            )
            for h in holdings
            if h.phrase.position_in is not None
            and takes_members(h.phrase.position_in, lexicon)
            and not h.phrase.formerly
        ),
    ]
    unique: dict[tuple[int, str, int], Lasting] = {}
    for relation in found:
        if relation.subject is not relation.object:
            unique.setdefault((id(relation.subject), relation.predicate, id(relation.object)), relation)
    return sorted(unique.values(), key=lambda r: r.first)


def takes_members(body: Referent, lexicon: Lexicon) -> bool:
    """Armed groups and parties: who leads or speaks for one belongs to it. Of an agency or a UN body that is not said."""
    name = lexicon.names.get(body.iri) if body.iri is not None else None
    return (
        body.kind == "Organization" and name is not None and name.organization_type in lexicon.words("membership-types")
    )


def _place_chains(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """ "Goma, Congo", "Puerto Jordan, in Arauca", "Rafah in the Gaza Strip", "hospital near Nasiriyah"."""
    found = []
    mentions = sorted({id(m): m for r in referents.all for m in r.mentions}.values(), key=lambda m: m.first)
    for left, right in itertools.pairwise(mentions):
        inner, outer = referents.at(left.head), referents.at(right.head)
        outer = referents.place_at(right.head) or outer
        inner = referents.place_at(left.head) or inner
        if (
            inner is None
            or outer is None
            or inner is outer
            or outer.kind not in SPATIAL
            or left.head.sentence != right.head.sentence
        ):
            continue
        if left.form in {"adjective", "demonym"} or right.form in {"adjective", "demonym"}:
            continue
        between = [
            n
            for n in tree.nodes[left.last + 1 : right.first]
            if n.rel != "determiner" and n.lower not in lexicon.words("directions")
        ]
        words = [n.lower for n in between]
        is_near = words in (["near"], [",", "near"], [",", "outside"]) and inner.kind in {"Place", "Facility"}
        is_body = (
            inner.kind == "Organization"
            and words == ["in"]
            and right.head.head is left.head
            and outer.kind in {"Place", "State"}
        )
        if is_near or is_body:
            referents.read_as(left.head, inner)
            referents.read_as(right.head, outer)
            found.append(Lasting(inner, "locatedIn", outer, left.first, right.last, right.head, "place-chain", 0.85))
            continue
        if inner.kind not in {"Place", "Facility"} or not words:
            continue
        following = tree.nodes[right.last + 1] if right.last + 1 < len(tree.nodes) else None
        closed = following is None or not following.text[0].isalnum() or following.sentence != right.head.sentence
        is_comma = (
            words == [","]
            and closed
            and not _is_enumeration(tree, referents, right.last)
            and inner.kind != outer.kind.replace("State", "-")
        )
        is_comma = is_comma or (words == [","] and closed and _is_apposed(left.head, right.head))
        is_inside = words in (["in"], [",", "in"]) and (
            _depends(right.head, left.head)
            or (
                words[0] == ","
                and following is not None
                and following.text == ","
                and tree.nodes[following.i + 1].lower not in lexicon.words("and")
            )
        )
        if is_comma or is_inside:
            referents.read_as(left.head, inner)
            referents.read_as(right.head, outer)
            found.append(Lasting(inner, "locatedIn", outer, left.first, right.last, right.head, "place-chain"))
    found += _parts_of_states(tree, referents, lexicon)
    for node in tree.nodes:
        noun = lexicon.nouns.get(node.lemma.lower())
        if (
            node.pos != "NOUN"
            or noun is None
            or noun.kind not in {"facility"}
            or referents.mention_at(node) is not None
        ):
            continue
        for child in node.having("nominal_modifier"):
            outer = referents.place_at(child) or referents.at(child)
            if preposition(child) in {"in", "near", "at", "outside"} and outer is not None and outer.kind in SPATIAL:
                group = referents.at(node) or _group_for(tree, referents, node)
                if group is not None:
                    found.append(
                        Lasting(group, "locatedIn", outer, group.spans[0][0], child.i, node, "facility-in-place")
                    )
    return found


def _parts_of_states(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """ "Najaf, in the centre of the country", "a military base in the east of Colombia"."""
    found = []
    for node in tree.nodes:
        if node.lemma.lower() not in lexicon.words("part-nouns") or not any(
            c.lower == "in" for c in node.having("case")
        ):
            continue
        outer = next(
            (
                o
                for c in node.having("nominal_modifier")
                if preposition(c) == "of" and (o := referents.at(c)) is not None and o.kind in SPATIAL
            ),
            None,
        )
        if outer is None:
            continue
        before = node.i - 1
        while before >= 0 and (tree.nodes[before].rel in {"case", "determiner"} or tree.nodes[before].text == ","):
            before -= 1
        anchor = tree.nodes[before] if before >= 0 else node
        mention = referents.mention_at(anchor)
        inner = (referents.place_at(mention.head) or referents.at(mention.head)) if mention is not None else None
        noun = lexicon.nouns.get(anchor.lemma.lower())
        if inner is None and noun is not None and noun.kind == "facility" and anchor.pos == "NOUN":
            inner = _group_for(tree, referents, anchor)
        if (
            inner is not None
            and inner is not outer
            and (inner.kind in {"Place", "Facility"} or (inner.kind == "Group" and mention is None))
        ):
            found.append(Lasting(inner, "locatedIn", outer, before, node.i, node, "part-of-state", 0.85))
    return found


def _group_for(tree: Tree, referents: Referents, node: Node) -> Referent | None:
    from graphkit.nlp.groups import group_at

    return group_at(tree, referents, node)


def _is_enumeration(tree: Tree, referents: Referents, last: int) -> bool:
    """ "Kherson, Odesa and Kyiv" is a list, not a chain; so is "Pajule, Odek, Lukodi and Abok"."""
    i = last + 1
    while (
        i + 1 < len(tree.nodes)
        and tree.nodes[i].text == ","
        and (mention := referents.mention_at(tree.nodes[i + 1])) is not None
    ):
        i = mention.last + 1
    following = [n.lower for n in tree.nodes[i : i + 3]]
    return bool(following) and (following[0] in {"and", "or", "&"} or following[:2] in ([",", "and"], [",", "or"]))


def _is_apposed(left: Node, right: Node) -> bool:
    return right.head is left and right.rel in {"apposition", "nominal_modifier", "flat", "list", "unmarked"}


def _depends(inner: Node, outer: Node) -> bool:
    return inner.head is outer or (
        inner.head is not None and inner.head.head is outer and inner.rel in {"nominal_modifier", "apposition", "flat"}
    )


def _described_places(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """ "the Colombian city of Medellin", "Mali's capital, Bamako", "Sagaing, a region of Myanmar", "Bamako, the Malian capital"."""
    found = []
    for node in tree.nodes:
        if node.lemma.lower() not in lexicon.words("place-nouns") or node.pos not in {"NOUN", "PROPN"}:
            continue
        outer: Referent | None = None
        for child in node.children:
            mention = referents.mention_at(child)
            referent = referents.at(mention.head) if mention else referents.at(child)
            if referent is None or referent.kind not in {"State", "Place"}:
                continue
            is_owner = child.rel in {"adjective", "possessor"} or (
                child.rel == "compound" and child.i < node.i and referent.kind == "State"
            )
            if is_owner or (child.rel == "nominal_modifier" and preposition(child) == "in"):
                outer = referent
        inner: Referent | None = None
        for child in node.children:
            referent = referents.place_at(child) or referents.at(child)
            if referent is None or referent is outer or referent.kind not in {"Place", "Facility"}:
                continue
            beside = (
                child.rel in {"apposition", "flat"}
                or (child.rel == "nominal_modifier" and preposition(child) == "of")
                or (child.rel == "compound" and child.i > node.i)
            )
            if beside:
                inner = referent
        if node.rel == "apposition" and node.head is not None and inner is None:
            candidate = referents.place_at(node.head) or referents.at(node.head)
            inner = candidate if candidate is not None and candidate.kind in {"Place", "Facility"} else None
            if outer is None:
                for child in node.having("nominal_modifier"):
                    referent = referents.at(child)
                    if preposition(child) == "of" and referent is not None and referent.kind in SPATIAL:
                        outer = referent
        if node.first("copula") and inner is None:
            for subject in node.having("subject"):
                candidate = referents.place_at(subject) or referents.at(subject)
                inner = candidate if candidate is not None and candidate.kind in {"Place", "Facility"} else None
        if inner is not None:
            inner.place_noun = inner.place_noun or node.lemma.lower()
            if outer is not None and outer is not inner:
                found.append(Lasting(inner, "locatedIn", outer, node.i, node.i, node, "described-place"))
    return found


def _modifiers(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Nationality: "Libyan businessman X", "a peacekeeper from Burkina Faso", "X of Rwanda", "French troops"."""
    found = []
    for node in tree.nodes:
        referent = referents.at(node)
        noun = lexicon.nouns.get(node.lemma.lower())
        is_people = noun is not None and noun.kind == "people" and node.pos == "NOUN"
        is_body = noun is not None and noun.kind == "organization" and node.pos == "NOUN"
        if is_body:
            found.extend(_body_nationality(referents, node))
            continue
        if not is_people and (referent is None or not referent.is_person):
            continue
        for child in node.children:
            mention = referents.mention_at(child)
            state = referents.at(mention.head) if mention is not None else None
            if state is None or state.kind != "State" or mention is None:
                continue
            case = preposition(child)
            by_adjective = child.rel in {"adjective", "compound"} and mention.form == "adjective" and child.i < node.i
            by_origin = child.rel == "nominal_modifier" and (
                case == "from" or (case == "of" and referent is not None and referent.is_person)
            )
            if not by_adjective and not by_origin:
                continue
            holder = referent
            if holder is None:
                holder = _person_beside(tree, referents, node) or _group_for(tree, referents, node)
            if holder is not None and holder is not state and (holder.is_person or holder.kind == "Group"):
                found.append(
                    Lasting(
                        holder, "nationality", state, min(child.i, node.i), max(child.i, node.i), node, "nationality"
                    )
                )
    return found


def _body_nationality(referents: Referents, node: Node) -> list[Lasting]:
    """ "the French company TotalEnergies", "X, an Iranian company"."""
    states = [
        (m, s)
        for c in node.having("adjective")
        if (m := referents.mention_at(c))
        and m.form == "adjective"
        and (s := referents.at(m.head))
        and s.kind == "State"
    ]
    bodies = [
        b
        for c in node.having("apposition", "flat", "compound")
        if c.i > node.i and (b := referents.at(c)) is not None and b.kind == "Organization"
    ]
    if (
        node.rel == "apposition"
        and node.head is not None
        and (b := referents.at(node.head)) is not None
        and b.kind == "Organization"
    ):
        bodies.append(b)
    return [
        Lasting(b, "nationality", s, m.first, node.i, node, "nationality-of-body") for m, s in states for b in bodies
    ]


def _person_beside(tree: Tree, referents: Referents, node: Node) -> Referent | None:
    """The person named right behind a describing noun: "businessman X"."""
    if node.i + 1 < len(tree.nodes) and (mention := referents.mention_at(tree.nodes[node.i + 1])) is not None:
        holder = referents.at(mention.head)
        if holder is not None and holder.is_person:
            return holder
    return None


def _members(tree: Tree, referents: Referents) -> list[Lasting]:
    """ "Amnesty International's X", "X of Human Rights Watch", "X (Reuters)", "Airman X, Air Force"."""
    found = []
    for node in tree.nodes:
        person = referents.at(node)
        mention = referents.mention_at(node)
        if person is None or not person.is_person or mention is None or mention.head is not node:
            continue
        before = mention.first - 1
        if before > 0 and tree.nodes[before].lower in POSSESSIVE:
            owner = referents.mention_at(tree.nodes[before - 1])
            body = referents.at(owner.head) if owner else None
            if owner is not None and body is not None and body.kind == "Organization":
                found.append(Lasting(person, "memberOf", body, owner.first, mention.last, node, "possessive-member"))
        for child in node.children:
            body = referents.at(child)
            if (
                child.i > mention.last
                and child.rel == "nominal_modifier"
                and preposition(child) in {"of", "from", "with"}
                and body is not None
                and body.kind == "Organization"
            ):
                last = referents.mention_at(child)
                found.append(
                    Lasting(
                        person, "memberOf", body, mention.first, last.last if last else child.i, node, "of-organization"
                    )
                )
    return found
