"""Pronouns and definite descriptions ("the minister", "the country", "the group"): who is meant, preferring silence to a wrong merge.

Pronouns are weighed in coref_pronouns.py, descriptions looked up in coref_descriptions.py. Where two candidates fit about equally
well, none is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphkit.lexicon import Lexicon
from graphkit.nlp.coref_antecedents import Antecedents
from graphkit.nlp.coref_clauses import clause_of
from graphkit.nlp.coref_descriptions import (
    Seen,
    apposed,
    description,
    dominant_state,
    led_by,
    linked_name,
    membership,
    name_beside,
    one_of_two,
)
from graphkit.nlp.coref_links import Links
from graphkit.nlp.coref_pronouns import Pronouns
from graphkit.nlp.groups import group_at, noun_of
from graphkit.nlp.positions import OfficePhrase
from graphkit.nlp.quotes import Quotes
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.tree import Node, Tree


def resolve(
    tree: Tree,
    referents: Referents,
    phrases: Mapping[int, OfficePhrase],
    lexicon: Lexicon,
    offices: Mapping[int, Referent],
    quotes: Quotes,
    links: Links | None = None,
) -> None:
    """Add pronouns and definite descriptions to the referents they take up, in order of the text.

    `offices` tells by `id` of a person where that person holds office, `quotes` who speaks in the quotations, `links` what
    the learned coreference takes nodes to take up; without it pronouns are weighed by coref_pronouns.py.
    """
    seen: list[Seen] = []
    antecedents = Antecedents(tree, referents, lexicon)
    pronouns = Pronouns(tree, antecedents, lexicon, quotes, links)
    dominant = dominant_state(referents)
    for node in tree.nodes:
        referent = referents.at(node)
        is_pronoun = referent is None and pronouns.kind_of(node) is not None
        if is_pronoun:
            candidate = pronouns.resolve(node)
            if candidate is not None:
                referent = candidate.referent
                if (
                    referent is not None
                    and pronouns.kind_of(node) == "person"
                    and referent.kind in {"Place", "Organization"}
                ):
                    referent.kind = "Person"  # the recogniser misread the name
                if referent is None and candidate.noun is not None and candidate.noun.pos == "NOUN":
                    referent = group_at(tree, referents, candidate.noun)
                    if referent is not None:
                        antecedents.become(candidate, referent)
                if referent is not None:
                    referents.refer(node, referent)
        elif referent is None and node.pos in {"NOUN", "PROPN"} and referents.mention_at(node) is None:
            if node.pos == "NOUN":
                referent = (
                    apposed(node, referents, lexicon)
                    or led_by(node, referents, offices, lexicon)
                    or membership(node, referents, lexicon)
                    or name_beside(tree, node, referents, lexicon)
                )
            referent = referent or description(node, seen, phrases, lexicon, dominant, referents, offices)
            if referent is None and links is not None and node.pos == "NOUN":
                referent = linked_name(node, links, referents, lexicon)
            if referent is not None:
                determiner = next((c for c in node.having("determiner") if c.i < node.i), None)
                referents.refer(node, referent, determiner.i if determiner else node.i, node.i)
            elif node.pos == "NOUN" and node.rel in {"subject", "passive_subject", "object", "agent", "oblique"}:
                noun = noun_of(node, lexicon)
                if noun is not None and noun.kind in {"people", "organization"}:
                    referent = group_at(tree, referents, node)
        elif referent is None and (referent := one_of_two(node, seen, lexicon)) is not None:
            referents.refer(node, referent, max(node.i - 1, 0), node.i)
        if referent is None or (referent.kind == "Group" and _is_dual(node, lexicon)):
            members = _coordination(node, seen, lexicon)
            if members:
                referents.several[node.i] = members
        if not (referent is None and is_pronoun):
            antecedents.add(node, referent, is_pronoun)
        if referent is not None:
            seen.append(Seen(node, referent))


def _is_dual(node: Node, lexicon: Lexicon) -> bool:
    """ "the two sides", "both countries", "the pair": words that take up a coordination of names."""
    lemma = node.lemma.lower()
    words = {c.lower for c in node.having("determiner", "number")}
    if (
        lemma in lexicon.words("pair-nouns")
        and node.pos in {"NOUN", "DET", "PRON"}
        and not node.having("nominal_modifier")
    ):
        return node.rel not in {"determiner", "coordinator"}
    return (
        lemma in lexicon.words("party-nouns")
        or lemma in lexicon.words("country-nouns")
        or lemma in lexicon.words("leader-nouns")
    ) and ("both" in words or ({"the", "two"} <= words) or ({"the", "three"} <= words))


def _coordination(node: Node, seen: list[Seen], lexicon: Lexicon) -> list[Referent]:
    """The names that "they", "them" or "the two sides" take up: the last coordination of named actors before."""
    if not (node.lower in lexicon.words("third-person-plural") or _is_dual(node, lexicon)):
        return []
    clause = clause_of(node)
    for occurrence in reversed(seen):
        if node.sentence - occurrence.node.sentence > 2:
            return []
        first = occurrence.node
        if first.rel != "conjunct" or first.head is None or not occurrence.referent.is_named:
            continue
        if clause_of(first) is clause and node.rel != "possessor" and first.sentence == node.sentence:
            continue
        members = [
            o.referent for o in seen if o.node in {first.head, *first.head.having("conjunct")} and o.referent.is_named
        ]
        members = list(dict.fromkeys(members))
        actors = [m for m in members if m.kind in {"Person", "Official", "State", "Organization"}]
        if len(actors) >= 2 and len(actors) == len(members):
            return actors
    return []
