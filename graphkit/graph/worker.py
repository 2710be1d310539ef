"""The helper process of workers.py: it reads a store once, then answers one query after the other until its input ends.

It is run as a file and imports nothing of graphkit, so that it starts at once.
"""

from __future__ import annotations

import io
import json
import math
import sys
from typing import IO, Any

import pyoxigraph as ox


class Answer(io.BytesIO):
    """The bytes of an answer, which may not be more than `most`."""

    def __init__(self, most: float) -> None:
        super().__init__()
        self.most = most

    def write(self, data: Any) -> int:
        """Take some bytes.

        Raises:
            OverflowError: If there are too many.
        """
        if self.tell() + len(data) > self.most:
            raise OverflowError
        return super().write(data)


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes] | None:
    """Read a line of JSON and the bytes that it announces; None at the end of the input."""
    line = stream.readline()
    if not line:
        return None
    header: dict[str, Any] = json.loads(line)
    return header, stream.read(header["size"])


def send(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write a line of JSON and the bytes that it announces."""
    stream.write(json.dumps({**header, "size": len(body)}).encode() + b"\n" + body)
    stream.flush()


def limit_computing(seconds: float) -> None:
    """Let the system end this process some seconds after its time, should the parent be gone by then."""
    try:
        import resource
    except ImportError:  # not a POSIX system; the parent's timer is the limit there
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(usage.ru_utime + usage.ru_stime + seconds) + 5
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def limit_memory(size: int) -> None:
    """Let this process take no more than `size` bytes for its data: one that asks for more ends, and no other."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def open_store(header: dict[str, Any], body: bytes) -> ox.Store:
    """Open the folder that the first message names, or load the N-Quads that it carries."""
    if "folder" in header:
        return ox.Store.read_only(header["folder"])
    store = ox.Store()
    store.bulk_load(body, format=ox.RdfFormat.N_QUADS, lenient=True)  # it comes from a store
    return store


def dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Name the graphs to be read, where the request chooses them instead of the query."""
    if "default_graphs" not in request:
        return {}
    return {
        "default_graph": [ox.NamedNode(iri) for iri in request["default_graphs"]],
        "named_graphs": [ox.NamedNode(iri) for iri in request["named_graphs"]],
    }


def answer(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answer one request with a header and a body, in the media type `type`, of at most `most` bytes."""
    limit_computing(request["seconds"])
    body = Answer(request.get("most", math.inf))
    try:
        found = store.query(request["query"], prefixes=request["prefixes"], **dataset(request))
        if isinstance(found, ox.QueryTriples):
            rdf_format = ox.RdfFormat.from_media_type(request.get("type", "application/n-triples"))
            ox.serialize(dict.fromkeys(found), body, rdf_format, prefixes=request["prefixes"])
            return {"kind": "triples"}, body.getvalue()
        kind = "boolean" if isinstance(found, ox.QueryBoolean) else "rows"
        found.serialize(body, ox.QueryResultsFormat.from_media_type(request.get("type", "application/json")))
        return {"kind": kind}, body.getvalue()
    except SyntaxError as error:
        return {"syntax": str(error)}, b""
    except OverflowError:
        return {"large": request["most"]}, b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": str(error)}, b""


def main() -> None:
    """Serve requests from standard input until it ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    first = receive(source)
    if first is None:
        return
    try:
        if "memory" in first[0]:
            limit_memory(first[0]["memory"])
        store = open_store(*first)
    except (OSError, RuntimeError, SyntaxError) as error:
        send(sink, {"error": str(error)})
        return
    send(sink, {"ready": True})
    while (message := receive(source)) is not None:
        send(sink, *answer(store, message[0]))


if __name__ == "__main__":
    main()
