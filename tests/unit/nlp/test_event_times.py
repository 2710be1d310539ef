"""Which time an event has where its own clause states none, and which it must not take."""

from __future__ import annotations

import datetime as dt

import pytest
from support.sentences import read

pytestmark = pytest.mark.model

FRIDAY = dt.date(2024, 5, 17)
# A text, and "trigger = time" of its events; "-" is none. The documents are of Friday, 17 May 2024.
TOLD = [
    # the same breath
    ("Rebels stormed the barracks late on Monday and seized a general.", "seized = 2024-05-13"),
    ("Jets bombed the port on Tuesday, killing six dockers.", "killing = 2024-05-14"),
    ("The school was hit on Monday, and three teachers were injured.", "injured = 2024-05-13"),
    ("Troops raided the village on 2 May; at least nine farmers were killed.", "killed = 2024-05-02"),
    ("Four nurses were killed when a rocket hit the clinic on Sunday.", "killed = 2024-05-12"),
    ("Gunmen attacked the convoy on Sunday as guards shot two bystanders.", "shot = 2024-05-12"),
    ("The embassy was stormed yesterday by soldiers, who freed 12 hostages.", "freed = 2024-05-16"),
    ("On Monday a frigate shot down a missile fired from Yemen.", "fired = 2024-05-13"),
    ("The blaze killed two guards on Monday and left the warehouse destroyed.", "destroyed = 2024-05-13"),
    # an occurrence's noun
    ("The raid of 3 May, in which five miners were killed, alarmed the town.", "killed = 2024-05-03"),
    ("The attack, which took place on Tuesday, killed two officers.", "killed = 2024-05-14"),
    ("In the strike on Duma on 3 May, bombs killed seven bakers.", "killed = 2024-05-03"),
    ("Bor was rocked on 3 May by a series of attacks on police.", "attacks = 2024-05-03"),
    ("Rebels attacked a bus on Monday. The attack also injured a priest.", "injured = 2024-05-13"),
    # counted from another clause
    ("The army shelled Bor on Monday, a day after rebels shot down a jet.", "shot down = 2024-05-12"),
    ("Paris expelled two envoys on Monday, two days before Rome arrested a spy.", "arrested = 2024-05-15"),
    ("Three days after police arrested the editor, a court released him on Thursday.", "arrested = 2024-05-13"),
    # parts of a day told before
    ("Pirates seized a tanker on Monday. In the afternoon they released the cook.", "released = 2024-05-13"),
    ("A mine hit the bus at 4 a.m. on Tuesday. Hours later, shells hit the clinic.", "hit = 2024-05-14 2024-05-14"),
    ("Police arrested the mayor on Sunday. At noon they raided the town hall.", "raided = 2024-05-12"),
    ("The ferry was attacked on Sunday. Some 30 minutes later, a drone struck the pier.", "struck = 2024-05-12"),
    # the next sentence goes on
    ("On Monday the king dismissed his vizier. He appointed a cousin.", "appointed = 2024-05-13"),
    ("Bandits raided Kuru on Tuesday. The bandits abducted a monk.", "abducted = 2024-05-14"),
    # headings and lists
    ("MAY 3 — Rebels seize the bridge. Loyal troops shell the town.", "seize = 2024-05-03; shell = 2024-05-03"),
    ("Tuesday: Rebels seize a bridge and shell the town.", "seize = 2024-05-14; shell = 2024-05-14"),
    (
        "Coalition jets struck targets in the north on Monday, the command said.\n\nThe targets:\n\n"
        "-- Near Tal, jets destroyed a bunker.\n\n-- Near Bab, drones hit a convoy.",
        "destroyed = 2024-05-13; hit = 2024-05-13",
    ),
    # a phrase that is set off belongs to the clause
    ("A bomb hit a mill in Lod, a town that lies on the coast, on Monday morning.", "hit = 2024-05-13"),
]
UNTOLD = [
    # one year is no one time
    ("Settlers captured the fort in 1904 and killed the governor.", "killed = -"),
    ("Rebels seized the town in June. They killed the mayor.", "killed = -"),
    # another tense lies elsewhere
    ("Marines attacked the base on Monday. They had captured the port.", "captured = -"),
    ("The envoy visited Kyiv on Monday and has condemned the raid.", "condemned = -"),
    # nobody of those before takes part
    ("The king dismissed his vizier on Monday. Floods destroyed a dam.", "destroyed = -"),
    # background
    ("Rebels seized the port on Monday. Nine rebels were killed during the siege.", "killed = -"),
    # when it was said is not when it was
    ("Six sailors were killed, the navy said on Monday. Pirates sank the boat.", "killed = -; sank = -"),
    ("Nine pilgrims were killed, according to reports on Monday.", "killed = -"),
    # when it was written is not when it was
    ("LAGOS, May 3 (Agency) — Bandits raided a village.", "raided = -"),
    ("Maputo, 9 May — Soldiers on Sunday captured the harbour.", "captured = 2024-05-12"),
    # the time of something else
    ("Crowds protested against the outcome of Sunday's vote.", "protested = -"),
    ("Jets hit the reef, which China seized in 2012.", "hit = -"),
]


def said(text: str) -> dict[str, list[str]]:
    """The times of the events by their trigger, in order of the text."""
    extraction = read(text, FRIDAY)
    value = {t.key: t.begin if t.begin == t.end else f"{t.begin or ''}/{t.end or ''}" for t in extraction.times}
    times: dict[str, list[str]] = {}
    for event in extraction.events:
        found = [value[r.filler] for r in event.roles if r.name == "time" and r.filler]
        times.setdefault(event.trigger.text, []).append(str(found[0]) if found else "-")
    return times


@pytest.mark.parametrize(("text", "expected"), TOLD + UNTOLD, ids=lambda x: x[:60])
def test_time_of_event(text: str, expected: str) -> None:
    times = said(text)
    for item in expected.split("; "):
        trigger, _, value = item.partition(" = ")
        assert " ".join(times.get(trigger, ["not found"])) == value, times


@pytest.mark.parametrize(
    "text",
    [
        "The president of Chile landed in Havana on Monday.",
        "Two bombs killed nine people in Kirkuk last week.",
        "Troops attacked the village of Bama yesterday evening.",
    ],
)
def test_a_time_that_nothing_resolves_is_no_participant(text: str) -> None:
    extraction = read(text, None)
    assert extraction.events
    assert not extraction.times
    assert not {"Monday", "week", "last week", "yesterday", "evening", "yesterday evening"} & {
        e.label for e in extraction.entities
    }
