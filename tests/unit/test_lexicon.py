"""The lexicon: a user's Turtle, its mistakes, and what it makes possible without code."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import cast

import pytest
from spacy.language import Language
from support.parses import LabelsOnly, doc_of, reader
from support.readings import triples

import graphkit
from graphkit.errors import LexiconError
from graphkit.iri import CONCEPT
from graphkit.lexicon import Lexicon, load_lexicon
from graphkit.nlp.extract import Reader
from graphkit.pipeline import extract
from graphkit.settings import Settings, ontology_folder

PREFIXES = """
@prefix gk:    <https://w3id.org/graphkit/ontology#> .
@prefix gkl:   <https://w3id.org/graphkit/lexicon#> .
@prefix frame: <https://w3id.org/graphkit/lexicon/frame/> .
@prefix concept: <https://w3id.org/graphkit/concept/> .
@prefix state: <https://w3id.org/graphkit/resource/state/> .
@prefix org:   <https://w3id.org/graphkit/resource/organization/> .
@prefix place: <https://w3id.org/graphkit/resource/place/> .
@prefix owl:   <http://www.w3.org/2002/07/owl#> .
@prefix rdfs:  <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos:  <http://www.w3.org/2004/02/skos/core#> .
"""

TEACHING = """
gk:teachesIn a owl:ObjectProperty , gkl:LastingRelation ; rdfs:label "teaches in"@en .
frame:teach-verb a gkl:VerbFrame ; gkl:evokes gk:teachesIn ; gkl:word "teach" , "lecture" ;
    gkl:from "subject:people" ; gkl:to "in:place" , "at:facility" ;
    gkl:example [ gkl:text "Georgia Mills teaches chemistry in Atlanta." ;
                  gkl:states "Georgia Mills | teachesIn | Atlanta" ; gkl:statesNot "Atlanta | teachesIn | Georgia Mills" ] .
"""

IRRIGATION = """
gk:Irrigation a owl:Class ; rdfs:subClassOf gk:Event ; rdfs:label "irrigation"@en .
gk:irrigated a owl:ObjectProperty ; rdfs:label "irrigated"@en ;
    gkl:shortForm [ gkl:ofClass gk:Irrigation ; gkl:from gk:agent ; gkl:to gk:patient ] .
frame:irrigate-verb a gkl:VerbFrame ; gkl:evokes gk:Irrigation ; gkl:word "irrigate" ;
    gk:agent "subject" ; gk:patient "object" ; gkl:needs gk:patient ;
    gkl:example [ gkl:text "Jordan irrigated the valley of Deir Alla." ] .
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def load(own: Path) -> Lexicon:
    """The ontology's classes and one family of frames, with what is the user's own."""
    folder = ontology_folder()
    return load_lexicon((folder / "graphkit.ttl", folder / "relations" / "launch.ttl", own))


def error_of(own: Path, turtle: str) -> LexiconError:
    (own / "mine.ttl").write_text(PREFIXES + turtle, "utf-8")
    with pytest.raises(LexiconError) as raised:
        load(own)
    assert raised.value.file == str(own / "mine.ttl")
    assert str(own / "mine.ttl") in str(raised.value)
    return raised.value


# -- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("turtle", "rule", "words"),
    [
        (
            'frame:a a gkl:VerbFrame ; gkl:evokes gk:Attack ; gkl:word "zap" ; gk:agent "subject:wizard|actor" .',
            "a",
            ["subject:wizard|actor", "wizard", "known: abstract, actor"],
        ),
        (
            'frame:b a gkl:VerbFrame ; gkl:evokes gk:Enchantment ; gkl:word "zap" .',
            "b",
            ["Enchantment", "no ontology file defines"],
        ),
        (
            'frame:c a gkl:VerbFrame ; gkl:evokes gk:Attack ; gkl:word "zap" ; gk:agent "subject" ; gkl:needs gk:patient .',
            "c",
            ["needs patient", "no slot"],
        ),
        ('frame:d a gkl:VerbFrame ; gkl:evokes gk:Attack ; gk:agent "subject" .', "d", ["at least one gkl:word"]),
        ('frame:e a gkl:NounFrame ; gkl:word "zap" ; gk:agent "by" .', "e", ["exactly one gkl:evokes"]),
        (
            'frame:f a gkl:NounFrame ; gkl:word "zap" ; gkl:evokes gk:Attack , gk:Aid ; gk:agent "by" .',
            "f",
            ["exactly one gkl:evokes"],
        ),
        ('concept:wand a skos:Concept ; gkl:noun "wand" ; gkl:kind "magic" .', "wand", ["'magic'", "unknown"]),
        ('frame:g a gkl:Operator ; gkl:word "perchance" ; gkl:pos "adverb" .', "g", ["gkl:effect"]),
        ("state:ruritania a gk:State .", "ruritania", ["rdfs:label"]),
        (
            "gk:zapped gkl:shortForm [ gkl:ofClass gk:Attack ; gkl:from gk:agent ] .",
            "zapped",
            ["gkl:ofClass, gkl:from and gkl:to"],
        ),
    ],
)
def test_an_illegal_rule_is_named_with_its_reason(own: Path, turtle: str, rule: str, words: list[str]) -> None:
    error = error_of(own, turtle)
    assert len(error.problems) == 1
    assert error.problems[0].startswith(f"{rule}: ")
    assert all(w in error.problems[0] for w in words)
    assert error.problems[0] in str(error)


