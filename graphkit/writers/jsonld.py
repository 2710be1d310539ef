"""JSON-LD, compacted with ontologies/context.jsonld, which is written into the file: readable offline."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from graphkit.graph.blocks import Blocks, literal_parts, text
from graphkit.settings import ontology_folder
from graphkit.vocab import TYPE, XSD

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_TYPE, _XSD_INTEGER = f"<{TYPE}>", XSD + "integer"


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`: each document's graph as one object, in it one object, and one line, for each node.

    Source: W3C JSON-LD 1.1, sections 3.1 (context) and 4.9 (named graphs).
    """
    context = _context()
    members: list[str] = []
    for graph, statements in sorted(blocks.items()):
        nodes = context.nodes(statements)
        if graph:
            inner = ",\n".join(nodes)
            members.append(f'{{"@id": {_json(context.name(graph))}, "@graph": [\n{inner}\n]}}')
        else:
            members.extend(nodes)
    body = ",\n".join(members)
    return {path: f'{{"@context": {_json(context.source, indent=1)},\n"@graph": [\n{body}\n]}}\n'.encode()}


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

    @functools.cached_property
    def name(self) -> Callable[[str], str]:
        """Shortens a node, given as N-Triples writes it; those that come again and again are kept."""
        return functools.lru_cache(maxsize=100_000)(lambda term: self.shorten(_iri(term)))

    @functools.cached_property
    def property(self) -> Callable[[str, str], str | None]:
        """Gives the term of a property for values of a kind: "@id", the IRI of a datatype, or "" for plain text."""
        return functools.lru_cache(maxsize=10_000)(lambda predicate, kind: self.terms.get((_iri(predicate), kind)))

    def nodes(self, statements: Iterable[str]) -> list[str]:
        """Write each subject as an object on a line."""
        subjects: dict[str, list[str]] = {}
        for statement in sorted(statements):
            subject, _, rest = statement.partition(" ")
            subjects.setdefault(subject, []).append(rest)
        return [_json(self.node(subject, about)) for subject, about in subjects.items()]

    def node(self, subject: str, about: list[str]) -> dict[str, Any]:
        values: dict[str, list[Any]] = {}
        kinds: list[str] = []
        for rest in about:
            predicate, _, obj = rest.partition(" ")
            if predicate == _TYPE and not obj.startswith('"'):
                kinds.append(self.name(obj))
                continue
            term, value = self.value(predicate, obj)
            values.setdefault(term, []).append(value)
        node: dict[str, Any] = {"@id": self.name(subject)}
        if kinds:
            node["@type"] = _single(kinds)
        for term in sorted(values):
            node[term] = _single(values[term])
        return node

    def value(self, predicate: str, obj: str) -> tuple[str, Any]:
        """Give the term of a property whose type fits the value, and the value as short as that term allows."""
        if not obj.startswith('"'):
            term = self.property(predicate, "@id")
            return (term, self.name(obj)) if term else (self.name(predicate), {"@id": self.name(obj)})
        quoted, language, kind = literal_parts(obj)
        said = text(quoted)
        term = None if language else self.property(predicate, kind)
        if term is not None:
            return term, int(said) if kind == _XSD_INTEGER and _INTEGER.fullmatch(said) else said
        if language:
            tag, _, direction = language.partition("--")
            way = {"@direction": direction} if direction else {}
            return self.name(predicate), {"@value": said, "@language": tag, **way}
        return self.name(predicate), {"@value": said, "@type": self.shorten(kind)} if kind else said


@functools.lru_cache(maxsize=1)
def _context() -> _Context:
    text = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
    return _Context(json.loads(text)["@context"])


_json = functools.partial(json.dumps, ensure_ascii=False)


def _iri(term: str) -> str:
    return term[1:-1] if term.startswith("<") and not term.startswith("<<") else term


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
