"""Queries under a time limit: a helper process answers them and is killed when the time is up.

A query that runs inside Oxigraph cannot be interrupted from Python; a process can.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from graphkit.errors import QueryError
from graphkit.graph.results import Results
from graphkit.graph.terms import order
from graphkit.vocab import PREFIXES

if TYPE_CHECKING:
    from graphkit.graph.sparql import Query

Source = Callable[[], "Path | bytes"]
"""Gives what the helper reads: a folder with Oxigraph's files, or all quads as N-Quads."""
_PROGRAM = Path(__file__).with_name("worker.py")


class Workers:
    """At most one idle helper process, which knows the data of one generation of the store."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._generation = -1

    def run(self, query: Query, *, source: Source, generation: int, timeout: float) -> Results:
        """Answer `query` within `timeout` seconds of computing; the time for starting the helper is not counted.

        Raises:
            QueryError: If the query is not legal, fails, or takes longer.
        """
        process = self._ready(source, generation)
        request = {"query": query.text, "prefixes": PREFIXES, "seconds": timeout}
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout, stop)
        timer.daemon = True
        timer.start()
        try:
            send(process.stdin, request)
            header, body = receive(process.stdout)
        except (OSError, EOFError) as error:
            self.close()
            if late.is_set():
                message = f"The query was stopped after {timeout:g} seconds. Narrow it down, or allow more time."
                raise QueryError(message, query=query.text) from None
            message = "The query ran out of memory, or its process was ended from outside. Narrow it down."
            raise QueryError(message, query=query.text) from error
        finally:
            timer.cancel()
        return _results(header, body, query.text)

    def close(self) -> None:
        """End the helper process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _ready(self, source: Source, generation: int) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None and self._generation == generation:
            return self._process
        self.close()
        process = subprocess.Popen(
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process, self._generation = process, generation
        try:
            found = source()
            if isinstance(found, Path):
                send(process.stdin, {"folder": str(found)})
            else:
                send(process.stdin, {}, found)
            header, _ = receive(process.stdout)
        except (OSError, EOFError) as error:
            self.close()
            message = f"The process for queries could not be started: {error}. Try without a time limit."
            raise QueryError(message) from error
        if "error" in header:
            self.close()
            raise QueryError(f"The store could not be read: {header['error']}. Try again when nobody writes to it.")
        return process

    def __del__(self) -> None:
        if self._process is not None:
            self._process.kill()


def send(stream: IO[bytes] | None, header: dict[str, object], body: bytes = b"") -> None:
    """Write a message: a line of JSON, which says how many bytes follow, and these."""
    if stream is None:
        raise OSError("no stream")
    stream.write(json.dumps({**header, "size": len(body)}).encode() + b"\n")
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes] | None) -> tuple[dict[str, object], bytes]:
    """Read a message that `send` wrote.

    Raises:
        EOFError: If the other side ended before the message did.
    """
    line = stream.readline() if stream is not None else b""
    if not line.endswith(b"\n"):
        raise EOFError("the process has ended")
    header: dict[str, object] = json.loads(line)
    size = int(str(header["size"]))
    body = stream.read(size) if stream is not None else b""
    if len(body) < size:
        raise EOFError("the process has ended")
    return header, body


def _results(header: dict[str, object], body: bytes, sparql: str) -> Results:
    from graphkit.graph.sparql import syntax_error

    if "syntax" in header:
        raise syntax_error(str(header["syntax"]), sparql)
    if "error" in header:
        raise QueryError(f"The query failed: {header['error']}. Simplify it and try again.", query=sparql)
    if header["kind"] == "boolean":
        return Results("boolean", truth=bool(header["truth"]))
    if header["kind"] == "triples":
        triples = (q.triple for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))
        return Results("triples", triples=tuple(sorted(set(triples), key=order)))
    return Results("rows", data=body)
