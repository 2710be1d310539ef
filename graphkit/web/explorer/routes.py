"""The explorer's addresses, and what is answered there: a page, or the triples about a resource."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.routing import Route

from graphkit import vocab
from graphkit.graph.questions import questions
from graphkit.graph.sparql import Query
from graphkit.graph.terms import is_iri
from graphkit.web.answers import Refusal
from graphkit.web.explorer.addresses import iri_at, path_of, ref
from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.assets import asset
from graphkit.web.explorer.documents import document, documents
from graphkit.web.explorer.drawing import among_most_reported, answer, around
from graphkit.web.explorer.entities import entity
from graphkit.web.explorer.events import event
from graphkit.web.explorer.named import name
from graphkit.web.explorer.page import page
from graphkit.web.explorer.places import ANY, places
from graphkit.web.explorer.searching import search, suggest
from graphkit.web.explorer.start import start
from graphkit.web.explorer.things import thing
from graphkit.web.explorer.told import Wanted
from graphkit.web.negotiation import TRIPLES, choose
from graphkit.web.sparql import GONE, client, unless_gone
from graphkit.writers.html.page import Served, render

if TYPE_CHECKING:
    from starlette.requests import Request

HTML = "text/html"
FORMATS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
"""Media types by the value of `format`, which is stronger than the header `Accept`."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LONGEST = 200
_MINUTE = 60.0
_MOST_PAGES = 100_000


def routes() -> list[Route]:
    """List the explorer's routes."""
    return [
        Route("/", begin, name="page"),
        Route("/search", find),
        Route("/documents", list_documents),
        Route("/graph", draw),
        Route("/map", show_map),
        Route("/sparql", editor, name="editor"),
        Route("/resource", any_resource),
        *(Route(f"/{kind}/{{path:path}}", _named(kind)) for kind in ("entity", "document", "node")),
        Route("/api/suggest", suggestions),
        Route("/static/{name:str}", asset),
    ]


def _ask(request: Request) -> Ask:
    return Ask(request.app.state.pool, client(request))


def _root(request: Request) -> str:
    """The way from a page back to the server's root, so that it may lie behind any path of a proxy's."""
    return "../" * (request.url.path.count("/") - request.scope.get("root_path", "").count("/") - 1) or "./"


def problem_page(request: Request, title: str, detail: str) -> bytes:
    """Make the page that tells people of a problem."""
    return page("problem", _root(request), title=title, detail=detail, words_sought="", has_places=False)


async def _give(request: Request, template: str, work: Coroutine[Any, Any, dict[str, Any]]) -> Response:
    """Gather what a page shows and make the page, unless the client leaves before that."""

    async def make() -> bytes:
        found = await work
        shared = {"words_sought": "", "has_places": await _has_places(request)}
        return await run_in_threadpool(lambda: page(template, _root(request), **shared | found))

    return await _send(request, make(), HTML)


async def _send(request: Request, work: Coroutine[Any, Any, bytes], media: str, **headers: str) -> Response:
    body = await unless_gone(request, work)
    if body is None:
        return Response(status_code=GONE)
    return Response(body, media_type=media, headers={"Vary": "Accept", **headers})


