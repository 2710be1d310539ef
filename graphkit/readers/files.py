"""Files as the readers see them: a name, a place for messages, and a stream of bytes that is read once, within limits."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from graphkit.errors import InputError
from graphkit.readers.text import MAX_CHARACTERS

MAX_BYTES = 64 * 2**20
"""Longest page, message, feed, PDF or record that is read, in bytes."""
MAX_RATIO = 200
"""How many times its own size a packed file may unpack to; news texts shrink to a fifth, rarely to a thirtieth."""
FREE_BYTES = 64 * 2**20
"""So much may be unpacked of any file, whatever its own size."""
MAX_UNKNOWN = 16 * 2**30
"""So much may be unpacked of a stream whose size is not known beforehand."""

Record = dict[str, str]
"""The fields of one article that have a value."""
Numbered = tuple[int | None, Record | InputError]
"""A record, or why it cannot be read, with its line, row, item or message, from 1; None if the file is one document."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the date of documents without one, the format, where a record's fields are, the limits."""

    date: datetime.date | None = None
    format: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    max_characters: int = MAX_CHARACTERS
    seconds: float | None = None


class Budget:
    """How many bytes may come out of one packed file, with all that is packed inside it."""

    def __init__(self, packed: int | None) -> None:
        self.allowed = MAX_UNKNOWN if packed is None else max(FREE_BYTES, MAX_RATIO * packed)
        self.spent = 0

    def spend(self, size: int, *, source: str) -> None:
        """Count bytes that were unpacked.

        Raises:
            InputError: If they are more than the file may hold, of the kind "bomb".
        """
        self.spent += size
        if self.spent > self.allowed:
            raise InputError(
                f"It unpacks to more than {self.allowed:,} bytes, {MAX_RATIO} times its size, as files do that are made "
                "to fill disks. If it is sound, unpack it and give the folder.",
                source=source,
                kind="bomb",
            )


@dataclass(frozen=True, slots=True)
class File:
    """Something that can be read.

    Attributes:
        name: Names its documents: the path within the folder, pattern or archive that was given.
        source: Where it lies, for messages.
        open: Opens the stream; called once.
        size: Bytes, if known.
        budget: What may still be unpacked, for files inside of packed ones.
        depth: How many packed files it lies in.
    """

    name: str
    source: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    budget: Budget | None = None
    depth: int = 0

    @classmethod
    def at(cls, path: Path, name: str) -> File:
        """Stand for the file at `path`."""

        def opened() -> BinaryIO:
            try:
                return path.open("rb")
            except OSError as error:
                message = f"The file cannot be read ({error.strerror}). Check its permissions."
                raise InputError(message, source=str(path)) from error

        return cls(name, str(path), opened, size=path.stat().st_size if path.exists() else None)

    @property
    def stem(self) -> str:
        """The name without folders and suffix."""
        return Path(self.name).stem


def read_whole(stream: BinaryIO, *, source: str, line: int | None = None, limit: int = MAX_BYTES) -> bytes:
    """Read a stream to its end.

    Raises:
        InputError: If it has more than `limit` bytes, of the kind "size".
    """
    parts: list[bytes] = []
    left = limit + 1
    while left and (data := stream.read(min(left, 2**20))):
        parts.append(data)
        left -= len(data)
    if not left:
        raise too_long(f"{limit:,} bytes", source=source, line=line)
    return b"".join(parts)


def too_long(limit: str, *, source: str, line: int | None = None) -> InputError:
    """Make the error of something that is longer than `limit`."""
    message = f"It has more than the limit of {limit}. Cut it into articles."
    return InputError(message, source=source, line=line, kind="size")


def read_lines(stream: BinaryIO, *, source: str, limit: int = MAX_BYTES) -> Iterator[tuple[int, bytes | InputError]]:
    """Yield number and bytes of each line, its end included; of a line over `limit` bytes its error."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**20)
        yield number, too_long(f"{limit:,} bytes", source=source, line=number)


def digest(text: str) -> str:
    """Name a text by its content: twelve hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
