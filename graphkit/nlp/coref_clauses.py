"""The clause that a word stands in, and whom its verb has for a subject, said or understood."""

from __future__ import annotations

from graphkit.nlp.tree import Node

SUBJECTS = frozenset({"subject", "passive_subject"})


def clause_of(node: Node) -> Node:
    """The verb, or predicate, that the node depends on at last."""
    current = node
    while current.head is not None and (
        current is node or not (current.is_verbal or current.first("copula", *SUBJECTS))
    ):
        current = current.head
    return current


def implied_subject(clause: Node) -> Node | None:
    """The subject of a clause, or of the one that shares it: "X came and left", "X wants to leave"."""
    current: Node | None = clause
    for _ in range(4):
        if current is None:
            return None
        subject = current.first("subject", "passive_subject")
        if subject is not None:
            return subject
        if current.rel not in {"open_clause", "conjunct", "adverbial_clause"}:
            return None
        current = current.head
    return None
