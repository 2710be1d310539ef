"""Pronouns and descriptions: the right one, or none."""

from __future__ import annotations

from support.parses import extraction, lexicon
from support.readings import event, mentions, roles, triples

from graphkit.nlp.coref_pronouns import is_pleonastic
from graphkit.nlp.coref_weights import CERTAINTY, WEIGHTS
from graphkit.nlp.tree import Node


def test_a_pronoun_takes_up_the_subject() -> None:
    read = extraction("Carlos Ruiz criticised Pedro Lima.", "He left the room.")
    assert mentions(read, "Carlos Ruiz") == ["Carlos Ruiz", "He"]
    assert mentions(read, "Pedro Lima") == ["Pedro Lima"]


def test_a_title_tells_the_gender() -> None:
    he = extraction("Spokeswoman Leila Haddad met Carlos Ruiz.", "He left the room.")
    assert "He" in mentions(he, "Carlos Ruiz")
    assert "He" not in mentions(he, "Leila Haddad")
    she = extraction("Spokeswoman Leila Haddad met Carlos Ruiz.", "She praised the army.")
    assert ("Leila Haddad", "supported", "army") in triples(she)


def test_whom_somebody_hits_is_somebody_else() -> None:
    read = extraction("Carlos Ruiz hit him.")
    assert mentions(read, "Carlos Ruiz") == ["Carlos Ruiz"]
    assert "patient" not in roles(read, event(read, "Attack"))


def test_who_reports_is_who_will_do() -> None:
    read = extraction("Hungary and Serbia built the line.", "Laos said it would sign the treaty.")
    assert mentions(read, "Laos") == ["Laos", "it"]
    denied = extraction("Tehran denied that it had supplied rockets to the Houthis.")
    assert mentions(denied, "Iran") == ["Tehran", "it"]


def test_of_two_that_fit_equally_none_is_taken() -> None:
    read = extraction("Hungary and Serbia built the line.", "It cost a fortune.")
    assert mentions(read, "Hungary") == ["Hungary"]
    assert mentions(read, "Serbia") == ["Serbia"]


def test_they_are_the_two_named_together() -> None:
    read = extraction("Iran and Oman held talks.", "They signed a deal.")
    assert {("Iran", "metWith", "Oman"), ("Iran", "agreedWith", "Oman")} <= triples(read)
    assert roles(read, event(read, "AgreementMaking", "signed"))["agent"] == ["Iran", "Oman"]


def test_a_minister_is_who_was_called_so() -> None:
    read = extraction(
        "Minister Leila Haddad arrived in Tunis on Monday.", "She praised the army.", "The minister left on Tuesday."
    )
    assert mentions(read, "Leila Haddad") == ["Minister", "Leila Haddad", "She", "The minister"]


def test_a_minister_without_a_name_before_is_nobody_named() -> None:
    read = extraction("Carlos Ruiz criticised Pedro Lima.", "The minister left on Tuesday.")
    assert mentions(read, "Carlos Ruiz") == ["Carlos Ruiz"]


def test_the_town_is_the_one_just_named() -> None:
    read = extraction(
        "Officials in Bamako said the rebels, who had attacked Kidal in June, freed the soldiers they captured and vowed to leave the town."
    )
    assert mentions(read, "Kidal") == ["Kidal", "the town"]


def test_pronouns_are_no_names() -> None:
    read = extraction("Laos said it would sign the treaty.", "Carlos Ruiz criticised Pedro Lima.", "He left the room.")
    words = {w.lower() for e in read.entities for w in (e.label, *e.alt_labels)}
    assert not words & {"it", "he"}


def test_a_given_name_tells_the_gender() -> None:
    words = lexicon()
    feminine, masculine = words.words("given-feminine"), words.words("given-masculine")
    assert len(feminine) + len(masculine) >= 600
    assert not feminine & masculine
    assert {"olena", "fatima", "nkosazana"} <= feminine
    assert {"volodymyr", "yoweri", "narendra"} <= masculine


def test_it_that_means_nothing() -> None:
    def it(*, of: str, rel: str = "subject", pos: str = "ADJ", children: tuple[tuple[str, str, str], ...] = ()) -> Node:
        """The "it" of a small tree: its head, and the head's other children as (word, relation, tag)."""
        head = Node(1, of, 3, lemma=of, pos=pos, tag="", features={})
        pronoun = Node(0, "it", 0, lemma="it", pos="PRON", tag="PRP", features={})
        pronoun.rel, pronoun.head = rel, head
        head.children = [pronoun]
        for number, (word, relation, tag) in enumerate(children, 2):
            child = Node(number, word, 10 * number, lemma=word, pos="VERB", tag=tag, features={})
            child.rel, child.head = relation, head
            head.children.append(child)
        return pronoun

    clause, copula = ("fell", "clause", "VBD"), ("is", "copula", "VBZ")
    assert is_pleonastic(it(of="rains", rel="expletive", pos="VERB"))
    assert is_pleonastic(it(of="clear", children=(copula, clause)))
    assert is_pleonastic(it(of="expected", rel="passive_subject", pos="VERB", children=(clause,)))
    assert is_pleonastic(it(of="Ruiz", pos="PROPN", children=(copula, ("left", "relative_clause", "VBD"))))
    assert not is_pleonastic(it(of="said", pos="VERB", children=(clause,)))
    assert not is_pleonastic(it(of="large", children=(copula,)))


def test_weights_are_there_for_every_kind() -> None:
    assert set(WEIGHTS) == set(CERTAINTY) == {"person", "neuter", "plural"}
    assert all(0 < certainty < 1 for certainty in CERTAINTY.values())
    assert all("distance-4" in weights and weights["distance-4"] < 0 for weights in WEIGHTS.values())
