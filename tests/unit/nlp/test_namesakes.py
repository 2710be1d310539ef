"""People with two surnames, who are called by the first of them, and names that people and ships share with states."""

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


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Vernon Jordan was arrested on Monday. Jordan attacked a policeman, police said.", "Vernon Jordan"),
        (
            "Police named the gunman as Omar Baghdad, 20. Baghdad had threatened his neighbours in Leeds.",
            "Omar Baghdad",
        ),
        ("Steve Israel resigned on Friday. Senators met Israel in Washington and thanked him.", "Steve Israel"),
    ],
)
def test_a_surname_that_is_also_a_state_is_the_person(text: str, person: str) -> None:
    entities = read(text).entities
    assert [e.alt_labels for e in entities if e.label == person] == [(person.split()[-1],)]
    assert not [e.label for e in entities if e.kind == "State"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        # the text speaks of the state too
        (
            "Vernon Jordan visited Amman. Jordan condemned the attack, and the Jordanian army arrested two men.",
            "Jordan",
        ),
        ("Steve Israel resigned on Friday. Officials in Israel said that Israel condemned the attack.", "Israel"),
        ("AMMAN, Jordan - Michael Jordan was arrested on Monday. Jordan condemned the arrest.", "Jordan"),
        # the person comes later
        ("Jordan condemned the attack on Monday. Vernon Jordan was not there.", "Jordan"),
    ],
)
def test_a_state_that_is_also_a_surname_stays_a_state(text: str, state: str) -> None:
    assert state in {e.label for e in read(text).entities if e.kind == "State"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The tanker Vector hit the ferry Jordan off Leyte.", set()),
        ("A missile struck the frigate Jamaica on Monday. The Jamaica sank within an hour.", set()),
        (
            "The passenger ferry Estonia sank in a storm. The Estonia had left Gdansk. Estonia began an inquiry on Friday.",
            {"Estonia"},
        ),
        # beside a vessel, not its name
        (
            "The aircraft Russia sold to India crashed in May. The tank Israel built was tested.",
            {"Russia", "India", "Israel"},
        ),
    ],
)
def test_a_vessel_with_a_state_s_name_is_no_state(text: str, labels: set[str]) -> None:
    assert {e.label for e in read(text).entities if e.kind == "State"} & {
        "Jordan",
        "Jamaica",
        "Estonia",
        *labels,
    } == labels


def test_a_vessel_and_the_state_of_its_name_are_two() -> None:
    text = "The passenger ferry Estonia sank in a storm. Estonia began an inquiry into the loss of the Estonia."
    found = [(e.kind, len(e.mentions)) for e in read(text).entities if e.label == "Estonia"]
    assert sorted(found) == [("State", 1), ("WeaponSystem", 2)]
