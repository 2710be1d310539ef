"""The graph view of a part of the store: what lies around some names, who is reported most, or a query's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from graphkit.graph.results import Results
from graphkit.graph.terms import is_iri
from graphkit.vocab import LABEL, TYPE
from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask, values
from graphkit.web.explorer.named import name
from graphkit.web.explorer.start import most_reported
from graphkit.web.explorer.told import Pick, Wanted, pick, tell
from graphkit.writers.html.facts import Document, Fact, Facts, Node
from graphkit.writers.html.words import words

MOST = 250
"""Statements that are loaded for each name."""
LONGEST = 3000
"""Rows or triples of an answer that are drawn."""
_AMONG = """
  {one} GRAPH ?g {{ ?a rdf:subject ?one ; rdf:object ?other . OPTIONAL {{ ?a gk:fromEvent ?e }} }}
  FILTER(?other IN ({others})) FILTER NOT EXISTS {{ ?a a gk:RoleAssertion }}
  BIND(COALESCE(?e, ?a) AS ?f)"""


async def around(ask: Ask, iris: Sequence[str]) -> Facts:
    """Read what is said of some names, the youngest documents first."""
    found = await asyncio.gather(*(pick(ask, Wanted().pattern(iri), most=MOST) for iri in iris))
    return await tell(ask, list(dict.fromkeys(pick for picks in found for pick in picks)))


async def among_most_reported(ask: Ask) -> Facts:
    """Read what those who are reported most do to each other."""
    actors = [str(row[0]) for row in await most_reported(ask, 60)]
    if not actors:
        return Facts()
    pattern = _AMONG.format(one=values("one", actors), others=", ".join(ref(actor) for actor in actors))
    found: list[Pick] = await pick(ask, pattern, most=2 * MOST)
    return await tell(ask, found)


async def answer(ask: Ask, results: Results) -> Facts:
    """Make a drawing of a query's answer: triples as they are; of each row the first value, tied to the others."""
    triples = list(dict.fromkeys(_triples(results)))[:LONGEST]
    names = await name(ask, {term for one, _, other in triples for term in (one, other) if is_iri(term)})
    nodes: dict[str, Node] = {}

    def node(term: str) -> str:
        known = names.get(term)
        nodes.setdefault(term, Node(term, known.label, known.kind) if known else Node(term, term or " ", "Value"))
        return term

    facts = [
        Fact(f"answer:{n}", kind, words(kind), "answer:", node(one), node(other), is_stated=True)
        for n, (one, kind, other) in enumerate(triples)
    ]
    return Facts((Document("answer:", "The answer"),), tuple(nodes[iri] for iri in sorted(nodes)), tuple(facts))


def _triples(results: Results) -> Iterator[tuple[str, str, str]]:
    if results.kind == "triples":
        for triple in results.triples:
            subject, predicate, obj = (getattr(t, "value", str(t)) for t in triple)
            if predicate not in (LABEL, TYPE):
                yield subject, predicate.replace("#", "/").rsplit("/", 1)[-1], obj
        return
    for row in results.rows:
        for title, value in list(zip(results.variables, row, strict=True))[1:]:
            if row[0] is not None and value is not None and not isinstance(value, bool | int | float):
                yield str(row[0]), title, str(value)
