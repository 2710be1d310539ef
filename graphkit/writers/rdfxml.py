"""RDF/XML: the union of all documents, for tools that read nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from graphkit.errors import StoreError
from graphkit.graph.blocks import Blocks, literal_parts, merged, split, text
from graphkit.vocab import PREFIXES, RDF
from graphkit.writers.characters import illegal_character

_NAME = re.compile(r"[A-Za-z_][\w.-]*$", re.ASCII)
_ESCAPES = {"\r": "&#13;"}


def to_files(blocks: Blocks, path: Path) -> dict[Path, bytes]:
    """Write the statements for `path`.

    Source: W3C RDF 1.1 XML Syntax, section 2.

    Raises:
        StoreError: If a text has a character that XML cannot hold, or a property's IRI cannot be an element's name.
    """
    by_subject: dict[str, list[tuple[str, str]]] = {}
    for statement in sorted(merged(blocks)):
        subject, predicate, obj = split(statement)
        by_subject.setdefault(_about(subject), []).append((predicate[1:-1], obj))
    namespaces: dict[str, str] = {RDF: "rdf"}
    body = []
    for about, properties in by_subject.items():
        body.append(f"  <rdf:Description {about}>\n")
        body.extend(f"    {_property(_element(name, namespaces), obj)}\n" for name, obj in properties)
        body.append("  </rdf:Description>\n")
    declared = "".join(f"\n    xmlns:{prefix}={quoteattr(iri)}" for iri, prefix in sorted(namespaces.items()))
    written = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n{"".join(body)}</rdf:RDF>\n'
    illegal = illegal_character(written)
    if illegal is not None:
        message = f"RDF/XML cannot hold the character U+{ord(illegal):04X}, which stands in a text of the graph."
        raise StoreError(f"{message} Choose .ttl or another format.")
    return {path: written.encode()}


def _about(subject: str) -> str:
    return f'rdf:nodeID="{subject[2:]}"' if subject.startswith("_:") else f"rdf:about={quoteattr(subject[1:-1])}"


def _property(name: str, obj: str) -> str:
    if obj.startswith("<<"):
        raise StoreError("RDF/XML cannot hold a statement about a statement. Choose .trig or another format.")
    if obj.startswith("<"):
        return f"<{name} rdf:resource={quoteattr(obj[1:-1])}/>"
    if obj.startswith("_:"):
        return f'<{name} rdf:nodeID="{obj[2:]}"/>'
    quoted, language, kind = literal_parts(obj)
    more = f" xml:lang={quoteattr(language)}" if language else f" rdf:datatype={quoteattr(kind)}" if kind else ""
    return f"<{name}{more}>{escape(text(quoted), _ESCAPES)}</{name}>"


def _element(iri: str, namespaces: dict[str, str]) -> str:
    match = _NAME.search(iri)
    if match is None:
        raise StoreError(f"RDF/XML has no name for the property {iri}. Choose .ttl or another format.")
    namespace = iri[: match.start()]
    known = {value: prefix for prefix, value in PREFIXES.items()}
    if namespace not in namespaces:
        namespaces[namespace] = known.get(namespace, f"ns{len(namespaces)}")
    return f"{namespaces[namespace]}:{match.group()}"
