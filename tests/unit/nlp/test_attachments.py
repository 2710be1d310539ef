"""Wrong attachments that are mended before frames are read, and slots that reach beyond one clause."""

from __future__ import annotations

import pytest
from support.examples import holds
from support.examples import triples as example_triples
from support.sentences import read

pytestmark = pytest.mark.model


STATED = [
    # the subject of a passive with a bare title
    ("Omar Diallo was elected president.", "_ | appointed | Omar Diallo"),
    ("Omar Diallo was elected president.", "Omar Diallo | holdsPosition | president"),
    ("Maria Lopez was appointed ambassador on Monday.", "_ | appointed | Maria Lopez"),
    ("Siemens named Rosa Lind as its chief executive on Monday.", "Siemens | appointed | Rosa Lind"),
    # the office before the name, with its state between
    ("Prime Minister of Norway Erna Solberg met Angela Merkel.", "Erna Solberg | metWith | Angela Merkel"),
    # the next name is no part of the one before
    ("North Korea and the United States held talks in Hanoi.", "North Korea | metWith | United States"),
    # who is wanted to act
    ("Students called for President Biya to resign.", "Students | urged | Biya"),
    # tolls
    ("The explosion left nine people dead and 14 injured.", "explosion | injured | 14"),
    ("The explosion left nine people dead and 14 injured.", "explosion | killed | nine people"),
    ("The quake left six people dead and 20 others wounded.", "quake | injured | 20 others"),
    ("The raid killed two and wounded seven people.", "raid | injured | seven people"),
    ("The raid killed two and wounded seven people.", "raid | killed | two"),
    # what stands at the noun of a phrase
    ("Militiamen seized control of Sirte on Sunday.", "Militiamen | captured | Sirte"),
    ("The junta regained control of Kidal.", "junta | captured | Kidal"),
    # whose deed a possessor tells
    ("Yeltsin's dismissal of General Lebed split the cabinet.", "Yeltsin | dismissed | Lebed"),
    ("Merkel's appointment of Ursula Weber pleased the party.", "Merkel | appointed | Ursula Weber"),
    # a name behind a hyphened participle inside a phrase
    ("Traders in Hamas-run Gaza closed their shops.", "Hamas | controls | Gaza"),
    # the deed within a deed
    ("Kenyan troops killed six gunmen in a raid on a camp near Lamu.", "Kenyan troops | attacked | camp"),
    # when-clauses that tell what killed
    ("Two miners were killed when a bomb exploded in Quetta.", "bomb | killed | Two miners"),
    # on whom a measure lies
    ("The banker, under Swiss sanctions since 2019, sold his house.", "Switzerland | sanctioned | banker"),
    # weapons behind names, and amounts
    ("Peru bought six MiG-29 fighters from Belarus.", "Peru | purchased | six MiG-29 fighters"),
    ("Canada pledged $40 million to Haiti.", "Canada | pledged | $40 million"),
    # names behind descriptions, bodies before them
    ("Taliban commander Mullah Nazir was killed on Friday.", "_ | killed | Nazir"),
    ("Police arrested Ohio man Peter Lund on Friday.", "Police | detained | Peter Lund"),
    ("Four Boko Haram fighters surrendered.", "Four Boko Haram fighters | memberOf | Boko Haram"),
    ("Democrat Paul Simon won the seat.", "Paul Simon | memberOf | Democrat"),
    # places of states
    ("Shells fell on Ukraine's Kharkiv.", "Kharkiv | locatedIn | Ukraine"),
    ("The factory is in Oryol, a city in the west of Russia.", "Oryol | locatedIn | Russia"),
    # forms that the tables took for other verbs
    ("Farmers staged a protest against the tax.", "Farmers | protestedAgainst | tax"),
    ("Italy fined the airline in March.", "Italy | sanctioned | airline"),
]

NOT_STATED = [
    ("Ten envoys are to be expelled by Chad.", "Chad | expelled | Ten envoys"),
    ("Ten envoys are to be expelled by Chad.", "_ | expelled | Ten envoys"),
    ("The explosion left nine people dead and 14 injured.", "explosion | injured | nine people"),
    ("The raid killed two and wounded seven people.", "raid | killed | seven people"),
    ("Yeltsin's dismissal of General Lebed split the cabinet.", "_ | dismissed | Yeltsin"),
    ("Students called for President Biya to resign.", "Students | dismissed | Students"),
    ("The Southern District of New York filed the papers.", "New York | locatedIn | Southern District"),
    ("Scandal engulfed the president of Peru.", "Scandal | killed | president"),
    # what is not so, or not yet
    ("The militia no longer attacks farms in the valley.", "militia | attacked | farms"),
    ("There is no evidence that Serbia sold rifles to Chad.", "Serbia | supplied | rifles"),
    ("Inspectors found no proof that gunmen killed the judge.", "gunmen | killed | judge"),
    ("There were no signs that Togo had attacked the post.", "Togo | attacked | post"),
    ("The claim that Iran bombed the plant is false.", "Iran | attacked | plant"),
    ("It is not true that Laos shelled the village.", "Laos | attacked | village"),
    ("Doctors ruled out that guards had killed the prisoner.", "guards | killed | prisoner"),
    ("Had the rebels shelled the camp, the army would have fled.", "rebels | attacked | camp"),
    ("Latvia announced the expulsion of two envoys.", "Latvia | expelled | two envoys"),
    ("Chad lost nine soldiers in a raid on its post at Bohoma.", "Chad | attacked | post"),
]


@pytest.mark.parametrize(("text", "fact"), STATED)
def test_stated(text: str, fact: str) -> None:
    assert holds(fact, example_triples(read(text)), frozenset())


@pytest.mark.parametrize(("text", "fact"), NOT_STATED)
def test_not_stated(text: str, fact: str) -> None:
    assert not holds(fact, example_triples(read(text)), frozenset())
