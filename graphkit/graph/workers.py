"""Queries under a limit: a helper process answers them and is killed when the time is up.

A query that runs inside Oxigraph cannot be interrupted from Python; a process can. It may also take too much memory, or
break the parser by nesting too deep, and nothing else falls with it.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from graphkit.errors import QueryError, QueryLimit, StoreError
from graphkit.graph.results import Kind, Results
from graphkit.vocab import PREFIXES

if TYPE_CHECKING:
    from graphkit.graph.sparql import Query

Source = Callable[[], "Path | bytes"]
"""Gives what the helper reads: a folder with Oxigraph's files, or all quads as N-Quads."""
_PROGRAM = Path(__file__).with_name("worker.py")


class Helper:
    """A process that answers the queries about one state of a store, one at a time."""

    def __init__(self, source: Path | bytes, *, memory: int | None = None, patience: float = math.inf) -> None:
        """Start it; it may take `memory` bytes, and gives way to other processes after `patience` seconds of a query.

        Raises:
            StoreError: If it cannot be started, or cannot read the store.
        """
        self.gave_way = False
        self._patience = patience
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        first: dict[str, object] = {} if memory is None else {"memory": memory}
        try:
            if isinstance(source, Path):
                send(self._process.stdin, {**first, "folder": str(source)})
            else:
                send(self._process.stdin, first, source)
            header, _ = receive(self._process.stdout)
        except (OSError, EOFError) as error:
            self.close()
            message = f"The process for queries could not be started: {error}. Give it more memory, or no limits."
            raise StoreError(message) from error
        if "error" in header:
            self.close()
            raise StoreError(f"The store could not be read: {header['error']}. Try again when nobody writes to it.")

    @property
    def is_alive(self) -> bool:
        """Whether it can answer."""
        return self._process.poll() is None

    def ask(self, query: Query, *, timeout: float, **request: object) -> tuple[dict[str, object], bytes]:
        """Answer `query` within `timeout` seconds.

        `request` may choose the media `type`, the `default_graphs` and `named_graphs`, and the `most` bytes.

        Raises:
            QueryLimit: If it takes more time, space or memory.
            QueryError: If it is not legal, or fails.
        """
        late, answered, turn = threading.Event(), threading.Event(), threading.Lock()

        def stop() -> None:
            with turn:
                if not answered.is_set():
                    late.set()
                    self._process.kill()

        timers = [threading.Timer(timeout, stop)]
        if self._patience < timeout:
            timers.append(threading.Timer(self._patience, self._give_way))
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            message = {"query": query.text, "prefixes": PREFIXES, "seconds": timeout, **request}
            send(self._process.stdin, message)
            header, body = receive(self._process.stdout)
            with turn:
                answered.set()
        except (OSError, EOFError) as error:
            self.close()
            if late.is_set():
                said = f"The query was stopped after {timeout:g} seconds. Narrow it down, or allow more time."
                raise QueryLimit(said, query=query.text) from None
            said = "The query ran out of memory, or its process was ended from outside. Narrow it down."
            raise QueryLimit(said, query=query.text) from error
        finally:
            for timer in timers:
                timer.cancel()
        _check(header, query.text)
        return header, body

    def kill(self) -> None:
        """End the process at once, from any thread, whatever it is doing."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait until it is gone."""
        self._process.kill()
        self._process.communicate()

    def _give_way(self) -> None:
        self.gave_way = True
        with contextlib.suppress(OSError, AttributeError):  # gone by now; or a system without priorities
            os.setpriority(os.PRIO_PROCESS, self._process.pid, 10)

    def __del__(self) -> None:
        if hasattr(self, "_process"):
            self._process.kill()


class Workers:
    """At most one idle helper process, which knows the data of one generation of the store."""

    def __init__(self) -> None:
        self._helper: Helper | None = None
        self._generation = -1

    def run(self, query: Query, *, source: Source, generation: int, timeout: float) -> Results:
        """Answer `query` within `timeout` seconds of computing; the time for starting the helper is not counted.

        Raises:
            QueryError: If the query is not legal, fails, or takes longer.
            StoreError: If the helper cannot be started, or cannot read the store.
        """
        header, body = self._ready(source, generation).ask(query, timeout=timeout)
        return Results.read(cast("Kind", header["kind"]), body)

    def close(self) -> None:
        """End the helper process."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.close()

    def _ready(self, source: Source, generation: int) -> Helper:
        helper = self._helper
        if helper is None or not helper.is_alive or self._generation != generation:
            self.close()
            self._helper = helper = Helper(source())
            self._generation = generation
        return helper


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


def _check(header: dict[str, object], sparql: str) -> None:
    from graphkit.graph.sparql import syntax_error

    if "syntax" in header:
        raise syntax_error(str(header["syntax"]), sparql)
    if "large" in header:
        megabytes = int(str(header["large"])) / 1_000_000
        raise QueryLimit(
            f"The answer is larger than {megabytes:g} MB. Narrow the query down, or add LIMIT.", query=sparql
        )
    if "error" in header:
        raise QueryError(f"The query failed: {header['error']}. Simplify it and try again.", query=sparql)
