from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import StoreError
from graphkit.graph import Store, to_quads
from graphkit.graph.blocks import blocks_of
from graphkit.graph.files import FORMATS, read_quads
from graphkit.graph.terms import as_stored
from graphkit.iri import DOCUMENT, IRI, document_iri, resource_iri
from graphkit.model import Article, Entity, Event, Extraction, Relation, Role, Span, TimeValue
from graphkit.vocab import DENOTED_BY, NIF, RDF, gk
from graphkit.writers import write, writer
from graphkit.writers.characters import illegal_character

ANY = st.text(max_size=40)
NAMES = st.text(min_size=1, max_size=12)
LIMITS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KINDS = ("Person", "State", "Organization", "Place", "WeaponSystem", "Agreement")


@st.composite
def extractions(draw: st.DrawFn, document_id: str | None = None) -> Extraction:
    """Draw an article of any text, with entities, an event and triples that point to random stretches of it."""
    names = draw(st.lists(NAMES, min_size=2, max_size=4, unique=True))
    text, spans = draw(ANY), []
    for name in names:
        spans.append(Span(len(text), len(text) + len(name), name))
        text += name + draw(ANY)
    entities = []
    for number, (name, span) in enumerate(zip(names, spans, strict=True)):
        kind = draw(st.sampled_from(KINDS))
        iri = resource_iri(kind, name) if draw(st.booleans()) else None
        quantity = draw(st.one_of(st.none(), st.integers(0, 10**12)))
        entities.append(
            Entity(
                f"entity-{number}",
                kind if iri else "Group",
                name,
                (span,),
                draw(st.tuples(NAMES)),
                iri,
                quantity=quantity,
            )
        )
    confidence = draw(st.floats(0, 1))
    event = Event(
        "event-0",
        "Meeting",
        spans[0],
        tuple(spans[:2]),
        (
            Role("agent", "entity-0", mention=spans[0]),
            Role("theme", None, literal=draw(ANY)),
            Role("time", "time-0"),
        ),
        confidence=confidence,
        rule=draw(st.sampled_from(["", "meet-verb"])),
    )
    day = draw(
        st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda d: d.isoformat(timespec="seconds") + "Z"))
    )
    return Extraction(
        Article(
            id=draw(NAMES) if document_id is None else document_id,
            text=text,
            title=draw(ANY),
            date=draw(st.one_of(st.none(), st.dates())),
            publisher=draw(ANY),
            url=draw(st.one_of(st.none(), ANY, ANY.map(lambda x: "https://example.org/" + x))),
        ),
        entities=tuple(entities),
        times=(TimeValue("time-0", (spans[1],), day, day, "day"),),
        events=(event,),
        relations=(
            Relation("entity-0", "metWith", "entity-1", (spans[0],), event="event-0", confidence=confidence),
            Relation("entity-1", "partOf", "entity-0", (spans[1],)),
        ),
    )


def filled(*found: Extraction) -> Store:
    store = Store.open(None)
    for extraction in found:
        store.add(document_iri(extraction.article.id), to_quads(extraction))
    return store


@LIMITS
@given(extractions())
def test_any_text_gives_legal_iris_and_offsets_that_cut_out_the_words(extraction: Extraction) -> None:
    quads = to_quads(extraction)
    said = {(q.subject, q.predicate.value): q.object for q in quads}
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode):
                assert ox.NamedNode(term.value) == term
                assert not set(term.value) & set(' <>"{}|\\^`\n')
        if quad.predicate.value == DENOTED_BY:
            begin, end = (int(said[quad.object, NIF + name].value) for name in ("beginIndex", "endIndex"))
            assert extraction.article.text[begin:end] == said[quad.object, NIF + "anchorOf"].value


@LIMITS
@given(extractions())
def test_every_event_and_direct_triple_reaches_evidence(extraction: Extraction) -> None:
    quads = to_quads(extraction)
    denoted = {q.subject for q in quads if q.predicate.value == DENOTED_BY}
    assert {q.subject for q in quads if q.predicate.value == gk("trigger")} <= denoted
    parts = {
        (q.subject, q.predicate.value): q.object
        for q in quads
        if q.predicate.value.startswith(RDF) and q.subject in denoted
    }
    stated = {(parts[s, RDF + "subject"], parts[s, RDF + "object"]) for s, p in parts if p == RDF + "predicate"}
    for quad in quads:
        if quad.predicate.value in (gk("metWith"), gk("partOf")):
            assert (quad.subject, quad.object) in stated


@LIMITS
@given(extractions())
def test_building_twice_gives_the_same_and_stays_the_same_in_a_store(extraction: Extraction) -> None:
    quads = to_quads(extraction)
    assert quads == to_quads(extraction) == as_stored(quads)
    store = filled(extraction, extraction)
    assert store.quads() == quads
    assert len(store.oxigraph) == len(filled(extraction).oxigraph)


@LIMITS
@given(st.lists(extractions(), min_size=2, max_size=3, unique_by=lambda e: document_iri(e.article.id)), st.randoms())
def test_the_order_of_documents_does_not_matter(found: list[Extraction], chance: random.Random) -> None:
    other = found.copy()
    chance.shuffle(other)
    first, second = filled(*found), filled(*other)
    assert first.quads() == second.quads()
    assert sorted(first.oxigraph, key=str) == sorted(second.oxigraph, key=str)


@LIMITS
@given(extractions("kept"), extractions("gone"), extractions("gone"))
def test_a_document_that_comes_changes_and_goes_leaves_no_trace(
    kept: Extraction, old: Extraction, new: Extraction
) -> None:
    store = filled(kept, old, new)
    assert store.quads(document_iri("gone")) == to_quads(new)
    store.remove(document_iri("gone"))
    assert sorted(store.oxigraph, key=str) == sorted(filled(kept).oxigraph, key=str)


@pytest.mark.parametrize("suffix", FORMATS)
@LIMITS
@given(found=st.lists(extractions(), min_size=1, max_size=2, unique_by=lambda e: document_iri(e.article.id)))
def test_write_then_read_gives_the_same_quads(
    suffix: str, found: list[Extraction], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = filled(*found)
    path = tmp_path_factory.mktemp("written") / f"g{suffix}"
    if suffix == ".rdf" and any(illegal_character(str(getattr(q.object, "value", ""))) for q in store.quads()):
        with pytest.raises(StoreError, match="cannot hold the character"):
            write(store, path)
        return
    assert sorted(read_quads(write(store, path)), key=str) == store.quads()


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".csv"])
@LIMITS
@given(extraction=extractions())
def test_any_text_can_be_written_for_network_tools(suffix: str, extraction: Extraction) -> None:
    path = Path(f"g{suffix}")
    quads = to_quads(extraction)
    files = writer(path)(blocks_of(quads), path)
    assert all(files.values())
    assert files == writer(path)(blocks_of(reversed(quads)), path)


@LIMITS
@given(ANY)
def test_any_document_id_and_name_makes_a_legal_iri(text: str) -> None:
    for iri in (document_iri(text), resource_iri("Person", text)):
        assert ox.NamedNode(iri).value == iri
    assert document_iri(text).startswith(DOCUMENT)
    assert isinstance(IRI(text), str)
