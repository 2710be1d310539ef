"""Places told by a noun: "the Colombian city of Medellin", "the east of Colombia", "a hospital near Nasiriyah"."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.groups import group_at
from graphkit.nlp.lasting import SPATIAL, Lasting
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree


def described_places(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Find "the Colombian city of Medellin", "Mali's capital, Bamako", "Sagaing, a region of Myanmar", "Bamako, the Malian capital"."""
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
        outer = outer or _around(node, referents, lexicon)
        inner: Referent | None = None
        name = node.head if node.rel == "apposition" and node.head is not None and node.head.i < node.i else None
        if name is None and node.lemma.lower() in lexicon.words("region-nouns"):  # "the Prijedor district of Bosnia"
            name = next((c for c in node.having("compound") if c.i < node.i), None)
        if (
            node.pos == "PROPN"
            and node.having("compound", "adjective")
            and name is None
            and not node.having("apposition")
        ):
            continue  # "the Southern District of New York" is no place of that name
        if name is not None and (candidate := referents.place_at(name) or referents.at(name)) is not None:
            inner = candidate if candidate.kind in {"Place", "Facility"} else None
        if inner is not None and outer is None:
            outer = _of(node, referents)
        for child in node.children if inner is None else []:
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
        if node.first("copula") and inner is None:
            for subject in node.having("subject"):
                candidate = referents.place_at(subject) or referents.at(subject)
                inner = candidate if candidate is not None and candidate.kind in {"Place", "Facility"} else None
        if inner is not None:
            inner.place_noun = inner.place_noun or node.lemma.lower()
            if outer is not None and outer is not inner:
                found.append(Lasting(inner, "locatedIn", outer, node.i, node.i, node, "described-place"))
    return found


def parts_of_states(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Find "Najaf, in the centre of the country", "a military base in the east of Colombia"."""
    found = []
    for node in tree.nodes:
        is_region = node.lemma.lower() in lexicon.words("part-nouns") | lexicon.words("place-nouns")
        if not is_region or not any(c.lower == "in" for c in node.having("case")):
            continue
        outer = _of(node, referents)
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
            inner = group_at(tree, referents, anchor)
        if (
            inner is not None
            and inner is not outer
            and (inner.kind in {"Place", "Facility"} or (inner.kind == "Group" and mention is None))
        ):
            found.append(Lasting(inner, "locatedIn", outer, before, node.i, node, "part-of-state", 0.85))
    return found


def owned_places(tree: Tree, referents: Referents) -> list[Lasting]:
    """Find "Russia's Grozny", "Nigeria's northeastern Borno State"."""
    found = []
    for node in tree.nodes:
        mention = referents.mention_at(node)
        inner = (
            (referents.place_at(node) or referents.at(node)) if mention is not None and mention.head is node else None
        )
        if mention is None or inner is None or inner.kind not in {"Place", "Facility"} or mention.form != "name":
            continue
        for child in node.having("possessor"):
            owner = referents.mention_at(child)
            outer = referents.at(owner.head) if owner is not None else None
            if (
                owner is not None
                and outer is not None
                and outer is not inner
                and outer.kind in SPATIAL
                and owner.form == "name"
            ):
                found.append(Lasting(inner, "locatedIn", outer, owner.first, mention.last, node, "owned-place"))
    return found


def _around(node: Node, referents: Referents, lexicon: Lexicon) -> Referent | None:
    """The state around a part of it: "a city in the Ural region of Russia", "a port on Yemen's Red Sea coast"."""
    for part in node.having("nominal_modifier"):
        is_part = part.lemma.lower() in lexicon.words("part-nouns") | lexicon.words("place-nouns") | lexicon.words(
            "region-nouns"
        )
        if preposition(part) not in {"in", "on"} or not is_part:
            continue
        owners = [
            r for c in part.having("possessor", "adjective") if (r := referents.at(c)) is not None and r.kind == "State"
        ]
        place = _of(part, referents) or next(iter(owners), None)
        if place is not None:
            return place
    return None


def facilities_in_places(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Find where unnamed facilities lie: "hospital near Nasiriyah"."""
    found = []
    for node in tree.nodes:
        noun = lexicon.nouns.get(node.lemma.lower())
        if (
            node.pos != "NOUN"
            or noun is None
            or not (noun.kind == "facility" or (noun.kind == "organization" and _is_any(node)))
            or referents.mention_at(node) is not None
        ):
            continue
        for child in node.having("nominal_modifier", "compound"):
            outer = referents.place_at(child) or referents.at(child)
            if child.lemma.lower() in lexicon.words("place-nouns"):  # "a refinery in the Russian city of Ryazan"
                outer = next(
                    (
                        p
                        for c in child.having("nominal_modifier", "apposition")
                        if (p := referents.place_at(c) or referents.at(c))
                    ),
                    outer,
                )
            beside = child.rel == "compound" and child.i < node.i and outer is not None and outer.kind == "Place"
            stands = preposition(child) in {"in", "near", "at", "outside"} or (
                beside and noun.kind == "facility" and _is_any(node)
            )
            if stands and outer is not None and outer.kind in SPATIAL:
                group = referents.at(node) or group_at(tree, referents, node)
                if group is not None:
                    found.append(
                        Lasting(group, "locatedIn", outer, group.spans[0][0], child.i, node, "facility-in-place")
                    )
    return found


def _is_any(node: Node) -> bool:
    """ "a court in Montevideo": one of several; "the army in Sudan" is all there is."""
    return any(c.lower in {"a", "an"} for c in node.having("determiner"))


def _of(node: Node, referents: Referents) -> Referent | None:
    """The place that a noun is part of: "the centre of Mali"."""
    places = (referents.at(c) for c in node.having("nominal_modifier") if preposition(c) == "of")
    return next((place for place in places if place is not None and place.kind in SPATIAL), None)
