"""RDF terms: short ways to make pyoxigraph's nodes and literals."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from urllib.parse import quote

import pyoxigraph as ox

from graphkit.vocab import XSD

Subject = ox.NamedNode | ox.BlankNode
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Quad = ox.Quad


@functools.lru_cache(maxsize=4096)
def node(iri: str) -> ox.NamedNode:
    """Make the node named `iri`.

    Raises:
        ValueError: If `iri` is not an absolute IRI (RFC 3987).
    """
    return ox.NamedNode(iri)


def is_iri(text: str) -> bool:
    """Tell whether `text` is an absolute IRI.

    >>> is_iri("urn:a"), is_iri("a b")
    (True, False)
    """
    try:
        node(text)
    except ValueError:
        return False
    return True


def integer(value: int) -> ox.Literal:
    """Make an xsd:integer literal.

    >>> str(integer(35))
    '"35"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    return ox.Literal(str(value), datatype=node(XSD + "integer"))


def share(value: float) -> ox.Literal:
    """Make an xsd:decimal literal of a number in 0…1, rounded to two places so that machines agree.

    >>> str(share(0.87499))
    '"0.87"^^<http://www.w3.org/2001/XMLSchema#decimal>'

    Raises:
        ValueError: If `value` lies outside 0…1.
    """
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"{value} is no confidence between 0 and 1")
    return ox.Literal(f"{value:.2f}", datatype=node(XSD + "decimal"))


def quoted(text: str) -> str:
    """Write a text as SPARQL and Turtle have it.

    >>> quoted("a word")
    '"a word"'
    """
    return str(ox.Literal(text))


def typed(value: str, datatype: str) -> ox.Literal:
    """Make a literal of the XML Schema type with local name `datatype`."""
    return ox.Literal(value, datatype=node(XSD + datatype))


def link(address: str) -> ox.NamedNode | ox.Literal:
    """Make a node of a web address, quoting what IRIs forbid; what cannot be an IRI stays a literal.

    >>> str(link("https://example.org/a b")), str(link("no address"))
    ('<https://example.org/a%20b>', '"no address"')
    """
    if "://" in address:
        try:
            return ox.NamedNode(quote(address, safe="-._~/:@!$&'()*+,;=?#%[]"))
        except ValueError:
            pass
    return ox.Literal(address)


def digest(*parts: str) -> str:
    """Make sixteen hexadecimal digits out of the parts, the same ones for the same parts.

    >>> digest("a", "b") == digest("a", "b") != digest("ab")
    True
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def as_stored(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give the quads, each once and sorted, with their numbers and times in the one spelling that Oxigraph keeps.

    Oxigraph stores values, not spellings: "0.90" comes back as "0.9", xsd:nonNegativeInteger as xsd:integer and
    xsd:dateTimeStamp as xsd:dateTime. What is written at once must equal what comes out of a store.

    >>> p = ox.NamedNode("urn:p")
    >>> [quad.object.value for quad in as_stored([ox.Quad(p, p, share(0.9)), ox.Quad(p, p, share(0.9))])]
    ['0.9']
    """
    store = ox.Store()
    store.bulk_extend(quads)
    return sorted(store, key=order)


def to_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Write statements as lines of N-Quads, in their order."""
    return "".join(f"{quad} .\n" for quad in quads).encode()


def from_nquads(data: bytes) -> Iterator[ox.Quad]:
    """Read lines that `to_nquads` wrote."""
    return ox.parse(data, format=ox.RdfFormat.N_QUADS, lenient=True)


def order(quad: ox.Quad | ox.Triple) -> str:
    """Give the key by which statements are sorted: their line in N-Quads."""
    return str(quad)