def test_all_problems_of_a_file_come_at_once(own: Path) -> None:
    error = error_of(
        own,
        """
        frame:a a gkl:VerbFrame ; gkl:evokes gk:Attack ; gkl:word "zap" ; gk:agent "subject:wizard" .
        frame:b a gkl:VerbFrame ; gkl:evokes gk:Enchantment ; gkl:word "zap" .
        frame:c a gkl:VerbFrame ; gkl:evokes gk:Attack ; gkl:word "zap" ; gk:agent "subject" ; gkl:needs gk:patient .
        frame:good a gkl:VerbFrame ; gkl:evokes gk:Attack ; gkl:word "zap" ; gk:agent "subject" .
        concept:wand a skos:Concept ; gkl:noun "wand" ; gkl:kind "magic" .
        """,
    )
    assert [p.split(":")[0] for p in error.problems] == ["a", "b", "c", "wand"]
    assert str(error).count("\n  - ") == 4


def test_a_mistake_of_syntax_is_named_with_its_line(own: Path) -> None:
    error = error_of(own, 'frame:a a gkl:VerbFrame ; gkl:word "zap" \nframe:b a gkl:VerbFrame .')
    assert "not legal Turtle" in str(error)
    assert "line" in str(error)
    assert "Mend the line" in str(error)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        LexiconError, match=r"nowhere: no such file or folder\. Name a folder with Turtle files\."
    ) as raised:
        load(tmp_path / "nowhere")
    assert raised.value.file == str(tmp_path / "nowhere")


def test_an_unreadable_file_is_named(own: Path) -> None:
    (own / "mine.ttl").mkdir()
    with pytest.raises(LexiconError, match="cannot be read") as raised:
        load(own)
    assert raised.value.file == str(own / "mine.ttl")


def test_nothing_of_an_illegal_file_is_used(own: Path) -> None:
    error_of(own, 'frame:b a gkl:VerbFrame ; gkl:evokes gk:Enchantment ; gkl:word "zap" .')
    (own / "mine.ttl").unlink()
    assert not any("zap" in f.words for f in load(own / ".." / "own").frames)


# -- own relations ---------------------------------------------------------------------------------------------------


def test_an_own_lasting_relation_needs_no_code(own: Path) -> None:
    doc = doc_of("Georgia Mills teaches chemistry in Atlanta.")
    article = graphkit.Article("own-1", doc.text)
    assert triples(reader().read(article, doc, None)) == set()
    (own / "teaching.ttl").write_text(PREFIXES + TEACHING, "utf-8")
    taught = Reader(cast(Language, LabelsOnly("ud")), load_lexicon((ontology_folder(), own)))
    assert triples(taught.read(article, doc, None)) == {("Georgia Mills", "teachesIn", "Atlanta")}


def test_an_own_event_class_works_end_to_end(own: Path) -> None:
    (own / "irrigation.ttl").write_text(PREFIXES + IRRIGATION, "utf-8")
    article = graphkit.Article("own-2", "Jordan irrigated the valley. Egypt plans to irrigate the desert.")
    graph = graphkit.build([article], settings=Settings(ontology=(own,)))
    stated = list(graph.query("SELECT ?who WHERE { ?who gk:irrigated ?what }"))
    assert [str(r.who).rsplit("/", 1)[-1] for r in stated] == ["jordan"]
    events = graph.query("SELECT ?m WHERE { ?e a gk:Irrigation ; gk:modality ?m } ORDER BY ?m")
    assert [str(r.m).rsplit("#", 1)[-1] for r in events] == ["Actual", "Planned"]


