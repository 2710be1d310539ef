"""Search over names and texts."""

from __future__ import annotations

import asyncio
from typing import Any

from graphkit.graph.terms import quoted
from graphkit.vocab import gk
from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.named import Named, name
from graphkit.writers.sentences import sentence_around

PAGE = 40
TEXTS = 20
_NAMES = """
SELECT ?x (COUNT(DISTINCT ?m) AS ?n) (MAX(?is) AS ?exact) WHERE {{
  {{ SELECT DISTINCT ?x ?is WHERE {{
     {{ ?x rdfs:label ?label }} UNION {{ ?x skos:altLabel ?label }} {only}
     BIND(LCASE(?label) AS ?low) FILTER(CONTAINS(?low, {wanted}))
     BIND(IF(?low = {wanted}, 2, IF(STRSTARTS(?low, {wanted}), 1, 0)) AS ?is) }} LIMIT 5000 }}
  OPTIONAL {{ ?x gk:trigger ?words }} FILTER(!BOUND(?words))
  ?x gaf:denotedBy ?m .
}} GROUP BY ?x ORDER BY DESC(?exact) DESC(?n) ?x LIMIT {most} OFFSET {skip}"""
_BROWSED = """
SELECT ?x (COUNT(DISTINCT ?m) AS ?n) WHERE {{ ?x a {kind} ; gaf:denotedBy ?m . }} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT {most} OFFSET {skip}"""
_TEXTS = """
SELECT ?g (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (SAMPLE(?text) AS ?words) WHERE {{
  GRAPH ?g {{ ?context nif:isString ?text FILTER(CONTAINS(LCASE(?text), {wanted})) }}
  OPTIONAL {{ ?g dcterms:title ?t }} OPTIONAL {{ ?g dcterms:date ?d }}
}} GROUP BY ?g ORDER BY DESC(?date) ?g LIMIT {most} OFFSET {skip}"""


async def search(ask: Ask, words: str, *, kind: str = "", page: int = 1) -> dict[str, Any]:
    """Gather the names that contain `words`, those of a class (local name) if one is given, and the texts that do."""
    names, texts = await asyncio.gather(
        _names(ask, words, kind, most=PAGE + 1, skip=PAGE * (page - 1)),
        _texts(ask, words, TEXTS + 1, TEXTS * (page - 1)) if words and not kind else _nothing(),
    )
    return {
        "words": words,
        "kind": kind,
        "names": names[:PAGE],
        "texts": texts[:TEXTS],
        "page": page,
        "has_more": len(names) > PAGE or len(texts) > TEXTS,
    }


async def suggest(ask: Ask, words: str) -> list[tuple[Named, int]]:
    """Give the best names for the beginning of a search."""
    return await _names(ask, words, "", most=8, skip=0)


async def _nothing() -> list[Any]:
    return []


async def _names(ask: Ask, words: str, kind: str, *, most: int, skip: int) -> list[tuple[Named, int]]:
    if not words and not kind:
        return []
    only = f"?x a {ref(gk(kind))} ." if kind else ""
    query = (
        _NAMES.format(wanted=quoted(words.lower()), only=only, most=most, skip=skip)
        if words
        else _BROWSED.format(kind=ref(gk(kind)), most=most, skip=skip)
    )
    rows = await ask.rows(query)
    named = await name(ask, {str(row[0]) for row in rows})
    return [(named[str(row[0])], int(str(row[1]))) for row in rows]


async def _texts(ask: Ask, words: str, most: int, skip: int) -> list[dict[str, Any]]:
    rows = await ask.rows(_TEXTS.format(wanted=quoted(words.lower()), most=most, skip=skip))
    return [
        {"iri": str(row[0]), "title": row[1], "date": row[2], "passages": passages(str(row[3]), words)} for row in rows
    ]


def passages(text: str, words: str, most: int = 3) -> list[tuple[str, str, str]]:
    """Cut the first sentences with `words` out of a text: what stands before, the words, what stands behind.

    >>> passages("It rained. The Port burnt down. Nobody saw it.", "port")
    [('The ', 'Port', ' burnt down.')]
    """
    found: list[tuple[str, str, str]] = []
    low, wanted, at, end = text.lower(), words.lower(), 0, -1
    while wanted and len(low) == len(text) and len(found) < most and (at := low.find(wanted, max(at, end))) >= 0:
        begin, end = sentence_around(text, at, at + len(wanted))
        found.append((text[begin:at], text[at : at + len(wanted)], text[at + len(wanted) : end]))
    return found
