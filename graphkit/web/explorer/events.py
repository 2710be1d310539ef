"""The page of an event, or of a lasting relation: what happened, with whom in which role, when, who says so, and the words."""

from __future__ import annotations

import asyncio
from typing import Any

from graphkit.web.explorer.addresses import ref
from graphkit.web.explorer.ask import Ask, values
from graphkit.web.explorer.named import name
from graphkit.web.explorer.told import lookups, pick, tell

_ITSELF = """
  {{ {{ {bound} GRAPH ?g {{ ?f gk:trigger ?words }} }} UNION
    {{ GRAPH ?g {{ {me} a gk:Assertion OPTIONAL {{ {me} gk:fromEvent ?e }} }} BIND(COALESCE(?e, {me}) AS ?f) }} }}"""
_TIES = """
SELECT ?how ?other WHERE {{
  {{ {me} gk:reportedBy ?other BIND("is reported by" AS ?how) }}
  UNION {{ ?other gk:reportedBy {me} BIND("reports" AS ?how) }}
  UNION {{ {me} gk:theme ?other . ?other gk:trigger ?w BIND("is about" AS ?how) }}
  UNION {{ ?other gk:trigger ?w ; gk:theme {me} BIND("is what is meant by" AS ?how) }}
  UNION {{ {me} gk:sameOccurrence ?one . ?other gk:sameOccurrence ?one FILTER(?other != {me}) BIND("is also told as" AS ?how) }}
}} ORDER BY ?how ?other LIMIT 50"""


async def event(ask: Ask, iri: str) -> dict[str, Any]:
    """Gather what the page of the event `iri` shows; of the event behind it if `iri` names an assertion."""
    picks, ties = await asyncio.gather(
        pick(ask, _ITSELF.format(me=ref(iri), bound=values("f", [iri])), most=20),
        ask.rows(_TIES.format(me=ref(iri))),
    )
    others = {str(row[1]) for row in ties}
    facts, names = await asyncio.gather(tell(ask, picks), name(ask, {iri, *others}))
    return {
        "iri": iri,
        "name": names[iri],
        "title": facts.facts[0].label if names[iri].kind == "Assertion" and facts.facts else names[iri].label,
        "statements": facts.facts,
        **lookups(facts),
        "names": names,
        "ties": [(str(row[0]), names[str(row[1])]) for row in ties],
    }
