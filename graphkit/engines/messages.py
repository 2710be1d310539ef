"""Messages between a process and its helper: pickled values, each with its length before it."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], value: object) -> None:
    """Write a value.

    Raises:
        OSError: If the other side has ended.
    """
    data = pickle.dumps(value)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read a value that `send` wrote; both sides are processes of the same user and program.

    Raises:
        EOFError: If the other side has ended.
    """
    head = stream.read(_LENGTH.size)
    size = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else -1
    data = stream.read(size) if size >= 0 else b""
    if len(data) != size:
        raise EOFError("the process has ended")
    return pickle.loads(data)
