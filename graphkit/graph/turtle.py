"""Turtle and TriG for people: subjects in a sensible order, types and labels first, prefixes only where used.

Names that live in a document are written relative to its IRI, which each block declares as its base.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from graphkit.graph.blocks import Blocks, Subjects, by_subject, literal_parts
from graphkit.graph.ontology import graphkit_ontology
from graphkit.vocab import ASSERTION, LABEL, NEWS_ARTICLE, NIF, PREFIXES, PROV, ROLE_ASSERTION, TIME, TYPE, XSD

_LOCAL = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d+")
_NATURAL = re.compile(r"([0-9]+)")
_NAMESPACES = sorted(((namespace, prefix) for prefix, namespace in PREFIXES.items()), key=lambda x: -len(x[0]))
_TYPE, _LABEL, _ARTICLE = f"<{TYPE}>", f"<{LABEL}>", f"<{NEWS_ARTICLE}>"


class _Names(dict[str, str]):
    """Shortens terms, each once, and remembers which prefixes it used; `base` is the document that is written."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()
        self.turn_to("")

    def turn_to(self, base: str) -> None:
        """Write names below the IRI `base` relative to it from now on."""
        self.base = base
        self._itself = f"<{base}>"
        self._near = f"<{base}#"

    def term(self, term: str) -> str:
        if term.startswith(self._near):
            return "<" + term[len(self._near) - 1 :]
        return "<>" if term == self._itself else self[term]

    def __missing__(self, term: str) -> str:
        if term.startswith("<") and not term.startswith("<<"):
            short = self.iri(term[1:-1])
        elif term.startswith('"'):
            short = self.literal(term)
            if "^^" not in short:
                return short  # texts seldom come again
        else:
            short = term
        self[term] = short
        return short

    def iri(self, iri: str) -> str:
        for namespace, prefix in _NAMESPACES:
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(namespace) :]}"
        return f"<{iri}>"

    def literal(self, literal: str) -> str:
        quoted, _, kind = literal_parts(literal)
        if not kind:
            return literal
        bare = quoted[1:-1]
        if (kind == XSD + "integer" and _INTEGER.fullmatch(bare)) or (
            kind == XSD + "boolean" and bare in ("true", "false")
        ):
            return bare
        return f"{quoted}^^{self.iri(kind)}"


def to_turtle(statements: Iterable[str]) -> str:
    """Write statements, as N-Triples writes them, as Turtle: the same bytes for the same set.

    >>> print(to_turtle(['<https://w3id.org/graphkit/resource/state/northland> <http://www.w3.org/2000/01/rdf-schema#label> "N"']))
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix state: <https://w3id.org/graphkit/resource/state/> .
    <BLANKLINE>
    state:northland rdfs:label "N" .
    <BLANKLINE>
    """
    names = _Names()
    subjects = by_subject(statements)
    documents = {subject[1:-1] for subject, about in subjects.items() if _ARTICLE in about.get(_TYPE, ())}
    parts: dict[str, list[str]] = {}
    for subject in subjects:
        home = subject[1:].partition("#")[0].removesuffix(">")
        parts.setdefault(home if home in documents else "", []).append(subject)
    body = []
    for base, members in sorted(parts.items()):
        names.turn_to(base)
        head = f"@base <{base}> .\n\n" if base else ""
        body.append(head + "\n".join(_written(members, subjects, names, "")))
    return _prefixes(names) + "\n".join(body)


def to_trig(blocks: Blocks) -> str:
    """Write the statements of graphs as TriG: one block for each graph, the same bytes for the same set."""
    names = _Names()
    written = []
    for graph, statements in sorted(blocks.items()):
        is_named = graph.startswith("<")
        base = graph[1:-1] if is_named else ""
        names.turn_to(base)
        subjects = by_subject(statements)
        inner = "\n".join(_written(subjects, subjects, names, "    "))
        head = f"@base <{base}> .\n\n<> " if is_named else f"{graph} ".lstrip()
        written.append(f"{head}{{\n{inner}}}\n")
    return _prefixes(names) + "\n".join(written)


def _prefixes(names: _Names) -> str:
    lines = [f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(names.used)]
    return "".join(lines) + ("\n" if lines else "")


def _written(members: Iterable[str], subjects: Subjects, names: _Names, indent: str) -> Iterator[str]:
    """Yield the block of each subject: document, entities, groups and positions, events, times, assertions, words."""
    begin = f" ;\n{indent}    "
    near = f"<{names.base}" if names.base else ""  # numbers in the document's own name need no thought

    def place(subject: str) -> tuple[int, tuple[list[str | tuple[int, str]], str]]:
        kinds = subjects[subject].get(_TYPE, ())
        return _section(tuple(kinds)), _natural(subject.removeprefix(near).removesuffix(">"))

    for subject in sorted(members, key=place):
        about = subjects[subject]
        lines = []
        for predicate in sorted(about, key=_rank):
            objects = about[predicate]
            if len(objects) > 1:
                objects.sort(key=_natural)
            verb = "a" if predicate == _TYPE else names[predicate]
            lines.append(f"{verb} {', '.join([names.term(obj) for obj in objects])}")
        yield f"{indent}{names.term(subject)} {begin.join(lines)} .\n"


@functools.lru_cache(maxsize=1024)
def _section(kinds: tuple[str, ...]) -> int:
    iris = {kind[1:-1] for kind in kinds}
    ontology = graphkit_ontology()
    if NEWS_ARTICLE in iris or PROV + "Activity" in iris:
        return 0
    if iris & {ASSERTION, ROLE_ASSERTION}:
        return 4
    if any(iri.startswith(NIF) for iri in iris):
        return 5
    if any(iri.startswith(TIME) for iri in iris):
        return 3
    return 2 if any(ontology.is_a(iri.partition("#")[2], "Event") for iri in iris) else 1


@functools.lru_cache(maxsize=1024)
def _rank(predicate: str) -> tuple[int, str]:
    return (0 if predicate == _TYPE else 1 if predicate == _LABEL else 2), predicate


def _natural(term: str) -> tuple[list[str | tuple[int, str]], str]:
    """Give the key by which terms are sorted: numbers in them by their size, however long they are."""
    pieces: list[str | tuple[int, str]] = list(_NATURAL.split(term))
    for place, digits in enumerate(pieces[1::2]):
        number = str(digits).lstrip("0")
        pieces[2 * place + 1] = len(number), number
    return pieces, term
