"""Statements as text: what the writers of RDF work on, because a million Python objects for terms take their time.

A statement is its line of N-Triples without the dot at the end: subject, predicate and object with a blank between them.
Subject and predicate hold no blank, and no line holds a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_SHORT = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

Blocks = dict[str, list[str]]
"""The statements of each graph, by the graph's name as N-Triples writes it ("<…>"); "" is the default graph."""


Subjects = dict[str, dict[str, list[str]]]
"""Objects by subject and predicate, all as N-Triples writes them."""


def blocks_of(quads: Iterable[ox.Quad]) -> Blocks:
    """Write quads as text, each once.

    >>> p = ox.NamedNode("urn:p")
    >>> blocks_of([ox.Quad(p, p, ox.Literal("a b"), p), ox.Quad(p, p, p)])
    {'<urn:p>': ['<urn:p> <urn:p> "a b"'], '': ['<urn:p> <urn:p> <urn:p>']}
    """
    found: dict[str, dict[str, None]] = {}
    for quad in quads:
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        found.setdefault(graph, {})[str(quad.triple)] = None
    return {graph: list(lines) for graph, lines in found.items()}


def graph_lines(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> list[str]:
    """Write the statements of one graph of a store as text, in no order."""
    text = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return text.decode().split(" .\n")[:-1]


def split(statement: str) -> tuple[str, str, str]:
    """Cut a statement into subject, predicate and object.

    >>> split('<urn:s> <urn:p> "a b"')
    ('<urn:s>', '<urn:p>', '"a b"')
    """
    subject, predicate, obj = statement.split(" ", 2)
    return subject, predicate, obj


def by_subject(statements: Iterable[str]) -> Subjects:
    """Sort statements by subject and predicate.

    >>> by_subject(['<urn:s> <urn:p> "a b"'])
    {'<urn:s>': {'<urn:p>': ['"a b"']}}
    """
    subjects: Subjects = {}
    for statement in statements:
        subject, predicate, obj = split(statement)
        subjects.setdefault(subject, {}).setdefault(predicate, []).append(obj)
    return subjects


def literal_parts(literal: str) -> tuple[str, str, str]:
    """Cut a literal into its quoted text, its language with the direction, and the IRI of its datatype, "" where it has none.

    >>> literal_parts('"1"^^<urn:t>'), literal_parts('"a"@en'), literal_parts('"a"')
    (('"1"', '', 'urn:t'), ('"a"', 'en', ''), ('"a"', '', ''))
    """
    if literal.endswith('"'):
        return literal, "", ""
    end = literal.rindex('"') + 1
    rest = literal[end:]
    return (literal[:end], "", rest[3:-1]) if rest.startswith("^") else (literal[:end], rest[1:], "")


def text(quoted: str) -> str:
    r"""Give the text that stands in quotation marks.

    >>> text(r'"a\n\u0001\\"')
    'a\n\x01\\'
    """
    inner = quoted[1:-1]
    return _ESCAPE.sub(_character, inner) if "\\" in inner else inner


def _character(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else _SHORT.get(escape[3], escape[3])


def quads_of(blocks: Blocks) -> list[ox.Quad]:
    """Read the statements of graphs, sorted."""
    lines = sorted(f"{line} {graph} .\n" for graph, statements in blocks.items() for line in statements)
    return list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS, lenient=True))


def merged(blocks: Blocks) -> Iterable[str]:
    """Give the statements of all graphs, each once."""
    return dict.fromkeys(line for lines in blocks.values() for line in lines)
