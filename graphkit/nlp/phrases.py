"""Words of several: where the rest of a phrasal entry ("take part in", "air strike") stands around a verb or noun."""

from __future__ import annotations

from graphkit.nlp.syntax import is_passive
from graphkit.nlp.tree import Node, Tree

ARTICLES = frozenset({"the", "a", "an"})


def phrase_at(verb: Node, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find the node indexes of the words that follow a verb in a phrasal entry; None if one is missing.

    A word may be the verb's particle, adverb, object or preposition, or belong to the word matched before it.
    """
    found: list[int] = []
    anchor = verb
    for word in words[1:]:
        if word in ARTICLES and word != words[-1]:
            continue
        node = _word_below(verb, anchor, word, found) or _next_word(verb, anchor, word)
        if node is None:
            return None
        found.append(node.i)
        anchor = node
    if len(words) == 1 and any(c.rel == "particle" for c in verb.children) and verb.lemma not in {"send", "carry"}:
        particle = next(c for c in verb.children if c.rel == "particle")
        if particle.lower in {"off", "down", "up", "out"} and verb.lemma in {
            "call",
            "turn",
            "hold",
            "give",
            "break",
            "take",
            "put",
            "set",
            "bring",
        }:
            return None
    return tuple(found)


def _next_word(verb: Node, anchor: Node, word: str) -> Node | None:
    """The word right behind, wherever the parser hung it ("shot dead six men")."""
    top = verb
    while top.head is not None:
        top = top.head
    follower = next((n for n in top.subtree() if n.i == anchor.i + 1), None)
    return (
        follower
        if follower is not None
        and word in {follower.lower, follower.lemma.lower()}
        and follower.pos in {"ADJ", "ADV", "ADP", "NOUN", "PART"}
        and follower.rel != "case"
        else None
    )


def _word_below(verb: Node, anchor: Node, word: str, found: list[int]) -> Node | None:
    for parent in (anchor, verb) if anchor is not verb else (verb,):
        for child in parent.children:
            if child.i in found or (child.i < verb.i and not is_passive(verb)):
                continue
            if child.rel in {
                "particle",
                "adverb",
                "object",
                "open_clause",
                "case",
                "passive_subject",
                "oblique",
                "fixed",
                "adjective",
                "nominal_modifier",
                "compound",
            } and (child.lower == word or child.lemma.lower() == word):
                return child
            if child.rel == "object":
                for grandchild in child.having("adjective", "adnominal_clause", "open_clause"):
                    if grandchild.i > child.i and word in {grandchild.lower, grandchild.lemma.lower()}:
                        return grandchild
            if child.rel in {"oblique", "nominal_modifier", "object"}:
                for grandchild in child.having("case"):
                    if grandchild.lower == word and grandchild.i not in found and parent is verb:
                        return None if child.rel == "object" else grandchild
    return None


def words_before(tree: Tree, noun: Node, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find the indexes of the words before a noun's last word in a compound entry ("air strike"); None if they do not stand there."""
    found = []
    i = noun.i
    for word in reversed(words[:-1]):
        i -= 1
        while i >= 0 and tree.nodes[i].text == "-":
            i -= 1
        if i < 0 or word not in {tree.nodes[i].lower, tree.nodes[i].lemma.lower()}:
            return None
        found.append(i)
    return tuple(reversed(found))
