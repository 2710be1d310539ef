"""Two families of labels, one tree."""

from __future__ import annotations

import pytest
from support.parses import doc_of, grammar, lexicon, node, parses, tree

from graphkit.errors import SettingsError
from graphkit.nlp.tree import Tree, grammar_of, tree_of


def relations(of: Tree) -> list[tuple[str, str, str]]:
    """Word, relation, head; where marks and "and" hang is each family's own habit.

    So is whether the second word of "according to" hangs on the first or on the noun: it counts as the first does.
    """
    habits = {"punctuation", "coordinator"}
    found = []
    for n in of.nodes:
        part = n.head if n.rel == "fixed" and n.head else n
        if n.rel not in habits:
            found.append((n.text, part.rel, part.head.text if part.head else ""))
    return found


@pytest.mark.parametrize("sentence", parses("clear"))
def test_both_families_give_the_same_tree(sentence: str) -> None:
    assert relations(tree(sentence, family="clear")) == relations(tree(sentence))


def test_a_preposition_marks_its_noun() -> None:
    read = tree("Soldiers from Chad fired rockets at the camp.", family="clear")
    chad, camp = node(read, "Chad"), node(read, "camp")
    assert (chad.rel, chad.head, [c.text for c in chad.having("case")]) == (
        "nominal_modifier",
        node(read, "Soldiers"),
        ["from"],
    )
    assert (camp.rel, camp.head, [c.text for c in camp.having("case")]) == ("oblique", node(read, "fired"), ["at"])


def test_a_copula_depends_on_its_predicate() -> None:
    read = tree("Nyusi is the president of Mozambique.", family="clear")
    president = node(read, "president")
    assert president.head is None
    assert [c.text for c in president.having("copula")] == ["is"]
    assert [c.text for c in president.having("subject")] == ["Nyusi"]


@pytest.mark.parametrize(
    ("sentence", "word", "relation"),
    [
        ("The bridge was destroyed by Serbian troops.", "bridge", "passive_subject"),
        ("The bridge was destroyed by Serbian troops.", "was", "passive_auxiliary"),
        ("Norway gave Kyiv six tanks.", "Kyiv", "indirect_object"),
        ("Norway gave tanks to Kyiv.", "Kyiv", "oblique"),
        ("Peru accused Chile of violating its border.", "violating", "adverbial_clause"),
        ("Kenya's army did not attack Mombasa on Monday.", "not", "adverb"),
        ("The drones which Turkey sold to Ethiopia struck the school.", "sold", "relative_clause"),
    ],
)
def test_labels_have_one_meaning(sentence: str, word: str, relation: str) -> None:
    assert {node(tree(sentence, family=f), word).rel for f in ("ud", "clear")} == {relation}


def test_grammars_are_recognised_by_labels() -> None:
    grammars = lexicon().grammars
    assert grammar_of(["nsubj", "nsubj:pass", "obl", "obj"], grammars).family == "ud"
    assert grammar_of(["nsubj", "nsubjpass", "pobj", "dobj"], grammars).family == "clear"
    with pytest.raises(SettingsError, match=r"known families: .*ontologies/grammar"):
        grammar_of(["SB", "OA"], grammars)


def test_an_unlisted_subtype_falls_back_to_its_label() -> None:
    doc = doc_of("Yemen did not attack the port.")
    doc[0].dep_, doc[5].dep_ = "nsubj:unheard-of", "unheard-of"
    read = tree_of(doc, grammar())
    assert [n.rel for n in read.nodes] == [
        "subject",
        "auxiliary",
        "adverb",
        "root",
        "determiner",
        "list",
        "punctuation",
    ]


def test_offsets_are_those_of_the_text_and_white_space_is_no_node() -> None:
    first, second = "Norway gave Kyiv six tanks.", "The town is calm."
    doc = doc_of(first, second, between="\n\n")
    read = tree_of(doc, grammar())
    assert doc.text == f"{first}\n\n{second}"
    assert [n.text for n in read.nodes] == [t.text for t in doc if not t.is_space]
    assert all(read.text[n.begin : n.end] == n.text for n in read.nodes)
    assert [read.slice(a, b - 1) for a, b in read.sentences] == [first, second]
    assert {n.sentence for n in read.sentence(1)} == {1}


def test_recognised_names_keep_their_place() -> None:
    read = tree("The town is calm.", "The town of Bor was captured by rebels loyal to Riek Machar.", between="\n")
    assert [(read.slice(a, b), label) for a, b, label in read.entities] == [("Bor", "GPE"), ("Riek Machar", "PERSON")]
