"""Names that their form gives away: "Charter of the United Nations", "USS Carney"."""

from __future__ import annotations

import re

from graphkit.lexicon import Lexicon
from graphkit.nlp.mentions import Mention, named
from graphkit.nlp.nameclasses import NOUN_KINDS, NameClasses
from graphkit.nlp.tree import Node, Tree


def composed_names(tree: Tree, lexicon: Lexicon, classes: NameClasses) -> list[Mention]:
    """Find names built with "of": "Charter of the United Nations", "Department of Public Information"."""
    found = []
    for node in tree.nodes:
        kind = _kind_of_head(tree, node, lexicon, classes)
        span = _span_around(tree, node) if kind is not None else None
        if kind is None or span is None or (tree.nodes[node.i + 1].lower == "to" and kind != "Facility"):
            continue
        found.append(named(tree, *span, kind, "words"))
    return found


def _kind_of_head(tree: Tree, node: Node, lexicon: Lexicon, classes: NameClasses) -> str | None:
    """Class of the name that a capitalised noun before "of" begins; None where it begins none."""
    nodes = tree.nodes
    is_capitalised = node.text[:1].isupper() and not node.text.isupper()
    if not is_capitalised or node.i + 2 >= len(nodes) or nodes[node.i + 1].lower not in {"of", "for", "to"}:
        return None
    if (
        node.lower in classes.titles
        or node.lower in lexicon.state_metonyms
        or node.lower in lexicon.words("place-nouns")
    ):
        return None
    if node.lower in lexicon.words("organization-name-heads"):
        return "Organization"
    noun = lexicon.nouns.get(node.lower) or lexicon.nouns.get(node.lemma.lower())
    kind = NOUN_KINDS.get(noun.kind) if noun else None
    return kind if kind not in {"Place", "WeaponSystem"} else None


def _span_around(tree: Tree, node: Node) -> tuple[int, int] | None:
    """First and last node of the name around its head noun; None where no name stands behind "of"."""
    nodes = tree.nodes
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
        return None
    return first, _end_of_name(tree, last, node.sentence)


def _end_of_name(tree: Tree, last: int, sentence: int) -> int:
    """Last node of a name that goes on behind `last` with capitalised words, "of", "the" or a possessive."""
    nodes = tree.nodes
    while last + 1 < len(nodes) and nodes[last + 1].sentence == sentence:
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
    return last


def ships(tree: Tree, lexicon: Lexicon) -> list[Mention]:
    """Find vessels by their prefix: "USS Carney", "M/V Number 9"."""
    begins = {n.begin: n.i for n in tree.nodes}
    ends = {n.end: n.i for n in tree.nodes}
    prefixes = "|".join(re.escape(p) for p in sorted(lexicon.words("ship-prefixes"), key=lambda p: (-len(p), p)))
    found = []
    for match in re.finditer(rf"\b(?:{prefixes}) [A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|\d+))*", tree.text):
        first, last = begins.get(match.start()), ends.get(match.end())
        if first is not None and last is not None:
            found.append(named(tree, first, last, "WeaponSystem", "words"))
    return found
