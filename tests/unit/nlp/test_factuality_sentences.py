"""What is so, and who says so: whole sentences, read by the shipped pipeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from support.readings import speakers

from graphkit.model import Article
from graphkit.nlp.extract import Extractor

pytestmark = pytest.mark.model
# A sentence, and its events as "class trigger polarity modality <speakers, from the inside out>"; reports themselves are left out.
TABLE = """
Yemen did not attack the port. | Attack attack Negative Actual
Yemen never attacked the port. | Attack attacked Negative Actual
Yemen has not attacked the port. | Attack attacked Negative Actual
Nobody attacked the port. | Attack attacked Negative Actual
No soldier attacked the port. | Attack attacked Negative Actual
None of the soldiers attacked the port. | Attack attacked Negative Actual
Neither Yemen nor Iran attacked the port. | Attack attacked Negative Actual
Yemen refused to attack the port. | Rejection refused Positive Actual; Attack attack Negative Actual
Yemen failed to attack the port. | Attack attack Negative Actual
Yemen denied attacking the port. | Rejection denied Positive Actual; Attack attacking Negative Actual
Yemen denied that it had attacked the port. | Rejection denied Positive Actual; Attack attacked Negative Actual <Yemen>
Yemen was accused of attacking the port. | Accusation accused Positive Actual; Attack attacking Positive Alleged
Iran accused Yemen of attacking the port. | Accusation accused Positive Actual; Attack attacking Positive Alleged <Iran>
Iran said Yemen had attacked the port. | Attack attacked Positive Actual <Iran>
Iran said on Monday that Yemen had attacked the port. | Attack attacked Positive Actual <Iran>
Iran did not say that Yemen had attacked the port. | Attack attacked Positive Possible <Iran>
Iran claimed that Yemen had attacked the port. | Attack attacked Positive Alleged <Iran>
Iran alleged that Yemen attacked the port. | Accusation alleged Positive Actual; Attack attacked Positive Alleged <Iran>
Yemen attacked the port, Iran said. | Attack attacked Positive Actual <Iran>
Yemen attacked the port, according to Iran. | Attack attacked Positive Actual <Iran>
According to Iran, Yemen attacked the port. | Attack attacked Positive Actual <Iran>
Yemen attacked the port, Iran's foreign minister, Javad Zarif, said on Monday. | Attack attacked Positive Actual <Javad Zarif>
Yemen attacked the port, the army said in a statement. | Attack attacked Positive Actual <army>
As Iran said, Yemen attacked the port. | Attack attacked Positive Actual <Iran>
"Yemen attacked the port," Iran said. | Attack attacked Positive Actual <Iran>
"Yemen attacked the port," the minister said. "It killed two sailors." | Attack attacked Positive Actual <minister>; Killing killed Positive Actual <minister>
Iran believes Yemen attacked the port. | Attack attacked Positive Possible <Iran>
Iran thinks that Yemen may attack the port. | Attack attack Positive Possible <Iran>
Iran fears Yemen will attack the port. | Attack attack Positive Planned <Iran>
Yemen may attack the port. | Attack attack Positive Possible
Yemen might have attacked the port. | Attack attacked Positive Possible
Yemen could attack the port. | Attack attack Positive Possible
Yemen will attack the port. | Attack attack Positive Planned
Yemen would attack the port. | Attack attack Positive Conditional
Yemen should attack the port. | Attack attack Positive Requested
Yemen must attack the port. | Attack attack Positive Requested
Yemen can attack the port. | Attack attack Positive Possible
Yemen is to attack the port. | Attack attack Positive Planned
Yemen plans to attack the port. | Attack attack Positive Planned
Yemen planned an attack on the port. | Attack attack Positive Planned
Yemen threatened to attack the port. | Threat threatened Positive Actual; Attack attack Positive Possible
Yemen vowed to attack the port. | Pledge vowed Positive Actual; Attack attack Positive Planned
Yemen agreed to attack the port. | AgreementMaking agreed Positive Actual; Attack attack Positive Planned
Yemen wants to attack the port. | Attack attack Positive Requested
Yemen tried to attack the port. | Attack attack Positive Possible
Yemen managed to attack the port. | Attack attack Positive Actual
Yemen began to attack the port. | Attack attack Positive Actual
Yemen stopped attacking the port. | Attack attacking Negative Actual
Yemen continued attacking the port. | Attack attacking Positive Actual
Yemen prepared to attack the port. | Attack attack Positive Planned
Iran urged Yemen to attack the port. | Request urged Positive Actual; Attack attack Positive Requested
Iran ordered Yemen to attack the port. | Attack attack Positive Requested
Iran asked Yemen not to attack the port. | Attack attack Negative Requested
Iran demanded that Yemen release the sailors. | Request demanded Positive Actual; Release release Positive Requested <Iran>
Iran warned Yemen against attacking the port. | Threat warned Positive Actual; Attack attacking Positive Possible
Iran warned that Yemen would attack the port. | Threat warned Positive Actual; Attack attack Positive Conditional <Iran>
Iran called on Yemen to release the sailors. | Request called Positive Actual; Release release Positive Requested
Unless Yemen releases the sailors, Iran will attack the port. | Release releases Positive Conditional; Attack attack Positive Planned
Yemen would release the sailors if Iran withdrew its troops. | Release release Positive Conditional
Did Yemen attack the port? | Attack attack Positive Possible
Yemen allegedly attacked the port. | Attack attacked Positive Alleged
Yemen reportedly attacked the port. | Attack attacked Positive Actual
Yemen possibly attacked the port. | Attack attacked Positive Possible
Yemen almost attacked the port. | Attack attacked Negative Actual
Yemen's alleged attack on the port failed. | Attack attack Positive Alleged
A possible attack on the port was discussed. | Attack attack Positive Possible
The planned attack on the port was called off. | Attack attack Negative Planned
There was no attack on the port. | Attack attack Negative Actual
Yemen called off its attack on the port. | Attack attack Negative Actual
Yemen prevented an attack on the port. | Attack attack Negative Actual
Iran doubts that Yemen attacked the port. | Attack attacked Positive Possible <Iran>
Iran knows that Yemen attacked the port. | Attack attacked Positive Actual <Iran>
Iran confirmed that Yemen attacked the port. | Attack attacked Positive Actual <Iran>
Iran confirmed the attack on the port. | Attack attack Positive Actual <Iran>
It is possible that Yemen attacked the port. | Attack attacked Positive Possible
It is likely that Yemen attacked the port. | Attack attacked Positive Possible
Yemen is likely to attack the port. | Attack attack Positive Possible
Yemen is expected to attack the port. | Attack attack Positive Planned
Yemen is ready to attack the port. | Attack attack Positive Planned
Yemen was unable to attack the port. | Attack attack Negative Actual
Yemen is believed to have attacked the port. | Attack attacked Positive Possible
Yemen is said to have attacked the port. | Attack attacked Positive Actual
Yemen not only attacked the port but also sank a ship. | Attack attacked Positive Actual; Damage sank Positive Actual
Yemen, which attacked the port, did not release the sailors. | Attack attacked Positive Actual; Release release Negative Actual
The soldiers who attacked the port were not arrested. | Attack attacked Positive Actual; Detention arrested Negative Actual
Troops that would attack the port were deployed. | Attack attack Positive Conditional; Deployment deployed Positive Actual
Yemen attacked the port without killing sailors. | Attack attacked Positive Actual; Killing killing Negative Actual
Instead of attacking the port, Yemen released the sailors. | Attack attacking Negative Actual; Release released Positive Actual
Yemen attacked the port to free the sailors. | Attack attacked Positive Actual; Release free Positive Planned
Yemen attacked the port, killing two sailors. | Attack attacked Positive Actual; Killing killing Positive Actual
Yemen was the first to attack the port. | Attack attack Positive Actual
Yemen had hoped to attack the port. | Attack attack Positive Planned
Yemen had a plan to attack the port. | Attack attack Positive Planned
Iran rejected a call to attack the port. | Rejection rejected Positive Actual; Attack attack Negative Requested
Iran condemned Yemen for attacking the port. | Condemnation condemned Positive Actual; Attack attacking Positive Actual
Iran praised Yemen's decision to attack the port. | Support praised Positive Actual; Attack attack Positive Planned
Reuters reported that Iran said Yemen attacked the port. | Attack attacked Positive Actual <Iran, Reuters>
Iran told Reuters that Yemen attacked the port. | Attack attacked Positive Actual <Iran>
A spokesman for the army said: "Yemen attacked the port." | Attack attacked Positive Actual <spokesman>
Police say Yemen attacked the port and sank a ship. | Attack attacked Positive Actual <Police>; Damage sank Positive Actual <Police>
Yemen did not attack the port or sink a ship. | Attack attack Negative Actual; Damage sink Negative Actual
Yemen attacked the port, but did not sink the ship. | Attack attacked Positive Actual; Damage sink Negative Actual
Yemen is not believed to have attacked the port. | Attack attacked Negative Possible
Iran does not believe Yemen attacked the port. | Attack attacked Positive Possible <Iran>
Iran is not satisfied that Yemen attacked the port. | Attack attacked Positive Possible
Witnesses said soldiers attacked the port, the agency reported. | Attack attacked Positive Actual <Witnesses, agency>
Yemen attacked the port, officials said, and sank a ship. | Attack attacked Positive Actual <officials>; Damage sank Positive Actual <officials>
The claim that Yemen attacked the port is false. | Attack attacked Negative Alleged
Yemen should have attacked the port. | Attack attacked Positive Conditional
Yemen will not attack the port. | Attack attack Negative Planned
Yemen cannot attack the port. | Attack attack Negative Possible
Yemen promised not to attack the port. | Pledge promised Positive Actual; Attack attack Negative Planned
Yemen ought to attack the port. | Attack attack Positive Requested
Yemen used to attack the port. | Attack attack Positive Actual
Yemen has yet to attack the port. | Attack attack Negative Actual
Yemen is about to attack the port. | Attack attack Positive Planned
Yemen seemed to attack the port. | Attack attack Positive Possible
Yemen forgot to attack the port. | Attack attack Negative Actual
Yemen helped Iran attack the port. | Aid helped Positive Actual; Attack attack Positive Actual
Yemen let Iran attack the port. | Attack attack Positive Possible
Yemen forced Iran to release the sailors. | Release release Positive Actual
The court found that Yemen attacked the port. | Attack attacked Positive Actual <court>
The court did not find that Yemen attacked the port. | Attack attacked Positive Possible <court>
Hardly any soldiers attacked the port. | Attack attacked Negative Actual
Only Yemen attacked the port. | Attack attacked Positive Actual
Yemen also attacked the port. | Attack attacked Positive Actual
Perhaps Yemen attacked the port. | Attack attacked Positive Possible
Yemen attacked the port, apparently. | Attack attacked Positive Possible
Yemen attacked the port, it said. | Attack attacked Positive Actual <Yemen>
Yemen attacked the port, he added. | Attack attacked Positive Actual
The general, Ali Saleh, said Yemen attacked the port. | Attack attacked Positive Actual <Ali Saleh>
Yemen attacked the port on Monday, General Ali Saleh told reporters. | Attack attacked Positive Actual <Ali Saleh>
Sources close to the army said Yemen attacked the port. | Attack attacked Positive Actual <Sources>
Yemen has been attacking the port. | Attack attacking Positive Actual
Yemen is attacking the port. | Attack attacking Positive Actual
Yemen attacked the port before Iran withdrew its troops. | Attack attacked Positive Actual
Before attacking the port, Yemen withdrew its troops. | Attack attacking Positive Actual
After attacking the port, Yemen withdrew its troops. | Attack attacking Positive Actual
"""
ROWS = [line.split(" | ") for line in TABLE.strip().splitlines()]


@pytest.fixture(scope="module")
def read() -> Callable[[str], str]:
    extractor = Extractor()

    def events(text: str) -> str:
        found = extractor.reader.read(Article("sentence", text), extractor.nlp(text), dt.date(2024, 5, 15))
        written = []
        for event in found.events:
            says = ", ".join(speakers(found, event))
            if event.kind != "Statement":
                judged = f"{event.kind} {event.trigger.text} {event.polarity} {event.modality}"
                written.append(f"{judged} <{says}>" if says else judged)
        return "; ".join(written)

    return events


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_events_of_a_sentence(read: Callable[[str], str], text: str, expected: str) -> None:
    assert read(text) == expected
