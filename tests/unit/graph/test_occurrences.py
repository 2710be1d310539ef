"""Events read out of graphs made by hand, tied, and written; and what withdrawing a document does to ties."""

from __future__ import annotations

import pyoxigraph as ox

from graphkit.building import tie_days
from graphkit.graph import Graph, Store
from graphkit.graph.occurrences import occurrence_quads, tellings
from graphkit.graph.targets import InStore
from graphkit.graph.terms import to_nquads
from graphkit.intake import Register
from graphkit.iri import IRI, document_iri, occurrence_iri, occurrences_iri
from graphkit.model import Telling
from graphkit.vocab import PREFIXES

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
DAY = "2021-05-03"


def document(name: str, *events: str) -> tuple[IRI, list[ox.Quad]]:
    """Make a document's graph of events in Turtle, one to a line; `t` is the day, `u` the day after, `m` the month."""
    iri = document_iri(name)
    body = "".join(f"<#event-{n}> {event} .\n" for n, event in enumerate(events, start=1))
    turtle = f"""{HEAD}@base <{iri}> .
        <> a schema:NewsArticle ; dcterms:identifier "{name}" . {body}
        <#t> a time:Instant ; time:inXSDDate "{DAY}"^^xsd:date ; gk:timePrecision "day" .
        <#u> a time:Instant ; time:inXSDDateTime "2021-05-04T03:00:00Z"^^xsd:dateTime .
        <#h> a time:Instant ; time:inXSDDateTimeStamp "{DAY}T03:00:00Z"^^xsd:dateTimeStamp .
        <#m> a time:Interval ; time:hasBeginning <#m-begin> . <#m-begin> time:inXSDDate "{DAY}"^^xsd:date .
        <#two> gk:memberType concept:docker ; gk:quantity 2 . <#three> gk:memberType concept:docker ; gk:quantity 3 .
        <#miners> gk:memberType concept:miner ; gk:quantity 3 ."""
    graph = ox.NamedNode(iri)
    return iri, [
        ox.Quad(t.subject, t.predicate, t.object, graph)
        for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri=iri)
    ]


FACT = "gk:polarity gk:Positive ; gk:modality gk:Actual"
ATTACK = f"a gk:Attack ; gk:agent state:chad ; gk:patient place:abeche ; gk:time <#t> ; {FACT}"


def told(*events: str) -> dict[str, tuple[str, str, tuple[tuple[str, str], ...]]]:
    found = tellings(document("a", *events)[1])
    short = "https://w3id.org/graphkit/"
    return {
        t.event.rpartition("-")[2]: (
            t.kind, t.day, tuple((slot, value.removeprefix(short).rpartition("/")[2]) for slot, value in t.anchors)
        )
        for t in found
    }  # fmt: skip


def test_what_is_compared_is_who_whom_where_and_the_kind_of_the_unnamed() -> None:
    killing = f"a gk:Killing ; gk:patient <#two> ; gk:place place:abeche, state:chad ; gk:time <#h> ; {FACT}"
    meeting = f"a gk:Meeting ; gk:agent state:chad ; gk:patient state:niger, <#two> ; gk:time <#t> ; {FACT}"
    assert told(ATTACK, killing, meeting) == {
        "1": ("Attack", DAY, (("agent", "chad"), ("where", "abeche"))),
        "2": ("Killing", DAY, (("group", "docker"), ("where", "abeche"))),
        "3": ("Meeting", DAY, (("party", "chad"), ("party", "niger"))),
    }


def test_what_is_no_fact_of_one_day_is_not_compared() -> None:
    assert told(
        ATTACK.replace("gk:Positive", "gk:Negative"),
        ATTACK.replace("gk:Actual", "gk:Alleged"),
        ATTACK.replace("gk:Attack", "gk:Statement"),
        ATTACK.replace("gk:Attack", "gk:Occurrence"),
        ATTACK.replace("<#t>", "<#m>"),
        ATTACK.replace("<#t>", "<#t>, <#m>"),
        ATTACK.replace("gk:time <#t> ;", ""),
        f"a gk:Attack ; gk:agent <#two> ; gk:time <#t> ; {FACT}",
    ) == {}  # fmt: skip


def built(*documents: tuple[IRI, list[ox.Quad]]) -> Store:
    """Put documents into a store and tie them, as a build does; the same again, which changes nothing."""
    store = Store.open(None)
    target = InStore(store)
    for _ in range(2):
        for iri, quads in documents:
            target.put(iri, to_nquads(quads))
        with Register(None, copies=False) as register:
            target.prepare(register)
            tie_days(register, target)
    return store


TOLL = "a gk:Killing ; gk:agent state:chad ; gk:patient <#{}> ; gk:place place:abeche ; gk:time <#t> ; " + FACT
SIDE_BY_SIDE = """SELECT ?number WHERE { ?event gk:sameOccurrence ?shared ; gk:patient/gk:quantity ?number .
    ?shared a gk:SharedOccurrence ; gk:confidence 0.8 } ORDER BY ?number"""


def test_an_updated_toll_is_tied_and_stands_beside_the_old_one() -> None:
    documents = [
        document("a", TOLL.format("two")),
        document("b", TOLL.format("three")),
        document("c", TOLL.format("miners")),
        document("d", TOLL.format("two").replace("<#t>", "<#u>")),
    ]
    store = built(*documents)
    assert [row.number for row in store.query(SIDE_BY_SIDE)] == [2, 3]
    assert store.quads() == built(*documents[::-1]).quads(), "the order does not matter"
    assert store.occurrence_graphs() == (occurrences_iri(DAY),)
    assert len(store.documents()) == 4
    assert Graph(store).counts()["entities"] == 0
    count = "SELECT (COUNT(*) AS ?n) { ?event gk:sameOccurrence ?shared }"
    assert [row.n for row in store.query(count)] == [2], "the union has each tie once"


def test_a_document_that_is_withdrawn_takes_its_ties_along() -> None:
    store = built(*(document(name, TOLL.format("two")) for name in "abc"))
    assert len(store.quads(occurrences_iri(DAY))) == 3 + 2
    store.remove(document_iri("b"))
    assert len(store.quads(occurrences_iri(DAY))) == 2 + 2
    store.remove(document_iri("a"))
    assert store.occurrence_graphs() == ()
    assert list(store.query("SELECT ?s { ?s gk:sameOccurrence ?o }")) == []


def test_ties_are_named_by_their_day_and_go_through_files(tmp_path) -> None:  # type: ignore[no-untyped-def]
    graph = Graph(built(*(document(name, TOLL.format("two")) for name in "ab")))
    first = "https://w3id.org/graphkit/document/a#event-1"
    assert {quad.object.value for quad in graph.store.quads() if "sameOccurrence" in quad.predicate.value} == {
        occurrence_iri(DAY, "Killing", first)
    }
    for suffix in (".nq", ".trig", ".ttl", ".nt", ".jsonld", ".rdf"):
        again = Graph.open(graph.export(tmp_path / f"graph{suffix}"))
        assert set(again.store.quads(occurrences_iri(DAY))) == set(graph.store.quads(occurrences_iri(DAY))), suffix


def test_nothing_is_written_of_a_day_without_ties() -> None:
    assert occurrence_quads(DAY, ()) == []
    assert tellings([]) == ()
    assert Telling(IRI("https://w3id.org/graphkit/document/a/b#event-1"), "Attack", DAY, ()).document.endswith("a/b")
