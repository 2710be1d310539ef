"""Groups: unnamed, described or counted sets ("35 missiles", "Asian partners", "a bunker")."""

from __future__ import annotations

from graphkit.lexicon import Lexicon, Noun
from graphkit.nlp.quantities import number_of, quantity_of
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.syntax import preposition
from graphkit.nlp.tree import Node, Tree

MODIFIERS = {"adjective", "compound", "number", "flat", "description", "unmarked"}


def real_head(node: Node, lexicon: Lexicon) -> Node:
    """What a measuring noun measures: "a barrage of 35 missiles" → missiles; "some of the soldiers" → soldiers."""
    for _ in range(3):
        noun = lexicon.nouns.get(f"{node.lemma.lower()} of") or lexicon.nouns.get(node.lemma.lower())
        partitive = node.lemma.lower() in lexicon.words("partitive-heads") or node.pos == "NUM"
        if not partitive and (noun is None or noun.kind != "measure"):
            return node
        inner = next((c for c in node.having("nominal_modifier") if preposition(c).split(" ")[0] == "of"), None)
        if inner is None:
            return node
        node = inner
    return node


def noun_of(node: Node, lexicon: Lexicon) -> Noun | None:
    """The concept of a common noun; a noun compound known as a whole ("ballistic missile") comes first."""
    lemma = node.lemma.lower()
    before = [
        n
        for c in node.children
        if c.rel in {"compound", "adjective"} and c.i < node.i
        for n in c.subtree()
        if n.rel in {"compound", "adjective"}
    ]
    for start in range(len(before)):
        phrase = " ".join(n.lower for n in before[start:]) + " " + lemma
        if phrase in lexicon.nouns:
            return lexicon.nouns[phrase]
    return lexicon.nouns.get(lemma) or lexicon.nouns.get(node.lower)


def phrase_span(node: Node) -> tuple[int, int]:
    """First and last node of the short noun phrase: number and modifiers up to the head, no determiner."""
    first = node.i
    left = sorted((c for c in node.children if c.i < node.i and c.rel in MODIFIERS), key=lambda c: -c.i)
    for child in left:
        low = min(n.i for n in child.subtree())
        high = max(n.i for n in child.subtree())
        if any(n.text in {",", ";"} for n in child.subtree()):
            break
        between = [n for n in node.subtree() if high < n.i < first]
        if len(between) != first - high - 1 or any(n.text != "-" for n in between):
            break
        if any(n.is_verbal and n.rel not in MODIFIERS for n in child.subtree()):
            break
        first = min(first, low)
    return first, node.i


def group_at(tree: Tree, referents: Referents, node: Node) -> Referent | None:
    """The group that `node` heads; made on first demand. Pronouns and names head none."""
    lexicon = referents.lexicon
    known = referents.at(node)
    if known is not None:
        return known
    if node.pos not in {"NOUN", "NUM", "PROPN", "ADJ", "SYM"} or referents.mention_at(node) is not None:
        return None
    if node.lower in lexicon.words("empty-heads"):
        return None
    first, last = phrase_span(node)
    first = _trim(tree, first, last, lexicon)
    if node.pos == "SYM":  # "$500 million": the amount stands behind its sign
        last = max((n.i for c in node.having("number") for n in c.subtree() if n.i > last), default=last)
    name = tree.slice(first, last)
    definite = any(c.lower in lexicon.words("definite-determiners") for c in node.having("determiner"))
    if definite and (earlier := _same_group(referents, node)) is not None:
        referents.refer(node, earlier, first, last)
        return earlier
    group = referents.new("Group", name, node, first, last)
    group.noun = node
    group.plural = node.features.get("Number") == "Plur"
    quantity = quantity_of(node, lexicon.words("at-least"), lexicon.words("at-most"))
    if node.pos == "NUM":
        group.number = (number_of([node.text]), None, None)
        group.plural = True
    else:
        group.number = (quantity.value, quantity.minimum, quantity.maximum)
    for child in node.children:
        mention = referents.mention_at(child)
        owner = referents.at(mention.head) if mention is not None else None
        if owner is not None and owner.kind == "State" and child.rel in {"adjective", "compound"} and child.i < node.i:
            group.origin = owner
    return group


def _trim(tree: Tree, first: int, last: int, lexicon: Lexicon) -> int:
    """Leave "at least", "some" and the like out of the label."""
    while first < last and (
        tree.nodes[first].pos in {"ADV", "ADP", "DET", "PUNCT", "CCONJ"}
        or tree.nodes[first].lower in {"least", "most", "more", "fewer", "than", "many", "up", "other"}
    ):
        first += 1
    return first


