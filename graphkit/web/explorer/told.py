"""Statements with their sentences: some events and assertions of some documents, read out of a large store."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from starlette.concurrency import run_in_threadpool

from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask, pairs, values
from graphkit.writers.html.collect import DOCUMENTS, MENTIONS, STATEMENTS, TEXTS, gather
from graphkit.writers.html.facts import Facts

Pick: TypeAlias = tuple[str, str]
"""A document, and an event of it or an assertion that stems from none."""

_CLOSE = """
SELECT DISTINCT ?g ?x WHERE { %s GRAPH ?g {
  ?f (gk:fromEvent|^gk:fromEvent)? ?n .
  ?n (!(rdf:type|gaf:denotedBy|gk:byRule))? ?m .
  ?m (time:hasBeginning|time:hasEnd|gk:positionIn)? ?x .
} FILTER(isIRI(?x)) }"""
_SAID = """
  GRAPH ?g { ?a a gk:Assertion ; %s . OPTIONAL { ?a gk:fromEvent ?e } }
  BIND(COALESCE(?e, ?a) AS ?f)"""
_DAYS = """
    GRAPH ?g { ?f gk:time ?when . ?when (time:hasBeginning|time:hasEnd)?/(time:inXSDDate|time:inXSDDateTimeStamp) ?moment }
    BIND(SUBSTR(STR(?moment), 1, 10) AS ?day)"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements about a name are wanted: with another name, of one relation, of some days ("" is all)."""

    other: str = ""
    relation: str = ""
    since: str = ""
    until: str = ""

    def pattern(self, iri: str) -> str:
        """Write the pattern that binds ?g and ?f."""
        me = ref(iri)
        other = ref(self.other) if self.other else "?other"
        fits = f" ; rdf:predicate {ref(self.relation)}" if self.relation else ""
        said = [
            _SAID % f"rdf:subject {me} ; rdf:object {other}{fits}",
            _SAID % f"rdf:object {me} ; rdf:subject {other}{fits}",
        ]
        if not self.relation:
            also = f" ; ?another {ref(self.other)}" if self.other else ""
            said.append(f"GRAPH ?g {{ ?f gk:trigger ?words ; ?role {me}{also} }}")
        days = ""
        if self.since or self.until:
            days = _DAYS + "".join(
                f' FILTER(?day {sign} "{day}")' for sign, day in ((">=", self.since), ("<=", self.until)) if day
            )
        return " UNION ".join(f"{{ {part} }}" for part in said) + days


async def count(ask: Ask, pattern: str) -> int:
    """Count the statements that a pattern binds."""
    rows = await ask.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ SELECT DISTINCT ?g ?f WHERE {{ {pattern} }} }}")
    return int(str(rows[0][0]))


async def pick(ask: Ask, pattern: str, *, most: int, skip: int = 0) -> list[Pick]:
    """Choose statements that a pattern binds, those of the youngest documents first."""
    query = f"""SELECT DISTINCT ?g ?f ?date WHERE {{ {pattern}
      OPTIONAL {{ ?g dcterms:date ?date }} }} ORDER BY DESC(?date) LIMIT {most} OFFSET {skip}"""
    return list(dict.fromkeys((str(row[0]), str(row[1])) for row in await ask.rows(query)))


async def tell(ask: Ask, picks: Sequence[Pick]) -> Facts:
    """Read statements with sentences, roles, speakers and times, in the order of `picks`."""
    if not picks:
        return Facts()
    close = [(str(row[0]), str(row[1])) for row in await ask.rows(_CLOSE % pairs("g", "f", picks))]
    graphs = values("g", dict.fromkeys(graph for graph, _ in picks))
    nodes = pairs("g", "x", close or picks)
    asked = ((DOCUMENTS, graphs), (TEXTS, graphs), (MENTIONS, nodes), (STATEMENTS, nodes))
    answers = await asyncio.gather(*(ask.rows(query % scope) for query, scope in asked))
    facts = await run_in_threadpool(gather, *answers)
    order = {found: number for number, found in enumerate(picks)}
    kept = [fact for fact in facts.facts if (fact.document, fact.event or fact.iri) in order]
    kept.sort(key=lambda fact: order[fact.document, fact.event or fact.iri])
    parties = {iri for fact in kept for iri in fact.parties}
    return replace(facts, facts=tuple(kept), nodes=tuple(node for node in facts.nodes if node.iri in parties))


def lookups(facts: Facts) -> dict[str, Any]:
    """Give what pages look names and documents up in."""
    return {"index": {node.iri: node for node in facts.nodes}, "papers": {d.iri: d for d in facts.documents}}
