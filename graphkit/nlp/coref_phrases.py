"""The noun phrases and pronouns of a document that may be linked with each other, with what the words themselves tell of each.

A phrase is as OntoNotes draws it: the noun with all that hangs on it, less its preposition, what is coordinated with it, and
punctuation at its edges.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphkit.lexicon import Lexicon
from graphkit.nlp.groups import noun_of
from graphkit.nlp.referents import Referent, Referents
from graphkit.nlp.tree import Node, Tree

FORMS = ("i", "we", "you", "he", "she", "it", "they", "this", "name", "definite", "demonstrative", "owned", "indefinite", "bare", "several")  # fmt: skip
"""How a phrase is put: eight sorts of pronoun, names, common nouns by their determiner ("owned": "his army"), coordinations."""
PRONOUNS, SPEAKERS, PERSONS = frozenset(range(8)), frozenset({0, 1, 2}), frozenset({3, 4})
NAME, SEVERAL = FORMS.index("name"), FORMS.index("several")
ROLES = ("subject", "passive_subject", "object", "indirect_object", "oblique", "nominal_modifier", "possessor", "apposition", "compound", "root", "other")  # fmt: skip
KINDS = ("", "person", "organization", "state", "place", "weapon", "agreement", "event", "time", "money", "people", "other")  # fmt: skip
"""What sort of thing it is, as far as the gazetteers, the recogniser and the noun lists tell."""
NUMBERS = ("", "Sing", "Plur")
GENDERS = ("", "f", "m", "n")

_OUTSIDE = frozenset({"case", "coordinator", "conjunct", "copula", "subject", "passive_subject", "marker", "list", "parataxis", "auxiliary", "passive_auxiliary", "clausal_subject", "adverbial_clause"})  # fmt: skip
_NO_PHRASE = frozenset({"flat", "fixed", "case", "coordinator", "punctuation", "expletive"})
_NAMED = {"Person": "person", "Official": "person", "Organization": "organization", "State": "state", "Place": "place", "Facility": "place", "WeaponSystem": "weapon", "Agreement": "agreement"}  # fmt: skip
_NOUNS = {"people": "people", "position": "people", "organization": "organization", "state": "state", "place": "place", "facility": "place", "weapon": "weapon", "vehicle": "weapon", "agreement": "agreement", "law": "agreement", "talks": "event", "event": "event", "time": "time", "money": "money", "measure": "money"}  # fmt: skip
_EDGES = frozenset(",.;:!?-–—\"'“”‘’()[]…")


@dataclass(slots=True)
class Phrase:
    """One phrase; `first` and `last` are node indexes, the numbers count in the tuples above."""

    node: Node
    first: int
    last: int
    form: int
    role: int
    kind: int
    number: int
    gender: int
    words: frozenset[str]
    modifiers: frozenset[str]
    referent: Referent | None

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun, demonstratives among them."""
        return self.form in PRONOUNS


def find_phrases(tree: Tree, referents: Referents, lexicon: Lexicon) -> list[Phrase]:
    """All phrases in order of their heads."""
    first, last = _edges(tree)
    found = []
    for node in tree.nodes:
        if node.rel in _NO_PHRASE or node.pos not in {"NOUN", "PROPN", "PRON"}:
            continue
        mention = referents.mention_at(node)
        if mention is not None and mention.head is not node:
            continue
        form = _form(node, mention is not None, lexicon)
        if form is None or (node.rel == "compound" and mention is None and node.pos != "PROPN"):
            continue
        begin, end = first[node.i], last[node.i]
        if mention is not None:
            begin, end = min(begin, mention.first), max(end, mention.last)
        referent = referents.at(node) if mention is not None else None
        kind, gender = _kind(node, form, referent, lexicon), _gender(node, form, referent, lexicon)
        words, modifiers = _words(
            node, form, tree, mention.first if mention else node.i, node.i if mention is None else mention.last
        )
        role = _role(node)
        others = node.having("conjunct")
        if others and node.rel != "conjunct" and any(c.first("coordinator") for c in others) and node.pos != "PRON":
            end_of_all = max(last[c.i] for c in others)
            found.append(
                Phrase(node, begin, end_of_all, SEVERAL, role, kind, NUMBERS.index("Plur"), 0, words, modifiers, None)
            )
        found.append(
            Phrase(node, begin, end, form, role, kind, _number(node, form), gender, words, modifiers, referent)
        )
    return found


