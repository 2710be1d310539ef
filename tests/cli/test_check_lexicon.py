"""`check-lexicon`: what is wrong in own relations, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphkit.lexicon import check_files
from graphkit.settings import ontology_folder

from .conftest import Run

GOOD = """@prefix gk:   <https://w3id.org/graphkit/ontology#> .
@prefix gkl:  <https://w3id.org/graphkit/lexicon#> .
@prefix frame: <https://w3id.org/graphkit/lexicon/frame/> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

gk:Sponsoring a owl:Class ; rdfs:subClassOf gk:plover-AID ; rdfs:label "sponsoring"@en .
gk:sponsored a owl:ObjectProperty ; rdfs:label "sponsored"@en ;
    gkl:shortForm [ gkl:ofClass gk:Sponsoring ; gkl:from gk:agent ; gkl:to gk:patient ] .

frame:sponsor-verb a gkl:VerbFrame ;
    gkl:evokes gk:Sponsoring ;
    gkl:word "sponsor", "bankroll" ;
    gk:agent "subject" ;
    gk:patient "object" ;
    gkl:needs gk:agent, gk:patient ;
    gkl:example [ gkl:text "Maersk sponsored the regatta." ; gkl:states "Maersk | sponsored | regatta" ] ,
        [ gkl:text "Maersk refused to sponsor the regatta." ; gkl:statesNot "Maersk | sponsored | regatta" ] .
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    return tmp_path / "sport.ttl"


def test_a_good_file_is_good(run: Run, lexicon: Path) -> None:
    lexicon.write_text(GOOD)
    done = run("check-lexicon", lexicon)
    assert (done.code, done.out) == (0, "")
    assert "1 frames, 2 examples: all is well." in done.err


FAULTS = [
    ('gk:agent "subject"', 'gk:agnet "subject"', 14, "gk:agnet is unknown; is gk:agent meant?"),
    ("gkl:needs", "gkl:need", 16, "gkl:need is unknown; is gkl:needs meant?"),
    ('"object"', '"objekt"', 15, "patient has the slot 'objekt'; is 'object' meant?"),
    ('"bankroll"', '"Bankroll"', 13, "'Bankroll': write the base form in lower case"),
    ('states "Maersk | sponsored', 'states "Maersk | sponsered', 17, "gk:sponsered is unknown; is gk:sponsored meant?"),
    ('; gkl:statesNot "Maersk | sponsored | regatta"', "", 18, "needs gkl:states or gkl:statesNot"),
]
ALONE = [
    ("gk:agent, gk:patient ;", "gk:agent gk:patient ;", 16, "not legal Turtle"),
    ("gkl:VerbFrame", "gkl:VerbeFrame", 11, "gkl:VerbeFrame is unknown; is gkl:VerbFrame meant?"),
    ('"object"', '"object:compny"', 11, "unknown kinds: compny"),
    ("evokes gk:Sponsoring", "evokes gk:Sponsorship", 11, "evokes Sponsorship, which no ontology file defines"),
    ('states "Maersk | sponsored | regatta"', 'states "Maersk"', 17, "is not of the form"),
]


def test_all_faults_are_told_with_their_places(run: Run, lexicon: Path) -> None:
    text = GOOD
    for right, wrong, _, _ in FAULTS:
        assert right in text
        text = text.replace(right, wrong, 1)
    lexicon.write_text(text)
    done = run("check-lexicon", lexicon)
    assert done.code == 2
    for _, _, line, message in FAULTS:
        assert [t for t in done.out.splitlines() if t.startswith(f"{lexicon}:{line}: error: ") and message in t], (
            message
        )
    assert len(done.out.splitlines()) == len(FAULTS)
    assert "6 errors; the examples wait" in done.err


@pytest.mark.parametrize(("right", "wrong", "line", "message"), ALONE)
def test_a_fault_that_hides_others_is_told(lexicon: Path, right: str, wrong: str, line: int, message: str) -> None:
    assert right in GOOD
    lexicon.write_text(GOOD.replace(right, wrong, 1))
    checked = check_files((ontology_folder() / "graphkit.ttl", ontology_folder() / "relations"), (lexicon,))
    assert [p for p in checked.problems if p.line == line and message in p.message and not p.advice], checked.problems


def test_an_example_that_is_read_otherwise_is_told_with_what_is_read(run: Run, lexicon: Path) -> None:
    lexicon.write_text(GOOD.replace('"Maersk | sponsored | regatta" ] ,', '"Maersk | sponsored | race" ] ,'))
    done = run("check-lexicon", lexicon)
    assert done.code == 2
    assert (
        f"{lexicon}:17: error: example “Maersk sponsored the regatta.”: should state “Maersk | sponsored | race”"
        in done.out
    )
    assert "graphkit reads: Maersk | sponsored | regatta" in done.out


def test_a_counter_example_that_is_read_is_told(run: Run, lexicon: Path) -> None:
    lexicon.write_text(GOOD.replace("gkl:states ", "gkl:statesNot "))
    done = run("check-lexicon", lexicon)
    assert done.code == 2
    assert "should not state “Maersk | sponsored | regatta”, but does" in done.out


def test_advice_is_no_error(run: Run, lexicon: Path) -> None:
    text = GOOD.replace("gkl:ofClass gk:Sponsoring", "gkl:ofClass gk:Aid")
    lexicon.write_text(text[: text.index("    gkl:example")].rstrip(" ;\n") + " .\n")
    done = run("check-lexicon", lexicon)
    assert done.code == 0
    assert f"{lexicon}:11: advice: sponsor-verb: has no gkl:example" in done.out
    assert "Sponsoring has no short form" in done.out


def test_a_known_failure_that_does_not_fail_is_advice(run: Run, lexicon: Path) -> None:
    lexicon.write_text(GOOD.replace('regatta" ] ,', 'regatta" ; gkl:knownFailure "hard" ] ,'))
    done = run("check-lexicon", lexicon)
    assert done.code == 0
    assert "take its gkl:knownFailure away" in done.out


def test_the_own_relations_have_no_faults() -> None:
    checked = check_files((ontology_folder(),), (ontology_folder() / "relations",))
    assert checked.frames > 300
    assert [str(problem) for problem in checked.problems if not problem.advice] == []


def test_a_folder_without_turtle_is_an_error(run: Run, tmp_path: Path) -> None:
    done = run("check-lexicon", tmp_path)
    assert done.code == 2
    assert "there is no Turtle file" in done.err


def test_a_missing_file_is_an_error_of_the_users(run: Run, tmp_path: Path) -> None:
    done = run("check-lexicon", tmp_path / "nowhere.ttl")
    assert done.code == 2
    assert "no such file or folder" in done.err
