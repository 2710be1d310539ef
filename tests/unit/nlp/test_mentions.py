"""Where the text names somebody or something."""

from __future__ import annotations

import itertools

import pytest
from support.parses import lexicon, tree

from graphkit.nlp.mentionfinder import MentionFinder
from graphkit.nlp.mentions import Mention


@pytest.fixture(scope="module")
def finder() -> MentionFinder:
    return MentionFinder(lexicon())


def found(finder: MentionFinder, *sentences: str) -> list[Mention]:
    return finder.find(tree(*sentences), frozenset())


def named(finder: MentionFinder, *sentences: str) -> list[tuple[str, str, str]]:
    """Words, class, and the end of the IRI where the gazetteer knows it."""
    return [(m.text, m.kind, (m.iri or "").rsplit("/", 1)[-1]) for m in found(finder, *sentences)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # seats of power are their states, a plural of a weapon is the weapon
            "Pyongyang tested two KN-23s, the Kremlin said.",
            [("Pyongyang", "State", "north-korea"), ("KN-23", "WeaponSystem", "kn-23"), ("Kremlin", "State", "russia")],
        ),
        (  # a listed name inside a longer one is part of that
            "The Iraqi Baghdad Division left Mosul.",
            [("Iraqi Baghdad Division", "Organization", ""), ("Mosul", "Place", "mosul")],
        ),
        (  # currencies name no state
            "Traders in Suva sold Australian dollars and French francs.",
            [("Suva", "State", "fiji")],
        ),
        (  # a state's name that begins a person's
            "Georgia Mills teaches chemistry in Atlanta.",
            [("Georgia Mills", "Person", ""), ("Atlanta", "Place", "atlanta")],
        ),
        (  # the same name where the recogniser saw a state
            "Georgia was given old trucks by Estonia.",
            [("Georgia", "State", "georgia"), ("Estonia", "State", "estonia")],
        ),
        (
            "Reuters said that Moscow had claimed that Kyiv shelled Belgorod.",
            [
                ("Reuters", "Organization", "reuters"),
                ("Moscow", "State", "russia"),
                ("Kyiv", "State", "ukraine"),
                ("Belgorod", "Place", "belgorod"),
            ],
        ),
        (
            "The Sahel Border Commission (SBC) published a report.",
            [("Sahel Border Commission", "Organization", ""), ("SBC", "Organization", "")],
        ),
        (  # names of several words, in any country's spelling
            "The army chief, General Asim Khan, and Defence Minister Lucía Paz resigned.",
            [("Asim Khan", "Person", ""), ("Lucía Paz", "Person", "")],
        ),
    ],
)
def test_mentions(finder: MentionFinder, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert named(finder, sentence) == expected


def test_forms_are_told_apart(finder: MentionFinder) -> None:
    sentences = (
        "Six Palestinians were freed in Doha.",
        "Kosovo was shelled by Serbian guns, killing a shepherd.",
        "Norway gave tanks to Kyiv.",
    )
    forms = {m.text: m.form for m in found(finder, *sentences)}
    assert forms == {
        "Palestinians": "demonym",
        "Doha": "seat",
        "Kosovo": "name",
        "Serbian": "adjective",
        "Norway": "name",
        "Kyiv": "seat",
    }


def test_a_capital_is_known_as_a_city_too(finder: MentionFinder) -> None:
    kyiv = next(m for m in found(finder, "Norway gave tanks to Kyiv.") if m.text == "Kyiv")
    assert kyiv.place is not None
    assert kyiv.place.endswith("/place/kyiv")


def test_mentions_do_not_overlap_and_keep_the_order_of_the_text(finder: MentionFinder) -> None:
    sentences = (
        "Dmytro Kuleba, Ukraine's foreign minister, met the prime minister of Japan in Tokyo.",
        "Norway gave tanks to Kyiv.",
    )
    mentions = found(finder, *sentences)
    assert all(a.last < b.first for a, b in itertools.pairwise(mentions))
    assert all(m.first <= m.head.i <= m.last for m in mentions)


def test_skipped_nodes_name_nothing(finder: MentionFinder) -> None:
    read = tree("Norway gave tanks to Kyiv.")
    assert [m.text for m in finder.find(read, frozenset(range(3)))] == ["Kyiv"]
    assert finder.find(read, frozenset(range(len(read.nodes)))) == []
