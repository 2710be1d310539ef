"""Subjects: a verb's own, or the one that it shares with another clause or is controlled by."""

from __future__ import annotations

from graphkit.lexicon import Lexicon
from graphkit.nlp.syntax import is_passive, is_relative, relative_pronoun
from graphkit.nlp.tree import Node


class Subjects:
    """Finds subjects. Built once per lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._subject_control = lexicon.words("subject-control-verbs")
        self._object_control = lexicon.words("object-control-prepositions")
        effects = lexicon.words("classes-of-effects")
        self._effects = {
            w.split()[0] for f in lexicon.frames if f.type == "verb" and f.evokes in effects for w in f.words
        }
        self._reporting = {o.word for o in lexicon.operators if o.reporting and o.pos == "verb" and "quote" in o.scope}

    def of(self, verb: Node) -> list[tuple[Node, int]]:
        """Find the surface subjects of a clause with the steps it took to find them; relative pronouns are replaced."""
        own = verb.having("subject", "passive_subject")
        if own:
            result: list[tuple[Node, int]] = []
            for node in own:
                if is_relative(node):
                    clause = verb
                    while clause.rel not in {"relative_clause", "root"} and clause.head is not None:
                        clause = clause.head
                    if clause.rel == "relative_clause" and clause.head is not None:
                        result.append((clause.head, 1))
                        continue
                result.append((node, 0))
            return result
        if verb.rel == "adnominal_clause" and verb.head is not None and not verb.first("marker"):
            return [(verb.head, 1)]
        if verb.rel == "relative_clause" and verb.head is not None and relative_pronoun(verb) is not None:
            return [(verb.head, 1)]
        return self.outer(verb, is_passive(verb))

    def outer(self, verb: Node, passive: bool) -> list[tuple[Node, int]]:
        """Find the subject of a verb that has none of its own: shared by coordination, controlled, or of the main clause."""
        head = verb.head
        if head is None:
            return []
        if verb.rel == "conjunct" and head.is_verbal:
            return self.of(head)
        if verb.rel == "conjunct" and head.first("copula"):
            return self.of(head)
        if verb.rel == "open_clause":
            subject_controls = head.lemma in self._subject_control
            objects = objects_of(head)
            if objects and not subject_controls:
                return [(n, 1) for n in objects]
            return [(n, d + 1) for n, d in self.of(head)]
        markers = {m.lower for m in verb.having("marker", "case")}
        if verb.rel in {"adverbial_clause", "oblique", "open_clause"} and markers & self._object_control:
            objects = objects_of(head) if head.is_verbal else []
            if objects:  # "accused Israel of violating the deal"
                return [(n, 1) for n in objects]
        if (
            verb.rel == "adnominal_clause"
            and markers & self._object_control
            and head.rel in {"object", "passive_subject"}
        ):
            return [(head, 1)]
        if verb.rel in {"adverbial_clause", "parataxis"} and (
            verb.tag in {"VBG", "VBN", "VB"} or verb.features.get("VerbForm") in {"Part", "Ger", "Inf"}
        ):
            if head.is_verbal and verb.rel == "adverbial_clause":
                told = self._told(verb, head)
                if told is head and head.lemma in self._reporting and verb.tag == "VBG" and verb.lemma in self._effects:
                    return []  # not the speaker
                head = told
                if (
                    not passive and verb.tag == "VBG" and is_passive(head)
                ):  # "was bombed, killing three": whoever bombed it
                    return [(n, 1) for n in head.having("agent")]
                return [(n, d + 1) for n, d in self.of(head)]
            return []
        if verb.rel == "adnominal_clause" and head.is_nominal and verb.first("marker"):
            # "a plan to attack", "accused of attacking": whoever has the plan
            outer = head.first("possessor")
            if outer is not None:
                return [(outer, 2)]
            governor = head.head
            if governor is not None and governor.is_verbal:
                return [(n, d + 2) for n, d in self.of(governor)]
        if verb.rel == "oblique" or (
            verb.rel == "clause" and not verb.first("subject", "passive_subject") and verb.tag == "VBG"
        ):
            return [(n, d + 1) for n, d in self.of(head)] if head.is_verbal else []
        return []

    def _told(self, verb: Node, head: Node) -> Node:
        """Find what is told in "The rebels shelled Goma, the army said, killing two": the killing goes with the shelling."""
        if verb.tag != "VBG" or verb.i < head.i or head.lemma not in self._reporting or verb.lemma in self._reporting:
            return head
        if head.rel == "parataxis" and head.head is not None and head.head.is_verbal:
            return head.head
        return next((c for c in head.having("clause") if c.i < head.i and c.is_verbal), head)


def objects_of(verb: Node) -> list[Node]:
    """Find direct or indirect objects; of a passive, none (its subject controls)."""
    indirect = verb.having("indirect_object")
    return indirect or verb.having("object")
