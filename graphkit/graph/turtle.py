"""Turtle and TriG for people: subjects in a sensible order, types and labels first, prefixes only where used.

Names that live in a document are written relative to its IRI, which each block declares as its base.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graphkit.graph.ontology import graphkit_ontology
from graphkit.vocab import ASSERTION, LABEL, NEWS_ARTICLE, NIF, PREFIXES, PROV, ROLE_ASSERTION, TIME, TYPE, XSD

_LOCAL = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_BARE = re.compile(r"[+-]?\d+")
_NATURAL = re.compile(r"(\d+)")
_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda x: -len(x[0]))


class _Names:
    """Shortens terms, and remembers which prefixes it used."""

    def __init__(self) -> None:
        self.used: set[str] = set()

    def term(self, term: object, base: str = "") -> str:
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value, base)
        if isinstance(term, ox.Literal):
            return self.literal(term, base)
        return str(term)

    def iri(self, iri: str, base: str) -> str:
        if base and iri == base:
            return "<>"
        if base and iri.startswith(base + "#"):
            return f"<{iri[len(base) :]}>"
        for namespace, prefix in _NAMESPACES:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def literal(self, literal: ox.Literal, base: str) -> str:
        kind = literal.datatype.value.removeprefix(XSD)
        if (kind == "integer" and _BARE.fullmatch(literal.value)) or (
            kind == "boolean" and literal.value in ("true", "false")
        ):
            return literal.value
        text = str(literal)
        quoted = text[: text.rindex('"') + 1]
        if literal.language or literal.datatype.value == XSD + "string":
            return text
        return f"{quoted}^^{self.iri(literal.datatype.value, base)}"


def to_turtle(triples: Iterable[ox.Triple]) -> str:
    """Write triples as Turtle, the same bytes for the same set.

    >>> a = ox.NamedNode("https://w3id.org/graphkit/resource/state/northland")
    >>> print(to_turtle([ox.Triple(a, ox.NamedNode(LABEL), ox.Literal("Northland"))]))
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix state: <https://w3id.org/graphkit/resource/state/> .
    <BLANKLINE>
    state:northland rdfs:label "Northland" .
    <BLANKLINE>
    """
    names = _Names()
    triples = set(triples)
    documents = _documents(triples)
    parts: dict[str, list[ox.Triple]] = {}
    for triple in triples:
        parts.setdefault(_home(triple.subject, documents), []).append(triple)
    body = []
    for base, part in sorted(parts.items()):
        head = f"@base <{base}> .\n\n" if base else ""
        body.append(head + "\n".join(_subjects(part, names, base, "")))
    return _prefixes(names) + "\n".join(body)


def to_trig(quads: Iterable[ox.Quad]) -> str:
    """Write quads as TriG: one block for each graph, the same bytes for the same set."""
    names = _Names()
    graphs: dict[object, set[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, set()).add(quad.triple)
    blocks = []
    for graph, triples in sorted(graphs.items(), key=lambda item: str(item[0])):
        if isinstance(graph, ox.NamedNode):
            base = graph.value
            inner = "\n".join(_subjects(triples, names, base, "    "))
            blocks.append(f"@base <{base}> .\n\n<> {{\n{inner}}}\n")
        else:
            name = "" if isinstance(graph, ox.DefaultGraph) else f"{graph} "
            blocks.append(f"{name}{{\n" + "\n".join(_subjects(triples, names, "", "    ")) + "}\n")
    return _prefixes(names) + "\n".join(blocks)


def _prefixes(names: _Names) -> str:
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(names.used)]
    return "".join(lines) + ("\n" if lines else "")


def _documents(triples: Iterable[ox.Triple]) -> frozenset[str]:
    found = (t.subject for t in triples if t.predicate.value == TYPE and t.object == ox.NamedNode(NEWS_ARTICLE))
    return frozenset(subject.value for subject in found if isinstance(subject, ox.NamedNode))


def _home(subject: object, documents: frozenset[str]) -> str:
    if isinstance(subject, ox.NamedNode) and (home := subject.value.partition("#")[0]) in documents:
        return home
    return ""


def _subjects(triples: Iterable[ox.Triple], names: _Names, base: str, indent: str) -> Iterator[str]:
    """Yield the block of each subject: document, entities, groups and positions, events, times, assertions, words."""
    by_subject: dict[object, list[ox.Triple]] = {}
    for triple in triples:
        by_subject.setdefault(triple.subject, []).append(triple)
    for subject, about in sorted(by_subject.items(), key=lambda item: (_section(item[1]), _natural(str(item[0])))):
        lines = []
        for predicate, objects in sorted(_grouped(about).items(), key=lambda item: _rank(item[0])):
            verb = "a" if predicate == TYPE else names.iri(predicate, base)
            lines.append(f"{verb} {', '.join(names.term(o, base) for o in sorted(objects, key=_object_order))}")
        yield f"{indent}{names.term(subject, base)} " + f" ;\n{indent}    ".join(lines) + " .\n"


def _grouped(triples: Iterable[ox.Triple]) -> dict[str, list[object]]:
    grouped: dict[str, list[object]] = {}
    for triple in triples:
        grouped.setdefault(triple.predicate.value, []).append(triple.object)
    return grouped


def _section(about: list[ox.Triple]) -> int:
    kinds = {t.object.value for t in about if t.predicate.value == TYPE and isinstance(t.object, ox.NamedNode)}
    ontology = graphkit_ontology()
    if NEWS_ARTICLE in kinds or PROV + "Activity" in kinds:
        return 0
    if kinds & {ASSERTION, ROLE_ASSERTION}:
        return 4
    if any(kind.startswith(NIF) for kind in kinds):
        return 5
    if any(kind.startswith(TIME) for kind in kinds):
        return 3
    return 2 if any(ontology.is_a(kind.partition("#")[2], "Event") for kind in kinds) else 1


def _rank(predicate: str) -> tuple[int, str]:
    return (0 if predicate == TYPE else 1 if predicate == LABEL else 2), predicate


def _natural(text: str) -> list[tuple[int, int, str]]:
    pieces = _NATURAL.split(text)
    return [(1, int(p), p) if p.isdecimal() and p.isascii() else (0, 0, p) for p in pieces]


def _object_order(term: object) -> list[tuple[int, int, str]]:
    return _natural(str(term))
