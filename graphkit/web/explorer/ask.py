"""Questions of a page to the store: through the same places and limits as everybody's queries."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from graphkit.graph.results import Kind, Results, Row
from graphkit.graph.sparql import Query
from graphkit.web.explorer.addresses import ref

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graphkit.web.pool import Pool


class Ask:
    """Asks for one page of one client, with at most half of the client's places, so that its other pages have the rest."""

    def __init__(self, pool: Pool, client: str) -> None:
        self.pool = pool
        self.client = client
        self._places = asyncio.Semaphore(max(1, pool.limits.share // 2))

    async def rows(self, sparql: str) -> list[Row]:
        """Answer a SELECT query.

        Raises:
            Busy, QueryError: As `Pool.ask`.
        """
        found = await self.results(Query(sparql, has_from=False, form="SELECT"))
        return await run_in_threadpool(lambda: found.rows)

    async def triples(self, sparql: str) -> Results:
        """Answer a CONSTRUCT query."""
        return await self.results(Query(sparql, has_from=False, form="CONSTRUCT"))

    async def results(self, query: Query) -> Results:
        """Answer a query that makes rows or triples."""
        kind: Kind = "triples" if query.makes_triples else "rows"
        media = "application/n-triples" if query.makes_triples else "application/json"
        async with self._places:
            body = await self.pool.ask(query, client=self.client, type=media)
        return await run_in_threadpool(Results.read, kind, body)


def values(name: str, iris: Iterable[str]) -> str:
    """Bind the variable `name` to each of some IRIs."""
    return f"VALUES ?{name} {{ {' '.join(ref(iri) for iri in iris)} }}"


def pairs(one: str, other: str, iris: Iterable[tuple[str, str]]) -> str:
    """Bind two variables to each of some pairs of IRIs."""
    found = " ".join(f"({ref(a)} {ref(b)})" for a, b in iris)
    return f"VALUES (?{one} ?{other}) {{ {found} }}"