async def _kept(request: Request, what: str, make: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Make something once for each state of the store, and for a minute, since another program may write to it."""
    state = request.app.state
    kept: dict[str, tuple[int, float, Any]] = state.kept
    generation, since, found = kept.get(what, (-1, 0.0, None))
    if generation != state.pool.generation or time.monotonic() - since > _MINUTE:
        generation = state.pool.generation
        found = await make()
        kept[what] = generation, time.monotonic(), found
    return found


async def _has_places(request: Request) -> bool:
    """Tell whether the store has coordinates."""

    async def look() -> bool:
        return bool(await _ask(request).rows(ANY))

    return bool(await _kept(request, "has places", look))


def _page(request: Request) -> int:
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), _MOST_PAGES) if given.isdecimal() and len(given) < 9 else 1


async def begin(request: Request) -> Response:
    """Give the start page."""
    return await _give(request, "start", _kept(request, "start", lambda: start(_ask(request))))


async def find(request: Request) -> Response:
    """Search over names and texts."""
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    kind = request.query_params.get("kind", "")
    if not kind.isidentifier():
        kind = ""

    async def gathered() -> dict[str, Any]:
        return {**await search(_ask(request), words, kind=kind, page=_page(request)), "words_sought": words}

    return await _give(request, "search", gathered())


async def suggestions(request: Request) -> Response:
    """Suggest names for the beginning of a search, as JSON."""
    words = request.query_params.get("q", "").strip()[:_LONGEST]

    async def make() -> bytes:
        found = await suggest(_ask(request), words) if len(words) > 1 else []
        shown = [
            {"label": n.label, "kind": n.style["name"], "path": path_of(n.iri), "mentions": number}
            for n, number in found
        ]
        return json.dumps(shown, ensure_ascii=False).encode()

    return await _send(request, make(), "application/json")


async def list_documents(request: Request) -> Response:
    """List the documents, the youngest first."""
    return await _give(request, "documents", documents(_ask(request), page=_page(request)))


async def show_map(request: Request) -> Response:
    """Draw the places that have coordinates."""
    if not await _has_places(request):
        raise Refusal(404, "The store has no coordinates of places.")
    return await _give(request, "map", places(_ask(request)))


async def editor(request: Request) -> Response:
    """Give the page to ask from."""

    async def gathered() -> dict[str, Any]:
        return {"questions": questions()}

    return await _give(request, "sparql", gathered())


async def draw(request: Request) -> Response:
    """Draw what lies around names (`iri`, any number of times), the answer to a `query`, or who is reported most."""
    iris = [iri for iri in dict.fromkeys(request.query_params.getlist("iri")) if is_iri(iri)][:8]
    text, ask, store = request.query_params.get("query", ""), _ask(request), request.app.state.store

    async def make() -> bytes:
        if text:
            query = Query.read(text, known=store.knows, has_graph=store.has_graph)
            if query.form == "ASK":
                raise Refusal(400, "Yes and no cannot be drawn. Ask a SELECT or CONSTRUCT query.")
            found, title = await answer(ask, await ask.results(query)), "The answer"
        elif iris:
            found, names = await asyncio.gather(around(ask, iris), name(ask, iris))
            title = "Around " + ", ".join(names[iri].label for iri in iris)
        else:
            found, title = await among_most_reported(ask), "Who is reported most"
        root = _root(request)
        more = f"{root}graph?{urlencode([*(('iri', iri) for iri in iris), ('iri', '')])}"
        served = Served(root, lambda iri: root + path_of(iri), more, tuple(iris))
        return (await run_in_threadpool(lambda: render(found, title=title, served=served))).encode()

    return await _send(request, make(), HTML)


async def any_resource(request: Request) -> Response:
    """Give what is said of the resource that the field `iri` names."""
    return await resource(request, request.query_params.get("iri", ""))


def _named(kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def give(request: Request) -> Response:
        return await resource(request, iri_at(kind, request.path_params["path"]))

    return give


async def resource(request: Request, iri: str) -> Response:
    """Give the page about a resource, or the triples about it in the media type that the client likes best."""
    store = request.app.state.store
    if not store.holds(iri):
        raise Refusal(404, f"The store says nothing of {iri}.")
    given = request.query_params.get("format")
    media = FORMATS.get(given) if given else choose(request.headers.get("accept"), [HTML, *TRIPLES])
    if media is None:
        raise Refusal(406, f"Resources are given as {HTML}, {', '.join(TRIPLES)}.")
    ask = _ask(request)
    if media != HTML:
        return await _triples(request, iri, media)
    kinds = {str(row[0]) for row in await ask.rows(f"SELECT ?t WHERE {{ {ref(iri)} a ?t }}")}
    if vocab.NEWS_ARTICLE in kinds:
        return await _give(request, "document", document(ask, iri, _root(request)))
    if vocab.ASSERTION in kinds or await ask.rows(f"SELECT ?t WHERE {{ {ref(iri)} {ref(vocab.TRIGGER)} ?t }} LIMIT 1"):
        return await _give(request, "event", event(ask, iri))
    if not await ask.rows(f"SELECT ?m WHERE {{ {ref(iri)} {ref(vocab.DENOTED_BY)} ?m ; rdfs:label ?label }} LIMIT 1"):
        return await _give(request, "thing", thing(ask, iri))
    return await _give(request, "entity", entity(ask, iri, wanted=_wanted(request), page=_page(request)))


def _wanted(request: Request) -> Wanted:
    fields = request.query_params
    other, relation = (fields.get(name, "") if is_iri(fields.get(name, "")) else "" for name in ("with", "relation"))
    since, until = (fields.get(name, "") if _DAY.fullmatch(fields.get(name, "")) else "" for name in ("since", "until"))
    return Wanted(other, relation, since, until)


async def _triples(request: Request, iri: str, media: str) -> Response:
    """Give what is said of a resource: a document's whole graph; else all statements with it, and the nodes that they need."""
    me = ref(iri)
    if request.app.state.store.has_graph(iri):
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {me} {{ ?s ?p ?o }} }}"
    else:
        within = (
            f'{me} ?any ?node FILTER(isIRI(?node) && STRSTARTS(STR(?node), "{iri.partition("#")[0]}#"))'
            if "#" in iri
            else ""
        )
        query = (
            f"CONSTRUCT {{ {me} ?p ?o . ?s ?q {me} . ?node ?r ?v }} WHERE {{ {{ {me} ?p ?o }} UNION {{ ?s ?q {me} }}"
        )
        query += f" UNION {{ {within} . ?node ?r ?v }} }}" if within else " }"
    asking = request.app.state.pool.ask(
        Query(query, has_from=False, form="CONSTRUCT"), client=client(request), type=media
    )
    ending = next((name for name, known in FORMATS.items() if known == TRIPLES[media].partition(";")[0]), "txt")
    return await _send(request, asking, TRIPLES[media], **{"Content-Disposition": f'inline; filename="graph.{ending}"'})
