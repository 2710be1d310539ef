"""scripts/mark_known_failures.py: marks come and go, and nothing else in a file changes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest
from support.examples import Problems, all_examples, examples_in, files_with_examples

from graphkit.lexicon import Example
from graphkit.settings import ontology_folder


def script() -> Any:
    path = Path(__file__).parents[2] / "scripts" / "mark_known_failures.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


SCRIPT = script()
PREFIXES = """@prefix gkl: <https://w3id.org/graphkit/lexicon#> .
@prefix frame: <https://w3id.org/graphkit/lexicon/frame/> .
"""
TURTLE = (
    PREFIXES
    + r"""
frame:fish-verb a gkl:VerbFrame ; # "[" and ; in a comment [
    gkl:word "fish", "angle" ;
    gkl:example [ gkl:text "Ghana's boats fished; \"[so it is said]\"." ; gkl:states "boats | fished | \"[so" ] ,
        [ gkl:text "Peru does not fish." ; # a remark
          gkl:statesNot "Peru | fished | _" ] ,
        [ gkl:text '''Fiji # fished.'''@en ;
          gkl:states "Fiji | fished | tuna" , "Fiji | fished | cod" ; gkl:statesNot "cod | fished | Fiji" ; ] .
"""
)


def all_fail(example: Example) -> Problems:
    return Problems(example.states[:1], example.states_not)


def none_fails(example: Example) -> Problems:
    return Problems()


def reasons(turtle: str) -> list[str | None]:
    return [e.known_failure for _, e in examples_in(turtle)]


def test_failures_get_a_reason() -> None:
    new, changes = SCRIPT.marked(TURTLE, all_fail)
    assert reasons(new) == [
        "not found with the shipped pipeline's parse",
        "stated by mistake: Peru | fished | _",
        "not found with the shipped pipeline's parse: Fiji | fished | cod; stated by mistake: cod | fished | Fiji",
    ]
    assert len(changes) == 3
    assert "# a remark" in new


def test_a_second_run_changes_nothing() -> None:
    once, _ = SCRIPT.marked(TURTLE, all_fail)
    assert SCRIPT.marked(once, all_fail) == (once, [])


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_marks_go_without_a_trace(newline: str) -> None:
    text = TURTLE.replace("\n", newline)
    with_marks, _ = SCRIPT.marked(text, all_fail)
    assert SCRIPT.marked(with_marks, none_fails)[0] == text


def test_another_failure_gets_another_reason() -> None:
    once, _ = SCRIPT.marked(TURTLE, all_fail)
    twice, _ = SCRIPT.marked(once, lambda example: Problems(mistaken=example.states_not))
    assert reasons(twice) == [None, "stated by mistake: Peru | fished | _", "stated by mistake: cod | fished | Fiji"]


@pytest.mark.parametrize(
    "example",
    [
        '[ gkl:knownFailure "it is hard" ; gkl:text "Fiji fished." ; gkl:states "Fiji | fished | tuna" ]',
        '[ gkl:text "Fiji fished." ; gkl:knownFailure "it is hard" ; gkl:states "Fiji | fished | tuna" ]',
        '[ gkl:text "Fiji fished." ; gkl:states "Fiji | fished | tuna" ; # why?\n gkl:knownFailure "it is hard" ]',
    ],
)
def test_a_reason_that_somebody_wrote_stays_while_it_is_needed(example: str) -> None:
    turtle = f"{PREFIXES}frame:f gkl:example {example} ."
    assert SCRIPT.marked(turtle, all_fail) == (turtle, [])
    assert reasons(SCRIPT.marked(turtle, none_fails)[0]) == [None]


def test_examples_that_it_cannot_place_are_refused() -> None:
    elsewhere = 'frame:f gkl:example _:e . _:e gkl:text "Fiji fished." ; gkl:states "Fiji | fished | tuna" .'
    with pytest.raises(ValueError, match="not all written in brackets"):
        SCRIPT.marked(PREFIXES + elsewhere, all_fail)


def test_every_file_of_the_lexicon_can_be_marked() -> None:
    marked = []
    for path in files_with_examples(ontology_folder()):
        new, _ = SCRIPT.marked(path.read_text("utf-8"), all_fail)
        marked += reasons(new)
    assert len(marked) == len(all_examples(ontology_folder()))
    assert all(marked)