def _same_group(referents: Referents, node: Node) -> Referent | None:
    """An earlier group that "the …" takes up: same head noun, and no modifier that the earlier one lacks."""
    modifiers = {c.lower for c in node.children if c.rel in {"adjective", "compound", "number"}}
    for referent in sorted(
        (r for r in referents.all if r.kind == "Group" and r.noun is not None), key=lambda r: -r.order
    ):
        other = referent.noun
        if (
            other is None
            or other.i >= node.i
            or other.lemma != node.lemma
            or other.features.get("Number") != node.features.get("Number")
        ):
            continue
        if modifiers <= {c.lower for c in other.children if c.rel in {"adjective", "compound", "number"}}:
            return referent
    return None


def kinds_of(node: Node, referents: Referents) -> frozenset[str]:
    """Kinds (docs/lexicon.md) that a filler belongs to."""
    lexicon = referents.lexicon
    referent = referents.at(node)
    if referent is not None and referent.is_named:
        kinds = {
            "Person": {"actor", "people", "person"},
            "Official": {"actor", "people", "person"},
            "State": {"actor", "state", "place", "object"},
            "Organization": {"actor", "organization"},
            "Place": {"place", "object"},
            "Facility": {"place", "facility", "object"},
            "WeaponSystem": {"weapon", "vehicle", "object"},
            "Agreement": {"agreement", "law"},
        }[referent.kind]
        if referents.place_at(node) is not None:
            kinds = {"actor", "state", "place", "object"}
        return frozenset(kinds | {"named"})
    if referent is not None and referent.noun is not None:
        node = referent.noun
    if node.pos == "PRON":
        if node.lower in lexicon.words("third-person-singular-animate") | lexicon.words(
            "first-person-singular"
        ) | lexicon.words("first-person-plural"):
            return frozenset({"actor", "people"})
        return frozenset({"unknown"})
    if node.pos == "SYM" or (node.pos == "NUM" and any(c.pos == "SYM" for c in node.children)):
        return frozenset({"money"})
    if node.pos == "NUM":
        return frozenset({"unknown", "people", "actor"})
    mention = referents.mention_at(node)
    if mention is not None and mention.head is not node:
        return kinds_of(mention.head, referents)
    if referent is not None and referent.is_people:
        return frozenset({"actor", "people"})
    noun = noun_of(node, lexicon)
    if noun is None:
        return frozenset({"people", "actor"}) if node.lemma.lower() in _title_words(lexicon) else frozenset({"unknown"})
    if _is_model(node, referents):
        return frozenset({"weapon", "vehicle", "object"})
    kinds = {noun.kind}
    if (
        noun.kind in {"event", "abstract"}
        and node.features.get("Number") == "Plur"
        and ("noun", node.lemma.lower()) not in lexicon.frames_by_word
    ):
        modified = [referents.mention_at(c) for c in node.having("adjective", "compound")]
        if any(m is not None and m.kind in {"State", "Organization"} for m in modified):
            kinds |= {"actor"}
    if node.lemma.lower() in lexicon.words("country-nouns") | lexicon.words("party-nouns"):
        kinds |= {"actor", "state", "place"}
    if (
        noun.kind in {"organization", "measure"}
        and (inner := next((c for c in node.having("nominal_modifier") if preposition(c) == "of"), None)) is not None
    ):
        kinds |= kinds_of(inner, referents) - {"unknown"}
    if noun.kind in {"people", "organization"}:
        kinds.add("actor")
    if noun.kind == "people" and node.features.get("Number") != "Plur":
        beside = node.having("apposition", "flat", "description")
        kinds |= {"named"} if any(c.i > node.i and c.entity == "PERSON" for c in beside) else set()
    if noun.kind == "facility":
        kinds.add("place")
    if noun.kind in {"weapon", "vehicle", "place", "facility", "goods"}:
        kinds.add("object")
    if noun.kind == "law":
        kinds.add("agreement")
    return frozenset(kinds)


def _is_model(node: Node, referents: Referents) -> bool:
    """ "F-16 fighters", "S-400 systems": a noun of several senses behind the name of a weapon."""
    if node.lemma.lower() not in referents.lexicon.words("weapon-heads"):
        return False
    named = [referents.mention_at(c) for c in node.having("compound", "adjective", "flat")]
    return any(m is not None and m.kind == "WeaponSystem" for m in named)


def _title_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.titles)
