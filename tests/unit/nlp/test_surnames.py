"""People with two surnames, who are called by the first of them."""

from __future__ import annotations

import pytest
from support.sentences import read

pytestmark = pytest.mark.model

# A text, and the names of its people, each with its other forms.
PEOPLE = [
    (
        "Lucía Vega Montes resigned as governor of Oaxaca on Friday. Vega had met protesters in June.",
        {"Lucía Vega Montes": ("Vega",)},
    ),
    (
        "On Friday, Andrés Villalobos Quiroga resigned as the mayor of Cali. Villalobos appointed Rosa Díaz as his deputy.",
        {"Andrés Villalobos Quiroga": ("Villalobos",), "Rosa Díaz": ()},
    ),
    # the last name of another goes before
    (
        "George Walker Bush visited Kyiv. Paul Walker met him there. Walker praised the visit.",
        {"George Walker Bush": (), "Paul Walker": ("Walker",)},
    ),
]


@pytest.mark.parametrize(("text", "people"), PEOPLE)
def test_the_first_of_two_surnames_is_the_person(text: str, people: dict[str, tuple[str, ...]]) -> None:
    found = {e.label: e.alt_labels for e in read(text).entities if e.kind in {"Person", "Official"}}
    assert found == people
