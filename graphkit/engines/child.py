"""The program of a helper process: it makes its work once, then does one article after the other until its input ends."""

from __future__ import annotations

import os
import sys

from graphkit.engines.messages import receive, send
from graphkit.engines.work import do
from graphkit.errors import GraphkitError


def main() -> None:
    """Serve requests from standard input; what libraries print goes to standard error."""
    source = sys.stdin.buffer
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.path[:] = receive(source)
    make, seconds = receive(source)
    try:
        work = make()
    except GraphkitError as error:
        send(sink, error)
        return
    send(sink, work.run)
    while True:
        try:
            article = receive(source)
        except EOFError:
            return
        send(sink, do(work, article, seconds))


if __name__ == "__main__":
    main()
