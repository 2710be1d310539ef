"""The noun-phrase layer: lasting relations that name phrases state.

"Puerto Jordan, in Arauca" lies there; "a peacekeeper from Burkina Faso" has that nationality; "Amnesty's Agnes Callamard" is a
member of it.
"""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.describedplaces import described_places, facilities_in_places, owned_places, parts_of_states
from graphkit.nlp.groups import group_at
from graphkit.nlp.lasting import Lasting, takes_members
from graphkit.nlp.placechains import place_chains
from graphkit.nlp.positions import POSSESSIVE, Holding
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition, said_of
from graphkit.nlp.tree import Node, Tree


def find_lasting(tree: Tree, referents: Referents, holdings: list[Holding], lexicon: Lexicon) -> list[Lasting]:
    """Find all lasting relations that noun phrases state, in order of the text."""
    found = [
        *place_chains(tree, referents, lexicon),
        *parts_of_states(tree, referents, lexicon),
        *facilities_in_places(tree, referents, lexicon),
        *described_places(tree, referents, lexicon),
        *owned_places(tree, referents),
        *_modifiers(tree, referents, lexicon),
        *_members(tree, referents, lexicon),
        *_partisans(tree, referents, lexicon),
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


def _partisans(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """ "Democrat Rod Blagojevich", "Liz Cheney, a Wyoming Republican", "Mr Glenn is a Tory", "Labour MP X", "Republican lawmakers"."""
    found = []
    for node in tree.nodes:
        mention = referents.mention_at(node)
        party = referents.at(node) if mention is not None and mention.head is node else None
        if party is None or mention is None or not takes_members(party, lexicon):
            continue
        if not (
            mention.form in {"adjective", "demonym"}
            or (node.rel in {"compound", "adjective"} and mention.first == mention.last)
        ):
            continue
        head = node.head
        persons = [referents.at(n) for n in said_of(node)] if mention.form != "name" else []
        if head is not None and head.i > node.i and node.rel in {"description", "compound", "adjective", "flat"}:
            beside = head if head.rel != "description" or head.head is None else head.head
            persons += [
                referents.at(beside),
                *(referents.at(c) for c in head.having("flat", "apposition") if c.i > head.i),
            ]
        for person in persons:
            if person is not None and person.is_person:
                first, last = min(mention.first, node.i), mention.last
                found.append(Lasting(person, "memberOf", party, first, last, node, "partisan"))
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
            by_owner = (
                child.rel == "possessor"
                and mention.form == "name"
                and referent is not None
                and referent.is_person
                and referents.mention_at(node) is not None
            )  # "Russia's Vladimir Putin"
            is_one = (
                child.rel == "apposition"
                and mention.form in {"adjective", "demonym"}
                and referent is not None
                and referent.is_person
            )  # "Grant Niemann, the Australian"
            by_origin = child.rel == "nominal_modifier" and (
                case == "from" or (case == "of" and referent is not None and referent.is_person)
            )
            if by_origin and case == "from" and _is_of_elsewhere(node, referents):
                continue  # "the withdrawal of its troops from Iraq", "Russian troops from Syria"
            if not (by_adjective or by_origin or by_owner or is_one) or (
                by_origin and referents.place_at(child) is not None
            ):
                continue  # "the mayor of Paris" is not of the state that Paris governs
            holder = referent
            if holder is None:
                holder = _person_beside(tree, referents, node) or group_at(tree, referents, node)
            if holder is not None and holder is not state and (holder.is_person or holder.kind == "Group"):
                found.append(
                    Lasting(
                        holder, "nationality", state, min(child.i, node.i), max(child.i, node.i), node, "nationality"
                    )
                )
    return found


def _is_of_elsewhere(node: Node, referents: Referents) -> bool:
    """Whether people belong to another state already: "its troops", "Russian troops", "300 Indians"."""
    own = referents.mention_at(node)
    if node.having("possessor") or (own is not None and own.form in {"adjective", "demonym"}):
        return True
    before = (referents.mention_at(c) for c in node.having("adjective", "compound"))
    return any(m is not None and m.kind == "State" for m in before)


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


def _members(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
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
        if node.rel == "possessor" and node.head is not None:  # "Ouattara's RDR party"
            owned = referents.mention_at(node.head) or next(
                (m for c in node.head.having("compound") if (m := referents.mention_at(c)) is not None), None
            )
            noun = lexicon.nouns.get(node.head.lemma.lower())
            body = referents.at(owned.head) if owned is not None and owned.first > node.i else None
            is_body = owned is not None and (owned.head is node.head or noun is not None)
            if body is not None and body.kind == "Organization" and is_body:
                found.append(Lasting(person, "memberOf", body, mention.first, node.head.i, node, "persons-body", 0.8))
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
