"""Who vouches for an event, and for which events of a sentence."""

from __future__ import annotations

import pytest
from support.sentences import read

pytestmark = pytest.mark.model

# A text, and "trigger = speaker" of its events; "-" is the writer.
REPORTED = [
    # the cue stands between subject and verb
    ("The envoy, officials said, was arrested by gendarmes.", "arrested = officials"),
    ("The bridge, Reuters reported, was destroyed by rebels.", "destroyed = Reuters"),
    # the speaker stands behind the cue
    ("Rebels captured the port, said its governor, Ada Boro.", "captured = Ada Boro"),
    ("Troops stormed the mill, says the mayor.", "stormed = mayor"),
    # the cue in the passive
    ("Pirates seized a tanker, it was reported by the BBC.", "seized = BBC"),
    ("Gunmen shot a judge, it was announced by the ministry.", "shot = ministry"),
    # quoted as saying: the one who is quoted speaks, reported by the one who quotes
    ("The navy quoted a fisherman as saying pirates had seized a ferry.", "seized = fisherman; saying = navy"),
    ("A nurse was quoted by Reuters as saying that rebels had shot two men.", "shot = nurse"),
    ("Soldiers burned a mosque, residents were quoted as saying.", "burned = residents"),
    # a source within what another reports
    ("Reuters said that, according to a monk, soldiers had burned a shrine.", "burned = monk"),
    # accounts and views
    ("In the ministry's view, Iran supplied the drones.", "supplied = ministry"),
    ("By the navy's account, pirates attacked the freighter.", "attacked = navy"),
    ("By the union's count, police detained 40 dockers.", "detained = union"),
    # courts
    ("The state violated the constitution, a judge in Accra ruled.", "violated = judge"),
    ("The company violated the treaty, the tribunal held on Monday.", "violated = tribunal"),
    # the speaker goes on
    ("The ministry said its jets had hit a depot. They had destroyed a bridge too, it added.", "destroyed = ministry"),
    # a name with a clause of its own
    (
        "Jets shot down a drone, Admiral Ian Roe, who commands the fleet in the south, told reporters.",
        "shot down = Ian Roe",
    ),
    # the second verb of the same subject
    ("Rebels captured Bor, the radio said, and killed the mayor.", "captured = radio; killed = radio"),
]
APART = [
    # another half of the sentence
    ("Rebels stormed the bank on Monday; by noon, police said, six were dead.", "stormed = -"),
    ("Rebels shot nine nurses, officials say, while the army bombed a village.", "shot = officials; bombed = -"),
    ("The ship reported no damage; rebels attacked the port.", "attacked = -"),
    ("The frigates replied with missiles; a jet hit the pier.", "hit = -"),
    # behind a source that closed its clause
    ("He was detained for hours, according to friends, and visited Oslo the next day.", "visited = -"),
    # a noun's source does not tell what its names did elsewhere
    ("They apologised for remarks by Ade about Obi, whom gunmen killed in March.", "killed = -"),
    # what a minister says in an act of speech is that act
    ("The minister said that she condemned the raid.", "condemned = -"),
    # a verb that only begins like a cue
    ("Rebels freed a nun, but the money was not given back.", "freed = -"),
]


def speakers(text: str) -> dict[str, str]:
    """The speaker of each event, by its trigger."""
    extraction = read(text)
    labels = {e.key: e.label for e in extraction.entities}
    return {e.trigger.text: labels.get(e.attributed_to or "", "-") for e in extraction.events}


@pytest.mark.parametrize(("text", "expected"), REPORTED + APART, ids=lambda x: x[:60])
def test_who_says_so(text: str, expected: str) -> None:
    found = speakers(text)
    for item in expected.split("; "):
        trigger, _, speaker = item.partition(" = ")
        assert found.get(trigger, "not found") == speaker, found
