"""No term of a released ontology vanishes without having been deprecated (docs/guide/versions.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.iri import ONTOLOGY
from graphkit.settings import ontology_folder

OWL = "http://www.w3.org/2002/07/owl#"
RELEASED = sorted((Path(__file__).parent / "released").glob("ontology-*.txt"))
TRIPLES = list(ox.parse((ontology_folder() / "graphkit.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
DEFINED = {t.subject.value for t in TRIPLES if isinstance(t.subject, ox.NamedNode)}


def values(subject: str, predicate: str) -> list[str]:
    found = (t for t in TRIPLES if isinstance(t.subject, ox.NamedNode) and t.subject.value == subject)
    return [t.object.value for t in found if t.predicate.value == predicate and not isinstance(t.object, ox.Triple)]


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_released_term_is_there_or_was_deprecated_in_a_later_release(path: Path) -> None:
    """A line is a term, with "deprecated" behind it in the lists of versions where it was."""
    later = [set(p.read_text("utf-8").splitlines()) for p in RELEASED if p.stem > path.stem]
    missing = [
        term
        for term in (line.split()[0] for line in path.read_text("utf-8").splitlines())
        if ONTOLOGY + term not in DEFINED and not any(f"{term} deprecated" in lines for lines in later)
    ]
    assert missing == []


def test_the_version_is_one_of_semantic_versioning_with_a_list_of_terms() -> None:
    (version,) = values(ONTOLOGY.rstrip("#"), OWL + "versionInfo")
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert f"ontology-{version}" in {path.stem for path in RELEASED}


def test_what_is_deprecated_says_so_and_names_its_successor_if_it_has_one() -> None:
    for subject in sorted(s for s in DEFINED if s.startswith(ONTOLOGY)):
        flags = values(subject, OWL + "deprecated")
        assert flags in ([], ["true"]), subject
        for successor in values(subject, "http://purl.org/dc/terms/isReplacedBy"):
            assert flags == ["true"] and successor in DEFINED, subject
