"""Any other triple store, over HTTP: documents are pushed to it in batches, and it is asked in their place.

Source: https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import base64
import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pyoxigraph as ox

from graphkit.errors import QueryError, StoreError
from graphkit.graph.ontology import graphkit_ontology
from graphkit.graph.results import Results
from graphkit.graph.sparql import Query, declare
from graphkit.graph.store import Store, replacement, union
from graphkit.graph.terms import order
from graphkit.vocab import NEWS_ARTICLE, ONTOLOGY_GRAPH, SAME_OCCURRENCE, TYPE

TOKEN = "GRAPHKIT_TOKEN"
"""Environment variable with the bearer token for a store that asks for one."""
_ADDRESS = re.compile(r"sparql\+(https?):/{1,2}(.+)", re.DOTALL)  # a path loses one slash
_TRIES = 6
_PASSING = frozenset({408, 425, 429, 502, 503, 504})
"""Statuses that may be another at the next try."""
_BATCH = 4_000_000
"""Characters of an update, about."""
_DOCUMENTS = 20
"""Documents that are pushed or fetched together."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a store is asked and written to; `is_graph_store` if by the Graph Store Protocol, else by SPARQL Update."""

    query: str
    write: str
    is_graph_store: bool
    credentials: str | None = None

    @classmethod
    def read(cls, text: str) -> Address:
        """Read `sparql+http://…` or `sparql+https://…`, as the last part of its path says.

        `/store` and `/data` are a graph store beside `/query`; `/statements` takes updates and its parent queries;
        `/sparql` takes both; `/query` and `/update` stand beside each other, and below any other address.

        >>> Address.read("sparql+http://localhost:7878").write
        'http://localhost:7878/update'
        >>> Address.read("sparql+http://localhost:7878/data").is_graph_store
        True

        Raises:
            StoreError: If it is no such address.
        """
        match = _ADDRESS.fullmatch(text)
        parts = urlsplit(f"{match[1]}://{match[2]}") if match else None
        if parts is None or not parts.hostname:
            raise StoreError(f"{text} is not the address of a store. Write sparql+https://host/path.")
        whole = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
        parent, _, last = whole.rpartition("/")
        credentials = None
        if parts.username is not None:
            name = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            credentials = "Basic " + base64.b64encode(name.encode()).decode()
        elif os.environ.get(TOKEN):
            credentials = "Bearer " + os.environ[TOKEN]
        if last in ("store", "data"):
            return cls(f"{parent}/query", whole, True, credentials)
        if last == "statements":
            return cls(parent, whole, False, credentials)
        if last == "sparql":
            return cls(whole, whole, False, credentials)
        base = parent if last in ("query", "update") else whole
        return cls(f"{base}/query", f"{base}/update", False, credentials)


def is_address(text: str) -> bool:
    """Tell whether `text` is meant as the address of a store elsewhere.

    >>> is_address("sparql+https://host/path"), is_address("store/")
    (True, False)
    """
    return text.startswith("sparql+") and ":/" in text


class Remote:
    """A store elsewhere."""

    def __init__(self, address: Address, *, wait: Callable[[float], None] = time.sleep) -> None:
        self.address = address
        self._wait = wait

    def push(self, documents: Mapping[str, Iterable[ox.Quad]]) -> None:
        """Put each document's statements in the place of those that the store holds of it.

        By SPARQL Update the default graph is kept as the union of all, several documents to a request; by the Graph
        Store Protocol each document is a request, and the store makes its own default graph. Both may be repeated.

        Raises:
            StoreError: If the store refuses, or does not answer after several tries.
        """
        if self.address.is_graph_store:
            for document, quads in documents.items():
                body = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b""
                where = f"{self.address.write}?graph={quote(document, safe='')}"
                self._send("PUT", where, body, {"Content-Type": "application/n-triples"})
            return
        batch, size = [], 0
        for document, quads in documents.items():
            update = replacement(document, sorted(set(quads), key=order))
            batch.append(update)
            size += len(update)
            if size > _BATCH:
                self._update(batch)
                batch, size = [], 0
        self._update(batch)

    def query(self, query: Query, *, timeout: float | None = None) -> Results:
        """Answer a query there.

        Raises:
            QueryError: If it is not legal, or the store refuses it.
            StoreError: If the store does not answer.
        """
        accept = "application/n-triples" if query.makes_triples else "application/sparql-results+json"
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        try:
            body = self._send("POST", self.address.query, declare(query.text).encode(), headers, timeout)
        except _Refused as error:
            raise QueryError(str(error), query=query.text) from error
        try:
            return Results.read(
                "triples" if query.makes_triples else "boolean" if query.form == "ASK" else "rows", body
            )
        except (SyntaxError, ValueError, KeyError, TypeError) as error:
            message = f"{self.address.query} does not answer as SPARQL servers do: {error}. Check the address."
            raise StoreError(message) from error

    def quads(self) -> Iterator[ox.Quad]:
        """Fetch the documents' statements, some documents at a time.

        Raises:
            StoreError: If the store refuses, or does not answer.
        """
        listing = (
            f"SELECT DISTINCT ?g WHERE {{ {{ GRAPH ?g {{ ?g <{TYPE}> <{NEWS_ARTICLE}> }} }} "
            f"UNION {{ GRAPH ?g {{ ?event <{SAME_OCCURRENCE}> ?shared }} }} }}"
        )
        graphs = sorted({str(row.g) for row in self._ask(listing).rows})
        for begin in range(0, len(graphs), _DOCUMENTS):
            some = " ".join(f"<{graph}>" for graph in graphs[begin : begin + _DOCUMENTS])
            found = self._ask(f"SELECT ?g ?s ?p ?o WHERE {{ VALUES ?g {{ {some} }} GRAPH ?g {{ ?s ?p ?o }} }}")
            for graph, subject, predicate, obj in found.terms():
                yield ox.Quad(subject, predicate, obj, graph)  # type: ignore[arg-type]  # as SPARQL binds them

    def _ask(self, sparql: str) -> Results:
        return self.query(Query(sparql, has_from=False, form="SELECT"))

    def _update(self, updates: list[str]) -> None:
        if updates:
            body = " ;\n".join(updates).encode()
            self._send("POST", self.address.write, body, {"Content-Type": "application/sparql-update"})

    def _send(self, method: str, url: str, body: bytes, headers: dict[str, str], timeout: float | None = None) -> bytes:
        """Send a request, again where the fault may pass; everything that is sent may be sent twice."""
        if self.address.credentials:
            headers = {**headers, "Authorization": self.address.credentials}
        problem = ""
        for attempt in range(_TRIES):
            try:
                with _OPENER.open(Request(url, body, headers, method=method), timeout=timeout or 300.0) as answer:
                    content: bytes = answer.read()
                    return content
            except HTTPError as error:
                problem = _words(error)
                if error.code not in _PASSING:
                    raise _Refused(f"{url} refuses: {problem}.") from error
                pause = _seconds(error.headers.get("Retry-After"))
            except (URLError, HTTPException, OSError) as error:
                problem, pause = str(getattr(error, "reason", error)) or type(error).__name__, None
                if timeout is not None and isinstance(getattr(error, "reason", error), TimeoutError):
                    break
            if attempt + 1 < _TRIES:
                self._wait(pause if pause is not None else 0.2 * 2**attempt)
        raise StoreError(f"{url} does not answer: {problem}. Check the address, and whether the server runs.")


