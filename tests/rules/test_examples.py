"""Every example and counter-example of the lexicon, read by the shipped pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.examples import ExampleReader, Problems, all_examples, name_of

from graphkit.lexicon import Example, load_lexicon
from graphkit.settings import ontology_folder

EXAMPLES = sorted(all_examples(ontology_folder()), key=lambda x: name_of(*x))
NAMES = [name_of(*x) for x in EXAMPLES]


@pytest.fixture(scope="module")
def reader(request: pytest.FixtureRequest) -> ExampleReader:
    """The texts of all examples that are run, parsed."""
    chosen = (getattr(item, "callspec", None) for item in request.session.items)
    values = (spec.params.get("example") for spec in chosen if spec)
    return ExampleReader(e for e in values if isinstance(e, Example))


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES], ids=NAMES)
def test_example(example: Example, reader: ExampleReader, request: pytest.FixtureRequest) -> None:
    if example.known_failure:
        request.applymarker(pytest.mark.xfail(strict=True, reason=example.known_failure))
    assert reader.problems(example) == Problems(), example.text


def test_every_example_has_a_name_of_its_own() -> None:
    assert sorted({n for n in NAMES if NAMES.count(n) > 1}) == []


def test_every_frame_has_an_example() -> None:
    files = list(Path(ontology_folder() / "relations").glob("*.ttl"))
    assert len(files) >= 20
    lexicon = load_lexicon((ontology_folder(),))
    assert sum(bool(f.examples) for f in lexicon.frames) / len(lexicon.frames) > 0.9


def test_the_examples_of_the_files_are_those_of_the_lexicon() -> None:
    loaded = {(frame.id, e) for frame in load_lexicon((ontology_folder(),)).frames for e in frame.examples}
    assert loaded <= set(EXAMPLES)
