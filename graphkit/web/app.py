"""The application: routes, and what holds for all of them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from graphkit import __version__
from graphkit.errors import GraphkitError
from graphkit.graph.questions import questions
from graphkit.vocab import ONTOLOGY_GRAPH, PREFIXES
from graphkit.web.answers import on_error, problem
from graphkit.web.explorer import problem_page, routes
from graphkit.web.graphs import Graphs
from graphkit.web.limits import Limits
from graphkit.web.log import AccessLog
from graphkit.web.negotiation import choose
from graphkit.web.pool import Pool
from graphkit.web.sparql import Endpoint

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from graphkit.graph import Store

STATIC = Path(__file__).with_name("static")
_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
     b"img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"),
]  # fmt: skip


def make_app(store: Store, *, limits: Limits | None = None, token: str | None = None, log: bool = True) -> Starlette:
    """Make the ASGI application that serves `store`; with a `token`, who has it may write graphs."""
    limits = limits or Limits()

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        pool = Pool(store, limits)
        endpoint = Endpoint(store, pool)
        app.state.pool, app.state.endpoint, app.state.graphs = pool, endpoint, Graphs(store, pool, endpoint, token)
        app.state.store = store
        app.state.kept = {}
        try:
            await pool.warm()
            yield
        finally:
            pool.close()

    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Content-Type", "Accept"],
        expose_headers=["Content-Type", "Retry-After"],
        max_age=86_400,
    )
    return Starlette(
        routes=[
            Route("/query", query, methods=["GET", "POST"]),
            Route("/data", data, methods=["GET", "POST", "PUT", "DELETE"]),
            Route("/health", health),
            Route("/api/queries", list_questions),
            Route("/api/prefixes", list_prefixes),
            Route("/openapi.json", openapi),
            *routes(),
        ],
        middleware=[*([Middleware(AccessLog)] if log else []), Middleware(SafeHeaders), cors],
        exception_handlers={GraphkitError: tell, HTTPException: tell, Exception: tell},
        lifespan=lifespan,
    )


def tell(request: Request, error: Exception) -> Response:
    """Tell of a problem: people get a page, programs JSON."""
    answer = on_error(request, error)
    if choose(request.headers.get("accept"), ["application/problem+json", "text/html"]) != "text/html":
        return answer
    said = json.loads(bytes(answer.body))
    headers = {name: value for name, value in answer.headers.items() if name not in ("content-type", "content-length")}
    body = problem_page(request, said["title"], said["detail"])
    return Response(body, answer.status_code, headers, media_type="text/html")


class SafeHeaders:
    """Middleware that forbids browsers to load anything from elsewhere, or to take an answer for a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add headers to its answer."""

        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self.app(scope, receive, add)


async def query(request: Request) -> Response:
    """Answer by the SPARQL protocol."""
    answer: Response = await request.app.state.endpoint.query(request)
    return answer


async def data(request: Request) -> Response:
    """Answer by the Graph Store Protocol."""
    answer: Response = await request.app.state.graphs.handle(request)
    return answer


async def health(request: Request) -> Response:
    """Tell whether the server can answer, and how busy it is."""
    queue = request.app.state.pool.queue
    if not request.app.state.store.has_graph(ONTOLOGY_GRAPH):
        return problem(503, "The store does not answer. Start the server again.")
    load = {"running": queue.running.total(), "waiting": len(queue.waiting)}
    return JSONResponse({"status": "ok", "version": __version__, **load})


async def list_questions(_: Request) -> Response:
    """List the competency questions."""
    return JSONResponse([{"name": q.name, "title": q.title, "query": q.text} for q in questions()])


async def list_prefixes(_: Request) -> Response:
    """List the prefixes that queries need not declare."""
    return JSONResponse(PREFIXES)


async def openapi(_: Request) -> Response:
    """Describe the JSON routes."""
    return FileResponse(STATIC / "openapi.json", media_type="application/json")
