"""The page of everything else that has an IRI: terms of the ontology, concepts, mentions, runs; its statements as they are."""

from __future__ import annotations

import asyncio
from typing import Any

from graphkit.graph.results import shorten
from graphkit.graph.terms import is_iri
from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.named import name

MOST = 200
"""Statements that are shown of each direction."""
_FROM = "SELECT DISTINCT ?p ?o WHERE {{ {me} ?p ?o }} ORDER BY ?p ?o LIMIT {most}"
_TO = "SELECT DISTINCT ?p ?s WHERE {{ ?s ?p {me} }} ORDER BY ?p ?s LIMIT {most}"


async def thing(ask: Ask, iri: str) -> dict[str, Any]:
    """Gather the statements with `iri` as their subject, and as their object."""
    me = ref(iri)
    asked = (query.format(me=me, most=MOST) for query in (_FROM, _TO))
    said, used = await asyncio.gather(*(ask.rows(query) for query in asked))
    linked = {str(row[1]) for row in (*said, *used) if isinstance(row[1], str) and is_iri(row[1])}
    names = await name(ask, {iri, *linked})
    return {
        "iri": iri,
        "short": shorten(iri),
        "name": names[iri],
        "names": names,
        "sides": [
            (title, [(str(row[0]), shorten(str(row[0])), row[1]) for row in rows])
            for title, rows in (("What is said of it", said), ("Where it is used", used))
        ],
        "most": MOST,
    }
