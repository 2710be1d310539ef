"""Constructions of news sentences, each over several words, read with the shipped pipeline."""

from __future__ import annotations

import pytest
from support.examples import holds
from support.examples import triples as example_triples
from support.sentences import read

from graphkit.nlp.repair import mend_participles
from graphkit.nlp.tree import Node

pytestmark = pytest.mark.model


STATED = [
    # a title behind the name of a state
    ("Ana Ruiz, the US ambassador to the UN, spoke.", "Ana Ruiz | holdsPosition | ambassador to the UN"),
    ("Paul Weber, the UK trade envoy, left for Oslo.", "Paul Weber | holdsPosition | envoy"),
    # a title before a listed name
    ("The guests were received by King Fahd.", "Fahd | holdsPosition | King"),
    ("Emperor Akihito met the guests.", "Akihito | holdsPosition | Emperor"),
    ("Maria Sol, who used to be governor of Lara, died.", "Maria Sol | holdsPosition | governor"),
    # by-phrases that are no agents
    ("More than 900 people have been detained since Friday, by the ministry's count.", "_ | detained | 900 people"),
    ("By the army's own estimate, six villages were shelled.", "_ | attacked | six villages"),
    # nouns behind the comma mean the name before it
    ("Petrolia, a company owned by Norway, sold the rig.", "Petrolia | partOf | Norway"),
    ("The talks were held at Sattahip, a naval base in Thailand.", "Sattahip | locatedIn | Thailand"),
    ("Troops came from Lerida, a town of Catalonia.", "Lerida | locatedIn | Catalonia"),
    # regions
    ("He was arrested in the Prijedor district of Bosnia.", "Prijedor | locatedIn | Bosnia"),
    ("The ferry sank off Sibuyan Island, in the province of Romblon.", "Sibuyan Island | locatedIn | Romblon"),
    ("She was tried by a court in Montevideo.", "court | locatedIn | Montevideo"),
    # names beside a plural noun
    (
        "The destroyers USS Merrill and USS Lynde McCormick opened fire on the fort.",
        "USS Lynde McCormick | attacked | fort",
    ),
    ("The frigate HMS Argyll fired on the boat.", "HMS Argyll | attacked | boat"),
    # who travels
    ("Annan, on a visit to Harare, condemned the arrests.", "Annan | visited | Harare"),
    ("Pelosi was on a tour of Japan.", "Pelosi | visited | Japan"),
    # clefts
    ("It was rebels who shelled the port.", "rebels | attacked | port"),
    ("It was Ghana that sent the troops.", "Ghana | deployed | troops"),
    # nationality
    ("Grant Hill, the Australian who led the inquiry, wept.", "Grant Hill | nationality | Australia"),
    ("Russia's Vladimir Putin flew home.", "Vladimir Putin | nationality | Russia"),
    # what a person heads or belongs to
    ("Police detained members of Ouattara's RDR party.", "Ouattara | memberOf | RDR"),
    # things that are also the names of events
    ("Drones struck two oil installations near Basra.", "Drones | attacked | two oil installations"),
    # the tense of a second verb is its own
    ("She said she would have won and has rejected the result.", "_ | rejected | result"),
    # sense by the object
    ("Tony Abbott attacked the bill.", "Tony Abbott | condemned | bill"),
    ("Kenya came to the aid of the government in Mogadishu.", "Kenya | aided | government"),
]

NOT_STATED = [
    ("An aid worker said rebels had looted cars, but the group denied it.", "rebels | attacked | cars"),
    ("A witness claimed that guards shot two men, while the police disputed it.", "guards | killed | two men"),
    ("The minister laid the attacks at the door of Iran.", "minister | attacked | door"),
    ("The crew had been told by radio to leave.", "radio | urged | crew"),
    ("The UN dispatched experts to Goma.", "UN | killed | experts"),
    ("Rebels attacked the village.", "Rebels | condemned | village"),
    ("Nine people have been killed, according to the UN Mission in Chad.", "UN Mission in Chad | killed | nine people"),
    ("Four civilians had taken refuge in the base.", "four civilians | captured | refuge"),
    ("The town fell after days of clashes in which the clinic was looted.", "clashes | attacked | clinic"),
    ("Maria Perez took 27 per cent of the vote.", "Maria Perez | captured | 27 per cent"),
    ("The judges did not find that the guards had killed inmates.", "guards | killed | inmates"),
    ("The court was not satisfied that Anton Rey had bombed the station.", "Anton Rey | attacked | station"),
    ("Kyiv has not said that it attacked the bridge.", "Kyiv | attacked | bridge"),
    ("Friends alleged that the senator was poisoned.", "Friends | accused | senator"),
]


@pytest.mark.parametrize(("text", "statement"), STATED, ids=[s for _, s in STATED])
def test_stated(text: str, statement: str) -> None:
    assert holds(statement, example_triples(read(text)), frozenset())


@pytest.mark.parametrize(("text", "statement"), NOT_STATED, ids=[s for _, s in NOT_STATED])
def test_not_stated(text: str, statement: str) -> None:
    assert not holds(statement, example_triples(read(text)), frozenset())


def test_words_before_a_noun_do_not_hang_on_the_participle_behind_it() -> None:
    some, copula, planes, built = (Node(i, w, 10 * i, lemma=w, pos=p, tag="", features={}) for i, (w, p) in enumerate(
        [("some", "DET"), ("were", "AUX"), ("Galebs", "PROPN"), ("built", "VERB")]
    ))  # fmt: skip
    some.head, some.rel = built, "passive_subject"
    copula.head, copula.rel = planes, "copula"
    built.head, built.rel = planes, "adnominal_clause"
    mend_participles([some, copula, planes, built])
    assert (some.head, some.rel) == (planes, "subject")
    assert (built.head, copula.head) == (planes, planes)


def test_the_north_is_the_state_named_before() -> None:
    found = read("North Korea fired a missile. The test was the first by the North this year.")
    (state,) = [e for e in found.entities if e.label == "North Korea"]
    assert [m.text for m in state.mentions] == ["North Korea", "North"]


def test_the_north_without_such_a_state_is_a_place() -> None:
    found = read("Mali sent troops. Rebels hold the North of the country.")
    (state,) = [e for e in found.entities if e.label == "Mali"]
    assert "North" not in {m.text for m in state.mentions}
