"""Finding nodes by what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from graphkit.writers.html.facts import Node


def find_nodes(nodes: Iterable[Node], name: str) -> list[Node]:
    """Find the nodes that a name means: by label, else by another name, else by the IRI or its end."""
    nodes = list(nodes)
    wanted = fold(name)
    return (
        [node for node in nodes if fold(node.label) == wanted]
        or [node for node in nodes if wanted in {fold(other) for other in node.names}]
        or [node for node in nodes if is_named(node.iri, name)]
    )


def suggest(nodes: Iterable[Node], name: str) -> str:
    """Offer names that are spelt alike, as a sentence; "" if there are none."""
    from rapidfuzz import process

    names = sorted({known for node in nodes for known in (node.label, *node.names)})
    close = [found for found, score, _ in process.extract(name, names, limit=3, processor=fold) if score >= 70]
    return (
        f" Did you mean {' or '.join(close)}?" if close else " Look names up on the page that 'graphkit view' writes."
    )


def fold(name: str) -> str:
    """Make names comparable: without case and accents, every blank one space.

    >>> fold("São  Tomé") == fold("sao tome")
    True
    """
    plain = unicodedata.normalize("NFD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def is_named(iri: str, name: str) -> bool:
    """Tell whether `name` is the IRI, in angle brackets or not, or its end after a slash, hash or colon."""
    name = name.strip("<>")
    return bool(iri) and (iri == name or (len(name) > 2 and re.search(rf"[/#:]{re.escape(name)}\Z", iri) is not None))
