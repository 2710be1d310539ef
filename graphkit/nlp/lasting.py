"""Lasting relations as found, before it is judged whether the text asserts them."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.referents import Referent
from graphkit.nlp.tree import Node

SPATIAL = {"Place", "Facility", "State"}
"""Classes of things that something lies in."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """A lasting relation found in the text: span by node indexes, `node` for judging what the sentence asserts."""

    subject: Referent
    predicate: str
    object: Referent
    first: int
    last: int
    node: Node
    rule: str
    confidence: float = 0.9


def takes_members(body: Referent, lexicon: Lexicon) -> bool:
    """Whether it is an armed group or party: who leads or speaks for one belongs to it. Of an agency or a UN body that is not said."""
    name = lexicon.names.get(body.iri) if body.iri is not None else None
    return (
        body.kind == "Organization" and name is not None and name.organization_type in lexicon.words("membership-types")
    )
