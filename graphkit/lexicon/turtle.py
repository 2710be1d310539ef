"""Triples of many Turtle files by subject, and what is read off one subject's record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graphkit.errors import LexiconError
from graphkit.iri import LEXICON, ONTOLOGY

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Record = dict[str, list[str]]


class TurtleReader:
    """Collects the triples of many Turtle files by subject, remembering the file of each subject."""

    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.files: dict[str, str] = {}
        self.problems: dict[str, list[str]] = defaultdict(list)
        self._by_type: dict[str, list[str]] | None = None

    def read(self, path: Path) -> None:
        """Read one file.

        Raises:
            LexiconError: If it cannot be read or is not legal Turtle.
        """
        try:
            blank: dict[str, str] = {}

            def name(node: object) -> str:
                """Blank nodes are named by file and order, so that two loads agree."""
                if isinstance(node, ox.BlankNode):
                    return blank.setdefault(node.value, f"{path.name} {len(blank):06d}")
                return str(node.value)  # type: ignore[attr-defined]

            with path.open("rb") as stream:
                for triple in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri="https://w3id.org/graphkit/"):
                    subject = name(triple.subject)
                    record = self.records.setdefault(subject, {})
                    self.files.setdefault(subject, str(path))
                    record.setdefault(triple.predicate.value, []).append(name(triple.object))
        except SyntaxError as error:
            raise LexiconError(f"not legal Turtle: {error}. Mend the line and try again.", file=str(path)) from error
        except OSError as error:
            raise LexiconError(f"cannot be read: {error.strerror}.", file=str(path)) from error

    def problem(self, subject: str, message: str) -> None:
        """Note what is wrong with a subject, for its file's report."""
        self.problems[self.files[subject]].append(f"{local(subject)}: {message}")

    def of_type(self, *types: str) -> Iterator[tuple[str, Record]]:
        """Give the subjects of any of `types` with their records, in order of their IRIs."""
        if self._by_type is None:
            self._by_type = defaultdict(list)
            for subject in sorted(self.records):
                for kind in dict.fromkeys(self.records[subject].get(RDF_TYPE, ())):
                    self._by_type[kind].append(subject)
        for subject in sorted({s for t in types for s in self._by_type.get(t, ())}):
            yield subject, self.records[subject]


def local(iri: str) -> str:
    """Cut an IRI down to its last part."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def gkl(record: Record, name: str) -> list[str]:
    """Read the values of a property of the lexicon schema, sorted."""
    return sorted(record.get(LEXICON + name, ()))


def gk(record: Record, name: str) -> list[str]:
    """Read the values of a property of graphkit's ontology, sorted."""
    return sorted(record.get(ONTOLOGY + name, ()))


def one(values: Iterable[str]) -> str | None:
    """Take the first value, if there is any."""
    return next(iter(values), None)
