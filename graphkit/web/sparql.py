"""The route /query: SPARQL 1.1 Protocol, and what the endpoint says of itself when it is asked nothing.

Source: https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from graphkit.web.answers import Refusal
from graphkit.web.negotiation import ROWS, TRIPLES, choose
from graphkit.web.outbox import Outbox
from graphkit.web.protocol import QueryRequest, read_query

if TYPE_CHECKING:
    from graphkit.graph import Store
    from graphkit.web.pool import Pool

GONE = 499
"""Status in the log of a request whose client left before the answer; nobody receives it."""

_DESCRIPTION = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML .
"""


class Endpoint:
    """Answers queries about one store."""

    def __init__(self, store: Store, pool: Pool) -> None:
        self.store = store
        self.pool = pool
        self.outbox = Outbox(pool.limits.unread, pool.limits.patience)

    async def query(self, request: Request) -> Response:
        """Answer a request to /query."""
        asked = await read_query(request, self.store, self.pool.limits.query)
        if asked is not None:
            return await self.answer(request, asked)
        if choose(request.headers.get("accept"), ["text/turtle", "text/html"]) == "text/html":
            return RedirectResponse(request.url_for("editor"))
        return Response(_DESCRIPTION.format(address=request.url.replace(query="")), media_type="text/turtle")

    async def answer(self, request: Request, asked: QueryRequest) -> Response:
        """Answer a query in the media type that the client likes best.

        Raises:
            Refusal: If it likes none.
            Busy: If no place becomes free, or too much waits for slow readers.
        """
        offered = TRIPLES if asked.query.makes_triples else ROWS
        media = choose(request.headers.get("accept"), list(offered))
        if media is None:
            raise Refusal(406, f"Such answers can be written as {', '.join(offered)}.")
        header = offered[media]
        asking = self.pool.ask(asked.query, client=client(request), type=header.partition(";")[0], **asked.dataset)
        body = await unless_gone(request, asking)
        if body is None:
            return Response(status_code=GONE)
        return self.outbox.answer(body, {"Content-Type": header, "Vary": "Accept"})


def client(request: Request) -> str:
    """Name who asks: the address, as far as the server knows it."""
    return request.client.host if request.client else "local"


async def unless_gone(request: Request, work: Coroutine[object, object, bytes]) -> bytes | None:
    """Do `work` unless the client leaves before it is done; then it is cancelled, and None."""
    doing = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return await doing if doing.done() else None
    finally:
        leaving.cancel()
        if not doing.done():
            doing.cancel()
            await asyncio.wait({doing})


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
