"""JSON-LD, compacted with ontologies/context.jsonld, which is written into the file: readable offline."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graphkit.graph.terms import order
from graphkit.settings import ontology_folder
from graphkit.vocab import TYPE, XSD

_INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`: each document's graph as one object, in it one object for each node.

    Source: W3C JSON-LD 1.1, sections 3.1 (context) and 4.9 (named graphs).
    """
    context = _context()
    graphs: dict[str, dict[str, list[ox.Quad]]] = {}
    for quad in sorted(set(quads), key=order):
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else _id(quad.graph_name)
        graphs.setdefault(graph, {}).setdefault(_id(quad.subject), []).append(quad)
    members: list[dict[str, Any]] = []
    for graph, subjects in sorted(graphs.items()):
        nodes = [context.node(subject, about) for subject, about in subjects.items()]
        members.extend([{"@id": context.shorten(graph), "@graph": nodes}] if graph else nodes)
    content = {"@context": context.source, "@graph": members}
    return {path: (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()}


class _Context:
    """The terms of a JSON-LD context, from IRIs to short names."""

    def __init__(self, source: dict[str, Any]) -> None:
        self.source = source
        self.prefixes = {k: v for k, v in source.items() if isinstance(v, str) and v.endswith(("#", "/"))}
        self.by_length = sorted(self.prefixes.items(), key=lambda item: -len(item[1]))
        self.terms: dict[tuple[str, str], str] = {}
        for term, definition in source.items():
            if term in self.prefixes or term.startswith("@"):
                continue
            iri, kind = (
                (definition, "") if isinstance(definition, str) else (definition["@id"], definition.get("@type", ""))
            )
            self.terms[self.expand(iri), kind if kind.startswith("@") else self.expand(kind)] = term

    def expand(self, name: str) -> str:
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else name

    def shorten(self, iri: str) -> str:
        for prefix, namespace in self.by_length:
            local = iri[len(namespace) :]
            if iri.startswith(namespace) and local and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri

    def node(self, subject: str, about: list[ox.Quad]) -> dict[str, Any]:
        values: dict[str, list[Any]] = {}
        kinds: list[str] = []
        for quad in about:
            if quad.predicate.value == TYPE and not isinstance(quad.object, ox.Literal):
                kinds.append(self.shorten(_id(quad.object)))
                continue
            term, value = self.value(quad.predicate.value, quad.object)
            values.setdefault(term, []).append(value)
        node: dict[str, Any] = {"@id": self.shorten(subject)}
        if kinds:
            node["@type"] = _single(kinds)
        return node | {term: _single(found) for term, found in sorted(values.items())}

    def value(self, predicate: str, obj: object) -> tuple[str, Any]:
        """Give the term of a property whose type fits the value, and the value as short as that term allows."""
        if not isinstance(obj, ox.Literal):
            term = self.terms.get((predicate, "@id"))
            return (
                (term, self.shorten(_id(obj))) if term else (self.shorten(predicate), {"@id": self.shorten(_id(obj))})
            )
        kind = obj.datatype.value
        if obj.language:
            return self.shorten(predicate), {"@value": obj.value, "@language": obj.language}
        if kind == XSD + "string":
            term = self.terms.get((predicate, ""))
            return (term, obj.value) if term else (self.shorten(predicate), obj.value)
        term = self.terms.get((predicate, kind))
        if term is None:
            return self.shorten(predicate), {"@value": obj.value, "@type": self.shorten(kind)}
        if kind == XSD + "integer" and _INTEGER.fullmatch(obj.value):
            return term, int(obj.value)
        return term, obj.value


@functools.lru_cache(maxsize=1)
def _context() -> _Context:
    text = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
    return _Context(json.loads(text)["@context"])


def _id(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