def _edges(tree: Tree) -> tuple[list[int], list[int]]:
    """First and last node of the phrase that each node heads."""
    first, last = list(range(len(tree.nodes))), list(range(len(tree.nodes)))
    for node in _children_first(tree):
        low, high = 0, len(tree.nodes)
        inside = []
        for child in node.children:
            if child.rel not in _OUTSIDE or (child.rel == "case" and child.i > node.i):  # "the minister's"
                inside.append(child)
            elif child.i < node.i:
                low = max(
                    low, min(node.i, last[child.i] + 1)
                )  # "it is in fact the minister": nothing before "is" counts
            else:
                high = max(node.i, min(high, first[child.i] - 1))
        first[node.i] = max(low, min([node.i, *(first[c.i] for c in inside)]))
        last[node.i] = min(high, max([node.i, *(last[c.i] for c in inside)]))
        while first[node.i] < node.i and _is_edge(tree.nodes[first[node.i]]):
            first[node.i] += 1
        while last[node.i] > node.i and tree.nodes[last[node.i]].text in _EDGES:
            closes = tree.nodes[last[node.i]].text in {")", "]"}
            if closes and any(n.text in {"(", "["} for n in tree.nodes[first[node.i] : last[node.i]]):
                break
            last[node.i] -= 1
    return first, last


def _is_edge(node: Node) -> bool:
    """Whether a phrase does not begin with it."""
    return node.text in _EDGES or node.pos in {"ADP", "CCONJ", "SCONJ", "INTJ"}


def _children_first(tree: Tree) -> list[Node]:
    """All nodes, each after its children."""
    order = [node for node in tree.nodes if node.head is None]
    for node in order:
        order.extend(node.children)
    return order[::-1]


def _form(node: Node, is_name: bool, lexicon: Lexicon) -> int | None:
    """Number in FORMS; None for what takes nothing up: "who", "nobody", "each other"."""
    if node.pos == "PRON" and not is_name:
        features = node.features
        if features.get("PronType") == "Dem":
            return 7
        person, plural = features.get("Person"), features.get("Number") == "Plur"
        if features.get("PronType", "Prs") != "Prs" or person is None:
            return None
        if person == "1":
            return 1 if plural else 0
        if person == "2":
            return 2
        if plural:
            return 6
        return {"Masc": 3, "Fem": 4}.get(features.get("Gender", ""), 5)
    if is_name or (node.pos == "PROPN" and node.text[:1].isupper()):
        return NAME
    determiners = [c for c in node.children if c.rel in {"determiner", "possessor"} and c.i < node.i]
    if any(c.rel == "possessor" for c in determiners):
        return 11
    lower = {c.lower for c in determiners}
    if "the" in lower:
        return 9
    if lower & lexicon.words("definite-determiners"):
        return 10
    return 12 if lower or node.having("number") else 13


def _role(node: Node) -> int:
    current = node
    while current.rel in {"conjunct", "flat"} and current.head is not None:
        current = current.head
    rel = {"agent": "oblique", "unmarked": "oblique"}.get(current.rel, current.rel)
    return ROLES.index(rel) if rel in ROLES else len(ROLES) - 1


def _kind(node: Node, form: int, referent: Referent | None, lexicon: Lexicon) -> int:
    if form in PRONOUNS:
        return KINDS.index("person" if form in {0, 1, 2, 3, 4} else "")
    if referent is not None and referent.is_named:
        return KINDS.index(_NAMED.get(referent.kind, "other"))
    noun = noun_of(node, lexicon)
    if noun is not None:
        return KINDS.index(_NOUNS.get(noun.kind, "other"))
    if node.lemma.lower() in lexicon.titles:
        return KINDS.index("people")
    return 0


def _number(node: Node, form: int) -> int:
    if form in PRONOUNS:
        return 2 if form in {1, 6} else 0 if form == 2 else 2 if node.lower in {"these", "those"} else 1
    return 2 if node.features.get("Number") == "Plur" or node.tag in {"NNS", "NNPS"} else 1


def _gender(node: Node, form: int, referent: Referent | None, lexicon: Lexicon) -> int:
    if form in PRONOUNS:
        return {3: 2, 4: 1, 5: 3}.get(form, 0)
    signs = {n.lemma.lower() for n in node.having("apposition", "compound", "description", "flat")}
    signs.add(node.lemma.lower())
    if referent is not None:
        signs |= referent.titles
    feminine, masculine = bool(signs & lexicon.words("feminine")), bool(signs & lexicon.words("masculine"))
    if feminine != masculine:
        return 1 if feminine else 2
    if form == NAME and (referent is None or referent.is_person):
        given = (referent.name if referent is not None else node.text).split()[0].lower()
        if given in lexicon.words("given-feminine"):
            return 1
        if given in lexicon.words("given-masculine"):
            return 2
    return 0


def _words(node: Node, form: int, tree: Tree, first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
    """Words that name the thing, and those that tell it from others of its sort."""
    if form in PRONOUNS:
        return frozenset({node.lower}), frozenset()
    if form == NAME:
        words = {n.lower for n in tree.nodes[first : last + 1] if n.pos not in {"PUNCT", "DET", "ADP", "PART"}}
        words |= {c.lower for c in node.having("flat", "compound") if c.pos == "PROPN"}
        return frozenset(words | {node.lower}), frozenset()
    modifiers = frozenset(
        c.lemma.lower() for c in node.having("adjective", "compound", "number", "possessor", "nominal_modifier")
    )
    return frozenset({node.lemma.lower()}), modifiers
