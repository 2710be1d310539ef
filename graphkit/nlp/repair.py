"""Mend slips of the parser: main verbs read as participles, words on the wrong participle, agents behind another word than "by".

"The coordinator, Ulrika Richardson, called on all parties." with "coordinator" as root and "called" below it has no finite verb left; a
full sentence needs one, so the participle is the main verb and the root its subject.
"""

from __future__ import annotations

from graphkit.nlp.tree import Node

BELOW = {"adnominal_clause", "parataxis", "conjunct", "list"}


def mend_agents(nodes: list[Node]) -> None:
    """Let only what stands behind "by" be an agent ("killed, according to the UN"), in place; called when children are collected."""
    for node in nodes:
        cases = {c.lower for c in node.having("case")}
        if node.rel == "agent" and cases and "by" not in cases:
            node.rel = "oblique"


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
