"""Bodies of a state, named by pattern: "the Russian defence ministry", "Iraqi forces"."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.lasting import Lasting
from graphkit.nlp.positions import POSSESSIVE
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree


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
