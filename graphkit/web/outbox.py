"""Answers on their way to clients: what slow readers may hold of the server's memory.

An answer is handed over piece by piece, as fast as its client takes it. All that have not been taken yet count, and when
they are too many bytes together, further ones are refused.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response

from graphkit.web.pool import Busy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope, Send

_PIECE = 65_536


class Outbox:
    """Counts the bytes of answers that clients have yet to take."""

    def __init__(self, most: int, patience: float) -> None:
        """Allow `most` bytes together; a client that takes nothing for `patience` seconds is left."""
        self.most = most
        self.patience = patience
        self.held = 0

    def answer(self, body: bytes, headers: Mapping[str, str]) -> Response:
        """Make the response that sends `body`.

        Raises:
            Busy: If too much waits for slow readers already.
        """
        if self.held + len(body) > self.most:
            raise Busy("Too many answers wait for slow readers. Try again later.")
        return _Answer(self, body, headers)


class _Answer(Response):
    """A response that is sent piece by piece."""

    def __init__(self, outbox: Outbox, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__(body, headers=headers)
        self._outbox = outbox
        outbox.held += len(body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; leave a client that takes nothing."""
        body, taken = memoryview(self.body), 0
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            while taken < len(body):
                piece = bytes(body[taken : taken + _PIECE])
                message = {"type": "http.response.body", "body": piece, "more_body": True}
                await asyncio.wait_for(send(message), self._outbox.patience)
                taken += len(piece)
                self._outbox.held -= len(piece)
            await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            return
        finally:
            self._outbox.held -= len(body) - taken
