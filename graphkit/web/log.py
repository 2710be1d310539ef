"""The access log: one line of JSON for each request, so that programs can read it."""

from __future__ import annotations

import datetime
import json
import sys
import time
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 2000


class AccessLog:
    """Middleware that writes who asked what, the status, the bytes sent, and the milliseconds until the last of them."""

    def __init__(self, app: ASGIApp, stream: TextIO | None = None) -> None:
        self.app = app
        self.stream = stream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note what came of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status, size = 500, 0

        async def watch(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            line = {
                "time": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
                "client": scope["client"][0] if scope.get("client") else None,
                "method": scope["method"],
                "path": scope["path"][:_LONGEST],
                "parameters": scope["query_string"].decode("latin-1")[:_LONGEST],
                "query": scope.get("state", {}).get("query", "")[:_LONGEST],
                "status": status,
                "bytes": size,
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
            }
            print(json.dumps(line), file=self.stream or sys.stderr, flush=True)
