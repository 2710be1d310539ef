"""Who attacks: no participle that judges the attack; and a blaze is no attack."""

from __future__ import annotations

import pytest
from support.sentences import read

pytestmark = pytest.mark.model


def attacks(text: str) -> list[dict[str, str]]:
    """The attacks in a text, each with the words in its roles."""
    return [
        {r.name: text[r.mention.begin : r.mention.end] for r in e.roles if r.mention is not None}
        for e in read(text).events
        if e.kind == "Attack"
    ]


@pytest.mark.parametrize("word", ["appalling", "shocking", "devastating"])
def test_a_participle_beside_the_attack_does_not_attack(word: str) -> None:
    found = attacks(f"The mayor condemned the {word} attack on the hospital in Kunduz.")
    assert found
    assert all(roles.get("agent") != word for roles in found)


@pytest.mark.parametrize(
    "text",
    [
        "A fire on a bridge in Lagos delayed trains.",
        "Four children died in a crash and a fire on a motorway near Lyon.",
        "The fire at a school in Nairobi was put out.",
    ],
)
def test_a_blaze_is_no_attack(text: str) -> None:
    assert attacks(text) == []


def test_fire_that_somebody_directs_is_an_attack() -> None:
    (roles,) = attacks("Rebels directed heavy fire on the port.")
    assert roles["agent"] == "Rebels"
    assert "port" in roles["patient"]
