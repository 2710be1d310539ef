"""What the named-entity recogniser marks, mended: titles cut off, joined names parted, torn names put together."""

from __future__ import annotations

import re

from graphkit.lexicon import Lexicon
from graphkit.nlp.mentions import Mention, named, span_head
from graphkit.nlp.nameclasses import NameClasses
from graphkit.nlp.tree import Tree

NER_KINDS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
    "PRODUCT": "WeaponSystem",
    "LAW": "Agreement",
    "NORP": "",
    "EVENT": "",
}


class Recognised:
    """Reads the recogniser's spans, and runs of proper nouns that it left out. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon, classes: NameClasses) -> None:
        self._lexicon = lexicon
        self._classes = classes

    def find(self, tree: Tree) -> list[Mention]:
        """Find the mentions that the recogniser marked."""
        found = []
        for first, last, label in self._split(tree):
            kind = NER_KINDS.get(label)
            if not kind:
                continue
            first, last = self._trim(tree, first, last, kind)
            if (
                first > last
                or tree.slice(first, last).lower() in self._classes.titles
                or self._is_common_word(tree, first, last)
            ):
                continue
            told = self._classes.by_words(tree, first, last) or self._classes.by_context(tree, first, last)
            if (told or kind) == "Person":
                first, last = self._whole_person(tree, first, last)
            found.append(named(tree, first, last, told or kind, "words" if told else "ner"))
        return found

    def left_out(self, tree: Tree, chosen: list[Mention], skip: frozenset[int]) -> list[Mention]:
        """Find runs of capitalised words with a telling head word ("the Ali Mosque") that no one else reported."""
        taken = {i for m in chosen for i in range(m.first, m.last + 1)} | skip
        found: list[Mention] = []
        i = 0
        while i < len(tree.nodes):
            j = i
            while (
                j < len(tree.nodes)
                and j not in taken
                and tree.nodes[j].pos == "PROPN"
                and tree.nodes[j].text[:1].isupper()
                and tree.nodes[j].sentence == tree.nodes[i].sentence
            ):
                j += 1
            first, last = self._trim(tree, i, j - 1, "Person") if j - i >= 2 else (i, i - 1)
            if last > first or (last == first and j - i > 2):
                told = self._classes.by_words(tree, first, last) or self._classes.by_context(tree, first, last)
                kind = told or _guess(tree, first, last)
                if kind:
                    found.append(named(tree, first, last, kind, "words" if told else "ner"))
            i = max(j, i + 1)
        return found

    def _is_common_word(self, tree: Tree, first: int, last: int) -> bool:
        """A single word that is capitalised only because it begins its sentence ("Engines on the boat …")."""
        node = tree.nodes[first]
        begins = (
            first == 0
            or tree.nodes[first - 1].sentence != node.sentence
            or tree.nodes[first - 1].text in {"“", '"', ":", "—"}
        )
        return (
            first == last
            and begins
            and not node.text.isupper()
            and (
                node.pos not in {"PROPN"}
                or (
                    node.features.get("Number") == "Plur"
                    and (node.lower in self._lexicon.nouns or node.lemma.lower() in self._lexicon.nouns)
                )
            )
        )

    def _split(self, tree: Tree) -> list[tuple[int, int, str]]:
        """Recognised spans, cut in two where a title begins another name ("X Industries and General Y")."""
        found = []
        for first, last, label in tree.entities:
            joint = next(
                (
                    i
                    for i in range(first + 1, last - 1)
                    if tree.nodes[i].rel == "coordinator" and self._classes.is_personal_title(tree.nodes[i + 1])
                ),
                None,
            )
            if joint is not None:
                found += [(first, joint - 1, label), (joint + 1, last, "PERSON")]
                continue
            follower = tree.nodes[last + 1] if last + 1 < len(tree.nodes) else None
            if (
                follower is not None
                and re.fullmatch(r"[IVX]+|\d{1,2}", follower.text)
                and follower.head is not None
                and follower.pos in {"PROPN", "NUM"}
                and label != "GPE"
            ):
                inside = first <= follower.head.i <= last and follower.rel in {
                    "flat",
                    "compound",
                    "number",
                    "unmarked",
                    "description",
                }
                last = last + 1 if inside else last
            found.append((first, last, label))
        return found

    def _trim(self, tree: Tree, first: int, last: int, kind: str) -> tuple[int, int]:
        """Cut determiners, titles and stray punctuation off a recognised span."""
        ends = self._lexicon.words("end-of-name")
        while first <= last and (tree.nodes[last].lower in ends or not any(c.isalnum() for c in tree.nodes[last].text)):
            last -= 1
        while first <= last and (
            tree.nodes[first].lower in ends
            or tree.nodes[first].rel == "determiner"
            or not any(c.isalnum() for c in tree.nodes[first].text)
        ):
            first += 1
        while (
            first < last
            and tree.nodes[last].text.islower()
            and tree.nodes[last].pos == "NOUN"
            and tree.nodes[first].text[:1].isupper()
        ):
            last -= 1
        while first < last and tree.nodes[first].text.islower() and tree.nodes[first].pos in {"ADJ", "NOUN", "VERB"}:
            first += 1
        for k in range(last - 1, first - 1, -1):  # "State Antony Blinken" behind "Secretary of"
            if tree.nodes[k + 1].pos != "PROPN":
                continue
            if any(
                tree.text[tree.nodes[j].begin : tree.nodes[k].end].lower().rstrip(".") in self._classes.titles
                for j in range(max(0, first - 4), first + 1)
            ):
                first = k + 1
                break
        if kind == "Person":
            while first < last and (
                tree.nodes[first].lower in self._classes.titles
                or tree.nodes[first].lower.rstrip(".") in self._classes.titles
            ):
                first += 1
        return first, last

    def _whole_person(self, tree: Tree, first: int, last: int) -> tuple[int, int]:
        """Grow a person's name over the proper nouns that the parse glues to it ("Recep" | "Tayyip Erdogan")."""

        def belongs(i: int) -> bool:
            node = tree.nodes[i]
            if (
                node.pos != "PROPN"
                or not node.text[:1].isupper()
                or node.lower in self._classes.titles
                or node.lower.rstrip(".") in self._classes.titles
                or node.entity not in {"", "PERSON"}
            ):
                return False
            head = node.head
            return (head is not None and first <= head.i <= last and node.rel in {"flat", "compound"}) or any(
                first <= c.i <= last and c.rel in {"flat", "compound"} for c in node.children
            )

        while first > 0 and belongs(first - 1):
            first -= 1
        while last + 1 < len(tree.nodes) and belongs(last + 1):
            last += 1
        return first, last


def _guess(tree: Tree, first: int, last: int) -> str | None:
    """A run of two to four capitalised words that acts, with an article an organisation, without one a person."""
    head = span_head(tree, first, last)
    if last - first > 3 or head.rel not in {"subject", "apposition", "agent", "conjunct", "object"}:
        return None
    if any(not n.text.replace("-", "").isalpha() or n.text.isupper() for n in tree.nodes[first : last + 1]):
        return None
    return "Organization" if head.having("determiner") else "Person"
