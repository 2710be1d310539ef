"""The page to begin with: what the store holds, who is reported most, and which documents came last."""

from __future__ import annotations

import asyncio
from typing import Any

from graphkit.graph.questions import questions
from graphkit.graph.results import Row
from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.documents import latest
from graphkit.web.explorer.named import name
from graphkit.writers.html.styles import styles

COUNTS = {
    "documents": "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x a schema:NewsArticle }",
    "events": "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { ?x gk:trigger ?w }",
    "statements": "SELECT (COUNT(*) AS ?n) WHERE { ?x a gk:Assertion }",
}
KINDS = "SELECT ?kind (COUNT(DISTINCT ?x) AS ?n) WHERE {{ VALUES ?kind {{ {kinds} }} ?x a ?kind ; gaf:denotedBy ?m }} GROUP BY ?kind ORDER BY DESC(?n)"
EVENTS = """
SELECT ?label (COUNT(DISTINCT ?x) AS ?n) WHERE {
  ?x gk:trigger ?w ; a ?kind . ?kind rdfs:label ?label FILTER(?kind != gk:Statement && ?kind != gk:Occurrence)
} GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT 12"""
_ACTORS = """
SELECT ?x ?n WHERE {{
  {{ SELECT ?x (COUNT(*) AS ?n) WHERE {{
    {{ ?f gk:agent ?x }} UNION {{ ?f gk:patient ?x }} UNION {{ ?f rdf:subject ?x }} UNION {{ ?f rdf:object ?x }}
    MINUS {{ ?f gk:fromEvent ?event }} MINUS {{ ?f a gk:RoleAssertion }}
  }} GROUP BY ?x ORDER BY DESC(?n) LIMIT {within} }}
  FILTER(STRSTARTS(STR(?x), STR(gkr:)))
}} ORDER BY DESC(?n) ?x LIMIT {most}"""
_NAMED = ("State", "Organization", "Person", "Official", "Place", "Facility", "WeaponSystem", "Agreement")


async def start(ask: Ask) -> dict[str, Any]:
    """Gather what the start page shows."""
    counts, kinds, events, actors, papers = await asyncio.gather(
        asyncio.gather(*(ask.rows(query) for query in COUNTS.values())),
        ask.rows(KINDS.format(kinds=" ".join(f"gk:{kind}" for kind in _NAMED))),
        ask.rows(EVENTS),
        most_reported(ask, 24),
        latest(ask, most=12, copies=False),
    )
    names = await name(ask, {str(row[0]) for row in actors})
    named = [(str(row[0]).rsplit("#", 1)[-1], int(str(row[1]))) for row in kinds]
    found = {what: int(str(rows[0][0])) for what, rows in zip(COUNTS, counts, strict=True)}
    found["names"] = sum(number for _, number in named)
    return {
        "counts": [(what, found[what]) for what in ("documents", "names", "events", "statements")],
        "kinds": named,
        "events": [(str(row[0]), int(str(row[1]))) for row in events],
        "actors": [(names[str(row[0])], int(str(row[1]))) for row in actors],
        "documents": papers,
        "questions": questions(),
        "styles": styles(),
    }


async def most_reported(ask: Ask, most: int) -> list[Row]:
    """List the named actors of most statements, with their numbers; groups, which live in one document, are left out."""
    return await ask.rows(_ACTORS.format(most=most, within=20 * most))
