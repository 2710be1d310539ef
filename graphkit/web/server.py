"""`graphkit serve`: the application under uvicorn."""

from __future__ import annotations

import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.errors import MissingExtra, SettingsError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphkit.graph import Store
    from graphkit.web.limits import Limits


def serve(
    store: Store,
    *,
    host: str,
    port: int,
    limits: Limits,
    token: str | None = None,
    log: bool = True,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Serve `store` until the process is told to end; `ready` is called with the address once it listens.

    Port 0 takes any that is free.

    Raises:
        MissingExtra: If starlette or uvicorn is not installed.
        SettingsError: If the address cannot be listened on.
        StoreError: If the processes for queries cannot be started.
    """
    try:
        import uvicorn

        from graphkit.web.app import make_app
    except ImportError as error:
        raise MissingExtra("Serving needs starlette and uvicorn.", command="pip install 'graphkit[web]'") from error
    app = make_app(store, limits=limits, token=token, log=log)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        limit_concurrency=limits.connections,
    )
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # uvicorn raises it anew when it has ended
    with _listen(host, port) as listening:
        name = f"[{host}]" if ":" in host else host
        ready(f"http://{name}:{listening.getsockname()[1]}/")
        server = uvicorn.Server(config)
        try:
            server.run(sockets=[listening])
        except SystemExit:
            if server.started:
                raise
        finally:
            signal.signal(signal.SIGTERM, before)
        if not server.started:
            raise StoreError("The server could not start; the reason stands above. Mend it and start again.")


def read_token(path: Path) -> str:
    """Read the token for writing from a file.

    Raises:
        SettingsError: If there is none, or it is too short to be secret.
    """
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"The token cannot be read from {path}: {error}. Write one into that file.") from error
    if len(token) < 16 or not token.isascii() or not token.isprintable() or " " in token:
        raise SettingsError(
            f"The token in {path} is not 16 or more ASCII characters without spaces. Write a longer one."
        )
    return token


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except (OSError, OverflowError) as error:
        raise SettingsError(
            f"Cannot listen on {host}, port {port}: {error}. Choose another --host or --port."
        ) from error
    return listening
