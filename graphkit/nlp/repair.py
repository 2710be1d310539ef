"""Mend slips of the parser: main verbs read as participles, words on the wrong participle, agents behind another word than "by".

"The coordinator, Ulrika Richardson, called on all parties." with "coordinator" as root and "called" below it has no finite verb left; a
full sentence needs one, so the participle is the main verb and the root its subject.
"""

from __future__ import annotations

from graphkit.nlp.quantities import MULTIPLIERS, SCALES, TENS, UNITS, number_of
from graphkit.nlp.tree import Node

NUMBER_WORDS = {*UNITS, *TENS, *MULTIPLIERS, *SCALES}
LINKS = {"and", "a", "half", "-"}
BELOW = {"adnominal_clause", "parataxis", "conjunct", "list"}


def mend_agents(nodes: list[Node]) -> None:
    """Let only what stands behind "by" be an agent ("killed, according to the UN"), in place; called when children are collected."""
    for node in nodes:
        cases = {c.lower for c in node.having("case")}
        if node.rel == "agent" and cases and "by" not in cases:
            node.rel = "oblique"


def mend_numbers(nodes: list[Node]) -> None:
    """Let a number in several words count one noun, in place; called before children are collected.

    "two hundred and five soldiers": not "two hundred", and five soldiers.
    """
    i = 0
    while i < len(nodes):
        run = _number_from(nodes, i)
        i += max(len(run), 1)
        if len(run) < 3 or not any(n.lower == "and" for n in run) or number_of([n.text for n in run]) is None:
            continue
        last = run[-1]
        top = next((n for n in run if n.head is None or n.head not in run), last)
        noun = _counted(nodes, last, top)
        if noun is None:
            continue
        if top.head is not noun and (noun.head is None or noun.head in run):
            noun.head, noun.rel = top.head, top.rel
        for node in nodes[max(0, run[0].i - 4) : run[0].i]:
            if node.head in run:
                node.head = noun if top.head is not noun else last
        for node in run[:-1]:
            node.head, node.rel = last, "compound"
        last.head, last.rel = noun, "number"


def _counted(nodes: list[Node], last: Node, top: Node) -> Node | None:
    """What a number counts whose words the parser parted: the noun that takes its last word, or stands beside its first in one slot."""
    if last.rel == "number" and last.head is not None:
        return last.head if last.i < last.head.i < last.i + 5 and top is not last else None
    for node in nodes[last.i + 1 : last.i + 4]:
        if node.tag in {"NNS", "NNPS"}:
            return node if top.head is not None and (node.head, node.rel) == (top.head, top.rel) else None
    return None


def _number_from(nodes: list[Node], first: int) -> list[Node]:
    """The number words that begin at a node, linked by "and", "a", "half" and hyphens."""
    if nodes[first].lower not in NUMBER_WORDS:
        return []
    end = first + 1
    while end < len(nodes) and (nodes[end].lower in NUMBER_WORDS or nodes[end].lower in LINKS):
        end += 1
    while nodes[end - 1].lower not in NUMBER_WORDS:
        end -= 1
    return nodes[first:end]


def mend_participles(nodes: list[Node]) -> None:
    """Let what stands before a noun not hang on the participle behind it, in place; called before children are collected.

    "Some of the missiles were KN-23s manufactured by North Korea": the subject and "that" belong to the predicate noun.
    """
    for node in nodes:
        participle = node.head
        if participle is None or participle.rel != "adnominal_clause" or participle.head is None:
            continue
        noun = participle.head
        if node.i < noun.i < participle.i and node.rel in {"subject", "passive_subject", "marker", "adverb"}:
            node.head = noun
            node.rel = "subject" if node.rel == "passive_subject" else node.rel


def mend_roots(nodes: list[Node]) -> None:
    """Turn such sentences round, in place; called before children are collected, so heads are all there is."""
    sentences: dict[int, list[Node]] = {}
    for node in nodes:
        top = node
        while top.head is not None:
            top = top.head
        sentences.setdefault(top.i, []).append(node)
    for root_index, members in sentences.items():
        root = nodes[root_index]
        if not root.is_nominal or members[-1].text not in {".", "”", '"'}:
            continue
        own = [n for n in members if n.head is root]
        if any(n.rel in {"copula", "subject", "auxiliary"} for n in own):
            continue
        partners = {id(root)}
        for n in members:  # the root's noun phrase: "a convoy of 61 trucks delivered food"
            if (
                n.head is not None
                and id(n.head) in partners
                and n.is_nominal
                and n.rel in {"conjunct", "nominal_modifier"}
            ):
                partners.add(id(n))
        below = [n for n in members if n.head is not None and id(n.head) in partners]
        verb = next((n for n in below if n.i > root.i and _could_be_main(n, members, nodes)), None)
        if verb is None:
            continue
        verb.head, verb.rel = None, "root"
        root.head, root.rel = verb, "subject"
        for node in own:
            if node.i > verb.i and node.rel in {"oblique", "nominal_modifier", "punctuation", "adverbial_clause"}:
                node.head = verb


def _could_be_main(node: Node, members: list[Node], nodes: list[Node]) -> bool:
    """Whether a verb below a nominal root may be the sentence's main verb."""
    if node.rel not in BELOW or node.tag not in {"VBD", "VBN"}:
        return False
    own = [n for n in members if n.head is node]
    if any(n.rel in {"subject", "passive_subject", "auxiliary", "passive_auxiliary", "agent", "copula"} for n in own):
        return False
    sentence_long = len(members) >= 8 and node.head is not None and node.i == node.head.i + 1
    after_comma = nodes[node.i - 1].text in {",", "—", "–"}
    return after_comma or sentence_long or node.tag == "VBD" or any(n.rel in {"object", "clause"} for n in own)
