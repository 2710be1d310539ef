"""Times that stand over a paragraph or before it: headings ("DEC. 17 — Rebels seize …") and datelines ("KYIV, July 19 —")."""

from __future__ import annotations

from graphkit.nlp.tree import Tree

DASHES = frozenset({"-", "--", "–", "—", ":", "―"})
BULLETS = frozenset({"-", "--", "–", "—", "•", "*", "·", "▪", "◦", "●"})
LONGEST = 9
"""Words that may stand before the time of a dateline, and between its brackets."""


def is_heading(tree: Tree, first: int, last: int) -> bool:
    """Whether nodes `first` to `last` head their paragraph: "DEC. 17 — Rebels seize …", "• On Monday: …"."""
    for words in ({"on", "in"}, BULLETS):
        if first and not tree.begins_line(first) and tree.nodes[first - 1].lower in words:
            first -= 1
    return tree.begins_line(first) and _is_followed_by_dash(tree, last)


def is_dateline(tree: Tree, first: int, last: int) -> bool:
    """Whether nodes `first` to `last` say, behind a place, when the text was written: "KYIV, July 19 (Agency) —"."""
    start = first
    while start and not tree.begins_line(start) and first - start < LONGEST:
        start -= 1
    before = tree.nodes[start:first]
    if not before or not tree.begins_line(start):
        return False
    if any(n.is_verbal or n.lower in {"on", "in", "the"} for n in before) or not before[0].text[:1].isupper():
        return False
    after = tree.nodes[last + 1 : last + 1 + LONGEST]
    if after and after[0].text == "(":
        last = next((n.i for n in after if n.text == ")"), last)
    return _is_followed_by_dash(tree, last)


def _is_followed_by_dash(tree: Tree, last: int) -> bool:
    after = tree.nodes[last + 1] if last + 1 < len(tree.nodes) else None
    return after is not None and after.text in DASHES and not tree.begins_line(after.i)
