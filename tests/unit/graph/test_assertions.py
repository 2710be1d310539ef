from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from graphkit import vocab
from graphkit.graph import Run, to_quads
from graphkit.graph.terms import order
from graphkit.iri import DOCUMENT, IRI, resource_iri
from graphkit.model import Article, Entity, Event, Extraction, Position, Relation, Role, Span, TimeValue
from graphkit.vocab import PREFIXES

Make = Callable[..., Extraction]
Find = Callable[..., Span]


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def values(quads: list[ox.Quad], subject: str, predicate: str) -> set[str]:
    wanted = expand(predicate)
    return {q.object.value for q in quads if q.subject.value == subject and q.predicate.value == wanted}


def holds(quads: list[ox.Quad], subject: str, predicate: str, obj: str) -> bool:
    return obj in values(quads, subject, predicate)


def statement(quads: list[ox.Quad], predicate: str) -> str:
    [found] = [
        q.subject.value for q in quads if q.predicate.value == vocab.RDF + "predicate" and q.object.value == predicate
    ]
    return found


def test_all_quads_lie_in_the_documents_graph_sorted_and_without_blank_nodes(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    assert {quad.graph_name.value for quad in quads} == {document}
    assert quads == sorted(set(quads), key=order)
    assert not any(isinstance(term, ox.BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_the_document_carries_its_metadata_and_the_digest_of_its_text(make: Make, document: IRI) -> None:
    article = make().article
    quads = to_quads(make())
    assert values(quads, document, "rdf:type") == {expand("schema:NewsArticle"), expand("prov:Entity")}
    assert values(quads, document, "dcterms:title") == {"Rockets over Lakeport"}
    assert values(quads, document, "dcterms:date") == {"2024-08-27"}
    assert values(quads, document, "dcterms:publisher") == {"The Bay Courier"}
    assert values(quads, document, "dcterms:source") == {"https://bay.example/news/1?q=a%20b"}
    assert values(quads, document, "dcterms:language") == {"en"}
    assert values(quads, document, "gk:sha256") == {hashlib.sha256(article.text.encode()).hexdigest()}
    assert values(quads, f"{document}#context", "nif:isString") == {article.text}


def test_a_document_without_date_gets_none() -> None:
    quads = to_quads(Extraction(Article(id="x", text="Nothing happened.")))
    assert values(quads, DOCUMENT + "x", "dcterms:date") == set()
    assert values(quads, DOCUMENT + "x", "dcterms:title") == set()


def test_the_run_is_named_by_versions_and_by_no_clock(make: Make, document: IRI) -> None:
    run = Run(software="1.2", ontology="3", model="news 4.5")
    quads = to_quads(make(), run=run)
    assert values(quads, document, "prov:wasGeneratedBy") == {run.iri}
    assert values(quads, run.iri, "gk:modelVersion") == {"news 4.5"}
    assert values(quads, run.iri, "rdf:type") == {expand("prov:Activity")}
    assert run.iri == Run(software="1.2", ontology="3", model="news 4.5").iri != Run(software="1.3", ontology="3").iri


def test_entities_have_one_class_one_label_and_their_codes(make: Make) -> None:
    quads = to_quads(make())
    northland, quist = resource_iri("State", "Northland"), resource_iri("Person", "Ada Quist")
    assert values(quads, northland, "rdf:type") == {expand("gk:State")}
    assert values(quads, northland, "gk:iso3166alpha3") == {"NLD"}
    assert values(quads, northland, "owl:sameAs") == {"http://www.wikidata.org/entity/Q1"}
    assert values(quads, quist, "rdfs:label") == {"Ada Quist"}
    assert values(quads, quist, "skos:altLabel") == {"Quist"}


def test_groups_live_in_the_document_and_carry_whole_numbers(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    group = f"{document}#entity-2"
    [number] = [q.object for q in quads if q.subject.value == group and q.predicate.value == vocab.QUANTITY]
    assert number == ox.Literal("35", datatype=ox.NamedNode(expand("xsd:integer")))
    assert values(quads, group, "gk:memberType") == {expand("concept:rocket")}
    assert values(quads, group, "gk:memberOrigin") == {resource_iri("State", "Northland")}


def test_bounds_and_subsets_of_groups() -> None:
    text = "At least 4 of up to 9 drones fell."
    whole = Entity("entity-1", "Group", "9 drones", (Span(14, 28, "up to 9 drones"[:14]),), max_quantity=9)
    part = Entity("entity-2", "Group", "4", (Span(0, 10, "At least 4"),), min_quantity=4, subset_of="entity-1")
    quads = to_quads(Extraction(Article(id="x", text=text), entities=(whole, part)))
    assert values(quads, f"{DOCUMENT}x#entity-1", "gk:maxQuantity") == {"9"}
    assert values(quads, f"{DOCUMENT}x#entity-2", "gk:minQuantity") == {"4"}
    assert values(quads, f"{DOCUMENT}x#entity-2", "gk:subsetOf") == {f"{DOCUMENT}x#entity-1"}


def test_entities_that_linking_made_one_become_one_node_with_its_fullest_name_and_narrowest_class() -> None:
    text = "Ada Quist spoke. Quist left."
    iri = resource_iri("Person", "Ada Quist")
    entities = (
        Entity("entity-1", "Official", "Ada Quist", (Span(0, 9, "Ada Quist"),), iri=iri),
        Entity("entity-2", "Person", "Quist", (Span(17, 22, "Quist"),), iri=iri),
    )
    quads = to_quads(Extraction(Article(id="x", text=text), entities=entities))
    assert values(quads, iri, "rdf:type") == {expand("gk:Official")}
    assert values(quads, iri, "rdfs:label") == {"Ada Quist"}
    assert values(quads, iri, "skos:altLabel") == {"Quist"}
    assert len(values(quads, iri, "gaf:denotedBy")) == 2


def test_positions_say_where_and_whether_they_are_over(make: Make, document: IRI) -> None:
    extraction = make()
    quads = to_quads(extraction)
    position = f"{document}#position-1"
    assert values(quads, position, "gk:positionIn") == {resource_iri("State", "Southmark")}
    assert values(quads, position, "gk:formerly") == set()
    former = dataclasses.replace(extraction.positions[0], formerly=True)
    assert isinstance(former, Position)
    quads = to_quads(dataclasses.replace(extraction, positions=(former,)))
    assert values(quads, position, "gk:formerly") == {"true"}


def test_events_say_what_who_how_and_who_says_so(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    event = f"{document}#event-1"
    assert values(quads, event, "rdf:type") == {expand("gk:Launch")}
    assert values(quads, event, "gk:trigger") == {"fired"}
    assert values(quads, event, "gk:agent") == {resource_iri("State", "Northland")}
    assert values(quads, event, "gk:patient") == {f"{document}#entity-2"}
    assert values(quads, event, "gk:time") == {f"{document}#time-1"}
    assert values(quads, event, "gk:polarity") == {expand("gk:Positive")}
    assert values(quads, event, "gk:modality") == {expand("gk:Actual")}
    assert values(quads, event, "gk:tense") == {"past"}
    assert values(quads, event, "gk:attributedTo") == {resource_iri("Person", "Ada Quist")}
    assert values(quads, event, "gk:reportedBy") == {f"{document}#event-2"}
    assert values(quads, event, "gk:confidence") == {"0.9"}
    assert values(quads, event, "gk:byRule") == {expand("frame:launch-verb")}
    assert values(quads, f"{document}#event-4", "gk:theme") == {"to help"}


def test_what_is_denied_is_an_event_and_no_direct_triple(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    assert values(quads, f"{document}#event-5", "gk:polarity") == {expand("gk:Negative")}
    assert not any(quad.predicate.value in (expand("gk:signed"), expand("gk:agreedWith")) for quad in quads)


def test_every_direct_triple_has_an_assertion_with_words_and_event(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    northland = resource_iri("State", "Northland")
    assert holds(quads, northland, "gk:launched", f"{document}#entity-2")
    assertion = statement(quads, expand("gk:launched"))
    assert assertion.startswith(f"{document}#assertion-")
    assert values(quads, assertion, "rdf:type") == {expand("gk:Assertion")}
    assert values(quads, assertion, "rdf:subject") == {northland}
    assert values(quads, assertion, "rdf:object") == {f"{document}#entity-2"}
    assert values(quads, assertion, "gk:fromEvent") == {f"{document}#event-1"}
    assert values(quads, assertion, "gaf:denotedBy") == {f"{document}#char=10,15"}
    lasting = statement(quads, expand("gk:holdsPosition"))
    assert values(quads, lasting, "gk:fromEvent") == set()
    assert values(quads, lasting, "gk:byRule") == {expand("frame:title")}


def test_symmetric_triples_stand_once_in_the_direction_of_the_text(make: Make) -> None:
    quads = to_quads(make())
    met = [(q.subject.value, q.object.value) for q in quads if q.predicate.value == expand("gk:metWith")]
    assert met == [(resource_iri("State", "Northland"), resource_iri("State", "Eastria"))]


def test_nobody_meets_himself(make: Make, find: Find) -> None:
    extraction = make()
    alone = Relation("entity-1", "metWith", "entity-1", (find("met"),))
    quads = to_quads(dataclasses.replace(extraction, relations=(alone,)))
    assert not any(q.predicate.value == expand("gk:metWith") for q in quads)


def test_a_user_may_name_other_symmetric_properties(make: Make) -> None:
    quads = to_quads(make(), symmetric=frozenset())
    assert sum(q.predicate.value == expand("gk:metWith") for q in quads) == 2


def test_a_relation_without_words_of_its_own_takes_those_of_its_event(make: Make, document: IRI) -> None:
    extraction = make()
    bare = Relation("entity-1", "launched", "entity-2", (), event="event-1")
    quads = to_quads(dataclasses.replace(extraction, relations=(bare,)))
    assert values(quads, statement(quads, expand("gk:launched")), "gaf:denotedBy") == {f"{document}#char=10,15"}


def test_roles_lead_to_their_own_words(make: Make, document: IRI) -> None:
    quads = to_quads(make())
    roles = [
        q.subject.value for q in quads if q.predicate.value == vocab.TYPE and q.object.value == vocab.ROLE_ASSERTION
    ]
    found = {
        (*values(quads, role, "rdf:predicate"), *values(quads, role, "gaf:denotedBy"))
        for role in roles
        if holds(quads, role, "rdf:subject", f"{document}#event-1")
    }
    assert (expand("gk:target"), f"{document}#char=30,38") in found


def test_mentions_are_nif_phrases_whose_words_stand_at_their_offsets(make: Make, document: IRI) -> None:
    text = make().article.text
    quads = to_quads(make())
    mentions = {q.object.value for q in quads if q.predicate.value == vocab.DENOTED_BY}
    assert mentions
    for mention in mentions:
        [begin], [end] = values(quads, mention, "nif:beginIndex"), values(quads, mention, "nif:endIndex")
        assert mention == f"{document}#char={begin},{end}"
        assert values(quads, mention, "nif:anchorOf") == {text[int(begin) : int(end)]}
        assert values(quads, mention, "nif:referenceContext") == {f"{document}#context"}
        assert values(quads, mention, "rdf:type") == {expand("nif:Phrase")}


def time_of(begin: str | None, end: str | None) -> list[ox.Quad]:
    value = TimeValue("time-1", (Span(0, 6, "Monday"),), begin, end, "day")
    return to_quads(Extraction(Article(id="x", text="Monday"), times=(value,)))


def test_a_day_is_an_instant() -> None:
    quads = time_of("2024-08-26", "2024-08-26")
    assert values(quads, f"{DOCUMENT}x#time-1", "rdf:type") == {expand("time:Instant")}
    assert values(quads, f"{DOCUMENT}x#time-1", "time:inXSDDate") == {"2024-08-26"}
    assert values(quads, f"{DOCUMENT}x#time-1", "gk:expression") == {"Monday"}
    assert values(quads, f"{DOCUMENT}x#time-1", "gk:timePrecision") == {"day"}


def test_a_clock_time_with_a_zone_is_a_time_stamp_and_without_one_a_day() -> None:
    quads = time_of("2024-08-26T09:30:00+03:00", "2024-08-26T09:30:00+03:00")
    assert values(quads, f"{DOCUMENT}x#time-1", "time:inXSDDateTimeStamp") == {"2024-08-26T09:30:00+03:00"}
    quads = time_of("2024-08-26T09:30:00", "2024-08-26T09:30:00")
    assert values(quads, f"{DOCUMENT}x#time-1", "time:inXSDDate") == {"2024-08-26"}


def test_a_stretch_of_time_has_a_beginning_and_an_end_or_one_of_them() -> None:
    quads = time_of("2024-08-01", "2024-08-31")
    assert values(quads, f"{DOCUMENT}x#time-1", "rdf:type") == {expand("time:Interval")}
    assert values(quads, f"{DOCUMENT}x#time-1-begin", "time:inXSDDate") == {"2024-08-01"}
    assert values(quads, f"{DOCUMENT}x#time-1-end", "time:inXSDDate") == {"2024-08-31"}
    quads = time_of("2024-08-01", None)
    assert values(quads, f"{DOCUMENT}x#time-1", "time:hasEnd") == set()


def test_a_time_that_cannot_be_placed_keeps_its_words() -> None:
    quads = time_of(None, None)
    assert values(quads, f"{DOCUMENT}x#time-1", "rdf:type") == {expand("time:TemporalEntity")}
    assert values(quads, f"{DOCUMENT}x#time-1", "gk:expression") == {"Monday"}


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    entity = Entity("entity-1", "State", "Northland", (Span(0, 9, "Northland"),))
    with pytest.raises(ValueError, match="'Northland' does not stand at 0…9"):
        to_quads(Extraction(Article(id="x", text="Southmark"), entities=(entity,)))


def test_a_key_that_names_nothing_is_refused() -> None:
    trigger = Span(0, 3, "met")
    event = Event("event-1", "Meeting", trigger, (trigger,), (Role("agent", "entity-9"),))
    with pytest.raises(ValueError, match="'entity-9' names no node"):
        to_quads(Extraction(Article(id="x", text="met"), events=(event,)))


def test_a_direct_triple_without_evidence_is_refused(make: Make) -> None:
    bare = Relation("entity-1", "alliedWith", "entity-6", ())
    with pytest.raises(ValueError, match="has no evidence"):
        to_quads(dataclasses.replace(make(), relations=(bare,)))


def test_an_address_that_is_no_iri_stays_text() -> None:
    quads = to_quads(Extraction(Article(id="x", text="", url="not a page")))
    assert ox.Literal("not a page") in {q.object for q in quads}


def test_two_documents_share_entities_and_nothing_else(make: Make) -> None:
    first, second = to_quads(make("a")), to_quads(make("b"))
    shared = {q.triple.subject.value for q in first} & {q.triple.subject.value for q in second}
    assert all(not iri.startswith(DOCUMENT) for iri in shared)
    assert resource_iri("State", "Northland") in shared
