"""Counts: words, digits, bounds."""

from __future__ import annotations

import pytest
from support.parses import extraction, lexicon, node, tree
from support.readings import entity

from graphkit.nlp.quantities import Quantity, number_of, quantity_of


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("35", 35),
        ("1,200", 1200),
        ("2,500,000", 2_500_000),
        ("twenty - three", 23),
        ("Forty-one", 41),
        ("two hundred and fifty", 250),
        ("three thousand four hundred", 3400),
        ("1.5 million", 1_500_000),
        ("$ 6.8 billion", 6_800_000_000),
        ("€ 3bn", 3_000_000_000),
        ("40k", 40_000),
        ("a dozen", 12),
        ("half-dozen", 6),
        ("three dozen", 36),
        ("one hundred", 100),
        ("a", 1),
        ("zero", 0),
    ],
)
def test_numbers(words: str, value: int) -> None:
    assert number_of(words.split()) == value


@pytest.mark.parametrize("words", ["", "several", "KN-23", "F-16", "1,2", "1.2.3", "and"])
def test_no_numbers(words: str) -> None:
    assert number_of(words.split()) is None


def test_absurd_numbers_are_none() -> None:
    assert number_of(["9" * 400]) is None
    assert number_of(["1" + "0" * 30]) is None


@pytest.mark.parametrize(
    ("sentence", "noun", "quantity"),
    [
        ("Eight miners were killed and twelve injured in the attack.", "miners", Quantity(8)),
        ("At least 30 civilians died in Homs.", "civilians", Quantity(30, minimum=30)),
        ("More than 1,200 people fled Goma.", "people", Quantity(1200, minimum=1200)),
        ("Up to 40 fighters crossed the river.", "fighters", Quantity(40, maximum=40)),
        ("Nearly three hundred miners protested.", "miners", Quantity(300, maximum=300)),
        ("A dozen drones hit Aden.", "drones", Quantity(12)),
        ("Twenty-three boats sank off Samoa.", "boats", Quantity(23)),
        ("Both pilots survived.", "pilots", Quantity(2)),
        ("A soldier died.", "soldier", Quantity(1)),
        ("Chad received $6.8 billion.", "$", Quantity(6_800_000_000)),
        ("No troops were withdrawn from Gao.", "troops", Quantity()),
        ("The rebels failed to seize the dam.", "rebels", Quantity()),
        ("Between 20 and 30 rockets fell.", "rockets", Quantity(minimum=20, maximum=30)),
        ("Shells killed between 20 and 30 people in Homs.", "people", Quantity(minimum=20, maximum=30)),
    ],
)
def test_quantities_of_nouns(sentence: str, noun: str, quantity: Quantity) -> None:
    words = lexicon()
    assert quantity_of(node(tree(sentence), noun), words.words("at-least"), words.words("at-most")) == quantity


def test_groups_keep_their_counts() -> None:
    read = extraction(
        "At least 30 civilians died in Homs.", "Colombian police stormed the farm and seized four tonnes of cocaine."
    )
    civilians = entity(read, "30 civilians")
    assert (civilians.quantity, civilians.min_quantity, civilians.max_quantity) == (30, 30, None)
    assert entity(read, "cocaine").quantity is None


def test_a_range_stays_a_range_in_its_group() -> None:
    read = extraction("Shells killed between 20 and 30 people in Homs.")
    (people,) = [e for e in read.entities if e.label.endswith("people")]
    assert (people.quantity, people.min_quantity, people.max_quantity) == (None, 20, 30)
