"""Chains of place names: "Goma, Congo", "Rafah in the Gaza Strip"."""

from __future__ import annotations

import itertools

from graphkit.lexicon import Lexicon
from graphkit.nlp.lasting import SPATIAL, Lasting
from graphkit.nlp.referents import Referents
from graphkit.nlp.tree import Node, Tree


def place_chains(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Lasting]:
    """Find "Goma, Congo", "Puerto Jordan, in Arauca", "Rafah in the Gaza Strip", "Umm Qasr near Basra"."""
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
    return found


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
