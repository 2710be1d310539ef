"""Pronouns and descriptions: the right one, or none."""

from __future__ import annotations

from support.parses import extraction
from support.readings import event, mentions, roles, triples


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
