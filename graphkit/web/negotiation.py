"""Content negotiation: the media type that a client likes best among those that can be written.

Source: RFC 9110, section 12.5.1 (Accept).
"""

from __future__ import annotations

from collections.abc import Sequence

ROWS = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv; charset=utf-8",
    "text/tab-separated-values": "text/tab-separated-values; charset=utf-8",
    "application/json": "application/json",
    "application/xml": "application/xml",
    "text/xml": "text/xml; charset=utf-8",
}
"""Media types of rows and truth values, the preferred first, and what the answer's header says."""
TRIPLES = {
    "text/turtle": "text/turtle; charset=utf-8",
    "application/n-triples": "application/n-triples",
    "application/ld+json": "application/ld+json",
    "application/rdf+xml": "application/rdf+xml",
    "application/trig": "application/trig",
    "application/n-quads": "application/n-quads",
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/plain": "application/n-triples",
}
"""Media types of triples, the preferred first, and what the answer's header says."""


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Choose the type in `offered` that the header `accept` likes best, the earlier where it likes two equally.

    >>> choose("text/*;q=0.5, application/json", ["text/csv", "application/json"])
    'application/json'
    >>> choose("text/html", ["text/csv"]) is None, choose(None, ["text/csv"])
    (True, 'text/csv')
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",")[:100]]
    liked = {media: _quality(media, ranges) for media in offered}
    best = max(offered, key=lambda media: liked[media])
    return best if liked[best] > 0 else None


def _range(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return media, quality


def _quality(media: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the narrowest range that `media` lies in."""
    for pattern in (media, media.partition("/")[0] + "/*", "*/*"):
        found = [quality for name, quality in ranges if name == pattern]
        if found:
            return max(found)
    return 0.0
