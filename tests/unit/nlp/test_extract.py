"""From a Doc to an Extraction, with either family of labels."""

from __future__ import annotations

import datetime as dt

import pytest
from support.parses import doc_of, extraction, parses, reader
from support.readings import event, roles, speakers, statements, triples

from graphkit.model import Article, Extraction

SAME = [
    "Soldiers from Chad fired rockets at the camp.",
    "Nyusi is the president of Mozambique.",
    "The bridge was destroyed by Serbian troops.",
    "Norway gave Kyiv six tanks.",
    "Norway gave tanks to Kyiv.",
    "Peru accused Chile of violating its border.",
    "Kenya's army did not attack Mombasa on Monday.",
    "The drones which Turkey sold to Ethiopia struck the school.",
    "Shells fired by Armenia wounded a farmer near Tovuz.",
    "Reuters said that Moscow had claimed that Kyiv shelled Belgorod.",
    "Colombian police stormed the farm and seized four tonnes of cocaine.",
    "Delhi urged Dhaka to release the fishermen.",
    "Chad sent soldiers to free the hostages.",
    "According to the army, gunmen killed nine miners.",
    "Kosovo was shelled by Serbian guns, killing a shepherd.",
]


@pytest.mark.parametrize("sentence", SAME)
def test_either_family_reads_the_same(sentence: str) -> None:
    assert extraction(sentence, family="clear") == extraction(sentence)


def test_events_of_several_sentences_with_the_labels_of_en_core_web() -> None:
    read = extraction(
        "Norway gave Kyiv six tanks.",
        "Delhi urged Dhaka to release the fishermen.",
        "Reuters said that Moscow had claimed that Kyiv shelled Belgorod.",
        "Peru accused Chile of violating its border.",
        "Kenya's army did not attack Mombasa on Monday.",
        family="clear",
    )
    assert triples(read) - {("Russia", "accused", "Ukraine")} == {
        ("Norway", "supplied", "six tanks"),
        ("Norway", "aided", "Ukraine"),
        ("India", "urged", "Bangladesh"),
        ("Peru", "accused", "Chile"),
        ("Kenya's army", "partOf", "Kenya"),
    }
    assert roles(read, event(read, "Supply")) == {
        "agent": ["Norway"],
        "patient": ["six tanks"],
        "recipient": ["Ukraine"],
    }
    assert speakers(read, event(read, "Attack", "shelled")) == ["Russia", "Reuters"]
    assert {
        ("Release", "release", "Positive", "Requested"),
        ("Attack", "shelled", "Positive", "Alleged"),
        ("Attack", "attack", "Negative", "Actual"),
    } <= statements(read)


def spans(read: Extraction) -> list[tuple[int, int, str]]:
    nodes = (*read.entities, *read.positions, *read.times, *read.events, *read.relations)
    found = [(m.begin, m.end, m.text) for n in nodes for m in n.mentions]
    found += [(e.trigger.begin, e.trigger.end, e.trigger.text) for e in read.events]
    return found + [(r.mention.begin, r.mention.end, r.mention.text) for e in read.events for r in e.roles if r.mention]


def test_every_span_is_a_slice_and_every_key_is_known() -> None:
    read = extraction(*parses("ud"), between="\n")
    assert len(read.events) > 60
    assert all(read.article.text[a:b] == words for a, b, words in spans(read))
    keys = [n.key for n in (*read.entities, *read.positions, *read.times, *read.events)]
    assert len(keys) == len(set(keys))
    used = {r.filler for e in read.events for r in e.roles if r.filler}
    used |= {k for e in read.events for k in (e.attributed_to, e.reported_by) if k}
    used |= {k for r in read.relations for k in (r.subject, r.object, r.event) if k}
    assert used <= set(keys)
    assert all(e.mentions for e in (*read.entities, *read.positions, *read.times, *read.events))


def test_a_triple_of_an_event_is_asserted() -> None:
    read = extraction(*parses("ud"), between="\n")
    events = {e.key: e for e in read.events}
    told = [events[r.event] for r in read.relations if r.event]
    assert told
    assert {(e.polarity, e.modality) for e in told} == {("Positive", "Actual")}


def test_a_date_is_never_made_up() -> None:
    sentence = "Kenya's army did not attack Mombasa on Monday."
    assert roles(read := extraction(sentence), event(read, "Attack"))["time"] == ["2024-05-13"]
    undated = extraction(sentence, date=None)
    assert all(t.begin is None for t in undated.times)


def test_reading_twice_is_reading_once() -> None:
    article, sentences = Article("a", doc_of(*SAME).text), doc_of(*SAME)
    first, second = (reader().read(article, sentences, dt.date(2024, 5, 15)) for _ in range(2))
    assert first == second
