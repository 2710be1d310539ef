"""The route /data: SPARQL 1.1 Graph Store Protocol. Everybody may read; who has the token may write.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graphkit.errors import StoreError
from graphkit.graph.sparql import Query
from graphkit.vocab import ONTOLOGY_GRAPH
from graphkit.web.answers import Refusal
from graphkit.web.protocol import QueryRequest, parse_fields, read_body
from graphkit.web.sparql import Endpoint

if TYPE_CHECKING:
    from graphkit.graph import Store
    from graphkit.web.pool import Pool

_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


class Graphs:
    """Reads and writes the graphs of one store."""

    def __init__(self, store: Store, pool: Pool, endpoint: Endpoint, token: str | None) -> None:
        self.store = store
        self.pool = pool
        self.endpoint = endpoint
        self.token = token

    async def handle(self, request: Request) -> Response:
        """Answer a request to /data."""
        if request.method in ("GET", "HEAD"):
            return await self.read(request)
        self.check_token(request)
        graph = _graph(request)
        if graph is None or graph == ONTOLOGY_GRAPH:
            raise Refusal(
                403, "The union of all documents and the ontology are not written to. Name a document's graph."
            )
        return await self.write(request, graph)

    async def read(self, request: Request) -> Response:
        """Give a graph, or the union of all for ?default."""
        graph = _graph(request)
        if graph is not None and not self.store.has_graph(graph):
            raise Refusal(404, f"The store holds no graph {graph}.")
        query = Query(_ALL, has_from=False, form="CONSTRUCT")
        return await self.endpoint.answer(request, QueryRequest(query, () if graph is None else (graph,)))

    async def write(self, request: Request, graph: str) -> Response:
        """Replace a graph (PUT), add to it (POST), or withdraw it (DELETE)."""
        is_new = not self.store.has_graph(graph)
        if request.method == "DELETE":
            if is_new:
                raise Refusal(404, f"The store holds no graph {graph}.")
            await self.change(self.store.add, graph, ())
            return Response(status_code=204)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await read_body(request, self.pool.limits.graph)
        keep = request.method == "POST"
        try:
            await self.change(self.store.load_triples, graph, body, media or "text/turtle", keep)
        except LookupError as error:
            raise Refusal(
                415, f"{media} is no format of triples. Send text/turtle or application/n-triples."
            ) from error
        except ValueError as error:
            raise Refusal(400, f"The body cannot be stored: {error}. Mend it and send it again.") from error
        return Response(status_code=201 if is_new else 204)

    async def change(self, act: Callable[..., None], *arguments: object) -> None:
        """Change the store, away from the requests that read."""
        try:
            await run_in_threadpool(act, *arguments)
        except StoreError as error:
            raise Refusal(503, str(error)) from error
        finally:
            self.pool.changed()

    def check_token(self, request: Request) -> None:
        """Make sure that the client may write.

        Raises:
            Refusal: If the server was started without a token, or the request does not have it.
        """
        if self.token is None:
            raise Refusal(403, "This server only reads. Start it with --token-file to write.")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), self.token.encode()):
            raise Refusal(401, "Writing needs the token: Authorization: Bearer TOKEN.", {"WWW-Authenticate": "Bearer"})


def _graph(request: Request) -> str | None:
    """The graph that the request names; None for the union of all.

    Raises:
        Refusal: If it names none, or several.
    """
    fields = parse_fields(request.url.query.encode())
    named = [value for name, value in fields if name == "graph"]
    if len(named) + sum(1 for name, _ in fields if name == "default") != 1:
        raise Refusal(400, "Name one graph: ?graph=IRI, or ?default for the union of all.")
    return named[0] if named else None
