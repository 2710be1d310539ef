"""Mend wrong attachments: subjects on predicates, names in chains, counts and participles in tolls. Heads and relations change in place.

Called before children are collected, so each function looks down by heads.
"""

from __future__ import annotations

from collections.abc import Callable

from graphkit.nlp.tree import Node


def rewire(nodes: list[Node]) -> None:
    """Mend all attachments in one document."""
    below: dict[int, list[Node]] = {}
    for node in nodes:
        if node.head is not None:
            below.setdefault(node.head.i, []).append(node)

    def having(node: Node, *relations: str) -> list[Node]:
        return [c for c in below.get(node.i, ()) if c.rel in relations and c.head is node]

    for node in nodes:
        if node.head is None:
            continue
        _subject_of_complement(node, having)
        _named_object(node, having)
        _coordinated_name(node, having)
        _titled_name(node, nodes, having)
        _wanted_subject(node, having)
        _toll(node, nodes, having)
        _bare_count(node, having)


Having = Callable[..., list[Node]]


def _subject_of_complement(node: Node, having: Having) -> None:
    """ "Ali Khan was elected president": the subject on the complement belongs to the verb."""
    complement = node.head
    if node.rel not in {"subject", "passive_subject"} or complement is None or complement.rel != "open_clause":
        return
    verb = complement.head
    if verb is None or not verb.is_verbal or complement.is_verbal or not node.i < verb.i < complement.i:
        return
    if not having(verb, "subject", "passive_subject"):
        node.head = verb
        node.rel = "passive_subject" if having(verb, "passive_auxiliary") else "subject"


def _named_object(node: Node, having: Having) -> None:
    """ "Boeing named Kelly Ortberg as its chief": a person right behind the verb is its object."""
    verb = node.head
    if node.rel != "open_clause" or node.entity != "PERSON" or verb is None or node.i != verb.i + 1:
        return
    if verb.pos == "VERB" and not having(verb, "object", "passive_subject") and not having(node, "copula", "subject"):
        node.rel = "object"


def _coordinated_name(node: Node, having: Having) -> None:
    """ "South Korea and the United States": a name behind "and" is no part of the name before."""
    if node.rel != "flat" or not node.entity:
        return
    coordinators = [c for c in having(node, "coordinator") if c.i < node.i] or [
        c for inner in having(node, "adjective", "compound") for c in having(inner, "coordinator")
    ]
    if not coordinators:
        return
    top = node.head
    while (
        top is not None
        and top.rel in {"flat", "compound", "adjective"}
        and top.head is not None
        and top.head.i < node.i
    ):
        top = top.head
    if top is not None and top is not node:
        node.head, node.rel = top, "conjunct"


def _titled_name(node: Node, nodes: list[Node], having: Having) -> None:
    """ "Prime Minister of Israel Benjamin Netanyahu": the person's name is the head, the office stands before it."""
    place = node.head
    if (
        node.entity != "PERSON"
        or node.rel not in {"flat", "compound", "apposition", "nominal_modifier"}
        or place is None
    ):
        return
    while place.rel in {"flat", "compound"} and place.entity in {"GPE", "ORG", "LOC"} and place.head is not None:
        place = place.head
    title = place.head
    before = nodes[node.i - 1]
    if (
        title is None
        or place.entity not in {"GPE", "ORG"}
        or before.entity != place.entity
        or place.rel != "nominal_modifier"
        or having(node, "case")
        or not any(c.lower in {"of", "to", "for"} for c in having(place, "case"))
        or title.i >= place.i
        or not title.is_nominal
        or title.rel in {"flat", "compound"}
        or having(title, "determiner")
    ):
        return
    node.head, node.rel = title.head, title.rel
    title.head, title.rel = node, "description"
    for case in having(title, "case", "punctuation", "coordinator"):
        if case.i < title.i:
            case.head = node


def _wanted_subject(node: Node, having: Having) -> None:
    """ "called for Mr Lukashenko to resign": he is to resign, not those who call."""
    verb = node.head
    if node.rel != "marker" or node.lower != "for" or verb is None or not verb.is_verbal or verb.head is None:
        return
    if verb.rel not in {"open_clause", "adverbial_clause"} or having(verb, "subject", "passive_subject"):
        return
    to = next((c for c in having(verb, "marker") if c.lower == "to"), None)
    if to is None or to.i < node.i:
        return
    wanted = [
        c for c in having(verb.head, "oblique", "object", "unmarked") if node.i < c.i < to.i and not having(c, "case")
    ]
    if len(wanted) == 1:
        wanted[0].head, wanted[0].rel = verb, "subject"
        verb.rel = "clause"


def _toll(node: Node, nodes: list[Node], having: Having) -> None:
    """ "left five people dead and 12 injured": the second count goes with the second participle."""
    if (
        node.i == 0
        or node.tag not in {"VBN", "VBD", "JJ"}
        or node.rel not in {"conjunct", "adnominal_clause", "adjective"}
    ):
        return
    counted = nodes[node.i - 1]
    if counted.rel != "conjunct" or not counted.is_nominal or counted.head is None:
        return
    if counted.pos != "NUM" and not having(counted, "number"):
        return
    first = counted.head
    if first.pos != "ADJ" and first.tag not in {"VBN", "JJ"}:
        return
    if (
        first.rel != "open_clause"
        or first.head is None
        or not first.head.is_verbal
        or node.head not in {first, counted, first.head}
    ):
        return
    node.head, node.rel, node.pos, node.tag = first, "conjunct", "VERB" if node.pos == "VERB" else node.pos, "VBN"
    counted.head, counted.rel = node, "unmarked"


def _bare_count(node: Node, having: Having) -> None:
    """ "killed three and wounded sixteen people": the first count is an object of its own."""
    noun = node.head
    if node.rel != "number" or node.pos != "NUM" or noun is None or noun.i < node.i or noun.head is None:
        return
    verb = next(
        (
            c
            for c in having(node, "conjunct")
            if c.is_verbal and node.i < c.i < noun.i and c.tag in {"VBD", "VBN", "VBG", "VBZ"}
        ),
        None,
    )
    governor = noun.head
    if verb is None or not governor.is_verbal or governor.i > node.i or noun.rel != "object":
        return
    node.head, node.rel = governor, "object"
    verb.head, verb.rel = governor, "conjunct"
    noun.head = verb
