"""The class of a name, told by its own words and by what stands beside it."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.mentions import span_head
from graphkit.nlp.tree import Node, Tree

NOUN_KINDS = {
    "organization": "Organization",
    "place": "Place",
    "facility": "Facility",
    "weapon": "WeaponSystem",
    "vehicle": "WeaponSystem",
    "agreement": "Agreement",
    "law": "Agreement",
}


class NameClasses:
    """Judges names. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.titles = frozenset(t.lower() for t in lexicon.titles)

    def by_words(self, tree: Tree, first: int, last: int) -> str | None:
        """Tell the class of a name of several words by its head word: the last one, or the one before "of"."""
        if first == last:
            return None
        words = [tree.nodes[i] for i in range(first, last + 1)]
        stop = next(
            (k for k, n in enumerate(words) if k and n.rel == "case" and n.lower in {"of", "for", "on", "in"}),
            len(words),
        )
        if words[-1].lower in self._lexicon.words("organization-name-heads"):  # "Cinema for Peace Foundation"
            return "Organization"
        word = words[stop - 1]
        noun = self._lexicon.nouns.get(word.lower) or self._lexicon.nouns.get(word.lemma.lower())
        if word.lower in self._lexicon.words("organization-name-heads"):
            return "Organization"
        if word.entity == "PERSON" and words[0].entity == "PERSON" and noun is not None and noun.kind != "organization":
            return None
        if noun is None and word.lower in self._lexicon.organization_patterns:
            return "Organization"
        return NOUN_KINDS.get(noun.kind) if noun else None

    def by_context(self, tree: Tree, first: int, last: int) -> str | None:
        """Tell the class of a name by what stands beside it: a title, an age, "who"; "in" or "the town of" before a single word."""
        before = _before(tree, first)
        if self._is_person(tree, first, last, before):
            return "Person"
        if self._is_place(tree, first, last, before):
            return "Place"
        return self.by_noun(tree, first, last)

    def by_noun(self, tree: Tree, first: int, last: int) -> str | None:
        """ "the tanker Vector", "Igad, the East African bloc": a common noun beside the name says what it is."""
        head = span_head(tree, first, last)
        before = _before(tree, first)
        nouns = [
            n
            for n in head.having("apposition")
            if n.i > last and n.pos == "NOUN" and n.i - last < 9 and tree.nodes[last + 1].text in {",", "("}
        ]
        if before is not None and before.pos == "NOUN" and before.text.islower():
            if (before.rel in {"compound", "description"} and before.head is head) or head.head is before:
                nouns.insert(0, before)
        for noun in nouns:
            found = self._lexicon.nouns.get(noun.lower) or self._lexicon.nouns.get(noun.lemma.lower())
            told = NOUN_KINDS.get(found.kind) if found is not None else None
            if told is not None:
                return told
        return None

    def _is_person(self, tree: Tree, first: int, last: int, before: Node | None) -> bool:
        after = [n for n in tree.nodes[last + 1 : last + 4] if n.sentence == tree.nodes[last].sentence]
        if before is not None and (self.is_personal_title(before) or self._title_ends_before(tree, first)):
            return True
        if (
            len(after) >= 2
            and after[0].text == ","
            and (after[1].lower == "who" or (after[1].text.isdigit() and 15 < int(after[1].text) < 100))
        ):
            return True
        if after and after[0].lower == "who":
            return True
        if (
            len(after) >= 3
            and after[0].text == ","
            and after[1].lower in {"a", "an", "the"}
            and self.is_personal_title(after[2])
            and last > first
        ):
            return True
        head = span_head(tree, first, last)
        if (
            head.rel == "apposition"
            and head.head is not None
            and head.head.pos == "NOUN"
            and self.is_personal_title(head.head)
        ):
            return True
        if len(after) >= 2 and last > first and after[0].text == "," and self.is_personal_title(after[1]):
            return True
        says = (
            head.rel == "subject"
            and head.head is not None
            and any(o.reporting for o in self._lexicon.operators_by_word.get(("verb", head.head.lemma), ()))
        )
        return says and last > first and tree.nodes[first].entity == "LOC"

    def _is_place(self, tree: Tree, first: int, last: int, before: Node | None) -> bool:
        head = span_head(tree, first, last)
        cases = {c.lower for c in head.having("case")}
        if (
            first == last
            and cases & {"in", "near", "outside", "over"}
            and tree.nodes[first].entity in {"PERSON"}
            and head.rel in {"oblique", "nominal_modifier"}
        ):
            return True
        return (
            before is not None
            and before.lower == "of"
            and first >= 2
            and tree.nodes[first - 2].lemma.lower() in self._lexicon.words("place-nouns")
        )

    def _title_ends_before(self, tree: Tree, first: int) -> bool:
        """ "Secretary of State" before the name, "general secretary" and the like: titles of several words."""
        begins = [
            j for j in range(max(0, first - 5), first - 1) if tree.nodes[j].sentence == tree.nodes[first].sentence
        ]
        return any(tree.slice(j, first - 1).lower() in self.titles for j in begins)

    def is_personal_title(self, node: Node) -> bool:
        """Whether a word is the title of one person."""
        return (node.lower in self.titles or node.lower.rstrip(".") in self.titles) and node.features.get(
            "Number"
        ) != "Plur"


def _before(tree: Tree, first: int) -> Node | None:
    """The word before a name in the same sentence."""
    return tree.nodes[first - 1] if first and tree.nodes[first - 1].sentence == tree.nodes[first].sentence else None
