"""SHACL: every document's graph against ontologies/shapes.ttl, with the place in the text of what breaks a shape."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graphkit import vocab
from graphkit.graph.results import shorten
from graphkit.graph.screen import Screen
from graphkit.graph.terms import node
from graphkit.settings import ontology_folder

if TYPE_CHECKING:
    from rdflib import Graph as RdfGraph

    from graphkit.graph.store import Store


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken rule: where, what, why; `begin` and `end` are offsets of the node's first mention, if it has one."""

    document: str
    node: str
    path: str
    message: str
    value: str = ""
    begin: int | None = None
    end: int | None = None
    quote: str = ""

    def __str__(self) -> str:
        where = f" ({self.quote!r}, characters {self.begin}–{self.end})" if self.begin is not None else ""
        what = f" {shorten(self.path)}" if self.path else ""
        got = f" It is {self.value!r}." if self.value else ""
        return f"{shorten(self.document)}: {shorten(self.node)}{where}{what}: {self.message}{got}"


def validate(store: Store) -> tuple[Violation, ...]:
    """Check each document by itself, and what ties their events of each day, so that memory stays small.

    Violations are sorted.

    Documents that surely fit are found without pySHACL, which reads the others and has the last word.

    Source: W3C SHACL, section 3.6 (validation report).
    """
    folder = ontology_folder()
    screen = Screen(folder / "shapes.ttl", folder / "graphkit.ttl")
    doubtful = [
        document
        for document in (*store.documents(), *store.occurrence_graphs())
        if not screen.passes(store.blocks(document)[f"<{document}>"])
    ]
    found = _judge(store, doubtful, folder) if doubtful else set()
    return tuple(sorted(found, key=lambda v: (v.document, v.begin or 0, v.node, v.path, v.message, v.value)))


def _judge(store: Store, documents: Iterable[str], folder: Path) -> set[Violation]:
    """Give what pySHACL finds in documents."""
    import pyshacl
    from rdflib import Graph as RdfGraph

    shapes = RdfGraph().parse(folder / "shapes.ttl")
    ontology = RdfGraph().parse(folder / "graphkit.ttl")
    found: set[Violation] = set()
    for document in documents:
        data = _rdflib_graph(store.quads(document))
        for triple in ontology:
            data.add(triple)
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False, inplace=True)
        found.update(_violations(report, document, store))
    return found


def _rdflib_graph(quads: Iterable[ox.Quad]) -> RdfGraph:
    from rdflib import Graph as RdfGraph

    data = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
    return RdfGraph().parse(data=data, format="nt")


def _violations(report: Any, document: str, store: Store) -> Iterable[Violation]:
    from rdflib import RDF, Namespace

    sh = Namespace(vocab.SH)
    for result in report.subjects(RDF.type, sh.ValidationResult):
        focus = str(report.value(result, sh.focusNode))
        value = report.value(result, sh.value)
        begin, end, quote = _place(store, focus, document)
        yield Violation(
            document=document,
            node=focus,
            path=str(report.value(result, sh.resultPath) or ""),
            message=str(report.value(result, sh.resultMessage)),
            value="" if value is None else str(value),
            begin=begin,
            end=end,
            quote=quote,
        )


def _place(store: Store, focus: str, document: str) -> tuple[int | None, int | None, str]:
    try:
        subject, graph = node(focus), node(document)
    except ValueError:
        return None, None, ""
    places = []
    for quad in store.oxigraph.quads_for_pattern(subject, node(vocab.DENOTED_BY), None, graph):
        if isinstance(quad.object, ox.NamedNode):
            words = [
                _one(store, quad.object, vocab.NIF + name, graph) for name in ("beginIndex", "endIndex", "anchorOf")
            ]
            if all(words):
                places.append((int(words[0]), int(words[1]), words[2]))
    return min(places, default=(None, None, ""))


def _one(store: Store, subject: ox.NamedNode, predicate: str, graph: ox.NamedNode) -> str:
    quad = next(store.oxigraph.quads_for_pattern(subject, node(predicate), None, graph), None)
    return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else ""
