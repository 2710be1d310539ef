"""The tense that a clause is told in, as far as its words show it."""

from __future__ import annotations

from graphkit.nlp.tree import Node

MODALS = frozenset("will shall would may might can could should must 'll ’ll".split())
PERFECT = frozenset("have has 've ’ve".split())


def tense(clause: Node) -> str:
    """ "past", "present", "perfect", "pluperfect" or "future" of a clause; empty where it shares its neighbour's."""
    helpers = clause.having("auxiliary", "passive_auxiliary", "copula")
    words = {h.lower for h in helpers}
    if words & MODALS or any(m.lower == "to" for m in clause.having("marker")):
        return "future"
    if words & PERFECT:
        return "perfect"
    if "had" in words:
        return "pluperfect"
    if clause.tag == "VBN" and not helpers:
        return ""
    tenses = {n.features.get("Tense") for n in helpers or [clause]}
    if "Past" in tenses:
        return "past"
    return "present" if helpers or ("Pres" in tenses and clause.tag != "VBG") else ""


def goes_with(clause: Node, other: Node, *, present: bool = False) -> bool:
    """Whether a clause is told in the tense of the one that it stands beside; in the present only if `present` allows it."""
    own = tense(clause)
    return clause.is_verbal and own in {"", tense(other)} and own != "future" and (present or own != "present")


def is_participle(clause: Node) -> bool:
    """Whether a clause is a bare participle: "…, killing two"."""
    return clause.tag in {"VBG", "VBN"} and clause.first("marker", "case", "subject") is None
