"""Offices and ranks: who holds which, where."""

from __future__ import annotations

import pytest
from support.parses import extraction
from support.readings import entity, labels

Holding = tuple[str, str, str | None, bool]


def holdings(*sentences: str) -> set[Holding]:
    """Holder, office, where, whether in former times."""
    read = extraction(*sentences)
    words, positions = labels(read), {p.key: p for p in read.positions}
    found = set()
    for relation in read.relations:
        if relation.predicate == "holdsPosition":
            position = positions[relation.object]
            where = words[position.position_in] if position.position_in else None
            found.add((words[relation.subject], position.label, where, position.formerly))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Amina Yusuf is the ambassador of Nigeria.", {("Amina Yusuf", "ambassador", "Nigeria", False)}),
        (
            "Dmytro Kuleba, Ukraine's foreign minister, met the prime minister of Japan in Tokyo.",
            {("Dmytro Kuleba", "foreign minister", "Ukraine", False)},
        ),
        (
            "Former Kenyan President Uhuru Kenyatta chaired the talks.",
            {("Uhuru Kenyatta", "Former Kenyan President", "Kenya", True)},
        ),
        (
            "The army chief, General Asim Khan, and Defence Minister Lucía Paz resigned.",
            {
                ("Asim Khan", "army chief", None, False),
                ("Asim Khan", "General", None, False),
                ("Lucía Paz", "Defence Minister", None, False),
            },
        ),
        (
            "Maria Santos, spokeswoman for the Philippine navy, denied the report.",
            {("Maria Santos", "spokeswoman", "Philippine navy", False)},
        ),
        ("President Angela Okoro visited Accra.", {("Angela Okoro", "President", None, False)}),
        ("Georgia Mills teaches chemistry in Atlanta.", set()),
        ("The king is to visit Rabat in May.", set()),
    ],
)
def test_holdings(sentence: str, expected: set[Holding]) -> None:
    assert holdings(sentence) == expected


def test_who_holds_an_office_is_an_official() -> None:
    read = extraction("President Angela Okoro visited Accra.", "Carlos Ruiz criticised Pedro Lima.")
    kinds = {e.label: e.kind for e in read.entities}
    assert (kinds["Angela Okoro"], kinds["Carlos Ruiz"]) == ("Official", "Person")


def test_an_office_has_its_words() -> None:
    read = extraction(
        "Norway gave tanks to Kyiv.", "Maria Santos, spokeswoman for the Philippine navy, denied the report."
    )
    (position,) = read.positions
    assert [read.article.text[m.begin : m.end] for m in position.mentions] == ["spokeswoman"]
    assert position.position_in == entity(read, "Philippine navy").key
