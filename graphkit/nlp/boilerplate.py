"""Lines of a web page that are not the article: share bars, captions of buttons, cookie notices, bare headings."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.tree import Tree


def lines_of(tree: Tree) -> list[tuple[int, int]]:
    """First and last node of each line of the text."""
    found, start = [], 0
    for node in tree.nodes[1:]:
        if tree.begins_line(node.i):
            found.append((start, node.i - 1))
            start = node.i
    if tree.nodes:
        found.append((start, tree.nodes[-1].i))
    return found


def is_prose(tree: Tree, first: int, last: int) -> bool:
    """Whether a line is running text: ends like a sentence, or is long and has a finite verb."""
    nodes = tree.nodes[first : last + 1]
    closes = nodes[-1].text in {".", "?", "!", "”", '"', "…", "...", ":"} or (
        len(nodes) > 1 and nodes[-2].text in {".", "?", "!"}
    )
    return (closes and len(nodes) >= 4) or (
        len(nodes) >= 6
        and any(
            n.features.get("VerbForm") == "Fin" or n.tag in {"VBD", "VBZ", "VBP", "MD", "VBN", "VBG"} for n in nodes
        )
    )


def boilerplate(tree: Tree, lexicon: Lexicon) -> frozenset[int]:
    """Nodes of lines that only serve the page."""
    cues = lexicon.words("boilerplate")
    skipped: set[int] = set()
    for first, last in lines_of(tree):
        text = " " + tree.slice(first, last).lower() + " "
        hits = sum(1 for cue in cues if f" {cue}" in text)
        if hits and (not is_prose(tree, first, last) or text.strip().startswith(tuple(cues)) or hits >= 3):
            skipped.update(range(first, last + 1))
    return frozenset(skipped)


def headline_nodes(tree: Tree) -> frozenset[int]:
    """Find the nodes of lines in title case ("Council Members Condemn Fatal Blast in Mali"): capitals tell nothing there."""
    found: set[int] = set()
    for first, last in lines_of(tree):
        words = [n for n in tree.nodes[first : last + 1] if n.text[:1].isalpha() and len(n.text) > 3]
        commas = sum(n.text == "," for n in tree.nodes[first : last + 1])
        if (
            len(words) >= 5
            and commas < 2
            and tree.nodes[last].text not in {".", "”", '"', "?"}
            and sum(n.text[0].isupper() for n in words) >= 0.8 * len(words)
        ):
            found.update(range(first, last + 1))
    return frozenset(found)