@pytest.mark.parametrize("place", ["relation", "class"])
def test_own_terms_outside_the_namespace_are_refused(own: Path, place: str) -> None:
    name = "gk:irrigated" if place == "relation" else "gk:Irrigation"
    turtle = IRRIGATION.replace(name + " ", name.replace("gk:", "<https://farm.example/") + "> ")
    assert "https://farm.example/" in turtle
    error = error_of(own, turtle)
    assert f"outside the namespace gk: (https://w3id.org/graphkit/ontology#). Name it {name}" in str(error)


def test_an_own_relation_is_counted(own: Path) -> None:
    (own / "irrigation.ttl").write_text(PREFIXES + IRRIGATION, "utf-8")
    graph = graphkit.build(
        [graphkit.Article("own-4", "Jordan irrigated the valley.")], settings=Settings(ontology=(own,))
    )
    assert graph.counts()["direct triples"] == 1


def test_the_example_of_an_own_relation_is_read(own: Path) -> None:
    (own / "teaching.ttl").write_text(PREFIXES + TEACHING, "utf-8")
    lexicon = load(own)
    frame = next(f for f in lexicon.frames if f.id == "teach-verb")
    (example,) = frame.examples
    assert (example.text, example.states, example.states_not) == (
        "Georgia Mills teaches chemistry in Atlanta.",
        ("Georgia Mills | teachesIn | Atlanta",),
        ("Atlanta | teachesIn | Georgia Mills",),
    )
    assert (frame.evokes, frame.lasting, frame.needs) == ("teachesIn", True, frozenset({"from", "to"}))


def test_own_names_are_found(own: Path) -> None:
    (own / "names.ttl").write_text(
        PREFIXES + 'org:zbc a gk:Organization ; rdfs:label "Zambezi Basin Council" ; skos:altLabel "ZBC" .', "utf-8"
    )
    article = graphkit.Article("own-3", "The ZBC met ministers from Malawi in Lilongwe.")
    extraction = next(iter(extract([article], settings=Settings(ontology=(own,)))))
    assert "https://w3id.org/graphkit/resource/organization/zbc" in {e.iri for e in extraction.entities}


def test_one_file_may_be_named_instead_of_a_folder(own: Path) -> None:
    (own / "teaching.ttl").write_text(PREFIXES + TEACHING, "utf-8")
    assert "teach-verb" in {f.id for f in load(own / "teaching.ttl").frames}


# -- values ----------------------------------------------------------------------------------------------------------


def test_equal_calls_return_the_same_object(own: Path) -> None:
    assert load_lexicon((ontology_folder(),)) is load_lexicon((ontology_folder(),))
    empty = load(own)
    assert empty is load(own)
    (own / "teaching.ttl").write_text(PREFIXES + TEACHING, "utf-8")
    assert load(own / "teaching.ttl") != empty


def test_equal_files_give_equal_lexicons(own: Path) -> None:
    folder = ontology_folder()
    files = folder / "graphkit.ttl", folder / "relations" / "launch.ttl"
    assert load_lexicon((*files, own)) == load_lexicon(files)


def test_equal_files_give_equal_names(own: Path) -> None:
    folder = ontology_folder()
    files = folder / "graphkit.ttl", folder / "officials.ttl"
    assert load_lexicon((*files, own)).names == load_lexicon(files).names


def test_a_lexicon_is_read_only() -> None:
    lexicon = load_lexicon((ontology_folder(),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        lexicon.version = "0"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        lexicon.frames[0].evokes = "Aid"  # type: ignore[misc]


def test_the_longest_phrase_of_a_verb_comes_first() -> None:
    index = load_lexicon((ontology_folder(),)).frames_by_word
    for (kind, word), entries in index.items():
        lengths = [len(words) for words, _ in entries]
        assert lengths == sorted(lengths, reverse=True), (kind, word)
        assert all(words[-1 if kind == "noun" else 0] == word for words, _ in entries)


def test_every_frame_s_class_is_known_and_every_kind_legal() -> None:
    lexicon = load_lexicon((ontology_folder(),))
    classes = set(lexicon.short_forms_by_class) | lexicon.lasting
    unknown = {f.evokes for f in lexicon.frames} - classes
    assert unknown <= {"Occurrence", "Statement"}
    assert all(f.evokes in classes for f in lexicon.frames if f.lasting)


def test_an_unknown_word_list_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        load_lexicon((ontology_folder(),)).words("no-such-list")


def test_concepts_have_iris() -> None:
    lexicon = load_lexicon((ontology_folder(),))
    assert lexicon.nouns["ballistic missile"].concept == CONCEPT + "ballistic-missile"
