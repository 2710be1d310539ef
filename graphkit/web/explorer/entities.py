"""The page of a name: names, positions over time, relations, events on a timeline, co-actors, documents, statements."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graphkit import vocab
from graphkit.graph.results import Row
from graphkit.iri import ONTOLOGY
from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.named import Named, name
from graphkit.web.explorer.timeline import bars
from graphkit.web.explorer.told import Wanted, count, lookups, pick, tell
from graphkit.writers.html.collect import DETAILS, shown
from graphkit.writers.names import fold

PAGE = 20
"""Statements on a page."""

_ABOUT = "SELECT ?p ?o WHERE {{ {me} ?p ?o FILTER(!STRSTARTS(STR(?p), STR(nif:)) && ?p != gaf:denotedBy) }}"
_RELATIONS = """
SELECT ?p ?other ?out (COUNT(DISTINCT ?a) AS ?n) WHERE {{
  {{ ?a rdf:subject {me} ; rdf:object ?other BIND(true AS ?out) }} UNION {{ ?a rdf:object {me} ; rdf:subject ?other BIND(false AS ?out) }}
  ?a a gk:Assertion ; rdf:predicate ?p . FILTER(?p != gk:holdsPosition && isIRI(?other))
}} GROUP BY ?p ?other ?out"""
_DAYS = """
SELECT ?day (COUNT(DISTINCT ?f) AS ?n) WHERE {{
  ?f gk:trigger ?words ; ?role {me} ; gk:time ?when .
  ?when (time:hasBeginning|time:hasEnd)?/(time:inXSDDate|time:inXSDDateTimeStamp) ?moment BIND(SUBSTR(STR(?moment), 1, 10) AS ?day)
}} GROUP BY ?day ORDER BY ?day"""
_TIMED = """
SELECT ?g ?f (MIN(?day) AS ?first) WHERE {{
  GRAPH ?g {{ ?f gk:trigger ?words ; ?role {me} ; gk:time ?when .
    ?when (time:hasBeginning|time:hasEnd)?/(time:inXSDDate|time:inXSDDateTimeStamp) ?moment BIND(SUBSTR(STR(?moment), 1, 10) AS ?day) }}
}} GROUP BY ?g ?f"""
_BESIDE = """
SELECT ?other (COUNT(DISTINCT ?f) AS ?n) WHERE {{
  ?f gk:trigger ?words ; ?role {me} ; ?another ?other . FILTER(?other != {me} && STRSTARTS(STR(?other), STR(gkr:)))
}} GROUP BY ?other"""
_DOCUMENTS = """
SELECT ?g (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (SAMPLE(?p) AS ?publisher) (COUNT(DISTINCT ?m) AS ?n) WHERE {{
  GRAPH ?g {{ {me} gaf:denotedBy ?m }}
  OPTIONAL {{ ?g dcterms:title ?t }} OPTIONAL {{ ?g dcterms:date ?d }} OPTIONAL {{ ?g dcterms:publisher ?p }}
}} GROUP BY ?g"""
_FIRST = "SELECT {columns} WHERE {{ {{ {query} ORDER BY DESC(?{key}) LIMIT 1000 }} }} ORDER BY DESC(?{key}) {ties} LIMIT {most}"
"""The first of a query's groups. Oxigraph compares IRIs slowly, so only among a thousand."""
_POSITIONS = """
SELECT ?one ?label ?formerly ?g ?date WHERE {{
  GRAPH ?g {{ {posts} ?post rdfs:label ?label . OPTIONAL {{ ?post gk:formerly ?formerly }} }}
  OPTIONAL {{ ?g dcterms:date ?date }}
}} ORDER BY ?date ?g LIMIT 2000"""
_HELD = "{me} gk:holdsPosition ?post . OPTIONAL {{ ?post gk:positionIn ?one }}"
_HOLDERS = "?post gk:positionIn {me} . ?one gk:holdsPosition ?post ."


@dataclass(frozen=True, slots=True)
class Office:
    """A position with whom or what it ties, and the days of the first and the last document that tell of it."""

    label: str
    other: str
    formerly: bool
    first: str
    last: str
    documents: int


async def entity(ask: Ask, iri: str, *, wanted: Wanted, page: int) -> dict[str, Any]:
    """Gather what the page of the name `iri` shows."""
    me = {"me": ref(iri)}
    pattern = wanted.pattern(iri)
    queries = [query.format(**me) for query in (_ABOUT, _DAYS)]
    queries += [
        _FIRST.format(columns=columns, query=query.format(**me), key=key, ties=ties, most=most)
        for query, columns, key, ties, most in (
            (_RELATIONS, "?p ?other ?out ?n", "n", "?p ?other", 60),
            (_TIMED, "?g ?f ?first", "first", "?g ?f", 30),
            (_BESIDE, "?other ?n", "n", "?other", 24),
            (_DOCUMENTS, "?g ?title ?date ?publisher ?n", "date", "?g", 50),
        )
    ]
    queries += [_POSITIONS.format(posts=posts.format(**me)) for posts in (_HELD, _HOLDERS)]
    answers, total, picks = await asyncio.gather(
        asyncio.gather(*(ask.rows(query) for query in queries)),
        count(ask, pattern),
        pick(ask, pattern, most=PAGE, skip=PAGE * (page - 1)),
    )
    about, days, relations, timed, beside, documents, held, holders = answers
    events = [(str(row[0]), str(row[1])) for row in timed]
    facts = await tell(ask, list(dict.fromkeys([*picks, *events])))
    offices, officials = _offices(held), _offices(holders)
    others = [
        *(str(row[1]) for row in relations),
        *(str(row[0]) for row in beside),
        *(o.other for o in (*offices, *officials)),
    ]
    names = await name(ask, {iri, wanted.other, *others} - {""})
    day = {(str(row[0]), str(row[1])): str(row[2]) for row in timed}
    return {
        "iri": iri,
        "name": names[iri],
        "other_names": _other_names(about, names[iri].label),
        "details": _details(about),
        "offices": offices,
        "officials": officials,
        "relations": _relations(relations, names),
        "bars": bars({str(row[0]): int(str(row[1])) for row in days}),
        "events": [(day[key], fact) for fact in facts.facts if (key := (fact.document, fact.event)) in day],
        "beside": [(names[str(row[0])], row[1]) for row in beside],
        "documents": documents,
        "statements": [fact for fact in facts.facts if (fact.document, fact.event or fact.iri) in set(picks)],
        **lookups(facts),
        "names": names,
        "wanted": wanted,
        "total": total,
        "page": page,
        "pages": -(-total // PAGE),
    }


def _other_names(about: Sequence[Row], label: str) -> list[str]:
    return sorted({str(row[1]) for row in about if row[0] in (vocab.LABEL, vocab.ALT_LABEL)} - {label})


def _details(about: Sequence[Row]) -> list[tuple[str, str, str]]:
    """Name, words and web address ("" for none) of each property worth a line."""
    found: list[tuple[str, str, str]] = []
    for title, predicate in DETAILS:
        for value in sorted(str(row[1]) for row in about if row[0] == predicate):
            found.append(
                (title, shown(value), value if re.match(r"https?://", value) and predicate == vocab.SAME_AS else "")
            )
    return found


def _offices(rows: Sequence[Row]) -> list[Office]:
    """Put together what several documents tell of one position; the latest told first."""
    found: dict[tuple[str, str, bool], list[tuple[str, str, str]]] = {}
    for other, label, formerly, graph, date in rows:
        key = (fold(str(label)), str(other or ""), formerly is True)
        found.setdefault(key, []).append((str(date or ""), str(graph), str(label)))
    offices = [
        Office(
            told[-1][2],
            other,
            formerly,
            min((d for d, _, _ in told if d), default=""),
            max(d for d, _, _ in told),
            len({g for _, g, _ in told}),
        )
        for (_, other, formerly), told in found.items()
    ]
    return sorted(offices, key=lambda office: (office.last, office.documents, office.label), reverse=True)


def _relations(rows: Sequence[Row], names: dict[str, Named]) -> list[tuple[str, bool, list[tuple[Named, int]]]]:
    """Group relations: property, whether it goes out from here, and the others with the number of reports."""
    found: dict[tuple[str, bool], list[tuple[Named, int]]] = {}
    for predicate, other, out, number in rows:
        if str(predicate).startswith(ONTOLOGY):
            found.setdefault((str(predicate), out is True), []).append((names[str(other)], int(str(number))))
    return [(predicate, out, others) for (predicate, out), others in found.items()]
