"""RDF/XML: the union of all documents, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graphkit.errors import StoreError
from graphkit.graph.terms import order
from graphkit.vocab import PREFIXES, RDF, XSD
from graphkit.writers.characters import illegal_character

_NAME = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)
_ESCAPES = {"\r": "&#13;"}


def to_files(quads: Iterable[ox.Quad], path: Path) -> dict[Path, bytes]:
    """Write `quads` for `path`.

    Source: W3C RDF 1.1 XML Syntax, section 2.

    Raises:
        StoreError: If a text has a character that XML cannot hold, or a property's IRI cannot be an element's name.
    """
    by_subject: dict[str, list[ox.Triple]] = {}
    for triple in sorted({quad.triple for quad in quads}, key=order):
        by_subject.setdefault(_about(triple.subject), []).append(triple)
    namespaces: dict[str, str] = {RDF: "rdf"}
    body = []
    for about, triples in by_subject.items():
        body.append(f"  <rdf:Description {about}>\n")
        body.extend(f"    {_property(triple, namespaces)}\n" for triple in triples)
        body.append("  </rdf:Description>\n")
    declared = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for iri, prefix in sorted(namespaces.items()))
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n{"".join(body)}</rdf:RDF>\n'
    illegal = illegal_character(text)
    if illegal is not None:
        message = f"RDF/XML cannot hold the character U+{ord(illegal):04X}, which stands in a text of the graph."
        raise StoreError(f"{message} Choose .ttl or another format.")
    return {path: text.encode()}


def _about(subject: object) -> str:
    if isinstance(subject, ox.BlankNode):
        return f'rdf:nodeID="{subject.value}"'
    return f"rdf:about={quoteattr(subject.value if isinstance(subject, ox.NamedNode) else str(subject))}"


def _property(triple: ox.Triple, namespaces: dict[str, str]) -> str:
    name = _element(triple.predicate.value, namespaces)
    obj = triple.object
    if isinstance(obj, ox.NamedNode):
        return f"<{name} rdf:resource={quoteattr(obj.value)}/>"
    if isinstance(obj, ox.BlankNode):
        return f'<{name} rdf:nodeID="{obj.value}"/>'
    if not isinstance(obj, ox.Literal):
        raise StoreError("RDF/XML cannot hold a statement about a statement. Choose .trig or another format.")
    kind = ""
    if obj.language:
        kind = f" xml:lang={quoteattr(obj.language)}"
    elif obj.datatype.value != XSD + "string":
        kind = f" rdf:datatype={quoteattr(obj.datatype.value)}"
    return f"<{name}{kind}>{escape(obj.value, _ESCAPES)}</{name}>"


def _element(iri: str, namespaces: dict[str, str]) -> str:
    match = _NAME.search(iri)
    if match is None:
        raise StoreError(f"RDF/XML has no name for the property {iri}. Choose .ttl or another format.")
    namespace = iri[: match.start()]
    known = {value: prefix for prefix, value in PREFIXES.items()}
    if namespace not in namespaces:
        namespaces[namespace] = known.get(namespace, f"ns{len(namespaces)}")
    return f"{namespaces[namespace]}:{match.group()}"
