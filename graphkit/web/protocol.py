"""SPARQL 1.1 Protocol, the query operation: a request over HTTP becomes a checked query with its dataset.

Source: https://www.w3.org/TR/sparql11-protocol/, section 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from graphkit.errors import QueryError
from graphkit.graph.sparql import Query
from graphkit.web.answers import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

    from graphkit.graph import Store

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
_MOST_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """What a request asks: a query, and the graphs that the protocol lets it choose instead of the query's own."""

    query: Query
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def dataset(self) -> dict[str, list[str]]:
        """The graphs chosen, for `Helper.ask`; nothing where the request chooses none."""
        if not self.default_graphs and not self.named_graphs:
            return {}
        return {"default_graphs": list(self.default_graphs), "named_graphs": list(self.named_graphs)}


async def read_query(request: Request, store: Store, most: int) -> QueryRequest | None:
    """Read the query of a GET, a POST of a form, or a POST of the query itself; None for a GET that asks nothing.

    Raises:
        Refusal: If the request is not one that the protocol describes.
        QueryError: If the query names what the store does not know.
    """
    fields = parse_fields(request.url.query.encode())
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (FORM, DIRECT):
            raise Refusal(415, f"A query is posted as {DIRECT} or {FORM}, not as {media or 'nothing named'}.")
        body = await read_body(request, most)
        if media == FORM:
            fields += parse_fields(body)
        else:
            fields.append(("query", decode(body)))
    elif not fields:
        return None
    request.state.query = next((value for name, value in fields if name == "query"), "")  # for the log
    return _query_request(fields, store)


def _query_request(fields: list[tuple[str, str]], store: Store) -> QueryRequest:
    queries = [value for name, value in fields if name == "query"]
    if any(name == "update" for name, _ in fields):
        raise Refusal(400, "Updates are not accepted here. Write documents' graphs to /data, with a token.")
    if len(queries) != 1:
        raise Refusal(400, f"A request has one parameter named query, and this one has {len(queries)}.")
    graphs = {
        kind: tuple(value for name, value in fields if name == f"{kind}-graph-uri") for kind in ("default", "named")
    }
    for graph in (*graphs["default"], *graphs["named"]):
        if not store.has_graph(graph):
            message = f"The store holds no graph {graph}, and none is fetched. Name a document of the store."
            raise QueryError(message, query=queries[0])
    query = Query.read(queries[0], known=store.knows, has_graph=store.has_graph)
    return QueryRequest(query, graphs["default"], graphs["named"])


def parse_fields(data: bytes) -> list[tuple[str, str]]:
    """Read the fields of a query string or a form.

    Raises:
        Refusal: If they are too many, or not UTF-8.
    """
    try:
        text = data.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeError, ValueError) as error:
        raise Refusal(400, f"The parameters cannot be read: {error}. Write them in UTF-8, percent-encoded.") from error


def decode(body: bytes) -> str:
    """Read a body as UTF-8.

    Raises:
        Refusal: If it is none.
    """
    try:
        return body.decode("utf-8")
    except UnicodeError as error:
        raise Refusal(400, f"The body is not UTF-8: {error}. Send it in UTF-8.") from error


async def read_body(request: Request, most: int) -> bytes:
    """Read a body of at most `most` bytes.

    Raises:
        Refusal: If it is larger.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refusal(413, f"The body is larger than {most / 1_000_000:g} MB. Send less at a time.")
    return bytes(body)
