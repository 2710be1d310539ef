"""The page of a document, with its text marked up, and the list of all documents."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.concurrency import run_in_threadpool

from graphkit.graph.extractions import read_extraction
from graphkit.graph.results import Row
from graphkit.iri import IRI
from graphkit.model import Extraction
from graphkit.vocab import COPY_OF
from graphkit.web.explorer.addresses import path_of, ref
from graphkit.web.explorer.ask import Ask
from graphkit.writers.markup import Markup, legend

PAGE = 50
_ALL = """
SELECT ?g ?title ?date ?publisher (COUNT(DISTINCT ?event) AS ?n) WHERE {{
  {{ SELECT ?g (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (SAMPLE(?p) AS ?publisher) WHERE {{ ?g a schema:NewsArticle . {only}
    OPTIONAL {{ ?g dcterms:title ?t }} OPTIONAL {{ ?g dcterms:date ?d }} OPTIONAL {{ ?g dcterms:publisher ?p }}
  }} GROUP BY ?g ORDER BY DESC(?date) ?g LIMIT {most} OFFSET {skip} }}
  OPTIONAL {{ GRAPH ?g {{ ?event gk:trigger ?words }} }}
}} GROUP BY ?g ?title ?date ?publisher ORDER BY DESC(?date) ?g"""


async def document(ask: Ask, iri: str, root: str) -> dict[str, Any]:
    """Gather what the page of the document `iri` shows; `root` is the way from it to the server's."""
    me = ref(iri)
    stated, copies = await asyncio.gather(
        ask.triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {me} {{ ?s ?p ?o }} }}"),
        ask.rows(
            f"SELECT ?other ?how WHERE {{ {{ {me} {ref(COPY_OF)} ?other BIND('is a copy of' AS ?how) }} UNION {{ ?other {ref(COPY_OF)} {me} BIND('has the copy' AS ?how) }} }} LIMIT 20"
        ),
    )

    def make() -> dict[str, Any]:
        found = read_extraction(IRI(iri), stated.triples)
        address = _addresses(found, iri)
        markup = Markup(found, href=lambda key: root + path_of(address[key]) if key in address else "")
        told = {role.filler for event in found.events for role in event.roles}
        names = {e.iri or address[e.key]: e for e in found.entities if e.mentions and (e.iri or e.key in told)}
        return {
            "iri": iri,
            "article": found.article,
            "found": found,
            "blocks": "".join(markup.blocks()),
            "legend": legend([found]),
            "entities": sorted(names.items(), key=lambda pair: (-len(pair[1].mentions), pair[1].label)),
            "copies": [(str(row[1]), str(row[0])) for row in copies],
            "size": len(stated),
        }

    return await run_in_threadpool(make)


def _addresses(found: Extraction, iri: str) -> dict[str, str]:
    """IRI of each key that has a page of its own."""
    keys = (node.key for nodes in (found.entities, found.events, found.positions) for node in nodes)
    return {key: f"{iri}#{key}" for key in keys} | {e.key: str(e.iri) for e in found.entities if e.iri}


async def latest(ask: Ask, *, most: int, skip: int = 0, copies: bool = True) -> list[Row]:
    """List documents, the youngest first, each with its number of events; `copies` too, or only texts of their own."""
    only = "" if copies else f"FILTER NOT EXISTS {{ ?g {ref(COPY_OF)} ?other }}"
    return await ask.rows(_ALL.format(most=most, skip=skip, only=only))


async def documents(ask: Ask, *, page: int) -> dict[str, Any]:
    """Gather a page of the list of all documents, the youngest first."""
    total, rows = await asyncio.gather(
        ask.rows("SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { ?g a schema:NewsArticle }"),
        latest(ask, most=PAGE, skip=PAGE * (page - 1)),
    )
    number = int(str(total[0][0]))
    return {"documents": rows, "total": number, "page": page, "pages": -(-number // PAGE)}