class Pusher:
    """Pushes documents to a store elsewhere, some at a time, and at last the ontology."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote
        self._waiting: dict[str, list[ox.Quad]] = {}

    @classmethod
    def to(cls, address: str) -> Pusher:
        """Make one for an address.

        Raises:
            StoreError: If it is no such address.
        """
        return cls(Remote(Address.read(address)))

    def add(self, document: str, quads: list[ox.Quad]) -> None:
        """Take a document; now and then those taken are pushed.

        Raises:
            StoreError: If the store refuses, or does not answer.
        """
        self._waiting[document] = quads
        if len(self._waiting) >= _DOCUMENTS:
            self._remote.push(self._waiting)
            self._waiting.clear()

    def finish(self) -> None:
        """Push what is left; a graph store keeps its own ontology.

        Raises:
            StoreError: If the store refuses, or does not answer.
        """
        if not self._remote.address.is_graph_store:
            self._waiting[ONTOLOGY_GRAPH] = list(graphkit_ontology().quads)
        self._remote.push(self._waiting)
        self._waiting.clear()


class RemoteStore(Store):
    """A store elsewhere, to be read: queries are answered there; for everything else its documents are fetched once.

    >>> RemoteStore(Remote(Address.read("sparql+https://graph.example")))._fetched
    False
    """

    def __init__(self, remote: Remote) -> None:
        super().__init__(ox.Store(), read_only=True)
        self.remote = remote
        self._fetched = False

    @property
    def oxigraph(self) -> ox.Store:
        """The documents, fetched when they are first needed, with the ontology beside them."""
        store = super().oxigraph
        if not self._fetched:
            quads = [*self.remote.quads(), *graphkit_ontology().quads]
            store.bulk_extend([*quads, *union(quads)])
            self._fetched = True
        return store

    def query(self, sparql: str, *, timeout: float | None = None) -> Results:
        """Answer a SPARQL query there, over the default graph of that store.

        Raises:
            QueryError: If the query is not legal, names an unknown gk: term, or is refused.
            StoreError: If the store does not answer.
        """
        known = graphkit_ontology().terms
        query = Query.read(sparql, known=known.__contains__, has_graph=lambda _: True)
        query.run(ox.Store())  # tells of mistakes with their place, as other stores may not
        return self.remote.query(query, timeout=timeout)


class _Refused(StoreError):
    """The store understood, and will not."""


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: a token goes to nobody whom the user has not named."""

    def redirect_request(self, *_: object) -> None:
        """Leave the answer as it is."""


_OPENER = build_opener(_NoRedirect)


def _words(error: HTTPError) -> str:
    """What a server says of a refusal, in one line."""
    body = error.read(4000).decode("utf-8", "replace")
    try:
        body = str(json.loads(body)["detail"])
    except (ValueError, KeyError, TypeError):
        body = re.sub(r"<[^>]*>|\s+", " ", body)
    said = " ".join(body.split())[:500].rstrip(".")
    return f"{error.code} {error.reason}" + (f", {said}" if said else "")


def _seconds(header: str | None) -> float | None:
    return min(float(header), 60.0) if header and header.isdecimal() else None
