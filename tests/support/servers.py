"""Real servers for tests: started on any free port, and ended."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen


@contextmanager
def oxigraph() -> Iterator[str]:
    """Run an empty Oxigraph server in memory and give its address, which ends without a slash."""
    program = shutil.which(
        "oxigraph", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    )
    assert program is not None, "The Oxigraph server was not found. Install it with: pip install oxigraph"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not answers(address):
            assert process.poll() is None
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def answers(address: str) -> bool:
    """Tell whether a server listens."""
    try:
        urlopen(address, timeout=5).close()
    except URLError:
        return False
    return True
