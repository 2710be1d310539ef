"""Which page shows a resource: short paths for the IRIs that graphkit makes, `resource?iri=` for all others."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from graphkit.graph.terms import is_iri
from graphkit.iri import DOCUMENT, RESOURCE

_PLAIN = re.compile(r"[\w~-][\w.~-]*(?:/[\w~-][\w.~-]*)*", re.ASCII)


def path_of(iri: str) -> str:
    """Give the path of a resource's page, from the root of the server.

    >>> path_of("https://w3id.org/graphkit/resource/state/russia"), path_of("urn:a b")
    ('entity/state/russia', 'resource?iri=urn%3Aa%20b')
    >>> path_of("https://w3id.org/graphkit/document/a.txt"), path_of("https://w3id.org/graphkit/document/a.txt#event-3")
    ('document/a.txt', 'node/a.txt/event-3')
    """
    if iri.startswith(RESOURCE) and _PLAIN.fullmatch(iri[len(RESOURCE) :]):
        return f"entity/{iri[len(RESOURCE) :]}"
    if iri.startswith(DOCUMENT):
        document, _, part = iri[len(DOCUMENT) :].partition("#")
        if _PLAIN.fullmatch(document) and not part:
            return f"document/{document}"
        if _PLAIN.fullmatch(document) and _PLAIN.fullmatch(part) and "/" not in part:
            return f"node/{document}/{part}"
    return f"resource?iri={quote(iri, safe='')}"


def iri_at(kind: str, path: str) -> str:
    """Name the resource whose page has the path `kind`/`path`; the other way of `path_of`.

    >>> iri_at("node", "a.txt/event-3")
    'https://w3id.org/graphkit/document/a.txt#event-3'
    """
    if kind == "entity":
        return RESOURCE + path
    if kind == "document":
        return DOCUMENT + path
    document, _, part = path.rpartition("/")
    return f"{DOCUMENT}{document}#{part}"


def ref(iri: str) -> str:
    """Write an IRI as SPARQL has it.

    Raises:
        ValueError: If it is none.
    """
    if not is_iri(iri):
        raise ValueError(f"{iri!r} is no IRI")
    return f"<{iri}>"


def with_fields(path: str, **fields: object) -> str:
    """Add fields to an address, without those that are empty.

    >>> with_fields("search", q="a b", page=None), with_fields("resource?iri=urn%3Aa", page=2)
    ('search?q=a+b', 'resource?iri=urn%3Aa&page=2')
    """
    given = urlencode([(name, str(value)) for name, value in fields.items() if value not in (None, "", 0)])
    return f"{path}{'&' if '?' in path else '?'}{given}" if given else path
